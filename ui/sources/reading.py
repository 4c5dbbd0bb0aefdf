"""One part of a source as the page shows it: what it is, every fact that rests on it, and its text from a copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.explorer import Explorer, texts
from graph.facts_in_full import read_facts
from graph.outline import FACT_KINDS, Fact, Outline, Part
from graph.values import Node
from ingest.attached import Passage, Quotes, passage
from ui.facts import FactLines, key_of
from ui.links import explore_address
from ui.sentences import Words, line_span
from ui.sources.shelf import names, part_name

MAX_FACTS = 1_000  # of one part; a chapter of the report carries some 900
_TIES = ("ABOUT", "SOURCED_FROM", "PUBLISHED_BY", "AUTHORED_BY", "CITES")


def reading(outline: Outline, part: Part, explorer: Explorer, words: Words, quotes: Quotes) -> dict[str, Any]:
    """The part as plain data for the browser."""
    inside = outline.inside(part.id)
    facts = sorted(inside, key=lambda fact: _line(fact, outline))[:MAX_FACTS]
    told = FactLines(words, explorer, read_facts(explorer, facts), outline.places)
    own = [fact for fact in outline.own.get(part.id, ()) if fact in set(facts)]
    found = _passage(outline, part, own, told, quotes)
    return {
        "texts": words.texts.within("reading"),
        "part": part.id,
        "head": _head(outline, part, len(inside), explorer, words),
        "groups": _groups(facts, told, words),
        "left": words.texts("reading.left", count=len(inside) - MAX_FACTS) if len(inside) > MAX_FACTS else None,
        "passage": _passage_data(found, words) if found else None,
        "hint": None if found else _hint(part, quotes, words),
    }


def _head(outline: Outline, part: Part, count: int, explorer: Explorer, words: Words) -> dict[str, Any]:
    other = words.other_name(part.node)
    lines = part.lines
    spans = [line_span(words, *lines)] if lines else []
    own = len(outline.own.get(part.id, ()))
    counted = words.texts("reading.count", count=count)
    if part.kind == "section" and own != count:
        counted = words.texts("reading.count_inside", count=count, own=own)
    kinds = [words.class_label(key) for key in explorer.classes_of(part.node.labels)]
    return {
        "kind": words.join([words.texts("words.comma").join(kinds), *spans, counted]),
        "title": part_name(part, words),
        "other": other,
        "rows": _rows(outline, part, explorer, words),
        "explore": explore_address([part.id], words.language, selected=part.id),
    }


def _rows(outline: Outline, part: Part, explorer: Explorer, words: Words) -> list[dict[str, Any]]:
    """What is known of the part itself, each row a label with values that may be links."""
    rows: list[dict[str, Any]] = []

    def add(label: str, values: Sequence[dict[str, Any]]) -> None:
        if values:
            rows.append({"label": label[:1].upper() + label[1:], "values": list(values)})

    above = outline.parts.get(part.parent or "")
    add(words.texts("reading.part_of"), names([above], words) if above else [])
    properties = part.node.properties
    named = {tie: outline.ties.get((part.id, tie), ()) for tie in _TIES}
    things = explorer.things(id_ for ids in named.values() for id_ in ids)
    for tie, ids in named.items():
        add(words.relation_label(tie), [_named(outline, things[id_], words) for id_ in ids if id_ in things])
    if not named["PUBLISHED_BY"]:
        add(words.attribute_label("publisher"), [{"text": name} for name in texts(properties.get("publisher"))])
    add(words.attribute_label("date"), [{"text": date} for date in texts(properties.get("date"))])
    add(words.attribute_label("url"), [_outside(url) for url in texts(properties.get("url"))])
    cited = [outline.parts[id_] for id_ in outline.cited_in(part.id) if id_ in outline.parts]
    add(words.texts("reading.cited_in"), names([each for each in cited if each.depth > 0] or cited, words))
    children = [outline.parts[id_] for id_ in outline.children.get(part.id, ())]
    add(words.texts("reading.sections"), names([each for each in children if each.kind == "section"], words))
    figures = [each for each in children if each.kind == "figure"]
    add(words.texts("sources.figures"), names(figures, words))
    return rows


def _named(outline: Outline, node: Node, words: Words) -> dict[str, Any]:
    if node.id in outline.parts:
        return names([outline.parts[node.id]], words)[0]
    return {"text": words.name(node), "href": explore_address([node.id], words.language, selected=node.id)}


def _outside(url: str) -> dict[str, Any]:
    """An address outside: a link for web addresses, text for anything else; nothing is fetched from it."""
    return {"text": url, "outside": url} if url.startswith(("https://", "http://")) else {"text": url}


def _line(fact: Fact, outline: Outline) -> int:
    """Where a fact first stands, for lists in the order of the text."""
    lines = (place.line_start for ref in fact.evidence if (place := outline.places.get(ref)))
    return min((line for line in lines if line is not None), default=0)


def _groups(facts: Sequence[Fact], told: FactLines, words: Words) -> list[dict[str, Any]]:
    groups = []
    for kind in FACT_KINDS:
        rows = [row for fact in facts if fact.kind == kind and (row := told.line(fact))]
        if rows:
            groups.append({"kind": kind, "heading": words.texts(f"reading.{kind}s"), "rows": rows})
    return groups


def _passage(outline: Outline, part: Part, own: Sequence[Fact], told: FactLines, quotes: Quotes) -> Passage | None:
    """The part's own text: a section's up to its first subsection."""
    lines = part.lines
    if lines is None or not quotes:
        return None
    below = [outline.parts[id_].lines for id_ in outline.children.get(part.id, ()) if _is_section(outline, id_)]
    last = min([lines[1], *(first - 1 for span in below if span for first in span[:1] if first > lines[0])])
    places = {
        place.id: (place.line_start, place.line_end or place.line_start)
        for place in outline.places.values()
        if place.source and place.source.id == part.root and place.line_start is not None
    }
    return passage(quotes, part.root, (lines[0], last), places, [told.said(fact) for fact in own])


def _is_section(outline: Outline, id_: str) -> bool:
    return outline.parts[id_].kind == "section"


def _passage_data(found: Passage, words: Words) -> dict[str, Any]:
    first, last = found.lines
    where = line_span(words, first, last)
    if found.page is not None:
        where = words.texts("reading.page", page=found.page)
    return {
        "heading": words.texts("reading.text"),
        "where": words.join([found.copy, where]),
        "paragraphs": [
            [{"text": each.text, "marks": each.marks, "facts": each.facts} for each in paragraph]
            for paragraph in found.paragraphs
        ],
    }


def _hint(part: Part, quotes: Quotes, words: Words) -> str | None:
    if part.lines is None:
        return None
    if part.root in quotes.copies:
        return words.texts("reading.not_in_copy")
    return words.texts("reading.attach")


def part_of_fact(outline: Outline, key: str) -> str | None:
    """The part in which a fact is best read: the innermost section of its first place."""
    for part, facts in outline.own.items():
        if outline.parts[part].kind in ("section", "work") and any(key_of(fact) == key for fact in facts):
            return part
    return None
