"""Query results as files: nothing in them runs, and nothing is lost that the format can hold."""

from __future__ import annotations

import io
import json

import openpyxl
import pyarrow.parquet as pq
import pytest

from graph.export.results import as_csv, as_json, as_parquet, as_xlsx
from graph.values import Node, QueryResult, Relationship

NODE = Node("org:a", ("Organization",), {"id": "org:a", "name": "A"})
EDGE = Relationship("stmt:1", "MAKES", "org:a", "prod:b", {"id": "stmt:1"})
RESULT = QueryResult(
    ("text", "n", "x", "ok", "node", "edge", "mixed"),
    (
        ('=HYPERLINK("http://x","y")', 1, 1.5, True, NODE, EDGE, 1),
        ("+1+1\x00", 2**60, float("inf"), None, None, EDGE, "two"),
        ("@cmd", None, 2.0, False, NODE, None, ("a", 1)),
    ),
)


@pytest.mark.parametrize("hostile", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "=cmd|'/C calc'!A1"])
def test_no_text_becomes_a_formula_in_a_workbook(hostile: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(QueryResult((hostile,), ((hostile,),))))).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert [(cell.data_type, cell.value) for cell in cells] == [("s", hostile)] * 2


def test_a_workbook_keeps_numbers_truth_and_gaps() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(RESULT))).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][1:5] == (1, 1.5, True, "org:a")
    assert rows[2][1:4] == (str(2**60), "inf", None)  # a spreadsheet would round the one and lose the other
    assert rows[1][5] == "org:a -[MAKES]-> prod:b"


def test_parquet_columns_of_one_kind_keep_it() -> None:
    table = pq.read_table(io.BytesIO(as_parquet(RESULT)))
    assert [str(field.type) for field in table.schema] == ["string", "int64", "double", "bool", *["string"] * 3]
    assert table.column("n").to_pylist() == [1, 2**60, None]
    assert table.column("mixed").to_pylist() == ["1", "two", '["a", 1]']


def test_an_empty_result_is_an_empty_file_with_its_columns() -> None:
    empty = QueryResult(("a", "b"), ())
    assert pq.read_table(io.BytesIO(as_parquet(empty))).column_names == ["a", "b"]
    assert as_csv(empty) == "a,b\r\n"
    assert json.loads(as_json(empty))["rows"] == []
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(empty))).active
    assert sheet is not None
    assert sheet.max_row == 1


def test_a_long_text_is_cut_to_what_a_cell_holds() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(QueryResult(("t",), (("x" * 40_000,),))))).active
    assert sheet is not None
    assert len(str(sheet["A2"].value)) == 32_767
