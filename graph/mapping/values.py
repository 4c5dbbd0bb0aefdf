"""The property graph as one value, and the keys in which the mapping keeps its own books."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.names import Names
from graph.values import Node, Relationship, Value

ID, IRI, TYPES, NAME, GRAPHS, RDF_TEXT, DIGEST = "id", "iri", "types", "name", "graphs", "_rdf", "_digest"
"""Id of the element; its full IRI; IRIs of the asserted classes; the derived display name; the graphs that say it, when
not just the default graph does; statements that no native value says exactly, as N-Quads; a digest of the rest."""

EXPLANATION = "explanation"
"""A discrepancy's explanation in the first language that has one, derived as the name is."""

DERIVED = frozenset({NAME, EXPLANATION})
"""Keys whose values follow from other keys of the node."""

BOOKS = frozenset({ID, IRI, TYPES, GRAPHS, RDF_TEXT, DIGEST}) | DERIVED
"""Keys that are no statement by themselves."""

DEFAULT_GRAPH = "default"
"""Stands for the default graph in `graphs`, beside named graphs; alone it is left out."""

BARE = "~"
"""Begins the id of a relationship that no reifier names. No id of a thing begins so."""

ROOT_LABEL = "Thing"


@dataclass(frozen=True, slots=True)
class PropertyGraph:
    """Nodes and relationships, each with the `_digest` by which a load finds what differs.

    `names` says what their labels, types and keys mean where the ontology does not.
    """

    nodes: tuple[Node, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    names: Names = field(default_factory=Names.empty)


def element_digest(kinds: tuple[str, ...], properties: Mapping[str, Value]) -> str:
    """Sixteen hexadecimal digits over labels (or type and ends) and properties, `_digest` left out."""
    said = repr((kinds, sorted(item for item in properties.items() if item[0] != DIGEST)))
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()
