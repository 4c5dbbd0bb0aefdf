"""`zhitu serve` as a process: it answers, stops with all that it started, and a kill leaves nothing lost or running."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import psutil
import pytest

from graph.engines.base import EngineStatus
from graph.workspace import Workspace
from tests.command_line import ZHITU, CommandLine
from tests.processes import STOP_SECONDS, served

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are POSIX: stopping on SIGTERM was not tested")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("serve") / "workspace"
    CommandLine(folder)("build")
    return folder


def command(workspace: Path, *options: str) -> list[str]:
    return [ZHITU, "--workspace", str(workspace), "serve", *options]


def engine_of(workspace: Path) -> EngineStatus:
    with Workspace.open(workspace) as opened:
        return opened.engine.status()


def gone(pid: int, seconds: float = 15) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.1)
    return False


def test_serve_prints_its_address_answers_and_stops_with_everything_it_started(workspace: Path, tmp_path: Path) -> None:
    with served(command(workspace), cwd=tmp_path, environment={}) as explorer:
        with urllib.request.urlopen(explorer.address + "/_stcore/health") as answer:
            assert answer.status == 200
        engine = engine_of(workspace)
        assert engine.running
        assert explorer.address.startswith("http://127.0.0.1:")
    assert engine.pid is not None
    assert gone(engine.pid, 10)


def test_serve_offers_the_api_only_when_asked_and_ends_it_with_the_page(workspace: Path, tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with served(command(workspace, "--api", "--api-port", str(port)), cwd=tmp_path, environment={}) as explorer:
        deadline = time.monotonic() + 30
        while not any(line.startswith("zhitu api: ") for line in explorer.output):
            assert time.monotonic() < deadline, explorer.output
            time.sleep(0.05)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/openapi.json") as answer:
            assert answer.status == 200
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", port))


def test_a_first_build_that_is_interrupted_is_left_at_once_and_begun_anew_by_the_next_start(tmp_path: Path) -> None:
    process = subprocess.Popen(
        command(tmp_path / "new"), cwd=tmp_path, env=os.environ | {"ZHITU_NO_BROWSER": "1"}, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    assert process.stderr.readline().strip()  # the build has begun
    process.terminate()
    assert process.wait(STOP_SECONDS) == 0
    with Workspace.open(tmp_path / "new") as workspace:
        assert workspace.is_new


def test_the_asked_port_is_used_and_a_taken_one_is_refused_in_words(workspace: Path, tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with served(command(workspace, "--port", str(port)), cwd=tmp_path, environment={}) as explorer:
        assert explorer.address == f"http://127.0.0.1:{port}"
        refused = CommandLine(workspace)("serve", "--port", str(port), "--no-browser", status=2)
        assert str(port) in refused.stderr


@pytest.mark.parametrize("victim", ["engine", "page", "zhitu"])
def test_a_kill_loses_no_fact_and_leaves_nothing_running(workspace: Path, tmp_path: Path, victim: str) -> None:
    zhitu = CommandLine(workspace)
    before = zhitu.rows("MATCH (n:Thing) RETURN count(n)")
    process = subprocess.Popen(
        command(workspace), cwd=tmp_path, env=os.environ | {"ZHITU_NO_BROWSER": "1"}, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("zhitu: http://")
        engine = engine_of(workspace).pid
        page = next(p.pid for p in psutil.Process(process.pid).children() if "ui.serving" in p.cmdline())
        assert engine is not None
        os.kill({"engine": engine, "page": page, "zhitu": process.pid}[victim], signal.SIGKILL)
        if victim == "engine":
            assert zhitu.rows("MATCH (n:Thing) RETURN count(n)") == before  # while the page still runs
            engine = engine_of(workspace).pid or engine
            process.terminate()
        process.wait(15)
        assert gone(page)
        assert gone(engine)
    finally:
        process.kill()
    assert zhitu.rows("MATCH (n:Thing) RETURN count(n)") == before


def test_a_build_killed_half_way_again_and_again_is_finished_by_the_next_command(
    tmp_path: Path, workspace: Path
) -> None:
    zhitu = CommandLine(tmp_path / "w")
    for seconds in (0.3, 1.0, 2.0, 3.0, 4.5):
        process = subprocess.Popen([ZHITU, "--workspace", zhitu.workspace, "build"], stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        process.kill()
        process.wait()
    zhitu("build")
    everything = "MATCH (n:Thing) OPTIONAL MATCH (n)-[r]->(:Thing) RETURN count(DISTINCT n) AS nodes, count(r) AS edges"
    assert zhitu.rows(everything) == CommandLine(workspace).rows(everything)
