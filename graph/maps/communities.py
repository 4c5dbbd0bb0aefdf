"""Things in communities: who is closely tied to whom, directly or by what they have in common."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.explorer import text
from graph.gathering import REST, gather, head_of
from graph.landscape import Importance
from graph.maps.reading import MapFacts, statement_of
from graph.values import Relationship

_FEWEST = 2  # members of a community; who stands alone in one belongs to the rest


@dataclass(frozen=True, slots=True)
class Community:
    """Members, the most important first, what they have in common likewise, and the statements that tie them."""

    key: str  # its number as text, "0" for the one with most members; REST for what belongs to none
    members: tuple[str, ...]
    common: tuple[str, ...]  # things that at least two of the members are tied to
    statements: tuple[Relationship, ...]

    @property
    def head(self) -> str | None:
        """The member that suggests the community's name."""
        return head_of(self.key, self.members)

    def of(self, member: str) -> tuple[Relationship, ...]:
        """The statements that tie one of the members."""
        return tuple(each for each in self.statements if member in (each.start, each.end))


@dataclass(frozen=True, slots=True)
class Communities:
    """The figure; `untied` are the members that no statement ties to anything."""

    all: tuple[Community, ...]
    untied: tuple[str, ...]


def communities_figure(facts: MapFacts) -> Communities:
    """The communities, that with most members first and the rest last.

    They are found among the members and all that the statements tie them to, so that two makers of one product are
    close; the same facts give the same communities.
    """
    found = (statement_of(row) for row in facts.rows["ties"])
    ties = {each.id: each for each in found if each is not None and each.start in facts.things}
    statements = tuple(ties[id_] for id_ in sorted(ties) if ties[id_].end in facts.things)
    members = {id_ for row in facts.rows["members"] if (id_ := text(row["id"])) in facts.things and id_}
    pairs = [(each.start, each.end) for each in statements]
    tied = {id_ for pair in pairs for id_ in pair}
    importance = Importance.of(tied, pairs)
    grouped = gather(dict.fromkeys(tied, ""), importance, "community").members
    small = {key for key, ids in grouped.items() if key == REST or len(members.intersection(ids)) < _FEWEST}
    large = [ids for key, ids in grouped.items() if key not in small]
    large.sort(key=lambda ids: -len(members.intersection(ids)))  # equal ones stay in the order of all their things
    shown = tuple(_community(str(at), ids, members, statements) for at, ids in enumerate(large))
    left = sorted((id_ for key in small for id_ in grouped[key]), key=importance.order)
    rest = _community(REST, left, members, statements)
    return Communities((*shown, rest) if rest.members else shown, tuple(sorted(members - tied)))


def _community(key: str, ids: Iterable[str], members: set[str], statements: Iterable[Relationship]) -> Community:
    listed = tuple(ids)
    inside = set(listed)
    own = tuple(id_ for id_ in listed if id_ in members)
    touching = (each for each in statements if not members.isdisjoint((each.start, each.end)))
    if key == REST:
        kept = tuple(each for each in touching if not inside.isdisjoint((each.start, each.end)))
        return Community(key, own, (), kept)
    kept = tuple(each for each in touching if inside.issuperset((each.start, each.end)))
    tied: dict[str, set[str]] = {id_: set() for id_ in listed if id_ not in members}
    for each in kept:
        for one, other in ((each.start, each.end), (each.end, each.start)):
            if one in tied and other in members:
                tied[one].add(other)
    return Community(key, own, tuple(id_ for id_ in tied if len(tied[id_]) > 1), kept)
