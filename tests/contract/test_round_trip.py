"""RDF -> store -> RDF is the identity, on every engine: the corpus of hard cases, and made-up datasets."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pyoxigraph import Quad

from graph.facts import canonical_nquads, read_trig
from graph.mapping import PropertyGraph, to_property_graph, to_quads
from graph.store import Store
from ontology.model import load_model
from tests.rdf_datasets import datasets

CORPUS = sorted((Path(__file__).parents[1] / "data" / "rdf").glob("*.trig"))


def through(store: Store, quads: list[Quad]) -> bytes:
    """The dataset's canonical form after it went through the store."""
    model = load_model()
    graph = to_property_graph(quads, model, store.names())
    store.sync(graph, "round trip")
    read = store.dump()
    assert as_text(read) == as_text(graph)
    return canonical_nquads(to_quads(read, model))


def as_text(graph: PropertyGraph) -> list[str]:
    """Every element as text, so that a number that is none equals itself, and -0.0 is not 0.0."""
    nodes = [f"{node.id} {node.labels} {sorted(map(repr, node.properties.items()))}" for node in graph.nodes]
    edges = [
        f"{edge.id} {edge.type} {edge.start} {edge.end} {sorted(map(repr, edge.properties.items()))}"
        for edge in graph.relationships
    ]
    return nodes + edges


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_a_hard_case_comes_back(any_store: Store, path: Path) -> None:
    quads = read_trig(path.read_bytes())
    assert through(any_store, quads) == canonical_nquads(quads)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(quads=datasets)
def test_a_made_up_dataset_comes_back(any_store: Store, quads: list[Quad]) -> None:
    assert through(any_store, quads) == canonical_nquads(quads)
