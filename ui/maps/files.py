"""Which maps there are: the product's own, and those of the workspace."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from graph.maps.declared import MapError, MapView, read_map

FOLDER = "maps"  # in a workspace
_LARGEST_BYTES = 200_000  # of a workspace's file; a map is a page of text


@dataclass(frozen=True, slots=True)
class Maps:
    """All maps in their order, and what is wrong with files that are none."""

    views: tuple[MapView, ...]
    troubles: tuple[str, ...] = ()

    def named(self, id_: str | None) -> MapView:
        """The map of this id, else the first one."""
        return next((view for view in self.views if view.id == id_), self.views[0])


@cache
def own_maps() -> tuple[MapView, ...]:
    """The maps that come with the product."""
    found = (file for file in files(__package__).iterdir() if file.name.endswith(".toml"))
    return tuple(read_map(file.name.removesuffix(".toml"), file.read_text("utf-8")) for file in found)


def all_maps(workspace: Path) -> Maps:
    """The product's maps and those of a workspace; a map of the same name takes the place of the product's."""
    views = {view.id: view for view in own_maps()}
    troubles = []
    folder = workspace / FOLDER
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        try:
            view = _read(path)
            views[view.id] = view
        except MapError as error:
            troubles.append(str(error))
    return Maps(tuple(sorted(views.values(), key=lambda view: (view.order, view.id))), tuple(troubles))


def _read(path: Path) -> MapView:
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise MapError(f"{path.name}: a map has at most {_LARGEST_BYTES:,} bytes")
        return read_map(path.stem, path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise MapError(f"{path.name}: cannot be read as UTF-8 text: {error}") from error
