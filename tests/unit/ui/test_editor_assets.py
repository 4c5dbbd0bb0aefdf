"""The committed editor belongs to its sources; where Node is, it is built again and compared."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import ui.components.cypher_editor

FOLDER = Path(str(ui.components.cypher_editor.__file__)).parent
FRONTEND, BUNDLE = FOLDER / "frontend", FOLDER / "assets" / "editor.js"


def digest_of_sources() -> str:
    names = ["build.mjs", "package-lock.json", "package.json"]
    names += sorted(f"src/{path.name}" for path in (FRONTEND / "src").iterdir())
    digest = hashlib.sha256()
    for name in names:
        digest.update(f"{name}\n".encode() + (FRONTEND / name).read_bytes())
    return digest.hexdigest()


def test_the_committed_bundle_names_the_sources_that_are_here() -> None:
    first = BUNDLE.read_text("utf-8").partition("\n")[0]
    found = re.fullmatch(r"/\* sources: ([0-9a-f]{64}) \*/", first)
    assert found, "assets/editor.js does not say of which sources it is; run `make editor`"
    assert found[1] == digest_of_sources(), "assets/editor.js is of other sources; run `make editor`"


def test_the_bundle_asks_no_other_host() -> None:
    hosts = set(re.findall(r"https?://([\w.-]+)", BUNDLE.read_text("utf-8")))
    assert hosts <= {"www.w3.org"}  # the name of SVG, which is no request


def test_the_lock_file_pins_every_package_by_its_digest_and_names_no_address() -> None:
    lock = json.loads((FRONTEND / "package-lock.json").read_text("utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert len(packages) > 10
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
    assert "resolved" not in json.dumps(lock)
    allowed = {"MIT", "Apache-2.0", "BSD-3-Clause", "ISC"}
    assert {package["license"] for package in packages.values()} <= allowed


@pytest.mark.skipif(
    shutil.which("npm") is None and not os.environ.get("CI"),
    reason="npm is missing: the editor was not built again (its digest was compared)",
)
def test_building_again_gives_the_committed_bundle(tmp_path: Path) -> None:
    copy = tmp_path / "frontend"
    shutil.copytree(FRONTEND, copy, ignore=shutil.ignore_patterns("node_modules"))
    installed = subprocess.run(
        ["npm", "ci", "--no-audit", "--no-fund", "--prefer-offline"],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    assert installed.returncode == 0, installed.stderr[-2000:]
    subprocess.run(["node", "build.mjs", str(tmp_path / "editor.js")], cwd=copy, check=True)
    assert (tmp_path / "editor.js").read_bytes() == BUNDLE.read_bytes()
