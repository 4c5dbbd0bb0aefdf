"""A stretch of a copy as it is read, sentence by sentence, with the facts that rest on each and their words marked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ingest.attached.paragraphs import paragraphs_at
from ingest.attached.quotes import AttachedCopy, Quotes, marks

Words = Collection[str]
Lines = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a copy, the bounds of marked words in it, and the keys of the facts that it says."""

    text: str
    marks: tuple[tuple[int, int], ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs of sentences. `lines` and `page` are the copy's own (`page` only of a PDF)."""

    paragraphs: tuple[tuple[Sentence, ...], ...]
    lines: Lines
    page: int | None
    copy: str  # the file's name


@dataclass(frozen=True, slots=True)
class Said:
    """A fact to look for: where it rests, and the words of each of its things (see `fact_words`)."""

    key: str
    evidence: tuple[str, ...]
    words: tuple[Words, ...]


def passages(
    quotes: Quotes, source: str, pieces: Sequence[Lines], places: Mapping[str, Lines], said: Sequence[Said]
) -> list[Passage | None]:
    """Pieces of a source's text edition in the copy that is attached to it; None for those that the copy does not have.

    `places` has the lines of the source's evidence by id: where a copy breaks its lines otherwise, a piece goes
    from the first place in it to the next one behind it.
    """
    attached = quotes.copies.get(source)
    if attached is None:
        return [None] * len(pieces)
    spoken = [(fact, span) for fact in said for ref in fact.evidence for span in quotes.spans(ref, *fact.words)]
    regions = [_region(attached, lines, places) for lines in pieces]
    return [_passage(attached, region, spoken) if region else None for region in regions]


def _passage(
    attached: AttachedCopy, region: tuple[int, int], spoken: Sequence[tuple[Said, tuple[int, int]]]
) -> Passage:
    paragraphs = []
    for paragraph, (low, high) in paragraphs_at(attached.text, [region], attached.furniture):
        sentences = []
        for start, end in paragraph.sentences():
            if start < high and low < end and paragraph.text[start:end].strip():
                bounds = paragraph.offsets[start], paragraph.offsets[end - 1] + 1
                sentences.append(_sentence(paragraph.text[start:end], bounds, spoken))
        if sentences:
            paragraphs.append(tuple(sentences))
    shown = (attached.text.line_at(region[0]), attached.text.line_at(region[1] - 1))
    return Passage(tuple(paragraphs), shown, attached.copy.page_at(region[0]), attached.copy.name)


def _sentence(text: str, bounds: tuple[int, int], spoken: Sequence[tuple[Said, tuple[int, int]]]) -> Sentence:
    facts = {fact.key: fact for fact, (start, end) in spoken if start < bounds[1] and bounds[0] < end}
    words = {word for fact in facts.values() for thing in fact.words for word in thing}
    return Sentence(text, tuple(marks(text, words)) if words else (), tuple(facts))


def _region(attached: AttachedCopy, lines: Lines, places: Mapping[str, Lines]) -> tuple[int, int] | None:
    """The bounds in the copy of lines of the text edition."""
    first, last = lines
    anchored = {id_: attached.anchors[id_] for id_ in places if id_ in attached.anchors}
    inside = [found for id_, found in anchored.items() if first <= places[id_][0] and places[id_][1] <= last]
    behind = any(places[id_][0] > last for id_ in anchored)
    near = inside or (list(anchored.values()) if behind else [])  # lines between places that stayed have stayed too
    if near and all(found.how != "moved" for found in near) and last <= len(attached.text.lines):
        start, end = attached.text.span(first, last)
        return (start, end) if start < end else None
    if not inside:
        return None
    start, end = min(found.start for found in inside), max(found.end for found in inside)
    following = [found.start for id_, found in anchored.items() if places[id_][0] > last and found.start >= end]
    return start, min(following, default=end)
