"""The numbers page: filters, the table with its evidence, charts that show limits, series, exports."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

import streamlit as st

from graph.explorer import Explorer
from graph.export.sheets import xlsx_bytes
from graph.numbers import Filter, Number, Numbers, read_numbers
from graph.series import series_of
from graph.workspace import Workspace
from ontology.errors import KgError
from ui.components.figures import detail
from ui.downloads import offer_csv
from ui.evidence import Fact, Telling
from ui.evidence import detail as detail_data
from ui.held import Held, held
from ui.links import explore_address
from ui.numbers.address import Form, NumbersView, Scale, from_address, to_address
from ui.numbers.charts import INKS, Inks, draw_bars, draw_line
from ui.numbers.drawn import bar_charts, line_chart
from ui.numbers.rows import export_row, matching, scale_of, table_row
from ui.paper import table
from ui.resources import attached_quotes, resources
from ui.sentences import Words
from ui.shell import failed, page_words, plain, theme_name

_KEY = "numbers view"
_CHARTS = 8  # drawn at once; the rest on request
_ROWS = 14  # of a table that is as high as its rows
_TABLE_PX = 480  # height of a longer one, which scrolls


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of the page works with."""

    held: Held[NumbersView]
    words: Words
    numbers: Numbers
    workspace: Workspace

    @property
    def view(self) -> NumbersView:
        """What is on the page."""
        return self.held.view

    @property
    def scale(self) -> Scale:
        """The step that money is written in."""
        return scale_of(self.view.scale, self.words)


def show() -> None:
    """Draws the page."""
    words = page_words()
    current = held(_KEY, from_address)
    with st.container(key="zt-page"):
        try:
            with st.spinner(words.texts("numbers.starting"), show_time=False):
                found = resources()
                numbers = numbers_of(found.known.digest, found.explorer)
        except KgError as error:
            failed(words, error)
            return
        st.title(words.texts("numbers.title"), anchor=False)
        if not numbers.all:
            st.info(words.texts("numbers.empty"))
            return
        run = Run(current, words, numbers, found.workspace)
        current.view = _filters(run)
        _results(run)
    current.write(to_address)


@st.cache_resource(max_entries=2, show_spinner=False)
def numbers_of(digest: str, _explorer: Explorer) -> Numbers:  # noqa: ARG001 - the digest tells the cache when facts changed
    """All numbers of one state of the store, read once for all readers."""
    return read_numbers(_explorer)


def _filters(run: Run) -> NumbersView:
    """The widgets, filled from the view, and the view that they make."""
    texts, view, words, every = run.words.texts, run.view, run.words, run.numbers.all
    kept = view.filter
    indicators = {n.indicator: words.code_label("indicator", n.indicator, ("Observation",)) for n in every}
    kinds = {n.kind: words.code_label("kind", n.kind, ("Observation",)) for n in every}
    units = {n.unit: words.code_label("unit", n.unit) for n in every}
    with st.container(key="zt-filters"):
        top = st.columns([3, 3, 3, 2], vertical_alignment="bottom")
        typed = top[0].text_input(
            texts("numbers.search"), key=run.held.key("text", view.text), placeholder=texts("numbers.search_hint")
        )
        by_indicator = _choice(run, top[1], "indicators", indicators, kept.indicators)
        about = _choice(run, top[2], "about", _names(run, "about"), kept.about)
        regions = _choice(run, top[3], "regions", _names(run, "regions"), kept.regions)
        low = st.columns([3, 3, 1.5, 1.5, 2], vertical_alignment="bottom")
        by_kind = _choice(run, low[0], "kinds", kinds, kept.kinds)
        by_unit = _choice(run, low[1], "units", units, kept.units)
        since = _year(run, low[2], "since", kept.since)
        until = _year(run, low[3], "until", kept.until)
        low[4].button(texts("numbers.reset"), on_click=_reset, args=(run.held,), width="stretch")
        form, scale = _switches(run)
    ids = kept.ids if (typed, by_indicator, about) == (view.text, kept.indicators, kept.about) else frozenset()
    filter_ = Filter(by_indicator, about, regions, by_kind, by_unit, since, until, ids)
    return replace(view, filter=filter_, text=typed, form=form, scale=scale)


def _switches(run: Run) -> tuple[Form, Scale | None]:
    texts = run.words.texts
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        form = st.segmented_control(
            texts("numbers.form"),
            get_args(Form),
            format_func=lambda each: texts(f"numbers.forms.{each}"),
            required=True,
            label_visibility="collapsed",
            key=run.held.key("form", run.view.form),
        )
        scale = st.segmented_control(
            texts("numbers.scale"),
            get_args(Scale),
            format_func=lambda each: texts(f"numbers.scales.{each}"),
            required=True,
            label_visibility="collapsed",
            key=run.held.key(f"scale {run.words.language}", run.scale),
        )
    return form or "table", scale if scale != scale_of(None, run.words) else None


def _results(run: Run) -> None:
    words, texts = run.words, run.words.texts
    found = matching(run.numbers.kept(run.view.filter), run.view.text, words)
    with st.container(key="zt-results", horizontal=True, vertical_alignment="center"):
        st.text(texts("numbers.count", count=len(found), all=len(run.numbers.all)))
        _downloads(run, found)
    if not found:
        st.info(texts("numbers.nothing"))
        return
    {"table": _table, "charts": _charts, "series": _series}[run.view.form](run, found)


def _downloads(run: Run, found: Sequence[Number]) -> None:
    texts = run.words.texts

    def rows() -> list[dict[str, Any]]:
        return [export_row(run.words, run.numbers, number) for number in found]

    makers: dict[str, tuple[str, Callable[[], bytes]]] = {
        "xlsx": (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            lambda: xlsx_bytes(texts("numbers.title"), columns(found, run), rows()),
        ),
        "json": ("application/json", lambda: json.dumps(rows(), ensure_ascii=False, indent=1).encode()),
    }
    offer_csv(texts, "numbers", rows, disabled=not found)
    for format_, (mime, make) in makers.items():
        st.download_button(
            texts(f"numbers.export_{format_}"),
            data=make,
            file_name=f"zhitu-numbers.{format_}",
            mime=mime,
            on_click="ignore",
            disabled=not found,
            key=f"download-{format_}",
        )


def columns(found: Sequence[Number], run: Run) -> list[str]:
    """The columns of an export."""
    return list(export_row(run.words, run.numbers, found[0])) if found else []


def _table(run: Run, found: Sequence[Number]) -> None:
    texts = run.words.texts
    rows = [table_row(run.words, run.numbers, number, run.scale) for number in found]
    link = texts("numbers.column.explore")
    key = f"numbers table {zlib.crc32(repr([number.id for number in found]).encode())}"

    def picked() -> None:
        chosen = st.session_state[key].selection.rows
        selected = found[chosen[0]].id if chosen else None
        run.held.view = replace(run.held.view, selected=selected)

    table(
        rows,
        texts,
        columns=[name for name in rows[0] if name != link] if rows else None,
        height="content" if len(rows) <= _ROWS else _TABLE_PX,
        on_select=picked,
        selection_mode="single-row",
        column_config={link: st.column_config.LinkColumn(link, display_text=f"{link} →")},
        key=key,
    )
    current = next((number for number in found if number.id == run.view.selected), None)
    if current is None:
        st.caption(texts("numbers.choose"))
    else:
        _detail(run, current)


def _charts(run: Run, found: Sequence[Number]) -> None:
    texts = run.words.texts
    st.caption(texts("numbers.charts_note"))
    charts = bar_charts(found, run.words, run.scale)
    all_of_them = st.session_state.get("numbers all charts", False)
    for chart in charts if all_of_them else charts[:_CHARTS]:
        with st.container(key=f"chart-{chart.numbers[0].id}"):
            st.subheader(plain(chart.title), anchor=False)
            left, right = st.columns([3, 2])
            left.altair_chart(draw_bars(chart, _inks()), width="stretch")
            with right:
                _data(run, chart.numbers)
    if len(charts) > _CHARTS and not all_of_them:
        rest = len(charts) - _CHARTS
        st.button(texts("numbers.more_charts", count=rest), on_click=_all_charts)


def _series(run: Run, found: Sequence[Number]) -> None:
    texts = run.words.texts
    about = {number.about for number in found}
    growth = tuple(number for number in run.numbers.all if number.growth and number.about in about)
    every = {number.id: number for number in (*found, *growth)}
    series = series_of(every.values())
    if not series:
        st.info(texts("numbers.series_none"))
        return
    st.caption(texts("numbers.series_note"))
    for one in series:
        chart = line_chart(one, run.words, run.scale)
        with st.container(key=f"series-{one.points[0].id}"):
            st.subheader(plain(chart.title), anchor=False)
            left, right = st.columns([3, 3])
            left.altair_chart(draw_line(chart, _inks()), width="stretch")
            with right:
                if chart.growth:
                    table(chart.growth, texts)
                _data(run, (*one.points, *(stated.number for stated in one.stated)))


def _data(run: Run, numbers: Iterable[Number]) -> None:
    """The data beside a chart, each with its place."""
    texts = run.words.texts
    wanted = [texts(f"numbers.column.{key}") for key in ("about", "value", "printed", "period", "kind", "evidence")]
    full = (table_row(run.words, run.numbers, number, run.scale) for number in numbers)
    rows = [{name: row[name] for name in wanted} for row in full]
    table(rows, texts, height="content" if len(rows) < 9 else 330)


def _detail(run: Run, number: Number) -> None:
    words, about = run.words, number.about
    telling = Telling(words, run.numbers.places, attached_quotes(run.workspace))
    address = explore_address(about, words.language, selected=about[0] if about else None)
    links = [(address, words.texts("detail.explore"))] if about else []
    title = words.join([words.code_label("indicator", number.indicator, ("Observation",)), number.printed])
    data = detail_data(telling, title, [Fact(observed=number.observed)], links=links, closable=False)
    detail(data, key="numbers-detail")


def _choice(run: Run, place: Any, name: str, options: dict[str, str], chosen: frozenset[str]) -> frozenset[str]:
    """A list to choose several from, in the order of its labels."""
    ordered = sorted(options, key=lambda each: (options[each].casefold(), each))
    picked = place.multiselect(
        run.words.texts(f"numbers.{name}"),
        ordered,
        format_func=lambda each: options[each],
        placeholder=run.words.texts("numbers.any"),
        key=run.held.key(name, [each for each in ordered if each in chosen]),
    )
    return frozenset(picked)


def _year(run: Run, place: Any, name: str, chosen: int | None) -> int | None:
    years = sorted({year for number in run.numbers.all for year in (number.start, number.end) if year is not None})
    year = place.selectbox(
        run.words.texts(f"numbers.{name}"),
        years,
        index=None,
        placeholder=run.words.texts("numbers.any"),
        key=run.held.key(name, chosen if chosen in years else None),
    )
    return int(year) if year is not None else None


def _names(run: Run, which: str) -> dict[str, str]:
    nodes = (node for number in run.numbers.all for node in getattr(number.observed, which))
    return {node.id: run.words.name(node) for node in nodes}


def _inks() -> Inks:
    return INKS[theme_name()]


def _reset(current: Held[NumbersView]) -> None:
    current.replace(NumbersView(form=current.view.form, scale=current.view.scale))


def _all_charts() -> None:
    st.session_state["numbers all charts"] = True
