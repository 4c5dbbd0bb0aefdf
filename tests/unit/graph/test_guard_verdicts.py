"""The guard's judgement of texts and plans, without a server."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest

from graph.cypher_text import QuerySyntaxError, returned_columns, tokens
from graph.errors import QueryRefused
from graph.guard import judge, judge_plan
from graph.sparql_text import judge_sparql
from ontology.plausibility import rules
from tests.query_corpus import Case, cases

JUDGED_BY_THE_SERVER = {
    "is wrong in the middle",
    "is wrong on its third line",
    "calls a function that is none",
    "divides by zero",
    "wants a parameter that nobody gave",
    "lists transactions",
}


def layer_of(text: str, *, also_decoded: bool = True) -> str:
    with pytest.raises(QueryRefused) as refused:
        judge(text, also_decoded=also_decoded)
    return refused.value.layer


@pytest.mark.parametrize("also_decoded", [True, False])
@pytest.mark.parametrize("case", cases("harmless_*.cypher"), ids=str)
def test_harmless_words_pass_in_both_readings(case: Case, also_decoded: bool) -> None:
    assert judge(case.text, also_decoded=also_decoded)


@pytest.mark.parametrize(
    "case", [case for case in cases("hostile_*.cypher") if case.title not in JUDGED_BY_THE_SERVER], ids=str
)
def test_most_of_what_is_hostile_never_reaches_the_server(case: Case) -> None:
    assert layer_of(case.text) in case.expected.split("|")


def test_an_escape_counts_only_where_the_server_decodes_it() -> None:
    text = r"RETURN 1 AS x //\u000a CALL dbms.listConfig() YIELD name RETURN name"
    assert layer_of(text) == "procedure"
    assert judge(text, also_decoded=False)
    assert layer_of(r"RETURN '\u0027 CREATE (n) //' AS x") == "read_only"
    assert judge(r"RETURN '\u0027 CREATE (n) //' AS x", also_decoded=False)


def test_options_before_a_query_are_looked_through() -> None:
    for prefix in ("EXPLAIN", "PROFILE", "CYPHER 5", "CYPHER 25 runtime=slotted", "EXPLAIN CYPHER planner=dp 5"):
        assert judge(f"{prefix} MATCH (n) RETURN n", also_decoded=False)
        assert layer_of(f"{prefix} SHOW TRANSACTIONS") == "read_only"
        assert layer_of(f"{prefix} CREATE (n)") == "read_only"


def test_an_error_in_the_text_has_its_place() -> None:
    with pytest.raises(QuerySyntaxError) as refused:
        judge("MATCH (n)\n  RETURN 'x", also_decoded=False)
    assert (refused.value.line, refused.value.column) == (2, 10)


def plan(operator: str, details: str = "", *children: dict[str, Any]) -> dict[str, Any]:
    return {"operatorType": f"{operator}@neo4j", "args": {"Details": details}, "children": list(children)}


def test_a_plan_that_only_reads_passes() -> None:
    judge_plan("r", plan("ProduceResults", "n", plan("Filter", "n.set", plan("NodeByLabelScan", "n:Create"))))
    judge_plan("r", plan("ProduceResults", "label", plan("ProcedureCall", "db.labels() :: (label :: STRING)")))


@pytest.mark.parametrize(
    ("query_type", "operator", "details", "layer"),
    [
        ("r", "LoadCSV", "line", "file_access"),
        ("r", "ShowTransactions", "", "read_only"),
        ("s", "CreateIndex", "", "read_only"),
        ("rw", "SetProperty", "n.x = 1", "read_only"),
        ("w", "EmptyResult", "", "read_only"),
        ("r", "ProcedureCall", "dbms.listConfig() :: (name :: STRING)", "procedure"),
    ],
)
def test_a_plan_that_does_more_is_refused(query_type: str, operator: str, details: str, layer: str) -> None:
    with pytest.raises(QueryRefused) as refused:
        judge_plan(query_type, plan("ProduceResults", "", plan("Apply", "", plan(operator, details))))
    assert refused.value.layer == layer


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("RETURN 1", ("1",)),
        ("RETURN n.id, count(DISTINCT n) AS c", ("n.id", "c")),
        ("MATCH (n) RETURN DISTINCT n.a AS `der Name`, [x IN n.b | x] AS l ORDER BY n.a SKIP 1", ("der Name", "l")),
        ("CALL { RETURN 1 AS inner } RETURN inner AS outer LIMIT 3;", ("outer",)),
        ("RETURN 1 AS x UNION RETURN 2 AS x", ("x",)),
        ("MATCH (n) RETURN *", ()),
        ("CALL db.labels()", ()),
    ],
)
def test_columns_are_read_from_the_text(text: str, columns: tuple[str, ...]) -> None:
    assert returned_columns(tokens(text), text) == columns


@pytest.mark.parametrize("case", cases("harmless.rq"), ids=str)
def test_harmless_sparql_passes(case: Case) -> None:
    judge_sparql(case.text)


@pytest.mark.parametrize("case", [case for case in cases("hostile.rq") if case.expected != "syntax"], ids=str)
def test_hostile_sparql_is_refused_by_its_text(case: Case) -> None:
    with pytest.raises(QueryRefused) as refused:
        judge_sparql(case.text.replace("{port}", "9").replace("{file}", "/x"))
    assert refused.value.layer in case.expected.split("|")


def test_judging_takes_no_longer_than_the_text_is_long() -> None:
    for hostile in ("?a<" * 30_000, "'" * 60_000, "'''" * 30_000, "<a" * 40_000, "\\u0041" * 15_000):
        with suppress(QueryRefused):
            judge_sparql("ASK { " + hostile)
    for hostile in ("`" * 90_001, "/*" * 45_000, "a." * 9_000 + "(", "CALL " * 15_000):
        with suppress(QueryRefused):
            judge(hostile, also_decoded=True)


def test_the_corpus_is_as_large_as_it_is_said_to_be() -> None:
    assert len(cases("hostile_*.cypher")) >= 120
    assert len(cases("hostile.rq")) >= 40
    assert len(cases("harmless_*.cypher")) >= 60


def test_every_rule_of_the_check_up_may_be_run_as_a_query() -> None:
    for rule in rules():
        assert "SELECT" in judge_sparql(rule.sparql), rule.id
