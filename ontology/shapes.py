"""All SHACL shapes as Turtle, for the checks and any other SHACL tool: those written and those the model implies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ontology.turtle import RDF, SHAPES_FILE, ZT, package_text
from ontology.values import Attribute, Model, Relation

SHAPE: Final = "https://w3id.org/zhitu/shape/"
STATEMENT: Final = SHAPE + "entity-statement"
"""Type that the checks give to the reifier of an entity's relation, so that shapes find it; no class of nodes."""


def shapes_turtle(model: Model) -> str:
    """Turtle of every shape. Shape IRIs end in the rule's id: ``…/shape/name-zh``, ``…/shape/domain-makes``."""
    own = [attribute for attribute in model.attributes.values() if attribute.iri.startswith(ZT)]
    return "\n".join(
        (
            package_text(SHAPES_FILE),
            *(text for relation in model.relations.values() for text in _ends(relation, model)),
            *(text for attribute in own for text in _values(attribute, model)),
            *_codes(model),
            *_unions(model),
        )
    )


def union_class(keys: tuple[str, ...], model: Model) -> str:
    """IRI of the class of what is of any of these classes: the class itself, or one named for the shapes' sake.

    sh:class with it says what sh:or over the members says, in a third of pySHACL's time.
    """
    return model.classes[keys[0]].iri if len(keys) == 1 else f"{SHAPE}any-of-{'-'.join(keys)}"


def unions(model: Model) -> frozenset[tuple[str, ...]]:
    """The several classes that domains and ranges name together."""
    ends = (keys for relation in model.relations.values() for keys in (relation.domain, relation.range))
    bearers = (attribute.domain for attribute in model.attributes.values())
    return frozenset(keys for keys in (*ends, *bearers) if len(keys) > 1)


def _unions(model: Model) -> Iterator[str]:
    """OWL's own inference, said for tools that read the shapes without the ontology."""
    for keys in sorted(unions(model)):
        for key in keys:
            yield f"<{model.classes[key].iri}> rdfs:subClassOf <{union_class(keys, model)}> ."


def _names(keys: Iterable[str], model: Model, language: str) -> str:
    return "、".join(model.classes[key].label.zh for key in keys) if language == "zh" else ", ".join(keys)


def _ends(relation: Relation, model: Model) -> Iterator[str]:
    """Who may stand at either end of a relation."""
    for side, target, keys, zh, en in (
        ("domain", "targetSubjectsOf", relation.domain, "主体", "subject"),
        ("range", "targetObjectsOf", relation.range, "客体", "object"),
    ):
        allowed = f"sh:class <{union_class(keys, model)}>"
        zh_text = f"关系“{relation.label.zh}”的{zh}应为：{_names(keys, model, 'zh')}"
        en_text = f"the {en} of {relation.key} must be one of: {_names(keys, model, 'en')}"
        yield (
            f"<{SHAPE}{side}-{relation.key}> a sh:NodeShape ; sh:{target} <{relation.iri}> ; {allowed} ;\n"
            f'    sh:message "{zh_text}"@zh , "{en_text}"@en .'
        )


def _values(attribute: Attribute, model: Model) -> Iterator[str]:
    """On what an attribute of our own may stand, of which datatype, and whether once."""
    kind = "sh:nodeKind sh:IRI" if attribute.holds_ids else f"sh:datatype <{attribute.datatype}>"
    single = "sh:uniqueLang true" if attribute.language_tagged else "sh:maxCount 1"
    if attribute.translated:
        kind = f"sh:or ( [ {kind} ] [ sh:datatype <{RDF}langString> ] )"
        single = "sh:uniqueLang true ; sh:maxCount 2"
    message = (
        f'sh:message "属性“{attribute.label.zh}”的类型或个数不对"@zh , '
        f'"{attribute.key} has the wrong datatype or stands twice"@en'
    )
    target = f"sh:targetSubjectsOf <{attribute.iri}>"
    yield (
        f"<{SHAPE}value-{attribute.key}> a sh:PropertyShape ; {target} ; sh:path <{attribute.iri}> ; {kind} ;\n"
        f"    {'' if attribute.multiple else single + ' ; '}{message} ."
    )
    if not attribute.on_statement and attribute.domain != ("Thing",):
        zh_text = f"属性“{attribute.label.zh}”只用于：{_names(attribute.domain, model, 'zh')}"
        en_text = f"{attribute.key} may stand only on: {_names(attribute.domain, model, 'en')}"
        yield (
            f"<{SHAPE}attribute-{attribute.key}> a sh:NodeShape ; {target} ;\n"
            f'    sh:class <{union_class(attribute.domain, model)}> ; sh:message "{zh_text}"@zh , "{en_text}"@en .'
        )


def _codes(model: Model) -> Iterator[str]:
    """Attributes that take codes take those of their scheme."""
    by_class = {(attribute, key): scheme for (attribute, key), scheme in model.class_schemes.items()}
    split = {attribute for attribute, _ in by_class}
    for (attribute, key), scheme in by_class.items():
        target = f"sh:targetClass <{model.classes[key].iri}>"
        yield _code_shape(f"code-{attribute}-{key.lower()}", target, model.attributes[attribute], scheme, model)
    for found in model.attributes.values():
        if found.scheme is not None and found.key not in split:
            target = f"sh:targetSubjectsOf <{found.iri}>"
            yield _code_shape(f"code-{found.key}", target, found, found.scheme, model)


def _code_shape(name: str, target: str, attribute: Attribute, scheme: str, model: Model) -> str:
    codes = " ".join(f'"{concept.code}"' for concept in model.schemes[scheme])
    return (
        f"<{SHAPE}{name}> a sh:PropertyShape ; {target} ; sh:path <{attribute.iri}> ; sh:in ( {codes} ) ;\n"
        f'    sh:message "不是{model.scheme_labels[scheme].zh}的代码"@zh , "no code of the scheme {scheme}"@en .'
    )
