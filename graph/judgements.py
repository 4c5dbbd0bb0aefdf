"""What people decided about discrepancies and findings: kept in the workspace, apart from the facts and their store.

A file of its own, readable by its owner alone, so that judgements outlive imports, removals and rebuilds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Literal, get_args

from filelock import FileLock, Timeout

from graph.engines.state import write_private
from graph.errors import GraphError
from graph.messages import told

Verdict = Literal["accepted", "disputed", "noted"]
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
"""It is so; it is not so; a remark without either."""

MAX_NAME_CHARS: Final = 80
MAX_NOTE_CHARS: Final = 2_000
_LOCK_SECONDS: Final = 5.0
_KEYS: Final = ("target", "verdict", "name", "date", "note")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision: `target` is a discrepancy's id or a finding's key, `date` the day as ``2026-11-28``."""

    target: str
    verdict: Verdict
    name: str
    date: str
    note: str = ""


class JudgementsFile:
    """The judgements of a workspace, at most one a target."""

    def __init__(self, workspace: Path) -> None:
        self.path = workspace / "judgements.json"

    def read(self) -> dict[str, Judgement]:
        """All of them by target; raises GraphError when the file was damaged, for nothing else has them."""
        try:
            text = self.path.read_text("utf-8")
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeDecodeError) as error:
            raise GraphError(told("not_read", path=self.path, reason=error)) from error
        try:
            found = [_judgement(row) for row in json.loads(text)]
        except (KeyError, TypeError, ValueError) as error:
            raise GraphError(told("judgements_damaged", path=self.path, reason=error)) from error
        return {each.target: each for each in found}

    def put(self, judgement: Judgement) -> None:
        """Keeps a judgement in the place of the target's former one."""
        with self._writing():
            self._write({**self.read(), judgement.target: judgement}.values())

    def drop(self, target: str) -> None:
        """Takes a target's judgement back; nothing happens when there is none."""
        with self._writing():
            self._write(each for each in self.read().values() if each.target != target)

    def _writing(self) -> FileLock:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        return FileLock(self.path.with_suffix(".lock"), timeout=_LOCK_SECONDS, mode=0o600)

    def _write(self, judgements: Iterable[Judgement]) -> None:
        try:
            write_private(self.path, to_json(judgements))
        except (OSError, Timeout) as error:
            raise GraphError(told("not_written", path=self.path, reason=error)) from error


def to_json(judgements: Iterable[Judgement]) -> bytes:
    """Judgements by target, as they are kept and exported."""
    rows = [asdict(each) for each in sorted(judgements, key=lambda each: each.target)]
    return json.dumps(rows, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass") + b"\n"


def _judgement(row: Mapping[str, object]) -> Judgement:
    target, verdict, name, date, note = (str(row[key]) for key in _KEYS)
    for known in VERDICTS:
        if verdict == known:
            return Judgement(target, known, name, date, note)
    raise ValueError(f"{verdict!r} is no verdict; one of {', '.join(VERDICTS)} is right")
