"""Which sheets and columns an empty table has: headings, what each column means, and which values a cell may take."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from ingest.tables.columns import Column, Kind, kinds
from ontology.model import Concept, Model, Relation

FILLED_IN: Final = ("entities", "relations", "observations", "sources", "discrepancies")
"""Kinds of tables that people fill in; digests of quotes are made by a tool."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its heading, what to write into it, whether it must be filled, and the values to choose from.

    A cell may hold several of them, with ``;`` between, when `several`.
    """

    key: str
    heading: str
    note: str
    needed: bool
    choices: tuple[str, ...] = ()
    several: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. `name` is that of the sheet, or of the file without its ending."""

    kind: str
    name: str
    fields: tuple[Field, ...]


def sheets(model: Model, language: str, class_key: str | None = None) -> tuple[Sheet, ...]:
    """The tables in a language; with a class, the columns of its attributes and the relations that it may have."""
    found = []
    for key in FILLED_IN:
        kind = kinds(model)[key]
        name = next((word for word in kind.files if word.isascii() == (language == "en")), kind.files[0])
        columns = _columns(kind, model, class_key)
        found.append(Sheet(key, name, tuple(_field(kind, each, model, language, class_key) for each in columns)))
    return tuple(found)


def _columns(kind: Kind, model: Model, class_key: str | None) -> list[Column]:
    """Those of the documentation, and for a class its other attributes."""
    shown = [kind.columns[key] for key in kind.shown]
    if kind.key != "entities" or class_key is None:
        return shown
    own = {class_key, *model.classes[class_key].ancestors}
    more = [
        column
        for key, column in kind.columns.items()
        if key not in kind.shown and column.attribute and own & set(column.attribute.domain) - {"Thing", "Entity"}
    ]
    return [*shown, *more]


def _field(kind: Kind, column: Column, model: Model, language: str, class_key: str | None) -> Field:
    choices, several = _choices(kind, column, model, language, class_key)
    return Field(
        key=column.key,
        heading=_heading(kind, column, language),
        note=_note(kind, column, language),
        needed=column.key in kind.needed,
        choices=choices,
        several=several or bool(column.attribute and column.attribute.multiple),
    )


def _heading(kind: Kind, column: Column, language: str) -> str:
    """The label in the language when the import reads it as this column, else the key, which it always does."""
    wanted = _words(language)["heading"][column.key] if column.attribute is None else _label(column, language)
    return wanted if kind.column(wanted) == column.key else column.key


def _label(column: Column, language: str) -> str:
    attribute = column.attribute
    assert attribute is not None
    if column.language is None:
        return attribute.label[language]
    if language == "zh":
        return f"{attribute.label.zh}{'中文' if column.language == 'zh' else '英文'}"
    return f"{attribute.label.en} {'Chinese' if column.language == 'zh' else 'English'}"


def _note(kind: Kind, column: Column, language: str) -> str:
    if column.attribute is not None:
        definition = column.attribute.definition[language]
        several = _words(language)["several"] if column.attribute.multiple else ""
        return " ".join(filter(None, (definition, several)))
    key = f"{kind.key}_class" if column.key == "class" else column.key
    return str(_words(language)["note"][key])


def _choices(
    kind: Kind, column: Column, model: Model, language: str, class_key: str | None
) -> tuple[tuple[str, ...], bool]:
    """Values to choose from, and whether a cell may hold several."""
    if column.key == "class":
        wanted = "Source" if kind.key == "sources" else "Entity"
        of = [key for key, found in model.classes.items() if model.is_a(key, wanted) and not found.abstract]
        if class_key and kind.key == "entities":
            of = [key for key in of if model.is_a(key, class_key)]
        return tuple(_class_name(key, model, language) for key in of), True
    if column.key == "relation":
        return tuple(_relation_name(each, model, language) for each in _relations(model, class_key)), False
    attribute = column.attribute
    if attribute is None:
        return (), column.key in ("about", "cited_lines")
    row_class = {"observations": "Observation", "discrepancies": "Discrepancy"}.get(kind.key)
    scheme = model.scheme_for(attribute.key, [row_class] if row_class else ())
    return (_codes(model.schemes[scheme], language), attribute.multiple) if scheme else ((), attribute.multiple)


def _relations(model: Model, class_key: str | None) -> Iterable[Relation]:
    """Relations among entities; of a class those that it may stand in, at either end."""
    own = {class_key, *model.classes[class_key].ancestors} if class_key else None
    for relation in model.relations.values():
        ends = {*relation.domain, *relation.range}
        if all(model.is_a(key, "Observation") or model.is_a(key, "Discrepancy") for key in relation.domain):
            continue
        if own is None or own & ends:
            yield relation


def _class_name(key: str, model: Model, language: str) -> str:
    label = model.classes[key].label[language]
    found = model.class_named(label)
    return label if found is not None and found.key == key else key


def _relation_name(relation: Relation, model: Model, language: str) -> str:
    label = relation.label[language]
    found = model.relation_named(label)
    return label if found is not None and found.key == relation.key else relation.key


def _codes(concepts: Iterable[Concept], language: str) -> tuple[str, ...]:
    """Labels that no other code of the scheme has, else codes."""
    listed = tuple(concepts)
    names = [name for each in listed for name in {each.code, each.label.zh, each.label.en}]
    return tuple(each.label[language] if names.count(each.label[language]) == 1 else each.code for each in listed)


@cache
def _words(language: str) -> Mapping[str, Any]:
    """The texts of the columns that are no attributes."""
    return tomllib.loads(files(__package__).joinpath(f"notes_{language}.toml").read_text("utf-8"))
