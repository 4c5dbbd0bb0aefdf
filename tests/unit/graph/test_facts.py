"""Canonical facts: equal bytes for equal datasets and for no others, whatever blank nodes are called."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, DefaultGraph, Literal, NamedNode, Quad, Triple

from graph.blank_nodes import canonical_names, renamed
from graph.errors import GraphError, LimitReached
from graph.facts import canonical_nquads, canonical_trig, digest, read_trig, union
from tests.rdf_datasets import datasets

EX = "https://example.org/"
P, Q = NamedNode(EX + "p"), NamedNode(EX + "q")
LABELS = "abcd"

small_nodes = st.sampled_from(LABELS).map(BlankNode)
small_terms = st.one_of(small_nodes, small_nodes, st.just(NamedNode(EX + "x")))
small_triples = st.builds(Triple, small_terms, st.sampled_from((P, Q)), small_terms)
small_quads = st.builds(
    Quad,
    small_terms,
    st.sampled_from((P, Q)),
    st.one_of(small_terms, small_terms, small_triples, st.builds(Triple, small_terms, st.just(P), small_triples)),
    st.one_of(st.just(DefaultGraph()), small_nodes),
)
small_datasets = st.lists(small_quads, min_size=1, max_size=6, unique=True)
"""So few names that look-alikes, cycles and blank nodes in triple terms are everywhere."""

flat_datasets = st.lists(
    st.builds(Quad, small_terms, st.sampled_from((P, Q)), small_terms, st.one_of(st.just(DefaultGraph()), small_nodes)),
    min_size=1,
    max_size=6,
    unique=True,
)


def disguised(quads: Iterable[Quad], seed: int) -> list[Quad]:
    """The same dataset in another order with other labels."""
    rng = random.Random(seed)
    labels: dict[str, str] = {}
    quads = list(quads)
    numbers = rng.sample(range(5000), 5000)
    other = list(renamed(quads, lambda label: labels.setdefault(label, f"n{numbers[len(labels)]}")))
    rng.shuffle(other)
    return other


def are_equal(one: list[Quad], other: list[Quad]) -> bool:
    """By trying all ways to match the few blank nodes."""
    return any(
        set(renamed(one, dict(zip(LABELS, names, strict=True)).__getitem__)) == set(other)
        for names in itertools.permutations(LABELS)
    )


def rdfc(quads: Iterable[Quad]) -> set[Quad]:
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


@given(datasets, st.integers(0, 5))
def test_labels_and_order_do_not_matter(quads: list[Quad], seed: int) -> None:
    other = disguised(quads, seed)
    assert canonical_trig(other) == canonical_trig(quads)
    assert canonical_nquads(other) == canonical_nquads(quads)
    assert digest(other) == digest(quads)


@given(small_datasets, st.integers(0, 5))
def test_labels_and_order_of_look_alikes_do_not_matter(quads: list[Quad], seed: int) -> None:
    assert canonical_trig(disguised(quads, seed)) == canonical_trig(quads)


@given(small_datasets, small_datasets)
def test_datasets_are_equal_when_their_bytes_are_and_only_then(one: list[Quad], other: list[Quad]) -> None:
    assert (canonical_nquads(one) == canonical_nquads(other)) == are_equal(one, other)


@given(small_datasets, st.data())
def test_one_moved_blank_node_shows(quads: list[Quad], data: st.DataObject) -> None:
    moved = data.draw(st.sampled_from(quads))
    rest = [quad for quad in quads if quad != moved]
    other = [*rest, Quad(data.draw(small_nodes), moved.predicate, moved.object, moved.graph_name)]
    assert (canonical_nquads(quads) == canonical_nquads(other)) == are_equal(quads, other)


@given(flat_datasets, flat_datasets)
def test_equality_is_that_of_rdfc_1_0(one: list[Quad], other: list[Quad]) -> None:
    assert (canonical_nquads(one) == canonical_nquads(other)) == (rdfc(one) == rdfc(other))


@given(datasets)
def test_trig_is_read_back_whole_and_written_again_the_same(quads: list[Quad]) -> None:
    data = canonical_trig(quads)
    back = read_trig(data)
    assert len(back) == len(set(quads))
    assert canonical_nquads(back) == canonical_nquads(quads)
    assert canonical_trig(back) == data


def test_annotations_stand_beside_their_statement() -> None:
    quads = read_trig(
        b"PREFIX zt: <https://w3id.org/zhitu/ns#> PREFIX org: <https://w3id.org/zhitu/id/org/>"
        b"PREFIX stmt: <https://w3id.org/zhitu/id/stmt/>"
        b'org:a a zt:Startup ; zt:owned_by org:b ~ stmt:1 {| zt:status "stated" ; zt:year 2019 |} .'
    )
    assert canonical_trig(quads).decode().splitlines() == [
        "PREFIX org: <https://w3id.org/zhitu/id/org/>",
        "PREFIX stmt: <https://w3id.org/zhitu/id/stmt/>",
        "PREFIX zt: <https://w3id.org/zhitu/ns#>",
        "",
        "org:a a zt:Startup ;",
        "    zt:owned_by org:b",
        '        ~ stmt:1 {| zt:status "stated" ; zt:year 2019 |} .',
    ]


def test_a_new_statement_leaves_the_names_of_other_blank_nodes_alone() -> None:
    nodes = [Quad(BlankNode(f"n{i}"), P, Literal(str(i))) for i in range(20)]
    before = canonical_names(nodes)
    after = canonical_names([*nodes, Quad(BlankNode("new"), P, Literal("new"))])
    assert {label: after[label] for label in before} == before


def test_sources_keep_their_blank_nodes_apart() -> None:
    quads = [Quad(BlankNode("x"), P, BlankNode("y")), Quad(NamedNode(EX + "a"), P, Literal("1"))]
    together = union({"one": quads, "two": quads})
    assert len(together) == 3
    assert union({"two": quads, "one": quads}) != []
    assert digest(union({"two": quads, "one": quads})) == digest(together)


def test_a_damaged_file_of_facts_is_refused_in_words() -> None:
    with pytest.raises(GraphError, match="damaged"):
        read_trig(b"<https://example.org/a> <https://example.org/p> ")


def linked(pairs: Iterable[tuple[object, object]]) -> Iterator[Quad]:
    return (Quad(BlankNode(f"n{a}"), P, BlankNode(f"n{b}")) for a, b in pairs)


SYMMETRIC = {
    "a list of 2,000 equal items": [(i, i + 1) for i in range(2000)],
    "a ring of 2,000": [(i, (i + 1) % 2000) for i in range(2000)],
    "1,000 equal members of a blank node": [("g", i) for i in range(1000)],
    "a clique of 30": [(i, j) for i in range(30) for j in range(30) if i != j],
    "a torus of 12 by 12": [
        (f"{i}.{j}", f"{(i + a) % 12}.{(j + 1 - a) % 12}") for i in range(12) for j in range(12) for a in (0, 1)
    ],
    "500 equal pairs": [(f"a{i}", f"b{i}") for i in range(500)],
}


@pytest.mark.parametrize("pairs", SYMMETRIC.values(), ids=SYMMETRIC)
def test_symmetric_graphs_are_named_too(pairs: list[tuple[object, object]]) -> None:
    quads = list(linked(pairs))
    assert canonical_nquads(disguised(quads, 1)) == canonical_nquads(quads)


def test_a_poisoned_graph_ends_with_a_clear_error() -> None:
    cube = linked((i, i ^ (1 << bit)) for i in range(2**8) for bit in range(8))
    with pytest.raises(LimitReached, match="too alike"):
        canonical_trig(cube)


def test_triple_terms_nested_without_end_are_refused() -> None:
    term = Triple(BlankNode("x"), P, Literal("1"))
    for _ in range(500):
        term = Triple(NamedNode(EX + "a"), P, term)
    with pytest.raises(LimitReached, match="levels"):
        canonical_trig([Quad(NamedNode(EX + "a"), P, term)])
