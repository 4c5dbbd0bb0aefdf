"""What all tests share: the report's own text, which is not in the repository, and who has a copy says where it is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest

from graph.engines.local_neo4j import Neo4jEngine
from graph.explorer import Explorer
from graph.store import Store
from graph.workspace import Workspace
from ingest import build_report
from ingest.importing import plan_import
from ontology.model import load_model
from tests.explore_world import write_tables

VARIABLE = "ZHITU_REPORT"
NEO4J_HEAP = "512m"  # so that a query that eats memory comes to its end soon


def pytest_report_header() -> list[str]:
    """Names the driver, and says loudly what is not run without the report's text."""
    driver = f"neo4j driver {neo4j.__version__}"
    if os.environ.get(VARIABLE):
        return [driver]
    missing = f"{VARIABLE} is not set: the tests that read the report's own text edition are left out (-m report_text)"
    return [driver, missing]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves those tests out where the text is not there."""
    if os.environ.get(VARIABLE):
        return
    left_out = [item for item in items if item.get_closest_marker("report_text")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture
def report_text() -> Path:
    """The report's text edition."""
    return Path(os.environ[VARIABLE])


@pytest.fixture(scope="session")
def report_workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A workspace that holds the report, and beside it the made-up world with its hostile names; only to be read."""
    folder = tmp_path_factory.mktemp("report")
    with Workspace.open(folder / "workspace") as workspace:
        build_report(workspace)
        plan = plan_import([write_tables(folder / "tables")], "world", load_model())
        workspace.replace_source("world", plan.facts, plan.info)
        yield workspace


@pytest.fixture(scope="session")
def report_explorer(report_workspace: Workspace) -> Explorer:
    """Reads over that workspace."""
    return Explorer(report_workspace.store, load_model())


@pytest.fixture(scope="session")
def neo4j_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store on the one Neo4j server that all tests of a process share, whatever it holds."""
    with Store(Neo4jEngine(tmp_path_factory.mktemp("store"), heap=NEO4J_HEAP)) as store:
        yield store
