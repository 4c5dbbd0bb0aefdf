"""From the view to what is drawn: the graph among its nodes, filtered, styled and placed, and the legend beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from graph.arranging import Arrangement, Order, arrange
from graph.conditions import meets
from graph.explorer import Explorer, Overview, Subgraph
from graph.filtering import Grounds, evidence, kept
from graph.gathering import MARK, Gathering
from graph.layout import layout
from graph.measures import communities, measured, radii
from graph.styling import community_tint, tints, type_tints
from graph.values import Node
from graph.view import Caption, GraphView, Tint, graph_view
from graph.walking import degrees
from ui.classes import OTHER, family_of, sign
from ui.explore.groups import around_groups, gathered, only_things, with_groups
from ui.explore.session import Scene, Session
from ui.explore.steps import shown
from ui.sentences import Words
from ui.state import Look

ASPECT = 0.9  # the canvas between legend and panel on a laptop; on a wider screen room is left at its sides


def scene(session: Session, explorer: Explorer, overview: Overview, words: Words, digest: str) -> Scene:
    """Reads the graph among the view's nodes when it changed, draws it, and places the nodes that are new."""
    subgraph = _subgraph(session, explorer, overview, digest)
    ids = [node.id for node in subgraph.nodes]
    whole = graph_view(
        subgraph.nodes,
        subgraph.relationships,
        words.model,
        words.language,
        degrees=overview.importance.degrees(ids),
        disputed=overview.disputed,
    )
    groups = gathered(session, overview)
    if groups:
        whole = with_groups(whole, groups, overview, words)
    whole = _placed(session, whole, groups, explorer, words)
    passing = {
        edge.id for edge in kept(session.view.filter, subgraph.relationships, grounds(session, explorer, overview))
    }
    view = replace(whole, edges=tuple(edge for edge in whole.edges if edge.id in passing or edge.type == MARK))
    off = session.view.off | _left_alone(session, whole, view) | _unmet(session, explorer, words)
    drawn = _looking(view, whole, session.view.look, overview, words).hiding(session.view.hidden, off)
    whole = only_things(whole)
    classes = Counter(class_of(node.classes) for node in whole.nodes)
    if groups and groups.by == "class":
        classes.update(groups.left(ids))
    return Scene(drawn, subgraph, classes, whole)


def _subgraph(session: Session, explorer: Explorer, overview: Overview, digest: str) -> Subgraph:
    ids = shown(session, overview)
    wanted = (digest, ids)
    if session.drawn is None or session.drawn[0] != wanted:
        session.drawn = (wanted, explorer.subgraph(ids))
        if missing := session.drawn[1].missing:
            session.tell("explore.trouble.missing", bad=True, count=len(missing), ids=", ".join(missing[:5]))
    return session.drawn[1]


def grounds(session: Session, explorer: Explorer, overview: Overview, *, sections: bool = False) -> Grounds:
    """What the filter goes by; sections are read only when they are asked for."""
    wanted: Mapping[str, str] = {}
    if session.drawn and (sections or session.view.filter.section):
        if session.sections is None or session.sections[0] != session.drawn[0]:
            refs = [ref for statement in session.drawn[1].relationships for ref in evidence(statement)]
            session.sections = (session.drawn[0], explorer.evidence_sections(refs))
        wanted = session.sections[1]
    return Grounds(wanted, overview.disputed)


def in_full(session: Session, explorer: Explorer) -> tuple[Node, ...]:
    """The things on the canvas with all their attributes; read once, and only when something asks for them."""
    if session.drawn is None:
        return ()
    if session.properties is None or session.properties[0] != session.drawn[0]:
        ids = [node.id for node in session.drawn[1].nodes]
        session.properties = (session.drawn[0], tuple(explorer.whole(ids)))
    return session.properties[1]


def _unmet(session: Session, explorer: Explorer, words: Words) -> frozenset[str]:
    """Nodes that do not meet the filter's conditions."""
    conditions = session.view.filter.conditions
    if not conditions:
        return frozenset()

    def said(key: str, code: str) -> tuple[str, ...]:
        concept = words.concept(key, code)
        return (concept.label["zh"], concept.label["en"]) if concept else ()

    return frozenset(
        node.id
        for node in in_full(session, explorer)
        if not all(meets(condition, node.properties, said) for condition in conditions)
    )


def _left_alone(session: Session, whole: GraphView, filtered: GraphView) -> frozenset[str]:
    """Nodes that the filter leaves without a relation, and those of too low a degree."""
    filter_ = session.view.filter
    groups = {node.id for node in whole.nodes if node.group}
    before, after = degrees(whole), degrees(filtered)
    bare = {id_ for id_, degree in before.items() if filter_.of_statements and degree and not after[id_]}
    return frozenset(bare | {id_ for id_, degree in after.items() if degree < filter_.least_degree}) - groups


def _looking(view: GraphView, whole: GraphView, look: Look, overview: Overview, words: Words) -> GraphView:
    """The view with the sizes and colours that were chosen; filtering the `whole` changes no line's colour."""
    sizes: dict[str, float] = {}
    if look.size != "degree":
        values = measured(look.size, view, overview.importance, overview.numbers)
        sizes = dict.fromkeys((node.id for node in view.nodes), 6.0) | radii(values)
    colors: dict[str, Tint] = {}
    if look.color == "community":
        colors = {id_: community_tint(number) for id_, number in communities(view).items()}
    lines: dict[str, Tint] = {}
    if look.lines == "type":
        lines = type_tints(Counter(edge.type for edge in whole.edges), words.relation_types)
    if look.rules:
        ids = [node.id for node in view.nodes]
        colors |= tints(look.rules, overview.importance.degrees(ids), overview.numbers, ids)
    for node in view.nodes:
        if node.group:  # its size and colour say what it stands for
            sizes.pop(node.id, None)
            colors.pop(node.id, None)
    return view.restyled(sizes, colors, lines) if sizes or colors or lines else view


def _placed(session: Session, view: GraphView, groups: Gathering | None, explorer: Explorer, words: Words) -> GraphView:
    """The view with a place for each node: where it was, else where the layout has it."""
    key, known = session.layout_key, session.positions
    ids = tuple(node.id for node in view.nodes)
    if any(id_ not in known for id_ in ids):
        fresh = not any(id_ in known or id_ in session.view.pins for id_ in ids)
        if fresh and key[0] != "force":
            arrangement = _arranged(view, key[0], key[1], explorer)
            known |= arrangement.places
            session.captions[key] = arrangement.captions
        else:
            held = {**known, **session.view.pins}
            known |= layout(around_groups(view, groups, held) if groups else view, held, aspect=ASPECT).positions()
        if fresh:
            session.laid_out[key] = ids
    pins = session.view.pins
    captions = _captions(session.captions.get(key, {}), explorer, words)
    return replace(view.placed(known).placed(pins, pins.keys()), captions=captions)


def _arranged(view: GraphView, name: str, centre: str | None, explorer: Explorer) -> Arrangement:
    regions = explorer.regions([node.id for node in view.nodes]) if name == "region" else {}
    return arrange(name, view, Order(centre, regions))


def _captions(groups: Mapping[Hashable, tuple[float, float]], explorer: Explorer, words: Words) -> tuple[Caption, ...]:
    """Captions in words: of a class its label, of a region its name."""
    regions = [key[-1] for key in groups if isinstance(key, tuple) and key]
    names = {id_: words.name(node) for id_, node in explorer.things(regions).items()} if regions else {}
    found = []
    for key, (x, y) in groups.items():
        if isinstance(key, tuple):
            text = names.get(key[-1], str(key[-1])) if key else words.texts("explore.no_region")
        else:
            text = words.class_label(str(key))
        found.append(Caption(text, x, y))
    return tuple(found)


def class_of(classes: tuple[str, ...]) -> str:
    """The class that colours a node and that the legend counts it by."""
    return classes[0] if classes else "Thing"


def legend_groups(classes: Mapping[str, int], hidden: Iterable[str], words: Words) -> list[dict[str, Any]]:
    """The legend: classes under their families in the ontology's order, lone ones together at the end."""
    off = frozenset(hidden)
    families: dict[str, list[str]] = {}
    order = {key: number for number, key in enumerate(words.model.classes)}
    for key in sorted({*classes, *off}, key=lambda each: (order.get(each, len(order)), each)):
        families.setdefault(family_of(words.model, key), []).append(key)
    lone = [family for family, keys in families.items() if len(keys) == 1 and family != OTHER]
    others = [key for family in lone for key in families.pop(family)] + families.pop(OTHER, [])
    groups = [(family, words.class_label(family), keys) for family, keys in families.items()]
    if others:
        groups.append((OTHER, words.texts("legend.other"), others))
    return [
        {
            "key": family,
            "label": label,
            "classes": [
                sign(words.model, key)
                | {"key": key, "label": words.class_label(key), "count": classes.get(key, 0), "hidden": key in off}
                for key in keys
            ],
        }
        for family, label, keys in groups
    ]


def legend_types(drawn: Scene, without: Collection[str], words: Words) -> list[dict[str, Any]]:
    """The relation types on the canvas and those that are filtered out, in the ontology's order, with their colour."""
    counts = Counter(edge.type for edge in drawn.whole.edges)
    tint = {edge.type: edge.color for edge in drawn.view.edges if edge.color}
    order = {type_: number for number, type_ in enumerate(words.relation_types)}
    return [
        {"key": type_, "label": words.relation_label(type_), "count": counts[type_], "hidden": type_ in without}
        | ({"light": tint[type_].light, "dark": tint[type_].dark} if type_ in tint else {})
        for type_ in sorted({*counts, *without}, key=lambda each: (order.get(each, len(order)), each))
    ]
