"""Conditions on attributes, whatever kind of value these have."""

from __future__ import annotations

import pytest

from graph.conditions import Condition, attributes_of, meets
from graph.values import Node, Value

FIRM: dict[str, Value] = {
    "id": "org:x", "iri": "https://example.org/x",
    "name_zh": "顶点智造", "name_en": "Acme", "founded": 1993, "share": 40.5, "staff": "1200",
    "aliases": ("顶点", "ACME Corp"), "kind": "startup", "listed": True, "note": "", "_sidecar": "…",
    "evidence": ("src:note@L1",),
}  # fmt: skip


@pytest.mark.parametrize(
    ("condition", "met"),
    [
        (Condition("founded", "has"), True),
        (Condition("note", "has"), False),  # empty
        (Condition("ceo", "has"), False),
        (Condition("name", "contains", "智造"), True),
        (Condition("name", "contains", " acme "), True),
        (Condition("aliases", "contains", "corp"), True),
        (Condition("name", "contains", "贝塔"), False),
        (Condition("founded", "above", "1993"), False),
        (Condition("founded", "above", "1992.5"), True),
        (Condition("share", "below", "41"), True),
        (Condition("staff", "above", "1000"), True),  # a number that was kept as text
        (Condition("name", "below", "9"), False),
        (Condition("founded", "equals", "1993.0"), True),
        (Condition("listed", "equals", "true"), True),
        (Condition("listed", "above", "0"), False),  # true is no number
        (Condition("aliases", "equals", "顶点"), True),
        (Condition("kind", "equals", "初创企业"), True),  # as the code reads
    ],
)
def test_a_thing_meets(condition: Condition, met: bool) -> None:
    assert meets(condition, FIRM, lambda *coded: ("初创企业", "Startup") if coded == ("kind", "startup") else ()) is met


def test_an_attribute_in_two_languages_is_one_and_what_only_machines_read_is_none() -> None:
    nodes = [Node("a", (), FIRM), Node("b", (), {"id": "b", "name_zh": "乙"})]
    counts = attributes_of(nodes)
    assert next(iter(counts.items())) == ("name", 2)
    assert counts.keys() == FIRM.keys() - {"id", "iri", "evidence", "_sidecar", "name_zh", "name_en"} | {"name"}


@pytest.mark.parametrize(
    ("condition", "complete"),
    [
        (Condition("a", "has"), True),
        (Condition("a", "contains", " "), False),
        (Condition("a", "above", "many"), False),
        (Condition("a", "above", "inf"), False),
        (Condition("a", "below", "-3.5"), True),
    ],
)
def test_only_conditions_that_can_be_tested_are_taken(condition: Condition, complete: bool) -> None:
    assert condition.complete is complete
