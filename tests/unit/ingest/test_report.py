"""The report's own tables go through the users' door and come out whole."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from pyoxigraph import Literal, NamedNode

from ingest.build import read_report, read_report_tables, report_files, report_quads
from ingest.evidence import quote, text_lines
from ingest.report.evidence import FOLDER, marks, unwritten, written
from ingest.statements.evidence_cells import Lines
from ontology.model import load_model

ZT = "https://w3id.org/zhitu/ns#"


def test_the_reports_tables_have_no_problem() -> None:
    _, problems = read_report(load_model())
    assert [str(p) for p in problems if p.fatal] == []


def test_the_reports_facts_are_the_same_each_time() -> None:
    assert report_quads(load_model()) == report_quads(load_model())


def test_every_table_of_the_report_is_read() -> None:
    on_disk = {p.relative_to(FOLDER).as_posix() for p in FOLDER.rglob("*.csv")} - {"not_facts.csv", "accepted.csv"}
    assert {file.name for file in report_files(FOLDER)} == on_disk


def test_all_that_the_tables_say_in_chinese_they_say_in_english() -> None:
    model = load_model()
    translated = {attribute.iri for attribute in model.attributes.values() if attribute.translated}
    languages: dict[tuple[str, str], set[str]] = defaultdict(set)
    for quad in report_quads(model):
        formal = quad.predicate.value == ZT + "official"  # formal names are not translated
        if isinstance(quad.object, Literal) and not formal:
            language = quad.object.language or ("zh" if quad.predicate.value in translated else None)
            if language:
                languages[str(quad.subject), quad.predicate.value].add(language)
    assert {key: found for key, found in languages.items() if "en" not in found} == {}


def test_each_translation_is_of_a_text_that_stands_in_a_table_and_no_two_texts_are_translated_alike() -> None:
    tables, _ = read_report_tables(FOLDER, load_model())
    english = {row["zh"]: row["en"] for row in tables.rows("translations")}
    others = (table for table in tables.tables if table.kind.key != "translations")
    cells = {text for table in others for row in table.rows for text in row.cells.values()}
    assert english.keys() - cells == set()
    assert [text for text, times in Counter(english.values()).items() if times > 1] == []
    assert [text for text in english.values() if re.search("[\u4e00-\u9fff]", text)] == []


def test_each_place_that_a_row_rests_on_has_its_digest_and_no_other_has() -> None:
    tables, _ = read_report_tables(FOLDER, load_model())
    assert [str(p) for p in unwritten(tables, load_model())] == []


def test_digests_are_in_the_order_of_the_lines() -> None:
    tables, _ = read_report_tables(FOLDER, load_model())
    places = [tuple(map(int, text[1:].split("-"))) for text in written(tables)]
    assert places == sorted(places, key=lambda place: (place[0], place[-1]))


def test_every_evidence_of_the_report_stands_in_a_section() -> None:
    quads = report_quads(load_model())
    of = {name: {q.subject for q in quads if q.predicate == NamedNode(ZT + name)} for name in ("lineStart", "section")}
    evidence = {q.object for q in quads if q.predicate == NamedNode(ZT + "evidence")}
    assert evidence <= of["lineStart"]
    assert evidence <= of["section"]


def test_lines_are_counted_by_line_feeds_alone() -> None:
    lines = text_lines("a\x0cb\u2028c\r\nd\n")
    assert (len(lines), quote(lines, 2, 2)) == (3, "d")


def test_a_place_without_words_is_named() -> None:
    places = {
        Lines("src:report", 1, 1): "a.csv:2",
        Lines("src:report", 2, 2): "a.csv:3",
        Lines("src:x", 1, 1): "a.csv:4",
    }
    found, problems = marks(places, ["——", "words"])
    assert list(found) == ["L2"]
    assert [str(p) for p in problems] == ["a.csv:2: L1 holds no words, or lies beyond the last line, 2"]
