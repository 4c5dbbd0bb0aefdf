"""The ontology's page and the glossary: current, whole, and kept to by the pages' texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pytest

from ontology.checks_page import checks_page
from ontology.model import Attribute, Class, Relation, load_model
from ontology.plausibility import rules
from ontology.reference import main, pages
from ui.texts import load_texts

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"
PAGE = DOCS / "ontology.md"
GLOSSARY = DOCS / "glossary.md"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the glossary."""

    zh: str
    en: str
    meaning_zh: str
    meaning_en: str
    avoided: tuple[str, ...]


def entries() -> tuple[Entry, ...]:
    lines = (line.strip() for line in GLOSSARY.read_text(encoding="utf-8").splitlines())
    rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|"))
    return tuple(
        Entry(zh, en, meaning_zh, meaning_en, tuple(word.strip() for word in avoided.split(",") if word.strip()))
        for zh, en, meaning_zh, meaning_en, avoided in rows
        if zh not in ("中文", "---")
    )


@pytest.mark.parametrize("name", pages())
def test_a_page_is_current(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == pages()[name], "run: python -m ontology.reference"


def test_check_tells_an_old_page_and_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "checks.md"
    assert main(["--out", str(tmp_path)]) == 0
    assert main(["--check", "--out", str(tmp_path)]) == 0
    page.write_text("old", encoding="utf-8")
    assert main(["--check", "--out", str(tmp_path)]) == 1
    assert page.read_text(encoding="utf-8") == "old"
    assert "checks.md is old: run python -m ontology.reference" in capsys.readouterr().err


def test_the_page_names_every_term_and_code() -> None:
    model = load_model()
    page = PAGE.read_text(encoding="utf-8")
    columns = chain.from_iterable(attribute.columns for attribute in model.attributes.values())
    codes = (concept.code for concepts in model.schemes.values() for concept in concepts)
    names = [*model.classes, *model.relations, *columns, *codes]
    assert [name for name in names if f"`{name}`" not in page] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_of_checks_explains_every_rule_and_shape(language: str) -> None:
    page = checks_page(load_model(), language)
    assert [rule.id for rule in rules() if f"| `{rule.id}` | {rule.title[language]} |" not in page] == []
    assert [rule.id for rule in rules() if rule.explanation[language] not in page] == []
    assert "| `observation-currency` |" in page


@pytest.mark.parametrize("name", pages())
def test_every_row_of_a_page_has_as_many_cells_as_its_head(name: str) -> None:
    width = 0
    for line in pages()[name].splitlines():
        cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        assert not (cells and width) or cells == width, line
        width = cells


def test_the_glossary_gives_each_term_in_both_languages_with_a_meaning() -> None:
    assert len(entries()) > 40
    assert [entry for entry in entries() if not all((entry.zh, entry.en, entry.meaning_zh, entry.meaning_en))] == []


@pytest.mark.parametrize("side", ["zh", "en"])
def test_the_glossary_has_one_word_for_a_thing_and_one_thing_for_a_word(side: str) -> None:
    words = [getattr(entry, side) for entry in entries()]
    assert sorted(words) == sorted(set(words))


def test_no_term_of_the_glossary_is_avoided_by_another() -> None:
    words = {word for entry in entries() for word in (entry.zh, entry.en)}
    assert [word for entry in entries() for word in entry.avoided if word in words] == []


def test_the_ontology_speaks_as_the_glossary_does() -> None:
    labels = {entry.en: entry.zh for entry in entries()}
    classes = {found.label.en: found.label.zh for found in load_model().classes.values()}
    both = labels.keys() & classes.keys()
    assert {"entity", "evidence", "source", "observation", "indicator", "unit", "discrepancy"} <= both
    assert {word: labels[word] for word in both} == {word: classes[word] for word in both}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_pages_say_no_word_the_glossary_avoids(language: str) -> None:
    said = "\n".join(load_texts(language).entries.values())
    avoided = [word for entry in entries() for word in entry.avoided if (word[0] > "一") == (language == "zh")]
    patterns = {word: re.escape(word) if language == "zh" else rf"\b{re.escape(word)}s?\b" for word in avoided}
    assert patterns
    assert [word for word, pattern in patterns.items() if re.search(pattern, said, re.IGNORECASE)] == []


def test_the_ontology_says_no_word_the_glossary_avoids() -> None:
    model = load_model()
    terms: list[Class | Relation | Attribute] = [*model.classes.values(), *model.relations.values()]
    terms.extend(model.attributes.values())
    said = "\n".join(text.zh for term in terms for text in (term.label, term.definition))
    avoided = [word for entry in entries() for word in entry.avoided if word[0] > "一"]
    assert [word for word in avoided if word in said] == []
