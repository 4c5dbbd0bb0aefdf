"""The sources page: the list of parts beside one part's facts and, with a copy attached, its text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from graph.outline import Outline
from ontology.errors import KgError
from ui.components.acting import mount
from ui.downloads import offer_csv
from ui.language import language
from ui.resources import attached_quotes, outline, resources
from ui.shell import failed, page_words, waiting
from ui.sources.reading import part_of_fact, reading
from ui.sources.rows import fact_rows, parts_of
from ui.sources.shelf import first_part, shelf

_PARTS = "ui.components.reading"
_PART, _FACT = "p", "f"  # of the address


def show() -> None:
    """Draws the page; the engine starts with the first call."""
    words = page_words()
    try:
        with waiting(words.texts):
            outline(resources())
    except KgError as error:
        failed(words, error)
        return
    st.query_params["lang"] = language()
    _stage()


@st.fragment(key="sources stage")
def _stage() -> None:
    """List and part: what a click changes."""
    words = page_words()
    try:
        found = resources()
        known = outline(found)
        part = known.parts.get(_chosen(known) or "") or known.parts.get(first_part(known) or "")
        data = reading(known, part, found.explorer, words, attached_quotes(found.workspace)) if part else None
    except KgError as error:
        failed(words, error)
        return
    if part is None or data is None:
        with st.container(key="zt-failed", border=True):
            st.subheader(words.texts("sources.empty_title"))
            st.text(words.texts("sources.empty_text"))
        return
    with st.container(key="zt-sources"):
        with st.container(key="zt-shelf"):
            mount(_PARTS, "shelf", shelf(known, part.id, words), key="shelf", on_act=_act)
            offer_csv(words.texts, "facts", lambda: fact_rows(known, parts_of(known, part), found.explorer, words))
        with st.container(key="zt-reading"):
            data["fact"] = st.query_params.get(_FACT)
            mount(_PARTS, "reading", data, key="reading", on_act=_act)


def _chosen(known: Outline) -> str | None:
    """The part that the address names, or the one in which the fact is read that it names."""
    part, fact = st.query_params.get(_PART), st.query_params.get(_FACT)
    return part_of_fact(known, fact) if fact and not part else part


def _act(act: Mapping[str, Any]) -> None:
    if act["kind"] == "part" and isinstance(act.get("id"), str):
        st.query_params[_PART] = act["id"]
        st.query_params.pop(_FACT, None)
    elif act["kind"] == "fact" and isinstance(act.get("id"), str):
        st.query_params[_FACT] = act["id"]
