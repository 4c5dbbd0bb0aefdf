"""Brings the store to a property graph by changing only what differs, found by each element's `_digest`."""

from __future__ import annotations

import json
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from graph.connection import Connection, first_line
from graph.errors import GraphError, StoreUnavailable
from graph.values import Node, Relationship

if TYPE_CHECKING:
    import neo4j

    from graph.mapping import PropertyGraph

Item = TypeVar("Item")
Key = TypeVar("Key")
Progress = Callable[[int, int], None]
"""Is told how many changes of how many are made."""

SCHEMA_VERSION = 1  # of what this module writes; another number in a store means that it is loaded anew
ATOMIC_CHANGES = 20_000  # up to here one transaction, so that a failing load leaves the former graph
BATCH_ROWS = 1_000
BATCH_BYTES = 2_000_000  # the embedded engine takes 16 MB in one message

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,127}")

CONSTRAINT = "CREATE CONSTRAINT zhitu_thing_id IF NOT EXISTS FOR (n:Thing) REQUIRE n.id IS UNIQUE"
READ_NODES = "MATCH (n:Thing) WHERE n._digest IS NOT NULL RETURN n.id, n._digest, labels(n)"
READ_RELATIONSHIPS = (
    "MATCH (a:Thing)-[r]->(b:Thing) WHERE r._digest IS NOT NULL RETURN r.id, r._digest, type(r), a.id, b.id"
)
READ_META = "MATCH (m:ZhituMeta) WHERE m.id = 'zhitu' RETURN m.digest, m.schema, m.keys LIMIT 1"
WRITE_META = "MERGE (m:ZhituMeta {id: 'zhitu'}) SET m.digest = $digest, m.schema = $schema, m.keys = $keys"
READ_NAMES = "MATCH (n:ZhituName) RETURN n.row"
DELETE_NAMES = "MATCH (n:ZhituName) WHERE n.row IN $rows DELETE n"


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How many nodes and relationships a load created, updated, deleted and left alone, and how long it took."""

    created: int = 0
    updated: int = 0
    deleted: int = 0
    unchanged: int = 0
    seconds: float = 0.0

    @property
    def changes(self) -> int:
        return self.created + self.updated + self.deleted


@dataclass(frozen=True, slots=True)
class Meta:
    """What the store knows about its load: the facts' digest (None while a load is under way) and the keys we wrote."""

    digest: str | None = None
    schema: int | None = None
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stored:
    """Enough of a stored node to see whether it differs."""

    digest: str
    labels: tuple[str, ...]  # sorted


@dataclass(frozen=True, slots=True)
class Edge:
    """Enough of a stored relationship to find it again."""

    digest: str
    type: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The difference between the store and a graph."""

    new_nodes: tuple[Node, ...] = ()
    changed_nodes: tuple[tuple[Node, tuple[str, ...]], ...] = ()  # and the labels that they have now
    dead_nodes: tuple[str, ...] = ()
    new_relationships: tuple[Relationship, ...] = ()
    dead_relationships: Mapping[str, Edge] = field(default_factory=dict)
    replaced: int = 0  # how many of the new take the place of a dead one
    unchanged: int = 0

    @property
    def size(self) -> int:
        """How many writes the plan takes."""
        return (
            len(self.new_nodes)
            + len(self.changed_nodes)
            + len(self.dead_nodes)
            + len(self.new_relationships)
            + len(self.dead_relationships)
        )

    def report(self, seconds: float) -> LoadReport:
        return LoadReport(
            created=len(self.new_nodes) + len(self.new_relationships) - self.replaced,
            updated=len(self.changed_nodes) + self.replaced,
            deleted=len(self.dead_nodes) + len(self.dead_relationships) - self.replaced,
            unchanged=self.unchanged,
            seconds=seconds,
        )


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
    told = progress or (lambda _done, _total: None)
    for attempt in (1, 2):
        try:
            return load_once(connection, graph, digest, told).report(time.monotonic() - started)
        except (DriverError, OSError) as error:
            connection.forget()  # the engine was restarted or killed; what is left to do is found again
            if attempt == 2:
                raise StoreUnavailable(f"the graph store went away under a load: {first_line(error)}") from error
        except Neo4jError as error:
            if attempt == 1 and error.is_retryable():
                continue
            raise GraphError(f"the store refused the load: {first_line(error)}") from error
    raise AssertionError("both attempts end by themselves")


def load_once(connection: Connection, graph: PropertyGraph, digest: str, progress: Progress) -> Plan:
    """Finds the difference and carries it out."""
    connection.attempt(lambda session: session.run(CONSTRAINT).consume(), write=True)
    meta = read_meta(connection)
    stored_nodes, stored_edges = connection.attempt(read_stored)
    plan = compare(graph, stored_nodes, stored_edges, relabels=connection.engine.relabels)
    if plan.size or meta.digest != digest or meta.schema != SCHEMA_VERSION:
        apply(connection, graph, plan, meta, digest, progress)
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


def compare(graph: PropertyGraph, nodes: Mapping[str, Stored], edges: Mapping[str, Edge], *, relabels: bool) -> Plan:
    """What must change. A relationship that differs is deleted and created: nothing hangs on it.

    So is a node whose labels differ, with its relationships, where the engine does not change labels in place.
    """
    wanted_nodes = {node.id for node in graph.nodes}
    known = [node for node in graph.nodes if node.id in nodes]
    differing = [node for node in known if nodes[node.id].digest != node.properties["_digest"]]
    anew = set() if relabels else {node.id for node in differing if nodes[node.id].labels != node.labels}
    wanted = {
        relationship.id: Edge(
            str(relationship.properties["_digest"]), relationship.type, relationship.start, relationship.end
        )
        for relationship in graph.relationships
    }
    same_edges = {
        key for key, edge in wanted.items() if edges.get(key) == edge and not anew.intersection((edge.start, edge.end))
    }
    new_nodes = tuple(node for node in graph.nodes if node.id not in nodes or node.id in anew)
    return Plan(
        new_nodes=new_nodes,
        changed_nodes=tuple((node, nodes[node.id].labels) for node in differing if node.id not in anew),
        dead_nodes=tuple(key for key in nodes if key not in wanted_nodes or key in anew),
        new_relationships=tuple(edge for edge in graph.relationships if edge.id not in same_edges),
        dead_relationships={key: edge for key, edge in edges.items() if key not in same_edges},
        replaced=len(anew) + sum(1 for key in wanted if key in edges and key not in same_edges),
        unchanged=len(graph.nodes) - len(new_nodes) - (len(differing) - len(anew)) + len(same_edges),
    )


def apply(
    connection: Connection, graph: PropertyGraph, plan: Plan, meta: Meta, digest: str, progress: Progress
) -> None:
    """Carries out a plan; the digest is written last."""
    keys = sorted(set(meta.keys) | property_keys(graph))
    done = 0

    def told(steps: Iterator[tuple[str, list[Any], int]], runner: Any) -> None:
        nonlocal done
        for text, rows, expected in steps:
            created = runner.run(text, rows=rows).consume().counters.relationships_created
            if expected and created != expected:
                raise GraphError(
                    f"the store created {created} of {expected} relationships; the ends of the others are missing"
                )
            done += len(rows)
            progress(min(done, plan.size), plan.size)

    with connection.session(write=True) as session:
        if plan.size > ATOMIC_CHANGES:
            session.run(WRITE_META, digest=None, schema=SCHEMA_VERSION, keys=keys).consume()
            told(steps_of(session, plan, meta), session)
        with session.begin_transaction() as transaction:
            if plan.size <= ATOMIC_CHANGES:
                told(steps_of(transaction, plan, meta), transaction)
            write_names(transaction, graph)
            transaction.run(WRITE_META, digest=digest, schema=SCHEMA_VERSION, keys=keys).consume()
            transaction.commit()


def steps_of(runner: Any, plan: Plan, meta: Meta) -> Iterator[tuple[str, list[Any], int]]:
    """The plan as batches: Cypher text, rows, and how many relationships it must create."""
    yield from delete_steps(plan)
    for labels, nodes in grouped(plan.new_nodes, lambda node: node.labels):
        text = f"UNWIND $rows AS row CREATE (n{label_text(labels)}) SET n = row"
        for rows in batches(dict(node.properties) for node in nodes):
            yield text, rows, 0
    yield from update_steps(runner, plan.changed_nodes, frozenset(meta.keys))
    for kind, edges in grouped(plan.new_relationships, lambda edge: edge.type):
        text = (
            "UNWIND $rows AS row MATCH (a:Thing {id: row.start}) MATCH (b:Thing {id: row.end})"
            f" CREATE (a)-[r:{quoted(kind)}]->(b) SET r = row.properties"
        )
        for rows in batches(
            {"start": edge.start, "end": edge.end, "properties": dict(edge.properties)} for edge in edges
        ):
            yield text, rows, len(rows)


def delete_steps(plan: Plan) -> Iterator[tuple[str, list[Any], int]]:
    """Deletes our relationships, then our nodes; a node that someone else's relationship holds is only disowned."""
    for kind, items in grouped(plan.dead_relationships.items(), lambda item: item[1].type):
        text = (
            f"UNWIND $rows AS row MATCH (a:Thing {{id: row.start}})-[r:{quoted(kind)}]->(b:Thing)"
            " WHERE r.id = row.id AND r._digest IS NOT NULL DELETE r"
        )
        for rows in batches({"id": key, "start": edge.start} for key, edge in items):
            yield text, rows, 0
    for rows in batches(plan.dead_nodes):
        yield "UNWIND $rows AS id MATCH (n:Thing {id: id}) WHERE NOT (n)--() DELETE n", rows, 0
        yield "UNWIND $rows AS id MATCH (n:Thing {id: id}) REMOVE n:Thing SET n._digest = null", rows, 0


def update_steps(
    runner: Any, changed: Sequence[tuple[Node, tuple[str, ...]]], our_keys: frozenset[str]
) -> Iterator[tuple[str, list[Any], int]]:
    """Sets what changed; a property that somebody else added stays, one of ours that is no longer said goes."""
    read = "UNWIND $rows AS id MATCH (n:Thing {id: id}) RETURN n.id, keys(n)"
    for part in batches(changed):
        keys = {record[0]: frozenset(record[1]) for record in runner.run(read, rows=[node.id for node, _ in part])}
        by_labels: dict[tuple[tuple[str, ...], tuple[str, ...]], list[dict[str, Any]]] = defaultdict(list)
        for node, labels in part:
            gone = (keys.get(node.id, frozenset()) & our_keys) - node.properties.keys()
            row = {"id": node.id, "properties": {**dict.fromkeys(sorted(gone)), **node.properties}}
            added = tuple(sorted(set(node.labels) - set(labels)))
            removed = tuple(label for label in labels if label not in node.labels and _NAME.fullmatch(label))
            by_labels[added, removed].append(row)
        for (added, removed), rows in by_labels.items():
            text = "UNWIND $rows AS row MATCH (n:Thing {id: row.id}) SET n += row.properties"
            text += f" SET n{label_text(added)}" if added else ""
            text += f" REMOVE n{label_text(removed)}" if removed else ""
            yield text, rows, 0


def write_names(transaction: Any, graph: PropertyGraph) -> None:
    """Keeps the registry of names that are not the ontology's, one node a name, so that the graph can be read back."""
    wanted = {json.dumps(row, ensure_ascii=False, sort_keys=True): row for row in graph.names.rows()}
    stored = {record[0] for record in transaction.run(READ_NAMES)}
    for rows in batches(sorted(stored - wanted.keys())):
        transaction.run(DELETE_NAMES, rows=rows).consume()
    new = [{**wanted[text], "row": text} for text in sorted(wanted.keys() - stored)]
    for rows in batches(new):
        transaction.run("UNWIND $rows AS row CREATE (n:ZhituName) SET n = row", rows=rows).consume()


def check_names(graph: PropertyGraph) -> None:
    """Raises GraphError for a label, type or key that must not be put into a query's text; the registry makes none."""
    used = {label for node in graph.nodes for label in node.labels}
    used.update(relationship.type for relationship in graph.relationships)
    for name in used:
        if not _NAME.fullmatch(name):
            raise GraphError(f"{name!r} cannot be a label or relationship type")


def property_keys(graph: PropertyGraph) -> set[str]:
    """Every property key that nodes of the graph have."""
    keys: set[str] = set()
    for node in graph.nodes:
        keys.update(node.properties)
    return keys


def quoted(name: str) -> str:
    """A label or type for a query's text. Only for checked names.

    >>> quoted("ChipVendor")
    '`ChipVendor`'
    """
    if not _NAME.fullmatch(name):
        raise GraphError(f"{name!r} cannot be a label or relationship type")
    return f"`{name}`"


def label_text(labels: Iterable[str]) -> str:
    """Labels for a query's text.

    >>> label_text(("Chip", "Thing"))
    ':`Chip`:`Thing`'
    """
    return "".join(f":{quoted(label)}" for label in labels)


def grouped(items: Iterable[Item], key: Callable[[Item], Key]) -> list[tuple[Key, list[Item]]]:
    """Items by key, in order of first appearance."""
    groups: dict[Key, list[Item]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return list(groups.items())


def batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    """Rows in lists that the server takes in one message."""
    batch: list[Any] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += _bytes(row)
        if len(batch) >= BATCH_ROWS or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _bytes(row: Any) -> int:
    """About how many bytes a row takes in a message."""
    if isinstance(row, str):
        return len(row) * 3  # UTF-8 of Chinese text
    if isinstance(row, Mapping):
        return sum(len(key) + _bytes(value) for key, value in row.items())
    if isinstance(row, tuple | list):
        return sum(_bytes(value) for value in row)
    if isinstance(row, Node):
        return _bytes(row.properties)
    return 9
