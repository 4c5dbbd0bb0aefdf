"""Makes the canvas' browser files known to Streamlit: our own modules, and vis-network as the installed pyvis ships it.

Streamlit finds components in installed distributions by a manifest beside the package, which an editable install does
not have and which cannot name another distribution's files. So the same registration is done here, for every way of
installing: nothing is bundled or copied, and the vis-network that is served is always the one of the installed pyvis.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from streamlit.components.v2 import component
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

CANVAS = "zhitu.canvas"
VIS_NETWORK = "zhitu.vis_network"
VIS_DIRECTORY = "lib/vis-9.1.2"  # below pyvis; canvas/assets/scene.js imports vis-network.min.js from it


def mount(**arguments: Any) -> Any:
    """Draws the canvas in the running page; arguments and result as those of a Streamlit v2 component."""
    manager = get_bidi_component_manager()
    if manager.get(VIS_NETWORK) is None:
        _register(manager, VIS_NETWORK, pyvis_root(), VIS_DIRECTORY)
    if manager.get_component_asset_root(CANVAS) is None:
        _register(manager, CANVAS, Path(str(files(__package__))), "assets")
        _renderer.cache_clear()
    return _renderer()(**arguments)


def pyvis_root() -> Path:
    """Where the installed pyvis lies. Found without importing it, which would load IPython."""
    return Path(str(files("pyvis")))


@cache
def _renderer() -> Any:
    return component(CANVAS, js="canvas.js", css="canvas.css")


def _register(manager: BidiComponentManager, name: str, root: Path, asset_dir: str) -> None:
    owner, _, short = name.partition(".")
    manifest = ComponentManifest(owner, version("zhitu"), [ComponentConfig(short, asset_dir)])
    manager.register_from_manifest(manifest, root)
