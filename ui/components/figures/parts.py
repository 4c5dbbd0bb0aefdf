"""Mounts the parts. Each takes plain data (texts, lists, colours) and answers what the reader chose by a callback.

Data go in a list of one: in a mapping Streamlit would look for data frames.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from ui.components.mounting import register, renderer

Data = Mapping[str, Any]
_SHARED = "parts"  # the name under which assets/*.js import the explorer's small pieces


def detail(data: Data, *, key: str, on_close: Callable[[], None] | None = None) -> None:
    """What is known of a mark, as `ui.evidence.detail` makes it: title, links, and facts with their places."""

    def changed() -> None:
        if on_close is not None:
            on_close()

    _renderer("detail")(key=key, data=[data], on_close_change=changed)


def figure(data: Data, *, key: str, on_select: Callable[[str], None]) -> None:
    """A figure as `ui.maps.drawn` makes it; `on_select` gets the key of the mark that the reader chose."""

    def changed() -> None:
        state = st.session_state.get(key)
        chosen = state.get("select") if isinstance(state, Mapping) else None
        if isinstance(chosen, Mapping) and isinstance(chosen.get("key"), str):
            on_select(chosen["key"])

    _renderer("figure")(key=key, data=[data], on_select_change=changed)


def _renderer(name: str) -> Any:
    register("ui.components.explore", _SHARED)
    return renderer(__package__, name, "figures.css")
