"""A large graph in groups: who belongs where, what links groups, and what they stand for beside the things shown."""

from __future__ import annotations

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from graph.gathering import REST, By, gather, group_id, group_key
from graph.landscape import Importance

CLASSES = {"a1": "A", "a2": "A", "a3": "A", "b1": "B", "b2": "B", "c1": "C"}
PAIRS = [("a1", "a2"), ("a1", "b1"), ("a2", "b1"), ("b1", "b2"), ("a1", "a3")]


def test_groups_by_class_count_links_and_the_largest_comes_first() -> None:
    found = gather(CLASSES, Importance.of(CLASSES, PAIRS), "class")
    assert list(found.members) == ["A", "B", "C"]
    assert found.members["A"][0] == "a1"  # the most important one
    assert found.connections((), {}) == {("+A", "+B"): 2}


def test_a_thing_that_is_shown_leaves_its_group_and_takes_its_links_along() -> None:
    importance = Importance.of(CLASSES, PAIRS)
    found = gather(CLASSES, importance, "class")
    assert found.left(["a1", "c1", "elsewhere"]) == {"A": 2, "B": 2}
    assert found.connections(["a1", "c1"], importance.neighbours) == {
        ("+A", "+B"): 1,
        ("a1", "+A"): 2,
        ("a1", "+B"): 1,
    }
    assert found.next_of("A", ["a1"], 1) == (found.members["A"][1],)


def test_communities_hold_who_is_connected_and_lone_things_are_the_rest() -> None:
    ring = [(f"r{n}", f"r{(n + 1) % 6}") for n in range(6)]
    star = [("s0", f"s{n}") for n in range(1, 9)]
    ids = {*(id_ for pair in ring + star for id_ in pair), "lone"}
    found = gather(dict.fromkeys(ids, "X"), Importance.of(ids, ring + star), "community")
    assert found.group_of["lone"] == REST
    assert list(found.members)[-1] == REST
    assert set(found.members["0"]) == {f"s{n}" for n in range(9)}
    assert not found.connections((), {})


@given(st.data(), st.sampled_from(["class", "community"]))
def test_links_count_every_pair_once_whatever_is_shown(data: st.DataObject, by: By) -> None:
    ids = [f"t{n}" for n in range(12)]
    pairs = data.draw(st.sets(st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda p: p[0] < p[1])))
    classes = {id_: data.draw(st.sampled_from("AB")) for id_ in ids}
    shown = data.draw(st.sets(st.sampled_from(ids)))
    importance = Importance.of(ids, pairs)
    found = gather(classes, importance, by)
    where = {id_: id_ if id_ in shown else group_id(found.group_of[id_]) for id_ in ids}
    expected: dict[frozenset[str], int] = {}
    for one, other in pairs:
        ends = frozenset((where[one], where[other]))
        if len(ends) == 2 and any(group_key(end) for end in ends):
            expected[ends] = expected.get(ends, 0) + 1
    counted = found.connections(shown, importance.neighbours)
    assert {frozenset(ends): count for ends, count in counted.items()} == expected
    assert sum(found.left(shown).values()) == len(ids) - len(shown)


def test_a_hundred_thousand_things_are_put_together_in_seconds() -> None:
    dice = random.Random(20)
    ids = [f"org:{n}" for n in range(100_000)]
    beside: dict[str, set[str]] = {id_: set() for id_ in ids}
    for number, id_ in enumerate(ids):
        for _ in range(3):
            other = ids[max(0, min(len(ids) - 1, number + dice.randrange(-400, 400)))]
            beside[id_].add(other)
            beside[other].add(id_)
    importance = Importance(dict.fromkeys(ids, 0.0), {id_: frozenset(others) for id_, others in beside.items()})
    classes = {id_: f"Class{number % 12}" for number, id_ in enumerate(ids)}
    begun = time.process_time()
    found = gather(classes, importance, "class")
    assert time.process_time() - begun < 3
    assert sum(found.left(()).values()) == 100_000
