"""An engine of our own as a child process, one a workspace, shared by every zhitu process that uses it."""

from __future__ import annotations

import json
import logging
import os
import secrets
import shutil
import subprocess
import sys
import threading
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import IO, Any

import psutil

from graph.driver import import_driver
from graph.engines.base import Dialect, EngineStatus, Notice
from graph.engines.state import EXIT_BUSY, EXIT_DAMAGED, EXIT_PORT, Lease, RunningEngine, StateFolder
from graph.errors import StoreUnavailable
from graph.messages import Told, told
from graph.values import Endpoint

START_SECONDS = 60.0  # 1.5 s on two idle cores; a loaded machine is given time
STOP_SECONDS = 8.0
LOG_LINES_SHOWN = 3
LOG_BYTES_KEPT = 2_000_000

_log = logging.getLogger(__name__)


class ManagedEngine(ABC):
    """An engine whose process is ours: its state folder says how to reach it, `data` holds its files, `log` its words.

    What one kind of engine has of its own stands in the abstract methods.
    """

    owned = True
    module: str
    """The module that is the engine's process; it reads an order from standard input, see `graph.engines.lifetime`."""

    start_seconds = START_SECONDS

    def __init__(self, workspace: Path, state: StateFolder, *, data: str, log: str, notice: Notice | None) -> None:
        self.folder = workspace.absolute()
        self.data = self.folder / data
        self.logs = self.folder / "logs"
        self.log = self.logs / log
        self.state = state
        self._notice = notice or _log.warning
        self._mutex = threading.RLock()
        self._lease: Lease | None = None
        self._known: RunningEngine | None = None  # the engine that `ensure` last named
        self._keeps_next = False  # the engine that was killed was kept for other tools
        self._child: subprocess.Popen[bytes] | None = None  # kept so that an ended child is reaped

    @property
    @abstractmethod
    def kind(self) -> str:
        """See `Engine.kind`."""

    @property
    @abstractmethod
    def dialect(self) -> Dialect:
        """See `Engine.dialect`."""

    @abstractmethod
    def _endpoint(self, running: RunningEngine) -> Endpoint:
        """Where a running engine is, and how to log in."""

    @abstractmethod
    def _order(self) -> dict[str, Any]:
        """What the engine's process must be told beside its state folder and its nonce."""

    @abstractmethod
    def _prepare(self) -> None:
        """Gets what a start needs; outside the lock under which engines start, because it may take minutes."""

    def ensure(self) -> Endpoint:
        """See `Engine.ensure`."""
        with self._mutex:
            self.state.make()
            if self._lease and self._known and self._known == self._running():
                endpoint = self._endpoint(self._known)
                if answers(endpoint):  # a killed process is still there for a moment
                    return endpoint
            if self._running() is None:
                self._prepare()
            with self.state.deciding():
                return self._join_or_start()

    def kill(self) -> None:
        """See `Engine.kill`."""
        with self._mutex:
            self.state.make()
            with self.state.deciding():
                running, was_kept = self._running(), self.is_kept()
                if running and running == self._known:
                    self._kill(running)
                    self._keeps_next = was_kept

    def rebuild(self) -> Endpoint:
        """See `Engine.rebuild`."""
        with self._mutex:
            self.state.make()
            with self.state.deciding():
                self._stop_running()
                self._set_data_aside()
                return self._join_or_start()

    def stop(self) -> None:
        """See `Engine.stop`."""
        with self._mutex:
            if not self.state.path.exists():
                return
            with self.state.deciding():
                self._stop_running()

    def close(self) -> None:
        """See `Engine.close`."""
        with self._mutex:
            if self._lease is None:
                return
            if self._keeps_next:
                self.ensure()
            lease, self._lease, self._known = self._lease, None, None
            if not self.state.path.exists():  # the workspace was deleted under us; the engine sees that too
                return
            with self.state.deciding():
                lease.give_back()
                self.state.drop_dead_leases()
                running = self._running()
                if running is None or not self.state.is_needed(running.nonce):
                    self._stop_running()

    def keep(self) -> None:
        """Lets the engine run on when no zhitu process uses it, until `stop`; it must run already."""
        with self._mutex, self.state.deciding():
            running = self._running()
            if running is None:
                raise StoreUnavailable(told("not_kept", folder=self.folder))
            self.state.request_keeping(running.nonce)

    def is_kept(self) -> bool:
        """True when a running engine runs on without users of ours."""
        running = self._running()
        return running is not None and self.state.keeping_requested(running.nonce)

    def status(self) -> EngineStatus:
        """See `Engine.status`."""
        running = self._running()
        process = running.process() if running else None
        size = sum(file.stat().st_size for file in self.data.rglob("*") if file.is_file())
        if running is None or process is None:
            return EngineStatus(self.kind, running=False, data=size, log=self.log)
        try:
            memory = process.memory_info().rss
        except psutil.Error:
            memory = None
        return EngineStatus(
            self.kind,
            running=True,
            uri=f"bolt://127.0.0.1:{running.port}" if running.port else None,
            pid=running.pid,
            started=running.started,
            users=self.state.living_leases(),
            memory=memory,
            data=size,
            log=self.log,
        )

    def _running(self) -> RunningEngine | None:
        if self._child is not None:
            self._child.poll()
        running = RunningEngine.read(self.state.engine)
        return running if running and running.process() else None

    def _join_or_start(self) -> Endpoint:
        if self._lease is None:
            self.state.drop_dead_leases()
            self._lease = self.state.take_lease()
        running = self._settled()
        if running is not None:
            endpoint = self._endpoint(running)
            if answers(endpoint):
                return self._reached(running)
            self._kill(running)
        try:
            running = self._start()
        except PortTakenError as taken:
            _log.info("%s", taken)
            running = self._start()
        except DamagedError as damaged:
            _log.info("%s", damaged)
            self._set_data_aside()
            running = self._start()
        return self._reached(running)

    def _reached(self, running: RunningEngine) -> Endpoint:
        self._known = running
        if self._keeps_next:
            self.state.request_keeping(running.nonce)
            self._keeps_next = False
        return self._endpoint(running)

    def _settled(self) -> RunningEngine | None:
        """The running engine, when there is one; waits for one whose starter was killed while it was starting."""
        deadline = time.monotonic() + self.start_seconds
        while (running := self._running()) and running.port == 0 and time.monotonic() < deadline:
            time.sleep(0.05)
        return running

    def _start(self) -> RunningEngine:
        """Starts the child and waits until it answers; else raises StoreUnavailable with its last words."""
        nonce = secrets.token_hex(8)
        try:
            order = {"state": str(self.state.path), "nonce": nonce, **self._order()}
            self.state.stop_request.unlink(missing_ok=True)
            for folder in (self.data, self.logs):
                folder.mkdir(mode=0o700, exist_ok=True)
            with open_log(self.log) as log:
                child = spawn(self.module, log, self.logs)
        except OSError as error:
            raise StoreUnavailable(told("not_started", folder=self.folder, reason=error.strerror or error)) from error
        self._child = child
        assert child.stdin is not None
        try:
            child.stdin.write(json.dumps(order).encode())
            child.stdin.close()
        except OSError:  # it died at once; its last words say why
            child.wait(self.start_seconds)
        return self._wait_until_ready(child, nonce)

    def _wait_until_ready(self, child: subprocess.Popen[bytes], nonce: str) -> RunningEngine:
        import_driver()  # takes as long as the engine, so both at once
        deadline = time.monotonic() + self.start_seconds
        while time.monotonic() < deadline:
            running = self._running()
            if running and running.port and answers(self._endpoint(running)):
                if running.nonce != nonce:  # one that had been starting was first
                    child.kill()
                return running
            if child.poll() is not None:
                if child.returncode == EXIT_BUSY:
                    raise StoreUnavailable(told("does_not_end", folder=self.folder))
                kind = REASONS.get(child.returncode, StoreUnavailable)
                raise kind(told("ended_early", words=last_words(self.log)))
            time.sleep(0.02)
        child.kill()
        child.wait(STOP_SECONDS)
        raise StoreUnavailable(told("no_answer", seconds=self.start_seconds, words=last_words(self.log)))

    def _stop_running(self) -> None:
        """Asks the running engine to stop and waits; ends it when it does not."""
        running = self._running()
        process = running.process() if running else None
        if running is None or process is None:
            self.state.engine.unlink(missing_ok=True)
            return
        try:
            self.state.request_stop(running.nonce)
            asked = True
        except OSError:  # a full disk
            asked = False
        if not asked or not gone(process, self._child, STOP_SECONDS):
            self._kill(running)
        self.state.stop_request.unlink(missing_ok=True)
        self.state.engine.unlink(missing_ok=True)

    def _kill(self, running: RunningEngine) -> None:
        process = running.process()
        if process is not None:
            try:
                process.kill()
            except psutil.NoSuchProcess:
                pass
            except psutil.AccessDenied as error:
                raise StoreUnavailable(told("not_ours_to_kill", pid=running.pid)) from error
            gone(process, self._child, STOP_SECONDS)
        self.state.engine.unlink(missing_ok=True)

    def _set_data_aside(self) -> None:
        """Moves damaged data out of the way, keeping the latest such folder for whoever wants to look."""
        aside = self.data.with_name(f"{self.data.name}.damaged")
        try:
            shutil.rmtree(aside, ignore_errors=True)
            if self.data.exists():
                self.data.rename(aside)
        except OSError as error:
            raise StoreUnavailable(told("not_set_aside", path=self.data, reason=error.strerror or error)) from error
        self._notice(f"the store in {self.data} was damaged; it is rebuilt from the facts (the old one: {aside.name})")


class DamagedError(StoreUnavailable):
    """The engine cannot open its files; the message holds its last words."""


class PortTakenError(StoreUnavailable):
    """Another program listens on the engine's port; the message holds the engine's last words."""


REASONS = {EXIT_DAMAGED: DamagedError, EXIT_PORT: PortTakenError}
"""What an exit status of the engine's process means, where it means more than that it ended."""


def spawn(module: str, log: IO[bytes], folder: Path) -> subprocess.Popen[bytes]:
    """Starts the engine's process apart from ours, so that Ctrl+C reaches us first and we stop it in order."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    environment["ARCADEDB_JVM_ERROR_FILE"] = "hs_err_pid%p.log"  # beside the other logs
    if os.name != "nt":
        environment["LC_ALL"] = "C.UTF-8"  # the JVM opens no file with a Chinese name under LANG=C
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    # -P: a file named like a library in the workspace must not be imported
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module],
        stdin=subprocess.PIPE,
        stdout=log,
        stderr=log,
        cwd=folder,
        env=environment,
        start_new_session=os.name != "nt",
        creationflags=flags,
    )


def open_log(path: Path) -> IO[bytes]:
    """The log of the engine's standard output, appended to; a large one is kept once as `engine.1.log`."""
    if path.exists() and path.stat().st_size > LOG_BYTES_KEPT:
        path.replace(path.with_suffix(".1.log"))
    return path.open("ab")


def last_words(path: Path) -> Told:
    """The end of a log for an error message."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - 8000))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return told("no_log", path=path)
    lines = [line for line in text.splitlines() if line.strip()][-LOG_LINES_SHOWN:]
    return told("last_words", path=path, lines="\n".join(f"  {line}" for line in lines))


def answers(endpoint: Endpoint) -> bool:
    """True when a driver can log in."""
    import_driver()
    import neo4j  # noqa: PLC0415
    from neo4j.exceptions import DriverError, Neo4jError  # noqa: PLC0415

    try:
        with neo4j.GraphDatabase.driver(
            endpoint.uri, auth=(endpoint.user, endpoint.password), connection_timeout=5.0, max_transaction_retry_time=0
        ) as driver:
            driver.verify_connectivity()
    except (DriverError, Neo4jError, OSError):
        return False
    return True


def gone(process: psutil.Process, child: subprocess.Popen[bytes] | None, seconds: float) -> bool:
    """Waits until a process ended; our own child is reaped, so that it does not stay as a zombie."""
    try:
        if child is not None and child.pid == process.pid:
            child.wait(seconds)
        else:
            process.wait(seconds)
    except (psutil.TimeoutExpired, subprocess.TimeoutExpired):
        return False
    return True
