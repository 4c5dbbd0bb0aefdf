"""Each plausibility rule finds its case and leaves the near miss beside it alone."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from ontology.errors import OntologyError
from ontology.findings import Finding
from ontology.model import load_model
from ontology.plausibility import Rule, plausibility, read_rule, rules
from tests.rule_cases import CASES, MORE
from tests.rule_cases.facts import PREFIXES, observation, share


def quads(facts: str) -> list[ox.Quad]:
    parsed = ox.parse(PREFIXES + facts, format=ox.RdfFormat.TRIG)
    return [ox.Quad(quad.subject, quad.predicate, quad.object, quad.graph_name) for quad in parsed]


def found(rule_id: str, facts: str) -> tuple[Finding, ...]:
    chosen = [rule for rule in rules() if rule.id == rule_id]
    assert chosen, f"no rule {rule_id}"
    return tuple(plausibility(quads(facts), load_model(), chosen))


def test_every_rule_has_a_case() -> None:
    assert {rule.id for rule in rules()} == set(CASES)


@pytest.mark.parametrize(("rule_id", "case"), [*((rule_id, case) for rule_id, (case, _) in CASES.items()), *MORE])
def test_a_rule_finds_its_case_once(rule_id: str, case: str) -> None:
    findings = found(rule_id, case)
    assert [finding.rule for finding in findings] == [rule_id]


@pytest.mark.parametrize(
    ("rule_id", "near_miss"), [(rule_id, miss) for rule_id, (_, misses) in CASES.items() for miss in misses]
)
def test_a_rule_leaves_the_near_miss(rule_id: str, near_miss: str) -> None:
    assert found(rule_id, near_miss) == ()


@pytest.mark.parametrize("rule_id", CASES)
def test_a_message_has_no_place_left_open(rule_id: str) -> None:
    (finding,) = found(rule_id, CASES[rule_id][0])
    for message in (finding.message.zh, finding.message.en):
        assert "?" not in message
        assert "{" not in message


def test_a_misspelt_relation_is_an_unknown_term_too() -> None:
    (finding,) = found("unknown-term", "org:a zt:locatedAt org:b .")
    assert finding.message.en == "org:a uses locatedAt, which the ontology does not have"


def test_messages_use_names_and_labels_of_the_reader_s_language() -> None:
    facts = 'org:a a zt:Startup ; skos:prefLabel "甲"@zh , "A"@en ; zt:partOf org:a ~ stmt:1 {| zt:evidence ev:l5 |} .'
    (finding,) = found("self-relation", facts)
    assert finding.message.zh == "甲 与自身有关系 属于"
    assert finding.message.en == "A has the relation part of to itself"
    assert finding.subject == "org:a"
    assert finding.nodes == ()  # neither the relation nor the statement is a node
    assert finding.evidence == ("ev:l5",)


BOTH = '"人才" , "talent"@en'
"""A text in two languages is one text: no rule finds by it twice, nor takes the two for different ones."""


@pytest.mark.parametrize("rule_id", ["in-two-tiers", "ranked-twice", "rank-held-twice", "symmetric-stated-twice"])
def test_what_is_said_in_two_languages_is_found_once(rule_id: str) -> None:
    assert len(found(rule_id, in_both(CASES[rule_id][0]))) == 1


def test_a_message_says_a_text_in_its_own_language() -> None:
    (finding,) = found("in-two-tiers", in_both(CASES["in-two-tiers"][0]))
    assert "“人才”" in finding.message.zh
    assert "(talent)" in finding.message.en


def in_both(case: str) -> str:
    """The case with a dimension in two languages on each of its statements."""
    return case.replace(' ; zt:dimension "talent"', "").replace("{| ", f"{{| zt:dimension {BOTH} ; ")


def test_codes_are_shown_by_their_labels() -> None:
    (finding,) = found("share-over-100", share("a", 101, about="market:chips"))
    assert finding.message.zh == "market:chips 的 市场份额 为 101%，超过100%"


def test_other_nodes_in_question_and_the_evidence_of_all_are_named() -> None:
    facts = observation("a", evidence="ev:l5") + observation("b", value="120.0", evidence="ev:l9")
    (finding,) = found("two-values", facts)
    assert finding.subject == "obs:a"
    assert finding.nodes == ("obs:b", "market:chips")
    assert finding.evidence == ("ev:l5", "ev:l9")


def test_facts_in_named_graphs_are_looked_at_too() -> None:
    assert found("period-reversed", "<https://example.org/g> { obs:a zt:periodStart 2025 ; zt:periodEnd 2018 }")


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_rule_is_explained_in_both_languages(rule: Rule) -> None:
    for text in (rule.title, rule.explanation, rule.message):
        assert any("一" <= letter <= "鿿" for letter in text.zh)
        assert text.en.isascii()


HEADER = """# title zh: 甲
# title en: A
# explanation zh: 甲
# explanation en: A
# message zh: 甲
# message en: A
# severity: info
SELECT ?subject {}"""


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("# title zh: 甲\n", "rules/new.rq: a line '# title zh: …' is missing"),
        ("# message en: A\n", "rules/new.rq: a line '# message en: …' is missing"),
        ("# severity: info\n", "rules/new.rq: a line '# severity: violation | warning | info' is missing"),
    ],
)
def test_a_rule_with_half_a_header_is_named(line: str, message: str) -> None:
    assert read_rule("new", HEADER).severity == "info"
    with pytest.raises(OntologyError) as caught:
        read_rule("new", HEADER.replace(line, ""))
    assert str(caught.value) == message
