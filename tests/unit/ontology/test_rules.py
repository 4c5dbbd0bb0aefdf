"""Each plausibility rule finds its case and leaves the near miss beside it alone."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from ontology.errors import OntologyError
from ontology.findings import Finding
from ontology.model import load_model
from ontology.plausibility import Rule, plausibility, read_rule, rules

PREFIXES = """
@prefix zt: <https://w3id.org/zhitu/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix org: <https://w3id.org/zhitu/id/org/> .
@prefix obs: <https://w3id.org/zhitu/id/obs/> .
@prefix ev: <https://w3id.org/zhitu/id/ev/> .
@prefix src: <https://w3id.org/zhitu/id/src/> .
@prefix stmt: <https://w3id.org/zhitu/id/stmt/> .
@prefix market: <https://w3id.org/zhitu/id/market/> .
"""

REPORT_OF_2021 = """
src:report a zt:Report ; skos:prefLabel "报告"@zh , "report"@en ; zt:date "2021-07" .
ev:l5 a zt:Evidence ; zt:source src:report ; zt:lineStart 5 ; zt:lineEnd 5 .
"""


def quads(facts: str) -> list[ox.Quad]:
    parsed = ox.parse(PREFIXES + facts, format=ox.RdfFormat.TRIG)
    return [ox.Quad(quad.subject, quad.predicate, quad.object, quad.graph_name) for quad in parsed]


def pair(one: str, one_name: str, other: str, other_name: str) -> str:
    """Two things, each of a class and with a name such as ``"A"@en``."""
    return f"org:a a zt:{one} ; skos:prefLabel {one_name} . org:b a zt:{other} ; skos:prefLabel {other_name} ."


def found(rule_id: str, facts: str) -> tuple[Finding, ...]:
    chosen = [rule for rule in rules() if rule.id == rule_id]
    assert chosen, f"no rule {rule_id}"
    return tuple(plausibility(quads(facts), load_model(), chosen))


def share(value: float, indicator: str = "market_share", unit: str = "percent") -> str:
    return f'obs:a a zt:Observation ; zt:indicator "{indicator}" ; zt:unit "{unit}" ; zt:value {value} .'


def observation(name: str, **said: object) -> str:
    """An observation of a market's size, in 2019 unless said otherwise; text is Turtle as it stands."""
    parts = {
        "indicator": '"market_size"',
        "about": "market:chips",
        "value": "100.0",
        "unit": '"CNY"',
        "bound": '"exact"',
        "kind": '"actual"',
        "periodEnd": "2019",
        "evidence": "ev:l5",
        **said,
    }
    return f"obs:{name} a zt:Observation ; " + " ; ".join(f"zt:{key} {value}" for key, value in parts.items()) + " .\n"


# A case that must be found, and near misses that must not.
CASES = {
    "share-over-100": (share(100.5), [share(100), share(120, "growth_rate"), share(120, unit="multiple")]),
    "range-reversed": ("obs:a zt:valueMin 30.0 ; zt:valueMax 9.5 .", ["obs:a zt:valueMin 9.5 ; zt:valueMax 30.0 ."]),
    "period-reversed": (
        "obs:a zt:periodStart 2025 ; zt:periodEnd 2018 .",
        ["obs:a zt:periodStart 2018 ; zt:periodEnd 2025 .", "obs:a zt:periodStart 2018 ; zt:periodEnd 2018 ."],
    ),
    "endnote-missing": (
        "ev:l5 a zt:Evidence ; zt:endnote src:endnote-40 .",
        ["ev:l5 a zt:Evidence ; zt:endnote src:endnote-39 . src:endnote-39 a zt:Endnote ."],
    ),
    "endnote-uncited": (
        "src:endnote-9 a zt:Endnote . ev:l5 zt:endnote src:endnote-8 .",
        ["src:endnote-9 a zt:Endnote . ev:l5 zt:endnote src:endnote-9 ."],
    ),
    "self-relation": (
        "org:a zt:partOf org:a .",
        ["org:a zt:partOf org:b . org:b zt:partOf org:a .", "org:a <https://example.org/knows> org:a ."],
    ),
    "one-name-two-things": (
        pair("Manufacturer", '"海尔"@zh', "Manufacturer", '"海尔"@zh'),
        [
            pair("Manufacturer", '"海尔"@zh', "CloudPlatform", '"海尔"@zh'),
            'org:a a zt:Manufacturer ; skos:prefLabel "海尔"@zh ; skos:altLabel "Haier" .'
            'org:b a zt:Manufacturer ; skos:prefLabel "海信"@zh ; skos:altLabel "Haier" .',
        ],
    ),
    "names-one-letter-apart": (
        pair("EDAVendor", '"Synopsys"@en', "EDAVendor", '"Synopsis"@en'),
        [
            # two letters apart
            pair("EDAVendor", '"Synopsys"@en', "EDAVendor", '"Sinopsis"@en'),
            # of different classes
            pair("EDAVendor", '"Synopsys"@en', "Foundry", '"Synopsis"@en'),
            # counted
            pair("Tier", '"算力第一梯队"@zh', "Tier", '"算力第二梯队"@zh'),
            # too short to tell
            pair("City", '"杭州"@zh', "City", '"广州"@zh'),
            # one thing
            'org:a a zt:EDAVendor , zt:Startup ; skos:prefLabel "Synopsys"@en .',
        ],
    ),
    "forecast-of-the-past": (
        REPORT_OF_2021 + observation("a", kind='"forecast"', periodEnd="2020"),
        [
            REPORT_OF_2021 + observation("a", kind='"forecast"', periodEnd="2021"),
            REPORT_OF_2021 + observation("a", kind='"actual"', periodEnd="2020"),
        ],
    ),
    "actual-of-the-future": (
        REPORT_OF_2021 + observation("a", periodEnd="2022"),
        [
            REPORT_OF_2021 + observation("a", periodEnd="2021"),
            REPORT_OF_2021 + observation("a", kind='"target"', periodEnd="2022"),
        ],
    ),
    "two-values": (
        observation("a") + observation("b", value="120.0"),
        [
            observation("a") + observation("b", value="100.00"),
            observation("a") + observation("b", value="120.0", periodEnd="2020"),
            observation("a") + observation("b", value="120.0", kind='"estimate"'),
            observation("a") + observation("b", value="120.0", inRegion="org:china"),
            observation("a") + observation("b", value="120.0", about="market:chips , market:robots"),
            observation("a") + observation("b", value="120.0", bound='"at_least"'),
        ],
    ),
    "growth-against-endpoints": (
        # 2.3 to 42.7 in seven years is 51.8 percent a year
        observation("start", value="2.3", periodEnd="2018")
        + observation("end", value="42.7", periodEnd="2025", kind='"forecast"')
        + observation("rate", indicator='"cagr"', unit='"percent"', value="49.0", periodStart="2018", periodEnd="2025"),
        [
            # 66 to 912 in seven years is 45.5 percent a year
            observation("start", value="66.0", periodEnd="2018")
            + observation("end", value="912.0", periodEnd="2025")
            + observation(
                "rate", indicator='"cagr"', unit='"percent"', value="45.0", periodStart="2018", periodEnd="2025"
            ),
            # another region's growth
            observation("start", value="2.3", periodEnd="2018")
            + observation("end", value="42.7", periodEnd="2025")
            + observation(
                "rate",
                indicator='"cagr"',
                unit='"percent"',
                value="49.0",
                periodStart="2018",
                periodEnd="2025",
                inRegion="org:china",
            ),
            # a share's growth, not the market's
            observation("start", indicator='"market_share"', unit='"percent"', value="3.2", periodEnd="2018")
            + observation("end", indicator='"market_share"', unit='"percent"', value="8.0", periodEnd="2023")
            + observation(
                "rate", indicator='"cagr"', unit='"percent"', value="42.0", periodStart="2018", periodEnd="2023"
            ),
            # the end is a joint one
            observation("start", value="2.3", periodEnd="2018")
            + observation("end", value="42.7", periodEnd="2025", about="market:chips , market:robots")
            + observation(
                "rate", indicator='"cagr"', unit='"percent"', value="49.0", periodStart="2018", periodEnd="2025"
            ),
            # a lower limit says nothing about the rate itself
            observation("start", value="2.3", periodEnd="2018")
            + observation("end", value="42.7", periodEnd="2025", bound='"more_than"')
            + observation(
                "rate", indicator='"cagr"', unit='"percent"', value="49.0", periodStart="2018", periodEnd="2025"
            ),
        ],
    ),
    "statement-without-evidence": (
        "org:a a zt:Startup ; zt:makes org:chip .",
        [
            "org:a a zt:Startup ; zt:makes org:chip ~ stmt:1 {| zt:evidence ev:l5 |} .",
            "obs:a a zt:Observation ; zt:about org:chip .",  # the observation has its own evidence
        ],
    ),
    "figure-without-content": (
        "src:figure-1 a zt:Figure .",
        [
            "src:figure-1 a zt:Figure . ev:l5 zt:figure src:figure-1 .",
            "src:table-1 a zt:Table . org:a zt:appearsIn src:table-1 .",
        ],
    ),
    "unknown-term": (
        "org:a a zt:ChipVender .",
        ["org:a a zt:ChipVendor ; zt:locatedIn org:b .", "org:a a <https://example.org/ChipVender> ."],
    ),
}


def test_every_rule_has_a_case() -> None:
    assert {rule.id for rule in rules()} == set(CASES)


@pytest.mark.parametrize("rule_id", CASES)
def test_a_rule_finds_its_case_once(rule_id: str) -> None:
    findings = found(rule_id, CASES[rule_id][0])
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


def test_codes_are_shown_by_their_labels() -> None:
    (finding,) = found("share-over-100", share(101))
    assert finding.message.zh == "obs:a 的 市场份额 为 101%，超过100%"


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
