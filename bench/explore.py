"""How long the explorer takes: paths beside networkx', arrangements, groups, and what a click sends to the browser.

Run: python -m bench.explore [--json]. Graphs are made up from a fixed seed; each figure is the median of several runs.
"""

from __future__ import annotations

import json
import math
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import get_args

import networkx as nx

from bench.canvas import network
from graph.arranging import NAMES, Order, arrange
from graph.gathering import By, gather
from graph.landscape import Importance
from graph.layout import layout
from graph.paths import Neighbours, routes
from graph.view import GraphView
from ui.components.canvas.session import Session

SIZES = (1_000, 10_000)  # nodes of the graph that paths are looked for in
DRAWN = 1_000  # nodes on the canvas
RUNS = 3
PATHS = 3
SLOWER = 1.0  # ours may take as long as networkx'
CLICK_BYTES = 60_000  # what a click may send at DRAWN nodes
MANY = 100_000  # things that are drawn in groups
GATHERED_MS = 3_000.0
ARRANGED_MS = 2_000.0


def milliseconds(work: Callable[[], object]) -> float:
    """The median of RUNS runs."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def paths(count: int) -> dict[str, float]:
    """Three shortest and three most specific paths between the same pairs, ours and networkx'."""
    graph = nx.barabasi_albert_graph(count, 3, seed=7)
    for a, b, edge in graph.edges(data=True):  # half of each end's cost: a path's sum is ours but for its ends
        edge["cost"] = (math.log2(1 + graph.degree[a]) + math.log2(1 + graph.degree[b])) / 2
    beside: Neighbours = {str(node): frozenset(map(str, graph[node])) for node in graph}
    dice = random.Random(7)
    pairs = [(dice.randrange(count), dice.randrange(count)) for _ in range(RUNS)]

    def ours() -> None:
        for a, b in pairs:
            routes(beside, str(a), str(b), PATHS)

    def theirs() -> None:
        for a, b in pairs:
            if a != b:
                list(islice(nx.shortest_simple_paths(graph, a, b), PATHS))
                list(islice(nx.shortest_simple_paths(graph, a, b, "cost"), PATHS))

    mine, peer = milliseconds(ours) / len(pairs), milliseconds(theirs) / len(pairs)
    return {"nodes": count, "ours_ms": mine, "networkx_ms": peer, "ratio": mine / peer}


def arrangements(view: GraphView) -> dict[str, float]:
    """Milliseconds of each arrangement."""
    order = Order(centre=view.nodes[0].id)
    return {name: milliseconds(partial(arrange, name, view, order)) for name in NAMES if name != "force"}


def gatherings() -> dict[str, float]:
    """Milliseconds until MANY things stand in groups, by what groups them."""
    graph = nx.barabasi_albert_graph(MANY, 3, seed=7)
    classes = {f"n{node}": f"Class{node % 40}" for node in graph}
    importance = Importance.of(classes, ((f"n{a}", f"n{b}") for a, b in graph.edges))
    return {by: milliseconds(partial(gather, classes, importance, by)) for by in get_args(By)}


def click_bytes(view: GraphView) -> int:
    """What the canvas sends when a click changed nothing that is drawn, and when one node was hidden."""
    session = Session(seen=0)
    whole = session.message(view)
    session.receive({"rev": whole["rev"]})
    hidden = replace(view, nodes=(replace(view.nodes[0], hidden=True), *view.nodes[1:]))
    return max(len(json.dumps(session.message(drawn))) for drawn in (view, hidden))


def main() -> int:
    """Print the figures; exit status 1 when one misses its bar."""
    found = [paths(count) for count in SIZES]
    view = layout(network(DRAWN))
    times, sent, gathered = arrangements(view), click_bytes(view), gatherings()
    if "--json" in sys.argv:
        print(json.dumps({"paths": found, "arrangements": times, "click_bytes": sent, "gathered": gathered}, indent=1))
    else:
        for each in found:
            print("  ".join(f"{key} {value:.1f}" for key, value in each.items()))
        print("  ".join(f"{name} {value:.0f} ms" for name, value in times.items()), f"at {DRAWN} nodes")
        print(f"a click sends {sent} bytes at {DRAWN} nodes")
        print("  ".join(f"by {by} {value:.0f} ms" for by, value in gathered.items()), f"at {MANY} things")
    slow = statistics.median(each["ratio"] for each in found) > SLOWER
    late = max(times.values()) > ARRANGED_MS or max(gathered.values()) > GATHERED_MS
    return int(slow or late or sent > CLICK_BYTES)


if __name__ == "__main__":
    raise SystemExit(main())
