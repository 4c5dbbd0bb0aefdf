"""The graph as tables: what was imported as tables comes back the same, and nothing runs in a spreadsheet."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from graph.export import csv_folder, export
from graph.export.cells import cell_of, escaped, is_plain, safe, split
from graph.export.tables import csv_tables
from graph.facts import canonical_nquads, read_trig
from graph.mapping import to_property_graph
from ingest.build import report_quads
from ingest.importing import ImportPlan, plan_import
from ingest.tables.grid import cell
from ontology.model import load_model
from tests.rdf_datasets import datasets

MODEL = load_model()
PREFIXES = """
PREFIX : <https://example.org/> PREFIX zt: <https://w3id.org/zhitu/ns#> PREFIX org: <https://w3id.org/zhitu/id/org/>
PREFIX prod: <https://w3id.org/zhitu/id/prod/> PREFIX obs: <https://w3id.org/zhitu/id/obs/>
PREFIX stmt: <https://w3id.org/zhitu/id/stmt/> PREFIX ev: <https://w3id.org/zhitu/id/ev/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX dcterms: <http://purl.org/dc/terms/>
"""
FORMULAS = (
    '=HYPERLINK("https://example.org/?"&A1,"x")',
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "=1;=2",
    "A-B",
    "-5",
    "'quoted'",
    'a "quoted" word, with a comma',
    "a;b；c",
    "two\nlines",
)


def quads(text: str) -> list[Quad]:
    return read_trig((PREFIXES + text).encode())


def folder(facts: list[Quad], path: Path) -> Path:
    for name, data in csv_folder(to_property_graph(facts, MODEL), MODEL).items():
        (path / name).write_bytes(data)
    return path


def imported(facts: list[Quad], path: Path) -> ImportPlan:
    """The facts through tables and the import."""
    return plan_import([folder(facts, path)], None, MODEL)


def test_the_report_comes_back_from_its_tables_exactly(tmp_path: Path) -> None:
    facts = report_quads(MODEL)
    plan = imported(facts, tmp_path)
    assert plan.problems == ()
    assert canonical_nquads(plan.quads) == canonical_nquads(facts)
    assert csv_tables(to_property_graph(facts, MODEL), MODEL).left_out == 0


def test_hostile_names_come_back_and_run_nowhere(tmp_path: Path) -> None:
    facts = []
    for number, text in enumerate(FORMULAS):
        word = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        facts += quads(f'org:o{number} a zt:Startup ; skos:prefLabel "{word}"@zh ; skos:altLabel "{word}" , "other" .')
    plan = imported(facts, tmp_path)
    assert [str(problem) for problem in plan.problems if problem.fatal] == []
    assert canonical_nquads(plan.quads) == canonical_nquads(facts)
    cells = [cell for row in csv.reader((tmp_path / "entities.csv").read_text().splitlines(True)) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@")) and cell != "-5"] == []


def test_annotations_are_columns_of_relations() -> None:
    graph = to_property_graph(
        quads(
            'org:a a zt:ChipVendor ; skos:prefLabel "甲"@zh . prod:x a zt:Chip ; skos:prefLabel "X"@en .'
            'org:a zt:makes prod:x ~ stmt:1 {| zt:status "inferred" ; zt:year 2019 ; zt:evidence ev:my-file-L5-6 |} .'
        ),
        MODEL,
    )
    table = csv_tables(graph, MODEL).tables["relations"]
    [row] = table.rows
    assert dict(zip(table.columns, row, strict=True)) == {
        "subject": "org:a",
        "relation": "makes",
        "object": "prod:x",
        "evidence": "src:my-file@L5-6",
        "status": "inferred",
        "year": "2019",
    }


@pytest.mark.parametrize(
    ("said", "left_out"),
    [
        ("org:b a :Foreign ; skos:prefLabel 'b'@en .", 1),  # a class that the ontology does not have
        ("org:b a zt:Startup .", 1),  # no name
        ("org:b a zt:Startup ; skos:prefLabel 'b'@en ; :size 5 .", 1),
        ("org:b a zt:Startup ; skos:prefLabel 'b'@en ; zt:founded 01993 .", 2),
        ("org:b a zt:Startup ; skos:prefLabel 'b'@en ; zt:founded 19930 .", 1),
        ("org:b a zt:Startup ; skos:prefLabel 'b'@en ; zt:date 'some day' .", 1),
        ("org:b a zt:Startup ; skos:prefLabel ' b '@en , 'c'@zh .", 1),
        ("org:b a zt:Startup ; skos:prefLabel 'b'@en ; zt:makes :nothing .", 1),
        ("org:b a zt:Startup ; skos:prefLabel 'b'@en ; :likes org:a .", 1),
        ("obs:b a zt:Observation ; zt:indicator 'market_size' ; zt:value 5.5 .", 1),  # about nothing
        (":g { org:b a zt:Startup ; skos:prefLabel 'b'@en . }", 1),
    ],
)
def test_what_tables_cannot_hold_is_left_out_and_counted(said: str, left_out: int, tmp_path: Path) -> None:
    base = 'org:a a zt:ChipVendor ; skos:prefLabel "甲"@zh .'
    assert csv_tables(to_property_graph(quads(base), MODEL), MODEL).left_out == 0
    facts = quads(f"{base} {said}")
    assert csv_tables(to_property_graph(facts, MODEL), MODEL).left_out == left_out
    assert not imported(facts, tmp_path).refused


@settings(max_examples=30)
@given(datasets)
def test_the_tables_of_any_graph_are_read_without_a_fatal_problem(
    tmp_path_factory: pytest.TempPathFactory, facts: list[Quad]
) -> None:
    things = {quad.subject for quad in facts} | {NamedNode("https://w3id.org/zhitu/id/org/named")}
    said = [Quad(thing, *about) for thing in things for about in NAMED]
    plan = imported([*facts, *said], tmp_path_factory.mktemp("tables"))
    assert [str(problem) for problem in plan.problems if problem.fatal] == []


NAMED = (
    (NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), NamedNode("https://w3id.org/zhitu/ns#Startup")),
    (NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"), Literal("甲", language="zh")),
)


def test_the_one_file_comes_back_as_the_folder_does(tmp_path: Path) -> None:
    facts = report_quads(MODEL)
    file = tmp_path / "export.csv"
    file.write_bytes(b"".join(export(to_property_graph(facts, MODEL), "csv", MODEL)))
    plan = plan_import([file], None, MODEL)
    assert plan.problems == ()
    assert canonical_nquads(plan.quads) == canonical_nquads(facts)


def test_the_one_file_says_which_table_a_row_belongs_to() -> None:
    graph = to_property_graph(report_quads(MODEL), MODEL)
    rows = list(csv.DictReader(io.StringIO(b"".join(export(graph, "csv", MODEL)).decode(), newline="")))
    tables = csv_tables(graph, MODEL).tables
    assert {row["table"] for row in rows} == set(tables)
    assert len(rows) == sum(len(table.rows) for table in tables.values())
    nvidia = next(row for row in rows if row["id"] == "org:nvidia")
    assert (nvidia["table"], nvidia["name_zh"]) == ("entities", "英伟达")


@given(st.lists(st.text(st.sampled_from("a;；\\ ='\t"), min_size=1, max_size=6), min_size=1, max_size=4, unique=True))
def test_a_cell_of_several_values_reads_back_or_is_not_written(values: list[str]) -> None:
    aliases = MODEL.attributes["aliases"]
    written = cell_of(aliases, tuple(values), None, MODEL)
    if written is None:
        assert split(";".join(map(escaped, values))) != values or not all(map(is_plain, values))
    else:
        assert not safe(written).startswith(("=", "+", "@"))
        assert split(cell(safe(written))) == values
