"""Whether a free-form query may run: what the engines' own read-only modes let through is refused here, in words.

The server enforces most: the embedded engine by a user that can only read, Neo4j by READ sessions. Measured, these
still pass there and are refused here: commands about the server (SHOW, TERMINATE, USE, SESSION), procedures that sleep,
write elsewhere or run text, functions that sleep or reach the network, LOAD CSV.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from graph.cypher_text import QuerySyntaxError, Token, decoded, depth, is_unicode, position, tokens
from graph.errors import GraphError, LimitReached, QueryRefused
from graph.messages import told

if TYPE_CHECKING:
    import neo4j
    from neo4j.exceptions import Neo4jError

MAX_TEXT_BYTES = 100_000
MAX_DEPTH = 200  # deeper expressions overflow the stack of both engines' parsers
MAX_TOKENS = 20_000

_SENT_AS_THEY_ARE = (float, bytes, bytearray, date, time, timedelta)

STARTERS = ("MATCH", "OPTIONAL", "WITH", "RETURN", "UNWIND", "CALL", "LET", "FILTER", "FOR", "FINISH")
NO_REASON = "the engine gives no reason"

WRITERS = ("CREATE", "MERGE", "DELETE", "DETACH", "NODETACH", "SET", "REMOVE", "FOREACH", "INSERT", "DROP")
COMMANDS = frozenset(
    {
        *("SHOW", "TERMINATE", "USE", "SESSION", "ALTER", "GRANT", "DENY", "REVOKE", "RENAME", "START", "STOP"),
        *("ENABLE", "DRYRUN", "DEALLOCATE", "REALLOCATE"),
    }
)
# after a variable that is named like a command one of these comes, after the command none of them
AFTER_VALUES = frozenset(
    {
        *("AS", "IN", "IS", "AND", "OR", "XOR", "NOT", "STARTS", "ENDS"),
        *("CONTAINS", "WHERE", "RETURN", "WITH", "ORDER", "SKIP", "OFFSET", "LIMIT", "YIELD"),
        *("UNION", "MATCH", "OPTIONAL", "UNWIND", "CALL", "THEN", "WHEN", "ELSE", "END"),
        *("ASC", "ASCENDING", "DESC", "DESCENDING", "ALL", "DISTINCT", "SET", "REMOVE", "DELETE"),
        *("DETACH", "CREATE", "MERGE", "FOREACH", "FILTER", "LET", "FOR", "FINISH", "ON"),
        *("USE", "INSERT", "LIKE", "BETWEEN"),
    }
)

SAFE_PROCEDURES = re.compile(
    r"db\.(labels|relationshiptypes|propertykeys|schema(\.[a-z]+)?)"
    r"|db\.index\.(fulltext|vector)\.query(nodes|relationships)"
    r"|(apoc\.)?(algo|path|meta)\.[a-z0-9_.]+"
)
"""Procedures that only read the graph, in lower case."""

SAFE_FUNCTIONS = re.compile(
    r"(apoc\.)?("
    r"(agg|any|bitwise|coll|convert|date|map|math|node|nodes|number|path|rel|temporal|text)\.[a-z0-9_.]+"
    r"|create\.uuid(base64)?|util\.(md5|sha1|sha256|sha512))"
    r"|(datetime|localdatetime|time|localtime|date|duration)\.[a-z]+"
    r"|(point|db)\.[a-z]+|vector\.similarity\.[a-z]+"
)
"""Functions in a namespace that only compute, in lower case; those without a namespace all do."""


def judge(text: str, *, also_decoded: bool) -> tuple[Token, ...]:
    r"""The query's tokens; raises QueryRefused, naming the layer, when it must not be run.

    `also_decoded` is for servers that read `\uXXXX` as a character anywhere in the text: both readings must pass.
    """
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_TEXT_BYTES:
        raise QueryRefused(
            told("size", size=size, limit=MAX_TEXT_BYTES),
            layer="limits",
        )
    if not is_unicode(text):
        raise QuerySyntaxError(told("surrogate"))
    plain = decoded(text)
    if also_decoded and plain != text:
        _judge(plain)
    return _judge(text)


def judge_parameters(parameters: Mapping[str, Any]) -> None:
    """Raises QueryRefused for a parameter that no server can be sent, for which the driver has errors of its own."""
    for name, value in parameters.items():
        if not _can_be_sent(value, MAX_DEPTH):
            raise QueryRefused(told("parameter", name=name), layer="limits")


def _can_be_sent(value: object, depth_left: int) -> bool:
    if isinstance(value, int):
        return -(2**63) <= value < 2**63
    if isinstance(value, str):
        return is_unicode(value)
    if value is None or isinstance(value, _SENT_AS_THEY_ARE) or type(value).__module__.startswith("neo4j."):
        return True
    if depth_left == 0:
        return False
    if isinstance(value, Mapping):
        keys_are_texts = all(isinstance(key, str) and is_unicode(key) for key in value)
        return keys_are_texts and all(_can_be_sent(each, depth_left - 1) for each in value.values())
    return isinstance(value, list | tuple) and all(_can_be_sent(each, depth_left - 1) for each in value)


def _judge(text: str) -> tuple[Token, ...]:
    found = tokens(text)
    if not found:
        raise QuerySyntaxError(told("empty"))
    if len(found) > MAX_TOKENS or depth(found) > MAX_DEPTH:
        raise QueryRefused(
            told("depth", depth=MAX_DEPTH, words=MAX_TOKENS),
            layer="limits",
        )
    for index, token in enumerate(found):
        is_key = index > 0 and found[index - 1].is_symbol(".", ":", "|", "&", "!")
        if token.kind == "word" and index + 1 < len(found) and not is_key:
            _judge_command(token, found[index + 1], found[index + 2 : index + 4])
    for called, is_procedure in _calls(found):
        _judge_call(called, is_procedure)
    _judge_start(found)
    return found


def _judge_start(found: Sequence[Token]) -> None:
    first = _first_word(found)
    if first.is_word(*STARTERS):
        return
    if first.is_word(*WRITERS, *COMMANDS, "LOAD"):
        raise _refused_word(first)
    raise QuerySyntaxError(told("beginning", words=", ".join(STARTERS[:6]), word=first.text[:40]))


def _first_word(found: Sequence[Token]) -> Token:
    """The first token behind EXPLAIN, PROFILE and the options of Neo4j's CYPHER."""
    index = 0
    while index < len(found) - 1 and found[index].is_word("EXPLAIN", "PROFILE", "CYPHER"):
        is_cypher = found[index].is_word("CYPHER")
        index += 1
        while (
            is_cypher and index < len(found) - 2 and (found[index].kind == "number" or found[index + 1].is_symbol("="))
        ):
            index += 1 if found[index].kind == "number" else 3
    return found[min(index, len(found) - 1)]


def _judge_command(token: Token, following: Token, rest: Sequence[Token]) -> None:
    if token.is_word("LOAD") and following.is_word("CSV"):
        address = next((part.text for part in rest if part.kind == "string"), "")
        layer = "network" if re.match(r"(https?|ftp):", address, re.IGNORECASE) else "file_access"
        raise QueryRefused(told("load_csv"), layer=layer)
    is_operand = following.kind in {"word", "name"} and following.text.upper() not in AFTER_VALUES
    if token.is_word(*COMMANDS) and is_operand:
        raise _refused_word(token)
    if token.is_word(*WRITERS) and (is_operand or following.is_symbol("(")):
        raise _refused_word(token)


def _refused_word(token: Token) -> QueryRefused:
    word = token.text.upper()
    if word == "LOAD":
        return QueryRefused(told("load"), layer="file_access")
    if word in WRITERS:
        return QueryRefused(told("writes", word=word), layer="read_only")
    return QueryRefused(told("command", word=word), layer="read_only")


def _calls(found: Sequence[Token]) -> Iterator[tuple[str, bool]]:
    """Names, in lower case, of procedures behind CALL, and of functions in a namespace."""
    index = 0
    while index < len(found):
        chain = _chain(found, index)
        if not chain:
            index += 1
            continue
        behind = found[index + len(chain)] if index + len(chain) < len(found) else None
        name = "".join(token.text for token in chain).casefold()
        before = found[index - 1] if index else None
        if before and before.is_word("CALL") and not (len(chain) == 1 and chain[0].is_word(*AFTER_VALUES)):
            yield name, True
        elif len(chain) > 1 and behind and behind.is_symbol("("):
            yield name, False
        index += len(chain)


def _chain(found: Sequence[Token], index: int) -> Sequence[Token]:
    """The tokens of a dotted name that begins at `index`: ``db.labels``, `` `db` . labels``."""
    if found[index].kind not in {"word", "name"}:
        return ()
    end = index + 1
    while end + 1 < len(found) and found[end].is_symbol(".") and found[end + 1].kind in {"word", "name"}:
        end += 2
    return found[index:end]


def _judge_call(name: str, is_procedure: bool) -> None:
    if is_procedure and not SAFE_PROCEDURES.fullmatch(name):
        raise QueryRefused(
            told("procedure", name=name),
            layer="procedure",
        )
    if not is_procedure and not SAFE_FUNCTIONS.fullmatch(name):
        raise QueryRefused(
            told("function", name=name),
            layer="procedure",
        )


def judge_plan(query_type: str | None, plan: Mapping[str, Any] | None) -> None:
    """Raises QueryRefused when the server itself says, in its answer to EXPLAIN, that a query does more than read."""
    for operator, details in _operators(plan):
        if operator == "LoadCSV":
            raise QueryRefused(told("load_csv"), layer="file_access")
        if operator.startswith(("Show", "Terminate", "Use", "Alter", "Create", "Drop", "Grant", "Deny", "Revoke")):
            raise QueryRefused(told("operator", word=operator), layer="read_only")
        if operator == "ProcedureCall":
            _judge_call(re.split(r"[(\s:]", details.strip(), maxsplit=1)[0].casefold(), True)
    if query_type not in {"r", None}:
        raise QueryRefused(told("changes"), layer="read_only")


def judge_counters(summary: neo4j.ResultSummary) -> None:
    """Raises QueryRefused when a query, which was rolled back, tried to change the graph after all.

    The embedded engine looks at its reader's rights when a change is committed.
    """
    if summary.counters.contains_updates or summary.counters.contains_system_updates:
        raise QueryRefused(told("changes"), layer="read_only")


def _operators(plan: Mapping[str, Any] | None) -> Iterator[tuple[str, str]]:
    if plan:
        arguments = plan.get("args") or {}
        yield str(plan.get("operatorType", "")).partition("@")[0], str(arguments.get("Details", ""))
        for child in plan.get("children") or ():
            yield from _operators(child)


def refusal(error: Neo4jError, text: str, before: int = 0) -> GraphError:
    """What to tell the user when the server refuses or ends a query: the reason in one line, without a stack trace.

    `before` is how many characters of ours stood before the text when it was sent.
    """
    code, message = str(error.code or ""), _clean(str(error.message or error))
    if "SyntaxError" in code:
        line, column = _place(message, text, before)
        return QuerySyntaxError(_without_place(message), line=line, column=column)
    if "Security" in code or "AccessMode" in code or "Forbidden" in code:
        return QueryRefused(told("only_read", reason=message), layer="read_only")
    if "Procedure" in code:
        return QueryRefused(message, layer="procedure")
    if "OutOfMemory" in code or "MemoryLimit" in code or "exceeding the maximum" in message or "heap" in message:
        return LimitReached(told("needs_more", reason=message))
    return QueryRefused(told("ended", reason=message), layer="evaluation")


def _clean(message: str) -> str:
    """The first lines of a server's message, without Java's stack trace and without repeating the query."""
    lines = [line.strip() for line in message.splitlines()]
    kept = [line for line in lines if line and not line.startswith("at ") and set(line) != {"^"}]
    first = kept[0] if kept else NO_REASON
    if first.startswith("Error executing Cypher query:"):  # the embedded engine, and then only the query again
        first = NO_REASON
    return re.sub(r"\b(?:[a-z]+\.){2,}([A-Z]\w+)", r"\1", first)[:500]


def _place(message: str, text: str, before: int) -> tuple[int | None, int | None]:
    """Line and column, from 1, in a server's message. The embedded engine counts columns from 0, and only the text."""
    if match := re.search(r"\(line (\d+), column (\d+) \(offset", message):
        line = int(match[1])
        if line == 0:  # of the query as a whole
            return None, None
        return line, int(match[2]) - (before if line == 1 else 0)
    if match := re.search(r"line (\d+)(?::|, column )(\d+)", message):
        return int(match[1]), int(match[2]) + 1
    if match := re.search(r"offset:? (\d+)", message):
        return position(text, int(match[1]) - before)
    return None, None


def _without_place(message: str) -> str:
    text = re.sub(r"^Syntax error at line \d+:\d+ - ", "", message)
    return re.sub(r"\s*(at line \d+, column \d+|\(line \d+, column \d+ \(offset: \d+\)\))", "", text)
