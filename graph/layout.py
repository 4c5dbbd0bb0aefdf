"""Positions for a view, computed once in Python and then kept: nodes that have a place never move again."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import rustworkx as rx

from graph import springs
from graph.spacing import Boxes, pack, separate
from graph.springs import Net
from graph.view import GraphView, Point, text_width

Array = npt.NDArray[np.float64]

ASPECT = 1.35  # width over height of a usual canvas beside its panel
EDGE = 105.0  # a usual distance between neighbours, in layout units
_CHARACTER = 6.8  # width of a half-width character of a label, in layout units
_SPRING_PAIRS = 2_000_000  # pairs of a new and any node up to which new nodes are moved by springs: about 1 s


def layout(view: GraphView, fixed: Mapping[str, Point] = MappingProxyType({}), *, aspect: float = ASPECT) -> GraphView:
    """The view with a place for every node; nodes in `fixed` get exactly that place, the others find one around them.

    The same input gives the same places. Without any fixed node the whole is laid out to fill a canvas of the given
    aspect ratio (width over height). 1,000 nodes take half a second, 5,000 take one to three.
    """
    if not view.nodes:
        return view
    index = {node.id: number for number, node in enumerate(view.nodes)}
    anchors = {index[id_]: place for id_, place in fixed.items() if id_ in index}
    net = _net(view, index)
    found = _extend(net, anchors) if anchors else _arrange(net, aspect)
    places = {id_: (round(float(found[i, 0]), 1), round(float(found[i, 1]), 1)) for id_, i in index.items()}
    return view.placed(places | {id_: place for id_, place in fixed.items() if id_ in index})


def _net(view: GraphView, index: Mapping[str, int]) -> Net:
    ends = ((index[edge.start], index[edge.end]) for edge in view.edges)
    edges = tuple(sorted({(min(a, b), max(a, b)) for a, b in ends if a != b}))
    return Net(len(view.nodes), edges, boxes_of(view))


def boxes_of(view: GraphView) -> Boxes:
    """The room that each node needs with its label."""
    wide = [max(node.size, text_width(node.label) * _CHARACTER / 2) + 6 for node in view.nodes]
    high = [node.size + 14.0 for node in view.nodes]  # half of the node with its label below
    return Boxes(np.array(wide), np.array(high))


def _arrange(net: Net, aspect: float) -> Array:
    """All nodes anew: each connected part by itself, then the parts side by side."""
    parts = net.parts()
    drawn = [_block(net.part(part), aspect) for part in parts]
    corners = pack([size for _, size in drawn], aspect)
    places = np.zeros((net.size, 2))
    for part, (inner, _), corner in zip(parts, drawn, corners, strict=True):
        places[part] = inner + corner
    return np.asarray(places - (places.min(axis=0) + places.max(axis=0)) / 2)


def _block(net: Net, aspect: float) -> tuple[Array, Point]:
    """One connected part with its upper left corner at the origin, and its width and height."""
    places = springs.places(net, aspect)
    room = np.stack([net.boxes.wide, net.boxes.high], axis=1)
    low, high = (places - room).min(axis=0), (places + room).max(axis=0)
    return places - low, (float(high[0] - low[0]), float(high[1] - low[1]))


def _extend(net: Net, anchors: Mapping[int, Point]) -> Array:
    """Places for the new nodes near their neighbours; the anchors stay."""
    graph = net.graph()
    places = _first_places(net.size, graph, anchors)
    held = np.zeros(net.size, dtype=bool)
    held[list(anchors)] = True
    if held.all():
        return places
    if (~held).sum() * net.size <= _SPRING_PAIRS:
        start = {i: (places[i] / EDGE).tolist() for i in range(net.size)}
        moved = rx.spring_layout(graph, pos=start, fixed=set(anchors), k=1.0, num_iter=40, seed=springs.SEED)
        places[~held] = np.array([moved[i] for i in range(net.size)])[~held] * EDGE
    return separate(places, net.boxes, held)


def _first_places(size: int, graph: rx.PyGraph[None, float], anchors: Mapping[int, Point]) -> Array:
    """New nodes on rings around their placed neighbours, away from the middle; those without any go below the rest."""
    places = np.full((size, 2), np.nan)
    for node, place in anchors.items():
        places[node] = place
    middle = np.nanmean(places, axis=0)
    count: dict[int, int] = {}
    waiting = [node for node in range(size) if node not in anchors]
    while waiting:
        ready = {node: around for node in waiting if (around := _placed_neighbours(graph, places, node))}
        if ready:
            fresh = {node: _beside(places, around, middle, count) for node, around in ready.items()}
        else:
            fresh = {waiting[0]: np.array([middle[0], float(np.nanmax(places[:, 1])) + 1.5 * EDGE])}
        places[list(fresh)] = np.stack(list(fresh.values()))
        waiting = [node for node in waiting if node not in fresh]
    return places


def _placed_neighbours(graph: rx.PyGraph[None, float], places: Array, node: int) -> list[int]:
    return sorted(other for other in graph.neighbors(node) if not np.isnan(places[other, 0]))


def _beside(places: Array, around: list[int], middle: Array, count: dict[int, int]) -> Array:
    """Between several placed neighbours, or on a ring around the only one; `count` is how many each has got so far."""
    turn = count[around[0]] = count.get(around[0], -1) + 1
    if len(around) > 1:
        centre, reach = places[around].mean(axis=0), 0.25 * EDGE
    else:
        centre, reach = places[around[0]], EDGE * (1 + 0.5 * (turn // 12))
    away = centre - middle
    angle = math.atan2(away[1], away[0]) + (-1) ** turn * math.ceil(turn / 2) * 0.5
    return np.asarray(centre + reach * np.array([math.cos(angle), math.sin(angle)]))
