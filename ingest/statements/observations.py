"""Rows of observations -> numbers with unit, bound and period, about things and in places."""

from __future__ import annotations

from decimal import Decimal

from pyoxigraph import Literal

from ingest.statements.cells import CellError, split_values
from ingest.statements.draft import Draft, Thing
from ingest.statements.literals import code, typed
from ingest.statements.numbers import decimal_text, parse_number, parse_year
from ingest.tables.grid import folded
from ingest.tables.reading import Row, Tables

_CLASSES = ("Observation",)


def state_observations(tables: Tables, draft: Draft) -> None:
    """The numbers, periods, things and places of every observation; its other attributes are read with all things'."""
    for row in tables.rows("observations"):
        found = draft.declared.get(folded(row["id"]))
        if found is None or found.row is not row:
            continue
        _values(found.node, row, draft)
        _period(found.node, row, draft)
        for column, relation, needed in (("about", "about", True), ("region", "in_region", False)):
            _relate(found.node, row, column, relation, draft, needed=needed)
        if not row["indicator"]:
            draft.complain(row, "indicator", "cell_missing")


def _relate(node: Thing, row: Row, column: str, relation: str, draft: Draft, *, needed: bool) -> None:
    ids = split_values(row[column])
    if needed and not ids:
        draft.complain(row, column, "cell_missing")
    for value in ids:
        thing = draft.reference(row, column, value)
        if thing is None:
            continue
        known = draft.model.relations[relation]
        classes = draft.classes(value)
        if not draft.fits(classes, known.range):
            facts = {"relation": relation, "classes": ", ".join(classes), "wanted": ", ".join(known.range)}
            draft.complain(row, column, "end_misplaced", value=value, fatal=False, **facts)
        draft.state(node, known, thing, row)


def _values(node: Thing, row: Row, draft: Draft) -> None:
    unit = _code(row, "unit", draft)
    numbers = {key: _number(row, key, unit, draft) for key in ("value", "value_min", "value_max")}
    bound = _code(row, "bound", draft)
    single, low, high = (bool(row[key]) for key in numbers)
    if single and (low or high):
        draft.complain(row, "value", "value_and_range")
    elif not single and not low and not high:
        draft.complain(row, "value", "value_missing")
    elif bound == "range" and not (low and high):
        draft.complain(row, "bound", "range_incomplete")
    elif low != high:
        draft.complain(row, "value_max" if low else "value_min", "range_incomplete")
    elif low and bound not in (None, "range"):
        draft.complain(row, "bound", "bound_not_range", value=bound)
    least, most = numbers["value_min"], numbers["value_max"]
    if least is not None and most is not None and least > most:
        draft.complain(row, "value_min", "range_reversed", low=decimal_text(least), high=decimal_text(most))
    if row["bound"] == "" or bound is not None:
        draft.attribute(node, "bound", Literal(bound or ("range" if low else "exact")))
    for key, number in numbers.items():
        if number is not None:
            draft.attribute(node, key, typed(decimal_text(number), "decimal"))
    _currency(node, row, unit, draft)


def _number(row: Row, key: str, unit: str | None, draft: Draft) -> Decimal | None:
    if not row[key]:
        return None
    try:
        number = parse_number(row[key])
    except CellError as error:
        draft.reject(row, key, error)
        return None
    if number.percent and unit != "percent":
        draft.complain(row, key, "percent_without_unit", value=row[key], unit=unit or "-")
    return number.value


def _currency(node: Thing, row: Row, unit: str | None, draft: Draft) -> None:
    """The currency that a row names, or that its unit is."""
    named = _code(row, "currency", draft)
    scheme = draft.model.scheme_for("currency", _CLASSES)
    of_unit = (unit or "").partition("_")[0]
    if scheme is None or draft.model.concept(scheme, of_unit) is None:
        of_unit = ""
    if named and of_unit and named != of_unit:
        draft.complain(row, "currency", "currency_not_unit", value=named, unit=unit or "", right=of_unit)
    if named or of_unit:
        draft.attribute(node, "currency", Literal(named or of_unit))


def _code(row: Row, key: str, draft: Draft) -> str | None:
    scheme = draft.model.scheme_for(key, _CLASSES)
    if not row[key] or scheme is None:
        return None
    try:
        return code(row[key], scheme, draft.model).code
    except CellError as error:
        if key in ("bound", "currency"):  # the unit is read as an attribute too, and complained about there
            draft.reject(row, key, error)
        return None


def _period(node: Thing, row: Row, draft: Draft) -> None:
    years: dict[str, int] = {}
    for key in ("period_start", "period_end"):
        if row[key]:
            try:
                years[key] = parse_year(row[key])
            except CellError as error:
                draft.reject(row, key, error)
    start, end = years.get("period_start"), years.get("period_end")
    if start is not None and end is not None and start > end:
        draft.complain(row, "period_start", "period_reversed", start=start, end=end)
    if start is not None and not row["period_end"]:
        years["period_end"] = start
    for key, year in years.items():
        draft.attribute(node, key, typed(str(year), "integer"))
