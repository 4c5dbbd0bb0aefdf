"""What errors of the graph say: the same in both languages, and nothing that no error says."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import graph
from graph.cypher_text import QuerySyntaxError
from graph.errors import GraphError, QueryRefused
from graph.guard import judge
from graph.messages import catalogue, told
from graph.sparql_text import judge_sparql

ROOT = Path(str(graph.__file__)).parent
ZH, EN = catalogue("zh"), catalogue("en")


def fields(text: str) -> set[tuple[str, str]]:
    return {(name, form or "") for _, name, form, _ in string.Formatter().parse(text) if name}


def test_both_languages_say_the_same_with_the_same_facts() -> None:
    assert ZH.keys() == EN.keys()
    assert {key for key in EN if fields(ZH[key]) != fields(EN[key])} == set()


def test_every_message_is_said_and_every_one_said_is_there() -> None:
    said = {key for path in ROOT.rglob("*.py") for key in re.findall(r'\btold\(\s*"(\w+)"', path.read_text("utf-8"))}
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
