"""The ontology for other tools: the same in each form, and its shapes as people read them."""

from __future__ import annotations

import pyoxigraph as ox
import rdflib

from ontology.constraints import constraints
from ontology.model import load_model
from ontology.publishing import ontology_jsonld, ontology_shacl, ontology_turtle

MODEL = load_model()


def test_turtle_and_jsonld_say_the_same() -> None:
    turtle = ox.Dataset(ox.parse(ontology_turtle(), format=ox.RdfFormat.TURTLE))
    jsonld = ox.Dataset(ox.parse(ontology_jsonld(), format=ox.RdfFormat.JSON_LD))
    for dataset in (turtle, jsonld):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert turtle == jsonld
    assert len(turtle) > len(MODEL.classes)


def test_shapes_are_whole_turtle_for_other_tools() -> None:
    graph = rdflib.Graph().parse(data=ontology_shacl(MODEL), format="turtle")
    assert len(graph) > len(MODEL.relations)


def test_constraints_are_found_by_what_they_hold_for() -> None:
    known = constraints(MODEL)
    entity = {each.id: each for each in known[MODEL.classes["Entity"].iri]}
    assert entity["name"].message.en == "an entity without a name"
    assert entity["name-en"].severity == "info"
    makes = {each.id for each in known[MODEL.relations["makes"].iri]}
    assert makes == {"domain-makes", "range-makes"}
