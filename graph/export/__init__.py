"""The property graph in the formats of other tools; docs/mapping.md says what each of them carries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from graph.errors import GraphError
from graph.export.admin import admin_folder
from graph.export.cypher import cypher
from graph.export.graphml import graphml
from graph.export.jsonl import jsonl
from graph.export.jsonld import jsonld
from graph.export.rdf import nquads, trig, turtle
from graph.export.tables import csv_file, csv_folder
from graph.mapping import PropertyGraph
from graph.messages import told
from ontology.model import Model

FORMATS: Mapping[str, Callable[[PropertyGraph, Model], Iterator[bytes]]] = MappingProxyType(
    {
        "trig": trig,
        "nquads": nquads,
        "turtle": turtle,
        "jsonld": jsonld,
        "graphml": graphml,
        "csv": csv_file,
        "jsonl": jsonl,
        "cypher": cypher,
    }
)


def export(graph: PropertyGraph, format_: str, model: Model) -> Iterator[bytes]:
    """The graph in one of FORMATS, in pieces.

    Raises GraphError for an unknown format and for what a format cannot carry, before the first piece.
    """
    if format_ not in FORMATS:
        raise GraphError(told("no_format", name=format_, known=", ".join(FORMATS)))
    return FORMATS[format_](graph, model)


__all__ = ["FORMATS", "admin_folder", "csv_folder", "export"]
