"""Layered drawings: which layer each node is in, and in which order the nodes of a layer cross the fewest edges."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Edge = tuple[str, str]

_ITERATIONS = 24  # of medians and sifting, down and up in turn
_SHAKES = 14  # times that the best order is shaken and settled again: a third of the crossings on sparse graphs
_SETTLING = 4  # iterations after a shake
_SEED = 7  # any number: the same graph gets the same order each time


@dataclass(frozen=True, slots=True)
class _Net:
    """Layers with their nodes, and a stand-in where an edge passes by, so that edges join neighbours only."""

    layers: list[list[str]]
    above: Mapping[str, list[str]]
    below: Mapping[str, list[str]]


def layers_of(nodes: Iterable[str], edges: Iterable[Edge]) -> dict[str, int]:
    """The layer of each node by its longest way from a node that nothing leads to; edges that close a circle count not.

    >>> layers_of("abcd", [("a", "b"), ("b", "c"), ("a", "c"), ("c", "a")])
    {'a': 0, 'b': 1, 'c': 2, 'd': 0}
    """
    known = list(dict.fromkeys(nodes))
    after: dict[str, list[str]] = {node: [] for node in known}
    for a, b in dict.fromkeys(edges):
        if a in after and b in after and a != b:
            after[a].append(b)
    order = _topological(known, after)
    place = {node: at for at, node in enumerate(order)}
    layer = dict.fromkeys(known, 0)
    for node in order:
        for other in after[node]:
            if place[other] > place[node]:
                layer[other] = max(layer[other], layer[node] + 1)
    return layer


def ordered(layers: Sequence[Sequence[str]], edges: Iterable[Edge]) -> list[list[str]]:
    """The same layers with their nodes in an order that crosses few edges.

    It begins with each connected part by itself; medians and single nodes moved to the best place in their layer
    follow, then shakes of the best order found so far. Edges may lead over several layers in either direction; those
    within a layer do not matter. The same input gives the same order. 300 nodes take half a second to one.
    """
    net = _net(layers, list(edges))
    rng = random.Random(_SEED)
    best = _Best(net, net.layers)
    current = _part_by_part(net)
    for turn in range(_ITERATIONS):
        if best.crossings == 0:
            break
        _settle(net, current, turn)
        best.take(current)
    for _ in range(_SHAKES):
        if best.crossings == 0:
            break
        current = _shaken(best.layers, rng)
        for turn in range(_SETTLING):
            _settle(net, current, turn)
            best.take(current)
    real = [set(layer) for layer in layers]
    return [[node for node in layer if node in members] for layer, members in zip(best.layers, real, strict=True)]


def crossings(layers: Sequence[Sequence[str]], edges: Iterable[Edge]) -> int:
    """How many pairs of edges cross when neighbouring layers are drawn in this order.

    >>> crossings([["a", "b"], ["c", "d"]], [("a", "d"), ("b", "c")])
    1
    """
    net = _net(layers, list(edges))
    return _crossings(net, net.layers)


def spaced(layers: Sequence[Sequence[str]], *, across: float, along: float) -> dict[str, tuple[float, float]]:
    """Places for nodes: layers `across` apart, a layer's nodes `along` apart, each layer around the common middle.

    >>> spaced([["a"], ["b", "c"]], across=10, along=4)
    {'a': (0.0, 0.0), 'b': (10.0, -2.0), 'c': (10.0, 2.0)}
    """
    return {
        node: (float(at * across), (row - (len(layer) - 1) / 2) * along)
        for at, layer in enumerate(layers)
        for row, node in enumerate(layer)
    }


def _topological(nodes: Sequence[str], after: Mapping[str, Sequence[str]]) -> list[str]:
    """Depth first, without recursion; where there is a circle, the edge that closes it points backwards."""
    done: dict[str, bool] = {}
    order: list[str] = []
    for root in nodes:
        if root in done:
            continue
        stack = [(root, iter(after[root]))]
        done[root] = False
        while stack:
            node, rest = stack[-1]
            following = next((each for each in rest if each not in done), None)
            if following is None:
                stack.pop()
                order.append(node)
            else:
                done[following] = False
                stack.append((following, iter(after[following])))
    return order[::-1]


def _net(layers: Sequence[Sequence[str]], edges: Iterable[Edge]) -> _Net:
    layer_of = {node: at for at, layer in enumerate(layers) for node in layer}
    grown = [list(layer) for layer in layers]
    above: dict[str, list[str]] = defaultdict(list)
    below: dict[str, list[str]] = defaultdict(list)
    for number, (a, b) in enumerate(dict.fromkeys(edges)):
        if a not in layer_of or b not in layer_of or layer_of[a] == layer_of[b]:
            continue
        first, last = (a, b) if layer_of[a] < layer_of[b] else (b, a)
        chain = [first]
        for at in range(layer_of[first] + 1, layer_of[last]):
            stand_in = f"\x00{number}/{at}"
            grown[at].append(stand_in)
            chain.append(stand_in)
        for upper, lower in pairwise((*chain, last)):
            below[upper].append(lower)
            above[lower].append(upper)
    return _Net(grown, above, below)


class _Best:
    """The order with the fewest crossings so far."""

    def __init__(self, net: _Net, layers: Sequence[Sequence[str]]) -> None:
        self._net = net
        self.layers = [list(layer) for layer in layers]
        self.crossings = _crossings(net, self.layers)

    def take(self, layers: Sequence[Sequence[str]]) -> None:
        """Keeps these when they cross no more."""
        found = _crossings(self._net, layers)
        if found <= self.crossings:
            self.crossings, self.layers = found, [list(layer) for layer in layers]


def _part_by_part(net: _Net) -> list[list[str]]:
    """Layers in the order of a walk through each connected part, the largest part first: parts never cross."""
    seen: set[str] = set()
    walks = []
    for root in (node for layer in net.layers for node in layer):
        if root in seen:
            continue
        seen.add(root)
        walk = [root]
        for node in walk:  # grows while it is walked
            for other in (*net.below.get(node, ()), *net.above.get(node, ())):
                if other not in seen:
                    seen.add(other)
                    walk.append(other)
        walks.append(walk)
    walks.sort(key=len, reverse=True)
    place = {node: at for at, node in enumerate(node for walk in walks for node in walk)}
    return [sorted(layer, key=place.__getitem__) for layer in net.layers]


def _settle(net: _Net, layers: list[list[str]], turn: int) -> None:
    """One pass over all layers, down and up in turn: each by the medians of the layer before, then sifted."""
    down = turn % 2 == 0
    order = range(len(layers)) if down else range(len(layers) - 1, -1, -1)
    for at in order:
        before = at - 1 if down else at + 1
        if 0 <= before < len(layers):
            beside = net.above if down else net.below
            layers[at] = _by_median(layers[at], layers[before], beside, turned=turn % 4 >= 2)
    for at in order:
        _sift_layer(net, layers, at)


def _by_median(layer: list[str], fixed: Sequence[str], beside: Mapping[str, list[str]], *, turned: bool) -> list[str]:
    """The layer by the medians of its nodes' neighbours; those without any keep their place. `turned`: ties swap."""
    place = {node: at for at, node in enumerate(fixed)}
    middle = {node: _median(ends) for node in layer if (ends := sorted(place[each] for each in beside.get(node, ())))}
    tied = reversed(layer) if turned else layer
    moving = iter(sorted((node for node in tied if node in middle), key=middle.__getitem__))
    return [next(moving) if node in middle else node for node in layer]


def _median(places: Sequence[int]) -> float:
    """The median; between two middle ones, nearer to the side where the others stand closer together."""
    half = len(places) // 2
    if len(places) % 2:
        return places[half]
    low, high = places[half - 1], places[half]
    left, right = low - places[0], places[-1] - high
    return (low * right + high * left) / (left + right) if left + right else (low + high) / 2


def _shaken(layers: Sequence[Sequence[str]], rng: random.Random) -> list[list[str]]:
    """The layers with each node a little off its place."""
    amount = rng.uniform(0.5, 4.0)
    return [
        [node for _, node in sorted((at + rng.gauss(0, amount), node) for at, node in enumerate(layer))]
        for layer in layers
    ]


def _sift_layer(net: _Net, layers: list[list[str]], at: int) -> None:
    """Moves each node of a layer to its best place in it, while the neighbouring layers stay."""
    layer = layers[at]
    if len(layer) < 2:
        return
    cost = _pair_costs(net, layers, at)
    order = list(range(len(layer)))
    for node in range(len(layer)):
        place = order.index(node)
        rest = np.array(order[:place] + order[place + 1 :])
        # what it costs to stand before the first, before the second ... behind the last of the rest
        steps = cost[rest, node] - cost[node, rest]
        costs = np.concatenate([[0], np.cumsum(steps)])
        best = int(costs.argmin())
        if costs[best] < costs[place]:
            order = [*rest[:best].tolist(), node, *rest[best:].tolist()]
    layers[at] = [layer[index] for index in order]


def _pair_costs(net: _Net, layers: Sequence[Sequence[str]], at: int) -> npt.NDArray[np.int64]:
    """For each two nodes of a layer, how many of their edges cross when the first stands before the second."""
    layer = layers[at]
    cost = np.zeros((len(layer), len(layer)), dtype=np.int64)
    for other, beside in ((at - 1, net.above), (at + 1, net.below)):
        if not 0 <= other < len(layers):
            continue
        place = {node: index for index, node in enumerate(layers[other])}
        ends = np.zeros((len(layer), len(place) + 1), dtype=np.int64)
        for index, node in enumerate(layer):
            for end in beside.get(node, ()):
                ends[index, place[end]] += 1
        behind = ends[:, ::-1].cumsum(axis=1)[:, ::-1] - ends  # of each node, the ends beyond each place
        cost += behind @ ends.T
    return cost


def _crossings(net: _Net, layers: Sequence[Sequence[str]]) -> int:
    """Counts inversions between neighbouring layers with a tree of sums: n log n, not a look at every pair of edges."""
    total = 0
    for upper, lower in pairwise(layers):
        place = {node: at for at, node in enumerate(lower)}
        ends = [place[b] for a in upper for b in sorted(net.below.get(a, ()), key=place.__getitem__)]
        sums = [0] * (len(lower) + 1)
        for seen, end in enumerate(ends):
            before, at = 0, end + 1
            while at > 0:
                before += sums[at]
                at -= at & -at
            total += seen - before
            at = end + 1
            while at <= len(lower):
                sums[at] += 1
                at += at & -at
    return total
