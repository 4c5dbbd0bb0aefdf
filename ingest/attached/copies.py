"""The folder of copies, `<workspace>/copies`: one file a source, readable by its owner alone, replaced in one step."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from graph.engines.state import read_json, write_private
from graph.errors import GraphError
from graph.messages import told
from graph.sources import file_stem, sync_folder
from ingest.attached.anchoring import Anchor

Signature = tuple[tuple[str, int, int], ...]
"""Of the files of facts whose places were looked for; see `graph.sources.FactsFolder.signature`."""

PAGE_MARK = "\f"  # stands at the start of every page of a PDF but the first


@dataclass(frozen=True, slots=True)
class Copy:
    """A reader's copy of a source (``src:report``): the file's name, the SHA-256 of its bytes, and its text."""

    source: str
    name: str
    digest: str
    kind: Literal["text", "pdf"]
    text: str = field(repr=False)

    def page_at(self, offset: int) -> int | None:
        """The page of a PDF that holds an offset of its text, counted from 1."""
        return self.text.count(PAGE_MARK, 0, offset + 1) + 1 if self.kind == "pdf" else None

    def trusted(self, anchors: Mapping[str, Anchor]) -> dict[str, Anchor]:
        """Those anchors that mean something: the lines of a PDF are not the ones that a text edition counts."""
        return {id_: found for id_, found in anchors.items() if self.kind == "text" or found.how != "unverified"}


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a copy: itself, and where the places stand that some facts named."""

    copy: Copy
    anchors: Mapping[str, Anchor]
    signature: Signature


def copies_state(workspace: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, time and size of each file of copies: it changes when a copy is attached or forgotten."""
    found = ((path, path.stat()) for path in sorted((workspace / "copies").glob("*.json")))
    return tuple((path.name, status.st_mtime_ns, status.st_size) for path, status in found)


class CopiesFolder:
    """Reads and replaces the copies of a workspace."""

    def __init__(self, workspace: Path) -> None:
        self.path = workspace / "copies"

    def read(self) -> list[Kept]:
        """All copies, by source; a damaged file counts as none, since the reader has the original."""
        found = (_from_json(read_json(path)) for path in sorted(self.path.glob("*.json")))
        return sorted((kept for kept in found if kept is not None), key=lambda kept: kept.copy.source)

    def put(self, kept: Kept) -> None:
        """Keeps a copy in the place of the source's former one; raises GraphError when the disk refuses."""
        path = self._file(kept.copy.source)
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_private(path, _to_json(kept))
            sync_folder(self.path)
        except OSError as error:
            raise GraphError(told("not_written", path=path, reason=error.strerror or error)) from error

    def drop(self, source: str) -> bool:
        """Forgets a source's copy; False when there was none."""
        path = self._file(source)
        try:
            if not path.exists():
                return False
            path.unlink()
            sync_folder(self.path)
        except OSError as error:
            raise GraphError(told("not_removed", path=path, reason=error.strerror or error)) from error
        return True

    def _file(self, source: str) -> Path:
        return self.path / f"{file_stem(source.removeprefix('src:'))}.json"


def _to_json(kept: Kept) -> bytes:
    value = {
        "copy": asdict(kept.copy),
        "anchors": {id_: [found.how, found.pieces] for id_, found in kept.anchors.items()},
        "signature": kept.signature,
    }
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _from_json(value: Mapping[str, Any] | None) -> Kept | None:
    if value is None:
        return None
    try:
        return Kept(
            Copy(**{key: str(value["copy"][key]) for key in Copy.__dataclass_fields__}),  # type: ignore[arg-type]
            {str(id_): Anchor(_pieces(pieces), how) for id_, (how, pieces) in value["anchors"].items()},
            tuple((str(name), int(time), int(size)) for name, time, size in value["signature"]),
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _pieces(pairs: Iterable[Iterable[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((int(start), int(end)) for start, end in pairs)
