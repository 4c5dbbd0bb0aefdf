"""Plausibility rules: each a SPARQL file with a header of comments; read and run for `check`.

A rule selects ``?subject`` and whatever its messages name in braces, over the facts of `ontology.rule_facts`. Its
header says ``title``, ``explanation`` and ``message`` in zh and en, and ``severity``. Two lines are optional:
``against`` names the variables of the things that are set against each other, whose evidence a finding shows (all, when
it is missing); ``kind`` says what kind of discrepancy the source has where the rule finds something. A rule without a
kind looks for slips in the facts, not in what the source says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import islice
from typing import Final, cast

import pyoxigraph as ox

from ontology.errors import OntologyError
from ontology.findings import SEVERITIES, Finding, Severity, node_id
from ontology.rule_facts import FUNCTIONS, KNOWN, Term, Thing, rule_facts
from ontology.spoken_numbers import spoken_number
from ontology.turtle import RDF, SKOS, XSD, ZT
from ontology.values import Model, Text

MAX_FINDINGS_OF_A_RULE: Final = 1000
"""A rule that speaks up more often says nothing; the rest is left out."""

_HEADER_LINE: Final = re.compile(
    r"#\s*(?P<key>title|explanation|message|severity|against|kind)(?:\s+(?P<language>zh|en))?:\s*(?P<text>.+)"
)
_PLACE: Final = re.compile(r"\{(\w+)\}")
_TYPE: Final = ox.NamedNode(RDF + "type")
_REIFIES: Final = ox.NamedNode(RDF + "reifies")
_NAME: Final = ox.NamedNode(SKOS + "prefLabel")
_EVIDENCE: Final = ox.NamedNode(ZT + "evidence")
_EVIDENCE_CLASS: Final = ox.NamedNode(ZT + "Evidence")
_NUMBERS: Final = frozenset({XSD + "integer", XSD + "decimal", XSD + "double"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A plausibility rule: what it looks for, why that matters, how grave it is, and its SPARQL."""

    id: str  # the file's name: "share-over-100"
    title: Text
    explanation: Text
    message: Text  # with places such as {subject} and {value}
    severity: Severity
    against: tuple[str, ...]  # variables of what is set against each other; empty for all
    kind: str | None  # code of the scheme discrepancy_kinds; None when a finding is no discrepancy of the source
    sparql: str


@cache
def rules() -> tuple[Rule, ...]:
    """The package's rules, by id."""
    files = (item for item in resources.files("ontology").joinpath("rules").iterdir() if item.name.endswith(".rq"))
    read = (read_rule(item.name.removesuffix(".rq"), item.read_text(encoding="utf-8")) for item in files)
    return tuple(sorted(read, key=lambda rule: rule.id))


def read_rule(rule_id: str, text: str) -> Rule:
    """A rule from the text of its file; raises OntologyError naming what its header lacks."""
    header: dict[tuple[str, str], str] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        found = _HEADER_LINE.fullmatch(line.strip())
        if found:
            header[found["key"], found["language"] or ""] = found["text"].strip()

    def both(key: str) -> Text:
        for language in ("zh", "en"):
            if (key, language) not in header:
                raise OntologyError(f"rules/{rule_id}.rq: a line '# {key} {language}: …' is missing")
        return Text(zh=header[key, "zh"], en=header[key, "en"])

    severity = header.get(("severity", ""))
    if severity not in SEVERITIES:
        raise OntologyError(f"rules/{rule_id}.rq: a line '# severity: {' | '.join(SEVERITIES)}' is missing")
    return Rule(
        id=rule_id,
        title=both("title"),
        explanation=both("explanation"),
        message=both("message"),
        severity=severity,
        against=tuple(header.get(("against", ""), "").split()),
        kind=header.get(("kind", "")),
        sparql=text,
    )


def plausibility(quads: Iterable[ox.Quad], model: Model, chosen: Iterable[Rule] | None = None) -> Iterator[Finding]:
    """What the rules (all of them, or the chosen) say of the facts."""
    facts = _Facts(ox.Store(), model)
    facts.store.extend(rule_facts(quads, model))
    for rule in rules() if chosen is None else chosen:
        yield from islice(_run(rule, facts), MAX_FINDINGS_OF_A_RULE)


def _run(rule: Rule, facts: _Facts) -> Iterator[Finding]:
    solutions = cast("ox.QuerySolutions", facts.store.query(rule.sparql, custom_functions=dict(FUNCTIONS)))
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        row = {name: value for name, value in zip(names, solution, strict=True) if value is not None}
        things = {name: value for name, value in row.items() if isinstance(value, ox.NamedNode | ox.BlankNode)}
        subject = row.get("subject")
        shown = (_id(thing) for thing in things.values() if thing != subject and facts.is_node(thing))
        opposed = [things[name] for name in rule.against or things if name in things]
        yield Finding(
            rule=rule.id,
            severity=rule.severity,
            subject=_id(subject) if isinstance(subject, ox.NamedNode | ox.BlankNode) else None,
            message=Text(zh=facts.filled(rule.message.zh, row, "zh"), en=facts.filled(rule.message.en, row, "en")),
            nodes=tuple(dict.fromkeys(shown)),
            evidence=tuple(sorted({item for thing in opposed for item in facts.evidence(thing)})),
        )


def _id(thing: Thing) -> str:
    return node_id(thing.value) if isinstance(thing, ox.NamedNode) else f"_:{thing.value}"


@dataclass(frozen=True, slots=True)
class _Facts:
    """The facts as rules see them, and how to speak of them."""

    store: ox.Store
    model: Model

    def is_node(self, thing: Thing) -> bool:
        """False for the ontology's terms and for statements, which are relationships in the graph."""
        known = any(True for _ in self.store.quads_for_pattern(thing, KNOWN, None))
        return not known and not any(True for _ in self.store.quads_for_pattern(thing, _REIFIES, None))

    def filled(self, message: str, row: Mapping[str, Term], language: str) -> str:
        """The message with what stands in the row at each place in braces."""
        return _PLACE.sub(lambda place: self._spoken(place[1], row.get(place[1]), language), message)

    def evidence(self, thing: Thing) -> Iterator[str]:
        """Ids of the evidence of a thing or statement; evidence is its own."""
        if any(True for _ in self.store.quads_for_pattern(thing, _TYPE, _EVIDENCE_CLASS)):
            yield _id(thing)
        for quad in self.store.quads_for_pattern(thing, _EVIDENCE, None):
            if isinstance(quad.object, ox.NamedNode):
                yield _id(quad.object)

    def _spoken(self, name: str, term: Term | None, language: str) -> str:
        if term is None:
            return "?"
        if isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS:
            return spoken_number(term.value, language)
        if isinstance(term, ox.Literal):
            return self._code_spoken(name, term.value, language)
        if isinstance(term, ox.Triple):
            return str(term)
        known = self.model.relation_by_iri(term.value) or self.model.class_by_iri(term.value)
        return known.label[language] if known else self._name(term, language) or _id(term)

    def _code_spoken(self, name: str, code: str, language: str) -> str:
        """The label of a code when the place is called as the attribute whose scheme has it: {indicator}, {unit}."""
        scheme = self.model.attributes[name].scheme if name in self.model.attributes else None
        concept = self.model.concept(scheme, code) if scheme else None
        return concept.label[language] if concept else code

    def _name(self, thing: Thing, language: str) -> str | None:
        """Its name in the language, else in any."""
        found = (quad.object for quad in self.store.quads_for_pattern(thing, _NAME, None))
        names = sorted(
            (name for name in found if isinstance(name, ox.Literal)),
            key=lambda name: (name.language != language, name.value),
        )
        return names[0].value if names else None
