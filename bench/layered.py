"""Crossings of our layered drawings against those of graphviz' dot, on graphs of 300 nodes in ten layers.

dot is no dependency: where it is not installed, ours are only timed.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import time

from graph.layered import Edge, crossings, ordered

LAYERS, SIZE, EDGES = 10, 30, 34  # edges from each layer to the next
GRAPHS = 10
BAR = 1.1  # our crossings on all graphs together may be at most so many times dot's


def main() -> int:
    """Print each graph's crossings; exit status 1 when the bar is missed."""
    dot = shutil.which("dot")
    ours = theirs = 0
    for seed in range(GRAPHS):
        layers, edges = _graph(seed)
        started = time.perf_counter()
        found = crossings(ordered(layers, edges), edges)
        seconds = time.perf_counter() - started
        ours += found
        by_dot = crossings(_ordered_by_dot(dot, layers, edges), edges) if dot else 0
        theirs += by_dot
        print(f"graph {seed}: {found} crossings in {seconds:.2f} s" + (f", dot {by_dot}" if dot else ""))
    if not dot:
        print("dot is not installed: nothing to compare with")
        return 0
    print(f"all: {ours} against {theirs}, {ours / theirs:.2f} times dot's; the bar is {BAR}")
    return int(ours > BAR * theirs)


def _graph(seed: int) -> tuple[list[list[str]], list[Edge]]:
    rng = random.Random(seed)
    layers = [[f"n{layer}x{at}" for at in range(SIZE)] for layer in range(LAYERS)]
    pairs = ((rng.choice(layers[at]), rng.choice(layers[at + 1])) for at in range(LAYERS - 1) for _ in range(EDGES))
    return layers, sorted(set(pairs))


def _ordered_by_dot(dot: str, layers: list[list[str]], edges: list[Edge]) -> list[list[str]]:
    ranks = "".join(f"{{rank=same; r{at}; {'; '.join(layer)}}}\n" for at, layer in enumerate(layers))
    chain = " -> ".join(f"r{at}" for at in range(len(layers)))
    lines = "".join(f"{a} -> {b};\n" for a, b in edges)
    text = f"digraph {{ rankdir=LR; node [shape=point];\n{ranks}{chain} [style=invis, weight=0];\n{lines}}}"
    plain = subprocess.run([dot, "-Tplain"], input=text, capture_output=True, text=True, check=True).stdout
    place = {words[1]: float(words[3]) for line in plain.splitlines() if (words := line.split())[:1] == ["node"]}
    return [sorted(layer, key=place.__getitem__) for layer in layers]
