"""The report's graph says where rules find it at odds, and what users bring is left as it is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from graph.facts import canonical_trig
from ingest.build import read_report, report_acceptances, report_quads
from ingest.computed import remarks_of, with_computed
from ingest.importing import plan_import
from ontology.acceptance import read_acceptances
from ontology.checks import check, examine
from ontology.findings import Finding
from ontology.model import load_model
from ontology.plausibility import plausibility, rules

ZT = "https://w3id.org/zhitu/ns#"
DIS = "https://w3id.org/zhitu/id/dis/"
FACTS = """
@prefix zt: <https://w3id.org/zhitu/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix org: <https://w3id.org/zhitu/id/org/> .
@prefix obs: <https://w3id.org/zhitu/id/obs/> .
@prefix ev: <https://w3id.org/zhitu/id/ev/> .
@prefix src: <https://w3id.org/zhitu/id/src/> .
src:own a zt:Report ; skos:prefLabel "自有"@zh , "own"@en ; zt:lineStart 1 ; zt:lineEnd 99 .
org:a a zt:Startup ; skos:prefLabel "甲"@zh , "A"@en ; zt:evidence ev:own-L5 .
ev:own-L5 a zt:Evidence ; zt:source src:own ; zt:lineStart 5 ; zt:lineEnd 5 ; zt:digest "ab" .
obs:a a zt:Observation ; zt:indicator "market_share" ; zt:about org:a ; zt:value 120.0 ; zt:unit "percent" ;
    zt:bound "exact" ; zt:kind "actual" ; zt:evidence ev:own-L5 ; zt:periodEnd 2019 .
"""


@cache
def report() -> tuple[Quad, ...]:
    return tuple(report_quads(load_model()))


@cache
def findings() -> tuple[Finding, ...]:
    return tuple(plausibility(report(), load_model()))


def facts() -> list[Quad]:
    return [Quad(q.subject, q.predicate, q.object) for q in parse(FACTS, format=RdfFormat.TURTLE)]


def said(quads: list[Quad] | tuple[Quad, ...], subject: str, predicate: str) -> set[str]:
    wanted = NamedNode(ZT + predicate)
    found = (q.object for q in quads if q.subject == NamedNode(subject) and q.predicate == wanted)
    return {value.value for value in found if not isinstance(value, Triple)}


def test_a_finding_becomes_a_discrepancy_among_the_facts() -> None:
    quads = with_computed(facts(), load_model(), "own")
    (node,) = {q.subject for q in quads if q.object == NamedNode(ZT + "Discrepancy")}
    assert isinstance(node, NamedNode)
    made = node.value
    assert made.startswith(f"{DIS}computed-share-over-100-")
    assert said(quads, made, "kind") == {"share_over_100"}
    assert (said(quads, made, "origin"), said(quads, made, "rule")) == ({"computed"}, {"share-over-100"})
    assert said(quads, made, "explanation") == {
        "甲 的 市场份额 为 120%，超过100%",
        "market share of A is 120 percent, over 100",
    }
    ids = "https://w3id.org/zhitu/id/"
    assert said(quads, made, "about") == {f"{ids}obs/a", f"{ids}org/a"}
    assert said(quads, made, "evidence") == {f"{ids}ev/own-L5"}


def test_what_is_added_is_sound_itself() -> None:
    quads = with_computed(facts(), load_model(), "own")
    assert [f for f in check(quads, load_model()) if f.rule != "share-over-100"] == []


def test_the_facts_come_first_unchanged_and_nothing_stands_twice() -> None:
    quads = with_computed(facts(), load_model(), "own")
    assert quads[: len(facts())] == facts()
    assert len(quads) == len(set(quads))


def test_an_editor_s_words_stay_and_the_rule_is_named_beside_them() -> None:
    node = f"{DIS}mine"
    editor = f'<{node}> a zt:Discrepancy ; zt:kind "share_over_100" ; zt:explanation "过多"@zh ; zt:about obs:a .'
    parsed = [Quad(q.subject, q.predicate, q.object) for q in parse(FACTS + editor, format=RdfFormat.TURTLE)]
    quads = with_computed(parsed, load_model(), "own")
    assert [remark.id for remark in remarks_of(quads, load_model())] == ["dis:mine"]
    assert said(quads, node, "explanation") == {"过多"}
    assert (said(quads, node, "origin"), said(quads, node, "rule")) == ({"computed"}, {"share-over-100"})


def test_an_accepted_finding_makes_none() -> None:
    header = "rule,things,reason_zh,reason_en"
    known = read_acceptances(f"{header}\nshare-over-100,obs:a,如此,so it is", ["share-over-100"])
    assert set(with_computed(facts(), load_model(), "own", known)) == set(facts())


def test_every_discrepancy_of_the_report_says_whether_rules_find_it() -> None:
    origins = {q.subject: q.object for q in report() if q.predicate == NamedNode(ZT + "origin")}
    nodes = {q.subject for q in report() if q.object == NamedNode(ZT + "Discrepancy")}
    assert set(origins) == nodes
    assert set(origins.values()) == {Literal("computed"), Literal("editorial")}


@pytest.mark.parametrize(
    ("discrepancy", "rule"),
    [
        ("predictive-maintenance-cagr", "growth-against-endpoints"),
        ("cobot-installed-below-sales", "stock-below-flow"),
        ("traditional-robots-installed", "stock-far-above-flow"),
        ("asic-above-ai-chip-market", "share-of-larger-whole"),
        ("talent-first-or-second-tier", "in-two-tiers"),
        ("figures-without-content", "figure-without-content"),
        ("endnotes-without-date", "endnote-without-date"),
    ],
)
def test_rules_find_again_what_the_editor_found(discrepancy: str, rule: str) -> None:
    assert rule in said(report(), DIS + discrepancy, "rule")


def test_the_same_tables_make_the_same_bytes() -> None:
    assert canonical_trig(report()) == canonical_trig(report_quads(load_model()))


def test_computed_discrepancies_change_nothing_that_the_rules_find() -> None:
    tables, _ = read_report(load_model())
    assert set(plausibility(tables, load_model())) == set(findings())


def test_no_finding_about_the_report_is_a_violation_and_every_exception_is_needed() -> None:
    result = examine(report(), load_model(), report_acceptances())
    assert [finding for finding in result.findings if finding.severity == "violation"] == []
    assert {acceptance for _, acceptance in result.accepted} == set(report_acceptances())


def test_every_kind_that_a_rule_names_is_a_kind_of_discrepancy() -> None:
    kinds = {concept.code for concept in load_model().schemes["discrepancy_kinds"]}
    assert {rule.kind for rule in rules()} - {None} <= kinds


def test_nothing_is_added_to_what_a_user_imports(tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(FACTS, encoding="utf-8")
    plan = plan_import([file], "own", load_model())
    assert set(plan.quads) == set(facts())
