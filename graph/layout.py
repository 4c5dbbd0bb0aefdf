"""Positions for a view, computed once in Python and then kept: nodes that have a place never move again."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import rustworkx as rx

from graph.spacing import Boxes, pack, separate
from graph.view import GraphView, Point, text_width

Array = npt.NDArray[np.float64]

ASPECT = 1.6  # width over height of a usual canvas beside its panel
MULTILEVEL_NODES = 1_500  # a whole spring layout takes 0.5 s there and grows with the square
EDGE = 105.0  # a usual distance between neighbours, in layout units
_DENSITY = 0.38  # how much of the plane the nodes with their labels may fill
_SEED = 20


@dataclass(frozen=True, slots=True)
class _Graph:
    """A view as numbers: edges between node indices, and the room that each node needs with its label."""

    size: int
    edges: tuple[tuple[int, int], ...]
    boxes: Boxes

    def part(self, members: list[int]) -> _Graph:
        place = {node: index for index, node in enumerate(members)}
        inside = tuple((place[a], place[b]) for a, b in self.edges if a in place and b in place)
        return _Graph(len(members), inside, self.boxes.take(members))


def layout(view: GraphView, fixed: Mapping[str, Point] = MappingProxyType({}), *, aspect: float = ASPECT) -> GraphView:
    """The view with a place for every node; nodes in `fixed` get exactly that place, the others find one around them.

    The same input gives the same places. Without any fixed node the whole is laid out to fill a canvas of the given
    aspect ratio (width over height).
    """
    index = {node.id: number for number, node in enumerate(view.nodes)}
    edges = {(min(a, b), max(a, b)) for a, b in ((index[e.start], index[e.end]) for e in view.edges) if a != b}
    graph = _Graph(len(view.nodes), tuple(sorted(edges)), _boxes(view))
    anchors = {index[id_]: place for id_, place in fixed.items() if id_ in index}
    if graph.size == 0:
        return view
    places = _extend(graph, anchors) if anchors else _arrange(graph, aspect)
    rounded = {id_: (round(float(places[i, 0]), 1), round(float(places[i, 1]), 1)) for id_, i in index.items()}
    return view.placed(rounded | {id_: place for id_, place in fixed.items() if id_ in index})


def _boxes(view: GraphView) -> Boxes:
    """A node with its label below: as wide as the wider of both."""
    wide = np.array([max(node.size, 3.4 * text_width(node.label)) + 6 for node in view.nodes], dtype=float)
    high = np.array([node.size + 14.0 for node in view.nodes], dtype=float)
    return Boxes(wide, high)


def _arrange(graph: _Graph, aspect: float) -> Array:
    """All nodes anew: each connected part by itself, then the parts side by side."""
    parts = sorted((sorted(part) for part in rx.connected_components(_rx(graph))), key=lambda part: (-len(part), part))
    drawn = [_draw(graph.part(part), aspect) for part in parts]
    corners = pack([box for _, box in drawn], aspect)
    places = np.zeros((graph.size, 2))
    for part, (inner, _), corner in zip(parts, drawn, corners, strict=True):
        places[part] = inner + corner
    return np.asarray(places - (places.min(axis=0) + places.max(axis=0)) / 2)


def _draw(graph: _Graph, aspect: float) -> tuple[Array, Point]:
    """One connected part with its upper left corner at the origin, and its width and height."""
    places = _spring(graph) if graph.size > 1 else np.zeros((1, 2))
    places = _stretch(places, graph.boxes, aspect)
    places = separate(places, graph.boxes, np.zeros(graph.size, dtype=bool))
    margin = np.array([graph.boxes.wide.max(), graph.boxes.high.max()])
    low, high = places.min(axis=0) - margin, places.max(axis=0) + margin
    return places - low, (float(high[0] - low[0]), float(high[1] - low[1]))


def _spring(graph: _Graph) -> Array:
    rounds = 200 if graph.size <= 400 else 100
    placed = rx.spring_layout(_rx(graph), num_iter=rounds, seed=_SEED)
    return np.array([placed[i] for i in range(graph.size)])


def _stretch(places: Array, boxes: Boxes, aspect: float) -> Array:
    """Turned so that the long side lies across, and scaled to the room that the nodes need at this aspect ratio."""
    if len(places) == 1:
        return places
    centred = places - places.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    turned = centred @ axes.T
    spread = np.maximum(turned.std(axis=0), 1e-3 * turned.std())
    room = float((4 * boxes.wide * boxes.high).sum()) / _DENSITY
    height = math.sqrt(room / aspect)
    return np.asarray(turned / (spread * math.sqrt(12)) * [height * aspect, height])  # sqrt(12): of a uniform spread


def _extend(graph: _Graph, anchors: Mapping[int, Point]) -> Array:
    """Places for the new nodes near their neighbours; the anchors stay."""
    places = _first_places(graph, anchors)
    held = np.zeros(graph.size, dtype=bool)
    held[list(anchors)] = True
    if not held.all():
        start = {i: (places[i] / EDGE).tolist() for i in range(graph.size)}
        moved = rx.spring_layout(_rx(graph), pos=start, fixed=set(anchors), k=1.0, num_iter=40, seed=_SEED)
        free = ~held
        places[free] = np.array([moved[i] for i in range(graph.size)])[free] * EDGE
        places = separate(places, graph.boxes, held)
    return places


def _first_places(graph: _Graph, anchors: Mapping[int, Point]) -> Array:
    """New nodes on rings around their placed neighbours, away from the middle; those without any go below the rest."""
    places = np.full((graph.size, 2), np.nan)
    for node, place in anchors.items():
        places[node] = place
    middle = np.nanmean(places, axis=0)
    neighbours = _rx(graph)
    waiting = [node for node in range(graph.size) if node not in anchors]
    count: dict[int, int] = {}
    while waiting:
        ready = [node for node in waiting if any(not np.isnan(places[n, 0]) for n in neighbours.neighbors(node))]
        if not ready:
            ready = waiting[:1]
            bottom = float(np.nanmax(places[:, 1]))
            places[ready[0]] = [middle[0], bottom + 2 * EDGE]
        else:
            _ring(places, ready, neighbours, middle, count)
        taken = set(ready)
        waiting = [node for node in waiting if node not in taken]
    return places


def _ring(places: Array, ready: list[int], graph: rx.PyGraph[None, None], middle: Array, count: dict[int, int]) -> None:
    fresh: dict[int, Array] = {}
    for node in ready:
        around = sorted(n for n in graph.neighbors(node) if not np.isnan(places[n, 0]))
        hub = around[0]
        turn = count[hub] = count.get(hub, -1) + 1
        if len(around) > 1:
            centre, reach = places[around].mean(axis=0), 0.25 * EDGE
        else:
            centre, reach = places[hub], EDGE * (1 + 0.5 * (turn // 12))
        away = centre - middle
        angle = math.atan2(away[1], away[0]) + (-1) ** turn * math.ceil(turn / 2) * 0.5
        fresh[node] = centre + reach * np.array([math.cos(angle), math.sin(angle)])
    for node, place in fresh.items():
        places[node] = place


def _rx(graph: _Graph) -> rx.PyGraph[None, None]:
    result: rx.PyGraph[None, None] = rx.PyGraph()
    result.add_nodes_from([None] * graph.size)
    result.add_edges_from_no_data(list(graph.edges))
    return result
