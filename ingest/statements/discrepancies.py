"""Rows of discrepancies -> what a source contradicts itself in, and the things that are set against each other."""

from __future__ import annotations

from ingest.statements.cells import split_values
from ingest.statements.draft import Draft
from ingest.tables.grid import folded
from ingest.tables.reading import Tables


def state_discrepancies(tables: Tables, draft: Draft) -> None:
    """The things that every discrepancy is about; its attributes are read with all things'."""
    for row in tables.rows("discrepancies"):
        found = draft.declared.get(folded(row["id"]))
        if found is None or found.row is not row:
            continue
        if not row["kind"]:
            draft.complain(row, "kind", "cell_missing")
        for value in split_values(row["about"]):
            thing = draft.reference(row, "about", value)
            if thing is not None:
                draft.state(found.node, draft.model.relations["about"], thing, row)
