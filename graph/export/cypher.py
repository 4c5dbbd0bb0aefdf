"""The graph as a Cypher script that any Neo4j runs: nodes and relationships by their ids, so that it can run twice."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from graph.export.chunks import chunks
from graph.mapping import PropertyGraph
from graph.values import Scalar, Value
from ontology.model import Model

_LINES = str.maketrans({"\n": "\\n", "\r": "\\r", "\t": "\\t"})


def cypher(graph: PropertyGraph, _model: Model) -> Iterator[bytes]:
    """The script, one statement a line: a constraint first, then nodes, then the relationships between them."""
    return chunks(_lines(graph))


def _lines(graph: PropertyGraph) -> Iterator[str]:
    yield "CREATE CONSTRAINT thing_id IF NOT EXISTS FOR (n:Thing) REQUIRE n.id IS UNIQUE;\n"
    for node in graph.nodes:
        labels = "".join(f":{name(label)}" for label in node.labels if label != "Thing")
        told = f" SET n{labels}" if labels else ""
        yield f"MERGE (n:Thing {{id: {literal(node.id)}}}){told} SET n += {_map(node.properties)};\n"
    for edge in graph.relationships:
        ends = f"MATCH (a:Thing {{id: {literal(edge.start)}}}), (b:Thing {{id: {literal(edge.end)}}})"
        merged = f"MERGE (a)-[r:{name(edge.type)} {{id: {literal(edge.id)}}}]->(b)"
        yield f"{ends} {merged} SET r += {_map(edge.properties)};\n"


def _map(properties: Mapping[str, Value]) -> str:
    kept = {key: value for key, value in properties.items() if not key.startswith("_")}
    return "{" + ", ".join(f"{name(key)}: {literal(value)}" for key, value in kept.items()) + "}"


def name(text: str) -> str:
    """A label, type or key in backticks.

    >>> name("MAKES"), name("a`b")
    ('`MAKES`', '`a``b`')
    """
    return "`" + text.replace("`", "``").replace("\\", "") + "`"


def literal(value: Value) -> str:
    r"""A value as Cypher writes it. Nothing in a text can end it: Neo4j reads ``\uXXXX`` before everything else, so a
    backslash never stands before a u, and strings are joined there.

    >>> literal("it's"), literal(("a", 1)), literal("\\u0027")
    ("'it\\'s'", "['a', 1]", "'\\\\' + 'u0027'")
    """
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_scalar, value)) + "]"
    return _scalar(value)


def _scalar(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if math.isnan(value):
            return "(0.0 / 0.0)"
        return repr(value) if math.isfinite(value) else "(1.0 / 0.0)" if value > 0 else "(-1.0 / 0.0)"
    if isinstance(value, int):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    escaped = escaped.translate(_LINES)
    return "'" + escaped.replace("\\\\u", "\\\\' + 'u") + "'"
