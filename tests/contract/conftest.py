"""Real engines for the contract tests: the embedded one and a Neo4j, and a server of yours when NEO4J_URI names it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

from graph.engines.choice import engine_for
from graph.store import Store
from tests.small_graph import small_graph
from tests.traps import Traps, listening

STORES = ["embedded", "neo4j", *(["external"] if os.environ.get("NEO4J_URI") else [])]


@pytest.fixture(scope="session")
def embedded_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store on the embedded engine, whatever it holds."""
    with Store(engine_for(tmp_path_factory.mktemp("store"))) as store:
        yield store


@dataclass(frozen=True, slots=True)
class ServerOfYours:
    """How one reaches a server that zhitu did not start: its address, and the environment with the login."""

    address: str
    environment: Mapping[str, str]


@pytest.fixture(scope="session")
def neo4j_server(neo4j_store: Store) -> ServerOfYours:
    """The shared Neo4j, as a server of the user's."""
    endpoint = neo4j_store.connection.endpoint()
    return ServerOfYours(endpoint.uri, {"NEO4J_USERNAME": endpoint.user, "NEO4J_PASSWORD": endpoint.password})


@pytest.fixture(scope="session")
def external_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store on a server of yours; it must be one whose content may go."""
    with Store(engine_for(tmp_path_factory.mktemp("store"), os.environ["NEO4J_URI"])) as store:
        yield store


@pytest.fixture(scope="session", params=STORES)
def any_store(request: pytest.FixtureRequest) -> Store:
    """A store on each engine, whatever it holds."""
    found = request.getfixturevalue(f"{request.param}_store")
    assert isinstance(found, Store)
    return found


@pytest.fixture
def store(any_store: Store) -> Store:
    """A store on each engine, holding the small graph."""
    any_store.sync(small_graph(), "small")
    return any_store


@pytest.fixture(scope="session")
def traps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Traps]:
    """A file and a local server that no query may reach."""
    with listening(tmp_path_factory.mktemp("trap") / "secret.csv") as found:
        yield found
