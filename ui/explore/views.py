"""The tab of kept views: keep the present one under a name, open, duplicate, delete, take along, bring in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from graph.saved_views import MAX_NAME, MAX_NOTE, SavedView, SavedViews, read_view
from ui.explore.run import Run
from ui.explore.session import Download, address_of, adopt, without_language
from ui.explore.steps import shown
from ui.finder import names_of
from ui.state import Step

_MAX_GONE = 5  # names of things that are gone


def views_data(run: Run) -> dict[str, Any]:
    """The list of kept views with what can be done with each."""
    texts = run.words.texts
    known = run.overview.importance.neighbours
    kept = SavedViews(run.resources.workspace.path).all()
    return {
        "title": texts("views.title"),
        "note": None if kept else texts("views.none"),
        "form": {key: texts(f"views.{key}") for key in ("name", "note", "save", "import")},
        "items": [_item(run, view, view.gone(known)) for view in kept],
    }


def _item(run: Run, view: SavedView, gone: tuple[str, ...]) -> dict[str, Any]:
    texts = run.words.texts
    warning = None
    if gone:
        names = texts("words.comma").join(gone[:_MAX_GONE]) + ("…" if len(gone) > _MAX_GONE else "")
        warning = texts("views.gone", count=len(gone), names=names)
    return {
        "key": view.id,
        "label": view.name,
        "note": run.words.join([view.note, _day(view.saved)]),
        "warning": warning,
        "actions": [
            {"kind": kind, "icon": icon, "label": texts(f"views.{kind}")}
            for kind, icon in (("duplicate", "copy"), ("export", "save"), ("delete", "close"))
        ],
    }


def _day(saved: str) -> str:
    try:
        return datetime.fromisoformat(saved).astimezone().date().isoformat()
    except ValueError:
        return ""


def on_views(run: Run, act: Mapping[str, Any]) -> None:
    """A button of the tab."""
    folder = SavedViews(run.resources.workspace.path)
    if act["kind"] == "save" and str(act.get("name", "")).strip():
        folder.keep(present(run, str(act["name"]).strip()[:MAX_NAME], str(act.get("note", ""))[:MAX_NOTE]))
        run.session.tell("views.saved", name=str(act["name"]).strip()[:MAX_NAME])
    elif act["kind"] == "import":
        view = read_view(str(act.get("text", "")))
        if view is None:
            run.session.tell("views.no_view", bad=True)
        else:
            folder.keep(view)
    elif view := folder.get(str(act.get("key"))):
        _on_view(run, folder, view, act["kind"])
    run.session.acted = True


def _on_view(run: Run, folder: SavedViews, view: SavedView, kind: str) -> None:
    if kind == "open":
        adopt(run.session, view.address, Step("view", {"view": view.name}))
    elif kind == "duplicate":
        folder.keep(replace(view, id="", name=run.words.texts("views.copy", name=view.name)[:MAX_NAME]))
    elif kind == "delete":
        folder.drop(view.id)
    elif kind == "export":
        run.session.download = Download(f"{view.name}.zhitu.json", "application/json", view.to_json().encode())


def present(run: Run, name: str, note: str) -> SavedView:
    """The view on the screen, ready to be kept: with all its nodes and places, whatever the opening view becomes."""
    session = run.session
    ids = shown(session, run.overview)
    by_id = {thing.id: thing for thing in run.overview.things}
    address = without_language(address_of(session, ids, run.words.language, whole=True))
    names = {id_: names_of(by_id[id_], run.words.language)[0] for id_ in ids if id_ in by_id}
    return SavedView("", name, note, address, names, "")
