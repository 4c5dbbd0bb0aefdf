"""The graph for other libraries: query results for pandas, facts for rdflib, the property graph for networkx."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from graph.values import Cell, Node, Path, QueryResult, Relationship, Value
from graph.vocabulary import RDF_REIFIES

if TYPE_CHECKING:
    import networkx
    import pandas
    import pyoxigraph
    import rdflib

    from graph.mapping import PropertyGraph


def to_pandas(result: QueryResult) -> pandas.DataFrame:
    """A result's rows as a DataFrame; nodes and relationships become their ids, paths lists of node ids.

    >>> to_pandas(QueryResult(("name", "n"), (("英伟达", 1), ("AMD", 2))))["n"].sum().item()
    3
    """
    import pandas

    rows = [[_id_of(cell) for cell in row] for row in result.rows]
    return pandas.DataFrame(rows, columns=list(result.columns))


def _id_of(cell: Cell) -> object:
    match cell:
        case Node() | Relationship():
            return cell.id
        case Path():
            return [node.id for node in cell.nodes]
        case tuple():
            return [_id_of(value) for value in cell]
        case _:
            return cell


def to_networkx(graph: PropertyGraph) -> networkx.MultiDiGraph[str]:
    """The property graph as a networkx multigraph.

    Nodes are keyed by id and carry their properties and `labels` (list of str); edges are keyed by relationship id and
    carry their properties and `type`. Keys that start with ``_`` are bookkeeping of the store and left out.
    """
    import networkx

    result: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    result.add_nodes_from((node.id, _public(node.properties) | {"labels": list(node.labels)}) for node in graph.nodes)
    for edge in graph.relationships:
        result.add_edge(edge.start, edge.end, edge.id)
        result.edges[edge.start, edge.end, edge.id].update(_public(edge.properties) | {"type": edge.type})
    return result


def _public(properties: Mapping[str, Value]) -> dict[str, object]:
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in properties.items()
        if not key.startswith("_")
    }


def to_rdflib(quads: Iterable[pyoxigraph.Quad]) -> rdflib.Dataset:
    """Facts as an rdflib Dataset.

    rdflib has no RDF 1.2 triple terms: ``<r> rdf:reifies <<( s p o )>>`` becomes the reification that it knows, ``<r> a
    rdf:Statement ; rdf:subject s ; rdf:predicate p ; rdf:object o``. The base direction of a text is left out. Raises
    ValueError for a triple term anywhere else.
    """
    import pyoxigraph as ox
    import rdflib
    from rdflib.namespace import RDF

    dataset = rdflib.Dataset()
    for quad in quads:
        graph = (
            dataset.default_graph
            if isinstance(quad.graph_name, ox.DefaultGraph)
            else dataset.graph(_graph_name(quad.graph_name))
        )
        subject = _term(quad.subject)
        if isinstance(quad.object, ox.Triple) and quad.predicate.value == RDF_REIFIES:
            parts = zip((RDF.subject, RDF.predicate, RDF.object), quad.object, strict=True)
            graph.add((subject, RDF.type, RDF.Statement))
            for predicate, part in parts:
                graph.add((subject, predicate, _term(part)))
        else:
            graph.add((subject, _term(quad.predicate), _term(quad.object)))
    return dataset


def _graph_name(term: object) -> rdflib.URIRef | rdflib.BNode:
    name = _term(term)
    assert isinstance(name, rdflib.URIRef | rdflib.BNode)
    return name


def _term(term: object) -> rdflib.term.Node:
    import pyoxigraph as ox
    import rdflib

    match term:
        case ox.NamedNode():
            return rdflib.URIRef(term.value)
        case ox.BlankNode():
            return rdflib.BNode(term.value)
        case ox.Literal() if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        case ox.Literal():
            return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
        case _:
            raise ValueError(f"rdflib cannot hold this term: {term}")
