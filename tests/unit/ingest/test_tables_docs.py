"""docs/tables.md and docs/tables.zh.md: their examples are imported, and they name every column and limit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.importing import ImportPlan, plan_import
from ingest.limits import DEFAULT_LIMITS
from ingest.tables.columns import kinds
from ontology.model import load_model

DOCS = Path(__file__).parents[3] / "docs"
PAGES = ("tables.md", "tables.zh.md")
EXAMPLE = re.compile(r"^`(?P<name>[^`]+\.csv)`\n\n```csv\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
MESSAGE = re.compile(r"^```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def imported(page: str, folder: Path) -> ImportPlan:
    for found in EXAMPLE.finditer((DOCS / page).read_text("utf-8")):
        (folder / found["name"]).write_text(found["text"], "utf-8")
    return plan_import([folder], "chips", load_model())


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_can_be_imported(page: str, tmp_path: Path) -> None:
    plan = imported(page, tmp_path)
    assert [str(p) for p in plan.problems] == []
    assert dict(plan.counts) | {"statements": 0} == {
        "entities": 4,
        "relations": 5,
        "observations": 3,
        "sources": 3,
        "statements": 0,
    }


def test_both_languages_show_the_same_facts_but_for_words(tmp_path: Path) -> None:
    counts = []
    for page in PAGES:
        (tmp_path / page).mkdir()
        counts.append(len(imported(page, tmp_path / page).quads))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("page", PAGES)
def test_every_column_is_named_and_needed_ones_are_bold(page: str) -> None:
    text = (DOCS / page).read_text("utf-8")
    for kind in kinds(load_model()).values():
        section = text[text.index(f"\n**{kind.key}**") :].partition("\n\n")[0]
        for column in kind.shown:
            shown = f"**`{column}`**" if column in kind.needed else f"`{column}`"
            assert shown in section, (kind.key, column)


@pytest.mark.parametrize(("page", "language"), [*zip(PAGES, ("en", "zh"), strict=True)])
def test_the_messages_shown_are_the_ones_that_are_given(page: str, language: str, tmp_path: Path) -> None:
    (tmp_path / "entities.csv").write_text(
        "id,class,name_zh\norg:a,ChipVender,甲\norg:b,ChipVendor,乙\nprod:xh-1,Chip,星河一号\n", "utf-8"
    )
    (tmp_path / "relations.csv").write_text(
        "subject,relation,object\norg:b,makes,prod:xh-1\norg:b,uses,星河一号\n", "utf-8"
    )
    (tmp_path / "observations.csv").write_text(
        "id,indicator,about,value,unit\nobs:a,revenue,org:b,12亿元,CNY\n", "utf-8"
    )
    plan = plan_import([tmp_path], "chips", load_model())
    shown = MESSAGE.search((DOCS / page).read_text("utf-8"))
    assert shown is not None
    assert sorted(p.text(language) for p in plan.problems) == sorted(shown[1].splitlines())


@pytest.mark.parametrize("page", PAGES)
def test_limits_are_told_as_they_are(page: str) -> None:
    text, limits, megabyte = (DOCS / page).read_text("utf-8"), DEFAULT_LIMITS, 2**20
    sizes = [limits.table_bytes // megabyte, limits.unpacked_bytes // megabyte, limits.rdf_bytes // megabyte]
    for size in [*(f"{size} MB" for size in sizes), f"{limits.rows:,}", f"{limits.seconds:g} "]:
        assert size in text
