"""The command line's contract: what each command prints, leaves behind and exits with."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.facts import canonical_nquads
from graph.judgements import Judgement, JudgementsFile
from graph.workspace import Workspace
from tests.command_line import CommandLine
from tests.contract.conftest import ServerOfYours

TURTLE = """
@prefix ex: <https://example.org/> .
ex:a ex:makes ex:b ; ex:label "Alpha"@en, "甲"@zh ; ex:price "01.50"^^<http://www.w3.org/2001/XMLSchema#decimal> .
ex:b ex:label "=1+1" .
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandLine]:
    """The report's graph, its engine kept running for all the tests of this module."""
    zhitu = CommandLine(tmp_path_factory.mktemp("report") / "workspace")
    zhitu("build")
    with Workspace.open(zhitu.workspace) as workspace:
        workspace.store.run("RETURN 1 AS one")
        yield zhitu


@pytest.fixture(params=["embedded", "neo4j"])
def anywhere(request: pytest.FixtureRequest, tmp_path: Path) -> CommandLine:
    """An empty workspace, its store on each engine."""
    environment: dict[str, str] = {}
    if request.param == "neo4j":
        server: ServerOfYours = request.getfixturevalue("neo4j_server")
        environment = {"ZHITU_STORE": server.address, **server.environment}
    zhitu = CommandLine(tmp_path / "workspace", environment)
    zhitu("build", "--empty")
    return zhitu


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[CommandLine]:
    zhitu = CommandLine(tmp_path / "workspace")
    zhitu("build", "--empty")
    with Workspace.open(zhitu.workspace) as workspace:
        workspace.store.run("RETURN 1 AS one")
        yield zhitu


def count(zhitu: CommandLine) -> int:
    [[nodes]] = zhitu.rows("MATCH (n:Thing) RETURN count(n)")
    return int(nodes)


def test_building_twice_changes_nothing(report: CommandLine) -> None:
    before = count(report)
    assert before > 1000
    assert "Nothing has changed" in report("build").stderr
    assert count(report) == before


def test_an_empty_workspace_stays_empty(empty: CommandLine) -> None:
    assert count(empty) == 0
    with Workspace.open(empty.workspace) as workspace:
        assert not workspace.is_new  # or the next start would bring the report
    assert empty("export", "--format", "nquads").stdout == ""
    assert "no sources" in empty("sources").stderr


def test_query_json_has_columns_rows_truncated_and_ms(report: CommandLine) -> None:
    query = "MATCH (n:Thing {id: 'org:nvidia'})-[r]->(c:Chip) RETURN n, r, n.name_en AS name ORDER BY r.id LIMIT 1"
    answer = json.loads(report("query", "--format", "json", query).stdout)
    assert answer["columns"] == ["n", "r", "name"]
    assert answer["truncated"] is False
    assert isinstance(answer["ms"], int)
    [[node, relationship, name]] = answer["rows"]
    assert set(node) == {"id", "labels", "properties"}
    assert node["id"] == "org:nvidia"
    assert {"ChipVendor", "Organization", "Entity", "Thing"} <= set(node["labels"])
    assert node["properties"]["name_zh"] == "英伟达"
    assert relationship["start"] == "org:nvidia"
    assert name == "NVIDIA"


def test_every_statement_of_the_report_leads_to_its_lines(report: CommandLine) -> None:
    [[without]] = report.rows(
        "MATCH (a:Entity)-[r]->(b:Entity) WHERE r.evidence IS NULL OR size(r.evidence) = 0 RETURN count(r)"
    )
    assert without == 0
    [[used]] = report.rows(
        "MATCH (:Thing {id: 'org:nvidia'})-[r:REPRESENTS]->(:Thing {id: 'prod:gpu'}) RETURN r.evidence"
    )
    [[section, first, last]] = report.rows(
        f"MATCH (e:Evidence {{id: '{used[0]}'}}) RETURN e.section, e.line_start, e.line_end"
    )
    assert (section, first <= 268 <= last) == ("2.1.1", True)


def test_rows_beyond_the_limit_are_cut_and_said(report: CommandLine) -> None:
    done = report("query", "--format", "json", "--limit", "3", "MATCH (n:Thing) RETURN n.id", status=4)
    answer = json.loads(done.stdout)
    assert (len(answer["rows"]), answer["truncated"]) == (3, True)
    assert "3 rows" in done.stderr


def test_a_query_is_read_from_standard_input(report: CommandLine) -> None:
    done = report("query", "--format", "csv", "-", text="RETURN 1 AS one, '=2' AS formula, -3 AS negative")
    assert list(csv.reader(io.StringIO(done.stdout))) == [["one", "formula", "negative"], ["1", "'=2", "-3"]]


def test_sparql_asks_the_facts(report: CommandLine) -> None:
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    query = f"SELECT ?name {{ <https://w3id.org/zhitu/id/org/nvidia> {label} ?name }} ORDER BY ?name"
    assert report.rows(query, "--lang", "sparql") == [["NVIDIA"], ["英伟达"]]


def test_a_refused_query_exits_with_2_and_says_why(report: CommandLine) -> None:
    before = count(report)
    sparql = ("--lang", "sparql")
    for query in (
        ["CREATE (n:Thing {id: 'x:y'}) RETURN n"],
        ["MATCH (n) DETACH DELETE n"],
        ["LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line"],
        ["MATCH (n RETURN n"],
        [*sparql, "INSERT DATA { <a:a> <a:b> <a:c> }"],
        [*sparql, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"],
        [*sparql, "SELECT WHERE"],
    ):
        done = report("query", *query, status=2)
        assert done.stdout == ""
        assert done.stderr.strip()
    assert count(report) == before


def test_a_query_that_runs_too_long_exits_with_4_and_the_next_one_answers(report: CommandLine) -> None:
    endless = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN sum(a * b)"
    done = report("query", "--timeout", "1", endless, status=4)
    assert "1 s" in done.stderr
    assert count(report) > 1000


def test_check_gives_findings_as_json_and_exits_with_1_on_violations(report: CommandLine, empty: CommandLine) -> None:
    findings = json.loads(report("check", "--format", "json").stdout)
    assert {"rule", "severity", "message", "subject"} <= set(findings[0])
    table = empty.workspace.parent / "entities.csv"
    table.write_text("id,class,name_en\norg:a,ChipVendor,A\norg:b,ChipVendor,B\n", "utf-8")
    (empty.workspace.parent / "relations.csv").write_text("subject,relation,object\norg:a,owned_by,org:a\n", "utf-8")
    empty("import", table, empty.workspace.parent / "relations.csv")
    assert "[self-relation]" in empty("check", status=1).stdout


def test_check_leaves_out_what_was_accepted_and_lists_judgements(empty: CommandLine) -> None:
    table = empty.workspace.parent / "entities.csv"
    table.write_text("id,class,name_en\norg:a,ChipVendor,A\n", "utf-8")
    (empty.workspace.parent / "relations.csv").write_text("subject,relation,object\norg:a,owned_by,org:a\n", "utf-8")
    empty("import", table, empty.workspace.parent / "relations.csv")
    found = json.loads(empty("check", "--format", "json", status=1).stdout)
    for finding in found:
        judgement = Judgement(finding["key"], "accepted", "Han", "2026-11-28", "it owns itself")
        JudgementsFile(empty.workspace).put(judgement)
    checked = empty("check")
    assert "[self-relation]" not in checked.stdout
    assert "accepted on the check-up page" in checked.stderr
    listed = json.loads(empty("check", "--judgements", "--format", "json").stdout)
    assert {(each["target"], each["name"]) for each in listed} == {(finding["key"], "Han") for finding in found}
    assert "2026-11-28 accepted: self-relation-" in empty("check", "--judgements").stdout


def test_rdf_comes_back_from_the_store_as_it_went_in(anywhere: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "alpha.ttl"
    file.write_text(TURTLE, "utf-8")
    anywhere("import", file)
    first = anywhere("export", "--format", "nquads").stdout
    assert '"01.50"^^<http://www.w3.org/2001/XMLSchema#decimal>' in first
    out = tmp_path / "out.trig"
    anywhere("export", "--format", "trig", "--out", out)
    assert "Nothing has changed" in anywhere("import", file).stderr
    anywhere("remove", "alpha")
    assert count(anywhere) == 0
    anywhere("import", "--source", "alpha", out)
    assert anywhere("export", "--format", "nquads").stdout == first


def test_the_same_source_again_replaces_what_it_brought_before(anywhere: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "vendors.csv"
    entities = tmp_path / "entities.csv"
    entities.write_text("id,class,name_zh\norg:a,ChipVendor,甲\norg:b,ChipVendor,乙\n", "utf-8")
    anywhere("import", "--source", "mine", entities)
    assert anywhere.rows("MATCH (n:ChipVendor) RETURN n.name ORDER BY n.name") == [["乙"], ["甲"]]
    entities.write_text("id,class,name_zh\norg:b,ChipVendor,乙二\n", "utf-8")
    dry = anywhere("import", "--dry-run", "--source", "mine", entities)
    assert "Nothing was changed" in dry.stderr
    assert count(anywhere) == 2
    anywhere("import", "--source", "mine", entities)
    assert anywhere.rows("MATCH (n:ChipVendor) RETURN n.name") == [["乙二"]]
    assert not file.exists()


def test_bad_tables_are_refused_whole_with_a_line_a_problem(empty: CommandLine, tmp_path: Path) -> None:
    table = tmp_path / "entities.csv"
    table.write_text("id,class,name_zh\norg:a,ChipVendro,甲\norg:b,ChipVendor,乙\nnot an id,ChipVendor,丙\n", "utf-8")
    lines = empty("import", table, status=2).stderr.splitlines()
    assert any(line.startswith("entities.csv:2:class: ") and "ChipVendor" in line for line in lines)
    assert any(line.startswith("entities.csv:4:id: ") for line in lines)
    assert count(empty) == 0
    chinese = CommandLine(empty.workspace, {"ZHITU_LANG": "zh"})("import", table, status=2).stderr
    assert any(
        "\u4e00" <= character <= "\u9fff"
        for character in chinese.splitlines()[0].removeprefix("entities.csv:2:class: ")
    )


@pytest.mark.parametrize("format_", ["trig", "jsonld", "graphml", "csv"])
def test_the_report_goes_out_in_a_format(report: CommandLine, format_: str) -> None:
    assert "英伟达" in report("export", "--format", format_).stdout


def test_what_goes_into_a_file_is_what_would_be_printed(report: CommandLine, tmp_path: Path) -> None:
    report("export", "--format", "nquads", "--out", tmp_path / "out.nq")
    assert (tmp_path / "out.nq").read_text("utf-8") == report("export", "--format", "nquads").stdout


def test_jsonl_is_the_form_of_apoc(report: CommandLine) -> None:
    lines = [json.loads(line) for line in report("export", "--format", "jsonl").stdout.splitlines()]
    nodes = {line["id"]: line for line in lines if line["type"] == "node"}
    [nvidia] = [node for node in nodes.values() if node["properties"]["id"] == "org:nvidia"]
    assert nvidia["properties"]["name_en"] == "NVIDIA"
    relationships = [line for line in lines if line["type"] == "relationship"]
    assert relationships
    for relationship in relationships:
        assert {"id", "label", "properties", "start", "end"} <= set(relationship)
        assert relationship["start"]["id"] in nodes
        assert relationship["end"]["id"] in nodes


def test_the_csv_export_can_be_imported_again(report: CommandLine, empty: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    report("export", "--format", "csv", "--out", folder)
    empty("import", "--source", "again", folder)
    for query in ("MATCH (n:Entity) RETURN count(n)", "MATCH (:Entity)-[r]->(:Entity) RETURN count(r)"):
        assert empty.rows(query) == report.rows(query)


def test_the_importer_of_neo4j_gets_a_folder_with_its_command_line(report: CommandLine, tmp_path: Path) -> None:
    assert "--out" in report("export", "--format", "neo4j-admin", status=2).stderr
    folder = tmp_path / "files"
    assert "import.txt" in report("export", "--format", "neo4j-admin", "--out", folder).stderr
    command = (folder / "import.txt").read_text("utf-8")
    named = set(re.findall(r"=(?:\w+=)?([\w-]+\.csv)", command))
    assert named == {file.name for file in folder.glob("*.csv")}


def test_facts_in_the_workspace_are_the_facts_in_the_store(report: CommandLine) -> None:
    with Workspace.open(report.workspace) as workspace:
        facts = canonical_nquads(workspace.facts()).decode()
    assert sorted(report("export", "--format", "nquads").stdout.splitlines()) == sorted(facts.splitlines())


def test_a_store_that_does_not_answer_exits_with_3(tmp_path: Path) -> None:
    zhitu = CommandLine(
        tmp_path / "w", {"ZHITU_STORE": "bolt://127.0.0.1:1", "NEO4J_USERNAME": "u", "NEO4J_PASSWORD": "s3cret-pw"}
    )
    done = zhitu("query", "RETURN 1", status=3)
    assert "127.0.0.1:1" in done.stderr
    assert "s3cret-pw" not in done.stderr


def test_an_unknown_store_or_option_or_command_exits_with_2(tmp_path: Path) -> None:
    assert "embedded" in CommandLine(tmp_path / "w", {"ZHITU_STORE": "mysql"})("query", "RETURN 1", status=2).stderr
    CommandLine(tmp_path / "w")("query", "--limit", "none", "RETURN 1", status=2)
    CommandLine(tmp_path / "w")("fly", status=2)


def test_doctor_says_what_is_there(report: CommandLine) -> None:
    shown = report("doctor").stdout
    assert "arcadedb-embedded" in shown
    assert "bolt://127.0.0.1" in shown


def test_secrets_are_readable_by_their_owner_only(report: CommandLine) -> None:
    state = report.workspace / "state"
    assert state.stat().st_mode & 0o077 == 0
    assert [file.name for file in state.rglob("*.json") if file.stat().st_mode & 0o077] == []


def test_help_speaks_the_users_language(tmp_path: Path) -> None:
    for language in ("en", "zh"):
        shown = CommandLine(tmp_path / "w", {"ZHITU_LANG": language})("--help").stdout
        assert ("。" in shown) == (language == "zh")


def test_parameters_of_a_query_are_values(report: CommandLine) -> None:
    asked = ("query", "--format", "json", "RETURN $text AS text, $n + 1 AS n, size($list) AS size")
    done = report(*asked, "--param", "text='; x", "--param", "n=41", "--param", 'list=["a", "b"]')
    assert json.loads(done.stdout)["rows"] == [["'; x", 42, 2]]
    assert "NAME=VALUE" in report("query", "RETURN 1", "--param", "nothing", status=2).stderr


def test_a_pages_view_goes_out_as_rows(report: CommandLine) -> None:
    numbers = list(csv.DictReader(io.StringIO(report("export", "--view", "numbers", "--format", "csv").stdout)))
    assert len(numbers) == len(report.rows("MATCH (o:Observation) RETURN o.id"))
    assert all(row["places"] for row in numbers)
    lines = report("export", "--view", "cities?c.cities=place:suzhou", "--format", "jsonl").stdout.splitlines()
    cities = [json.loads(line) for line in lines]
    assert {row["subject"] for row in cities} == {"place:suzhou"}
    assert {row["aspect"] for row in cities} >= {"Tiers", "Financing"}
    [[policies]] = report.rows("MATCH (:City)-[r:HAS_POLICY]->() RETURN count(r)")
    matrix = report(
        "export", "--view", "matrix?c.rows=City&c.columns=PolicyInstrument&c.relations=HAS_POLICY", "--format", "csv"
    )
    assert len(list(csv.DictReader(io.StringIO(matrix.stdout)))) == policies


@pytest.mark.parametrize(
    ("view", "format_", "said"),
    [("tea-leaves", "csv", "there is no view tea-leaves; there are numbers"), ("numbers", "trig", "csv or jsonl")],
)
def test_a_view_that_is_none_is_refused(report: CommandLine, view: str, format_: str, said: str) -> None:
    refused = report("export", "--view", view, "--format", format_, status=2)
    assert said in refused.stderr
