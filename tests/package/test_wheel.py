"""What users install is the wheel: it must be complete and work away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

import pytest

from tests.processes import served

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("graph", "ingest", "ontology", "ui")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            _uv(),
            "build",
            "--quiet",
            "--wheel",
            "--no-build-isolation",
            "--python",
            sys.executable,
            "--out-dir",
            out,
            ROOT,
        ],
        check=True,
    )
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of the commands of a fresh environment in which only the wheel and its locked dependencies are."""
    home = tmp_path_factory.mktemp("fresh") / "venv"
    subprocess.run([_uv(), "venv", "--quiet", "--python", sys.executable, home], check=True)
    bin_ = home / ("Scripts" if sys.platform == "win32" else "bin")
    pip: list[str | Path] = [_uv(), "pip", "install", "--quiet", "--python", bin_ / "python"]
    subprocess.run([*pip, "--require-hashes", "-r", ROOT / "requirements" / "run.txt"], check=True)
    subprocess.run([*pip, "--no-deps", wheel], check=True)
    return bin_


def test_the_wheel_holds_every_file_of_the_four_packages(wheel: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", *PACKAGES], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    expected = {name for name in tracked if name and (ROOT / name).exists()}
    assert len(expected) > 50
    with zipfile.ZipFile(wheel) as archive:
        missing = expected - set(archive.namelist())
    assert not missing


def test_the_wheel_asks_for_every_locked_run_time_package_that_the_code_imports(installed: Path) -> None:
    modules = "ontology.model, graph.store, graph.mapping, graph.workspace, ingest.build, ui.cli, ui.serving"
    subprocess.run([installed / "python", "-c", f"import {modules}"], check=True, cwd=installed)


def test_help_build_query_and_serve_work_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    zhitu = installed / "zhitu"
    environment = {"ZHITU_WORKSPACE": str(tmp_path / "workspace"), "LANG": "en_US.UTF-8", "LC_ALL": ""}
    shown = subprocess.run([zhitu, "--help"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert "serve" in shown
    subprocess.run([zhitu, "--workspace", tmp_path / "workspace", "build"], cwd=tmp_path, check=True)
    with served([str(zhitu), "serve"], cwd=tmp_path, environment=environment) as explorer:
        with urllib.request.urlopen(explorer.address + "/_stcore/health") as answer:
            assert answer.status == 200
        query: list[str | Path] = [zhitu, "query", "--format", "csv", "MATCH (n:Organization) RETURN count(n) > 100"]
        asked = subprocess.run(
            query, env=os.environ | environment, capture_output=True, text=True, check=True, cwd=tmp_path
        )
        assert asked.stdout.split()[-1] == "true"


def _uv() -> str:
    return str(Path(sys.executable).with_name("uv.exe" if sys.platform == "win32" else "uv"))
