"""The facts of one import while they are being read: what is declared so far, what is stated, and what is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from graph.ids import OWN_BASE
from ingest.nearest import nearest_ids
from ingest.problems import Problem, listed, problem, problem_of
from ingest.statements.cells import CellError, node_of_id
from ingest.statements.evidence_cells import Lines, parse_lines
from ingest.tables.grid import folded
from ingest.tables.reading import Row
from ontology.model import LANGUAGES, Model, Relation

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDF_TYPE = NamedNode(RDF + "type")
RDF_REIFIES = NamedNode(RDF + "reifies")
DEFAULT_STATUS = "stated"
_SUGGESTIONS = 50  # different wrong ids that get "did you mean": comparing one with 100,000 others takes 0.1 s

Thing = NamedNode | BlankNode
KnownIds = Mapping[str, tuple[str, ...]]
"""Ids that the workspace has already, each with the keys of its classes (none when they are not the ontology's)."""


def _telling_apart(qualifiers: Sequence[tuple[str, Literal]]) -> Iterator[tuple[str, Literal]]:
    """What a statement's id rests on: a text without a language, else in the first that it is given in.

    A translation is no news: a corrected one changes no id, and what refers to the statement still finds it.
    """
    first = {key for key, literal in qualifiers if literal.language in (None, LANGUAGES[0])}
    for key, literal in qualifiers:
        if literal.language is None:
            yield key, literal
        elif literal.language == LANGUAGES[0] or key not in first:
            yield key, Literal(literal.value)


@dataclass(frozen=True, slots=True)
class Declared:
    """A thing that a row of this import declares."""

    node: Thing
    classes: tuple[str, ...]
    row: Row


@dataclass(slots=True)
class Draft:
    """Grows row by row; `quads` keeps the order of the tables and holds nothing twice."""

    model: Model
    source: str  # the id of the import's own source thing, such as src:report
    known: KnownIds
    quads: dict[Quad, None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    declared: dict[str, Declared] = field(default_factory=dict)
    missing: frozenset[tuple[str, str | None]] = frozenset()  # needed columns that a table does not have
    names: dict[str, str] = field(default_factory=dict)  # a declared thing's name or alias -> its id
    cited: dict[Lines, Row] = field(default_factory=dict)  # every place that a row rests on, with the first such row
    _stated: dict[str, tuple[Row, str]] = field(default_factory=dict)  # statement id -> its row and status
    _suggested: dict[str, list[str]] = field(default_factory=dict)

    # -- what is wrong ------------------------------------------------------------------------------------------

    def complain(self, row: Row, column: str | None, key: str, *, fatal: bool = True, **facts: object) -> None:
        """Note a problem in a cell, or in a whole row; that a column is missing is said once, not in each row."""
        if (row.file, column) in self.missing:
            return
        self.problems.append(problem(key, row.file, row.number, column, fatal=fatal, **facts))

    def reject(self, row: Row, column: str, error: CellError) -> None:
        """Note that a cell cannot be read."""
        self.problems.append(problem_of(error.key, row.file, row.number, column, error.facts))

    # -- what is said -------------------------------------------------------------------------------------------

    def add(self, subject: Thing, predicate: str, value: Thing | Literal) -> None:
        """One quad in the default graph."""
        self.quads[Quad(subject, NamedNode(predicate), value)] = None

    def attribute(self, subject: Thing, key: str, value: Thing | Literal) -> None:
        """One value of an attribute."""
        self.add(subject, self.model.attributes[key].iri, value)

    def evidence(self, subject: Thing, row: Row, column: str = "evidence") -> None:
        """The places that a row names, as evidence of a thing or statement."""
        for lines in self.lines(row, column):
            self.cited.setdefault(lines, row)
            self.attribute(subject, "evidence", lines.node)

    def lines(self, row: Row, column: str) -> tuple[Lines, ...]:
        """The line ranges of a cell; what cannot be read is noted."""
        found, errors = parse_lines(row[column], self.source)
        for error in errors:
            self.reject(row, column, error)
        return found

    def state(
        self,
        subject: Thing,
        relation: Relation,
        value: Thing,
        row: Row,
        *,
        status: str = DEFAULT_STATUS,
        qualifiers: Sequence[tuple[str, Literal]] = (),
        evidence: str = "evidence",
    ) -> None:
        """A statement on a reifier of its own, with status, qualifiers, and the evidence in a column of its row."""
        predicate = NamedNode(relation.iri)
        triple = Triple(subject, predicate, value)
        said = sorted(f"{key}={literal}" for key, literal in _telling_apart(qualifiers))
        digest = hashlib.sha256("\n".join([str(triple), *said]).encode()).hexdigest()[:16]
        statement = NamedNode(f"{OWN_BASE}stmt/{digest}")
        before = self._stated.setdefault(digest, (row, status))
        if before[0] is not row:
            if before[1] == status:
                self.complain(row, None, "statement_twice", fatal=False, other=before[0].place)
            else:
                self.complain(row, "status", "status_differs", value=before[1], other=before[0].place)
        self.quads[Quad(subject, predicate, value)] = None
        self.quads[Quad(statement, RDF_REIFIES, triple)] = None
        self.attribute(statement, "status", Literal(status))
        for key, literal in qualifiers:
            self.attribute(statement, key, literal)
        self.evidence(statement, row, evidence)

    # -- what is meant ------------------------------------------------------------------------------------------

    def reference(self, row: Row, column: str, text: str) -> Thing | None:
        """The thing that an id in a cell refers to; noted when there is none in the import or the workspace."""
        node_id = folded(text)
        if node_id in self.declared:
            return self.declared[node_id].node
        by_name = self.names.get(node_id.casefold())
        try:
            node = node_of_id(text)
        except CellError as error:
            named = CellError("name_for_id", value=text, right=by_name)
            self.reject(row, column, error if by_name is None else named)
            return None
        if node_id in self.known or node_id == self.source:
            return node
        near = self._near(node_id)
        self.complain(row, column, "unknown_id_near" if near else "unknown_id", value=node_id, near=listed(near))
        return None

    def classes(self, text: str) -> tuple[str, ...]:
        """The class keys of a thing that a cell refers to, as far as they are known."""
        node_id = folded(text)
        if node_id in self.declared:
            return self.declared[node_id].classes
        return tuple(self.known.get(node_id, ()))

    def fits(self, classes: Iterable[str], wanted: Iterable[str]) -> bool:
        """True when one of the classes is one of those wanted, or below; and when nothing is known or asked."""
        classes, wanted = tuple(c for c in classes if c in self.model.classes), tuple(wanted)
        return not classes or not wanted or any(self.model.is_a(c, w) for c in classes for w in wanted)

    def _near(self, node_id: str) -> list[str]:
        if node_id not in self._suggested:
            if len(self._suggested) >= _SUGGESTIONS:
                return []
            self._suggested[node_id] = nearest_ids(node_id, [*self.declared, *self.known])
        return self._suggested[node_id]
