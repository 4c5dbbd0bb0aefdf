"""The explore page: search box, legend, canvas and panel, and what happens at each click."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from graph.errors import StoreUnavailable
from ontology.errors import KgError
from ui.components.canvas import Event, canvas
from ui.components.canvas import Texts as CanvasTexts
from ui.components.explore import legend, panel, toolbar
from ui.explore import cards, steps
from ui.explore.drawing import Scene, legend_groups, scene
from ui.explore.session import Session, read_address, session, write_address
from ui.finder import find_box
from ui.resources import Resources, known, resources
from ui.sentences import Words
from ui.shell import failed, page_words, waiting
from ui.state import StatementRef

HEIGHT = "var(--zt-canvas-height, 80vh)"  # of ui/theme/page.css: all there is under the header, less on a phone
_STAGE = "stage"


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of the page works with."""

    session: Session
    words: Words
    resources: Resources


def show() -> None:
    """Draws the page; the engine starts with the first call."""
    current = session()
    read_address(current)
    words = page_words()
    with st.container(key="zt-finder"):
        box = st.empty()
    try:
        with waiting(words.texts):
            resources()
    except KgError as error:
        failed(words, error)
        write_address(current)
        return
    if current.found:
        _guarded(lambda run, id_: steps.open_found(run.session, run.resources.known.overview, id_))(current.found)
        current.found = None
    with box.container():
        _find()
    _stage()


def _run() -> Run:
    return Run(session(), page_words(), resources())


@st.fragment(key="finder")
def _find() -> None:
    """The search box; typing reruns nothing else, and asks the store nothing."""
    graph = known()
    if graph is not None:
        find_box("finder-box", steps.shown(session(), graph.overview), _chosen)


@st.fragment(key=_STAGE)
def _stage() -> None:
    """Legend, canvas and panel: what a click changes."""
    try:
        run = _run()
        drawn = scene(
            run.session, run.resources.explorer, run.resources.known.overview, run.words, run.resources.known.digest
        )
        if not run.resources.known.overview.things:
            _empty(run.words)
            return
        data = _panel_data(run, drawn)
    except KgError as error:
        failed(page_words(), error)
        return
    with st.container(key="zt-stage"):
        with st.container(key="zt-rail"):
            _legend(run, drawn)
        with st.container(key="zt-middle"):
            _toolbar(run, drawn)
            _table(run, drawn) if run.session.as_table else _canvas(run, drawn)
        with st.container(key="zt-panel"):
            panel(data, key="panel", on_act=_guarded(_panel_act))
    write_address(run.session)


def _legend(run: Run, drawn: Scene) -> None:
    groups = legend_groups(drawn.classes, run.session.view.hidden, run.words)
    data = {"texts": run.words.texts.within("legend"), "groups": groups}
    run.session.classes = tuple(drawn.classes)
    legend(data, key="legend", on_act=_guarded(_legend_act))


def _toolbar(run: Run, drawn: Scene) -> None:
    current, texts = run.session, run.words.texts
    history, view = current.history, current.view
    visible = drawn.visible
    hidden = len(drawn.view.nodes) - len(visible.nodes)
    counts = {"nodes": len(drawn.view.nodes), "edges": len(visible.edges), "hidden": hidden}

    def button(key: str, icon: str, **more: Any) -> dict[str, Any]:
        return {"key": key, "icon": icon, "label": texts(f"toolbar.{key}")} | more

    data = {
        "texts": texts.within("toolbar"),
        "messages": [{"text": texts(each.key, **each.facts), "bad": each.bad} for each in current.messages],
        "status": texts("explore.status_hidden" if hidden else "explore.status", **counts),
        "buttons": [
            [button("landscape", "home", text=texts("toolbar.landscape"))],
            [
                button("undo", "undo", disabled=not history.past),
                button("redo", "redo", disabled=not history.future),
                button("empty", "clear", disabled=not drawn.view.nodes),
            ],
            [
                button("table", "table", pressed=current.as_table),
                {
                    "key": "wide",
                    "text": texts("toolbar.wide"),
                    "label": texts("toolbar.wide_title"),
                    "pressed": view.wide,
                },
            ],
        ],
    }
    with st.container(key="zt-toolbar"):
        toolbar(data, key="toolbar", on_act=_guarded(_toolbar_act))


def _canvas(run: Run, drawn: Scene) -> None:
    canvas(
        drawn.view,
        key="canvas",
        height=HEIGHT,
        texts=CanvasTexts(**run.words.texts.within("canvas")),
        selected=_marked(run.session, drawn),
        command=run.session.command,
        on_event=_guarded(_canvas_event),
    )


def _marked(current: Session, drawn: Scene) -> list[str] | None:
    """The nodes to mark: the selected one, or both ends of an edge that was chosen in the panel."""
    view = current.view
    if view.statement is None:
        return [view.selected] if view.selected else []
    if current.edge_clicked:
        return None
    chosen = view.statement.id
    return [end for edge in drawn.view.edges if edge.id == chosen for end in (edge.start, edge.end)]


def _table(run: Run, drawn: Scene) -> None:
    from ui.explore.table import show_table  # noqa: PLC0415 - pandas takes 0.5 s that the canvas does not need

    with st.container(key="zt-table"):
        show_table(drawn.visible, run.words)


def _panel_data(run: Run, drawn: Scene) -> Mapping[str, Any]:
    view, explorer = run.session.view, run.resources.explorer
    overview = run.resources.known.overview
    shown = {node.id for node in drawn.view.nodes}
    if view.statement:
        statement = explorer.statement(view.statement.start, view.statement.id)
        if statement:
            return cards.statement_panel(statement, run.words, explorer.classes_of, shown)
        _selection_missing(run, view.statement.id)
    elif view.selected:
        card = explorer.card(view.selected)
        if card:
            left = explorer.expand([view.selected], shown, overview.importance, 0).left[view.selected]
            return cards.thing_panel(card, run.words, explorer.classes_of, shown, left, steps.EXPAND_LIMIT)
        _selection_missing(run, view.selected)
    return cards.overview_panel(overview, run.words, shown)


def _selection_missing(run: Run, id_: str) -> None:
    run.session.tell("explore.trouble.selection_missing", bad=True, id=id_)
    steps.select(run.session, None)


def _empty(words: Words) -> None:
    """The page of a graph that holds nothing yet."""
    with st.container(key="zt-failed", border=True):
        st.subheader(words.texts("explore.empty_title"))
        st.text(words.texts("explore.empty_text"))
        st.button(words.texts("explore.retry"), key="retry", type="primary")


# --- what the reader did; callbacks run before the run that they cause


def _guarded(handle: Callable[[Run, Any], None]) -> Callable[[Any], None]:
    """A callback whose errors become a message in the next run."""

    def callback(act: Any) -> None:
        current = session()
        current.messages.clear()
        try:
            handle(_run(), act)
        except StoreUnavailable as error:
            current.tell("explore.trouble.store", bad=True, reason=error)
        except KgError as error:
            current.tell("explore.trouble.refused", bad=True, reason=error)

    return callback


def _chosen(id_: str) -> None:
    _guarded(lambda run, chosen: steps.open_found(run.session, run.resources.known.overview, chosen))(id_)
    st.rerun(_STAGE)


def _canvas_event(run: Run, event: Event) -> None:
    current, overview = run.session, run.resources.known.overview
    if event.kind == "select" and event.edge:
        _select_edge(run, event.edge)
    elif event.kind in ("select", "box"):
        steps.select(current, event.nodes[0] if len(event.nodes) == 1 else None)
    elif event.kind == "expand":
        steps.expand(current, run.resources.explorer, overview, event.nodes)
    elif event.kind == "remove":
        steps.remove(current, overview, event.nodes)
    elif event.kind == "moved":
        current.positions |= event.positions
        current.pinned |= set(event.positions)
    elif event.kind == "key" and event.key in ("undo", "redo"):
        _toolbar_act(run, {"kind": event.key})


def _select_edge(run: Run, edge: str) -> None:
    drawn = run.session.drawn
    for relationship in drawn[1].relationships if drawn else ():
        if relationship.id == edge:
            steps.select_statement(run.session, StatementRef(relationship.start, relationship.id))
            run.session.edge_clicked = True
            return


def _legend_act(run: Run, act: Mapping[str, Any]) -> None:
    current = run.session
    classes = [key for key in act.get("classes", ()) if isinstance(key, str)]
    if act["kind"] == "toggle":
        current.go(current.view.toggling(classes))
    elif act["kind"] == "only" and classes:
        steps.keep_only(current, classes[0], current.classes)
    elif act["kind"] == "all":
        current.go(current.view.toggling(current.view.hidden) if current.view.hidden else current.view)


def _toolbar_act(run: Run, act: Mapping[str, Any]) -> None:
    current = run.session
    simple = {
        "landscape": steps.landscape,
        "undo": steps.undo,
        "redo": steps.redo,
        "empty": steps.empty,
        "wide": steps.widen,
    }
    if act["kind"] in simple:
        simple[act["kind"]](current)
    elif act["kind"] == "table":
        current.as_table = not current.as_table
        current.acted = True


def _panel_act(run: Run, act: Mapping[str, Any]) -> None:
    current, overview = run.session, run.resources.known.overview
    selected = current.view.selected
    if act["kind"] == "open":
        steps.open_thing(current, overview, str(act.get("id")))
    elif act["kind"] == "statement":
        steps.select_statement(current, StatementRef(str(act.get("start")), str(act.get("id"))))
        current.edge_clicked = False
    elif act["kind"] == "close":
        steps.select(current, None)
    elif selected and act["kind"] == "expand":
        steps.expand(current, run.resources.explorer, overview, [selected])
    elif selected and act["kind"] == "remove":
        steps.remove(current, overview, [selected])
    elif selected and act["kind"] == "put":
        steps.open_thing(current, overview, selected)
    elif selected and act["kind"] == "focus":
        current.bring(selected)
