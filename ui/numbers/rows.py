"""Numbers as rows: what the table shows, what is exported, and amounts in one step for all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.numbers import Number, Numbers
from graph.values import Scalar
from graph.view import text_in
from ui.links import explore_address
from ui.numbers.address import Scale
from ui.sentences import Amount, Words, amount, bounded, period, place_long, plain_number

Row = dict[str, Any]

_FACTORS: dict[Scale, float] = {"yi": 1e8, "billion": 1e9}
_OF_NO_CLASS = frozenset({"Thing", "Entity"})


def scale_of(chosen: Scale | None, words: Words) -> Scale:
    """The step that money is written in: the chosen one, else the language's own."""
    return chosen or ("yi" if words.language == "zh" else "billion")


def written_in(scale: Scale) -> Amount:
    """How amounts are written when all money has one step: 14,000,000,000 CNY as 140 亿元, or 14 billion CNY."""

    def write(words: Words, value: Scalar, unit: str | None, currency: str | None) -> str:
        if (unit or currency) not in ("CNY", "USD") or isinstance(value, str | bool):
            return amount(words, value, unit, currency)
        number = plain_number(value / _FACTORS[scale])
        return _money(words, scale, str(unit or currency), number)

    return write


def factor_of(scale: Scale, unit: str) -> float:
    """What values of a unit are divided by where they are drawn."""
    return _FACTORS[scale] if unit in ("CNY", "USD") else 1.0


def unit_words(words: Words, scale: Scale, unit: str) -> str:
    """A unit as an axis names it: ``亿元``, ``billion USD``, ``%``."""
    if unit in ("CNY", "USD"):
        return _money(words, scale, unit, "").strip()
    return "%" if unit == "percent" else words.code_label("unit", unit)


def subject_words(words: Words, number: Number) -> str:
    """Who a number is about; several of one kind have it together, others are read as one subject and its field.

    The three vendors of one share are joined by "+", a product and the scenario it goes into by "·".
    """
    names = [words.name(node) for node in number.observed.about]
    if not number.joint:
        return names[0] if names else "—"
    kinds = [frozenset(node.labels) - _OF_NO_CLASS for node in number.observed.about]
    return (" + " if frozenset.intersection(*kinds) else " · ").join(names)


def matching(numbers: Iterable[Number], typed: str, words: Words) -> tuple[Number, ...]:
    """The numbers whose indicator, subject, region or printed form holds every word that was typed."""
    wanted = typed.casefold().split()
    return tuple(number for number in numbers if all(word in _said(words, number) for word in wanted))


def table_row(words: Words, numbers: Numbers, number: Number, scale: Scale) -> Row:
    """One row of the table on the page."""
    texts, properties = words.texts, number.observed.node.properties
    about = number.about
    return {
        texts("numbers.column.indicator"): words.code_label("indicator", number.indicator, ("Observation",)),
        texts("numbers.column.about"): subject_words(words, number),
        texts("numbers.column.value"): bounded(words, properties, written_in(scale)),
        texts("numbers.column.printed"): number.printed,
        texts("numbers.column.period"): period(words, properties) or "",
        texts("numbers.column.kind"): words.code_label("kind", number.kind, ("Observation",)),
        texts("numbers.column.region"): texts("words.comma").join(words.name(node) for node in number.observed.regions),
        texts("numbers.column.evidence"): "; ".join(place_long(words, place) for place in numbers.places_of(number)),
        texts("numbers.column.explore"): explore_address(about, words.language, selected=about[0]) if about else None,
    }


def export_row(words: Words, numbers: Numbers, number: Number) -> Row:
    """One row of an export: the plain values in base units, ids, names and sources; column names are stable keys."""
    properties = number.observed.node.properties
    places = numbers.places_of(number)
    return {
        "id": number.id,
        "indicator": number.indicator,
        "indicator_name": words.code_label("indicator", number.indicator, ("Observation",)),
        "about": ";".join(number.about),
        "about_names": ";".join(words.name(node) for node in number.observed.about),
        "value": number.value,
        "value_min": number.low,
        "value_max": number.high,
        "unit": number.unit,
        "currency": properties.get("currency"),
        "bound": number.bound,
        "printed": number.printed,
        "period_start": number.start,
        "period_end": number.end,
        "kind": number.kind,
        "region": ";".join(number.regions),
        "region_names": ";".join(words.name(node) for node in number.observed.regions),
        "note": text_in(properties, "note", words.language),
        "source": ";".join(dict.fromkeys(place.source.id for place in places if place.source)),
        "evidence": ";".join(number.evidence),
        "places": "; ".join(place_long(words, place) for place in places),
    }


def _money(words: Words, scale: Scale, currency: str, number: str) -> str:
    step = f"{scale}_{currency.lower()}"
    return words.texts(f"numbers.money.{step}", number=number)


def _said(words: Words, number: Number) -> str:
    nodes = (*number.observed.about, *number.observed.regions)
    names = (str(value) for node in nodes for key, value in node.properties.items() if key.startswith("name"))
    aliases = (alias for node in nodes for alias in _aliases(node.properties.get("aliases")))
    label = words.code_label("indicator", number.indicator, ("Observation",))
    notes = (
        str(value) for key, value in number.observed.node.properties.items() if key == "note" or key.startswith("note_")
    )
    return "\n".join((label, number.indicator, number.printed, *notes, *names, *aliases)).casefold()


def _aliases(value: object) -> Iterable[str]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
