"""The process that runs one SPARQL query: ``python -P -m graph.sparql_worker``, asked and answered in JSON lines.

Deep queries abort the process and some never end; both must not happen to the caller. Before the query runs, the
process gives up opening anything: no file and no connection, whatever the query says.

A query that names the namespace ``ztm:`` is answered as a plausibility rule is: over `ontology.rule_facts`.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph.facts import read_trig, union
from ontology.turtle import ZTM

MEMORY_FLOOR_BYTES = 1_500_000_000  # of address space, which an empty store already takes a good part of
MEMORY_FACTOR = 60  # times the size of the facts' files

XSD = "http://www.w3.org/2001/XMLSchema#"
INTEGERS = frozenset(
    XSD + name
    for name in (
        *("integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger"),
        *("negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
)
NUMBERS = frozenset(XSD + name for name in ("decimal", "double", "float"))
MAX_INTEGER = 2**63


def main() -> None:
    """Reads the order from standard input, writes ``{"ready": true}``, columns, rows and the end to standard output."""
    order = json.loads(sys.stdin.readline())
    paths = {str(source): Path(path) for source, path in order["sources"].items()}
    limit_memory(sum(path.stat().st_size for path in paths.values()))
    facts = union({source: read_trig(path.read_bytes()) for source, path in paths.items()})
    ask = asked_of_rules(facts) if ZTM in order["text"] else asked_of_graphs(facts, union=order["union"])
    tell({"ready": True})
    give_up_opening()
    try:
        result = ask(order["text"])
        answer(result, int(order["limit"]), int(order["bytes"]))
    except SyntaxError as error:
        tell({"syntax": str(error)})
    except MemoryError:
        tell({"limit": "memory"})
    except (OSError, RuntimeError, ValueError) as error:
        tell({"error": str(error)})


def asked_of_graphs(facts: Iterable[ox.Quad], *, union: bool) -> Callable[[str], Any]:
    """Runs queries over the facts in their graphs; with `union` a pattern without GRAPH looks into all of them."""
    store = ox.Store()
    store.bulk_extend(facts)
    return lambda text: store.query(text, use_default_graph_as_union=union)


def asked_of_rules(facts: Iterable[ox.Quad]) -> Callable[[str], Any]:
    """Runs queries over the facts as plausibility rules see them, whose words are those of the namespace ``ztm:``."""
    # a query in a hundred asks for it, and the ontology takes half a second
    from ontology.model import load_model  # noqa: PLC0415
    from ontology.rule_facts import FUNCTIONS, rule_facts  # noqa: PLC0415

    store = ox.Store()
    store.bulk_extend(rule_facts(facts, load_model()))
    return lambda text: store.query(text, custom_functions=dict(FUNCTIONS))


def answer(result: Any, limit: int, most_bytes: int) -> None:
    """Writes the result of a query, at most `limit` rows and about `most_bytes`."""
    if isinstance(result, ox.QueryBoolean):
        columns, rows = ["ask"], iter([[bool(result)]])
    elif isinstance(result, ox.QueryTriples):
        columns = ["subject", "predicate", "object"]
        rows = ([cell(triple.subject), cell(triple.predicate), cell(triple.object)] for triple in result)
    else:
        columns = [variable.value for variable in result.variables]
        rows = ([cell(value) for value in solution] for solution in result)
    tell({"columns": columns})
    tell({"end": True, "truncated": write_rows(rows, limit, most_bytes)})


def write_rows(rows: Iterable[list[Any]], limit: int, most_bytes: int) -> bool:
    """Writes rows up to the limits; True when there are more."""
    size = 0
    for count, row in enumerate(rows):
        line = json.dumps(row, ensure_ascii=False)
        size += len(line)
        if count >= limit or (size > most_bytes and count):
            return True
        if size > most_bytes:
            tell({"limit": "bytes"})
            raise SystemExit(0)
        sys.stdout.write(line + "\n")
    return False


def cell(term: Any) -> Any:
    """A term as a plain value: IRIs and lexical forms as text, numbers and truth values as such, nothing as None."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return term.value
    if isinstance(term, ox.Literal):
        return literal(term.value, term.datatype.value)
    return str(term)  # blank nodes and triples, as N-Triples writes them


def literal(text: str, datatype: str) -> Any:
    """A literal's value where JSON and Python have it exactly enough, else its text.

    >>> literal("12", XSD + "integer"), literal("1.50", XSD + "decimal"), literal("2019", XSD + "gYear")
    (12, 1.5, '2019')
    """
    try:
        if datatype in INTEGERS and abs(int(text)) < MAX_INTEGER:
            return int(text)
        if datatype in NUMBERS:
            return float(text) if math.isfinite(float(text)) else text  # JSON has no infinity
    except ValueError:
        return text
    return text in {"true", "1"} if datatype == XSD + "boolean" and text in {"true", "false", "0", "1"} else text


def limit_memory(facts_bytes: int) -> None:
    """Lets the system refuse memory to a query that takes too much; where it cannot, the parent looks."""
    for name, value in (("RLIMIT_AS", max(MEMORY_FLOOR_BYTES, facts_bytes * MEMORY_FACTOR)), ("RLIMIT_CORE", 0)):
        _limit(name, value)


def give_up_opening() -> None:
    """No more files and connections than the three that stand. Windows has no such limit; there the text is judged."""
    _limit("RLIMIT_NOFILE", 3)


def _limit(name: str, value: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    kind = getattr(resource, name, None)
    if kind is not None:
        _soft, hard = resource.getrlimit(kind)
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (most, most))


def tell(message: dict[str, Any]) -> None:
    """One line to the parent; objects are about the query, lists are rows."""
    sys.stdout.write(json.dumps(message, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    main()
