"""The report's graph is the same on both engines: each application query answers the same, value by value."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from importlib.resources import files
from pathlib import PurePath

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad

from graph.export import FORMATS, export
from graph.facts import canonical_nquads
from graph.mapping import PropertyGraph, to_property_graph, to_quads
from graph.store import Store, query_text
from graph.values import Cell, Node, Path, QueryResult, Relationship
from ingest.build import report_quads
from ontology.model import load_model
from tests.rdf_datasets import EX

QUERIES = sorted(PurePath(str(file)).stem for file in (files("graph") / "queries").iterdir())
PARAMETERS: dict[str, object] = {
    "ids": ["org:nvidia", "prod:gpu", "org:intel", "place:china"],
    "limit": 100_000,
    "without": ["Observation", "Discrepancy"],
    "marks": ["2.1.1", "1.1"],
    "starts": ["org:nvidia", "prod:gpu"],
    "type": "REPRESENTS",
    "outgoing": True,
}
IDS: dict[str, list[str]] = {  # where the ids asked for are not those of things with neighbours
    "explore_evidence_sections": ["ev:report-L49", "ev:report-L708"],
    "explore_regions": ["org:microsoft", "place:shanghai", "place:xuhui-riverside"],
}
A_SET = re.compile(r"(?:collect|labels|keys)\((?:DISTINCT )?[^()]*(?:\([^()]*\))?[^()]*\) AS `?(\w+)`?")
CELLS = {
    "nodes with all their properties": "MATCH (n:Organization) RETURN n ORDER BY n.id",
    "relationships with all their properties": "MATCH (:Entity)-[r]->(:Entity) RETURN r ORDER BY r.id",
    "paths": "MATCH p = (a:Thing {id: 'org:nvidia'})-[r1]->(b:Entity)<-[r2]-(c:Entity)"
    " RETURN p ORDER BY r1.id, r2.id LIMIT 200",
    "shortest walks": "MATCH p = (a:Thing {id: 'org:nvidia'})-[*1..2]-(b:Thing {id: 'org:intel'})"
    " RETURN length(p) AS hops, count(p) AS ways ORDER BY hops",
    "lists and maps": "MATCH (n:ChipVendor) RETURN n.id AS id, labels(n) AS labels,"
    " {name: n.name, all: n.aliases} AS m, [x IN n.aliases | size(x)] AS sizes ORDER BY id",
    "numbers": "MATCH (o:Observation) RETURN o.id AS id, o.value AS value, o.value / 3 AS third,"
    " toString(o.value) AS text ORDER BY id",
    "sums and groups": "MATCH (n:Thing)-[r]->() RETURN type(r) AS type, count(*) AS count,"
    " count(DISTINCT n.id) AS subjects, min(n.name) AS first ORDER BY type",
}


FOREIGN = Quad(NamedNode(EX + "a"), NamedNode(EX + "likes"), NamedNode(EX + "b"), DefaultGraph())


@pytest.fixture(scope="module")
def report() -> PropertyGraph:
    """The report's graph, and a statement for which the registry needs a name."""
    return to_property_graph([*report_quads(load_model()), FOREIGN], load_model())


@pytest.fixture(scope="module")
def both(embedded_store: Store, neo4j_store: Store, report: PropertyGraph) -> tuple[Store, Store]:
    """Both engines, holding the report."""
    embedded_store.sync(report, "report")
    neo4j_store.sync(report, "report")
    return embedded_store, neo4j_store


def cell_text(cell: Cell) -> str:
    """A cell with its types, so that 1 is not 1.0, without the order of a map's keys."""
    match cell:
        case Node():
            return f"{cell.id} {cell.labels} {cell_text(cell.properties)}"
        case Relationship():
            return f"{cell.id} {cell.start} {cell.type} {cell.end} {cell_text(cell.properties)}"
        case Path():
            return " - ".join([*map(cell_text, cell.nodes), *map(cell_text, cell.relationships)])
        case Mapping():
            return str(sorted((key, cell_text(value)) for key, value in cell.items()))
        case tuple():
            return str([cell_text(item) for item in cell])
    return repr(cell)


def as_text(result: QueryResult, *, sets: Collection[str] = (), ordered: bool = True) -> list[str]:
    """The rows as text. The columns in `sets` (labels, keys, what was collected) have no order of their own, so rows
    that differ in it alone are one, with the sum of their counts; without an order of rows all are sorted."""
    counts: Counter[str] = Counter()
    for row in result.rows:
        cells = dict(zip(result.columns, row, strict=True))
        count = cells.pop("count", 1)
        assert isinstance(count, int)
        shown = (sorted_cell(cell) if column in sets else cell for column, cell in cells.items())
        counts[" | ".join(map(cell_text, shown))] += count
    rows = [f"{text} | {count}" for text, count in counts.items()]
    return [str(result.columns), *(rows if ordered else sorted(rows))]


def sorted_cell(cell: Cell) -> Cell:
    return tuple(sorted(cell, key=cell_text)) if isinstance(cell, tuple) else cell


@pytest.mark.parametrize("name", QUERIES)
def test_an_application_query_answers_the_same(both: tuple[Store, Store], name: str) -> None:
    text = query_text(name)
    wanted = set(re.findall(r"\$(\w+)", text))
    sets = {"labels", *A_SET.findall(text)}
    for thing in ("org:nvidia", "place:china", "sec:1"):
        told: dict[str, object] = {**PARAMETERS, "id": thing, "start": thing}
        told["ids"] = IDS.get(name, PARAMETERS["ids"])
        if name == "explore_statement":
            told["id"] = (
                both[0].run("MATCH (:Thing {id: $id})-[r]->(:Thing) RETURN min(r.id) AS id", id=thing).rows[0][0]
            )
        if name == "sources_statements":
            found = both[0].run("MATCH (:Thing {id: 'org:nvidia'})-[r]->(:Thing) RETURN r.id AS id")
            told["asked"] = [{"start": "org:nvidia", "ids": [row[0] for row in found.rows]}]
        parameters = {key: told[key] for key in wanted}
        # what stands first within a tie is each engine's own, so rows are compared without their order
        one, other = (as_text(store.run(name, **parameters), sets=sets, ordered=False) for store in both)
        assert one == other
        if not wanted & {"id", "start"}:
            assert len(one) > 1
            break


@pytest.mark.parametrize("query", CELLS.values(), ids=CELLS.keys())
def test_every_kind_of_value_comes_the_same(both: tuple[Store, Store], query: str) -> None:
    one, other = (store.query(query, limit=10_000) for store in both)
    assert one.rows
    assert as_text(one, sets={"labels"}) == as_text(other, sets={"labels"})


@pytest.fixture(scope="module")
def dumped(both: tuple[Store, Store]) -> tuple[PropertyGraph, PropertyGraph]:
    """What is read out of both."""
    one, other = both
    return one.dump(), other.dump()


@pytest.mark.parametrize("format_", FORMATS)
def test_the_report_goes_out_the_same_in_every_format(
    dumped: tuple[PropertyGraph, PropertyGraph], format_: str
) -> None:
    one, other = (b"".join(export(graph, format_, load_model())) for graph in dumped)
    assert one
    assert one == other


def test_the_report_comes_back_from_both_without_a_change(both: tuple[Store, Store], report: PropertyGraph) -> None:
    model = load_model()
    facts = canonical_nquads(to_quads(report, model))
    for store in both:
        assert canonical_nquads(to_quads(store.dump(), model)) == facts
