"""RDF 1.2 datasets without triple terms, for formats that have none, and back: W3C's "basic encoding".

Each triple term becomes a blank node with four statements, as https://www.w3.org/TR/rdf12-interop/ says:
``rdf:PropositionForm`` and its subject, predicate and object. What has no triple terms stays as it is, both ways.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from graph.errors import GraphError
from graph.vocabulary import RDF, RDF_TYPE

PROPOSITION_FORM = NamedNode(f"{RDF}PropositionForm")
FORM_SUBJECT = NamedNode(f"{RDF}propositionFormSubject")
FORM_PREDICATE = NamedNode(f"{RDF}propositionFormPredicate")
FORM_OBJECT = NamedNode(f"{RDF}propositionFormObject")

_TYPE = NamedNode(RDF_TYPE)
_PARTS = (FORM_SUBJECT, FORM_PREDICATE, FORM_OBJECT)

Graph = NamedNode | BlankNode | DefaultGraph
Value = NamedNode | BlankNode | Literal | Triple
Place = tuple[Value, Graph]
"""A blank node in a graph."""


def basic_encoded(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The dataset without triple terms. Raises GraphError when it holds both triple terms and forms of them."""
    forms: dict[tuple[Triple, Graph], BlankNode] = {}
    has_forms = False
    for quad in quads:
        subject, predicate, value, graph = quad
        has_forms = has_forms or (predicate == _TYPE and value == PROPOSITION_FORM and isinstance(subject, BlankNode))
        if not isinstance(value, Triple):
            yield quad
            continue
        new: list[Quad] = []
        yield Quad(subject, predicate, _form(value, graph, forms, new), graph)
        yield from new
    if has_forms and forms:
        raise GraphError("The data holds triple terms, and blank nodes that stand for some: it can only be RDF 1.2.")


def _form(triple: Triple, graph: Graph, forms: dict[tuple[Triple, Graph], BlankNode], new: list[Quad]) -> BlankNode:
    node = forms.get((triple, graph))
    if node is None:
        digest = hashlib.sha256(f"{graph} {triple}".encode()).hexdigest()
        node = forms[triple, graph] = BlankNode(f"form{digest}")
        subject, predicate, value = triple
        if isinstance(value, Triple):
            value = _form(value, graph, forms, new)
        parts = ((_TYPE, PROPOSITION_FORM), (FORM_SUBJECT, subject), (FORM_PREDICATE, predicate), (FORM_OBJECT, value))
        new.extend(Quad(node, part, said, graph) for part, said in parts)
    return node


def basic_decoded(quads: Iterable[Quad]) -> list[Quad]:
    """The dataset with triple terms where forms of them stand; GraphError when a form is not whole."""
    quads = list(quads)
    forms: set[Place] = {
        (quad.subject, quad.graph_name)
        for quad in quads
        if quad.predicate == _TYPE and quad.object == PROPOSITION_FORM and isinstance(quad.subject, BlankNode)
    }
    if not forms:
        return quads
    parts: dict[Place, dict[NamedNode, list[Value]]] = defaultdict(lambda: defaultdict(list))
    rest: list[Quad] = []
    for quad in quads:
        subject, predicate, value, graph = quad
        if (subject, graph) not in forms:
            rest.append(quad)
        elif predicate in _PARTS:
            parts[subject, graph][predicate].append(value)
        elif predicate != _TYPE or value != PROPOSITION_FORM:
            raise GraphError(f"{subject} stands for a triple term, and something else is said of it too.")
    return [_with_terms(quad, forms, parts) for quad in rest]


def _with_terms(quad: Quad, forms: set[Place], parts: dict[Place, dict[NamedNode, list[Value]]]) -> Quad:
    subject, predicate, value, graph = quad

    def whole(term: Value, around: tuple[Value, ...]) -> Value:
        if (term, graph) not in forms:
            return term
        said = [parts[term, graph][part] for part in _PARTS]
        if term in around or any(len(values) != 1 for values in said):
            raise GraphError(f"{term} stands for a triple term that is not whole.")
        [start], [link], [end] = said
        if not isinstance(start, NamedNode | BlankNode) or not isinstance(link, NamedNode):
            raise GraphError(f"{term} stands for a triple term that is none.")
        return Triple(start, link, whole(end, (*around, term)))

    return quad if (value, graph) not in forms else Quad(subject, predicate, whole(value, ()), graph)
