"""The parts of the explore page around the canvas: search box, legend, toolbar and side panel."""

from ui.components.explore.parts import finder, legend, panel, toolbar

__all__ = ["finder", "legend", "panel", "toolbar"]
