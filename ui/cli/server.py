"""``neo4j start|stop|status``: the workspace's own Neo4j server, for other tools too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.context import Context, context_of

if TYPE_CHECKING:
    from graph.engines.local_neo4j import Neo4jEngine

_MIB = 2**20


def start(
    call: typer.Context,
    port: Annotated[int | None, typer.Option("--port", envvar="ZHITU_NEO4J_PORT", min=1, max=65535)] = None,
) -> None:
    """Start the server with the workspace's facts, and let it run until it is stopped."""
    from graph.engines.local_neo4j import USUAL_PORT, Neo4jEngine, is_free
    from graph.workspace import Workspace
    from ontology.errors import ConfigError

    context = context_of(call)
    get_neo4j(context)
    engine = Neo4jEngine(context.workspace, port=port)
    running_port = engine.running_port()
    if running_port and port and port != running_port:
        raise ConfigError(context.texts("cli.neo4j.other_port", port=running_port))
    if not running_port and not port and is_free(USUAL_PORT):
        engine.port = USUAL_PORT
    context.workspace.mkdir(parents=True, exist_ok=True)
    try:
        with context.progress("neo4j.starting"):
            engine.ensure()
            engine.keep()
        with context.progress("neo4j.loading"), Workspace.open(context.workspace, store="neo4j") as workspace:
            workspace.store.loaded_digest()
        _say_how_to_connect(context, engine)
    finally:
        engine.close()


def stop(call: typer.Context) -> None:
    """Stop the server, whoever uses it; its data rests on disk."""
    from graph.engines.local_neo4j import Neo4jEngine

    context = context_of(call)
    engine = Neo4jEngine(context.workspace)
    running = engine.status().running
    engine.stop()
    context.say("neo4j.stopped" if running else "neo4j.not_running", workspace=context.workspace)


def status(call: typer.Context) -> None:
    """Whether the server runs, and what a program needs to connect to it."""
    from graph.engines.local_neo4j import Neo4jEngine

    context = context_of(call)
    engine = Neo4jEngine(context.workspace)
    if engine.status().running:
        _say_how_to_connect(context, engine)
    else:
        context.say("neo4j.not_running", workspace=context.workspace)


def get_neo4j(context: Context) -> None:
    """Downloads Neo4j's files when they are not there, with a progress bar."""
    from graph.engines import neo4j_jars

    neo4j_jars.check_extra()
    folder = neo4j_jars.folder()
    if todo := neo4j_jars.missing(folder):
        size = round(sum(jar.size for jar in todo) / 1_000_000)
        with context.progress("neo4j.downloading", version=neo4j_jars.VERSION, size=size, folder=folder) as told:
            neo4j_jars.fetch(folder, told)


def _say_how_to_connect(context: Context, engine: Neo4jEngine) -> None:
    from graph.engines.local_neo4j import DATABASE, USER

    now = engine.status()
    facts = {"uri": now.uri, "user": USER, "database": DATABASE, "file": engine.password_file}
    context.out.print(context.texts("cli.neo4j.connect", **facts), markup=False, highlight=False)
    memory = round((now.memory or 0) / _MIB)
    context.say("engine.process", pid=now.pid, memory=memory, users=now.users, log=now.log)
    context.say("neo4j.kept" if engine.is_kept() else "neo4j.not_kept")
