"""The sources as an outline, and on which part of them each fact rests: read at once, then asked without the store."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from graph.explorer import Place, Reader, text, texts
from graph.values import Cell, Node

MAX_PARTS = 20_000
MAX_EVIDENCE = 200_000
MAX_FACTS = 400_000  # of either kind, about 100 MB in memory
_NO_FACTS = ["Evidence", "Indicator", "Source", "Unit"]
_NO_SUBJECTS = ["Discrepancy", "Evidence", "Indicator", "Observation", "Source", "Unit"]
_NUMBERED = re.compile(r"\d+|\D+")

FactKind = Literal["statement", "number", "thing", "discrepancy"]
FACT_KINDS: tuple[FactKind, ...] = ("statement", "number", "thing", "discrepancy")
"""In the order in which pages list them."""

PartKind = Literal["work", "section", "figure", "endnote"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact and the evidence it rests on. A statement also has its ends and type."""

    kind: FactKind
    id: str
    evidence: tuple[str, ...]
    type: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A source or a part of one; `parent` is the part that holds it, `root` the work that it belongs to in the end."""

    node: Node
    kind: PartKind
    parent: str | None
    root: str
    depth: int  # 0 for a work

    @property
    def id(self) -> str:
        """The node's id."""
        return self.node.id

    @property
    def number(self) -> str | None:
        """Its number in the work, such as 2.1.1."""
        return text(self.node.properties.get("number"))

    @property
    def lines(self) -> tuple[int, int] | None:
        """First and last line in the text edition."""
        first, last = self.node.properties.get("line_start"), self.node.properties.get("line_end")
        return (first, last if isinstance(last, int) else first) if isinstance(first, int) else None


@dataclass(frozen=True)
class Outline:
    """Every part in reading order, every place and every fact; `truncated` when the graph holds more than was read."""

    parts: Mapping[str, Part]
    ties: Mapping[tuple[str, str], tuple[str, ...]] = field(repr=False)  # (subject, relation type) -> objects
    places: Mapping[str, Place] = field(repr=False)  # by evidence id
    facts: tuple[Fact, ...] = field(repr=False)
    truncated: bool = False

    @cached_property
    def children(self) -> Mapping[str | None, tuple[str, ...]]:
        """The parts that each part holds itself; under None the works."""
        found: dict[str | None, list[str]] = defaultdict(list)
        for part in self.parts.values():
            found[part.parent].append(part.id)
        return {parent: tuple(ids) for parent, ids in found.items()}

    @cached_property
    def own(self) -> Mapping[str, tuple[Fact, ...]]:
        """The facts that rest on a part itself: a section without its subsections; a figure; an endnote."""
        spots = self._spots()
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            for part in dict.fromkeys(part for ref in fact.evidence for part in spots.get(ref, ())):
                found[part].append(fact)
        return {part: tuple(facts) for part, facts in found.items()}

    @cached_property
    def without_evidence(self) -> tuple[Fact, ...]:
        """Facts that name no place in any source, as a user's own often do."""
        return tuple(fact for fact in self.facts if not fact.evidence)

    def inside(self, part: str) -> tuple[Fact, ...]:
        """The facts that rest on a part or on the sections inside it, each once."""
        found: dict[tuple[str, str], Fact] = {}
        for id_ in (part, *self.sections_inside(part)):
            found.update({(fact.start, fact.id): fact for fact in self.own.get(id_, ())})
        return tuple(found.values())

    def sections_inside(self, part: str) -> Iterator[str]:
        """Ids of all sections below a part; figures and endnotes are no more than other views of their lines."""
        for child in self.children.get(part, ()):
            if self.parts[child].kind == "section":
                yield child
                yield from self.sections_inside(child)

    def cited_in(self, part: str) -> tuple[str, ...]:
        """Ids of the parts that cite this one."""
        return tuple(
            start for (start, type_), ends in self.ties.items() if type_ in ("CITES", "SOURCED_FROM") and part in ends
        )

    def _spots(self) -> dict[str, list[str]]:
        """The parts that each piece of evidence lies in: its section or else its work, its figures, its endnotes."""
        sections: dict[tuple[str, str], str] = {}
        for part in self.parts.values():
            if part.kind == "section":
                for mark in (part.number, text(part.node.properties.get("name_zh"))):
                    sections.setdefault((part.root, mark or part.id), part.id)
        found: dict[str, list[str]] = {}
        for place in self.places.values():
            work = place.source.id if place.source else ""
            inside = sections.get((work, place.section or ""), work)
            named = [inside, *(node.id for node in (*place.figures, *place.endnotes))]
            found[place.id] = [id_ for id_ in named if id_ in self.parts]
        return found


def read_outline(store: Reader) -> Outline:
    """The outline of everything in a store; five queries."""
    nodes = [row[0] for row in store.run("sources_parts", limit=MAX_PARTS).rows]
    ties = store.run("sources_ties", limit=MAX_FACTS).rows
    parts = _parts([node for node in nodes if isinstance(node, Node)], ties)
    rows = store.run("sources_evidence", limit=MAX_EVIDENCE).records()
    things = store.run("sources_things", without=_NO_FACTS, limit=MAX_FACTS).rows
    relations = store.run("sources_relations", without=_NO_SUBJECTS, limit=MAX_FACTS).rows
    grouped: dict[tuple[str, str], list[str]] = defaultdict(list)
    for type_, start, end in ties:
        grouped[str(start), str(type_)].append(str(end))
    return Outline(
        parts=parts,
        ties={key: tuple(ends) for key, ends in grouped.items()},
        places=_places(rows, parts),
        facts=(*map(_statement, relations), *map(_thing, things)),
        truncated=max(len(things), len(relations)) >= MAX_FACTS or len(rows) >= MAX_EVIDENCE,
    )


def natural(number: str) -> tuple[tuple[int, str], ...]:
    """A sort key by which 2.10 comes after 2.9.

    >>> sorted(["2.10", "2.9", "10"], key=natural)
    ['2.9', '2.10', '10']
    """
    return tuple((int(piece), "") if piece.isdecimal() else (-1, piece) for piece in _NUMBERED.findall(number))


def _statement(row: Sequence[Cell]) -> Fact:
    id_, type_, start, end, evidence = row
    return Fact("statement", str(id_), texts(evidence), str(type_), str(start), str(end))


def _thing(row: Sequence[Cell]) -> Fact:
    id_, labels, evidence = row
    kinds: dict[str, FactKind] = {"Observation": "number", "Discrepancy": "discrepancy"}
    kind = next((kinds[label] for label in texts(labels) if label in kinds), None)
    return Fact(kind or "thing", str(id_), texts(evidence))


def _parts(nodes: Sequence[Node], ties: Sequence[Sequence[Cell]]) -> dict[str, Part]:
    """Parts in reading order, each work followed by what it holds."""
    known = {node.id: node for node in nodes}
    parents = {
        str(end): str(start)
        for type_, start, end in ties
        if type_ == "HAS_SECTION" and str(start) in known and str(end) in known and start != end
    }
    held: dict[str, list[Node]] = defaultdict(list)
    for id_, parent in parents.items():
        held[parent].append(known[id_])
    works = sorted((node for node in nodes if node.id not in parents), key=lambda node: (not held[node.id], node.id))
    found: dict[str, Part] = {}

    def add(node: Node, parent: str | None, root: str, depth: int) -> None:
        if node.id in found:  # data of other programs may go in circles
            return
        found[node.id] = Part(node, _kind(node, parent), parent, root, depth)
        for child in sorted(held[node.id], key=_reading_order):
            add(child, node.id, root, depth + 1)

    for work in works:
        add(work, None, work.id, 0)
    for node in nodes:  # those that hold each other
        add(node, None, node.id, 0)
    return found


def _kind(node: Node, parent: str | None) -> PartKind:
    kinds: dict[str, PartKind] = {"Endnote": "endnote", "Figure": "figure", "Table": "figure", "Section": "section"}
    found = next((kind for label, kind in kinds.items() if label in node.labels), None)
    return found or ("work" if parent is None else "section")


def _reading_order(node: Node) -> tuple[bool, int, tuple[tuple[int, str], ...], str]:
    line = node.properties.get("line_start")
    return not isinstance(line, int), line if isinstance(line, int) else 0, natural(_number(node)), node.id


def _number(node: Node) -> str:
    return text(node.properties.get("number")) or ""


def _places(rows: Iterable[Mapping[str, Cell]], parts: Mapping[str, Part]) -> dict[str, Place]:
    sections = {
        (part.root, mark): part.node
        for part in parts.values()
        if part.kind == "section"
        for mark in (part.number, text(part.node.properties.get("name_zh")))
        if mark
    }

    def named(cell: Cell) -> tuple[Node, ...]:
        return tuple(parts[ref].node for ref in texts(cell) if ref in parts)

    def place(row: Mapping[str, Cell]) -> Place:
        source, section = next(iter(named(row["source"])), None), text(row["section"])
        return Place(
            id=str(row["id"]),
            section=section,
            section_node=sections.get((source.id if source else "", section or "")),
            line_start=_line(row["line_start"]),
            line_end=_line(row["line_end"]),
            source=source,
            figures=named(row["figure"]),
            endnotes=named(row["endnote"]),
        )

    return {found.id: found for found in map(place, rows)}


def _line(cell: Cell) -> int | None:
    return cell if isinstance(cell, int) and not isinstance(cell, bool) else None
