"""Discrepancies, findings and coverage as the plain data that the check-up page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from importlib.resources import files
from itertools import dropwhile
from typing import Any

from graph.ids import iri_of_id
from graph.judgements import Judgement
from graph.outline import FACT_KINDS, Outline, Part
from graph.remarks import Discrepancy
from ontology.checks import Examination
from ontology.findings import SEVERITIES, Finding
from ontology.plausibility import Rule, rules
from ui.checkup.sides import Sides, things_address
from ui.links import explore_address, query_address, sources_address
from ui.sentences import Words
from ui.sources.shelf import part_name

Judgements = Mapping[str, Judgement]


def discrepancy_rows(
    discrepancies: Iterable[Discrepancy], sides: Sides, judgements: Judgements, words: Words
) -> list[dict[str, Any]]:
    """Gravest first, then by kind in the ontology's order."""
    kinds = [concept.code for concept in words.model.schemes["discrepancy_kinds"]]
    order = {kind: number for number, kind in enumerate(kinds)}

    def rank(each: Discrepancy) -> tuple[int, int, str]:
        known = each.severity in SEVERITIES
        return SEVERITIES.index(each.severity) if known else 9, order.get(each.kind, 99), each.id

    return [_discrepancy(each, sides, judgements, words) for each in sorted(discrepancies, key=rank)]


def _discrepancy(each: Discrepancy, sides: Sides, judgements: Judgements, words: Words) -> dict[str, Any]:
    kind = words.concept("kind", each.kind, ("Discrepancy",))
    known = {rule.id: rule for rule in rules()}
    why = [kind.definition[words.language]] if kind else []
    why += [known[id_].explanation[words.language] for id_ in each.rules if id_ in known]
    return {
        "id": each.id,
        "group": each.kind,
        "groupLabel": _capital(words.code_label("kind", each.kind, ("Discrepancy",))),
        "severity": each.severity,
        "origin": "computed" if each.rules else "editorial",
        "rules": list(each.rules),
        "title": each.explanation[words.language],
        "sides": sides.of(each),
        "why": why,
        "explore": things_address(each.about, words) if each.about else explore_address([each.id], words.language),
        "query": _about_query(each.about or (each.id,), words),
        "judgement": _judgement(judgements.get(each.id)),
    }


def finding_rows(examined: Examination, sides: Sides, judgements: Judgements, words: Words) -> list[dict[str, Any]]:
    """Open findings gravest first, then those that an editor looked at and that stand."""
    opened = [_finding(each, sides, judgements, words) for each in examined.findings]
    stand = [
        _finding(each, sides, judgements, words) | {"reason": acceptance.reason[words.language]}
        for each, acceptance in examined.accepted
    ]
    return [*opened, *stand]


def as_discrepancy(finding: Finding) -> Discrepancy:
    """What a finding is about, to show it as discrepancies are."""
    about = tuple(id_ for id_ in (finding.subject, *finding.nodes) if id_ and not id_.startswith("_:"))
    message, rule = finding.message, (finding.rule,)
    return Discrepancy(finding.key, "", finding.severity, message, about, finding.evidence, rule)


def _finding(each: Finding, sides: Sides, judgements: Judgements, words: Words) -> dict[str, Any]:
    rule = next((rule for rule in rules() if rule.id == each.rule), None)
    spot = as_discrepancy(each)
    return {
        "id": each.key,
        "group": each.rule,
        "groupLabel": rule.title[words.language] if rule else words.texts("checkup.shape", id=each.rule),
        "severity": each.severity,
        "origin": "rule" if rule else "shape",
        "rules": [each.rule] if rule else [],
        "title": each.message[words.language],
        "sides": sides.of(spot),
        "why": [rule.explanation[words.language]] if rule else [],
        "things": sides.things(spot),
        "explore": things_address(spot.about, words) if spot.about else None,
        "query": _about_query(spot.about, words) if spot.about else None,
        "judgement": _judgement(judgements.get(each.key)),
    }


def rule_texts(rows: Iterable[Mapping[str, Any]], words: Words) -> dict[str, dict[str, str]]:
    """The rules that rows name: title, query, and the query page with it."""
    named = {id_ for row in rows for id_ in row["rules"]}
    return {rule.id: _rule_text(rule, words) for rule in rules() if rule.id in named}


def _rule_text(rule: Rule, words: Words) -> dict[str, str]:
    """The rule's query under what it says of itself in the reader's language, instead of in both."""
    body = dropwhile(lambda line: line.startswith("#"), rule.sparql.splitlines())
    told = (rule.title[words.language], rule.explanation[words.language], words.texts("checkup.rule_facts"))
    query = "\n".join([*(f"# {line}" for line in told), *body])
    address = query_address(query, words.language, query_language="sparql")
    return {"title": rule.title[words.language], "query": query, "href": address}


def coverage_rows(outline: Outline, words: Words) -> list[dict[str, Any]]:
    """Every part of every source with the number of facts of each kind that rest on it itself and on all it holds.

    Works that are only cited carry no facts of their own.
    """
    cited = [work for work in outline.children.get(None, ()) if not outline.children.get(work)]
    unread = {work for work in cited if not outline.own.get(work)}
    return [_coverage(outline, part, words) for part in outline.parts.values() if part.id not in unread]


def _coverage(outline: Outline, part: Part, words: Words) -> dict[str, Any]:
    counts = Counter(fact.kind for fact in outline.own.get(part.id, ()))
    return {
        "id": part.id,
        "kind": part.kind,
        "name": part_name(part, words),
        "depth": part.depth,
        "href": sources_address(part.id, words.language),
        "counts": [counts[kind] for kind in FACT_KINDS],
        "inside": len(outline.inside(part.id)),
    }


def without_evidence(outline: Outline) -> list[int]:
    """How many facts of each kind name no place in a source."""
    counts = Counter(fact.kind for fact in outline.without_evidence)
    return [counts[kind] for kind in FACT_KINDS]


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


def _about_query(ids: Iterable[str], words: Words) -> str:
    """The query page with a query for everything that is said of these things."""
    things = " ".join(f"<{iri_of_id(id_) or id_}>" for id_ in ids)
    text = files("ui.checkup").joinpath("about.rq").read_text("utf-8").replace("$things", things)
    return query_address(text, words.language, query_language="sparql")


def _judgement(judgement: Judgement | None) -> dict[str, str] | None:
    if judgement is None:
        return None
    return {
        "verdict": judgement.verdict,
        "name": judgement.name,
        "date": judgement.date,
        "note": judgement.note,
    }
