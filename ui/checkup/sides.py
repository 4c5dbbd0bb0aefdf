"""What a discrepancy sets against each other, side by side: what each says, where, and its sentence in a copy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.explorer import Explorer
from graph.facts_in_full import FactsInFull, read_facts
from graph.outline import Fact, Outline
from graph.remarks import Discrepancy
from ingest.attached import Quotes, fact_words
from ui.facts import FactLines, place_mark
from ui.links import explore_address
from ui.sentences import Words

MAX_SAID = 2  # statements of one place: enough to say what stands there
MAX_SIDES = 8  # of one discrepancy; some name a dozen places


@dataclass(frozen=True)
class Sides:
    """Makes the sides of discrepancies, all read at once."""

    words: Words
    explorer: Explorer
    outline: Outline
    quotes: Quotes = field(repr=False)
    full: FactsInFull = field(repr=False)
    resting: Mapping[str, tuple[Fact, ...]] = field(repr=False)  # facts by the evidence they rest on
    by_id: Mapping[str, Fact] = field(repr=False)

    def of(self, discrepancy: Discrepancy) -> list[dict[str, Any]]:
        """Numbers first, then the other places; things without either stand by their names."""
        numbers = [self.by_id[id_] for id_ in discrepancy.about if id_ in self.full.numbers and id_ in self.by_id]
        sides = [self._said([fact], fact.evidence) for fact in numbers]
        told = {ref for fact in numbers for ref in fact.evidence}
        sides += [self._place(ref, discrepancy) for ref in discrepancy.evidence if ref not in told]
        if len(sides) < 2:
            things = [self.by_id[id_] for id_ in discrepancy.about if id_ in self.full.nodes and id_ in self.by_id]
            sides += [self._said([fact], fact.evidence) for fact in things]
        return sides[:MAX_SIDES]

    def things(self, discrepancy: Discrepancy) -> list[dict[str, str]]:
        """The named things that it is about, as links; numbers stand in its sides."""
        named = {id_: node for id_ in discrepancy.about if (node := self.full.nodes.get(id_))}
        return [
            {
                "text": self.words.name(node),
                "href": explore_address([id_], self.words.language, selected=id_),
            }
            for id_, node in named.items()
        ]

    def _place(self, ref: str, discrepancy: Discrepancy) -> dict[str, Any]:
        about = frozenset(discrepancy.about)
        facts = [fact for fact in self.resting.get(ref, ()) if about & {fact.start, fact.end}]
        return self._said(facts[:MAX_SAID], (ref,), discrepancy.about)

    def _said(self, facts: Iterable[Fact], evidence: tuple[str, ...], about: Iterable[str] = ()) -> dict[str, Any]:
        lines = FactLines(self.words, self.explorer, self.full, self.outline.places)
        listed = tuple(facts)
        rows = [row for fact in listed if (row := lines.line(fact))]
        named = fact_words(*(self.full.nodes[id_].properties for id_ in about if id_ in self.full.nodes))
        words = [word for fact in listed for word in lines.said(fact).words] or list(named)
        quoted = (self.quotes.sentence(ref, *words) for ref in evidence)
        quote = next((found for found in quoted if found is not None), None)
        places = [self.outline.places[ref] for ref in evidence if ref in self.outline.places]
        return {
            "said": [{key: row[key] for key in ("text", "note", "href")} for row in rows],
            "quote": quote.text if quote else None,
            "marks": quote.marks if quote else [],
            "place": place_mark(self.words, places),
        }


def sides_of(
    discrepancies: Iterable[Discrepancy],
    words: Words,
    explorer: Explorer,
    outline: Outline,
    quotes: Quotes,
    read: Callable[[Explorer, Iterable[Fact]], FactsInFull] = read_facts,
) -> Sides:
    """Reads what all these discrepancies speak of; at most four queries, none by a `read` that remembers."""
    listed = tuple(discrepancies)
    about = {id_ for each in listed for id_ in each.about}
    refs = {ref for each in listed for ref in each.evidence}
    resting: dict[str, list[Fact]] = defaultdict(list)
    by_id: dict[str, Fact] = {}
    for fact in outline.facts:
        if fact.kind == "statement" and about & {fact.start, fact.end}:
            for ref in refs.intersection(fact.evidence):
                resting[ref].append(fact)
        elif fact.id in about:
            by_id[fact.id] = fact
    asked = dict.fromkeys([*by_id.values(), *(fact for facts in resting.values() for fact in facts)])
    full = read(explorer, asked)
    grouped = {ref: tuple(facts) for ref, facts in resting.items()}
    return Sides(words, explorer, outline, quotes, full, grouped, by_id)


def things_address(ids: Iterable[str], words: Words) -> str:
    """The explorer with the things that a discrepancy is about."""
    listed = list(ids)
    return explore_address(listed, words.language, selected=listed[0])
