"""What came of a query on the screen: counts, the views of the rows, downloads, the query in other forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

import streamlit as st

from graph.explorer import Explorer
from graph.export.results import as_csv, as_json, as_parquet, as_xlsx
from graph.ids import OWN_BASE, id_of_iri
from graph.in_sparql import TooRich
from graph.layout import layout
from graph.plan import Plan
from graph.query_names import unknown_names
from graph.saved import key_of
from graph.structure import Structure
from graph.values import Cell, QueryResult
from graph.view import GraphView, graph_view
from ui.components.canvas import Event, canvas
from ui.components.canvas import Texts as CanvasTexts
from ui.components.query import grid
from ui.query import chart
from ui.query.cells import missing_ends, nodes_in, relationships_in, table_of
from ui.query.code import codes, sparql_of
from ui.query.evidence import MAX_ROWS as EVIDENCE_ROWS
from ui.query.evidence import with_evidence
from ui.query.jobs import Question
from ui.query.messages import Trouble, unknown_name_line
from ui.query.session import MORE_ROWS, VIEWS, Session
from ui.query.side import ontology_view
from ui.resources import Resources, attached_quotes, resources
from ui.sentences import Words

CANVAS_HEIGHT = 560  # px
ASPECT = 2.0  # of the canvas, width over height, on a laptop
MAX_DRAWN = 1_000  # nodes of a result on the canvas
JSON_ROWS = 200  # on the screen; the download has all
_OWN = re.compile(re.escape(OWN_BASE) + r"[a-z][a-z0-9_]*/\S+")
MAX_OWN = 5_000  # IRIs of a SPARQL result that are looked up, for names instead of addresses


def show(
    current: Session,
    question: Question,
    result: QueryResult,
    structure: Structure,
    words: Words,
    *,
    on_more: Callable[[int], None],
) -> None:
    """The result under its heading, in the view that the reader chose."""
    found = resources()
    explorer = found.explorer
    named = _with_things(result, explorer) if question.language == "sparql" else result
    _heading(question, result, words, on_more)
    for line in unknown_lines(question, structure, words) if not result.rows else ():
        st.text(line)
    with st.container(key="zt-query-views", horizontal=True, vertical_alignment="center"):
        _choose_view(current, words)
        current.evidence = st.toggle(words.texts("query.evidence"), value=current.evidence, key="query-evidence")
        _downloads(question, result, words)
    if current.shown == "table":
        _table(current, named, found, words)
    elif current.shown == "graph":
        _graph(current, named, explorer, words)
    elif current.shown == "chart":
        _chart(named, words)
    elif current.shown == "json":
        cut = QueryResult(
            result.columns, result.rows[:JSON_ROWS], result.truncated or len(result.rows) > JSON_ROWS, result.ms
        )
        st.code(as_json(cut, indent=1), language="json", height=520)
    else:
        _codes(question, words)


def tell(told: Trouble) -> None:
    """A message: what it is, why, and what can be done. Plain text: it may repeat what somebody typed."""
    with st.container(key="zt-query-trouble", border=True):
        st.text(told.title)
        if told.reason:
            st.text(told.reason)
        for line in told.way_out:
            st.text(f"→ {line}")


def unknown_lines(question: Question, structure: Structure, words: Words) -> list[str]:
    """Lines about the names in a query that nothing in the graph has."""
    if question.language == "sparql":
        return []
    found = (unknown_name_line(words, used, structure) for used in unknown_names(question.text, structure))
    return list(dict.fromkeys(found))


def plan_data(plan: Plan, words: Words) -> dict[str, Any]:
    """A plan for its part of the page; one with counted hits is headed by all of them together."""
    texts, hits = words.texts, plan.hits
    return {
        "texts": texts.within("query_plan"),
        "heading": texts("query.plan") if hits is None else texts("query.profile", hits=f"{hits:,}"),
        "note": plan.note,
        "hits": hits,
        "steps": [asdict(step) for step in plan.steps],
    }


def show_ontology(structure: Structure, words: Words) -> None:
    """The classes and relations of the graph, drawn."""
    st.text(words.texts("query.ontology"))
    view = layout(ontology_view(structure, words), {}, aspect=ASPECT)
    _draw(view, "ontology-canvas", words, lambda _: None)


def _heading(question: Question, result: QueryResult, words: Words, on_more: Callable[[int], None]) -> None:
    texts = words.texts
    with st.container(key="zt-query-count", horizontal=True, vertical_alignment="center"):
        st.text(texts("query.count", count=len(result.rows), rows=f"{len(result.rows):,}", ms=f"{result.ms:,.0f}"))
        if result.truncated:
            st.text(texts("query.cut", limit=f"{question.limit:,}"))
            if question.limit < MORE_ROWS:
                more = texts("query.raise", limit=f"{MORE_ROWS:,}")
                st.button(more, key="query-more", on_click=on_more, args=(MORE_ROWS,))


def _choose_view(current: Session, words: Words) -> None:
    chosen = st.segmented_control(
        words.texts("query.views"),
        VIEWS,
        default=current.shown,
        key="query-view",
        required=True,
        label_visibility="collapsed",
        format_func=lambda each: words.texts(f"query.view_{each}"),
    )
    current.shown = chosen if chosen in VIEWS else current.shown


def _table(current: Session, result: QueryResult, found: Resources, words: Words) -> None:
    explorer, quotes = found.explorer, attached_quotes(found.workspace)
    shown = with_evidence(result, explorer, quotes, words) if current.evidence else result
    table = table_of(shown, explorer.things(missing_ends(shown)), words, explorer.classes_of)
    grid({"texts": words.texts.within("query_grid"), "language": words.language} | table.data(), key="query-grid")
    if current.evidence and len(result.rows) > EVIDENCE_ROWS:
        st.caption(words.texts("query.evidence_cut", count=EVIDENCE_ROWS))


def _graph(current: Session, result: QueryResult, explorer: Explorer, words: Words) -> None:
    nodes = {node.id: node for node in nodes_in(result)}
    nodes |= {id_: node for id_, node in explorer.things(missing_ends(result)).items() if id_ not in nodes}
    relationships = list({each.id: each for each in relationships_in(result)}.values())
    if not nodes:
        st.text(words.texts("query.no_graph"))
        return
    kept = list(nodes.values())[:MAX_DRAWN]
    if not relationships and len(kept) > 1:
        relationships = list(explorer.subgraph([node.id for node in kept]).relationships)
        st.caption(words.texts("query.joined"))
    if len(nodes) > len(kept):
        st.caption(words.texts("query.graph_cut", count=MAX_DRAWN))
    view = layout(graph_view(kept, relationships, words.model, words.language), current.positions, aspect=ASPECT)
    current.positions = view.positions()

    def on_event(event: Event) -> None:
        current.positions |= event.positions

    _draw(view, "query-canvas", words, on_event)


def _draw(view: GraphView, key: str, words: Words, on_event: Callable[[Event], None]) -> None:
    texts = CanvasTexts(**words.texts.within("canvas"))
    with st.container(key=f"zt-{key}"):
        canvas(view, key=key, height=CANVAS_HEIGHT, texts=texts, on_event=on_event)


def _chart(result: QueryResult, words: Words) -> None:
    drawn = chart.charted(result)
    if drawn is None:
        st.text(words.texts("query.no_chart"))
        return
    st.altair_chart(chart.chart_of(result, drawn, words), key="query-chart")
    if drawn.rows < len(result.rows):
        st.caption(words.texts("query.chart_cut", count=drawn.rows))


def _codes(question: Question, words: Words) -> None:
    found = codes(question, words.model)
    tabs = st.tabs([words.texts(f"query.{name}") for name in found])
    for tab, (text, coloured) in zip(tabs, found.values(), strict=True):
        tab.code(text, language=coloured, wrap_lines=True)
    if question.language == "cypher" and isinstance(rich := sparql_of(question, words.model), TooRich):
        st.text(words.texts(f"query.no_sparql.{rich.reason}", what=rich.what))


FORMS: Mapping[str, tuple[Callable[[QueryResult], str | bytes], str]] = {
    "csv": (as_csv, "text/csv"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": (as_json, "application/json"),
    "parquet": (as_parquet, "application/vnd.apache.parquet"),
}


def _downloads(question: Question, result: QueryResult, words: Words) -> None:
    """Files are made when they are asked for."""
    name = key_of(" ".join(question.text.split()[:6]))[:40] or "zhitu"
    with st.popover(words.texts("query.download"), icon=":material/download:"):
        for ending, (written, kind) in FORMS.items():

            def make(write: Callable[[QueryResult], str | bytes] = written) -> bytes:
                data = write(result)
                return data.encode("utf-8-sig") if isinstance(data, str) and write is as_csv else _bytes(data)

            st.download_button(
                ending.upper(), make, f"{name}.{ending}", kind, key=f"query-download-{ending}", on_click="ignore"
            )


def _bytes(data: str | bytes) -> bytes:
    return data.encode() if isinstance(data, str) else data


def _with_things(result: QueryResult, explorer: Explorer) -> QueryResult:
    """A SPARQL result in which our own things stand as things, with names, instead of as IRIs."""
    iris = dict.fromkeys(cell for row in result.rows for cell in row if isinstance(cell, str) and _OWN.fullmatch(cell))
    wanted = {iri: id_of_iri(iri) for iri in list(iris)[:MAX_OWN]}
    things = explorer.things(wanted.values())

    def thing(cell: Cell) -> Cell:
        return things.get(wanted[cell], cell) if isinstance(cell, str) and cell in wanted else cell

    rows = tuple(tuple(thing(cell) for cell in row) for row in result.rows)
    return QueryResult(result.columns, rows, result.truncated, result.ms)
