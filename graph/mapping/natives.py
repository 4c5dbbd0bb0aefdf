"""Which literals the store's own values say exactly: the value gives the very lexical form back that it came from.

``"5"^^xsd:integer`` is the number 5, and 5 is written ``5``; ``"05"^^xsd:integer`` is the number 5 too, but would come
back as another literal: its value is plain, not exact. Datatypes that are not listed here are text in their lexical
form, which is always exact; so are dates and times: the engines' own temporal types differ, and ISO 8601 text sorts by
time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from math import isfinite, isnan
from types import MappingProxyType
from typing import NamedTuple

from graph.values import Scalar
from graph.vocabulary import XSD

INT64 = range(-(2**63), 2**63)

_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DOUBLE = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_YEAR = re.compile(r"(-?[0-9]{4,18})(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_SPECIAL = {"INF": float("inf"), "+INF": float("inf"), "-INF": float("-inf"), "NaN": float("nan")}
_BOOLEANS = {"true": True, "false": False, "1": True, "0": False}


class Codec(NamedTuple):
    """How a datatype's lexical forms become values (None: no value of its own says it), and values lexical forms."""

    value: Callable[[str], Scalar | None]
    lexical: Callable[[Scalar], str | None]  # None when a value of this Python type is none of the datatype


def native(datatype: str, lexical: str) -> tuple[Scalar, bool]:
    """The plain value of a literal, and whether it is exact.

    >>> native(XSD + "integer", "5"), native(XSD + "integer", "05"), native(XSD + "decimal", "1.50")
    ((5, True), (5, False), (1.5, False))
    >>> native(XSD + "date", "2025-03-01"), native(XSD + "boolean", "maybe")
    (('2025-03-01', True), ('maybe', False))
    """
    codec = CODECS.get(datatype)
    if codec is None:
        return lexical, True
    value = codec.value(lexical)
    if value is None:
        return lexical, False
    return value, codec.lexical(value) == lexical


def lexical(datatype: str, value: Scalar) -> str | None:
    """The lexical form of a value; None when the datatype has no such value.

    >>> lexical(XSD + "double", 1200.0), lexical(XSD + "decimal", 12), lexical(XSD + "integer", "five")
    ('1.2E3', '12', None)
    """
    codec = CODECS.get(datatype)
    if codec is None:
        return value if isinstance(value, str) else None
    return codec.lexical(value)


def _integer(text: str) -> Scalar | None:
    text = text.strip(" \t\r\n")
    if not _INTEGER.fullmatch(text):
        return None
    if len(text) <= 20 and (number := int(text)) in INT64:
        return number
    return _whole_as_double(text)


def _whole_as_double(text: str) -> Scalar | None:
    """The nearest double of a number that no 64-bit integer holds, so that it still compares as a number."""
    number = float(text)
    return number if isfinite(number) else None


def _integer_text(value: Scalar) -> str | None:
    return str(value) if type(value) is int else None


def _decimal(text: str) -> Scalar | None:
    text = text.strip(" \t\r\n")
    if not _DECIMAL.fullmatch(text):
        return None
    return _integer(text) if "." not in text else _whole_as_double(text)


def _decimal_text(value: Scalar) -> str | None:
    """A whole number without a point, a double always with one: ``12`` and ``12.0`` stay apart."""
    if type(value) is int:
        return str(value)
    if type(value) is not float or not isfinite(value):
        return None
    text = repr(value)
    if "e" in text:
        text = format(Decimal(text), "f")
        return text if "." in text else f"{text}.0"
    return text


def _double(text: str) -> Scalar | None:
    text = text.strip(" \t\r\n")
    if text in _SPECIAL:
        return _SPECIAL[text]
    return float(text) if _DOUBLE.fullmatch(text) else None


def _double_text(value: Scalar) -> str | None:
    """XSD's canonical form: one digit before the point, ``E`` and the exponent."""
    if type(value) is not float:
        return None
    if not isfinite(value):
        return "NaN" if isnan(value) else "INF" if value > 0 else "-INF"
    if value == 0:
        return "-0.0E0" if str(value)[0] == "-" else "0.0E0"
    sign, digits, exponent = Decimal(repr(value)).as_tuple()
    text = "".join(map(str, digits))
    significant = text.rstrip("0")
    return f"{'-' * sign}{significant[0]}.{significant[1:] or '0'}E{int(exponent) + len(text) - 1}"


def _boolean(text: str) -> Scalar | None:
    return _BOOLEANS.get(text.strip(" \t\r\n"))


def _boolean_text(value: Scalar) -> str | None:
    return str(value).lower() if type(value) is bool else None


def _year(text: str) -> Scalar | None:
    found = _YEAR.fullmatch(text.strip(" \t\r\n"))
    return int(found[1]) if found else None


def _year_text(value: Scalar) -> str | None:
    return f"{'-' * (value < 0)}{abs(value):04}" if type(value) is int and abs(value) < 10**18 else None


_WHOLE = (
    "integer long int short byte nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger"
    " unsignedLong unsignedInt unsignedShort unsignedByte"
)

CODECS: Mapping[str, Codec] = MappingProxyType(
    {
        **{XSD + name: Codec(_integer, _integer_text) for name in _WHOLE.split()},
        XSD + "decimal": Codec(_decimal, _decimal_text),
        XSD + "double": Codec(_double, _double_text),
        XSD + "float": Codec(_double, _double_text),
        XSD + "boolean": Codec(_boolean, _boolean_text),
        XSD + "gYear": Codec(_year, _year_text),
    }
)
"""The datatypes with numbers and truth values of their own."""


def native_datatype(value: Scalar) -> str:
    """The datatype of a value that nobody declared one for.

    >>> native_datatype(True), native_datatype(1), native_datatype(1.0), native_datatype("1")
    ('http://www.w3.org/2001/XMLSchema#boolean', 'http://www.w3.org/2001/XMLSchema#integer', \
'http://www.w3.org/2001/XMLSchema#double', 'http://www.w3.org/2001/XMLSchema#string')
    """
    kinds = {bool: "boolean", int: "integer", float: "double"}
    return XSD + kinds.get(type(value), "string")
