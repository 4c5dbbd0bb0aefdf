"""The queries under tests/data/queries, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent / "data" / "queries"


@dataclass(frozen=True, slots=True)
class Case:
    """One query: what is expected of it (a layer, `a|b`, or a number of rows), its title and text."""

    file: str
    expected: str
    title: str
    text: str

    def __str__(self) -> str:
        return f"{self.file.partition('.')[0]}-{self.title.replace(' ', '-')}"


def cases(pattern: str) -> tuple[Case, ...]:
    """All queries of the files that match a pattern such as ``hostile_*.cypher``."""
    return tuple(case for path in sorted(_FOLDER.glob(pattern)) for case in _blocks(path))


def _blocks(path: Path) -> Iterator[Case]:
    # not splitlines: some of the queries hold characters that it takes for line ends
    parts = re.split(r"^//// (.+?): (.+)\n", path.read_bytes().decode(), flags=re.MULTILINE)
    for expected, title, text in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        yield Case(path.name, expected, title, text.rstrip("\n"))
