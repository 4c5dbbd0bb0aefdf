"""Which pages there are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PAGES: Final[Mapping[str, str]] = {
    "explore": "ui.explore.page",
    "query": "ui.query.page",
    "map": "ui.maps.page",
    "numbers": "ui.numbers.page",
    "checks": "ui.checkup.page",
    "model": "ui.model.page",
    "sources": "ui.sources.page",
    "data": "ui.data.page",
}
"""Each page's address, in the order of the header, and the module whose `show` draws it."""
