"""Counts what a page asks of the store: the real page is opened in this process, without a browser."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.testing.v1 import AppTest

import ui.query.page
import ui.resources
from graph.store import Store
from graph.workspace import Workspace
from ui.app_pages import PAGES
from ui.maps.files import own_maps

_ASKING = ("run", "query", "explain", "loaded_digest")  # the methods of the store that ask the server
SECONDS = 120.0

MOST_CALLS = 12
"""That a page may make to open, when nothing but the graph in brief was read before."""

OPENINGS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    **{page: (page, {}) for page in PAGES if page != "map"},
    **{f"map {each.id}": ("map", {"m": each.id}) for each in own_maps()},
}
"""Every page, and every map, by a name: the page with its address."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the store: its text or its method's name, and how long it took."""

    text: str
    seconds: float


@contextmanager
def counted(store: Store) -> Iterator[list[Call]]:
    """The calls of a store while the context lasts."""
    calls: list[Call] = []

    def counting(name: str) -> Any:
        asked = getattr(store, name)

        def call(*arguments: Any, **more: Any) -> Any:
            started = time.perf_counter()
            try:
                return asked(*arguments, **more)
            finally:
                text = str(arguments[0]) if arguments else name
                calls.append(Call(text, time.perf_counter() - started))

        return call

    for name in _ASKING:
        setattr(store, name, counting(name))
    try:
        yield calls
    finally:
        for name in _ASKING:
            delattr(store, name)


@contextmanager
def pages_over(workspace: Workspace) -> Iterator[None]:
    """The pages of this process show a workspace while the context lasts."""
    before = ui.resources._process
    ui.resources._process = ui.resources._Process(workspace=workspace)
    try:
        yield
    finally:
        ui.resources._process = before
        forget()


def forget() -> None:
    """What pages remember of the graph is read anew, but for what a server reads ahead: graph in brief and outline."""
    st.cache_resource.clear()
    ui.query.page._structures.clear()


def opened(opening: str) -> AppTest:
    """A page as a new reader opens it; raises what it raised."""
    page, address = OPENINGS[opening]
    app = AppTest.from_function(_show, args=(PAGES[page],), default_timeout=SECONDS)
    app.query_params.update({"lang": "en", **address})
    app.run()
    if app.exception:
        raise AssertionError(f"{opening}: {app.exception[0].value}")
    return app


def _show(module: str) -> None:
    from importlib import import_module  # noqa: PLC0415 - AppTest runs this text by itself

    import_module(module).show()
