"""The READMEs are read and what they say is run: in a clean copy of the checkout, with an empty home."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from graph.workspace import Workspace
from tests.processes import served

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh.md")


def blocks(readme: str, language: str) -> list[str]:
    text = (ROOT / readme).read_text("utf-8")
    return [found.strip() for found in re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)]


@pytest.fixture(scope="module")
def clean_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tracked files as they are now, as a newcomer's clone has them."""
    copy = tmp_path_factory.mktemp("clone") / "zhitu"
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, tracked.split("\0")):
        if (ROOT / name).exists():
            target = copy / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target)
    return copy


def count_of_organizations(checkout: Path, environment: dict[str, str]) -> int:
    zhitu = checkout / ".venv" / "bin" / "zhitu"
    query = "MATCH (n:Organization) RETURN count(n)"
    command: list[str | Path] = [zhitu, "query", "--format", "csv", query]
    asked = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=True)
    return int(asked.stdout.split()[-1])


def what_pip_has() -> dict[str, str]:
    """Lets pip of another home find what it downloaded already."""
    asked = subprocess.run([sys.executable, "-m", "pip", "cache", "dir"], capture_output=True, text=True, check=False)
    return {"PIP_CACHE_DIR": asked.stdout.strip()} if asked.returncode == 0 else {}


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_names_two_commands(readme: str) -> None:
    assert blocks(readme, "sh") == ["make run", "make test"]


def test_ci_runs_the_test_command_of_the_readme_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    commands = [line for line in lines if line.strip() and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["exec " + blocks("README.md", "sh")[1]]


@pytest.mark.skipif(shutil.which("make") is None, reason="make is missing: the README's commands were not run")
def test_make_run_serves_the_explorer_from_nothing_and_installs_only_once(clean_copy: Path, tmp_path: Path) -> None:
    run = shlex.split(blocks("README.md", "sh")[0])
    environment = {"HOME": str(tmp_path), "ZHITU_PORT": "", "VIRTUAL_ENV": "", "XDG_DATA_HOME": "", **what_pip_has()}
    with (
        served(run, cwd=clean_copy, environment=environment, seconds=600) as explorer,
        urllib.request.urlopen(explorer.address) as answer,
    ):
        assert b"<html" in answer.read()
        assert count_of_organizations(clean_copy, environment) > 100
    installed = clean_copy / ".venv" / "installed-run"
    first = installed.stat().st_mtime_ns
    packages = set((clean_copy / ".venv").rglob("RECORD"))
    with served(run, cwd=clean_copy, environment=environment, seconds=60):
        pass
    assert installed.stat().st_mtime_ns == first
    assert set((clean_copy / ".venv").rglob("RECORD")) == packages


@pytest.mark.parametrize("readme", READMES)
def test_the_queries_of_the_readme_find_something(readme: str, report_workspace: Workspace) -> None:
    zhitu = [str(Path(sys.executable).with_name("zhitu")), "--workspace", str(report_workspace.path)]
    queries = re.findall(r"`(zhitu query .*?)` *\|", (ROOT / readme).read_text("utf-8"))
    assert len(queries) == 2
    for command in queries:
        asked = subprocess.run(
            [*zhitu, *shlex.split(command)[1:], "--format", "csv"], capture_output=True, text=True, check=True
        )
        assert len(asked.stdout.splitlines()) > 1, command


@pytest.mark.parametrize("readme", READMES)
def test_every_link_of_the_readme_leads_somewhere(readme: str) -> None:
    links = re.findall(r"\]\(([^)]+)\)", (ROOT / readme).read_text("utf-8"))
    assert links
    assert [link for link in links if not link.startswith("http") and not (ROOT / link).exists()] == []
