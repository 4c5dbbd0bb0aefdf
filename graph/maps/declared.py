"""A map as its file declares it: a title, what the reader may choose, queries, and how their answers are laid out."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from graph.cypher_text import tokens
from graph.errors import GraphError
from ontology.values import Text

MAX_CHOSEN = 5  # things that a map compares at most

STATEMENT = ("id", "type", "start", "end", "properties")
"""The columns by which a query gives a statement."""

LAYOUTS: Mapping[str, tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]] = MappingProxyType(
    {
        "columns": (
            {"columns": ("id",), "cards": ("column", "card", *STATEMENT)},
            {"links": STATEMENT, "shares": ("column", "observation")},
        ),
        "matrix": ({"cells": ("row", "column", *STATEMENT)}, {"rows": ("id",), "columns": ("id",)}),
        "profiles": (
            {"statements": ("subject", "thing", *STATEMENT)},
            {"numbers": ("subject", "observation"), "dates": ("thing", "date")},
        ),
        "timeline": ({"events": ("id", "date"), "ties": ("event", *STATEMENT)}, {"lanes": ("event", "lane")}),
        "layers": ({"links": STATEMENT}, {}),
        "communities": ({"members": ("id",), "ties": STATEMENT}, {}),
        "numbers": ({"observations": ("id",)}, {}),
    }
)
"""By layout: the queries that it needs and those it may have, each with the columns that it must give."""

_TOP = frozenset({"layout", "order", "title", "about", "choices", "presets", "queries", "counts", "aspects", "grid"})


class MapError(GraphError):
    """A map's file that cannot be used; says where and what would be right."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that the reader chooses; the queries get it as the parameter of its name.

    `query` gives the ids to choose from (column ``id``); `of` takes them from the graph's ``classes`` (labels) or
    ``relations`` (relationship types) instead. With `several` the parameter is a list.
    """

    name: str
    label: Text
    query: str | None = None
    of: str | None = None
    default: tuple[str, ...] | None = None  # None: the first of the query; empty: nothing is chosen
    several: bool = False


@dataclass(frozen=True, slots=True)
class Preset:
    """Choices made beforehand, under a label."""

    label: Text
    values: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Count:
    """Something to count in each column. The query gets all ids of the map as ``$ids`` and gives ``thing, counts``: the
    things of which it is known whether they count."""

    label: Text
    query: str


@dataclass(frozen=True, slots=True)
class Aspect:
    """A row of profiles: the statements of some relationship types, and the numbers of some indicators.

    With `line` the things that its statements lead to stand on a line of years, at the dates of the query `dates`.
    """

    label: Text
    types: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()
    line: bool = False


@dataclass(frozen=True, slots=True)
class MapView:
    """A declared map. `grid` places columns as rows of ids; empty: one beside the other."""

    id: str
    layout: str
    title: Text
    about: Text
    order: int = 100
    choices: tuple[Choice, ...] = ()
    presets: tuple[Preset, ...] = ()
    queries: Mapping[str, str] = field(default_factory=dict)
    counts: tuple[Count, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    grid: tuple[tuple[str, ...], ...] = ()

    def values(self, chosen: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """What stands for each choice: what was chosen, else the default."""
        return {each.name: (chosen.get(each.name) or each.default or ())[: _most(each)] for each in self.choices}

    def parameters(self, values: Mapping[str, tuple[str, ...]]) -> dict[str, str | list[str]]:
        """The queries' parameters: a list where several may be chosen, else one text."""
        return {
            each.name: list(values[each.name]) if each.several else next(iter(values[each.name]), "")
            for each in self.choices
        }


def read_map(id_: str, toml: str) -> MapView:
    """The map of a file's text; `id_` is the file's name without ``.toml``. Raises MapError."""
    where = f"{id_}.toml"
    try:
        table = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise MapError(f"{where}: this is not TOML: {error}") from error
    if unknown := sorted(table.keys() - _TOP):
        raise MapError(f"{where}: {unknown[0]} is no part of a map; there are {', '.join(sorted(_TOP))}")
    view = MapView(
        id=id_,
        layout=_one_of(where, "layout", table.get("layout"), tuple(LAYOUTS)),
        title=_text(where, "title", table.get("title")),
        about=_text(where, "about", table.get("about", {"zh": "", "en": ""})),
        order=order if isinstance(order := table.get("order"), int) else 100,
        choices=tuple(_choice(where, name, each) for name, each in _table(where, "choices", table).items()),
        presets=tuple(_preset(where, each) for each in _list(where, "presets", table)),
        queries=dict(_table(where, "queries", table)),
        counts=tuple(_count(where, each) for each in _list(where, "counts", table)),
        aspects=tuple(_aspect(where, each) for each in _list(where, "aspects", table)),
        grid=tuple(tuple(map(str, row)) for row in table.get("grid", ())),
    )
    _check(where, view)
    return view


def _check(where: str, view: MapView) -> None:
    needed, allowed = LAYOUTS[view.layout]
    for name in needed:
        if not isinstance(view.queries.get(name), str):
            columns = ", ".join(needed[name])
            raise MapError(f"{where}: [queries] wants {name}, a query with the columns {columns}")
    if unknown := sorted(view.queries.keys() - needed.keys() - allowed.keys()):
        known = ", ".join((*needed, *allowed)) or "none"
        raise MapError(f"{where}: [queries] has {unknown[0]}, which the layout {view.layout} does not use ({known})")
    if view.layout == "profiles" and not view.aspects:
        raise MapError(f"{where}: the layout profiles wants [[aspects]], each with a label and types or indicators")
    given = {each.name for each in view.choices} | {"ids"}
    for text in (*view.queries.values(), *(each.query for each in view.counts)):
        asked = {token.text.removeprefix("$") for token in tokens(text) if token.kind == "parameter"}
        if asked - given:
            raise MapError(f"{where}: ${sorted(asked - given)[0]} is not among the choices; add it under [choices]")


def _choice(where: str, name: str, table: Any) -> Choice:
    place = f"choices.{name}"
    if not isinstance(table, dict) or not (isinstance(table.get("query"), str) or "of" in table):
        raise MapError(f'{where}: {place} wants a label and either a query with the column id, or of = "classes"')
    of = _one_of(where, f"{place}.of", table["of"], ("classes", "relations")) if "of" in table else None
    default = table.get("default")
    return Choice(
        name=name,
        label=_text(where, f"{place}.label", table.get("label")),
        query=table.get("query"),
        of=of,
        default=None if default is None else (default,) if isinstance(default, str) else tuple(map(str, default)),
        several=bool(table.get("several")),
    )


def _preset(where: str, table: Any) -> Preset:
    values = table.get("values") if isinstance(table, dict) else None
    if not isinstance(values, dict):
        raise MapError(f"{where}: each of [[presets]] wants a label and values")
    listed = {name: (each,) if isinstance(each, str) else tuple(map(str, each)) for name, each in values.items()}
    return Preset(_text(where, "presets.label", table.get("label")), listed)


def _count(where: str, table: Any) -> Count:
    if not isinstance(table, dict) or not isinstance(table.get("query"), str):
        raise MapError(f"{where}: each of [[counts]] wants a label and a query with the columns thing, counts")
    return Count(_text(where, "counts.label", table.get("label")), table["query"])


def _aspect(where: str, table: Any) -> Aspect:
    if not isinstance(table, dict) or not (table.get("types") or table.get("indicators")):
        raise MapError(f"{where}: each of [[aspects]] wants a label and types or indicators")
    types, indicators = (frozenset(map(str, table.get(key, ()))) for key in ("types", "indicators"))
    line = bool(table.get("line"))
    if line and indicators:
        raise MapError(f"{where}: an aspect with line = true has types only: numbers stand on no line of years")
    return Aspect(_text(where, "aspects.label", table.get("label")), types, indicators, line)


def _text(where: str, place: str, value: Any) -> Text:
    """A text in both languages; one alone stands for both."""
    if isinstance(value, str):
        return Text(value, value)
    if isinstance(value, dict) and all(isinstance(value.get(each), str) for each in ("zh", "en")):
        return Text(value["zh"], value["en"])
    raise MapError(f'{where}: {place} wants a text, or {{ zh = "…", en = "…" }}')


def _one_of(where: str, place: str, value: Any, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise MapError(f"{where}: {place} is {value!r}; it can be {', '.join(allowed)}")
    return str(value)


def _table(where: str, place: str, table: Mapping[str, Any]) -> Mapping[str, Any]:
    value = table.get(place, {})
    if not isinstance(value, dict):
        raise MapError(f"{where}: {place} wants to be a table: [{place}]")
    return value


def _list(where: str, place: str, table: Mapping[str, Any]) -> list[Any]:
    value = table.get(place, [])
    if not isinstance(value, list):
        raise MapError(f"{where}: {place} wants to be a list of tables: [[{place}]]")
    return value


def _most(choice: Choice) -> int:
    return MAX_CHOSEN if choice.several else 1
