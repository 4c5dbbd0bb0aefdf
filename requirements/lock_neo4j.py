"""Looks up which jars a release of Neo4j Community consists of: ``python requirements/lock_neo4j.py 5.26.30``.

Prints what `graph/engines/neo4j_jars.txt` holds. The version stands in `graph.engines.neo4j_jars.VERSION` too.
"""

from __future__ import annotations

import hashlib
import sys
from concurrent.futures import ThreadPoolExecutor

import jgo
from jgo.maven import Artifact


def line(artifact: Artifact) -> str:
    """One jar, fetched into Maven's cache."""
    data = artifact.resolve().read_bytes()
    coordinate = ":".join(filter(None, (artifact.groupId, artifact.artifactId, artifact.version, artifact.classifier)))
    return f"{hashlib.sha256(data).hexdigest()} {len(data)} {coordinate}"


def main(version: str) -> None:
    """Writes the list to standard output, in order of names."""
    print(
        f"# The jars of Neo4j {version} Community, by `make lock-neo4j`:"
        " SHA-256, bytes, group:artifact:version[:classifier]."
    )
    with ThreadPoolExecutor(8) as threads:
        lines = threads.map(line, jgo.resolve(f"org.neo4j:neo4j:{version}"))
    print("\n".join(sorted(lines, key=lambda text: text.split()[2])))


if __name__ == "__main__":
    main(sys.argv[1])
