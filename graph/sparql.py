"""SPARQL over the facts, read-only, in a child process: a query that runs away ends that process and nothing else."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graph.errors import LimitReached, QueryRefused, QueryTimeout
from graph.values import QueryResult

MAX_TEXT_CHARS = 100_000
MAX_NESTING = 200  # brackets within brackets; the parser's stack ends somewhere above a thousand
MEMORY_BYTES = 2 * 2**30  # address space of the child; the report's facts need a tenth

_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# An unterminated long string takes the rest of the text, and prefixes are bounded: no text costs more than linear time.
_TOKEN = re.compile(
    r"""
      (?P<long>\"\"\"(?:(?:[^"\\]|\\.|"(?!""))*\"\"\"|.*) | '''(?:(?:[^'\\]|\\.|'(?!''))*'''|.*))
    | (?P<short>"(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<comment>\#[^\n\r]*)
    | (?P<variable>[?$]\w+)
    | (?P<name>(?:[^\W\d_][\w.\-]{0,100})?:(?:[\w:%\-]|\\[_~.!$&'()*+,;=/?\#@%-]|\.(?=[\w:%\-.]))*)
    | (?P<tag>@[A-Za-z0-9\-]+)
    | (?P<word>[^\W\d_]\w*)
    """,
    re.VERBOSE | re.DOTALL,
)
_UPDATES = frozenset({"insert", "delete", "load", "clear", "create", "drop", "copy", "move", "add"})


def sparql(files: Sequence[Path], text: str, *, limit: int = 1000, timeout: float = 30.0) -> QueryResult:
    """The answer of a SPARQL 1.1 query over the union of TriG files; blank nodes of different files stay apart.

    Without FROM a pattern looks into every graph. SELECT gives its variables as columns, ASK one column ``ask``,
    CONSTRUCT and DESCRIBE ``subject``, ``predicate``, ``object``. IRIs come as text, numbers and truth values as such,
    other literals as their lexical form. At most `limit` rows; `timeout` in seconds. Raises QueryRefused, QueryTimeout
    or LimitReached.
    """
    words = refuse_unsafe(text)
    started = time.monotonic()
    order = {"files": [str(file) for file in files], "text": text, "limit": limit, "union": "from" not in words}
    answer = _ask_child(order, timeout)
    if "refused" in answer:
        raise QueryRefused(answer["refused"], layer=answer["layer"])
    if "limit" in answer:
        raise LimitReached(answer["limit"])
    rows = tuple(tuple(row) for row in answer["rows"])
    return QueryResult(tuple(answer["columns"]), rows, answer["truncated"], (time.monotonic() - started) * 1000)


def refuse_unsafe(text: str) -> frozenset[str]:
    """The keywords of a text, in lower case.

    Raises QueryRefused when it is too large or too deep, when it would write, or when it would leave this machine.

    Escapes are decoded first, as the language does; words in strings, IRIs, comments and names are only words.

    >>> refuse_unsafe('SELECT ("SERVICE" AS ?service) { ?s :service ?o } # SERVICE') & {"service", "select"}
    frozenset({'select'})
    """
    if len(text) > MAX_TEXT_CHARS:
        raise QueryRefused(f"the query has {len(text)} characters; at most {MAX_TEXT_CHARS} are read", layer="limits")
    decoded = _CODEPOINT.sub(_character, text)
    bare = _TOKEN.sub(lambda found: f" {found['word']} " if found["word"] else " ", decoded)
    words = re.findall(r"[^\W\d_]\w*", bare.casefold())
    if "service" in words:
        raise QueryRefused(
            "SERVICE asks another server, and queries never leave this machine: bring that data in with `zhitu import`",
            layer="network",
        )
    first = next((word for word in words if word not in ("prefix", "base", "version")), "")
    if first in _UPDATES:
        raise QueryRefused(
            f"{first.upper()} would change the facts, and queries only read: use `zhitu import` and `zhitu remove`",
            layer="read_only",
        )
    if _depth(bare) > MAX_NESTING:
        raise QueryRefused(f"brackets are nested deeper than {MAX_NESTING}", layer="limits")
    return frozenset(words)


def _character(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code <= sys.maxunicode else found[0]


def _depth(text: str) -> int:
    deepest = depth = 0
    for character in text:
        if character in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in ")]}":
            depth -= 1
    return deepest


def _ask_child(order: dict[str, object], timeout: float) -> dict[str, Any]:
    # -P: never import from the working directory, which is the user's and may hold a folder called graph
    command = [sys.executable, "-P", "-m", "graph.sparql_worker"]
    try:
        done = subprocess.run(
            command, input=json.dumps(order).encode(), capture_output=True, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired:
        raise QueryTimeout(
            f"the query ran longer than {timeout:g} s and was stopped; ask for less, or raise the time limit",
            seconds=timeout,
        ) from None
    if done.returncode == 0:
        return dict(json.loads(done.stdout))
    if done.returncode == 1:  # an error of ours, not of the query
        raise RuntimeError(f"the SPARQL process failed: {done.stderr.decode(errors='replace')[-2000:]}")
    raise LimitReached("the query needed too much memory or was nested too deeply, and its process ended; ask for less")
