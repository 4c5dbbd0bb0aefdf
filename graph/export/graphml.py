"""The graph as GraphML for Gephi, yEd, Cytoscape and networkx: nodes, relationships and their plain properties.

What GraphML cannot say is said more simply, never wrongly: lists are joined by ``; ``, a key whose values are of
several types is text throughout, characters that XML does not allow become U+FFFD. Keys that begin with ``_`` are left
out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from math import isfinite, isnan
from xml.sax.saxutils import escape, quoteattr

from graph.export.chunks import chunks
from graph.mapping import PropertyGraph
from graph.values import Node, Relationship, Scalar, Value
from ontology.model import Model

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = {"\r": "&#13;"}  # a reader would make a line feed of it
_IN_ATTRIBUTES = {**_ENTITIES, "\n": "&#10;", "\t": "&#9;"}

NODE_OWN = ("label", "labels")  # what Gephi shows, and the Neo4j labels
EDGE_OWN = ("label",)  # the relationship's type

_HEAD = (
    "<?xml version='1.0' encoding='UTF-8'?>\n"
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)


def graphml(graph: PropertyGraph, model: Model) -> Iterator[bytes]:
    """Nodes by their ids, relationships by theirs; `label` is what to show."""
    del model  # all it would say stands in the graph
    return chunks(_parts(graph))


def _parts(graph: PropertyGraph) -> Iterator[str]:
    node_keys = _keys("n", NODE_OWN, (_of_node(node) for node in graph.nodes))
    edge_keys = _keys("e", EDGE_OWN, (_of_edge(edge) for edge in graph.relationships))
    yield _HEAD
    for element, keys in (("node", node_keys), ("edge", edge_keys)):
        for name, (key, type_) in keys.items():
            yield f'<key id="{key}" for="{element}" attr.name={_attribute(name)} attr.type="{type_}"/>\n'
    yield '<graph id="zhitu" edgedefault="directed">\n'
    for node in graph.nodes:
        yield f"<node id={_attribute(node.id)}>{_data(_of_node(node), node_keys)}</node>\n"
    for edge in graph.relationships:
        ends = f"source={_attribute(edge.start)} target={_attribute(edge.end)}"
        yield f"<edge id={_attribute(edge.id)} {ends}>{_data(_of_edge(edge), edge_keys)}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _of_node(node: Node) -> dict[str, Value]:
    own: dict[str, Value] = {"label": str(node.properties.get("name", node.id)), "labels": node.labels}
    return {**own, **_others(node.properties, NODE_OWN)}


def _of_edge(edge: Relationship) -> dict[str, Value]:
    return {"label": edge.type, **_others(edge.properties, EDGE_OWN)}


def _others(properties: Mapping[str, Value], own: Iterable[str]) -> dict[str, Value]:
    """The properties but ids and bookkeeping; one that is called as one of ours gets another name."""
    return {
        f"{key}_property" if key in own else key: value
        for key, value in properties.items()
        if key != "id" and not key.startswith("_")
    }


def _keys(prefix: str, own: Iterable[str], elements: Iterable[Mapping[str, Value]]) -> dict[str, tuple[str, str]]:
    """Id and type of each attribute that some element has."""
    types: dict[str, set[str]] = {name: {"string"} for name in own}
    for properties in elements:
        for key, value in properties.items():
            types.setdefault(key, set()).add(_type(value))
    names = [*own, *sorted(types.keys() - set(own))]
    return {name: (f"{prefix}{number}", _common(types[name])) for number, name in enumerate(names)}


def _type(value: Value) -> str:
    kinds: dict[type, str] = {bool: "boolean", int: "long", float: "double"}
    return kinds.get(type(value), "string")


def _common(types: set[str]) -> str:
    if len(types) == 1:
        return next(iter(types))
    return "double" if types == {"long", "double"} else "string"


def _data(properties: Mapping[str, Value], keys: Mapping[str, tuple[str, str]]) -> str:
    return "".join(f'<data key="{keys[name][0]}">{_text(value)}</data>' for name, value in properties.items())


def _text(value: Value) -> str:
    text = "; ".join(map(_plain, value)) if isinstance(value, tuple) else _plain(value)
    return escape(_NOT_XML.sub("\ufffd", text), _ENTITIES)


def _plain(value: Scalar) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and not isfinite(value):
        return "NaN" if isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return str(value)


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text), _IN_ATTRIBUTES)
