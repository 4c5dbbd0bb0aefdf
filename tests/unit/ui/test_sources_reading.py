"""What the sources page reads of a part: the whole text with its subsections, and what rests on which of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from graph.explorer import Explorer
from graph.outline import Outline, read_outline
from graph.workspace import Workspace
from ingest.attached import quotes
from ontology.model import load_model
from tests.tea_world import attached
from ui.sentences import Words
from ui.sources.reading import Piece, pieces_of, reading
from ui.texts import load_texts

WORDS = Words(load_texts("en"), load_model())


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with attached(tmp_path_factory.mktemp("reading")) as opened:
        yield opened


@pytest.fixture(scope="module")
def outline(workspace: Workspace) -> Outline:
    return read_outline(workspace.store)


def read(workspace: Workspace, outline: Outline, part: str) -> dict[str, Any]:
    explorer = Explorer(workspace.store, load_model())
    return reading(outline, outline.parts[part], explorer, WORDS, quotes(workspace.path))


def said(piece: dict[str, Any]) -> str:
    return "".join(sentence["text"] for paragraph in piece["paragraphs"] for sentence in paragraph)


def test_a_section_is_read_to_its_end_with_its_subsections_under_their_headings(
    workspace: Workspace, outline: Outline
) -> None:
    own, costs, makers = read(workspace, outline, "src:tea-1")["passage"]["pieces"]
    assert own["heading"] is None
    assert [(each["heading"]["text"], each["level"]) for each in (costs, makers)] == [
        ("1.1 Costs", 1),
        ("1.2 Makers", 1),
    ]
    assert costs["heading"]["href"] == "sources?lang=en&p=src%3Atea-1-1"
    assert "采茶机器人只有35台" in said(own)
    assert "售价9.8万元" in said(costs)
    assert "Songfeng Machinery was founded" in said(makers)
    assert "售价9.8万元" not in said(own) + said(makers)


def test_the_facts_of_subsections_are_marked_in_the_text_and_counted_with_the_sections_own(
    workspace: Workspace, outline: Outline
) -> None:
    found = read(workspace, outline, "src:tea-1")
    count, own = len(outline.inside("src:tea-1")), len(outline.own["src:tea-1"])
    assert count > own
    assert f"{count} facts with its subsections, {own} of its own" in found["head"]["kind"]
    marked = [
        {key for p in piece["paragraphs"] for s in p for key in s["facts"]} for piece in found["passage"]["pieces"]
    ]
    assert all(marked)
    listed = {row["key"] for group in found["groups"] for row in group["rows"]}
    assert set().union(*marked) <= listed
    makers = found["passage"]["pieces"][2]
    on_its_lines = {
        fact.id
        for fact in outline.facts
        if any(30 <= (outline.places[ref].line_start or 0) <= 37 for ref in fact.evidence)
    }
    assert makers["count"] == f"{len(on_its_lines)} facts"


def test_a_whole_work_is_read_up_to_its_first_section(workspace: Workspace, outline: Outline) -> None:
    [title] = read(workspace, outline, "src:tea")["passage"]["pieces"]
    assert said(title).startswith("茶园机器人年度观察")
    assert "采茶机器人只有35台" not in said(title)


def test_pieces_are_the_parts_lines_once_and_in_order(outline: Outline) -> None:
    part = outline.parts["src:tea-1"]
    assert pieces_of(outline, part) == [
        Piece(part, (5, 19)),
        Piece(outline.parts["src:tea-1-1"], (20, 29)),
        Piece(outline.parts["src:tea-1-2"], (30, 37)),
    ]


def test_what_goes_on_behind_a_subsection_is_the_sections_own_again(outline: Outline) -> None:
    costs = outline.parts["src:tea-1-1"]
    node = replace(costs.node, properties={**costs.node.properties, "line_end": 25})
    shorter = replace(costs, node=node)
    cut = replace(outline, parts={**outline.parts, costs.id: shorter})
    part = outline.parts["src:tea-1"]
    spans = [(piece.part.id, piece.lines) for piece in pieces_of(cut, part)]
    assert spans == [
        ("src:tea-1", (5, 19)),
        ("src:tea-1-1", (20, 25)),
        ("src:tea-1", (26, 29)),
        ("src:tea-1-2", (30, 37)),
    ]
