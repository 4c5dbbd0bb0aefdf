"""The opening view has something of everything, hangs together, and is the same each time."""

from __future__ import annotations

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from graph.landscape import Importance, choose


def city_of(count: int, hubs: int = 5) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Many firms around a few cities, a few policies and one lonely robot."""
    classes = {f"org:{n}": "Firm" for n in range(count)}
    classes |= {f"place:{n}": "City" for n in range(hubs)} | {f"policy:{n}": "Policy" for n in range(3)}
    classes["prod:lonely"] = "Robot"
    pairs = [(f"org:{n}", f"place:{n % hubs}") for n in range(count)]
    pairs += [(f"place:{n}", f"policy:{n}") for n in range(3)]
    return classes, pairs


def test_small_classes_are_not_crowded_out_by_large_ones() -> None:
    classes, pairs = city_of(1000)
    chosen = Counter(classes[id_] for id_ in choose(classes, Importance.of(classes, pairs), 40))
    assert chosen["City"] >= 3
    assert chosen["Policy"] >= 2


def test_a_class_that_weighs_more_gets_more_seats() -> None:
    classes, pairs = city_of(100)
    importance = Importance.of(classes, pairs)
    weighed = Counter(classes[id_] for id_ in choose(classes, importance, 30, {"Policy": 9.0, "City": 9.0}))
    assert (weighed["City"], weighed["Policy"]) == (5, 3)


def test_every_thing_in_the_view_is_connected_with_another_one_there() -> None:
    classes, pairs = city_of(300)
    importance = Importance.of(classes, pairs)
    chosen = set(choose(classes, importance, 50))
    assert "prod:lonely" not in chosen
    assert all(importance.neighbours[id_] & chosen for id_ in chosen)


def test_the_order_of_what_is_read_does_not_matter() -> None:
    classes, pairs = city_of(200)
    once = choose(classes, Importance.of(classes, pairs), 30)
    mixed = list(classes.items())
    random.Random(1).shuffle(mixed)
    random.Random(2).shuffle(pairs)
    assert choose(dict(mixed), Importance.of(dict(mixed), pairs), 30) == once


def test_the_most_connected_thing_comes_first() -> None:
    classes, pairs = city_of(100, hubs=1)
    assert choose(classes, Importance.of(classes, pairs), 20)[0] == "place:0"


def test_a_graph_without_relations_shows_its_things_all_the_same() -> None:
    classes = {"a:1": "A", "b:1": "B"}
    assert set(choose(classes, Importance.of(classes, []), 10)) == set(classes)


def test_an_empty_graph_has_an_empty_view() -> None:
    assert choose({}, Importance.of([], []), 10) == ()


ids = st.integers(0, 25).map(lambda n: f"x:{n}")


@given(st.dictionaries(ids, st.sampled_from("ABCDE")), st.lists(st.tuples(ids, ids)), st.integers(1, 30))
def test_never_more_than_asked_for_and_only_candidates(
    classes: dict[str, str], pairs: list[tuple[str, str]], size: int
) -> None:
    chosen = choose(classes, Importance.of(classes, pairs), size)
    assert len(chosen) == len(set(chosen)) <= size
    assert set(chosen) <= set(classes)
