"""Terms of RDF as the texts that stand in the property graph, and back: ids, names of graphs, statements as text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from pyoxigraph import BaseDirection, BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from graph.errors import GraphError
from graph.ids import id_of_iri, iri_of_id
from graph.mapping.values import DEFAULT_GRAPH
from graph.vocabulary import XSD_STRING

Resource = NamedNode | BlankNode
Graph = NamedNode | BlankNode | DefaultGraph
Object = NamedNode | BlankNode | Literal | Triple


@lru_cache(maxsize=100_000)  # a thing comes up once for each of its statements
def id_of(term: Resource) -> str:
    """The id of a thing: of its IRI as `graph.ids` says, ``_:label`` of a blank node."""
    return id_of_iri(term.value) if isinstance(term, NamedNode) else f"_:{term.value}"


def term_of(thing_id: str, iri: object = None) -> Resource | None:
    """The term of an id, with the IRI that stands beside it for ids that are digests; None when it is no id of ours."""
    try:
        if thing_id.startswith("_:"):
            return BlankNode(thing_id[2:])
        found = iri_of_id(thing_id)
        if found is None and isinstance(iri, str) and id_of_iri(iri) == thing_id:
            found = iri
        return NamedNode(found) if found is not None else None
    except ValueError:  # neither a label nor an IRI: somebody else's id
        return None


def graph_text(graph: Graph) -> str:
    """A graph's name in `graphs`: an IRI as it is (in ``<>`` unless it is of the web), ``_:label``, ``default``."""
    if isinstance(graph, DefaultGraph):
        return DEFAULT_GRAPH
    if isinstance(graph, BlankNode):
        return f"_:{graph.value}"
    return graph.value if graph.value.startswith(("http://", "https://")) else f"<{graph.value}>"


def graph_of(text: object) -> Graph:
    """The graph of a name in `graphs`; GraphError when it names none."""
    if text == DEFAULT_GRAPH:
        return DefaultGraph()
    try:
        if isinstance(text, str):
            return BlankNode(text[2:]) if text.startswith("_:") else NamedNode(text.removeprefix("<").removesuffix(">"))
    except ValueError:
        pass
    raise GraphError(
        f"{text!r} in the property `graphs` names no graph: an IRI, a blank node or `default` stands there."
    )


def statement_text(quad: Quad) -> str:
    """A statement without its subject, exactly, as one line of N-Quads has it."""
    value = quad.object  # str() of a triple term lacks the marks around it
    text = f"{quad.predicate} <<( {value} )>>" if isinstance(value, Triple) else f"{quad.predicate} {value}"
    return text if isinstance(quad.graph_name, DefaultGraph) else f"{text} {quad.graph_name}"


def statements_of(subject: Resource, texts: Iterable[object]) -> list[Quad]:
    """The statements about a subject that `texts` hold; GraphError when somebody broke one."""
    lines = [f"{subject} {text} ." for text in texts]
    try:
        quads = list(parse("\n".join(lines), format=RdfFormat.N_QUADS))
    except SyntaxError as error:
        raise GraphError(f"The property `_rdf` of {subject} cannot be read: {error.msg}") from error
    if len(quads) != len(lines) or any(quad.subject != subject for quad in quads):
        raise GraphError(f"The property `_rdf` of {subject} holds something else than one statement an entry.")
    return quads


def slot_of(literal: Literal) -> str:
    """Which of a predicate's values a literal is; see `graph.names.Name`."""
    language = literal.language
    if language is not None:
        direction = literal.direction
        return f"@{language}" if direction is None else f"@{language}--{direction.value}"
    datatype = literal.datatype.value
    return "" if datatype == XSD_STRING else f"^^{datatype}"


def datatype_of(slot: str) -> str:
    """The datatype of a slot of literals; plain strings for languages, whose values are text too."""
    return slot[2:] if slot.startswith("^^") else XSD_STRING


def literal_of(slot: str, lexical: str) -> Literal:
    """The literal of a slot with this lexical form; ValueError when the slot's language or datatype is none."""
    if slot.startswith("@"):
        language, _, direction = slot[1:].partition("--")
        return Literal(lexical, language=language, direction=BaseDirection(direction) if direction else None)
    return Literal(lexical, datatype=NamedNode(slot[2:])) if slot.startswith("^^") else Literal(lexical)
