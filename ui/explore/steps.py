"""What a reader does with the view: each step changes the session's view, and says what is worth saying."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from graph.explorer import Explorer, Overview
from ui.explore.session import Session, forget_places
from ui.state import StatementRef, View

EXPAND_LIMIT = 25  # neighbours that one expansion adds, the most important first


def shown(session: Session, overview: Overview) -> tuple[str, ...]:
    """Ids of the nodes on the canvas, hidden ones too."""
    return overview.landscape if session.view.nodes is None else session.view.nodes


def select(session: Session, node: str | None) -> None:
    """Selects a node that is on the canvas, or nothing."""
    session.go(session.view.selecting(node))


def select_statement(session: Session, statement: StatementRef) -> None:
    """Selects an edge."""
    session.go(session.view.selecting_statement(statement))


def open_thing(session: Session, overview: Overview, id_: str) -> None:
    """Puts a thing on the canvas when it is not there, selects it and brings it into the middle."""
    present = shown(session, overview)
    view = session.view
    if id_ not in present:
        if len(present) >= view.cap:
            session.tell("explore.full", bad=True, cap=view.cap)
            return
        view = view.with_nodes([*present, id_])
    session.go(view.selecting(id_))
    session.bring(id_)


def open_found(session: Session, overview: Overview, id_: str) -> None:
    """Opens what was chosen in the search box: a thing, or all that a number is about."""
    about = next((each.about for each in overview.numbers if each.node.id == id_), None)
    if about is None:
        open_thing(session, overview, id_)
        return
    others = [node.id for node in about[1:]]
    present = shown(session, overview)
    if others and len({*present, *others}) < session.view.cap:
        session.go(session.view.with_nodes([*present, *others]))
    if about:
        open_thing(session, overview, about[0].id)


def expand(session: Session, explorer: Explorer, overview: Overview, ids: Collection[str]) -> None:
    """Adds neighbours of some things, and says how many are left."""
    present = shown(session, overview)
    view = session.view
    room = view.cap - len(present)
    limit = min(EXPAND_LIMIT, room)
    expansion = explorer.expand(ids, set(present), overview.importance, limit)
    added = expansion.added[:room]
    left = sum(expansion.left.values()) + len(expansion.added) - len(added)
    if added:
        session.go(replace(view.with_nodes([*present, *added]), hidden=view.hidden))
    if left and room <= len(added):
        session.tell("explore.full", bad=True, cap=view.cap)
    elif not added:
        session.tell("explore.no_more")
    else:
        session.tell("explore.added_left" if left else "explore.added", count=len(added), left=left)


def remove(session: Session, overview: Overview, ids: Iterable[str]) -> None:
    """Takes nodes off the canvas; nothing is deleted from the graph."""
    gone = set(ids)
    session.go(session.view.with_nodes(id_ for id_ in shown(session, overview) if id_ not in gone))


def keep_only(session: Session, class_key: str, classes: Iterable[str]) -> None:
    """Hides every class but one; when that is so already, shows all again."""
    others = frozenset(classes) - {class_key}
    view = session.view
    session.go(replace(view, hidden=frozenset() if view.hidden == others else others))


def empty(session: Session) -> None:
    """An empty canvas, to start from one thing."""
    session.go(View(nodes=(), wide=session.view.wide))
    forget_places(session)


def landscape(session: Session) -> None:
    """Back to the opening view."""
    session.go(View(wide=session.view.wide))
    forget_places(session)


def undo(session: Session) -> None:
    """One step back."""
    session.history = session.history.undone()
    session.acted = True


def redo(session: Session) -> None:
    """One undone step again."""
    session.history = session.history.redone()
    session.acted = True


def widen(session: Session) -> None:
    """More nodes than usual, or back to the usual number when that holds what is shown."""
    session.go(replace(session.view, wide=not session.view.wide))
