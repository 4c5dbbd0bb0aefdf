"""Runs a map's queries, under the guard like any free-form query, and gathers what their answers name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from graph.cypher_text import with_values
from graph.explorer import Explorer, Place, evidence_of, relationship_of, text
from graph.maps.declared import LAYOUTS, STATEMENT, Choice, MapError, MapView
from graph.numbers import Number, numbers_and_things
from graph.values import Cell, Node, QueryResult, Relationship

MAX_ROWS = 5_000  # of one query; a map with more could not be read
SECONDS = 10.0
_IDS = ("id", "column", "card", "row", "event", "lane", "subject", "thing", "start", "end")

_MAIN = ("cards", "cells", "statements", "ties", "links", "observations")  # the first of these that a map has

Row = Mapping[str, Cell]


class Guarded(Protocol):
    """What runs a map's queries: `graph.store.Store`."""

    def query(
        self, text: str, parameters: Mapping[str, object] | None = None, *, limit: int = 1000, timeout: float = 30.0
    ) -> QueryResult:
        """Rows of a read-only query under limits."""
        ...


@dataclass(frozen=True, slots=True)
class MapFacts:
    """All that a map's queries found: rows by query, and what they name by id."""

    view: MapView
    values: Mapping[str, tuple[str, ...]]  # what stands for each choice
    options: Mapping[str, tuple[str, ...]]  # what there is to choose
    rows: Mapping[str, tuple[Row, ...]]
    counts: tuple[Mapping[str, bool], ...]  # one mapping a declared count: whether a thing counts, by id
    things: Mapping[str, Node] = field(repr=False)
    numbers: Mapping[str, Number] = field(repr=False)
    places: Mapping[str, Place] = field(repr=False)
    asked: Mapping[str, str] = field(repr=False)  # the queries with their parameters written out
    truncated: bool = False  # a query gave more than MAX_ROWS


def read_facts(
    view: MapView,
    chosen: Mapping[str, tuple[str, ...]],
    store: Guarded,
    explorer: Explorer,
    labels: Collection[str] = (),
) -> MapFacts:
    """Runs the queries of a map for what was chosen. `labels` are the graph's labels, for choices of classes.

    Raises MapError for a query without the columns of its layout, and what the guard raises.
    """
    runs = _Runs(view, store)
    options = {each.name: _options(each, runs, labels, explorer) for each in view.choices}
    values = view.values({name: _known(ids, options.get(name, ())) for name, ids in chosen.items()})
    for each in view.choices:
        if each.query and each.default is None and not values[each.name]:
            values[each.name] = options[each.name][:1]
    parameters: dict[str, object] = dict(view.parameters(values))
    needed, allowed = LAYOUTS[view.layout]
    rows: dict[str, tuple[Row, ...]] = {}
    for name, columns in (*needed.items(), *allowed.items()):
        if name in view.queries:
            named = list(dict.fromkeys(_ids(row for found in rows.values() for row in found)))
            rows[name] = runs.rows(name, view.queries[name], parameters | {"ids": named}, columns)
    found = [row for group in rows.values() for row in group]
    ids = {"ids": list(dict.fromkeys(_ids(found)))}
    counts = tuple(
        {
            str(row["thing"]): bool(row["counts"])
            for row in runs.rows("counts", each.query, parameters | ids, ("thing", "counts"))
        }
        for each in view.counts
    )
    choosable = (id_ for known in (*values.values(), *options.values()) for id_ in known)
    numbers, things = numbers_and_things(explorer, _observations(view, found), (*_ids(found), *choosable))
    evidence = evidence_of(
        *(statement.properties for row in found if (statement := statement_of(row))),
        *(number.observed.node.properties for number in numbers.values()),
    )
    places = explorer.places(evidence)
    return MapFacts(view, values, options, rows, counts, things, numbers, places, runs.asked, runs.truncated)


def main_query(facts: MapFacts) -> str | None:
    """The query that finds what the map shows, with its parameters written out."""
    return next((facts.asked[name] for name in _MAIN if name in facts.asked), None)


def statement_of(row: Row) -> Relationship | None:
    """The statement of a row; None where it has none."""
    return relationship_of(row) if all(row.get(key) is not None for key in STATEMENT) else None


@dataclass(slots=True)
class _Runs:
    """Runs queries, and remembers whether one gave too much."""

    view: MapView
    store: Guarded
    asked: dict[str, str] = field(default_factory=dict)
    truncated: bool = False

    def rows(self, name: str, text_: str, parameters: Mapping[str, object], columns: Sequence[str]) -> tuple[Row, ...]:
        asked = {key: value for key, value in parameters.items() if f"${key}" in text_}
        result = self.store.query(text_, asked, limit=MAX_ROWS, timeout=SECONDS)
        if missing := [column for column in columns if column not in result.columns]:
            raise MapError(
                f"{self.view.id}.toml: the query {name} gives no column {missing[0]}; it wants {', '.join(columns)}"
            )
        self.asked[name] = with_values(text_.strip(), asked)
        self.truncated = self.truncated or result.truncated
        return tuple(result.records())


def _options(choice: Choice, runs: _Runs, labels: Collection[str], explorer: Explorer) -> tuple[str, ...]:
    if choice.query is not None:
        rows = runs.rows(f"choices.{choice.name}", choice.query, {}, ("id",))
        return tuple(dict.fromkeys(id_ for row in rows if (id_ := text(row["id"]))))
    if choice.of == "classes":
        return tuple(term.neo4j_label for term in explorer.model.classes.values() if term.neo4j_label in labels)
    return tuple(relation.neo4j_type for relation in explorer.model.relations.values())


def _known(chosen: tuple[str, ...], options: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(id_ for id_ in dict.fromkeys(chosen) if id_ in options)


def _ids(rows: Iterable[Row]) -> Iterable[str]:
    return (id_ for row in rows for key in _IDS if (key != "id" or "type" not in row) and (id_ := text(row.get(key))))


def _observations(view: MapView, rows: Iterable[Row]) -> Iterable[str]:
    key = "id" if view.layout == "numbers" else "observation"
    return (id_ for row in rows if (id_ := text(row.get(key))))
