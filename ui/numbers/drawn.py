"""Numbers as what a chart draws: bars with their limits, lines with their growth; plain rows, no chart library."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from graph.numbers import Number
from graph.series import Growth, Series
from ui.numbers.address import Scale
from ui.numbers.rows import factor_of, subject_words, unit_words, written_in
from ui.sentences import Words, bounded, period, plain_number

Row = dict[str, Any]

UNDRAWN_UNITS = frozenset({"calendar_year", "rank"})  # a length says nothing of them; they stand in the table


@dataclass(frozen=True, slots=True)
class BarChart:
    """Numbers of one indicator and unit on one axis that begins at zero."""

    title: str
    axis: str
    rows: tuple[Row, ...]
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class LineChart:
    """One series: its points, the segments between them, and its growth as rows of a table."""

    title: str
    axis: str
    points: tuple[Row, ...]
    segments: tuple[Row, ...]
    growth: tuple[Row, ...]
    series: Series


def bar_charts(numbers: Iterable[Number], words: Words, scale: Scale) -> tuple[BarChart, ...]:
    """One chart an indicator and unit, so that currencies never share an axis; those with most bars first."""
    grouped: dict[tuple[str, str], list[Number]] = defaultdict(list)
    for number in numbers:
        if number.unit not in UNDRAWN_UNITS and number.point is not None:
            grouped[number.indicator, number.unit].append(number)
    charts = [_bar_chart(words, scale, unit, found) for (_, unit), found in grouped.items()]
    return tuple(sorted(charts, key=lambda chart: (-len(chart.rows), chart.title)))


def line_chart(series: Series, words: Words, scale: Scale) -> LineChart:
    """A series as a line."""
    factor = factor_of(scale, series.unit)
    one = series.points[0]
    regions = words.texts("words.comma").join(words.name(node) for node in one.observed.regions)
    indicator = words.code_label("indicator", series.indicator, ("Observation",))
    return LineChart(
        title=words.join([subject_words(words, one), indicator, regions]),
        axis=unit_words(words, scale, series.unit),
        points=tuple(_point(words, scale, number, factor) for number in series.points),
        segments=tuple(
            {
                "year": number.end,
                "value": (number.point or 0) / factor,
                "segment": f"{at:03}",
                "future": last.kind != "actual",
            }
            for at, (first, last) in enumerate(pairwise(series.points))
            for number in (first, last)
        ),
        growth=growth_rows(series, words),
        series=series,
    )


def growth_rows(series: Series, words: Words) -> tuple[Row, ...]:
    """The growth between the points and the growth that the source states, side by side."""
    texts = words.texts
    rows: list[tuple[str, Growth | None, str, str, str]] = []
    computed = [*series.growths, *([series.whole] if series.whole else [])]
    stated = [(told, told.computed) for told in series.stated]
    for growth in computed:
        if any(with_ is not None and _ends(with_) == _ends(growth) for _, with_ in stated):
            continue
        rows.append((_span(growth.first.end, growth.last.end), growth, "", "", ""))
    for told, with_ in stated:
        verdict = texts(f"numbers.agreement.{told.agreement}")
        gap = _gap(words, told.number, with_)
        rows.append((_span(told.number.start, told.number.end), with_, told.number.printed, gap, verdict))
    return tuple(
        {
            texts("numbers.growth.years"): span,
            texts("numbers.growth.computed"): _computed(words, growth) if growth else texts("numbers.growth.none"),
            texts("numbers.growth.stated"): printed,
            texts("numbers.growth.gap"): gap,
            texts("numbers.growth.verdict"): verdict,
        }
        for span, growth, printed, gap, verdict in sorted(rows, key=lambda row: row[0])
    )


def _bar_chart(words: Words, scale: Scale, unit: str, numbers: list[Number]) -> BarChart:
    factor = factor_of(scale, unit)
    ordered = sorted(numbers, key=lambda each: (-(each.point or 0), each.id))
    indicator = words.code_label("indicator", numbers[0].indicator, ("Observation",))
    axis = unit_words(words, scale, unit)
    rows = tuple(_bar(words, scale, number, factor, at) for at, number in enumerate(ordered))
    return BarChart(words.join([indicator, axis]), axis, rows, tuple(ordered))


def _bar(words: Words, scale: Scale, number: Number, factor: float, at: int) -> Row:
    """A bar from zero, or from end to end of a range; an open end is a bar without an edge there and an arrow."""
    interval, properties = number.interval, number.observed.node.properties
    whole_range = number.value is None and interval.closed
    point = number.point or 0
    label = words.join([subject_words(words, number), period(words, properties), *_regions(words, number)])
    return {
        "order": at,
        "label": label,
        "low": (number.low or 0) / factor if whole_range else 0,
        "high": ((number.high or 0) if whole_range else point) / factor,
        "tip": ((number.high or 0) if whole_range else point) / factor,
        "open": "above" if interval.high is None else "below" if interval.low is None else "",
        "future": number.kind != "actual",
        "amount": bounded(words, properties, written_in(scale)),
        "kind": words.code_label("kind", number.kind, ("Observation",)),
        "printed": number.printed,
    }


def _point(words: Words, scale: Scale, number: Number, factor: float) -> Row:
    interval, properties = number.interval, number.observed.node.properties
    point = (number.point or 0) / factor
    return {
        "year": number.end,
        "value": point,
        "low": (interval.low if interval.low is not None else number.point or 0) / factor,
        "high": (interval.high if interval.high is not None else number.point or 0) / factor,
        "open": "above" if interval.high is None else "below" if interval.low is None else "",
        "future": number.kind != "actual",
        "amount": bounded(words, properties, written_in(scale)),
        "kind": words.code_label("kind", number.kind, ("Observation",)),
        "printed": number.printed,
    }


def _computed(words: Words, growth: Growth) -> str:
    if growth.low is None and growth.high is None:
        return words.texts("words.bound.about", number=_percent(growth.yearly))
    if growth.low is None or growth.high is None:
        bound = "at_least" if growth.high is None else "at_most"
        return words.texts(f"words.bound.{bound}", number=_percent(growth.yearly))
    if abs(growth.high - growth.low) > 0.05:
        return f"{_percent(growth.low)} – {_percent(growth.high)}"
    return _percent(growth.yearly)


def _gap(words: Words, stated: Number, computed: Growth | None) -> str:
    if computed is None or stated.value is None:
        return ""
    return words.texts("numbers.growth.points", number=f"{computed.yearly - stated.value:+.1f}")


def _percent(value: float) -> str:
    return f"{plain_number(round(value, 1))}%"


def _regions(words: Words, number: Number) -> list[str]:
    """The regions that are not what the number is about anyway."""
    return [words.name(node) for node in number.observed.regions if node.id not in number.about]


def _ends(growth: Growth) -> tuple[str, str]:
    return growth.first.id, growth.last.id


def _span(first: int | None, last: int | None) -> str:
    return "–".join(str(year) for year in dict.fromkeys((first, last)) if year is not None)
