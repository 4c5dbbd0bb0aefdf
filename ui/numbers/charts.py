"""The charts as Altair draws them: what is certain is filled, what is foreseen is dashed, an open end has an arrow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from ui.numbers.drawn import BarChart, LineChart

ROW_PX = 30
_OTHER_HEIGHT_PX = 60  # axis and padding
_LINE_HEIGHT_PX = 250


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours of one theme: both blues have a contrast of more than 3 to 1 with their ground."""

    mark: str
    text: str


INKS = {"light": Inks("#1f5fbf", "#1c2430"), "dark": Inks("#7db3ff", "#e6eaf0")}


def draw_bars(chart: BarChart, inks: Inks) -> Any:
    """Horizontal bars, largest first."""
    rows = pd.DataFrame(list(chart.rows))
    base = alt.Chart(rows).encode(
        y=alt.Y("label:N", sort=alt.SortField("order"), title=None, axis=alt.Axis(labelLimit=320, labelOverlap=False)),
        tooltip=_tooltip(),
    )
    limit = max([*rows["high"], 0]) * 1.28 or 1
    x = alt.X("low:Q", title=chart.axis, scale=alt.Scale(domain=[min([*rows["high"], 0]) * 1.2, limit], nice=False))
    bars = base.mark_bar(height={"band": 0.6}, color=inks.mark, stroke=inks.mark, strokeWidth=1.4).encode(
        x=x, x2="high:Q", **_certainty()
    )
    arrows = base.mark_point(filled=True, size=90, color=inks.mark).encode(
        x="tip:Q", shape=_arrow_shape("triangle-right", "triangle-left"), opacity=_only_open()
    )
    amounts = base.mark_text(align="left", dx=11, color=inks.text).encode(x="tip:Q", text="amount:N")
    return (bars + arrows + amounts).properties(height=ROW_PX * len(rows) + _OTHER_HEIGHT_PX)


def draw_line(chart: LineChart, inks: Inks) -> Any:
    """A line from point to point, dashed where it leads to what is foreseen; the axis begins at zero."""
    points, segments = pd.DataFrame(list(chart.points)), pd.DataFrame(list(chart.segments))
    years = sorted({int(year) for year in points["year"]})
    x = alt.X(
        "year:Q",
        title=None,
        scale=alt.Scale(domain=[years[0] - 0.6, years[-1] + 0.6], nice=False),
        axis=alt.Axis(format="d", values=years, grid=False),
    )
    y = alt.Y("value:Q", title=chart.axis, scale=alt.Scale(domain=[0, max(points["high"]) * 1.2], nice=False))
    base = alt.Chart(points).encode(x=x, y=y, tooltip=_tooltip())
    marks = base.mark_point(size=80, color=inks.mark, strokeWidth=2).encode(
        fill=alt.condition("datum.future", alt.value("transparent"), alt.value(inks.mark)),
        shape=_arrow_shape("triangle-up", "triangle-down"),
    )
    ranges = base.mark_rule(color=inks.mark, strokeWidth=6, opacity=0.35).encode(y="low:Q", y2="high:Q")
    amounts = base.mark_text(dy=-14, color=inks.text).encode(text="amount:N")
    dash = alt.StrokeDash("future:N", scale=alt.Scale(domain=[False, True], range=[[1, 0], [6, 4]]), legend=None)
    lines = alt.Chart(segments).mark_line(color=inks.mark, strokeWidth=2)
    return alt.layer(lines.encode(x=x, y=y, detail="segment:N", strokeDash=dash), ranges, marks, amounts).properties(
        height=_LINE_HEIGHT_PX
    )


def _tooltip() -> list[str]:
    return ["amount:N", "kind:N", "printed:N"]


def _certainty() -> dict[str, Any]:
    dash = alt.StrokeDash("future:N", scale=alt.Scale(domain=[False, True], range=[[1, 0], [5, 4]]), legend=None)
    fill = alt.FillOpacity("future:N", scale=alt.Scale(domain=[False, True], range=[0.85, 0.14]), legend=None)
    return {"strokeDash": dash, "fillOpacity": fill}


def _arrow_shape(above: str, below: str) -> Any:
    scale = alt.Scale(domain=["", "above", "below"], range=["circle", above, below])
    return alt.Shape("open:N", scale=scale, legend=None)


def _only_open() -> Any:
    return alt.condition("datum.open === ''", alt.value(0), alt.value(1))
