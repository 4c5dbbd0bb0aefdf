"""Positions: the same every time, apart from each other, and unmoved once given."""

from __future__ import annotations

import math
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.layout import EDGE, layout
from graph.spacing import Boxes, pack, separate
from graph.springs import MULTILEVEL_NODES
from graph.view import GraphView, Point, ViewEdge, ViewNode, radius, text_width


def view_of(graph: nx.Graph[int]) -> GraphView:
    nodes = tuple(ViewNode(f"n{i}", f"智能制造{i}", size=radius(graph.degree[i])) for i in graph)
    return GraphView(nodes, tuple(ViewEdge(f"{a}-{b}", f"n{a}", f"n{b}", "T", "t") for a, b in graph.edges))


@st.composite
def views(draw: st.DrawFn) -> GraphView:
    size = draw(st.integers(min_value=1, max_value=25))
    ends = st.integers(min_value=0, max_value=size - 1)
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=40))
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(pairs)
    return view_of(graph)


def spots(view: GraphView) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array([view.positions()[node.id] for node in view.nodes])


@settings(deadline=None)
@given(views())
def test_every_node_gets_a_finite_place_of_its_own_and_the_same_each_time(view: GraphView) -> None:
    places = layout(view).positions()
    assert set(places) == {node.id for node in view.nodes}
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in places.values())
    assert len(set(places.values())) == len(places)
    assert layout(view).positions() == places


@settings(deadline=None)
@given(views(), st.data())
def test_fixed_nodes_never_move_and_the_others_find_places_of_their_own(view: GraphView, data: st.DataObject) -> None:
    ids = [node.id for node in view.nodes]
    held = data.draw(st.lists(st.sampled_from(ids), unique=True, min_size=1))
    number = st.integers(min_value=-5000, max_value=5000)
    spot = st.tuples(number, number).map(lambda spot: (spot[0] / 7, spot[1] / 7))
    fixed: dict[str, Point] = dict(
        zip(held, data.draw(st.lists(spot, min_size=len(held), max_size=len(held))), strict=True)
    )
    places = layout(view, fixed).positions()
    assert {id_: places[id_] for id_ in fixed} == fixed
    free = [places[id_] for id_ in ids if id_ not in fixed]
    assert len(set(free)) == len(free)
    assert not set(free) & set(fixed.values())


def test_nothing_to_lay_out_is_no_error() -> None:
    assert layout(GraphView()) == GraphView()


def test_one_node_stands_in_the_middle() -> None:
    assert layout(GraphView((ViewNode("a", "甲"),))).positions() == {"a": (0.0, 0.0)}


def test_new_neighbours_come_near_the_node_that_was_expanded() -> None:
    view = layout(view_of(nx.path_graph(6)))
    graph = nx.path_graph(6)
    graph.add_edges_from((5, leaf) for leaf in range(6, 14))
    grown = layout(view_of(graph), view.positions()).positions()
    for leaf in range(6, 14):
        assert math.dist(grown[f"n{leaf}"], grown["n5"]) < 3 * EDGE


def test_fixed_places_of_nodes_that_are_not_in_the_view_do_no_harm() -> None:
    assert (
        layout(view_of(nx.path_graph(2)), {"gone": (0.0, 0.0)}).positions()
        == layout(view_of(nx.path_graph(2))).positions()
    )


@pytest.mark.parametrize("size", [20, 60, 150, 300])
def test_no_node_with_its_label_covers_another(size: int) -> None:
    view = layout(view_of(nx.powerlaw_cluster_graph(size, 2, 0.3, seed=1)))
    for (one, (x, y)), (other, (u, v)) in combinations(zip(view.nodes, view.positions().values(), strict=True), 2):
        wide = 3.1 * (text_width(one.label) + text_width(other.label))
        assert abs(x - u) > wide or abs(y - v) > one.size + other.size + 16


@pytest.mark.parametrize("aspect", [0.6, 1.0, 1.6, 2.2])
def test_a_view_fills_a_canvas_of_the_shape_asked_for(aspect: float) -> None:
    wide, high = np.ptp(spots(layout(view_of(nx.powerlaw_cluster_graph(150, 2, 0.3, seed=1)), aspect=aspect)), axis=0)
    assert wide / high == pytest.approx(aspect, rel=0.25)


def test_parts_that_are_not_connected_stand_beside_each_other() -> None:
    parts = [set(range(30)), set(range(30, 50)), set(range(50, 60))]
    view = layout(view_of(nx.disjoint_union_all([nx.cycle_graph(30), nx.star_graph(19), nx.path_graph(10)])))
    places = spots(view)
    frames = [(places[list(part)].min(axis=0), places[list(part)].max(axis=0)) for part in parts]
    for (low, high), (other_low, other_high) in combinations(frames, 2):
        assert (high < other_low).any() or (other_high < low).any()


def test_large_views_keep_communities_together() -> None:
    groups = 25
    graph = nx.connected_caveman_graph(groups, 80)
    assert len(graph) > MULTILEVEL_NODES
    places = spots(layout(view_of(graph)))
    inside = np.mean([np.ptp(places[80 * i : 80 * i + 80], axis=0).mean() for i in range(groups)])
    assert inside < 0.45 * np.ptp(places, axis=0).mean()


@pytest.mark.parametrize("degree", [1, 3])
def test_five_thousand_nodes_get_places_of_their_own(degree: int) -> None:
    view = layout(view_of(nx.barabasi_albert_graph(5_000, degree, seed=7)))
    places = spots(view)
    assert np.isfinite(places).all()
    assert len(np.unique(places, axis=0)) == 5_000


def test_boxes_are_pushed_apart_and_held_ones_stay() -> None:
    places = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
    held = np.array([True, False, False, False])
    moved = separate(places, Boxes(np.full(4, 10.0), np.full(4, 5.0)), held)
    assert moved[0].tolist() == [0.0, 0.0]
    for a, b in combinations(range(4), 2):
        assert abs(moved[a, 0] - moved[b, 0]) > 19 or abs(moved[a, 1] - moved[b, 1]) > 9


@given(st.lists(st.tuples(st.floats(1, 500), st.floats(1, 500)), min_size=1, max_size=30), st.floats(0.5, 3))
def test_packed_blocks_do_not_overlap(blocks: list[tuple[float, float]], aspect: float) -> None:
    frames = [(x, y, x + w, y + h) for (x, y), (w, h) in zip(pack(blocks, aspect), blocks, strict=True)]
    for a, b in combinations(frames, 2):
        assert a[2] <= b[0] + 1e-6 or b[2] <= a[0] + 1e-6 or a[3] <= b[1] + 1e-6 or b[3] <= a[1] + 1e-6
