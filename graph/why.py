"""Answers "why are these connected?": routes between things with the statements that make each of their steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.explorer import Explorer, Overview, Place, Subgraph, evidence_of
from graph.paths import Route, in_common, routes
from graph.values import Node, Relationship

MAX_THINGS = 4  # six pairs
_ROUTES_OF_A_PAIR = 3


@dataclass(frozen=True, slots=True)
class Way:
    """A route with the statements of each step, the one that is best supported first."""

    nodes: tuple[Node, ...]
    steps: tuple[tuple[Relationship, ...], ...]


@dataclass(frozen=True, slots=True)
class Connection:
    """What connects two things; both lists are empty when nothing within five steps does."""

    start: Node
    end: Node
    shortest: tuple[Way, ...]
    specific: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """A thing that all of them stand beside, and by which statements."""

    node: Node
    statements: tuple[Relationship, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Why some things are connected, with the places of all that is said."""

    connections: tuple[Connection, ...]
    shared: tuple[Shared, ...]
    places: dict[str, Place]


def why(explorer: Explorer, overview: Overview, ids: Sequence[str]) -> Answer:
    """The answer for the first MAX_THINGS of these things. Routes lead over what the world holds, not over sources."""
    asked = [id_ for id_ in dict.fromkeys(ids) if id_ in overview.importance.neighbours][:MAX_THINGS]
    beside, through = overview.importance.neighbours, overview.entities
    count = _ROUTES_OF_A_PAIR if len(asked) == 2 else 1
    found = {pair: routes(beside, *pair, count, through) for pair in combinations(asked, 2)}
    common = in_common(beside, asked, through)
    walked = [id_ for each in found.values() for route in (*each.shortest, *each.specific) for id_ in route.ids]
    graph = explorer.subgraph(list(dict.fromkeys([*asked, *common, *walked])))
    nodes = {node.id: node for node in graph.nodes}
    connections = tuple(
        Connection(
            nodes[start],
            nodes[end],
            tuple(_way(route, graph, nodes) for route in each.shortest),
            tuple(_way(route, graph, nodes) for route in each.specific),
        )
        for (start, end), each in found.items()
    )
    shared = tuple(Shared(nodes[id_], _between(graph, {id_}, set(asked))) for id_ in common)
    ways = [way for each in connections for way in (*each.shortest, *each.specific)]
    said = [statement.properties for way in ways for step in way.steps for statement in step]
    said += [statement.properties for each in shared for statement in each.statements]
    return Answer(connections, shared, explorer.places(evidence_of(*said)))


def _way(route: Route, graph: Subgraph, nodes: dict[str, Node]) -> Way:
    pairs = zip(route.ids, route.ids[1:], strict=False)
    return Way(tuple(nodes[id_] for id_ in route.ids), tuple(_between(graph, {a}, {b}) for a, b in pairs))


def _between(graph: Subgraph, some: set[str], others: set[str]) -> tuple[Relationship, ...]:
    found = [
        each
        for each in graph.relationships
        if (each.start in some and each.end in others) or (each.start in others and each.end in some)
    ]
    return tuple(sorted(found, key=lambda each: (each.properties.get("status") == "inferred", each.type, each.id)))
