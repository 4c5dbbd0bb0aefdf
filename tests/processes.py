"""Starting `zhitu serve` as a user does, and seeing that nothing stays behind."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

STOP_SECONDS = 10.0  # what the contract allows


@dataclass(frozen=True, slots=True)
class Served:
    """A running explorer."""

    address: str
    process: subprocess.Popen[str]
    output: list[str]

    def descendants(self) -> list[psutil.Process]:
        """Every process that this one has started, at any depth."""
        return psutil.Process(self.process.pid).children(recursive=True)


@contextmanager
def served(
    command: Sequence[str], *, cwd: Path, environment: Mapping[str, str], seconds: float = 120
) -> Iterator[Served]:
    """Run `command` until its line ``zhitu: http://...``; at the end everything must be gone within 10 s of SIGTERM."""
    process = subprocess.Popen(
        command, cwd=cwd, env={**os.environ, "ZHITU_NO_BROWSER": "1", **environment},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    output: list[str] = []
    lines: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=_read, args=(process, output, lines), daemon=True).start()
    try:
        yield Served(_address(lines, output, seconds), process, output)
    finally:
        family = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
        _stop(process, family)


def _read(process: subprocess.Popen[str], output: list[str], lines: queue.Queue[str | None]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        output.append(line)
        lines.put(line)
    lines.put(None)


def _address(lines: queue.Queue[str | None], output: list[str], seconds: float) -> str:
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0:
        try:
            line = lines.get(timeout=left)
        except queue.Empty:
            break
        if line is None:
            raise AssertionError("ended before the page answered:\n" + "".join(output))
        if line.startswith("zhitu: http://"):
            return line.removeprefix("zhitu: ").strip()
    raise AssertionError(f"no page after {seconds:.0f} s:\n" + "".join(output))


def _stop(process: subprocess.Popen[str], family: list[psutil.Process]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
    _, alive = psutil.wait_procs(family, timeout=STOP_SECONDS)
    for left in alive:
        left.kill()
    process.wait(STOP_SECONDS)
    assert not alive, f"still running {STOP_SECONDS:.0f} s after SIGTERM: {alive}"
