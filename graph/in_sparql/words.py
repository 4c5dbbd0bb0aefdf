"""Names, values and addresses as SPARQL writes them."""

from __future__ import annotations

import json
import re

from graph.in_sparql.asked import TooRich
from graph.vocabulary import RDF, SKOS, ZT
from ontology.model import Attribute

PREFIXES = {"zt": ZT, "skos": SKOS, "rdf": RDF}
_NUMBERS = re.compile(
    r"#(integer|int|long|short|byte|decimal|double|float|(non)?(Negative|Positive)\w+)$", re.IGNORECASE
)


def is_plain(attribute: Attribute) -> bool:
    """True for numbers and truth values, which both languages compare as such; everything else is compared as text."""
    return bool(_NUMBERS.search(attribute.datatype)) or attribute.datatype.endswith("#boolean")


def literal(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)  # the same escapes
    if isinstance(value, int | float):
        return repr(value)
    raise TooRich("expression", str(value)[:40])


def var(name: str) -> str:
    return f"?{safe(name)}"


def safe(name: str) -> str:
    """A name as SPARQL may write a variable's.

    >>> safe("v.name_en"), safe("数量")
    ('v_name_en', '数量')
    """
    return re.sub(r"\W", "_", name)


def short(iri: str) -> str:
    for prefix, base in PREFIXES.items():
        if iri.startswith(base) and re.fullmatch(r"\w+", iri[len(base) :]):
            return f"{prefix}:{iri[len(base) :]}"
    return f"<{iri}>"
