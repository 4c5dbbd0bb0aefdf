"""``build``, ``import``, ``remove``, ``sources``: what is in the workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from ui.cli.context import Context, context_of

if TYPE_CHECKING:
    from graph.load_plan import LoadReport
    from graph.workspace import Workspace


def build(call: typer.Context, empty: Annotated[bool, typer.Option("--empty")] = False) -> None:
    """The report's tables -> facts -> checks -> store. Nothing changed: nothing is done."""
    context = context_of(call)
    with context.open_workspace() as workspace:
        if empty:
            workspace.clear()
            context.say("build.empty", workspace=workspace.path)
        else:
            build_report(context, workspace)


def build_report(context: Context, workspace: Workspace) -> None:
    """Bring the report into the workspace and say what changed."""
    import ingest

    with context.progress("build.working"):
        report = ingest.build_report(workspace)
    _say_what_changed(context, "build", report)


def import_(
    call: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...")],
    source: Annotated[str | None, typer.Option("--source", metavar="ID")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
) -> None:
    """Bring in tables or RDF, all or nothing; the same source again replaces what it brought before."""
    from ingest.bringing import plan_for

    context = context_of(call)
    with context.open_workspace() as workspace:
        plan = plan_for(workspace, files, source)
        for problem in plan.problems:
            context.say_plain(problem.text(context.texts.language))
        if dry_run:
            added, removed = workspace.difference(plan.source_id, plan.facts)
            context.say("import.dry_run", source=plan.source_id, added=added, removed=removed)
            return
        with context.progress("import.working", source=plan.source_id):
            report = workspace.replace_source(plan.source_id, plan.facts, plan.info)
    _say_what_changed(context, "import", report, statements=plan.facts.statements, source=plan.source_id)


def remove(call: typer.Context, source: Annotated[str, typer.Argument(metavar="SOURCE")]) -> None:
    """Forget a source; what another source says too stays."""
    context = context_of(call)
    with context.open_workspace() as workspace:
        workspace.remove_source(source)
    context.say("remove.done", source=source)


def list_sources(call: typer.Context) -> None:
    """What was imported, a line a source."""
    context = context_of(call)
    with context.open_workspace() as workspace:
        known = workspace.sources()
    if not known:
        context.say("sources.none")
        return
    table = Table()
    for key in ("id", "kind", "statements", "files"):
        table.add_column(Text(context.texts(f"cli.sources.{key}")), overflow="fold")
    for info in known:
        cells = (info.id, info.kind, str(info.statements), "; ".join(file.name for file in info.files))
        table.add_row(*(Text(cell) for cell in cells))
    context.out.print(table)


def _say_what_changed(context: Context, command: str, report: LoadReport, **facts: object) -> None:
    if not report.changes:
        context.say(f"{command}.unchanged", **facts)
        return
    counts = {
        "created": report.created,
        "updated": report.updated,
        "deleted": report.deleted,
        "unchanged": report.unchanged,
    }
    context.say(f"{command}.done", seconds=report.seconds, **counts, **facts)
