"""What all readers of one running page share: the workspace with its engine, and the graph in brief."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from graph.explorer import Explorer, Overview
from graph.search import NameIndex
from graph.workspace import Workspace, default_folder
from ontology.model import load_model
from ui.serving import STORE_VARIABLE, WORKSPACE_VARIABLE


@dataclass(frozen=True, slots=True)
class Known:
    """The graph in brief, for one state of the store."""

    digest: str  # of the facts that the store holds
    overview: Overview
    names: NameIndex


@dataclass(frozen=True, slots=True)
class Resources:
    """What a run of a page reads from."""

    explorer: Explorer
    known: Known


def resources() -> Resources:
    """The workspace that this process was started for, its store loaded; starts the engine when it does not run.

    Raises StoreUnavailable when the engine cannot be started; the next call tries again.
    """
    store = _workspace().store
    explorer = Explorer(store, load_model())
    return Resources(explorer, _known(store.loaded_digest() or "", explorer))


@st.cache_resource(show_spinner=False)
def _workspace() -> Workspace:
    folder = os.environ.get(WORKSPACE_VARIABLE)
    return Workspace.open(Path(folder) if folder else default_folder(), os.environ.get(STORE_VARIABLE) or "embedded")


@st.cache_resource(show_spinner=False, max_entries=2)
def _known(digest: str, _explorer: Explorer) -> Known:
    overview = _explorer.overview()
    return Known(digest, overview, NameIndex.build(overview.things))
