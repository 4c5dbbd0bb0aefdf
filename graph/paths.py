"""Why two things are connected: the shortest paths between them and the most specific ones, and what several share.

A path over a hub ("China") says little. A specific path avoids hubs: each thing on its way costs the logarithm of its
number of neighbours. Both kinds are found by best first search; a table of what is at least left to pay, by the steps
that are left, makes it walk hardly any way that does not arrive.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

MAX_STEPS = 5  # beyond, everything is connected with everything
MAX_WALKED = 50_000  # ways begun in one search
COMMON_LIMIT = 12

Neighbours = Mapping[str, frozenset[str]]
Cost = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Route:
    """The ids from one thing to another, both included."""

    ids: tuple[str, ...]

    @property
    def steps(self) -> int:
        """The number of relations on the way."""
        return len(self.ids) - 1


@dataclass(frozen=True, slots=True)
class Routes:
    """What connects two things, each route in one of both lists; both are empty when nothing within MAX_STEPS does."""

    shortest: tuple[Route, ...]
    specific: tuple[Route, ...]

    def __bool__(self) -> bool:
        return bool(self.shortest or self.specific)


def routes(neighbours: Neighbours, start: str, end: str, count: int = 3, through: Collection[str] = ()) -> Routes:
    """The `count` shortest routes and as many most specific ones that are not among them, of MAX_STEPS at most.

    `through` are the things that a route may lead over; all of them when it is empty. Among equally short routes the
    more specific come first.
    """
    allowed = set(through) | {start, end} if through else None

    def specific(id_: str) -> float:
        return math.log2(1 + len(neighbours.get(id_, ())))

    def short(id_: str) -> float:
        return 1_000 + specific(id_)

    shortest = best_routes(neighbours, start, end, count, short, allowed)
    rare = best_routes(neighbours, start, end, 2 * count, specific, allowed)
    return Routes(shortest, tuple(route for route in rare if route not in shortest)[:count])


def best_routes(
    neighbours: Neighbours, start: str, end: str, count: int, cost: Cost, allowed: Collection[str] | None = None
) -> tuple[Route, ...]:
    """At most `count` simple routes, cheapest first; a route costs the sum over the things between its ends."""
    if start == end or start not in neighbours or end not in neighbours:
        return ()
    rest = _least_rest(neighbours, end, cost, allowed)
    found: list[Route] = []
    queue: list[tuple[float, int, float, tuple[str, ...]]] = [(rest[MAX_STEPS].get(start, math.inf), 0, 0.0, (start,))]
    for _ in range(MAX_WALKED):
        if not queue or queue[0][0] == math.inf or len(found) == count:
            break
        _, steps, paid, way = heapq.heappop(queue)
        if way[-1] == end:
            found.append(Route(way))
            continue
        if steps == MAX_STEPS:
            continue
        for other in sorted(neighbours[way[-1]] - set(way)):
            left = rest[MAX_STEPS - steps - 1].get(other)
            if left is not None:
                now = paid + (0.0 if other == end else cost(other))
                heapq.heappush(queue, (now + left, steps + 1, now, (*way, other)))
    return tuple(found)


def _least_rest(
    neighbours: Neighbours, end: str, cost: Cost, allowed: Collection[str] | None
) -> list[dict[str, float]]:
    """For each number of steps that are left: what a walk from a thing to the end costs at least, without the thing."""
    table: list[dict[str, float]] = [{end: 0.0}]
    for _ in range(MAX_STEPS):
        known = table[-1]
        now = dict(known)
        for id_, rest in known.items():
            ahead = rest + (0.0 if id_ == end else cost(id_))
            for other in neighbours.get(id_, ()):
                if (allowed is None or other in allowed) and ahead < now.get(other, math.inf):
                    now[other] = ahead
        table.append(now)
    return table


def in_common(neighbours: Neighbours, ids: Sequence[str], through: Collection[str] = ()) -> tuple[str, ...]:
    """Things beside all of these, the most specific first, COMMON_LIMIT at most.

    >>> beside = {"a": "xy", "b": "xy", "c": "y", "x": "ab", "y": "abc"}
    >>> in_common({id_: frozenset(others) for id_, others in beside.items()}, ["a", "b"])
    ('x', 'y')
    """
    if len(ids) < 2:
        return ()
    shared = frozenset.intersection(*(neighbours.get(id_, frozenset()) for id_ in ids)) - set(ids)
    kept = [id_ for id_ in shared if not through or id_ in through]
    return tuple(sorted(kept, key=lambda id_: (len(neighbours[id_]), id_))[:COMMON_LIMIT])
