"""Rows that declare a thing: entities, sources, observations, discrepancies. Their ids, classes and attributes."""

from __future__ import annotations

from pyoxigraph import NamedNode

from graph.ids import is_own_id
from ingest.nearest import nearest
from ingest.problems import listed
from ingest.statements.cells import CellError, likely_id, node_of_id, split_values
from ingest.statements.draft import RDF_TYPE, Declared, Draft
from ingest.statements.literals import literals
from ingest.tables.grid import folded
from ingest.tables.reading import Row, Table, Tables
from ontology.model import Class

_FIXED_CLASSES = {"observations": ("Observation",), "discrepancies": ("Discrepancy",)}
# Columns that need more than their own cell to be read.
_READ_ELSEWHERE: dict[str, tuple[str, ...]] = {
    "observations": ("value", "value_min", "value_max", "currency", "bound", "period_start", "period_end"),
    "sources": ("publisher", "author"),
}
_DECLARING = ("sources", "entities", "observations", "discrepancies")


def declare_all(tables: Tables, draft: Draft) -> None:
    """First pass: every id that the import declares, so that rows may refer to things of later rows and files."""
    for table in tables.tables:
        if table.kind.key in _DECLARING:
            for row in table.rows:
                _declare(row, table, draft)


def describe_all(tables: Tables, draft: Draft) -> None:
    """Classes and attributes of every declared thing."""
    for table in tables.tables:
        if table.kind.key not in _DECLARING:
            continue
        for row in table.rows:
            found = draft.declared.get(folded(row["id"]))
            if found is not None and found.row is row:
                _describe(found, row, table, draft)


def _declare(row: Row, table: Table, draft: Draft) -> None:
    classes = _FIXED_CLASSES.get(table.kind.key) or _classes(row, table.kind.key, draft)
    if not row["id"]:
        kind = draft.model.classes[classes[0]].id_kind if classes else "org"
        draft.complain(row, "id", "id_missing", right=likely_id(row["name_en"] or "name", kind))
        return
    node_id = folded(row["id"])
    try:
        node = node_of_id(node_id)
    except CellError as error:
        if error.key == "id_form" and classes:
            error.facts["right"] = likely_id(node_id, draft.model.classes[classes[0]].id_kind)
        draft.reject(row, "id", error)
        return
    if node_id in draft.declared:
        draft.complain(row, "id", "id_twice", value=node_id, other=draft.declared[node_id].row.place)
        return
    _check_kind(row, node_id, classes, draft)
    draft.declared[node_id] = Declared(node, classes, row)
    for name in (row["name_zh"], row["name_en"], *split_values(row["aliases"])):
        if name:
            draft.names.setdefault(folded(name).casefold(), node_id)


def _classes(row: Row, kind: str, draft: Draft) -> tuple[str, ...]:
    """The most specific classes that a cell names; those above them follow from the ontology."""
    values = split_values(row["class"])
    if not values:
        draft.complain(row, "class", "class_missing")
    found: list[Class] = []
    for value in values:
        named = draft.model.class_named(value)
        if named is None:
            draft.complain(row, "class", "unknown_class", value=value, near=listed(_near_classes(value, draft)))
        elif named.abstract:
            below = [c.key for c in draft.model.classes.values() if named.key in c.ancestors and not c.abstract]
            draft.complain(row, "class", "class_abstract", value=named.key, near=listed(below))
        elif kind == "sources" and not draft.model.is_a(named.key, "Source"):
            below = [c.key for c in draft.model.classes.values() if "Source" in c.ancestors]
            draft.complain(row, "class", "class_not_source", value=named.key, near=listed(below))
        elif kind == "entities" and named.key in ("Observation", "Evidence", "Discrepancy"):
            draft.complain(row, "class", "class_has_table", value=named.key)
        else:
            found.append(named)
    return tuple(c.key for c in dict.fromkeys(found) if not any(c.key in other.ancestors for other in found))


def _near_classes(value: str, draft: Draft) -> list[str]:
    known = [c for c in draft.model.classes.values() if not c.abstract]
    names = {name: c for c in known for name in (c.key, c.label.en, c.label.zh)}
    near = list(dict.fromkeys(names[name] for name in nearest(value, tuple(names)))) or known
    return [f"{c.key} ({c.label.zh})" for c in near]


def _check_kind(row: Row, node_id: str, classes: tuple[str, ...], draft: Draft) -> None:
    kinds = {draft.model.classes[c].id_kind for c in classes}
    kind = node_id.partition(":")[0]
    if kinds and kind not in kinds and is_own_id(node_id):
        right = f"{min(kinds)}:{node_id.partition(':')[2]}"
        draft.complain(row, "id", "id_kind", value=node_id, classes=listed(classes), right=right, fatal=False)


def _describe(found: Declared, row: Row, table: Table, draft: Draft) -> None:
    for key in found.classes:
        draft.add(found.node, RDF_TYPE.value, NamedNode(draft.model.classes[key].iri))
    for key, text in row.cells.items():
        column = table.kind.columns[key]
        attribute = column.attribute
        if attribute is None or attribute.holds_ids or key in _READ_ELSEWHERE.get(table.kind.key, ()):
            continue
        if not draft.fits(found.classes, attribute.domain):
            facts = {"classes": listed(found.classes), "wanted": listed(attribute.domain)}
            draft.complain(row, key, "attribute_misplaced", fatal=False, **facts)
        try:
            for literal in literals(column, text, found.classes, draft.model):
                draft.attribute(found.node, attribute.key, literal)
        except CellError as error:
            draft.reject(row, key, error)
    draft.evidence(found.node, row)
    if table.kind.key in ("entities", "sources") and not _has_name(row, draft):
        draft.complain(row, "name_zh", "name_missing", value=folded(row["id"]))


def _has_name(row: Row, draft: Draft) -> bool:
    return bool(row["name_zh"] or row["name_en"] or folded(row["id"]) in draft.known)
