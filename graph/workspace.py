"""A workspace: the folder with a user's facts, and the store that is made from them. What commands and pages open."""

from __future__ import annotations

import hashlib
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from filelock import FileLock, Timeout
from platformdirs import user_data_path
from pyoxigraph import Quad

from graph.engines.base import Notice
from graph.engines.choice import engine_for
from graph.errors import GraphError, StoreUnavailable
from graph.facts import CanonicalFacts, read_trig, union
from graph.load_plan import LoadReport
from graph.messages import told
from graph.sources import FactsFolder, SourceInfo, digest_of
from graph.store import Store
from graph.values import QueryResult

if TYPE_CHECKING:
    from graph.mapping import PropertyGraph

Stage = Literal["engine", "graph", "store"]
Progress = Callable[[Stage, int, int], None]
"""Is told the stage (starting the engine, making the graph, loading it) and how much of how much of it is done."""

STORE_BYTES = 60_000_000  # an embedded store's own files, for as many kinds of things as the report has
STORE_FACTOR = 3  # of the facts' files, at most, for what they say
WRITER_SECONDS = 10.0  # how long an import waits for another one to end
SYNC_SECONDS = 120.0  # how long the first use waits for another process that is loading the store


def default_folder() -> Path:
    """Where the workspace lies when nobody says where."""
    return user_data_path("zhitu", appauthor=False)


class Workspace:
    """The facts of a folder and their store. Thread-safe; the engine starts at the first use of `store`.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, Workspace.open(Path(folder)) as workspace:
    ...     workspace.sources()
    ()
    """

    def __init__(
        self, path: Path, store: str = "embedded", *, progress: Progress | None = None, notice: Notice | None = None
    ) -> None:
        self.path = path.expanduser().absolute()
        self.engine = engine_for(self.path, store, notice=notice)
        self._facts = FactsFolder(self.path / "facts")
        self._progress = progress or (lambda _stage, _done, _total: None)
        self._notice = notice or (lambda _text: None)
        self._store = Store(self.engine)
        self._writer = threading.RLock()  # threads of this process; the file lock is for other processes
        self._synced: object = None  # the facts' signature at the last time the store was found to hold them

    @classmethod
    def open(
        cls, path: Path, store: str = "embedded", *, progress: Progress | None = None, notice: Notice | None = None
    ) -> Self:
        """Opens the workspace of a folder, made when missing; use it as a context manager, or call `close`.

        `store` is ``embedded``, ``neo4j`` or a server's address. Raises ConfigError for another store, and GraphError
        when the folder cannot be made.
        """
        workspace = cls(path, store, progress=progress, notice=notice)
        try:
            workspace.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnavailable(told("not_made", path=workspace.path, reason=error.strerror or error)) from error
        return workspace

    def sources(self) -> tuple[SourceInfo, ...]:
        """What was imported, by id."""
        return self._facts.infos()

    @property
    def is_new(self) -> bool:
        """True until something was built or imported, or the workspace was made empty on purpose."""
        return self._facts.is_new

    def facts(self, *, without: str | None = None) -> list[Quad]:
        """The statements of all sources but one, each once; blank nodes of different sources stay apart."""
        return union({known: quads for known, quads in self._facts.quads().items() if known != without})

    def sparql(
        self, text: str, *, limit: int = 1000, timeout: float = 30.0, stop: threading.Event | None = None
    ) -> QueryResult:
        """The answer of a read-only SPARQL query over the facts; see `graph.sparql.sparql`."""
        from graph.sparql import sparql  # noqa: PLC0415

        return sparql(self._facts.files(), text, limit=limit, timeout=timeout, stop=stop)

    @property
    def store(self) -> Store:
        """The store, holding the facts as they are now; it is loaded first when it does not."""
        if self._synced != self._facts.signature():
            self._catch_up()
        return self._store

    def replace_source(
        self, source_id: str, facts: Iterable[Quad] | CanonicalFacts, info: SourceInfo | None = None
    ) -> LoadReport:
        """Lets a source say exactly `facts`, instead of what it said before, in the facts and in the store.

        All or nothing: when the store refuses, the source's former facts come back. `info` gives kind and files. The
        same facts again change nothing and do not start the engine.
        """
        new = facts if isinstance(facts, CanonicalFacts) else CanonicalFacts.of(facts)
        del facts  # nobody needs the statements while the store is loaded: a million take half a gigabyte
        told = replace(info or SourceInfo(source_id), id=source_id)
        with self._writing():
            former_info = {known.id: known for known in self.sources()}.get(source_id)
            former = self._facts.bytes_of(source_id)
            self._facts.put(told, new.trig, new.statements)
            if former == new.trig:
                return LoadReport(unchanged=new.statements)
            return self._load_or(lambda: self._put_back(source_id, former_info, former))

    def remove_source(self, source_id: str) -> LoadReport:
        """Forgets what a source said, unless another source says it too; raises GraphError when there is none."""
        with self._writing():
            known = {info.id: info for info in self.sources()}
            former = self._facts.bytes_of(source_id)
            if source_id not in known or former is None:
                missing = told("no_source", source=source_id, names=", ".join(sorted(known)))
                raise GraphError(missing if known else told("no_sources", source=source_id))
            self._facts.keep_empty()
            self._facts.drop(source_id)
            return self._load_or(lambda: self._put_back(source_id, known[source_id], former))

    def difference(self, source_id: str, facts: Iterable[Quad] | CanonicalFacts) -> tuple[int, int]:
        """How many statements `replace_source` would add to the source and take from it."""
        canonical = facts if isinstance(facts, CanonicalFacts) else CanonicalFacts.of(facts)
        former = set(read_trig(self._facts.bytes_of(source_id) or b""))
        new = set(read_trig(canonical.trig))
        return len(new - former), len(former - new)

    def clear(self) -> LoadReport:
        """Forgets every source; the workspace is empty then, and no longer new."""
        with self._writing():
            for info in self.sources():
                self._facts.drop(info.id)
            self._facts.keep_empty()
            return self._load()

    def rebuild(self) -> LoadReport:
        """Makes the embedded store anew from the facts; for a store that answers wrongly."""
        with self._writing():
            self._store.connection.forget()
            self.engine.rebuild()
            return self._load()

    def digest(self) -> str:
        """Changes when the facts change, or the ontology or the code that make the store from them."""
        facts = [part for item in sorted(self._facts.read().items()) for part in (item[0].encode(), item[1])]
        return digest_of([making_digest().encode(), *facts])

    def close(self) -> None:
        """Ends this process' use of the engine; the last process that uses it stops it."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _catch_up(self) -> None:
        """Loads the store when it does not hold the facts: after a crash, an update, a deleted engine folder."""
        signature = self._facts.signature()
        self._progress("engine", 0, 1)
        loaded = self._store.loaded_digest()
        self._progress("engine", 1, 1)
        if loaded == self.digest():
            self._synced = signature
            return
        try:
            # a store that holds some load stays usable while another thread or process imports
            with self._writing(seconds=0 if loaded else SYNC_SECONDS):
                if self._store.loaded_digest() != self.digest():
                    self._load()
                else:
                    self._synced = signature
        except BusyError:
            if not loaded:
                raise

    def _load_or(self, put_back: Callable[[], None]) -> LoadReport:
        """Loads the facts; when that fails the former facts come back, and the error passes on."""
        try:
            return self._load()
        except BaseException:
            put_back()
            raise

    def _put_back(self, source_id: str, info: SourceInfo | None, trig: bytes | None) -> None:
        if info is None or trig is None:
            self._facts.drop(source_id)
        else:
            self._facts.put(info, trig, info.statements)

    def _load(self) -> LoadReport:
        digest, signature = self.digest(), self._facts.signature()
        self._check_space()
        self._progress("engine", 0, 1)
        self.engine.ensure()
        self._progress("engine", 1, 1)
        graph = self._property_graph()
        try:
            report = self._store.sync(graph, digest, self._store_progress)
        except GraphError as refused:
            if not self.engine.owned or isinstance(refused, StoreUnavailable):
                raise
            # the mapping makes nothing that a sound store refuses; damaged files show in many ways
            self._notice(f"{refused}; the store is made anew from the facts")
            self._store.connection.forget()
            self.engine.rebuild()
            report = self._store.sync(graph, digest, self._store_progress)
        self._synced = signature
        return report

    def _check_space(self) -> None:
        """Raises StoreUnavailable when the disk is nearly full: the engine would seem to load, and lose pages later."""
        if not self.engine.owned:
            return
        needed = STORE_BYTES + STORE_FACTOR * sum(size for _, _, size in self._facts.signature())
        free = shutil.disk_usage(self.path).free
        if free < needed:
            raise StoreUnavailable(told("disk", path=self.path, free=free // 1_000_000, needed=needed // 1_000_000))

    def _property_graph(self) -> PropertyGraph:
        # rdflib and the ontology are heavy to import, and most commands only read the store
        from graph.mapping import to_property_graph  # noqa: PLC0415
        from ontology.model import load_model  # noqa: PLC0415

        self._progress("graph", 0, 1)
        graph = to_property_graph(self.facts(), load_model(), self._store.names())
        self._progress("graph", 1, 1)
        return graph

    def _store_progress(self, done: int, total: int) -> None:
        self._progress("store", done, total)

    @contextmanager
    def _writing(self, seconds: float | None = None) -> Iterator[None]:
        """Holds the one right to change the facts and to load the store of this workspace."""
        seconds = WRITER_SECONDS if seconds is None else seconds
        busy = told("busy", path=self.path)
        if not self._writer.acquire(blocking=seconds > 0, timeout=seconds if seconds > 0 else -1):
            raise BusyError(busy)
        try:
            state = self.path / "state"
            state.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock: Any = FileLock(state / "import.lock", timeout=seconds, mode=0o600)
            with lock:
                yield
        except Timeout as error:
            raise BusyError(busy) from error
        except PermissionError as error:
            raise StoreUnavailable(told("folder_not_written", path=self.path, reason=error.strerror)) from error
        finally:
            self._writer.release()


class BusyError(StoreUnavailable):
    """Another process is changing the workspace."""


@cache
def making_digest() -> str:
    """Of what makes a store from facts: this version of zhitu and the ontology's files."""
    from ontology.turtle import MODEL_FILES, package_text  # noqa: PLC0415

    try:
        release = version("zhitu")
    except PackageNotFoundError:  # a checkout that is not installed
        release = "0"
    parts = [release, *(package_text(name) for name in MODEL_FILES)]
    return hashlib.sha256(digest_of(part.encode() for part in parts).encode()).hexdigest()
