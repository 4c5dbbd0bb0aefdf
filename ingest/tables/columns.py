"""Which kinds of tables there are and what their columns are called, in the ontology's words and in both languages."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from ingest.tables.grid import folded
from ontology.model import LANGUAGES, TRANSLATION, Attribute, Model

# Made from other columns, never written by people.
_DERIVED = frozenset({"section", "line_start", "line_end", "figure", "endnote", "source", "digest"})
# Rows of these classes have tables of their own; an attribute of theirs alone is no column of entities.
_OWN_TABLES = frozenset({"Observation", "Evidence", "Discrepancy"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `attribute` and `language` say which fact a cell is; structural columns have none."""

    key: str
    attribute: Attribute | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of table: the columns it may have by key, and which header text means which column."""

    key: str
    files: tuple[str, ...]
    needed: tuple[str, ...]
    shown: tuple[str, ...]  # in the order of documentation and templates
    columns: Mapping[str, Column]
    headings: Mapping[str, str]  # folded header text -> column key

    def column(self, header: str) -> str | None:
        """The key of the column that a header cell names."""
        return self.headings.get(heading(header))

    def known(self, headers: Iterable[str]) -> int:
        """How many header cells name a column."""
        return sum(self.column(header) is not None for header in headers)


def heading(text: str) -> str:
    """A header cell as it is compared: case, width, spaces, hyphens and brackets do not matter.

    >>> heading("Name EN"), heading("名称（英文）")
    ('nameen', '名称英文')
    """
    plain = folded(text).casefold()
    return "".join(c for c in plain if unicodedata.category(c)[0] in "LN")


@cache
def kinds(model: Model) -> Mapping[str, Kind]:
    """All kinds of tables under a model."""
    rows = tomllib.loads(files("ingest.tables").joinpath("columns.toml").read_text("utf-8"))
    return MappingProxyType({key: _kind(key, row, model) for key, row in rows.items()})


def kind_of_title(title: str, model: Model) -> Kind | None:
    """The kind that a file, folder or sheet name tells: its first word, in English or Chinese.

    ``entities``, ``entities-chips``, ``实体_芯片`` and ``Entities 2024`` all hold entities.
    """
    name = folded(title).casefold()
    for kind in kinds(model).values():
        for word in sorted(kind.files, key=len, reverse=True):
            rest = name.removeprefix(word)
            if rest != name and (not rest or not rest[0].isalpha() or not rest[0].isascii() or not word.isascii()):
                return kind
    return None


def _kind(key: str, row: dict[str, object], model: Model) -> Kind:
    needed, shown = _strings(row["needed"]), _strings(row["columns"])
    attributes = {c.key: c for c in _attribute_columns(key, row.get("subjects"), model)}
    columns = {name: attributes.get(name, Column(name)) for name in shown} | attributes
    headings: dict[str, str] = {}
    extra = row["headings"]
    assert isinstance(extra, dict)
    for column in columns.values():
        for text in [column.key, *extra.get(column.key, ()), *_labels(column)]:
            headings.setdefault(heading(text), column.key)
    return Kind(key, _strings(row["files"]), needed, shown, MappingProxyType(columns), MappingProxyType(headings))


def _strings(value: object) -> tuple[str, ...]:
    assert isinstance(value, list)
    return tuple(map(str, value))


def _attribute_columns(key: str, subjects: object, model: Model) -> list[Column]:
    found = [a for a in model.attributes.values() if a.key not in _DERIVED and _belongs(a, key, subjects, model)]
    columns = [Column(a.key, a) for a in found if not a.language_tagged]
    tagged = [a for a in found if a.language_tagged]
    columns += [Column(f"{a.key}_{language}", a, language) for a in tagged for language in LANGUAGES]
    columns += [Column(f"{a.key}_{TRANSLATION}", a, TRANSLATION) for a in found if a.translated]
    return columns


def _belongs(attribute: Attribute, key: str, subjects: object, model: Model) -> bool:
    if subjects is None:
        return attribute.on_statement and key == "relations"
    if subjects == "Entity":  # an entities table may hold any class, so it may hold what is said of any
        return bool(set(attribute.domain) - _OWN_TABLES)
    above = {str(subjects), *model.classes[str(subjects)].ancestors}
    return bool(above & set(attribute.domain))


def _labels(column: Column) -> list[str]:
    """The ontology's labels; of an attribute's two columns, each has the label in its own language.

    The column that needs no language has both, the one of its translation neither.
    """
    attribute, language = column.attribute, column.language
    if attribute is None:
        return []
    if language is None:
        return [attribute.label.zh, attribute.label.en]
    word_zh, word_en = {"zh": ("中文", "Chinese"), "en": ("英文", "English")}[language]
    label = attribute.label[language]
    zh, en = attribute.label.zh, attribute.label.en
    named = [word_zh + zh, zh + word_zh, f"{en} {word_en}"]
    return named if attribute.translated else [label, *named]
