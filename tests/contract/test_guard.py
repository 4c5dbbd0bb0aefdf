"""Free-form Cypher on every engine: what must not run is refused in words, what only looks so runs."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from graph.cypher_text import QuerySyntaxError
from graph.dialects import another_engine_might
from graph.errors import LimitReached, QueryRefused, QueryTimeout
from graph.guarded import GuardedReader, Limits
from graph.store import Store
from tests.query_corpus import Case, cases
from tests.small_graph import small_graph
from tests.traps import SECRET, Traps


@pytest.mark.parametrize("case", cases("hostile_*.cypher"), ids=str)
def test_a_hostile_query_is_refused(any_store: Store, traps: Traps, case: Case) -> None:
    before = any_store.dump()
    with pytest.raises(QueryRefused) as refused:
        any_store.query(traps.set_into(case.text), timeout=10)
    assert refused.value.layer in case.expected.split("|")
    assert any_store.dump() == before
    assert not traps.requests
    assert not any(word in str(refused.value) for word in ("Exception", "\tat ", "com.arcadedb", SECRET))
    assert len(str(refused.value)) < 600


@pytest.mark.parametrize("case", cases("harmless_*.cypher"), ids=str)
def test_a_harmless_query_runs(store: Store, case: Case) -> None:
    result = store.query(case.text)
    if case.expected != "*":
        assert len(result.rows) == int(case.expected)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("MATCH (n) RETRUN n", (1, 11)),
        ("MATCH (n)\nRETURN n.name foo bar", (2, 15)),
        ("MATCH (n RETURN n", (1, 10)),
        ("MATCH (n)\n  RETURN 'x", (2, 10)),
    ],
)
def test_a_syntax_error_has_its_place(store: Store, text: str, place: tuple[int, int]) -> None:
    for ask in (store.query, store.explain):
        with pytest.raises(QuerySyntaxError) as refused:
            ask(text)
        assert (refused.value.line, refused.value.column) == place
        assert f"line {place[0]}, column {place[1]}" in str(refused.value)


def test_an_error_of_a_whole_query_has_no_place(neo4j_store: Store) -> None:
    with pytest.raises(QuerySyntaxError) as refused:
        neo4j_store.query("RETURN 1;RETURN 2")
    assert (refused.value.line, str(refused.value)[:4]) == (None, "Expe")


def test_an_engine_that_gives_no_reason_does_not_repeat_the_query(embedded_store: Store) -> None:
    with pytest.raises(QueryRefused) as refused:
        embedded_store.query("MATCH (n) RETURN n LIMIT 'x'")
    assert "MATCH" not in str(refused.value)


def test_what_is_too_long_or_too_deep_is_refused_before_it_is_sent(store: Store) -> None:
    deep = "(" * 300 + "1" + ")" * 300
    for text in ("RETURN '" + "x" * 200_000 + "'", f"RETURN {deep}", "RETURN " + "NOT " * 300 + "true"):
        with pytest.raises(QueryRefused) as refused:
            store.query(text)
        assert refused.value.layer == "limits"


def test_rows_are_cut_at_the_limit_and_the_cut_is_told(store: Store) -> None:
    result = store.query("UNWIND range(1, 100) AS x RETURN x", limit=10)
    assert (len(result.rows), result.truncated) == (10, True)
    result = store.query("UNWIND range(1, 10) AS x RETURN x", limit=10)
    assert (len(result.rows), result.truncated) == (10, False)


def test_an_endless_stream_of_rows_is_cut_at_once(store: Store) -> None:
    text = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000) AS b RETURN a * b AS product"
    assert store.query(text, limit=5).rows == ((1,), (2,), (3,), (4,), (5,))
    assert store.query("RETURN 1 AS x").rows == ((1,),)


def test_parameters_are_values(store: Store) -> None:
    hostile = "'}) DETACH DELETE n //"
    result = store.query("RETURN $text AS text, $list AS list", {"text": hostile, "list": [1, "a", None]})
    assert result.rows == ((hostile, (1, "a", None)),)


@pytest.mark.parametrize("value", ["\ud800", 2**63, object(), {1: 2}, [{"a": {"b": "\udfff"}}]])
def test_a_parameter_that_cannot_be_sent_is_refused(any_store: Store, value: object) -> None:
    for ask in (any_store.query, any_store.explain):
        with pytest.raises(QueryRefused, match=r"the parameter \$x"):
            ask("RETURN $x AS x", {"x": value})
        with pytest.raises(QuerySyntaxError, match="half a character"):
            ask("RETURN '\ud800' AS x")
    assert any_store.query("RETURN $x AS x", {"x": -(2**63)}).rows == ((-(2**63),),)


def test_columns_are_named_even_without_rows(store: Store) -> None:
    assert store.query("MATCH (n:Nobody) RETURN n.id AS id, n.name").columns == ("id", "n.name")


def test_a_query_that_eats_memory_is_ended_and_the_next_one_runs(store: Store) -> None:
    for text in (
        "RETURN reduce(s = 'x', i IN range(1, 40) | s + s) AS text",
        "UNWIND range(1, 2000000) AS x RETURN collect([x, x, x, toString(x)]) AS list",
    ):
        with pytest.raises(LimitReached):
            store.query(text, timeout=30)
        assert store.query("MATCH (n:Thing) RETURN count(n)").rows == ((len(small_graph().nodes),),)


ENDLESS = "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 3000) AS c RETURN count(*)"


def test_a_profile_counts_what_a_neo4j_did(neo4j_store: Store) -> None:
    neo4j_store.sync(small_graph(), "small")
    profile = neo4j_store.profile("PROFILE MATCH (n:Thing) WHERE n.id <> $id RETURN n", {"id": "nobody"})
    steps = [step for _, step in profile.steps[0].walk()]
    assert {step.found for step in steps} == {len(small_graph().nodes)}
    assert profile.hits == sum(step.hits or 0 for step in steps) > len(small_graph().nodes)
    assert neo4j_store.profile("UNWIND range(1, 5000) AS x RETURN x").steps[0].found == 5000  # no row limit cuts it


@pytest.mark.parametrize(
    ("text", "layer"),
    [
        ("CREATE (n:Trap) RETURN n", "read_only"),
        ("MATCH (n) \\u0053ET n.x = 1 RETURN n", "read_only"),
        ("PROFILE MATCH (n) DETACH DELETE n", "read_only"),
        ("CALL dbms.listConfig() YIELD name RETURN name", "procedure"),
        ("LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line", "file_access"),
        ("SHOW USERS", "read_only"),
        ("MATCH (n RETURN n", "syntax"),
        ("RETURN 1 / 0", "evaluation"),
    ],
)
def test_a_profile_passes_the_same_guard(neo4j_store: Store, text: str, layer: str) -> None:
    before = neo4j_store.dump()
    with pytest.raises(QueryRefused) as refused:
        neo4j_store.profile(text)
    assert refused.value.layer == layer
    assert neo4j_store.dump() == before


def test_a_runaway_ends_in_time_profiled_or_not_and_the_server_stays(neo4j_store: Store) -> None:
    neo4j_store.query("RETURN 1")
    pid = neo4j_store.engine.status().pid
    for ask in (neo4j_store.profile, neo4j_store.query):
        started = time.monotonic()
        with pytest.raises(QueryTimeout):
            ask(ENDLESS, timeout=0.5)
        assert time.monotonic() - started < 0.5 + 2.5
        assert neo4j_store.query("RETURN 1 AS x").rows == ((1,),)
    assert neo4j_store.engine.status().pid == pid


def test_an_expression_that_no_server_can_end_is_answered_in_time_and_so_is_the_next_query(neo4j_store: Store) -> None:
    neo4j_store.query("RETURN 1")
    started = time.monotonic()
    with pytest.raises(QueryTimeout):
        neo4j_store.profile("RETURN reduce(sum = 0, x IN range(1, 200000000) | sum + x) AS sum", timeout=1)
    answered = time.monotonic()
    assert neo4j_store.query("RETURN 1 AS x").rows == ((1,),)
    assert answered - started < 1 + 2.5
    assert time.monotonic() - answered < 5


def test_a_record_that_is_too_large_is_refused_and_rarely_made_into_values(neo4j_store: Store) -> None:
    reader = GuardedReader(neo4j_store.connection)
    reader.query("RETURN 1", {}, Limits())
    grown = (memory_for_a_large_record(reader) for _ in range(4))  # on a busy machine it may come between two looks
    assert any(size < 400_000_000 for size in grown)
    reader.close()


def memory_for_a_large_record(reader: GuardedReader) -> int:
    """Bytes that this process grew by at most; as values, 100 MB of numbers are 900 MB."""
    process = psutil.Process()
    before, sizes = process.memory_info().rss, [0]
    with ThreadPoolExecutor() as threads:
        asked = threads.submit(
            reader.query, "RETURN range(1, 20000000) AS list", {}, Limits(seconds=60, bytes=1_000_000)
        )
        while not asked.done():
            sizes.append(process.memory_info().rss)
            time.sleep(0.02)
    assert isinstance(asked.exception(), LimitReached)
    return max(sizes) - before


def test_the_embedded_engine_says_that_it_counts_nothing(embedded_store: Store) -> None:
    with pytest.raises(QueryRefused) as refused:
        embedded_store.profile("RETURN 1")
    assert another_engine_might(refused.value)


def test_a_plan_never_runs_its_query(store: Store) -> None:
    for first in ("", "EXPLAIN ", "PROFILE "):
        assert store.explain(first + ENDLESS, timeout=5).steps
