"""Pages of docs/ that stand in both languages: they lead to each other, and every link in them leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAIRS = sorted(page.name.removesuffix(".zh.md") for page in DOCS.glob("*.zh.md"))


@pytest.mark.parametrize("name", PAIRS)
def test_a_page_leads_to_its_other_language_and_nowhere_else_in_vain(name: str) -> None:
    for page, other, language in ((f"{name}.md", f"{name}.zh.md", "中文"), (f"{name}.zh.md", f"{name}.md", "English")):
        text = (DOCS / page).read_text("utf-8")
        assert f"[{language}]({other})" in text
        links = re.findall(r"\]\(([^)#]+)", text)
        assert [link for link in links if not link.startswith("http") and not (DOCS / link).exists()] == []


@pytest.mark.parametrize("name", ["api", "security"])
def test_both_languages_tell_the_same_limits(name: str) -> None:
    english, chinese = (
        set(re.findall(r"\d[\d,.]*\d|\b\d\b", (DOCS / page).read_text("utf-8")))
        for page in (f"{name}.md", f"{name}.zh.md")
    )
    assert english == chinese
