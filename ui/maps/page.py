"""The map page: which map, what to choose in it, the figure, and what stands behind the selected mark."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import streamlit as st

from graph.explorer import Explorer
from graph.export.sheets import Cell
from graph.maps.declared import MAX_CHOSEN, Choice, MapView
from graph.maps.reading import MapFacts, main_query, read_facts
from graph.store import Store
from ontology.errors import KgError
from ui.components.figures import detail, figure
from ui.downloads import offer_csv
from ui.evidence import Telling
from ui.evidence import detail as detail_data
from ui.held import Held, held
from ui.links import explore_address, query_address
from ui.maps.address import MapPage, from_address, to_address
from ui.maps.drawn import Mark, draw
from ui.maps.files import Maps, all_maps
from ui.maps.rows import map_rows
from ui.numbers.address import numbers_address
from ui.resources import Resources, attached_quotes, resources
from ui.sentences import Words
from ui.shell import failed, page_words, plain

_KEY = "map page"
_MOST_THINGS = 60  # opened in the explorer at once


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of the page works with."""

    held: Held[MapPage]
    words: Words
    resources: Resources
    maps: Maps
    view: MapView


def show() -> None:
    """Draws the page."""
    words, current = page_words(), held(_KEY, from_address)
    with st.container(key="zt-page"):
        try:
            with st.spinner(words.texts("map.starting")):
                found = resources()
                maps = all_maps(found.workspace.path)
            run = Run(current, words, found, maps, maps.named(current.view.map))
            _maps(run)
            run = replace(run, view=maps.named(current.view.map))
            _map(run)
        except KgError as error:
            failed(words, error)
    current.write(to_address)


def _maps(run: Run) -> None:
    """Which map; a workspace's own maps stand in the same row."""
    texts, language = run.words.texts, run.words.language
    titles = {view.id: view.title[language] for view in run.maps.views}

    def changed() -> None:
        chosen = st.session_state[key]
        if chosen and chosen != run.view.id:
            run.held.replace(MapPage(chosen))

    key = run.held.key("map", run.view.id)
    st.segmented_control(
        texts("map.which"),
        list(titles),
        format_func=lambda id_: plain(titles[id_]),
        required=True,
        label_visibility="collapsed",
        key=key,
        on_change=changed,
    )
    for trouble in run.maps.troubles:
        with st.container(border=True):
            st.text(texts("map.broken", reason=trouble))


def _map(run: Run) -> None:
    view, words = run.view, run.words
    st.title(plain(view.title[words.language]), anchor=False)
    if view.about[words.language]:
        st.text(view.about[words.language])
    facts = facts_of(run, run.held.view.chosen)
    _presets(run, facts)
    chosen = _choices(run, facts)
    if chosen != facts.values:
        facts = facts_of(run, chosen)
    run.held.view = replace(run.held.view, map=view.id, chosen=_told(view, facts.values))
    _ways_out(run, facts)
    if view.layout == "numbers":
        _numbers(run, facts)
        return
    drawn = draw(facts, run.resources.explorer, words)
    if not drawn.marks:
        st.info(words.texts("map.nothing"))
        return
    selected = drawn.marks.get(run.held.view.selected or "")
    with st.container(key="zt-map" if selected is None else "zt-map-open"):
        with st.container(key="zt-figure"):
            data = drawn.data | {"selected": run.held.view.selected, "title": view.title[words.language]}
            figure(data, key=f"figure-{view.id}", on_select=run_select)
            if facts.truncated:
                st.caption(words.texts("map.truncated"))
        if selected is not None:
            with st.container(key="zt-mark"):
                _detail(run, facts, selected)


def run_select(key: str) -> None:
    """Selects a mark, or nothing when it was selected already."""
    current: Held[MapPage] = st.session_state[_KEY]
    again = current.view.selected == key
    current.view = replace(current.view, selected=None if again else key)


def facts_of(run: Run, chosen: Mapping[str, tuple[str, ...]]) -> MapFacts:
    """What the map's queries find, read once for all readers as long as the facts stay."""
    key = (run.resources.known.digest, json.dumps(dict(sorted(chosen.items()))))
    found = run.resources
    return _facts(key, run.view, found.workspace.store, found.explorer, found.known.overview.counts)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs={MapView: repr})
def _facts(
    key: tuple[str, str], view: MapView, _store: Store, _explorer: Explorer, _labels: Mapping[str, int]
) -> MapFacts:
    chosen = {name: tuple(ids) for name, ids in json.loads(key[1]).items()}
    return read_facts(view, chosen, _store, _explorer, tuple(_labels))


def _presets(run: Run, facts: MapFacts) -> None:
    if not run.view.presets:
        return

    def choose(values: Mapping[str, tuple[str, ...]]) -> None:
        run.held.replace(MapPage(run.view.id, values))

    with st.container(horizontal=True):
        for at, preset in enumerate(run.view.presets):
            current = all(facts.values.get(name) == ids for name, ids in preset.values.items())
            label = plain(preset.label[run.words.language])
            kind: Literal["primary", "secondary"] = "primary" if current else "secondary"
            st.button(label, key=f"preset-{run.view.id}-{at}", type=kind, on_click=choose, args=(preset.values,))


def _choices(run: Run, facts: MapFacts) -> dict[str, tuple[str, ...]]:
    """The widgets of the map's choices, and what they say."""
    if not run.view.choices:
        return {}
    places = st.columns(len(run.view.choices), vertical_alignment="bottom")
    return {
        choice.name: _choice(run, facts, choice, place) for choice, place in zip(run.view.choices, places, strict=True)
    }


def _choice(run: Run, facts: MapFacts, choice: Choice, place: Any) -> tuple[str, ...]:
    words, options = run.words, facts.options[choice.name]
    names = {id_: _option(words, facts, choice, id_) for id_ in options}
    current = [id_ for id_ in facts.values[choice.name] if id_ in names]
    label = plain(choice.label[words.language])
    name = f"{run.view.id} {choice.name}"
    if choice.several:
        picked = place.multiselect(
            label,
            options,
            format_func=names.__getitem__,
            max_selections=MAX_CHOSEN,
            placeholder=words.texts("map.any"),
            key=run.held.key(name, current),
        )
        return tuple(picked)
    one = place.selectbox(
        label, options, format_func=names.__getitem__, key=run.held.key(name, current[0] if current else None)
    )
    return (one,) if one else ()


def _option(words: Words, facts: MapFacts, choice: Choice, id_: str) -> str:
    if choice.of == "classes":
        known = words.model.class_named(id_)
        return words.class_label(known.key) if known else id_
    if choice.of == "relations":
        return words.relation_label(id_)
    return words.name(facts.things[id_]) if id_ in facts.things else id_


def _told(view: MapView, values: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """What the address says of the choices: those that are not as usual."""
    return {
        choice.name: values[choice.name] for choice in view.choices if values[choice.name] != (choice.default or ())
    }


def _numbers(run: Run, facts: MapFacts) -> None:
    from ui.maps.numbers import show_numbers  # noqa: PLC0415 - pandas and Altair take a second that no other map needs

    show_numbers(facts, run.words)


def _ways_out(run: Run, facts: MapFacts) -> None:
    """Downloads; where there are no marks that lead on, also the numbers' own page and the query."""
    words = run.words

    def rows() -> Sequence[Mapping[str, Cell]]:
        return map_rows(facts, run.resources.explorer, words)

    with st.container(horizontal=True, key="zt-results"):
        offer_csv(words.texts, run.view.id, rows)
        st.download_button(
            words.texts("map.export_json"),
            data=lambda: json.dumps(list(rows()), ensure_ascii=False, indent=1).encode(),
            file_name=f"zhitu-{run.view.id}.json",
            mime="application/json",
            on_click="ignore",
            key="map-json",
        )
        if run.view.layout == "numbers":
            st.link_button(words.texts("map.in_numbers"), numbers_address(facts.numbers, words.language))
            if query := main_query(facts):
                st.link_button(words.texts("detail.query"), query_address(query, words.language))


def _detail(run: Run, facts: MapFacts, mark: Mark) -> None:
    words = run.words
    telling = Telling(words, facts.places, attached_quotes(run.resources.workspace))
    things = mark.things[:_MOST_THINGS]
    selected = things[0] if things else None
    address = explore_address(things, words.language, selected=selected)
    links = [(address, words.texts("detail.explore"))] if things else []
    if query := main_query(facts):
        links.append((query_address(query, words.language), words.texts("detail.query")))
    data = detail_data(telling, mark.title, mark.facts, links=links)
    detail(data, key="map-detail", on_close=_close)


def _close() -> None:
    current: Held[MapPage] = st.session_state[_KEY]
    current.view = replace(current.view, selected=None)
