"""The parts of the explore page around the canvas: search box, rail, toolbar and side panel."""

from ui.components.explore.parts import entries, finder, form, legend, panel, saver, tabs, toolbar

__all__ = ["entries", "finder", "form", "legend", "panel", "saver", "tabs", "toolbar"]
