"""Simple Cypher said in SPARQL over the facts that the graph was made of, so that both give the same rows."""

from __future__ import annotations

from collections.abc import Mapping

from graph.in_sparql.asked import Match, TooRich, Unwind
from graph.in_sparql.reading import read
from graph.in_sparql.words import PREFIXES
from graph.in_sparql.writing import SEPARATOR, Writer
from ontology.model import Model

__all__ = ["SEPARATOR", "TooRich", "as_sparql"]


def as_sparql(text: str, parameters: Mapping[str, object], model: Model) -> str:
    """The query in SPARQL; raises TooRich, which says what has no clear translation.

    Things are their IRIs there, and a relation is the IRI of the statement that annotates it.
    """
    asked = read(text, parameters)
    writer = Writer(model)
    for clause in asked.clauses:
        if isinstance(clause, Match):
            writer.match(clause, (*asked.clauses, asked.result))
        elif isinstance(clause, Unwind):
            writer.unwind(clause)
        else:
            writer.pass_on(clause)
    written = writer.select(asked.result)
    used = [f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items() if f"{name}:" in written]
    return "\n".join([*used, written])
