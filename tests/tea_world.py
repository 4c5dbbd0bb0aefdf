"""A small report of our own as tables: sections, a figure, endnotes, discrepancies. Its text is tests/data/copies."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.workspace import Workspace
from ingest.attached import attach
from ingest.evidence import quote, quote_marks
from ingest.importing import plan_import
from ontology.model import load_model
from tests.copies import LINES
from tests.explore_world import HOSTILE

SOURCE = "tea"
COPY = Path(__file__).parent / "data" / "copies" / "tea.txt"

_TABLES = Path(__file__).parent / "data" / "tea"


def write_tables(folder: Path) -> Path:
    """The report as a folder of tables: those of tests/data/tea, and things with hostile names."""
    shutil.copytree(_TABLES, folder)
    with (folder / "entities-hostile.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("id", "class", "name_zh", "description_zh", "evidence"))
        rows.writerows((id_, "AIVendor", name, name, "L44") for id_, name in HOSTILE.items())
    return folder


def write_evidence(folder: Path) -> Path:
    """The marks of every line's quote, so that the copy can be checked against them."""
    spans = [(n, n) for n, line in enumerate(LINES, 1) if line.strip()] + [(9, 10), (32, 33)]
    with (folder / "evidence.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("lines", "digest", "chars", "fingerprint"))
        for first, last in spans:
            made = quote_marks(quote(LINES, first, last))
            name = f"L{first}" if first == last else f"L{first}-{last}"
            rows.writerow((name, made.digest, made.chars, made.fingerprint))
    return folder


def build(workspace: Path, tables: Path) -> None:
    """A workspace that holds the report, its engine stopped again."""
    plan = plan_import([write_evidence(write_tables(tables))], SOURCE, load_model())
    assert not plan.refused, "\n".join(map(str, plan.problems))
    with Workspace.open(workspace) as opened:
        opened.replace_source(SOURCE, plan.facts, plan.info)


@contextmanager
def attached(folder: Path) -> Iterator[Workspace]:
    """The world in a new workspace of a folder, with the copy of its source attached."""
    build(folder / "workspace", folder / "tables")
    with Workspace.open(folder / "workspace") as workspace:
        attach(workspace.path, COPY, workspace.facts())
        yield workspace
