"""What the side panel says of several things: why they are connected, what they share, and how they compare."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from graph.explorer import Card, Place, evidence_of
from graph.paths import MAX_STEPS
from graph.values import Node, Relationship
from graph.why import Answer, Connection, Way
from ui.classes import sign
from ui.explore.cards import fact_rows, place_of
from ui.sentences import Words, observation_line, observation_note, qualifiers, statement_sentence

Block = dict[str, Any]
ClassesOf = Callable[[Iterable[str]], tuple[str, ...]]

MAX_COMPARED = 3
_MAX_NAMED = 6  # things in a cell of the comparison


def several_panel(
    nodes: Sequence[Node], words: Words, classes_of: ClassesOf, blocks: Sequence[Block], *, comparing: bool
) -> dict[str, Any]:
    """The panel of several things, with what was asked about them."""
    texts = words.texts
    names = texts("words.comma").join(words.name(node) for node in nodes[:4])
    kinds = ("why", "compare") if len(nodes) <= MAX_COMPARED else ("why",)
    actions = [
        {"kind": kind, "icon": kind, "label": texts(f"several.{kind}"), "primary": comparing == (kind == "compare")}
        for kind in kinds
    ]
    actions += [
        {"kind": kind, "icon": icon, "label": texts(f"several.{kind}")}
        for kind, icon in (("expand", "expand"), ("keep", "keep"), ("hide", "hide"), ("remove", "remove"))
    ]
    return {
        "subject": " ".join(node.id for node in nodes),
        "label": texts("several.label", count=len(nodes)),
        "title": texts("several.title", count=len(nodes)),
        "subtitle": names if len(nodes) <= 4 else names + "…",
        "chips": [],
        "notes": [],
        "closable": True,
        "actions": actions,
        "texts": texts.within("panel"),
        "blocks": [
            {
                "type": "relations",
                "heading": texts("several.chosen"),
                "count": len(nodes),
                "groups": [{"label": "", "rows": [_row(words, classes_of, node) for node in nodes]}],
            },
            *blocks,
        ],
    }


def _row(words: Words, classes_of: ClassesOf, node: Node) -> dict[str, Any]:
    first = classes_of(node.labels)[0]
    return sign(words.model, first) | {
        "id": node.id,
        "name": words.name(node),
        "note": words.class_label(first),
        "shown": True,
        "place": None,
        "statement": None,
    }


def why_blocks(answer: Answer, words: Words, shown: Collection[str]) -> list[Block]:
    """Routes as sentences with their evidence, and what all of the things share."""
    blocks = [_connection(each, answer.places, words, shown) for each in answer.connections]
    rows = [
        {
            "text": words.name(each.node),
            "sentences": [_sentence(words, answer, each_said) for each_said in each.statements[:4]],
            "ids": [each.node.id],
            "shown": each.node.id in shown,
        }
        for each in answer.shared
    ]
    if len(answer.connections) > 1 or rows:
        heading = words.texts("several.shared")
        empty = None if rows else words.texts("several.nothing_shared")
        blocks.append({"type": "ways", "heading": heading, "groups": [{"label": "", "rows": rows}], "empty": empty})
    return blocks


def _connection(each: Connection, places: Mapping[str, Place], words: Words, shown: Collection[str]) -> Block:
    texts = words.texts
    groups = [
        {"label": texts(f"several.{key}"), "rows": [_way(way, places, words, shown) for way in ways]}
        for key, ways in (("shortest", each.shortest), ("specific", each.specific))
        if ways
    ]
    return {
        "type": "ways",
        "heading": texts("several.between", start=words.name(each.start), end=words.name(each.end)),
        "groups": groups,
        "empty": None if groups else texts("several.no_path", steps=MAX_STEPS),
    }


def _way(way: Way, places: Mapping[str, Place], words: Words, shown: Collection[str]) -> dict[str, Any]:
    by_id = {node.id: node for node in way.nodes}
    return {
        "text": " → ".join(words.name(node) for node in way.nodes),
        "sentences": [_told(words, places, by_id, step[0], len(step) - 1) for step in way.steps if step],
        "ids": [node.id for node in way.nodes],
        "shown": all(node.id in shown for node in way.nodes),
    }


def _sentence(words: Words, answer: Answer, statement: Relationship) -> dict[str, Any]:
    nodes = {each.node.id: each.node for each in answer.shared}
    nodes |= {node.id: node for each in answer.connections for node in (each.start, each.end)}
    return _told(words, answer.places, nodes, statement, 0)


def _told(
    words: Words, places: Mapping[str, Place], nodes: Mapping[str, Node], statement: Relationship, more: int
) -> dict[str, Any]:
    """A statement as a sentence with its qualifiers and its place; `more` statements say so too."""
    inferred = statement.properties.get("status") == "inferred"
    return {
        "text": statement_sentence(words, nodes[statement.start], statement.type, nodes[statement.end]),
        "note": words.join(
            [
                *(value for _, value in qualifiers(words, statement.properties)),
                words.texts("panel.inferred_mark") if inferred else None,
                words.texts("several.more", count=more) if more else None,
            ]
        ),
        "place": place_of(words, places, statement.properties),
        "statement": {"start": statement.start, "id": statement.id},
        "evidenced": bool(evidence_of(statement.properties)),
    }


def comparison(cards: Sequence[Card], words: Words, classes_of: ClassesOf) -> Block:
    """Two or three things side by side: classes, attributes, numbers and relations; what all say alike is marked."""
    texts = words.texts
    rows: list[dict[str, Any]] = []

    def add(label: str, cells: Sequence[Sequence[str]]) -> None:
        if any(cells):
            listed = [list(cell) for cell in cells]
            rows.append({"label": label, "cells": listed, "same": all(cell and cell == listed[0] for cell in listed)})

    add(texts("several.classes"), [[words.class_label(key) for key in classes_of(card.node.labels)] for card in cards])
    facts = [fact_rows(words, card.node.properties, classes_of(card.node.labels)) for card in cards]
    for label in dict.fromkeys(row["label"] for each in facts for row in each):
        add(label, [next((row["values"] for row in each if row["label"] == label), []) for each in facts])
    indicators = dict.fromkeys(o.node.properties.get("indicator") for card in cards for o in card.observations)
    for indicator in indicators:
        cells = [
            [_number(words, card, o) for o in card.observations if o.node.properties.get("indicator") == indicator]
            for card in cards
        ]
        add(words.code_label("indicator", str(indicator), ("Observation",)), cells)
    for label in dict.fromkeys(
        words.relation_label(group.type, group.outgoing) for card in cards for group in card.groups
    ):
        add(label, [_others(words, card, label) for card in cards])
    return {
        "type": "comparison",
        "heading": texts("several.compare"),
        "columns": [{"id": card.node.id, "name": words.name(card.node)} for card in cards],
        "rows": rows,
        "same": texts("several.same"),
    }


def _number(words: Words, card: Card, observed: Any) -> str:
    line = observation_line(words, observed).partition("：" if words.language == "zh" else ": ")[2]
    return words.join([line, observation_note(words, observed, card.node.id)])


def _others(words: Words, card: Card, relation: str) -> list[str]:
    names = [
        words.name(node)
        for group in card.groups
        if words.relation_label(group.type, group.outgoing) == relation
        for _, node in group.statements
    ]
    named = sorted(dict.fromkeys(names))
    return named if len(named) <= _MAX_NAMED else [*named[:_MAX_NAMED], f"+{len(named) - _MAX_NAMED}"]
