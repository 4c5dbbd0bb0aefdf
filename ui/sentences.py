"""Statements, numbers and places in a source as text that a reader of either language reads without a key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.explorer import Observed, Place, text, texts
from graph.values import Node, Scalar, Value
from graph.view import key_in, name_of, text_in
from ontology.model import Concept, Model
from ui.texts import Texts

_ZH_STEPS = ((1e8, "亿"), (1e4, "万"))
_EN_STEPS = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_ANY_KIND = frozenset({"Thing", "Entity"})  # labels that say nothing of what a thing is
_YUAN_AND_DOLLAR = {"CNY": "元", "USD": "美元"}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language: the product's texts, and the ontology's labels."""

    texts: Texts
    model: Model

    @property
    def language(self) -> str:
        """``zh`` or ``en``."""
        return self.texts.language

    def name(self, node: Node) -> str:
        """A node's name in this language, else in another, else its id."""
        return name_of(node.properties, self.language, node.id)

    def other_name(self, node: Node) -> str | None:
        """Its name in the other language, unless it is the same."""
        other = name_of(node.properties, "en" if self.language == "zh" else "zh", "")
        return other if other and other != self.name(node) else None

    def class_label(self, key: str) -> str:
        """A class' label with a capital at its beginning; a foreign class' own name."""
        known = self.model.classes.get(key)
        label = known.label[self.language] if known else key
        return label[:1].upper() + label[1:]

    @property
    def relation_types(self) -> tuple[str, ...]:
        """Every relation type of the ontology, in its order."""
        return tuple(relation.neo4j_type for relation in self.model.relations.values())

    def relation_label(self, neo4j_type: str, outgoing: bool = True) -> str:
        """How a relation reads from its subject, or from its object."""
        known = self.model.relation_named(neo4j_type)
        if known is None:
            return neo4j_type.replace("_", " ").lower()
        return (known.label if outgoing else known.inverse_label)[self.language]

    def attribute_label(self, key: str) -> str:
        """An attribute's label by its Neo4j key, without a language mark; a foreign key as it is."""
        known = self.model.attributes.get(key) or self.model.attributes.get(key.removesuffix("_zh").removesuffix("_en"))
        return known.label[self.language] if known else key.replace("_", " ")

    def code_label(self, attribute: str, code: str, classes: Sequence[str] = ()) -> str:
        """The label of a code; the code itself where the ontology has none."""
        concept = self.concept(attribute, code, classes)
        return concept.label[self.language] if concept else code

    def concept(self, attribute: str, code: str, classes: Sequence[str] = ()) -> Concept | None:
        """The concept of a code that an attribute has on a thing of these classes."""
        if attribute not in self.model.attributes:
            return None
        scheme = self.model.scheme_for(attribute, classes)
        return self.model.concept(scheme, code) if scheme else None

    def join(self, parts: Iterable[str | None]) -> str:
        """Parts of a line, with the separator between them."""
        return " · ".join(part for part in parts if part)


def statement_sentence(words: Words, start: Node, type_: str, end: Node) -> str:
    """A statement as a sentence: subject, relation, object."""
    relation = words.model.relation_named(type_)
    own = f"sentence.{relation.key}" if relation else ""
    sentence = words.texts(
        own if own in words.texts.entries else "words.sentence",
        start=_spaced(words.name(start)),
        relation=words.relation_label(type_),
        end=_spaced(words.name(end)),
    )
    return " ".join(sentence.split())


def _spaced(name: str) -> str:
    """A name with a space where it begins or ends with Latin letters or digits, as Chinese typesetting has it."""
    return f"{' ' if name[:1].isascii() else ''}{name}{' ' if name[-1:].isascii() else ''}"


def qualifiers(words: Words, properties: Mapping[str, Value]) -> list[tuple[str, str]]:
    """What qualifies a statement (year, role, rank and so on), each with its label, in the ontology's order.

    Texts are in the reader's language, else in the one that they have.
    """
    keys = (key for key, each in words.model.attributes.items() if each.on_statement)
    said = ((key, key_in(properties, key, words.language)) for key in keys if key not in ("status", "evidence"))
    return [(words.attribute_label(key), written(words, key, properties[found])) for key, found in said if found]


def written(words: Words, key: str, value: Value, classes: Sequence[str] = ()) -> str:
    """A property's value as text; codes by their labels."""
    if isinstance(value, tuple):
        return words.texts("words.comma").join(written(words, key, item, classes) for item in value)
    if isinstance(value, str):
        return words.code_label(key, value, classes)
    if isinstance(value, bool):
        return words.texts("words.yes" if value else "words.no")
    return str(value) if isinstance(value, int) else plain_number(value)


def observation_line(words: Words, observed: Observed) -> str:
    """The number itself with its indicator: ``市场规模：超过 140 亿元``."""
    properties = observed.node.properties
    indicator = words.code_label("indicator", text(properties.get("indicator")) or "", ("Observation",))
    return words.texts("words.number", indicator=indicator, amount=bounded(words, properties))


def observation_sentence(words: Words, observed: Observed) -> str:
    """The number with all it is about, for where it stands by itself: ``机器人市场 市场规模：约 95 亿元 · 2019 年``."""
    about = _listed(words, observed.about)
    line = f"{about} {observation_line(words, observed)}" if about else observation_line(words, observed)
    return words.join([line, period(words, observed.node.properties)])


def observation_note(words: Words, observed: Observed, own_id: str) -> str:
    """What belongs to the number: period, kind, region, and with whom it is shared."""
    properties = observed.node.properties
    kind = text(properties.get("kind"))
    return words.join(
        [
            period(words, properties),
            words.code_label("kind", kind, ("Observation",)) if kind and kind != "actual" else None,
            _listed(words, observed.regions),
            _others(words, observed, own_id),
            text_in(properties, "note", words.language),
        ]
    )


def _others(words: Words, observed: Observed, own_id: str) -> str | None:
    """What else a number is about: partners in a joint number are things of one kind (three companies), what is of
    another kind is the field that it was counted in (a chip type's penetration in an industry)."""
    others = [node for node in observed.about if node.id != own_id]
    if not others:
        return None
    kinds = [set(node.labels) - _ANY_KIND for node in observed.about]
    key = "words.shared_with" if set.intersection(*kinds) else "words.also_about"
    return words.texts(key, names=_listed(words, others))


def _listed(words: Words, nodes: Iterable[Node]) -> str:
    return words.texts("words.comma").join(map(words.name, nodes))


def place_short(words: Words, place: Place) -> str:
    """``2.1.1 · L268–270``: short enough to stand beside a name."""
    section = place.section if place.section and place.section[:1].isdigit() else None
    return words.join([section, _lines_mark(place)]) or words.texts("words.source")


def place_long(words: Words, place: Place) -> str:
    """Section, lines, figures and endnotes in words."""
    numbered = [
        words.texts(f"words.{kind}_number", number=str(node.properties["number"]))
        for kind, nodes in (("figure", place.figures), ("endnote", place.endnotes))
        for node in nodes
        if node.properties.get("number")
    ]
    return words.join([section_words(words, place), lines_words(words, [place]), *numbered])


def section_words(words: Words, place: Place) -> str | None:
    """A place's section by number and name."""
    name = words.name(place.section_node) if place.section_node else None
    if place.section is None or not place.section[:1].isdigit():
        return name or place.section
    number = words.texts("words.section_number", number=place.section)
    return f"{number} {name}" if name else number


def lines_words(words: Words, places: Iterable[Place]) -> str | None:
    """The lines of several places: ``第 268–270、281 行``."""
    spans = sorted({(p.line_start, p.line_end or p.line_start) for p in places if p.line_start is not None})
    if not spans:
        return None
    listed = words.texts("words.comma").join(str(a) if a == b else f"{a}–{b}" for a, b in spans)
    return words.texts("words.lines", lines=listed, count=1 if len(spans) == 1 and spans[0][0] == spans[0][1] else 2)


def line_span(words: Words, first: int, last: int) -> str:
    """One stretch of lines: ``第 268–270 行``."""
    return words.texts("words.lines", lines=f"{first}–{last}" if last > first else str(first), count=last - first + 1)


def amount(words: Words, value: Scalar, unit: str | None, currency: str | None) -> str:
    """A number with its unit, large ones in 万 and 亿 or million and billion."""
    if isinstance(value, str | bool):
        return str(value)
    if unit == "percent":
        return f"{plain_number(round(value, 2) if abs(value) >= 1 else value)}%"  # a third is 33.33%
    if unit in ("year", "rank"):
        return words.texts(f"words.{unit}", number=plain_number(value))
    number = scaled(value, words.language == "zh")
    if (money := unit or currency) in _YUAN_AND_DOLLAR:
        return f"{_glued(number)}{_YUAN_AND_DOLLAR[money]}" if words.language == "zh" else f"{money} {number}"
    return f"{_glued(number)}{words.code_label('unit', unit)}" if unit else number


Amount = Callable[[Words, Scalar, str | None, str | None], str]
"""How a value with its unit and currency is written, such as `amount`."""


def scaled(value: float, zh: bool) -> str:
    """A large number in the language's own steps.

    >>> scaled(14_000_000_000, True), scaled(14_000_000_000, False), scaled(2300, False)
    ('140 亿', '14 billion', '2,300')
    """
    for step, name in _ZH_STEPS if zh else _EN_STEPS:
        if abs(value) >= step:
            return f"{plain_number(value / step)} {name}"
    return plain_number(value)


def plain_number(value: float) -> str:
    """Digits in groups of three, without trailing zeros, at most six significant behind the point.

    >>> plain_number(1234.50), plain_number(0.1 + 0.2), plain_number(7)
    ('1,234.5', '0.3', '7')
    """
    if isinstance(value, int) or value == int(value):
        return f"{int(value):,}"
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def bounded(words: Words, properties: Mapping[str, Value], write: Amount = amount) -> str:
    """An observation's amount with its limits: ``超过 140 亿元``. `write` says how each of its values is written."""
    unit, currency = text(properties.get("unit")), text(properties.get("currency"))

    def one(key: str) -> str | None:
        value = properties.get(key)
        return write(words, value, unit, currency) if isinstance(value, int | float) else None

    low, high, exact = one("value_min"), one("value_max"), one("value")
    if low and high:
        return f"{low} – {high}"
    number = exact or low or high or (texts(properties.get("printed")) or ("",))[0]
    bound = text(properties.get("bound"))
    if bound in (None, "exact", "range"):
        return number
    return words.texts(f"words.bound.{bound}", number=number) if bound in _BOUNDS else number


def _glued(number: str) -> str:
    """A number ready for a unit: after 万 and 亿 Chinese puts no space."""
    return number if number[-1] in "万亿" else f"{number} "


_BOUNDS = frozenset({"about", "at_least", "at_most", "more_than", "less_than"})


def period(words: Words, properties: Mapping[str, Value]) -> str | None:
    """An observation's years: ``2018–2025 年``; None where it has none."""
    start, end = properties.get("period_start"), properties.get("period_end")
    years = [str(year) for year in dict.fromkeys((start, end)) if isinstance(year, int)]
    return words.texts("words.period", years="–".join(years)) if years else None


def _lines_mark(place: Place) -> str | None:
    if place.line_start is None:
        return None
    end = place.line_end
    return f"L{place.line_start}" if end in (None, place.line_start) else f"L{place.line_start}–{end}"
