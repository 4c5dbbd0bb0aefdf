"""The fuzz run makes what it should: the same from the same seed, and both what passes and what is refused."""

from __future__ import annotations

from contextlib import suppress

from graph.errors import QueryRefused
from graph.guard import judge
from tests.fuzz import Maker


def test_a_seed_makes_the_same_query_again() -> None:
    assert [Maker(seed).cypher() for seed in range(50)] == [Maker(seed).cypher() for seed in range(50)]
    assert Maker(7).sparql() == Maker(7).sparql()


def test_made_up_queries_pass_and_are_refused_on_several_grounds() -> None:
    passed, layers = 0, set()
    for seed in range(400):
        try:
            judge(Maker(seed).cypher(), also_decoded=True)
            passed += 1
        except QueryRefused as refused:
            layers.add(refused.layer)
    assert passed > 50
    assert {"syntax", "read_only", "procedure", "file_access", "network"} <= layers


def test_nothing_but_refusals_comes_out_of_the_guard() -> None:
    for seed in range(2_000):
        with suppress(QueryRefused):
            judge(Maker(seed).cypher(), also_decoded=seed % 2 == 0)
