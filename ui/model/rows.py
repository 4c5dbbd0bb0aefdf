"""The ontology as rows of a table: what the page shows of every class and relation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.export.sheets import Cell
from ontology.turtle import short
from ui.sentences import Words


def term_rows(words: Words, counts: Mapping[str, int]) -> list[dict[str, Cell]]:
    """A row for each class and each relation; column names are stable keys. `counts` is of nodes, by Neo4j label."""
    model = words.model
    classes: list[dict[str, Cell]] = [
        {
            "term": each.key,
            "kind": "class",
            "iri": each.iri,
            "neo4j_name": each.neo4j_label,
            "label": each.label[words.language],
            "definition": each.definition[words.language],
            "above": ";".join(each.parents),
            "aligned": _aligned(each.aligned),
            "count": counts.get(each.neo4j_label, 0),
        }
        for each in model.classes.values()
    ]
    relations: list[dict[str, Cell]] = [
        {
            "term": each.key,
            "kind": "relation",
            "iri": each.iri,
            "neo4j_name": each.neo4j_type,
            "label": each.label[words.language],
            "definition": each.definition[words.language],
            "domain": ";".join(each.domain),
            "range": ";".join(each.range),
            "inverse_label": each.inverse_label[words.language],
            "aligned": _aligned(each.aligned),
        }
        for each in model.relations.values()
    ]
    return [*classes, *relations]


def _aligned(iris: Iterable[str]) -> str:
    return ";".join(short(iri) for iri in iris)
