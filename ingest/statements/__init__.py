"""Tables -> facts: an RDF dataset in which every statement has its evidence, status and qualifiers."""

from __future__ import annotations

from pyoxigraph import Quad

from ingest.problems import Problem
from ingest.statements.discrepancies import state_discrepancies
from ingest.statements.draft import Draft, KnownIds
from ingest.statements.evidence_cells import Lines
from ingest.statements.observations import state_observations
from ingest.statements.relations import state_relations
from ingest.statements.sources import state_evidence, state_sources
from ingest.statements.things import declare_all, describe_all
from ingest.statements.translations import with_translations
from ingest.tables import Tables
from ontology.model import Model

__all__ = ["KnownIds", "cited_lines", "tables_to_quads"]


def tables_to_quads(
    tables: Tables, model: Model, *, source: str = "import", known: KnownIds | None = None
) -> tuple[list[Quad], tuple[Problem, ...]]:
    """The facts that tables state, and every problem of their cells. When a problem is fatal the facts are not whole.

    `source` is the id of the import: evidence ``L5`` is line 5 of ``src:<source>``. `known` holds what the workspace
    has already.
    """
    draft = _read(tables, model, source, known or {})
    order = {table.file: number for number, table in enumerate(tables.tables)}
    problems = sorted(draft.problems, key=lambda p: (order.get(p.file, -1), p.row or 0))
    return list(draft.quads), tuple(problems)


def cited_lines(tables: Tables, model: Model, *, source: str) -> dict[Lines, str]:
    """Every line range that a row rests on, with the place of the first such row."""
    return {lines: row.place for lines, row in _read(tables, model, source, {}).cited.items()}


def _missing_columns(tables: Tables) -> frozenset[tuple[str, str | None]]:
    return frozenset((t.file, column) for t in tables.tables for column in t.kind.needed if column not in t.columns)


def _read(tables: Tables, model: Model, source: str, known: KnownIds) -> Draft:
    draft = Draft(model, f"src:{source}", known, missing=_missing_columns(tables))
    tables = with_translations(tables, draft)
    declare_all(tables, draft)
    describe_all(tables, draft)
    parts = state_sources(tables, draft)
    state_relations(tables, draft)
    state_observations(tables, draft)
    state_discrepancies(tables, draft)
    state_evidence(tables, parts, draft)
    return draft
