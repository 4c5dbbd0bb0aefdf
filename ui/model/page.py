"""The ontology page: the list of classes and relations, the graph among them, and the page of the chosen one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from graph.explorer import Overview
from ontology.errors import KgError
from ontology.publishing import ontology_jsonld, ontology_shacl, ontology_turtle
from ui.components.acting import mount
from ui.components.canvas import Event, canvas
from ui.components.canvas import Texts as CanvasTexts
from ui.downloads import offer_csv
from ui.language import language
from ui.model.drawing import around, whole
from ui.model.rows import term_rows
from ui.model.terms import class_page, relation_page, term_list
from ui.resources import resources
from ui.sentences import Words
from ui.shell import failed, page_words, waiting

HEIGHT = "var(--zt-canvas-height, 80vh)"
_PARTS = "ui.components.terms"
_TERM, _SEARCH = "c", "q"  # of the address


def show() -> None:
    """Draws the page; counts and examples need the engine, which starts with the first call."""
    words = page_words()
    try:
        with waiting(words.texts):
            resources()
    except KgError as error:
        failed(words, error)
        return
    st.query_params["lang"] = language()
    _stage()


@st.fragment(key="model stage")
def _stage() -> None:
    words = page_words()
    term = _chosen(words)
    try:
        overview = resources().known.overview
    except KgError as error:
        failed(words, error)
        return
    with st.container(key="zt-model"):
        with st.container(key="zt-terms"):
            mount(_PARTS, "terms", _list_data(words, overview, term), key="terms", on_act=_act)
        with st.container(key="zt-model-canvas"):
            canvas(
                around(words.model, words.language, term) if term else whole(words.model, words.language),
                key=f"model canvas {term or ''}",
                height=HEIGHT,
                texts=CanvasTexts(**words.texts.within("canvas")),
                selected=[term] if term and term in words.model.classes else [],
                on_event=_canvas_event,
            )
        with st.container(key="zt-term"):
            mount(_PARTS, "term", _page_data(words, overview, term), key="term", on_act=_act)
            if term is None:
                _downloads(words, overview)
            elif term in words.model.classes and words.model.is_a(term, "Entity"):
                _templates(words, term)


def _chosen(words: Words) -> str | None:
    term = st.query_params.get(_TERM, "")
    return term if term in words.model.classes or term in words.model.relations else None


def _list_data(words: Words, overview: Overview, term: str | None) -> dict[str, Any]:
    return {
        "texts": words.texts.within("model"),
        "groups": term_list(words, overview.counts),
        "selected": term,
        "search": st.query_params.get(_SEARCH, ""),
    }


def _page_data(words: Words, overview: Overview, term: str | None) -> dict[str, Any]:
    texts = words.texts.within("model")
    if term is not None and term in words.model.classes:
        return {"texts": texts, "page": class_page(term, words, overview.counts, overview.things)}
    if term is not None:
        return {"texts": texts, "page": relation_page(term, words)}
    model = words.model
    counts = {"classes": len(model.classes), "relations": len(model.relations), "attributes": len(model.attributes)}
    return {"texts": texts, "page": None, "counts": words.texts("model.counts", **counts)}


def _downloads(words: Words, overview: Overview) -> None:
    model = words.model
    kinds: dict[str, tuple[str, str, Callable[[], bytes]]] = {
        "turtle": ("zhitu-ontology.ttl", "text/turtle", ontology_turtle),
        "jsonld": ("zhitu-ontology.jsonld", "application/ld+json", ontology_jsonld),
        "shacl": ("zhitu-shapes.ttl", "text/turtle", lambda: ontology_shacl(model)),
    }
    with st.container(key="zt-term-files"):
        for key, (name, mime, make) in kinds.items():
            st.download_button(words.texts(f"model.{key}"), make, name, mime, key=f"download {key}", on_click="ignore")
        offer_csv(words.texts, "ontology", lambda: term_rows(words, overview.counts))


def _templates(words: Words, term: str) -> None:
    """Empty tables for the chosen class."""
    model, chosen_language = words.model, words.language

    def made() -> bytes:
        from ingest.templates import workbook  # noqa: PLC0415 - openpyxl takes 0.2 s

        return workbook(model, chosen_language, term)

    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    with st.container(key="zt-term-files"):
        label = words.texts("model.template", name=words.class_label(term))
        st.download_button(label, made, f"zhitu-{term}.xlsx", mime, key=f"template {term}", on_click="ignore")


def _choose(term: str | None) -> None:
    if term:
        st.query_params[_TERM] = term
    else:
        st.query_params.pop(_TERM, None)


def _act(act: Mapping[str, Any]) -> None:
    if act["kind"] == "term":
        _choose(act["id"] if isinstance(act.get("id"), str) else None)
    elif act["kind"] == "search":
        found = str(act.get("text") or "")[:100]
        st.query_params.from_dict({**st.query_params.to_dict(), _SEARCH: found} if found else _without_search())


def _without_search() -> dict[str, str]:
    return {key: value for key, value in st.query_params.to_dict().items() if key != _SEARCH}


def _canvas_event(event: Event) -> None:
    if event.kind in ("select", "expand") and event.node:
        _choose(event.node)
    elif event.kind == "select" and event.edge and not event.edge.startswith("subclass "):
        _choose(event.edge.split(" ", 1)[0])
