"""Facts as lines of a list: what each says, where it stands, and the way to it in the explorer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.explorer import Explorer, Place, text
from graph.facts_in_full import FactsInFull
from graph.outline import Fact
from graph.values import Node, Value
from graph.view import text_in
from ingest.attached import Said, fact_words
from ui.links import explore_address, statement_address
from ui.sentences import (
    Words,
    observation_line,
    observation_note,
    place_long,
    place_short,
    qualifiers,
    statement_sentence,
)


@dataclass(frozen=True, slots=True)
class FactLines:
    """What lines of facts are made with."""

    words: Words
    explorer: Explorer
    full: FactsInFull
    places: Mapping[str, Place]  # by evidence id

    def line(self, fact: Fact) -> dict[str, Any] | None:
        """A fact as plain data for the browser; None when the store does not have it any more."""
        match fact.kind:
            case "statement":
                return self._statement(fact)
            case "number":
                return self._number(fact)
            case "discrepancy":
                return self._discrepancy(fact)
            case _:
                return self._thing(fact)

    def said(self, fact: Fact) -> Said:
        """The words by which a fact is looked for in a copy."""
        full = self.full
        words: tuple[tuple[str, ...], ...] = ()
        if fact.kind == "statement":
            words = _words(full.nodes.get(fact.start), full.nodes.get(fact.end))
        elif fact.kind == "number" and (observed := full.numbers.get(fact.id)):
            words = fact_words(observed.node.properties)
        elif fact.kind == "thing":
            words = _words(full.nodes.get(fact.id))
        return Said(key_of(fact), fact.evidence, words)

    def _statement(self, fact: Fact) -> dict[str, Any] | None:
        said, start, end = (
            self.full.statements.get(fact.id),
            self.full.nodes.get(fact.start),
            self.full.nodes.get(fact.end),
        )
        if said is None or start is None or end is None:
            return None
        words = self.words
        notes = [f"{label} {value}" for label, value in qualifiers(words, said.properties)]
        if text(said.properties.get("status")) == "inferred":
            notes.append(words.texts("facts.inferred"))
        address = statement_address(start.id, fact.id, (start.id, end.id), words.language)
        return self._row(fact, statement_sentence(words, start, fact.type, end), words.join(notes), address)

    def _number(self, fact: Fact) -> dict[str, Any] | None:
        observed = self.full.numbers.get(fact.id)
        if observed is None:
            return None
        words, ids = self.words, [node.id for node in observed.about]
        line = observation_line(words, observed)
        if ids:
            names = words.texts("words.comma").join(map(words.name, observed.about))
            line = words.texts("facts.number", names=names, line=line)
        alone = replace(observed, about=())  # the sentence names them all
        printed = words.texts("words.comma").join(_list(observed.node.properties.get("printed")))
        note = words.join([observation_note(words, alone, ""), printed and words.texts("facts.printed", text=printed)])
        return self._row(fact, line, note, explore_address(ids, words.language, selected=ids[0]) if ids else None)

    def _discrepancy(self, fact: Fact) -> dict[str, Any] | None:
        node = self.full.nodes.get(fact.id)
        if node is None:
            return None
        words, properties = self.words, node.properties
        own = text_in(properties, "explanation", words.language) or node.id
        kind = words.code_label("kind", text(properties.get("kind")) or "", ("Discrepancy",))
        return self._row(fact, own, kind, explore_address([node.id], words.language, selected=node.id))

    def _thing(self, fact: Fact) -> dict[str, Any] | None:
        node = self.full.nodes.get(fact.id)
        if node is None:
            return None
        words = self.words
        classes = [words.class_label(key) for key in self.explorer.classes_of(node.labels)]
        note = words.texts("words.comma").join(classes)
        return self._row(fact, words.name(node), note, explore_address([node.id], words.language, selected=node.id))

    def _row(self, fact: Fact, sentence: str, note: str, href: str | None) -> dict[str, Any]:
        places = [self.places[ref] for ref in fact.evidence if ref in self.places]
        return {"key": key_of(fact), "text": sentence, "note": note or None, "href": href} | {
            "place": place_mark(self.words, places)
        }


def key_of(fact: Fact) -> str:
    """A fact by one text: a statement's own id stands beside its subject's."""
    return f"{fact.start}~{fact.id}" if fact.kind == "statement" else fact.id


def place_mark(words: Words, places: Sequence[Place]) -> dict[str, str] | None:
    """Where a fact stands: short for beside it, long for who points at it."""
    if not places:
        return None
    first = place_short(words, places[0])
    more = f" +{len(places) - 1}" if len(places) > 1 else ""
    return {"short": first + more, "long": "\n".join(place_long(words, place) for place in places)}


def _words(*nodes: Node | None) -> tuple[tuple[str, ...], ...]:
    return fact_words(*(node.properties for node in nodes if node is not None))


def _list(value: Value | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(map(str, value)) if isinstance(value, tuple) else ()
