"""Queries kept as files: the examples, and the form they share with a reader's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import GraphError
from graph.guard import judge
from graph.library import KeptQuery, Parameter, examples, parameter_value, read_query, written_query
from graph.query_names import parameters_in
from graph.saved import Asked, History, SavedQueries, key_of
from graph.sparql_text import judge_sparql

EXAMPLES = examples()


def test_there_are_at_least_forty_examples_in_three_grades() -> None:
    assert len(EXAMPLES) >= 40
    assert {each.grade for each in EXAMPLES} == {1, 2, 3}
    assert {each.language for each in EXAMPLES} == {"cypher", "sparql"}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.key)
def test_an_example_has_titles_in_both_languages_and_declares_its_parameters(example: KeptQuery) -> None:
    assert set(example.title) == {"zh", "en"}
    if example.language == "sparql":
        judge_sparql(example.text)
        return
    judge(example.text, also_decoded=True)
    assert {each.name for each in example.parameters} == set(parameters_in(example.text))
    assert all(set(each.label) == {"zh", "en"} for each in example.parameters)
    assert set(example.values()) == set(parameters_in(example.text))


def test_no_two_examples_have_one_title() -> None:
    for language in ("zh", "en"):
        assert len({each.named(language) for each in EXAMPLES}) == len(EXAMPLES)


def test_what_is_written_reads_back_the_same() -> None:
    for example in EXAMPLES:
        assert read_query(example.key, example.language, written_query(example)) == example


def test_comments_that_are_no_fields_belong_to_the_query() -> None:
    kept = read_query("k", "cypher", "// title_zh: 一\n// only cities\nMATCH (c:City) RETURN c\n")
    assert kept.text == "// only cities\nMATCH (c:City) RETURN c"


@pytest.mark.parametrize("line", ["// $x", "// $x: date = 1", "// $x = 1"])
def test_a_parameter_that_cannot_be_read_is_refused_with_its_form(line: str) -> None:
    with pytest.raises(GraphError, match=r"\$name: text = value"):
        read_query("k", "cypher", f"{line}\nRETURN $x")


@pytest.mark.parametrize(("type_", "written"), [("integer", "1.5"), ("number", "many"), ("truth", "perhaps")])
def test_a_value_of_another_type_is_refused(type_: str, written: str) -> None:
    with pytest.raises(GraphError, match="is no"):
        parameter_value(type_, written)  # type: ignore[arg-type]


def test_a_saved_query_comes_back_with_its_name_note_and_parameters(tmp_path: Path) -> None:
    saved = SavedQueries(tmp_path)
    mine = KeptQuery(
        "", "cypher", {"zh": "谁用 GPU"}, "RETURN $x", note="for Monday", parameters=(Parameter("x", value="1"),)
    )
    kept = saved.save(mine)
    assert saved.all() == (kept,)
    assert (kept.key, kept.note, kept.values()) == ("谁用-gpu", "for Monday", {"x": "1"})
    saved.delete(kept.key, "cypher")
    assert saved.all() == ()


def test_saving_under_the_same_name_replaces(tmp_path: Path) -> None:
    saved = SavedQueries(tmp_path)
    for text in ("RETURN 1", "RETURN 2"):
        saved.save(KeptQuery("", "cypher", {"en": "mine"}, text))
    assert [each.text for each in saved.all()] == ["RETURN 2"]


@pytest.mark.parametrize("name", ["../../outside", "/etc/passwd", "a/b\\c", "..", ""])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    SavedQueries(tmp_path / "workspace").save(KeptQuery("", "cypher", {"en": name}, "RETURN 1"))
    assert all(path.parent == tmp_path / "workspace" / "queries" for path in tmp_path.rglob("*.cypher"))
    assert "/" not in key_of(name)


def test_deleting_never_leads_out_of_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside.cypher"
    outside.write_text("RETURN 1")
    SavedQueries(tmp_path / "workspace").delete("../../outside", "cypher")
    assert outside.exists()


def test_the_history_is_each_users_own_newest_first(tmp_path: Path) -> None:
    history = History(tmp_path)
    for at, (user, text) in enumerate(
        [("ada", "RETURN 1"), ("bo", "RETURN 2"), ("ada", "RETURN 3"), ("ada", "RETURN 1")]
    ):
        history.add(Asked(text, "cypher", float(at), user, rows=1))
    assert [asked.text for asked in history.of("ada")] == ["RETURN 1", "RETURN 3"]
    assert [asked.text for asked in history.of("bo")] == ["RETURN 2"]
    assert history.path.stat().st_mode & 0o077 == 0


def test_a_damaged_line_of_the_history_is_passed_over(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.add(Asked("RETURN 1", "cypher", 1.0, "ada"))
    with history.path.open("a") as file:
        file.write('{"text": "cut\n[1]\n')
    history.add(Asked("RETURN 2", "cypher", 2.0, "ada"))
    assert [asked.text for asked in history.of("ada")] == ["RETURN 2", "RETURN 1"]
