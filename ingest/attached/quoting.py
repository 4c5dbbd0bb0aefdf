"""Quotes for query results and for exports that ask for them; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.values import Cell, Node, QueryResult, Relationship, elements_in
from ingest.attached.quotes import Quote, Quotes, fact_words

if TYPE_CHECKING:
    from graph.mapping import PropertyGraph

QUOTE_KEY = "quote"
"""The property of an Evidence in an export that holds what the copy says there."""


def quotes_in(result: QueryResult, quotes: Quotes) -> dict[str, Quote]:
    """The quotes of every evidence in a result, by evidence id, with the words of what rests on it marked.

    A relationship's words are the names of its ends, as far as these stand in the result. An evidence's id alone has
    its sentence too.
    """
    elements = [element for row in result.rows for cell in row for element in elements_in(cell)]
    nodes = {element.id: element for element in elements if isinstance(element, Node)}
    facts: dict[str, dict[tuple[str, ...], None]] = {}
    for element in elements:
        words = fact_words(*(told.properties for told in _told(element, nodes)))
        for evidence in _evidence(element):
            facts.setdefault(evidence, {}).update(dict.fromkeys(words))
    for id_ in (text for row in result.rows for cell in row for text in _plain_texts(cell)):
        facts.setdefault(id_, {})
    found = ((id_, quotes.sentence(id_, *words)) for id_, words in facts.items())
    return {id_: quote for id_, quote in found if quote is not None}


def with_quotes(graph: PropertyGraph, quotes: Quotes) -> PropertyGraph:
    """The graph with what the copies say in the property `quote` of each Evidence; for exports, never for the store."""
    return replace(graph, nodes=tuple(_quoted(node, quotes) for node in graph.nodes))


def _quoted(node: Node, quotes: Quotes) -> Node:
    quote = quotes.sentence(node.id)
    return replace(node, properties={**node.properties, QUOTE_KEY: quote.text}) if quote else node


def _plain_texts(cell: Cell) -> Iterator[str]:
    match cell:
        case str():
            yield cell
        case tuple():
            for value in cell:
                yield from _plain_texts(value)


def _told(element: Node | Relationship, nodes: Mapping[str, Node]) -> list[Node]:
    if isinstance(element, Node):
        return [element]
    return [nodes[end] for end in (element.start, element.end) if end in nodes]


def _evidence(element: Node | Relationship) -> Iterable[str]:
    if isinstance(element, Node) and "Evidence" in element.labels:
        return (element.id,)
    value = element.properties.get("evidence", ())
    return (value,) if isinstance(value, str) else (str(id_) for id_ in value) if isinstance(value, tuple) else ()
