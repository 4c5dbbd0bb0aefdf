"""A load's plan as batches of Cypher: what is no longer said goes first, then nodes, then relationships."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from graph.engines.base import Dialect
from graph.errors import GraphError
from graph.load_plan import Plan
from graph.values import Node, Relationship

if TYPE_CHECKING:
    from graph.mapping import PropertyGraph

Item = TypeVar("Item")
Key = TypeVar("Key")

BATCH_ROWS = 1_000
BATCH_BYTES = 2_000_000  # the embedded engine takes 16 MB in one message

READ_NAMES = "MATCH (n:ZhituName) RETURN n.row"
DELETE_NAMES = "MATCH (n:ZhituName) WHERE n.row IN $rows DELETE n"
ENDS = "UNWIND $rows AS row MATCH (a:Thing {id: row.start}) MATCH (b:Thing {id: row.end})"

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,127}")


@dataclass(frozen=True, slots=True)
class Step:
    """One batch: Cypher text, its rows, and how many relationships it must create (0: nobody counts)."""

    text: str
    rows: list[Any]
    relationships: int = 0

    def run(self, runner: Any) -> None:
        """Runs in a session or a transaction; raises GraphError when ends of relationships are missing."""
        created = runner.run(self.text, rows=self.rows).consume().counters.relationships_created
        if self.relationships and created != self.relationships:
            raise GraphError(
                f"the store created {created} of {self.relationships} relationships; the ends of the others are missing"
            )


def node_steps(nodes: Iterable[Node], dialect: Dialect) -> Iterator[Step]:
    """Creates nodes: with one text for all of them where labels may stand in a row, else one a set of labels."""
    if dialect.names_in_rows:
        text = "UNWIND $rows AS row CREATE (n:$(row.labels)) SET n = row.properties"
        for rows in batches({"labels": node.labels, "properties": node.properties} for node in nodes):
            yield Step(text, rows)
        return
    for labels, alike in grouped(nodes, lambda node: node.labels):
        text = f"UNWIND $rows AS row CREATE (n{label_text(labels)}) SET n = row"
        for rows in batches(node.properties for node in alike):
            yield Step(text, rows)


def relationship_steps(edges: Iterable[Relationship], dialect: Dialect) -> Iterator[Step]:
    """Creates relationships between nodes that are there: with one text, or one a type."""
    if dialect.names_in_rows:
        for rows in batches({"type": edge.type, **_ends(edge)} for edge in edges):
            yield Step(f"{ENDS} CREATE (a)-[r:$(row.type)]->(b) SET r = row.properties", rows, len(rows))
        return
    for kind, alike in grouped(edges, lambda edge: edge.type):
        for rows in batches(_ends(edge) for edge in alike):
            yield Step(f"{ENDS} CREATE (a)-[r:{quoted(kind)}]->(b) SET r = row.properties", rows, len(rows))


def _ends(edge: Relationship) -> dict[str, Any]:
    return {"start": edge.start, "end": edge.end, "properties": edge.properties}


def delete_steps(plan: Plan) -> Iterator[Step]:
    """Deletes our relationships, then our nodes; a node that someone else's relationship holds is only disowned."""
    for kind, items in grouped(plan.dead_relationships.items(), lambda item: item[1].type):
        text = (
            f"UNWIND $rows AS row MATCH (a:Thing {{id: row.start}})-[r:{quoted(kind)}]->(b:Thing)"
            " WHERE r.id = row.id AND r._digest IS NOT NULL DELETE r"
        )
        for rows in batches({"id": key, "start": edge.start} for key, edge in items):
            yield Step(text, rows)
    for rows in batches(plan.dead_nodes):
        yield Step("UNWIND $rows AS id MATCH (n:Thing {id: id}) WHERE NOT (n)--() DELETE n", rows)
        yield Step("UNWIND $rows AS id MATCH (n:Thing {id: id}) REMOVE n:Thing SET n._digest = null", rows)


def update_steps(
    runner: Any, changed: Sequence[tuple[Node, tuple[str, ...]]], our_keys: frozenset[str]
) -> Iterator[Step]:
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
            yield Step(text, rows)


def write_names(transaction: Any, graph: PropertyGraph) -> None:
    """Keeps the registry of names that are not the ontology's, one node a name, so that the graph can be read back."""
    wanted = {row["row"]: row for row in name_rows(graph)}
    stored = {record[0] for record in transaction.run(READ_NAMES)}
    for rows in batches(sorted(stored - wanted.keys())):
        transaction.run(DELETE_NAMES, rows=rows).consume()
    new = [wanted[text] for text in sorted(wanted.keys() - stored)]
    for rows in batches(new):
        transaction.run("UNWIND $rows AS row CREATE (n:ZhituName) SET n = row", rows=rows).consume()


def name_rows(graph: PropertyGraph) -> list[dict[str, str]]:
    """The registry's nodes; `row` is all of one as text, by which it is found again."""
    return [
        {**row, "row": json.dumps(row, ensure_ascii=False, sort_keys=True)} for row in map(dict, graph.names.rows())
    ]


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
