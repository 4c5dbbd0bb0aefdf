"""Conditions on what things say of themselves: an attribute that is given, holds a text, or exceeds a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from graph.values import Node, Value

Test = Literal["has", "contains", "equals", "above", "below"]
TESTS: tuple[Test, ...] = ("has", "contains", "equals", "above", "below")
_NOT_ASKED = frozenset({"id", "iri", "evidence"})
_LANGUAGES = ("_zh", "_en")

Said = Callable[[str, str], Iterable[str]]
"""In which other words an attribute's code is read: of an attribute and a code its labels."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Things whose attribute `key` passes a test. `value` is as typed; ``has`` looks at none."""

    key: str
    test: Test
    value: str = ""

    @property
    def complete(self) -> bool:
        """True when the value is one that the test can be made with."""
        if self.test == "has":
            return not self.value
        return bool(self.value.strip()) if self.test in ("contains", "equals") else _number(self.value) is not None


def _nothing(_: str, __: str) -> Iterable[str]:
    return ()


def meets(condition: Condition, properties: Mapping[str, Value], said: Said = _nothing) -> bool:
    """True when any of the attribute's values, in any language, passes the test.

    >>> meets(Condition("founded", "above", "1990"), {"founded": 1993})
    True
    >>> meets(Condition("name", "contains", "nvidia"), {"name_zh": "英伟达", "name_en": "NVIDIA"})
    True
    """
    values = [value for key in (condition.key, *_in_languages(condition.key)) for value in _all(properties.get(key))]
    return any(_passes(condition, value, said) for value in values)


def attributes_of(nodes: Iterable[Node]) -> dict[str, int]:
    """How many of these things have each attribute, those in two languages as one; the most frequent first."""
    counts = Counter(key for node in nodes for key in {_plain(key) for key in node.properties if _asked(key)})
    return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))


def _passes(condition: Condition, value: object, said: Said) -> bool:
    if condition.test == "has":
        return True
    if condition.test in ("above", "below"):
        found, limit = _number(value), _number(condition.value)
        if found is None or limit is None:
            return False
        return found > limit if condition.test == "above" else found < limit
    wanted = condition.value.strip().casefold()
    texts = [text.casefold() for text in (_text(value), *said(condition.key, _text(value)))]
    if condition.test == "contains":
        return any(wanted in text for text in texts)
    limit = _number(condition.value)
    return wanted in texts or (limit is not None and limit == _number(value))


def _all(value: Value | None) -> tuple[object, ...]:
    several = value if isinstance(value, tuple) else (value,)
    return tuple(each for each in several if each is not None and each != "")


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _number(value: object) -> float | None:
    """A number, also one that is written as text; None for what is none, or without end."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if abs(number) < float("inf") else None


def _asked(key: str) -> bool:
    return key not in _NOT_ASKED and not key.startswith("_")


def _plain(key: str) -> str:
    return key[:-3] if key.endswith(_LANGUAGES) and len(key) > len(_LANGUAGES[0]) else key


def _in_languages(key: str) -> tuple[str, ...]:
    return tuple(key + language for language in _LANGUAGES)
