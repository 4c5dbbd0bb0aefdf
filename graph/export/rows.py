"""Nodes and relationships as rows of the import's tables, each a dict of cells by column."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graph.export.cells import cell_of, is_compatible
from graph.ids import is_own_id
from graph.mapping import PropertyGraph
from graph.mapping.values import BOOKS, GRAPHS, RDF_TEXT, TYPES
from graph.values import Node, Relationship, Scalar, Value
from ontology.model import LANGUAGES, Attribute, Model

Row = dict[str, str]

FIXED = frozenset({"Observation", "Discrepancy", "Evidence"})
"""Classes whose things have tables of their own and no column `class`; the other one is Source."""

_EVIDENCE = re.compile(r"ev:(?P<source>.+)-(?P<lines>L[0-9]{1,9}(?:-[0-9]{1,9})?)")
_BLANK = re.compile(r"_:[A-Za-z0-9][\w.\-]*")
_MADE_BY_THE_READER = frozenset(
    {"section", "figure", "endnote", "source", "line_start", "line_end", "digest", "chars", "fingerprint"}
)
_FIRST = {
    "entities": "id class name_zh name_en aliases misspellings description_zh description_en evidence",
    "relations": "subject relation object evidence status",
    "observations": "id indicator about value value_min value_max unit currency bound printed period_start period_end"
    " kind region evidence note note_en",
    "sources": "id class number name_zh name_en lines part_of cited_lines publisher author date url evidence",
    "evidence": "lines digest chars fingerprint",
    "discrepancies": "id kind severity explanation_zh explanation_en about evidence",
}


@dataclass(slots=True)
class Rows:
    """The rows of each table, sorted by id."""

    model: Model
    by_table: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    left_out: int = 0
    _tables: dict[str, str] = field(default_factory=dict)  # node id -> table that holds it
    _nodes: dict[str, Node] = field(default_factory=dict)
    _out: dict[str, list[Relationship]] = field(default_factory=lambda: defaultdict(list))
    _in: dict[str, list[Relationship]] = field(default_factory=lambda: defaultdict(list))
    _told: set[str] = field(default_factory=set)  # relationships that a column of another table says
    _columns: dict[str, dict[str, Attribute]] = field(default_factory=dict)
    _relations: dict[str, str] = field(default_factory=dict)  # type -> key

    @classmethod
    def of(cls, graph: PropertyGraph, model: Model) -> Rows:
        """All rows that the graph makes."""
        rows = cls(model)
        rows._relations = {relation.neo4j_type: relation.key for relation in model.relations.values()}
        rows._nodes = {node.id: node for node in graph.nodes}
        for edge in graph.relationships:
            rows._out[edge.start].append(edge)
            rows._in[edge.end].append(edge)
        rows._tables = {node.id: table for node in graph.nodes if (table := rows._table_of(node)) is not None}
        for node in graph.nodes:
            rows._add_node(node)
        for edge in sorted(graph.relationships, key=lambda e: (e.start, e.type, e.end, e.id)):
            rows._add_edge(edge)
        return rows

    def columns(self, table: str) -> tuple[str, ...]:
        """The columns that a table may have, in order."""
        first = _FIRST[table].split()
        return (*first, *sorted(self._attributes(table).keys() - set(first)))

    def _attributes(self, table: str) -> dict[str, Attribute]:
        """The attributes that are columns of a table, by column."""
        if table in self._columns:
            return self._columns[table]
        found: dict[str, Attribute] = {}
        for attribute in self.model.attributes.values():
            if attribute.key in _MADE_BY_THE_READER or not self._has_column(table, attribute):
                continue
            found.update(dict.fromkeys(attribute.columns, attribute))
        self._columns[table] = found
        return found

    def _has_column(self, table: str, attribute: Attribute) -> bool:
        domain = set(attribute.domain)
        if table == "relations":
            return attribute.on_statement
        if table == "entities":
            return bool(domain - FIXED)
        cls = {"observations": "Observation", "discrepancies": "Discrepancy", "sources": "Source"}.get(table)
        return cls is not None and bool(domain & {cls, *self.model.classes[cls].ancestors})

    # -- nodes ----------------------------------------------------------------------------------------------------

    def _classes(self, node: Node) -> list[str]:
        """Keys of the ontology's classes that a table may name, the most specific ones only."""
        types = node.properties.get(TYPES, ())
        found = [self.model.class_by_iri(str(iri)) for iri in (types if isinstance(types, tuple) else (types,))]
        known = [cls for cls in found if cls is not None and not cls.abstract]
        return [cls.key for cls in known if not any(cls.key in other.ancestors for other in known)]

    def _table_of(self, node: Node) -> str | None:
        """The table that takes a node: it has a class, and all that the reader refuses to do without."""
        classes = self._classes(node)
        if not classes or not _is_readable(node.id) or (len(classes) > 1 and not FIXED.isdisjoint(classes)):
            return None
        if "Evidence" in classes:
            return "evidence" if _EVIDENCE.fullmatch(node.id) else None
        table = {"Observation": "observations", "Discrepancy": "discrepancies"}.get(classes[0], "entities")
        if all(self.model.is_a(key, "Source") for key in classes):
            table = "sources"
        cells, _ = self._cells(node.properties, table, classes)
        if table == "observations":
            values = ("value" in cells) + ({"value_min", "value_max"} <= cells.keys())
            about = [edge for edge in self._out[node.id] if edge.type == "ABOUT"]
            return table if "indicator" in cells and values == 1 and about else None
        if table == "discrepancies":
            return table if "kind" in cells else None
        return table if any(f"name_{language}" in cells for language in LANGUAGES) else None

    def _add_node(self, node: Node) -> None:
        table = self._tables.get(node.id)
        if table is None:
            self.left_out += bool(node.properties.keys() - BOOKS) or TYPES in node.properties
            return
        if table == "evidence":
            self._add_evidence(node)
            return
        row: Row = {"id": node.id}
        classes = self._classes(node)
        if table in ("entities", "sources"):
            row["class"] = ";".join(classes)
        cells, left_out = self._cells(node.properties, table, classes)
        self.left_out += left_out
        self.by_table[table].append({**row, **cells, **dict(self._columns_of_relations(node, table))})

    def _add_evidence(self, node: Node) -> None:
        kept = {key: node.properties[key] for key in ("digest", "chars", "fingerprint") if key in node.properties}
        if "digest" in kept:
            self.by_table["evidence"].append({"lines": _lines(node.id), **{key: str(v) for key, v in kept.items()}})

    def _cells(self, properties: Mapping[str, Value], table: str, classes: Iterable[str]) -> tuple[Row, int]:
        """The cells of an element's attributes, and how many of its properties no cell holds."""
        attributes = self._attributes(table)
        inexact = " ".join(map(str, _tuple(properties.get(RDF_TEXT, ()))))
        cells: Row = {}
        left_out = (RDF_TEXT in properties) + (GRAPHS in properties)
        for key, value in properties.items():
            attribute = attributes.get(key)
            cell = None
            if key == "evidence":
                cell = _evidence(_tuple(value))
            elif attribute is not None and f"<{attribute.iri}>" not in inexact:
                scheme = self.model.scheme_for(attribute.key, classes)
                cell = cell_of(attribute, _tuple(value), scheme, self.model)
            if cell is not None:
                cells[key] = cell
            elif key not in BOOKS | _MADE_BY_THE_READER:
                left_out += 1
        return cells, left_out

    # -- relations ------------------------------------------------------------------------------------------------

    def _columns_of_relations(self, node: Node, table: str) -> Iterator[tuple[str, str]]:
        """The cells in which a row says some of its relations."""
        if table in ("observations", "discrepancies"):
            yield from self._ends("about", "ABOUT", node)
        if table == "observations":
            yield from self._ends("region", "IN_REGION", node)
        if table == "sources":
            yield from self._place(node)

    def _ends(self, column: str, type_: str, node: Node) -> Iterator[tuple[str, str]]:
        edges = [edge for edge in self._out[node.id] if edge.type == type_ and self._is_of_row(edge, node)]
        if edges:
            self._told.update(edge.id for edge in edges)
            yield column, ";".join(edge.end for edge in edges)

    def _is_of_row(self, edge: Relationship, node: Node) -> bool:
        """True when a relationship says no more than that it is stated where its row is."""
        said = {key: value for key, value in edge.properties.items() if key not in BOOKS}
        wanted = {
            "status": "stated",
            **({"evidence": node.properties["evidence"]} if "evidence" in node.properties else {}),
        }
        return (
            said == wanted
            and edge.end in self._tables
            and edge.start in self._tables
            and RDF_TEXT not in edge.properties
        )

    def _place(self, node: Node) -> Iterator[tuple[str, str]]:
        """A source's own lines, the part that holds it, and the lines that cite it."""
        parents = [edge for edge in self._in[node.id] if edge.type == "HAS_SECTION" and self._is_of_row(edge, node)]
        root = self._root(node.id)
        first, last = (node.properties.get(key) for key in ("line_start", "line_end"))
        if isinstance(first, int) and isinstance(last, int):
            yield "lines", f"{root}@L{first}-{last}" if first != last else f"{root}@L{first}"
        if len(parents) == 1 and parents[0].start != node.id:
            self._told.add(parents[0].id)
            yield "part_of", parents[0].start
        cites = [edge for edge in self._in[node.id] if edge.type == "CITES" and edge.start == root]
        said = {key: value for edge in cites for key, value in edge.properties.items() if key not in BOOKS}
        if len(cites) == 1 and said.keys() == {"status", "evidence"} and said["status"] == "stated":
            cell = _evidence(_tuple(said["evidence"]))
            if cell is not None:
                self._told.add(cites[0].id)
                yield "cited_lines", cell

    def _root(self, node_id: str) -> str:
        """The whole source that a part belongs to."""
        seen = [node_id]
        while True:
            node = self._nodes[seen[-1]]
            above = [e.start for e in self._in[node.id] if e.type == "HAS_SECTION" and self._is_of_row(e, node)]
            if len(above) != 1 or above[0] in seen:
                return seen[-1]
            seen.append(above[0])

    def _add_edge(self, edge: Relationship) -> None:
        if edge.id in self._told:
            return
        relation = self._relations.get(edge.type)
        tables = {self._tables.get(edge.start), self._tables.get(edge.end)}
        if relation is None or None in tables or "evidence" in tables or GRAPHS in edge.properties:
            self.left_out += 1
            return
        cells, left_out = self._cells(edge.properties, "relations", ())
        self.left_out += left_out
        row = {"subject": edge.start, "relation": relation, "object": edge.end}
        self.by_table["relations"].append({**row, **cells})


def _is_readable(node_id: str) -> bool:
    """True for ids that the reader takes as they are."""
    form = is_own_id(node_id) or node_id.startswith(("http://", "https://", "<")) or _BLANK.fullmatch(node_id)
    return bool(form) and is_compatible(node_id) and ";" not in node_id and "；" not in node_id


def _evidence(ids: tuple[Scalar, ...]) -> str | None:
    cells = [_lines(str(thing)) for thing in ids]
    return ";".join(cells) if all(cells) else None


def _lines(evidence_id: str) -> str:
    """``src:report@L268-270`` of ``ev:report-L268-270``; nothing for another id."""
    found = _EVIDENCE.fullmatch(evidence_id)
    return f"src:{found['source']}@{found['lines']}" if found else ""


def _tuple(value: Value) -> tuple[Scalar, ...]:
    return value if isinstance(value, tuple) else (value,)
