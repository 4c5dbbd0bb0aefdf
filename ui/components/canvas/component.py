"""`canvas` draws a view in the running page and gives back what the user did."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import streamlit as st

from graph.view import GraphView, Point
from ui.components.canvas.assets import mount
from ui.components.canvas.network import Drawing, draw
from ui.components.canvas.values import CanvasResult, Command, Event, Texts, Viewport

MAX_NODES = 5_000  # 0.1 s a frame there; more is shown aggregated, which is the page's business
_KEPT_DRAWINGS = 3


@dataclass(slots=True)
class _Session:
    """What the server remembers of one canvas in one session."""

    view: GraphView | None = None
    drawing: Drawing | None = None
    options: dict[str, Any] = field(default_factory=dict)
    sent: dict[str, Drawing] = field(default_factory=dict)  # by revision, newest last
    base: str | None = None  # the revision the browser has told us it holds
    whole: int = 0  # the browser's last request for the whole graph
    seen: int | None = None  # the newest event we have handled; None before the first run
    screen: CanvasResult = field(default_factory=CanvasResult)


def canvas(
    view: GraphView,
    *,
    key: str,
    height: int | str = 600,
    texts: Texts | None = None,
    selected: Sequence[str] | None = None,
    command: Command | None = None,
    viewport: Viewport | None = None,
    on_event: Callable[[Event], None] | None = None,
) -> CanvasResult:
    """Draws `view`, whose nodes have places, and gives back selection, dragged places, viewport and the latest event.

    `height` is CSS pixels or a CSS length (``"calc(100vh - 8rem)"``). `selected` selects in the browser whenever it
    differs from what the last run passed; None leaves the selection to the user. `command` is done once, for example
    to bring a node into the middle. `viewport` is where to look at first. `on_event` is called with each event before
    the run it causes, so that the page can change its view first and needs no second run.

    Raises ValueError for a view of more than `MAX_NODES` nodes.
    """
    if len(view.nodes) > MAX_NODES:
        raise ValueError(f"a canvas draws at most {MAX_NODES} nodes, not {len(view.nodes)}")
    session = _session(key)
    _prepare(session, view)
    if session.seen is None:  # events of an earlier session of the same browser page are not ours
        session.seen = _state(key).get("seq", 0)

    def changed() -> None:
        for event in _receive(session, _state(key)):
            if on_event is not None:
                on_event(event)

    data = _difference(session) | {
        "key": key,
        "options": session.options,
        "texts": asdict(texts or Texts()),
        "height": height,
        "select": None if selected is None else {"nodes": list(selected), "after": session.seen},
        "command": None if command is None else asdict(command),
        "viewport": None if viewport is None else [viewport.x, viewport.y, viewport.scale],
    }
    mount(key=key, data=data, default={"state": {}}, on_state_change=changed)
    result = session.screen
    session.screen = replace(result, event=None)
    return _within(result, view)


def _within(result: CanvasResult, view: GraphView) -> CanvasResult:
    """What the browser told, without what the view has no longer; the browser tells of it only with its next event."""
    nodes = {node.id for node in view.nodes}
    return replace(
        result,
        selected=tuple(id_ for id_ in result.selected if id_ in nodes),
        edge=result.edge if any(edge.id == result.edge for edge in view.edges) else None,
        positions={id_: place for id_, place in result.positions.items() if id_ in nodes},
    )


def _session(key: str) -> _Session:
    name = f"{key}: canvas session"
    if name not in st.session_state:
        st.session_state[name] = _Session()
    session = st.session_state[name]
    assert isinstance(session, _Session)
    return session


def _state(key: str) -> Mapping[str, Any]:
    """What the browser reported last; empty before its first report."""
    value = st.session_state.get(key) or {}
    state = value.get("state") if isinstance(value, Mapping) else None
    return state if isinstance(state, Mapping) else {}


def _prepare(session: _Session, view: GraphView) -> None:
    if session.drawing is None or session.view != view:
        session.drawing, session.options = draw(view)
    session.view = view


def _difference(session: _Session) -> dict[str, Any]:
    """The drawing as a difference to what the browser holds: as it told us, else to the first one we sent."""
    assert session.drawing is not None
    base = session.sent.get(session.base) if session.base else next(iter(session.sent.values()), None)
    message = session.drawing.since(base)
    session.sent.pop(session.drawing.rev, None)
    session.sent[session.drawing.rev] = session.drawing
    for rev in [rev for rev in session.sent if rev != session.base][: max(0, len(session.sent) - _KEPT_DRAWINGS)]:
        del session.sent[rev]
    return message


def _receive(session: _Session, state: Mapping[str, Any]) -> list[Event]:
    """Takes over the browser's report; answers the events that are new."""
    if state.get("whole", 0) > session.whole:
        session.whole = state["whole"]
        session.sent.clear()
        session.base = None
    elif state.get("rev") in session.sent:
        session.base = state["rev"]
    seen = session.seen or 0
    events = [event for raw in state.get("events", ()) if (event := _event(raw)) and event.seq > seen]
    session.seen = max([seen, *(event.seq for event in events)])
    place = state.get("viewport")
    session.screen = CanvasResult(
        selected=tuple(state.get("selected", ())),
        edge=state.get("edge"),
        event=events[-1] if events else session.screen.event,
        positions=_points(state.get("moved", {})),
        viewport=Viewport(*place) if place else None,
    )
    return events


def _event(raw: Mapping[str, Any]) -> Event | None:
    if raw.get("kind") not in {"select", "box", "expand", "remove", "moved", "key"}:
        return None
    return Event(
        kind=raw["kind"],
        seq=int(raw["seq"]),
        nodes=tuple(raw.get("nodes") or ()),
        edge=raw.get("edge"),
        positions=_points(raw.get("positions") or {}),
        key=raw.get("key"),
    )


def _points(raw: Mapping[str, Sequence[float]]) -> dict[str, Point]:
    return {id_: (float(x), float(y)) for id_, (x, y) in raw.items()}
