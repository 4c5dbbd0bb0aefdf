"""How long the explorer's queries take in Neo4j as the graph grows, and what a store's call adds to the bare driver.

Run: python -m bench query [SMALL LARGE], sizes in statements; 10000 and 100000 when none is given. The server is
that of `bench.load`; each query runs on things spread over the graph.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

from bench.generated import STATEMENTS_PER_FIRM, statements
from bench.load import empty, neo4j_store
from graph.mapping import to_property_graph
from graph.store import Store, query_text
from ontology.model import load_model

SIZES = (10_000, 100_000)
RUNS = 40
WARM_UP = 200
BAR_GROWTH, BAR_OVERHEAD = 2.0, 1.15
WITHOUT = ["Observation"]
TEXTS = {
    "node": query_text("explore_node"),
    "neighbourhood": query_text("explore_neighbours"),
    "relations": query_text("explore_statements"),
    "search": "CALL db.index.fulltext.queryNodes('zhitu_names', $text) YIELD node, score RETURN node.id LIMIT 20",
    "path": "MATCH p = shortestPath((a:Thing {id: $id})-[*..3]-(b:Thing {id: $other})) RETURN length(p)",
}


def parameters(number: int, firms: int) -> dict[str, object]:
    """What the queries ask with, for one firm."""
    own = f"org:firm-{number}"
    return {
        "id": own,
        "ids": [own],
        "other": f"org:firm-{(number + 1) % firms}",
        "text": f'name_en:"smart firm {number}"',
        "without": WITHOUT,
        "limit": 1000,
    }


def measure(store: Store, size: int) -> dict[str, float]:
    """Milliseconds of each query, and the ratio of a store's call to the driver's."""
    firms = max(1, size // STATEMENTS_PER_FIRM)
    empty(store)
    store.sync(to_property_graph(statements(size), load_model()), "bench")
    store.run("CALL db.awaitIndexes(600)")
    asked = [parameters(number, firms) for number in range(0, firms, max(1, firms // RUNS))][:RUNS]
    found: dict[str, float] = {"statements": size}
    for name, text in TEXTS.items():
        found[name] = milliseconds(lambda told, text=text: store.run(text, **told), asked)  # type: ignore[misc]
    found["store/driver"] = overhead(store, asked)
    return found


def milliseconds(ask: Callable[[dict[str, object]], object], asked: list[dict[str, object]]) -> float:
    """The median over the things, after the server knows the query well."""
    for turn in range(WARM_UP):
        ask(asked[turn % len(asked)])
    return statistics.median([once(ask, told) for told in asked])


def once(ask: Callable[[dict[str, object]], object], told: dict[str, object]) -> float:
    started = time.perf_counter()
    ask(told)
    return (time.perf_counter() - started) * 1000


def overhead(store: Store, asked: list[dict[str, object]]) -> float:
    """A call of the store in units of the bare driver's, turn by turn, so that both meet the same machine."""
    text = TEXTS["relations"]
    driver = store.connection.session()

    def bare(told: dict[str, object]) -> object:
        return [tuple(record.values()) for record in driver.run(text, told)]

    with driver:
        pairs = [(once(lambda told: store.run(text, **told), told), once(bare, told)) for told in asked * 5]
    return statistics.median(ours for ours, _ in pairs) / statistics.median(theirs for _, theirs in pairs)


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; exit status 1 when a query grows too much, or the store adds too much."""
    sizes = [int(text) for text in arguments or ()] or list(SIZES)
    with neo4j_store() as store:
        results = [measure(store, size) for size in (*sizes, sizes[0])]  # the server is warmer by the end
    smallest, largest = results[-1], results[-2]
    growth = {name: largest[name] / smallest[name] for name in TEXTS}
    columns = list(results[0])
    sys.stdout.write("".join(f"{column:>15}" for column in columns) + "\n")
    for figures in results:
        sys.stdout.write("".join(f"{figures[column]:15.2f}" for column in columns) + "\n")
    sys.stdout.write(
        "".join(f"{text:>15}" for text in ("growth", *(f"{value:.2f}" for value in growth.values()))) + "\n"
    )
    worst = max(figures["store/driver"] for figures in results)
    return int(max(growth.values()) > BAR_GROWTH or worst > BAR_OVERHEAD)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
