"""The report's own tables -> facts, through the same door as any user's data."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

from pyoxigraph import Quad

from ingest.computed import with_computed
from ingest.errors import refusal
from ingest.problems import Problem
from ingest.statements import tables_to_quads
from ingest.tables import TableFile, Tables, read_tables
from ontology.acceptance import Acceptance, read_acceptances
from ontology.model import Model
from ontology.plausibility import rules

REPORT = "report"
"""The id of the source that the package brings: its lines are those of ``src:report``."""

ACCEPTED = "accepted.csv"
"""Findings that stand, each with its reason; no table of facts."""

_TABLES = (
    "sources.csv", "entities", "relations", "observations.csv", "discrepancies.csv", "evidence.csv", "translations.csv",
)  # fmt: skip


def report_quads(model: Model) -> list[Quad]:
    """The facts of the report, with the discrepancies that the rules find in them.

    Raises IngestError with every problem when a table is not right.
    """
    quads, problems = read_report(model)
    if any(p.fatal for p in problems):
        raise refusal(problems)
    return with_computed(quads, model, REPORT, report_acceptances())


def report_acceptances() -> tuple[Acceptance, ...]:
    """The rules' findings about the report that were looked at and are right as they are, with the reasons."""
    table = files("ingest") / REPORT / ACCEPTED
    return read_acceptances(table.read_text("utf-8"), (rule.id for rule in rules()))


def read_report(model: Model) -> tuple[list[Quad], tuple[Problem, ...]]:
    """The facts of the report and every problem of its tables."""
    with as_file(files("ingest") / REPORT) as folder:
        tables, form = read_report_tables(folder, model)
    quads, meaning = tables_to_quads(tables, model, source=REPORT)
    return quads, (*form, *meaning)


def read_report_tables(folder: Path, model: Model) -> tuple[Tables, tuple[Problem, ...]]:
    """The rows of the tables in a folder laid out as the report's."""
    return read_tables(report_files(folder), model)


def report_files(folder: Path) -> Iterator[TableFile]:
    """The table files of the report, in a fixed order."""
    for name in _TABLES:
        path = folder / name
        if path.is_dir():
            for file in sorted(path.glob("*.csv")):
                yield TableFile(file, f"{name}/{file.name}", name)
        elif path.exists():
            yield TableFile(path, name, path.stem)
