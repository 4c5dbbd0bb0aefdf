"""A load whose network is cut half way ends in the same graph."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from graph import loading
from graph.engines.choice import engine_for
from graph.mapping import PropertyGraph
from graph.store import Store
from tests.contract.conftest import ServerOfYours
from tests.cutting import cut_once
from tests.engine_client import large_graph


@pytest.mark.parametrize(("atomic", "after"), [(20_000, 300_000), (1_000, 150_000), (1_000, 400_000)])
def test_a_load_whose_network_is_cut_ends_in_the_same_graph(
    neo4j_store: Store,
    neo4j_server: ServerOfYours,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    atomic: int,
    after: int,
) -> None:
    """In one transaction, and in many."""
    for name, value in neo4j_server.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(loading, "ATOMIC_CHANGES", atomic)
    neo4j_store.sync(PropertyGraph(), "empty")
    with (
        cut_once(urlsplit(neo4j_server.address).port or 0, after) as cut,
        Store(engine_for(tmp_path, f"bolt://127.0.0.1:{cut.port}")) as store,
    ):
        store.sync(large_graph(), "large")
        assert cut.was_cut
        assert store.loaded_digest() == "large"
    assert neo4j_store.dump() == large_graph()
