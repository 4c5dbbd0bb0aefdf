"""The coverage tool shows what a report says and no row points to, on a small report of our own."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from ingest.build import read_report_tables
from ingest.report.coverage import NOT_FACTS, as_json, as_text, decide, main, read_decisions, report_coverage
from ingest.report.gaps import Coverage, Gap, coverage
from ingest.statements.evidence_cells import Lines
from ontology.model import load_model
from tests.copies import LINES, TEA

ENTITIES = """\
id,class,name_zh,name_en,aliases,misspellings,description_zh,description_en,evidence
org:yunling,RobotMaker,云岭智造,Yunling,,,,,L9-10;L32-33
org:songfeng,RobotMaker,松风机械,Songfeng Machinery,Songfeng,,,,L10
prod:xiaoqing,Robot,小青,Xiaoqing,,,,,L9;L22
place:qingling,City,青岭,Qingling,,,,,L3;L7;L9
"""
RELATIONS = """\
subject,relation,object,evidence
org:yunling,makes,prod:xiaoqing,L9
src:tea,cites,src:endnote-1,L9
src:tea,cites,src:endnote-2,L22
"""
OBSERVATIONS = """\
id,indicator,about,value,value_min,value_max,unit,currency,bound,printed,period_start,period_end,kind,region,evidence
obs:robots-2022,count,place:qingling,35,,,unit,,exact,35台,2022,2022,actual,,L9
obs:robots-2026,count,place:qingling,600,,,unit,,more_than,超过600台,2026,2026,forecast,,L9
obs:price,count,prod:xiaoqing,98000,,,CNY,CNY,exact,,,,actual,,L22
obs:saving,count,prod:xiaoqing,30,,,percent,,exact,,,,actual,,L22
"""
SOURCES = """\
id,class,number,name_zh,name_en,lines,part_of,cited_lines,evidence
src:tea,Report,,茶园机器人年度观察,Tea,L1-54,,,L1
src:figure-1,Figure,1,采茶机器人数量,Robots,L16-18,src:tea,,L16
src:endnote-1,Endnote,1,青岭县农机年报,Yearbook,L52,src:tea,L9,L52
src:endnote-2,Endnote,2,投入产出测算,Sums,L53,src:tea,,L53
"""


def gaps_of(folder: Path, **changed: str) -> Coverage:
    tables = {"sources": SOURCES, "observations": OBSERVATIONS, "entities": ENTITIES, "relations": RELATIONS} | changed
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    for kind in ("entities", "relations"):
        (folder / kind).mkdir(exist_ok=True)
        (folder / f"{kind}.csv").replace(folder / kind / "tea.csv")
    read, problems = read_report_tables(folder, load_model())
    assert [problem for problem in problems if problem.fatal] == []
    return coverage(LINES, read, "src:tea")


def parts(found: Coverage, kind: str, line: int | None = None) -> list[str]:
    return [gap.part for gap in found.gaps if gap.kind == kind and line in (None, gap.line)]


def test_a_paragraph_is_a_gap_unless_a_row_rests_on_it(tmp_path: Path) -> None:
    found = gaps_of(tmp_path)
    open_lines = {gap.line for gap in found.gaps if gap.kind == "paragraph"}
    assert {12, 14, 41, 44} <= open_lines
    assert not {1, 3, 7, 9, 10, 32, 52} & open_lines


def test_a_row_that_says_only_where_something_stands_covers_no_sentence(tmp_path: Path) -> None:
    found = gaps_of(tmp_path, observations=OBSERVATIONS.replace("L22", "L9"), entities=ENTITIES.replace(";L22", ""))
    assert parts(found, "paragraph", 22) == [""]


def test_a_sentence_is_a_gap_when_no_row_on_its_line_names_anything_in_it(tmp_path: Path) -> None:
    found = gaps_of(tmp_path)
    assert parts(found, "sentence", 9) == []
    assert parts(found, "sentence", 10) == ["s1"]
    assert parts(found, "sentence", 22) == ["s2"]
    assert parts(found, "sentence", 33) == []  # shorter than a sentence


def test_a_numeral_is_a_gap_when_no_row_on_its_line_says_it(tmp_path: Path) -> None:
    found = gaps_of(tmp_path)
    assert parts(found, "numeral", 9) == ["120", "2023", "62"]
    assert parts(found, "numeral", 32) == ["2017"]


def test_a_value_in_base_units_says_the_printed_number(tmp_path: Path) -> None:
    # 9.8万 is 98,000 and 三成 is 30 %; the 50 mu, 两年 and 1,200 yuan are said by nobody
    assert parts(gaps_of(tmp_path), "numeral", 22) == ["1,200", "两"]


def test_a_figure_is_a_gap_when_only_its_own_row_knows_it(tmp_path: Path) -> None:
    assert parts(gaps_of(tmp_path), "figure") == ["1"]
    assert (
        parts(gaps_of(tmp_path, relations=RELATIONS + "place:qingling,appears_in,src:figure-1,L16\n"), "figure") == []
    )


def test_an_endnote_is_a_gap_where_its_row_does_not_name_the_marker(tmp_path: Path) -> None:
    assert [(gap.line, gap.part) for gap in gaps_of(tmp_path).gaps if gap.kind == "endnote"] == [(22, "2")]
    without = SOURCES.replace("src:endnote-2,Endnote,2,", "src:endnote-2,Endnote,7,")
    missing = gaps_of(tmp_path, sources=without)
    assert [(gap.line, gap.part) for gap in missing.gaps if gap.kind == "endnote"] == [(22, "2"), (53, "2")]


def decisions(folder: Path, rows: str) -> Path:
    path = folder / "not_facts.csv"
    path.write_text("lines,part,reason_zh,reason_en\n" + rows, "utf-8")
    return path


FOUND = Coverage((Gap(5, "paragraph", ""), Gap(9, "numeral", "62"), Gap(9, "sentence", "s2")), {"paragraph": 9})


def test_a_decision_covers_its_lines_or_only_the_part_it_names(tmp_path: Path) -> None:
    path = decisions(tmp_path, "L9,62,年份,A year\nL4-6,,标题,A heading\n")
    decided = decide(FOUND, read_decisions(path))
    assert decided.open == (Gap(9, "sentence", "s2"),)
    assert decided.unused == ()


def test_a_decision_about_what_is_covered_is_named(tmp_path: Path) -> None:
    decided = decide(FOUND, read_decisions(decisions(tmp_path, "L9;L11,,a,a\nL5,62,b,b\n")))
    assert [(d.row, d.lines.first) for d in decided.unused] == [(2, 11), (3, 5)]
    assert "not_facts.csv:2: L11" in as_text(FOUND, decided)


def test_gaps_are_listed_as_text_and_as_json(tmp_path: Path) -> None:
    decided = decide(FOUND, read_decisions(decisions(tmp_path, "L9,,理由,A reason\n")))
    assert as_text(FOUND, decided).splitlines() == [
        "L5 paragraph",
        "paragraph: 8 of 9 covered, 0 left out on purpose, 1 open",
    ]
    assert "L9 numeral 62 -- 理由" in as_text(FOUND, decided, all_gaps=True)
    listed = json.loads(as_json(FOUND, decided))
    assert [gap["reason"] and gap["reason"]["en"] for gap in listed["gaps"]] == [None, "A reason", "A reason"]


@pytest.mark.parametrize("row", ["L5,,只有中文,", "L5,,,English only", "5-3,,a,a", ",,a,a"])
def test_a_decision_without_lines_or_reason_is_refused(tmp_path: Path, row: str) -> None:
    with pytest.raises(ValueError, match=r"not_facts\.csv:2"):
        read_decisions(decisions(tmp_path, row + "\n"))


def test_the_reports_own_decisions_are_in_both_languages_and_in_order() -> None:
    read = read_decisions()
    assert len(read) > 20
    starts = [first.lines for first in read if [d.row for d in read].count(first.row) == 1]
    assert starts == sorted(starts)
    for decision in read:
        assert decision.lines == Lines("src:report", decision.lines.first, decision.lines.last)
        assert decision.lines.last <= 1160
        assert any("\u4e00" <= c <= "\u9fff" for c in decision.reason.zh)
        assert decision.reason.en.isascii()


def test_no_personal_contact_data_is_written_down() -> None:
    tables, _ = read_report_tables(NOT_FACTS.parent, load_model())
    cells = [text for table in tables.tables for row in table.rows for text in row.cells.values()]
    assert not [text for text in cells if "@" in text and "." in text.partition("@")[2] and "/" not in text]
    assert not [text for text in cells if "+86" in text]


def test_the_command_lists_gaps_and_fails_while_one_is_open(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tea.txt").write_text(TEA, "utf-8")
    assert main([str(tmp_path / "tea.txt"), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["gaps"]


@pytest.mark.report_text
def test_every_gap_of_the_report_is_decided(report_text: Path) -> None:
    decided = decide(report_coverage(report_text), read_decisions())
    assert decided.open == ()


def test_the_file_of_decisions_is_plain_csv() -> None:
    with NOT_FACTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["lines", "part", "reason_zh", "reason_en"]
    assert {len(row) for row in rows} == {4}
