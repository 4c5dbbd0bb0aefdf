"""The ontology's public face: `load_model`, and the values that it is made of."""

from __future__ import annotations

from functools import cache

from ontology.reading import read_model
from ontology.turtle import MODEL_FILES, package_text
from ontology.values import (
    DERIVED_KEYS,
    LANGUAGES,
    TRANSLATION,
    Attribute,
    Canvas,
    Class,
    Concept,
    Model,
    Relation,
    Text,
)

__all__ = [
    "DERIVED_KEYS",
    "LANGUAGES",
    "TRANSLATION",
    "Attribute",
    "Canvas",
    "Class",
    "Concept",
    "Model",
    "Relation",
    "Text",
    "load_model",
    "read_model",
]


@cache
def load_model() -> Model:
    """The package's own ontology, read once; raises OntologyError when its Turtle is not whole.

    >>> load_model().classes["ChipVendor"].ancestors
    ('Organization', 'Agent', 'Entity', 'Thing')
    """
    return read_model({name: package_text(name) for name in MODEL_FILES})
