"""Layered drawings: which layer each node is in, and in which order the nodes of a layer cross the fewest edges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Edge = tuple[str, str]

_SWEEPS = 24  # down and up over all layers; crossings settle after about ten
_TRANSPOSE_ROUNDS = 12


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
    """The same layers with their nodes in an order that crosses few edges: barycentres, then swaps of neighbours.

    Edges may lead over several layers in either direction; those within a layer do not matter. The same input gives
    the same order, and nodes without edges keep their place at the end.
    """
    given = list(edges)
    net = _net(layers, given)
    best = [list(layer) for layer in net.layers]
    fewest = _crossings(net, best)
    current = [list(layer) for layer in best]
    for sweep in range(_SWEEPS):
        _sweep(net, current, down=sweep % 2 == 0)
        _transpose(net, current)
        found = _crossings(net, current)
        if found < fewest:
            fewest, best = found, [list(layer) for layer in current]
        if fewest == 0:
            break
    real = [set(layer) for layer in layers]
    return [[node for node in layer if node in members] for layer, members in zip(best, real, strict=True)]


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


def _sweep(net: _Net, layers: list[list[str]], *, down: bool) -> None:
    beside = net.above if down else net.below
    order = range(1, len(layers)) if down else range(len(layers) - 2, -1, -1)
    for at in order:
        fixed = {node: place for place, node in enumerate(layers[at - 1 if down else at + 1])}
        size = max(1, len(layers[at]))
        here = {node: place for place, node in enumerate(layers[at])}

        middle = {}
        for node, place in here.items():
            places = [fixed[other] for other in beside.get(node, ()) if other in fixed]
            middle[node] = sum(places) / len(places) if places else place * max(1, len(fixed)) / size
        layers[at].sort(key=middle.__getitem__)


def _transpose(net: _Net, layers: list[list[str]]) -> None:
    """Swaps neighbours of a layer as long as that saves crossings."""
    for _ in range(_TRANSPOSE_ROUNDS):
        improved = False
        for at, layer in enumerate(layers):
            places = [
                {node: place for place, node in enumerate(layers[other])}
                for other in (at - 1, at + 1)
                if 0 <= other < len(layers)
            ]
            sides = [net.above] * (at > 0) + [net.below] * (at + 1 < len(layers))
            for left in range(len(layer) - 1):
                a, b = layer[left], layer[left + 1]
                gain = 0
                for beside, place in zip(sides, places, strict=True):
                    of_a, of_b = [place[x] for x in beside.get(a, ())], [place[x] for x in beside.get(b, ())]
                    gain += sum(x > y for x in of_a for y in of_b) - sum(x < y for x in of_a for y in of_b)
                if gain > 0:
                    layer[left], layer[left + 1] = b, a
                    improved = True
        if not improved:
            return


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
