"""Colours by rule: "red where the market share is over 50 %", on a number, the degree or an attribute of a thing."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from graph.explorer import Observed
from graph.measures import NUMBER, latest
from graph.view import Tint

Comparison = Literal[">", ">=", "<", "<=", "="]

TINTS: Mapping[str, Tint] = MappingProxyType(
    {
        "red": Tint("#c4262e", "#ff8a85"),
        "orange": Tint("#b35c00", "#ffb066"),
        "yellow": Tint("#8a7000", "#ecd45c"),
        "green": Tint("#2f7d32", "#86d78b"),
        "blue": Tint("#1f5fbf", "#7db3ff"),
        "purple": Tint("#7e4ba8", "#d0a8fa"),
    }
)
"""The colours of rules, each readable on both canvases."""

COMMUNITY_TINTS = (
    *(TINTS[name] for name in ("blue", "orange", "green", "purple", "red", "yellow")),
    Tint("#00798c", "#6fd3e3"),
    Tint("#a0447c", "#f29bcb"),
    Tint("#5d6b7a", "#a9b8c9"),
    Tint("#6b5b2e", "#cdbb83"),
)
"""The colours of communities; the tenth and all smaller ones share the last (`community_tint`)."""

TYPE_TINTS = (
    *(TINTS[name] for name in ("blue", "green", "purple", "red", "yellow")),
    Tint("#00798c", "#6fd3e3"),
    Tint("#a0447c", "#f29bcb"),
    Tint("#6b5b2e", "#cdbb83"),
    Tint("#4a4fb5", "#a9adff"),
)
"""The colours of relation types. Orange is not among them: it says that the source contradicts itself."""

COMPARISONS: Mapping[Comparison, Callable[[float, float], bool]] = MappingProxyType(
    {">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le, "=": operator.eq}
)


def community_tint(number: int) -> Tint:
    """The colour of a community by its number, 0 for the largest.

    >>> community_tint(0) is TINTS["blue"], community_tint(9) is community_tint(99)
    (True, True)
    """
    return COMMUNITY_TINTS[min(number, len(COMMUNITY_TINTS) - 1)]


@dataclass(frozen=True, slots=True)
class Rule:
    """Things whose `field` (``degree``, ``number:<indicator>``) compares so to `value` have the colour `tint`."""

    field: str
    comparison: Comparison
    value: float
    tint: str


def tints(
    rules: Iterable[Rule], degrees: Mapping[str, int], numbers: Iterable[Observed], ids: Iterable[str]
) -> dict[str, Tint]:
    """The colour of each thing that a rule applies to; the first rule that does decides."""
    listed, known = list(ids), tuple(numbers)
    found: dict[str, Tint] = {}
    for rule in rules:
        values: Mapping[str, float] = (
            latest(known, rule.field.removeprefix(NUMBER), listed)
            if rule.field.startswith(NUMBER)
            else {id_: float(degrees[id_]) for id_ in listed if id_ in degrees}
        )
        for id_, value in values.items():
            if COMPARISONS[rule.comparison](value, rule.value):
                found.setdefault(id_, TINTS[rule.tint])
    return found


def type_tints(counts: Mapping[str, int], order: Sequence[str]) -> dict[str, Tint]:
    """A colour for each of the most frequent relation types, as many as there are colours; each colour once.

    `order` is that of the ontology: a type asks for the colour of its place there, so that it keeps it in most views.
    """
    place = {type_: number for number, type_ in enumerate(order)}
    ranked = sorted(counts, key=lambda type_: (-counts[type_], place.get(type_, len(place)), type_))
    free = list(range(len(TYPE_TINTS)))
    found: dict[str, Tint] = {}
    for type_ in ranked[: len(TYPE_TINTS)]:
        wanted = place.get(type_, 0) % len(TYPE_TINTS)
        chosen = min(free, key=lambda number: (number - wanted) % len(TYPE_TINTS))
        free.remove(chosen)
        found[type_] = TYPE_TINTS[chosen]
    return found
