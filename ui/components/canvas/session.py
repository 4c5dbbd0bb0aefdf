"""What the server remembers of one canvas in one session: what the browser holds, and what it told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from graph.view import GraphView, Point
from ui.components.canvas.network import Drawing, Item, draw
from ui.components.canvas.values import CanvasResult, Event, EventKind, Viewport

_KEPT_DRAWINGS = 3


@dataclass(slots=True)
class Session:
    """Turns views into messages for the browser, and the browser's reports into events and a result.

    A message is the difference to a drawing that the browser holds: the one it named in its last report, else the first
    one sent. When it does not hold that one (Streamlit may skip a message that a newer one overtakes), it asks for the
    whole, see `assets/memory.js`.
    """

    seen: int  # number of the newest event that was handled
    view: GraphView | None = None
    options: Item = field(default_factory=dict)
    _drawing: Drawing | None = None
    _sent: dict[str, Drawing] = field(default_factory=dict)  # by revision, newest last
    _base: str | None = None  # the revision the browser has told us it holds
    _whole: int = 0  # number of the browser's last request for the whole graph
    _screen: CanvasResult = field(default_factory=CanvasResult)

    def message(self, view: GraphView) -> Item:
        """What to send so that the browser shows `view`."""
        if self._drawing is None or self.view != view:
            self._drawing, self.options = draw(view)
        self.view = view
        drawing = self._drawing
        base = self._sent.get(self._base) if self._base else next(iter(self._sent.values()), None)
        self._sent.pop(drawing.rev, None)
        self._sent[drawing.rev] = drawing
        for rev in list(self._sent)[:-_KEPT_DRAWINGS]:
            if base is None or rev != base.rev:
                del self._sent[rev]
        return drawing.since(base)

    def receive(self, state: Mapping[str, Any]) -> list[Event]:
        """Takes over a report of the browser; gives the events that are new, oldest first."""
        if state.get("whole", 0) > self._whole:
            self._whole = state["whole"]
            self._sent.clear()
            self._base = None
        elif state.get("rev") in self._sent:
            self._base = state["rev"]
        events = [event for raw in state.get("events", ()) if (event := _event(raw)) and event.seq > self.seen]
        self.seen = max([self.seen, *(event.seq for event in events)])
        place = state.get("viewport")
        self._screen = CanvasResult(
            selected=tuple(state.get("selected", ())),
            edge=state.get("edge"),
            event=events[-1] if events else self._screen.event,
            positions=_points(state.get("moved", {})),
            viewport=Viewport(*place) if place else None,
        )
        return events

    def result(self) -> CanvasResult:
        """How the canvas stands, without what the view has no longer; the latest event is given once."""
        screen, self._screen = self._screen, replace(self._screen, event=None)
        view = self.view or GraphView()
        nodes = {node.id for node in view.nodes}
        return replace(
            screen,
            selected=tuple(id_ for id_ in screen.selected if id_ in nodes),
            edge=screen.edge if any(edge.id == screen.edge for edge in view.edges) else None,
            positions={id_: place for id_, place in screen.positions.items() if id_ in nodes},
        )


def _event(raw: Mapping[str, Any]) -> Event | None:
    if raw.get("kind") not in get_args(EventKind):
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
