"""A question in words: the nearest example, or a query from a recorded endpoint that the guard has judged."""

from __future__ import annotations

import json

import pytest

from graph.cypher_text import QuerySyntaxError
from graph.structure import Structure
from ontology.model import load_model
from tests.recorded_endpoint import recorded_endpoint
from ui.query.asking import KEY, MODEL, URL, AskingFailed, Endpoint, nearest_examples, written_query
from ui.sentences import Words
from ui.texts import load_texts

WORDS = Words(load_texts("en"), load_model())
STRUCTURE = Structure({"City": 37, "Park": 17}, {"HAS_PARK": 17}, {"City": {"name_zh": 37}})
QUESTION = "Which city has the most parks?"


def written(*answers: str | tuple[int, bytes], key: str = "") -> str:
    with recorded_endpoint(*answers) as endpoint:
        return written_query(QUESTION, Endpoint(endpoint.url, "m", key), STRUCTURE, WORDS, lambda _: None)


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("哪些城市有园区？", "cities-with-parks"),
        ("which cities have parks", "cities-with-parks"),
        ("谁垄断了芯片产业链", "who-dominates-the-chip-chain"),
        ("上海的企业依赖谁的芯片", "who-in-a-city-depends-on-whose-chips"),
        ("EDA软件被谁控制", "eda-software"),
        ("报告哪里自相矛盾", "discrepancies-by-kind"),
    ],
)
def test_a_question_finds_the_nearest_example(question: str, key: str) -> None:
    assert nearest_examples(question)[0].key == key


@pytest.mark.parametrize("question", ["", "xyzzy", "???"])
def test_a_question_about_nothing_finds_none(question: str) -> None:
    assert nearest_examples(question) == ()


def test_the_query_of_the_answer_is_given_without_its_fence() -> None:
    query = written("good")
    assert query.startswith("MATCH (city:City)-[relation:HAS_PARK]->")
    assert query.endswith("LIMIT 10")


def test_the_endpoint_gets_question_structure_and_examples_and_nothing_of_the_graph() -> None:
    with recorded_endpoint("good") as endpoint:
        written_query(QUESTION, Endpoint(endpoint.url, "model-x", "secret"), STRUCTURE, WORDS, lambda _: None)
    [request] = endpoint.requests
    assert (request["path"], request["model"]) == ("/v1/chat/completions", "model-x")
    assert endpoint.tokens == ["Bearer secret"]
    assert request["messages"][-1] == {"role": "user", "content": QUESTION}
    told = request["messages"][0]["content"]
    for part in ("City (城市)", "HAS_PARK", "name_zh", "MATCH (city:City)-[relation:HAS_PARK]->(park:Park)"):
        assert part in told


def test_a_query_that_writes_goes_back_once_and_is_then_refused() -> None:
    with recorded_endpoint("writes") as endpoint, pytest.raises(AskingFailed, match="DELETE changes the graph"):
        written_query(QUESTION, Endpoint(endpoint.url, "m"), STRUCTURE, WORDS, lambda _: None)
    assert len(endpoint.requests) == 2
    assert "was refused" in endpoint.requests[1]["messages"][-1]["content"]


def test_a_query_that_is_mended_is_taken() -> None:
    assert written("writes", "good").startswith("MATCH (city:City)")


def test_what_the_engine_refuses_goes_back_too() -> None:
    tried: list[str] = []

    def check(query: str) -> None:
        tried.append(query)
        if len(tried) == 1:
            raise QuerySyntaxError("Unexpected input", line=1, column=2)

    with recorded_endpoint("good") as endpoint:
        assert written_query(QUESTION, Endpoint(endpoint.url, "m"), STRUCTURE, WORDS, check)
    assert len(tried) == 2


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("chatter", "was refused"),
        ((500, b"oops"), "status 500"),
        ((200, b"<html>"), "another form"),
        ((200, json.dumps({"choices": []}).encode()), "another form"),
        ((200, json.dumps({"choices": [{"message": {"content": None}}]}).encode()), "without a text"),
    ],
)
def test_an_endpoint_that_fails_is_told_in_words(answer: str | tuple[int, bytes], said: str) -> None:
    with pytest.raises(AskingFailed, match=said):
        written(answer)


def test_an_endpoint_that_is_away_is_told_in_words() -> None:
    with recorded_endpoint("good") as endpoint:
        url = endpoint.url
    with pytest.raises(AskingFailed, match="does not answer"):
        written_query(QUESTION, Endpoint(url, "m"), STRUCTURE, WORDS, lambda _: None)


@pytest.mark.parametrize(
    ("environment", "there"),
    [
        ({}, False),
        ({URL: "http://127.0.0.1:1/v1"}, False),
        ({URL: "file:///etc/passwd", MODEL: "m"}, False),
        ({URL: "http://127.0.0.1:1/v1/", MODEL: "m", KEY: "secret"}, True),
    ],
)
def test_without_configuration_there_is_no_endpoint(environment: dict[str, str], there: bool) -> None:
    endpoint = Endpoint.of(environment)
    assert (endpoint is not None) is there
    assert "secret" not in repr(endpoint)  # a key is never shown
