"""SPARQL over the facts: what must not run is refused, what only looks so runs, and no query outlives its time."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from graph.cypher_text import QuerySyntaxError
from graph.errors import LimitReached, QueryRefused, QueryTimeout
from graph.sparql import sparql
from tests.query_corpus import Case, cases
from tests.traps import Traps

FACTS = """
@prefix ex: <http://example.org/> .
ex:a ex:makes ex:b ~ ex:r {| ex:year 2019 |} ; ex:label "甲"@zh , "A" ; ex:share 12.5 ; ex:count 3 ; ex:open true .
ex:b ex:code "007" ; ex:founded "1993"^^<http://www.w3.org/2001/XMLSchema#gYear> ; ex:part _:x .
ex:g { ex:a ex:makes ex:c }
"""


@pytest.fixture(scope="session")
def facts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("facts")
    (folder / "one.trig").write_text(FACTS, encoding="utf-8")
    numbers = "\n".join(f"<http://example.org/n{n}> <http://example.org/value> {n} ." for n in range(2_000))
    more = "<http://example.org/b> <http://example.org/part> _:x ."
    (folder / "two.trig").write_text(f"{numbers}\n{more}", encoding="utf-8")
    return {path.stem: path for path in folder.iterdir()}


@pytest.mark.parametrize("case", cases("hostile.rq"), ids=str)
def test_a_hostile_query_is_refused(facts: dict[str, Path], traps: Traps, case: Case) -> None:
    with pytest.raises(QueryRefused) as refused:
        sparql(facts, traps.set_into(case.text), timeout=10)
    assert refused.value.layer in case.expected.split("|")
    assert not traps.requests


@pytest.mark.parametrize("case", cases("harmless.rq"), ids=str)
def test_a_harmless_query_runs(facts: dict[str, Path], case: Case) -> None:
    result = sparql(facts, case.text)
    if case.expected != "*":
        assert len(result.rows) == int(case.expected)


def values(facts: dict[str, Path], key: str) -> set[object]:
    return {row[0] for row in sparql(facts, f"SELECT ?o {{ ?s <http://example.org/{key}> ?o }}").rows}


def test_terms_are_plain_values(facts: dict[str, Path]) -> None:
    assert values(facts, "makes") == {"http://example.org/b", "http://example.org/c"}  # in every graph
    assert values(facts, "label") == {"甲", "A"}
    assert values(facts, "share") == {12.5}
    assert values(facts, "count") == {3}
    assert values(facts, "open") == {True}
    assert values(facts, "code") == {"007"}
    assert values(facts, "founded") == {"1993"}


def test_blank_nodes_of_different_sources_stay_apart(facts: dict[str, Path]) -> None:
    blank = values(facts, "part")
    assert len(blank) == 2
    assert all(str(term).startswith("_:") for term in blank)


def test_from_names_the_graph_that_is_asked(facts: dict[str, Path]) -> None:
    result = sparql(facts, "SELECT ?o FROM <http://example.org/g> { ?s <http://example.org/makes> ?o }")
    assert result.rows == (("http://example.org/c",),)


def test_asking_and_constructing_have_columns_too(facts: dict[str, Path]) -> None:
    asked = sparql(facts, "ASK { ?s <http://example.org/nothing> ?o }")
    assert (asked.columns, asked.rows) == (("ask",), ((False,),))
    made = sparql(facts, "CONSTRUCT { ?s <http://x/y> 1 } WHERE { ?s <http://example.org/share> ?o }")
    assert made.columns == ("subject", "predicate", "object")
    assert made.rows == (("http://example.org/a", "http://x/y", 1),)


def test_rows_are_cut_at_the_limit_and_the_cut_is_told(facts: dict[str, Path]) -> None:
    result = sparql(facts, "SELECT * { ?s <http://example.org/value> ?o }", limit=10)
    assert (len(result.rows), result.truncated) == (10, True)


def test_a_syntax_error_has_its_place(facts: dict[str, Path]) -> None:
    with pytest.raises(QuerySyntaxError) as refused:
        sparql(facts, "SELECT *\n{ ?s ?p }")
    assert refused.value.line == 2


def is_worker(child: psutil.Process) -> bool:
    """True for a process of a query; one that is about to be reaped, of whichever test, is none any more."""
    try:
        return "sparql_worker" in " ".join(child.cmdline())
    except (psutil.ZombieProcess, psutil.NoSuchProcess):
        return False


def test_a_query_that_does_not_end_is_ended_and_leaves_no_process(facts: dict[str, Path]) -> None:
    started = time.monotonic()
    with pytest.raises(QueryTimeout):
        sparql(facts, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", timeout=1)
    assert time.monotonic() - started < 60
    assert not [child for child in psutil.Process().children() if is_worker(child)]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p " + "(" * 150 + ")" * 150 + " }",
        "SELECT * { ?s <http://b>" + "/<http://b>" * 3000 + " ?o }",
        "SELECT * { ?s ?p ?o " + "OPTIONAL { ?s ?p ?o " * 190 + "}" * 190 + "}",
        "SELECT (GROUP_CONCAT(?x) AS ?y) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i BIND(CONCAT(STR(?a), STR(?d)) AS ?x) }",
    ],
    ids=["nested lists", "a long path", "nested options", "a text of gigabytes"],
)
def test_a_query_that_the_engine_cannot_bear_ends_its_process_only(facts: dict[str, Path], text: str) -> None:
    with suppress(LimitReached, QueryRefused):
        sparql(facts, text, timeout=5)
    assert sparql(facts, "ASK {}").rows == ((True,),)


def test_what_is_too_long_or_too_deep_is_refused_before_it_is_parsed(facts: dict[str, Path]) -> None:
    for text in ("ASK { ?s ?p '" + "x" * 200_000 + "' }", "SELECT * " + "{" * 300 + "?s ?p ?o" + "}" * 300):
        with pytest.raises(QueryRefused) as refused:
            sparql(facts, text)
        assert refused.value.layer == "limits"
