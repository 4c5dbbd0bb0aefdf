"""The store: one class over the official Neo4j driver, whatever server stands behind it."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Self

from graph.connection import Connection, first_line
from graph.cypher_text import returned_columns, tokens
from graph.errors import GraphError
from graph.guarded import GuardedReader, Limits
from graph.load_plan import LoadReport
from graph.loading import Progress, load, read_meta
from graph.messages import told
from graph.values import Node, QueryResult, Relationship

if TYPE_CHECKING:
    import neo4j

    from graph.engines.base import Engine
    from graph.mapping import PropertyGraph
    from graph.names import Names
    from graph.plan import Plan

_QUERY_NAME = re.compile(r"[a-z][a-z0-9_]*")


class Store:
    """The property graph on an engine: query, load, read back. Thread-safe; starts the engine at the first use."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.connection = Connection(engine)
        self._guarded = GuardedReader(self.connection)

    def run(self, query: str, /, **parameters: Any) -> QueryResult:
        """The rows of an application query: the name of a file in `graph/queries`, or trusted Cypher text.

        It runs as reader, without a limit of its own. Raises GraphError when the server refuses it.
        """
        self.connection.endpoint()  # first: the engine starts while the driver is imported
        from neo4j.exceptions import Neo4jError  # noqa: PLC0415

        from graph.cells import to_rows  # noqa: PLC0415

        text = query_text(query) if _QUERY_NAME.fullmatch(query) else query
        started = time.monotonic()
        try:
            columns, found = self.connection.attempt(lambda session: fetch_all(session, text, parameters))
            rows = to_rows(found, self.connection.node_ids)
        except Neo4jError as error:
            raise GraphError(told("query_refused", query=query[:60], reason=first_line(error))) from error
        return QueryResult(columns, rows, ms=(time.monotonic() - started) * 1000)

    def sync(self, graph: PropertyGraph, digest: str, progress: Progress | None = None) -> LoadReport:
        """Makes the store hold `graph`, changing only what differs; see `graph.loading.load`."""
        return load(self.connection, graph, digest, progress)

    def query(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int = 1000,
        timeout: float = 30.0,
        stop: threading.Event | None = None,
    ) -> QueryResult:
        """The rows of a free-form query, read-only and limited in rows, seconds and bytes; `stop` ends it when set.

        Raises QueryRefused (with the layer that refused it), QueryTimeout, QueryStopped, LimitReached or
        StoreUnavailable.
        """
        return self._guarded.query(text, parameters or {}, Limits(rows=limit, seconds=timeout), stop)

    def explain(self, text: str, parameters: Mapping[str, Any] | None = None, *, timeout: float = 10.0) -> Plan:
        """How the engine would answer a free-form query, without running it; raises as `query` does."""
        return self._guarded.explain(text, parameters or {}, Limits(seconds=timeout))

    def profile(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float = 30.0,
        stop: threading.Event | None = None,
    ) -> Plan:
        """The plan of a free-form query with the rows and hits that a Neo4j counted while it ran; raises as `query`."""
        return self._guarded.profile(text, parameters or {}, Limits(seconds=timeout), stop)

    def names(self) -> Names:
        """The registry of names that the loaded graph uses beside the ontology's."""
        from graph.names import Names  # noqa: PLC0415

        return Names.from_rows(self.run("store_names").records())

    def dump(self) -> PropertyGraph:
        """The whole graph read back, in order of ids, in pages of one transaction.

        What other tools added to our nodes or between them comes too; other nodes do not.
        """
        from graph.mapping import PropertyGraph  # noqa: PLC0415

        nodes, relationships = self.connection.attempt(read_all)
        return PropertyGraph(nodes, relationships, self.names())

    def loaded_digest(self) -> str | None:
        """The digest of the facts that the store holds; None before the first load and while one is unfinished."""
        return read_meta(self.connection).digest

    def close(self) -> None:
        """Ends the connections and this process' use of the engine; a later call opens them again."""
        self._guarded.close()
        self.connection.forget()
        self.engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@cache
def query_text(name: str) -> str:
    """The Cypher of `graph/queries/<name>.cypher`; raises GraphError when there is none."""
    try:
        return (files("graph") / "queries" / f"{name}.cypher").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise GraphError(f"there is no query named {name}") from error


def fetch_all(
    session: neo4j.Session, text: str, parameters: Mapping[str, Any]
) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Columns and all rows of a trusted query, in the driver's values."""
    result = session.run(text, dict(parameters))
    found = [tuple(record.values()) for record in result]
    return tuple(result.keys()) or returned_columns(tokens(text), text), found


def read_all(session: neo4j.Session) -> tuple[tuple[Node, ...], tuple[Relationship, ...]]:
    """All our nodes and the relationships between them; the driver fetches them page by page."""
    from graph.cells import to_cell  # noqa: PLC0415

    with session.begin_transaction() as transaction:
        nodes = [to_cell(record[0], {}) for record in transaction.run(query_text("store_nodes"))]
        edges = [
            to_cell(record[0], {record[0].nodes[0].element_id: record[1], record[0].nodes[1].element_id: record[2]})
            for record in transaction.run(query_text("store_relationships"))
        ]
    return (
        tuple(sorted((node for node in nodes if isinstance(node, Node)), key=lambda node: node.id)),
        tuple(sorted((edge for edge in edges if isinstance(edge, Relationship)), key=lambda edge: edge.id)),
    )
