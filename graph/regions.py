"""In which region each thing is, from the widest to the nearest: country, then province or city."""

from __future__ import annotations

from collections.abc import Mapping

Where = Mapping[str, tuple[str, ...]]
"""The places that a thing lies in directly, by id."""

_WIDTH = {"Region": 0, "Country": 1, "CityCluster": 2, "Province": 2, "City": 2}
"""Labels of places that name a region; 2 is the nearest that is shown, smaller places stand in it."""


def region_paths(
    ids: tuple[str, ...], where: Where, labels: Mapping[str, frozenset[str]]
) -> dict[str, tuple[str, ...]]:
    """For each thing whose region is known: its country, then its province or city, as far as there are any.

    >>> where = {"org:a": ("park:p",), "park:p": ("city:s",), "city:s": ("land:c",)}
    >>> labels = {"city:s": frozenset({"City"}), "land:c": frozenset({"Country"}), "park:p": frozenset({"Park"})}
    >>> region_paths(("org:a", "land:c"), where, labels)
    {'org:a': ('land:c', 'city:s'), 'land:c': ('land:c',)}
    """
    found = {}
    for id_ in ids:
        around = _around(id_, where)
        path: dict[int, str] = {}
        for place in around:
            width = min((_WIDTH[label] for label in labels.get(place, ()) if label in _WIDTH), default=None)
            if width is not None:
                path.setdefault(width, place)
        if path:
            found[id_] = tuple(path[width] for width in sorted(path) if width or len(path) == 1)
    return found


def _around(id_: str, where: Where) -> list[str]:
    """The thing itself and all that it lies in, the nearest first."""
    around = [id_]
    for place in around:
        around += [wider for wider in where.get(place, ()) if wider not in around]
    return around
