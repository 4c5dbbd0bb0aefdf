"""The frozen values that the ontology is read into: classes, relations, attributes, codes, and a model of them all."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from types import MappingProxyType
from typing import TypeVar

LANGUAGES = ("zh", "en")
TRANSLATION = "en"  # of texts that are written down without a language
"""The languages that every label and definition is written in."""

DERIVED_KEYS = frozenset({"id", "iri", "types", "name", "explanation", "graphs", "_rdf", "_digest"})
"""Property keys that the mapping writes by itself; no attribute may take one for its own."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages of the product."""

    zh: str
    en: str

    def __getitem__(self, language: str) -> str:
        """The text in a language; English for a language that the ontology does not speak.

        >>> Text("芯片", "chip")["zh"], Text("芯片", "chip")["fr"]
        ('芯片', 'chip')
        """
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Class:
    """What a node can be. Look, shape and id kind come from the nearest ancestor that states them."""

    iri: str
    key: str  # "ChipVendor"
    parents: tuple[str, ...]  # keys
    ancestors: tuple[str, ...]  # keys, nearest first, without the own key
    label: Text
    definition: Text
    neo4j_label: str  # "ChipVendor"
    color_light: str  # "#rrggbb": fill on the light canvas
    color_dark: str  # "#rrggbb": fill on the dark canvas
    icon: str  # one character, never an emoji
    material_icon: str  # name in Material Symbols, which Streamlit brings: f":material/{name}:"
    shape: str  # vis-network shape whose label stands outside
    id_kind: str  # "org" of "org:nvidia"
    abstract: bool  # groups other classes; data does not use it directly
    aligned: tuple[str, ...]  # IRIs of other vocabularies' classes that this one refines


@dataclass(frozen=True, slots=True)
class Relation:
    """What an edge can say. A subject of any domain class and an object of any range class are right."""

    iri: str
    key: str  # "located_in"
    neo4j_type: str  # "LOCATED_IN"
    label: Text
    inverse_label: Text  # how to read it from the object's side; the own label when symmetric
    definition: Text
    domain: tuple[str, ...]  # class keys
    range: tuple[str, ...]  # class keys
    inverse: str | None  # key of the name for reading backwards ("location_of"); never stored, no key of `relations`
    symmetric: bool
    asymmetric: bool  # never holds both ways, as part_of does not
    aligned: tuple[str, ...]  # IRIs of other vocabularies' properties that this one refines


@dataclass(frozen=True, slots=True)
class Attribute:
    """What is said of a node or a statement by value; `key` is the CSV column and the Neo4j property."""

    iri: str
    key: str  # "founded"
    label: Text
    definition: Text
    domain: tuple[str, ...]  # class keys; empty when it only qualifies statements
    datatype: str  # XSD IRI; rdf:langString when language tagged; rdfs:Resource when it holds ids
    language_tagged: bool
    translated: bool  # a text without a language; its English may stand beside it with one
    multiple: bool  # always a list in Neo4j, several cells' worth of values in a table
    scheme: str | None  # whose codes it takes; see Model.scheme_for where that hangs on the class
    on_statement: bool  # may qualify a relation
    holds_ids: bool  # an object property kept as a property with ids of things, such as evidence
    aligned: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """CSV columns, and Neo4j properties: one, or one a language, or one and its English.

        >>> from ontology.model import load_model
        >>> load_model().attributes["name"].columns
        ('name_zh', 'name_en')
        >>> load_model().attributes["role"].columns
        ('role', 'role_en')
        """
        if self.language_tagged:
            return tuple(f"{self.key}_{language}" for language in LANGUAGES)
        return (self.key, f"{self.key}_{TRANSLATION}") if self.translated else (self.key,)

    @property
    def takes_languages(self) -> bool:
        """True when values with a language tag have properties of their own, such as ``name_fr``."""
        return self.language_tagged or self.translated


@dataclass(frozen=True, slots=True)
class Concept:
    """A code of a scheme: a unit, an indicator, a bound and so on."""

    iri: str
    scheme: str  # "units"
    code: str  # "percent"
    label: Text
    definition: Text
    extra: Mapping[str, str]  # "symbol", "exact_match" (the QUDT IRI), "default_unit", "quantity"


@dataclass(frozen=True, slots=True)
class Canvas:
    """Backgrounds of the two canvases, and the colours of text upon a node; all ``#rrggbb``."""

    background_light: str
    background_dark: str
    ink_light: str
    ink_dark: str


_Term = TypeVar("_Term", Class, Relation, Attribute)


def _folded(name: str) -> str:
    """Names are found whatever their case, width and spacing."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().replace("_", " ").split())


def _by_name(terms: Iterable[_Term]) -> Mapping[str, _Term]:
    """Folded key, IRI, Neo4j name and labels of each term; what comes first wins, exact names before labels."""
    listed = tuple(terms)
    found: dict[str, _Term] = {}
    for term in listed:
        for name in (term.key, term.iri):
            found.setdefault(_folded(name), term)
    for term in listed:
        for name in (term.label.zh, term.label.en):
            found.setdefault(_folded(name), term)
    return MappingProxyType(found)


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """The whole ontology. Mappings are read-only and in the order of the Turtle; a model is equal only to itself."""

    classes: Mapping[str, Class]
    relations: Mapping[str, Relation]
    attributes: Mapping[str, Attribute]
    schemes: Mapping[str, tuple[Concept, ...]]
    scheme_labels: Mapping[str, Text]
    class_schemes: Mapping[tuple[str, str], str]  # (attribute key, class key) -> scheme
    canvas: Canvas
    _iris: Mapping[str, Class | Relation | Attribute] = field(init=False, repr=False)
    _class_names: Mapping[str, Class] = field(init=False, repr=False)
    _relation_names: Mapping[str, Relation] = field(init=False, repr=False)
    _attribute_names: Mapping[str, Attribute] = field(init=False, repr=False)
    _codes: Mapping[tuple[str, str], Concept] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        terms: chain[Class | Relation | Attribute] = chain(
            self.classes.values(), self.relations.values(), self.attributes.values()
        )
        codes = {(item.scheme, item.code): item for item in chain.from_iterable(self.schemes.values())}
        object.__setattr__(self, "_iris", MappingProxyType({term.iri: term for term in terms}))
        object.__setattr__(self, "_class_names", _by_name(self.classes.values()))
        object.__setattr__(self, "_relation_names", _by_name(self.relations.values()))
        object.__setattr__(self, "_attribute_names", _by_name(self.attributes.values()))
        object.__setattr__(self, "_codes", MappingProxyType(codes))

    def iris(self) -> Iterator[str]:
        """IRIs of all classes, relations and attributes."""
        return iter(self._iris)

    def class_by_iri(self, iri: str) -> Class | None:
        """The class with this IRI."""
        found = self._iris.get(iri)
        return found if isinstance(found, Class) else None

    def relation_by_iri(self, iri: str) -> Relation | None:
        """The relation with this IRI."""
        found = self._iris.get(iri)
        return found if isinstance(found, Relation) else None

    def attribute_by_iri(self, iri: str) -> Attribute | None:
        """The attribute with this IRI."""
        found = self._iris.get(iri)
        return found if isinstance(found, Attribute) else None

    def class_named(self, name: str) -> Class | None:
        """The class with this key, IRI, Neo4j label, or label in either language; case and spaces do not matter.

        >>> from ontology.model import load_model
        >>> load_model().class_named("芯片厂商").key, load_model().class_named("chip vendor").key
        ('ChipVendor', 'ChipVendor')
        """
        return self._class_names.get(_folded(name))

    def relation_named(self, name: str) -> Relation | None:
        """The relation with this key, IRI, Neo4j type, or label in either language; case and spaces do not matter."""
        return self._relation_names.get(_folded(name))

    def attribute_named(self, name: str) -> Attribute | None:
        """The attribute with this key, IRI, or label in either language; case and spaces do not matter."""
        return self._attribute_names.get(_folded(name))

    def concept(self, scheme: str, code: str) -> Concept | None:
        """The concept of a scheme with this code, such as ``("units", "percent")``."""
        return self._codes.get((scheme, code))

    def scheme_for(self, attribute: str, classes: Iterable[str] = ()) -> str | None:
        """The scheme whose codes an attribute takes on a node of these class keys; None when it is free.

        >>> from ontology.model import load_model
        >>> load_model().scheme_for("kind", ["Discrepancy"]), load_model().scheme_for("unit")
        ('discrepancy_kinds', 'units')
        """
        for key in classes:
            for candidate in (key, *(self.classes[key].ancestors if key in self.classes else ())):
                scheme = self.class_schemes.get((attribute, candidate))
                if scheme is not None:
                    return scheme
        return self.attributes[attribute].scheme

    def is_a(self, key: str, ancestor: str) -> bool:
        """True when the class is that class or one below it."""
        return key == ancestor or ancestor in self.classes[key].ancestors

    def labels_of(self, class_keys: Iterable[str]) -> tuple[str, ...]:
        """Neo4j labels of a node of these classes, with those of all ancestors and ``Thing``, sorted.

        >>> from ontology.model import load_model
        >>> load_model().labels_of(["ChipVendor"])
        ('Agent', 'ChipVendor', 'Entity', 'Organization', 'Thing')
        """
        keys = {"Thing"}
        for key in class_keys:
            keys.update((key, *self.classes[key].ancestors))
        return tuple(sorted(self.classes[key].neo4j_label for key in keys))
