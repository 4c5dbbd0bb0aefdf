"""Why two things are connected: short routes, routes without hubs, and an end to looking."""

from __future__ import annotations

from itertools import pairwise

import rustworkx as rx
from hypothesis import given
from hypothesis import strategies as st

from graph.paths import MAX_STEPS, Neighbours, Route, in_common, routes


def beside(*edges: str) -> Neighbours:
    found: dict[str, set[str]] = {}
    for a, b in map(tuple, edges):
        found.setdefault(a, set()).add(b)
        found.setdefault(b, set()).add(a)
    return {id_: frozenset(others) for id_, others in found.items()}


def test_a_hub_is_on_the_shortest_route_and_not_on_the_most_specific_one() -> None:
    hub = [f"h{leaf}" for leaf in "0123456789klmnop"]
    found = routes(beside("ah", "hb", "ax", "xy", "yb", *hub), "a", "b", 1)
    assert found.shortest == (Route(("a", "h", "b")),)
    assert found.specific == (Route(("a", "x", "y", "b")),)


def test_routes_end_at_five_steps() -> None:
    line = beside(*("".join(pair) for pair in pairwise("abcdefg")))
    assert routes(line, "a", "f").shortest[0].steps == MAX_STEPS
    assert not routes(line, "a", "g")


def test_nothing_connects_a_thing_with_itself_or_with_what_is_unknown() -> None:
    line = beside("ab")
    assert not routes(line, "a", "a")
    assert not routes(line, "a", "z")


def test_routes_lead_only_over_what_is_allowed() -> None:
    assert not routes(beside("as", "sb"), "a", "b", through={"x"})


def test_what_is_shared_comes_with_the_most_specific_first() -> None:
    both = beside("ax", "bx", "ay", "by", "cy", "dy")
    assert in_common(both, ["a", "b"]) == ("x", "y")
    assert in_common(both, ["a", "b", "c"]) == ("y",)
    assert in_common(both, ["a"]) == ()


edges = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda e: e[0] != e[1]), max_size=25)


@given(edges)
def test_the_first_route_is_as_short_as_any_and_every_route_is_a_simple_walk(drawn: list[tuple[int, int]]) -> None:
    graph: rx.PyGraph[None, None] = rx.PyGraph(multigraph=False)
    graph.add_nodes_from([None] * 10)
    graph.add_edges_from([(a, b, None) for a, b in drawn])
    known = beside(*(f"{a}{b}" for a, b in drawn), "01") if not drawn else beside(*(f"{a}{b}" for a, b in drawn))
    if not drawn or "0" not in known or "1" not in known:
        return
    distance = rx.dijkstra_shortest_path_lengths(graph, 0, lambda _: 1.0, goal=1)
    found = routes(known, "0", "1")
    short = next(iter(distance.values()), None)
    assert bool(found) == (short is not None and short <= MAX_STEPS)
    for route in (*found.shortest, *found.specific):
        assert len(set(route.ids)) == len(route.ids)
        assert all(b in known[a] for a, b in pairwise(route.ids))
        assert (route.ids[0], route.ids[-1]) == ("0", "1")
    if found:
        assert found.shortest[0].steps == short
        assert len({*found.shortest, *found.specific}) == len(found.shortest) + len(found.specific)
