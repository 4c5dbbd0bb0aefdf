"""Mounts parts of pages that take plain data and answer what the reader did as one mapping with a text under ``kind``.

Data go in a list of one: in a mapping Streamlit would look for data frames, and import pandas for that (0.6 s, 45 MB).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from ui.components.mounting import register, renderer

Act = Mapping[str, Any]
_SHARED = "parts"  # the name under which scripts and styles import the explorer's small pieces


def mount(
    package: str, name: str, data: Mapping[str, Any], *, key: str, on_act: Callable[[Act], None] | None = None
) -> None:
    """Draws ``<package>/assets/<name>.js`` with the style that is called like the package."""

    def changed() -> None:
        state = st.session_state.get(key)
        act = state.get("act") if isinstance(state, Mapping) else None
        if on_act and isinstance(act, Mapping) and isinstance(act.get("kind"), str):
            on_act(act)

    register("ui.components.explore", _SHARED)
    renderer(package, name, f"{package.rpartition('.')[2]}.css")(key=key, data=[data], on_act_change=changed)
