"""What goes in and out of the canvas besides the view: texts and commands in, events and the screen's state out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from graph.view import Point

EventKind = Literal["select", "box", "expand", "remove", "moved", "key", "menu"]
"""``select``: one node, one edge, or nothing; ``box``: several nodes at once; ``expand``: double click or Enter;
``remove``: Delete or Backspace; ``moved``: nodes were dragged; ``key``: a key for the page (``undo``, ``hide`` and
so on, see keys.js); ``menu``: an entry of the context menu, `key` being its action."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing the user did. `seq` grows with every event of a canvas."""

    kind: EventKind
    seq: int
    nodes: tuple[str, ...] = ()
    edge: str | None = None
    positions: Mapping[str, Point] = field(default_factory=dict)
    key: str | None = None

    @property
    def node(self) -> str | None:
        """The node, for an event about one."""
        return self.nodes[0] if self.nodes else None


@dataclass(frozen=True, slots=True)
class Viewport:
    """What is looked at: the middle of the screen in layout units, and CSS pixels a layout unit."""

    x: float
    y: float
    scale: float


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """An entry of the context menu. `on` says what it is for: any node, one node, several, an edge, the bare canvas."""

    action: str
    label: str
    on: Literal["node", "one", "several", "edge", "canvas"]
    key: str = ""  # how the keyboard does the same
    subject: str | None = None  # only in the menu of this node, a little further in


@dataclass(frozen=True, slots=True)
class Command:
    """Something to do once in the browser. Another `id` makes it another command, also when the rest is the same."""

    id: str
    kind: Literal["fit", "focus", "view", "png"]
    node: str | None = None  # for ``focus``: it comes into the middle
    viewport: Viewport | None = None  # for ``view``


@dataclass(frozen=True, slots=True)
class CanvasResult:
    """How the canvas stands in this run.

    `event` is what the user did since the last run, given once. `positions` are places that the user gave by dragging
    and that the view does not have yet. `viewport` is None while the view follows the graph: the user has neither moved
    nor zoomed it.
    """

    selected: tuple[str, ...] = ()
    edge: str | None = None
    event: Event | None = None
    positions: Mapping[str, Point] = field(default_factory=dict)
    viewport: Viewport | None = None


@dataclass(frozen=True, slots=True)
class Texts:
    """The canvas' texts in the page's language. ``{name}`` and ``{count}`` are filled in by the canvas."""

    canvas: str = "Knowledge graph. Arrow keys move between nodes, Enter expands, Delete removes."
    toolbar: str = "View"
    zoomIn: str = "Zoom in"  # noqa: N815 - the names of the canvas' actions in the browser
    zoomOut: str = "Zoom out"  # noqa: N815
    map: str = "Overview map"
    fit: str = "Fit to screen"
    fullscreen: str = "Full screen"
    png: str = "Save as PNG"
    empty: str = "Nothing to show."
    nothing: str = "Nothing selected"
    one: str = "{name}: {count} neighbours"
    several: str = "{count} nodes selected"
    file: str = "graph.png"
