"""Brings the store to a property graph by changing only what differs, found by each element's `_digest`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph import indexes
from graph.connection import Connection, first_line
from graph.errors import GraphError, StoreUnavailable
from graph.load_plan import Edge, LoadReport, Plan, Stored, compare
from graph.messages import told
from graph.writers import Writers
from graph.writing import (
    Step,
    check_names,
    delete_steps,
    node_steps,
    property_keys,
    relationship_steps,
    update_steps,
    write_names,
)

if TYPE_CHECKING:
    import neo4j

    from graph.mapping import PropertyGraph

Progress = Callable[[int, int], None]
"""Is told how many changes of how many are made."""

SCHEMA_VERSION = 1  # of what this module writes; another number in a store means that it is loaded anew
ATOMIC_CHANGES = 20_000  # up to here one transaction, so that a failing load leaves the former graph

READ_NODES = "MATCH (n:Thing) WHERE n._digest IS NOT NULL RETURN n.id, n._digest, labels(n)"
READ_RELATIONSHIPS = (
    "MATCH (a:Thing)-[r]->(b:Thing) WHERE r._digest IS NOT NULL RETURN r.id, r._digest, type(r), a.id, b.id"
)
READ_META = "MATCH (m:ZhituMeta) WHERE m.id = 'zhitu' RETURN m.digest, m.schema, m.keys LIMIT 1"
WRITE_META = "MERGE (m:ZhituMeta {id: 'zhitu'}) SET m.digest = $digest, m.schema = $schema, m.keys = $keys"


@dataclass(frozen=True, slots=True)
class Meta:
    """What the store knows about its load: the facts' digest (None while a load is under way) and the keys we wrote."""

    digest: str | None = None
    schema: int | None = None
    keys: tuple[str, ...] = ()


def load(connection: Connection, graph: PropertyGraph, digest: str, progress: Progress | None = None) -> LoadReport:
    """Makes the store hold `graph`, and says under `digest` which facts it holds.

    Nothing without our `_digest` is touched. Up to ATOMIC_CHANGES changes are one transaction; a larger load runs in
    batches, and after an interruption the next load finds what is missing and goes on. Raises GraphError when the store
    refuses, StoreUnavailable when it goes away.
    """
    started = time.monotonic()
    connection.endpoint()  # first: the engine starts while the driver is imported
    from neo4j.exceptions import DriverError, Neo4jError  # noqa: PLC0415

    check_names(graph)
    shown = progress or (lambda _done, _total: None)
    for attempt in (1, 2):
        try:
            return load_once(connection, graph, digest, shown).report(time.monotonic() - started)
        except (DriverError, OSError) as error:
            connection.forget()  # the engine was restarted or killed; what is left to do is found again
            if attempt == 2:
                raise StoreUnavailable(told("load_lost", reason=first_line(error))) from error
        except Neo4jError as error:
            if attempt == 1 and error.is_retryable():
                continue
            raise GraphError(told("load_refused", reason=first_line(error))) from error
    raise AssertionError("both attempts end by themselves")


def load_once(connection: Connection, graph: PropertyGraph, digest: str, progress: Progress) -> Plan:
    """Finds the difference and carries it out."""
    indexes.make_constraint(connection)
    meta = read_meta(connection)
    stored_nodes, stored_edges = connection.attempt(read_stored)
    plan = compare(graph, stored_nodes, stored_edges, relabels=connection.engine.dialect.relabels)
    if plan.size or meta.digest != digest or meta.schema != SCHEMA_VERSION:
        apply(connection, graph, plan, meta, digest, progress)
        indexes.make_indexes(connection)  # last: filling one is quicker than keeping it while all comes in
    return plan


def read_meta(connection: Connection) -> Meta:
    """What the store says about its load; an empty Meta when it was never loaded."""
    row = connection.attempt(lambda session: session.run(READ_META).single())
    if row is None:
        return Meta()
    digest, schema, keys = row.values()
    return Meta(digest, schema, tuple(keys or ()))


def read_stored(session: neo4j.Session) -> tuple[dict[str, Stored], dict[str, Edge]]:
    """Our nodes and our relationships by id."""
    nodes = {record[0]: Stored(record[1], tuple(sorted(record[2]))) for record in session.run(READ_NODES)}
    edges = {record[0]: Edge(*record.values()[1:]) for record in session.run(READ_RELATIONSHIPS)}
    return nodes, edges


def apply(
    connection: Connection, graph: PropertyGraph, plan: Plan, meta: Meta, digest: str, progress: Progress
) -> None:
    """Carries out a plan; the digest is written last."""
    keys = sorted(set(meta.keys) | property_keys(graph))
    dialect = connection.engine.dialect
    done = 0

    def written(step: Step) -> None:
        nonlocal done
        done += len(step.rows)
        progress(min(done, plan.size), plan.size)

    def in_turn(steps: Iterable[Step], runner: Any) -> None:
        for step in steps:
            step.run(runner)
            written(step)

    with connection.session(write=True) as session:
        if plan.size > ATOMIC_CHANGES:
            session.run(WRITE_META, digest=None, schema=SCHEMA_VERSION, keys=keys).consume()
            in_turn(delete_steps(plan), session)
            writers = Writers(connection, dialect.writers)
            writers.run(node_steps(plan.new_nodes, dialect), written)
            in_turn(update_steps(session, plan.changed_nodes, frozenset(meta.keys)), session)
            writers.run(relationship_steps(plan.new_relationships, dialect), written)
        with session.begin_transaction() as transaction:
            if plan.size <= ATOMIC_CHANGES:
                in_turn(delete_steps(plan), transaction)
                in_turn(node_steps(plan.new_nodes, dialect), transaction)
                in_turn(update_steps(transaction, plan.changed_nodes, frozenset(meta.keys)), transaction)
                in_turn(relationship_steps(plan.new_relationships, dialect), transaction)
            write_names(transaction, graph)
            transaction.run(WRITE_META, digest=digest, schema=SCHEMA_VERSION, keys=keys).consume()
            transaction.commit()
