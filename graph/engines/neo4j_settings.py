"""What the managed Neo4j is told: who may reach it, how much memory it takes, how little it leaves on the disk."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.errors import StoreUnavailable
from graph.messages import told
from ontology.errors import ConfigError

MIB = 2**20
BASE = 300 * MIB  # what Neo4j's process takes beside heap and page cache
SMALLEST_HEAP, LARGEST_HEAP = 384 * MIB, 4096 * MIB
SMALLEST_CACHE, LARGEST_CACHE = 64 * MIB, 2048 * MIB
HEAP_SHARE, CACHE_SHARE = 8, 16  # of the machine's memory: the page, the browser and others live there too

_UNITS = {"m": MIB, "g": 1024 * MIB}


@dataclass(frozen=True, slots=True)
class Memory:
    """In bytes. The heap is what queries and loads work in, the page cache what is kept of the store's files."""

    heap: int
    page_cache: int


def memory_for(total: int, available: int, heap: str | None = None) -> Memory:
    """The memory settings for a machine; a `heap` such as "2g" is taken as it is.

    Raises StoreUnavailable when the smallest settings do not fit into what is available.

    >>> memory_for(24 * 1024 * MIB, 20 * 1024 * MIB)
    Memory(heap=3221225472, page_cache=1610612736)
    >>> memory_for(4 * 1024 * MIB, 1024 * MIB, "512m")
    Memory(heap=536870912, page_cache=222298112)
    """
    needed = BASE + SMALLEST_HEAP + SMALLEST_CACHE
    if available < needed:
        raise StoreUnavailable(told("free_memory", needed=needed // MIB, free=available // MIB))
    chosen = heap_bytes(heap) if heap else max(SMALLEST_HEAP, min(total // HEAP_SHARE, available // 2, LARGEST_HEAP))
    left = available - BASE - chosen
    return Memory(chosen, max(SMALLEST_CACHE, min(total // CACHE_SHARE, left, LARGEST_CACHE)))


def heap_bytes(text: str) -> int:
    """
    >>> heap_bytes("512m")
    536870912
    """
    if not re.fullmatch(r"[1-9]\d{0,5}[mMgG]", text):
        raise ConfigError(told("heap", text=text))
    return int(text[:-1]) * _UNITS[text[-1].lower()]


def settings(port: int, memory: Memory) -> str:
    """The text of `neo4j.conf`: Bolt on loopback with a password, nothing else that listens, reads or calls home."""
    lines = {
        "server.default_listen_address": "127.0.0.1",
        "server.default_advertised_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.bolt.advertised_address": f"127.0.0.1:{port}",  # what neo4j:// addresses are led to
        "server.bolt.telemetry.enabled": "false",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "dbms.security.auth_enabled": "true",
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "internal.dbms.cypher_ip_blocklist": "0.0.0.0/0,::/0",  # LOAD CSV reaches no address either
        "dbms.usage_report.enabled": "false",
        "server.memory.heap.max_size": f"{memory.heap // MIB}m",
        "server.memory.pagecache.size": f"{memory.page_cache // MIB}m",
        # one query alone must not take what all of them have
        "db.memory.transaction.max": f"{memory.heap // 2 // MIB}m",
        # as it comes it lays out 512 MB of transaction logs, and keeps those of two days: the facts are kept elsewhere
        "db.tx_log.preallocate": "false",
        "db.tx_log.rotation.size": "32m",
        "db.tx_log.rotation.retention_policy": "1 files",
        "db.logs.query.enabled": "OFF",  # queries hold what people look for
        "db.filewatcher.enabled": "false",
        "db.transaction.monitor.check.interval": "200ms",  # 2 s as it comes: a query would overrun its limit as long
    }
    return "".join(f"{key}={value}\n" for key, value in lines.items())
