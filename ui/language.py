"""The language of the page: the reader's choice, else the address', else the browser's."""

from __future__ import annotations

import streamlit as st

from ui.texts import LANGUAGES, language_of_tag

_CHOSEN = "language"
_SWITCH = "language switch"
_NAMES = {"zh": "中文", "en": "English"}


def language() -> str:
    """``zh`` or ``en``, as `adopt_language` found it in this run of the page."""
    return str(st.session_state.get(_CHOSEN, "en"))


def adopt_language() -> str:
    """Settles the language at the start of a run of the whole page, and answers it."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES:
        st.session_state[_CHOSEN] = asked
    elif _CHOSEN not in st.session_state:
        st.session_state[_CHOSEN] = language_of_tag(st.context.locale)
    return language()


def language_switch(label: str) -> None:
    """The switch in the header."""
    st.session_state[_SWITCH] = language()
    st.segmented_control(
        label,
        LANGUAGES,
        format_func=_NAMES.__getitem__,
        key=_SWITCH,
        required=True,
        label_visibility="collapsed",
        on_change=_switched,
    )


def _switched() -> None:
    st.session_state[_CHOSEN] = st.query_params["lang"] = st.session_state[_SWITCH]
