"""The sentences that a fact rests on, out of the copies that are attached: for pages, queries and exports."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from graph.errors import GraphError
from graph.facts import union
from graph.sources import FactsFolder
from ingest.attached.anchoring import Anchor, How, anchor
from ingest.attached.copies import CopiesFolder, Copy, Kept
from ingest.attached.paragraphs import Paragraph, paragraphs_at
from ingest.attached.places import places_by_source
from ingest.attached.stream import CopyText, page_furniture
from ingest.evidence import normalised

MAX_CHARS = 600  # of sentences that are shown when nothing says which of them matter
CONTEXT_CHARS = 120  # shown before and after them
MAX_BEYOND = 150  # of a sentence before and after the place: tables and addresses have no full stop that ends it
MAX_RUN = 6  # sentences that together say a fact
_NUMBER_GOES_ON = re.compile(r"[.,，．]?\d")
_PERCENT = ("%", "％", "‰")
_NAMES = ("name_zh", "name_en", "name", "aliases", "misspellings", "printed", "official_zh", "official_en")


@dataclass(frozen=True, slots=True)
class Quote:
    """What a copy says at a place, in whole sentences on one line a paragraph.

    `marks` are the bounds in `text` of the words that were asked for; `before` and `after` are what stands around it in
    its paragraph. `lines` and `page` are the copy's (`page` only for a PDF); `how` says how sure the place is.
    """

    text: str
    before: str
    after: str
    lines: tuple[int, int]
    page: int | None
    how: How
    marks: tuple[tuple[int, int], ...]
    copy: str  # the file's name

    def marked(self, opening: str = "【", closing: str = "】") -> str:
        """The text with its marks written out, for where there are no colours."""
        parts, done = [], 0
        for start, end in self.marks:
            parts += [self.text[done:start], opening, self.text[start:end], closing]
            done = end
        return "".join([*parts, self.text[done:]])


@dataclass(frozen=True)
class AttachedCopy:
    """A copy with its places."""

    copy: Copy
    anchors: Mapping[str, Anchor] = field(repr=False)

    @cached_property
    def text(self) -> CopyText:
        """Its lines, split when they are first asked for."""
        return CopyText.of(self.copy.text)

    @cached_property
    def furniture(self) -> frozenset[int]:
        """Its headers, footers and page numbers."""
        return page_furniture(self.text)


class Quotes:
    """Gives quotes by evidence id; empty when nothing is attached. Made by `quotes`; what it says does not change."""

    def __init__(self, copies: Iterable[AttachedCopy]) -> None:
        self.copies = {attached.copy.source: attached for attached in copies}
        """The copies by source id, such as ``src:report``."""
        self._of = {id_: attached for attached in self.copies.values() for id_ in attached.anchors}
        self._read: dict[str, _Sentences] = {}  # a place is asked for by every fact that rests on it

    def __bool__(self) -> bool:
        return bool(self.copies)

    def sentence(self, evidence_id: str, *facts: Collection[str]) -> Quote | None:
        """The sentences at a place; None when its source has no copy attached or the copy does not say it.

        Each of `facts` holds the words of one thing, any of which may stand there: names of a statement's subject, of
        its object, a number as printed (see `fact_words`). The sentences that say most of them are chosen, and the
        words marked. Without facts: all sentences, as far as there is room.
        """
        attached = self._of.get(evidence_id)
        if attached is None:
            return None
        found = attached.anchors[evidence_id]
        sentences = self._sentences(evidence_id)
        chosen = sentences.saying(facts)
        text = sentences.text(chosen)
        return Quote(
            text=text,
            before=sentences.before(chosen.start),
            after=sentences.after(chosen.stop),
            lines=(attached.text.line_at(found.start), attached.text.line_at(found.end - 1)),
            page=attached.copy.page_at(found.start),
            how=found.how,
            marks=tuple(marks(text, [word for words in facts for word in words])),
            copy=attached.copy.name,
        )

    def spans(self, evidence_id: str, *facts: Collection[str]) -> tuple[tuple[int, int], ...]:
        """The bounds in the copy's text of the sentences that `sentence` gives; none when it gives None."""
        if evidence_id not in self._of:
            return ()
        sentences = self._sentences(evidence_id)
        return tuple(sentences.span(index) for index in sentences.saying(facts))

    def _sentences(self, evidence_id: str) -> _Sentences:
        if evidence_id not in self._read:
            attached = self._of[evidence_id]
            self._read[evidence_id] = _Sentences.at(attached, attached.anchors[evidence_id])
        return self._read[evidence_id]


def quotes(workspace: Path) -> Quotes:
    """The copies attached to a workspace's folder; places that came with later facts are looked for first.

    Raises GraphError when the facts cannot be read.
    """
    folder, facts = CopiesFolder(workspace), FactsFolder(workspace / "facts")
    kept = folder.read()
    if not kept:
        return Quotes(())
    signature = facts.signature()
    if any(one.signature != signature for one in kept):
        kept = _anchored_again(folder, kept, facts)
    return Quotes(AttachedCopy(one.copy, one.anchors) for one in kept)


def fact_words(*properties: Mapping[str, object]) -> tuple[tuple[str, ...], ...]:
    """The words by which sentences may say each of some things, given their properties: names, aliases, printed forms.

    >>> fact_words({"name_zh": "英伟达", "name_en": "NVIDIA", "founded": 1993}, {"printed": "52%"})
    (('英伟达', 'NVIDIA'), ('52%',))
    """
    return tuple(tuple(dict.fromkeys(_words(told))) for told in properties)


def _words(told: Mapping[str, object]) -> Iterator[str]:
    for key in _NAMES:
        value = told.get(key)
        yield from (word for word in ([value] if isinstance(value, str) else _texts(value)) if word)


def _texts(value: object) -> Iterator[str]:
    return (word for word in value if isinstance(word, str)) if isinstance(value, tuple | list) else iter(())


def _anchored_again(folder: CopiesFolder, kept: Sequence[Kept], facts: FactsFolder) -> list[Kept]:
    signature = facts.signature()
    places = places_by_source(union(facts.quads()))
    renewed = []
    for one in kept:
        anchors = one.copy.trusted(anchor(places.get(one.copy.source, ()), CopyText.of(one.copy.text)))
        renewed.append(Kept(one.copy, anchors, signature))
        with suppress(GraphError):  # a workspace that cannot be written is still read; next time they are found anew
            folder.put(renewed[-1])
    return renewed


@dataclass(frozen=True, slots=True)
class _Sentences:
    """The sentences of the paragraphs around a place, numbered; `inside` are those that the place touches."""

    paragraphs: tuple[Paragraph, ...]
    bounds: tuple[tuple[int, int, int], ...]  # paragraph, start, end
    inside: range

    @classmethod
    def at(cls, attached: AttachedCopy, found: Anchor) -> _Sentences:
        placed = paragraphs_at(attached.text, found.pieces, attached.furniture)
        paragraphs: list[Paragraph] = []
        bounds: list[tuple[int, int, int]] = []
        inside: list[int] = []
        for number, (paragraph, (low, high)) in enumerate(placed):
            paragraphs.append(paragraph)
            for start, end in paragraph.sentences():
                if start < high and low < end:
                    inside.append(len(bounds))
                    bounds.append((number, max(start, low - MAX_BEYOND), min(end, high + MAX_BEYOND)))
                else:
                    bounds.append((number, start, end))
        touched = range(min(inside), max(inside) + 1) if inside else range(0)
        return cls(tuple(paragraphs), tuple(bounds), touched)

    def saying(self, facts: Sequence[Collection[str]]) -> range:
        """The shortest run of sentences in the place that says most of the facts; the first such one."""
        said = [self._said(index, facts) for index in self.inside]
        best, most = range(0), 0
        for first in range(len(said)):
            together: set[int] = set()
            for last in range(first, min(first + MAX_RUN, len(said))):
                together |= said[last]
                run = range(self.inside.start + first, self.inside.start + last + 1)
                if (len(together), -len(run)) > (most, -len(best)):
                    best, most = run, len(together)
        return best if most else self._room()

    def _said(self, index: int, facts: Sequence[Collection[str]]) -> set[int]:
        paragraph, start, end = self.bounds[index]
        text = self.paragraphs[paragraph].text[start:end]
        return {number for number, words in enumerate(facts) if next(marks(text, words), None)}

    def _room(self) -> range:
        """The place from its first sentence on, up to MAX_CHARS."""
        chars, stop = 0, self.inside.start
        while stop < self.inside.stop and (chars == 0 or chars + self._length(stop) <= MAX_CHARS):
            chars += self._length(stop)
            stop += 1
        return range(self.inside.start, stop)

    def _length(self, index: int) -> int:
        _, start, end = self.bounds[index]
        return end - start

    def span(self, index: int) -> tuple[int, int]:
        """The bounds of a sentence in the copy's text."""
        paragraph, start, end = self.bounds[index]
        offsets = self.paragraphs[paragraph].offsets[start:end]
        return offsets[0], offsets[-1] + 1

    def text(self, chosen: range) -> str:
        """The chosen sentences, a line a paragraph."""
        parts: dict[int, str] = {}
        for paragraph, start, end in (self.bounds[index] for index in chosen):
            parts[paragraph] = parts.get(paragraph, "") + self.paragraphs[paragraph].text[start:end]
        return "\n".join(part.strip() for part in parts.values())

    def before(self, first: int) -> str:
        """The end of what stands before a sentence in its paragraph."""
        if first >= len(self.bounds):
            return ""
        paragraph, start, _ = self.bounds[first]
        text = self.paragraphs[paragraph].text[:start].strip()
        return text if len(text) <= CONTEXT_CHARS else "…" + text[-CONTEXT_CHARS:].lstrip()

    def after(self, stop: int) -> str:
        """The start of what stands after the last sentence in its paragraph."""
        if not 0 < stop <= len(self.bounds):
            return ""
        paragraph, _, end = self.bounds[stop - 1]
        text = self.paragraphs[paragraph].text[end:].strip()
        return text if len(text) <= CONTEXT_CHARS else text[:CONTEXT_CHARS].rstrip() + "…"


def marks(text: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where words stand in a text, whatever their width, case and spaces; longer words first, none inside another."""
    stream, at = _folded(text)
    taken: list[tuple[int, int]] = []
    percent = {_folded_word(word): word.endswith(_PERCENT) for word in words}
    there = (word for word in percent if word and word in stream)
    for word in sorted(there, key=lambda word: (-len(word), word)):
        for found in re.finditer(re.escape(word), stream):
            start, end = at[found.start()], at[found.end() - 1] + 1
            if _is_whole(text, start, end) and all(b <= start or end <= a for a, b in taken):
                taken.append((start, end + (percent[word] and text.startswith(_PERCENT, end))))
    yield from sorted(taken)


@lru_cache(maxsize=4_096)  # the sentences of some chapters: every fact asks for those of its places, a thousand in all
def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    """A text as words are looked for in it, and where each of its characters stood."""
    plain = [(_folded_word(character), index) for index, character in enumerate(text)]
    return "".join(piece for piece, _ in plain), tuple(index for piece, index in plain for _ in piece)


@lru_cache(maxsize=16_384)
def _folded_word(word: str) -> str:
    return normalised(word)


def _is_whole(text: str, start: int, end: int) -> bool:
    """False inside a longer number or Latin word: 40 in 140, 200 in 1,200, AI in chain."""
    return not (_goes_on(text[start], text[:start][-2:][::-1]) or _goes_on(text[end - 1], text[end : end + 2]))


def _goes_on(edge: str, beyond: str) -> bool:
    if edge.isdigit():
        return bool(_NUMBER_GOES_ON.match(beyond))
    return edge.isascii() and edge.isalpha() and beyond[:1].isascii() and beyond[:1].isalpha()
