"""Simple Cypher said in SPARQL over the facts that the graph was made of, so that both give the same rows."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations

from graph.ids import OWN_BASE, iri_of_id, is_own_id
from graph.simple_cypher import (
    Column,
    Condition,
    Count,
    Direction,
    EdgePattern,
    Literally,
    NodePattern,
    Property,
    Read,
    TooRich,
    read,
)
from ontology.model import Attribute, Model

PREFIXES = {
    "zt": "https://w3id.org/zhitu/ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
_NUMBERS = re.compile(
    r"#(integer|int|long|short|byte|decimal|double|float|(non)?(Negative|Positive)\w+)$", re.IGNORECASE
)
_WORDS = {"CONTAINS": "CONTAINS", "STARTS WITH": "STRSTARTS", "ENDS WITH": "STRENDS"}
_CASES = {"TOLOWER": "LCASE", "TOUPPER": "UCASE"}
_SHORT_ID = f'REPLACE(STR(%s), "^{OWN_BASE}([^/]+)/", "$1:")'


def as_sparql(text: str, parameters: Mapping[str, object], model: Model) -> str:
    """The query in SPARQL; raises TooRich, which says what has no clear translation.

    Things are their IRIs there, and a relation is the IRI of the statement that annotates it.
    """
    return _Writer(read(text, parameters), model).query()


@dataclass(slots=True)
class _Writer:
    asked: Read
    model: Model
    lines: list[str] = field(default_factory=list)
    bound: dict[tuple[str, str], str] = field(default_factory=dict)  # of properties, their variables
    nodes: set[str] = field(default_factory=set)
    edges: dict[str, EdgePattern] = field(default_factory=dict)

    def query(self) -> str:
        asked = self.asked
        placed = [
            (chain.nodes[at], edge, chain.nodes[at + 1])
            for chain in asked.chains
            for at, edge in enumerate(chain.edges)
        ]
        alike = [pair for pair in combinations(placed, 2) if set(pair[0][1].types) & set(pair[1][1].types)]
        every_statement = not asked.distinct or bool(alike)
        self.edges = {edge.variable: edge for _, edge, _ in placed}
        conditions = [self.pattern(node) for chain in asked.chains for node in chain.nodes]
        if len({_safe(each) for each in (*self.nodes, *self.edges)}) < len(self.nodes) + len(self.edges):
            raise TooRich("name", ", ".join(sorted(self.nodes)))  # `a b` and a_b, which SPARQL cannot tell apart
        for start, edge, end in placed:
            self.edge(start.variable, edge, end.variable, every_statement or self.is_asked_for(edge.variable))
            conditions.append(_equal(edge.variable, edge.values))
        for one, other in alike:
            self.lines.append(f"FILTER({_not_the_same(one, other)})")
        selected = [self.column(each) for each in asked.columns]
        order = [part for each in asked.order for part in self.ordered(each)]
        wanted = [each for group in conditions for each in group] + ([asked.condition] if asked.condition else [])
        filters = [f"FILTER({self.condition(each)})" for each in wanted]
        body = [f"  {line}" for line in (*self.lines, *filters)]
        head = f"SELECT {'DISTINCT ' if asked.distinct else ''}{' '.join(selected)} WHERE {{"
        grouped = self.groups()
        tail = ["}" + (f" GROUP BY {' '.join(grouped)}" if grouped else "")]
        tail += [f"ORDER BY {' '.join(order)}"] if order else []
        tail += [f"LIMIT {asked.limit}"] if asked.limit is not None else []
        tail += [f"OFFSET {asked.skip}"] if asked.skip is not None else []
        written = "\n".join([head, *body, *tail])
        used = [f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items() if f"{name}:" in written]
        return "\n".join([*used, written])

    # --- patterns

    def pattern(self, node: NodePattern) -> list[Condition]:
        """Writes what a node must be; gives what its properties must be."""
        self.nodes.add(node.variable)
        values = dict(node.values)
        own = values.get("id")
        if isinstance(own, str) and is_own_id(own):
            self.lines.append(f"VALUES {_variable(node.variable)} {{ <{iri_of_id(own)}> }}")
            del values["id"]
        for label in node.labels:
            self.labelled(node.variable, label)
        if not self.edges and not [label for label in node.labels if label != "Thing"] and own is None:
            raise TooRich("pattern", f"({node.variable})")
        return _equal(node.variable, values)

    def labelled(self, variable: str, label: str) -> None:
        if label == "Thing":  # which everything is
            return
        iris, name = self.classes(label), _variable(variable)
        if len(iris) == 1:
            self.lines.append(f"{name} a {iris[0]} .")
        else:
            self.lines.append(
                f"{{ SELECT DISTINCT {name} WHERE {{ VALUES ?_class {{ {' '.join(iris)} }} {name} a ?_class }} }}"
            )

    def classes(self, label: str) -> list[str]:
        """The class of a label and all below it, as data may name them."""
        classes = self.model.classes.values()
        term = next((each for each in classes if each.neo4j_label == label), None)
        if term is None:
            raise TooRich("name", label)
        return [_short(each.iri) for each in classes if each.key == term.key or term.key in each.ancestors]

    def edge(self, start: str, edge: EdgePattern, end: str, every_statement: bool) -> None:
        """A relation; `every_statement` gives a row for each statement of it, as Cypher does."""
        types = []
        for name in edge.types:
            relation = self.model.relation_named(name)
            if relation is None or relation.neo4j_type != name:
                raise TooRich("name", name)
            types.append(_short(relation.iri))
        a, b = _variable(start), _variable(end)
        ways: dict[Direction, list[tuple[str, str]]] = {"out": [(a, b)], "in": [(b, a)], "both": [(a, b), (b, a)]}
        blocks = [
            self.triple(subject, types, edge.variable, value, every_statement)
            for subject, value in ways[edge.direction]
        ]
        self.lines += blocks[0] if len(blocks) == 1 else [" UNION ".join(f"{{ {' '.join(each)} }}" for each in blocks)]

    @staticmethod
    def triple(subject: str, types: list[str], variable: str, value: str, every_statement: bool) -> list[str]:
        name = _variable(variable)
        predicate = types[0] if len(types) == 1 else f"{name}_type"
        lines = [] if len(types) == 1 else [f"VALUES {predicate} {{ {' '.join(types)} }}"]
        lines.append(f"{subject} {predicate} {value} .")
        if every_statement:
            lines.append(f"OPTIONAL {{ {name} rdf:reifies <<( {subject} {predicate} {value} )>> }}")
        return lines

    def is_asked_for(self, variable: str) -> bool:
        """True when a relation's variable stands anywhere but in its pattern."""
        asked = self.asked
        return bool(self.edges[variable].values) or variable in _variables(asked.condition) | {
            name for each in (*asked.columns, *asked.order) for name in _variables(each.what)
        }

    # --- properties

    def property(self, asked: Property) -> tuple[str, bool]:
        """The variable that a property is bound to, first of all here; and whether it is a number or truth value."""
        key = (asked.variable, asked.key)
        if asked.variable not in self.nodes and asked.variable not in self.edges:
            raise TooRich("expression", f"{asked.variable}.{asked.key}")
        attribute, language = self.attribute(asked.key)
        if key not in self.bound:
            patterns = {_variable(each) for each in (*self.nodes, *self.edges)}
            name = f"{_variable(asked.variable)}_{asked.key}"
            self.bound[key] = name = f"{name}_" if name in patterns else name
            self.lines += self.binding(_variable(asked.variable), name, asked, attribute, language)
        return self.bound[key], attribute is not None and _is_plain(attribute)

    def binding(self, of: str, name: str, asked: Property, attribute: Attribute | None, language: str) -> list[str]:
        if attribute is None and asked.variable in self.nodes:
            return [f"BIND({_SHORT_ID % of} AS {name})"]
        if attribute is None or (attribute.on_statement is False and asked.variable in self.edges):
            raise TooRich("name", f"{asked.variable}.{asked.key}")
        if attribute.language_tagged and not language:
            parts = [self.tagged(of, f"{name}_{each}", attribute, each) for each in ("zh", "en")]
            return [*parts, f"BIND(COALESCE({name}_zh, {name}_en) AS {name})"]
        if language:
            return [self.tagged(of, name, attribute, language)]
        return [f"OPTIONAL {{ {of} {_short(attribute.iri)} {name} }}"]

    @staticmethod
    def tagged(of: str, name: str, attribute: Attribute, language: str) -> str:
        return f'OPTIONAL {{ {of} {_short(attribute.iri)} {name} . FILTER(LANG({name}) = "{language}") }}'

    def attribute(self, key: str) -> tuple[Attribute | None, str]:
        """An attribute by its key in the graph, with its language where the key names one; None for `id`."""
        if key == "id":
            return None, ""
        for attribute in self.model.attributes.values():
            if attribute.multiple or attribute.holds_ids:
                continue
            if key == attribute.key and (not attribute.language_tagged or key == "name"):
                return attribute, ""
            if attribute.language_tagged and key in attribute.columns:
                return attribute, key.removeprefix(f"{attribute.key}_")
        raise TooRich("name", key)

    # --- conditions

    def condition(self, asked: Condition) -> str:
        parts = asked.operands
        if asked.operator in ("AND", "OR"):
            sign = " && " if asked.operator == "AND" else " || "
            return "(" + sign.join(self.condition(each) for each in parts if isinstance(each, Condition)) + ")"
        first = parts[0]
        if isinstance(first, Condition):
            return f"!({self.condition(first)})"
        if not isinstance(first, Property) and len(parts) == 1:
            raise TooRich("expression", asked.operator)
        if asked.operator == "IS A" and isinstance(first, Property):
            if first.variable not in self.nodes:
                raise TooRich("expression", first.variable)
            classes = " ".join(self.classes(first.key))
            return f"EXISTS {{ VALUES ?_class {{ {classes} }} {_variable(first.variable)} a ?_class }}"
        if asked.operator in ("IS NULL", "IS NOT NULL") and isinstance(first, Property):
            return f"{'!' if asked.operator == 'IS NULL' else ''}BOUND({self.property(first)[0]})"
        second = parts[1]
        assert not isinstance(second, Condition)
        (left, left_plain), (right, right_plain) = self.operand(first), self.operand(second)
        if left_plain != right_plain:
            raise TooRich("expression", asked.operator)  # numbers against text: the two languages answer differently
        if asked.operator in _WORDS:
            if left_plain:
                raise TooRich("expression", asked.operator)
            return f"{_WORDS[asked.operator]}({left}, {right})"
        return f"{left} {'!=' if asked.operator == '<>' else asked.operator} {right}"

    def operand(self, asked: Property | Literally) -> tuple[str, bool]:
        """An operand, and whether it is a number or truth value."""
        if isinstance(asked, Property):
            name, plain = self.property(asked)
            if plain and not asked.case:
                return name, True
            return (f"{_CASES[asked.case]}(STR({name}))" if asked.case else f"STR({name})"), False
        if isinstance(asked.value, tuple):
            items = [_literal(each) for each in asked.value]
            kinds = {not isinstance(each, str) for each in asked.value}
            if len(kinds) != 1:
                raise TooRich("expression", "IN [ ]")
            return f"({', '.join(items)})", kinds.pop()
        return _literal(asked.value), not isinstance(asked.value, str)

    # --- results

    def column(self, column: Column) -> str:
        name, alias = self.value(column.what), self.alias(column)
        return name if alias == name else f"({name} AS {alias})"

    def alias(self, column: Column) -> str:
        """A column's name; SPARQL allows none that a pattern's variable has already."""
        alias = f"?{_safe(column.alias)}"
        taken = {_variable(each) for each in (*self.nodes, *self.edges)} | set(self.bound.values())
        return f"{alias}_" if alias in taken and alias != self.value(column.what) else alias

    def value(self, what: str | Property | Count) -> str:
        if isinstance(what, Count):
            of = "*" if what.of is None else self.value(what.of)
            return f"COUNT({'DISTINCT ' if what.distinct else ''}{of})"
        if isinstance(what, Property):
            if what.case:
                raise TooRich("expression", what.case)
            return self.property(what)[0]
        if what not in self.nodes and what not in self.edges:
            raise TooRich("expression", what)
        return _variable(what)

    def ordered(self, column: Column) -> list[str]:
        """What to sort by: Cypher has what is missing last, SPARQL first."""
        known = next(
            (each for each in self.asked.columns if column.alias == each.alias or column.what == each.what), None
        )
        what = known.what if known else column.what
        sign = "DESC" if column.down else "ASC"
        if isinstance(what, Count):
            if known is None:
                raise TooRich("expression", "ORDER BY count")
            return [f"{sign}({self.alias(known)})"]
        if isinstance(what, str) or what.case:
            raise TooRich("expression", f"ORDER BY {column.alias}")
        name, plain = self.property(what)
        return [f"{sign}(!BOUND({name}))", f"{sign}({name if plain else f'STR({name})'})"]

    def groups(self) -> list[str]:
        """What is counted by: the other columns, and what they are sorted by."""
        asked = self.asked
        if not any(isinstance(each.what, Count) for each in asked.columns):
            return []
        plain = [each.what for each in asked.columns if not isinstance(each.what, Count)]
        sorted_by = [
            each.what for each in asked.order if isinstance(each.what, Property) and each.what.variable in plain
        ]
        return list(dict.fromkeys(self.value(each) for each in (*plain, *sorted_by)))


Placed = tuple[NodePattern, EdgePattern, NodePattern]


def _not_the_same(one: Placed, other: Placed) -> str:
    """That two relations of a pattern are not one and the same statement, which Cypher demands."""
    first, second = _ends(one), _ends(other)
    same = [f"{a} != {b}" for a, b in zip(first, second, strict=True) if a != b]
    crossed = [f"{a} != {b}" for a, b in zip(first, reversed(second), strict=True) if a != b]
    r, s = _variable(one[1].variable), _variable(other[1].variable)
    told_apart = f"COALESCE({r} != {s}, BOUND({r}) || BOUND({s}))"
    if "both" in (one[1].direction, other[1].direction):
        return f"({' || '.join([*same, told_apart])}) && ({' || '.join([*crossed, told_apart])})"
    return " || ".join([*same, told_apart])


def _ends(placed: Placed) -> tuple[str, str]:
    start, edge, end = placed
    a, b = _variable(start.variable), _variable(end.variable)
    return (b, a) if edge.direction == "in" else (a, b)


def _equal(variable: str, values: Mapping[str, object]) -> list[Condition]:
    return [Condition("=", (Property(variable, key), Literally(value))) for key, value in values.items()]


def _variables(asked: Condition | Property | Literally | Count | str | None) -> set[str]:
    if isinstance(asked, str):
        return {asked}
    if isinstance(asked, Property):
        return {asked.variable}
    if isinstance(asked, Count):
        return _variables(asked.of)
    if isinstance(asked, Condition):
        return {name for each in asked.operands for name in _variables(each)}
    return set()


def _is_plain(attribute: Attribute) -> bool:
    """True for numbers and truth values, which both languages compare as such; everything else is compared as text."""
    return bool(_NUMBERS.search(attribute.datatype)) or attribute.datatype.endswith("#boolean")


def _literal(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)  # the same escapes
    if isinstance(value, int | float):
        return repr(value)
    raise TooRich("expression", str(value)[:40])


def _variable(name: str) -> str:
    return f"?{_safe(name)}"


def _safe(name: str) -> str:
    """A name as SPARQL may write a variable's.

    >>> _safe("v.name_en"), _safe("数量")
    ('v_name_en', '数量')
    """
    return re.sub(r"\W", "_", name)


def _short(iri: str) -> str:
    for prefix, base in PREFIXES.items():
        if iri.startswith(base) and re.fullmatch(r"\w+", iri[len(base) :]):
            return f"{prefix}:{iri[len(base) :]}"
    return f"<{iri}>"
