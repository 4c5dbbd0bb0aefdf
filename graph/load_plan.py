"""What a load must change: the difference between a store and a graph, found by each element's `_digest`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.values import Node, Relationship

if TYPE_CHECKING:
    from graph.mapping import PropertyGraph


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How many nodes and relationships a load created, updated, deleted and left alone, and how long it took."""

    created: int = 0
    updated: int = 0
    deleted: int = 0
    unchanged: int = 0
    seconds: float = 0.0

    @property
    def changes(self) -> int:
        return self.created + self.updated + self.deleted


@dataclass(frozen=True, slots=True)
class Stored:
    """Enough of a stored node to see whether it differs."""

    digest: str
    labels: tuple[str, ...]  # sorted


@dataclass(frozen=True, slots=True)
class Edge:
    """Enough of a stored relationship to find it again."""

    digest: str
    type: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The difference between the store and a graph."""

    new_nodes: tuple[Node, ...] = ()
    changed_nodes: tuple[tuple[Node, tuple[str, ...]], ...] = ()  # and the labels that they have now
    dead_nodes: tuple[str, ...] = ()
    new_relationships: tuple[Relationship, ...] = ()
    dead_relationships: Mapping[str, Edge] = field(default_factory=dict)
    replaced: int = 0  # how many of the new take the place of a dead one
    unchanged: int = 0

    @property
    def size(self) -> int:
        """How many writes the plan takes."""
        return (
            len(self.new_nodes)
            + len(self.changed_nodes)
            + len(self.dead_nodes)
            + len(self.new_relationships)
            + len(self.dead_relationships)
        )

    def report(self, seconds: float) -> LoadReport:
        return LoadReport(
            created=len(self.new_nodes) + len(self.new_relationships) - self.replaced,
            updated=len(self.changed_nodes) + self.replaced,
            deleted=len(self.dead_nodes) + len(self.dead_relationships) - self.replaced,
            unchanged=self.unchanged,
            seconds=seconds,
        )


def compare(graph: PropertyGraph, nodes: Mapping[str, Stored], edges: Mapping[str, Edge], *, relabels: bool) -> Plan:
    """What must change. A relationship that differs is deleted and created: nothing hangs on it.

    So is a node whose labels differ, with its relationships, where the engine does not change labels in place.
    """
    wanted_nodes = {node.id for node in graph.nodes}
    known = [node for node in graph.nodes if node.id in nodes]
    differing = [node for node in known if nodes[node.id].digest != node.properties["_digest"]]
    anew = set() if relabels else {node.id for node in differing if nodes[node.id].labels != node.labels}
    wanted = {
        relationship.id: Edge(
            str(relationship.properties["_digest"]), relationship.type, relationship.start, relationship.end
        )
        for relationship in graph.relationships
    }
    same_edges = {
        key for key, edge in wanted.items() if edges.get(key) == edge and not anew.intersection((edge.start, edge.end))
    }
    new_nodes = tuple(node for node in graph.nodes if node.id not in nodes or node.id in anew)
    return Plan(
        new_nodes=new_nodes,
        changed_nodes=tuple((node, nodes[node.id].labels) for node in differing if node.id not in anew),
        dead_nodes=tuple(key for key in nodes if key not in wanted_nodes or key in anew),
        new_relationships=tuple(edge for edge in graph.relationships if edge.id not in same_edges),
        dead_relationships={key: edge for key, edge in edges.items() if key not in same_edges},
        replaced=len(anew) + sum(1 for key in wanted if key in edges and key not in same_edges),
        unchanged=len(graph.nodes) - len(new_nodes) - (len(differing) - len(anew)) + len(same_edges),
    )
