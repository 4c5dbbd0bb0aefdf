"""The facts, read back from the property graph: TriG, N-Quads and Turtle, all in RDF 1.2."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Quad, RdfFormat, serialize

from graph.errors import GraphError
from graph.export.chunks import chunks
from graph.mapping import PropertyGraph, to_quads
from graph.messages import Told, told
from graph.trig import write_trig
from ontology.model import Model


def trig(graph: PropertyGraph, model: Model) -> Iterator[bytes]:
    """Everything, sorted, annotations beside their statements."""
    yield write_trig(to_quads(graph, model))


def nquads(graph: PropertyGraph, model: Model) -> Iterator[bytes]:
    """Everything, one statement a line, sorted."""
    lines = serialize(to_quads(graph, model), format=RdfFormat.N_QUADS) or b""
    return chunks(line.decode() for line in sorted(lines.splitlines(keepends=True)))


def turtle(graph: PropertyGraph, model: Model) -> Iterator[bytes]:
    """Everything, as TriG has it; raises GraphError when statements stand in named graphs: Turtle has none."""
    quads = list(to_quads(graph, model))
    elsewhere = [quad for quad in quads if not isinstance(quad.graph_name, DefaultGraph)]
    if elsewhere:
        raise GraphError(_refusal(elsewhere))
    yield write_trig(quads)


def _refusal(quads: list[Quad]) -> Told:
    graphs = sorted({str(quad.graph_name) for quad in quads})
    return told("no_named_graphs", count=len(quads), graphs=len(graphs), first=graphs[0])
