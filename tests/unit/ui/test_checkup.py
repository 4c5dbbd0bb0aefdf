"""What the check-up page says of each discrepancy: both sides with their places, its kind, its rule, its judgement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from graph.explorer import Explorer
from graph.judgements import Judgement
from graph.outline import Outline, read_outline
from graph.remarks import Discrepancy, read_discrepancies, with_found
from graph.sparql_text import judge_sparql
from graph.sparql_worker import asked_of_rules
from graph.workspace import Workspace
from ingest.attached import Quotes, quotes
from ingest.computed import remarks_of
from ontology.checks import examine, rules
from ontology.discrepancies import compared
from ontology.findings import node_id
from ontology.model import load_model
from ontology.plausibility import plausibility
from tests.tea_world import attached
from ui.checkup.listing import as_discrepancy, coverage_rows, discrepancy_rows, finding_rows, rule_texts
from ui.checkup.sides import sides_of
from ui.query.session import MAX_ADDRESS
from ui.sentences import Words
from ui.texts import load_texts

WORDS = Words(load_texts("zh"), load_model())


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with attached(tmp_path_factory.mktemp("checkup")) as opened:
        yield opened


@pytest.fixture(scope="module")
def outline(workspace: Workspace) -> Outline:
    return read_outline(workspace.store)


def rows(workspace: Workspace, outline: Outline, found: Quotes, **judged: Judgement) -> dict[str, dict[str, Any]]:
    stored = read_discrepancies(workspace.store)
    sides = sides_of(stored, WORDS, Explorer(workspace.store, load_model()), outline, found)
    return {row["id"]: row for row in discrepancy_rows(stored, sides, judged, WORDS)}


def test_two_numbers_stand_side_by_side_with_their_places(workspace: Workspace, outline: Outline) -> None:
    row = rows(workspace, outline, Quotes(()))["dis:robots-2023"]
    said = [(side["said"][0]["text"], side["place"]["short"]) for side in row["sides"]]
    assert said == [("青岭县的数目：120 台（件）", "1 · L9"), ("青岭县的数目：150 台（件）", "2 · L41")]
    assert row["groupLabel"] == "数字矛盾"
    assert row["why"] == ["同一量有两个不同的数字。"]
    assert row["origin"] == "editorial"
    assert "VALUES" in row["query"]


def test_with_a_copy_each_side_shows_its_sentence(workspace: Workspace, outline: Outline) -> None:
    row = rows(workspace, outline, quotes(workspace.path))["dis:robots-2023"]
    first = row["sides"][0]
    assert "120台" in first["quote"]
    assert [first["quote"][a:b] for a, b in first["marks"]] == ["120台"]


def test_a_remark_without_numbers_shows_its_place_and_things(workspace: Workspace, outline: Outline) -> None:
    row = rows(workspace, outline, Quotes(()))["dis:slow-leaves"]
    assert row["sides"][0]["place"]["short"] == "2 · L46"
    assert {said["text"] for side in row["sides"] for said in side["said"]} == {"云岭智造", "松风机械"}


def test_a_judgement_stands_with_name_and_date(workspace: Workspace, outline: Outline) -> None:
    judged = {"dis:robots-2023": Judgement("dis:robots-2023", "disputed", "李雷", "2026-11-28", "口径不同")}
    row = rows(workspace, outline, Quotes(()), **judged)["dis:robots-2023"]
    assert row["judgement"] == {"verdict": "disputed", "name": "李雷", "date": "2026-11-28", "note": "口径不同"}


def test_rules_find_discrepancies_in_a_users_own_data(workspace: Workspace) -> None:
    facts, model = workspace.facts(), load_model()
    found = compared(examine(facts, model).findings, remarks_of(facts, model), rules())
    listed = with_found(read_discrepancies(workspace.store), found)
    made = [each for each in listed if each.rules]
    assert made
    assert all(isinstance(each, Discrepancy) and each.id.startswith("dis:computed-") for each in made)


@pytest.fixture(scope="module")
def offered() -> dict[str, str]:
    """The query that the page opens for each rule, by its address."""
    texts = rule_texts([{"rules": [rule.id for rule in rules()]}], WORDS)
    parameters = {id_: parse_qs(urlsplit(text["href"]).query) for id_, text in texts.items()}
    assert {(each["ql"][0], texts[id_]["query"] == each["q"][0]) for id_, each in parameters.items()} == {
        ("sparql", True)
    }
    return {id_: each["q"][0] for id_, each in parameters.items()}


def test_every_rules_query_passes_the_guard_and_fits_into_an_address(offered: dict[str, str]) -> None:
    assert offered.keys() == {rule.id for rule in rules()}
    for rule in rules():
        text = offered[rule.id]
        judge_sparql(text)
        assert len(text) <= MAX_ADDRESS
        assert text.startswith(f"# {rule.title.zh}\n")
        assert rule.title.en not in text


def test_a_rules_query_gives_on_the_query_page_what_the_rule_finds(
    offered: dict[str, str], report_workspace: Workspace
) -> None:
    facts = report_workspace.facts()
    ask = asked_of_rules(facts)
    found = Counter((each.rule, each.subject) for each in plausibility(facts, load_model()))
    subjects = [(id_, row["subject"]) for id_, text in offered.items() for row in ask(text)]
    assert Counter((id_, node_id(subject.value)) for id_, subject in subjects) == found
    assert len({id_ for id_, _ in subjects}) > 15
    page = report_workspace.sparql(offered["growth-against-endpoints"])
    told = Counter(("growth-against-endpoints", node_id(str(row["subject"]))) for row in page.records())
    assert told == Counter({key: count for key, count in found.items() if key[0] == "growth-against-endpoints"})
    assert told


def test_findings_name_their_things_and_their_rule(workspace: Workspace, outline: Outline) -> None:
    examined = examine(workspace.facts(), load_model())
    spots = map(as_discrepancy, examined.findings)
    sides = sides_of(spots, WORDS, Explorer(workspace.store, load_model()), outline, Quotes(()))
    listed = finding_rows(examined, sides, {}, WORDS)
    assert {row["origin"] for row in listed} <= {"rule", "shape"}
    assert all(row["title"] and row["groupLabel"] for row in listed)
    assert [row["id"] for row in listed] == [finding.key for finding in examined.findings]


def test_coverage_counts_what_rests_on_each_part(outline: Outline) -> None:
    counted = {row["id"]: row for row in coverage_rows(outline, WORDS)}
    costs = counted["src:tea-1-1"]
    assert sum(costs["counts"]) == len(outline.own["src:tea-1-1"])
    assert counted["src:tea"]["inside"] == len(outline.facts) - len(outline.without_evidence)
