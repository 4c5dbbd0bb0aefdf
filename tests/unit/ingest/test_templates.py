"""Templates: what they ask for is what the import reads, in both forms and both languages."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ingest.importing import plan_import
from ingest.tables.columns import kinds
from ingest.templates import csv_files, sheets, workbook
from ingest.templates.columns import Field
from ingest.templates.workbook import CHOICES
from ontology.model import Class, Relation, load_model

MODEL = load_model()
ROWS = {
    "entities": [
        {"id": "org:xinghe", "class": "ChipVendor", "name_zh": "星河芯片", "name_en": "Xinghe", "aliases": "星河;XH"},
        {"id": "place:nanhu", "class": "City", "name_zh": "南湖市", "name_en": "Nanhu"},
    ],
    "relations": [{"subject": "org:xinghe", "relation": "located_in", "object": "place:nanhu", "year": "2020"}],
    "observations": [
        {"id": "obs:r", "indicator": "revenue", "about": "org:xinghe", "value": "1200000000", "unit": "CNY"}
    ],
}


def chosen(values: tuple[str, ...], wanted: str, language: str) -> str:
    """A value of a drop-down: a label of a key or code, or itself."""
    terms: list[Class | Relation] = [*MODEL.classes.values(), *MODEL.relations.values()]
    labels = {term.label[language] for term in terms if term.key == wanted}
    labels |= {code.label[language] for scheme in MODEL.schemes.values() for code in scheme if code.code == wanted}
    (value,) = [value for value in values if value in labels | {wanted}]
    return value


def filled(language: str) -> dict[str, list[list[str]]]:
    """Rows as somebody fills them in, by kind, with values taken from the drop-downs."""

    def cell(field: Field, row: Mapping[str, str]) -> str:
        value = row.get(field.key, "")
        return chosen(field.choices, value, language) if field.choices and value else value

    return {
        sheet.kind: [[cell(field, row) for field in sheet.fields] for row in ROWS[sheet.kind]]
        for sheet in sheets(MODEL, language)
        if sheet.kind in ROWS
    }


def names(language: str) -> Mapping[str, str]:
    return {sheet.kind: sheet.name for sheet in sheets(MODEL, language)}


def check(path: Path) -> None:
    plan = plan_import([path], "mine", MODEL)
    assert not [str(problem) for problem in plan.problems if problem.fatal or problem.key == "unknown_sheet"]
    said = {str(quad) for quad in plan.quads}
    assert any("located" in each.lower() and "nanhu" in each for each in said)
    assert plan.counts["entities"] == 2
    assert plan.counts["observations"] == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_filled_in_workbook_is_imported(tmp_path: Path, language: str) -> None:
    book = load_workbook(io.BytesIO(workbook(MODEL, language)))
    for kind, rows in filled(language).items():
        for row in rows:
            book[names(language)[kind]].append(row)
    book.save(tmp_path / "filled.xlsx")
    check(tmp_path / "filled.xlsx")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_filled_in_text_files_are_imported(tmp_path: Path, language: str) -> None:
    for name, data in csv_files(MODEL, language).items():
        (tmp_path / name).write_bytes(data)
    for kind, rows in filled(language).items():
        with (tmp_path / f"{names(language)[kind]}.csv").open("a", encoding="utf-8", newline="") as file:
            file.writelines(",".join(row) + "\r\n" for row in rows)
    for kind in set(names(language)) - set(ROWS):
        (tmp_path / f"{names(language)[kind]}.csv").unlink()
    check(tmp_path)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_heading_is_read_as_its_column(language: str) -> None:
    for sheet in sheets(MODEL, language):
        kind = kinds(MODEL)[sheet.kind]
        assert [kind.column(field.heading) for field in sheet.fields] == [field.key for field in sheet.fields]
        assert {field.key for field in sheet.fields if field.needed} == set(kind.needed)
        assert all(field.note for field in sheet.fields)


def test_the_workbook_has_notes_and_drop_downs_that_reach_all_values() -> None:
    book = load_workbook(io.BytesIO(workbook(MODEL, "zh")))
    page = book["关系"]
    assert page["B1"].comment.text.startswith("主体与客体之间的关系")
    (rule,) = [rule for rule in page.data_validations.dataValidation if "B2" in rule.sqref]
    column = rule.formula1.split("!$")[1].split("$")[0]
    values = [cell.value for cell in book[CHOICES][column] if cell.value]
    assert "位于" in values
    assert rule.formula1.endswith(f"${len(values)}")
    assert book[CHOICES].sheet_state == "hidden"


def test_a_classs_template_has_its_attributes_and_only_its_relations() -> None:
    entities, relations = sheets(MODEL, "en", "ChipVendor")[:2]
    keys = [field.key for field in entities.fields]
    assert "founded" in keys
    assert "founded" not in [field.key for field in sheets(MODEL, "en")[0].fields]
    offered = next(field.choices for field in relations.fields if field.key == "relation")
    assert "makes" in offered
    assert "has pilot zone" not in offered


def test_the_same_template_is_the_same_file() -> None:
    assert csv_files(MODEL, "zh") == csv_files(MODEL, "zh")
