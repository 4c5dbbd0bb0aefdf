"""Evidence cells (``L268;L270-272;src:other@L5``) -> line ranges of a source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import NamedNode

from graph.ids import OWN_BASE, is_own_id
from ingest.statements.cells import CellError, split_values
from ingest.tables.grid import folded

MAX_LINE = 10_000_000
_RANGE = re.compile(r"[Ll]?(?P<first>\d{1,9})(?:[-–—~][Ll]?(?P<last>\d{1,9}))?")


@dataclass(frozen=True, slots=True, order=True)
class Lines:
    """A line range of a source's text edition: lines `first` to `last`, counted from 1, both included."""

    source: str  # the id of a source: src:report
    first: int
    last: int

    @property
    def id(self) -> str:
        """The id of the Evidence: ``ev:report-L268-270``."""
        return f"ev:{self.source.partition(':')[2]}-{self.text}"

    @property
    def node(self) -> NamedNode:
        """The Evidence."""
        return NamedNode(f"{OWN_BASE}ev/{self.id.removeprefix('ev:')}")

    @property
    def text(self) -> str:
        """``L268-270``, as it is written in a cell."""
        return f"L{self.first}" if self.first == self.last else f"L{self.first}-{self.last}"

    def overlaps(self, other: Lines) -> bool:
        """True when both have a line in common."""
        return self.source == other.source and self.first <= other.last and other.first <= self.last

    def within(self, other: Lines) -> bool:
        """True when every line stands in the other range."""
        return self.source == other.source and other.first <= self.first and self.last <= other.last


@lru_cache(maxsize=4096)  # many rows rest on the same lines
def parse_lines(text: str, source: str) -> tuple[tuple[Lines, ...], tuple[CellError, ...]]:
    """The ranges of a cell and what is wrong with others; a range without a source belongs to `source`.

    >>> parse_lines("L268; L270-272", "src:report")[0]
    (Lines(source='src:report', first=268, last=268), Lines(source='src:report', first=270, last=272))
    """
    found: list[Lines] = []
    errors: list[CellError] = []
    for value in split_values(text.replace(",", ";").replace("，", ";").replace("、", ";")):
        try:
            found.append(_range(folded(value), source))
        except CellError as error:
            errors.append(error)
    return tuple(dict.fromkeys(found)), tuple(errors)


def _range(value: str, source: str) -> Lines:
    owner, at, lines = value.rpartition("@")
    if at:
        source = owner if ":" in owner else f"src:{owner}"
    if not is_own_id(source) or not source.startswith("src:"):
        raise CellError("evidence_source", value=value)
    found = _RANGE.fullmatch(lines.replace(" ", ""))
    if not found or not lines.lstrip().lower().startswith("l"):
        right = f"L{lines.strip()}" if found else "L268-270"
        raise CellError("evidence_form", value=value, right=right)
    first = int(found["first"])
    last = int(found["last"] or first)
    if first > last:
        raise CellError("lines_reversed", value=value, right=Lines(source, last, first).text)
    if first == 0 or last > MAX_LINE:
        raise CellError("evidence_form", value=value, right="L1")
    return Lines(source, first, last)
