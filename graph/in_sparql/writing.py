"""The values of a simple Cypher query -> SPARQL, clause by clause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from graph.ids import OWN_BASE, iri_of_id, is_own_id
from graph.in_sparql.asked import (
    Chain,
    Coalesce,
    Collect,
    Column,
    Condition,
    Count,
    Direction,
    EdgePattern,
    Literally,
    Match,
    Named,
    NodePattern,
    Operand,
    Projection,
    Property,
    TooRich,
    TypeOf,
    Unwind,
    Value,
    types_of,
    variables,
    variables_of,
)
from graph.in_sparql.words import is_plain, literal, safe, short, var
from ontology.model import Attribute, Model

_WORDS = {"CONTAINS": "CONTAINS", "STARTS WITH": "STRSTARTS", "ENDS WITH": "STRENDS"}
_CASES = {"TOLOWER": "LCASE", "TOUPPER": "UCASE"}
SEPARATOR = " | "  # after each of what `collect` gives, which SPARQL has as one text; nothing when it gives none
_SHORT_ID = f'REPLACE(STR(%s), "^{OWN_BASE}([^/]+)/", "$1:")'

Placed = tuple[NodePattern, EdgePattern, NodePattern]


@dataclass(slots=True)
class _Block:
    """A group of SPARQL: what must be there, then what may be, then what is made of both, then conditions."""

    lines: list[str] = field(default_factory=list)
    optional: list[_Block] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    filters: list[str] = field(default_factory=list)

    def written(self) -> list[str]:
        within = [
            line for block in self.optional for line in ("OPTIONAL {", *(f"  {each}" for each in block.written()), "}")
        ]
        return [*self.lines, *within, *self.made, *self.filters]


@dataclass(slots=True)
class Writer:
    """What was written since the last WITH, which becomes a SELECT within."""

    model: Model
    main: _Block = field(default_factory=_Block)
    bound: dict[tuple[str, str], str] = field(default_factory=dict)  # of properties, their variables
    nodes: set[str] = field(default_factory=set)
    edges: dict[str, tuple[NodePattern, EdgePattern, NodePattern]] = field(default_factory=dict)
    named: dict[str, bool | None] = field(default_factory=dict)  # by WITH or UNWIND: a number, or text; None: a list
    homes: dict[str, _Block] = field(default_factory=dict)  # of nodes and relations, where they come in
    missing: set[str] = field(default_factory=set)  # nodes that came in before WITH and may be missing
    typed: set[str] = field(default_factory=set)  # relations that are asked for their type

    def match(self, clause: Match, clauses: Sequence[object]) -> None:
        """Writes a MATCH. No relation stands twice in one of them; in two it may."""
        block = _Block() if clause.optional else self.main
        patterns = [node for chain in clause.chains for node in chain.nodes]
        placed = [
            (chain.nodes[at], self.any_type(edge), chain.nodes[at + 1])
            for chain in clause.chains
            for at, edge in enumerate(chain.edges)
        ]
        for name in {node.variable for node in patterns} & {*self.nodes, *self.missing}:
            if name in self.missing or self.homes[name] is not self.main:
                raise TooRich("clause", f"OPTIONAL MATCH ({name})")  # what is missing would be anything in SPARQL
        if clashing := [edge.variable for _, edge, _ in placed if edge.variable in self.edges]:
            raise TooRich("pattern", clashing[0])
        if clause.optional:
            self.main.optional.append(block)
        known = set(self.nodes)
        self.edges |= {edge.variable: (start, edge, end) for start, edge, end in placed}
        self.homes |= {edge.variable: block for _, edge, _ in placed}
        self.homes |= {node.variable: block for node in patterns if node.variable not in known}
        alike = [pair for pair in combinations(placed, 2) if set(pair[0][1].types) & set(pair[1][1].types)]
        rest = [each for each in clauses if each is not clause]
        asked_for = variables_of(rest) | variables(clause.condition)
        self.typed |= {each.variable for each in types_of(clauses)}
        every_statement = bool(alike) or not all(
            each.distinct for each in clauses[clauses.index(clause) :] if isinstance(each, Projection)
        )
        wanted = [each for node in patterns for each in self.pattern(node, block, known, alone=not placed)]
        names = (*self.nodes, *self.edges, *self.named)
        if len({safe(each) for each in names}) < len(names):
            raise TooRich("name", ", ".join(sorted(names)))  # `a b` and a_b, which SPARQL cannot tell apart
        for start, edge, end in placed:
            every = every_statement or bool(edge.values) or edge.variable in asked_for
            block.lines += self.edge(start.variable, edge, end.variable, every)
            wanted += _equal(edge.variable, edge.values)
        wanted += [clause.condition] if clause.condition else []
        block.lines += [f"FILTER({_not_the_same(one, other)})" for one, other in alike]
        block.filters += [f"FILTER({self.condition(each)})" for each in wanted]

    def any_type(self, edge: EdgePattern) -> EdgePattern:
        """A relation with its types: all that the ontology has where it names none."""
        every = tuple(each.neo4j_type for each in self.model.relations.values())
        return replace(edge, types=edge.types or every)

    def unwind(self, clause: Unwind) -> None:
        kinds = {not isinstance(each, str) for each in clause.values}
        if len(kinds) != 1 or clause.variable in {*self.nodes, *self.edges, *self.named}:
            raise TooRich("expression", f"UNWIND [ ] AS {clause.variable}")
        self.named[clause.variable] = kinds.pop()
        values = " ".join(map(literal, clause.values))
        self.main.lines.append(f"VALUES {var(clause.variable)} {{ {values} }}")

    def pass_on(self, clause: Projection) -> None:
        """Writes a WITH: what came before is a SELECT in what follows, which knows of it what the WITH names."""
        nodes, named, missing = set(), {}, set()
        for column in clause.columns:
            what, name = column.what, column.alias
            if isinstance(what, str) and what in self.nodes:
                nodes.add(name)
                if what in self.missing or self.homes[what] is not self.main:
                    missing.add(name)
            elif isinstance(what, str) and what not in self.named:
                raise TooRich("expression", f"WITH {what}")  # a relation that nobody annotated would be any other
            else:
                named[name] = self.kind(what)
        within = self.select(clause).splitlines()
        self.main = _Block(["{", *(f"  {line}" for line in within), "}"])
        self.bound, self.edges, self.typed = {}, {}, set()
        self.nodes, self.named, self.missing = nodes, named, missing
        self.homes = dict.fromkeys(nodes, self.main)
        if clause.condition:
            self.main.filters.append(f"FILTER({self.condition(clause.condition)})")

    def select(self, asked: Projection) -> str:
        """The SELECT of what was written and of what is asked for."""
        selected = [self.column(each) for each in asked.columns]
        order = [part for each in asked.order for part in self.ordered(each, asked)]
        grouped = self.groups(asked)
        head = f"SELECT {'DISTINCT ' if asked.distinct else ''}{' '.join(selected)} WHERE {{"
        tail = ["}" + (f" GROUP BY {' '.join(grouped)}" if grouped else "")]
        tail += [f"ORDER BY {' '.join(order)}"] if order else []
        tail += [f"LIMIT {asked.limit}"] if asked.limit is not None else []
        tail += [f"OFFSET {asked.skip}"] if asked.skip is not None else []
        return "\n".join([head, *(f"  {line}" for line in self.main.written()), *tail])

    # --- patterns

    def pattern(self, node: NodePattern, block: _Block, known: set[str], *, alone: bool) -> list[Condition]:
        """Writes what a node must be; gives what its properties must be."""
        self.nodes.add(node.variable)
        values = dict(node.values)
        own = values.get("id")
        if isinstance(own, str) and is_own_id(own):
            block.lines.append(f"VALUES {var(node.variable)} {{ <{iri_of_id(own)}> }}")
            del values["id"]
        for label in node.labels:
            self.labelled(node.variable, label, block)
        is_found = node.variable in known or [label for label in node.labels if label != "Thing"] or own is not None
        if alone and not is_found:
            raise TooRich("pattern", f"({node.variable})")
        return _equal(node.variable, values)

    def labelled(self, variable: str, label: str, block: _Block) -> None:
        if label == "Thing":  # which everything is
            return
        iris, name = self.classes(label), var(variable)
        if len(iris) == 1:
            block.lines.append(f"{name} a {iris[0]} .")
        else:
            block.lines.append(
                f"{{ SELECT DISTINCT {name} WHERE {{ VALUES ?_class {{ {' '.join(iris)} }} {name} a ?_class }} }}"
            )

    def classes(self, label: str) -> list[str]:
        """The class of a label and all below it, as data may name them."""
        classes = self.model.classes.values()
        term = next((each for each in classes if each.neo4j_label == label), None)
        if term is None:
            raise TooRich("name", label)
        return [short(each.iri) for each in classes if each.key == term.key or term.key in each.ancestors]

    def edge(self, start: str, edge: EdgePattern, end: str, every_statement: bool) -> list[str]:
        """A relation; `every_statement` gives a row for each statement of it, as Cypher does."""
        types = {}
        for name in edge.types:
            relation = self.model.relation_named(name)
            if relation is None or relation.neo4j_type != name:
                raise TooRich("name", name)
            types[short(relation.iri)] = name
        a, b = var(start), var(end)
        ways: dict[Direction, list[tuple[str, str]]] = {"out": [(a, b)], "in": [(b, a)], "both": [(a, b), (b, a)]}
        blocks = [
            self.triple(subject, types, edge.variable, value, every_statement)
            for subject, value in ways[edge.direction]
        ]
        return blocks[0] if len(blocks) == 1 else [" UNION ".join(f"{{ {' '.join(each)} }}" for each in blocks)]

    def triple(
        self, subject: str, types: Mapping[str, str], variable: str, value: str, every_statement: bool
    ) -> list[str]:
        name, predicate = var(variable), next(iter(types))
        lines = []
        if variable in self.typed:
            predicate = f"{name}_type"
            values = " ".join(f'({iri} "{type_}")' for iri, type_ in types.items())
            lines = [f"VALUES ({predicate} {name}_named) {{ {values} }}"]
        elif len(types) > 1:
            predicate = f"{name}_type"
            lines = [f"VALUES {predicate} {{ {' '.join(types)} }}"]
        lines.append(f"{subject} {predicate} {value} .")
        if every_statement:
            lines.append(f"OPTIONAL {{ {name} rdf:reifies <<( {subject} {predicate} {value} )>> }}")
        return lines

    # --- properties

    def property(self, asked: Property) -> tuple[str, bool]:
        """The variable that a property is bound to, first of all here; and whether it is a number or truth value."""
        key = (asked.variable, asked.key)
        if asked.variable in self.missing or asked.variable not in {*self.nodes, *self.edges}:
            raise TooRich("expression", f"{asked.variable}.{asked.key}")
        attribute, language = self.attribute(asked.key)
        if key not in self.bound:
            patterns = {var(each) for each in (*self.nodes, *self.edges, *self.named)}
            name = f"{var(asked.variable)}_{asked.key}"
            self.bound[key] = name = f"{name}_" if name in patterns else name
            self.homes[asked.variable].lines += self.binding(var(asked.variable), name, asked, attribute, language)
        return self.bound[key], attribute is not None and is_plain(attribute)

    def binding(self, of: str, name: str, asked: Property, attribute: Attribute | None, language: str) -> list[str]:
        if attribute is None and asked.variable in self.nodes:
            return [f"BIND({_SHORT_ID % of} AS {name})"]
        if attribute is None or (attribute.on_statement is False and asked.variable in self.edges):
            raise TooRich("name", f"{asked.variable}.{asked.key}")
        if attribute.language_tagged and not language:
            parts = [self.tagged(of, f"{name}_{each}", attribute, each) for each in ("zh", "en")]
            return [*parts, f"BIND(COALESCE({name}_zh, {name}_en) AS {name})"]
        if language or attribute.translated:
            return [self.tagged(of, name, attribute, language)]
        return [f"OPTIONAL {{ {of} {short(attribute.iri)} {name} }}"]

    @staticmethod
    def tagged(of: str, name: str, attribute: Attribute, language: str) -> str:
        return f'OPTIONAL {{ {of} {short(attribute.iri)} {name} . FILTER(LANG({name}) = "{language}") }}'

    def attribute(self, key: str) -> tuple[Attribute | None, str]:
        """An attribute by its key in the graph, with its language where the key names one; None for `id`."""
        if key == "id":
            return None, ""
        for attribute in self.model.attributes.values():
            if attribute.multiple or attribute.holds_ids:
                continue
            if key == attribute.key and (not attribute.language_tagged or key == "name"):
                return attribute, ""
            if attribute.takes_languages and key in attribute.columns:
                return attribute, key.removeprefix(f"{attribute.key}_")
        raise TooRich("name", key)

    # --- conditions

    def condition(self, asked: Condition) -> str:
        parts = asked.operands
        if asked.operator in ("AND", "OR"):
            sign = " && " if asked.operator == "AND" else " || "
            return "(" + sign.join(self.condition(each) for each in parts if isinstance(each, Condition)) + ")"
        first = parts[0]
        if isinstance(first, Chain):
            return self.exists(first)
        if isinstance(first, Condition):
            return f"!({self.condition(first)})"
        if isinstance(first, Named) and asked.operator in ("IS NULL", "IS NOT NULL"):
            return f"{'!' if asked.operator == 'IS NULL' else ''}BOUND({self.operand(first)[0]})"
        if not isinstance(first, Property) and len(parts) == 1:
            raise TooRich("expression", asked.operator)
        if asked.operator == "IS A" and isinstance(first, Property):
            if first.variable not in self.nodes:
                raise TooRich("expression", first.variable)
            classes = " ".join(self.classes(first.key))
            return f"EXISTS {{ VALUES ?_class {{ {classes} }} {var(first.variable)} a ?_class }}"
        if asked.operator in ("IS NULL", "IS NOT NULL") and isinstance(first, Property):
            return f"{'!' if asked.operator == 'IS NULL' else ''}BOUND({self.property(first)[0]})"
        second = parts[1]
        assert not isinstance(second, Condition | Chain)
        (left, left_plain), (right, right_plain) = self.operand(first), self.operand(second)
        if left_plain != right_plain:
            raise TooRich("expression", asked.operator)  # numbers against text: the two languages answer differently
        if asked.operator in _WORDS:
            if left_plain:
                raise TooRich("expression", asked.operator)
            return f"{_WORDS[asked.operator]}({left}, {right})"
        return f"{left} {'!=' if asked.operator == '<>' else asked.operator} {right}"

    def exists(self, chain: Chain) -> str:
        """That there is a relation between things that are known already, or anything at its other end."""
        if len(chain.edges) > 1 or chain.edges[0].values or any(node.values for node in chain.nodes):
            raise TooRich("pattern", f"({chain.nodes[0].variable})-[]-({chain.nodes[-1].variable})")
        block, edge = _Block(), self.any_type(chain.edges[0])
        for node in chain.nodes:
            for label in node.labels:
                self.labelled(node.variable, label, block)
        block.lines += self.edge(chain.nodes[0].variable, edge, chain.nodes[1].variable, False)
        return f"EXISTS {{ {' '.join(block.written())} }}"

    def operand(self, asked: Operand) -> tuple[str, bool]:
        """An operand, and whether it is a number or truth value."""
        if isinstance(asked, Named | TypeOf):
            what = asked.variable if isinstance(asked, Named) else asked
            plain = self.kind(what)
            if plain is None:
                raise TooRich("expression", asked.variable)
            return self.value(what), plain
        if isinstance(asked, Property):
            name, plain = self.property(asked)
            if plain and not asked.case:
                return name, True
            return (f"{_CASES[asked.case]}(STR({name}))" if asked.case else f"STR({name})"), False
        if isinstance(asked.value, tuple):
            items = [literal(each) for each in asked.value]
            kinds = {not isinstance(each, str) for each in asked.value}
            if len(kinds) != 1:
                raise TooRich("expression", "IN [ ]")
            return f"({', '.join(items)})", kinds.pop()
        return literal(asked.value), not isinstance(asked.value, str)

    # --- results

    def column(self, column: Column) -> str:
        name, alias = self.value(column.what), self.alias(column)
        return name if alias == name else f"({name} AS {alias})"

    def alias(self, column: Column) -> str:
        """A column's name; SPARQL allows none that a pattern's variable has already."""
        alias = f"?{safe(column.alias)}"
        taken = {var(each) for each in (*self.nodes, *self.edges, *self.named)} | set(self.bound.values())
        return f"{alias}_" if alias in taken and alias != self.value(column.what) else alias

    def value(self, what: Value) -> str:
        if isinstance(what, Count):
            of = "*" if what.of is None else self.counted(what.of, what.distinct)
            return f"COUNT({'DISTINCT ' if what.distinct else ''}{of})"
        if isinstance(what, Collect):
            each = f'COALESCE(CONCAT({self.text(what.of)}, "{SEPARATOR}"), "")'
            return f'GROUP_CONCAT({"DISTINCT " if what.distinct else ""}{each}; SEPARATOR="")'
        if isinstance(what, TypeOf):
            if what.variable not in self.edges:
                raise TooRich("expression", f"type({what.variable})")
            return f"{var(what.variable)}_named"
        if isinstance(what, Coalesce):
            return self.coalesced(what)
        if isinstance(what, Property):
            if what.case:
                raise TooRich("expression", what.case)
            return self.property(what)[0]
        if what not in self.nodes and what not in self.edges and what not in self.named:
            raise TooRich("expression", what)
        return var(what)

    def kind(self, what: Value) -> bool | None:
        """True for numbers and truth values, False for text, None for what cannot be compared."""
        if isinstance(what, Count):
            return True
        if isinstance(what, TypeOf):
            return False
        if isinstance(what, Property):
            return self.property(what)[1]
        if isinstance(what, Coalesce):
            return self.property(what.parts[0])[1]
        if isinstance(what, Collect):
            return None
        if what not in self.named:
            raise TooRich("expression", what)
        return self.named[what]

    def counted(self, of: str | Property | TypeOf, distinct: bool) -> str:
        """What is counted of something that may be missing. A relation that nobody annotated has no name in SPARQL."""
        if not isinstance(of, str) or of not in self.edges or distinct:
            return self.value(of)
        home = self.homes[of]
        if home is self.main:
            return "*"
        start, _, end = self.edges[of]
        ends = [node.variable for node in (start, end) if self.homes[node.variable] is home]
        if not ends:
            raise TooRich("expression", f"count({of})")
        return var(ends[0])

    def text(self, of: str | Property) -> str:
        if isinstance(of, str) and of not in self.nodes:
            raise TooRich("expression", f"collect({of})")
        return f"STR({self.value(of)})"

    def coalesced(self, what: Coalesce) -> str:
        found = [self.property(each) for each in what.parts]
        if len({plain for _, plain in found}) > 1 or any(each.case for each in what.parts):
            raise TooRich("expression", "coalesce")
        key = ("coalesce", " ".join(name for name, _ in found))
        if key not in self.bound:
            self.bound[key] = name = f"{'_or_'.join(name for name, _ in found)}".replace("_or_?", "_or_")
            self.main.made.append(f"BIND(COALESCE({', '.join(each for each, _ in found)}) AS {name})")
        return self.bound[key]

    def ordered(self, column: Column, asked: Projection) -> list[str]:
        """What to sort by: Cypher has what is missing last, SPARQL first."""
        known = next((each for each in asked.columns if column.alias == each.alias or column.what == each.what), None)
        what = known.what if known else column.what
        sign = "DESC" if column.down else "ASC"
        if isinstance(what, Count):
            if known is None:
                raise TooRich("expression", "ORDER BY count")
            return [f"{sign}({self.alias(known)})"]
        if (isinstance(what, str) and what not in self.named) or (isinstance(what, Property) and what.case):
            raise TooRich("expression", f"ORDER BY {column.alias}")
        name, plain = self.value(what), self.kind(what)
        if plain is None:
            raise TooRich("expression", f"ORDER BY {column.alias}")
        return [f"{sign}(!BOUND({name}))", f"{sign}({name if plain else f'STR({name})'})"]

    def groups(self, asked: Projection) -> list[str]:
        """What is counted by: the other columns, and what they are sorted by."""
        if not any(isinstance(each.what, Count | Collect) for each in asked.columns):
            return []
        plain = [each.what for each in asked.columns if not isinstance(each.what, Count | Collect)]
        sorted_by = [
            each.what for each in asked.order if isinstance(each.what, Property) and each.what.variable in plain
        ]
        return list(dict.fromkeys(self.value(each) for each in (*plain, *sorted_by)))


def _not_the_same(one: Placed, other: Placed) -> str:
    """That two relations of a pattern are not one and the same statement, which Cypher demands."""
    first, second = _ends(one), _ends(other)
    same = [f"{a} != {b}" for a, b in zip(first, second, strict=True) if a != b]
    crossed = [f"{a} != {b}" for a, b in zip(first, reversed(second), strict=True) if a != b]
    r, s = var(one[1].variable), var(other[1].variable)
    told_apart = f"COALESCE({r} != {s}, BOUND({r}) || BOUND({s}))"
    if "both" in (one[1].direction, other[1].direction):
        return f"({' || '.join([*same, told_apart])}) && ({' || '.join([*crossed, told_apart])})"
    return " || ".join([*same, told_apart])


def _ends(placed: Placed) -> tuple[str, str]:
    start, edge, end = placed
    a, b = var(start.variable), var(end.variable)
    return (b, a) if edge.direction == "in" else (a, b)


def _equal(variable: str, values: Mapping[str, object]) -> list[Condition]:
    return [Condition("=", (Property(variable, key), Literally(value))) for key, value in values.items()]
