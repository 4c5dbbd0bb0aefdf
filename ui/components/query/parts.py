"""Mounts the query page's parts. Each takes plain data and answers what the user did by a callback."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

import ui.components.explore
from ui.components.mounting import register, renderer

Data = Mapping[str, Any]
Handler = Callable[[Data], None]


def grid(data: Data, *, key: str) -> None:
    """A result. `data`: texts, language, columns, rows, things, statements, signs, as `ui.query.cells` makes them."""
    _part("grid", data, key, lambda _: None)


def plan(data: Data, *, key: str) -> None:
    """How an engine would answer, or did. `data`: texts, heading, note, hits, steps (of a `Step` each its fields)."""
    _part("plan", data, key, lambda _: None)


def side(data: Data, *, key: str, on_act: Handler) -> None:
    """Library, structure, saved queries and history. `data`: texts, and lists, as `ui.query.side` makes them."""
    _part("side", data, key, on_act)


def _part(name: str, data: Data, key: str, on_act: Handler) -> None:
    def changed() -> None:
        state = st.session_state.get(key)
        act = state.get("act") if isinstance(state, Mapping) else None
        if isinstance(act, Mapping) and isinstance(act.get("kind"), str):
            on_act(act)

    register(ui.components.explore.__name__, "dom")  # the parts import what all parts share from there
    renderer(__package__, name, "query.css")(key=key, data=[data], on_act_change=changed)
