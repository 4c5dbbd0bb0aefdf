"""What the rules find in the report becomes discrepancies among its facts, through the door of all tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from graph.ids import id_of_iri, iri_of_id
from ingest.errors import refusal
from ingest.importing import known_ids
from ingest.statements import tables_to_quads
from ingest.statements.draft import RDF_TYPE
from ingest.tables import Tables
from ingest.tables.columns import kinds
from ingest.tables.reading import Row, Table
from ontology.acceptance import Acceptance, sorted_out
from ontology.discrepancies import Compared, Computed, Remark, compared
from ontology.model import Model
from ontology.plausibility import plausibility, rules

FILE = "computed discrepancies"
"""How problems would call the table that is made here."""


def with_computed(
    quads: Sequence[Quad], model: Model, source: str, acceptances: Iterable[Acceptance] = ()
) -> list[Quad]:
    """A source's facts and the discrepancies that the rules find in them, unless an editor wrote the same down.

    Every discrepancy says whether rules find it (`origin`), and which (`rule`). Accepted findings make none.
    """
    remarks = tuple(remarks_of(quads, model))
    found = sorted_out(plausibility(quads, model), acceptances).findings
    result = compared(found, remarks, rules())
    made = _through_the_door(result.new, quads, model, source)
    return list(dict.fromkeys((*quads, *_origins(remarks, result, model), *made)))


def remarks_of(quads: Iterable[Quad], model: Model) -> Iterator[Remark]:
    """The discrepancies among facts."""
    kinds_said: dict[NamedNode, str] = {}
    abouts: dict[NamedNode, set[str]] = defaultdict(set)
    ids: list[NamedNode] = []
    discrepancy, kind = model.classes["Discrepancy"].iri, model.attributes["kind"].iri
    about = model.relations["about"].iri
    for subject, predicate, value, _ in quads:
        if not isinstance(subject, NamedNode):
            continue
        if predicate == RDF_TYPE and value == NamedNode(discrepancy):
            ids.append(subject)
        elif predicate.value == kind and isinstance(value, Literal):
            kinds_said[subject] = value.value
        elif predicate.value == about and isinstance(value, NamedNode):
            abouts[subject].add(id_of_iri(value.value))
    for node in ids:
        yield Remark(id_of_iri(node.value), kinds_said.get(node, ""), frozenset(abouts[node]))


def _origins(remarks: Iterable[Remark], result: Compared, model: Model) -> Iterator[Quad]:
    origin, rule = (NamedNode(model.attributes[key].iri) for key in ("origin", "rule"))
    for remark in remarks:
        node = NamedNode(iri_of_id(remark.id) or remark.id)
        found_by = result.confirmed.get(remark.id, ())
        yield Quad(node, origin, Literal("computed" if found_by else "editorial"))
        for rule_id in found_by:
            yield Quad(node, rule, Literal(rule_id))


def _through_the_door(made: Sequence[Computed], quads: Sequence[Quad], model: Model, source: str) -> list[Quad]:
    """Their statements, written as those of a table's rows are."""
    if not made:
        return []
    kind = kinds(model)["discrepancies"]
    rows = tuple(Row(FILE, number, _cells(item, source)) for number, item in enumerate(made, start=2))
    table = Table(kind, FILE, frozenset(kind.columns), rows)
    facts, problems = tables_to_quads(Tables((table,)), model, source=source, known=known_ids(quads, model))
    if any(problem.fatal for problem in problems):
        raise refusal(problems)
    return facts


def _cells(item: Computed, source: str) -> dict[str, str]:
    return {
        "id": item.id,
        "kind": item.kind,
        "severity": item.severity,
        "explanation_zh": item.explanation.zh,
        "explanation_en": item.explanation.en,
        "origin": "computed",
        "rule": item.rule,
        "about": ";".join(item.about),
        "evidence": ";".join(place.removeprefix(f"ev:{source}-") for place in item.evidence),
    }
