"""The explore page: search box, rail, canvas and panel."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from graph.explorer import Card
from graph.gathering import group_key
from graph.why import why
from ontology.errors import KgError
from ui.components.canvas import Texts as CanvasTexts
from ui.components.canvas import canvas
from ui.components.explore import panel, saver, toolbar
from ui.explore import acts, cards, steps
from ui.explore.drawing import scene
from ui.explore.groups import gathered, group_panel
from ui.explore.guides import guide_panel, offered
from ui.explore.menus import context_menu, toolbar_data
from ui.explore.rail import show_rail
from ui.explore.run import STAGE, Run, guarded, run, settle
from ui.explore.session import Scene, Session, read_address, session, write_address
from ui.explore.several import MAX_COMPARED, comparison, several_panel, why_blocks
from ui.finder import find_box
from ui.resources import attached_quotes, known, resources
from ui.sentences import Words
from ui.shell import failed, page_words, waiting

HEIGHT = "var(--zt-canvas-height, 80vh)"  # of ui/theme/page.css: all there is under the header, less on a phone


def show() -> None:
    """Draws the page; the engine starts with the first call."""
    current = session()
    settle(current, run)
    read_address(current)
    words = page_words()
    with st.container(key="zt-finder"):
        box = st.empty()
    try:
        with waiting(words.texts):
            resources()
    except KgError as error:
        failed(words, error)
        return
    if current.found:
        guarded(acts.on_choice)({"id": current.found})
        current.found = None
    with box.container():
        _find()
    _stage()


@st.fragment(key="finder")
def _find() -> None:
    """The search box; typing reruns nothing else, and asks the store nothing."""
    graph = known()
    if graph is not None:
        find_box("finder-box", steps.shown(session(), graph.overview), _chosen)


def _chosen(choice: Mapping[str, Any]) -> None:
    guarded(acts.on_choice)(choice)
    st.rerun(STAGE)


@st.fragment(key=STAGE)
def _stage() -> None:
    """Rail, canvas and panel: what a click changes."""
    settle(session(), run)
    try:
        now = run()
        drawn = scene(now.session, now.explorer, now.overview, now.words, now.resources.known.digest)
        if not now.overview.things:
            _empty(now.words)
            return
        card = _card(now)
        data = _panel_data(now, drawn, card)
        now.session.scene = drawn
        now.session.whole = drawn.whole.hiding(now.session.view.hidden, now.session.view.off)
        with st.container(key="zt-stage"):
            with st.container(key="zt-rail"):
                show_rail(now, drawn)
            with st.container(key="zt-middle"):
                _toolbar(now, drawn)
                _table(now, drawn) if now.session.as_table else _canvas(now, drawn, card)
            with st.container(key="zt-panel"):
                panel(data, key="panel", on_act=guarded(acts.on_panel))
    except KgError as error:
        failed(page_words(), error)
        return
    _hand_over(now)
    write_address(now.session, drawn.ids)


def _hand_over(now: Run) -> None:
    """Gives the browser the file that was asked for, in this run alone."""
    current, file = now.session, now.session.download
    if file is None:
        return
    current.download = None
    current.downloads += 1
    data = {
        "id": f"{id(current)} {current.downloads}",
        "name": file.name,
        "mime": file.mime,
        "data": base64.b64encode(file.data).decode(),
        "picture": file.picture,
    }
    with st.container(key="zt-saver"):
        saver(data, key="saver", on_act=guarded(acts.on_picture))


def _toolbar(now: Run, drawn: Scene) -> None:
    visible = drawn.visible
    hidden = len(drawn.view.nodes) - len(visible.nodes)
    counts = {"nodes": len(drawn.view.nodes), "edges": len(visible.edges), "hidden": hidden}
    with st.container(key="zt-toolbar"):
        toolbar(toolbar_data(now.session, now.words, counts), key="toolbar", on_act=guarded(acts.on_toolbar))


def _canvas(now: Run, drawn: Scene, card: Card | None) -> None:
    canvas(
        drawn.view,
        key="canvas",
        height=HEIGHT,
        texts=_canvas_texts(now, drawn),
        selected=_marked(now.session, drawn),
        command=now.session.command,
        menu=context_menu(now.words, card, drawn.ids),
        on_event=guarded(acts.on_canvas),
    )


def _canvas_texts(now: Run, drawn: Scene) -> CanvasTexts:
    """The canvas' texts; an empty one says whether nothing is there or a filter hides all."""
    texts = CanvasTexts(**now.words.texts.within("canvas"))
    return replace(texts, empty=now.words.texts("explore.all_hidden")) if drawn.view.nodes else texts


def _marked(current: Session, drawn: Scene) -> list[str] | None:
    """The nodes to mark: the selected ones, or both ends of an edge that was chosen in the panel."""
    view = current.view
    if view.statement is None:
        return list(view.chosen)
    if current.edge_clicked:
        return None
    chosen = view.statement.id
    return [end for edge in drawn.view.edges if edge.id == chosen for end in (edge.start, edge.end)]


def _table(now: Run, drawn: Scene) -> None:
    from ui.explore.table import show_table  # noqa: PLC0415 - pandas takes 0.5 s that the canvas does not need

    with st.container(key="zt-table"):
        show_table(drawn.visible, now.words)


def _card(now: Run) -> Card | None:
    """The card of the one selected thing."""
    chosen = now.session.view.chosen
    return now.explorer.card(chosen[0]) if len(chosen) == 1 and group_key(chosen[0]) is None else None


def _panel_data(now: Run, drawn: Scene, card: Card | None) -> Mapping[str, Any]:
    view, explorer = now.session.view, now.explorer
    shown, quotes = frozenset(drawn.ids), attached_quotes(now.resources.workspace)
    if view.statement:
        statement = explorer.statement(view.statement.start, view.statement.id)
        if statement:
            return cards.statement_panel(statement, now.words, explorer.classes_of, shown, quotes)
        _selection_missing(now, view.statement.id)
    elif (groups := gathered(now.session, now.overview)) and (key := group_key(view.selected or "")):
        if panel_ := group_panel(groups, key, now.overview, now.words, shown):
            return panel_
        _selection_missing(now, key)
    elif card:
        left = explorer.expand([card.node.id], shown, now.overview.importance, 0).left[card.node.id]
        return cards.thing_panel(card, now.words, explorer.classes_of, shown, left, steps.EXPAND_LIMIT, quotes)
    elif view.also:
        return _several(now, view.chosen, shown)
    elif view.selected:
        _selection_missing(now, view.selected)
    return guide_panel(now.session, now.words) or cards.overview_panel(
        now.overview, now.words, shown, offered(now.overview)
    )


def _several(now: Run, chosen: Sequence[str], shown: frozenset[str]) -> Mapping[str, Any]:
    nodes = list(now.explorer.things(chosen).values())
    chosen = [node.id for node in nodes]  # without groups of things
    comparing = now.session.comparing and len(nodes) <= MAX_COMPARED
    if comparing:
        found = [card for node in nodes if (card := now.explorer.card(node.id))]
        blocks = [comparison(found, now.words, now.explorer.classes_of)]
    else:
        blocks = why_blocks(why(now.explorer, now.overview, chosen), now.words, shown)
    return several_panel(nodes, now.words, now.explorer.classes_of, blocks, comparing=comparing)


def _selection_missing(now: Run, id_: str) -> None:
    now.session.tell("explore.trouble.selection_missing", bad=True, id=id_)
    steps.select(now.session, None)


def _empty(said: Words) -> None:
    """The page of a graph that holds nothing yet."""
    with st.container(key="zt-failed", border=True):
        st.subheader(said.texts("explore.empty_title"))
        st.text(said.texts("explore.empty_text"))
        st.button(said.texts("explore.retry"), key="retry", type="primary")
