"""Groups that stand for the things of a large graph: as nodes of the view, in the panel, and what opening one does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from graph.explorer import Overview
from graph.gathering import MARK, REST, Gathering, gather, group_id, group_key, group_radius, head_of
from graph.search import NamedThing
from graph.styling import community_tint
from graph.view import PLAIN, GraphView, Point, Tint, ViewEdge, ViewNode, short_label
from ui.classes import sign
from ui.communities import community_name
from ui.explore.session import Session
from ui.explore.steps import shown
from ui.finder import names_of
from ui.sentences import Words
from ui.state import CAPS, View, Whole

OPENED = 100  # members that one opening of a group shows, the most important first
_NAMED = 12  # members that the panel lists


def gathered(session: Session, overview: Overview) -> Gathering | None:
    """The groups of the present view; None where every node stands for itself. Made once for a graph."""
    by = session.view.whole
    if by is None or by == "all":
        return None
    known = session.gathering
    if known is None or known[0] is not overview or known[1].by != by:
        classes = {thing.id: thing.classes[0] for thing in overview.things if thing.id in overview.entities}
        session.gathering = (overview, gather(classes, overview.importance, by))
    assert session.gathering is not None
    return session.gathering[1]


def show_whole(session: Session, overview: Overview, by: str) -> None:
    """The whole graph: each thing while the canvas holds them all, else groups by class or community."""
    count, look = len(overview.entities), replace(session.view.look, layout="force", centre=None, turn=0)
    if by == "all" and count <= CAPS[-1]:
        cap = max(session.view.cap, next(cap for cap in CAPS if count <= cap))
        session.go(replace(View(), whole="all", cap=cap, look=look), "whole")
        session.fit()
        return
    whole: Whole = "community" if by == "community" else "class"
    session.go(replace(View(), nodes=(), whole=whole, cap=session.view.cap, look=look), "whole")
    groups = gathered(session, overview)
    session.tell("explore.gathered", count=count, groups=len(groups.members) if groups else 0)
    session.fit()


def open_groups(session: Session, overview: Overview, keys: Iterable[str]) -> None:
    """Shows the next members of some groups, and says how many are left."""
    groups, view = gathered(session, overview), session.view
    if groups is None:
        return
    for key in keys:
        present = shown(session, overview)
        room = session.view.cap - len(present)
        fresh = groups.next_of(key, present, min(OPENED, room))
        left = groups.left(present).get(key, 0) - len(fresh)
        if fresh:
            view = session.view.with_nodes([*present, *fresh]).choosing([group_id(key)] if left else fresh[:1])
            session.go(view, "opened_group", count=len(fresh))
        if left and room <= OPENED:
            session.tell("explore.full", bad=True, cap=view.cap)
        else:
            session.tell("explore.opened_left" if left else "explore.opened", count=len(fresh), left=left)


def close_groups(session: Session, overview: Overview, keys: Collection[str]) -> None:
    """Takes the members of some groups off the canvas; the groups stand for them again."""
    groups, wanted = gathered(session, overview), set(keys)
    if groups is None:
        return
    present = shown(session, overview)
    kept = [id_ for id_ in present if groups.group_of.get(id_) not in wanted]
    session.go(session.view.with_nodes(kept), "closed_group", count=len(present) - len(kept))


def split(ids: Iterable[str]) -> tuple[list[str], list[str]]:
    """Things' ids, and the keys of groups among them.

    >>> split(["org:a", "+City"])
    (['org:a'], ['City'])
    """
    keys = [(id_, group_key(id_)) for id_ in ids]
    return [id_ for id_, key in keys if key is None], [key for _, key in keys if key is not None]


def with_groups(view: GraphView, groups: Gathering, overview: Overview, words: Words) -> GraphView:
    """The view with a node for each group that still stands for something, and its links with their counts."""
    ids = [node.id for node in view.nodes]
    heads = _heads(groups, overview)
    nodes = [_node(groups, key, count, heads, words) for key, count in groups.left(ids).items()]
    edges = [
        ViewEdge(f"{MARK}{a} {b}", a, b, MARK, words.texts("groups.links", count=count), directed=False)
        for (a, b), count in groups.connections(ids, overview.importance.neighbours).items()
    ]
    return replace(view, nodes=(*nodes, *view.nodes), edges=(*view.edges, *edges))


def only_things(view: GraphView) -> GraphView:
    """The view without its groups."""
    return view.without({node.id for node in view.nodes if node.id.startswith(MARK)})


def around_groups(view: GraphView, groups: Gathering, known: Mapping[str, Point]) -> GraphView:
    """The view as its layout should see it: members hang on the place of the group that they came out of."""
    here = {node.id for node in view.nodes}
    keys = {groups.group_of[id_] for id_ in here if id_ in groups.group_of and group_id(groups.group_of[id_]) in known}
    gone = [ViewNode(group_id(key), "") for key in sorted(keys) if group_id(key) not in here]
    ties = [
        ViewEdge(f"{MARK} {id_}", id_, group_id(groups.group_of[id_]), MARK, "")
        for id_ in sorted(here)
        if id_ not in known and groups.group_of.get(id_) in keys
    ]
    return replace(view, nodes=(*view.nodes, *gone), edges=(*view.edges, *ties))


def group_panel(
    groups: Gathering, key: str, overview: Overview, words: Words, present: Collection[str]
) -> dict[str, Any] | None:
    """The panel of a group: what it stands for, its most important members, and how to open it; None for no group."""
    if key not in groups.members:
        return None
    texts, left = words.texts, groups.left(present).get(key, 0)
    listed = groups.next_of(key, present, _NAMED) or groups.members[key][:_NAMED]
    wanted = {thing.id: thing for thing in overview.things if thing.id in set(listed)}
    rows = [_row(wanted[id_], words, id_ in present) for id_ in listed if id_ in wanted]
    share, whole = min(OPENED, left), left == len(groups.members[key])
    opening = {"kind": "expand", "icon": "expand", "label": texts("groups.open", count=share)}
    closing = {"kind": "collapse", "icon": "clear", "label": texts("groups.close"), "disabled": whole}
    actions = [
        opening | {"primary": True, "disabled": not left},
        closing,
        {"kind": "hide", "icon": "hide", "label": texts("several.hide")},
    ]
    return {
        "subject": group_id(key),
        "label": texts("groups.label"),
        "title": _name(groups, key, _heads(groups, overview), words),
        "subtitle": texts("groups.stands_for", count=left, all=len(groups.members[key])),
        "chips": [],
        "notes": [texts("groups.note")],
        "closable": True,
        "actions": actions,
        "texts": texts.within("panel"),
        "blocks": [{"type": "relations", "heading": texts("groups.members"), "groups": [{"label": "", "rows": rows}]}],
    }


def _row(thing: NamedThing, words: Words, present: bool) -> dict[str, Any]:
    name, note = names_of(thing, words.language)[0], words.class_label(thing.classes[0])
    return sign(words.model, thing.classes[0]) | {"id": thing.id, "name": name, "note": note, "shown": present}


def _heads(groups: Gathering, overview: Overview) -> dict[str, NamedThing]:
    """The most important thing of each community, by the community's key: it gives its name."""
    if groups.by == "class":
        return {}
    first = {head: key for key, ids in groups.members.items() if (head := head_of(key, ids))}
    return {first[thing.id]: thing for thing in overview.things if thing.id in first}


def _name(groups: Gathering, key: str, heads: Mapping[str, NamedThing], words: Words) -> str:
    if groups.by == "class":
        return words.class_label(key)
    return community_name(names_of(heads[key], words.language)[0] if key in heads else None, words.texts)


def _node(groups: Gathering, key: str, count: int, heads: Mapping[str, NamedThing], words: Words) -> ViewNode:
    name = _name(groups, key, heads, words)
    tint, shape = PLAIN, "dot"
    if groups.by == "class":
        signed = sign(words.model, key)
        tint, shape = Tint(signed["light"], signed["dark"]), signed["shape"]
    elif key != REST:
        tint = community_tint(int(key))
    return ViewNode(
        id=group_id(key),
        label=f"{short_label(name)} · {count:,}",
        classes=(key,) if groups.by == "class" else (),
        title="\n".join([name, words.texts("groups.stands_for", count=count, all=len(groups.members[key]))]),
        color=tint,
        shape=shape,
        size=group_radius(count),
        group=True,
    )
