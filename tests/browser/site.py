"""zhitu's pages over a workspace, served as `zhitu serve` does, for the tests of every page."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from ui.serving import is_ready, streamlit_command, streamlit_environment

SECONDS = 30_000  # ms that anything may take on a busy machine


@dataclass(frozen=True, slots=True)
class Site:
    """A running explorer."""

    address: str
    workspace: Path

    def kill_engine(self) -> None:
        """What a crash of the engine is: kill -9."""
        state = json.loads(next(self.workspace.rglob("engine.json")).read_text("utf-8"))
        psutil.Process(state["pid"]).kill()


class serving:  # noqa: N801 - reads as the function that it is to its users
    """Serves a workspace's explorer while its context lasts."""

    def __init__(self, workspace: Path, store: str = "embedded") -> None:
        self.workspace, self.store = workspace, store
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])

    def __enter__(self) -> Site:
        self.log = (self.workspace / "page.log").open("wb")
        environment = streamlit_environment(workspace=self.workspace, store=self.store)
        self.process = subprocess.Popen(
            streamlit_command(self.port), env=environment, stdout=self.log, stderr=subprocess.STDOUT
        )
        deadline = time.monotonic() + 60
        while not is_ready(self.port):
            assert self.process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.1)
        return Site(f"http://127.0.0.1:{self.port}", self.workspace)

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(10)
        self.log.close()
        assert b"Traceback" not in (self.workspace / "page.log").read_bytes()
