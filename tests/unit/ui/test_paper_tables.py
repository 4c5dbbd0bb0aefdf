"""Tables for paper hold all rows up to a limit that they name, and nothing in them is HTML of somebody else's."""

from __future__ import annotations

from ui.paper import PRINTED_ROWS, printed
from ui.texts import load_texts

EN, ZH = load_texts("en"), load_texts("zh")


def test_a_table_has_all_its_rows_and_its_texts_are_only_text() -> None:
    html = printed([{"a & b": "<script>", "value": 95}, {"a & b": None, "value": 0}], EN)
    assert "<th>a &amp; b</th><th>value</th>" in html
    assert "<tr><td>&lt;script&gt;</td><td>95</td></tr><tr><td></td><td>0</td></tr>" in html
    assert "caption" not in html


def test_only_the_columns_that_are_asked_for_stand_on_paper() -> None:
    assert "address" not in printed([{"name": "A", "address": "explore?n=a"}], EN, ["name"])


def test_a_longer_table_says_how_many_rows_there_are() -> None:
    rows = [{"n": number} for number in range(PRINTED_ROWS + 1)]
    assert printed(rows, EN).count("<tr>") == PRINTED_ROWS + 1  # and the head
    assert "The first 1,000 of 1,001 rows; the download has all." in printed(rows, EN)
    assert "共 1,001 行，此处为前 1,000 行" in printed(rows, ZH)
