"""Facts by their ids with everything that pages say of them: ends and names, qualifiers, numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.explorer import Explorer, Observed, relationship_of, texts
from graph.outline import Fact
from graph.values import Node, Relationship


@dataclass(frozen=True, slots=True)
class FactsInFull:
    """What was read of some facts, each by its id; what the store does not have any more is left out."""

    statements: Mapping[str, Relationship] = field(default_factory=dict)
    numbers: Mapping[str, Observed] = field(default_factory=dict)
    nodes: Mapping[str, Node] = field(default_factory=dict)  # discrepancies whole, other things by their names


def read_facts(explorer: Explorer, facts: Iterable[Fact]) -> FactsInFull:
    """Reads facts in at most four queries."""
    asked = tuple(facts)
    said = [fact for fact in asked if fact.kind == "statement"]
    whole = [fact.id for fact in asked if fact.kind == "discrepancy"]
    observed = [fact.id for fact in asked if fact.kind == "number"]
    store = explorer.store
    rows = store.run("sources_observations", ids=observed).records() if observed else []
    remarks = store.run("sources_nodes", ids=whole).rows if whole else ()
    named = [end for fact in said for end in (fact.start, fact.end)]
    named += [fact.id for fact in asked if fact.kind == "thing"]
    named += [ref for row in rows for key in ("about", "regions") for ref in texts(row[key])]
    nodes = explorer.things(named)
    return FactsInFull(
        statements=_statements(explorer, said),
        numbers={
            row["observation"].id: Observed(
                row["observation"],
                tuple(nodes[ref] for ref in sorted(texts(row["about"])) if ref in nodes),
                tuple(nodes[ref] for ref in sorted(texts(row["regions"])) if ref in nodes),
            )
            for row in rows
            if isinstance(row["observation"], Node)
        },
        nodes=nodes | {row[0].id: row[0] for row in remarks if isinstance(row[0], Node)},
    )


def _statements(explorer: Explorer, said: list[Fact]) -> dict[str, Relationship]:
    if not said:
        return {}
    asked: dict[str, list[str]] = defaultdict(list)
    for fact in said:
        asked[fact.start].append(fact.id)
    wanted = [{"start": start, "ids": ids} for start, ids in sorted(asked.items())]
    rows = explorer.store.run("sources_statements", asked=wanted).records()
    return {str(row["id"]): relationship_of(row) for row in rows}
