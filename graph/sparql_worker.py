"""The child process of `graph.sparql`: reads an order on standard input, answers with one JSON object."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from graph.sparql import MEMORY_BYTES

ANSWER_BYTES = 50 * 2**20
_XSD = "http://www.w3.org/2001/XMLSchema#"
_SIGNED = ("integer", "int", "long", "short", "byte", "negativeInteger", "nonPositiveInteger")
_UNSIGNED = ("nonNegativeInteger", "positiveInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte")
_INTEGERS = frozenset(_XSD + name for name in (*_SIGNED, *_UNSIGNED))
_REALS = frozenset(_XSD + name for name in ("decimal", "double", "float"))


def main() -> int:
    """Answer one order; 0 with JSON on standard output, whatever the answer is."""
    order = json.load(sys.stdin)
    _limit_memory()
    store = ox.Store()
    for file in order["files"]:
        data = Path(file).read_bytes()
        store.bulk_extend(ox.parse(data, ox.RdfFormat.TRIG, rename_blank_nodes=True))
    _no_more_files()
    sys.stdout.buffer.write(json.dumps(_answer(store, order["text"], order["limit"], order["union"])).encode())
    return 0


def _answer(store: ox.Store, text: str, limit: int, union: bool) -> dict[str, object]:
    try:
        columns, rows = _rows(store.query(text, use_default_graph_as_union=union))
        return _taken(columns, rows, limit)
    except SyntaxError as error:
        return {"refused": f"this is not SPARQL that can be read: {error}", "layer": "syntax"}
    except (RuntimeError, OSError, ValueError) as error:
        return {"refused": f"the query cannot be answered: {error}", "layer": "syntax"}
    except MemoryError:
        return {"limit": "the query needed too much memory; ask for less"}


def _rows(result: object) -> tuple[list[str], Iterator[list[object]]]:
    match result:
        case ox.QuerySolutions():
            columns = [variable.value for variable in result.variables]
            return columns, ([_plain(solution[name]) for name in columns] for solution in result)
        case ox.QueryBoolean():
            return ["ask"], iter([[bool(result)]])
        case ox.QueryTriples():
            triples = ([_plain(part) for part in (t.subject, t.predicate, t.object)] for t in result)
            return ["subject", "predicate", "object"], triples
        case _:
            raise ValueError(f"an unknown kind of result: {type(result).__name__}")


def _taken(columns: list[str], rows: Iterable[list[object]], limit: int) -> dict[str, object]:
    taken: list[list[object]] = []
    size = 0
    for row in rows:
        if len(taken) == limit:
            return {"columns": columns, "rows": taken, "truncated": True}
        size += sum(len(cell) for cell in row if isinstance(cell, str)) + 8 * len(row)
        if size > ANSWER_BYTES:
            return {"limit": f"the answer is larger than {ANSWER_BYTES // 2**20} MB; ask for fewer rows or columns"}
        taken.append(row)
    return {"columns": columns, "rows": taken, "truncated": False}


def _plain(term: object) -> object:
    match term:
        case None:
            return None
        case ox.NamedNode():
            return term.value
        case ox.Literal():
            return _value(term)
        case _:
            return str(term)


def _value(literal: ox.Literal) -> object:
    kind, text = literal.datatype.value, literal.value
    try:
        if kind in _INTEGERS:
            number: float = int(text)
            return number if abs(number) < 2**63 else text
        if kind in _REALS:
            number = float(text)
            return number if math.isfinite(number) else text
    except ValueError:  # "abc"^^xsd:integer is RDF all the same
        return text
    if kind == _XSD + "boolean" and text in ("true", "false", "1", "0"):
        return text in ("true", "1")
    return text


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows, where only the time limit holds
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _no_more_files() -> None:
    """A second wall behind the refusal of SERVICE: from here on the process cannot open a file or a socket."""
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


if __name__ == "__main__":
    sys.exit(main())
