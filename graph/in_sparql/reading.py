"""The text of a simple Cypher query -> its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.cypher_text import Token, decoded, tokens
from graph.in_sparql.asked import (
    Chain,
    Coalesce,
    Collect,
    Column,
    Condition,
    Count,
    EdgePattern,
    Literally,
    Match,
    Named,
    NodePattern,
    Operand,
    Projection,
    Property,
    Read,
    Reason,
    TooRich,
    TypeOf,
    Unwind,
    Value,
)

_COMPARISONS = ("<>", "<=", ">=", "=", "<", ">")
_CASES = ("TOLOWER", "TOUPPER")


def read(text: str, parameters: Mapping[str, object]) -> Read:
    """The query as values; TooRich where it says more than that. What is wrong with a query, its engine says."""
    return _Reader(tokens(decoded(text)), parameters).query()


@dataclass(slots=True)
class _Reader:
    found: Sequence[Token]
    parameters: Mapping[str, object]
    at: int = 0
    unnamed: int = field(default=0)

    def query(self) -> Read:
        clauses: list[Match | Unwind | Projection] = []
        while not self.takes("RETURN"):
            if self.takes("WITH"):
                clauses.append(self.projection())
            elif self.takes("UNWIND"):
                clauses.append(self.unwind())
            else:
                clauses.append(self.match())
        result = self.projection(last=True)
        self.takes(";")
        if self.at < len(self.found):
            raise self.too_rich("clause")
        return Read(tuple(clauses), result)

    def match(self) -> Match:
        optional = self.takes("OPTIONAL")
        self.need("MATCH")
        chains = [self.chain()]
        while self.takes(","):
            chains.append(self.chain())
        return Match(tuple(chains), self.any_of() if self.takes("WHERE") else None, optional)

    def unwind(self) -> Unwind:
        values = self.literal().value
        if not isinstance(values, tuple):
            raise self.too_rich("expression")
        self.need("AS")
        return Unwind(values, self.name("expression"))

    def projection(self, *, last: bool = False) -> Projection:
        distinct = self.takes("DISTINCT")
        columns = self.list_of(self.column)
        order: tuple[Column, ...] = ()
        if self.takes("ORDER"):
            self.need("BY")
            order = self.list_of(self.ordered)
        skip = self.whole() if self.takes("SKIP", "OFFSET") else None
        limit = self.whole() if self.takes("LIMIT") else None
        condition = self.any_of() if not last and self.takes("WHERE") else None
        return Projection(distinct, columns, order, skip, limit, condition)

    # --- patterns

    def chain(self) -> Chain:
        if not self.sees("("):
            raise self.too_rich("pattern")
        nodes, edges = [self.node()], []
        while self.sees("-", "<"):
            edges.append(self.edge())
            nodes.append(self.node())
        return Chain(tuple(nodes), tuple(edges))

    def node(self) -> NodePattern:
        self.need("(", "pattern")
        variable = self.variable()
        labels = []
        while self.takes(":", "&"):
            labels.append(self.name("pattern"))
        values = self.values()
        self.need(")", "pattern")
        return NodePattern(variable, tuple(labels), values)

    def edge(self) -> EdgePattern:
        left = self.takes("<")
        self.need("-", "pattern")
        self.need("[", "pattern")
        variable, types = self.variable(), []
        while self.takes(":", "|"):
            types.append(self.name("pattern"))
        values = self.values()
        self.need("]", "pattern")
        self.need("-", "pattern")
        right = self.takes(">")
        return EdgePattern(variable, tuple(types), "both" if left == right else "in" if left else "out", values)

    def variable(self) -> str:
        if self.kind() in {"word", "name"}:
            return self.name("pattern")
        self.unnamed += 1
        return f"_{self.unnamed}"

    def values(self) -> dict[str, object]:
        found: dict[str, object] = {}
        if self.takes("{"):
            while not self.takes("}"):
                key = self.name("pattern")
                self.need(":", "pattern")
                found[key] = self.literal().value
                self.takes(",")
        return found

    # --- conditions

    def any_of(self) -> Condition:
        return self.joined("OR", self.all_of)

    def all_of(self) -> Condition:
        return self.joined("AND", self.negated)

    def joined(self, word: str, part: Callable[[], Condition]) -> Condition:
        parts = [part()]
        while self.takes(word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else Condition(word, tuple(parts))

    def negated(self) -> Condition:
        if self.takes("NOT"):
            return Condition("NOT", (self.negated(),))
        if self.sees("(") and (chain := self.pattern_ahead()):
            return Condition("EXISTS", (chain,))
        if self.takes("("):
            inner = self.any_of()
            self.need(")", "expression")
            return inner
        return self.comparison()

    def pattern_ahead(self) -> Chain | None:
        """A chain such as ``(a)-[:LIKES]-(b)`` where a condition may stand; None for a condition in brackets."""
        at = self.at
        try:
            chain = self.chain()
        except TooRich:
            chain = None
        if chain is None or not chain.edges:
            self.at = at
            return None
        return chain

    def comparison(self) -> Condition:
        if self.kind() in {"word", "name"} and self.sees(":", ahead=1):
            variable = self.name("expression")
            self.need(":", "expression")
            return Condition("IS A", (Property(variable, self.name("expression")),))
        left = self.operand()
        if self.takes("IS"):
            operator = "IS NOT NULL" if self.takes("NOT") else "IS NULL"
            self.need("NULL", "expression")
            return Condition(operator, (left,))
        if self.takes("STARTS", "ENDS"):
            operator = f"{self.found[self.at - 1].text.upper()} WITH"
            self.need("WITH", "expression")
        elif self.takes("CONTAINS", "IN"):
            operator = self.found[self.at - 1].text.upper()
        else:
            operator = next((each for each in _COMPARISONS if self.takes_all(each)), "")
        if not operator:
            raise self.too_rich("expression")
        return Condition(operator, (left, self.operand()))

    def operand(self) -> Operand:
        if self.sees(*_CASES) and self.found[self.at + 2 : self.at + 3] and not self.sees(".", ahead=3):
            lower = self.next("expression").is_word("TOLOWER")
            self.need("(", "expression")
            value = str(self.literal().value)
            self.need(")", "expression")
            return Literally(value.lower() if lower else value.upper())
        if self.kind() in {"string", "number", "parameter"} or self.sees("-", "[", "TRUE", "FALSE"):
            return self.literal()
        if self.sees("TYPE") and self.sees("(", ahead=1):
            return self.type_of()
        if self.kind() in {"word", "name"} and not self.sees(".", "(", ahead=1):
            return Named(self.name("expression"))
        return self.property()

    def type_of(self) -> TypeOf:
        self.at += 2
        found = TypeOf(self.name("expression"))
        self.need(")", "expression")
        return found

    def property(self) -> Property:
        case = self.found[self.at].text.upper() if self.sees(*_CASES) else ""
        if case:
            self.at += 1
            self.need("(", "expression")
        variable = self.name("expression")
        self.need(".", "expression")
        key = self.name("expression")
        if case:
            self.need(")", "expression")
        return Property(variable, key, case)

    def literal(self) -> Literally:
        if self.takes("["):
            items = []
            while not self.takes("]"):
                items.append(self.literal().value)
                self.takes(",")
            return Literally(tuple(items))
        sign = -1 if self.takes("-") else 1
        token = self.next("expression")
        if token.kind == "string":
            return Literally(decoded_string(token.text))
        if token.kind == "parameter" and token.text[1:] in self.parameters:
            value = self.parameters[token.text[1:]]
            return Literally(tuple(value) if isinstance(value, list) else value)
        if token.is_word("TRUE", "FALSE"):
            return Literally(token.is_word("TRUE"))
        if token.kind == "number" and token.text.isdigit():
            if self.sees("."):  # the tokens of 1.5 are three
                self.at += 1
                return Literally(sign * float(f"{token.text}.{self.next('expression').text}"))
            return Literally(sign * int(token.text))
        self.at -= 1
        raise self.too_rich("expression")

    # --- results

    def column(self) -> Column:
        begin = self.at
        what = self.what()
        end = self.at
        alias = self.name("expression") if self.takes("AS") else ""
        written = "".join(token.text for token in self.found[begin:end])
        return Column(what, alias or written)

    def ordered(self) -> Column:
        column = self.column()
        down = self.takes("DESC", "DESCENDING")
        if not down:
            self.takes("ASC", "ASCENDING")
        return Column(column.what, column.alias, down)

    def what(self) -> Value:
        if self.sees("COUNT") and self.sees("(", ahead=1):
            self.at += 2
            distinct = self.takes("DISTINCT")
            of = None if self.takes("*") else self.type_of() if self.sees("TYPE") else self.term()
            self.need(")", "expression")
            return Count(of, distinct)
        if self.sees("COLLECT") and self.sees("(", ahead=1):
            self.at += 2
            collected = Collect(distinct=self.takes("DISTINCT"), of=self.term())
            self.need(")", "expression")
            return collected
        if self.sees("TYPE") and self.sees("(", ahead=1):
            return self.type_of()
        if self.sees("COALESCE") and self.sees("(", ahead=1):
            self.at += 2
            parts = [self.property()]
            while self.takes(","):
                parts.append(self.property())
            self.need(")", "expression")
            return Coalesce(tuple(parts))
        return self.term()

    def term(self) -> str | Property:
        if self.sees(*_CASES):
            return self.property()
        if self.sees(".", ahead=1):
            return self.property()
        if self.kind() not in {"word", "name"}:
            raise self.too_rich("expression")
        return self.name("expression")

    def whole(self) -> int:
        value = self.literal().value
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.too_rich("expression")
        return value

    # --- tokens

    def list_of(self, part: Callable[[], Column]) -> tuple[Column, ...]:
        parts = [part()]
        while self.takes(","):
            parts.append(part())
        return tuple(parts)

    def kind(self) -> str:
        return self.found[self.at].kind if self.at < len(self.found) else ""

    def sees(self, *texts: str, ahead: int = 0) -> bool:
        at = self.at + ahead
        if at >= len(self.found):
            return False
        token = self.found[at]
        return token.is_symbol(*texts) or token.is_word(*texts)

    def takes(self, *texts: str) -> bool:
        seen = self.sees(*texts)
        self.at += seen
        return seen

    def takes_all(self, symbols: str) -> bool:
        if all(self.sees(symbol, ahead=index) for index, symbol in enumerate(symbols)):
            self.at += len(symbols)
            return True
        return False

    def need(self, text: str, reason: Reason = "clause") -> None:
        if not self.takes(text):
            raise self.too_rich(reason)

    def next(self, reason: Reason) -> Token:
        if self.at >= len(self.found):
            raise self.too_rich(reason)
        self.at += 1
        return self.found[self.at - 1]

    def name(self, reason: Reason) -> str:
        token = self.next(reason)
        if token.kind not in {"word", "name"}:
            self.at -= 1
            raise self.too_rich(reason)
        return token.text.replace("``", "`")

    def too_rich(self, reason: Reason) -> TooRich:
        around = self.found[max(0, self.at - 1) : self.at + 2]
        return TooRich(reason, " ".join(token.text for token in around))


def decoded_string(text: str) -> str:
    r"""What stands between a string's quotes, its escapes resolved.

    >>> decoded_string(r"it\'s\n")
    "it's\n"
    """
    plain = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
    parts, at = [], 0
    while at < len(text):
        if text[at] == "\\" and at + 1 < len(text):
            parts.append(plain.get(text[at + 1], text[at + 1]))
            at += 2
        else:
            parts.append(text[at])
            at += 1
    return "".join(parts)
