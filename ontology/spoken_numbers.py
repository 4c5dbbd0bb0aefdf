"""Numbers as the messages of rules say them."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from typing import Final

_WORDS: Final = {
    "zh": ((12, "万亿"), (8, "亿"), (4, "万")),
    "en": ((12, " trillion"), (9, " billion"), (6, " million")),
}
_FOUR_DIGITS: Final = Context(prec=4, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation])


def spoken_number(text: str, language: str) -> str:
    """A number with at most four digits that count, large ones in words; what is no number, or huge, as it is written.

    >>> spoken_number("150000000", "zh"), spoken_number("1.5E8", "en")
    ('1.5亿', '150 million')
    >>> spoken_number("51.78214", "en"), spoken_number("2019", "zh"), spoken_number("58000.0", "en")
    ('51.78', '2019', '58,000')
    """
    try:
        number = _FOUR_DIGITS.create_decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite() or abs(number.adjusted()) > 18:
        return text
    for power, word in _WORDS.get(language, _WORDS["en"]):
        if abs(number) >= Decimal(10) ** power:
            return f"{_plain(number.scaleb(-power))}{word}"
    return _plain(number)


def _plain(number: Decimal) -> str:
    text = format(number, "f" if abs(number) < 10_000 else ",f")
    return text.rstrip("0").rstrip(".") if "." in text else text
