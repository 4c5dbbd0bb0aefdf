"""Rows of relations -> statements with evidence, status and qualifiers."""

from __future__ import annotations

from pyoxigraph import Literal

from ingest.nearest import nearest
from ingest.problems import listed
from ingest.statements.cells import CellError
from ingest.statements.draft import DEFAULT_STATUS, Draft
from ingest.statements.literals import literals
from ingest.tables.columns import heading
from ingest.tables.reading import Row, Table, Tables
from ontology.model import Relation


def state_relations(tables: Tables, draft: Draft) -> None:
    """Every row of every relations table."""
    for table in tables.tables:
        if table.kind.key == "relations":
            for row in table.rows:
                _state(row, table, draft)


def _state(row: Row, table: Table, draft: Draft) -> None:
    relation = _relation(row, draft)
    ends = []
    for column in ("subject", "object"):
        if not row[column]:
            draft.complain(row, column, "cell_missing")
        ends.append(draft.reference(row, column, row[column]) if row[column] else None)
    status, qualifiers = _qualifiers(row, table, draft)
    subject, value = ends
    if relation is None or subject is None or value is None:
        draft.lines(row, "evidence")  # its problems are listed in the same run
        return
    _check_ends(row, relation, draft)
    if subject == value:
        draft.complain(row, "object", "relation_to_itself", value=row["object"], fatal=False)
    draft.state(subject, relation, value, row, status=status, qualifiers=qualifiers)


def _relation(row: Row, draft: Draft) -> Relation | None:
    text = row["relation"]
    if not text:
        draft.complain(row, "relation", "cell_missing")
        return None
    relations = draft.model.relations
    found = draft.model.relation_named(text)
    if found is not None:
        return found
    for relation in relations.values():
        backwards = (relation.inverse or "", relation.inverse_label.zh, relation.inverse_label.en)
        if heading(text) in map(heading, filter(None, backwards)):
            draft.complain(row, "relation", "relation_backwards", value=text, right=relation.key)
            return None
    names = {name: r for r in relations.values() for name in (r.key, r.label.zh, r.label.en)}
    near = dict.fromkeys(names[name] for name in nearest(text, tuple(names)))
    words = listed(f"{r.key} ({r.label.zh})" for r in near or relations.values())
    draft.complain(row, "relation", "unknown_relation", value=text, near=words)
    return None


def _qualifiers(row: Row, table: Table, draft: Draft) -> tuple[str, list[tuple[str, Literal]]]:
    status = DEFAULT_STATUS
    qualifiers: list[tuple[str, Literal]] = []
    for key, text in row.cells.items():
        column = table.kind.columns[key]
        if column.attribute is None or column.attribute.holds_ids:
            continue
        try:
            found = literals(column, text, (), draft.model)
        except CellError as error:
            draft.reject(row, key, error)
            continue
        if key == "status":
            status = found[0].value
        else:
            qualifiers += [(column.attribute.key, literal) for literal in found]
    return status, qualifiers


def _check_ends(row: Row, relation: Relation, draft: Draft) -> None:
    """Say when subject or object are not of the classes that the relation is for; `zhitu check` says so too."""
    subject, value = draft.classes(row["subject"]), draft.classes(row["object"])
    ends = (("subject", subject, relation.domain), ("object", value, relation.range))
    wrong = [end for end in ends if not draft.fits(end[1], end[2])]
    if not wrong:
        return
    if draft.fits(value, relation.domain) and draft.fits(subject, relation.range):
        draft.complain(row, "subject", "ends_swapped", relation=relation.key, fatal=False)
        return
    for column, classes, wanted in wrong:
        facts = {"relation": relation.key, "classes": listed(classes), "wanted": listed(wanted)}
        draft.complain(row, column, "end_misplaced", value=row[column], fatal=False, **facts)
