"""How an engine would answer a query, or how it did: its answer to EXPLAIN or PROFILE, of any engine, as one tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_STEP = re.compile(r"^(?P<indent>[ \t]*)[+*-] (?P<name>[A-Z][A-Z]*(?: [A-Z][A-Z]+)*)? ?(?P<details>.*)$")


@dataclass(frozen=True, slots=True)
class Step:
    """One operator, with those that feed it. `rows` is the engine's estimate; `found` rows and `hits` on the database
    are what PROFILE counted."""

    operator: str
    details: str = ""
    rows: float | None = None
    found: int | None = None
    hits: int | None = None
    children: tuple[Step, ...] = ()

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Step]]:
        """This step and all below it, each with its depth."""
        yield depth, self
        for child in self.children:
            yield from child.walk(depth + 1)


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps of a query, the last to run first; `note` is what the engine says of the whole."""

    steps: tuple[Step, ...] = ()
    note: str = ""

    @property
    def hits(self) -> int | None:
        """All hits on the database together; None when nothing was counted."""
        counted = [step.hits for first in self.steps for _, step in first.walk() if step.hits is not None]
        return sum(counted) if counted else None


def plan_of(told: Mapping[str, Any] | None) -> Plan:
    """The plan in a driver's summary: Neo4j's tree of operators, or the text that the embedded engine gives.

    >>> text = "Plan\\n+ MATCH NODE (n:City)\\n+ LIMIT 3"
    >>> plan = plan_of({"operatorType": "X", "args": {"string-representation": text}})
    >>> [(depth, step.operator, step.details) for depth, step in plan.steps[0].walk()]
    [(0, 'LIMIT', '3'), (1, 'MATCH NODE', '(n:City)')]
    """
    if not told:
        return Plan()
    arguments = told.get("args") or {}
    written = arguments.get("string-representation")
    if isinstance(written, str) and not told.get("children"):
        return _plan_of_text(written)
    planner = " ".join(str(arguments[key]) for key in ("planner", "runtime", "version") if arguments.get(key))
    return Plan((_step_of(told),), planner)


def _step_of(told: Mapping[str, Any]) -> Step:
    arguments = told.get("args") or {}
    rows, found, hits = arguments.get("EstimatedRows"), told.get("rows"), told.get("dbHits")
    return Step(
        operator=str(told.get("operatorType", "")).partition("@")[0],
        details=" ".join(str(arguments.get("Details", "")).split()),
        rows=float(rows) if isinstance(rows, int | float) else None,
        found=int(found) if isinstance(found, int) else None,
        hits=int(hits) if isinstance(hits, int) else None,
        children=tuple(_step_of(child) for child in told.get("children") or ()),
    )


def _plan_of_text(written: str) -> Plan:
    """Steps in the order they run, one below the other: each feeds the next one."""
    steps = [_step_of_line(line) for line in _step_lines(written)]
    notes = [line.strip() for line in written.splitlines() if line.startswith(("Using ", "Reason:"))]
    chain: tuple[Step, ...] = ()
    for step in steps:
        chain = (Step(step.operator, step.details, children=chain),)
    return Plan(chain, " ".join(notes))


def _step_lines(written: str) -> Sequence[str]:
    body = written.partition("Execution Plan:\n")[2] or written
    return [line for line in body.splitlines() if _STEP.match(line) or re.match(r"^\s*[A-Z]\w*Step\b", line)]


def _step_of_line(line: str) -> Step:
    match = _STEP.match(line)
    if match is None:
        name, _, details = line.strip().partition(" ")
        return Step(name, details.strip())
    return Step(match["name"] or match["details"].strip(), match["details"].strip() if match["name"] else "")
