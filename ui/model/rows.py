"""The ontology as rows of a table: what the page shows of every class and relation."""

from __future__ import annotations

from collections.abc import Mapping

from graph.export.sheets import Cell
from ontology.model import Class, Relation
from ontology.turtle import short
from ui.sentences import Words


def term_rows(words: Words, counts: Mapping[str, int]) -> list[dict[str, Cell]]:
    """A row for each class and each relation; column names are stable keys. `counts` is of nodes, by Neo4j label."""
    model = words.model
    classes = [
        _row(each, "class", each.neo4j_label, words)
        | {"above": ";".join(each.parents), "count": counts.get(each.neo4j_label, 0)}
        for each in model.classes.values()
    ]
    relations = [
        _row(each, "relation", each.neo4j_type, words)
        | {
            "domain": ";".join(each.domain),
            "range": ";".join(each.range),
            "inverse_label": each.inverse_label[words.language],
        }
        for each in model.relations.values()
    ]
    return [*classes, *relations]


def _row(term: Class | Relation, kind: str, neo4j_name: str, words: Words) -> dict[str, Cell]:
    return {
        "term": term.key,
        "kind": kind,
        "iri": term.iri,
        "neo4j_name": neo4j_name,
        "label": term.label[words.language],
        "definition": term.definition[words.language],
        "aligned": ";".join(short(iri) for iri in term.aligned),
    }
