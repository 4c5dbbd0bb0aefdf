"""Real engines for the contract tests: the embedded one always, a Neo4j server when NEO4J_URI says where it is."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from graph.engines.choice import engine_for
from graph.store import Store
from tests.small_graph import small_graph
from tests.traps import Traps, listening

STORES = ["embedded", *filter(None, [os.environ.get("NEO4J_URI")])]


@pytest.fixture(scope="session", params=STORES, ids=lambda address: address.partition(":")[0])
def any_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store on each engine, whatever it holds."""
    with Store(engine_for(tmp_path_factory.mktemp("store"), request.param)) as store:
        yield store


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
