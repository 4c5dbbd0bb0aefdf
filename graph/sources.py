"""The folder of facts: one canonical TriG file a source, each with a small JSON file that says where it came from."""

from __future__ import annotations

import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pyoxigraph import Quad

from graph.engines.state import read_json, write_private
from graph.errors import GraphError
from graph.facts import read_trig
from graph.messages import told
from ontology.errors import ConfigError

MAX_STEM_CHARS = 60  # in any script well below the 255 bytes of a file name
MAX_ID_CHARS = 1_000
_EMPTIED = "emptied"  # the file that tells a folder made empty on purpose from one that never held anything

_PLAIN = re.compile(r"[^\W_A-Z][\w.\-]*(?<![.])")
# names that Windows gives to devices, with any extension
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³")})


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that a source was imported from: its name and the SHA-256 of its bytes."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What brought facts: `kind` is "report", "tables" or "rdf"; `statements` and `digest` are of its TriG file."""

    id: str
    kind: str = "rdf"
    files: tuple[SourceFile, ...] = ()
    statements: int = 0
    digest: str = ""


def file_stem(source_id: str) -> str:
    """A file name, without extension, that every system takes and that no other source gets.

    Ids in lower case without special characters are their own name; others get a digest, so that `A` and `a` stay apart
    on systems that do not tell them apart, and nothing leaves the folder.

    >>> file_stem("report"), file_stem("报告-2023.v2")
    ('report', '报告-2023.v2')
    >>> file_stem("../Etc/passwd"), file_stem("con.x")
    ('etc-passwd~28c79e5b', 'con.x~9c23cea3')
    """
    if not source_id.strip():
        raise ConfigError(told("source_id_empty"))
    if len(source_id) > MAX_ID_CHARS:
        raise ConfigError(told("source_id_long", most=MAX_ID_CHARS, count=len(source_id)))
    folded = unicodedata.normalize("NFC", source_id).casefold()
    reserved = folded.split(".")[0] in _RESERVED
    if folded == source_id and _PLAIN.fullmatch(source_id) and not reserved and len(source_id) <= MAX_STEM_CHARS:
        return source_id
    shown = re.sub(r"[^\w.\-]+|\.\.+", "-", folded).strip("-._")[:MAX_STEM_CHARS].rstrip("-._") or "source"
    return f"{shown}~{hashlib.sha256(source_id.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


class FactsFolder:
    """`<workspace>/facts`: reads and replaces sources; each file is replaced in one step."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def is_new(self) -> bool:
        """True while there is no source, and nobody asked for that."""
        return not any(self.path.glob("*.trig")) and not (self.path / _EMPTIED).exists()

    def infos(self) -> tuple[SourceInfo, ...]:
        """All sources, by id."""
        found = (self._info(path) for path in sorted(self.path.glob("*.trig")))
        return tuple(sorted(found, key=lambda info: info.id))

    def files(self) -> dict[str, Path]:
        """The TriG file of every source, by source id."""
        return {info.id: self._trig(info.id) for info in self.infos()}

    def read(self) -> dict[str, bytes]:
        """The bytes of every source's TriG file, by source id."""
        return {info.id: self.bytes_of(info.id) or b"" for info in self.infos()}

    def bytes_of(self, source_id: str) -> bytes | None:
        """A source's TriG file; None when there is no such source."""
        try:
            return self._trig(source_id).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise GraphError(told("not_read", path=self._trig(source_id), reason=error.strerror or error)) from error

    def quads(self) -> dict[str, list[Quad]]:
        """Every source's statements, by source id; raises GraphError naming the file that is damaged."""
        return {source_id: self._parsed(path, path.read_bytes()) for source_id, path in self.files().items()}

    def put(self, info: SourceInfo, trig: bytes, statements: int) -> None:
        """Writes or replaces a source; raises GraphError when the disk refuses, and the former one stays."""
        full = replace(info, statements=statements, digest=hashlib.sha256(trig).hexdigest())
        path = self._trig(info.id)
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_private(path, trig)
            write_private(path.with_suffix(".json"), _to_json(full))
            sync_folder(self.path)
        except OSError as error:
            raise GraphError(told("not_written", path=path, reason=error.strerror or error)) from error

    def drop(self, source_id: str) -> None:
        """Removes a source; nothing when there is none."""
        path = self._trig(source_id)
        try:
            path.unlink(missing_ok=True)  # first: without it the source is gone, whatever happens next
            path.with_suffix(".json").unlink(missing_ok=True)
            if self.path.exists():
                sync_folder(self.path)
        except OSError as error:
            raise GraphError(told("not_removed", path=path, reason=error.strerror or error)) from error

    def keep_empty(self) -> None:
        """Remembers that a folder without sources is meant to have none."""
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_private(self.path / _EMPTIED, b"")
        except OSError as error:
            raise GraphError(told("not_written", path=self.path, reason=error.strerror or error)) from error

    def signature(self) -> tuple[tuple[str, int, int], ...]:
        """Changes when a file of facts changes; cheap enough for every use of the store."""
        stats = ((path.name, path.stat()) for path in sorted(self.path.glob("*.trig")))
        return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)

    def _trig(self, source_id: str) -> Path:
        # not with_suffix: an id may hold dots
        return self.path / f"{file_stem(source_id)}.trig"

    def _info(self, path: Path) -> SourceInfo:
        """What the JSON file says; made from the TriG file when a crash or a hand left none that fits."""
        told = _from_json(read_json(path.with_suffix(".json")))
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        if told is not None and file_stem(told.id) == path.stem:
            if told.digest == digest:
                return told
            return replace(told, statements=len(self._parsed(path, data)), digest=digest)
        return SourceInfo(path.stem, statements=len(self._parsed(path, data)), digest=digest)

    @staticmethod
    def _parsed(path: Path, data: bytes) -> list[Quad]:
        try:
            return read_trig(data)
        except GraphError as error:
            raise GraphError(told("in_file", path=path, reason=error.message)) from error


def _to_json(info: SourceInfo) -> bytes:
    return json.dumps(asdict(info), ensure_ascii=False, indent=1).encode() + b"\n"


def _from_json(value: Mapping[str, Any] | None) -> SourceInfo | None:
    if value is None:
        return None
    try:
        return SourceInfo(
            id=str(value["id"]),
            kind=str(value["kind"]),
            files=tuple(SourceFile(str(file["name"]), str(file["digest"])) for file in value["files"]),
            statements=int(value["statements"]),
            digest=str(value["digest"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


def sync_folder(path: Path) -> None:
    """Makes renames and removals in a folder survive a loss of power, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def digest_of(parts: Iterable[bytes]) -> str:
    """One SHA-256 over several byte strings, which cannot be shifted among each other."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.hexdigest()
