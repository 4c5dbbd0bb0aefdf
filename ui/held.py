"""What a page shows, held in the reader's session and written into the address, so that a copied link restores it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

import streamlit as st

from ui.explore.session import without_language
from ui.language import language

View = TypeVar("View")


@dataclass(slots=True)
class Held(Generic[View]):
    """A page's view in one session. `version` grows whenever the view did not come from the page's own widgets."""

    view: View
    address: dict[str, str] | None = None  # as it was written last, without the language
    version: int = 0

    def replace(self, view: View) -> None:
        """Another view; the widgets take their values from it."""
        self.view = view
        self.version += 1

    def key(self, name: str, value: object) -> str:
        """The key of a widget, which holds `value` where the widget has none of its own yet."""
        key = f"{type(self.view).__name__} {self.version} {name}"
        if key not in st.session_state:
            st.session_state[key] = value
        return key

    def write(self, parameters: Callable[[View, str], Mapping[str, str]]) -> None:
        """Lets the address say what is on the page."""
        address = dict(parameters(self.view, language()))
        self.address = without_language(address)
        if st.query_params.to_dict() != address:
            st.query_params.from_dict(address)


def held(key: str, read: Callable[[Mapping[str, str]], View]) -> Held[View]:
    """This session's view, after taking over an address that somebody opened, typed or went back to."""
    parameters = without_language(st.query_params.to_dict())
    known: Held[View] | None = st.session_state.get(key)
    found = known or Held(read(parameters))
    if known is None:
        st.session_state[key] = found
    elif parameters and parameters != found.address:  # none at all: the reader comes back from another page
        found.replace(read(parameters))
    return found
