"""The API: same guard, token, loopback, statuses; and its OpenAPI document says what it does."""

from __future__ import annotations

import json
import socket
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from graph.errors import QueryStopped
from graph.turns import AT_ONCE
from graph.workspace import Workspace
from ui.api import description, served_api, token_of, token_path
from ui.query.jobs import TURNS, Job, Question


class Caller:
    """Calls the API as a script would."""

    def __init__(self, address: str, token: str) -> None:
        self.address, self.token = address, token

    def __call__(self, method: str, path: str, body: Any = None, **more: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.token}"} | more.pop("headers", {})
        return requests.request(method, self.address + path, json=body, headers=headers, timeout=60, **more)

    def ask(self, query: object, **more: Any) -> requests.Response:
        return self("POST", "/query", {"query": query} | more)


@pytest.fixture(scope="module")
def api(report_workspace: Workspace) -> Iterator[Caller]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with served_api(report_workspace, port):
        yield Caller(f"http://127.0.0.1:{port}", token_of(report_workspace.path))


def test_a_query_gives_rows_as_the_command_line_does(api: Caller) -> None:
    answer = api.ask("MATCH (n:Thing {id: $id}) RETURN n.name_en AS name, n", parameters={"id": "org:nvidia"})
    assert answer.status_code == 200
    told = answer.json()
    assert told["columns"] == ["name", "n"]
    assert told["rows"][0][0] == "NVIDIA"
    assert told["rows"][0][1]["id"] == "org:nvidia"
    assert told["truncated"] is False


def test_sparql_is_answered_too_and_rows_are_cut(api: Caller) -> None:
    told = api.ask("SELECT * { ?s ?p ?o }", language="sparql", limit=2).json()
    assert (len(told["rows"]), told["truncated"]) == (2, True)


def test_a_thing_comes_with_its_statements_numbers_and_evidence(api: Caller) -> None:
    told = api("GET", "/entity/org:nvidia").json()
    assert told["entity"]["properties"]["name_zh"] == "英伟达"
    assert any(each["statement"]["type"] == "REPRESENTS" and each["outgoing"] for each in told["statements"])
    assert any(place["section"] == "2.1.1" and place["line_start"] for place in told["evidence"].values())
    assert api("GET", "/entity/org:nobody").status_code == 404


@pytest.mark.parametrize(
    ("query", "status", "layer"),
    [
        ("CREATE (n) RETURN n", 400, "read_only"),
        ("LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l", 400, "file_access"),
        ("CALL dbms.listConfig()", 400, "procedure"),
        ("RETURN 1 / 0", 400, "evaluation"),
        ("MATCH (n RETURN n", 400, "syntax"),
        ("RETURN '" + "x" * 200_000 + "'", 400, "limits"),
        ("RETURN '\ud800'", 400, "syntax"),
        (None, 400, "request"),
        (12, 400, "request"),
    ],
)
def test_a_refusal_names_its_layer(api: Caller, query: object, status: int, layer: str) -> None:
    answer = api.ask(query)
    assert (answer.status_code, answer.json()["error"]["layer"]) == (status, layer)
    assert "Traceback" not in answer.text


def test_a_syntax_error_has_its_place(api: Caller) -> None:
    told = api.ask("MATCH (n)\nRETRUN n").json()["error"]
    assert (told["line"], told["column"]) == (2, 1)


def test_a_runaway_query_ends_in_time_and_the_next_one_runs(api: Caller) -> None:
    slow = "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 3000) AS c RETURN count(*)"
    assert api.ask(slow, timeout=1).status_code == 408
    assert api.ask("RETURN 1 AS one").json()["rows"] == [[1]]


def test_who_has_runaways_waits_in_a_row_and_nobody_else_does(report_workspace: Workspace) -> None:
    slow = "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 3000) AS c RETURN count(*)"
    quick = Question("RETURN 1 AS one", "cypher")
    runaways = [Job.start(report_workspace, Question(slow, "cypher"), "ada") for _ in range(AT_ONCE)]
    while TURNS.running("ada") < AT_ONCE:
        assert not any(job.done.wait(0.01) for job in runaways)
    waiting = Job.start(report_workspace, quick, "ada")
    other = Job.start(report_workspace, quick, "grace")
    assert other.done.wait(10)
    assert other.result is not None
    assert (waiting.place, waiting.done.is_set()) == (1, False)
    for job in runaways:
        job.stop()
    assert waiting.done.wait(30)
    assert waiting.result is not None
    assert all(job.done.wait(30) and isinstance(job.error, QueryStopped) for job in runaways)


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", "Basic {token}", "{token}", "Bearer {token}x"])
def test_without_the_token_nothing_is_answered(api: Caller, header: str) -> None:
    for method, path in (("POST", "/query"), ("GET", "/entity/org:nvidia")):
        answer = api(method, path, {"query": "RETURN 1"}, headers={"Authorization": header.format(token=api.token)})
        assert answer.status_code == 401
        assert "NVIDIA" not in answer.text


def test_a_foreign_host_name_is_not_answered(api: Caller) -> None:
    assert api("GET", "/entity/org:nvidia", headers={"Host": "evil.example"}).status_code == 400


def test_a_form_of_another_site_cannot_ask(api: Caller) -> None:
    answer = api("POST", "/query", headers={"Content-Type": "text/plain"}, data='{"query": "RETURN 1"}')
    assert answer.status_code == 400
    assert not any(name.lower().startswith("access-control") for name in answer.headers)


@pytest.mark.parametrize(
    "body",
    [
        {"limit": 0},
        {"limit": 10**9},
        {"limit": True},
        {"limit": "5"},
        {"timeout": -1},
        {"timeout": 1e9},
        {"language": "sql"},
        {"language": ["cypher"]},
        {"parameters": [1]},
    ],
)
def test_what_makes_no_sense_is_refused(api: Caller, body: dict[str, Any]) -> None:
    answer = api.ask("RETURN 1", **body)
    assert (answer.status_code, answer.json()["error"]["layer"]) == (400, "request")


def test_a_body_without_end_is_refused(api: Caller) -> None:
    for size in (900_000, 2_000_000):  # too deep, too long
        answer = api("POST", "/query", headers={"Content-Type": "application/json"}, data=b"[" * size)
        assert answer.status_code == 400


def test_the_token_lies_in_a_file_of_its_owner_and_stays(tmp_path: Path) -> None:
    token = token_of(tmp_path)
    assert len(token) > 30
    assert stat.S_IMODE(token_path(tmp_path).stat().st_mode) == 0o600
    assert token_of(tmp_path) == token


def test_the_document_describes_the_routes_and_needs_no_token(api: Caller) -> None:
    told = requests.get(api.address + "/openapi.json", timeout=30).json()
    assert told == json.loads(description())
    assert set(told["paths"]) == {"/query", "/entity/{id}"}
    limit = told["components"]["schemas"]["Query"]["properties"]["limit"]
    assert api.ask("RETURN 1", limit=limit["maximum"]).status_code == 200
    assert api.ask("RETURN 1", limit=limit["maximum"] + 1).status_code == 400
