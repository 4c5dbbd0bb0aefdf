"""Shapes find facts that are not whole, and a dataset that is whole gives no findings."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.ids import id_of_iri
from ingest.build import report_quads
from ontology.checks import check
from ontology.findings import Finding, node_id
from ontology.model import load_model

PREFIXES = """
@prefix zt: <https://w3id.org/zhitu/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix org: <https://w3id.org/zhitu/id/org/> .
@prefix prod: <https://w3id.org/zhitu/id/prod/> .
@prefix place: <https://w3id.org/zhitu/id/place/> .
@prefix obs: <https://w3id.org/zhitu/id/obs/> .
@prefix dis: <https://w3id.org/zhitu/id/dis/> .
@prefix ev: <https://w3id.org/zhitu/id/ev/> .
@prefix src: <https://w3id.org/zhitu/id/src/> .
@prefix stmt: <https://w3id.org/zhitu/id/stmt/> .
"""

WHOLE = """
src:report a zt:Report ; skos:prefLabel "报告"@zh , "report"@en ; zt:date "2021" .
src:endnote-1 a zt:Endnote ; skos:prefLabel "尾注1"@zh , "endnote 1"@en ; zt:number "1" ;
    zt:publisher "Barclays" ; zt:date "2019" .
ev:l5 a zt:Evidence ; zt:source src:report ; zt:lineStart 5 ; zt:lineEnd 6 ; zt:section "1" ;
    zt:digest "ab" ; zt:endnote src:endnote-1 .
org:maker a zt:ChipVendor ; skos:prefLabel "厂商"@zh , "maker"@en ; zt:founded 1993 ; zt:evidence ev:l5 .
prod:gpu a zt:ChipType ; skos:prefLabel "图形处理器"@zh , "GPU"@en ; zt:evidence ev:l5 .
org:maker zt:makes prod:gpu ~ stmt:1 {| zt:evidence ev:l5 ; zt:status "stated" ; zt:year 2019 ; zt:rank 1 |} .
obs:size a zt:Observation ; zt:indicator "market_size" ; zt:about prod:gpu ; zt:value 6600000000.0 ; zt:unit "CNY" ;
    zt:currency "CNY" ; zt:bound "about" ; zt:kind "actual" ; zt:evidence ev:l5 ; zt:periodStart 2018 ;
    zt:periodEnd 2018 .
obs:range a zt:Observation ; zt:indicator "growth_rate" ; zt:about prod:gpu ; zt:valueMin 40.0 ; zt:valueMax 50.0 ;
    zt:unit "percent" ; zt:bound "range" ; zt:kind "forecast" ; zt:periodEnd 2025 ; zt:evidence ev:l5 .
dis:one a zt:Discrepancy ; zt:kind "name_misspelt" ; zt:severity "info" ; zt:explanation "误写"@zh , "misspelt"@en ;
    zt:about org:maker ; zt:evidence ev:l5 .
"""


def findings(facts: str) -> tuple[Finding, ...]:
    parsed = ox.parse(PREFIXES + facts, format=ox.RdfFormat.TURTLE)
    return check((ox.Quad(quad.subject, quad.predicate, quad.object) for quad in parsed), load_model())


def test_whole_facts_give_no_findings() -> None:
    assert findings(WHOLE) == ()


def test_no_facts_give_no_findings() -> None:
    assert findings("") == ()


@pytest.mark.parametrize(
    ("old", "new", "rule", "severity", "subject"),
    [
        ('skos:prefLabel "厂商"@zh , "maker"@en', 'skos:prefLabel "maker"@en', "name-zh", "warning", "org:maker"),
        ('skos:prefLabel "厂商"@zh , "maker"@en ; ', "", "name", "violation", "org:maker"),
        ('skos:prefLabel "厂商"@zh , "maker"@en', 'skos:prefLabel "厂商"@zh', "name-en", "info", "org:maker"),
        ('"厂商"@zh ,', '"厂商"@zh , "厂家"@zh ,', "name-once", "violation", "org:maker"),
        ("zt:founded 1993 ; zt:evidence ev:l5", "zt:founded 1993", "entity-evidence", "warning", "org:maker"),
        ("{| zt:evidence ev:l5 ;", "{|", "statement-evidence", "warning", "org:maker"),
        ("zt:year 2019", "zt:year 20190", "statement-year", "violation", "org:maker"),
        ("zt:rank 1", "zt:rank 0", "statement-rank", "violation", "org:maker"),
        ('zt:status "stated"', 'zt:status "guessed"', "code-status", "violation", "org:maker"),
        ("zt:founded 1993", 'zt:founded "1993"', "value-founded", "violation", "org:maker"),
        ("zt:founded 1993", "zt:founded 1993 , 1994", "value-founded", "violation", "org:maker"),
        ("zt:founded 1993", "zt:lineStart 3", "attribute-line_start", "violation", "org:maker"),
        ("prod:gpu a zt:ChipType", "prod:gpu a zt:Industry", "range-makes", "violation", "prod:gpu"),
        ("org:maker a zt:ChipVendor", "org:maker a zt:Industry", "domain-makes", "violation", "org:maker"),
        ("zt:evidence ev:l5 .\nprod", "zt:evidence ev:l5 , ev:l7 .\nprod", "evidence-exists", "violation", "ev:l7"),
        ('zt:indicator "market_size" ; ', "", "observation-indicator", "violation", "obs:size"),
        ('zt:indicator "market_size"', 'zt:indicator "size"', "code-indicator", "violation", "obs:size"),
        ('zt:unit "CNY"', 'zt:unit "yuan"', "code-unit", "violation", "obs:size"),
        ('zt:currency "CNY"', 'zt:currency "RMB"', "code-currency", "violation", "obs:size"),
        ('zt:unit "CNY"', 'zt:unit "percent"', "observation-currency", "violation", "obs:size"),
        ('zt:bound "about" ; ', "", "observation-bound", "violation", "obs:size"),
        ('zt:kind "actual"', 'zt:kind "wording"', "code-kind-observation", "violation", "obs:size"),
        ('zt:kind "name_misspelt"', 'zt:kind "actual"', "code-kind-discrepancy", "violation", "dis:one"),
        ("zt:value 6600000000.0 ;", "", "observation-value", "violation", "obs:size"),
        ("zt:value 6600000000.0", "zt:value 66.0 ; zt:valueMin 60.0", "observation-value", "violation", "obs:size"),
        ("zt:value 6600000000.0", "zt:value 66", "value-value", "violation", "obs:size"),
        ('zt:bound "range"', 'zt:bound "about"', "observation-range", "violation", "obs:range"),
        ("zt:valueMin 40.0 ;", "", "observation-range", "violation", "obs:range"),
        ("zt:about prod:gpu ; zt:value", "zt:value", "observation-about", "violation", "obs:size"),
        ("zt:evidence ev:l5 ; zt:periodStart", "zt:periodStart", "observation-evidence", "violation", "obs:size"),
        ("zt:periodStart 2018", "zt:periodStart 18", "period-start", "violation", "obs:size"),
        ("zt:lineStart 5", "zt:lineStart 7", "evidence-line-start", "violation", "ev:l5"),
        ("zt:lineStart 5", "zt:lineStart 0", "evidence-line-start", "violation", "ev:l5"),
        ("zt:source src:report ;", "zt:source org:maker ;", "evidence-source", "violation", "ev:l5"),
        ('skos:prefLabel "报告"@zh , "report"@en ; ', "", "source-name", "warning", "src:report"),
        ('zt:explanation "误写"@zh , "misspelt"@en ;', "", "discrepancy-explanation", "violation", "dis:one"),
    ],
)
def test_a_fact_that_is_not_whole_is_found(old: str, new: str, rule: str, severity: str, subject: str) -> None:
    assert WHOLE.count(old) >= 1
    found = findings(WHOLE.replace(old, new, 1))
    assert (rule, severity, subject) in {(finding.rule, finding.severity, finding.subject) for finding in found}


def test_a_finding_says_what_is_wrong_in_both_languages_with_the_value_and_its_evidence() -> None:
    (finding,) = findings(WHOLE.replace('zt:unit "CNY"', 'zt:unit "yuan"').replace('zt:currency "CNY" ; ', ""))[:1]
    assert finding.message.zh == "不是单位的代码: yuan"
    assert finding.message.en == "no code of the scheme units: yuan"
    assert finding.evidence == ("ev:l5",)


def test_the_gravest_findings_come_first() -> None:
    broken = WHOLE.replace('skos:prefLabel "厂商"@zh , "maker"@en ; ', "").replace("{| zt:evidence ev:l5 ;", "{|")
    severities = [finding.severity for finding in findings(broken)]
    assert severities == sorted(severities, key=["violation", "warning", "info"].index)
    assert len(set(severities)) == 3


def test_things_of_other_vocabularies_are_left_in_peace() -> None:
    facts = """
        <https://example.org/a> a <https://example.org/Company> ; skos:prefLabel "A" ;
            <https://example.org/makes> <https://example.org/b> ~ _:r {| <https://example.org/since> 2019 |} .
        _:r <https://example.org/seen> <<( <https://example.org/a> <https://example.org/b> <<( _:x _:y _:z )>> )>> .
    """.replace("_:x _:y _:z", "_:x <https://example.org/p> _:z")
    assert findings(facts) == ()


def test_a_literal_that_is_no_value_of_its_datatype_is_found_in_silence(caplog: pytest.LogCaptureFixture) -> None:
    integer = "<http://www.w3.org/2001/XMLSchema#integer>"
    facts = f'org:maker a zt:Startup ; skos:prefLabel "甲"@zh , "A"@en ; zt:founded "soon"^^{integer} .'
    assert "value-founded" in {finding.rule for finding in findings(facts)}
    assert caplog.records == []


def test_the_report_s_own_facts_are_against_no_shape_and_no_rule() -> None:
    found = check(report_quads(load_model()), load_model())
    assert [finding for finding in found if finding.severity == "violation"] == []


@pytest.mark.parametrize(
    "iri",
    ["https://w3id.org/zhitu/id/org/nvidia", "https://w3id.org/zhitu/id/ev/report-L268-270", "https://example.org/a"],
)
def test_ids_in_findings_are_those_of_the_graph(iri: str) -> None:
    assert node_id(iri) == id_of_iri(iri)
