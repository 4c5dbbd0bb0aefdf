"""``engine status|stop`` and ``doctor``: what is running, what is missing and how to get it."""

from __future__ import annotations

import importlib.metadata
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer
from rich.table import Table
from rich.text import Text

from ui.cli.context import Context, context_of

if TYPE_CHECKING:
    from graph.indexes import IndexState

_PACKAGES = ("zhitu", "arcadedb-embedded", "neo4j", "pyoxigraph", "pyshacl", "rdflib", "networkx", "pyvis", "streamlit")
_MIB, _GIB = 2**20, 2**30
_NEEDED = 1 * _GIB  # engine and page together


def engine_status(call: typer.Context) -> None:
    """Whether the engine runs, and where."""
    context = context_of(call)
    with context.open_workspace() as workspace:
        status = workspace.engine.status()
    if not status.running:
        context.say("engine.not_running", workspace=context.workspace)
        return
    context.say("engine.running", kind=status.kind, uri=status.uri)
    if status.pid is not None:
        memory = round((status.memory or 0) / _MIB)
        context.say("engine.process", pid=status.pid, memory=memory, users=status.users, log=status.log)


def engine_stop(call: typer.Context) -> None:
    """Stop the engine, whoever uses it; its data rests on disk."""
    context = context_of(call)
    with context.open_workspace() as workspace:
        running = workspace.engine.status().running
        workspace.engine.stop()
    context.say("engine.stopped" if running else "engine.not_running", workspace=context.workspace)


@dataclass(frozen=True, slots=True)
class Observation:
    """One line of the doctor: what was looked at, how it is, and whether that is a problem."""

    subject: str
    state: str
    fine: bool = True


def doctor(call: typer.Context) -> None:
    """Look at everything that zhitu needs; exit status 3 when something is missing."""
    context = context_of(call)
    observations = [*_versions(context), *_machine(context), _neo4j(context), *_store(context)]
    table = Table(show_header=False)
    for seen in observations:
        mark = context.texts("cli.doctor.ok" if seen.fine else "cli.doctor.problem")
        table.add_row(Text(seen.subject), Text(mark, style="green" if seen.fine else "bold red"), Text(seen.state))
    context.out.print(table)
    if not all(seen.fine for seen in observations):
        raise typer.Exit(3)
    context.say("doctor.all_right")


def _versions(context: Context) -> Iterator[Observation]:
    yield Observation(context.texts("cli.doctor.python"), f"{sys.version.split()[0]} ({sys.executable})")
    for package in _PACKAGES:
        try:
            yield Observation(package, importlib.metadata.version(package))
        except importlib.metadata.PackageNotFoundError:
            yield Observation(package, context.texts("cli.doctor.missing", package=package), fine=False)


def _machine(context: Context) -> Iterator[Observation]:
    import psutil

    subject = context.texts("cli.doctor.workspace")
    try:
        context.workspace.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(context.workspace).free / _GIB
        yield Observation(subject, context.texts("cli.doctor.writable", path=context.workspace, free=f"{free:.1f}"))
    except OSError:
        yield Observation(subject, context.texts("cli.doctor.not_writable", path=context.workspace), fine=False)
    memory = psutil.virtual_memory()
    enough = memory.available >= _NEEDED
    figures = {"free": f"{memory.available / _GIB:.1f}", "total": f"{memory.total / _GIB:.1f}"}
    key = "memory_free" if enough else "memory_low"
    yield Observation(context.texts("cli.doctor.memory"), context.texts(f"cli.doctor.{key}", **figures), enough)


def _neo4j(context: Context) -> Observation:
    """The Neo4j that zhitu can start: an extra, so only a problem for who wants it."""
    from graph.engines import neo4j_jars
    from graph.engines.local_neo4j import Neo4jEngine

    version, folder = neo4j_jars.VERSION, neo4j_jars.folder()
    if neo4j_jars.absent():
        text = context.texts("cli.doctor.neo4j_absent", install=neo4j_jars.INSTALL)
        return Observation("Neo4j", text, fine=context.store != "neo4j")
    now = Neo4jEngine(context.workspace).status()
    if now.running:
        return Observation(
            "Neo4j", context.texts("cli.doctor.neo4j_running", version=version, uri=now.uri, log=now.log)
        )
    todo = round(sum(jar.size for jar in neo4j_jars.missing(folder)) / 1_000_000)
    key = "neo4j_to_fetch" if todo else "neo4j_ready"
    return Observation("Neo4j", context.texts(f"cli.doctor.{key}", version=version, folder=folder, size=todo))


def _indexes(context: Context, states: Sequence[IndexState]) -> Iterator[Observation]:
    if states:
        shown = ", ".join(f"{found.name} {(found.state or '-').lower()}" for found in states)
        fine = all(found.is_fine for found in states)
        key = "indexes" if fine else "indexes_missing"
        yield Observation(context.texts("cli.doctor.index"), context.texts(f"cli.doctor.{key}", indexes=shown), fine)


def _store(context: Context) -> Iterator[Observation]:
    from graph.indexes import index_states
    from ontology.errors import KgError

    subject = context.texts("cli.doctor.store")
    try:
        with context.open_workspace() as workspace:
            known = workspace.sources()
            counts = {"sources": len(known), "statements": sum(info.statements for info in known)}
            yield Observation(context.texts("cli.doctor.sources"), context.texts("cli.doctor.statements", **counts))
            agent = workspace.store.connection.attempt(lambda session: session.run("RETURN 1").consume().server.agent)
            yield Observation(subject, f"{agent} ({workspace.engine.status().uri})")
            yield from _indexes(context, index_states(workspace.store.connection))
    except KgError as error:
        yield Observation(subject, error.text(context.texts.language), fine=False)
