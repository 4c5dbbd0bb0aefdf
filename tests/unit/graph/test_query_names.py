"""The names in a query's text, so that a misspelt one is found before anyone wonders at an empty answer."""

from __future__ import annotations

import pytest

from graph.query_names import parameters_in, unknown_names, used_names
from graph.structure import Structure

SCHEMA = Structure(
    labels={"City": 37, "ChipVendor": 18, "芯片": 1},
    types={"LOCATED_IN": 220, "MAKES": 49},
    keys={"City": {"name": 37}, "LOCATED_IN": {"evidence": 220}},
)


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("MATCH (c:Citys) RETURN c", ["Citys"]),
        ("MATCH (c:City)-[r:LOCATD_IN|MAKES]->(:ChipVendor|Chip) RETURN c", ["LOCATD_IN", "Chip"]),
        ("MATCH (c:City {nam: 'x'}) RETURN c.name, c.nme", ["nam", "nme"]),
        ("MATCH (c) WHERE c:Twn AND NOT c:City RETURN c", ["Twn"]),
        ("MATCH (c:City) WHERE EXISTS { (c)-[:IN]->(:Region) } RETURN count(c)", ["IN", "Region"]),
        ("MATCH (c:`Citys`) RETURN c", ["Citys"]),
        ("MATCH ()-[r:LOCATED_IN]->() RETURN r.evidence, r.evidense", ["evidense"]),
    ],
)
def test_misspelt_names_are_found(text: str, unknown: list[str]) -> None:
    assert [used.name for used in unknown_names(text, SCHEMA)] == unknown
    assert all(used.name in text[used.start : used.end] for used in unknown_names(text, SCHEMA))


@pytest.mark.parametrize(
    "text",
    [
        "WITH {size: 1} AS m RETURN m.size, {any: m.size} AS other",
        "RETURN date.truncate('year', date()) AS d",
        "MATCH (c:芯片) RETURN [x IN [1, 2] WHERE x > 1 | x] AS xs",
        "MATCH (c:City) RETURN c { .name, label: 'a:b' } AS c",
        "RETURN 'MATCH (c:Citys)' AS text // MATCH (c:Citys)",
        "MATCH (c:City) RETURN CASE WHEN c.name IS NULL THEN 'x' ELSE c.name END AS name",
        "MATCH (c:City",
        "RETURN 'not closed",
    ],
)
def test_other_words_are_no_names(text: str) -> None:
    assert unknown_names(text, SCHEMA) == ()


def test_every_name_has_its_place() -> None:
    text = "MATCH (c:City)\nRETURN c.name"
    assert [(used.kind, text[used.start : used.end]) for used in used_names(text)] == [
        ("label", "City"),
        ("property", "name"),
    ]


def test_parameters_are_found_once_and_in_order() -> None:
    assert parameters_in("RETURN $b, $a, $b, '$c' // $d") == ("b", "a")
    assert parameters_in("RETURN 'open") == ()
