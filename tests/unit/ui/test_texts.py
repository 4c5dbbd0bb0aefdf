"""Both catalogues say the same things, and everything the pages ask for is in them."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import ui
from ontology.model import load_model
from ui.components.canvas import Texts as CanvasTexts
from ui.texts import Texts, load_texts

ROOT = Path(str(ui.__file__)).parent
ZH, EN = load_texts("zh"), load_texts("en")
KEY = re.compile(r"""texts\(\s*f?["']([a-z_]+\.[a-z_.{}]+)["']""")
IN_BROWSER = re.compile(r"\btexts\.([a-z_]+)\b")


def plain(texts: Texts) -> dict[str, str]:
    return {key: text for key, text in texts.entries.items() if not key.endswith("_one")}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def python_files() -> list[Path]:
    return [path for path in sorted(ROOT.rglob("*.py")) if "cli" not in path.parts]


def test_both_languages_have_the_same_keys() -> None:
    assert plain(ZH).keys() == plain(EN).keys()


@pytest.mark.parametrize("key", sorted(plain(ZH)))
def test_both_languages_fill_in_the_same_facts(key: str) -> None:
    assert fields(ZH.entries[key]) == fields(EN.entries[key])


def test_every_key_the_pages_name_is_in_the_catalogue() -> None:
    asked = {key for path in python_files() for key in KEY.findall(path.read_text("utf-8"))}
    assert len(asked) > 40
    missing = {key for key in asked if "{" not in key and key not in ZH.entries}
    unmatched = {
        key
        for key in asked
        if "{" in key and not any(re.fullmatch(re.sub(r"\{[^}]*\}", "[a-z_]+", key), known) for known in ZH.entries)
    }
    assert (missing, unmatched) == (set(), set())


PARTS = [("explore", part) for part in ("finder", "legend", "toolbar", "panel")] + [("figures", "detail")]


@pytest.mark.parametrize(("package", "part"), PARTS)
def test_every_text_a_part_of_the_page_names_is_sent_to_it(package: str, part: str) -> None:
    script = (ROOT / "components" / package / "assets" / f"{part}.js").read_text("utf-8")
    assert set(IN_BROWSER.findall(script)) <= set(ZH.within(part))


def test_the_canvas_gets_all_its_texts() -> None:
    assert set(ZH.within("canvas")) == set(CanvasTexts.__dataclass_fields__)


def test_own_sentences_are_of_relations_that_exist() -> None:
    assert set(ZH.within("sentence")) <= set(load_model().relations)


def test_an_unknown_language_speaks_english() -> None:
    assert load_texts("fr").language == "en"


def test_one_of_a_thing_is_said_in_the_singular() -> None:
    assert EN("panel.expand", count=1, limit=25) == "Expand one neighbour"
    assert EN("panel.expand", count=2, limit=25) == "Expand 2 neighbours"
