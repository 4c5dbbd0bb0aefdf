"""Makes a package's browser files known to Streamlit, and mounts them as components of the running page.

Streamlit finds components in installed distributions by a manifest beside the package, which an editable install does
not have; the same registration is done here, for every way of installing.
"""

from __future__ import annotations

from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from streamlit.components.v2 import component
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

_OWNER = "zhitu"
_renderers: dict[str, Any] = {}


def renderer(package: str, name: str, css: str) -> Any:
    """The component `<package>/assets/<name>.js`, registered with the running server; a new one gets it anew."""
    if register(package, name):
        _renderers.pop(name, None)
    if name not in _renderers:
        _renderers[name] = component(f"{_OWNER}.{name}", js=f"{name}.js", css=css)
    return _renderers[name]


def register(package: str, name: str) -> bool:
    """Serves `<package>/assets` under a name, so that other components' scripts may import from it; False if it was."""
    manager = get_bidi_component_manager()
    if manager.get(f"{_OWNER}.{name}") is not None or manager.get_component_asset_root(f"{_OWNER}.{name}") is not None:
        return False
    manifest = ComponentManifest(_OWNER, version("zhitu"), [ComponentConfig(name, "assets")])
    manager.register_from_manifest(manifest, Path(str(files(package))))
    return True
