"""Turtle into the model: checks that terms are whole and fit each other, and says which is not and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from ontology.errors import OntologyError
from ontology.turtle import CODE, OWL, RDF, RDFS, SKOS, ZT, ZTM, Terms, local_name, short
from ontology.values import DERIVED_KEYS, Attribute, Canvas, Class, Concept, Model, Relation, Text

SHAPES: Final = ("dot", "diamond", "square", "triangle", "triangleDown", "star", "hexagon")
"""vis-network shapes that keep the label outside, so that the fill can be small."""

_COLOUR: Final = re.compile(r"#[0-9a-f]{6}")
_LABEL: Final = re.compile(r"[A-Z][A-Za-z0-9]*")
_TYPE: Final = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
_KEY: Final = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_CODE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def read_model(files: Mapping[str, str]) -> Model:
    """The model of Turtle texts by file name; raises OntologyError at the first term that is not whole."""
    terms = Terms(files)
    classes = _read_classes(terms)
    keys = {found.iri: found.key for found in classes.values()}
    relations = {found.key: found for found in _read_relations(terms, keys)}
    schemes = _schemes_of_attributes(terms, keys)
    listed = tuple(_read_attributes(terms, keys, schemes))
    _check_names(classes, relations, listed)
    attributes = {found.key: found for found in listed}
    names = tuple(local_name(iri) for iri in terms.of_type(SKOS + "ConceptScheme"))
    attribute_keys = {found.iri: found.key for found in attributes.values()}
    return Model(
        classes=MappingProxyType(classes),
        relations=MappingProxyType(relations),
        attributes=MappingProxyType(attributes),
        schemes=MappingProxyType(_read_concepts(terms, names)),
        scheme_labels=MappingProxyType({name: _text(terms, CODE + name, RDFS + "label") for name in names}),
        class_schemes=MappingProxyType(_class_schemes(terms, keys, attribute_keys)),
        canvas=_read_canvas(terms),
    )


def _text(terms: Terms, iri: str, predicate: str) -> Text:
    return Text(zh=terms.in_language(iri, predicate, "zh"), en=terms.in_language(iri, predicate, "en"))


def _own(terms: Terms, *types: str) -> Iterator[str]:
    """Terms of these types that the model names; others are only declared (external) or only read backwards."""
    seen: set[str] = set()
    for type_iri in types:
        for iri in terms.of_type(type_iri):
            own = iri.startswith(ZT) or terms.literal(iri, ZTM + "neo4jName") is not None
            if own and iri not in seen and not terms.flag(iri, ZTM + "readsBackwards"):
                seen.add(iri)
                yield iri


def _matching(terms: Terms, iri: str, predicate: str, right: re.Pattern[str] | tuple[str, ...], hint: str) -> str:
    value = terms.required(iri, predicate)
    fits = value in right if isinstance(right, tuple) else right.fullmatch(value) is not None
    if not fits:
        raise OntologyError(f"{short(iri)}: {short(predicate)} is {value!r}, {hint}")
    return value


def _keys_of(terms: Terms, keys: Mapping[str, str], iri: str, predicate: str) -> tuple[str, ...]:
    found = terms.named_members(iri, predicate)
    unknown = [item for item in found if item not in keys]
    if unknown:
        raise OntologyError(f"{short(iri)}: {short(predicate)} names {short(unknown[0])}, which is no class")
    return tuple(keys[item] for item in found)


# classes


def _read_classes(terms: Terms) -> dict[str, Class]:
    iris = tuple(_own(terms, OWL + "Class"))
    parents = {iri: _parents(terms, iri, frozenset(iris)) for iri in iris}
    return {local_name(iri): _read_class(terms, iri, _ancestors(iri, parents), parents[iri]) for iri in iris}


def _parents(terms: Terms, iri: str, known: frozenset[str]) -> tuple[str, ...]:
    parents = tuple(item for item in terms.iris(iri, RDFS + "subClassOf") if item.startswith(ZT))
    for parent in parents:
        if parent not in known:
            raise OntologyError(f"{short(iri)}: its superclass {short(parent)} is not declared")
    if not parents and iri != ZT + "Thing":
        raise OntologyError(f"{short(iri)}: rdfs:subClassOf must name a superclass; zt:Thing at least")
    return parents


def _ancestors(iri: str, parents: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Nearest first: all parents, then all grandparents, and so on."""
    found: list[str] = []
    level = parents[iri]
    while level:
        if iri in level:
            raise OntologyError(f"{short(iri)}: is its own ancestor")
        fresh = [item for item in dict.fromkeys(level) if item not in found]
        found.extend(fresh)
        level = tuple(parent for item in fresh for parent in parents[item])
    return tuple(found)


def _read_class(terms: Terms, iri: str, ancestors: tuple[str, ...], parents: tuple[str, ...]) -> Class:
    def nearest(predicate: str) -> str:
        return next((item for item in (iri, *ancestors) if terms.literal(item, ZTM + predicate) is not None), iri)

    def inherited(predicate: str, right: re.Pattern[str] | tuple[str, ...], hint: str) -> str:
        return _matching(terms, nearest(predicate), ZTM + predicate, right, hint)

    key = _matching(terms, iri, ZTM + "neo4jName", _LABEL, "a label such as ChipVendor is right")
    if key != local_name(iri):
        raise OntologyError(f"{short(iri)}: ztm:neo4jName is {key!r}, the same as in its IRI is right")
    return Class(
        iri=iri,
        key=key,
        parents=tuple(local_name(item) for item in parents),
        ancestors=tuple(local_name(item) for item in ancestors),
        label=_text(terms, iri, RDFS + "label"),
        definition=_text(terms, iri, SKOS + "definition"),
        neo4j_label=key,
        color_light=inherited("colorLight", _COLOUR, "a colour such as #0a64a8 is right"),
        color_dark=inherited("colorDark", _COLOUR, "a colour such as #0a64a8 is right"),
        icon=inherited("icon", re.compile(r"\S"), "one character is right"),
        material_icon=inherited("materialIcon", _KEY, "a name such as smart_toy is right"),
        shape=inherited("shape", SHAPES, f"one of {', '.join(SHAPES)} is right"),
        id_kind=inherited("idKind", _KEY, "a short word such as org is right"),
        abstract=terms.flag(iri, ZTM + "abstract"),
        aligned=tuple(item for item in terms.iris(iri, RDFS + "subClassOf") if not item.startswith(ZT)),
    )


# relations


def _aligned(terms: Terms, iri: str) -> tuple[str, ...]:
    """Properties of other vocabularies that this one refines, also those it refines read backwards."""
    found: list[str] = []
    for item in terms.objects(iri, RDFS + "subPropertyOf"):
        if isinstance(item, ox.NamedNode):
            found.append(item.value)
        elif isinstance(item, ox.BlankNode):
            found.extend(terms.iris(item, OWL + "inverseOf"))
    return tuple(found)


def _read_relations(terms: Terms, keys: Mapping[str, str]) -> Iterator[Relation]:
    for iri in _own(terms, OWL + "ObjectProperty"):
        if not terms.flag(iri, ZTM + "holdsIds"):
            yield _read_relation(terms, keys, iri)


def _read_relation(terms: Terms, keys: Mapping[str, str], iri: str) -> Relation:
    neo4j_type = _matching(terms, iri, ZTM + "neo4jName", _TYPE, "a type such as LOCATED_IN is right")
    key = neo4j_type.lower()
    if _camel(key) != local_name(iri):
        raise OntologyError(f"{short(iri)}: ztm:neo4jName {neo4j_type!r} would be right for zt:{_camel(key)}")
    types = terms.iris(iri, RDF + "type")
    symmetric, asymmetric = (OWL + kind in types for kind in ("SymmetricProperty", "AsymmetricProperty"))
    inverse = terms.iris(iri, OWL + "inverseOf")
    if len(inverse) != (0 if symmetric else 1):
        raise OntologyError(f"{short(iri)}: one owl:inverseOf is right, or owl:SymmetricProperty as a type")
    label = _text(terms, iri, RDFS + "label")
    domain, range_ = (_keys_of(terms, keys, iri, RDFS + side) for side in ("domain", "range"))
    if not domain or not range_:
        raise OntologyError(f"{short(iri)}: needs rdfs:domain and rdfs:range")
    return Relation(
        iri=iri,
        key=key,
        neo4j_type=neo4j_type,
        label=label,
        inverse_label=_text(terms, inverse[0], RDFS + "label") if inverse else label,
        definition=_text(terms, iri, SKOS + "definition"),
        domain=domain,
        range=range_,
        inverse=_snake(local_name(inverse[0])) if inverse else None,
        symmetric=symmetric,
        asymmetric=asymmetric,
        aligned=_aligned(terms, iri),
    )


def _camel(key: str) -> str:
    first, *rest = key.split("_")
    return first + "".join(part.capitalize() for part in rest)


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


# attributes


def _schemes_of_attributes(terms: Terms, keys: Mapping[str, str]) -> dict[str, str]:
    """Attribute IRI -> its scheme; where the scheme hangs on the class, the one of the first domain class."""
    found: dict[str, str] = {}
    for scheme in terms.of_type(SKOS + "ConceptScheme"):
        for attribute in terms.iris(scheme, ZTM + "codesOf"):
            classes = _keys_of(terms, keys, scheme, ZTM + "inClass")
            first = _keys_of(terms, keys, attribute, RDFS + "domain")[:1]
            if not classes or classes[:1] == first:
                found[attribute] = local_name(scheme)
    return found


def _class_schemes(
    terms: Terms, keys: Mapping[str, str], attribute_keys: Mapping[str, str]
) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for scheme in terms.of_type(SKOS + "ConceptScheme"):
        for attribute in terms.iris(scheme, ZTM + "codesOf"):
            if attribute not in attribute_keys:
                raise OntologyError(f"{short(scheme)}: ztm:codesOf names {short(attribute)}, which is no attribute")
            for key in _keys_of(terms, keys, scheme, ZTM + "inClass"):
                found[attribute_keys[attribute], key] = local_name(scheme)
    return found


def _read_attributes(terms: Terms, keys: Mapping[str, str], schemes: Mapping[str, str]) -> Iterator[Attribute]:
    for iri in _own(terms, OWL + "DatatypeProperty", OWL + "AnnotationProperty", OWL + "ObjectProperty"):
        holds_ids = terms.flag(iri, ZTM + "holdsIds")
        if holds_ids or OWL + "ObjectProperty" not in terms.iris(iri, RDF + "type"):
            yield _read_attribute(terms, keys, iri, schemes.get(iri), holds_ids)


def _read_attribute(terms: Terms, keys: Mapping[str, str], iri: str, scheme: str | None, holds_ids: bool) -> Attribute:
    # A borrowed term's own domain and range are its owner's to state; how we use it stands in ztm: words.
    side = RDFS if iri.startswith(ZT) else ZTM
    ranges = terms.iris(iri, side + "range")
    if len(ranges) != 1:
        raise OntologyError(f"{short(iri)}: one {short(side + 'range')} is right, it has {len(ranges)}")
    domain = _keys_of(terms, keys, iri, side + "domain")
    on_statement = terms.flag(iri, ZTM + "onStatement")
    if not domain and not on_statement:
        raise OntologyError(f"{short(iri)}: needs {short(side + 'domain')}, or ztm:onStatement true")
    return Attribute(
        iri=iri,
        key=_matching(terms, iri, ZTM + "neo4jName", _KEY, "a key such as line_start is right"),
        label=_text(terms, iri, RDFS + "label"),
        definition=_text(terms, iri, SKOS + "definition"),
        domain=domain,
        datatype=RDFS + "Resource" if holds_ids else ranges[0],
        language_tagged=ranges[0] == RDF + "langString",
        translated=terms.flag(iri, ZTM + "translated"),
        multiple=terms.flag(iri, ZTM + "multiple"),
        scheme=scheme,
        on_statement=on_statement,
        holds_ids=holds_ids,
        aligned=terms.iris(iri, RDFS + "subPropertyOf"),
    )


# schemes and the rest


def _read_concepts(terms: Terms, names: tuple[str, ...]) -> dict[str, tuple[Concept, ...]]:
    found: dict[str, list[Concept]] = {name: [] for name in names}
    for iri in terms.of_type(SKOS + "Concept"):
        schemes = [local_name(item) for item in terms.iris(iri, SKOS + "inScheme")]
        if len(schemes) != 1 or schemes[0] not in found:
            raise OntologyError(f"{short(iri)}: one skos:inScheme of a declared scheme is right")
        code = _matching(terms, iri, SKOS + "notation", _CODE, "a short word such as percent is right")
        if any(other.code == code for other in found[schemes[0]]):
            raise OntologyError(f"{short(iri)}: the code {code!r} stands twice in {schemes[0]}")
        found[schemes[0]].append(
            Concept(
                iri=iri,
                scheme=schemes[0],
                code=code,
                label=_text(terms, iri, RDFS + "label"),
                definition=_text(terms, iri, SKOS + "definition"),
                extra=MappingProxyType(_extra(terms, iri)),
            )
        )
    return {name: tuple(concepts) for name, concepts in found.items()}


def _extra(terms: Terms, iri: str) -> dict[str, str]:
    said = {
        "symbol": terms.literal(iri, ZTM + "symbol"),
        "default_unit": terms.literal(iri, ZTM + "defaultUnit"),
        "quantity": terms.literal(iri, ZTM + "quantity"),
        "exact_match": next(iter(terms.iris(iri, SKOS + "exactMatch")), None),
    }
    return {key: value for key, value in said.items() if value is not None}


def _read_canvas(terms: Terms) -> Canvas:
    ontology = next(terms.of_type(OWL + "Ontology"), None)
    if ontology is None:
        raise OntologyError("no owl:Ontology is declared")
    light, dark, ink_light, ink_dark = (
        _matching(terms, ontology, ZTM + word, _COLOUR, "a colour such as #ffffff is right")
        for word in ("canvasLight", "canvasDark", "inkLight", "inkDark")
    )
    return Canvas(background_light=light, background_dark=dark, ink_light=ink_light, ink_dark=ink_dark)


def _check_names(
    classes: Mapping[str, Class], relations: Mapping[str, Relation], attributes: Iterable[Attribute]
) -> None:
    """Labels and types share one space of names in ArcadeDB, and files are named by them, where case may not count."""
    taken: dict[str, str] = {}
    for name, iri in [
        *((found.neo4j_label, found.iri) for found in classes.values()),
        *((found.neo4j_type, found.iri) for found in relations.values()),
    ]:
        other = taken.setdefault(name.casefold(), iri)
        if other != iri:
            raise OntologyError(f"{short(iri)}: the Neo4j name {name!r} is taken by {short(other)}")
    columns: dict[str, str] = {}
    for attribute in attributes:
        for column in attribute.columns:
            if column in DERIVED_KEYS:
                raise OntologyError(f"{short(attribute.iri)}: the key {column!r} is kept for the mapping")
            other = columns.setdefault(column, attribute.iri)
            if other != attribute.iri:
                raise OntologyError(f"{short(attribute.iri)}: the key {column!r} is taken by {short(other)}")
