"""The machine-readable twin of the query page: ``POST /query`` and ``GET /entity/{id}``, through the same guard.

It runs beside the page when ``zhitu serve --api`` says so, on 127.0.0.1, for those who have its token.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
import threading
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from graph.cypher_text import QuerySyntaxError
from graph.errors import LimitReached, QueryRefused, QueryTimeout, StoreUnavailable
from graph.explorer import Card, Explorer, Place
from graph.export.results import as_json, plain
from graph.library import QueryLanguage
from graph.messages import told
from graph.values import Node
from graph.workspace import Workspace
from ontology.errors import ConfigError, KgError
from ontology.model import load_model
from ui.query.jobs import TURNS, Question, ask

DEFAULT_PORT = 8502
MAX_BODY_BYTES = 1_000_000
MAX_ROWS = 100_000
MAX_SECONDS = 300.0
HOSTS = ["127.0.0.1", "localhost"]  # a foreign name that resolves to loopback is refused (DNS rebinding)
TOKEN_FILE = "api-token"
START_SECONDS = 20.0
STOP_SECONDS = 4.0
USER = "api"  # in the row of turns

Endpoint = Callable[[Request], Awaitable[Response]]


class Malformed(KgError):  # noqa: N818 - what the caller sent, no fault of the program
    """A request that says not what it wants."""


def application(workspace: Workspace, token: str) -> Starlette:
    """The API over a workspace, for callers that name the token."""

    async def query(request: Request) -> Response:
        asked = _question(await _body(request))

        def answer() -> Response:
            with TURNS.turn(USER):
                return Response(as_json(ask(workspace, asked)), media_type="application/json")

        return await run_in_threadpool(answer)

    async def entity(request: Request) -> Response:
        id_ = str(request.path_params["id"])

        def answer() -> Response:
            card = Explorer(workspace.store, load_model()).card(id_)
            if card is None:
                return _problem(404, "not_found", f"nothing has the id {id_!r}")
            return JSONResponse(entity_object(card))

        return await run_in_threadpool(answer)

    async def openapi(_: Request) -> Response:
        return Response(description(), media_type="application/json")

    routes = [
        Route("/query", _told(_allowed(token, query)), methods=["POST"]),
        Route("/entity/{id:path}", _told(_allowed(token, entity)), methods=["GET"]),
        Route("/openapi.json", openapi, methods=["GET"]),
    ]
    return Starlette(routes=routes, middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)])


def token_of(workspace: Path) -> str:
    """The workspace's token for the API, made at the first use and kept in a file that only its owner reads."""
    path = token_path(workspace)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        path.chmod(0o600)
        return path.read_text("ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(32) + "\n")
    return path.read_text("ascii").strip()


def token_path(workspace: Path) -> Path:
    """Where the token lies."""
    return workspace / "state" / TOKEN_FILE


@cache
def description() -> str:
    """The OpenAPI document of the API."""
    return files("ui").joinpath("openapi.json").read_text("utf-8")


def entity_object(card: Card) -> dict[str, Any]:
    """A thing with its statements, numbers and evidence, as JSON."""
    statements = [
        {"statement": plain(relationship), "other": plain(other), "outgoing": group.outgoing}
        for group in card.groups
        for relationship, other in group.statements
    ]
    observations = [
        {
            "observation": plain(each.node),
            "about": [node.id for node in each.about],
            "regions": [n.id for n in each.regions],
        }
        for each in card.observations
    ]
    return {
        "entity": plain(card.node),
        "statements": statements,
        "observations": observations,
        "discrepancies": [plain(node) for node in card.discrepancies],
        "evidence": {id_: _place(place) for id_, place in card.places.items()},
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "source": place.source.id if place.source else None,
        "section": place.section,
        "line_start": place.line_start,
        "line_end": place.line_end,
        "figures": _ids(place.figures),
        "endnotes": _ids(place.endnotes),
    }


def _ids(nodes: Iterable[Node]) -> list[str]:
    return [node.id for node in nodes]


def _allowed(token: str, endpoint: Endpoint) -> Endpoint:
    """Only for callers that send the token; told apart in constant time."""

    async def checked(request: Request) -> Response:
        scheme, _, sent = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not hmac.compare_digest(sent.strip().encode(), token.encode()):
            problem = _problem(
                401, "unauthorized", f"send the token of the workspace's state/{TOKEN_FILE} as a bearer token"
            )
            problem.headers["WWW-Authenticate"] = "Bearer"
            return problem
        return await endpoint(request)

    return checked


def _told(endpoint: Endpoint) -> Endpoint:
    """Errors as JSON, each with the status that fits it; never a trace."""

    async def answered(request: Request) -> Response:
        try:
            return await endpoint(request)
        except QueryRefused as error:
            place = {"line": error.line, "column": error.column} if isinstance(error, QuerySyntaxError) else {}
            return _problem(400, error.layer, str(error), **place)
        except QueryTimeout as error:
            return _problem(408, "timeout", str(error))
        except LimitReached as error:
            return _problem(413, "limit", str(error))
        except StoreUnavailable as error:
            return _problem(503, "store", str(error))
        except KgError as error:
            return _problem(400, "request", str(error))

    return answered


def _problem(status: int, layer: str, message: str, **more: object) -> JSONResponse:
    return JSONResponse({"error": {"layer": layer, "message": message} | more}, status)


async def _body(request: Request) -> Mapping[str, Any]:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Malformed("send the query as application/json")  # which no form of another site can
    raw = b""
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > MAX_BODY_BYTES:
            raise Malformed(f"the request has more than {MAX_BODY_BYTES:,} bytes")
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"the request is no JSON: {error}") from error
    if not isinstance(body, dict):
        raise Malformed('the request is a JSON object, such as {"query": "RETURN 1"}')
    return body


def _question(body: Mapping[str, Any]) -> Question:
    text = body.get("query")
    if not isinstance(text, str):
        raise Malformed("query: a text is missing")
    language: QueryLanguage = body.get("language", "cypher")
    if language not in ("cypher", "sparql"):
        raise Malformed(f"language: {language!r} is neither cypher nor sparql")
    parameters = body.get("parameters", {})
    if not isinstance(parameters, dict):
        raise Malformed("parameters: an object of names and values is right")
    limit, timeout = body.get("limit", 1_000), body.get("timeout", 30.0)
    if not _is_number(limit, MAX_ROWS) or not isinstance(limit, int):
        raise Malformed(f"limit: a whole number from 1 to {MAX_ROWS:,} is right")
    if not _is_number(timeout, MAX_SECONDS):
        raise Malformed(f"timeout: seconds up to {MAX_SECONDS:g} are right")
    return Question(text, language, parameters, limit, float(timeout))


def _is_number(value: object, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= most


@contextmanager
def served_api(workspace: Workspace, port: int) -> Iterator[None]:
    """Serves the API on 127.0.0.1 in a thread while the context lasts; raises ConfigError when it does not start."""
    import uvicorn  # noqa: PLC0415 - only those who serve it need it

    config = uvicorn.Config(
        application(workspace, token_of(workspace.path)),
        host="127.0.0.1",
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, name="zhitu-api", daemon=True)
    thread.start()
    deadline = time.monotonic() + START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise ConfigError(told("api_not_started", port=port))
        time.sleep(0.02)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(STOP_SECONDS)
