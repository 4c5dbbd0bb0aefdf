"""A map's file is read whole, or refused with the place and what would be right."""

from __future__ import annotations

import pytest

from graph.maps.declared import MAX_CHOSEN, MapError, read_map
from ui.maps.files import own_maps

QUERY = 'query = "MATCH (c:ValueChain) RETURN c.id AS id"'
WHOLE = """
layout = "columns"
title = "Mine"
[choices.chain]
label = { zh = "链", en = "Chain" }
default = "chain:x"
query = "MATCH (c:ValueChain) RETURN c.id AS id"
[queries]
columns = "MATCH (c {id: $chain})-[:HAS_STAGE]->(s) RETURN s.id AS id"
cards = "MATCH (a)-[r]->(b) WHERE a.id IN $ids RETURN a.id AS `column`, b.id AS card, r.id AS id"
"""


def test_a_whole_map_is_read() -> None:
    view = read_map("mine", WHOLE)
    assert (view.id, view.layout, view.title.zh, view.title.en) == ("mine", "columns", "Mine", "Mine")
    assert view.parameters(view.values({})) == {"chain": "chain:x"}
    assert view.parameters(view.values({"chain": ("chain:y", "chain:z")})) == {"chain": "chain:y"}


def test_no_more_than_five_are_compared() -> None:
    view = read_map("m", WHOLE.replace('default = "chain:x"', "several = true"))
    found = view.values({"chain": tuple(f"chain:{at}" for at in range(9))})
    assert len(found["chain"]) == MAX_CHOSEN


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('layout = "columns"', 'layout = "pie"', "mine.toml: layout is 'pie'; it can be columns, matrix"),
        ('layout = "columns"', "layout = [", "mine.toml: this is not TOML"),
        ('title = "Mine"', "title = 3", "mine.toml: title wants a text"),
        ('title = "Mine"', 'title = { zh = "我的" }', "mine.toml: title wants a text"),
        ('title = "Mine"', 'title = "Mine"\ncolour = "red"', "mine.toml: colour is no part of a map"),
        ("$chain}", "$city}", "mine.toml: $city is not among the choices; add it under [choices]"),
        ("columns = ", "rows = ", "mine.toml: [queries] wants columns, a query with the columns id"),
        ("cards = ", "cells = ", "mine.toml: [queries] wants cards, a query with the columns column, card, id"),
        ("[queries]", '[queries]\nmore = "RETURN 1"', "mine.toml: [queries] has more, which the layout columns"),
        (QUERY, "", "mine.toml: choices.chain wants a label and either"),
        (
            'query = "MATCH (c:ValueChain) RETURN c.id AS id"',
            'of = "planets"',
            "mine.toml: choices.chain.of is 'planets'",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(old: str, new: str, said: str) -> None:
    assert old in WHOLE
    with pytest.raises(MapError) as refused:
        read_map("mine", WHOLE.replace(old, new))
    assert str(refused.value).startswith(said)


def test_numbers_stand_on_no_line_of_years() -> None:
    toml = """
layout = "profiles"
title = "Mine"
[queries]
statements = "MATCH (a) RETURN a"
[[aspects]]
label = "Plans"
types = ["HAS_POLICY"]
line = true
"""
    assert read_map("mine", toml).aspects[0].line
    with pytest.raises(MapError, match=r"mine\.toml: an aspect with line = true has types only"):
        read_map("mine", toml + 'indicators = ["market_size"]')


def test_a_bracket_that_is_not_closed_in_a_query_is_refused() -> None:
    with pytest.raises(Exception, match="not closed"):
        read_map("mine", WHOLE.replace("RETURN s.id AS id", "RETURN 's.id AS id"))


def test_the_products_maps_speak_both_languages() -> None:
    for view in own_maps():
        labels = [each.label for each in view.choices] + [each.label for each in view.counts]
        labels += [each.label for each in view.aspects]
        for text in (view.title, view.about, *labels):
            assert any("一" <= char <= "鿿" for char in text.zh), view.id
            assert text.en.isascii() or "×" in text.en, view.id
