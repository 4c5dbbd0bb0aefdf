"""The embedded engine's life: one for all processes, gone when nobody uses it, back after every death."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from graph.engines.choice import engine_for
from graph.engines.embedded import EmbeddedEngine
from graph.errors import LimitReached, QueryTimeout, StoreUnavailable
from graph.mapping import PropertyGraph
from graph.store import Store
from ontology.errors import ConfigError
from tests.engine_client import LARGE
from tests.small_graph import edge, graph, node, small_graph

ROOT = Path(__file__).parents[2]
posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes and no kill -9")


@pytest.fixture(scope="module")
def module_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a blank and Chinese characters in its path."""
    return tmp_path_factory.mktemp("the engine") / "工作区"


@pytest.fixture
def folder(module_folder: Path) -> Iterator[Path]:
    """A workspace whose engine runs for nobody when the test is over."""
    yield module_folder
    EmbeddedEngine(module_folder).stop()


@contextmanager
def client(folder: Path, task: str = "use") -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.engine_client", str(folder), task],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def said(process: subprocess.Popen[str], beginning: str) -> str:
    """Waits for a line with that beginning, and gives the rest of it."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(beginning):
            return line.removeprefix(beginning).strip()
    raise AssertionError(f"the client ended before it said {beginning!r}")


def until(condition: Callable[[], bool], seconds: float = 60) -> bool:
    """True as soon as the condition holds."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def is_gone(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def pid_of(store: Store) -> int:
    store.run("RETURN 1 AS one")
    pid = store.engine.status().pid
    assert pid is not None
    return pid


def tangle() -> PropertyGraph:
    """Thirty nodes, each joined with each: more paths than any engine counts."""
    ids = [f"n:{number}" for number in range(30)]
    edges = [edge(f"{start}-{end}", start, "TO", end) for start in ids for end in ids]
    return graph(*map(node, ids), *edges)


def test_processes_share_one_engine_and_the_last_one_stops_it(folder: Path) -> None:
    with client(folder) as other:
        pid = int(said(other, "engine "))
        with Store(engine_for(folder)) as store:
            assert pid_of(store) == pid
            assert store.engine.status().users == 2
            other.communicate("leave\n")
            assert pid_of(store) == pid
        assert until(lambda: is_gone(pid), 10)
        assert not store.engine.status().running


def test_an_engine_whose_users_were_killed_ends_by_itself(folder: Path) -> None:
    with client(folder) as other:
        pid = int(said(other, "engine "))
        other.kill()
        assert until(lambda: is_gone(pid))


def test_an_engine_whose_starter_was_killed_is_found_by_the_next(folder: Path) -> None:
    state = folder / "state" / "engine.json"
    with client(folder) as other:
        assert until(state.exists)  # it is starting
        other.kill()
        with Store(engine_for(folder)) as store:
            store.sync(small_graph(), "small")
            assert store.dump() == small_graph()
    assert not (folder / "engine.damaged").exists()


def test_a_killed_engine_is_started_again_at_the_next_use(folder: Path) -> None:
    with Store(engine_for(folder)) as store:
        store.sync(small_graph(), "small")
        pid = pid_of(store)
        psutil.Process(pid).kill()
        assert store.query("MATCH (n:Thing) RETURN count(n)").rows == ((4,),)
        assert store.dump() == small_graph()
        assert pid_of(store) != pid


def test_an_engine_that_another_process_restarted_is_found(folder: Path) -> None:
    with Store(engine_for(folder)) as store, Store(engine_for(folder)) as other:
        assert pid_of(store) == pid_of(other)
        other.engine.kill()
        assert store.query("RETURN 1 AS x").rows == ((1,),)
        assert pid_of(store) == pid_of(other)
        store.engine.kill()  # known by now: this one ends it
        assert other.run("RETURN 1 AS x").rows == ((1,),)


def test_an_engine_that_somebody_restarted_meanwhile_is_spared(folder: Path) -> None:
    with Store(engine_for(folder)) as store, Store(engine_for(folder)) as other:
        pid_of(store)
        other.engine.ensure()
        other.engine.kill()
        other.engine.ensure()
        pid = other.engine.status().pid
        store.engine.kill()
        assert store.engine.status().pid == pid


def test_a_load_that_was_killed_half_way_leaves_the_former_graph(folder: Path) -> None:
    with Store(engine_for(folder)) as store:
        store.sync(small_graph(), "small")
        with client(folder, "load") as other:
            said(other, "loaded ")
            other.kill()
        assert until(lambda: store.loaded_digest() == "small")
        assert store.dump() == small_graph()


def test_an_engine_that_was_killed_under_a_load_is_started_again_and_the_load_too(folder: Path) -> None:
    with Store(engine_for(folder)) as store:
        store.sync(small_graph(), "small")
        pid = pid_of(store)

        def kill(done: int, _total: int) -> None:
            if done > LARGE // 3 and not is_gone(pid):
                psutil.Process(pid).kill()

        things = graph(*(node(f"n:{number}", "Chip") for number in range(LARGE)))
        assert store.sync(things, "large", kill).created == LARGE  # it was started again, and the load with it
        assert store.dump() == things
        assert pid_of(store) != pid


def test_an_engine_that_is_killed_under_every_load_keeps_the_former_graph(folder: Path) -> None:
    with Store(engine_for(folder)) as store:
        store.sync(small_graph(), "small")

        def kill(_done: int, _total: int) -> None:
            pid = store.engine.status().pid
            if pid:
                psutil.Process(pid).kill()

        with pytest.raises(StoreUnavailable, match="went away"):
            store.sync(graph(*(node(f"n:{number}", "Chip") for number in range(LARGE))), "large", kill)
        assert store.dump() == small_graph()


def test_a_query_that_is_told_to_end_ends_and_its_engine_stays(folder: Path) -> None:
    with Store(engine_for(folder)) as store:
        store.sync(tangle(), "tangle")
        pid = pid_of(store)
        with pytest.raises(QueryTimeout) as ended:
            store.query("MATCH p = (a)-[*]-(b) RETURN count(p)", timeout=0.5)
        assert ended.value.seconds == 0.5
        assert pid_of(store) == pid


def test_a_query_that_does_not_listen_is_ended_with_its_engine(folder: Path) -> None:
    with Store(engine_for(folder)) as store:
        store.sync(small_graph(), "small")
        pid = pid_of(store)
        with pytest.raises(QueryTimeout):
            store.query(
                "RETURN size([x IN range(1, 1000000) WHERE any(y IN range(1, 1000000) WHERE y = -x)])", timeout=0.5
            )
        assert store.query("MATCH (n:Thing) RETURN count(n)").rows == ((4,),)
        assert pid_of(store) != pid
        assert is_gone(pid)
        assert store.dump() == small_graph()


def test_a_query_beside_one_that_takes_the_engine_with_it_still_answers(folder: Path) -> None:
    with Store(engine_for(folder)) as store:
        store.sync(small_graph(), "small")
        slow = "UNWIND range(1, 1000) AS a UNWIND range(1, 4000) AS b WITH a * b AS x WHERE x > 0 RETURN count(x)"
        with ThreadPoolExecutor() as threads:
            runaway = threads.submit(
                store.query,
                "RETURN size([x IN range(1, 1000000) WHERE any(y IN range(1, 1000000) WHERE y = -x)])",
                timeout=0.5,
            )
            beside = [threads.submit(store.query, slow, timeout=120) for _ in range(2)]
            assert [waiting.result().rows for waiting in beside] == [((4_000_000,),)] * 2
            with pytest.raises(QueryTimeout):
                runaway.result()


def test_a_query_that_is_too_deep_for_the_engine_does_not_hurt_others(folder: Path) -> None:
    with Store(engine_for(folder)) as store:
        store.sync(small_graph(), "small")
        with pytest.raises(LimitReached):
            store.query("RETURN reduce(s = 'x', i IN range(1, 40) | s + s)")
        assert store.query("RETURN 1 AS x").rows == ((1,),)


@posix_only
def test_nobody_else_can_read_the_state(folder: Path) -> None:
    with Store(engine_for(folder)) as store:
        pid_of(store)
        for path in (folder / "state").rglob("*"):
            mode = stat.S_IMODE(path.stat().st_mode)
            assert mode == (0o700 if path.is_dir() else 0o600), path
        assert stat.S_IMODE((folder / "state").stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / "engine").stat().st_mode) == 0o700


def test_passwords_stand_nowhere_but_in_their_file(folder: Path) -> None:
    with Store(engine_for(folder)) as store:
        endpoint = store.engine.ensure()
        process = psutil.Process(pid_of(store))
        secrets = {endpoint.password, endpoint.reader_password}
        shown = " ".join([*process.cmdline(), *process.environ().values(), repr(endpoint)])
        logs = "".join(path.read_text("utf-8", "replace") for path in (folder / "logs").iterdir())
        assert not [secret for secret in secrets if secret and secret in shown + logs]


def test_only_loopback_listens_and_only_bolt(folder: Path) -> None:
    with Store(engine_for(folder)) as store:
        listening = [
            connection.laddr
            for connection in psutil.Process(pid_of(store)).net_connections(kind="tcp")
            if connection.status == psutil.CONN_LISTEN
        ]
        assert len(listening) == 1
        assert listening[0].ip in {"127.0.0.1", "::ffff:127.0.0.1"}


def test_a_damaged_store_is_set_aside_and_said(folder: Path) -> None:
    told: list[str] = []
    with Store(engine_for(folder)) as store:
        store.sync(small_graph(), "small")
    for path in (folder / "engine" / "databases" / "zhitu").glob("dictionary.*"):
        path.unlink()
    with Store(engine_for(folder, notice=told.append)) as store:
        assert store.loaded_digest() is None
        store.sync(small_graph(), "small")
        assert store.dump() == small_graph()
    assert len(told) == 1
    assert "rebuilt from the facts" in told[0]


def test_stale_state_of_another_program_is_not_believed(folder: Path) -> None:
    with Store(engine_for(folder)) as store:
        pid = pid_of(store)
        state = folder / "state" / "engine.json"
        text = state.read_text()
    state.write_text(text.replace(f'"pid": {pid}', f'"pid": {os.getpid()}'))  # the pid lives, and is not an engine
    with Store(engine_for(folder)) as store:
        assert pid_of(store) not in {pid, os.getpid()}
    state.write_text("not json")
    with Store(engine_for(folder)) as store:
        assert pid_of(store) != os.getpid()


def test_an_engine_that_cannot_start_says_why(tmp_path: Path) -> None:
    (tmp_path / "workspace").mkdir()
    (tmp_path / "workspace" / "logs").write_text("a file where a folder must be")
    with pytest.raises(StoreUnavailable, match="cannot be started"), Store(engine_for(tmp_path / "workspace")) as store:
        store.run("RETURN 1")
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable, match="cannot be written"), Store(engine_for(tmp_path / "file")) as store:
        store.run("RETURN 1")


def test_a_heap_that_the_engine_cannot_have_is_explained(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="512m"):
        EmbeddedEngine(tmp_path, heap="a lot")
    engine = EmbeddedEngine(tmp_path / "workspace", heap="900000g")
    with pytest.raises(StoreUnavailable, match="last words"):
        engine.ensure()
    engine.close()


def test_a_workspace_that_is_deleted_takes_its_engine_with_it(tmp_path: Path) -> None:
    with Store(engine_for(tmp_path / "workspace")) as store:
        pid = pid_of(store)
        shutil.rmtree(tmp_path / "workspace", ignore_errors=True)
        assert until(lambda: is_gone(pid))


def test_nothing_starts_before_it_is_used(tmp_path: Path) -> None:
    with Store(engine_for(tmp_path)) as store:
        assert not store.engine.status().running
    assert list(tmp_path.iterdir()) == []
