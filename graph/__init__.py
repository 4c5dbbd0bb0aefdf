"""What is said: facts, the property graph, the store, queries, analysis, export."""

from graph.adapters import to_networkx, to_pandas, to_rdflib
from graph.values import Node, Path, QueryResult, Relationship
from graph.workspace import Workspace

__all__ = ["Node", "Path", "QueryResult", "Relationship", "Workspace", "to_networkx", "to_pandas", "to_rdflib"]
