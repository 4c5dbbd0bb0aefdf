"""Numbers and years as people type them -> exact decimals, or a word on how to write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest.statements.cells import CellError
from ingest.tables.grid import folded

MAX_DIGITS = 30  # before or after the point: more is a typing error, and 1e999999 must not become a million digits
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
_GROUPED = re.compile(r"[+-]?\d{1,3}((,\d{3})+|( \d{3})+|('\d{3})+)(\.\d+)?")
_RANGE = re.compile(r"(?P<low>[\d.,]+)%?\s*(?:-|~|–|—|至|到|to)\s*(?P<high>[\d.,]+)%?.*")
_WORDS = {
    "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "千亿": 11, "万亿": 12, "k": 3, "thousand": 3, "m": 6,
    "million": 6, "bn": 9, "billion": 9, "trillion": 12,
}  # fmt: skip
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_WORDED = re.compile(rf"(?P<sign>[+-]?)(?P<number>[\d.,]+)\s*(?P<word>{_WORD}).*", re.IGNORECASE)
_BEFORE = re.compile(r"(?:[<>≤≥≈~]|约|近|超过|超|不到|至少|至多|大于|小于)=?\s*(?P<number>[\d.,]+)%?.*")
_AFTER = re.compile(r"(?P<number>[\d.,]+)%?\s*(?:以上|左右|以下|余|多|\+)")
_YEAR = re.compile(r"(\d{4})(?:年|\.0)?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number, and whether a percent sign stood behind it (the value is 12 for ``12%``)."""

    value: Decimal
    percent: bool = False


def parse_number(text: str) -> Number:
    """The number in a cell; thousands separators, full-width digits and a percent sign are understood.

    >>> parse_number("１，２００.50").value, parse_number("-12%")
    (Decimal('1200.5'), Number(value=Decimal('-12'), percent=True))
    >>> parse_number("3.3亿")
    Traceback (most recent call last):
    ...
    ingest.statements.cells.CellError: number_in_words
    """
    plain = folded(text).replace("\u2212", "-").replace("’", "'")
    percent = plain.endswith("%")
    digits = plain.removesuffix("%").strip()
    if _GROUPED.fullmatch(digits):
        digits = re.sub(r"[, ']", "", digits)
    if not _PLAIN.fullmatch(digits):
        raise _advice(text, plain)
    value = Decimal(digits)
    too_wide = value != 0 and not -MAX_DIGITS <= value.adjusted() < MAX_DIGITS
    if too_wide or len(value.as_tuple().digits) > 2 * MAX_DIGITS:
        raise CellError("number_too_long", value=text, limit=MAX_DIGITS)
    return Number(_shortest(value), percent)


def parse_integer(text: str) -> int:
    """The whole number in a cell; 12.0 is 12, as a spreadsheet may write it."""
    number = parse_number(text)
    if number.percent or number.value != number.value.to_integral_value():
        raise CellError("not_whole", value=text)
    return int(number.value)


def parse_year(text: str) -> int:
    """The year in a cell.

    >>> parse_year("２０１９年"), parse_year("2019.0")
    (2019, 2019)
    """
    found = _YEAR.fullmatch(folded(text))
    if not found or not 1000 <= int(found[1]) <= 2999:
        raise CellError("not_year", value=text)
    return int(found[1])


def decimal_text(value: Decimal) -> str:
    """A decimal in its one lexical form, without exponent and trailing zeros.

    >>> decimal_text(Decimal("1.20E+9")), decimal_text(Decimal("0.50"))
    ('1200000000', '0.5')
    """
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _shortest(value: Decimal) -> Decimal:
    return Decimal(decimal_text(value))


def _advice(text: str, plain: str) -> CellError:
    """What would be right for a cell that is no plain number."""
    if found := _RANGE.fullmatch(plain):
        return CellError("number_is_range", value=text, low=found["low"], high=found["high"])
    if found := _BEFORE.fullmatch(plain) or _AFTER.fullmatch(plain):
        return CellError("number_with_bound", value=text, number=found["number"])
    if found := _WORDED.fullmatch(plain):
        return CellError("number_in_words", value=text, number=_in_full(found) or "1200000000")
    return CellError("not_number", value=text)


def _in_full(found: re.Match[str]) -> str | None:
    digits = found["number"].replace(",", "")
    if not _PLAIN.fullmatch(digits):
        return None
    value = Decimal(digits).scaleb(_WORDS[found["word"].lower()])
    return found["sign"].strip("+") + decimal_text(value)
