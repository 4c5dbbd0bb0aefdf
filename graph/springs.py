"""Places for one connected network, for the layout: springs, and above a size communities first, then each inside."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import rustworkx as rx

from graph.spacing import Boxes, separate

Array = npt.NDArray[np.float64]

MULTILEVEL_NODES = 1_500  # a spring layout takes 0.5 s there and grows with the square
SEED = 20
_DENSITY = 0.5  # how much of the plane the nodes with their labels may fill
_EVEN = 0.65  # how far places go from those of the springs (0) to evenly spread ones (1)


@dataclass(frozen=True, slots=True)
class Net:
    """A view as numbers: edges between node indices, and the room that each node needs with its label."""

    size: int
    edges: tuple[tuple[int, int], ...]  # each pair once, smaller index first
    boxes: Boxes

    def part(self, members: list[int]) -> Net:
        """Some of the nodes, renumbered in the order given, and the edges between them."""
        place = {node: index for index, node in enumerate(members)}
        inside = tuple((place[a], place[b]) for a, b in self.edges if a in place and b in place)
        return Net(len(members), inside, self.boxes.take(members))

    def graph(self) -> rx.PyGraph[None, float]:
        """The same for rustworkx, every edge of weight 1."""
        result: rx.PyGraph[None, float] = rx.PyGraph()
        result.add_nodes_from([None] * self.size)
        result.add_edges_from([(a, b, 1.0) for a, b in self.edges])
        return result

    def parts(self) -> list[list[int]]:
        """The connected parts, the largest first."""
        found = (sorted(part) for part in rx.connected_components(self.graph()))
        return sorted(found, key=lambda part: (-len(part), part))


def places(net: Net, aspect: float) -> Array:
    """Places for a connected net, filling a box of about the given aspect ratio, labels as free as feasible."""
    if net.size == 1:
        return np.zeros((1, 2))
    if net.size > MULTILEVEL_NODES:
        groups = _communities(net)
        if len(groups) > 1:
            return _by_community(net, groups, aspect)
    return _spaced(springs(net.graph()), net.boxes, aspect)


def springs(graph: rx.PyGraph[None, float]) -> Array:
    """Places by attraction along edges and repulsion between all nodes, about within a unit square."""
    rounds = 200 if len(graph) <= 400 else 100 if len(graph) <= 1_000 else 60
    placed = rx.spring_layout(graph, num_iter=rounds, weight_fn=float, seed=SEED)
    return np.array([placed[i] for i in range(len(graph))])


def _spaced(raw: Array, boxes: Boxes, aspect: float) -> Array:
    return separate(_filled(raw, boxes, aspect), boxes, np.zeros(len(raw), dtype=bool))


def _filled(raw: Array, boxes: Boxes, aspect: float) -> Array:
    """Turned so that the long side lies across, and scaled to the room that the boxes need at this aspect ratio."""
    centred = raw - raw.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    room = float((4 * boxes.wide * boxes.high).sum()) / _DENSITY
    height = math.sqrt(room / aspect)
    return np.asarray(_evened(centred @ axes.T) * [height * aspect, height])


def _evened(raw: Array) -> Array:
    """Within a square of side 1, part of the way to an even spread along both axes: springs crowd the middle.

    Over the report's own graph this lets two thirds more names be shown at the first zoom, with as few crossings.
    """
    spread = np.maximum(raw.std(axis=0), 1e-3 * raw.std() + 1e-9) * math.sqrt(12)  # sqrt(12): of an even spread
    ranks = raw.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / (len(raw) - 1) - 0.5
    return np.asarray((1 - _EVEN) * raw / spread + _EVEN * ranks)


def _communities(net: Net) -> list[list[int]]:
    """Groups of closely connected nodes, the largest first.

    Louvain: scikit-network's Leiden never ends on some graphs (0.33.5: a Barabási-Albert graph of 5,000 nodes).
    """
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped] # noqa: PLC0415 - half a second that few need
    from sknetwork.clustering import Louvain  # noqa: PLC0415

    ends = np.array(net.edges, dtype=int).T
    rows, columns = np.concatenate([ends, ends[::-1]], axis=1)
    adjacency = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(net.size, net.size))
    labels = Louvain(random_state=SEED).fit_predict(adjacency)
    groups = [np.flatnonzero(labels == label).tolist() for label in np.unique(labels)]
    return sorted(groups, key=lambda group: (-len(group), group))


def _by_community(net: Net, groups: list[list[int]], aspect: float) -> Array:
    """Each community by itself in a block, blocks placed by the edges between them and turned towards each other.

    At last all is evened and spaced once more, which closes the gaps between round blocks.
    """
    of, place = np.empty(net.size, dtype=int), np.empty(net.size, dtype=int)
    for number, group in enumerate(groups):
        of[group], place[group] = number, np.arange(len(group))
    ends = np.array(net.edges, dtype=int)
    inside = of[ends[:, 0]] == of[ends[:, 1]]
    inner = [_inner(net, group, place[ends[inside & (of[ends[:, 0]] == i)]]) for i, group in enumerate(groups)]
    leaving = ends[~inside]
    boxes = _blocks(net, groups, inner)
    centres = _spaced(springs(_between(of[leaving], len(groups))), boxes, aspect)
    both_ways = np.concatenate([leaving, leaving[:, ::-1]])
    result = np.zeros((net.size, 2))
    for number, group in enumerate(groups):
        near, far = both_ways[of[both_ways[:, 0]] == number].T
        result[group] = _facing(inner[number], place[near], centres[of[far]] - centres[number]) + centres[number]
    return _spaced(result, net.boxes, aspect)


def _inner(net: Net, group: list[int], edges: npt.NDArray[np.int_]) -> Array:
    """One community around the origin; its edges by place in the group."""
    part = Net(len(group), tuple((int(a), int(b)) for a, b in edges), net.boxes.take(group))
    raw = _filled(springs(part.graph()), part.boxes, 1.3) if part.size > 1 else np.zeros((1, 2))
    return np.asarray(raw - (raw.min(axis=0) + raw.max(axis=0)) / 2)


def _blocks(net: Net, groups: list[list[int]], inner: list[Array]) -> Boxes:
    """A square around each community in which it can be turned."""
    reach = [np.hypot(raw[:, 0], raw[:, 1]).max() for raw in inner]
    room = np.array([0.85 * far + net.boxes.wide[group].max() for far, group in zip(reach, groups, strict=True)])
    return Boxes(room, room)


def _between(pairs: npt.NDArray[np.int_], count: int) -> rx.PyGraph[None, float]:
    """The communities as nodes, joined by edges as heavy as the logarithm of the edges between them."""
    result: rx.PyGraph[None, float] = rx.PyGraph()
    result.add_nodes_from([None] * count)
    crossing, times = np.unique(np.sort(pairs, axis=1), axis=0, return_counts=True)
    result.add_edges_from([(int(a), int(b), math.log2(1 + n)) for (a, b), n in zip(crossing, times, strict=True)])
    return result


def _facing(inner: Array, near: npt.NDArray[np.int_], aims: Array) -> Array:
    """A community turned so that nodes with edges to other communities (`near`) lie towards them (`aims`)."""
    own = inner[near]
    aims = aims / np.maximum(np.hypot(aims[:, 0], aims[:, 1]), 1e-9)[:, None]
    cosine = float((own * aims).sum())
    sine = float((own[:, 0] * aims[:, 1] - own[:, 1] * aims[:, 0]).sum())
    length = math.hypot(cosine, sine)
    if length < 1e-9:
        return inner
    turn = np.array([[cosine, sine], [-sine, cosine]]) / length
    return np.asarray(inner @ turn)
