"""Which engine a `--store` option means: the one place that decides."""

from __future__ import annotations

from pathlib import Path

from graph.engines.base import Engine, Notice
from graph.engines.embedded import EmbeddedEngine
from graph.engines.external import SCHEMES, ExternalEngine, is_address
from graph.engines.local_neo4j import Neo4jEngine
from graph.messages import told
from ontology.errors import ConfigError


def engine_for(workspace: Path, store: str = "embedded", *, notice: Notice | None = None) -> Engine:
    """The engine of a workspace for ``embedded``, ``neo4j`` or a server's address; ConfigError for anything else."""
    if store == "embedded":
        return EmbeddedEngine(workspace, notice=notice)
    if store == "neo4j":
        return Neo4jEngine(workspace, notice=notice)
    if is_address(store):
        return ExternalEngine(store)
    schemes = ", ".join(f"{scheme}://" for scheme in SCHEMES)
    raise ConfigError(told("no_store", store=store, schemes=schemes))
