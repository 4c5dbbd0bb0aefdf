"""The default engine: ArcadeDB, which needs nothing but its Python package."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from graph.engines.base import ARCADEDB, Notice
from graph.engines.managed import ManagedEngine
from graph.engines.state import DATABASE, Credentials, RunningEngine, StateFolder
from graph.messages import told
from graph.values import Endpoint
from ontology.errors import ConfigError

DEFAULT_HEAP = "384m"  # loads 100,000 statements; engine and user interface together stay under 1 GiB


class EmbeddedEngine(ManagedEngine):
    """The embedded engine of one workspace: its data in `engine/`, its words in `logs/engine.log`."""

    kind = "embedded"
    dialect = ARCADEDB
    module = "graph.engines.arcadedb_server"

    def __init__(self, workspace: Path, *, heap: str | None = None, notice: Notice | None = None) -> None:
        state = StateFolder(workspace.absolute() / "state")
        super().__init__(workspace, state, data="engine", log="engine.log", notice=notice)
        self.heap = checked_heap(heap or os.environ.get("ZHITU_ENGINE_HEAP") or DEFAULT_HEAP)

    def _endpoint(self, running: RunningEngine) -> Endpoint:
        credentials = Credentials.of(self.state.credentials)
        return Endpoint(
            uri=f"bolt://127.0.0.1:{running.port}",
            database=DATABASE,
            user="root",
            password=credentials.root_password,
            reader="reader",
            reader_password=credentials.reader_password,
        )

    def _prepare(self) -> None:
        """Everything came with the package."""

    def _order(self) -> dict[str, Any]:
        credentials = Credentials.of(self.state.credentials)
        return {
            "root": str(self.data),
            "heap": self.heap,
            "root_password": credentials.root_password,
            "reader_password": credentials.reader_password,
        }


def checked_heap(text: str) -> str:
    """The heap size as the JVM wants it, for example "384m"; raises ConfigError for anything else."""
    if not re.fullmatch(r"[1-9]\d{0,5}[mMgG]", text):
        raise ConfigError(told("heap", text=text))
    return text
