"""The graph as JSON lines in the form of Neo4j's APOC procedures (``apoc.export.json.all``, ``apoc.import.json``).

Nodes first, then relationships. Properties stand as in the store, without the bookkeeping keys that begin with ``_``;
doubles that JSON does not have stand as the texts NaN, Infinity and -Infinity.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from math import isfinite, isnan

from graph.export.chunks import chunks
from graph.mapping import PropertyGraph
from graph.mapping.values import ID, NAME
from graph.values import Node, Scalar, Value
from ontology.model import Model

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def jsonl(graph: PropertyGraph, model: Model) -> Iterator[bytes]:
    """One line a node and one a relationship; ``id`` is a number within the file, a thing's own id is a property."""
    return chunks(_lines(graph, _Order(model)))


class _Order:
    """Labels with the most specific first, so that the first one says what a node is."""

    def __init__(self, model: Model) -> None:
        self._depth = {cls.neo4j_label: len(cls.ancestors) for cls in model.classes.values()}

    def __call__(self, labels: Iterable[str]) -> list[str]:
        return sorted(labels, key=lambda label: (-self._depth.get(label, 99), label))


def _lines(graph: PropertyGraph, order: _Order) -> Iterator[str]:
    ends: dict[str, dict[str, object]] = {}
    for number, node in enumerate(graph.nodes):
        ends[node.id] = {"id": str(number), "labels": order(node.labels)}
        yield _line({"type": "node", **ends[node.id], "properties": _properties(node)})
    for number, edge in enumerate(graph.relationships):
        said = {"id": str(number), "type": "relationship", "label": edge.type, "properties": _plain(edge.properties)}
        yield _line({**said, "start": ends[edge.start], "end": ends[edge.end]})


def _line(value: Mapping[str, object]) -> str:
    return _ENCODER.encode(value) + "\n"


def _properties(node: Node) -> dict[str, object]:
    """Id and name first: what people look for."""
    plain = _plain(node.properties)
    first: dict[str, object] = {key: plain[key] for key in (ID, NAME) if key in plain}
    return first | plain


def _plain(properties: Mapping[str, Value]) -> dict[str, object]:
    return {key: _value(value) for key, value in properties.items() if not key.startswith("_")}


def _value(value: Value) -> object:
    return list(map(_number, value)) if isinstance(value, tuple) else _number(value)


def _number(value: Scalar) -> Scalar:
    if isinstance(value, float) and not isfinite(value):
        return "NaN" if isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value
