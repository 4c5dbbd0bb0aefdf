"""The way from the store to its engine: drivers, sessions, and one new attempt when the engine was restarted."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from graph.errors import StoreUnavailable
from graph.messages import told
from graph.values import Endpoint

if TYPE_CHECKING:  # 1.2 s to import on a busy machine: the engine starts meanwhile
    import neo4j

    from graph.engines.base import Engine

T = TypeVar("T")

CONNECT_SECONDS = 5.0
FETCH_ROWS = 1000
CONNECTION_SECONDS = 1_000_000  # a connection is never exchanged silently: the guard knows it by name

_log = logging.getLogger(__name__)


class Connection:
    """Sessions on one engine, as `writer` or as `reader`; thread-safe.

    The reader is the engine's read-only user where it has one, and a session in READ access mode in any case.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._mutex = threading.Lock()
        self._endpoint: Endpoint | None = None
        self._drivers: dict[bool, neo4j.Driver] = {}

    def attempt(self, work: Callable[[neo4j.Session], T], *, write: bool = False, again: bool = True) -> T:
        """The result of `work` in a session of its own.

        When the engine is gone it is started and `work` is done once more (unless `again` is False), so `work` must be
        safe to repeat. Raises StoreUnavailable when that fails too; the server's refusals pass through.
        """
        self.endpoint()  # first: the engine starts while the driver is imported
        from neo4j.exceptions import (  # noqa: PLC0415
            AuthError,
            IncompleteCommit,
            ServiceUnavailable,
            SessionExpired,
        )

        try:
            with self.session(write=write) as session:
                return work(session)
        except (ServiceUnavailable, SessionExpired, IncompleteCommit, AuthError, OSError) as error:
            self.forget()
            if not again:
                raise StoreUnavailable(told("store_gone", reason=first_line(error))) from error
            _log.info("the store is asked once more after: %s", first_line(error))
        try:
            with self.session(write=write) as session:
                return work(session)
        except (ServiceUnavailable, SessionExpired, IncompleteCommit, AuthError, OSError) as error:
            self.forget()
            raise StoreUnavailable(told("store_silent", reason=first_line(error))) from error

    def session(self, *, write: bool = False) -> neo4j.Session:
        """A session; the caller closes it."""
        driver, endpoint = self._driver(write=write)
        return driver.session(
            database=endpoint.database,
            default_access_mode="WRITE" if write else "READ",
            fetch_size=FETCH_ROWS,
        )

    def endpoint(self) -> Endpoint:
        """Where the engine is; starts it when need be."""
        with self._mutex:
            if self._endpoint is None:
                self._endpoint = self.engine.ensure()
            return self._endpoint

    def node_ids(self, element_ids: Sequence[str]) -> dict[str, str]:
        """The `id` property of nodes by element id; one seek a node on both engines, where `IN` would be a scan."""
        text = "UNWIND $ids AS element MATCH (n) WHERE elementId(n) = element RETURN element, n.id"

        def work(session: neo4j.Session) -> dict[str, str]:
            records = session.run(text, ids=list(element_ids))
            return {record[0]: record[1] for record in records if isinstance(record[1], str)}

        return self.attempt(work)

    def forget(self) -> None:
        """Closes the drivers; the next session asks the engine again where it is."""
        with self._mutex:
            drivers, self._drivers, self._endpoint = self._drivers, {}, None
        for driver in drivers.values():
            driver.close()

    def _driver(self, *, write: bool) -> tuple[neo4j.Driver, Endpoint]:
        endpoint = self.endpoint()
        with self._mutex:
            as_reader = not write and endpoint.reader is not None
            driver = self._drivers.get(as_reader)
            if driver is None:
                driver = self._drivers[as_reader] = open_driver(endpoint, as_reader=as_reader)
            return driver, endpoint


def open_driver(endpoint: Endpoint, *, as_reader: bool = False, connections: int = 50) -> neo4j.Driver:
    """The official driver on an endpoint, quiet and without telemetry."""
    import neo4j  # noqa: PLC0415

    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # lost connections are told by our own errors
    auth = (endpoint.user, endpoint.password)
    if as_reader and endpoint.reader and endpoint.reader_password:
        auth = (endpoint.reader, endpoint.reader_password)
    return neo4j.GraphDatabase.driver(
        endpoint.uri,
        auth=auth,
        connection_timeout=CONNECT_SECONDS,
        connection_acquisition_timeout=30.0,
        max_connection_pool_size=connections,
        max_connection_lifetime=CONNECTION_SECONDS,
        telemetry_disabled=True,
    )


def first_line(error: BaseException) -> str:
    """An error's message without what follows its first line."""
    text = str(getattr(error, "message", None) or error).strip()
    return text.splitlines()[0] if text else type(error).__name__
