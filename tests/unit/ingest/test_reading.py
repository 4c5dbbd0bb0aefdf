"""Tables in any encoding, delimiter and shape."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.limits import Limits
from ingest.problems import Problem
from ingest.tables import TableFile, Tables, read_tables
from ingest.tables.grid import clean
from ingest.tables.reading import EXCEL_ERRORS
from ontology.model import load_model

HEADER = ("id", "name_zh", "name_en", "class")
# Characters that GB18030 and UTF-16 can hold, some of them the ones that csv is about.
TEXT = st.text(
    st.one_of(
        st.sampled_from(",;\t\"\n'=@# 芯片机器人制造商，；、“”（）"),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
        st.characters(min_codepoint=0x21, max_codepoint=0x7E),
    ),
    max_size=20,
).filter(lambda text: clean(text) not in EXCEL_ERRORS)
ROWS = st.lists(st.tuples(*[TEXT] * len(HEADER)), min_size=1, max_size=6)


def read(path: Path, limits: Limits | None = None) -> tuple[Tables, list[Problem]]:
    tables, problems = read_tables([TableFile(path, path.name, path.stem)], load_model(), limits or Limits())
    return tables, list(problems)


def cells(tables: Tables) -> list[tuple[str, ...]]:
    return [tuple(row[key] for key in HEADER) for row in tables.rows("entities")]


def written(rows: list[tuple[str, ...]], delimiter: str, line_end: str) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end)
    if line_end == "\r":  # else a line feed in a cell would stand unquoted
        writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    writer.writerows([HEADER, *rows])
    return out.getvalue()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    ROWS,
    st.sampled_from(",;\t"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "utf-32"]),
)
def test_what_is_written_is_read_in_every_encoding(
    tmp_path: Path, rows: list[tuple[str, ...]], delimiter: str, line_end: str, encoding: str
) -> None:
    rows = [("芯片产业链，机器人", *row[1:]) for row in rows]  # enough Chinese to tell GB18030 from UTF-8 by chance
    path = tmp_path / "entities.csv"
    path.write_bytes(written(rows, delimiter, line_end).encode(encoding))

    tables, problems = read(path)

    assert problems == []
    assert cells(tables) == [tuple(map(clean, row)) for row in rows]


@pytest.mark.parametrize(
    "header", ["标识,名称,英文名,类别", "ID，名称，英文名，类别".replace("，", ";"), "Id\tName ZH\tname-en\tCLASS"]
)
def test_headers_are_known_by_their_labels_in_any_case_and_delimiter(tmp_path: Path, header: str) -> None:
    delimiter = next(d for d in "\t;," if d in header)
    path = tmp_path / "实体.csv"
    path.write_text(f"{header}\n{delimiter.join(['org:a', '甲', 'A', 'City'])}\n", "utf-8")
    tables, problems = read(path)
    assert (cells(tables), problems) == ([("org:a", "甲", "A", "City")], [])


def test_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    path = tmp_path / "entities.csv"
    path.write_text('\nid,name_zh\n\norg:a,"two\nlines"\n\norg:b,x\n', "utf-8")
    tables, _ = read(path)
    assert [row.number for row in tables.rows("entities")] == [4, 6]


def test_excels_own_first_line_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "entities.csv"
    path.write_text("sep=;\r\nid;class\r\norg:a;City\r\n", "utf-8")
    tables, problems = read(path)
    assert ([row.place for row in tables.rows("entities")], problems[:1]) == (["entities.csv:2"], [])


def test_invisible_characters_and_wide_spaces_around_a_cell_are_dropped(tmp_path: Path) -> None:
    path = tmp_path / "entities.csv"
    path.write_text("id,class,name_zh\n\u200borg:a\u3000,City,\u3000芯片\u3000厂\u00a0\n", "utf-8")
    tables, _ = read(path)
    assert cells(tables) == [("org:a", "芯片\u3000厂", "", "City")]


def test_columns_for_the_author_alone_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "entities.csv"
    path.write_text("id,class,name_zh,# todo,_checked\norg:a,City,x,ask,yes\n", "utf-8")
    tables, problems = read(path)
    assert (problems, set(next(tables.rows("entities")).cells)) == ([], {"id", "class", "name_zh"})


@pytest.mark.parametrize(
    ("limits", "key"),
    [
        (Limits(rows=3), "limit_rows"),
        (Limits(columns=2), "limit_columns"),
        (Limits(table_bytes=10), "limit_bytes"),
    ],
)
def test_a_table_beyond_a_limit_is_refused(tmp_path: Path, limits: Limits, key: str) -> None:
    path = tmp_path / "entities.csv"
    path.write_text("id,class,name_zh\n" + "org:a,City,x\n" * 5, "utf-8")
    _, problems = read(path, limits)
    assert [p.key for p in problems] == [key]


def test_a_quote_that_swallows_the_rest_of_a_long_file_is_found(tmp_path: Path) -> None:
    path = tmp_path / "entities.csv"
    path.write_text('id,class,name_zh\norg:a,City,"x\n' + "org:b,City,y\n" * 20_000, "utf-8")
    _, problems = read(path)
    assert [(p.key, p.row) for p in problems] == [("limit_cell", 2)]


def workbook(path: Path, rows: list[list[object]], title: str = "entities") -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path)
    return book


def test_numbers_dates_and_truth_values_of_a_workbook_are_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    values: list[object] = [2019.0, 0.1 + 0.2, True, datetime.date(2019, 5, 1), datetime.datetime(2019, 5, 1, 8, 30)]
    workbook(path, [["id", "class", "name_zh"], *(["org:a", "City", value] for value in values)], "实体")
    tables, problems = read(path)
    assert problems == []
    assert [row["name_zh"] for row in tables.rows("entities")] == [
        "2019",
        "0.3",
        "true",
        "2019-05-01",
        "2019-05-01T08:30:00",
    ]


def test_a_cell_formatted_as_percent_is_read_as_it_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = workbook(path, [["id", "value"], ["obs:a", 0.07]], "observations")
    book["observations"]["B2"].number_format = "0.0%"
    book.save(path)
    tables, _ = read(path)
    assert next(tables.rows("observations"))["value"] == "7%"


def test_cells_merged_down_a_column_hold_for_each_row(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = workbook(path, [["id", "class"], ["org:a", "City"], ["org:b", None], ["org:c", None]])
    book["entities"].merge_cells("B2:B3")
    book.save(path)
    tables, problems = read(path)
    assert ([row["class"] for row in tables.rows("entities")], problems) == (["City", "City", ""], [])


def test_a_sheet_of_remarks_is_left_out_with_a_word(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = workbook(path, [["id", "class"], ["org:a", "City"]])
    book.create_sheet("remarks")["A1"] = "note"
    book.save(path)
    _, problems = read(path)
    assert [(p.key, p.fatal) for p in problems] == [("unknown_sheet", False)]


def test_a_workbook_that_unpacks_without_end_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    workbook(path, [["id", "class"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", b"\0" * 3_000_000)
    _, problems = read(path, Limits(unpacked_bytes=2**20))
    assert [p.key for p in problems] == ["limit_unpacked"]


def test_a_workbook_that_lies_about_its_size_is_found_out(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * 3_000_000)
    data = path.read_bytes().replace((3_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    path.write_bytes(data)
    _, problems = read(path, Limits(unpacked_bytes=2**20))
    assert [p.key for p in problems] == ["limit_unpacked"]


def test_a_file_that_vanishes_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    _, problems = read(tmp_path / "entities.csv")
    assert [p.key for p in problems] == ["not_readable"]
