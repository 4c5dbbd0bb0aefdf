"""An engine's own process: it serves for as long as someone in the workspace uses it, or until it is told to stop.

What starts an engine runs in it too: an order comes as one JSON object on standard input, so that passwords stand
neither in arguments nor in the environment.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace

import psutil
from filelock import FileLock, Timeout

from graph.engines.state import EXIT_BUSY, RunningEngine, StateFolder

LOCK_SECONDS = 20.0  # an engine that ends takes 0.2 s, at most STOP_SECONDS
TICK_SECONDS = 0.2  # how soon a request to stop is seen
LEASE_TICKS = 5  # leases are looked at once a second
GRACE_SECONDS = 5.0  # a killed user interface that comes back within it finds its engine still warm
LOG_BYTES = 4_000_000  # of what the JVM itself says; a query that overflows its stack says 100 KB

Stop = Callable[[], object]
"""Ends a server in order."""


def serve(state: StateFolder, nonce: str, start: Callable[[], tuple[int, Stop]], *, stop_seconds: float) -> None:
    """Starts a server and holds it until nobody needs it; `start` gives its port and how to stop it.

    The state file says that it is starting, then where it answers. After `stop_seconds` of an orderly stop the process
    ends the hard way, which every store survives: a runaway query must not keep it. Does not return.
    """
    lock = FileLock(state.running_lock, timeout=LOCK_SECONDS, mode=0o600)
    try:
        lock.acquire()  # held until the process ends
    except Timeout:
        sys.stderr.write("another engine of this workspace does not end\n")
        sys.exit(EXIT_BUSY)
    own = psutil.Process()
    starting = RunningEngine(own.pid, 0, own.create_time(), time.time(), nonce)
    starting.write(state.engine)
    port, stop = start()
    replace(starting, port=port).write(state.engine)
    try:
        wait_until_unused(state, nonce)
    finally:
        threading.Thread(target=end_the_hard_way, args=(stop_seconds,), daemon=True).start()
        current = RunningEngine.read(state.engine)
        if current and current.nonce == nonce:
            state.engine.unlink(missing_ok=True)
        stop()
    sys.stdout.flush()
    os._exit(0)  # the JVM's own end waits for threads that a runaway query may hold


def listening_port() -> int:
    """The port this process listens on; asking for port 0 and looking leaves no moment in which it can be taken."""
    ports = {
        connection.laddr.port
        for connection in psutil.Process().net_connections(kind="tcp")
        if connection.status == psutil.CONN_LISTEN
    }
    if len(ports) != 1:
        raise RuntimeError(f"one listening port was expected, there are {sorted(ports)}")
    return int(ports.pop())


def wait_until_unused(state: StateFolder, nonce: str) -> None:
    """Returns when this engine is asked to stop, or when nobody has held a lease for a while."""
    last_used, ticks = time.monotonic(), 0
    while True:
        time.sleep(TICK_SECONDS)
        ticks += 1
        if state.stop_requested(nonce) or not state.path.exists():
            return
        if ticks % LEASE_TICKS:
            continue
        current = RunningEngine.read(state.engine)
        if current is None or current.nonce != nonce:
            return  # nobody can find this engine; another one waits for its place
        if os.fstat(sys.stderr.fileno()).st_size > LOG_BYTES:
            os.ftruncate(sys.stderr.fileno(), 0)
        now = time.monotonic()
        if state.is_needed(nonce):
            last_used = now
        elif now - last_used > GRACE_SECONDS:
            return


def end_the_hard_way(seconds: float) -> None:
    """Ends the process when the orderly way takes too long."""
    time.sleep(seconds)
    os._exit(0)
