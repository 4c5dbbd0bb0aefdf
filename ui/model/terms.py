"""Pages of the ontology's classes and relations, and the list of all, as plain data for the browser."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from typing import Any

from graph.search import NamedThing
from ontology.constraints import constraints
from ontology.model import Attribute, Class, Model, Relation, Text
from ontology.turtle import RDF, short
from ui.classes import sign
from ui.links import explore_address, model_address, query_address
from ui.sentences import Words

EXAMPLES = 8
_SHOWN_CODES = 40


def term_list(words: Words, counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """Every class under the ones above it, then relations, attributes and codes; with all words to search by."""
    model = words.model
    classes = [_listed_class(key, depth, words, counts) for key, depth in _tree(model)]
    relations = [_listed(each, words, "relation", None) for each in model.relations.values()]
    return [
        {"key": "classes", "heading": words.texts("model.classes"), "rows": classes},
        {"key": "relations", "heading": words.texts("model.relations"), "rows": relations},
    ]


def _listed_class(key: str, depth: int, words: Words, counts: Mapping[str, int]) -> dict[str, Any]:
    found = words.model.classes[key]
    row = _listed(found, words, "class", counts.get(found.neo4j_label, 0))
    return row | {"depth": depth, "sign": sign(words.model, key)}


def _listed(term: Class | Relation, words: Words, kind: str, count: int | None) -> dict[str, Any]:
    name = term.neo4j_label if isinstance(term, Class) else term.neo4j_type
    searched = (term.key, name, term.label.zh, term.label.en, term.definition.zh, term.definition.en, short(term.iri))
    return {
        "id": term.key,
        "kind": kind,
        "name": _capital(term.label[words.language]),
        "count": count,
        "depth": 0,
        "href": model_address(term.key, words.language),
        "search": " ".join(searched).lower(),
    }


def _tree(model: Model) -> Iterable[tuple[str, int]]:
    """Each class once, under its first parent."""

    def below(key: str, depth: int) -> Iterable[tuple[str, int]]:
        yield key, depth
        for child in model.classes.values():
            if child.parents[:1] == (key,):
                yield from below(child.key, depth + 1)

    for root in model.classes.values():
        if not root.parents:
            yield from below(root.key, 0)


def class_page(key: str, words: Words, counts: Mapping[str, int], things: Iterable[NamedThing]) -> dict[str, Any]:
    """One class: names, definition, places above and below, properties, relations, examples, rules."""
    model, found = words.model, words.model.classes[key]
    above = {key, *found.ancestors}
    count = counts.get(found.neo4j_label, 0)
    shown = _examples(key, words, things)
    listed = [thing.id for thing in shown]
    link = query_address(query_text(found), words.language) if count else None
    below = [each.key for each in model.classes.values() if key in each.parents]
    return {
        **_head(found, "class", words),
        "sign": sign(model, key),
        "rows": [
            *_names(found, found.neo4j_label, words),
            _row("id_kind", [{"text": f"{found.id_kind}:…"}], words) if not found.abstract else None,
            _row("parents", _classes(found.parents, words), words),
            _row("children", _classes(below, words), words),
            _row("aligned", [{"text": short(iri)} for iri in found.aligned], words),
            _row("count", [{"text": str(count), "href": link}], words),
            _row("examples", [{"text": _name(each, words), "href": _thing(each.id, words)} for each in shown], words),
        ],
        "canvas": explore_address(listed, words.language) if listed else None,
        "attributes": [_attribute(each, (key,), words) for each in _attributes(above, model)],
        "relations": _relations_of(above, words),
        "constraints": _constraints([found.iri, *(model.classes[each].iri for each in found.ancestors)], words),
        "template": not found.abstract and model.is_a(key, "Entity"),
    }


def _examples(key: str, words: Words, things: Iterable[NamedThing]) -> list[NamedThing]:
    """The best connected things of a class."""
    model = words.model
    known = (thing for thing in things if any(_is_a(model, each, key) for each in thing.classes))
    return heapq.nlargest(EXAMPLES, known, key=lambda thing: thing.importance)


def _is_a(model: Model, key: str, ancestor: str) -> bool:
    return key in model.classes and model.is_a(key, ancestor)


def _name(thing: NamedThing, words: Words) -> str:
    own, other = (thing.name_zh, thing.name_en) if words.language == "zh" else (thing.name_en, thing.name_zh)
    return own or other or thing.id


def query_text(term: Class | Relation) -> str:
    """A query for things of a class, or for statements of a relation."""
    if isinstance(term, Class):
        return f"MATCH (n:{term.neo4j_label}) RETURN n LIMIT 100"
    return f"MATCH (a)-[r:{term.neo4j_type}]->(b) RETURN a, r, b LIMIT 100"


def relation_page(key: str, words: Words) -> dict[str, Any]:
    """One relation: names both ways, definition, ends, qualifiers, rules."""
    model, found = words.model, words.model.relations[key]
    query = query_text(found)
    kinds = [kind for kind, is_so in (("symmetric", found.symmetric), ("asymmetric", found.asymmetric)) if is_so]
    return {
        **_head(found, "relation", words),
        "rows": [
            *_names(found, found.neo4j_type, words),
            _row("inverse", [{"text": _both(found.inverse_label, words)}], words),
            _row("domain", _classes(found.domain, words), words),
            _row("range", _classes(found.range, words), words),
            _row("nature", [{"text": words.texts(f"model.{kind}")} for kind in kinds], words),
            _row("aligned", [{"text": short(iri)} for iri in found.aligned], words),
            _row("find", [{"text": query, "href": query_address(query, words.language)}], words),
        ],
        "canvas": None,
        "attributes": [_attribute(each, (), words) for each in model.attributes.values() if each.on_statement],
        "relations": [],
        "constraints": _constraints([found.iri], words),
        "template": False,
    }


def _head(found: Class | Relation, kind: str, words: Words) -> dict[str, Any]:
    other = found.label["en" if words.language == "zh" else "zh"]
    return {
        "id": found.key,
        "kind": words.texts(f"model.{kind}"),
        "title": _capital(found.label[words.language]),
        "other": other,
        "definition": found.definition[words.language],
    }


def _names(found: Class | Relation, name: str, words: Words) -> list[dict[str, Any] | None]:
    return [_row("neo4j", [{"text": name}], words), _row("iri", [{"text": found.iri}], words)]


def _row(key: str, values: list[dict[str, Any]], words: Words) -> dict[str, Any] | None:
    return {"label": words.texts(f"model.{key}"), "values": values} if values else None


def _classes(keys: Iterable[str], words: Words) -> list[dict[str, Any]]:
    return [{"text": words.class_label(key), "term": key, "href": model_address(key, words.language)} for key in keys]


def _attributes(above: set[str], model: Model) -> list[Attribute]:
    return [each for each in model.attributes.values() if above & set(each.domain)]


def _attribute(found: Attribute, classes: tuple[str, ...], words: Words) -> dict[str, Any]:
    scheme = words.model.scheme_for(found.key, classes)
    concepts = words.model.schemes[scheme] if scheme else ()
    codes = [f"{each.code} {each.label[words.language]}" for each in concepts[:_SHOWN_CODES]]
    return {
        "name": _capital(found.label[words.language]),
        "columns": list(found.columns),
        "definition": found.definition[words.language],
        "values": _values(found, scheme, words),
        "codes": [*codes, "…"] if len(concepts) > _SHOWN_CODES else codes,
    }


def _values(found: Attribute, scheme: str | None, words: Words) -> str:
    if found.holds_ids:
        kind = words.texts("model.ids")
    elif scheme:
        kind = words.texts("model.codes", scheme=words.model.scheme_labels[scheme][words.language])
    else:
        kind = words.texts("model.text") if found.datatype == RDF + "langString" else found.datatype.rsplit("#", 1)[-1]
    return words.texts("model.several", kind=kind) if found.multiple else kind


def _relations_of(above: set[str], words: Words) -> list[dict[str, Any]]:
    rows = []
    for found in words.model.relations.values():
        for outgoing, here, there in ((True, found.domain, found.range), (False, found.range, found.domain)):
            if above & set(here) and (outgoing or not found.symmetric):
                label = found.label if outgoing else found.inverse_label
                row = {"term": found.key, "name": _capital(label[words.language]), "outgoing": outgoing}
                rows.append(row | {"href": model_address(found.key, words.language), "others": _classes(there, words)})
    return rows


def _constraints(iris: Iterable[str], words: Words) -> list[dict[str, str]]:
    known = constraints(words.model)
    return [
        {
            "id": each.id,
            "text": each.message[words.language],
            "severity": words.code_label("severity", each.severity, ("Discrepancy",)),
        }
        for iri in iris
        for each in known.get(iri, ())
    ]


def _thing(id_: str, words: Words) -> str:
    return explore_address([id_], words.language, selected=id_)


def _both(label: Text, words: Words) -> str:
    other = label["en" if words.language == "zh" else "zh"]
    return words.join([label[words.language], other])


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
