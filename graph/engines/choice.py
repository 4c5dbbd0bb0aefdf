"""Which engine a `--store` option means: the one place that decides."""

from __future__ import annotations

from pathlib import Path

from graph.engines.base import Engine, Notice
from graph.engines.embedded import EmbeddedEngine
from graph.engines.external import SCHEMES, ExternalEngine, is_address
from ontology.errors import ConfigError


def engine_for(workspace: Path, store: str = "embedded", *, notice: Notice | None = None) -> Engine:
    """The engine of a workspace for ``embedded`` or a server's address; raises ConfigError for anything else."""
    if store == "embedded":
        return EmbeddedEngine(workspace, notice=notice)
    if is_address(store):
        return ExternalEngine(store)
    known = f"`embedded`, or an address that starts with {', '.join(f'{scheme}://' for scheme in SCHEMES)}"
    if store == "neo4j":
        raise ConfigError(f"this version cannot start a Neo4j server by itself yet; --store takes {known}")
    raise ConfigError(f"there is no store {store!r}; --store takes {known}")
