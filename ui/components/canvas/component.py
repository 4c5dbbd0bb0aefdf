"""`canvas` draws a view in the running page and gives back what the user did."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import streamlit as st

from graph.view import GraphView
from ui.components.canvas.assets import mount
from ui.components.canvas.network import draw
from ui.components.canvas.session import Session
from ui.components.canvas.values import CanvasResult, Command, Event, MenuEntry, Texts, Viewport

MAX_NODES = 5_000  # 0.1 s a frame there; more is shown aggregated, which is the page's business


def canvas(  # noqa: PLR0913 - a component names all that it shows
    view: GraphView,
    *,
    key: str,
    height: int | str = 600,
    texts: Texts | None = None,
    selected: Sequence[str] | None = None,
    command: Command | None = None,
    viewport: Viewport | None = None,
    menu: Sequence[MenuEntry] = (),
    on_event: Callable[[Event], None] | None = None,
) -> CanvasResult:
    """Draws `view`, whose nodes have places, and gives back selection, dragged places, viewport and the latest event.

    `height` is CSS pixels or a CSS length (``"calc(100vh - 8rem)"``). `selected` selects in the browser whenever it
    differs from what the last run passed; None leaves the selection to the user. `command` is done once, for
    example to bring a node into the middle. `viewport` is where to look at first. `menu` are the entries of the
    context menu. `on_event` is called with each event before the run it causes, so that the page can change its
    view first and needs no second run.

    Raises ValueError for a view of more than `MAX_NODES` nodes.
    """
    if len(view.nodes) > MAX_NODES:
        raise ValueError(f"a canvas draws at most {MAX_NODES} nodes, not {len(view.nodes)}")
    session = _session(key)

    def changed() -> None:
        for event in session.receive(_state(key)):
            if on_event is not None:
                on_event(event)

    data = session.message(view) | {
        "key": key,
        "options": session.options,
        "texts": asdict(texts or Texts()),
        "height": height,
        "seen": session.seen,
        "select": None if selected is None else list(selected),
        "command": None if command is None else asdict(command) | {"viewport": _numbers(command.viewport)},
        "viewport": _numbers(viewport),
        "menu": [asdict(entry) for entry in menu],
    }
    mount(key=key, data=data, default={"state": {}}, on_state_change=changed)
    return session.result()


def prepare() -> None:
    """Loads what the first canvas needs, half a second of imports: for a thread while the rest starts."""
    draw(GraphView())


def _numbers(viewport: Viewport | None) -> list[float] | None:
    return None if viewport is None else [viewport.x, viewport.y, viewport.scale]


def _session(key: str) -> Session:
    name = f"{key}: canvas session"
    if name not in st.session_state:
        # what the browser's page did in an earlier session is not done again
        st.session_state[name] = Session(seen=int(_state(key).get("seq", 0)))
    session = st.session_state[name]
    assert isinstance(session, Session)
    return session


def _state(key: str) -> Mapping[str, Any]:
    """What the browser reported last; empty before its first report."""
    value = st.session_state.get(key) or {}
    state = value.get("state") if isinstance(value, Mapping) else None
    return state if isinstance(state, Mapping) else {}
