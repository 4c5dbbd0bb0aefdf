"""Each example of the library gives the answer that was read by a person; a change of the graph shows here."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

import ingest
from graph.library import KeptQuery, examples
from graph.structure import read_structure
from graph.workspace import Workspace
from tests.examples import ANSWERS, answer, asked

EXPECTED = json.loads(ANSWERS.read_text("utf-8"))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with Workspace.open(tmp_path_factory.mktemp("report")) as workspace:
        ingest.build_report(workspace)
        yield workspace


@pytest.mark.parametrize("example", examples(), ids=lambda each: each.key)
def test_an_example_has_the_expected_answer(report: Workspace, example: KeptQuery) -> None:
    assert answer(asked(report, example)) == EXPECTED[example.key]
    assert EXPECTED[example.key]["rows"] > 0


def test_no_answer_is_kept_of_an_example_that_is_gone() -> None:
    assert set(EXPECTED) == {example.key for example in examples()}


def test_the_structure_counts_what_the_graph_holds(report: Workspace) -> None:
    structure = read_structure(report.store)
    assert structure.labels["ChipVendor"] == 18
    assert structure.types["HAS_PARK"] == 17
    assert structure.links["City", "HAS_PARK", "Park"] == 10
    assert structure.keys["ChipVendor"]["name_en"] == 18
    assert not [key for key in structure.property_keys() if key.startswith("_")]


def test_a_query_is_explained_without_running(report: Workspace) -> None:
    plan = report.store.explain("MATCH (c:City)-[:HAS_PARK]->(p) WHERE c.name = $name RETURN p LIMIT 3", {"name": "x"})
    steps = [step.operator for _, step in plan.steps[0].walk()]
    assert len(steps) > 1
    assert all(steps)
