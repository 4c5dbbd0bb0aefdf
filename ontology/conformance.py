"""Findings of the SHACL shapes over facts, for `check`."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.namespace import RDF, SH, XSD
from rdflib.term import Node

from ontology.findings import Finding, Severity, node_id
from ontology.shapes import SHAPE, STATEMENT, shapes_turtle, union_class, unions
from ontology.turtle import ZT
from ontology.values import Model, Text

_RDF_TYPE: Final = ox.NamedNode(str(RDF.type))
_EVIDENCE: Final = rdflib.URIRef(f"{ZT}evidence")
_SEVERITIES: Final[dict[Node | None, Severity]] = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}


def conformance(quads: Iterable[ox.Quad], model: Model) -> Iterator[Finding]:
    """What SHACL Core says of the facts; graph names are not looked at."""
    with _silent("rdflib", "pyshacl"):
        facts = plain_graph(quads, model)
        shapes = rdflib.Graph().parse(data=shapes_turtle(model), format="turtle")
        # inplace: the facts are a copy already; owl:imports stay off, for they would open connections
        _, report, _ = pyshacl.validate(facts, shacl_graph=shapes, inplace=True, do_owl_imports=False, advanced=False)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        yield _finding(report, shapes, facts, result)


@contextmanager
def _silent(*names: str) -> Iterator[None]:
    """Keep libraries from writing of ill-typed literals to the terminal: they are findings, told in our own words."""
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def plain_graph(quads: Iterable[ox.Quad], model: Model) -> rdflib.Graph:
    """Facts as plain triples: ancestors of each class are written out, and reifiers of an entity's relation are typed.

    A triple term becomes rdf:subject, rdf:predicate and rdf:object of its reifier; what quotes deeper is left out.
    """
    graph = rdflib.Graph()
    types = _type_closure(model)
    reified: list[tuple[Node, ox.Triple]] = []
    for quad in quads:
        if isinstance(quad.object, ox.Triple):
            reified.append((_plain(quad.subject), quad.object))
            continue
        subject = _plain(quad.subject)
        graph.add((subject, rdflib.URIRef(quad.predicate.value), _plain(quad.object)))
        if quad.predicate == _RDF_TYPE and isinstance(quad.object, ox.NamedNode):
            for type_iri in types.get(quad.object.value, ()):
                graph.add((subject, RDF.type, type_iri))
    entity = rdflib.URIRef(model.classes["Entity"].iri)
    for reifier, triple in reified:
        if model.relation_by_iri(triple.predicate.value) and (_plain(triple.subject), RDF.type, entity) in graph:
            graph.add((reifier, RDF.type, rdflib.URIRef(STATEMENT)))
            graph.add((reifier, RDF.subject, _plain(triple.subject)))
    return graph


def _type_closure(model: Model) -> dict[str, frozenset[rdflib.URIRef]]:
    """Class IRI -> the other classes that its members are of: ancestors, and unions in domains and ranges."""
    closure: dict[str, frozenset[rdflib.URIRef]] = {}
    for found in model.classes.values():
        line = {found.key, *found.ancestors}
        above = {rdflib.URIRef(model.classes[key].iri) for key in found.ancestors}
        joint = {rdflib.URIRef(union_class(keys, model)) for keys in unions(model) if line.intersection(keys)}
        closure[found.iri] = frozenset(above | joint)
    return closure


def _plain(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Literal):
        # rdflib takes "a" and "a"^^xsd:string for two; plain is how it reads the shapes' codes
        plain = term.language is not None or term.datatype.value == str(XSD.string)
        datatype = None if plain else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
    raise TypeError(f"a triple term has no plain form: {term}")


def _finding(report: rdflib.Graph, shapes: rdflib.Graph, facts: rdflib.Graph, result: Node) -> Finding:
    focus = report.value(result, SH.focusNode)
    value = report.value(result, SH.value)
    shape = report.value(result, SH.sourceShape)
    about = facts.value(focus, RDF.subject) if focus is not None else None  # a reifier stands for its subject
    evidence = facts.objects(focus, _EVIDENCE) if focus is not None else ()
    return Finding(
        rule=str(shape).removeprefix(SHAPE),
        severity=_SEVERITIES.get(report.value(result, SH.resultSeverity), "violation"),
        subject=_id(about or focus),
        message=_message(shapes, shape, value),
        nodes=() if value is None or isinstance(value, rdflib.Literal) or value == focus else (str(_id(value)),),
        evidence=tuple(sorted(node_id(str(item)) for item in evidence)),
    )


def _message(shapes: rdflib.Graph, shape: Node | None, value: Node | None) -> Text:
    """The shape's own words in both languages, with the value that does not fit."""
    said = {text.language: str(text) for text in shapes.objects(shape, SH.message) if isinstance(text, rdflib.Literal)}
    shown = f": {_id(value) if not isinstance(value, rdflib.Literal) else value}" if value is not None else ""
    name = str(shape).removeprefix(SHAPE)
    return Text(zh=said.get("zh", name) + shown, en=said.get("en", name) + shown)


def _id(term: Node | None) -> str | None:
    if term is None:
        return None
    return f"_:{term}" if isinstance(term, rdflib.BNode) else node_id(str(term))
