"""What happens at each click and key; each function is called at the beginning of the run that it causes."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Collection, Mapping
from typing import Any, get_args

from graph.arranging import NAMES
from graph.view import GraphView
from ui.components.canvas import Event
from ui.explore import forms, steps
from ui.explore.groups import close_groups, open_groups, show_whole, split
from ui.explore.guides import open_guide
from ui.explore.run import Run
from ui.explore.session import Session
from ui.explore.taking import finish, take
from ui.state import StatementRef, Whole

Act = Mapping[str, Any]

MAX_PICTURE_BYTES = 30_000_000


def on_canvas(run: Run, event: Event) -> None:
    """A click, a drag, a key or a menu entry on the canvas."""
    current, overview = run.session, run.overview
    if event.kind == "select" and event.edge:
        _select_edge(run, event.edge)
    elif event.kind in ("select", "box"):
        steps.choose(current, event.nodes)
    elif event.kind == "expand":
        _expand(run, event.nodes)
    elif event.kind == "remove":
        steps.remove(current, overview, event.nodes)
    elif event.kind == "moved":
        steps.pin(current, event.positions)
    elif event.kind == "key" and event.key:
        _do(run, event.key, current.view.chosen)
    elif event.kind == "menu" and event.key:
        _on_menu(run, event)


def _select_edge(run: Run, edge: str) -> None:
    drawn = run.session.drawn
    for relationship in drawn[1].relationships if drawn else ():
        if relationship.id == edge:
            steps.select_statement(run.session, StatementRef(relationship.start, relationship.id))
            run.session.edge_clicked = True
            return


def _on_menu(run: Run, event: Event) -> None:
    action, _, rest = str(event.key).partition(":")
    if action == "over":
        type_, _, direction = rest.rpartition(":")
        steps.expand(run.session, run.explorer, run.overview, event.nodes, (type_, direction == "out"))
    elif action in ("without_type", "only_type"):
        _sift_by_edge(run, str(event.edge), only=action == "only_type")
    elif action in ("radial", "tree"):
        steps.choose(run.session, event.nodes)
        steps.lay_out(run.session, action)
    else:
        if event.nodes and action not in ("keep", "hide", "remove", "collapse", "expand"):
            steps.choose(run.session, event.nodes)
        _do(run, action, event.nodes)


def _sift_by_edge(run: Run, edge: str, *, only: bool) -> None:
    """Filters by the relation of an edge: without it, or nothing but it."""
    statements = run.session.drawn[1].relationships if run.session.drawn else ()
    type_ = next((each.type for each in statements if each.id == edge), None)
    if type_ is None:
        return
    if only:
        steps.keep_only_type(run.session, type_, {each.type for each in statements})
    else:
        steps.toggle_types(run.session, {type_})


def _do(run: Run, action: str, nodes: Collection[str]) -> None:
    """A step with some nodes, by its name; what needs nodes does nothing without them."""
    current, overview = run.session, run.overview
    drawn = current.whole or GraphView()
    anywhere: Mapping[str, Callable[[], None]] = {
        "undo": lambda: steps.undo(current),
        "redo": lambda: steps.redo(current),
        "show": lambda: steps.show_hidden(current),
        "invert": lambda: steps.invert(current, drawn),
        "all": lambda: steps.choose(current, steps.shown(current, overview)),
        "fit": current.fit,
    }
    with_nodes: Mapping[str, Callable[[], None]] = {
        "expand": lambda: _expand(run, nodes),
        "collapse": lambda: _collapse(run, drawn, nodes),
        "remove": lambda: steps.remove(current, overview, nodes),
        "hide": lambda: steps.hide(current, nodes),
        "keep": lambda: steps.keep(current, nodes),
        "neighbours": lambda: steps.choose_neighbours(current, drawn),
        "class": lambda: steps.choose_class(current, drawn),
        "unpin": lambda: steps.unpin(current, nodes),
        "why": lambda: _ask(current, comparing=False),
        "compare": lambda: _ask(current, comparing=True),
    }
    if action in anywhere:
        anywhere[action]()
    elif action in with_nodes and nodes:
        with_nodes[action]()


def _expand(run: Run, nodes: Collection[str]) -> None:
    """Neighbours of things, members of groups."""
    things, keys = split(nodes)
    open_groups(run.session, run.overview, keys)
    if things:
        steps.expand(run.session, run.explorer, run.overview, things)


def _collapse(run: Run, drawn: GraphView, nodes: Collection[str]) -> None:
    things, keys = split(nodes)
    if keys:
        close_groups(run.session, run.overview, keys)
    if things:
        steps.collapse(run.session, run.overview, drawn, things)


def _ask(current: Session, *, comparing: bool) -> None:
    current.comparing = comparing
    if len(current.view.chosen) < 2:
        current.tell("explore.choose_two")


def on_toolbar(run: Run, act: Act) -> None:
    """A button or a menu of the toolbar."""
    current = run.session
    simple: Mapping[str, Callable[[Session], None]] = {
        "landscape": steps.landscape,
        "undo": steps.undo,
        "redo": steps.redo,
        "empty": steps.empty,
    }
    if act["kind"] in simple:
        simple[act["kind"]](current)
    elif act["kind"] == "amount" and (value := str(act.get("value"))).isdigit():
        steps.limit(current, int(value))
    elif act["kind"] == "amount" and value in get_args(Whole):
        show_whole(current, run.overview, value)
    elif act["kind"] == "layout" and act.get("value") in NAMES:
        steps.lay_out(current, str(act["value"]))
    elif act["kind"] == "take" and current.scene is not None:
        current.download = take(run, current.scene, str(act.get("value")))
        current.acted = True
    elif act["kind"] == "table":
        current.as_table = not current.as_table
        current.acted = True


def on_picture(run: Run, act: Act) -> None:
    """The browser has made the picture of a brief."""
    try:
        picture = base64.b64decode(str(act.get("data", "")), validate=True)
    except (binascii.Error, ValueError):
        return
    if run.session.scene is not None and len(picture) <= MAX_PICTURE_BYTES:
        run.session.download = finish(run, run.session.scene, picture)


def on_panel(run: Run, act: Act) -> None:
    """A button or a link of the side panel."""
    current, overview = run.session, run.overview
    kind, chosen = act["kind"], current.view.chosen
    if kind == "open":
        steps.open_thing(current, overview, str(act.get("id")))
    elif kind == "statement":
        steps.select_statement(current, StatementRef(str(act.get("start")), str(act.get("id"))))
        current.edge_clicked = False
    elif kind == "close":
        steps.select(current, None)
    elif kind == "guide":
        open_guide(current, run.explorer, overview, str(act.get("key")))
    elif kind == "leave_guide":
        current.guide = None
        steps.landscape(current)
    elif kind == "way":
        ids = [str(id_) for id_ in act.get("ids", ())]
        steps.add(current, overview, ids, chosen=current.view.chosen)
    elif kind == "put" and chosen:
        steps.open_thing(current, overview, chosen[0])
    elif kind == "focus" and chosen:
        current.bring(chosen[0])
    elif kind == "over" and chosen:
        over = (str(act.get("type")), bool(act.get("outgoing")))
        steps.expand(current, run.explorer, overview, chosen[:1], over)
    else:
        _do(run, kind, chosen)


def on_choice(run: Run, choice: Act) -> None:
    """A choice in the search box."""
    steps.open_found(run.session, run.overview, str(choice.get("id")))


def on_legend(run: Run, act: Act) -> None:
    """A class, a family or a relation type of the legend."""
    current = run.session
    types = [key for key in act.get("types", ()) if isinstance(key, str)]
    classes = [key for key in act.get("classes", ()) if isinstance(key, str)]
    if act["kind"] == "toggle":
        steps.toggle_classes(current, classes)
    elif act["kind"] == "only" and classes:
        steps.keep_only(current, classes[0], current.classes)
    elif act["kind"] == "toggle_types":
        steps.toggle_types(current, types)
    elif act["kind"] == "only_type" and types and current.whole:
        steps.keep_only_type(current, types[0], {edge.type for edge in current.whole.edges})
    elif act["kind"] == "all":
        steps.show_hidden(current)


def on_tab(run: Run, act: Act) -> None:
    """A tab of the rail."""
    run.session.tab = str(act.get("tab"))
    run.session.acted = True


def on_filter(run: Run, act: Act) -> None:
    """A choice in the filter's form."""
    steps.sift(run.session, forms.filtered(run.session.view.filter, str(act.get("key")), act.get("value")))


def on_style(run: Run, act: Act) -> None:
    """A choice in the style's form."""
    steps.style(run.session, forms.styled(run.session.view.look, str(act.get("key")), act.get("value")))


def on_history(run: Run, act: Act) -> None:
    """A step in the list of steps."""
    place = str(act.get("key"))
    if act["kind"] == "open" and place.isdigit():
        steps.go_to(run.session, int(place))
