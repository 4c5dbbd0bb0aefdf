"""An attribute's cell -> an RDF literal of the attribute's datatype, or a word on what would be right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from pyoxigraph import Literal, NamedNode

from ingest.nearest import nearest
from ingest.problems import listed
from ingest.statements.cells import CellError, split_values
from ingest.statements.numbers import decimal_text, parse_integer, parse_number, parse_year
from ingest.tables.columns import Column, heading
from ingest.tables.grid import folded
from ontology.model import Attribute, Concept, Model

XSD = "http://www.w3.org/2001/XMLSchema#"
_YEARS = frozenset({"founded", "year", "period_start", "period_end"})  # integers that are years
_TRUE, _FALSE = frozenset({"true", "1", "yes", "是"}), frozenset({"false", "0", "no", "否"})
_DATE = re.compile(r"(?P<year>\d{4})(?:[-/.年](?P<month>\d{1,2})(?:[-/.月](?P<day>\d{1,2}))?)?[日月年]?")
_URL_CHARS = 4000  # no address in use is longer, and the expression below takes the square of it
_URL = re.compile(r"https?://[^\s/?#<>\"{}|\\^`]+[^\s<>\"{}|\\^`]*", re.IGNORECASE)


def literals(column: Column, text: str, classes: Iterable[str], model: Model) -> list[Literal]:
    """The literals of an attribute's cell on a thing of these class keys; raises CellError."""
    attribute = column.attribute
    assert attribute is not None
    values = split_values(text) if attribute.multiple else [text]
    scheme = model.scheme_for(attribute.key, classes)
    if scheme is not None:
        return [Literal(code(value, scheme, model).code) for value in values]
    return [_literal(attribute, column.language, value) for value in values]


def code(text: str, scheme: str, model: Model) -> Concept:
    """The concept of a scheme that a cell names, by its code or a label in either language."""
    wanted, concepts = heading(text), model.schemes[scheme]
    for names in (lambda c: (c.code,), lambda c: (c.label.zh, c.label.en, c.extra.get("symbol", ""))):
        for concept in concepts:
            if concept.code == text or (wanted and wanted in map(heading, names(concept))):
                return concept
    names_of = {name: c.code for c in concepts for name in (c.code, c.label.zh, c.label.en)}
    near = list(dict.fromkeys(names_of[name] for name in nearest(text, tuple(names_of))))
    known = near or [c.code for c in concepts]
    raise CellError("unknown_code", value=text, scheme=model.scheme_labels[scheme], near=listed(known))


def _literal(attribute: Attribute, language: str | None, text: str) -> Literal:
    if language is not None:
        return Literal(text, language=language)
    if attribute.key in _YEARS:
        return typed(str(parse_year(text)), "integer")
    if attribute.key == "date":
        return Literal(parse_date(text))
    read = _READERS.get(attribute.datatype.removeprefix(XSD))
    return read(text) if read else Literal(text, datatype=NamedNode(attribute.datatype))


def typed(text: str, datatype: str) -> Literal:
    """A literal of an XSD datatype."""
    return Literal(text, datatype=NamedNode(XSD + datatype))


def parse_date(text: str) -> str:
    """A date as year, year-month or year-month-day.

    >>> parse_date("2019年5月1日"), parse_date("2019/05"), parse_date("2019")
    ('2019-05-01', '2019-05', '2019')
    """
    found = _DATE.fullmatch(folded(text).replace(" ", ""))
    if found:
        year, month, day = found["year"], found["month"], found["day"]
        if (month is None or 1 <= int(month) <= 12) and (day is None or 1 <= int(day) <= 31):
            return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])
    raise CellError("not_date", value=text)


def _url(text: str) -> Literal:
    address = folded(text)
    if len(address) > _URL_CHARS or not _URL.fullmatch(address):
        raise CellError("not_url", value=text)
    return typed(address, "anyURI")


def _boolean(text: str) -> Literal:
    word = folded(text).casefold()
    if word not in _TRUE | _FALSE:
        raise CellError("not_boolean", value=text)
    return typed("true" if word in _TRUE else "false", "boolean")


def _decimal(text: str) -> Literal:
    number = parse_number(text)
    if number.percent:
        raise CellError("percent_sign", value=text)
    return typed(decimal_text(number.value), "decimal")


_READERS: dict[str, Callable[[str], Literal]] = {
    "string": Literal,
    "integer": lambda text: typed(str(parse_integer(text)), "integer"),
    "decimal": _decimal,
    "anyURI": _url,
    "boolean": _boolean,
}
