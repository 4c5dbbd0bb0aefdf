"""Reads hostile input in a process of its own, with limits on time and memory: a bomb ends that process, nothing else.

Deeply nested files abort a parser's process, entity bombs and sheets with a cell in the last corner eat its memory, and
a parser written in C or Rust cannot be interrupted from Python. `run` starts one and gives back what its task
wrote.
"""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from typing import BinaryIO, Protocol

from ingest.limits import Limits

TASKS = {
    "pdf": "ingest.attached.pdf_text",
    "rdf": "ingest.rdf_parsing",
    "spreadsheet": "ingest.tables.spreadsheet_cells",
}
# A package's public face loads the database driver, and with it pandas: seconds on a busy machine, for a child that
# needs three small modules. So the packages stand there without having been run.
_START = """
import importlib.util, sys, types
for name in ("graph", "ingest", "ingest.tables"):
    package = types.ModuleType(name)
    package.__path__ = importlib.util.find_spec(name).submodule_search_locations
    sys.modules[name] = package
from ingest.child import main
sys.exit(main())
"""
_REFUSED = 3  # the task understood the input and refused it; what it wrote says why


class Task(Protocol):
    """A module with a function `run(argument, limits, out)` that writes its result, or raises `RefusedError`."""

    def run(self, argument: Mapping[str, str], limits: Limits, out: BinaryIO) -> None:
        """Write the result of reading what `argument` names."""


class RefusedError(Exception):
    """A task's answer when it does not take its input: a message key of ``ingest/locale``, its facts, and the place."""

    def __init__(self, key: str, row: int | None = None, column: str | None = None, **facts: object) -> None:
        super().__init__(key)
        self.key, self.row, self.column, self.facts = key, row, column, facts


def run(task: str, argument: Mapping[str, str], limits: Limits) -> bytes:
    """What the task writes; `RefusedError` when it refuses its input, runs too long, or dies of it."""
    order = json.dumps({"argument": dict(argument), "limits": asdict(limits)})
    # -P: never import from the working directory, which is the user's and may hold a folder called graph
    command = [sys.executable, "-P", "-c", _START, task]
    with tempfile.TemporaryFile() as out:
        try:
            done = subprocess.run(
                command,
                input=order.encode(),
                stdout=out,
                stderr=subprocess.PIPE,
                timeout=limits.seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise RefusedError("limit_seconds", limit=f"{limits.seconds:g}") from None
        out.seek(0)
        result = out.read()
    if done.returncode == 0:
        return result
    if done.returncode == _REFUSED:
        answer = json.loads(result)
        raise RefusedError(answer["key"], answer["row"], answer["column"], **answer["facts"])
    if done.returncode == 1:  # a Python error that is no fault of the input
        raise RuntimeError(f"task {task} failed: {done.stderr.decode(errors='replace')[-2000:]}")
    raise RefusedError("limit_memory", limit=limits.memory_bytes // 2**20)


def main() -> int:
    """The child's side: read the order, set the limits, do the task."""
    order = json.load(sys.stdin)
    limits = Limits(**order["limits"])
    _limit_memory(limits.memory_bytes)
    task: Task = importlib.import_module(TASKS[sys.argv[1]])
    try:
        with tempfile.TemporaryFile() as out:
            _run(task, order["argument"], limits, out)
            out.seek(0)
            shutil.copyfileobj(out, sys.stdout.buffer)
    except RefusedError as refused:
        answer = {"key": refused.key, "row": refused.row, "column": refused.column, "facts": refused.facts}
        sys.stdout.buffer.write(json.dumps(answer).encode())
        return _REFUSED
    return 0


def _run(task: Task, argument: Mapping[str, str], limits: Limits, out: BinaryIO) -> None:
    try:
        task.run(argument, limits, out)
    except (MemoryError, RecursionError):
        raise RefusedError("limit_memory", limit=limits.memory_bytes // 2**20) from None
    except BaseException as error:
        # A parser in Rust that meets what its author thought impossible; its exception has no importable name.
        if type(error).__name__ == "PanicException":
            raise RefusedError("parser_failed") from None
        raise


def _limit_memory(size: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows, where only the time limit holds
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
