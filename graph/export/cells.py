"""Values as cells of a table: text that reads back as the same value, and that no spreadsheet runs as a formula.

A cell that begins with ``=``, ``+``, ``-`` or ``@`` and is no number gets an apostrophe in front: spreadsheet programs
then take it for text, and the reader of tables takes it off again. Several values of one attribute are
separated by ``;``; a semicolon that separates nothing is written ``\\;``.
"""

from __future__ import annotations

import re
import unicodedata

from graph.mapping.natives import lexical
from graph.values import Scalar
from graph.vocabulary import XSD
from ontology.model import Attribute, Model

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_INVISIBLE = re.compile("[\ufeff\u200b\u200c\u200d\u2060\u00ad\x00\r]")
_ERRORS = frozenset(["#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#SPILL!", "#CALC!"])
_SEPARATORS = re.compile(r"(?<!\\)[;；]")

_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_URL = re.compile(r"https?://[^\s/?#<>\"{}|\\^`]+[^\s<>\"{}|\\^`]*")
_YEARS = frozenset({"founded", "year", "period_start", "period_end"})


def safe(cell: str) -> str:
    """The cell so that no spreadsheet program runs it.

    >>> safe("=1+1"), safe("-5.0"), safe("@name"), safe("A-B"), safe("'=1")
    ("'=1+1", '-5.0', "'@name", 'A-B', "''=1")
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def cell_of(attribute: Attribute, values: tuple[Scalar, ...], scheme: str | None, model: Model) -> str | None:
    """The cell of an attribute's values; None when a table cannot hold them so that they read back the same."""
    texts = [_text(attribute, value) for value in values]
    codes = {concept.code for concept in model.schemes.get(scheme or "", ())}
    if not texts or any(text is None or not is_plain(text) or (scheme and text not in codes) for text in texts):
        return None
    written = [text for text in texts if text is not None]
    if not attribute.multiple:
        return written[0] if len(written) == 1 else None
    cell = ";".join(map(escaped, written))
    return cell if split(cell) == written else None


def _text(attribute: Attribute, value: Scalar) -> str | None:
    if attribute.language_tagged:
        return value if isinstance(value, str) else None
    text = lexical(attribute.datatype, value)
    if text is None or (attribute.key == "date" and not _DATE.fullmatch(text)):
        return None
    if attribute.key in _YEARS and not (isinstance(value, int) and 1000 <= value <= 2999):
        return None
    if attribute.datatype == f"{XSD}anyURI" and not (_URL.fullmatch(text) and is_compatible(text)):
        return None
    if attribute.datatype == f"{XSD}decimal" and "." in text and text.endswith("0"):
        return None  # the reader takes 12.0 for 12
    return text


def is_plain(text: str) -> bool:
    """True when the reader, which tidies what people type, leaves the text as it is."""
    tidy = unicodedata.normalize("NFC", text) == text and text.strip() == text and not _INVISIBLE.search(text)
    return tidy and bool(text) and text not in _ERRORS


def is_compatible(text: str) -> bool:
    """True when full-width letters and the like do not occur: ids, codes and addresses are read without them."""
    return unicodedata.normalize("NFKC", text) == text


def escaped(text: str) -> str:
    """One of several values of a cell."""
    return text.replace(";", "\\;").replace("；", "\\；")


def split(cell: str) -> list[str]:
    """The values of a cell, as the reader of tables takes it apart.

    >>> split(escaped("a;b") + ";" + "c")
    ['a;b', 'c']
    """
    parts = (part.replace("\\;", ";").replace("\\；", "；").strip() for part in _SEPARATORS.split(cell))
    return list(dict.fromkeys(part for part in parts if part))
