"""The canvas' browser files: complete, and drawn by the vis-network that the installed pyvis ships."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from ui.components.canvas.assets import VIS_DIRECTORY, VIS_NETWORK, pyvis_root

ASSETS = Path(str(files("ui.components.canvas"))) / "assets"
MODULES = sorted(ASSETS.glob("*.js"))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_every_module_imports_only_what_is_served(module: Path) -> None:
    served = {f"./{path.name}" for path in MODULES} | {f"../{VIS_NETWORK}/vis-network.min.js"}
    assert set(re.findall(r'^import .*?"([^"]+)";$', module.read_text("utf-8"), re.MULTILINE)) <= served


def test_pyvis_ships_the_vis_network_that_the_canvas_is_written_for() -> None:
    head = (pyvis_root() / VIS_DIRECTORY / "vis-network.min.js").read_text("utf-8")[:600]
    assert "@version 9.1.2" in head


def test_no_browser_file_of_others_lies_in_the_repository() -> None:
    longest = {path.name: max(map(len, path.read_text("utf-8").splitlines())) for path in ASSETS.iterdir()}
    assert max(longest.values()) < 140, longest  # a bundled or minified file has lines of thousands


@pytest.mark.parametrize("path", sorted(ASSETS.iterdir()), ids=lambda path: path.name)
def test_nothing_is_loaded_from_elsewhere_and_no_text_becomes_html(path: Path) -> None:
    text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")  # a name, never asked for
    assert not re.search(r"https?://|\binnerHTML\b|\bouterHTML\b|insertAdjacentHTML|\beval\(|new Function|url\(", text)
