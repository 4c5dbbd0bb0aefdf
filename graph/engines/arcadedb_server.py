"""The embedded engine's process: ArcadeDB serving Bolt on loopback, for as long as someone in the workspace uses it.

`graph.engines.embedded` starts it as ``python -P -m graph.engines.arcadedb_server`` in the workspace's log folder, with
one JSON object on standard input (see `Order`); `graph.engines.lifetime` says when it ends.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from graph.engines.lifetime import Stop, listening_port, serve
from graph.engines.state import DATABASE, EXIT_DAMAGED, StateFolder

STOP_SECONDS = 5.0

SETTINGS: dict[str, Any] = {
    "host": "127.0.0.1",
    "http_port": "0",  # the HTTP server cannot be left out: any free port, and it is closed before anyone is told
    "bolt_port": 0,
    # "production" hides the messages of syntax errors
    "mode": "development",
    "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
    "server_saltIterations": 1000,  # generated passwords of 192 bits need no slow hash
    "server_httpWorkerThreads": 1,
    "server_healthCheck_enabled": False,
    "polyglotEngineEnabled": False,
    "command_timeout": 600_000,  # ms; the watchdog is far quicker, this ends what outlives its client
    "opencypher_loadCsv_allowFileUrls": False,
    "opencypher_loadCsv_allowRemoteUrls": False,
}
JVM_FLAGS = (
    "-XX:+UseSerialGC",  # 0.1 s quicker to start and 20 MB less than G1 at this heap
    # starts and loads the report's graph with 60 % of the processor time; loads of 50,000 things take 1.2 times as much
    "-XX:TieredStopAtLevel=1",
    "-XX:+ExitOnOutOfMemoryError",  # a half-dead engine would hang its users; the next use starts a fresh one
    "-Djava.util.logging.config.file=logging.properties",
    # each set of labels has an index file: 52 MB instead of 87 for the report's graph; not taken from SETTINGS
    "-Darcadedb.indexDefaultPageSize=65536",
)
LOGGING = """\
handlers = java.util.logging.FileHandler
.level = WARNING
com.arcadedb.level = INFO
java.util.logging.FileHandler.pattern = arcadedb.%g.log
java.util.logging.FileHandler.limit = 2000000
java.util.logging.FileHandler.count = 3
java.util.logging.FileHandler.append = true
java.util.logging.FileHandler.formatter = com.arcadedb.log.LogFormatter
"""


@dataclass(frozen=True, slots=True)
class Order:
    """What the starting process asks for, as JSON on standard input."""

    state: str  # the workspace's state folder
    root: str  # the engine's own folder: databases, configuration
    heap: str  # for example "384m"
    nonce: str
    root_password: str
    reader_password: str

    @classmethod
    def read(cls, text: str) -> Self:
        return cls(**json.loads(text))


def main() -> None:
    """Serves until told to stop, or until nobody uses the engine; exit status 1 when the engine cannot start."""
    order = Order.read(sys.stdin.read())

    def start_listening() -> tuple[int, Stop]:
        server = start(order)
        return listening_port(), server.stop

    serve(StateFolder(Path(order.state)), order.nonce, start_listening, stop_seconds=STOP_SECONDS)


def start(order: Order) -> Any:
    """The ArcadeDB server with its database and its two users, listening."""
    # heavy, and only this process may load a JVM
    import arcadedb_embedded as arcadedb  # noqa: PLC0415
    import jpype  # noqa: PLC0415
    from arcadedb_embedded.jvm import start_jvm  # noqa: PLC0415

    Path("logging.properties").write_text(LOGGING, encoding="ascii")
    start_jvm(heap_size=order.heap, jvm_args=JVM_FLAGS)
    configuration = Path(order.root) / "config"
    configuration.mkdir(parents=True, exist_ok=True)
    write_groups(configuration / "server-groups.json")
    for events in (Path(order.root) / "log").glob("server-event-log-*.jsonl"):
        events.unlink()  # one a start, for ever, says what the log says too
    (configuration / "server-users.jsonl").unlink(missing_ok=True)  # always made anew from the workspace's passwords
    server = arcadedb.create_server(
        root_path=order.root, root_password=order.root_password, config={**SETTINGS, "server_logsDirectory": "."}
    )
    try:
        server.start()
        server.create_database(DATABASE)  # opens it when it is there
    except arcadedb.ArcadeDBError:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(EXIT_DAMAGED)  # threads of a server that is half open would keep the process
    server._java_server.getHttpServer().stopService()
    security = server._java_server.getSecurity()  # users are only reachable through Java
    reader = {
        "name": "reader",
        "password": str(security.encodePassword(order.reader_password)),
        "databases": {DATABASE: ["reader"]},
    }
    security.createUser(jpype.JClass("com.arcadedb.serializer.json.JSONObject")(json.dumps(reader)))
    return server


def write_groups(path: Path) -> None:
    """Two groups: `admin` may do all, `reader` may read records and nothing else; the engine enforces it."""
    everything = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]

    def group(access: list[str], records: list[str]) -> dict[str, Any]:
        return {"access": access, "resultSetLimit": -1, "readTimeout": -1, "types": {"*": {"access": records}}}

    groups = {
        "admin": group(["updateSecurity", "updateSchema", "updateDatabaseSettings"], everything),
        "reader": group([], ["readRecord"]),
    }
    path.write_text(json.dumps({"databases": {"*": {"groups": groups}}, "version": 2}), encoding="utf-8")


if __name__ == "__main__":
    main()
