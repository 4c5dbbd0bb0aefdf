"""Which statements of a view are drawn: by relation type, section, period, evidence; nodes by degree, attribute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from graph.conditions import Condition
from graph.values import Relationship

Standing = Literal["all", "stated", "inferred", "disputed", "unsupported"]
"""How a statement stands: said by its source, inferred, contradicted by the source itself, or without any evidence."""

STANDINGS: tuple[Standing, ...] = ("all", "stated", "inferred", "disputed", "unsupported")


@dataclass(frozen=True, slots=True)
class Filter:
    """What is drawn; the default draws everything. Years are those that statements name; one without a year stays."""

    without_types: frozenset[str] = frozenset()
    section: str | None = None  # a section's number: it and those below it
    first_year: int | None = None
    last_year: int | None = None
    standing: Standing = "all"
    least_degree: int = 0  # neighbours in the view
    conditions: tuple[Condition, ...] = ()  # things that do not meet all of them are hidden

    @property
    def of_statements(self) -> bool:
        """True when it takes statements away."""
        return bool(self.without_types or self.section or self.first_year or self.last_year or self.standing != "all")


@dataclass(frozen=True, slots=True)
class Grounds:
    """What is known beside the statements themselves: where evidence stands, and what is disputed."""

    sections: Mapping[str, str]  # evidence id -> section number
    disputed: Mapping[str, frozenset[str]]  # thing -> evidence of the discrepancies about it


def kept(filter_: Filter, statements: Iterable[Relationship], grounds: Grounds) -> tuple[Relationship, ...]:
    """The statements that the filter lets through."""
    return tuple(statement for statement in statements if _passes(filter_, statement, grounds))


def _passes(filter_: Filter, statement: Relationship, grounds: Grounds) -> bool:
    if statement.type in filter_.without_types:
        return False
    if filter_.standing != "all" and filter_.standing not in standings(statement, grounds.disputed):
        return False
    year = statement.properties.get("year")
    if isinstance(year, int):
        if filter_.first_year is not None and year < filter_.first_year:
            return False
        if filter_.last_year is not None and year > filter_.last_year:
            return False
    return filter_.section is None or any(
        below(grounds.sections.get(ref, ""), filter_.section) for ref in evidence(statement)
    )


def standings(statement: Relationship, disputed: Mapping[str, frozenset[str]]) -> frozenset[Standing]:
    """How a statement stands. It is disputed when discrepancies about both its ends rest on its evidence."""
    refs = set(evidence(statement))
    found: set[Standing] = {"inferred" if statement.properties.get("status") == "inferred" else "stated"}
    if not refs:
        found.add("unsupported")
    if all(refs & disputed.get(end, frozenset()) for end in (statement.start, statement.end)):
        found.add("disputed")
    return frozenset(found)


def evidence(statement: Relationship) -> tuple[str, ...]:
    """The ids of a statement's evidence."""
    value = statement.properties.get("evidence", ())
    return (value,) if isinstance(value, str) else tuple(str(ref) for ref in value) if isinstance(value, tuple) else ()


def below(section: str, other: str) -> bool:
    """True when a section is the other one or lies in it.

    >>> below("2.1.1", "2.1"), below("2.10", "2.1"), below("2.1", "2.1")
    (True, False, True)
    """
    return section == other or section.startswith(other + ".")
