"""A large graph put together: groups by class or community that stand for their members, and what links them.

A thing that is shown by itself leaves its group for that time. So opening a group is showing members, closing it is
taking them off, and a group always says how many it still stands for.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from graph.landscape import Importance
from graph.measures import clusters

By = Literal["class", "community"]

MARK = "+"  # before the key of a group on the canvas; no thing's id begins with it
REST = "rest"  # the key of what belongs to no large community
MAX_COMMUNITIES = 40  # more would be no overview; the smaller ones are one group

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Gathering:
    """Every thing in one group. Links count the pairs of connected things between two groups, keys in order."""

    by: By
    members: Mapping[str, tuple[str, ...]] = field(repr=False)  # the largest group and the most important thing first
    group_of: Mapping[str, str] = field(repr=False)
    links: Mapping[Pair, int] = field(repr=False)

    def left(self, shown: Iterable[str]) -> dict[str, int]:
        """How many members each group stands for, beside those that are shown by themselves; no empty groups."""
        away = Counter(self.group_of[id_] for id_ in shown if id_ in self.group_of)
        return {key: len(ids) - away[key] for key, ids in self.members.items() if len(ids) > away[key]}

    def next_of(self, key: str, shown: Collection[str], count: int) -> tuple[str, ...]:
        """The most important members of a group that are not shown yet, at most `count`."""
        present = set(shown)
        return tuple(id_ for id_ in self.members.get(key, ()) if id_ not in present)[: max(0, count)]

    def connections(self, shown: Collection[str], neighbours: Mapping[str, Collection[str]]) -> dict[Pair, int]:
        """Links among groups, and between groups and the things shown, with the number of connected pairs.

        Groups stand there by `group_id`; links between two things that are both shown are not among them.
        """
        present = {id_ for id_ in shown if id_ in self.group_of}
        among: Counter[Pair] = Counter(self.links)
        found: Counter[Pair] = Counter()
        for id_ in present:
            own = self.group_of[id_]
            for other in neighbours.get(id_, ()):
                group = self.group_of.get(other)
                if group is None or (other in present and other < id_):
                    continue
                among[_pair(own, group)] -= 1
                if other not in present:
                    found[id_, group_id(group)] += 1
        between = {(group_id(a), group_id(b)): count for (a, b), count in among.items() if a != b and count > 0}
        return between | dict(found)


def gather(classes: Mapping[str, str], importance: Importance, by: By) -> Gathering:
    """The things of `classes` (id and class) in groups. 100,000 things with 300,000 links take one to three seconds."""
    ids = sorted(classes, key=importance.order)
    group_of = {id_: classes[id_] for id_ in ids} if by == "class" else _communities(ids, importance)
    members: dict[str, list[str]] = defaultdict(list)
    for id_ in ids:
        members[group_of[id_]].append(id_)
    links: Counter[Pair] = Counter()
    for id_ in ids:
        own = group_of[id_]
        for other in importance.neighbours.get(id_, ()):
            if id_ < other and (group := group_of.get(other)) is not None:
                links[_pair(own, group)] += 1
    ordered = sorted(members, key=lambda key: (key == REST, -len(members[key]), key))
    return Gathering(by, {key: tuple(members[key]) for key in ordered}, group_of, dict(links))


def head_of(key: str, members: Sequence[str]) -> str | None:
    """The member that a community is named after: its first, which is the most important one. The rest has none.

    >>> head_of("0", ["org:nvidia", "org:amd"]), head_of(REST, ["org:acme"])
    ('org:nvidia', None)
    """
    return members[0] if members and key != REST else None


def group_id(key: str) -> str:
    """The id of a group on the canvas.

    >>> group_id("City"), group_key("+City"), group_key("place:city")
    ('+City', 'City', None)
    """
    return MARK + key


def group_key(id_: str) -> str | None:
    """The key of a group by its id on the canvas; None for a thing's id."""
    return id_.removeprefix(MARK) if id_.startswith(MARK) else None


def group_radius(count: int) -> float:
    """A group's radius in layout units: larger than any thing's, and growing slowly.

    >>> group_radius(1) < group_radius(1_000) < group_radius(100_000) < 60
    True
    """
    return round(13 + 1.9 * math.log2(1 + count), 1)


def _communities(ids: list[str], importance: Importance) -> dict[str, str]:
    """The number of each thing's community as text, ``0`` for the largest; those of small communities are the rest."""
    index = {id_: number for number, id_ in enumerate(ids)}
    ends = [
        (number, index[other])
        for id_, number in index.items()
        for other in importance.neighbours.get(id_, ())
        if other in index and number < index[other]
    ]
    found = clusters(len(ids), ends)
    sizes = Counter(found)
    large = {number for number in sizes if number < MAX_COMMUNITIES and sizes[number] > 1}
    return {id_: str(found[number]) if found[number] in large else REST for id_, number in index.items()}


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one <= other else (other, one)
