"""SPARQL over the facts: read-only, in a process of its own, with limits on time, memory, rows and bytes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from graph.cypher_text import QuerySyntaxError
from graph.errors import LimitReached, QueryRefused, QueryStopped, QueryTimeout
from graph.messages import told
from graph.sparql_text import judge_sparql
from graph.values import Cell, QueryResult

MAX_RESULT_BYTES = 64_000_000
MAX_MEMORY_BYTES = 2_000_000_000  # of the process, looked at ten times a second
LOAD_SECONDS = 60.0  # reading the facts is not the query's time; a million statements take about 8 s


def sparql(
    sources: Mapping[str, Path],
    text: str,
    *,
    limit: int = 1000,
    timeout: float = 30.0,
    stop: threading.Event | None = None,
) -> QueryResult:
    """The rows of a SELECT, ASK, CONSTRUCT or DESCRIBE over TriG files, by source id.

    Blank nodes of different sources stay apart; without FROM a pattern looks into every graph. A query that names the
    namespace ``ztm:`` sees what plausibility rules see (`ontology.rule_facts`): all in one graph, and more beside it.
    IRIs are full text, literals their lexical form or a number or truth value. ASK has the column ``ask``; CONSTRUCT
    and DESCRIBE have ``subject``, ``predicate``, ``object``. `stop` ends it when set.
    Raises QueryRefused, QueryTimeout, QueryStopped or LimitReached.
    """
    words = judge_sparql(text)
    started = time.monotonic()
    order = {
        "sources": {source: str(path) for source, path in sources.items()},
        "text": text,
        "limit": limit,
        "union": "FROM" not in words,
        "bytes": MAX_RESULT_BYTES,
    }
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "graph.sparql_worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    answer = Answer()
    reader = threading.Thread(target=answer.read, args=(child, json.dumps(order)), daemon=True)
    reader.start()
    try:
        _wait(child, answer, timeout, stop or threading.Event())
    finally:
        if child.poll() is None:
            child.kill()
        reader.join(5)
        child.wait()
    return answer.result((time.monotonic() - started) * 1000)


def _wait(child: subprocess.Popen[str], answer: Answer, timeout: float, stop: threading.Event) -> None:
    """Returns when the child has answered; raises when it takes too much time or memory, or is told to stop."""
    deadline = time.monotonic() + LOAD_SECONDS
    running = False
    while not answer.done.wait(0.02 if not running else 0.1):
        if stop.is_set():
            raise QueryStopped(told("stopped"))
        now = time.monotonic()
        if answer.ready.is_set() and not running:
            running, deadline = True, now + timeout
        if now > deadline:
            raise QueryTimeout(told("timeout", seconds=timeout), seconds=timeout)
        try:
            if psutil.Process(child.pid).memory_info().rss > MAX_MEMORY_BYTES:
                raise LimitReached(told("memory", size=MAX_MEMORY_BYTES // 1_000_000))
        except psutil.Error:
            continue  # it has just ended


@dataclass(slots=True)
class Answer:
    """What a worker wrote so far, collected by a thread."""

    columns: tuple[str, ...] = ()
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    messages: dict[str, Any] = field(default_factory=dict)
    ready: threading.Event = field(default_factory=threading.Event)
    done: threading.Event = field(default_factory=threading.Event)

    def read(self, child: subprocess.Popen[str], order: str) -> None:
        """Sends the order and takes lines until the worker ends."""
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            child.stdin.write(order + "\n")
            child.stdin.close()
            for line in child.stdout:
                self._take(json.loads(line))
        except (OSError, ValueError):
            self.messages.pop("end", None)  # it was killed in the middle of a line
        finally:
            child.stdout.close()
            self.done.set()

    def _take(self, line: Any) -> None:
        if isinstance(line, list):
            self.rows.append(tuple(line))
            return
        self.messages.update(line)
        self.columns = tuple(line.get("columns", self.columns))
        if "ready" in line:
            self.ready.set()

    def result(self, ms: float) -> QueryResult:
        """The rows; raises what the worker said, or LimitReached when it died without a word."""
        answer = self.messages
        if "syntax" in answer:
            place = re.match(r"error at (\d+):(\d+): (.*)", answer["syntax"], re.DOTALL)
            if place:
                raise QuerySyntaxError(place[3][:300], line=int(place[1]), column=int(place[2]))
            raise QuerySyntaxError(answer["syntax"][:300])
        if "error" in answer:
            raise QueryRefused(told("ended", reason=answer["error"][:300]), layer="evaluation")
        if answer.get("limit") == "bytes":
            raise LimitReached(told("row_size", size=MAX_RESULT_BYTES // 1_000_000))
        if "end" not in answer:
            raise LimitReached(told("memory_sparql"))
        return QueryResult(self.columns, tuple(self.rows), bool(answer["truncated"]), ms)
