"""A Neo4j of the workspace's own: kept for other tools, gone when stopped, back after every death."""

from __future__ import annotations

import os
import random
import re
import shutil
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import neo4j
import psutil
import pytest
from neo4j.exceptions import AuthError

from graph.engines.local_neo4j import Neo4jEngine
from graph.mapping import PropertyGraph
from graph.store import Store
from graph.workspace import Workspace
from tests.command_line import CommandLine
from tests.engine_client import LARGE, large_graph
from tests.small_graph import small_graph

ROOT = Path(__file__).parents[2]

TURTLE = '<https://w3id.org/zhitu/id/org/a> <http://www.w3.org/2004/02/skos/core#prefLabel> "甲"@zh .'
COUNT = "MATCH (n:Thing {name: '甲'}) RETURN count(n)"


@pytest.fixture(scope="module")
def zhitu(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandLine]:
    """A workspace with one fact, in a folder with a blank and Chinese characters; its Neo4j ends with the module."""
    folder = tmp_path_factory.mktemp("own neo4j")
    (folder / "one.ttl").write_text(TURTLE, "utf-8")
    command = CommandLine(folder / "工作区", {"ZHITU_ENGINE_HEAP": "384m", "ZHITU_STORE": "embedded"})
    command("import", folder / "one.ttl")
    yield command
    Neo4jEngine(command.workspace).stop()


@pytest.fixture
def started(zhitu: CommandLine) -> Neo4jEngine:
    """The engine, running for other tools."""
    zhitu("neo4j", "start")
    return Neo4jEngine(zhitu.workspace)


def password(engine: Neo4jEngine) -> str:
    return engine.password_file.read_text("ascii").strip()


def test_a_taken_port_is_told_before_anything_starts(zhitu: CommandLine) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        told = zhitu("neo4j", "start", "--port", str(port), status=3).stderr
    assert f"port {port} is used by another program" in told
    assert "No Neo4j is running" in zhitu("neo4j", "status").stderr


def test_a_started_server_holds_the_facts_for_any_driver(zhitu: CommandLine, started: Neo4jEngine) -> None:
    shown = zhitu("neo4j", "status")
    uri = started.status().uri
    assert uri is not None
    assert uri in shown.stdout
    assert str(started.password_file) in shown.stdout.replace("\n", "")
    assert password(started) not in shown.stdout + shown.stderr
    for address in (uri, uri.replace("bolt://", "neo4j://")):
        with neo4j.GraphDatabase.driver(address, auth=("neo4j", password(started))) as driver:
            [[count]] = driver.execute_query(COUNT).records
            assert count == 1
    assert zhitu("--store", "neo4j", "query", "--format", "csv", COUNT).stdout.split() == ["count(n)", "1"]
    assert uri in zhitu("doctor").stdout
    running = zhitu("neo4j", "start", "--port", "1234", status=2).stderr
    assert "stop it first" in running


def test_nobody_else_gets_in(started: Neo4jEngine) -> None:
    now = started.status()
    assert now.pid is not None
    assert now.uri is not None
    listening = {c.laddr for c in psutil.Process(now.pid).net_connections(kind="tcp") if c.status == psutil.CONN_LISTEN}
    assert {address.ip.removeprefix("::ffff:") for address in listening} == {"127.0.0.1"}
    assert len(listening) == 1
    for wrong in ("neo4j", ""):
        with pytest.raises(AuthError), neo4j.GraphDatabase.driver(now.uri, auth=("neo4j", wrong)) as driver:
            driver.verify_connectivity()
    assert not any(password(started) in argument for argument in psutil.Process(now.pid).cmdline())
    if os.name != "nt":
        assert stat.S_IMODE(started.password_file.stat().st_mode) == 0o600


def test_a_killed_server_comes_back_with_its_data_and_a_lost_password_is_made_anew(
    zhitu: CommandLine, started: Neo4jEngine
) -> None:
    now = started.status()
    assert now.pid is not None
    psutil.Process(now.pid).kill()
    started.password_file.unlink()
    with Workspace.open(zhitu.workspace, store="neo4j") as workspace:
        report = workspace.store.run(COUNT)
        assert report.rows == ((1,),)
        assert workspace.engine.status().pid != now.pid
    assert not started.status().running  # it was not asked to run on


def test_a_damaged_store_is_set_aside_and_made_anew(zhitu: CommandLine) -> None:
    engine = Neo4jEngine(zhitu.workspace)
    for file in (engine.data / "data" / "databases" / "neo4j").glob("*"):
        if file.is_file():
            file.write_bytes(b"not a store")
    told: list[str] = []
    with Workspace.open(zhitu.workspace, store="neo4j", notice=told.append) as workspace:
        assert workspace.store.run(COUNT).rows == ((1,),)
    assert any("was damaged; it is rebuilt from the facts" in line for line in told)
    shutil.rmtree(engine.data.with_name("neo4j.damaged"))


@pytest.mark.parametrize(("victim", "kill"), [("loader", 1), ("loader", 2), ("loader", 3), ("server", 1)])
def test_a_load_that_was_killed_is_finished_by_the_next(
    zhitu: CommandLine, started: Neo4jEngine, victim: str, kill: int
) -> None:
    batch = random.Random(f"{victim} {kill}").randrange(LARGE // 1000)
    with Store(started) as store:
        store.sync(PropertyGraph(), "empty")
        pid = started.status().pid
        assert pid is not None
        with subprocess.Popen(
            [sys.executable, "-m", "tests.engine_client", str(zhitu.workspace), "load", "neo4j"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        ) as loader:  # fmt: skip
            assert loader.stdout is not None
            told = (line for line in loader.stdout if line.startswith("loaded"))
            for _ in range(batch + 1):
                next(told)
            (loader if victim == "loader" else psutil.Process(pid)).kill()
            loader.communicate("leave\n")
        store.sync(large_graph(), "large")
        assert store.dump() == large_graph()


def test_a_stopped_server_is_gone(zhitu: CommandLine, started: Neo4jEngine) -> None:
    pid = started.status().pid
    assert pid is not None
    assert "was stopped" in zhitu("neo4j", "stop").stderr
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    assert "No Neo4j is running" in zhitu("neo4j", "status").stderr


def test_what_was_written_can_be_removed_as_the_page_says(neo4j_store: Store) -> None:
    [block] = re.findall(r"```cypher\n(.*?)```", (ROOT / "docs" / "neo4j.md").read_text("utf-8"), re.DOTALL)
    neo4j_store.sync(small_graph(), "small")
    with neo4j_store.connection.session(write=True) as session:
        session.run("CREATE (:Theirs {id: 1})-[:LIKES]->(:Theirs {id: 2})").consume()
        for statement in filter(None, map(str.strip, block.split(";"))):
            session.run(statement).consume()
        [[left, ours]] = session.run("MATCH (n) RETURN count(n), count(n.iri)").values()
        assert (left, ours) == (2, 0)
        assert session.run("SHOW INDEXES YIELD name WHERE name STARTS WITH 'zhitu' RETURN name").values() == []
        session.run("MATCH (n:Theirs) DETACH DELETE n").consume()
