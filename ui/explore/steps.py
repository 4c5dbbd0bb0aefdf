"""What a reader does with the view: each step changes the session's view, and says what is worth saying."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from graph.explorer import Explorer, Overview
from graph.filtering import Filter
from graph.gathering import MARK
from graph.view import GraphView, Point
from graph.walking import hanging_on, of_classes, others, with_neighbours
from ui.explore.session import Session
from ui.state import CAPS, Look, StatementRef, View

EXPAND_LIMIT = 25  # neighbours that one expansion adds, the most important first


def shown(session: Session, overview: Overview) -> tuple[str, ...]:
    """Ids of the nodes on the canvas, hidden ones too."""
    view = session.view
    if view.nodes is not None:
        return view.nodes
    if view.whole == "all":
        return tuple(sorted(overview.entities, key=overview.importance.order)[: CAPS[-1]])
    return overview.landscape


# --- select


def select(session: Session, node: str | None) -> None:
    """Selects a node that is on the canvas, or nothing."""
    session.go(session.view.selecting(node))


def choose(session: Session, nodes: Iterable[str]) -> None:
    """Selects several nodes."""
    session.go(session.view.choosing(nodes))


def select_statement(session: Session, statement: StatementRef) -> None:
    """Selects an edge."""
    session.go(session.view.selecting_statement(statement))


def invert(session: Session, drawn: GraphView) -> None:
    """Selects what was not selected."""
    choose(session, others(drawn, session.view.chosen))


def choose_neighbours(session: Session, drawn: GraphView) -> None:
    """Selects the neighbours of what is selected too."""
    choose(session, with_neighbours(drawn, session.view.chosen))


def choose_class(session: Session, drawn: GraphView) -> None:
    """Selects all nodes of the selected ones' classes."""
    choose(session, of_classes(drawn, session.view.chosen))


# --- walk


def open_thing(session: Session, overview: Overview, id_: str) -> None:
    """Puts a thing on the canvas when it is not there, selects it and brings it into the middle."""
    present = shown(session, overview)
    view = session.view
    if id_ not in present:
        if len(present) >= view.cap:
            session.tell("explore.full", bad=True, cap=view.cap)
            return
        view = view.with_nodes([*present, id_])
    session.go(replace(view, off=view.off - {id_}).selecting(id_), "added", id=id_)
    session.bring(id_)


def open_found(session: Session, overview: Overview, id_: str) -> None:
    """Opens what was chosen in the search box: a thing, or all that a number is about."""
    about = next((each.about for each in overview.numbers if each.node.id == id_), None)
    if about is None:
        open_thing(session, overview, id_)
    elif about:
        add(session, overview, [node.id for node in about])
        if about[0].id in shown(session, overview):
            open_thing(session, overview, about[0].id)


def add(session: Session, overview: Overview, ids: Collection[str], *, chosen: Iterable[str] = ()) -> None:
    """Puts things on the canvas, all or none, and selects some of them."""
    present = shown(session, overview)
    view = session.view
    fresh = [id_ for id_ in dict.fromkeys(ids) if id_ not in set(present)]
    if len(present) + len(fresh) > view.cap:
        session.tell("explore.full", bad=True, cap=view.cap)
        return
    added = replace(view, off=view.off - set(ids))
    if fresh:
        added = added.with_nodes([*present, *fresh])
    session.go(added.choosing(chosen), "added_several", count=len(fresh))


def expand(
    session: Session,
    explorer: Explorer,
    overview: Overview,
    ids: Collection[str],
    over: tuple[str, bool] | None = None,
) -> None:
    """Adds neighbours of some things, perhaps only over one relation, and says how many are left."""
    present = shown(session, overview)
    view = session.view
    room = view.cap - len(present)
    limit = min(EXPAND_LIMIT, room)
    expansion = explorer.expand(ids, set(present), overview.importance, limit, over)
    added = expansion.added[:room]
    left = sum(expansion.left.values()) + len(expansion.added) - len(added)
    if added:
        session.go(view.with_nodes([*present, *added]), "expanded", id=next(iter(ids)), count=len(added))
    if left and room <= len(added):
        session.tell("explore.full", bad=True, cap=view.cap)
    elif not added:
        session.tell("explore.no_more")
    else:
        session.tell("explore.added_left" if left else "explore.added", count=len(added), left=left)


def collapse(session: Session, overview: Overview, drawn: GraphView, ids: Collection[str]) -> None:
    """Takes those neighbours off the canvas that hang on nothing but these nodes."""
    gone = hanging_on(drawn, ids)
    if not gone:
        session.tell("explore.nothing_hangs")
        return
    kept = [id_ for id_ in shown(session, overview) if id_ not in gone]
    session.go(session.view.with_nodes(kept), "collapsed", id=next(iter(ids)), count=len(gone))


def remove(session: Session, overview: Overview, ids: Iterable[str]) -> None:
    """Takes nodes off the canvas; nothing is deleted from the graph. A group of things is hidden instead."""
    gone = set(ids)
    if groups := {id_ for id_ in gone if id_.startswith(MARK)}:
        hide(session, groups)
        gone -= groups
    if not gone:
        return
    kept = [id_ for id_ in shown(session, overview) if id_ not in gone]
    session.go(session.view.with_nodes(kept), "removed", count=len(gone))


def keep(session: Session, ids: Collection[str]) -> None:
    """Takes everything else off the canvas; other groups of things are hidden."""
    if not ids:
        return
    view = session.view.with_nodes(ids)
    groups = {id_ for id_ in (session.scene.ids if session.scene else ()) if id_.startswith(MARK)}
    if groups & set(ids):
        view = replace(view, off=view.off | groups - set(ids))
    elif groups:
        view = replace(view, whole=None)
    session.go(view, "kept", count=len(ids))


def hide(session: Session, ids: Collection[str]) -> None:
    """Hides nodes: they keep their places, and come back with `show_hidden`."""
    view = session.view
    session.go(replace(view, off=view.off | set(ids)).selecting(None), "hid", count=len(ids))


def show_hidden(session: Session) -> None:
    """Shows again whatever was hidden, by node or by class."""
    session.go(replace(session.view, off=frozenset(), hidden=frozenset()), "showed")


def empty(session: Session) -> None:
    """An empty canvas, to start from one thing."""
    session.go(View(nodes=(), cap=session.view.cap, look=session.view.look), "emptied")


def landscape(session: Session) -> None:
    """Back to the opening view."""
    session.go(View(cap=session.view.cap), "overview")


# --- see and filter


def keep_only(session: Session, class_key: str, classes: Iterable[str]) -> None:
    """Hides every class but one; when that is so already, shows all again."""
    rest = frozenset(classes) - {class_key}
    view = session.view
    hidden = frozenset() if view.hidden == rest else rest
    session.go(replace(view, hidden=hidden), "classes", count=len(hidden))


def toggle_classes(session: Session, classes: Collection[str]) -> None:
    """Switches classes off or on."""
    view = session.view.toggling(classes)
    session.go(view, "classes", count=len(view.hidden))


def toggle_types(session: Session, types: Collection[str]) -> None:
    """Filters relation types out, or lets them in again: all out when any is in."""
    filter_, switched = session.view.filter, frozenset(types)
    off = filter_.without_types
    sift(session, replace(filter_, without_types=off | switched if switched - off else off - switched))


def keep_only_type(session: Session, type_: str, types: Iterable[str]) -> None:
    """Filters out every relation type but one; when that is so already, lets all in again."""
    filter_, rest = session.view.filter, frozenset(types) - {type_}
    sift(session, replace(filter_, without_types=frozenset() if filter_.without_types == rest else rest))


def lay_out(session: Session, name: str) -> None:
    """Another arrangement, around what is selected; the present one again arranges anew."""
    view, look = session.view, session.view.look
    centre = view.selected if name in ("radial", "tree") else None
    again = (name, centre) == (look.layout, look.centre)
    turn = look.turn + 1 if again else 0
    session.go(replace(view, look=replace(look, layout=name, centre=centre, turn=turn), pins={}), "layout", layout=name)
    session.fit()


def style(session: Session, look: Look) -> None:
    """Other sizes, colours or rules."""
    session.go(replace(session.view, look=look), "style")


def sift(session: Session, filter_: Filter) -> None:
    """Another filter."""
    session.go(replace(session.view, filter=filter_), "filter")


def pin(session: Session, places: Mapping[str, Point]) -> None:
    """Keeps nodes where they were dragged to."""
    view = session.view
    session.go(replace(view, pins={**view.pins, **places}), "moved", count=len(places))


def unpin(session: Session, ids: Collection[str]) -> None:
    """Lets nodes go back to where the layout has them."""
    view = session.view
    session.go(replace(view, pins={id_: at for id_, at in view.pins.items() if id_ not in set(ids)}), "unpinned")


def limit(session: Session, cap: int) -> None:
    """Another number of nodes that the canvas may hold."""
    if cap in CAPS:
        session.go(replace(session.view, cap=cap), "limit", cap=cap)


# --- back and forth


def undo(session: Session) -> None:
    """One step back."""
    session.history = session.history.undone()
    session.acted = True


def redo(session: Session) -> None:
    """One undone step again."""
    session.history = session.history.redone()
    session.acted = True


def go_to(session: Session, place: int) -> None:
    """To one of the steps, as the list of them counts."""
    session.history = session.history.at(place)
    session.acted = True
