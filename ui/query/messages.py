"""What went wrong, in the reader's words: which guard refused it, why, and the way out. No stack trace, ever."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.cypher_text import QuerySyntaxError, position
from graph.dialects import another_engine_might
from graph.errors import LimitReached, QueryRefused, QueryStopped, QueryTimeout, StoreUnavailable
from graph.query_names import UsedName
from graph.structure import Structure
from ingest.nearest import nearest
from ontology.errors import KgError
from ui.components.cypher_editor import Remark
from ui.sentences import Words

LAYERS = ("limits", "syntax", "read_only", "procedure", "file_access", "network", "evaluation")


@dataclass(frozen=True, slots=True)
class Trouble:
    """A refusal or an end: what it is, the reason as the guard or the engine says it, and what can be done."""

    title: str
    reason: str
    way_out: tuple[str, ...] = ()


def trouble(words: Words, error: Exception, *, embedded: bool, names: Iterable[str] = ()) -> Trouble:
    """An error as words; `names` are lines about names in the text that nothing in the graph has."""
    texts = words.texts
    lines = list(names)
    if isinstance(error, QueryRefused):
        layer = error.layer if error.layer in LAYERS else "evaluation"
        lines.append(texts(f"query.way_out.{layer}"))
        if embedded and another_engine_might(error):
            lines.append(texts("query.way_out.another_engine"))
        return Trouble(texts(f"query.refused.{layer}"), error.text(words.language), tuple(lines))
    if isinstance(error, QueryStopped):
        return Trouble(texts("query.refused.stopped"), "")
    if isinstance(error, QueryTimeout):
        facts = {"seconds": f"{error.seconds:g}"}
        return Trouble(texts("query.refused.timeout", **facts), "", (texts("query.way_out.timeout"), *lines))
    if isinstance(error, LimitReached):
        return Trouble(texts("query.refused.limit"), error.text(words.language), (texts("query.way_out.limit"), *lines))
    if isinstance(error, StoreUnavailable):
        return Trouble(texts("query.refused.store"), error.text(words.language), (texts("query.way_out.store"),))
    reason = error.text(words.language) if isinstance(error, KgError) else str(error)
    return Trouble(texts("query.refused.evaluation"), reason, tuple(lines))


def unknown_name_line(words: Words, used: UsedName, structure: Structure) -> str:
    """``No label Citys: did you mean City?``"""
    known = {
        "label": tuple(structure.labels),
        "type": tuple(structure.types),
        "property": structure.property_keys(),
    }[used.kind]
    near = nearest(used.name, known)
    if near:
        guess = words.texts("query.or").join(near)
        return words.texts(f"query.unknown.{used.kind}_near", name=used.name, near=guess)
    return words.texts(f"query.unknown.{used.kind}", name=used.name)


def name_remark(words: Words, text: str, used: UsedName, structure: Structure) -> Remark:
    """A warning at an unknown name."""
    line, column = position(text, used.start)
    message = unknown_name_line(words, used, structure)
    return Remark(line, column, used.end - used.start, "warning", message, message)


def error_remark(words: Words, error: QueryRefused) -> Remark:
    """The guard's or the engine's refusal, at its place where one is told."""
    line, column = (error.line, error.column) if isinstance(error, QuerySyntaxError) else (None, None)
    layer = error.layer if error.layer in LAYERS else "evaluation"
    title = words.texts(f"query.refused.{layer}")
    reason = error.text(words.language)
    return Remark(line, column, 0, "error", reason, f"{title} · {reason}")
