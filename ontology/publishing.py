"""The ontology as files for other tools: Turtle as it is written, JSON-LD, and all shapes as SHACL."""

from __future__ import annotations

import pyoxigraph as ox

from ontology.shapes import shapes_turtle
from ontology.turtle import MODEL_FILES, package_text
from ontology.values import Model


def ontology_turtle() -> bytes:
    """Classes, relations, attributes and codes: the package's Turtle files in one."""
    return "\n".join(package_text(name) for name in MODEL_FILES).encode()


def ontology_jsonld() -> bytes:
    """The same in JSON-LD, expanded: no context has to be fetched to read it."""
    triples = ox.parse(ontology_turtle(), format=ox.RdfFormat.TURTLE)
    written = ox.serialize((quad.triple for quad in triples), format=ox.RdfFormat.JSON_LD)
    assert written is not None
    return written


def ontology_shacl(model: Model) -> bytes:
    """All shapes, those that follow from the ontology included, as any SHACL tool reads them."""
    return shapes_turtle(model).encode()
