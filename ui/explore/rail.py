"""The rail beside the canvas: tabs over legend, filter, style and the list of steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.conditions import attributes_of
from graph.filtering import Filter
from graph.search import NamedThing
from ui.components.explore import entries, form, legend, tabs
from ui.explore import acts, forms
from ui.explore.drawing import grounds, in_full, legend_groups, legend_types
from ui.explore.run import Run, guarded
from ui.explore.session import Scene
from ui.explore.views import on_views, views_data
from ui.finder import names_of
from ui.sentences import Words
from ui.state import Look, Step, View, without_layout

TABS = ("legend", "filter", "style", "views", "steps")


def show_rail(run: Run, drawn: Scene) -> None:
    """The tabs, and what the chosen one holds."""
    current = run.session
    current.classes = tuple(drawn.classes)
    tabs(_tabs(run.words, current.tab, current.view), key="tabs", on_act=guarded(acts.on_tab))
    match current.tab:
        case "filter":
            known = grounds(current, run.explorer, run.overview, sections=True)
            data = forms.filter_form(
                current.view.filter,
                drawn,
                known,
                _section_names(run, known.sections),
                attributes_of(in_full(current, run.explorer)),
                run.words,
            )
            form(data, key="filter", on_act=guarded(acts.on_filter))
        case "style":
            form(
                forms.style_form(current.view.look, drawn, run.overview, run.words),
                key="style",
                on_act=guarded(acts.on_style),
            )
        case "views":
            entries(views_data(run), key="views", on_act=guarded(on_views))
        case "steps":
            entries(steps_data(run), key="steps", on_act=guarded(acts.on_history))
        case _:
            groups = legend_groups(drawn.classes, current.view.hidden, run.words)
            types = legend_types(drawn, current.view.filter.without_types, run.words)
            texts = run.words.texts.within("legend")
            data = {"texts": texts, "groups": groups, "types": types, "marks": marks(run.words, drawn)}
            legend(data, key="legend", on_act=guarded(acts.on_legend))


def _tabs(words: Words, current: str, view: View) -> dict[str, Any]:
    active = {
        "legend": bool(view.hidden or view.filter.without_types),
        "filter": view.filter != Filter(),
        "style": without_layout(view.look) != Look(),
    }
    return {
        "label": words.texts("tabs.label"),
        "current": current,
        "tabs": [
            {"key": key, "icon": key, "label": words.texts(f"tabs.{key}"), "active": active.get(key, False)}
            for key in TABS
        ],
    }


def marks(words: Words, drawn: Scene) -> list[dict[str, Any]]:
    """What lines and signs mean, of those that are on the canvas, with how many there are."""
    edges, texts = drawn.view.edges, words.texts
    counts = {
        "inferred": sum(edge.status == "inferred" and not edge.unsupported for edge in edges),
        "unsupported": sum(edge.unsupported for edge in edges),
        "disputed": sum(edge.disputed for edge in edges),
        "doubt": sum(node.disputed and not node.hidden for node in drawn.view.nodes),
    }
    return [{"key": key, "label": texts(f"marks.{key}"), "count": count} for key, count in counts.items() if count]


def _section_names(run: Run, sections: Mapping[str, str]) -> dict[str, str]:
    marks_ = set(sections.values())
    wider = {".".join(mark.split(".")[:depth]) for mark in marks_ for depth in range(1, mark.count(".") + 1)}
    named = run.explorer.sections(sorted(marks_ | wider))
    return {mark: run.words.name(node) for mark, node in named.items()}


def steps_data(run: Run) -> dict[str, Any]:
    """The steps taken, newest first, with the present one marked; undone ones stand above it."""
    history, texts = run.session.history, run.words.texts
    by_id = {thing.id: thing for thing in run.overview.things}
    items = [
        {"key": str(place), "label": step_words(run.words, moment.step, by_id), "current": place == len(history.past)}
        for place, moment in enumerate(history.moments())
    ]
    return {"title": texts("history.title"), "note": texts("history.note"), "form": None, "items": items[::-1]}


def step_words(words: Words, step: Step, by_id: Mapping[str, NamedThing]) -> str:
    """A step in words."""
    facts = dict(step.facts)
    if thing := by_id.get(str(facts.get("id"))):
        facts["name"] = names_of(thing, words.language)[0]
    else:
        facts["name"] = facts.get("id", "")
    if "guide" in facts:
        facts["guide"] = words.texts(f"guide.{facts['guide']}")
    if "layout" in facts:
        facts["layout"] = words.texts(f"layout.{facts['layout']}")
    return words.texts(f"history.{step.key}", **facts)
