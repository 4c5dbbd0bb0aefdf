"""The canvas: draws a graph view in the page and tells what the user did with it."""

from ui.components.canvas.component import canvas
from ui.components.canvas.values import CanvasResult, Command, Event, EventKind, Texts, Viewport

__all__ = ["CanvasResult", "Command", "Event", "EventKind", "Texts", "Viewport", "canvas"]
