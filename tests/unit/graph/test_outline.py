"""The outline of sources on the real engine: its parts in order, and which facts rest on which part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import graph
from graph.explorer import Explorer
from graph.facts_in_full import read_facts
from graph.outline import Outline, read_outline
from graph.workspace import Workspace
from ontology.model import load_model
from tests.tea_world import build

FOLDER = Path(str(graph.__file__)).parent / "queries"
QUERIES = sorted([*FOLDER.glob("sources_*.cypher"), *FOLDER.glob("checks_*.cypher")])
PARAMETERS: dict[str, object] = {
    "ids": ["obs:share-2023"],
    "asked": [{"start": "org:yunling", "ids": ["stmt:x"]}],
    "limit": 100,
    "without": ["Evidence"],
}


@pytest.fixture(scope="module")
def explorer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explorer]:
    folder = tmp_path_factory.mktemp("outline")
    build(folder / "workspace", folder / "tables")
    with Workspace.open(folder / "workspace") as workspace:
        yield Explorer(workspace.store, load_model())


@pytest.fixture(scope="module")
def outline(explorer: Explorer) -> Outline:
    return read_outline(explorer.store)


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_a_query_says_its_parameters_and_columns(path: Path, explorer: Explorer) -> None:
    text = path.read_text("utf-8")
    parameters = set(re.findall(r"\$(\w+)", text.split("MATCH", 1)[-1] + text.split("\n// Columns")[-1]))
    said = re.search(r"^// Parameters: (.*)$", text, re.MULTILINE)
    columns = re.search(r"^// Columns: (.*)$", text, re.MULTILINE)
    assert said is not None
    assert columns is not None
    assert set(re.findall(r"(\w+) \(", said[1])) == parameters
    found = explorer.store.run(path.stem, **{name: PARAMETERS[name] for name in parameters}).columns
    assert list(found) == re.findall(r"(\w+)(?: \([^)]*\))?(?:, |$)", columns[1])


def test_parts_stand_in_the_order_of_the_text_under_what_holds_them(outline: Outline) -> None:
    held = [(part.depth, part.id) for part in outline.parts.values() if part.root == "src:tea"]
    assert held == [
        (0, "src:tea"),
        (1, "src:tea-1"),
        (2, "src:tea-figure-1"),
        (2, "src:tea-1-1"),
        (2, "src:tea-1-2"),
        (1, "src:tea-2"),
        (1, "src:tea-notes"),
        (2, "src:tea-endnote-1"),
        (2, "src:tea-endnote-2"),
    ]


def test_a_fact_belongs_to_the_innermost_section_and_counts_in_those_around_it(outline: Outline) -> None:
    makes = next(fact for fact in outline.facts if fact.start == "org:songfeng" and fact.type == "MAKES")
    assert makes in outline.own["src:tea-1-1"]
    assert makes not in outline.own["src:tea-1"]
    assert makes in outline.inside("src:tea-1")
    assert makes in outline.inside("src:tea")
    assert makes not in outline.inside("src:tea-2")


def test_a_fact_with_two_places_stands_in_both_and_counts_once(outline: Outline) -> None:
    makes = next(fact for fact in outline.facts if fact.start == "org:yunling" and fact.type == "MAKES")
    assert makes in outline.own["src:tea-1"]
    assert makes in outline.own["src:tea-1-2"]
    assert outline.inside("src:tea").count(makes) == 1


def test_figures_and_endnotes_carry_the_facts_of_their_lines(outline: Outline) -> None:
    assert "obs:robots-2022" in {fact.id for fact in outline.own["src:tea-endnote-1"]}
    assert set(outline.cited_in("src:tea-endnote-2")) == {"src:tea", "src:tea-1-1"}


def test_facts_are_read_with_names_qualifiers_and_numbers(outline: Outline, explorer: Explorer) -> None:
    facts = outline.inside("src:tea")
    full = read_facts(explorer, facts)
    makes = next(fact for fact in facts if fact.start == "org:yunling" and fact.type == "MAKES")
    assert full.statements[makes.id].properties["year"] == 2023
    assert full.nodes["org:yunling"].properties["name_zh"] == "云岭智造"
    assert full.numbers["obs:share-2023"].about[0].id == "prod:xiaoqing"
    assert full.nodes["dis:robots-2023"].properties["kind"] == "number_conflict"
