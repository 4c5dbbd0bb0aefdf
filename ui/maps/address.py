"""What the map page shows as one frozen value, and its way into an address and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ui.address import pack_ids, unpack_ids

_CHOICE = "c."  # before a choice's name


@dataclass(frozen=True, slots=True)
class MapPage:
    """A map with what was chosen in it, and the key of the selected mark. None: the first map."""

    map: str | None = None
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    selected: str | None = None


def to_address(page: MapPage, language: str) -> dict[str, str]:
    """The page as query parameters.

    >>> to_address(MapPage("cities", {"cities": ("place:beijing", "place:shanghai")}), "en")
    {'lang': 'en', 'm': 'cities', 'c.cities': 'place:beijing,place:shanghai'}
    """
    address = {"lang": language}
    if page.map:
        address["m"] = page.map
    address |= {_CHOICE + name: pack_ids(ids) if _has_ids(ids) else ",".join(ids) for name, ids in page.chosen.items()}
    if page.selected:
        address["s"] = page.selected
    return address


def from_address(parameters: Mapping[str, str]) -> MapPage:
    """The page of an address; what cannot be read is left out. Never raises: anybody may type an address."""
    chosen = {
        key.removeprefix(_CHOICE): ids
        for key, value in parameters.items()
        if key.startswith(_CHOICE) and (ids := unpack_ids(value)) is not None
    }
    return MapPage(parameters.get("m") or None, chosen, parameters.get("s") or None)


def _has_ids(ids: tuple[str, ...]) -> bool:
    return any(":" in id_ for id_ in ids)
