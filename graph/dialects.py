"""Where the engines' Cypher differs: which refusals are the engine's, and another engine would answer the query."""

from __future__ import annotations

import re

from graph.errors import QueryRefused

# as the embedded engine says it: FeatureNotImplemented, "not yet supported", "Unknown function"
_LACKING = re.compile(
    r"FeatureNotImplemented|not (?:yet )?supported|not implemented|Unknown ?(?:function|procedure)", re.IGNORECASE
)


def another_engine_might(error: QueryRefused) -> bool:
    """True for a refusal by an engine that lacks a part of Cypher, which a full Neo4j may have.

    >>> another_engine_might(QueryRefused("NEXT statements not yet supported", layer="syntax"))
    True
    """
    return error.layer in {"syntax", "evaluation", "procedure"} and _LACKING.search(str(error)) is not None
