"""What the side panel says of a thing, a statement or the whole graph, as plain data for the browser."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from graph.explorer import Card, Group, Overview, Place, StatementCard, evidence_of, text, texts
from graph.export.cypher import literal
from graph.values import Node, Value
from graph.view import name_of, text_in
from ingest.attached import Quote, Quotes, fact_words
from ui.classes import sign
from ui.explore.charts import charts
from ui.explore.guides import Guide
from ui.explore.menus import left_over
from ui.links import query_address, sources_address
from ui.numbers.address import numbers_address
from ui.sentences import (
    Words,
    lines_words,
    observation_line,
    observation_note,
    place_long,
    place_short,
    qualifiers,
    section_words,
    statement_sentence,
    written,
)

Block = dict[str, Any]
ClassesOf = Callable[[Iterable[str]], tuple[str, ...]]

MAX_QUOTES = 4  # of one section
MAX_ROWS = 60  # of one group of relations; the count beside it is of all
_ON_ITS_OWN = frozenset(
    {"id", "iri", "types", "name", "graphs", "evidence", "aliases", "misspellings", "name_zh", "name_en"}
    | {"description_zh", "description_en"}
)


def thing_panel(
    card: Card, words: Words, classes_of: ClassesOf, shown: Collection[str], left: int, limit: int, quotes: Quotes
) -> dict[str, Any]:
    """The panel of a thing. `left` neighbours are not on the canvas; an expansion adds `limit` of them at most."""
    own = [card.places[ref] for ref in evidence_of(card.node.properties) if ref in card.places]
    properties = card.node.properties
    name = words.name(card.node)
    other = name_of(properties, "en" if words.language == "zh" else "zh", "")
    return {
        "subject": card.node.id,
        "label": words.texts("panel.about", name=name),
        "title": name,
        "subtitle": other if other != name else None,
        "chips": [sign(words.model, key) | {"label": words.class_label(key)} for key in classes_of(card.node.labels)],
        "notes": _notes(words, properties),
        "closable": True,
        "actions": _actions(words, left, limit, on_canvas=card.node.id in shown),
        "links": _links(card, words),
        "texts": words.texts.within("panel"),
        "blocks": [
            block
            for block in (
                _block("charts", words.texts("panel.charts"), charts(card.observations, words)),
                _numbers(card, words),
                _relations(card, words, classes_of, shown),
                _facts(words, properties, classes_of(card.node.labels)),
                _discrepancies(card, words),
                _places(words, own, quotes, [card.node]),
                {"type": "id", "id": card.node.id},
            )
            if block
        ],
    }


def statement_panel(
    card: StatementCard, words: Words, classes_of: ClassesOf, shown: Collection[str], quotes: Quotes
) -> dict[str, Any]:
    """The panel of a statement: the sentence, its ends, what qualifies it, whether it is stated, its evidence."""
    relationship = card.relationship
    status = text(relationship.properties.get("status")) or "stated"
    rows = [{"label": label, "values": [value]} for label, value in qualifiers(words, relationship.properties)]
    rows.append({"label": words.attribute_label("status"), "values": [words.code_label("status", status)]})
    ends = [_neighbour(words, classes_of, node, shown) for node in (card.start, card.end)]
    return {
        "subject": relationship.id,
        "label": words.texts("panel.statement"),
        "title": statement_sentence(words, card.start, relationship.type, card.end),
        "subtitle": None,
        "chips": [{"label": words.relation_label(relationship.type)}],
        "notes": [words.texts("panel.inferred")] if status == "inferred" else [],
        "closable": True,
        "actions": [],
        "texts": words.texts.within("panel"),
        "blocks": [
            block
            for block in (
                {"type": "relations", "heading": words.texts("panel.ends"), "groups": [{"label": "", "rows": ends}]},
                {"type": "facts", "heading": words.texts("panel.statement"), "rows": rows},
                _places(words, card.places, quotes, [card.start, card.end]),
                {"type": "id", "id": relationship.id},
            )
            if block
        ],
    }


def overview_panel(overview: Overview, words: Words, shown: Collection[str], guides: Sequence[Guide]) -> dict[str, Any]:
    """The panel while nothing is selected: what there is, how to begin, and the most connected things."""
    by_id = {thing.id: thing for thing in overview.things}
    top = [by_id[id_] for id_ in overview.landscape[:12] if id_ in by_id]
    rows = [
        sign(words.model, thing.classes[0])
        | {
            "id": thing.id,
            "name": (thing.name_zh if words.language == "zh" else thing.name_en) or next(thing.texts())[0],
            "note": words.class_label(thing.classes[0]),
            "shown": thing.id in shown,
        }
        for thing in top
    ]
    things = overview.counts.get("Entity", len(by_id))
    counts = words.texts("panel.overview_counts", things=things, relations=overview.pairs)
    hints = [words.texts(f"panel.hint_{hint}") for hint in ("click", "double", "search")]
    return {
        "subject": "overview",
        "label": words.texts("panel.overview"),
        "title": words.texts("panel.overview"),
        "subtitle": counts,
        "chips": [],
        "notes": [],
        "closable": False,
        "actions": [],
        "texts": words.texts.within("panel"),
        "blocks": [
            *([_examples(guides, words)] if guides else []),
            {"type": "text", "heading": words.texts("panel.hints"), "lines": hints},
            {"type": "relations", "heading": words.texts("panel.central"), "groups": [{"label": "", "rows": rows}]},
        ],
    }


def _examples(guides: Sequence[Guide], words: Words) -> Block:
    rows = [{"key": guide.key, "label": words.texts(f"guide.{guide.key}")} for guide in guides]
    return {"type": "examples", "heading": words.texts("guide.try"), "rows": rows}


def _notes(words: Words, properties: Mapping[str, Value]) -> list[str]:
    description = text_in(properties, "description", words.language)
    aliases, misspelt = texts(properties.get("aliases")), texts(properties.get("misspellings"))
    comma = words.texts("words.comma")
    return [
        note
        for note in (
            description,
            words.texts("panel.aliases", names=comma.join(aliases)) if aliases else None,
            words.texts("panel.misspelt", names=comma.join(misspelt)) if misspelt else None,
        )
        if note
    ]


def _actions(words: Words, left: int, limit: int, *, on_canvas: bool) -> list[dict[str, Any]]:
    if not on_canvas:
        return [{"kind": "put", "icon": "add", "label": words.texts("panel.put"), "primary": True}]
    expand = words.texts("panel.expand_some" if left > limit else "panel.expand", count=left, limit=limit)
    return [
        {
            "kind": "expand",
            "icon": "expand",
            "label": expand if left else words.texts("panel.expanded"),
            "title": words.texts("panel.expand_title"),
            "primary": left > 0,
            "disabled": left == 0,
        },
        {"kind": "focus", "icon": "focus", "label": words.texts("panel.focus")},
        {"kind": "remove", "icon": "remove", "label": words.texts("panel.remove")},
    ]


def _numbers(card: Card, words: Words) -> Block | None:
    rows = [
        {
            "text": observation_line(words, observed),
            "note": observation_note(words, observed, card.node.id),
            "place": place_of(words, card.places, observed.node.properties),
        }
        for observed in card.observations
    ]
    return _block("lines", words.texts("panel.numbers"), rows)


def _discrepancies(card: Card, words: Words) -> Block | None:
    rows = []
    for node in card.discrepancies:
        properties = node.properties
        kind = text(properties.get("kind"))
        rows.append(
            {
                "text": text_in(properties, "explanation", words.language) or words.name(node),
                "note": words.code_label("kind", kind, ("Discrepancy",)) if kind else "",
                "place": place_of(words, card.places, properties),
            }
        )
    return _block("lines", words.texts("panel.discrepancies"), rows)


def _relations(card: Card, words: Words, classes_of: ClassesOf, shown: Collection[str]) -> Block | None:
    total = sum(group.count for group in card.groups)
    order = {relation.neo4j_type: place for place, relation in enumerate(words.model.relations.values())}
    ordered = sorted(card.groups, key=lambda each: (order.get(each.type, len(order)), each.type, not each.outgoing))
    left = left_over(card, shown) if card.node.id in shown else {}
    groups = [_group(group, card, words, classes_of, shown) | _over(group, left, words) for group in ordered]
    if not groups:
        return None
    return {"type": "relations", "heading": words.texts("panel.relations"), "count": total, "groups": groups}


def _over(group: Group, left: Mapping[tuple[str, bool], int], words: Words) -> Block:
    """The button that expands over this relation, with how many neighbours it would add."""
    count = left.get((group.type, group.outgoing), 0)
    if not count:
        return {"over": None}
    label = words.texts("panel.expand_over", relation=words.relation_label(group.type, group.outgoing), count=count)
    return {"over": {"type": group.type, "outgoing": group.outgoing, "count": count, "label": label}}


def _group(group: Group, card: Card, words: Words, classes_of: ClassesOf, shown: Collection[str]) -> Block:
    rows = []
    for relationship, other in group.statements[:MAX_ROWS]:
        note = words.join(value for _, value in qualifiers(words, relationship.properties))
        inferred = words.texts("panel.inferred_mark") if relationship.properties.get("status") == "inferred" else None
        rows.append(
            _neighbour(words, classes_of, other, shown)
            | {
                "note": words.join([note, inferred]),
                "place": place_of(words, card.places, relationship.properties),
                "statement": {"start": relationship.start, "id": relationship.id},
            }
        )
    rest = group.count - len(rows)
    relation = words.model.relation_named(group.type)
    symmetric = relation is not None and relation.symmetric
    return {
        "label": words.relation_label(group.type, group.outgoing),
        "direction": None if symmetric else "out" if group.outgoing else "in",
        "count": group.count,
        "rows": rows,
        "rest": words.texts("panel.rest", count=rest) if rest > 0 else None,
    }


def _neighbour(words: Words, classes_of: ClassesOf, node: Node, shown: Collection[str]) -> dict[str, Any]:
    return sign(words.model, classes_of(node.labels)[0]) | {
        "id": node.id,
        "name": words.name(node),
        "note": "",
        "shown": node.id in shown,
        "place": None,
        "statement": None,
    }


def _facts(words: Words, properties: Mapping[str, Value], classes: Sequence[str]) -> Block | None:
    return _block("facts", words.texts("panel.attributes"), fact_rows(words, properties, classes))


def fact_rows(words: Words, properties: Mapping[str, Value], classes: Sequence[str]) -> list[dict[str, Any]]:
    """A thing's attributes with their values in words, in the ontology's order, without those that stand elsewhere."""
    own, other = ("_zh", "_en") if words.language == "zh" else ("_en", "_zh")
    rows = []
    order = [column for attribute in words.model.attributes.values() for column in attribute.columns]
    for key in sorted(properties, key=lambda each: (order.index(each) if each in order else len(order), each)):
        value = properties[key]
        if key in _ON_ITS_OWN or key.startswith("_") or (key.endswith(other) and key[:-3] + own in properties):
            continue
        values = value if isinstance(value, tuple) else (value,)
        rows.append(
            {"label": words.attribute_label(key), "values": [written(words, key, item, classes) for item in values]}
        )
    return rows


def _links(card: Card, words: Words) -> list[dict[str, str]]:
    """The same thing on other pages."""
    name = literal(card.node.id)
    text = f"MATCH (n:Thing {{id: {name}}})-[r]-(m:Thing)\nRETURN n, r, m\nLIMIT 100"
    links = [{"href": query_address(text, words.language), "label": words.texts("panel.in_query")}]
    if card.observations:
        href = numbers_address([observed.node.id for observed in card.observations], words.language)
        links.append({"href": href, "label": words.texts("panel.in_numbers")})
    if "Source" in card.node.labels:
        href = sources_address(card.node.id, words.language)
        links.append({"href": href, "label": words.texts("panel.in_sources")})
    return links


def _places(words: Words, places: Sequence[Place], quotes: Quotes, told: Sequence[Node]) -> Block | None:
    """Where it stands, one row a section, with figures and endnotes by name, and what an attached copy says there."""
    by_section: dict[tuple[str | None, str | None], list[Place]] = {}
    for place in sorted(places, key=lambda each: (each.line_start or 0, each.id)):
        source = place.source.id if place.source else None
        by_section.setdefault((source, place.section), []).append(place)
    several = len({source for source, _ in by_section}) > 1
    known = fact_words(*(node.properties for node in told))
    rows = []
    for group in by_section.values():
        named = group[0].source and (several or not group[0].section)
        source = words.name(group[0].source) if named and group[0].source else None
        section = group[0].section_node
        rows.append(
            {
                "where": words.join([source, section_words(words, group[0])]) or group[0].id,
                "href": sources_address(section.id, words.language) if section else None,
                "lines": lines_words(words, group),
                "notes": _cited(words, group),
                "quotes": [
                    quote_pieces(quote) for place in group[:MAX_QUOTES] if (quote := quotes.sentence(place.id, *known))
                ],
            }
        )
    return _block("places", words.texts("panel.evidence"), rows)


def quote_pieces(quote: Quote) -> list[dict[str, Any]]:
    """A quote in pieces, those marked that say the fact."""
    pieces, done = [], 0
    for start, end in quote.marks:
        pieces += [{"text": quote.text[done:start], "mark": False}, {"text": quote.text[start:end], "mark": True}]
        done = end
    pieces.append({"text": quote.text[done:], "mark": False})
    return [piece for piece in pieces if piece["text"]]


def _cited(words: Words, places: Iterable[Place]) -> list[str]:
    figures = {node.id: ("figure", node) for place in places for node in place.figures}
    endnotes = {node.id: ("endnote", node) for place in places for node in place.endnotes}
    return [
        words.texts(f"words.{kind}_named", number=str(node.properties.get("number", "")), name=words.name(node))
        for kind, node in (*figures.values(), *endnotes.values())
    ]


def place_of(words: Words, places: Mapping[str, Place], properties: Mapping[str, Value]) -> dict[str, str] | None:
    """Where the evidence in some properties stands: short for a line's end, long for a tooltip."""
    found = [places[ref] for ref in evidence_of(properties) if ref in places]
    if not found:
        return None
    more = f" +{len(found) - 1}" if len(found) > 1 else ""
    return {
        "short": place_short(words, found[0]) + more,
        "long": "\n".join(place_long(words, place) for place in found),
    }


def _block(type_: str, heading: str, rows: Sequence[object]) -> Block | None:
    return {"type": type_, "heading": heading, "count": len(rows), "rows": rows} if rows else None
