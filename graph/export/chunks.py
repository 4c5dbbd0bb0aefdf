"""Text in pieces for a file or a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

CHUNK_CHARS = 64 * 1024


def chunks(parts: Iterable[str]) -> Iterator[bytes]:
    """The parts joined, as UTF-8 in pieces of about 64 KB.

    >>> list(chunks(["a\\n", "芯\\n"]))
    [b'a\\n\\xe8\\x8a\\xaf\\n']
    """
    kept: list[str] = []
    size = 0
    for part in parts:
        kept.append(part)
        size += len(part)
        if size >= CHUNK_CHARS:
            yield "".join(kept).encode()
            kept, size = [], 0
    if kept:
        yield "".join(kept).encode()
