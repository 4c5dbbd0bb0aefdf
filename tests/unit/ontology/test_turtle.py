"""The Turtle is valid RDF, sound OWL 2 and well-formed SHACL, for any tool that reads it."""

from __future__ import annotations

from collections import Counter

import pyshacl
import pytest
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS

from ontology.model import load_model
from ontology.shapes import SHAPE, shapes_turtle
from ontology.turtle import MODEL_FILES, SHAPES_FILE, ZT, ZTM, package_text

PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


def graph_of(*names: str) -> rdflib.Graph:
    graph = rdflib.Graph()
    for name in names:
        graph.parse(data=package_text(name), format="turtle")
    return graph


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return graph_of(*MODEL_FILES)


@pytest.mark.parametrize("name", [*MODEL_FILES, SHAPES_FILE])
def test_rdflib_reads_every_file(name: str) -> None:
    assert len(graph_of(name)) > 0


def test_there_is_one_ontology_header_and_it_names_its_licence(ontology: rdflib.Graph) -> None:
    (header,) = ontology.subjects(RDF.type, OWL.Ontology)
    assert str(ontology.value(header, rdflib.DCTERMS.license)).startswith("https://www.apache.org/")


def test_nothing_is_imported_over_the_network(ontology: rdflib.Graph) -> None:
    assert list(ontology.triples((None, OWL.imports, None))) == []


def test_no_term_is_of_two_kinds(ontology: rdflib.Graph) -> None:
    kinds = Counter(term for kind in (OWL.Class, *PROPERTY_KINDS) for term in ontology.subjects(RDF.type, kind))
    assert [term for term, count in kinds.items() if count > 1] == []


def test_every_term_used_as_a_class_or_property_is_declared(ontology: rdflib.Graph) -> None:
    classes = set(ontology.subjects(RDF.type, OWL.Class))
    properties = {item for kind in PROPERTY_KINDS for item in ontology.subjects(RDF.type, kind)}
    datatypes = {RDF.langString, rdflib.XSD.string, rdflib.XSD.integer, rdflib.XSD.decimal, rdflib.XSD.anyURI}
    named_classes = set(ontology.objects(None, RDFS.subClassOf))
    ends = {end for side in (RDFS.domain, RDFS.range) for end in ontology.objects(None, side)}
    super_properties = set(ontology.objects(None, RDFS.subPropertyOf))
    named = {item for item in super_properties if isinstance(item, rdflib.URIRef)}
    assert named_classes - classes == set()
    assert ends - classes - datatypes == set()
    assert named - properties == set()


def test_union_domains_and_ranges_list_declared_classes(ontology: rdflib.Graph) -> None:
    classes = set(ontology.subjects(RDF.type, OWL.Class))
    unions = list(ontology.objects(None, OWL.unionOf))
    assert unions
    assert [member for head in unions for member in Collection(ontology, head) if member not in classes] == []


def test_properties_refine_only_properties_of_their_own_kind(ontology: rdflib.Graph) -> None:
    def kinds(term: rdflib.term.Node) -> set[rdflib.term.Node]:
        return set(ontology.objects(term, RDF.type)) & set(PROPERTY_KINDS)

    named = [pair for pair in ontology.subject_objects(RDFS.subPropertyOf) if isinstance(pair[1], rdflib.URIRef)]
    assert [pair for pair in named if kinds(pair[0]) != kinds(pair[1])] == []


def test_annotation_properties_have_no_logical_domain_or_range(ontology: rdflib.Graph) -> None:
    annotations = set(ontology.subjects(RDF.type, OWL.AnnotationProperty))
    bounded = {term for side in (RDFS.domain, RDFS.range) for term in ontology.subjects(side, None)}
    assert annotations & bounded == set()


def test_no_class_is_above_itself(ontology: rdflib.Graph) -> None:
    classes = ontology.subjects(RDF.type, OWL.Class)
    above = {term: {*filter(None, ontology.transitive_objects(term, RDFS.subClassOf))} - {term} for term in classes}
    assert [term for term, supers in above.items() if any(term in above.get(other, ()) for other in supers)] == []


def test_a_property_and_its_inverse_are_both_object_properties(ontology: rdflib.Graph) -> None:
    objects = set(ontology.subjects(RDF.type, OWL.ObjectProperty))
    pairs = [pair for pair in ontology.subject_objects(OWL.inverseOf) if isinstance(pair[0], rdflib.URIRef)]
    assert pairs
    assert [pair for pair in pairs if not {*pair} <= objects] == []


def test_the_names_for_reading_backwards_are_unique_and_none_is_a_relation() -> None:
    backwards = [relation.inverse for relation in load_model().relations.values() if relation.inverse]
    assert sorted(backwards) == sorted(set(backwards))
    assert set(backwards) & set(load_model().relations) == set()


def test_every_own_word_for_the_model_is_declared(ontology: rdflib.Graph) -> None:
    used = {term for term in ontology.predicates() if str(term).startswith(ZTM)}
    assert used - set(ontology.subjects(RDF.type, OWL.AnnotationProperty)) == set()


def test_every_own_term_has_labels_and_definitions_in_both_languages(ontology: rdflib.Graph) -> None:
    own = [
        term
        for kind in (OWL.Class, *PROPERTY_KINDS)
        for term in ontology.subjects(RDF.type, kind)
        if str(term).startswith((ZT, ZTM))
    ]

    def languages(term: rdflib.term.Node, predicate: rdflib.URIRef) -> list[str]:
        texts = ontology.objects(term, predicate)
        return sorted(text.language or "" for text in texts if isinstance(text, rdflib.Literal))

    assert len(own) > 200
    assert [term for term in own if languages(term, RDFS.label) != ["en", "zh"]] == []
    assert [term for term in own if languages(term, SKOS.definition) != ["en", "zh"]] == []


def test_all_shapes_are_well_formed_by_shacls_own_shapes() -> None:
    shapes = rdflib.Graph().parse(data=shapes_turtle(load_model()), format="turtle")
    # meta_shacl raises when the shapes do not fit the shapes of shapes
    conforms, _, _ = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms


def test_shapes_stay_within_shacl_core() -> None:
    shapes = rdflib.Graph().parse(data=shapes_turtle(load_model()), format="turtle")
    beyond = {SH.sparql, SH.js, SH.rule, SH.target, SH.expression}
    assert set(shapes.predicates()) & beyond == set()


def test_every_shape_says_in_both_languages_what_is_wrong() -> None:
    shapes = rdflib.Graph().parse(data=shapes_turtle(load_model()), format="turtle")
    named = [term for term in shapes.subjects(RDF.type) if str(term).startswith(SHAPE)]

    def languages(term: rdflib.term.Node) -> list[str]:
        return sorted(
            text.language or "" for text in shapes.objects(term, SH.message) if isinstance(text, rdflib.Literal)
        )

    assert [term for term in named if languages(term) != ["en", "zh"]] == []


def test_shapes_speak_only_of_terms_that_the_ontology_has(ontology: rdflib.Graph) -> None:
    shapes = rdflib.Graph().parse(data=shapes_turtle(load_model()), format="turtle")
    own = {str(term) for triple in shapes for term in triple if str(term).startswith(ZT)}
    assert own - {str(term) for term in ontology.subjects()} == set()
