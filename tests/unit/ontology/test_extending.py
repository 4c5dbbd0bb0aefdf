"""To add a term is one place in the Turtle, and a slip there is named."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from ontology.checks import check
from ontology.errors import OntologyError
from ontology.model import Model, load_model, read_model
from ontology.turtle import MODEL_FILES, package_text

PREFIXES = """
@prefix zt: <https://w3id.org/zhitu/ns#> .
@prefix ztm: <https://w3id.org/zhitu/model#> .
@prefix code: <https://w3id.org/zhitu/code/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

WHOLE_CLASS = """
zt:DroneMaker a owl:Class ;
    rdfs:subClassOf zt:Organization ;
    rdfs:label "无人机厂商"@zh , "drone maker"@en ;
    skos:definition "制造无人机的企业。"@zh , "A company that makes drones."@en ;
    ztm:neo4jName "DroneMaker" .
"""

WHOLE_RELATION = """
zt:testedAt a owl:ObjectProperty ;
    rdfs:label "测试于"@zh , "tested at"@en ;
    skos:definition "产品在该地点测试。"@zh , "The product is tested at the place."@en ;
    rdfs:domain zt:Product ;
    rdfs:range zt:Place ;
    owl:inverseOf zt:testSiteOf ;
    ztm:neo4jName "TESTED_AT" .
zt:testSiteOf a owl:ObjectProperty ;
    rdfs:label "测试地点"@zh , "test site of"@en ;
    skos:definition "反向读法。"@zh , "Read backwards."@en ;
    ztm:readsBackwards true .
"""

WHOLE_ATTRIBUTE = """
zt:wingspan a owl:DatatypeProperty ;
    rdfs:label "翼展"@zh , "wingspan"@en ;
    skos:definition "以米计的翼展。"@zh , "Wingspan in metres."@en ;
    rdfs:domain zt:Product ;
    rdfs:range xsd:decimal ;
    ztm:neo4jName "wingspan" .
"""

WHOLE_CODE = """
<https://w3id.org/zhitu/code/units/metre> a skos:Concept ;
    skos:inScheme code:units ; skos:notation "metre" ;
    rdfs:label "米"@zh , "metre"@en ;
    skos:definition "长度单位。"@zh , "A length."@en .
"""


def extended(turtle: str) -> Model:
    """The package's ontology with one more block of Turtle."""
    return read_model({**{name: package_text(name) for name in MODEL_FILES}, "more.ttl": PREFIXES + turtle})


def test_a_class_is_one_block_and_looks_like_its_family() -> None:
    drone_maker = extended(WHOLE_CLASS).classes["DroneMaker"]
    organization = load_model().classes["Organization"]
    assert drone_maker.ancestors == ("Organization", "Agent", "Entity", "Thing")
    assert (drone_maker.shape, drone_maker.color_light, drone_maker.id_kind) == (
        organization.shape,
        organization.color_light,
        "org",
    )


def test_a_relation_is_one_block_and_is_checked_at_once() -> None:
    model = extended(WHOLE_RELATION)
    assert model.relations["tested_at"].neo4j_type == "TESTED_AT"
    facts = """@prefix zt: <https://w3id.org/zhitu/ns#> . @prefix id: <https://w3id.org/zhitu/id/> .
        <https://w3id.org/zhitu/id/prod/drone> a zt:Device ; zt:testedAt <https://w3id.org/zhitu/id/industry/farming> .
        <https://w3id.org/zhitu/id/industry/farming> a zt:Industry ."""
    quads = [ox.Quad(t.subject, t.predicate, t.object) for t in ox.parse(facts, format=ox.RdfFormat.TURTLE)]
    assert "range-tested_at" in {finding.rule for finding in check(quads, model)}
    assert "unknown-term" in {finding.rule for finding in check(quads, load_model())}


def test_an_attribute_is_one_block() -> None:
    assert extended(WHOLE_ATTRIBUTE).attributes["wingspan"].domain == ("Product",)


def test_a_code_is_one_block() -> None:
    found = extended(WHOLE_CODE).concept("units", "metre")
    assert found is not None
    assert found.label.zh == "米"


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        ("zt:Broken a owl:Class", "more.ttl:"),
        (WHOLE_CLASS.replace('"无人机厂商"@zh , ', ""), "zt:DroneMaker: needs one rdfs:label in zh, has 0"),
        (
            WHOLE_CLASS.replace(', "A company that makes drones."@en', ""),
            "zt:DroneMaker: needs one skos:definition in en",
        ),
        (WHOLE_CLASS.replace("zt:Organization", "zt:Organisation"), "superclass zt:Organisation is not declared"),
        (WHOLE_CLASS.replace("    rdfs:subClassOf zt:Organization ;\n", ""), "rdfs:subClassOf must name a superclass"),
        (WHOLE_CLASS.replace("zt:Organization", "zt:DroneMaker"), "zt:DroneMaker: is its own ancestor"),
        (WHOLE_CLASS.replace('    ztm:neo4jName "DroneMaker"', "    ztm:abstract false"), "ztm:neo4jName is missing"),
        (
            WHOLE_CLASS.replace('ztm:neo4jName "DroneMaker"', 'ztm:neo4jName "drone maker"'),
            "a label such as ChipVendor",
        ),
        (WHOLE_CLASS.replace('"DroneMaker" .', '"DroneMaker" ; ztm:colorLight "blue" .'), "a colour such as #0a64a8"),
        (WHOLE_CLASS.replace('"DroneMaker" .', '"DroneMaker" ; ztm:shape "circle" .'), "one of dot, diamond"),
        (WHOLE_CLASS.replace('"DroneMaker" .', '"DroneMaker" ; ztm:icon "drone" .'), "one character is right"),
        (WHOLE_RELATION.replace("rdfs:range zt:Place", "rdfs:range zt:Plaice"), "names zt:Plaice, which is no class"),
        (WHOLE_RELATION.replace("    rdfs:range zt:Place ;\n", ""), "zt:testedAt: needs rdfs:domain and rdfs:range"),
        (WHOLE_RELATION.replace("    owl:inverseOf zt:testSiteOf ;\n", ""), "one owl:inverseOf is right"),
        (WHOLE_RELATION.replace("TESTED_AT", "MAKES"), "ztm:neo4jName 'MAKES' would be right for zt:makes"),
        (
            WHOLE_RELATION.replace("testedAt", "policy").replace("TESTED_AT", "POLICY"),
            "name 'POLICY' is taken by zt:Policy",
        ),
        (WHOLE_ATTRIBUTE.replace('"wingspan" .', '"founded" .'), "the key 'founded' is taken by zt:founded"),
        (WHOLE_ATTRIBUTE.replace('"wingspan" .', '"types" .'), "the key 'types' is kept for the mapping"),
        (WHOLE_ATTRIBUTE.replace("    rdfs:range xsd:decimal ;\n", ""), "one rdfs:range is right, it has 0"),
        (WHOLE_CODE.replace('"metre" ;', '"percent" ;'), "the code 'percent' stands twice in units"),
        (WHOLE_CODE.replace("code:units", "code:lengths"), "one skos:inScheme of a declared scheme is right"),
    ],
)
def test_a_slip_is_named_with_its_term_and_what_would_be_right(turtle: str, message: str) -> None:
    with pytest.raises(OntologyError) as caught:
        extended(turtle)
    assert message in str(caught.value)


def test_an_ontology_without_a_header_is_named() -> None:
    files = {name: package_text(name) for name in MODEL_FILES if name != "core.ttl"}
    with pytest.raises(OntologyError, match=r"no owl:Ontology is declared"):
        read_model(files)
