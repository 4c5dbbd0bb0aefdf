"""Each arrangement says what it is named for: same classes together, early before late, rings by distance."""

from __future__ import annotations

import math

import pytest

from graph.arranging import NAMES, Order, arrange
from graph.regions import region_paths
from graph.view import GraphView, ViewEdge, ViewNode


def view(edges: list[tuple[str, str, str]], classes: dict[str, str] | None = None) -> GraphView:
    ids = sorted({end for a, _, b in edges for end in (a, b)} | set(classes or {}))
    nodes = tuple(ViewNode(id_, id_, ((classes or {}).get(id_, "City"),)) for id_ in ids)
    return GraphView(nodes, tuple(ViewEdge(f"{a}{t}{b}", a, b, t, t) for a, t, b in edges))


CHAIN = view(
    [
        ("raw", "PRECEDES", "made"),
        ("made", "PRECEDES", "sold"),
        ("firm", "ACTIVE_IN", "made"),
        ("far", "OWNED_BY", "firm"),
    ]
)
STAR = view([("hub", "MAKES", f"leaf{n}") for n in range(6)] + [("leaf0", "MAKES", "far")])


@pytest.mark.parametrize("name", [name for name in NAMES if name != "force"])
@pytest.mark.parametrize("drawn", [CHAIN, STAR, view([], {"alone": "City"})], ids=["chain", "star", "alone"])
def test_every_node_has_a_place_of_its_own(name: str, drawn: GraphView) -> None:
    places = arrange(name, drawn, Order()).places
    assert places.keys() == {node.id for node in drawn.nodes}
    assert len({(round(x), round(y)) for x, y in places.values()}) == len(places)


def test_early_stages_stand_left_of_late_ones_and_others_beside_their_neighbours() -> None:
    places = arrange("stage", CHAIN, Order()).places
    assert places["raw"][0] < places["made"][0] < places["sold"][0]
    assert places["firm"][0] == places["made"][0]


def test_a_ring_of_flows_has_no_order_and_still_a_place() -> None:
    places = arrange(
        "stage", view([("a", "SUPPLIES", "b"), ("b", "SUPPLIES", "a"), ("b", "SUPPLIES", "c")]), Order()
    ).places
    assert places["a"][0] < places["c"][0] or places["b"][0] < places["c"][0]


def test_the_middle_of_a_radial_arrangement_is_the_chosen_node_and_rings_follow_distance() -> None:
    places = arrange("radial", STAR, Order(centre="hub")).places
    away = {id_: math.dist(place, places["hub"]) for id_, place in places.items()}
    assert away["hub"] == 0 < away["leaf3"] < away["far"]


def test_a_tree_grows_to_the_right_from_the_chosen_node() -> None:
    places = arrange("tree", STAR, Order(centre="leaf0")).places
    assert places["leaf0"][0] < places["hub"][0] < places["leaf3"][0]


def test_each_class_stands_by_itself_under_its_caption() -> None:
    drawn = view([], {"a": "City", "b": "City", "c": "Park", "d": "Park"})
    found = arrange("class", drawn, Order())
    assert set(found.captions) == {"City", "Park"}
    near = math.dist(found.places["a"], found.places["b"])
    assert near < math.dist(found.places["a"], found.places["c"])
    assert all(found.captions["City"][1] < found.places[id_][1] for id_ in "ab")


def test_regions_group_by_city_within_country() -> None:
    drawn = view([], dict.fromkeys("abc", "City"))
    found = arrange("region", drawn, Order(regions={"a": ("cn", "sh"), "b": ("cn", "sh")}))
    assert set(found.captions) == {("cn", "sh"), ()}
    assert math.dist(found.places["a"], found.places["b"]) < math.dist(found.places["a"], found.places["c"])


def test_a_place_within_itself_ends() -> None:
    assert region_paths(("a",), {"a": ("b",), "b": ("a",)}, {"b": frozenset({"City"})}) == {"a": ("b",)}
