"""Facts with their places in the sources, as the plain data that the parts of several pages show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.explorer import Observed, Place, evidence_of
from graph.values import Node, Relationship
from ingest.attached import Quotes, fact_words
from ui.links import explore_address, statement_address
from ui.sentences import Words, observation_line, observation_note, place_long, qualifiers, statement_sentence

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement with its two ends, or a number."""

    statement: Relationship | None = None
    start: Node | None = None
    end: Node | None = None
    observed: Observed | None = None

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of its evidence."""
        told = self.statement.properties if self.statement else self.observed.node.properties if self.observed else {}
        return evidence_of(told)


@dataclass(frozen=True, slots=True)
class Telling:
    """What is needed to tell facts: words, places by evidence id, and quotes where a copy is attached."""

    words: Words
    places: Mapping[str, Place]
    quotes: Quotes | None = field(default=None, repr=False)

    def row(self, fact: Fact) -> Row:
        """One fact as the detail shows it: sentence, what qualifies it, link to the explorer, places."""
        if fact.statement and fact.start and fact.end:
            return self._statement(fact.statement, fact.start, fact.end)
        if fact.observed:
            return self._number(fact.observed)
        raise ValueError("a fact is a statement with its ends, or a number")

    def where(self, evidence: Iterable[str]) -> str:
        """The places of some evidence on one line."""
        return "; ".join(place_long(self.words, self.places[ref]) for ref in evidence if ref in self.places)

    def _statement(self, statement: Relationship, start: Node, end: Node) -> Row:
        words = self.words
        notes = [value for _, value in qualifiers(words, statement.properties)]
        if statement.properties.get("status") == "inferred":
            notes.append(words.texts("detail.inferred"))
        return {
            "text": statement_sentence(words, start, statement.type, end),
            "note": words.join(notes),
            "href": statement_address(start.id, statement.id, (start.id, end.id), words.language),
            "places": self._places(evidence_of(statement.properties), [start, end]),
        }

    def _number(self, observed: Observed) -> Row:
        words, first = self.words, observed.about[:1]
        names = words.texts("words.comma").join(words.name(node) for node in observed.about)
        printed = observed.node.properties.get("printed")
        return {
            "text": words.join([names, observation_line(words, observed)]),
            "note": words.join(
                [
                    observation_note(words, Observed(observed.node, (), observed.regions), ""),
                    words.texts("detail.printed", text=printed) if isinstance(printed, str) else None,
                ]
            ),
            "href": explore_address([node.id for node in observed.about], words.language, selected=first[0].id)
            if first
            else None,
            "places": self._places(evidence_of(observed.node.properties), [*observed.about, observed.node]),
        }

    def _places(self, evidence: Sequence[str], told: Sequence[Node]) -> list[Row]:
        known = fact_words(*(node.properties for node in told))
        rows = []
        for ref in evidence:
            if ref in self.places:
                quote = self.quotes.sentence(ref, *known) if self.quotes else None
                rows.append({"where": place_long(self.words, self.places[ref]), "quote": quote.text if quote else None})
        return rows


def detail(
    telling: Telling,
    title: str,
    facts: Iterable[Fact],
    *,
    subtitle: str | None = None,
    links: Sequence[tuple[str, str]] = (),
    closable: bool = True,
) -> Row:
    """What `ui.components.figures.detail` shows of a mark: its facts, and links as pairs of address and label."""
    return {
        "title": title,
        "subtitle": subtitle,
        "links": [{"href": href, "label": label} for href, label in links],
        "rows": [telling.row(fact) for fact in facts],
        "closable": closable,
        "texts": telling.words.texts.within("detail"),
    }
