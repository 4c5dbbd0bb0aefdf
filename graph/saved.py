"""A reader's own queries and what was asked before, as files in the workspace."""

from __future__ import annotations

import json
import os
import re
import time
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from filelock import FileLock

from graph.errors import GraphError
from graph.library import SUFFIXES, KeptQuery, QueryLanguage, read_query, written_query
from graph.messages import told

MAX_HISTORY = 300  # queries that are remembered
_LOCK_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A query that was run: when (seconds since the epoch), by whom, and how it went."""

    text: str
    language: QueryLanguage
    at: float = 0.0
    user: str = ""
    rows: int | None = None  # None when it failed
    ms: float = 0.0
    parameters: Mapping[str, str] = field(default_factory=dict)  # as they were typed


@dataclass(frozen=True, slots=True)
class SavedQueries:
    """The folder ``queries`` of a workspace: one file a query, readable and writable by hand."""

    workspace: Path

    @property
    def folder(self) -> Path:
        """Where the files are; it need not exist."""
        return self.workspace / "queries"

    def all(self) -> tuple[KeptQuery, ...]:
        """The saved queries by name; files that are none are left out."""
        found = []
        for language, suffix in SUFFIXES.items():
            for path in self.folder.glob(f"*{suffix}"):
                try:
                    found.append(read_query(path.stem, language, path.read_text("utf-8")))
                except (GraphError, OSError, UnicodeDecodeError):
                    continue  # somebody's other file
        return tuple(sorted(found, key=lambda each: (each.named("zh"), each.key)))

    def save(self, query: KeptQuery) -> KeptQuery:
        """Keeps a query under a key made from its name, in place of one of the same name; gives it with its key."""
        key = key_of(query.named("zh"))
        kept = KeptQuery(key, query.language, query.title, query.text, 0, query.note, query.parameters)
        _write(self.folder / f"{key}{SUFFIXES[query.language]}", written_query(kept))
        return kept

    def delete(self, key: str, language: QueryLanguage) -> None:
        """Forgets a saved query; nothing when there is none."""
        if key == key_of(key):  # a key never leads out of the folder
            (self.folder / f"{key}{SUFFIXES[language]}").unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class History:
    """What was asked before in a workspace, a line a query, the newest last."""

    workspace: Path

    @property
    def path(self) -> Path:
        """The file; it need not exist."""
        return self.workspace / "state" / "queries.jsonl"

    def of(self, user: str) -> tuple[Asked, ...]:
        """A user's queries, newest first, each text once."""
        newest: dict[tuple[str, str], Asked] = {}
        for asked in reversed(self._all()):
            if asked.user == user:
                newest.setdefault((asked.language, asked.text), asked)
        return tuple(newest.values())

    def add(self, asked: Asked) -> None:
        """Remembers a query, and forgets the oldest of all users beyond the limit."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(str(self.path) + ".lock", timeout=_LOCK_SECONDS, mode=0o600):
            kept = [*self._all(), asked][-MAX_HISTORY:]
            _write(self.path, "".join(json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in kept))

    def _all(self) -> list[Asked]:
        try:
            lines = self.path.read_text("utf-8").splitlines()
        except (FileNotFoundError, UnicodeDecodeError):
            return []
        return [asked for line in lines if (asked := _asked(line)) is not None]


def key_of(name: str) -> str:
    """A name as the name of a file: letters, digits and dashes.

    >>> key_of("谁在用 GPU?"), key_of("../../etc")
    ('谁在用-gpu', 'etc')
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[^\w]+", "-", plain).strip("-_")[:60] or f"query-{int(time.time())}"


def _asked(line: str) -> Asked | None:
    try:
        return Asked(**json.loads(line))
    except (ValueError, TypeError):
        return None  # a line that was cut or edited


def _write(path: Path, text: str) -> None:
    """Writes a file whole or not at all."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.write_text(text, "utf-8")
        part.chmod(0o600)
        part.replace(path)
    except OSError as error:
        raise GraphError(told("not_written", path=path, reason=error.strerror or error)) from error
    finally:
        if path.parent.is_dir():
            part.unlink(missing_ok=True)
