"""Loads that are killed at random moments: after each, the next load must end in the same graph.

Run: python -m bench faults [LOADER SERVER], how often the loading process and the server are killed; 20 and 10 when
none is given. The loader runs in a process of its own on a managed Neo4j; the moments are drawn over the length of a
load that nobody disturbs. The seed is printed, so that a run can be had again: ZHITU_FAULT_SEED.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from bench.generated import statements
from graph.engines.local_neo4j import Neo4jEngine
from graph.mapping import PropertyGraph, to_property_graph
from graph.store import Store
from ontology.model import load_model

KILLS = (20, 10)
SIZE = 130_000  # statements: more changes than one transaction takes, so that there are halves to be left
HEAP = "512m"
LATEST = 1.1  # of an undisturbed load: some come when all is done


def wanted() -> PropertyGraph:
    """What every load must end in."""
    return to_property_graph(statements(SIZE), load_model())


def load_and_say(folder: Path) -> None:
    """The process that gets killed: says when it begins, loads, says that it is done."""
    graph = wanted()
    with Store(Neo4jEngine(folder, heap=HEAP)) as store:
        store.run("RETURN 1 AS ready")
        say("begins")
        store.sync(graph, "wanted")
        say("done")


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def disturbed(folder: Path, store: Store, victim: str, moment: float) -> bool:
    """One load from empty, killed after `moment` seconds; True when there was something left to kill."""
    store.sync(PropertyGraph(), "empty")
    with subprocess.Popen(
        [sys.executable, "-m", "bench.faults", "--load", str(folder)], stdout=subprocess.PIPE, text=True
    ) as loader:
        assert loader.stdout is not None
        loader.stdout.readline()
        time.sleep(moment)
        server = store.engine.status().pid
        alive = loader.poll() is None
        if victim == "server" and server is not None:
            psutil.Process(server).kill()
            loader.wait(600)  # it starts the server again and goes on, or says that it cannot
        else:
            loader.kill()
    return alive


def main(arguments: list[str] | None = None) -> int:
    """Kill and compare; exit status 1 when a load after a kill ended in another graph."""
    counts = [int(text) for text in arguments or ()] or list(KILLS)
    seed = int(os.environ.get("ZHITU_FAULT_SEED", time.time_ns() % 10**6))
    dice, graph, wrong = random.Random(seed), wanted(), 0
    say(f"seed {seed}, {len(graph.nodes)} nodes, {len(graph.relationships)} relationships")
    with tempfile.TemporaryDirectory() as name, Store(Neo4jEngine(Path(name), heap=HEAP)) as store:
        store.sync(graph, "wanted")
        store.sync(PropertyGraph(), "empty")
        length = store.sync(graph, "wanted").seconds
        for victim, count in zip(("loader", "server"), counts, strict=True):
            for number in range(count):
                moment = dice.uniform(0, length * LATEST)
                alive = disturbed(Path(name), store, victim, moment)
                report = store.sync(graph, "wanted")
                same = store.dump() == graph
                wrong += not same
                say(
                    f"{victim} {number + 1}: killed after {moment:.2f} s{'' if alive else ' (it was done)'},"
                    f" {report.created} of {len(graph.nodes) + len(graph.relationships)} were left to load,"
                    f" {'the same graph' if same else 'ANOTHER GRAPH'}"
                )
    return int(wrong > 0)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--load"]:
        load_and_say(Path(sys.argv[2]))
    else:
        raise SystemExit(main(sys.argv[1:]))
