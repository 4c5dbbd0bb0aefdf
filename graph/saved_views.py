"""Views that a reader keeps under a name: one JSON file each in `<workspace>/views`, apart from the facts.

A view holds its address and the names that its things had when it was kept, so that it can say what is gone after the
facts were built anew.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph.engines.state import read_json, write_private
from graph.errors import GraphError
from graph.messages import told
from graph.sources import file_stem

KIND = "zhitu-view/1"
MAX_NAME, MAX_NOTE, MAX_ADDRESS, MAX_NAMES = 80, 2_000, 20_000, 1_000


@dataclass(frozen=True, slots=True)
class SavedView:
    """A kept view. `address` is that of the page without the language, `names` are its things' by id."""

    id: str
    name: str
    note: str
    address: Mapping[str, str]
    names: Mapping[str, str]
    saved: str  # date and time, ISO 8601, UTC

    def gone(self, known: Mapping[str, object]) -> tuple[str, ...]:
        """The names of those of its things that are not known any more."""
        return tuple(name for id_, name in self.names.items() if id_ not in known)

    def to_json(self) -> str:
        """The file that is kept, and that one reader can send to another."""
        return json.dumps({"kind": KIND, **asdict(self)}, ensure_ascii=False, indent=1)


class SavedViews:
    """Reads and writes the kept views of a workspace."""

    def __init__(self, workspace: Path) -> None:
        self.path = workspace / "views"

    def all(self) -> tuple[SavedView, ...]:
        """Every readable view, the newest first."""
        found = (view_of(read_json(path)) for path in sorted(self.path.glob("*.json")))
        return tuple(sorted((view for view in found if view), key=lambda view: (view.saved, view.id), reverse=True))

    def get(self, id_: str) -> SavedView | None:
        """The view with this id."""
        return next((view for view in self.all() if view.id == id_), None)

    def keep(self, view: SavedView) -> SavedView:
        """Writes a view; one without an id gets one. Raises GraphError when the folder cannot be written."""
        kept = replace(
            view, id=view.id or secrets.token_hex(6), saved=datetime.now(UTC).isoformat(timespec="microseconds")
        )
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_private(self._file(kept.id), kept.to_json().encode())
        except OSError as error:
            raise GraphError(told("not_written", path=self.path, reason=error.strerror or error)) from error
        return kept

    def drop(self, id_: str) -> None:
        """Forgets a view; nothing happens when there is none."""
        self._file(id_).unlink(missing_ok=True)

    def _file(self, id_: str) -> Path:
        return self.path / f"{file_stem(id_)}.json"


def read_view(text: str) -> SavedView | None:
    """The view in a file that somebody chose, without its id: it becomes one of its own. None for other files."""
    try:
        view = view_of(json.loads(text))
    except (ValueError, RecursionError):
        return None
    return replace(view, id="") if view else None


def view_of(data: Any) -> SavedView | None:
    """A view from JSON; None for what is none or beyond the limits."""
    if not isinstance(data, dict) or data.get("kind") != KIND:
        return None
    address, names = _texts(data.get("address")), _texts(data.get("names"))
    told = [data.get(key) for key in ("id", "name", "note", "saved")]
    if address is None or names is None or not all(isinstance(each, str) for each in told):
        return None
    id_, name, note, saved = (str(each) for each in told)
    if not name.strip() or len(names) > MAX_NAMES or sum(map(len, address.values())) > MAX_ADDRESS:
        return None
    return SavedView(id_, name.strip()[:MAX_NAME], note[:MAX_NOTE], address, names, saved)


def _texts(value: object) -> dict[str, str] | None:
    if not isinstance(value, dict):
        return None
    if not all(isinstance(key, str) and isinstance(item, str) for key, item in value.items()):
        return None
    return dict(value)
