"""Facts as bytes and back: the canonical forms that files, digests and comparisons rest on.

Two datasets are equal when they differ in nothing but the names of their blank nodes and the order of their quads;
then, and only then, their canonical bytes are equal. Language tags are lower case, as pyoxigraph keeps them: RDF 1.2
compares them without case.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from pyoxigraph import Quad, RdfFormat, parse, serialize

from graph.blank_nodes import canonical_names, renamed
from graph.errors import GraphError
from graph.messages import told
from graph.trig import write_trig

SOURCE_DIGITS = (
    8  # of a source's digest before its blank nodes' names: of one length, so that no two pairs give one name
)


@dataclass(frozen=True, slots=True)
class CanonicalFacts:
    """A dataset as its canonical TriG: a twentieth of what its statements take in memory."""

    trig: bytes
    statements: int

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> Self:
        """Raises LimitReached for poisoned graphs."""
        said = canonical(quads)
        return cls(write_trig(said), len(said))


def canonical(quads: Iterable[Quad]) -> list[Quad]:
    """The dataset's quads, each once, blank nodes named by what is said of them; LimitReached for poisoned graphs."""
    distinct = list(dict.fromkeys(quads))
    names = canonical_names(distinct)
    return list(renamed(distinct, names.__getitem__)) if names else distinct


def canonical_trig(quads: Iterable[Quad]) -> bytes:
    """The dataset as sorted TriG 1.2: the same bytes for equal datasets, good to read and to diff."""
    return write_trig(canonical(quads))


def canonical_nquads(quads: Iterable[Quad]) -> bytes:
    """The dataset as sorted canonical N-Quads 1.2: the same bytes for equal datasets."""
    lines = serialize(canonical(quads), format=RdfFormat.N_QUADS) or b""
    return b"".join(sorted(set(lines.splitlines(keepends=True))))


def read_trig(data: bytes) -> list[Quad]:
    """The quads of a TriG file that was written here; GraphError when it is damaged."""
    try:
        return list(parse(data, format=RdfFormat.TRIG))
    except SyntaxError as error:
        raise GraphError(told("facts_damaged", reason=error.msg)) from error


def digest(facts: Iterable[Quad] | bytes) -> str:
    """SHA-256 of the dataset (of its canonical N-Quads), or of bytes as they are, in hexadecimal digits."""
    data = facts if isinstance(facts, bytes) else canonical_nquads(facts)
    return hashlib.sha256(data).hexdigest()


def union(sources: Mapping[str, Iterable[Quad]]) -> list[Quad]:
    """All sources' quads, each once. Blank nodes stay apart: a digest of their source's name goes before their own."""
    quads: dict[Quad, None] = {}
    for source, said in sources.items():
        tag = "s" + hashlib.sha256(source.encode()).hexdigest()[:SOURCE_DIGITS]
        quads.update(dict.fromkeys(renamed(said, lambda label, tag=tag: tag + label)))  # type: ignore[misc]
    return list(quads)
