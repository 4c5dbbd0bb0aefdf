"""The opening view: which things to show at once, so that every class of things has its most important ones."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import rustworkx as rx

Pair = tuple[str, str]

LANDSCAPE_SIZE = 150  # readable at first zoom on a laptop, and rich enough to see what the graph is about
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

    def degrees(self) -> dict[str, int]:
        """The number of neighbours of each thing."""
        return {id_: len(others) for id_, others in self.neighbours.items()}


def choose(classes: Mapping[str, str], importance: Importance, size: int = LANDSCAPE_SIZE) -> tuple[str, ...]:
    """At most `size` ids, most important first.

    `classes` gives each candidate's class. Half of the seats go to all classes alike, at least one each while there are
    seats, the others by the square root of a class' members, so that large classes do not crowd out small ones. A thing
    that would stand alone in the view gives its seat to one that is connected with it.
    """
    linked = {id_: class_ for id_, class_ in classes.items() if importance.neighbours.get(id_)}
    members: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(linked, key=importance.order):
        members[linked[id_]].append(id_)
    seats = _seats({class_: len(ids) for class_, ids in members.items()}, size)
    chosen = {id_ for class_, ids in members.items() for id_ in ids[: seats[class_]]}
    for _ in range(_REFILL_ROUNDS):
        connected = {id_ for id_ in chosen if importance.neighbours[id_] & chosen}
        if connected == chosen:
            break
        chosen = _refilled(connected, seats, members, linked, importance, size)
    chosen = {id_ for id_ in chosen if importance.neighbours[id_] & chosen}
    if not chosen:  # nothing is connected: the first of each class are better than an empty page
        return tuple(sorted(classes, key=importance.order)[:size])
    return tuple(sorted(chosen, key=importance.order))


def _seats(counts: Mapping[str, int], size: int) -> dict[str, int]:
    """Seats a class: half of them shared equally, the others by the square root of the members."""
    if not counts:
        return {}
    equal = max(1, size // (2 * len(counts)))
    seats, left = {}, size
    for class_ in sorted(counts, key=lambda each: (-counts[each], each)):
        seats[class_] = min(counts[class_], equal, left)
        left -= seats[class_]
    queue = [(-math.sqrt(counts[each]) / (seats[each] + 1), each) for each in counts if seats[each] < counts[each]]
    heapq.heapify(queue)
    for _ in range(left):
        if not queue:
            break
        _, class_ = heapq.heappop(queue)
        seats[class_] += 1
        if seats[class_] < counts[class_]:
            heapq.heappush(queue, (-math.sqrt(counts[class_]) / (seats[class_] + 1), class_))
    return seats


def _refilled(
    kept: set[str],
    seats: Mapping[str, int],
    members: Mapping[str, Sequence[str]],
    classes: Mapping[str, str],
    importance: Importance,
    size: int,
) -> set[str]:
    """`kept` and, for the seats that are free, things that are connected with it: of the same class, else of any."""
    chosen = set(kept)
    free = {class_: seats[class_] - sum(classes[id_] == class_ for id_ in kept) for class_ in members}
    for class_ in sorted(members):
        linked = (id_ for id_ in members[class_] if id_ not in chosen and importance.neighbours[id_] & kept)
        chosen.update(list(linked)[: free[class_]])
    rest = sorted({other for id_ in kept for other in importance.neighbours[id_]} - chosen, key=importance.order)
    chosen.update([id_ for id_ in rest if id_ in classes][: max(0, size - len(chosen))])
    return chosen
