"""Attaches a reader's copy to the source that it is a copy of, or says what made it look like another document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad

from graph.sources import FactsFolder
from ingest.attached.anchoring import SURE_CHARS, Anchor, anchor
from ingest.attached.copies import CopiesFolder, Copy, Kept
from ingest.attached.places import Place, places_by_source
from ingest.attached.reading import Document, read_document
from ingest.attached.stream import CopyText
from ingest.errors import IngestError
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.problems import listed, problem

SAME_SHARE = 0.1  # of the longer places must stand in a copy: a chapter of it does; another report of the same
# publisher has a few headings and its "about us" in common, below 3 %


class AttachError(IngestError):
    """A document that is no copy of a source, or a source that there is none of; `problems` says why."""


@dataclass(frozen=True, slots=True)
class AttachReport:
    """How many of a source's places a copy holds at their own lines, elsewhere, and not at all.

    `unverified` places have no digest in the facts: they are taken by their lines alone.
    """

    source: str  # src:report
    name: str  # of the file
    exact: int
    moved: int
    missing: int
    unverified: int = 0

    @property
    def total(self) -> int:
        """All places of the source."""
        return self.exact + self.moved + self.missing + self.unverified


def attach(
    workspace: Path, file: Path, facts: Iterable[Quad], source: str | None = None, *, limits: Limits = DEFAULT_LIMITS
) -> AttachReport:
    """Keeps a copy in a workspace's folder, in the place of the source's former one, and finds the facts' places in it.

    `source` is the id of the source, with or without ``src:``; else it is the one whose quotes the file holds.
    Raises AttachError for another document, IngestError for a file that cannot be read as one, GraphError when the
    folder cannot be written.
    """
    signature = FactsFolder(workspace / "facts").signature()
    known = places_by_source(facts)
    candidates = _candidates(known, source, file)
    document = read_document(file, limits)
    text = CopyText.of(document.text)
    tried = {id_: _copy(document, id_).trusted(anchor(places, text)) for id_, places in candidates.items()}
    best = max(tried, key=lambda id_: _share(known[id_], tried[id_]))
    _refuse_another(file.name, best, known[best], tried[best])
    CopiesFolder(workspace).put(Kept(_copy(document, best), tried[best], signature))
    return _report(best, file.name, known[best], tried[best])


def detach(workspace: Path, source: str | None = None) -> str:
    """Forgets the copy of a source, or the only one there is; gives the source's id. AttachError when there is none."""
    folder = CopiesFolder(workspace)
    attached = [kept.copy.source for kept in folder.read()]
    known = listed(id_.removeprefix("src:") for id_ in attached)
    if not attached:
        raise AttachError([problem("no_copies", "copies")])
    if source is None and len(attached) > 1:
        raise AttachError([problem("which_copy", "copies", known=known)])
    wanted = _source_id(source) if source else attached[0]
    if not folder.drop(wanted):
        raise AttachError([problem("no_copy", wanted.removeprefix("src:"), known=known)])
    return wanted


def _source_id(source: str) -> str:
    return source if source.startswith("src:") else f"src:{source}"


def _copy(document: Document, source: str) -> Copy:
    return Copy(source, document.name, document.digest, document.kind, document.text)


def _candidates(
    known: Mapping[str, tuple[Place, ...]], source: str | None, file: Path
) -> Mapping[str, tuple[Place, ...]]:
    """The sources that a file may be a copy of: the one that is named, else one called like the file, else all."""
    if not known:
        raise AttachError([problem("no_places", file.name)])
    if source is not None:
        if _source_id(source) not in known:
            shown = listed(id_.removeprefix("src:") for id_ in known)
            raise AttachError([problem("no_such_source", file.name, value=source, known=shown)])
        return {_source_id(source): known[_source_id(source)]}
    by_name = {id_: places for id_, places in known.items() if id_ == f"src:{file.stem}"}
    verifiable = {id_: places for id_, places in known.items() if any(p.digest for p in places)}
    if by_name or verifiable or len(known) == 1:
        return by_name or verifiable or known
    raise AttachError([problem("which_source", file.name, known=listed(id_.removeprefix("src:") for id_ in known))])


def _share(places: Iterable[Place], found: Mapping[str, Anchor]) -> float:
    """How much of what can tell a source from others stands in a copy: its longer quotes, each counted once."""
    telling = {p.digest: p for p in places if p.digest and (p.chars or SURE_CHARS) >= SURE_CHARS}
    return sum(p.id in found for p in telling.values()) / len(telling) if telling else float(bool(found))


def _refuse_another(name: str, source: str, places: tuple[Place, ...], found: Mapping[str, Anchor]) -> None:
    if _share(places, found) >= SAME_SHARE:
        return
    first = next(place for place in places if place.id not in found)
    lines = f"{first.first}" if first.first == first.last else f"{first.first}-{first.last}"
    short, total = source.removeprefix("src:"), len(places)
    raise AttachError([problem("another_document", name, source=short, found=len(found), total=total, lines=lines)])


def _report(source: str, name: str, places: tuple[Place, ...], found: Mapping[str, Anchor]) -> AttachReport:
    times = Counter(anchored.how for anchored in found.values())
    return AttachReport(
        source, name, times["exact"], times["moved"], len(places) - len(found), unverified=times["unverified"]
    )
