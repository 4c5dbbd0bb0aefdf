"""A small property graph for tests of stores: two vendors, what they make, and a value of every kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from graph.mapping import PropertyGraph
from graph.mapping.values import element_digest
from graph.names import Name, Names
from graph.values import Node, Relationship, Value


def node(node_id: str, *labels: str, **properties: Value) -> Node:
    """A node as the mapping makes it, digest included."""
    kinds = tuple(sorted({"Thing", *labels}))
    said: Mapping[str, Value] = {"id": node_id, "name": node_id, **properties}
    return Node(node_id, kinds, {**said, "_digest": element_digest(kinds, said)})


def edge(edge_id: str, start: str, kind: str, end: str, **properties: Value) -> Relationship:
    """A relationship as the mapping makes it, digest included."""
    said: Mapping[str, Value] = {"id": edge_id, **properties}
    digest = element_digest((kind, start, end), said)
    return Relationship(edge_id, kind, start, end, {**said, "_digest": digest})


def graph(*elements: Node | Relationship, names: Names | None = None) -> PropertyGraph:
    """A graph of these elements, sorted as the mapping sorts them."""
    nodes = sorted((element for element in elements if isinstance(element, Node)), key=lambda item: item.id)
    edges = sorted((element for element in elements if isinstance(element, Relationship)), key=lambda item: item.id)
    return PropertyGraph(tuple(nodes), tuple(edges), names or Names.empty())


VALUES: Mapping[str, Value] = {
    "text": "芯片 \U0001f600 'quoted' \"twice\" \\ \n\t\x01",
    "empty": "",
    "long": "长" * 20_000,
    "integer": 2**63 - 1,
    "negative": -(2**63),
    "real": 0.1,
    "minus_zero": -0.0,
    "huge": 1.7976931348623157e308,
    "yes": True,
    "texts": ("b", "a", "b"),
    "none_at_all": (),
    "integers": (3, 1, 2),
    "reals": (1.0, 2.5),
    "truths": (True, False),
}


def small_graph() -> PropertyGraph:
    """Four nodes, three relationships (two of them parallel, one a loop), and one registered name."""
    return graph(
        node("org:nvidia", "ChipVendor", "Organization", aliases=("NVIDIA", "英伟达")),
        node("org:amd", "ChipVendor", "Organization"),
        node("prod:gpu", "Chip", "Product", **VALUES),
        node("_:b0"),
        edge("stmt:1", "org:nvidia", "MAKES", "prod:gpu", evidence=("ev:1", "ev:2"), year=2019),
        edge("stmt:2", "org:nvidia", "MAKES", "prod:gpu", **VALUES),
        edge("stmt:3", "org:amd", "COMPETES_WITH", "org:amd"),
        names=Names([Name("type", "COMPETES_WITH", "https://example.org/competesWith")]),
    )


def with_node(base: PropertyGraph, *added: Node) -> PropertyGraph:
    """The graph with nodes added, or put in the place of those with their ids."""
    ids = {item.id for item in added}
    nodes = [item for item in base.nodes if item.id not in ids]
    return replace(base, nodes=tuple(sorted([*nodes, *added], key=lambda item: item.id)))


def without(base: PropertyGraph, *ids: str) -> PropertyGraph:
    """The graph without these nodes and relationships."""
    return replace(
        base,
        nodes=tuple(item for item in base.nodes if item.id not in ids),
        relationships=tuple(item for item in base.relationships if item.id not in ids),
    )
