"""A table of translations gives the English of what other tables say in Chinese, each text once."""

from __future__ import annotations

from pathlib import Path

from graph.facts import canonical_trig
from ingest.importing import plan_import
from ontology.model import load_model

ENTITIES = "id,class,name_zh,name_en\norg:a,Startup,甲,A\norg:b,Startup,乙,B\n"
RELATIONS = "subject,relation,object,role,role_en\norg:a,competes_with,org:b,对手,{english}\n"
TRANSLATIONS = "zh,en\n对手,{english}\n甲,never taken: the row has a name of its own\n"


def facts(folder: Path, *, in_row: str = "", in_table: str = "") -> str:
    folder.mkdir(exist_ok=True)
    (folder / "entities.csv").write_text(ENTITIES, "utf-8")
    (folder / "relations.csv").write_text(RELATIONS.format(english=in_row), "utf-8")
    if in_table:
        (folder / "translations.csv").write_text(TRANSLATIONS.format(english=in_table), "utf-8")
    plan = plan_import([folder], "x", load_model())
    assert [str(p) for p in plan.problems] == []
    return canonical_trig(plan.quads).decode()


def test_a_text_takes_its_english_from_the_table(tmp_path: Path) -> None:
    assert 'zt:role "rival"@en ; zt:role "对手"' in facts(tmp_path, in_table="rival")


def test_the_english_of_the_row_itself_goes_before(tmp_path: Path) -> None:
    said = facts(tmp_path, in_row="opponent", in_table="rival")
    assert '"opponent"@en' in said
    assert "rival" not in said
    assert "never taken" not in said


def test_a_text_without_a_translation_stands_in_its_own_language(tmp_path: Path) -> None:
    assert 'zt:role "对手"' in facts(tmp_path)


def test_the_table_says_the_same_as_the_rows_and_another_translation_makes_no_other_statement(tmp_path: Path) -> None:
    said = facts(tmp_path / "a", in_table="rival")
    assert said == facts(tmp_path / "b", in_row="rival")
    assert said.replace("rival", "foe") == facts(tmp_path / "c", in_table="foe")
