"""Observations as frozen numbers: what each says with its limits, and which ones a filter keeps."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.explorer import Explorer, Observed, Place, evidence_of, text, texts
from graph.values import Cell, Node, Value

MAX_NUMBERS = 20_000  # read at once; a report holds hundreds
_GROWTH = frozenset({"cagr", "growth_rate"})
_OPEN_BELOW = frozenset({"at_most", "less_than"})
_OPEN_ABOVE = frozenset({"at_least", "more_than"})
_MONEY = frozenset({"CNY", "USD"})


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a value lies for certain: None is an end that the source leaves open."""

    low: float | None
    high: float | None

    @property
    def closed(self) -> bool:
        """True when both ends are known."""
        return self.low is not None and self.high is not None


@dataclass(frozen=True, slots=True)
class Number:
    """One observation. `printed` is what the source prints; years are None where the source gives none."""

    observed: Observed
    indicator: str
    unit: str
    bound: str
    kind: str
    printed: str
    start: int | None
    end: int | None
    low: float | None  # of a range
    high: float | None
    value: float | None

    @classmethod
    def of(cls, observed: Observed) -> Number:
        """The number that an observation's node says."""
        properties = observed.node.properties
        return cls(
            observed=observed,
            indicator=text(properties.get("indicator")) or "",
            unit=text(properties.get("unit")) or text(properties.get("currency")) or "",
            bound=text(properties.get("bound")) or "exact",
            kind=text(properties.get("kind")) or "actual",
            printed=" / ".join(texts(properties.get("printed"))),
            start=_year(properties.get("period_start")),
            end=_year(properties.get("period_end")),
            low=_float(properties.get("value_min")),
            high=_float(properties.get("value_max")),
            value=_float(properties.get("value")),
        )

    @property
    def id(self) -> str:
        """The observation's id."""
        return self.observed.node.id

    @property
    def about(self) -> tuple[str, ...]:
        """Ids of everything that the number is about together."""
        return tuple(node.id for node in self.observed.about)

    @property
    def regions(self) -> tuple[str, ...]:
        """Ids of its regions."""
        return tuple(node.id for node in self.observed.regions)

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of its evidence."""
        return evidence_of(self.observed.node.properties)

    @property
    def joint(self) -> bool:
        """True for a number that several things have together, never each by itself."""
        return len(self.observed.about) > 1

    @property
    def growth(self) -> bool:
        """True for a rate of growth."""
        return self.indicator in _GROWTH and self.unit == "percent"

    @property
    def money(self) -> str | None:
        """The currency of an amount of money."""
        return self.unit if self.unit in _MONEY else None

    @property
    def point(self) -> float | None:
        """The number to draw and to calculate with: the value, or the middle of a range."""
        if self.value is not None:
            return self.value
        if self.low is not None and self.high is not None:
            return (self.low + self.high) / 2
        return self.low if self.low is not None else self.high

    @property
    def interval(self) -> Interval:
        """Where the value lies: "at least 40" has no upper end, "about 40" is taken as 40.

        >>> node = Node("obs:x", (), {"value": 40, "bound": "at_least"})
        >>> Number.of(Observed(node, (), ())).interval
        Interval(low=40.0, high=None)
        """
        if self.bound in _OPEN_ABOVE:
            return Interval(self.low if self.value is None else self.value, None)
        if self.bound in _OPEN_BELOW:
            return Interval(None, self.high if self.value is None else self.value)
        if self.value is not None:
            return Interval(self.value, self.value)
        return Interval(self.low, self.high)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which numbers to keep; what is empty does not restrict. Several of one kind are alternatives."""

    indicators: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    since: int | None = None
    until: int | None = None
    ids: frozenset[str] = frozenset()

    def keeps(self, number: Number) -> bool:
        """True when the number fits; numbers without a year fit no limit of years."""
        return (
            _fits(self.indicators, (number.indicator,))
            and _fits(self.about, number.about)
            and _fits(self.regions, number.regions)
            and _fits(self.kinds, (number.kind,))
            and _fits(self.units, (number.unit,))
            and _fits(self.ids, (number.id,))
            and self._in_time(number)
        )

    def _in_time(self, number: Number) -> bool:
        if self.since is None and self.until is None:
            return True
        first = number.start if number.start is not None else number.end
        last = number.end if number.end is not None else number.start
        if first is None or last is None:
            return False
        return last >= (self.since or first) and first <= (self.until or last)


@dataclass(frozen=True, slots=True)
class Numbers:
    """All numbers of a graph with the places of their evidence."""

    all: tuple[Number, ...]
    places: Mapping[str, Place]

    def kept(self, filter_: Filter) -> tuple[Number, ...]:
        """The numbers that fit, in their order."""
        return tuple(number for number in self.all if filter_.keeps(number))

    def places_of(self, number: Number) -> list[Place]:
        """Where a number stands."""
        return [self.places[ref] for ref in number.evidence if ref in self.places]


def read_numbers(explorer: Explorer, limit: int = MAX_NUMBERS) -> Numbers:
    """Every number of the graph, in few store calls."""
    rows = explorer.store.run("numbers_all", limit=limit).records()
    numbers = _numbers(rows, explorer.things(_subjects(rows)))
    return Numbers(numbers, explorer.places(evidence_of(*(number.observed.node.properties for number in numbers))))


def numbers_and_things(
    explorer: Explorer, observations: Iterable[str], ids: Iterable[str]
) -> tuple[dict[str, Number], dict[str, Node]]:
    """The numbers with these ids, and the things with those and of the numbers, by id; unknown ids are left out."""
    wanted = list(dict.fromkeys(observations))
    rows = explorer.store.run("numbers_with", ids=wanted).records() if wanted else []
    things = explorer.things((*ids, *_subjects(rows)))
    return {number.id: number for number in _numbers(rows, things)}, things


def _subjects(rows: Iterable[Mapping[str, Cell]]) -> list[str]:
    return [ref for row in rows for key in ("about", "regions") for ref in texts(row[key])]


def _numbers(rows: Iterable[Mapping[str, Cell]], named: Mapping[str, Node]) -> tuple[Number, ...]:
    return tuple(
        Number.of(Observed(node, _named(texts(row["about"]), named), _named(texts(row["regions"]), named)))
        for row in rows
        if isinstance(node := row["observation"], Node)
    )


def _named(ids: tuple[str, ...], named: Mapping[str, Node]) -> tuple[Node, ...]:
    return tuple(named[ref] for ref in sorted(ids) if ref in named)


def _fits(wanted: frozenset[str], has: Iterable[str]) -> bool:
    return not wanted or not wanted.isdisjoint(has)


def _year(value: Value | None) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _float(value: Value | None) -> float | None:
    number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return float(value) if number and isinstance(value, int | float) else None
