"""What errors of the graph say: the same in both languages, and nothing that no error says."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from pathlib import Path

import pytest

import graph
from graph.cypher_text import QuerySyntaxError
from graph.engines.choice import engine_for
from graph.engines.local_neo4j import checked_port
from graph.engines.neo4j_settings import MIB, memory_for
from graph.errors import GraphError, QueryRefused
from graph.guard import judge
from graph.library import read_query
from graph.messages import catalogue, told
from graph.saved import SavedQueries
from graph.sparql_text import judge_sparql
from graph.workspace import BusyError, Workspace
from ontology.errors import KgError

ROOT = Path(str(graph.__file__)).parent
ZH, EN = catalogue("zh"), catalogue("en")


def fields(text: str) -> set[tuple[str, str]]:
    return {(name, form or "") for _, name, form, _ in string.Formatter().parse(text) if name}


def test_both_languages_say_the_same_with_the_same_facts() -> None:
    assert ZH.keys() == EN.keys()
    assert {key for key in EN if fields(ZH[key]) != fields(EN[key])} == set()


def test_every_message_is_said_and_every_one_said_is_there() -> None:
    files = (path for package in ("graph", "ingest", "ui") for path in (ROOT.parent / package).rglob("*.py"))
    said = {key for path in files for key in re.findall(r'\btold\(\s*"(\w+)"', path.read_text("utf-8"))}
    assert said == set(EN)


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("CREATE (n)", "CREATE changes the graph", "CREATE 会改动图谱"),
        ("MATCH (n)\n RETURN 'x", "line 2, column 9: the quote ' that opens", "第 2 行第 9 列：这里开始的引号 '"),
        ("CALL dbms.listConfig()", "the procedure dbms.listconfig is not", "过程 dbms.listconfig 不在"),
        ("RETURN '" + "x" * 200_000 + "'", "200,009 bytes, the limit is 100,000", "200,009 字节，上限是 100,000"),
    ],
)
def test_a_refusal_of_the_guard_speaks_both_languages(text: str, english: str, chinese: str) -> None:
    with pytest.raises(QueryRefused) as refused:
        judge(text, also_decoded=True)
    assert english in str(refused.value) == refused.value.text("en")
    assert chinese in refused.value.text("zh")


def test_what_cannot_be_started_opened_or_kept_is_told_in_both_languages(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")
    attempts: list[tuple[Callable[[], object], str, str]] = [
        (lambda: engine_for(tmp_path, "oracle"), "there is no store 'oracle'", "没有图库 'oracle'"),
        (lambda: engine_for(tmp_path, "bolt://a:b@host:1"), "holds a login", "里有登录信息"),
        (lambda: checked_port("x"), "ZHITU_NEO4J_PORT=x is not a port", "ZHITU_NEO4J_PORT=x 不是"),
        (lambda: memory_for(MIB, MIB), "1 MB are free", "空闲的有 1 MB"),
        (lambda: Workspace.open(file / "workspace"), "cannot be made", "无法建立"),
        (lambda: SavedQueries(file).save(read_query("k", "cypher", "RETURN 1")), "cannot be written", "无法写入"),
    ]
    for attempt, english, chinese in attempts:
        with pytest.raises(KgError) as failed:
            attempt()
        assert english in str(failed.value) == failed.value.text("en")
        assert chinese in failed.value.text("zh")


def test_the_second_of_two_imports_is_told_to_wait_in_both_languages(tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as one, Workspace.open(tmp_path) as other, one._writing():
        with pytest.raises(BusyError) as busy, other._writing(0.1):
            raise AssertionError("two write at once")
        assert "另一次导入" in busy.value.text("zh")
        assert "another import" in busy.value.text("en")


def test_sparql_is_refused_in_both_languages_too() -> None:
    with pytest.raises(QueryRefused) as refused:
        judge_sparql("SELECT * { SERVICE <http://x.org/> { ?s ?p ?o } }")
    assert "网络" in refused.value.text("zh")
    with pytest.raises(QuerySyntaxError) as halved:
        judge_sparql("SELECT * { ?s ?p '\ud800' }")
    assert "半个字符" in halved.value.text("zh")


def test_what_an_engine_says_stays_and_its_braces_are_only_text() -> None:
    error = QuerySyntaxError("Invalid input '{x}'", line=1, column=2)
    assert error.text("zh") == "第 1 行第 2 列：Invalid input '{x}'"
    assert GraphError("as it is").text("zh") == "as it is"
    assert told("ended", reason="{y}").text("zh") == "查询运行中出错：{y}"
