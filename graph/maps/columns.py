"""Things in columns with the ties between them: value chains, quadrants, tiers, regions, ecosystems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import rustworkx as rx

from graph.explorer import text
from graph.layered import layers_of, ordered
from graph.maps.reading import MapFacts, statement_of
from graph.numbers import Number
from graph.values import Relationship

_MOST_CENTRAL = 3


@dataclass(frozen=True, slots=True)
class Card:
    """A thing in a column, with the statements that put it there."""

    column: str
    thing: str
    statements: tuple[Relationship, ...]
    direct: bool = True  # a single statement ties the thing to the column; else several together do

    @property
    def key(self) -> str:
        """What tells this card from the same thing in another column."""
        return f"{self.column}|{self.thing}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its thing (None where columns are only layers), its cards, counts and numbers about it.

    A count is None where the graph holds nothing to count: that is not the same as zero.
    """

    id: str
    thing: str | None
    cards: tuple[Card, ...]
    counts: tuple[int | None, ...] = ()
    shares: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A tie between two marks, by their keys."""

    statement: Relationship
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Columns:
    """The figure."""

    columns: tuple[Column, ...]
    links: tuple[Link, ...]
    central: Mapping[str, float]  # the things that most shortest ways between others lead through, by id


@dataclass(frozen=True, slots=True)
class Concentration:
    """The Herfindahl-Hirschman index that some named shares allow: between `low` and `high`, of 10,000."""

    named: float  # percent that the named ones hold
    low: float
    high: float


def columns_figure(facts: MapFacts) -> Columns:
    """Columns in the order of their query, cards in the order that crosses the fewest links."""
    order = list(dict.fromkeys(id_ for row in facts.rows["columns"] if (id_ := text(row["id"]))))
    cards = _cards(facts, order)
    by_thing: dict[str, list[str]] = defaultdict(list)
    for id_ in order:
        by_thing[id_].append(id_)
    for card in cards:
        by_thing[card.thing].append(card.key)
    column_of = {**{id_: at for at, id_ in enumerate(order)}, **{c.key: order.index(c.column) for c in cards}}
    links = _links(facts, by_thing, column_of)
    given = [[card.key for card in cards if card.column == id_] for id_ in order]
    placed = ordered(given, [(link.start, link.end) for link in links])
    by_key = {card.key: card for card in cards}
    shares = _shares(facts)
    columns = tuple(
        Column(
            id=id_,
            thing=id_,
            cards=tuple(by_key[key] for key in keys),
            counts=tuple(_count(count, (by_key[key].thing for key in keys)) for count in facts.counts),
            shares=tuple(shares.get(id_, ())),
        )
        for id_, keys in zip(order, placed, strict=True)
    )
    return Columns(columns, links, _central(columns, links))


def layers_figure(facts: MapFacts) -> Columns:
    """Things in layers, from those that nothing leads to, by the statements of `links`."""
    statements = _statements(facts.rows["links"])
    edges = [(each.start, each.end) for each in statements]
    layer = layers_of((id_ for edge in edges for id_ in edge), edges)
    grouped: dict[int, list[str]] = defaultdict(list)
    for id_ in layer:
        grouped[layer[id_]].append(id_)
    names = [f"layer {at}" for at in sorted(grouped)]
    placed = ordered([grouped[at] for at in sorted(grouped)], edges)
    columns = tuple(
        Column(name, None, tuple(Card(name, id_, ()) for id_ in ids)) for name, ids in zip(names, placed, strict=True)
    )
    key = {card.thing: card.key for column in columns for card in column.cards}
    links = tuple(Link(each, key[each.start], key[each.end]) for each in statements)
    return Columns(columns, links, _central(columns, links))


def concentration(numbers: Iterable[Number]) -> Concentration | None:
    """What the exact shares of single things in one market say of its concentration; None where they say nothing.

    All of them must have the same indicator, region and year, and make no more than the whole. The index is at least
    the sum of their squares; the rest may belong to one other or to very many.
    """
    alone = (number for number in numbers if not number.joint and number.unit == "percent")
    listed = [number for number in alone if number.value is not None]
    same = {(number.indicator, number.regions, number.start, number.end) for number in listed}
    things = [number.about for number in listed]
    named = sum(number.value or 0 for number in listed)
    if len(listed) < 2 or len(same) != 1 or len(set(things)) != len(things) or named > 100:
        return None
    if any(number.bound not in ("exact", "about") for number in listed):
        return None
    squares = sum((number.value or 0) ** 2 for number in listed)
    return Concentration(named, squares, squares + (100 - named) ** 2)


def _cards(facts: MapFacts, order: Sequence[str]) -> list[Card]:
    grouped: dict[tuple[str, str], dict[str, Relationship]] = {}
    for row in facts.rows["cards"]:
        column, thing, statement = text(row["column"]), text(row["card"]), statement_of(row)
        if column in order and thing in facts.things and statement is not None and column and thing:
            grouped.setdefault((column, thing), {})[statement.id] = statement
    return [
        Card(column, thing, tuple(found.values()), column not in facts.things or _joined(found.values(), column, thing))
        for (column, thing), found in grouped.items()
    ]


def _count(known: Mapping[str, bool], things: Iterable[str]) -> int | None:
    """How many of a column's things count; None where nothing is known of any of them."""
    found = [known[thing] for thing in things if thing in known]
    return sum(found) if found else None


def _joined(statements: Iterable[Relationship], column: str, thing: str) -> bool:
    return any({each.start, each.end} == {thing, column} for each in statements)


def _links(facts: MapFacts, keys: Mapping[str, Sequence[str]], column_of: Mapping[str, int]) -> tuple[Link, ...]:
    """Each statement once, between those marks of its ends that are nearest to each other but not in one column."""
    links = []
    for statement in _statements(facts.rows.get("links", ())):
        pairs = [
            (abs(column_of[a] - column_of[b]), a, b)
            for a in keys.get(statement.start, ())
            for b in keys.get(statement.end, ())
            if column_of[a] != column_of[b]
        ]
        if pairs:
            _, start, end = min(pairs)
            links.append(Link(statement, start, end))
    return tuple(links)


def _statements(rows: Iterable[Mapping[str, object]]) -> list[Relationship]:
    found = (statement_of(row) for row in rows)  # type: ignore[arg-type]
    return list({statement.id: statement for statement in found if statement is not None}.values())


def _shares(facts: MapFacts) -> dict[str, list[Number]]:
    shares: dict[str, list[Number]] = defaultdict(list)
    for row in facts.rows.get("shares", ()):
        column, id_ = text(row["column"]), text(row["observation"])
        number = facts.numbers.get(id_ or "")
        if column and number is not None and number not in shares[column]:
            shares[column].append(number)
    return shares


def _central(columns: Iterable[Column], links: Iterable[Link]) -> dict[str, float]:
    """Betweenness over things and columns as one graph; columns themselves are not counted."""
    listed = tuple(columns)
    ties = {(card.thing, column.thing) for column in listed if column.thing for card in column.cards}
    ties |= {(link.statement.start, link.statement.end) for link in links}
    ids = sorted({id_ for tie in ties for id_ in tie})
    at = {id_: index for index, id_ in enumerate(ids)}
    graph: rx.PyGraph[None, None] = rx.PyGraph(multigraph=False)
    graph.add_nodes_from([None] * len(ids))
    graph.add_edges_from([(at[a], at[b], None) for a, b in ties if a != b])
    scores = rx.betweenness_centrality(graph)
    heads = {column.thing for column in listed}
    found = sorted(((scores[at[id_]], id_) for id_ in ids if id_ not in heads), reverse=True)
    return {id_: score for score, id_ in found[:_MOST_CENTRAL] if score > 0}
