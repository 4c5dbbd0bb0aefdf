"""Exports to spreadsheets hold what was said, and run nothing."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from graph.export.sheets import Cell, csv_bytes, xlsx_bytes

HOSTILE = ["=1+1", "+1+2", "-1+2", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x","y")']


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_csv_file_is_a_formula(text: str) -> None:
    rows: list[dict[str, Cell]] = [{"a": text}]
    (cell,) = [row["a"] for row in csv.DictReader(io.StringIO(csv_bytes(["a"], rows).decode("utf-8-sig"), newline=""))]
    assert cell == f"'{text}"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_workbook_is_a_formula(text: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes("Numbers", ["a"], [{"a": text}])))["Numbers"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == (text, "s")


def test_numbers_stay_numbers() -> None:
    rows: list[dict[str, Cell]] = [{"a": 14_000_000_000.0, "b": -8.6, "c": None}]
    assert csv_bytes(["a", "b", "c"], rows).decode("utf-8-sig").splitlines()[1] == "14000000000,-8.6,"
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes("a/b:c", ["a", "b", "c"], rows))).worksheets[0]
    assert [cell.value for cell in sheet[2]] == [14_000_000_000, -8.6, None]


def test_characters_that_no_workbook_holds_are_left_out() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes("x", ["a"], [{"a": "a\x00b\ud800c"}]))).worksheets[0]
    assert sheet["A2"].value == "abc"
