"""Made-up queries against the guard: ``python -m tests.fuzz --seconds 600``.

Queries are made from a grammar of harmless and hostile pieces, broken at random, and asked under a short time limit.
None may change the graph, touch the file or the server that lie in wait, take the process tree over 2 GiB, or keep the
next query waiting. The first that does is printed with the seed that makes it again.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import psutil

from graph.errors import GraphError
from graph.sparql import sparql
from graph.store import Store
from graph.workspace import Workspace
from tests.query_corpus import cases
from tests.small_graph import small_graph
from tests.traps import Traps, listening

T = TypeVar("T")

MAX_TREE_BYTES = 2 * 1024**3
NEXT_SECONDS = 8.0  # a restarted engine included
LIMIT_SECONDS = 2.0

PIECES: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "data" / "fuzz.toml").read_text("utf-8"))


@dataclass
class Maker:
    """Makes one query after the other from a seed."""

    seed: int
    random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.known = [case.text for case in cases("*.cypher")]
        self.known_sparql = [case.text for case in cases("*.rq")]

    def cypher(self) -> str:
        """A query from the grammar, or a known one, and in one case of three broken."""
        text = self._any(self.known) if self._one_in(5) else " ".join(self._clauses())
        return self._broken(text) if self._one_in(3) else text

    def sparql(self) -> str:
        """The same in SPARQL."""
        pieces = " ".join(self._piece("sparql_pieces") for _ in range(self.random.randint(0, 6)))
        text = self._any(self.known_sparql) if self._one_in(5) else f"{self._piece('sparql_heads')} {{ {pieces} }}"
        return self._broken(text) if self._one_in(3) else text

    def _clauses(self) -> list[str]:
        clauses = [self._clause() for _ in range(self.random.randint(1, 4))]
        return [self._any(("", "EXPLAIN", "PROFILE", "CYPHER 5")) if self._one_in(6) else "", *clauses, self._return()]

    def _clause(self) -> str:
        makers: tuple[Callable[[], str], ...] = (
            lambda: f"MATCH {self._pattern()} WHERE {self._expression(3)}",
            lambda: f"OPTIONAL MATCH {self._pattern()}",
            lambda: f"UNWIND {self._expression(2)} AS {self._any(('x', 'y', 'create'))}",
            lambda: f"WITH n, {self._expression(2)} AS x",
            lambda: f"CALL {{ {self._clause()} {self._return()} }}",
            lambda: self._piece("hostile"),
            lambda: f"MATCH p = (n)-[*..{self.random.randint(1, 12)}]-(m)",
            lambda: f"// {self._piece('hostile')}\n",
            lambda: f"/* {self._piece('hostile')} */",
        )
        return self._any(makers)()

    def _pattern(self) -> str:
        label, type_ = self._piece("labels"), self._piece("types")
        node = f"(n{':' + label if label else ''})"
        return f"{node}-[r{':' + type_ if type_ else ''}]->(m)" if self._one_in(2) else node

    def _expression(self, depth: int) -> str:
        if depth == 0:
            return self._any((*PIECES["values"], f"n.{self._piece('keys')}"))
        inner = [self._expression(depth - 1) for _ in range(2)]
        return self._any(
            (
                f"({inner[0]} {self._piece('operators')} {inner[1]})",
                f"{self._piece('functions')}({inner[0]})",
                f"[z IN range(1, {10 ** self.random.randint(1, 7)}) WHERE {inner[0]} | z]",
                f"CASE WHEN {inner[0]} THEN {inner[1]} END",
                f"NOT {inner[0]}",
                f"EXISTS {{ {self._pattern()} }}",
            )
        )

    def _return(self) -> str:
        return f"RETURN {self._expression(2)} AS a{self._any((' LIMIT 5', '', ' ORDER BY a', ' UNION RETURN 1 AS a'))}"

    def _broken(self, text: str) -> str:
        if not text:
            return text
        at = self.random.randrange(len(text))
        noise = self._piece("noise")
        return text[:at] + noise + text[at + self.random.randint(0, 3) :]

    def _piece(self, name: str) -> str:
        return self._any(PIECES[name])

    def _any(self, of: Sequence[T]) -> T:
        return self.random.choice(of)

    def _one_in(self, many: int) -> bool:
        return self.random.randrange(many) == 0


def fingerprint(store: Store) -> str:
    """Of everything that the store holds, nodes and relationships of others too."""
    counts = store.run("MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n), count(r)").rows
    return hashlib.sha256(repr((counts, store.dump())).encode()).hexdigest()


def tree_bytes() -> int:
    """Memory of this process and all below it."""
    own = psutil.Process()
    total = 0
    for process in [own, *own.children(recursive=True)]:
        try:
            total += process.memory_info().rss
        except psutil.Error:
            continue  # it has just ended
    return total


def run(seconds: float, seed: int, folder: Path) -> Counter[str]:
    """Asks until the time is over; raises AssertionError, naming query and seed, at the first harm."""
    ended: Counter[str] = Counter()
    with Workspace.open(folder / "workspace") as workspace, listening(folder / "secret.csv") as traps:
        store = workspace.store
        store.sync(small_graph(), "fuzz")
        before = fingerprint(store)
        facts = folder / "facts.trig"
        facts.write_text("<http://e/a> <http://e/p> <http://e/b> .", "utf-8")
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            maker = Maker(seed)
            is_sparql = seed % 10 == 0
            text = traps.set_into(maker.sparql() if is_sparql else maker.cypher())
            try:
                if is_sparql:
                    sparql({"a": facts}, text, limit=100, timeout=LIMIT_SECONDS)
                else:
                    store.query(text, {"p": 1}, limit=100, timeout=LIMIT_SECONDS)
                ended["ran"] += 1
            except GraphError as error:
                ended[getattr(error, "layer", type(error).__name__)] += 1
            harmless(store, traps, text, seed, before if seed % 25 == 0 else None)
            seed += 1
        assert fingerprint(store) == before, f"some query before seed {seed} changed the graph"
    return ended


def harmless(store: Store, traps: Traps, text: str, seed: int, before: str | None) -> None:
    """Looks for harm after a query."""
    told = f"seed {seed}: {text!r}"
    assert not traps.requests, f"a query reached the server: {told}"
    assert tree_bytes() < MAX_TREE_BYTES, f"more than 2 GiB after {told}"
    begun = time.monotonic()
    assert store.query("RETURN 1 AS one", timeout=NEXT_SECONDS).rows == ((1,),), told
    assert time.monotonic() - begun < NEXT_SECONDS, f"the next query waited: {told}"
    if before is not None:
        assert fingerprint(store) == before, f"the graph was changed not long before {told}"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ended = run(given.seconds, given.seed, Path(folder))
    sys.stdout.write(f"{sum(ended.values())} queries from seed {given.seed}: {dict(ended.most_common())}\n")


if __name__ == "__main__":
    main()
