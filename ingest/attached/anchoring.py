"""Finds every place of a source in a copy, each time sure of it by digest. Pure: places and a text in, anchors out.

Lines are tried first. What is not there is looked for by its fingerprint in the whole copy, so it does not matter how
the copy breaks its lines; then again without the lines that look like headers and footers of pages; and last,
where its neighbours say that it should be, with any few lines in the middle of it left out. Words that stand in several
spots (a heading, a paragraph printed twice) are taken where the neighbours say.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any, Literal

from ingest.attached.places import Place
from ingest.attached.stream import CopyText, Stream, running_lines
from ingest.evidence import digest_of, normalised, quote, quote_digest

How = Literal["exact", "moved", "unverified"]
"""At its own lines; elsewhere; at its own lines, with no digest by which to tell whether the copy says the same."""

Pairs = tuple[tuple[int, int], Any] | None  # the last pair and, in the same form, those before it

SURE_CHARS = 12  # fewer letters may stand together by chance, or again in a list or heading
_OUTSIDE = 1e12  # more than any distance between neighbours
HOLE_LINES = 6  # what a page break puts into a paragraph: footer, number, header, blank lines
HOLE_CHARS = 200
HOLE_REGION_CHARS = 30_000  # about twenty pages; where neighbours are further apart nobody knows where to look


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a place stands in a copy: the offsets of its pieces, more than one when something interrupts them."""

    pieces: tuple[tuple[int, int], ...]
    how: How

    @property
    def start(self) -> int:
        """The offset of the first character."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """The offset after the last character."""
        return self.pieces[-1][1]


def anchor(places: Sequence[Place], copy: CopyText) -> dict[str, Anchor]:
    """Where each place stands, by its id; those that are not in the copy are left out."""
    at_lines = dict(_by_lines(places, copy))
    if all(place.id in at_lines for place in places):
        return at_lines
    # a line that stands often may stand at a place's lines by chance: what can be searched is searched
    found = {p.id: at_lines[p.id] for p in places if p.id in at_lines and not _is_searchable(p)}
    whole = Stream.of(copy)
    _search(whole, places, found)
    for running in running_lines(copy.lines):
        if all(place.id in found for place in places):
            break
        _search(whole.without(running), places, found)
    _search_around_holes(whole, places, found)
    return {id_: _at_lines(anchored, at_lines.get(id_)) for id_, anchored in found.items()}


def _at_lines(searched: Anchor, at_lines: Anchor | None) -> Anchor:
    """The anchor at a place's own lines, when that is the one which the search found."""
    return at_lines if at_lines and at_lines.start <= searched.start < at_lines.end else searched


def _is_searchable(place: Place) -> bool:
    return place.digest is not None and bool(place.chars) and place.fingerprint is not None


def _by_lines(places: Iterable[Place], copy: CopyText) -> Iterator[tuple[str, Anchor]]:
    for place in places:
        if place.last > len(copy.lines):
            continue
        words = quote(copy.lines, place.first, place.last)
        if place.digest is None and normalised(words):
            yield place.id, Anchor((copy.span(place.first, place.last),), "unverified")
        elif place.digest is not None and quote_digest(words) == place.digest:
            yield place.id, Anchor((copy.span(place.first, place.last),), "exact")


def _search(stream: Stream, places: Sequence[Place], found: dict[str, Anchor]) -> None:
    """Adds the places whose words stand in the stream; words that stand there often, where the neighbours say."""
    spots = {place: _spots(stream, place) for place in places if place.id not in found}
    sure = {p: at[0] for p, at in spots.items() if len(at) == 1 and (p.chars or 0) >= SURE_CHARS}
    sure |= _known(stream, places, found)
    order = Order.of(sure)
    alike: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places:
        if spots.get(place) or (place.digest and place.id in found):
            alike[place.digest or ""].append(place)
    for group in alike.values():
        starts = next((spots[place] for place in group if spots.get(place)), [])
        for place, start in _assigned(_together(group), starts, stream, found, order):
            found[place.id] = Anchor(stream.pieces(start, start + (place.chars or 0)), "moved")


def _together(places: Sequence[Place]) -> list[list[Place]]:
    """Places of the same words, in the order of lines; those that share lines are one spot, the others are not."""
    groups: list[list[Place]] = []
    for place in places:
        if groups and place.first <= max(other.last for other in groups[-1]):
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _assigned(
    groups: Sequence[Sequence[Place]],
    starts: Sequence[int],
    stream: Stream,
    found: Mapping[str, Anchor],
    order: Order,
) -> Iterator[tuple[Place, int]]:
    """Each spot goes to one group at most, in order: a line that a copy has once is not found three times."""
    taken: set[int] = set()
    waiting: list[Sequence[Place]] = []
    for group in groups:
        known = [stream.position(found[place.id].start) for place in group if place.id in found]
        if not known:
            waiting.append(group)
        taken.update(known)
        yield from ((place, start) for start in known[:1] for place in group if place.id not in found)
    free = [start for start in starts if start not in taken]
    for number, start in _aligned([[order.distance(group[0], start) for start in free] for group in waiting]):
        yield from ((place, free[start]) for place in waiting[number])


def _aligned(distances: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs of rows and columns, both rising: as many as can be, and of those the ones with the least distances.

    >>> _aligned([[0, 5, 9], [5, 0, 2]])
    [(0, 0), (1, 1)]
    """
    width = len(distances[0]) if distances else 0
    best: list[tuple[int, float, Pairs]] = [(0, 0.0, None)] * (width + 1)  # minus pairs, their distances, the pairs
    for number, row in enumerate(distances):
        after = [best[0]]
        for column, distance in enumerate(row):
            count, total, pairs = best[column]
            paired = (count - 1, total + distance, ((number, column), pairs)) if distance < inf else best[column]
            after.append(min(paired, best[column + 1], after[column], key=lambda option: option[:2]))
        best = after
    found: list[tuple[int, int]] = []
    rest = best[-1][2]
    while rest is not None:
        pair, rest = rest
        found.append(pair)
    return found[::-1]


def _spots(stream: Stream, place: Place) -> list[int]:
    """Where a place's words stand in the stream; nowhere when it does not say what to look for."""
    if place.chars is None or place.fingerprint is None:
        return []
    starts = stream.find(place.chars, place.fingerprint)
    return [start for start in starts if digest_of(stream.text[start : start + place.chars]) == place.digest]


def _known(stream: Stream, places: Iterable[Place], found: Mapping[str, Anchor]) -> dict[Place, int]:
    known = ((place, found[place.id]) for place in places if place.id in found)
    return {p: stream.position(a.start) for p, a in known if a.how != "unverified" and (p.chars or 0) >= SURE_CHARS}


def _search_around_holes(stream: Stream, places: Sequence[Place], found: dict[str, Anchor]) -> None:
    """Adds the places that some lines of the copy interrupt, such as a page's footer and the next one's header."""
    order = Order.of(_known(stream, places, found))
    for place in places:
        if place.id in found or place.digest is None or not place.chars or place.fingerprint is None:
            continue
        low, high = order.region(place, len(stream.text))
        if not place.chars <= high - low <= HOLE_REGION_CHARS:
            continue
        for hole in _holes(stream.line_ends, low, high):
            for start in stream.find_around(place.chars, place.fingerprint, hole, (low, high)):
                stop = start + place.chars + hole[1] - hole[0]
                if digest_of(stream.text[start : hole[0]] + stream.text[hole[1] : stop]) == place.digest:
                    pieces = stream.pieces(start, hole[0]) + stream.pieces(hole[1], stop)
                    found.setdefault(place.id, Anchor(pieces, "moved"))


def _holes(line_ends: Sequence[int], low: int, high: int) -> Iterator[tuple[int, int]]:
    """Runs of whole lines, the shortest first."""
    inside = line_ends[bisect_right(line_ends, low) : bisect_left(line_ends, high)]
    for count in range(1, HOLE_LINES + 1):
        for begins, ends in zip(inside, inside[count:], strict=False):
            if ends - begins <= HOLE_CHARS:
                yield begins, ends


@dataclass(frozen=True, slots=True)
class Order:
    """Places whose spot in the stream is known and that stand there in the order of their lines."""

    places: tuple[Place, ...]
    starts: tuple[int, ...]
    _lasts: tuple[int, ...] = field(repr=False)  # greatest last line so far, for bisecting

    @classmethod
    def of(cls, sure: Mapping[Place, int]) -> Order:
        """The longest row of places that agrees with the stream; the few others stand in another edition's order."""
        listed = sorted(sure.items(), key=lambda item: (item[0].first, item[1]))
        row = _longest_rising([start for _, start in listed])
        places = tuple(listed[index][0] for index in row)
        lasts: list[int] = []
        for place in places:
            lasts.append(max(place.last, lasts[-1] if lasts else 0))
        return cls(places, tuple(listed[index][1] for index in row), tuple(lasts))

    def region(self, place: Place, length: int) -> tuple[int, int]:
        """Between the end of what stands before a place and the start of what stands after it, in a stream."""
        before = bisect_left(self._lasts, place.first)
        after = bisect_right(self.places, place.last, key=lambda other: other.first)
        low = max((start + (p.chars or 0) for p, start in self._near(before)), default=0)
        high = self.starts[after] if after < len(self.starts) else length
        return low, max(low, high)

    def _near(self, before: int) -> Iterator[tuple[Place, int]]:
        # places may overlap: the last one to start need not be the last one to end
        first = max(0, before - 8)
        return zip(self.places[first:before], self.starts[first:before], strict=True)

    def distance(self, place: Place, start: int) -> float:
        """How far a spot is from where a place's neighbours let expect it; infinite for one that must be chance."""
        chars = place.chars or 0
        low, high = self.region(place, start + chars)
        if low <= start and start + chars <= high:
            return abs(start - self._expected(place, low, high))
        return _OUTSIDE + max(low - start, start - high, 0) if chars >= SURE_CHARS else inf

    def _expected(self, place: Place, low: int, high: int) -> float:
        """Where in its region a place would stand if all lines were of one length."""
        before = bisect_left(self._lasts, place.first)
        after = bisect_right(self.places, place.last, key=lambda other: other.first)
        first = self._lasts[before - 1] if before else 0
        last = self.places[after].first if after < len(self.places) else place.last + 1
        return low + (high - low) * (place.first - first) / max(1, last - first)


def _longest_rising(values: Sequence[int]) -> list[int]:
    """Indexes of a longest row that never falls."""
    tails: list[int] = []  # values at the ends of the best rows of each length
    at: list[int] = []  # their indexes
    before: list[int | None] = []
    for index, value in enumerate(values):
        length = bisect_right(tails, value)
        before.append(at[length - 1] if length else None)
        tails[length : length + 1] = [value]
        at[length : length + 1] = [index]
    row: list[int] = []
    index_or_none = at[-1] if at else None
    while index_or_none is not None:
        row.append(index_or_none)
        index_or_none = before[index_or_none]
    return row[::-1]
