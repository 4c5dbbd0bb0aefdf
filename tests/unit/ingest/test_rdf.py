"""RDF files of others: every format, and nothing that they could do to us."""

from __future__ import annotations

import gzip
import socket
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse, serialize

from graph.export import csv_folder, export
from graph.facts import canonical_nquads
from graph.mapping import to_property_graph
from ingest.errors import IngestError, IngestLimitReached
from ingest.importing import plan_import
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.rdf import base_iri, read_rdf
from ontology.model import load_model

GOOD = Path(__file__).parents[2] / "data" / "good"

PLAIN = """
@prefix ex: <http://example.org/> .
ex:a a ex:Chip ; ex:name "芯片"@zh, "chip"@en ; ex:price 1.50 ; ex:made [ ex:year "2019"^^<http://example.org/y> ] .
"""
STATEMENTS = """
PREFIX ex: <http://example.org/>
ex:a ex:makes ex:b ~ ex:statement {| ex:year 2019 |} .
"""


def quads(text: str) -> list[Quad]:
    return list(parse(text.encode(), RdfFormat.TRIG))


def same(one: list[Quad], other: list[Quad]) -> bool:
    return canonical_nquads(one) == canonical_nquads(other)


def read(folder: Path, name: str, data: str | bytes, limits: Limits = DEFAULT_LIMITS) -> list[Quad]:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_rdf(path, limits=limits)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.ttl", RdfFormat.TURTLE),
        ("a.nt", RdfFormat.N_TRIPLES),
        ("a.nq", RdfFormat.N_QUADS),
        ("a.trig", RdfFormat.TRIG),
        ("a.rdf", RdfFormat.RDF_XML),
        ("a.owl", RdfFormat.RDF_XML),
        ("a.xml", RdfFormat.RDF_XML),
        ("a.owl", RdfFormat.TURTLE),
        ("A.TTL", RdfFormat.TURTLE),
        ("a.jsonld", RdfFormat.JSON_LD),
    ],
)
def test_every_format_says_the_same(tmp_path: Path, name: str, form: RdfFormat) -> None:
    data = serialize([q.triple for q in quads(PLAIN)], format=form) or b""
    assert same(read(tmp_path, name, data), quads(PLAIN))


@pytest.mark.parametrize("form", [RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.RDF_XML])
def test_statements_about_statements_are_kept(tmp_path: Path, form: RdfFormat) -> None:
    name = {RdfFormat.TURTLE: "a.ttl", RdfFormat.N_TRIPLES: "a.nt", RdfFormat.RDF_XML: "a.rdf"}[form]
    data = serialize([q.triple for q in quads(STATEMENTS)], format=form) or b""
    assert same(read(tmp_path, name, data), quads(STATEMENTS))


@pytest.mark.parametrize(
    ("format_", "name"), [("jsonld", "a.jsonld"), ("turtle", "a.ttl"), ("trig", "a.trig"), ("nquads", "a.nq")]
)
def test_what_is_exported_can_be_read_again(tmp_path: Path, format_: str, name: str) -> None:
    model = load_model()
    facts = plan_import([GOOD / "chips"], "chips", model).quads
    data = b"".join(export(to_property_graph(facts, model), format_, model))
    assert same(read(tmp_path, name, data), list(facts))


def test_exported_tables_can_be_imported_again_as_one_file_or_a_folder(tmp_path: Path) -> None:
    model = load_model()
    facts = plan_import([GOOD / "chips"], "chips", model).quads
    graph = to_property_graph(facts, model)
    (tmp_path / "everything.csv").write_bytes(b"".join(export(graph, "csv", model)))
    (tmp_path / "folder").mkdir()
    for name, data in csv_folder(graph, model).items():
        (tmp_path / "folder" / name).write_bytes(data)
    for path in (tmp_path / "everything.csv", tmp_path / "folder"):
        plan = plan_import([path], "again", model)
        assert [str(p) for p in plan.problems] == []
        assert same(list(plan.quads), list(facts))


def test_a_form_of_a_triple_that_is_not_whole_is_told(tmp_path: Path) -> None:
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    text = f'{{"@id": "http://a", "{rdf}reifies": {{"@type": "{rdf}PropositionForm"}}}}'
    with pytest.raises(IngestError, match="not whole"):
        read(tmp_path, "a.jsonld", text)


def test_named_graphs_are_kept(tmp_path: Path) -> None:
    found = read(tmp_path, "a.trig", "<http://g> { <http://a> <http://p> 1 }")
    assert str(found[0].graph_name) == "<http://g>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_xml_is_read_in_the_encoding_that_it_declares(tmp_path: Path, encoding: str) -> None:
    text = (
        f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
        '<rdf:Description rdf:about="http://a" e:p="芯片"/></rdf:RDF>'
    )
    assert str(read(tmp_path, "a.rdf", text.encode(encoding))[0].object) == '"芯片"'


def test_a_byte_order_mark_before_turtle_is_no_error(tmp_path: Path) -> None:
    assert len(read(tmp_path, "a.ttl", "<http://a> <http://p> 1 .".encode("utf-8-sig"))) == 1


def test_packed_files_are_unpacked(tmp_path: Path) -> None:
    assert len(read(tmp_path, "a.nt.gz", gzip.compress(b"<http://a> <http://p> <http://b> .\n"))) == 1


def test_relative_iris_do_not_hang_on_the_folder(tmp_path: Path) -> None:
    found = [read(tmp_path / folder, "my data.ttl", "<a> <#p> <../b> .") for folder in "xy"]
    assert found[0] == found[1]
    assert str(found[0][0].subject) == f"<{base_iri('my data')}a>"
    assert "file:" not in str(found[0][0])


def test_blank_nodes_get_the_same_names_each_time(tmp_path: Path) -> None:
    assert read(tmp_path, "a.ttl", PLAIN) == read(tmp_path, "a.ttl", PLAIN)


def test_nothing_is_fetched(tmp_path: Path) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        read(tmp_path, "a.ttl", f"<http://o> <http://www.w3.org/2002/07/owl#imports> <{address}> .")
        with pytest.raises(IngestError, match="never fetched"):
            read(tmp_path, "a.jsonld", f'{{"@context": "{address}", "name": "x"}}')
        with pytest.raises(IngestError, match="DOCTYPE"):
            read(tmp_path, "a.rdf", f'<!DOCTYPE x SYSTEM "{address}x.dtd"><x/>')
        with pytest.raises(BlockingIOError):
            server.accept()


def test_a_context_inside_the_file_is_fine(tmp_path: Path) -> None:
    found = read(
        tmp_path, "a.jsonld", '{"@context": {"name": "http://schema.org/name"}, "@id": "http://a", "name": "x"}'
    )
    assert str(found[0].predicate) == "<http://schema.org/name>"


@pytest.mark.parametrize("depth", [17, 200_000])
def test_deep_nesting_ends_the_child_and_not_us(tmp_path: Path, depth: int) -> None:
    text = "<http://a> <http://p> " + "<<( <http://a> <http://p> " * depth + "1" + " )>>" * depth + " ."
    with pytest.raises(IngestLimitReached):
        read(tmp_path, "a.ttl", text)


def test_a_file_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    deep = "<rdf:Description><e:p>" * 100_000
    start = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
    with pytest.raises(IngestLimitReached, match="more than 1 s"):
        read(tmp_path, "a.rdf", start + deep, limits=Limits(seconds=1))


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(rdf_bytes=10), "MB are read"),
        (Limits(statements=2), "more than 2 statements"),
    ],
)
def test_limits_are_named(tmp_path: Path, limits: Limits, said: str) -> None:
    text = "".join(f"<http://a> <http://p> {n} .\n" for n in range(5))
    with pytest.raises(IngestLimitReached, match=said):
        read(tmp_path, "a.ttl", text, limits=limits)


def test_a_packed_bomb_is_not_unpacked(tmp_path: Path) -> None:
    with pytest.raises(IngestLimitReached, match="unpacked"):
        read(tmp_path, "a.nt.gz", gzip.compress(b" " * 3_000_000), limits=Limits(unpacked_bytes=2**20))


def test_a_folder_called_as_our_packages_is_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ingest").mkdir()
    (tmp_path / "ingest" / "__init__.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    assert len(read(tmp_path, "a.ttl", "<http://a> <http://p> 1 .")) == 1
