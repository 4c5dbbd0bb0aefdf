"""Brings the report, or a user's files, into a workspace, all or nothing: for command line, pages and Python."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph.sources import SourceInfo
from ingest.build import REPORT, report_quads
from ingest.errors import refusal
from ingest.importing import ImportPlan, known_ids, plan_import, source_id
from ontology.model import load_model

if TYPE_CHECKING:
    from graph.load_plan import LoadReport
    from graph.workspace import Workspace


def build_report(workspace: Workspace) -> LoadReport:
    """The report's own tables become the source ``report``; the same tables again change nothing."""
    return workspace.replace_source(REPORT, report_quads(load_model()), SourceInfo(REPORT, kind="report"))


def look_at(workspace: Workspace, files: Sequence[Path], source: str | None = None) -> ImportPlan:
    """What files would bring into this workspace, with every problem; raises nothing."""
    model, name = load_model(), source or source_id(files)
    return plan_import(files, source, model, known_ids(workspace.facts(without=name), model))


def plan_for(workspace: Workspace, files: Sequence[Path], source: str | None = None) -> ImportPlan:
    """What files would bring into this workspace; raises IngestError with every problem when one is fatal."""
    plan = look_at(workspace, files, source)
    if plan.refused:
        raise refusal(plan.problems)
    return plan


def import_files(workspace: Workspace, files: Sequence[Path], source: str | None = None) -> LoadReport:
    """Bring tables or RDF in as one source (by default named after the files); it replaces what it brought before."""
    plan = plan_for(workspace, files, source)
    return workspace.replace_source(plan.source_id, plan.facts, plan.info)
