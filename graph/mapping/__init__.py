"""RDF dataset <-> property graph, without loss and without effects; docs/mapping.md says which name stands for what."""

from __future__ import annotations

from graph.mapping.decode import to_quads
from graph.mapping.encode import to_property_graph
from graph.mapping.values import PropertyGraph

__all__ = ["PropertyGraph", "to_property_graph", "to_quads"]
