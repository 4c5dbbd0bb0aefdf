"""A .csv file -> a grid, whatever program wrote it: its encoding, delimiter and line ends are found out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from ingest.limits import Limits
from ingest.problems import Problem, problem
from ingest.tables.decoding import UndecodableError, decode
from ingest.tables.grid import Grid, Line, cell, clean

_EXCEL_HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # Excel's own first line, which is no row of the table
_DELIMITERS = (",", ";", "\t")

KnownHeaders = Callable[[tuple[str, ...]], int]
"""How many of some header cells name a known column: what decides between delimiters."""


def read_csv(path: Path, name: str, known: KnownHeaders, limits: Limits) -> tuple[Grid | None, list[Problem]]:
    """The rows of a .csv file, as far as they can be read, and what is wrong with its form."""
    data = path.read_bytes()
    try:
        text = decode(data)
    except UndecodableError as error:
        return None, [problem("not_decodable", name, error.line, byte=f"0x{error.byte:02X}", encoding=error.encoding)]
    if "\0" in text:
        return None, [problem("nul_byte", name, text.count("\n", 0, text.index("\0")) + 1)]
    hint = _EXCEL_HINT.match(text)
    if hint:
        text = text[hint.end() :]
    delimiter = hint[1] if hint else _delimiter(text, known)
    if delimiter is None:
        return None, [problem("full_width_commas", name, 1)]
    lines, problems = _rows(text, delimiter, name, limits)
    return Grid(name, path.stem, tuple(lines)), problems


def _rows(text: str, delimiter: str, name: str, limits: Limits) -> tuple[list[Line], list[Problem]]:
    lines: list[Line] = []
    number = 0
    try:
        for number, cells in enumerate(_records(text, delimiter), 1):
            if number > limits.rows:
                return lines, [problem("limit_rows", name, number, limit=limits.rows)]
            if len(cells) > limits.columns:
                return lines, [problem("limit_columns", name, number, limit=limits.columns)]
            line = Line(number, tuple(map(cell, cells)))
            if any(line.cells):
                lines.append(line)
    except csv.Error as error:
        return lines, [_broken(error, name, number + 1)]
    return lines, []


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)


def _broken(error: csv.Error, name: str, row: int) -> Problem:
    what = str(error)
    if "unexpected end of data" in what:
        return problem("quote_not_closed", name, row)
    if "field larger" in what:
        return problem("limit_cell", name, row, limit=csv.field_size_limit())
    if "expected after" in what:
        return problem("text_after_quote", name, row)
    return problem("csv_broken", name, row, reason=what)


def _delimiter(text: str, known: KnownHeaders) -> str | None:
    """The delimiter under which the header row names most known columns; None when only full-width commas would do."""
    header = next((line for line in io.StringIO(text, newline=None) if line.strip(' ,;\t"\r\n')), "")
    counts = {d: known(_header(header, d)) for d in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda d: counts[d])  # the first of equals: the comma
    if counts[best] <= 1 and known(_header(header.replace("，", ",").replace("；", ";"), ",")) > 1:
        return None
    return best


def _header(line: str, delimiter: str) -> tuple[str, ...]:
    try:
        return tuple(map(clean, next(iter(csv.reader([line], delimiter=delimiter, skipinitialspace=True)), [])))
    except csv.Error:
        return ()
