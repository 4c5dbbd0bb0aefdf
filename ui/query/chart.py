"""A result as a chart, where its columns allow one: something to name the bars by, and numbers to draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from graph.values import Cell, Node, QueryResult
from ui.sentences import Words

MAX_BARS = 60
MAX_POINTS = 5_000
Kind = Literal["bar", "line", "point"]


@dataclass(frozen=True, slots=True)
class Charted:
    """What to draw: by which column (its number, None for the row's own number), which numbers, and how."""

    kind: Kind
    along: int | None
    numbers: tuple[int, ...]
    rows: int  # drawn, of all


def charted(result: QueryResult) -> Charted | None:
    """The chart that the columns allow; None when there are no numbers, or only one row."""
    columns = list(zip(*result.rows, strict=True)) if len(result.rows) > 1 else []
    numeric = [index for index, column in enumerate(columns) if _are_numbers(column)]
    names = [index for index, column in enumerate(columns) if index not in numeric and _are_names(column)]
    years = [index for index in numeric if _are_years(columns[index])]
    measured = [index for index in numeric if index not in years]
    if not numeric:
        return None
    if names and measured:
        return Charted("bar", names[0], tuple(measured[:1]), min(len(result.rows), MAX_BARS))
    if years and measured:
        return Charted("line", years[0], tuple(measured[:4]), min(len(result.rows), MAX_POINTS))
    if len(measured) > 1:
        return Charted("point", measured[0], tuple(measured[1:2]), min(len(result.rows), MAX_POINTS))
    return Charted("bar", names[0] if names else None, tuple(numeric[:1]), min(len(result.rows), MAX_BARS))


def chart_of(result: QueryResult, drawn: Charted, words: Words) -> Any:
    """The chart itself. Columns are called a, b and so on inside it: no name of a reader's can be read as a formula."""
    import altair as alt  # noqa: PLC0415 - with pandas it takes a second, which only charts need

    rows = [_record(number, row, drawn, words) for number, row in enumerate(result.rows[: drawn.rows])]
    base = alt.Chart(alt.InlineData(values=rows))
    along = result.columns[drawn.along] if drawn.along is not None else words.texts("query_grid.row")
    tip = [alt.Tooltip("a:N", title=along), alt.Tooltip("b:Q", title=result.columns[drawn.numbers[0]], format=",")]
    value = alt.Axis(title=result.columns[drawn.numbers[0]], format="~s")
    if drawn.kind == "bar":
        height = max(160, 24 * drawn.rows)
        bars = base.mark_bar(cornerRadiusEnd=3).encode(
            y=alt.Y("a:N", sort=None, axis=alt.Axis(title=along, labelLimit=260)),
            x=alt.X("b:Q", axis=value),
            tooltip=tip,
        )
        return bars.properties(height=height)
    long = base.transform_fold(list("bcde"[: len(drawn.numbers)]), as_=["of", "value"])
    if drawn.kind == "line":
        names = {letter: result.columns[index] for letter, index in zip("bcde", drawn.numbers, strict=False)}
        colour = alt.Color("of:N", legend=None if len(names) == 1 else alt.Legend(title=None))
        years = alt.X("a:Q", axis=alt.Axis(title=along, format="d", tickMinStep=1), scale=alt.Scale(zero=False))
        return long.mark_line(point=True).encode(x=years, y=alt.Y("value:Q", axis=value), color=colour, tooltip=tip)
    first = alt.X("a:Q", axis=alt.Axis(title=along, format="~s"))
    return base.mark_circle(size=70).encode(x=first, y=alt.Y("b:Q", axis=value), tooltip=tip)


def _record(number: int, row: Sequence[Cell], drawn: Charted, words: Words) -> dict[str, Any]:
    along = number + 1 if drawn.along is None else row[drawn.along]
    record: dict[str, Any] = {"a": words.name(along) if isinstance(along, Node) else along}
    record |= {letter: row[index] for letter, index in zip("bcde", drawn.numbers, strict=False)}
    return record


def _are_numbers(column: Sequence[Cell]) -> bool:
    found = [value for value in column if value is not None]
    return bool(found) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in found)


def _are_names(column: Sequence[Cell]) -> bool:
    return all(isinstance(value, str | Node) or value is None for value in column) and any(column)


def _are_years(column: Sequence[Cell]) -> bool:
    return all(isinstance(value, int) and 1700 <= value <= 2200 for value in column if value is not None)
