"""Whether facts are sound: SHACL shapes for their structure, SPARQL rules for their plausibility."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from ontology.acceptance import Acceptance, Examination, sorted_out
from ontology.conformance import conformance
from ontology.findings import Finding, in_order
from ontology.plausibility import Rule, plausibility, rules
from ontology.values import Model

__all__ = ["Acceptance", "Examination", "Finding", "Rule", "check", "examine", "rules"]


def check(quads: Iterable[ox.Quad], model: Model) -> tuple[Finding, ...]:
    """All findings over a dataset, gravest first. Nothing is changed, read or fetched besides."""
    facts = tuple(quads)
    found = (*conformance(facts, model), *plausibility(facts, model))
    return tuple(sorted(dict.fromkeys(found), key=in_order))


def examine(quads: Iterable[ox.Quad], model: Model, acceptances: Iterable[Acceptance] = ()) -> Examination:
    """All findings, those that were accepted apart from those that are open."""
    return sorted_out(check(quads, model), acceptances)
