"""One part of a source as the page shows it: what it is, every fact that rests on it, and its text from a copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.explorer import Explorer, texts
from graph.facts_in_full import read_facts
from graph.outline import FACT_KINDS, Fact, Outline, Part
from graph.values import Node
from ingest.attached import Passage, Quotes, passages
from ui.facts import FactLines, key_of
from ui.links import explore_address
from ui.sentences import Words, line_span
from ui.sources.shelf import names, part_name

MAX_FACTS = 1_100  # of one part; the report's largest chapter carries 1,034
_TIES = ("ABOUT", "SOURCED_FROM", "PUBLISHED_BY", "AUTHORED_BY", "CITES")


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines of a source's text that belong to a part and to none of its subsections."""

    part: Part
    lines: tuple[int, int]


def reading(outline: Outline, part: Part, explorer: Explorer, words: Words, quotes: Quotes) -> dict[str, Any]:
    """The part as plain data for the browser."""
    inside = outline.inside(part.id)
    facts = sorted(inside, key=lambda fact: _line(fact, outline))[:MAX_FACTS]
    told = FactLines(words, explorer, read_facts(explorer, facts), outline.places)
    found = _passages(outline, part, facts, told, quotes)
    return {
        "texts": words.texts.within("reading"),
        "part": part.id,
        "head": _head(outline, part, len(inside), explorer, words),
        "groups": _groups(facts, told, words),
        "left": words.texts("reading.left", count=len(inside) - MAX_FACTS) if len(inside) > MAX_FACTS else None,
        "passage": _passage_data(outline, part, found, facts, words) if found else None,
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


def _passages(
    outline: Outline, part: Part, facts: Sequence[Fact], told: FactLines, quotes: Quotes
) -> list[tuple[Piece, Passage]]:
    """The part's text, piece by piece, as far as a copy has it."""
    if part.lines is None or not quotes:
        return []
    pieces = pieces_of(outline, part)
    if part.kind == "work":  # a whole report is read section by section
        pieces = [piece for piece in pieces[:1] if piece.part == part]
    spans, places = [piece.lines for piece in pieces], _lines(outline, part.root)
    said = [told.said(fact) for fact in facts if any(_rests(fact, span, places) for span in spans)]
    found = passages(quotes, part.root, spans, places, said)
    return [(piece, each) for piece, each in zip(pieces, found, strict=True) if each is not None and each.paragraphs]


def pieces_of(outline: Outline, part: Part) -> list[Piece]:
    """The lines of a part, cut where its subsections begin and end; in the order of the text, none of them twice."""
    if part.lines is None:
        return []
    at, last = part.lines
    sections = [outline.parts[id_] for id_ in outline.children.get(part.id, ()) if outline.parts[id_].kind == "section"]
    pieces: list[Piece] = []
    for section in sorted((each for each in sections if each.lines), key=lambda each: each.lines or (0, 0)):
        first, end = section.lines or (0, 0)
        if first > at:
            pieces.append(Piece(part, (at, first - 1)))
        if first >= at:
            pieces += pieces_of(outline, section)
        at = max(at, end + 1)
    if at <= last:
        pieces.append(Piece(part, (at, last)))
    return pieces


def _lines(outline: Outline, source: str) -> dict[str, tuple[int, int]]:
    """The lines of each place in a source."""
    return {
        place.id: (place.line_start, place.line_end or place.line_start)
        for place in outline.places.values()
        if place.source and place.source.id == source and place.line_start is not None
    }


def _passage_data(
    outline: Outline, part: Part, found: Sequence[tuple[Piece, Passage]], facts: Sequence[Fact], words: Words
) -> dict[str, Any]:
    """The text under the headings of its subsections, each with how many facts rest on its lines."""
    whole = [passage for _, passage in found]
    where = line_span(words, whole[0].lines[0], whole[-1].lines[1])
    if whole[0].page is not None:
        where = words.texts("reading.page", page=whole[0].page)
    lines = _lines(outline, part.root)
    begun: set[str] = set()
    pieces: list[dict[str, Any]] = []
    for piece, passage in found:
        own = sum(_rests(fact, piece.lines, lines) for fact in facts)
        first = piece.part == part and not begun
        pieces.append(
            {
                "heading": None if first else _heading(piece.part, words, again=piece.part.id in begun),
                "count": words.texts("reading.count", count=own),
                "level": piece.part.depth - part.depth,
                "paragraphs": [
                    [{"text": each.text, "marks": each.marks, "facts": each.facts} for each in paragraph]
                    for paragraph in passage.paragraphs
                ],
            }
        )
        begun.add(piece.part.id)
    return {
        "heading": words.texts("reading.text"),
        "where": words.join([whole[0].copy, where]),
        "pieces": pieces,
    }


def _heading(part: Part, words: Words, *, again: bool) -> dict[str, str]:
    [link] = names([part], words)
    return link | {"text": words.texts("reading.continued", name=link["text"])} if again else link


def _rests(fact: Fact, lines: tuple[int, int], places: Mapping[str, tuple[int, int]]) -> bool:
    """Whether a place of the fact touches these lines."""
    spans = (places[ref] for ref in fact.evidence if ref in places)
    return any(first <= lines[1] and lines[0] <= last for first, last in spans)


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
