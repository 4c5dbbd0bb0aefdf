"""A workspace keeps its facts whatever happens, and its store in step with them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from filelock import FileLock
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from graph.errors import GraphError, StoreUnavailable
from graph.facts import canonical_nquads
from graph.mapping import to_quads
from graph.sources import SourceFile, SourceInfo
from graph.workspace import Workspace
from ontology.errors import ConfigError
from ontology.model import load_model
from tests.contract.conftest import ServerOfYours

ROOT = Path(__file__).parents[2]
EX = "https://example.org/"


def said(*pairs: tuple[str, str]) -> list[Quad]:
    """Who joins whom, and in what language."""
    links = [Quad(NamedNode(EX + a), NamedNode(EX + "joins"), NamedNode(EX + b)) for a, b in pairs]
    names = [Quad(quad.subject, NamedNode(EX + "label"), Literal("芯", language="zh")) for quad in links]
    return links + names


def joined(workspace: Workspace) -> set[tuple[object, ...]]:
    return set(workspace.store.run("MATCH (a)-[:JOINS]->(b) RETURN a.name, b.name").rows)


def with_one_source(opened: Workspace) -> Workspace:
    for info in opened.sources():
        if info.id != "first":
            opened.remove_source(info.id)
    opened.replace_source("first", said(("a", "b")))
    return opened


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with Workspace.open(tmp_path_factory.mktemp("embedded") / "w") as workspace:
        yield workspace


@pytest.fixture(scope="module")
def neo4j(tmp_path_factory: pytest.TempPathFactory, neo4j_server: ServerOfYours) -> Iterator[Workspace]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in neo4j_server.environment.items():
            patch.setenv(name, value)
        with Workspace.open(tmp_path_factory.mktemp("neo4j") / "w", neo4j_server.address) as workspace:
            yield workspace


@pytest.fixture(params=["embedded", "neo4j"])
def workspace(request: pytest.FixtureRequest) -> Workspace:
    """One workspace an engine for all tests, each time with one source."""
    return with_one_source(request.getfixturevalue(request.param))


@pytest.fixture
def own(embedded: Workspace) -> Workspace:
    """The one whose engine is the workspace's own, to be killed and damaged."""
    return with_one_source(embedded)


def again(workspace: Workspace) -> Workspace:
    """The same workspace as another process would open it."""
    return Workspace.open(workspace.path, "embedded" if workspace.engine.owned else str(workspace.engine.status().uri))


def test_a_source_is_in_the_facts_and_in_the_store(workspace: Workspace) -> None:
    assert canonical_nquads(workspace.facts()) == canonical_nquads(said(("a", "b")))
    assert joined(workspace) == {("a", "b")}


def test_what_comes_out_of_the_store_is_what_went_in(workspace: Workspace) -> None:
    read = to_quads(workspace.store.dump(), load_model())
    assert canonical_nquads(read) == canonical_nquads(workspace.facts())


def test_the_same_source_again_replaces_what_it_said(workspace: Workspace) -> None:
    workspace.replace_source("first", said(("a", "c")))
    assert joined(workspace) == {("a", "c")}


def test_the_same_facts_again_change_nothing(workspace: Workspace) -> None:
    assert workspace.replace_source("first", said(("a", "b"))).changes == 0


def test_a_statement_stays_while_another_source_says_it(workspace: Workspace) -> None:
    workspace.replace_source("second", said(("a", "b"), ("a", "d")))
    workspace.remove_source("first")
    assert joined(workspace) == {("a", "b"), ("a", "d")}
    workspace.remove_source("second")
    assert joined(workspace) == set()


def test_blank_nodes_of_two_sources_are_two(workspace: Workspace) -> None:
    blank = [Quad(NamedNode(EX + "a"), NamedNode(EX + "part"), BlankNode("x"))]
    workspace.replace_source("one", blank)
    workspace.replace_source("two", blank)
    assert workspace.store.run("MATCH (:Thing)-[:PART]->(b) RETURN count(b)").rows == ((2,),)


def test_sources_tell_where_they_came_from(workspace: Workspace) -> None:
    workspace.replace_source("tables", said(("x", "y")), SourceInfo("", "tables", (SourceFile("a.csv", "00ff"),)))
    [first, tables] = workspace.sources()
    assert (first.id, first.kind, first.statements) == ("first", "rdf", 2)
    assert (tables.id, tables.kind, tables.files) == ("tables", "tables", (SourceFile("a.csv", "00ff"),))


@pytest.mark.parametrize("source_id", ["../../up", "报告/2023", "CON", "a:b*c?", "Case", "case", "x" * 500, " spaces "])
def test_any_id_is_a_file_of_its_own_inside_the_folder(workspace: Workspace, source_id: str) -> None:
    before = set(workspace.path.parent.rglob("*.trig"))
    workspace.replace_source(source_id, said(("x", "y")))
    [new] = set(workspace.path.parent.rglob("*.trig")) - before
    assert new.parent == workspace.path / "facts"
    assert source_id in [info.id for info in workspace.sources()]


def test_an_id_must_say_something(workspace: Workspace) -> None:
    with pytest.raises(ConfigError):
        workspace.replace_source(" ", said(("x", "y")))


def test_a_source_that_is_not_there_cannot_be_removed(workspace: Workspace) -> None:
    with pytest.raises(GraphError, match="first"):
        workspace.remove_source("nobody")


def test_files_of_facts_are_the_same_from_run_to_run(workspace: Workspace) -> None:
    path = workspace.path / "facts" / "first.trig"
    before = path.read_bytes()
    workspace.remove_source("first")
    workspace.replace_source("first", reversed(said(("a", "b"))))
    assert path.read_bytes() == before


def test_a_store_that_cannot_be_loaded_brings_the_former_facts_back(workspace: Workspace) -> None:
    def no_engine() -> None:
        raise StoreUnavailable("no engine today")

    workspace.store.connection.forget()
    ensure, workspace.engine.ensure = workspace.engine.ensure, no_engine  # type: ignore[method-assign, assignment]
    try:
        with pytest.raises(StoreUnavailable):
            workspace.replace_source("first", said(("a", "z")))
        with pytest.raises(StoreUnavailable):
            workspace.replace_source("new", said(("a", "z")))
        with pytest.raises(StoreUnavailable):
            workspace.remove_source("first")
    finally:
        workspace.engine.ensure = ensure  # type: ignore[method-assign]
    assert canonical_nquads(workspace.facts()) == canonical_nquads(said(("a", "b")))
    assert joined(workspace) == {("a", "b")}


def test_facts_that_were_written_before_a_crash_reach_the_store_at_the_next_use(workspace: Workspace) -> None:
    path = workspace.path / "facts" / "first.trig"
    path.write_bytes(
        path.read_bytes().replace(b"https://example.org/b", b"https://example.org/c")
    )  # as a crash leaves it
    assert joined(workspace) == {("a", "c")}
    assert [info.statements for info in workspace.sources()] == [2]  # counted again, for the note beside it is stale


def test_a_killed_engine_loses_nothing(own: Workspace) -> None:
    pid = own.engine.status().pid
    assert pid
    psutil.Process(pid).kill()
    assert joined(own) == {("a", "b")}


def test_a_store_with_damaged_files_is_made_anew(own: Workspace) -> None:
    own.engine.stop()
    for path in (own.path / "engine" / "databases" / "zhitu").glob("*.bucket"):
        path.write_bytes(b"\0" * path.stat().st_size)
    with again(own) as reopened:
        assert joined(reopened) == {("a", "b")}


def test_a_deleted_engine_folder_is_made_anew(own: Workspace) -> None:
    own.engine.stop()
    shutil.rmtree(own.path / "engine")
    with again(own) as reopened:
        assert joined(reopened) == {("a", "b")}


def test_a_rebuilt_store_holds_the_facts(own: Workspace) -> None:
    own.rebuild()
    assert joined(own) == {("a", "b")}


def test_two_imports_at_once_are_told_apart(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.workspace.WRITER_SECONDS", 0.2)
    with FileLock(workspace.path / "state" / "import.lock"), pytest.raises(StoreUnavailable, match="another import"):
        workspace.replace_source("first", said(("a", "z")))
    assert joined(workspace) == {("a", "b")}


def test_a_store_stays_readable_while_another_process_imports(workspace: Workspace) -> None:
    with FileLock(workspace.path / "state" / "import.lock"), again(workspace) as reader:
        path = workspace.path / "facts" / "first.trig"
        path.write_bytes(path.read_bytes().replace(b"https://example.org/b", b"https://example.org/c"))
        assert joined(reader) == {("a", "b")}  # the other process has not loaded yet
    assert joined(workspace) == {("a", "c")}


def test_a_damaged_file_of_facts_is_named(workspace: Workspace) -> None:
    path = workspace.path / "facts" / "first.trig"
    good = path.read_bytes()
    path.write_bytes(b"this is no TriG")
    try:
        with pytest.raises(GraphError, match=r"first\.trig"):
            workspace.facts()
    finally:
        path.write_bytes(good)


def test_progress_is_told_by_stages(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    with Workspace.open(tmp_path, progress=lambda *stage: told.append(stage)) as workspace:
        workspace.replace_source("first", said(("a", "b")))
    assert [stage for stage, done, total in told if done == total] == ["engine", "graph", "store"]


def test_opening_starts_nothing_and_imports_no_driver() -> None:
    text = "import sys, graph; print([name for name in ('neo4j', 'pandas', 'rdflib', 'jpype') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", text], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_workspace_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable, match="cannot be made"):
        Workspace.open(tmp_path / "file" / "workspace")


def test_a_store_that_there_is_not_is_explained(tmp_path: Path) -> None:
    for address in ("neo4js", "postgres", "http://localhost:7474", "bolt://", "bolt://user:secret@localhost"):
        with pytest.raises(ConfigError) as refused:
            Workspace.open(tmp_path, address)
        assert "secret" not in str(refused.value)


def test_a_server_that_does_not_answer_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "open-sesame")
    with pytest.raises(StoreUnavailable, match="no server answers at bolt") as refused:
        Workspace.open(tmp_path, "bolt://127.0.0.1:1").store.run("RETURN 1")
    assert "sesame" not in str(refused.value)
