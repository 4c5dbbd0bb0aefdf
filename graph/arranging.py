"""Arrangements of a view beside the usual one by forces: by class, by stage, by region, radial, as a tree.

Each gives every node a place, and captions for its groups. They are computed anew only when they are asked for; nodes
that come later find places around them (graph.layout), so that nothing moves that is there.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import rustworkx as rx

from graph.layout import boxes_of
from graph.spacing import pack, separate
from graph.view import GraphView, Point
from graph.walking import neighbourhoods

NAMES = ("force", "class", "stage", "radial", "region", "tree")
"""All arrangements; ``force`` is graph.layout's."""

FLOWS = frozenset({"PRECEDES", "SUPPLIES", "GOES_INTO", "PRODUCES", "HAS_STAGE", "LEADS_TO"})
"""Relation types that have a direction from early to late."""

_CELL = (136.0, 64.0)  # room of a node with its name, in a grid
_GAP = 44.0  # between groups
_CAPTION = 40.0  # room above a group for its caption
_COLUMN = 8  # nodes above each other in a column of a stage, and more where there are many nodes
_RING = 190.0
_SHAPE = 1.0  # width over height of what is in blocks


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where nodes go, and which keys of groups to write where."""

    places: Mapping[str, Point]
    captions: Mapping[Hashable, Point] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Order:
    """What arrangements go by beside the view: the node in the middle, and the region of each node, widest first."""

    centre: str | None = None
    regions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def arrange(name: str, view: GraphView, order: Order) -> Arrangement:
    """The arrangement of this name, for a view with nodes; raises KeyError for ``force`` and unknown names."""
    return _ARRANGEMENTS[name](view, order)


def _by_class(view: GraphView, _: Order) -> Arrangement:
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for node in sorted(view.nodes, key=lambda each: -each.size):
        groups[node.classes[0] if node.classes else "Thing"].append(node.id)
    return _blocks(dict(sorted(groups.items(), key=lambda each: (-len(each[1]), str(each[0])))))


def _by_region(view: GraphView, order: Order) -> Arrangement:
    """Nodes in a block a region, regions of one country side by side; those without a region at the end."""
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for node in sorted(view.nodes, key=lambda each: -each.size):
        groups[order.regions.get(node.id, ())].append(node.id)
    return _blocks(dict(sorted(groups.items(), key=lambda each: (each[0] == (), each[0]))))


def _blocks(groups: Mapping[Hashable, Sequence[str]]) -> Arrangement:
    """Each group in a grid of its own, the grids in rows."""
    grids = {
        key: max(1, round(math.sqrt(len(ids) * _SHAPE * _CELL[1] / _CELL[0]) + 0.3)) for key, ids in groups.items()
    }
    sizes = [
        (grids[key] * _CELL[0] + _GAP, math.ceil(len(ids) / grids[key]) * _CELL[1] + _CAPTION + _GAP)
        for key, ids in groups.items()
    ]
    places: dict[str, Point] = {}
    captions: dict[Hashable, Point] = {}
    for (key, ids), (left, top) in zip(groups.items(), pack(sizes, _SHAPE), strict=True):
        width = grids[key]
        captions[key] = (left + width * _CELL[0] / 2, top)
        for number, id_ in enumerate(ids):
            row, column = divmod(number, width)
            places[id_] = (left + (column + 0.5) * _CELL[0], top + _CAPTION + (row + 0.5) * _CELL[1])
    return Arrangement(places, captions)


def _by_stage(view: GraphView, _: Order) -> Arrangement:
    """Columns from early to late by the relations that flow; a node without any goes beside its neighbours."""
    layers = _layers(view)
    columns: dict[int, list[str]] = defaultdict(list)
    for node in view.nodes:
        columns[layers[node.id]].append(node.id)
    ordered = _uncrossed([columns[number] for number in sorted(columns)], neighbourhoods(view))
    tallest = max(_COLUMN, round(1.5 * math.sqrt(len(view.nodes))))
    places: dict[str, Point] = {}
    left = 0.0
    for column in ordered:
        width = math.ceil(len(column) / tallest)
        height = math.ceil(len(column) / width)
        for number, id_ in enumerate(column):
            across, down = divmod(number, height)
            shift = 0.25 * _CELL[1] * (across % 2)
            places[id_] = (left + across * _CELL[0], (down - (height - 1) / 2) * _CELL[1] + shift)
        left += width * _CELL[0] + _GAP
    return Arrangement(places)


def _layers(view: GraphView) -> dict[str, int]:
    """The longest way from a beginning over flowing relations; those within a ring say no order and are left out."""
    index = {node.id: number for number, node in enumerate(view.nodes)}
    graph: rx.PyDiGraph[str, None] = rx.PyDiGraph(multigraph=False)
    graph.add_nodes_from([node.id for node in view.nodes])
    flows = {(index[edge.start], index[edge.end]) for edge in view.edges if edge.type in FLOWS}
    graph.add_edges_from([(a, b, None) for a, b in sorted(flows)])
    ring = {number: place for place, part in enumerate(rx.strongly_connected_components(graph)) for number in part}
    graph.remove_edges_from([(a, b) for a, b in flows if ring[a] == ring[b]])
    layer = {number: 0 for number in graph.node_indices() if graph.in_degree(number) or graph.out_degree(number)}
    for number in rx.topological_sort(graph):
        for _, after, _ in graph.out_edges(number):
            layer[after] = max(layer[after], layer[number] + 1)
    return _with_neighbours(view, {graph[number]: depth for number, depth in layer.items()})


def _with_neighbours(view: GraphView, layer: dict[str, int]) -> dict[str, int]:
    """Nodes without a layer get that of their nearest neighbour that has one; those without any stand after all."""
    beside = neighbourhoods(view)
    frontier = [node.id for node in view.nodes if node.id in layer]
    while frontier:
        fresh = []
        for id_ in frontier:
            for other in sorted(beside[id_]):
                if other not in layer:
                    layer[other] = layer[id_]
                    fresh.append(other)
        frontier = fresh
    last = max(layer.values(), default=-1) + 1
    return {node.id: layer.get(node.id, last) for node in view.nodes}


def _uncrossed(columns: list[list[str]], beside: Mapping[str, frozenset[str]]) -> list[list[str]]:
    """Columns in an order with fewer crossings: each node as high as its neighbours on average, a few times over."""
    at = {id_: number / len(column) for column in columns for number, id_ in enumerate(column)}
    for _ in range(6):
        for column in columns:
            height = {id_: _mean([at[other] for other in beside[id_]], at[id_]) for id_ in column}
            column.sort(key=lambda id_: (height[id_], id_))
            at |= {id_: number / len(column) for number, id_ in enumerate(column)}
    return columns


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _radial(view: GraphView, order: Order) -> Arrangement:
    """Rings by distance from the middle; each node in the sector of whom it hangs on."""
    depth, children, roots = _spanning(view, order.centre)
    places: dict[str, Point] = {}
    left = 0.0
    for root in roots:
        leaves = _leaves(root, children)
        reach = _ring_reach(root, children)
        centre = left + reach
        left += 2 * reach + _GAP
        sectors = {root: (0.0, 2 * math.pi)}
        for id_ in _walk(root, children):
            begin, end = sectors[id_]
            radius = _RING * _ring(depth[id_], root, children)
            angle = (begin + end) / 2 - math.pi / 2
            places[id_] = (
                (centre + radius * math.cos(angle), radius * math.sin(angle)) if id_ != root else (centre, 0.0)
            )
            share = (end - begin) / max(1, leaves[id_])
            for child in children[id_]:
                sectors[child] = (begin, begin + share * leaves[child])
                begin = sectors[child][1]
    return Arrangement(_apart(view, places))


def _ring(depth: int, root: str, children: Mapping[str, list[str]]) -> float:
    """How far out a ring lies: wide enough for the first one's names."""
    first = max(1.0, len(children[root]) / 16)
    return depth * 1.0 if depth == 0 else first + (depth - 1) * 1.1


def _ring_reach(root: str, children: Mapping[str, list[str]]) -> float:
    deepest, level = 0, [root]
    while level := [child for id_ in level for child in children[id_]]:
        deepest += 1
    return _RING * (_ring(deepest, root, children) + 0.6)


def _as_tree(view: GraphView, order: Order) -> Arrangement:
    """From left to right: each node beside the middle of what hangs on it."""
    depth, children, roots = _spanning(view, order.centre)
    places: dict[str, Point] = {}
    row = 0.0
    for root in roots:
        for id_ in reversed(list(_walk(root, children))):
            heights = [places[child][1] for child in children[id_]]
            if not heights:
                row -= 0.6 * _CELL[1]
            places[id_] = (depth[id_] * 1.5 * _CELL[0], (heights[0] + heights[-1]) / 2 if heights else row)
        row -= _GAP / 2
    return Arrangement(places)


def _spanning(view: GraphView, centre: str | None) -> tuple[dict[str, int], dict[str, list[str]], list[str]]:
    """A tree over each connected part, breadth first from the middle, else from its largest node."""
    beside = neighbourhoods(view)
    size = {node.id: node.size for node in view.nodes}
    first = sorted(size, key=lambda id_: (id_ != centre, -size[id_], id_))
    depth: dict[str, int] = {}
    children: dict[str, list[str]] = {id_: [] for id_ in size}
    roots = []
    for root in first:
        if root in depth:
            continue
        roots.append(root)
        depth[root] = 0
        queue = [root]
        for id_ in queue:
            for other in sorted(beside[id_], key=lambda each: (-size[each], each)):
                if other not in depth:
                    depth[other] = depth[id_] + 1
                    children[id_].append(other)
                    queue.append(other)
    return depth, children, roots


def _walk(root: str, children: Mapping[str, list[str]]) -> list[str]:
    """A tree's nodes, each before what hangs on it."""
    found, stack = [], [root]
    while stack:
        id_ = stack.pop()
        found.append(id_)
        stack += reversed(children[id_])
    return found


def _leaves(root: str, children: Mapping[str, list[str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for id_ in reversed(_walk(root, children)):
        found[id_] = sum(found[child] for child in children[id_]) or 1
    return found


def _apart(view: GraphView, places: Mapping[str, Point]) -> dict[str, Point]:
    """The same places, overlapping ones pushed apart."""
    spread = separate(
        np.array([places[node.id] for node in view.nodes]), boxes_of(view), np.zeros(len(view.nodes), bool)
    )
    return {node.id: (float(x), float(y)) for node, (x, y) in zip(view.nodes, spread, strict=True)}


_ARRANGEMENTS: Mapping[str, Callable[[GraphView, Order], Arrangement]] = MappingProxyType(
    {"class": _by_class, "stage": _by_stage, "radial": _radial, "region": _by_region, "tree": _as_tree}
)
