"""The facts as JSON-LD 1.1 with a context of prefixes: for tools and web pages that read no RDF 1.2.

JSON-LD has no triple terms yet. Reifiers stand as nodes whose ``rdf:reifies`` is a node of the class
``rdf:PropositionForm`` with subject, predicate and object, as W3C's "basic encoding" has it; `graph.basic_rdf` and
``zhitu import`` make triple terms of them again. Values keep their lexical forms (no JSON numbers), base directions
stand as ``@direction``, lists as rdf:first and rdf:rest.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

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
    names = _Names(_context(quads))
    yield '{\n"@context": ' + json.dumps(names.context, ensure_ascii=False, indent=1) + ',\n"@graph": [\n'
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        graphs["" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)].append(quad)
    between = ""
    for name, said in graphs.items():
        if name:
            opened = json.dumps(names.id_of(said[0].graph_name), ensure_ascii=False)
            yield f'{between}{{"@id": {opened}, "@graph": [\n'
            between = ""
        for node in _Nodes(said, names):
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


class _Names:
    """IRIs as the context shortens them."""

    def __init__(self, context: dict[str, str]) -> None:
        self.context = context
        self._known: dict[str, str] = {}

    def id_of(self, term: Term | DefaultGraph) -> str:
        return self.short(term.value) if isinstance(term, NamedNode) else str(term)

    def short(self, iri: str) -> str:
        known = self._known.get(iri)
        if known is None:
            known = self._known[iri] = self._short(iri)
        return known

    def _short(self, iri: str) -> str:
        """The IRI with its prefix. What follows must not begin with ``//``: that would make it an IRI of its own."""
        own = _OWN_KIND.match(iri)
        for prefix, base in ((own[1], own[0]),) if own else self.context.items():
            if self.context.get(prefix) == base and iri.startswith(base) and not iri.startswith("//", len(base)):
                return f"{prefix}:{iri[len(base) :]}"
        return iri


class _Nodes:
    """One object a subject of a graph; the form of a triple term stands inside the object that first refers to it."""

    def __init__(self, quads: list[Quad], names: _Names) -> None:
        self._names = names
        self._about: dict[Node, list[Quad]] = defaultdict(list)
        for quad in quads:
            self._about[quad.subject].append(quad)
        self._forms: set[Term] = {
            subject
            for subject, said in self._about.items()
            if isinstance(subject, BlankNode) and said[0].object == PROPOSITION_FORM
        }
        self._referred = {quad.object for quad in quads} & self._forms
        self._written: set[Term] = set()

    def __iter__(self) -> Iterator[dict[str, Json]]:
        for subject in self._about:
            if subject not in self._written and subject not in self._referred:
                yield self._node(subject)
        for subject in self._about:  # forms that refer to one another in a circle
            if subject not in self._written:
                yield self._node(subject)

    def _node(self, subject: Node) -> dict[str, Json]:
        self._written.add(subject)
        node: dict[str, Json] = {"@id": self._names.id_of(subject)}
        for quad in self._about[subject]:
            _, predicate, value, _ = quad
            if predicate.value == RDF_TYPE and not isinstance(value, Literal):
                _add(node, "@type", self._names.id_of(value))
            elif value in self._forms and value not in self._written:
                _add(node, self._names.short(predicate.value), self._node(value))
            else:
                _add(node, self._names.short(predicate.value), _value(value, self._names))
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


def _value(term: Term, names: _Names) -> Json:
    if not isinstance(term, Literal):
        return {"@id": names.id_of(term)}
    value: dict[str, Json] = {"@value": term.value}
    if term.language is not None:
        value["@language"] = term.language
        if term.direction is not None:
            value["@direction"] = term.direction.value
        return value
    datatype = term.datatype.value
    return term.value if datatype == XSD_STRING else {**value, "@type": names.short(datatype)}
