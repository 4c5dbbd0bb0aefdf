"""RDF -> property graph -> RDF is the identity, and the graph between is one that both engines keep."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from pyoxigraph import Quad

from graph.facts import canonical_nquads, read_trig
from graph.mapping import PropertyGraph, to_property_graph, to_quads
from graph.mapping.values import element_digest
from graph.names import Names
from graph.values import Node, Relationship, Value
from ontology.model import load_model
from tests.rdf_datasets import datasets

CORPUS = sorted((Path(__file__).parents[2] / "data" / "rdf").glob("*.trig"))
MODEL = load_model()

_LABEL = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,80}")
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,200}")


def elements(graph: PropertyGraph) -> Iterator[Node | Relationship]:
    yield from graph.nodes
    yield from graph.relationships


def problem_of(value: Value) -> str | None:
    """Why an engine would not keep a value, or not exactly."""
    if isinstance(value, tuple):
        if len({type(item) for item in value}) != 1:
            return "a list of no type or of several"
        return next(filter(None, map(problem_of, value)), None)
    if type(value) is int and not -(2**63) <= value < 2**63:
        return "an integer of more than 64 bits"
    return None if type(value) in (str, int, float, bool) else f"a value of type {type(value)}"


@given(datasets)
def test_a_dataset_comes_back_as_it_went_in(quads: list[Quad]) -> None:
    back = list(to_quads(to_property_graph(quads, MODEL), MODEL))
    assert len(back) == len(set(back))
    assert canonical_nquads(back) == canonical_nquads(quads)


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.stem)
def test_each_hard_case_comes_back_as_it_went_in(file: Path) -> None:
    quads = read_trig(file.read_bytes())
    back = list(to_quads(to_property_graph(quads, MODEL), MODEL))
    assert quads
    assert canonical_nquads(back) == canonical_nquads(quads)


@given(datasets)
def test_ids_are_unique_and_ends_exist(quads: list[Quad]) -> None:
    graph = to_property_graph(quads, MODEL)
    ids = [node.id for node in graph.nodes]
    edges = [edge.id for edge in graph.relationships]
    assert len(ids) == len(set(ids))
    assert len(edges) == len(set(edges))
    assert {end for edge in graph.relationships for end in (edge.start, edge.end)} <= set(ids)
    assert all(element.properties["id"] == element.id for element in elements(graph))
    assert all(len(element.id) <= 512 for element in elements(graph))


@given(datasets)
def test_names_are_plain_and_never_in_two_roles(quads: list[Quad]) -> None:
    graph = to_property_graph(quads, MODEL)
    labels = {label for node in graph.nodes for label in node.labels}
    types = {edge.type for edge in graph.relationships}
    keys = {key for element in elements(graph) for key in element.properties}
    assert all(map(_LABEL.fullmatch, labels | types))
    assert all(map(_KEY.fullmatch, keys))
    folded = [name.casefold() for name in (*labels, *types)]
    assert len(folded) == len(set(folded))
    assert all("Thing" in node.labels and len(node.labels) <= 12 for node in graph.nodes)
    assert all(sum(len(label) + 1 for label in node.labels) <= 160 for node in graph.nodes)


@given(datasets)
def test_values_are_such_as_both_engines_keep(quads: list[Quad]) -> None:
    graph = to_property_graph(quads, MODEL)
    problems = {
        problem for element in elements(graph) for problem in map(problem_of, element.properties.values()) if problem
    }
    assert problems == set()


@given(datasets)
def test_the_same_facts_in_any_order_give_the_same_graph(quads: list[Quad]) -> None:
    shuffled = random.Random(0).sample(quads, len(quads))
    assert repr(to_property_graph(shuffled, MODEL)) == repr(to_property_graph(quads, MODEL))


@given(datasets)
def test_what_is_read_back_maps_to_the_same_graph_again(quads: list[Quad]) -> None:
    graph = to_property_graph(quads, MODEL)
    again = to_property_graph(to_quads(graph, MODEL), MODEL, graph.names)
    assert repr(again) == repr(graph)


@given(datasets, datasets)
def test_more_facts_rename_nothing(quads: list[Quad], more: list[Quad]) -> None:
    names = to_property_graph(quads, MODEL).names
    grown = to_property_graph([*quads, *more], MODEL, names).names
    assert all(row in grown.rows() for row in names.rows())


@given(datasets)
def test_the_registry_survives_being_kept_as_rows(quads: list[Quad]) -> None:
    graph = to_property_graph(quads, MODEL)
    kept = PropertyGraph(graph.nodes, graph.relationships, Names.from_rows(graph.names.rows()))
    assert canonical_nquads(to_quads(kept, MODEL)) == canonical_nquads(quads)


@given(datasets)
def test_every_digest_is_of_what_stands_beside_it(quads: list[Quad]) -> None:
    graph = to_property_graph(quads, MODEL)
    assert all(node.properties["_digest"] == element_digest(node.labels, node.properties) for node in graph.nodes)
    assert all(
        edge.properties["_digest"] == element_digest((edge.type, edge.start, edge.end), edge.properties)
        for edge in graph.relationships
    )
