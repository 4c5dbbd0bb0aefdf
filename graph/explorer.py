"""Reads what the explorer shows, as frozen values: cards, neighbours, the graph among ids, the whole in brief."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from graph.explored import (
    Card,
    Expansion,
    Group,
    Observed,
    Overview,
    Place,
    StatementCard,
    Subgraph,
    evidence_of,
    text,
    texts,
)
from graph.landscape import LANDSCAPE_SIZE, Importance, choose
from graph.names import Names
from graph.regions import region_paths
from graph.search import NamedThing
from graph.values import Cell, Node, QueryResult, Relationship, Value
from ontology.model import Model

__all__ = [
    "NOT_A_RELATION",
    "NOT_WALKED_TO",
    "Card",
    "Expansion",
    "Explorer",
    "Group",
    "Observed",
    "Overview",
    "Place",
    "Reader",
    "StatementCard",
    "Subgraph",
    "evidence_of",
    "text",
    "texts",
]

MAX_LINKS = 20_000  # relationships drawn at once; far more than a screen can show
MAX_STATEMENTS = 1_000  # relations listed on a card; the counts beside them are of all
MAX_OBSERVATIONS = 200  # on one card
MAX_NUMBERS = 20_000  # of the whole graph
MAX_NEIGHBOURS = 20_000  # ids of neighbours looked at for one expansion
MAX_TOPOLOGY = 400_000  # pairs read for importance, about 40 MB in memory
MAX_NAMES = 200_000
MAX_NESTING = 5  # places within places
LANDSCAPE_NAMED_WEIGHT = 2.0
NOT_WALKED_TO = ("Evidence", "Indicator", "Observation", "Unit")  # shown as lines on cards, never as neighbours
NOT_A_RELATION = ("Discrepancy", "Observation")  # stand on cards in lists of their own


class Reader(Protocol):
    """What the explorer needs of a store: application queries by name."""

    def run(self, query: str, /, **parameters: object) -> QueryResult:
        """Run a query of graph/queries with parameters."""
        ...


@dataclass(frozen=True, slots=True)
class Explorer:
    """Reads over one store; holds nothing but the store and the ontology."""

    store: Reader
    model: Model

    def overview(self, size: int = LANDSCAPE_SIZE) -> Overview:
        """Names, counts, importance and the opening view of at most `size` things."""
        names = self.store.run("explore_names", without=list(NOT_WALKED_TO), limit=MAX_NAMES).records()
        topology = self.store.run("explore_topology", limit=MAX_TOPOLOGY)
        pairs = [(str(start), str(end)) for start, end in topology.rows]
        importance = Importance.of((str(row["id"]) for row in names), pairs)
        things = tuple(self._named(row, importance) for row in names)
        entities = {thing.id: thing.classes[0] for thing in things if self._in_landscape(thing)}
        numbers = self._observed(self.store.run("explore_numbers", limit=MAX_NUMBERS))
        return Overview(
            things=things,
            counts=self.counts(),
            pairs=sum(map(len, importance.neighbours.values())) // 2,
            importance=importance,
            landscape=choose(entities, importance, size, self._weights()),
            entities=frozenset(entities),
            numbers=numbers,
            disputed=self._disputed(numbers),
            truncated=len(pairs) >= MAX_TOPOLOGY or len(names) >= MAX_NAMES,
        )

    def counts(self) -> dict[str, int]:
        """How many things carry each label."""
        return {str(row["label"]): _integer(row["count"]) or 0 for row in self.store.run("explore_counts").records()}

    def subgraph(self, ids: Sequence[str]) -> Subgraph:
        """The graph among these ids."""
        nodes = self.things(ids)
        links = self.store.run("explore_links", ids=list(nodes), limit=MAX_LINKS).records() if nodes else []
        missing = tuple(id_ for id_ in dict.fromkeys(ids) if id_ not in nodes)
        return Subgraph(tuple(nodes.values()), tuple(relationship_of(row) for row in links), missing)

    def things(self, ids: Iterable[str]) -> dict[str, Node]:
        """The things with these ids, with names and descriptions only; in the order asked for, unknown ids left out."""
        wanted = list(dict.fromkeys(ids))
        rows = self.store.run("explore_things", ids=wanted).records() if wanted else []
        found = {str(row["id"]): _brief(row) for row in rows}
        return {id_: found[id_] for id_ in wanted if id_ in found}

    def expand(
        self,
        ids: Collection[str],
        shown: Collection[str],
        importance: Importance,
        limit: int,
        over: tuple[str, bool] | None = None,
    ) -> Expansion:
        """Neighbours of each of `ids` that are not `shown`, at most `limit` for each, the most important first.

        `over` takes only relations of a type, and True for those of which `ids` are the subjects.
        """
        asked = {"ids": list(ids), "without": list(NOT_WALKED_TO), "limit": MAX_NEIGHBOURS}
        rows = (
            self.store.run("explore_neighbours_by_type", type=over[0], outgoing=over[1], **asked)
            if over
            else self.store.run("explore_neighbours", **asked)
        ).records()
        hidden: dict[str, set[str]] = {id_: set() for id_ in ids}
        for row in rows:
            if row["neighbour"] not in shown:
                hidden[str(row["id"])].add(str(row["neighbour"]))
        added = dict.fromkeys(
            neighbour
            for neighbours in hidden.values()
            for neighbour in sorted(neighbours, key=importance.order)[: max(0, limit)]
        )
        return Expansion(tuple(added), {id_: len(others - added.keys()) for id_, others in hidden.items()})

    def neighbours(self, ids: Collection[str], type_: str, outgoing: bool) -> tuple[str, ...]:
        """The neighbours of some things over one relation type, `outgoing` when they are its subjects."""
        rows = self.store.run(
            "explore_neighbours_by_type",
            ids=list(ids),
            type=type_,
            outgoing=outgoing,
            without=list(NOT_WALKED_TO),
            limit=MAX_NEIGHBOURS,
        ).records()
        return tuple(dict.fromkeys(sorted(str(row["neighbour"]) for row in rows)))

    def card(self, id_: str) -> Card | None:
        """Everything about one thing; None when nothing has this id."""
        rows = self.store.run("explore_node", id=id_).rows
        node = rows[0][0] if rows else None
        if not isinstance(node, Node):
            return None
        groups = self._groups(id_)
        observations = self._observations(id_)
        discrepancies = self.store.run("explore_discrepancies", id=id_, limit=MAX_OBSERVATIONS).rows
        said = [statement.properties for group in groups for statement, _ in group.statements]
        said += [observed.node.properties for observed in observations]
        remarks = tuple(row[0] for row in discrepancies if isinstance(row[0], Node))
        places = self.places(evidence_of(node.properties, *said, *(remark.properties for remark in remarks)))
        return Card(node, groups, observations, remarks, places)

    def statement(self, start: str, id_: str) -> StatementCard | None:
        """One statement by its subject's id and its own; None when there is none."""
        rows = self.store.run("explore_statement", start=start, id=id_).records()
        if not rows:
            return None
        relationship = relationship_of(rows[0])
        ends = self.things((relationship.start, relationship.end))
        places = self.places(evidence_of(relationship.properties))
        return StatementCard(relationship, ends[relationship.start], ends[relationship.end], tuple(places.values()))

    def places(self, evidence: Sequence[str]) -> dict[str, Place]:
        """Where these pieces of evidence stand, by id, in the order given; unknown ids are left out."""
        rows = self.store.run("explore_evidence", ids=list(evidence)).records() if evidence else []
        named = {key: [ref for row in rows for ref in texts(row[key])] for key in ("source", "figure", "endnote")}
        sources, sections = self._parts(
            {ref for refs in named.values() for ref in refs}, {mark for row in rows if (mark := text(row["section"]))}
        )
        found = {str(row["id"]): _place(row, sources, sections) for row in rows}
        return {id_: found[id_] for id_ in dict.fromkeys(evidence) if id_ in found}

    def whole(self, ids: Sequence[str]) -> list[Node]:
        """These things with all their properties."""
        rows = self.store.run("explore_whole", ids=list(ids)).rows if ids else ()
        return [row[0] for row in rows if isinstance(row[0], Node)]

    def names(self) -> Names:
        """What labels, types and keys mean where the ontology does not say it."""
        return Names.from_rows(self.store.run("store_names").records())

    def evidence_sections(self, evidence: Iterable[str]) -> dict[str, str]:
        """The section's number of each of these pieces of evidence that has one."""
        rows = self.store.run("explore_evidence_sections", ids=sorted(set(evidence))).records()
        return {str(row["id"]): str(row["section"]) for row in rows}

    def regions(self, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The region of each of these things that has one; see `graph.regions.region_paths`."""
        where: dict[str, list[str]] = {}
        labels = {id_: frozenset(node.labels) for id_, node in self.things(ids).items()}
        asked = list(dict.fromkeys(ids))
        for _ in range(MAX_NESTING):
            rows = self.store.run("explore_regions", ids=asked).records() if asked else []
            for row in rows:
                where.setdefault(str(row["id"]), []).append(str(row["place"]))
                labels[str(row["place"])] = frozenset(texts(row["labels"]))
            asked = sorted({place for places in where.values() for place in places} - where.keys())
        return region_paths(tuple(ids), {id_: tuple(places) for id_, places in where.items()}, labels)

    def classes_of(self, labels: Iterable[str]) -> tuple[str, ...]:
        """Keys of the classes that no other label of the thing specialises; foreign labels as they are, after them."""
        return _classes_of(self.model, tuple(sorted(labels)))

    def sections(self, marks: Collection[str]) -> dict[str, Node]:
        """The sections with these numbers, and those without one by name."""
        return self._parts((), marks)[1]

    def _parts(self, ids: Collection[str], marks: Collection[str]) -> tuple[dict[str, Node], dict[str, Node]]:
        """Parts of sources by id, and sections by number or name."""
        asked = {"ids": sorted(ids), "marks": sorted(marks)}
        rows = self.store.run("explore_parts", **asked).records() if ids or marks else []
        found = {node.id: node for node in sorted(map(_brief, rows), key=lambda node: node.id)}
        named = {_mark(node): node for node in found.values() if "Section" in node.labels}
        return found, {mark: node for mark, node in named.items() if mark and mark in marks}

    def _groups(self, id_: str) -> tuple[Group, ...]:
        without = list(NOT_A_RELATION)
        counts = self.store.run("explore_statement_counts", id=id_, without=without).records()
        rows = self.store.run("explore_statements", id=id_, without=without, limit=MAX_STATEMENTS).records()
        others = self.things(str(row["other"]) for row in rows)
        grouped: dict[tuple[str, bool], list[tuple[Relationship, Node]]] = defaultdict(list)
        for row in rows:
            relationship = relationship_of(row)
            if (other := others.get(str(row["other"]))) is not None:
                grouped[relationship.type, relationship.start == id_].append((relationship, other))
        return tuple(
            Group(type_, outgoing, _integer(row["count"]) or 0, tuple(grouped[type_, outgoing]))
            for row in counts
            for type_, outgoing in [(str(row["type"]), bool(row["outgoing"]))]
        )

    def _observations(self, id_: str) -> tuple[Observed, ...]:
        return self._observed(self.store.run("explore_observations", id=id_, limit=MAX_OBSERVATIONS))

    def _observed(self, result: QueryResult) -> tuple[Observed, ...]:
        rows = result.records()
        named = self.things(ref for row in rows for ref in (*texts(row["about"]), *texts(row["regions"])))
        return tuple(
            Observed(
                row["observation"],
                tuple(named[ref] for ref in sorted(texts(row["about"])) if ref in named),
                tuple(named[ref] for ref in sorted(texts(row["regions"])) if ref in named),
            )
            for row in rows
            if isinstance(row["observation"], Node)
        )

    def _disputed(self, numbers: Sequence[Observed]) -> dict[str, frozenset[str]]:
        about = {observed.node.id: [node.id for node in observed.about] for observed in numbers}
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.store.run("explore_disputes", limit=MAX_NUMBERS).records():
            for id_ in about.get(str(row["id"]), [str(row["id"])]):
                found[id_].update(texts(row["evidence"]))
        return {id_: frozenset(evidence) for id_, evidence in found.items()}

    def _named(self, row: Mapping[str, Cell], importance: Importance) -> NamedThing:
        id_, name = str(row["id"]), text(row["name"])
        names = (text(row["name_zh"]), text(row["name_en"]))
        thing = NamedThing(
            id=id_,
            classes=self.classes_of(texts(row["labels"])),
            name_zh=names[0],
            name_en=names[1],
            other_names=(name,) if name and name not in names else (),
            aliases=texts(row["aliases"]),
            misspellings=texts(row["misspellings"]),
            importance=importance.rank.get(id_, 0.0),
        )
        # a section may be called as the thing that it is about: the thing comes first
        return thing if self._in_landscape(thing) else replace(thing, importance=thing.importance / 1000)

    def _weights(self) -> dict[str, float]:
        """Classes that specialise another one (chip vendor, city, plan) weigh more than those that stand for an idea
        (challenge, market): they hold the things that readers know by name."""
        return {
            key: LANDSCAPE_NAMED_WEIGHT
            for key, each in self.model.classes.items()
            if any(not self.model.classes[wider].abstract for wider in each.ancestors)
        }

    def _in_landscape(self, thing: NamedThing) -> bool:
        """Entities, and things of classes that the ontology does not know; not sources, units and remarks."""
        known = self.model.classes.get(thing.classes[0])
        return known is None or known.key in ("Thing", "Entity") or "Entity" in known.ancestors


@lru_cache(maxsize=4096)
def _classes_of(model: Model, labels: tuple[str, ...]) -> tuple[str, ...]:
    by_label = {term.neo4j_label: term for term in model.classes.values()}
    known = [by_label[label] for label in labels if label in by_label]
    above = {ancestor for term in known for ancestor in term.ancestors}
    own = sorted(term.key for term in known if term.key not in above and term.key != "Thing")
    return (*own, *(label for label in labels if label not in by_label)) or ("Thing",)


def _integer(cell: Cell) -> int | None:
    return cell if isinstance(cell, int) and not isinstance(cell, bool) else None


def relationship_of(row: Mapping[str, Cell]) -> Relationship:
    """A row of id, type, start, end and properties as a relationship."""
    properties = row["properties"]
    return Relationship(
        id=str(row["id"]),
        type=str(row["type"]),
        start=str(row["start"]),
        end=str(row["end"]),
        properties=_values(properties) if isinstance(properties, Mapping) else {},
    )


def _brief(row: Mapping[str, Cell]) -> Node:
    properties = {key: value for key, value in _values(row).items() if key != "labels"}
    return Node(str(row["id"]), tuple(sorted(texts(row["labels"]))), properties)


def _mark(section: Node) -> str | None:
    """As evidence names a section: by its number, else by its name."""
    return text(section.properties.get("number")) or text(section.properties.get("name_zh"))


def _values(cells: Mapping[str, Cell]) -> dict[str, Value]:
    """The cells that are property values."""
    found: dict[str, Value] = {}
    for key, cell in cells.items():
        if isinstance(cell, str | int | float | bool):
            found[key] = cell
        elif isinstance(cell, tuple):
            found[key] = tuple(item for item in cell if isinstance(item, str | int | float | bool))
    return found


def _place(row: Mapping[str, Cell], sources: Mapping[str, Node], sections: Mapping[str, Node]) -> Place:
    def named(key: str) -> tuple[Node, ...]:
        return tuple(sources[ref] for ref in texts(row[key]) if ref in sources)

    return Place(
        id=str(row["id"]),
        section=text(row["section"]),
        section_node=sections.get(text(row["section"]) or ""),
        line_start=_integer(row["line_start"]),
        line_end=_integer(row["line_end"]),
        source=next(iter(named("source")), None),
        figures=named("figure"),
        endnotes=named("endnote"),
    )
