"""Runs free-form queries under limits on time, rows and bytes, and ends those that do not end by themselves."""

from __future__ import annotations

import logging
import re
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from graph.connection import Connection, first_line, open_driver
from graph.cypher_text import returned_columns
from graph.errors import GraphError, LimitReached, QueryRefused, QueryStopped, QueryTimeout, StoreUnavailable
from graph.guard import judge, judge_counters, judge_parameters, judge_plan, refusal
from graph.messages import told
from graph.plan import Plan, plan_of
from graph.values import Endpoint, QueryResult

if TYPE_CHECKING:
    import neo4j

MAX_RESULT_BYTES = 64_000_000  # a page or a table with more is of no use; the client's memory stays bounded
GRACE_SECONDS = 1.5  # what a query gets to end after it was told to; then its user is answered without it
LINGER_SECONDS = 30.0  # what it gets then on a server that answers others, before its engine is killed
RESTART_SECONDS = 0.5  # a process that ends with its query starts no engine again
STOP_SECONDS = 0.1  # how soon a query notices that it was told to stop
IDLE_LANES = 4

EXPLAIN, PROFILE = "EXPLAIN ", "PROFILE "
END = (
    "SHOW TRANSACTIONS YIELD transactionId AS id, connectionId WHERE connectionId = $connection"
    " TERMINATE TRANSACTIONS id YIELD message RETURN id"
)
WHO_AM_I = "SHOW TRANSACTIONS YIELD connectionId, currentQuery WHERE currentQuery CONTAINS '{tag}' RETURN connectionId"

_log = logging.getLogger(__name__)

_LEADING = re.compile(r"^\s*(EXPLAIN|PROFILE)\b", re.IGNORECASE)  # servers explain no query twice

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one query: rows given back, seconds until it is told to end, bytes of its result."""

    rows: int = 1000
    seconds: float = 30.0
    bytes: int = MAX_RESULT_BYTES


class Lane:
    """One connection as reader: runs one query at a time, and can be cut without waiting for the server."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._driver = open_driver(endpoint, as_reader=True, connections=1)
        self.connection_id = self._who_am_i()

    def run(self, text: str, parameters: Mapping[str, Any], limits: Limits, started: threading.Event) -> Rows:
        """Rows up to the limits. Sets `started` when the server has begun; before that, an error may be tried again."""
        with self._driver.session(
            database=self.endpoint.database, default_access_mode="READ", fetch_size=min(1000, limits.rows + 1)
        ) as session:
            if self.endpoint.reader is None:
                explain(session, without_leading(text), parameters)
            transaction = session.begin_transaction(timeout=limits.seconds)
            started.set()
            result = transaction.run(text, dict(parameters))
            rows, cut = take(result, limits)
            columns = tuple(result.keys())
            if cut and self.endpoint.reader is not None:
                self.cut()  # the embedded engine would first work out all the rows that nobody wants
            else:
                summary = result.consume()
                transaction.close()  # rolls back
                judge_counters(summary)
            return Rows(columns, rows, cut)

    def explain(self, text: str, parameters: Mapping[str, Any]) -> Plan:
        """How the server would answer, without an answer; refuses what its own plan says is more than reading."""
        with self._driver.session(database=self.endpoint.database, default_access_mode="READ") as session:
            summary = explain(session, without_leading(text), parameters, strict=self.endpoint.reader is None)
            return plan_of(summary.plan)

    def profile(self, text: str, parameters: Mapping[str, Any], limits: Limits, started: threading.Event) -> Plan:
        """What the server counted while it answered; its own plan is judged before anything runs, no row is kept."""
        bare = without_leading(text)
        with self._driver.session(database=self.endpoint.database, default_access_mode="READ") as session:
            explain(session, bare, parameters)
            with session.begin_transaction(timeout=limits.seconds) as transaction:  # rolls back
                started.set()
                result = transaction.run(PROFILE + bare, dict(parameters))
                for _ in result:  # a server has counted only what was fetched from it; nothing is kept here
                    pass
                summary = result.consume()
            judge_counters(summary)
            return plan_of(summary.profile)

    def received(self) -> int:
        """Bytes of the message that is now on its way from the server: the driver makes values of whole ones only.

        One record is one message, and a server streams ``range(1, 100000000)`` on after it was told to end.
        """
        lines = [line for each in self._driver._pool.connections.copy().values() for line in each.copy()]
        return max((line.inbox._buffer.used for line in lines), default=0)

    def cut(self) -> None:
        """Drops the connection whatever it is doing. The lane is of no use afterwards."""
        self._driver.close()

    @property
    def is_open(self) -> bool:
        return not self._driver._closed

    def _who_am_i(self) -> str | None:
        """The server's name for this connection, by which a query on it can be ended; None where servers tell none."""
        from neo4j.exceptions import Neo4jError  # noqa: PLC0415

        try:
            with self._driver.session(database=self.endpoint.database) as session:
                record = session.run(WHO_AM_I.format(tag=secrets.token_hex(8))).single()
        except Neo4jError as error:
            _log.info("queries on this server can only be ended by their time limit: %s", first_line(error))
            return None
        return str(record[0]) if record else None


@dataclass(frozen=True, slots=True)
class Rows:
    """What a lane fetched, in the driver's values."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    cut: bool


class GuardedReader:
    """Free-form queries on a connection's engine: judged, limited, watched. Thread-safe."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._mutex = threading.Lock()
        self._idle: list[Lane] = []
        self._kills = 0  # of the engine, by this reader; other queries that were under way then are tried again
        self._lingering = threading.Semaphore()  # for one query that its server cannot end
        self._closed = threading.Event()

    def query(
        self, text: str, parameters: Mapping[str, Any], limits: Limits, stop: threading.Event | None = None
    ) -> QueryResult:
        """The rows of a query, at most `limits.rows`; `stop`, once set, ends it as its time limit would.

        Raises QueryRefused when it is not allowed or wrong, QueryTimeout after `limits.seconds`, LimitReached when the
        engine cannot bear it, StoreUnavailable when no engine answers. The next query finds a working engine.
        """
        started = time.monotonic()
        endpoint = self._connection.endpoint()  # first: the engine starts while the driver is imported
        from graph.cells import to_rows  # noqa: PLC0415

        found = judge(text, also_decoded=endpoint.reader is None)
        judge_parameters(parameters)
        fetched = self._run(
            lambda lane, begun: lane.run(text, parameters, limits, begun), text, limits, stop or threading.Event()
        )
        columns = fetched.columns or returned_columns(found, text)
        rows = to_rows(fetched.rows, self._connection.node_ids)
        return QueryResult(columns, rows, fetched.cut, (time.monotonic() - started) * 1000)

    def explain(self, text: str, parameters: Mapping[str, Any], limits: Limits) -> Plan:
        """How the engine would answer a query, which does not run. Raises as `query` does."""
        endpoint = self._connection.endpoint()
        judge(text, also_decoded=endpoint.reader is None)
        judge_parameters(parameters)

        def ask(lane: Lane, begun: threading.Event) -> Plan:
            begun.set()
            return lane.explain(text, parameters)

        return self._run(ask, text, limits, threading.Event())

    def profile(
        self, text: str, parameters: Mapping[str, Any], limits: Limits, stop: threading.Event | None = None
    ) -> Plan:
        """What the engine counted while it answered a query, which runs as any other does. Raises as `query` does.

        The embedded engine counts nothing: QueryRefused.
        """
        if self._connection.endpoint().reader is not None:
            raise QueryRefused(
                told("counts_nothing"),
                layer="evaluation",
            )
        judge(text, also_decoded=True)
        judge_parameters(parameters)
        return self._run(
            lambda lane, begun: lane.profile(text, parameters, limits, begun), text, limits, stop or threading.Event()
        )

    def close(self) -> None:
        """Closes the connections that wait for queries, and waits for no engine."""
        self._closed.set()
        with self._mutex:
            lanes, self._idle = self._idle, []
        for lane in lanes:
            lane.cut()
        with self._lingering:  # an engine with a query that does not end would not end in order either
            pass

    def _run(self, work: Callable[[Lane, threading.Event], T], text: str, limits: Limits, stop: threading.Event) -> T:
        from neo4j.exceptions import AuthError, DriverError, Neo4jError  # noqa: PLC0415

        self._closed.clear()
        for attempt in (1, 2):
            watched, kills = Watched[T](), self._kills
            try:
                lane = self._take_lane()
            except (DriverError, AuthError, OSError) as error:
                self._lost(attempt, error)
                continue
            try:
                ended = watched.run(
                    lambda: work(lane, watched.started),  # noqa: B023 - done here
                    limits.seconds,
                    lambda: stop.is_set() or lane.received() > limits.bytes,  # noqa: B023
                )
            except Neo4jError as error:
                lane.cut()
                raise refusal(error, text) from error
            except (DriverError, OSError) as error:
                lane.cut()
                if watched.started.is_set() and kills == self._kills:
                    raise self._died(error) from error
                self._lost(attempt, error)
                continue
            except GraphError:
                self._give_back(lane)
                raise
            if not ended:
                is_too_big = lane.received() > limits.bytes
                self._end(lane, watched.done)
                if is_too_big:
                    raise LimitReached(told("row_size", size=limits.bytes // 1_000_000))
                if stop.is_set():
                    raise QueryStopped(told("stopped"))
                raise QueryTimeout(
                    told("timeout", seconds=limits.seconds),
                    seconds=limits.seconds,
                )
            self._give_back(lane)
            return watched.found[0]
        raise StoreUnavailable(told("store_away"))

    def _take_lane(self) -> Lane:
        endpoint = self._connection.endpoint()
        with self._mutex:
            while self._idle:
                lane = self._idle.pop()
                if lane.endpoint == endpoint:
                    return lane
                lane.cut()
        lane = Lane(endpoint)
        self._terminate(lane)  # nothing yet, but the server then knows how: it took 2.4 s of the first one to learn
        return lane

    def _give_back(self, lane: Lane) -> None:
        with self._mutex:
            if lane.is_open and len(self._idle) < IDLE_LANES:
                self._idle.append(lane)
                return
        lane.cut()

    def _lost(self, attempt: int, error: Exception) -> None:
        """The connection broke through no fault of the query: the engine was restarted, or is gone."""
        self._connection.forget()
        if attempt == 2:
            raise StoreUnavailable(told("store_silent", reason=first_line(error))) from error

    def _died(self, error: Exception) -> LimitReached:
        """The connection broke under a query that took the engine's memory or stack, or someone ended the engine."""
        _log.info("a query lost its engine: %s", first_line(error))
        self._connection.forget()
        return LimitReached(told("too_heavy"))

    def _end(self, lane: Lane, done: threading.Event) -> None:
        """Ends a query that is to end: asks the server; when that does not help, kills an engine of our own.

        A Neo4j looks up from one expression (``reduce`` over a long range) only when it is done. While it answers
        others, such a query may go on for a while: a restart would make all of them wait.
        """
        told_so = threading.Event()

        def ask() -> None:
            if self._terminate(lane) is not None:
                told_so.set()

        threading.Thread(target=ask, daemon=True).start()
        ended = done.wait(GRACE_SECONDS)
        lane.cut()
        if ended or not self._connection.engine.owned:
            return
        if told_so.is_set() and self._lingering.acquire(blocking=False):
            threading.Thread(target=self._outlast, args=(lane,), name="zhitu-lingering").start()
        else:
            self._kill()

    def _outlast(self, lane: Lane) -> None:
        """Waits for a query that nobody waits for any more, and loses patience."""
        deadline, kills = time.monotonic() + LINGER_SECONDS, self._kills
        try:
            while not self._closed.wait(1.0) and time.monotonic() < deadline:
                if self._kills != kills or self._terminate(lane) == 0:  # another server has other names for connections
                    return
            self._kill()
        finally:
            self._lingering.release()

    def _kill(self) -> None:
        """Kills the engine at once; starts it again in a thread, where somebody may want it."""
        _log.info("the engine is killed: a query did not end")
        self._kills += 1
        self._connection.forget()
        self._connection.engine.kill()
        threading.Thread(target=self._start_again, daemon=True).start()

    def _start_again(self) -> None:
        if self._closed.wait(RESTART_SECONDS):
            return
        try:
            self._connection.endpoint()
        except GraphError as error:
            _log.info("the engine does not start again: %s", error)  # the next query tells its user

    def _terminate(self, lane: Lane) -> int | None:
        """Asks the server to end what runs on a lane: of how much; None where it cannot be asked."""
        from neo4j.exceptions import DriverError, Neo4jError  # noqa: PLC0415

        if lane.connection_id is None:
            return None
        try:
            with self._connection.session(write=True) as session:
                return len(list(session.run(END, connection=lane.connection_id)))
        except (DriverError, Neo4jError, OSError, StoreUnavailable) as error:
            _log.info("a query could not be ended in order: %s", first_line(error))
            return None


class Watched(Generic[T]):
    """Work in a thread of its own, so that its caller can stop waiting."""

    def __init__(self) -> None:
        self.started = threading.Event()
        self.done = threading.Event()
        self.found: list[T] = []
        self._error: BaseException | None = None

    def run(self, work: Callable[[], T], seconds: float, must_end: Callable[[], bool]) -> bool:
        """True when it has `found` something, False when it still runs at the end; raises what the work raised."""

        def run() -> None:
            try:
                self.found.append(work())
            except BaseException as error:  # noqa: BLE001 - handed to the waiting thread
                self._error = error
            finally:
                self.done.set()

        threading.Thread(target=run, name="zhitu-query", daemon=True).start()
        deadline = time.monotonic() + seconds
        while not self.done.wait(min(STOP_SECONDS, max(0.0, deadline - time.monotonic()))):
            if must_end() or time.monotonic() >= deadline:
                return False
        if self._error is not None:
            raise self._error
        return True


def without_leading(text: str) -> str:
    """A query without its own EXPLAIN or PROFILE, everything else at the place where it was.

    >>> without_leading("PROFILE MATCH (n) RETURN n")
    '        MATCH (n) RETURN n'
    """
    return _LEADING.sub(lambda match: re.sub(r"\S", " ", match[0]), text)


def take(result: neo4j.Result, limits: Limits) -> tuple[list[tuple[Any, ...]], bool]:
    """Rows up to the limits, and whether there are more; LimitReached when one row alone is too big."""
    from graph.cells import size_of  # noqa: PLC0415

    rows: list[tuple[Any, ...]] = []
    sizes: dict[int, int] = {}
    size = 0
    for record in result:
        if len(rows) >= limits.rows:
            return rows, True
        row = tuple(record.values())
        size += sum(size_of(value, sizes) for value in row)
        if size > limits.bytes:
            if not rows:
                raise LimitReached(told("row_size", size=limits.bytes // 1_000_000))
            return rows, True
        rows.append(row)
    return rows, False


def explain(
    session: neo4j.Session, text: str, parameters: Mapping[str, Any], *, strict: bool = True
) -> neo4j.ResultSummary:
    """What the server would do for a query; when `strict`, refuses more than reading by the server's own words."""
    from neo4j.exceptions import Neo4jError  # noqa: PLC0415

    try:
        summary = session.run(EXPLAIN + text, dict(parameters)).consume()
    except Neo4jError as error:
        raise refusal(error, text, before=len(EXPLAIN)) from error
    if strict:
        judge_plan(summary.query_type, summary.plan)
    return summary
