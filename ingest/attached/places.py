"""The quoted places of each source, read out of facts, for those who look for them in a copy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from graph.ids import id_of_iri

_ZT: Final = "https://w3id.org/zhitu/ns#"
_RDF_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_EVIDENCE: Final = _ZT + "Evidence"
_KEYS: Final = {_ZT + name: name for name in ("lineStart", "lineEnd", "digest", "chars", "fingerprint", "source")}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """An Evidence: lines `first` to `last` of a source's text edition, and the marks of the quote that stands there.

    Without a digest nobody can tell whether a copy says the same there; without `chars` and `fingerprint` a quote that
    moved cannot be found.
    """

    first: int
    last: int
    id: str
    digest: str | None = None
    chars: int | None = None
    fingerprint: int | None = None


def places_by_source(facts: Iterable[Quad]) -> dict[str, tuple[Place, ...]]:
    """The places of every source that has evidence, in the order of their lines, by the source's id, ``src:report``."""
    evidence: set[str] = set()
    told: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for quad in facts:
        subject, predicate, value = quad.subject, quad.predicate.value, quad.object
        if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
            continue
        if predicate == _RDF_TYPE and value.value == _EVIDENCE:
            evidence.add(subject.value)
        elif predicate in _KEYS:
            told[subject.value][_KEYS[predicate]] = value.value
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for iri in evidence:
        place = _place(id_of_iri(iri), told[iri])
        if place is not None and "source" in told[iri]:
            found[id_of_iri(told[iri]["source"])].append(place)
    return {source: tuple(sorted(places)) for source, places in sorted(found.items())}


def _place(id_: str, told: dict[str, str]) -> Place | None:
    """None when it says no lines that can be looked up: facts of other programs may say anything."""
    first, last = _number(told.get("lineStart")), _number(told.get("lineEnd"))
    if first is None or last is None or not 0 < first <= last:
        return None
    fingerprint = _number(told.get("fingerprint"), 16)
    return Place(first, last, id_, told.get("digest"), _number(told.get("chars")), fingerprint)


def _number(text: str | None, base: int = 10) -> int | None:
    try:
        return int(text, base) if text else None
    except ValueError:
        return None
