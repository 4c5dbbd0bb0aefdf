"""How fast facts come into Neo4j, beside rdflib-neo4j 1.1 and a loader that only writes plain nodes and relationships.

Run: python -m bench load [SIZE ...], sizes in statements; 1000 10000 100000 when none is given. All three load the same
made-up statements into the same Neo4j, which is emptied before each; the sizes run in turn, the contenders beside each
other. rdflib-neo4j gets the statements without rdf:reifies, which it cannot hold; the plain loader gets nodes and
relationships that are mapped already.
"""

from __future__ import annotations

import contextlib
import io
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import rdflib
from pyoxigraph import Literal, Quad, Triple

from bench.generated import statements
from graph.engines.local_neo4j import Neo4jEngine
from graph.mapping import PropertyGraph, to_property_graph
from graph.store import Store
from ontology.model import load_model

SIZES = (1_000, 10_000, 100_000)
ROWS = 1_000
BAR_PEER, BAR_BARE = 1.0, 0.8
HEAP = "1g"

EMPTY = (
    "MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS",
    "DROP CONSTRAINT zhitu_thing_id IF EXISTS",
    "DROP INDEX zhitu_thing_name IF EXISTS",
    "DROP INDEX zhitu_names IF EXISTS",
    "DROP CONSTRAINT n10s_unique_uri IF EXISTS",
)


@contextmanager
def neo4j_store() -> Iterator[Store]:
    """A store on a Neo4j of its own."""
    with tempfile.TemporaryDirectory() as folder, Store(Neo4jEngine(Path(folder), heap=HEAP)) as store:
        store.run("RETURN 1 AS ready")
        yield store


def empty(store: Store) -> None:
    """An empty database, without constraints."""
    with store.connection.session(write=True) as session:
        for text in EMPTY:
            session.run(text).consume()


def ours(store: Store, quads: list[Quad]) -> None:
    """Facts to nodes and relationships, to the store."""
    store.sync(to_property_graph(quads, load_model()), "bench")


def peer(store: Store, quads: list[Quad]) -> None:
    """rdflib-neo4j with batching, which writes what it buffers in batches of 5,000."""
    from rdflib_neo4j import HANDLE_VOCAB_URI_STRATEGY, Neo4jStore, Neo4jStoreConfig  # noqa: PLC0415

    endpoint = store.connection.endpoint()
    auth = {"uri": endpoint.uri, "database": endpoint.database, "user": endpoint.user, "pwd": endpoint.password}
    strategy = HANDLE_VOCAB_URI_STRATEGY.IGNORE
    config = Neo4jStoreConfig(auth_data=auth, handle_vocab_uri_strategy=strategy, batching=True)
    with contextlib.redirect_stdout(io.StringIO()):
        graph = rdflib.Graph(store=Neo4jStore(config=config))
        for subject, predicate, value, _ in quads:
            if not isinstance(value, Triple):
                graph.add((rdflib.URIRef(subject.value), rdflib.URIRef(predicate.value), rdflib_term(value)))
        graph.close(True)


def rdflib_term(value: object) -> rdflib.term.Identifier:
    """A term of pyoxigraph's in rdflib's form."""
    if isinstance(value, Literal):
        datatype = None if value.language else rdflib.URIRef(value.datatype.value)
        return rdflib.Literal(value.value, lang=value.language, datatype=datatype)
    return rdflib.URIRef(value.value)  # type: ignore[attr-defined]


def bare(store: Store, graph: PropertyGraph) -> None:
    """UNWIND and CREATE over the driver, by label set and type: nothing is compared, counted or kept track of."""
    by_labels: dict[tuple[str, ...], list[Mapping[str, object]]] = defaultdict(list)
    by_type: dict[str, list[Mapping[str, object]]] = defaultdict(list)
    for node in graph.nodes:
        by_labels[node.labels].append(node.properties)
    for edge in graph.relationships:
        by_type[edge.type].append({"start": edge.start, "end": edge.end, "properties": edge.properties})
    with store.connection.session(write=True) as session:
        session.run("CREATE CONSTRAINT zhitu_thing_id FOR (n:Thing) REQUIRE n.id IS UNIQUE").consume()
        for labels, rows in by_labels.items():
            for part in parts(rows):
                session.run(f"UNWIND $rows AS row CREATE (n:{':'.join(labels)}) SET n = row", rows=part).consume()
        for kind, rows in by_type.items():
            text = (
                "UNWIND $rows AS row MATCH (a:Thing {id: row.start}) MATCH (b:Thing {id: row.end})"
                f" CREATE (a)-[r:{kind}]->(b) SET r = row.properties"
            )
            for part in parts(rows):
                session.run(text, rows=part).consume()


def parts(rows: Sequence[Mapping[str, object]]) -> Iterator[Sequence[Mapping[str, object]]]:
    for begin in range(0, len(rows), ROWS):
        yield rows[begin : begin + ROWS]


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def measure(store: Store, size: int) -> dict[str, float]:
    """Seconds of each contender for one size, and what follows from them."""
    quads = list(statements(size))
    found: dict[str, float] = {"statements": len(quads)}
    empty(store)
    found["ours"] = seconds(lambda: ours(store, quads))
    found["again"] = seconds(lambda: ours(store, quads))
    empty(store)
    found["peer"] = seconds(lambda: peer(store, quads))
    graph = to_property_graph(quads, load_model())
    empty(store)
    found["bare"] = seconds(lambda: bare(store, graph))
    empty(store)
    found["write"] = seconds(lambda: store.sync(graph, "bench"))
    found["peer/ours"] = found["peer"] / found["ours"]
    found["bare/write"] = found["bare"] / found["write"]
    found["rate"] = len(quads) / found["ours"]
    found["MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; exit status 1 when the largest size misses a bar."""
    sizes = [int(text) for text in arguments or ()] or list(SIZES)
    with neo4j_store() as store:
        measure(store, sizes[0])  # the server's compiler learns all three ways first
        results = []
        for size in sizes:
            results.append(measure(store, size))
            if len(results) == 1:
                sys.stdout.write("".join(f"{column:>12}" for column in results[0]) + "\n")
            sys.stdout.write("".join(f"{value:12.2f}" for value in results[-1].values()) + "\n")
            sys.stdout.flush()
    return int(results[-1]["peer/ours"] < BAR_PEER or results[-1]["bare/write"] < BAR_BARE)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
