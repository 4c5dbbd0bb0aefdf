"""A real Neo4j of the workspace's own: Neo4j Community and a Java for it, without Docker or root."""

from __future__ import annotations

import os
import secrets
import socket
from pathlib import Path
from typing import Any

import psutil

from graph.engines import neo4j_jars
from graph.engines.base import NEO4J, Notice
from graph.engines.managed import ManagedEngine
from graph.engines.neo4j_settings import memory_for
from graph.engines.state import RunningEngine, StateFolder, write_private
from graph.errors import StoreUnavailable
from graph.messages import told
from graph.values import Endpoint
from ontology.errors import ConfigError

DATABASE = "neo4j"
USER = "neo4j"
USUAL_PORT = 7687
START_SECONDS = 180.0  # 7 s on two idle cores; a minute on ones that have much else to do
PORT_VARIABLE = "ZHITU_NEO4J_PORT"


class Neo4jEngine(ManagedEngine):
    """The Neo4j server of one workspace: its home in `neo4j/`, its words in `logs/neo4j.log`."""

    kind = "neo4j"
    dialect = NEO4J
    module = "graph.engines.neo4j_server"
    start_seconds = START_SECONDS

    def __init__(
        self, workspace: Path, *, port: int | None = None, heap: str | None = None, notice: Notice | None = None
    ) -> None:
        state = StateFolder(workspace.absolute() / "state", "neo4j", lock_seconds=START_SECONDS)
        super().__init__(workspace, state, data="neo4j", log="neo4j.log", notice=notice)
        self.port = port or checked_port(os.environ.get(PORT_VARIABLE, ""))
        self.heap = heap or os.environ.get("ZHITU_ENGINE_HEAP")  # None: by the machine's size
        self.password_file = state.path / "neo4j.password"
        self.jars = neo4j_jars.folder()

    def running_port(self) -> int:
        """The port of the server that runs; 0 when none does."""
        running = self._running()
        return running.port if running else 0

    def _prepare(self) -> None:
        neo4j_jars.check_extra()
        todo = neo4j_jars.missing(self.jars)
        if todo:
            size = sum(jar.size for jar in todo) // 1_000_000
            self._notice(f"downloading Neo4j {neo4j_jars.VERSION} ({size} MB), once")
            neo4j_jars.fetch(self.jars)

    def _endpoint(self, running: RunningEngine) -> Endpoint:
        return Endpoint(f"bolt://127.0.0.1:{running.port}", DATABASE, USER, self._password())

    def _order(self) -> dict[str, Any]:
        machine = psutil.virtual_memory()
        memory = memory_for(machine.total, machine.available, self.heap)
        if self.port and not is_free(self.port):
            raise StoreUnavailable(told("port_taken", port=self.port, variable=PORT_VARIABLE))
        return {
            "home": str(self.data),
            "jars": str(self.jars),
            "port": self.port or free_port(),
            "heap": memory.heap,
            "page_cache": memory.page_cache,
            "password": self._password(),
        }

    def _password(self) -> str:
        """Made at the first use and kept, so that other tools may stay connected."""
        try:
            text = self.password_file.read_text(encoding="ascii").strip()
        except (FileNotFoundError, UnicodeDecodeError):
            text = ""
        if not text:
            text = secrets.token_urlsafe(24)
            write_private(self.password_file, f"{text}\n".encode())
        return text


def checked_port(text: str) -> int:
    """The port that somebody asked for, 0 when nobody did; raises ConfigError for what is none.

    >>> checked_port(""), checked_port("7687")
    (0, 7687)
    """
    if not text:
        return 0
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise ConfigError(told("port", variable=PORT_VARIABLE, text=text, usual=USUAL_PORT))
    return int(text)


def is_free(port: int) -> bool:
    """True when nobody listens on a loopback port."""
    with socket.socket() as probe:
        if os.name != "nt":  # there it would let two programs have one port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def free_port() -> int:
    """A loopback port that nobody listens on now; neo4j:// addresses need to know it before the server starts."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
