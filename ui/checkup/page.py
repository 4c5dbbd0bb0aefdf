"""The check-up page: discrepancies, findings and coverage, and what the reader decides about each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from graph.explorer import Explorer
from graph.export.sheets import Cell
from graph.facts_in_full import FactsInFull, read_facts
from graph.judgements import MAX_NAME_CHARS, MAX_NOTE_CHARS, VERDICTS, Judgement, JudgementsFile, to_json
from graph.outline import FACT_KINDS, Fact, Outline
from graph.remarks import Discrepancy, read_discrepancies, with_found
from ontology.errors import KgError
from ontology.findings import SEVERITIES
from ui.checkup.listing import (
    as_discrepancy,
    coverage_rows,
    discrepancy_rows,
    finding_rows,
    rule_texts,
    without_evidence,
)
from ui.checkup.rows import check_rows, coverage_table
from ui.checkup.running import Checked, checked
from ui.checkup.sides import Sides, sides_of
from ui.components.acting import mount
from ui.downloads import offer_csv
from ui.facts import key_of
from ui.language import language
from ui.resources import Resources, attached_quotes, outline, resources
from ui.sentences import Words
from ui.shell import failed, page_words, waiting

TABS = ("discrepancies", "findings", "coverage")
_PARTS = "ui.components.checkup"
_FILTERS = ("group", "severity", "origin", "judged", "text", "item")  # of the address, beside the tab
_NAME = "name of who judges"
_STAGE = "check-up"
_POLL_SECONDS = 0.7


def show() -> None:
    """Draws the page; the engine starts with the first call."""
    words = page_words()
    try:
        with waiting(words.texts):
            found = resources()
            outline(found)
            _sides(found, _discrepancies(found, None), words)  # read before the checks begin, which keep Python busy
    except KgError as error:
        failed(words, error)
        return
    st.query_params["lang"] = language()
    with st.container(key="zt-checkup"):
        _stage()
        if checked(found.workspace, found.known.digest) is None:
            _wait()


@st.fragment(run_every=_POLL_SECONDS)
def _wait() -> None:
    """Draws the page again when the checks are done."""
    found = resources()
    if checked(found.workspace, found.known.digest) is not None:
        st.rerun()


@st.fragment(key=_STAGE)
def _stage() -> None:
    words = page_words()
    try:
        data = _data(words)
    except KgError as error:
        failed(words, error)
        return
    mount(_PARTS, "checkup", data, key="checkup", on_act=_act)
    with st.container(key="zt-checkup-files"):
        if data["tab"] == "coverage":
            offer_csv(words.texts, "coverage", lambda: coverage_table(outline(resources()), words))
        else:
            offer_csv(words.texts, "checks", lambda: _table(words))


def _data(words: Words) -> dict[str, Any]:
    """Everything on the screen, for the browser."""
    found = resources()
    result = checked(found.workspace, found.known.digest)
    judgements = JudgementsFile(found.workspace.path).read()
    tab = st.query_params.get("t")
    tab = tab if tab in TABS else TABS[0]
    rows = _rows(found, tab, words, result, judgements) if tab != "coverage" else []
    texts = words.texts
    return {
        "texts": texts.within("checkup"),
        "tab": tab,
        "tabs": [{"key": key, "label": texts(f"checkup.{key}")} for key in TABS],
        "filters": {key: st.query_params.get(key) for key in _FILTERS},
        "rows": rows,
        "rules": rule_texts(rows, words),
        "severities": {code: words.code_label("severity", code, ("Discrepancy",)) for code in SEVERITIES},
        "coverage": _coverage(outline(found), words) if tab == "coverage" else None,
        "running": result is None,
        "trouble": texts("checkup.trouble", reason=result.trouble) if result and result.trouble else None,
        "name": st.session_state.get(_NAME, ""),
        "judgements": to_json(judgements.values()).decode("utf-8", "replace") if judgements else None,
    }


def _rows(
    found: Resources, tab: str, words: Words, result: Checked | None, judgements: Mapping[str, Judgement]
) -> list[dict[str, Any]]:
    if tab == "findings":
        examined = result.examined if result else None
        if examined is None:
            return []
        spots = map(as_discrepancy, (*examined.findings, *(each for each, _ in examined.accepted)))
        return finding_rows(examined, _sides(found, spots, words), judgements, words)
    listed = _discrepancies(found, result)
    return discrepancy_rows(listed, _sides(found, listed, words), judgements, words)


def _discrepancies(found: Resources, result: Checked | None) -> tuple[Discrepancy, ...]:
    """Those of the store, and what the checks found beside them."""
    stored = _stored(found.known.digest, found.explorer)
    return with_found(stored, result.compared) if result and result.compared else stored


def _sides(found: Resources, listed: Iterable[Discrepancy], words: Words) -> Sides:
    def read(explorer: Explorer, facts: Iterable[Fact]) -> FactsInFull:
        asked = tuple(facts)
        return _in_full(found.known.digest, tuple(map(key_of, asked)), explorer, asked)

    return sides_of(listed, words, found.explorer, outline(found), attached_quotes(found.workspace), read)


@st.cache_resource(max_entries=2, show_spinner=False)
def _stored(digest: str, _explorer: Explorer) -> tuple[Discrepancy, ...]:  # noqa: ARG001 - tells the cache when facts changed
    return read_discrepancies(_explorer.store)


@st.cache_resource(max_entries=4, show_spinner=False)
def _in_full(
    digest: str,  # noqa: ARG001 - tells the cache when facts changed
    keys: tuple[str, ...],  # noqa: ARG001 - tells the cache which facts these are
    _explorer: Explorer,
    _facts: tuple[Fact, ...],
) -> FactsInFull:
    return read_facts(_explorer, _facts)


def _table(words: Words) -> list[dict[str, Cell]]:
    """Discrepancies and findings of the present facts."""
    found = resources()
    result = checked(found.workspace, found.known.digest)
    judgements = JudgementsFile(found.workspace.path).read()
    examined = result.examined if result else None
    return check_rows(_discrepancies(found, result), examined, outline(found), judgements, words)


def _coverage(known: Outline, words: Words) -> dict[str, Any]:
    return {
        "kinds": [words.texts(f"reading.{kind}s") for kind in FACT_KINDS],
        "rows": coverage_rows(known, words),
        "without": without_evidence(known),
        "truncated": known.truncated,
    }


def _act(act: Mapping[str, Any]) -> None:
    match act["kind"]:
        case "tab" if act.get("tab") in TABS:
            st.query_params.from_dict({"lang": language(), "t": str(act["tab"])})
        case "filter" if isinstance(act.get("filters"), Mapping):
            _keep_filters(act["filters"])
        case "judge" if isinstance(act.get("id"), str):
            _judge(act)
        case "withdraw" if isinstance(act.get("id"), str):
            JudgementsFile(resources().workspace.path).drop(act["id"])


def _keep_filters(filters: Mapping[str, Any]) -> None:
    for key in _FILTERS:
        value = filters.get(key)
        if isinstance(value, str) and value:
            st.query_params[key] = value[:200]
        else:
            st.query_params.pop(key, None)


def _judge(act: Mapping[str, Any]) -> None:
    verdict = next((known for known in VERDICTS if known == act.get("verdict")), None)
    name = " ".join(str(act.get("name") or "").split())[:MAX_NAME_CHARS]
    if verdict is None or not name:
        return
    st.session_state[_NAME] = name
    today = datetime.now(UTC).astimezone().date().isoformat()
    note = str(act.get("note") or "").strip()[:MAX_NOTE_CHARS]
    JudgementsFile(resources().workspace.path).put(Judgement(act["id"], verdict, name, today, note))
