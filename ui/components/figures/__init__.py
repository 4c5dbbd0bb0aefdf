"""Parts of the map and numbers pages: figures whose marks can be chosen, and what is known of the chosen one."""

from ui.components.figures.parts import detail, figure

__all__ = ["detail", "figure"]
