"""The query page's parts: results, plan, and the side with library, structure and one's own queries."""

from ui.components.query.parts import grid, plan, side

__all__ = ["grid", "plan", "side"]
