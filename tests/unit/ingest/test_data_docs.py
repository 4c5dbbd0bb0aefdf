"""The editorial rules name things that exist, and say the same in both languages."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from ingest.build import REPORT, read_report_tables
from ingest.report.coverage import FOLDER
from ontology.model import load_model

DOCS = Path(__file__).parents[3] / "docs"
PAGES = ("data.md", "data.zh.md")
_ID = re.compile(r"`([a-z]+:[\w.\-]+)`")
_BOUND = re.compile(r"^\|[^|`]+\| `([a-z_]+)`", re.MULTILINE)


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


@cache
def declared() -> frozenset[str]:
    tables, _ = read_report_tables(FOLDER, load_model())
    kinds = ("entities", "observations", "sources", "discrepancies")
    return frozenset(row["id"] for kind in kinds for row in tables.rows(kind))


@pytest.mark.parametrize("name", PAGES)
def test_every_id_on_the_page_stands_in_the_reports_tables(name: str) -> None:
    ids = _ID.findall(page(name))
    assert len(ids) > 20
    assert [id_ for id_ in ids if id_ not in declared()] == []


def test_both_pages_speak_of_the_same_things() -> None:
    zh, en = (page(name) for name in reversed(PAGES))
    assert set(_ID.findall(zh)) == set(_ID.findall(en))
    assert _BOUND.findall(zh) == _BOUND.findall(en)
    assert re.findall(r"^#+ ", zh, re.MULTILINE) == re.findall(r"^#+ ", en, re.MULTILINE)
    assert re.findall(r"^- \*\*", zh, re.MULTILINE) == re.findall(r"^- \*\*", en, re.MULTILINE)


@pytest.mark.parametrize("name", PAGES)
def test_every_bound_has_a_rule(name: str) -> None:
    assert set(_BOUND.findall(page(name))) == {concept.code for concept in load_model().schemes["bounds"]}


@pytest.mark.parametrize("name", PAGES)
def test_kinds_and_severities_are_codes_of_the_ontology(name: str) -> None:
    for scheme in ("kinds", "severities"):
        for concept in load_model().schemes[scheme]:
            assert f"`{concept.code}`" in page(name)


@pytest.mark.parametrize("name", PAGES)
def test_the_files_that_the_page_names_exist(name: str) -> None:
    named = set(re.findall(r"`(\w+\.csv)`", page(name)))
    assert named == {"not_facts.csv", "evidence.csv", "sources.csv", "discrepancies.csv", "translations.csv"}
    assert all((FOLDER / file).exists() for file in named)
    assert REPORT in page(name)


def test_what_is_called_misspelt_is() -> None:
    tables, _ = read_report_tables(FOLDER, load_model())
    misspelt = {row["id"] for row in tables.rows("entities") if row["misspellings"]}
    assert {"org:mentor-graphics", "org:sandia"} <= misspelt


def test_a_joint_share_is_about_all_its_members() -> None:
    tables, _ = read_report_tables(FOLDER, load_model())
    about = {row["id"]: row["about"].split(";") for row in tables.rows("observations")}
    assert len(about["obs:eda-big-three-share"]) == 3
    assert len(about["obs:asic-penetration-robotics-2025"]) == 2
