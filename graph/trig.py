"""Facts as TriG that people read and compare: sorted, one statement a line, annotations beside what they annotate.

The text hangs on the dataset alone. Prefixes are the well-known ones and one for each kind of own thing
(``org:nvidia``), only those that are used; a statement's reifier follows it as ``~ <reifier> {| ... |}`` where RDF 1.2
can say it so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from graph.ids import OWN_BASE
from graph.vocabulary import PREFIXES, RDF_REIFIES, RDF_TYPE, XSD

INDENT = "    "

_LOCAL = re.compile(r"[A-Za-z0-9_\u4e00-\u9fff](?:[A-Za-z0-9_.\-\u4e00-\u9fff]*[A-Za-z0-9_\-\u4e00-\u9fff])?")
_OWN_KIND = re.compile(re.escape(OWN_BASE) + r"([a-z][a-z0-9_]*)/")
_BARE = {  # literals that Turtle reads back in exactly this form without quotes
    f"{XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{XSD}double": re.compile(r"[+-]?(?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+"),
    f"{XSD}boolean": re.compile(r"true|false"),
}

Node = NamedNode | BlankNode | Triple  # never a Triple: pyoxigraph's type says so for RDF-star
Term = NamedNode | BlankNode | Literal | Triple


def write_trig(quads: Iterable[Quad]) -> bytes:
    """The dataset as TriG 1.2; blank nodes keep their names.

    >>> a, p = NamedNode("https://w3id.org/zhitu/id/org/a"), NamedNode("https://w3id.org/zhitu/ns#founded")
    >>> print(write_trig([Quad(a, p, Literal("1993", datatype=NamedNode(XSD + "integer")))]).decode())
    PREFIX org: <https://w3id.org/zhitu/id/org/>
    PREFIX zt: <https://w3id.org/zhitu/ns#>
    <BLANKLINE>
    org:a zt:founded 1993 .
    <BLANKLINE>
    """
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in dict.fromkeys(quads):
        graphs["" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)].append(quad)
    names = _Names()
    blocks = []
    for name in sorted(graphs):
        blocks.append("\n".join(_graph_lines(names, graphs[name])))
    head = "".join(f"PREFIX {prefix}: <{base}>\n" for prefix, base in sorted(names.used.items()))
    return "\n".join([head, *blocks, ""]).encode() if blocks else b""


@dataclass(slots=True)
class _Names:
    """The short forms of terms, and which prefixes they used."""

    used: dict[str, str] = field(default_factory=dict)
    _known: dict[Term, str] = field(default_factory=dict)

    def __call__(self, term: Term) -> str:
        short = self._known.get(term)
        if short is None:
            short = self._known[term] = self._short(term)
        return short

    def _short(self, term: Term) -> str:
        if isinstance(term, NamedNode):
            return self._iri(term.value)
        if isinstance(term, Triple):
            return f"<<( {self(term.subject)} {self(term.predicate)} {self(term.object)} )>>"
        if isinstance(term, BlankNode) or term.language is not None:
            return str(term)
        datatype = term.datatype.value
        bare = _BARE.get(datatype)
        if bare is not None and bare.fullmatch(term.value):
            return term.value
        if datatype == f"{XSD}string":
            return str(term)
        return f"{Literal(term.value)}^^{self._iri(datatype)}"

    def _iri(self, iri: str) -> str:
        own = _OWN_KIND.match(iri)
        bases = [(own[1], own[0])] if own else [(p, base) for p, base in PREFIXES.items() if iri.startswith(base)]
        for prefix, base in bases:
            if not (own and prefix in PREFIXES) and _LOCAL.fullmatch(iri, len(base)):
                self.used[prefix] = base
                return f"{prefix}:{iri[len(base) :]}"
        return f"<{iri}>"


def _graph_lines(names: _Names, quads: list[Quad]) -> Iterator[str]:
    about: dict[Node, list[Quad]] = defaultdict(list)
    for quad in quads:
        about[quad.subject].append(quad)
    graph = quads[0].graph_name
    beside = _annotations(about)
    margin = ""
    if not isinstance(graph, DefaultGraph):
        yield f"{names(graph)} {{"
        margin = INDENT
    written_beside = {reifier for reifiers in beside.values() for reifier in reifiers}
    for subject in sorted(about.keys() - written_beside, key=str):
        yield (
            f"{margin}{names(subject)} "
            + f" ;\n{margin}{INDENT}".join(
                _statement(names, quad, beside, about, margin + INDENT) for quad in _sorted(about[subject])
            )
            + " ."
        )
    if margin:
        yield "}"


def _sorted(quads: Iterable[Quad]) -> list[Quad]:
    """By predicate with rdf:type first, then by value."""
    return sorted(quads, key=lambda q: (q.predicate.value != RDF_TYPE, q.predicate.value, str(q.object)))


def _annotations(about: dict[Node, list[Quad]]) -> dict[Triple, list[Node]]:
    """The reifiers that can be written beside the statement they reify.

    One that reifies several statements, or one that is not asserted in this graph, or a statement about another
    reifier, is written as a subject of its own.
    """
    reified: dict[Node, list[Term]] = defaultdict(list)
    for subject, quads in about.items():
        for quad in quads:
            if quad.predicate.value == RDF_REIFIES:
                reified[subject].append(quad.object)
    subjects = {triple.subject for triples in reified.values() for triple in triples if isinstance(triple, Triple)}
    asserted = {Triple(q.subject, q.predicate, q.object) for s in subjects for q in about.get(s, ())}
    beside: dict[Triple, list[Node]] = defaultdict(list)
    for reifier in sorted(reified, key=str):
        triples = reified[reifier]
        triple = triples[0]
        if len(triples) == 1 and isinstance(triple, Triple) and triple.subject not in reified and triple in asserted:
            beside[triple].append(reifier)
    return beside


def _statement(
    names: _Names, quad: Quad, beside: dict[Triple, list[Node]], about: dict[Node, list[Quad]], margin: str
) -> str:
    predicate = "a" if quad.predicate.value == RDF_TYPE else names(quad.predicate)
    text = f"{predicate} {names(quad.object)}"
    if not beside:
        return text
    for reifier in beside.get(Triple(quad.subject, quad.predicate, quad.object), ()):
        text += f"\n{margin}{INDENT}~ {names(reifier)}"
        said = [q for q in _sorted(about[reifier]) if q.predicate.value != RDF_REIFIES]
        if said:
            text += " {| " + " ; ".join(_statement(names, q, {}, about, margin) for q in said) + " |}"
    return text
