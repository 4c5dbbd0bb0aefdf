"""What pages read of the graph, as frozen values: cards, places in sources, the graph among ids, the whole in brief."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.landscape import Importance
from graph.search import NamedThing
from graph.values import Cell, Node, Relationship, Value


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands: a piece of evidence with the sources it names. Lines are of the source's text edition."""

    id: str
    section: str | None  # its number, or the name of one without a number
    section_node: Node | None
    line_start: int | None
    line_end: int | None
    source: Node | None
    figures: tuple[Node, ...]
    endnotes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A thing's relations of one type in one direction: the count of all, and those that were read."""

    type: str
    outgoing: bool  # the thing is the subject
    count: int
    statements: tuple[tuple[Relationship, Node], ...]  # each with the thing at the other end


@dataclass(frozen=True, slots=True)
class Observed:
    """A number, with everything it is about (several for a joint share) and its regions."""

    node: Node
    about: tuple[Node, ...]
    regions: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of one thing."""

    node: Node
    groups: tuple[Group, ...]
    observations: tuple[Observed, ...]
    discrepancies: tuple[Node, ...]
    places: Mapping[str, Place]  # of the thing, its statements and observations, by evidence id


@dataclass(frozen=True, slots=True)
class StatementCard:
    """What is known of one statement between two things."""

    relationship: Relationship
    start: Node
    end: Node
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Nodes in the order asked for, the relationships among them, and the ids that nothing has."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expansion:
    """What an expansion adds, most important first, and how many neighbours each thing has left after that."""

    added: tuple[str, ...]
    left: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole graph in brief: every named thing, counts, importance and the opening view."""

    things: tuple[NamedThing, ...]
    counts: Mapping[str, int]  # by label
    pairs: int  # of things that are related
    importance: Importance
    landscape: tuple[str, ...]
    entities: frozenset[str]  # what the world holds, among the things: no sources, no discrepancies
    numbers: tuple[Observed, ...]
    disputed: Mapping[str, frozenset[str]]  # what discrepancies are about, also by a number of it, and their evidence
    truncated: bool  # the graph is larger than what was read for importance


def evidence_of(*properties: Mapping[str, Value]) -> tuple[str, ...]:
    """The ids of the evidence that nodes' or relationships' properties name, each once."""
    return tuple(dict.fromkeys(ref for each in properties for ref in texts(each.get("evidence"))))


def text(cell: Cell) -> str | None:
    """A cell's text; None for what is no text or empty."""
    return cell if isinstance(cell, str) and cell else None


def texts(cell: Cell) -> tuple[str, ...]:
    """A cell's texts: of a list its texts, of one text itself."""
    if isinstance(cell, str):
        return (cell,) if cell else ()
    return tuple(item for item in cell if isinstance(item, str)) if isinstance(cell, tuple) else ()
