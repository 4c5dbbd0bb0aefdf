"""The ontology's Turtle as a look-up of terms, for the model; every error names the term and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Final

import pyoxigraph as ox

from ontology.errors import OntologyError

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
ZT: Final = "https://w3id.org/zhitu/ns#"
ZTM: Final = "https://w3id.org/zhitu/model#"
CODE: Final = "https://w3id.org/zhitu/code/"

MODEL_FILES: Final = ("core.ttl", "classes.ttl", "relations.ttl", "attributes.ttl", "schemes.ttl", "external.ttl")
SHAPES_FILE: Final = "shapes.ttl"

_PREFIXES: Final = {
    RDF: "rdf:",
    RDFS: "rdfs:",
    OWL: "owl:",
    SKOS: "skos:",
    ZT: "zt:",
    ZTM: "ztm:",
    CODE: "code:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://purl.org/linked-data/cube#": "qb:",
    "http://qudt.org/schema/qudt/": "qudt:",
    "http://qudt.org/vocab/unit/": "unit:",
    "http://www.w3.org/ns/oa#": "oa:",
    "http://www.w3.org/ns/org#": "org:",
    "http://www.w3.org/ns/prov#": "prov:",
    "http://xmlns.com/foaf/0.1/": "foaf:",
    "https://schema.org/": "schema:",
}

Subject = ox.NamedNode | ox.BlankNode
Object = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def package_text(name: str) -> str:
    """The text of one of the package's own Turtle or SPARQL files, such as ``classes.ttl`` or ``rules/share.rq``."""
    return resources.files("ontology").joinpath(name).read_text(encoding="utf-8")


def short(iri: str) -> str:
    """An IRI as people write it.

    >>> short("https://w3id.org/zhitu/ns#Chip")
    'zt:Chip'
    """
    for namespace, prefix in _PREFIXES.items():
        if iri.startswith(namespace):
            return prefix + iri.removeprefix(namespace)
    return f"<{iri}>"


def local_name(iri: str) -> str:
    """What stands after the last ``#`` or ``/``.

    >>> local_name("https://w3id.org/zhitu/ns#locatedIn")
    'locatedIn'
    """
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


class Terms:
    """All that the Turtle says, by subject and predicate, in the order it is written."""

    __slots__ = ("_said",)

    def __init__(self, files: Mapping[str, str]) -> None:
        """Read Turtle texts by file name; an OntologyError names file and line of a slip."""
        self._said: dict[Subject, dict[str, list[Object]]] = {}
        for name, text in files.items():
            self._read(name, text)

    def _read(self, name: str, text: str) -> None:
        try:
            for quad in ox.parse(text, format=ox.RdfFormat.TURTLE):
                said = self._said.setdefault(quad.subject, {})
                said.setdefault(quad.predicate.value, []).append(quad.object)
        except SyntaxError as error:
            raise OntologyError(f"{name}:{error.lineno}: not Turtle: {error.msg}") from error

    def of_type(self, type_iri: str) -> Iterator[str]:
        """IRIs of the named subjects that have this type."""
        wanted = ox.NamedNode(type_iri)
        for subject, said in self._said.items():
            if isinstance(subject, ox.NamedNode) and wanted in said.get(RDF + "type", ()):
                yield subject.value

    def objects(self, subject: str | Subject, predicate: str) -> list[Object]:
        """All objects, in the order written."""
        node = ox.NamedNode(subject) if isinstance(subject, str) else subject
        return self._said.get(node, {}).get(predicate, [])

    def iris(self, subject: str | Subject, predicate: str) -> tuple[str, ...]:
        """The objects that are IRIs; blank nodes are left out."""
        return tuple(item.value for item in self.objects(subject, predicate) if isinstance(item, ox.NamedNode))

    def literal(self, subject: str, predicate: str) -> str | None:
        """The one literal, or None; several are an error, for nobody could say which holds."""
        found = [item.value for item in self.objects(subject, predicate) if isinstance(item, ox.Literal)]
        if len(found) > 1:
            raise OntologyError(f"{short(subject)}: {short(predicate)} is given {len(found)} times, once is right")
        return found[0] if found else None

    def required(self, subject: str, predicate: str) -> str:
        """The one literal that must be there."""
        value = self.literal(subject, predicate)
        if not value:
            raise OntologyError(f"{short(subject)}: {short(predicate)} is missing")
        return value

    def flag(self, subject: str, predicate: str) -> bool:
        """True when the predicate says ``true``."""
        return self.literal(subject, predicate) == "true"

    def in_language(self, subject: str, predicate: str, language: str) -> str:
        """The text in this language, which must be there once."""
        found = [
            item.value
            for item in self.objects(subject, predicate)
            if isinstance(item, ox.Literal) and item.language == language
        ]
        if len(found) != 1 or not found[0].strip():
            raise OntologyError(f"{short(subject)}: needs one {short(predicate)} in {language}, has {len(found)}")
        return found[0]

    def named_members(self, subject: str, predicate: str) -> tuple[str, ...]:
        """IRIs of a domain or range: one class, or the members of an ``owl:unionOf``."""
        members: list[str] = []
        for item in self.objects(subject, predicate):
            if isinstance(item, ox.NamedNode):
                members.append(item.value)
            elif isinstance(item, ox.BlankNode):
                for head in self.objects(item, OWL + "unionOf"):
                    members.extend(self._list(subject, head))
        return tuple(members)

    def _list(self, subject: str, head: Object) -> Iterator[str]:
        end = ox.NamedNode(RDF + "nil")
        while head != end:
            rest = self.objects(head, RDF + "rest") if isinstance(head, ox.BlankNode) else []
            if len(rest) != 1 or not isinstance(head, ox.BlankNode):
                raise OntologyError(f"{short(subject)}: a list in its domain or range is broken")
            for first in self.objects(head, RDF + "first"):
                if isinstance(first, ox.NamedNode):
                    yield first.value
            head = rest[0]
