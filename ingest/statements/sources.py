"""Sources and evidence: the parts of a source by their lines, and the Evidence things that rows rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph.ids import is_own_id
from ingest.statements.cells import CellError, split_values
from ingest.statements.draft import RDF_TYPE, Declared, Draft, Thing
from ingest.statements.evidence_cells import Lines, parse_lines
from ingest.statements.literals import typed
from ingest.statements.numbers import parse_integer
from ingest.tables.grid import folded
from ingest.tables.reading import Row, Tables

_ZT = "https://w3id.org/zhitu/ns#"


@dataclass(frozen=True, slots=True)
class Part:
    """A section, figure, table or endnote, or a whole source: its own lines, and the lines where it is cited."""

    found: Declared
    label: str  # its number, else its name
    numbered: bool
    own: tuple[Lines, ...]
    cited: tuple[Lines, ...]

    def is_a(self, *classes: str) -> bool:
        """True when it is of one of the classes."""
        return bool(set(classes) & set(self.found.classes))


def state_sources(tables: Tables, draft: Draft) -> tuple[Part, ...]:
    """What every source row says of its place, publisher and author; gives the parts that evidence falls into."""
    parts: list[Part] = []
    for row in tables.rows("sources"):
        found = draft.declared.get(folded(row["id"]))
        if found is None or found.row is not row:
            continue
        _agents(found.node, row, draft)
        parts.append(_part(found, row, draft))
    return tuple(parts)


def _agents(node: Thing, row: Row, draft: Draft) -> None:
    """A publisher or author is a thing when the cell holds an id, and a name as printed when it does not."""
    for column, relation in (("publisher", "published_by"), ("author", "authored_by")):
        for value in split_values(row[column]):
            if is_own_id(folded(value)):
                agent = draft.reference(row, column, value)
                if agent is not None:
                    draft.state(node, draft.model.relations[relation], agent, row)
            else:
                draft.attribute(node, column, Literal(value))


def _part(found: Declared, row: Row, draft: Draft) -> Part:
    root = _root(row, draft)
    parent = draft.reference(row, "part_of", row["part_of"]) if row["part_of"] else None
    if parent is not None:
        draft.state(parent, draft.model.relations["has_section"], found.node, row)
    own, cited = (_ranges(row, column, root, draft) for column in ("lines", "cited_lines"))
    if own:
        draft.attribute(found.node, "line_start", typed(str(own[0].first), "integer"))
        draft.attribute(found.node, "line_end", typed(str(own[-1].last), "integer"))
    if cited and root in draft.declared:
        draft.state(draft.declared[root].node, draft.model.relations["cites"], found.node, row, evidence="cited_lines")
    label = row["number"] or row["name_zh"] or row["name_en"]
    return Part(found, label, bool(row["number"]), own, cited)


def _root(row: Row, draft: Draft) -> str:
    """The whole source that a part belongs to: its lines are the ones that are counted."""
    seen = [folded(row["id"])]
    while row["part_of"]:
        above = folded(row["part_of"])
        if above in seen:
            draft.complain(row, "part_of", "part_of_circle", value=above)
            return seen[0]
        seen.append(above)
        if above not in draft.declared:
            break
        row = draft.declared[above].row
    return seen[-1]


def _ranges(row: Row, column: str, root: str, draft: Draft) -> tuple[Lines, ...]:
    found, errors = parse_lines(row[column], root)
    for error in errors:
        draft.reject(row, column, error)
    return tuple(sorted(found))


def state_evidence(tables: Tables, parts: Iterable[Part], draft: Draft) -> None:
    """One Evidence for every line range that a row rests on, with its section, figures, endnotes and quote's marks."""
    marks, listed_parts = _marks(tables, draft), tuple(parts)
    wholes = {folded(part.found.row["id"]): part for part in listed_parts}
    for lines, row in sorted(draft.cited.items(), key=lambda item: item[0]):
        source = _source(lines.source, row, draft)
        if source is None:
            continue
        whole = wholes.get(lines.source)
        if whole is not None and whole.own and not any(lines.within(own) for own in whole.own):
            draft.complain(row, "evidence", "lines_beyond", value=lines.text, last=whole.own[-1].last)
        draft.add(lines.node, RDF_TYPE.value, NamedNode(_ZT + "Evidence"))
        draft.attribute(lines.node, "source", source)
        draft.attribute(lines.node, "line_start", typed(str(lines.first), "integer"))
        draft.attribute(lines.node, "line_end", typed(str(lines.last), "integer"))
        section = _section(lines, listed_parts)
        if section is not None:
            draft.attribute(lines.node, "section", Literal(section))
        for part in listed_parts:
            _place(lines, part, draft)
        for key, value in marks.get(lines, ()):
            draft.attribute(lines.node, key, value)


def _place(lines: Lines, part: Part, draft: Draft) -> None:
    in_it = any(lines.overlaps(own) for own in part.own)
    if part.is_a("Figure", "Table") and in_it:
        draft.attribute(lines.node, "figure", part.found.node)
    if part.is_a("Endnote") and (in_it or any(lines.overlaps(cited) for cited in part.cited)):
        draft.attribute(lines.node, "endnote", part.found.node)


def _section(lines: Lines, parts: Iterable[Part]) -> str | None:
    """The innermost section with a number that holds all the lines, else the one that holds the first.

    A section without a number (a box, a list of offices) gives its name, where none around it has a number.
    """
    sections = [(own, part) for part in parts if part.is_a("Section") for own in part.own]
    start = Lines(lines.source, lines.first, lines.first)
    for wanted in (lines, start):
        holding = [
            (not part.numbered, own.last - own.first, part.label) for own, part in sections if wanted.within(own)
        ]
        if holding:
            return min(holding)[2]
    return None


def _source(source: str, row: Row, draft: Draft) -> Thing | None:
    """The source that a range belongs to; the import's own is made when no table declares it."""
    if source in draft.declared or source in draft.known or source != draft.source:
        return draft.reference(row, "evidence", source)
    node = draft.reference(row, "evidence", source)
    if node is not None:
        draft.add(node, RDF_TYPE.value, NamedNode(draft.model.classes["Source"].iri))
        draft.attribute(node, "name", Literal(source.partition(":")[2], language="en"))
    return node


def _marks(tables: Tables, draft: Draft) -> Mapping[Lines, Sequence[tuple[str, Literal]]]:
    """What is kept of each quote, by which a copy is checked and searched."""
    marks: dict[Lines, Sequence[tuple[str, Literal]]] = {}
    for row in tables.rows("evidence"):
        found = [(key, Literal(row[key])) for key in ("digest", "fingerprint") if row[key]]
        if row["chars"]:
            try:
                found.append(("chars", typed(str(parse_integer(row["chars"])), "integer")))
            except CellError as error:
                draft.reject(row, "chars", error)
        marks.update((lines, found) for lines in draft.lines(row, "lines"))
    return marks
