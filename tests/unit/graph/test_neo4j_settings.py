"""What the managed Neo4j is told: as much memory as fits, and nothing that listens or reads beyond Bolt on loopback."""

from __future__ import annotations

import pytest

from graph.engines.local_neo4j import checked_port
from graph.engines.neo4j_settings import BASE, MIB, Memory, heap_bytes, memory_for, settings
from graph.errors import StoreUnavailable
from ontology.errors import ConfigError

GIB = 1024 * MIB


@pytest.mark.parametrize("total", [1, 2, 4, 8, 16, 64, 512])
@pytest.mark.parametrize("free", [0.75, 0.9, 1.0])
def test_what_neo4j_takes_fits_into_what_is_free(total: int, free: float) -> None:
    available = int(total * GIB * free)
    if available < 748 * MIB:
        pytest.skip("too little for any Neo4j")
    memory = memory_for(total * GIB, available)
    assert BASE + memory.heap + memory.page_cache <= available
    assert memory.heap <= 4 * GIB


def test_larger_machines_give_more() -> None:
    heaps = [memory_for(total * GIB, total * GIB).heap for total in (1, 4, 16, 32)]
    assert heaps == sorted(set(heaps))


def test_too_little_memory_is_told_with_both_figures() -> None:
    with pytest.raises(StoreUnavailable, match="needs 748 MB of memory and 500 MB are free"):
        memory_for(8 * GIB, 500 * MIB)


def test_a_heap_that_is_no_size_is_refused() -> None:
    for bad in ("much", "0m", "12", "1t"):
        with pytest.raises(ConfigError, match="not a size"):
            heap_bytes(bad)


def test_a_port_that_is_none_is_refused() -> None:
    for bad in ("0", "65536", "bolt", "-1", "７６８７"):
        with pytest.raises(ConfigError, match="not a port"):
            checked_port(bad)


def test_only_bolt_listens_and_only_on_loopback() -> None:
    told = dict(line.split("=", 1) for line in settings(7687, Memory(512 * MIB, 64 * MIB)).splitlines())
    assert {key: value for key, value in told.items() if key.endswith("listen_address")} == {
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": "127.0.0.1:7687",
    }
    assert (told["server.http.enabled"], told["server.https.enabled"]) == ("false", "false")
    assert told["dbms.security.auth_enabled"] == "true"
    assert told["dbms.security.allow_csv_import_from_file_urls"] == "false"
