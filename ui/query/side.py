"""What stands beside the editor, as plain data: examples, structure, saved queries, history."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.ids import OWN_BASE
from graph.library import KeptQuery, examples
from graph.saved import Asked
from graph.structure import Structure
from graph.view import PLAIN, GraphView, Tint, ViewEdge, ViewNode, radius
from graph.vocabulary import PREFIXES as VOCABULARIES
from ontology.model import Model, Text
from ui.classes import sign
from ui.sentences import Words

GRADES = {1: "first", 2: "mission", 3: "analysis"}
_NOT_WORTH_DRAWING = frozenset({"Thing", "Entity"})


def side_data(
    words: Words, structure: Structure, saved: Iterable[KeptQuery], history: Sequence[Asked], *, drawing: bool
) -> dict[str, Any]:
    """The data of the side part."""
    return {
        "texts": words.texts.within("query_side"),
        "grades": [
            {
                "label": words.texts(f"query.grade_{name}"),
                "queries": [_named(each, words) for each in examples() if each.grade == grade],
            }
            for grade, name in GRADES.items()
        ],
        "labels": [_label(name, count, structure, words) for name, count in _by_count(structure.labels)],
        "types": [_type(name, count, structure, words) for name, count in _by_count(structure.types)],
        "saved": [_named(each, words) | {"note": each.note, "text": each.text} for each in saved],
        "history": [_asked(number, each, words) for number, each in enumerate(history)],
        "drawing": drawing,
    }


def _named(kept: KeptQuery, words: Words) -> dict[str, Any]:
    other = "en" if words.language == "zh" else "zh"
    title = kept.named(words.language)
    return {"key": kept.key, "language": kept.language, "title": title, "other": kept.title.get(other, "")}


def _label(name: str, count: int, structure: Structure, words: Words) -> dict[str, Any]:
    term = next((each for each in words.model.classes.values() if each.neo4j_label == name), None)
    return _entry(name, count, structure, words, term.label if term else None) | {
        "sign": sign(words.model, term.key if term else None),
        "title": term.definition[words.language] if term else name,
    }


def _type(name: str, count: int, structure: Structure, words: Words) -> dict[str, Any]:
    relation = words.model.relation_named(name)
    return _entry(name, count, structure, words, relation.label if relation else None) | {
        "title": relation.definition[words.language] if relation else name
    }


def _entry(name: str, count: int, structure: Structure, words: Words, label: Text | None) -> dict[str, Any]:
    keys = [
        {"name": key, "count": number, "label": words.attribute_label(key), "title": words.attribute_label(key)}
        for key, number in structure.keys.get(name, {}).items()
    ]
    own, other = ("zh", "en") if words.language == "zh" else ("en", "zh")
    return {
        "name": name,
        "count": count,
        "label": label[own] if label else "",
        "other": label[other] if label else "",
        "keys": keys,
    }


def _asked(number: int, asked: Asked, words: Words) -> dict[str, Any]:
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(asked.at))
    rows = words.texts("query.failed") if asked.rows is None else words.texts("query.rows", count=asked.rows)
    return {"number": number, "text": asked.text, "note": f"{when} · {rows}"}


def _by_count(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def completion_structure(structure: Structure, words: Words, parameters: Iterable[str]) -> dict[str, Any]:
    """What the editor completes: names with their labels in the reader's language and their counts."""

    def named(name: str, label: str, count: int | None) -> dict[str, Any]:
        return {"name": name, "detail": label if count is None else f"{label} · {count:,}"}

    labels = {term.neo4j_label: term.label[words.language] for term in words.model.classes.values()}
    return {
        "labels": [named(name, labels.get(name, ""), count) for name, count in _by_count(structure.labels)],
        "types": [named(name, words.relation_label(name), count) for name, count in _by_count(structure.types)],
        "properties": [named(key, words.attribute_label(key), None) for key in structure.property_keys()],
        "keys": {name: list(keys) for name, keys in structure.keys.items()},
        "functions": [],
        "procedures": [named(name, "", None) for name in ("db.labels", "db.relationshipTypes", "db.propertyKeys")],
        "parameters": list(parameters),
        "sparql": {"prefixes": PREFIXES, "terms": _terms(words.model, words)},
    }


PREFIXES = {
    **{name: VOCABULARIES[name] for name in ("zt", "rdf", "rdfs", "skos", "dcterms", "xsd")},
    **{kind: f"{OWN_BASE}{kind}/" for kind in ("org", "prod", "place", "tech")},
}


def _terms(model: Model, words: Words) -> list[dict[str, str]]:
    named = [
        *((each.iri, each.label[words.language], "class") for each in model.classes.values()),
        *((each.iri, each.label[words.language], "type") for each in model.relations.values()),
        *((each.iri, each.label[words.language], "property") for each in model.attributes.values()),
    ]
    found = []
    for iri, label, kind in named:
        for prefix, base in PREFIXES.items():
            if iri.startswith(base):
                found.append({"prefix": prefix, "name": iri.removeprefix(base), "detail": label, "kind": kind})
    return found


def ontology_view(structure: Structure, words: Words) -> GraphView:
    """The ontology as a small graph: the classes that relations join, sized by how many things they have."""
    model = words.model
    here = {each.key for each in model.classes.values() if each.neo4j_label in structure.labels} - _NOT_WORTH_DRAWING
    edges: dict[tuple[str, str, str], ViewEdge] = {}
    for relation in model.relations.values():
        if relation.neo4j_type not in structure.types:
            continue
        for start in here & set(relation.domain):
            for end in here & set(relation.range):
                if structure.links.get(
                    (model.classes[start].neo4j_label, relation.neo4j_type, model.classes[end].neo4j_label)
                ):
                    key = (start, relation.key, end)
                    label = relation.label[words.language]
                    edges[key] = ViewEdge("|".join(key), start, end, relation.neo4j_type, label)
    joined = {end for edge in edges.values() for end in (edge.start, edge.end)}
    nodes = [_class_node(key, structure, words) for key in model.classes if key in joined]
    return GraphView(tuple(nodes), tuple(edges.values()))


def _class_node(key: str, structure: Structure, words: Words) -> ViewNode:
    term = words.model.classes[key]
    count = structure.labels.get(term.neo4j_label, 0)
    tint = Tint(term.color_light, term.color_dark) if term else PLAIN
    title = f"{words.class_label(key)}\n{term.neo4j_label} · {count:,}\n{term.definition[words.language]}"
    return ViewNode(key, words.class_label(key), (key,), title, tint, term.shape, radius(count))
