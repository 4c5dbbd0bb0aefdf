"""What is said about a text while it is typed: the guard's refusals, the engine's EXPLAIN, names that nothing has."""

from __future__ import annotations

from graph.cypher_text import QuerySyntaxError
from graph.errors import GraphError, QueryRefused
from graph.guard import judge
from graph.library import QueryLanguage
from graph.query_names import unknown_names
from graph.sparql import sparql
from graph.sparql_text import judge_sparql
from graph.structure import Structure
from graph.workspace import Workspace
from ui.components.cypher_editor import Remarks
from ui.query.messages import error_remark, name_remark
from ui.sentences import Words

EXPLAIN_SECONDS = 5.0


def remarks_on(text: str, language: QueryLanguage, workspace: Workspace, structure: Structure, words: Words) -> Remarks:
    """The remarks about a text, errors first; none about an empty one. Nothing runs but EXPLAIN."""
    if not text.strip():
        return Remarks(text)
    found = _refusal(text, language, workspace)
    errors = [error_remark(words, found)] if found else []
    unknown = unknown_names(text, structure) if language == "cypher" else ()
    return Remarks(text, (*errors, *(name_remark(words, text, used, structure) for used in unknown)))


def _refusal(text: str, language: QueryLanguage, workspace: Workspace) -> QueryRefused | None:
    try:
        if language == "sparql":
            judge_sparql(text)
            sparql({}, text, limit=1, timeout=EXPLAIN_SECONDS)  # over no facts: only its syntax can fail
        else:
            judge(text, also_decoded=True)
            workspace.store.explain(text, timeout=EXPLAIN_SECONDS)
    except QueryRefused as error:
        return None if _wants_values(error) else error
    except GraphError:
        return None  # the store is away or busy: running the query will say so
    return None


def _wants_values(error: QueryRefused) -> bool:
    """True when only the parameters' values are missing, which are not given to EXPLAIN."""
    return not isinstance(error, QuerySyntaxError) and "parameter" in str(error).lower()
