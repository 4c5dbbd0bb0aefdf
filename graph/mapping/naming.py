"""What labels, types and keys mean and what they are called: the ontology first, the registry for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from urllib.parse import unquote

from graph.ids import OWN_BASE
from graph.mapping.values import EXPLANATION, NAME, ROOT_LABEL
from graph.names import IDS, Kind, Names, foreign_iri
from graph.values import Value
from graph.vocabulary import DCTERMS, PREFIXES, RDF_LANG_STRING, RDF_TYPE, RDFS, SKOS, XSD_STRING
from ontology.model import LANGUAGES, Attribute, Model

MAX_NAME_CHARS = 1_000  # of the derived name, which is indexed: Neo4j refuses values of more than 8 KB there
MAX_LABELS = 12
MAX_LABEL_CHARS = 160  # all labels joined: ArcadeDB makes one file name of them, and 255 bytes are the limit of a name

NAMED_BY = (
    SKOS + "prefLabel",
    RDFS + "label",
    PREFIXES["schema"] + "name",
    "http://schema.org/name",
    PREFIXES["foaf"] + "name",
    DCTERMS + "title",
    PREFIXES["dc"] + "title",
)
"""The predicates whose values are names, the best first."""

_SHORT_LANGUAGE = re.compile(r"[a-z]{2,3}")
_TAGGED_KEY = re.compile(r"(.+)_([a-z]{2,3})")


class Naming:
    """The names of one model and one registry, with what was looked up before kept at hand."""

    def __init__(self, model: Model, names: Names) -> None:
        self.model = model
        self._by_column = {attribute.key: attribute for attribute in model.attributes.values()}
        self._id_holders = frozenset(a.iri for a in model.attributes.values() if a.holds_ids)
        self._lists = frozenset(a.iri for a in model.attributes.values() if a.multiple)
        self._labels = {cls.neo4j_label: cls.iri for cls in model.classes.values()}
        self._types = {relation.neo4j_type: relation.iri for relation in model.relations.values()}
        self._rooms = {name.casefold() for name in (*self._labels, *self._types, ROOT_LABEL)}
        self.names = names.without(self.is_taken)
        self._found: dict[tuple[Kind, str, str], str] = {}
        self._label_sets: dict[tuple[str, ...], tuple[str, ...]] = {}

    def is_taken(self, kind: Kind, name: str) -> bool:
        """True for names that are the ontology's, or follow from it as ``name_fr`` does."""
        if kind != "key":
            return name.casefold() in self._rooms
        tagged = _TAGGED_KEY.fullmatch(name)
        return name in self._by_column or (tagged is not None and self._is_tagged(tagged[1]))

    def _is_tagged(self, key: str) -> bool:
        attribute = self._by_column.get(key)
        return attribute is not None and attribute.takes_languages

    def extended(self, wanted: Iterable[tuple[Kind, str, str]]) -> Naming:
        """With a name for each (kind, IRI, slot) that has none yet; well-known vocabularies choose first."""
        missing = [item for item in wanted if self._ontology_name(*item) is None]
        missing.sort(key=lambda item: not item[1].startswith(tuple(PREFIXES.values())))
        bases = {a.iri: a.key for a in self.model.attributes.values()}
        return Naming(self.model, self.names.extended(missing, self.is_taken, bases))

    def name_of(self, kind: Kind, iri: str, slot: str = "") -> str | None:
        """The label, type or key of an IRI."""
        name = self._found.get((kind, iri, slot))
        if name is None:
            name = self._ontology_name(kind, iri, slot) or self.names.name_of(kind, iri, slot)
            if name is not None:
                self._found[kind, iri, slot] = name
        return name

    def _ontology_name(self, kind: Kind, iri: str, slot: str) -> str | None:
        if kind == "label":
            cls = self.model.class_by_iri(iri)
            return cls.neo4j_label if cls else None
        if kind == "type":
            relation = self.model.relation_by_iri(iri)
            return relation.neo4j_type if relation else None
        attribute = self.model.attribute_by_iri(iri)
        if attribute is None:
            return None
        if attribute.language_tagged or (attribute.translated and slot[:1] == "@"):
            key = f"{attribute.key}_{slot[1:]}"
            return (
                key if slot[:1] == "@" and _SHORT_LANGUAGE.fullmatch(slot[1:]) and key not in self._by_column else None
            )
        return attribute.key if slot == _slot(attribute) else None

    def iri_of(self, kind: Kind, name: str) -> str:
        """The class of a label, or the predicate of a type; an IRI that names it when nobody knows it."""
        known = (self._labels if kind == "label" else self._types).get(name)
        entry = None if known else self.names.meaning_of(kind, name)
        return known or (entry.iri if entry else foreign_iri(kind, name))

    def meaning_of_key(self, key: str) -> tuple[str, str] | None:
        """Predicate and slot of a key; None when nobody knows it."""
        attribute = self._by_column.get(key)
        if attribute is not None and not attribute.language_tagged:
            return attribute.iri, _slot(attribute)
        tagged = _TAGGED_KEY.fullmatch(key)
        if tagged and self._is_tagged(tagged[1]):
            return self._by_column[tagged[1]].iri, f"@{tagged[2]}"
        entry = self.names.meaning_of("key", key)
        return (entry.iri, entry.slot) if entry else None

    def holds_ids(self, iri: str) -> bool:
        """True for predicates whose objects are a property with ids instead of relationships."""
        return iri in self._id_holders

    def is_value(self, iri: str) -> bool:
        """True for predicates that never make relationships: rdf:type, and those that hold ids."""
        return iri == RDF_TYPE or self.holds_ids(iri)

    def is_list(self, iri: str) -> bool:
        """True for predicates whose property is a list even with one value."""
        return iri in self._lists

    def labels_for(self, classes: Iterable[str]) -> tuple[str, ...]:
        """The labels of a node of these classes (IRIs), with all their ancestors and ``Thing``, sorted.

        Of very many the superclasses stay, then the first by name; `types` holds them all.
        """
        key = tuple(sorted(set(classes)))
        labels = self._label_sets.get(key)
        if labels is None:
            labels = self._label_sets[key] = self._labels_for(key)
        return labels

    def _labels_for(self, classes: tuple[str, ...]) -> tuple[str, ...]:
        own: set[str] = set()
        above = {ROOT_LABEL}
        for iri in classes:
            cls = self.model.class_by_iri(iri)
            name = self.name_of("label", iri)
            if name is not None:
                own.add(name)
            if cls is not None:
                above.update(self.model.classes[key].neo4j_label for key in cls.ancestors)
        kept: list[str] = []
        chars = 0
        for label in (*sorted(above), *sorted(own - above)):
            chars += len(label) + 1
            if len(kept) < MAX_LABELS and chars <= MAX_LABEL_CHARS:
                kept.append(label)
        return tuple(sorted(kept))

    def display_name(self, properties: Mapping[str, Value], iri: str | None) -> str | None:
        """What to call a node: its first name in the order zh, en, no language, others; else its IRI's last part."""
        for key in self._name_keys:
            value = properties.get(key)
            if value:
                return str(value[0] if isinstance(value, tuple) else value)
        for key in sorted(properties):
            value = properties[key]
            if key.startswith("name_") and isinstance(value, str):  # a language that few use
                return value
        if iri is None:
            return None
        if iri.startswith(OWN_BASE):
            return iri.rpartition("/")[2]
        return unquote(re.split(r"[#/:]", iri.rstrip("#/:"))[-1]) or iri

    def derived(self, properties: Mapping[str, Value], iri: str | None) -> dict[str, Value]:
        """The properties that follow from a node's other ones: its name, and the explanation of a discrepancy."""
        found: dict[str, Value] = {}
        name = self.display_name(properties, iri)
        if name is not None:
            found[NAME] = name[:MAX_NAME_CHARS]
        explained = [key for key in properties if key.startswith("explanation_") and _TAGGED_KEY.fullmatch(key)]
        if explained:
            value = properties[min(explained, key=_by_language)]
            found[EXPLANATION] = str(value[0] if isinstance(value, tuple) else value)
        return found

    @cached_property
    def _name_keys(self) -> tuple[str, ...]:
        keys: list[str | None] = []
        registered = [entry for entry in self.names if entry.kind == "key"]
        for iri in NAMED_BY:
            slots = sorted(entry.slot for entry in registered if entry.iri == iri)
            preferred = [*(f"@{language}" for language in LANGUAGES), "", *(s for s in slots if s[:1] == "@")]
            keys.extend(self.name_of("key", iri, slot) for slot in dict.fromkeys(preferred))
        return tuple(key for key in keys if key is not None)


def _by_language(key: str) -> tuple[int, str]:
    """Sort key of ``explanation_zh`` and the like: our languages first."""
    language = key.rpartition("_")[2]
    return LANGUAGES.index(language) if language in LANGUAGES else len(LANGUAGES), language


def _slot(attribute: Attribute) -> str:
    if attribute.holds_ids:
        return IDS
    return "" if attribute.datatype in (XSD_STRING, RDF_LANG_STRING) else f"^^{attribute.datatype}"
