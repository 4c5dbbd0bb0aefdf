"""Layered drawings: nodes stand apart, edges lead forward, and few of them cross."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from graph.layered import Edge, crossings, layers_of, ordered, spaced


def layered_graph(seed: int, layers: int, size: int, edges: int) -> tuple[list[list[str]], list[Edge]]:
    rng = random.Random(seed)
    nodes = [[f"{layer}-{at}" for at in range(size)] for layer in range(layers)]
    made = {
        (rng.choice(nodes[layer]), rng.choice(nodes[min(layers - 1, layer + rng.choice([1, 1, 1, 2]))]))
        for layer in range(layers - 1)
        for _ in range(edges)
    }
    return nodes, sorted(made)


def by_pairs(layers: list[list[str]], edges: list[Edge]) -> int:
    """Crossings between two layers, counted edge against edge."""
    upper, lower = ({node: at for at, node in enumerate(layer)} for layer in layers)
    ends = [(upper[a], lower[b]) for a, b in edges]
    return sum((a < c and b > d) or (a > c and b < d) for i, (a, b) in enumerate(ends) for c, d in ends[:i])


@pytest.mark.parametrize("seed", range(5))
def test_crossings_are_counted_as_edge_against_edge(seed: int) -> None:
    nodes, edges = layered_graph(seed, 2, 12, 30)
    assert crossings(nodes, edges) == by_pairs(nodes, edges)


def test_a_ladder_that_was_mixed_up_has_no_crossing_left() -> None:
    rng = random.Random(1)
    nodes = [[f"{layer}-{at}" for at in range(12)] for layer in range(4)]
    edges = [(f"{layer}-{at}", f"{layer + 1}-{at}") for layer in range(3) for at in range(12)]
    for layer in nodes:
        rng.shuffle(layer)
    assert crossings(nodes, edges) > 0
    assert crossings(ordered(nodes, edges), edges) == 0


def test_a_tree_has_no_crossing() -> None:
    edges = [(f"n{at}", f"n{child}") for at in range(31) for child in (2 * at + 1, 2 * at + 2)]
    layer = layers_of([f"n{at}" for at in range(63)], edges)
    nodes = [[node for node in layer if layer[node] == at] for at in range(6)]
    random.Random(3).shuffle(nodes[5])
    assert crossings(ordered(nodes, edges), edges) == 0


def test_no_node_is_lost_moved_to_another_layer_or_doubled() -> None:
    nodes, edges = layered_graph(7, 10, 30, 40)
    assert [sorted(layer) for layer in ordered(nodes, edges)] == [sorted(layer) for layer in nodes]


def test_the_order_never_crosses_more_than_the_one_given_and_is_the_same_each_time() -> None:
    nodes, edges = layered_graph(11, 6, 20, 30)
    found = ordered(nodes, edges)
    assert crossings(found, edges) < crossings(nodes, edges)
    assert ordered(nodes, edges) == found


def test_three_hundred_nodes_stand_apart() -> None:
    nodes, edges = layered_graph(5, 10, 30, 40)
    places = list(spaced(ordered(nodes, edges), across=250, along=34).values())
    assert len(set(places)) == len(places) == 300
    assert all(abs(a[0] - b[0]) >= 250 or abs(a[1] - b[1]) >= 34 for at, a in enumerate(places) for b in places[:at])


def test_edges_lead_to_later_layers_except_those_that_close_a_circle() -> None:
    edges = [("a", "b"), ("b", "c"), ("c", "a"), ("x", "c"), ("x", "x")]
    layer = layers_of("abcxy", edges)
    assert (layer["a"], layer["b"], layer["c"], layer["y"]) == (0, 1, 2, 0)
    assert layer["x"] < layer["c"]


def test_a_long_chain_needs_no_deep_recursion() -> None:
    nodes = [f"n{at}" for at in range(5000)]
    assert layers_of(nodes, pairwise(nodes))["n4999"] == 4999
