"""Messages: their place, their two languages, and that nothing in a file can harm a terminal."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from string import Formatter

from hypothesis import given
from hypothesis import strategies as st

import ingest
from ingest.errors import IngestError, IngestLimitReached, refusal
from ingest.problems import problem

PACKAGE = Path(ingest.__file__).parent
KEY = re.compile(r'"([a-z][a-z0-9_]+)"')


def catalogue(language: str) -> dict[str, str]:
    return tomllib.loads((PACKAGE / "locale" / f"{language}.toml").read_text("utf-8"))


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_both_languages_have_the_same_messages_with_the_same_facts() -> None:
    zh, en = catalogue("zh"), catalogue("en")
    assert list(zh) == list(en)
    assert {key: fields(text) for key, text in zh.items()} == {key: fields(text) for key, text in en.items()}


def test_every_message_is_used() -> None:
    code = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    assert set(catalogue("en")) - set(KEY.findall(code)) == set()


def test_a_problem_says_file_row_and_column() -> None:
    found = problem("unknown_class", "entities.csv", 12, "class", value="Chip Vender", near="ChipVendor")
    assert str(found) == "entities.csv:12:class: there is no class “Chip Vender”; nearest: ChipVendor"
    assert found.text("zh").startswith("entities.csv:12:class: 没有“Chip Vender”这个类")


@given(st.text())
def test_whatever_stands_in_a_file_its_message_is_one_printable_line(value: str) -> None:
    found = problem("unknown_class", f"{value}.csv", 2, value, value=value, near=value)
    assert (str(found) + found.text("zh")).isprintable()


def test_a_long_value_is_shown_short() -> None:
    assert len(str(problem("not_number", "a.csv", 2, "value", value="9" * 5000))) < 120


def test_an_error_lists_every_problem_and_speaks_both_languages() -> None:
    error = refusal([problem("not_number", "a.csv", row, "value", value="x") for row in (2, 3)])
    assert isinstance(error, IngestError)
    assert error.exit_status == 2
    assert str(error).splitlines() == [f"a.csv:{row}:value: “x” is not a number" for row in (2, 3)]
    assert error.text("zh").splitlines()[1] == "a.csv:3:value: “x”不是数字"


def test_only_limits_reached_have_their_own_exit_status() -> None:
    limit, wrong = problem("limit_rows", "a.csv", limit=3), problem("not_number", "a.csv", value="x")
    assert isinstance(refusal([limit]), IngestLimitReached)
    assert refusal([limit]).exit_status == 4
    assert refusal([limit, wrong]).exit_status == 2
