"""What every store keeps: it holds what was loaded, changes only what differs, and a failing load changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from graph import loading
from graph.connection import Connection
from graph.errors import GraphError
from graph.indexes import index_states
from graph.load_plan import LoadReport
from graph.mapping import PropertyGraph, to_property_graph, to_quads
from graph.store import Store
from graph.values import Node, Path, Relationship
from ontology.model import load_model
from tests.rdf_datasets import EX, SKOS
from tests.small_graph import edge, graph, node, small_graph, with_node, without


def counts(report: LoadReport) -> tuple[int, int, int, int]:
    return report.created, report.updated, report.deleted, report.unchanged


def write(store: Store, text: str, **parameters: Any) -> None:
    """Does what another tool might do in the database."""
    Connection(store.engine).attempt(lambda session: session.run(text, **parameters).consume(), write=True)


def test_what_was_loaded_is_read_back_exactly(store: Store) -> None:
    assert store.dump() == small_graph()


def test_signs_of_zero_survive(store: Store) -> None:
    read = {item.id: item for item in store.dump().nodes}["prod:gpu"].properties["minus_zero"]
    assert str(read) == "-0.0"


def test_loading_twice_changes_nothing(store: Store) -> None:
    assert counts(store.sync(small_graph(), "small")) == (0, 0, 0, 7)


def test_the_digest_says_what_is_loaded(store: Store) -> None:
    store.sync(without(small_graph(), "stmt:3"), "other")
    assert store.loaded_digest() == "other"


def test_a_changed_node_is_updated_and_its_relationships_stay(store: Store) -> None:
    changed = with_node(small_graph(), node("org:nvidia", "ChipVendor", "Organization", founded=1993))
    assert counts(store.sync(changed, "changed")) == (0, 1, 0, 6)
    assert store.dump() == changed  # the aliases, no longer said, are gone


def test_labels_come_and_go(store: Store) -> None:
    changed = with_node(small_graph(), node("org:nvidia", "AIVendor", "Organization"))
    store.sync(changed, "changed")
    assert store.dump() == changed


def test_a_relationship_may_change_its_type_and_ends(store: Store) -> None:
    base = without(small_graph(), "stmt:3")
    changed = graph(*base.nodes, *base.relationships, edge("stmt:3", "org:amd", "MAKES", "prod:gpu"), names=base.names)
    assert counts(store.sync(changed, "changed")) == (0, 1, 0, 6)
    assert store.dump() == changed


def test_what_is_no_longer_said_disappears(store: Store) -> None:
    left = without(small_graph(), "org:amd", "stmt:3")
    assert counts(store.sync(left, "left")) == (0, 0, 2, 5)
    assert store.dump() == left


def test_an_empty_graph_empties_the_store(store: Store) -> None:
    store.sync(PropertyGraph(), "empty")
    assert store.dump() == PropertyGraph()
    assert store.loaded_digest() == "empty"


def test_a_load_that_fails_leaves_the_former_graph(store: Store) -> None:
    dangling = graph(
        node("org:new", "ChipVendor"),
        *small_graph().nodes,
        edge("stmt:9", "org:new", "MAKES", "prod:missing"),
    )
    with pytest.raises(GraphError, match="ends"):
        store.sync(dangling, "dangling")
    assert store.dump() == small_graph()
    assert store.loaded_digest() == "small"


def test_an_id_may_stand_once(store: Store) -> None:
    twice = PropertyGraph((*small_graph().nodes, node("org:new"), node("org:new", "Chip")))
    with pytest.raises(GraphError):
        store.sync(twice, "twice")
    assert store.dump() == small_graph()


def test_names_that_could_break_out_of_a_query_are_refused(store: Store) -> None:
    for bad in ("A`) DETACH DELETE n //", "芯片", "A B", ""):
        with pytest.raises(GraphError, match="label or relationship type"):
            store.sync(graph(node("x:1", bad)), "bad")
    assert store.dump() == small_graph()


def test_what_others_put_into_the_database_stays(store: Store) -> None:
    write(store, "CREATE (:Note {id: 'note:1'})")
    write(store, "MATCH (n:Note), (a:Thing {id: 'org:amd'}) CREATE (n)-[:ABOUT]->(a) SET a.seen_by = 'me'")
    try:
        changed = node("org:amd", "ChipVendor", "Organization", founded=1969)
        store.sync(with_node(small_graph(), changed), "changed")
        [[seen, founded]] = store.run("MATCH (:Note)-->(a) RETURN a.seen_by, a.founded").rows
        assert (seen, founded) == ("me", 1969)
        store.sync(without(small_graph(), "org:amd", "stmt:3"), "gone")
        ours = store.run("MATCH (:Note)-->(a:Thing) RETURN a").rows
        assert ours == ()  # no longer ours
        assert len(store.run("MATCH (:Note)-->(a) RETURN a").rows) == 1  # and not torn from under the note
        assert "org:amd" not in {item.id for item in store.dump().nodes}
    finally:
        write(store, "MATCH (n:Note)-->(a) DETACH DELETE n, a")


@pytest.fixture
def atomic_changes(monkeypatch: pytest.MonkeyPatch) -> int:
    """A lower limit of what is one transaction, so that batches show in seconds."""
    monkeypatch.setattr(loading, "ATOMIC_CHANGES", 1_500)
    return 1_500


def test_a_load_over_the_limit_of_one_transaction_is_whole_too(store: Store, atomic_changes: int) -> None:
    things = graph(*(node(f"n:{number}", "Chip") for number in range(atomic_changes + 1)))
    told: list[tuple[int, int]] = []
    store.sync(things, "large", lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > len(told) > 1
    assert store.dump() == things
    assert store.loaded_digest() == "large"


def test_a_load_that_stopped_half_way_is_finished_by_the_next(store: Store, atomic_changes: int) -> None:
    things = graph(*(node(f"n:{number}", "Chip") for number in range(6 * atomic_changes)))

    class StoppedError(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done > atomic_changes:
            raise StoppedError

    with pytest.raises(StoppedError):
        store.sync(things, "large", stop)
    assert store.loaded_digest() is None  # nobody takes it for whole
    report = store.sync(things, "large")
    assert 0 < report.created < len(things.nodes)
    assert store.dump() == things


def test_rows_hold_nodes_relationships_and_paths(store: Store) -> None:
    [row] = store.run("MATCH p = (a:Thing {id: 'org:amd'})-[r]->() RETURN a, r, p").rows
    start, relation, path = row
    assert isinstance(start, Node)
    assert (start.id, start.labels) == ("org:amd", ("ChipVendor", "Organization", "Thing"))
    assert isinstance(relation, Relationship)
    assert (relation.id, relation.type) == ("stmt:3", "COMPETES_WITH")
    assert (relation.start, relation.end) == ("org:amd", "org:amd")
    assert path == Path((start, start), (relation,))


def test_a_relationship_alone_knows_its_ends(store: Store) -> None:
    [[relation]] = store.run("MATCH ()-[r {id: 'stmt:1'}]->() RETURN r").rows
    assert isinstance(relation, Relationship)
    assert (relation.start, relation.end) == ("org:nvidia", "prod:gpu")


def test_columns_are_named_even_without_rows(store: Store) -> None:
    result = store.run("MATCH (n:Thing {id: 'nobody'}) RETURN n.id AS id, n.name")
    assert (result.columns, result.rows) == (("id", "n.name"), ())


def test_dates_and_points_come_as_text(store: Store) -> None:
    [row] = store.run("RETURN date('2024-02-29'), duration('P1DT2H'), [point({x: 1, y: 2})]").rows
    assert row == ("2024-02-29", "P1DT2H", ("POINT(1 2)",))


def test_parameters_are_values_and_never_text(store: Store) -> None:
    hostile = "x'}) DETACH DELETE n //"
    assert store.run("MATCH (n:Thing {id: $id}) RETURN n", id=hostile).rows == ()
    assert store.dump() == small_graph()


def test_an_unknown_query_is_named(store: Store) -> None:
    with pytest.raises(GraphError, match="no_such_query"):
        store.run("no_such_query")


def test_application_queries_run_as_reader(store: Store) -> None:
    with pytest.raises(GraphError):
        store.run("CREATE (n:Thing {id: 'x:1'}) RETURN n")
    assert store.dump() == small_graph()


def test_names_are_indexed_where_the_server_has_indexes(any_store: Store) -> None:
    hits = {"org:a": "国产芯片设计", "org:b": "Chip design"}
    any_store.sync(graph(*(node(key, name=value) for key, value in hits.items())), "names")
    states = index_states(any_store.connection)
    assert {found.name for found in states if not found.is_fine} == set()
    if not any_store.engine.dialect.indexes:
        return
    assert {found.name for found in states} == {"zhitu_thing_id", "zhitu_thing_name", "zhitu_names"}
    any_store.run("CALL db.awaitIndexes(60)")
    search = "CALL db.index.fulltext.queryNodes('zhitu_names', $text) YIELD node RETURN node.id"
    assert any_store.run(search, text="芯片").rows == (("org:a",),)  # a word in the middle of Chinese text


def test_a_name_of_any_length_can_be_indexed(any_store: Store) -> None:
    quads = [Quad(NamedNode(EX + "a"), NamedNode(SKOS + "prefLabel"), Literal("长" * 100_000), DefaultGraph())]
    made = to_property_graph(quads, load_model())
    any_store.sync(made, "long")
    assert any_store.dump() == made
    assert list(to_quads(made, load_model())) == quads
