"""The facts as JSON-LD 1.1 with a context of prefixes: for tools and web pages that read no RDF 1.2.

JSON-LD has no triple terms yet. Reifiers stand as nodes whose ``rdf:reifies`` is a node of the class
``rdf:PropositionForm`` with subject, predicate and object, as W3C's "basic encoding" has it; `graph.basic_rdf` and
``zhitu import`` make triple terms of them again. Values keep their lexical forms (no JSON numbers), base directions
stand as ``@direction``, lists as rdf:first and rdf:rest.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from graph.basic_rdf import PROPOSITION_FORM, basic_encoded
from graph.export.chunks import chunks
from graph.ids import OWN_BASE
from graph.mapping import PropertyGraph, to_quads
from graph.vocabulary import PREFIXES, RDF_TYPE, XSD_STRING
from ontology.model import Model

_OWN_KIND = re.compile(re.escape(OWN_BASE) + r"([a-z][a-z0-9_]*)/")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")

Node = NamedNode | BlankNode | Triple  # never a Triple: pyoxigraph's type says so for RDF-star
Term = NamedNode | BlankNode | Literal | Triple
Json = str | list["Json"] | dict[str, "Json"]


def jsonld(graph: PropertyGraph, model: Model) -> Iterator[bytes]:
    """Everything; raises GraphError for data that holds triple terms and their basic encoding at once."""
    quads = sorted(basic_encoded(to_quads(graph, model)), key=_order)
    return chunks(_parts(quads))


def _order(quad: Quad) -> tuple[bool, str, str, bool, str, str]:
    is_type = quad.predicate.value == RDF_TYPE
    named = not isinstance(quad.graph_name, DefaultGraph)
    return named, str(quad.graph_name), str(quad.subject), not is_type, quad.predicate.value, str(quad.object)


def _parts(quads: list[Quad]) -> Iterator[str]:
    context = _context(quads)
    yield '{\n"@context": ' + json.dumps(context, ensure_ascii=False, indent=1) + ',\n"@graph": [\n'
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        graphs["" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)].append(quad)
    between = ""
    for name, said in graphs.items():
        if name:
            opened = json.dumps(_id(said[0].graph_name, context), ensure_ascii=False)
            yield f'{between}{{"@id": {opened}, "@graph": [\n'
            between = ""
        for node in _nodes(said, context):
            yield between + json.dumps(node, ensure_ascii=False)
            between = ",\n"
        if name:
            yield "\n]}"
    yield "\n]\n}\n"


def _context(quads: Iterable[Quad]) -> dict[str, str]:
    """The prefixes that are used; one that some IRI has for its scheme would change that IRI and is left out."""
    iris = {term.value for quad in quads for term in quad if isinstance(term, NamedNode)}
    iris.update(quad.object.datatype.value for quad in quads if isinstance(quad.object, Literal))
    schemes = {found[1] for iri in iris if (found := _SCHEME.match(iri))}
    bases = {found[1]: found[0] for iri in iris if (found := _OWN_KIND.match(iri))}
    bases.update((prefix, base) for prefix, base in PREFIXES.items() if any(iri.startswith(base) for iri in iris))
    return {prefix: base for prefix, base in sorted(bases.items()) if prefix not in schemes}


def _nodes(quads: list[Quad], context: Mapping[str, str]) -> Iterator[dict[str, Json]]:
    """One object a subject; the form of a triple term stands inside the object that first refers to it."""
    about: dict[Node, list[Quad]] = defaultdict(list)
    for quad in quads:
        about[quad.subject].append(quad)
    is_form: set[Term] = {
        s for s, said in about.items() if isinstance(s, BlankNode) and said[0].object == PROPOSITION_FORM
    }
    used = Counter(quad.object for quad in quads if quad.object in is_form)
    written: set[Term] = set()
    for subject in about:
        if subject not in written and not used[subject]:
            yield _node(subject, about, is_form, context, written)
    for subject in about:  # forms that refer to one another in a circle, or that nothing refers to
        if subject not in written:
            yield _node(subject, about, is_form, context, written)


def _node(
    subject: Node,
    about: Mapping[Node, list[Quad]],
    is_form: set[Term],
    context: Mapping[str, str],
    written: set[Term],
) -> dict[str, Json]:
    written.add(subject)
    node: dict[str, Json] = {"@id": _id(subject, context)}
    for quad in about[subject]:
        predicate, value = quad.predicate.value, quad.object
        if predicate == RDF_TYPE and not isinstance(value, Literal):
            _add(node, "@type", _id(value, context))
        elif isinstance(value, BlankNode) and value in is_form and value not in written:
            _add(node, _short(predicate, context), _node(value, about, is_form, context, written))
        else:
            _add(node, _short(predicate, context), _value(value, context))
    return node


def _add(node: dict[str, Json], key: str, value: Json) -> None:
    """A single value stands by itself, several in a list."""
    before = node.get(key)
    if before is None:
        node[key] = value
    elif isinstance(before, list):
        before.append(value)
    else:
        node[key] = [before, value]


def _value(term: Term, context: Mapping[str, str]) -> Json:
    if not isinstance(term, Literal):
        return {"@id": _id(term, context)}
    value: dict[str, Json] = {"@value": term.value}
    if term.language is not None:
        value["@language"] = term.language
        if term.direction is not None:
            value["@direction"] = term.direction.value
    elif term.datatype.value != XSD_STRING:
        value["@type"] = _short(term.datatype.value, context)
    else:
        return term.value
    return value


def _id(term: Term | DefaultGraph, context: Mapping[str, str]) -> str:
    return _short(term.value, context) if isinstance(term, NamedNode) else str(term)


def _short(iri: str, context: Mapping[str, str]) -> str:
    """The IRI with its prefix. What follows must not begin with ``//``: that would make it an IRI of its own."""
    own = _OWN_KIND.match(iri)
    bases = [(own[1], own[0])] if own else PREFIXES.items()
    for prefix, base in bases:
        if context.get(prefix) == base and iri.startswith(base) and not iri.startswith("//", len(base)):
            return f"{prefix}:{iri[len(base) :]}"
    return iri
