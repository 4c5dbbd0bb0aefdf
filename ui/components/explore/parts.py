"""Mounts the page's parts. Each takes plain data (texts, lists, colours) and answers what the user did by a callback.
What the user did is a mapping; its `at` says when, in milliseconds of the browser's clock.

The browser files are served by Streamlit from this package: a click costs the websocket its data, never the scripts.
Data go in a list of one: in a mapping Streamlit would look for data frames, and import pandas for that (0.6 s, 45 MB).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from ui.components.mounting import renderer

Data = Mapping[str, Any]
Handler = Callable[[Data], None]


def finder(data: Data, *, key: str, on_text: Callable[[str], None], on_choice: Handler) -> None:
    """The search box. `data`: texts, answer (text, groups of hits), suggestions; see `ui.finder`."""

    def text_changed() -> None:
        on_text(str(_value(key, "text") or "")[:1000])

    def choice_changed() -> None:
        choice = _value(key, "choice")
        if isinstance(choice, Mapping) and isinstance(choice.get("id"), str):
            on_choice(choice)

    _renderer("finder")(key=key, data=[data], on_text_change=text_changed, on_choice_change=choice_changed)


def legend(data: Data, *, key: str, on_act: Handler) -> None:
    """The classes on the canvas. `data`: texts, groups of classes with sign, label, count, hidden."""
    _acting("legend", data, key, on_act)


def tabs(data: Data, *, key: str, on_act: Handler) -> None:
    """The rail's tabs. `data`: label, current, tabs with key, label, icon, active (something is set there)."""
    _acting("tabs", data, key, on_act)


def form(data: Data, *, key: str, on_act: Handler) -> None:
    """Choices. `data`: title, reset, sections with fields, as `ui.explore.forms` makes them."""
    _acting("form", data, key, on_act)


def entries(data: Data, *, key: str, on_act: Handler) -> None:
    """A list. `data`: title, note, form or None, items with key, label, note, warning, current, actions."""
    _acting("entries", data, key, on_act)


def saver(data: Data, *, key: str, on_act: Handler) -> None:
    """Hands a file over. `data`: id, name, mime, data (base64), picture (None, save, or what a brief becomes)."""
    _acting("saver", data, key, on_act)


def toolbar(data: Data, *, key: str, on_act: Handler) -> None:
    """The row above the canvas. `data`: texts, buttons (groups of buttons and menus), status, messages, help."""
    _acting("toolbar", data, key, on_act)


def panel(data: Data, *, key: str, on_act: Handler) -> None:
    """The side panel. `data`: subject, title, chips, notes, actions and blocks, as `ui.explore.cards` makes them."""
    _acting("panel", data, key, on_act)


def _acting(name: str, data: Data, key: str, on_act: Handler) -> None:
    def changed() -> None:
        act = _value(key, "act")
        if isinstance(act, Mapping) and isinstance(act.get("kind"), str):
            on_act(act)

    _renderer(name)(key=key, data=[data], on_act_change=changed)


def _value(key: str, name: str) -> object:
    state = st.session_state.get(key)
    return state.get(name) if isinstance(state, Mapping) else None


def _renderer(name: str) -> Any:
    return renderer(__package__, name, "page.css")
