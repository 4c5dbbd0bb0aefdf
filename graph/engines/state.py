"""The workspace's private state files: which engine runs, its passwords, and the leases of those who use it."""

from __future__ import annotations

import json
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

import psutil
from filelock import FileLock, Timeout

from graph.errors import StoreUnavailable
from graph.messages import told

DATABASE = "zhitu"
EXIT_BUSY = 75  # of the engine's process, when another one holds the workspace
EXIT_DAMAGED = 76  # when it cannot open its files
EXIT_PORT = 77  # when another program has taken its port
START_LOCK_SECONDS = 60.0  # a start takes 1.5 s on two idle cores; a minute means that the other process hangs
REPLACE_ATTEMPTS = 50
SAME_PROCESS_SECONDS = 2.0  # the system's clock may be corrected between two looks at a process' start time


def write_private(path: Path, data: bytes) -> None:
    """Replaces a file in one step, readable by its owner only; after a crash the old or the new content is there."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        replace_file(temporary, path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def replace_file(new: Path, old: Path) -> None:
    """Puts a file in another's place; on Windows that has to wait for those who are reading the old one."""
    for _ in range(REPLACE_ATTEMPTS if os.name == "nt" else 0):
        try:
            new.replace(old)
        except PermissionError:
            time.sleep(0.02)
        else:
            return
    new.replace(old)


def read_json(path: Path) -> dict[str, Any] | None:
    """The object in a state file; None when there is none or it is damaged, because state can always be made again."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return value if isinstance(value, dict) else None


@dataclass(frozen=True, slots=True)
class RunningEngine:
    """The engine process that the state file names. `created` is when `pid` started, against pid reuse.

    `port` is 0 while it is starting.
    """

    pid: int
    port: int
    created: float
    started: float
    nonce: str  # one a start: a later engine on the same port is another one

    @classmethod
    def read(cls, path: Path) -> Self | None:
        value = read_json(path)
        if value is None:
            return None
        try:
            return cls(
                pid=int(value["pid"]),
                port=int(value["port"]),
                created=float(value["created"]),
                started=float(value["started"]),
                nonce=str(value["nonce"]),
            )
        except (KeyError, TypeError, ValueError):
            return None

    def write(self, path: Path) -> None:
        write_private(path, json.dumps(asdict(self)).encode())

    def process(self) -> psutil.Process | None:
        """The living process, or None when it ended or its pid now belongs to another program."""
        try:
            process = psutil.Process(self.pid)
            if process.status() == psutil.STATUS_ZOMBIE:
                return None
            same = abs(process.create_time() - self.created) < SAME_PROCESS_SECONDS
        except psutil.Error:
            return None
        return process if same else None


@dataclass(frozen=True, slots=True)
class Credentials:
    """Generated passwords of the engine's two users; `root` loads, `reader` can only read."""

    root_password: str
    reader_password: str

    @classmethod
    def of(cls, path: Path) -> Self:
        """The workspace's passwords, made at the first use and kept, so that other tools may stay connected."""
        value = read_json(path)
        if value and isinstance(value.get("root"), str) and isinstance(value.get("reader"), str):
            return cls(value["root"], value["reader"])
        made = cls(secrets.token_urlsafe(24), secrets.token_urlsafe(24))
        write_private(path, json.dumps({"root": made.root_password, "reader": made.reader_password}).encode())
        return made


class StateFolder:
    """What `<workspace>/state` knows of the engine of one name: the folder has mode 0700, its files 0600."""

    def __init__(self, path: Path, name: str = "engine", *, lock_seconds: float = START_LOCK_SECONDS) -> None:
        self.path = path
        self.name = name
        self.lock_seconds = lock_seconds  # how long another process may take to start or stop the engine
        self.engine = path / f"{name}.json"
        self.stop_request = path / f"{name}.stop"  # holds the nonce of the engine that shall stop
        self.keep_request = path / f"{name}.keep"  # holds the nonce of the engine that runs on for other programs
        self.leases = path / f"{name}.leases"
        self.running_lock = path / f"{name}.running"  # held by the engine itself: two must not open the same files
        self.credentials = path / "credentials.json"

    def make(self) -> None:
        """Makes the folder; raises StoreUnavailable when that is not possible."""
        try:
            for folder in (self.path, self.leases):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.path.chmod(0o700)
        except OSError as error:
            raise StoreUnavailable(
                told("folder_not_written", path=self.path.parent, reason=error.strerror or error)
            ) from error

    @contextmanager
    def deciding(self) -> Iterator[None]:
        """Holds the lock under which engines are started and stopped and leases are taken and returned."""
        lock = FileLock(self.path / f"{self.name}.lock", timeout=self.lock_seconds, mode=0o600)
        try:
            with lock:
                yield
        except Timeout as error:
            raise StoreUnavailable(told("start_locked", folder=self.path.parent, seconds=self.lock_seconds)) from error

    def request_stop(self, nonce: str) -> None:
        """Asks the engine of that nonce to stop; a file, because Windows has no signal that a JVM survives in order."""
        write_private(self.stop_request, nonce.encode())

    def stop_requested(self, nonce: str) -> bool:
        """True when the engine of that nonce shall stop."""
        return _names(self.stop_request, nonce)

    def request_keeping(self, nonce: str) -> None:
        """Asks the engine of that nonce to run on when no zhitu process uses it, until it is stopped."""
        write_private(self.keep_request, nonce.encode())

    def keeping_requested(self, nonce: str) -> bool:
        """True when the engine of that nonce shall run on without users of ours."""
        return _names(self.keep_request, nonce)

    def is_needed(self, nonce: str) -> bool:
        """True while somebody uses the engine of that nonce, or may."""
        return self.living_leases() > 0 or self.keeping_requested(nonce)

    def take_lease(self) -> Lease:
        """Says that this process uses the engine, until the lease is returned or the process ends. Under `deciding`."""
        path = self.leases / f"{os.getpid()}-{secrets.token_hex(4)}.lock"
        lock = FileLock(path, timeout=5, mode=0o600, thread_local=False)  # given back by whichever thread closes
        lock.acquire()
        return Lease(path, lock)

    def living_leases(self) -> int:
        """How many processes use the engine: the leases whose lock is held by someone."""
        return sum(1 for path in self.leases.glob("*.lock") if not _is_free(path))

    def drop_dead_leases(self) -> None:
        """Removes the leases of ended processes. Under `deciding`, so that none goes while it is being taken."""
        for path in self.leases.glob("*.lock"):
            if _is_free(path):
                path.unlink(missing_ok=True)


@dataclass(slots=True)
class Lease:
    """One process' use of the engine: a file lock, which the system frees however the process ends."""

    path: Path
    lock: Any  # FileLock is a factory at runtime

    def give_back(self) -> None:
        """Ends the use. Under `deciding`."""
        self.lock.release()
        self.path.unlink(missing_ok=True)


def _names(path: Path, nonce: str) -> bool:
    try:
        return path.read_bytes() == nonce.encode()
    except OSError:
        return False


def _is_free(path: Path) -> bool:
    probe = FileLock(path, timeout=0, mode=0o600)
    try:
        probe.acquire()
    except Timeout:
        return False
    except OSError:  # removed meanwhile, or held in a way that Windows reports as an error
        return not path.exists()
    probe.release()
    return True
