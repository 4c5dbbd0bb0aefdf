"""The opening view: which things to show at once, so that every class of things has its most important ones."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from types import MappingProxyType

import rustworkx as rx

Pair = tuple[str, str]

LANDSCAPE_SIZE = 180  # readable at first zoom on a laptop, and rich enough to see what the graph is about
_REFILL_ROUNDS = 4  # each round takes lonely things out and fills their seats; it settles after two or three


@dataclass(frozen=True, slots=True)
class Importance:
    """How central each thing is: PageRank over relations read in both directions, and its number of neighbours."""

    rank: Mapping[str, float]
    neighbours: Mapping[str, frozenset[str]] = field(repr=False)

    @classmethod
    def of(cls, ids: Iterable[str], pairs: Iterable[Pair]) -> Importance:
        """Importance within a graph; pairs that name an unknown id are left out."""
        known = sorted(set(ids))
        number = {id_: index for index, id_ in enumerate(known)}
        edges = {(number[a], number[b]) for a, b in pairs if a in number and b in number and a != b}
        beside: dict[str, set[str]] = {id_: set() for id_ in known}
        for a, b in edges:
            beside[known[a]].add(known[b])
            beside[known[b]].add(known[a])
        both = sorted(edges | {(b, a) for a, b in edges})
        graph: rx.PyDiGraph[None, float] = rx.PyDiGraph(multigraph=False)
        graph.add_nodes_from([None] * len(known))
        graph.add_edges_from([(a, b, 1.0) for a, b in both])
        ranks = rx.pagerank(graph, tol=1e-8) if known else {}
        return cls(
            {id_: round(ranks[index], 9) for index, id_ in enumerate(known)},
            {id_: frozenset(others) for id_, others in beside.items()},
        )

    def order(self, id_: str) -> tuple[float, str]:
        """A sort key: the most important first, equal ones by id."""
        return -self.rank.get(id_, 0.0), id_

    def degrees(self, ids: Iterable[str]) -> dict[str, int]:
        """The number of neighbours of each of these things that is known."""
        return {id_: len(self.neighbours[id_]) for id_ in ids if id_ in self.neighbours}


def choose(
    classes: Mapping[str, str],
    importance: Importance,
    size: int = LANDSCAPE_SIZE,
    weights: Mapping[str, float] = MappingProxyType({}),
) -> tuple[str, ...]:
    """At most `size` ids, most important first.

    `classes` gives each candidate's class, `weights` what a class' members weigh (1 where nothing is given). The first
    of every class comes in, then who has most importance left: a thing's own, by its class' weight, divided by the
    square root of its place within its class, so that large classes do not crowd out small ones. A thing that would
    stand alone in the view gives its place to the next one that would not.
    """
    queue = _queue(classes, importance, weights)
    chosen = set(queue[:size])
    for _ in range(_REFILL_ROUNDS):
        connected = {id_ for id_ in chosen if importance.neighbours[id_] & chosen}
        if connected == chosen:
            break
        waiting = (id_ for id_ in queue if id_ not in chosen and importance.neighbours[id_] & connected)
        chosen = connected.union(islice(waiting, size - len(connected)))
    chosen = {id_ for id_ in chosen if importance.neighbours[id_] & chosen}
    if not chosen:  # nothing is connected: some things are better than an empty page
        return tuple(sorted(classes, key=importance.order)[:size])
    return tuple(sorted(chosen, key=importance.order))


def _queue(classes: Mapping[str, str], importance: Importance, weights: Mapping[str, float]) -> list[str]:
    """Who comes in, in which order; things without any relation do not stand in line."""
    places: dict[str, tuple[bool, float, str]] = {}
    seen: Counter[str] = Counter()
    for id_ in sorted(filter(importance.neighbours.get, classes), key=importance.order):
        class_ = classes[id_]
        claim = importance.rank[id_] * weights.get(class_, 1.0) / math.sqrt(seen[class_] + 1)
        places[id_] = (seen[class_] > 0, -claim, id_)
        seen[class_] += 1
    return sorted(places, key=places.__getitem__)
