"""``attach``, ``detach``: the reader's own copy of a source, so that quotes can be shown."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui.cli.context import context_of


def attach(
    call: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    source: Annotated[str | None, typer.Option("--source", metavar="ID")] = None,
) -> None:
    """Keep a copy in the workspace and find the quoted places in it; a former copy of the source goes."""
    from ingest.attached import attach as attach_copy

    context = context_of(call)
    with context.open_workspace() as workspace, context.progress("attach.working", file=file.name):
        report = attach_copy(workspace.path, file, workspace.facts(), source)
    counts = {"exact": report.exact, "moved": report.moved, "missing": report.missing, "total": report.total}
    told = context.texts("cli.attach.done", file=report.name, source=report.source.removeprefix("src:"), **counts)
    context.out.print(told, markup=False, highlight=False)
    if report.unverified:
        context.say("attach.unverified", count=report.unverified)


def detach(
    call: typer.Context,
    source: Annotated[str | None, typer.Argument(metavar="[SOURCE]")] = None,
) -> None:
    """Forget the copy of a source; the original is untouched."""
    from ingest.attached import detach as detach_copy

    context = context_of(call)
    with context.open_workspace() as workspace:
        detached = detach_copy(workspace.path, source)
    context.say("detach.done", source=detached.removeprefix("src:"))
