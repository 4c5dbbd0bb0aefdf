"""Mounts the editor and gives back what was typed and asked for.

`assets/editor.js` is bundled from `frontend/` by ``make editor``; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, cast

import streamlit as st

from ui.components.mounting import renderer

ActKind = Literal["run", "stop", "plan", "profile", "cypher", "sparql"]
ACTS: tuple[ActKind, ...] = ("run", "stop", "plan", "profile", "cypher", "sparql")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about a place in a text. `line` and `column` count from 1; `length` in characters, 0 for a word.

    `short` stands under the editor, `message` beside the place.
    """

    line: int | None
    column: int | None
    length: int
    severity: Literal["error", "warning", "info"]
    message: str
    short: str


@dataclass(frozen=True, slots=True)
class Remarks:
    """Remarks about one text; the editor shows them while it holds just that text."""

    text: str = ""
    items: Sequence[Remark] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What is typed, told after a short pause. `version` is of the text that the page set last."""

    text: str
    version: int


@dataclass(frozen=True, slots=True)
class Act:
    """What was asked for, with the text as it stood."""

    kind: ActKind
    draft: Draft


def editor(
    data: Mapping[str, Any],
    remarks: Remarks,
    *,
    key: str,
    on_draft: Callable[[Draft], None],
    on_act: Callable[[Act], None],
) -> None:
    """Draws the editor. `data`: texts, language, text, version, structure, running, profiles, insert (id, kind, name).

    `profiles` says whether the engine can profile a query.
    """

    def drafted() -> None:
        if draft := _draft(_state(key).get("draft")):
            on_draft(draft)

    def acted() -> None:
        raw = _state(key).get("act")
        if isinstance(raw, Mapping) and raw.get("kind") in ACTS and (draft := _draft(raw)):
            on_act(Act(cast(ActKind, raw["kind"]), draft))

    told = {"text": remarks.text, "items": [asdict(each) for each in remarks.items]}
    sent = [dict(data) | {"key": key, "remarks": told}]
    _renderer()(key=key, data=sent, on_draft_change=drafted, on_act_change=acted)


def _renderer() -> Any:
    return renderer(__package__, "editor", "editor.css")


def _state(key: str) -> Mapping[str, Any]:
    state = st.session_state.get(key)
    return state if isinstance(state, Mapping) else {}


def _draft(raw: object) -> Draft | None:
    if not isinstance(raw, Mapping) or not isinstance(raw.get("text"), str) or not isinstance(raw.get("version"), int):
        return None
    return Draft(raw["text"], raw["version"])
