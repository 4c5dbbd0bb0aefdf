"""The canvas: draws a graph view in the page and tells what the user did with it."""

from ui.components.canvas.component import MAX_NODES, canvas, prepare
from ui.components.canvas.values import CanvasResult, Command, Event, EventKind, MenuEntry, Texts, Viewport

__all__ = [
    "MAX_NODES",
    "CanvasResult",
    "Command",
    "Event",
    "EventKind",
    "MenuEntry",
    "Texts",
    "Viewport",
    "canvas",
    "prepare",
]
