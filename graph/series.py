"""Numbers over time: which of them make a series, how it grew between its points, and what growth a source states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from graph.numbers import Interval, Number

Agreement = Literal["agrees", "differs", "open"]

TOLERANCE = 1.0  # percentage points between stated and computed growth, as in the rule growth-against-endpoints
_NO_GROWTH = frozenset({"percent", "rank", "calendar_year"})  # units whose numbers do not grow by a rate


@dataclass(frozen=True, slots=True)
class Growth:
    """How much a series grew from one point to a later one, in percent a year; `low` and `high` follow the limits."""

    first: Number
    last: Number
    years: int
    yearly: float  # between the two numbers as they stand
    low: float | None  # the least that the two allow; None where a limit is open
    high: float | None


@dataclass(frozen=True, slots=True)
class Stated:
    """A growth that the source states for a series, beside the one its points make."""

    number: Number
    computed: Growth | None  # None where the series has no two points at the ends of the stated years
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers of one indicator, subject, unit and region in the order of their years, one a year and kind at least."""

    indicator: str
    about: tuple[str, ...]
    unit: str
    regions: tuple[str, ...]
    points: tuple[Number, ...]
    growths: tuple[Growth, ...]  # between neighbouring points
    whole: Growth | None  # from the first point to the last when there are more than two
    stated: tuple[Stated, ...]

    @property
    def key(self) -> str:
        """What tells this series from others."""
        return "|".join((self.indicator, ",".join(self.about), self.unit, ",".join(self.regions)))


def series_of(numbers: Iterable[Number]) -> tuple[Series, ...]:
    """Every series among the numbers, those with most points first.

    A series never mixes units, so never currencies, nor joint numbers with numbers of a single thing.
    """
    listed = tuple(numbers)
    grouped: dict[tuple[str, tuple[str, ...], str, tuple[str, ...]], list[Number]] = defaultdict(list)
    for number in listed:
        if _in_a_year(number) and not number.growth:
            grouped[number.indicator, number.about, number.unit, number.regions].append(number)
    found = [
        _series(key, points, listed) for key, points in grouped.items() if len({point.end for point in points}) > 1
    ]
    return tuple(sorted(found, key=lambda each: (-len(each.points), each.key)))


def growth_between(first: Number, last: Number) -> Growth | None:
    """Growth a year from a number to a later one of the same series; None where it cannot be said."""
    if first.end is None or last.end is None or last.end <= first.end:
        return None
    years = last.end - first.end
    yearly = _yearly(first.point, last.point, years)
    if yearly is None:
        return None
    begins, ends = first.interval, last.interval
    return Growth(
        first, last, years, yearly, _yearly(begins.high, ends.low, years), _yearly(begins.low, ends.high, years)
    )


def agreement(stated: Interval, computed: Growth | None) -> Agreement:
    """Whether a stated growth can be true of the computed one, within the tolerance.

    ``open`` where nothing can be said: no points to compute from, or limits that allow anything.
    """
    if computed is None:
        return "open"
    if stated.high is not None and computed.low is not None and computed.low > stated.high + TOLERANCE:
        return "differs"
    if stated.low is not None and computed.high is not None and computed.high < stated.low - TOLERANCE:
        return "differs"
    below = stated.low is None or (computed.low is not None and computed.low >= stated.low - TOLERANCE)
    above = stated.high is None or (computed.high is not None and computed.high <= stated.high + TOLERANCE)
    return "agrees" if below and above else "open"


def _series(
    key: tuple[str, tuple[str, ...], str, tuple[str, ...]], points: Iterable[Number], numbers: Iterable[Number]
) -> Series:
    indicator, about, unit, regions = key
    ordered = tuple(sorted(points, key=lambda each: (each.end or 0, each.kind, each.id)))
    if unit in _NO_GROWTH:
        return Series(indicator, about, unit, regions, ordered, (), None, ())
    growths = tuple(growth for a, b in pairwise(ordered) if (growth := growth_between(a, b)) is not None)
    whole = growth_between(ordered[0], ordered[-1]) if len(ordered) > 2 else None
    stated = tuple(
        _stated(number, ordered)
        for number in numbers
        if number.growth and number.about == about and number.regions == regions
    )
    return Series(indicator, about, unit, regions, ordered, growths, whole, stated)


def _stated(number: Number, points: tuple[Number, ...]) -> Stated:
    """The stated growth beside that of the points at its years; a growth "in 2019" is counted from 2018."""
    by_year = {point.end: point for point in points}
    begins = (number.start,) if number.start != number.end else ()
    before = () if number.start is None or number.indicator == "cagr" else (number.start - 1,)
    first = next((by_year[year] for year in (*begins, *before) if year in by_year), None)
    last = by_year.get(number.end)
    computed = growth_between(first, last) if first and last else None
    return Stated(number, computed, agreement(number.interval, computed))


def _in_a_year(number: Number) -> bool:
    """A number of one year, or of what had gathered by the end of one."""
    return number.end is not None and number.start in (None, number.end) and number.point is not None


def _yearly(first: float | None, last: float | None, years: int) -> float | None:
    if first is None or last is None or first <= 0 or last <= 0:
        return None
    return float(((last / first) ** (1 / years) - 1) * 100)
