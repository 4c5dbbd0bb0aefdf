"""Cypher said in SPARQL: both are run on the report, and give the same rows."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox
import pytest

from graph.ids import iri_of_id
from graph.in_sparql import SEPARATOR, TooRich, as_sparql
from graph.library import examples, parameter_value
from graph.values import Cell, Node, Relationship
from graph.workspace import Workspace
from ontology.model import load_model

QUERIES = [
    "MATCH (v:ChipVendor)-[:REPRESENTS]->(c:ChipType) RETURN v, c",
    "MATCH (v:Organization)-[r:REPRESENTS]->(c {id: 'prod:gpu'}) RETURN v.name_en AS name, r, c.id ORDER BY v.id DESC",
    "MATCH (c:City)-[:HAS_PARK]->(p:Park) RETURN c.name_zh AS city, count(p) AS n ORDER BY n DESC, city LIMIT 3",
    "MATCH (p:Park)<-[:HAS_PARK]-(c:City) WHERE c.name_en CONTAINS 'ang' OR c.name STARTS WITH '北' RETURN c, p",
    "MATCH (a:Organization)-[:REPRESENTS]->(c)<-[:REPRESENTS]-(b:Organization) RETURN a, b, c",
    "MATCH (a:Organization)-[:REPRESENTS]->(c)<-[:REPRESENTS]-(b) WHERE a.id < b.id RETURN DISTINCT a, b.id AS other",
    "MATCH (a)-[r:REPRESENTS|SUPPLIES|LOCATED_IN]-(b:Entity) WHERE NOT b:Place RETURN a, r, b",
    "MATCH (a)-[r:LOCATED_IN]->(p) WHERE r.status <> 'inferred' AND p.name_en IN ['Beijing', $city] RETURN a, r",
    "MATCH (p:Policy) WHERE p.date IS NOT NULL RETURN p.name_zh AS name, p.date AS issued ORDER BY issued, p.id",
    "MATCH (o:Observation) WHERE o.value >= 100 AND o.period_end < 2022 RETURN o.id AS id, o.value ORDER BY id SKIP 1",
    "MATCH (o:Observation) RETURN o.period_end AS year, count(*) AS o ORDER BY year DESC",
    "MATCH (n:City) WHERE toLower(n.name_en) CONTAINS toLower('SH') OR n.name_en IS NULL RETURN n",
    "MATCH (o:Observation)-[:ABOUT]->(x), (o)-[:IN_REGION]->(r:Place) RETURN o, x, r.name_en AS region",
    "MATCH (c:City) RETURN count(*) AS all, count(DISTINCT c.name_en) AS names",
    "MATCH (c:City)-[:HAS_PARK]->(p:Park) MATCH (c)-[:HAS_PARK]->(q:Park) RETURN c, p, q",
    "MATCH (a:Organization)-[:REPRESENTS]->(c) MATCH (b:Organization)-[:REPRESENTS]->(c) RETURN a, b, c",
    "MATCH (c:City) OPTIONAL MATCH (c)-[r:HAS_PARK]->(p:Park) RETURN c.name_en AS city, r, p.name_zh AS park",
    "MATCH (c:City) OPTIONAL MATCH (c)-[r:HAS_PARK]->(p) WHERE p.name_zh CONTAINS '园' OR c.name_en STARTS WITH 'S'"
    " RETURN c, count(r) AS parks, count(*) AS rows, collect(p.name_zh) AS names",
    "MATCH (c:City) OPTIONAL MATCH (c)-[:HAS_PARK]->(p) OPTIONAL MATCH (c)-[:HAS_POLICY]->(q) RETURN c, p, q",
    "MATCH (c:City)-[:HAS_PARK]->(p) WITH c, count(p) AS parks WHERE parks > 1 RETURN c.name_en AS city, parks"
    " ORDER BY parks DESC, city",
    "MATCH (c:City)-[:HAS_PARK]->(p) WITH c, count(p) AS n ORDER BY n DESC, c.id LIMIT 2"
    " MATCH (c)-[:HAS_PARK]->(p) RETURN c, n, p.id AS park ORDER BY park",
    "MATCH (a:Organization)-[r]->(b:Place) RETURN a, type(r) AS type, r, b",
    "MATCH (a:Entity)-[r]-(b:City) WHERE type(r) <> 'LOCATED_IN' AND type(r) STARTS WITH 'HAS' RETURN a, b, type(r)",
    "MATCH (a:City)-[r]-(:Entity) RETURN a, count(r) AS relations, count(DISTINCT type(r)) AS types",
    "MATCH (o:Observation) WHERE o.indicator = 'market_size'"
    " RETURN o.id AS id, coalesce(o.value, o.value_max) AS amount ORDER BY amount DESC, id",
    "MATCH (o:Observation) WITH o.indicator AS what, coalesce(o.value, o.value_max) AS amount WHERE amount > 100"
    " RETURN what, count(*) AS n, count(DISTINCT amount) AS amounts",
    "UNWIND ['Shanghai', 'Beijing', 'Nowhere'] AS name MATCH (c:City) WHERE c.name_en = name RETURN name, c",
    "MATCH (a:Organization) WHERE NOT (a)-[:REPRESENTS]->(:ChipType) AND (a)-[:LOCATED_IN]-() RETURN a",
    "MATCH (a:Organization)-[:LOCATED_IN]->(p) RETURN p, collect(DISTINCT a) AS them, count(DISTINCT a) AS n",
    "MATCH (`市`:City) WHERE `市`.name_zh = '上海' RETURN `市`.name_en AS `名`",
]

TWO_NAMES = {"who-represents-a-chip"}  # the made-up world names this chip otherwise: a row for each name


@pytest.fixture(scope="module")
def facts(report_workspace: Workspace) -> ox.Store:
    store = ox.Store()
    store.extend(report_workspace.facts())
    return store


def said_in_sparql(facts: ox.Store, text: str) -> list[tuple[object, ...]]:
    found = facts.query(text, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(_term(value) for value in solution) for solution in found]


def _term(term: object) -> object:
    if isinstance(term, ox.Literal) and SEPARATOR in term.value:  # of what `collect` gives the order is left open
        return "".join(sorted(f"{each}{SEPARATOR}" for each in term.value.split(SEPARATOR)[:-1]))
    if isinstance(term, ox.Literal) and term.datatype.value.endswith(("#integer", "#decimal", "#double")):
        return float(term.value)
    return None if term is None else str(getattr(term, "value", term))


def _cell(cell: Cell) -> object:
    if isinstance(cell, tuple):
        return "".join(sorted(f"{_cell(each)}{SEPARATOR}" for each in cell))
    if isinstance(cell, Node | Relationship):
        return iri_of_id(cell.id)
    return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else cell


@pytest.mark.parametrize("text", QUERIES)
def test_both_give_the_same_rows(report_workspace: Workspace, facts: ox.Store, text: str) -> None:
    parameters = {"city": "Shanghai"}
    rows = [tuple(map(_cell, row)) for row in report_workspace.store.query(text, parameters, limit=10_000).rows]
    said = said_in_sparql(facts, as_sparql(text, parameters, load_model()))
    assert rows
    assert Counter(said) == Counter(rows)
    if "ORDER BY" in text:
        assert said == rows


def test_examples_that_have_a_sparql_give_the_same_rows(report_workspace: Workspace, facts: ox.Store) -> None:
    translated = 0
    for kept in (each for each in examples() if each.language == "cypher" and each.key not in TWO_NAMES):
        parameters = {each.name: parameter_value(each.type, each.value) for each in kept.parameters}
        try:
            text = as_sparql(kept.text, parameters, load_model())
        except TooRich:
            continue
        translated += 1
        rows = [tuple(map(_cell, row)) for row in report_workspace.store.query(kept.text, parameters).rows]
        assert Counter(said_in_sparql(facts, text)) == Counter(rows), kept.key
    assert translated >= 36


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("MATCH (c:City) OPTIONAL MATCH (c)-[:HAS_PARK]->(p) MATCH (p)-[:HAS_TENANT]->(t) RETURN t", "clause"),
        ("MATCH (c:City) OPTIONAL MATCH (c)-[:HAS_PARK]->(p) WITH p RETURN p.id", "expression"),
        ("MATCH (c:City)-[r:HAS_PARK]->(p) WITH r RETURN r", "expression"),
        ("MATCH (c:City) RETURN max(c.name)", "clause"),
        ("MATCH p = (c:City)-[:HAS_PARK]->(d) RETURN p", "pattern"),
        ("MATCH (c:City)-[:HAS_PARK*1..2]->(d) RETURN d", "pattern"),
        ("UNWIND [1, 'a'] AS x RETURN x", "expression"),
    ],
)
def test_what_has_no_clear_translation_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(TooRich) as refused:
        as_sparql(text, {}, load_model())
    assert refused.value.reason == reason
