"""The search box of every page: what it answers while one types, and where a choice leads.

On the explore page it stands above the legend; on the other pages Ctrl+K opens it over the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from graph.pinyin import reading
from graph.search import Hit, NamedThing
from ontology.errors import KgError
from ontology.model import load_model
from ui.classes import family_of, sign
from ui.components.explore import finder
from ui.components.explore.parts import Data, Handler
from ui.language import language
from ui.resources import Known, known, resources
from ui.sentences import Words
from ui.texts import load_texts

LOOKED_AT = 400  # hits that are counted; the list shows the best of each group
SENT = 12  # hits of a group that go to the browser
_SUGGESTIONS = 6
_NUMBERS = "Observation"
_TYPED = "typed in the search box"
_CHOSEN = "chosen in the search box"


def find_box(key: str, shown: Iterable[str], on_choice: Handler, *, over_the_page: bool = False) -> None:
    """The search box in a running fragment. `on_choice` gets the `id` of a thing or an observation."""
    graph = known()
    words = Words(load_texts(language()), load_model())
    typed = str(st.session_state.get(_TYPED, ""))
    if graph is None and typed:  # another page was opened first
        try:
            graph = resources().known
        except KgError:
            graph = None
    finder(
        {
            "texts": words.texts.within("finder"),
            "over": over_the_page,
            "answer": {"text": typed, "groups": answer(graph, words, typed, frozenset(shown)) if graph else []},
            "suggestions": suggestions(graph, words) if graph else [],
        },
        key=key,
        on_text=_typed,
        on_choice=on_choice,
    )


def find_everywhere(target: StreamlitPage) -> None:
    """The search box of a page that has none of its own: Ctrl+K opens it, a choice leads to the explorer."""

    @st.fragment(key="find everywhere")
    def box() -> None:
        def chosen(choice: Data) -> None:
            st.session_state[_CHOSEN] = str(choice["id"])

        find_box("find-everywhere", (), chosen, over_the_page=True)
        if id_ := st.session_state.pop(_CHOSEN, None):
            st.switch_page(target, query_params={"lang": language(), "found": id_})

    with st.container(key="zt-find-everywhere"):
        box()


def _typed(text: str) -> None:
    st.session_state[_TYPED] = text


def answer(graph: Known, words: Words, text: str, shown: frozenset[str]) -> list[dict[str, Any]]:
    """Hits under the families of their classes, with the count of each; the family of the best hit first."""
    groups: dict[str, list[Hit]] = {}
    for hit in graph.names.find(text, LOOKED_AT):
        groups.setdefault(family_of(words.model, hit.thing.classes[0]), []).append(hit)
    if numbers := graph.numbers.find(text, LOOKED_AT):
        groups[_NUMBERS] = [hit for hit in numbers if hit.fit not in ("sound", "initials", "near")]
    return [
        {
            "key": key,
            "label": words.class_label(key),
            "count": len(hits),
            "hits": [_hit(words, hit, shown) for hit in hits[:SENT]],
        }
        for key, hits in groups.items()
        if hits
    ]


def suggestions(graph: Known, words: Words) -> list[dict[str, Any]]:
    """The most connected things, for those who do not know what to type."""
    by_id = {thing.id: thing for thing in graph.overview.things}
    first = [by_id[id_] for id_ in graph.overview.landscape[:_SUGGESTIONS] if id_ in by_id]
    return [_hit(words, Hit(thing, "", "name", "exact"), frozenset()) for thing in first]


def _hit(words: Words, hit: Hit, shown: frozenset[str]) -> dict[str, Any]:
    thing = hit.thing
    name, other = names_of(thing, words.language)
    return sign(words.model, thing.classes[0]) | {
        "id": thing.id,
        "name": name,
        "other": None if thing.classes[0] == _NUMBERS else other,
        "kind": words.class_label(thing.classes[0]),
        "why": _why(words, hit, name, other),
        "shown": thing.id in shown,
    }


def _why(words: Words, hit: Hit, name: str, other: str | None) -> str | None:
    """Why this was found, where the name itself does not say so."""
    if hit.fit in ("sound", "initials"):
        return words.texts(f"finder.{hit.fit}", text=hit.matched, reading=reading(hit.matched))
    if hit.fit == "near":
        return words.texts("finder.near", text=hit.matched)
    if not hit.matched or hit.matched in (name, other):
        return None
    return words.texts(f"finder.{hit.kind}", text=hit.matched)


def names_of(thing: NamedThing, language_: str) -> tuple[str, str | None]:
    """A thing's name in a language, and in the other one where that differs."""
    own, other = (thing.name_zh, thing.name_en) if language_ == "zh" else (thing.name_en, thing.name_zh)
    first = own or other or next(thing.texts())[0]
    return first, other if other != first else None
