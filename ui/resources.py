"""What all readers of one running page share: the workspace with its engine, and the graph in brief."""

from __future__ import annotations

import gc
import logging
import os
import threading
from dataclasses import dataclass, field
from pathlib import Path

from graph.explorer import Explorer, Overview
from graph.outline import Outline, read_outline
from graph.search import NamedThing, NameIndex
from graph.workspace import Workspace, default_folder
from ingest.attached import Quotes, copies_state, quotes
from ontology.errors import KgError
from ontology.model import load_model
from ui.sentences import Words, observation_sentence
from ui.serving import STORE_VARIABLE, WORKSPACE_VARIABLE
from ui.texts import LANGUAGES, load_texts

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Known:
    """The graph in brief, for one state of the store."""

    digest: str  # of the facts that the store holds
    overview: Overview
    names: NameIndex
    numbers: NameIndex  # observations, named by what they say


@dataclass(frozen=True, slots=True)
class Resources:
    """What a run of a page reads from."""

    workspace: Workspace
    explorer: Explorer
    known: Known


@dataclass(slots=True)
class _Process:
    """The one workspace of this process, and what was read from it last."""

    mutex: threading.Lock = field(default_factory=threading.Lock)
    reading: threading.Lock = field(default_factory=threading.Lock)  # of outline and quotes, which take longer
    workspace: Workspace | None = None
    known: Known | None = None
    outline: tuple[str, Outline] | None = None  # with the digest of the facts that it was read from
    quotes: tuple[object, Quotes] | None = None  # with the state of the files that they were read from


_process = _Process()


def resources() -> Resources:
    """The workspace that this process was started for, its store loaded; starts the engine when it does not run.

    Raises StoreUnavailable when the engine cannot be started; the next call tries again.
    """
    with _process.mutex:
        if _process.workspace is None:
            _process.workspace = _open()
        store = _process.workspace.store
        explorer = Explorer(store, load_model())
        digest = store.loaded_digest() or ""
        if _process.known is None or _process.known.digest != digest:
            _process.known = brief(digest, explorer)
        return Resources(_process.workspace, explorer, _process.known)


def outline(found: Resources) -> Outline:
    """The sources of the present graph with the facts that rest on them, read once a state of the store."""
    with _process.reading:
        if _process.outline is None or _process.outline[0] != found.known.digest:
            _process.outline = (found.known.digest, read_outline(found.explorer.store))
        return _process.outline[1]


def attached_quotes(workspace: Workspace) -> Quotes:
    """What the copies say that are attached to the workspace; read again when one of them or the facts changed."""
    with _process.reading:
        state = (workspace.digest(), copies_state(workspace.path))
        if _process.quotes is None or _process.quotes[0] != state:
            _process.quotes = (state, quotes(workspace.path))
        return _process.quotes[1]


def brief(digest: str, explorer: Explorer) -> Known:
    """The graph in brief, read from the store."""
    overview = explorer.overview()
    return Known(digest, overview, NameIndex.build(overview.things), _numbers(overview))


def known() -> Known | None:
    """The graph in brief as it was read last, without asking the store; None before the first reading."""
    return _process.known


def warm() -> None:
    """Reads the graph before the first reader comes; called in a thread of its own, so a failure is only logged."""
    import pyvis.network  # noqa: F401, PLC0415 - takes a second on a busy machine, as does the next line

    import ui.explore.page  # noqa: F401, PLC0415

    try:
        found = resources()
        found.known.names.prepare()
        outline(found)
    except KgError as error:
        _log.info("the graph could not be read ahead: %s", error)
    gc.collect()
    gc.freeze()  # Streamlit collects all garbage after each run of a page: what stays anyway is not looked at again


def _numbers(overview: Overview) -> NameIndex:
    """Observations as things with names, each what it says in both languages, the most important subjects' first."""
    zh, en = (Words(load_texts(language), load_model()) for language in LANGUAGES)
    return NameIndex.build(
        NamedThing(
            id=observed.node.id,
            classes=("Observation",),
            name_zh=observation_sentence(zh, observed),
            name_en=observation_sentence(en, observed),
            importance=max((overview.importance.rank.get(node.id, 0.0) for node in observed.about), default=0.0),
        )
        for observed in overview.numbers
    )


def _open() -> Workspace:
    return Workspace.open(_folder(), os.environ.get(STORE_VARIABLE) or "embedded")


def _folder() -> Path:
    folder = os.environ.get(WORKSPACE_VARIABLE)
    return Path(folder) if folder else default_folder()
