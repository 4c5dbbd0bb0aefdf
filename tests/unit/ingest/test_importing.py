"""The one door: whatever paths a user names, and what the workspace holds already."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.importing import ImportPlan, known_ids, plan_import, source_id
from ontology.model import load_model

ENTITIES = "id,class,name_zh\norg:a,ChipVendor,甲\nprod:p,Chip,丙\n"
RELATIONS = "subject,relation,object\norg:a,makes,prod:p\n"


def plan(*paths: Path, source: str | None = None, known: dict[str, tuple[str, ...]] | None = None) -> ImportPlan:
    return plan_import(paths, source, load_model(), known)


def keys(found: ImportPlan) -> list[str]:
    return [p.key for p in found.problems]


def put(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("__", "/").replace("_csv", ".csv").replace("_ttl", ".ttl")).write_text(text, "utf-8")
    return folder


def test_a_plan_says_what_would_come_and_from_which_files(tmp_path: Path) -> None:
    found = plan(put(tmp_path / "chips", entities_csv=ENTITIES, relations_csv=RELATIONS))
    assert (found.source_id, found.kind, found.refused) == ("chips", "tables", False)
    assert dict(found.counts) == {"entities": 2, "relations": 1, "statements": len(found.quads)}
    assert [file.name for file in found.info.files] == ["entities.csv", "relations.csv"]
    assert all(len(file.digest) == 64 for file in found.info.files)


def test_rows_may_refer_to_the_workspace_and_to_rdf_of_the_same_import(tmp_path: Path) -> None:
    folder = put(tmp_path, relations_csv=RELATIONS)
    assert keys(plan(folder)) == ["unknown_id", "unknown_id"]
    assert keys(plan(folder, known={"org:a": ("ChipVendor",), "prod:p": ("Chip",)})) == []
    put(folder, more_ttl="<https://w3id.org/zhitu/id/prod/p> a <https://w3id.org/zhitu/ns#Chip> .")
    assert keys(plan(folder, known={"org:a": ()})) == []


def test_classes_of_the_workspaces_things_count_too(tmp_path: Path) -> None:
    folder = put(tmp_path, relations_csv=RELATIONS)
    assert keys(plan(folder, known={"org:a": ("Chip",), "prod:p": ("ChipVendor",)})) == ["ends_swapped"]


def test_what_one_import_brought_is_known_to_the_next(tmp_path: Path) -> None:
    first = plan(put(tmp_path / "one", entities_csv=ENTITIES))
    known = known_ids(first.quads, load_model())
    assert known["org:a"] == ("ChipVendor",)
    assert keys(plan(put(tmp_path / "two", relations_csv=RELATIONS), known=known)) == []


def test_an_entity_of_the_workspace_needs_no_second_name(tmp_path: Path) -> None:
    folder = put(tmp_path, entities_csv="id,class,founded\norg:a,ChipVendor,1999\n")
    assert keys(plan(folder)) == ["name_missing"]
    assert keys(plan(folder, known={"org:a": ("ChipVendor",)})) == []


def test_evidence_without_a_source_makes_the_imports_own(tmp_path: Path) -> None:
    text = "id,class,name_zh,evidence\norg:a,ChipVendor,甲,L5\n"
    quads = plan(put(tmp_path, entities_csv=text), source="my notes").quads
    assert {str(q.subject) for q in quads if "/src/" in str(q.subject)} == {"<https://w3id.org/zhitu/id/src/my-notes>"}
    assert any(str(q.subject).endswith("/ev/my-notes-L5>") for q in quads)


def test_no_source_is_made_when_nothing_rests_on_it(tmp_path: Path) -> None:
    quads = plan(put(tmp_path, entities_csv=ENTITIES)).quads
    assert not any("/src/" in str(q) for q in quads)


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    text = '_:x <http://p> "{}" .\n'
    folder = put(tmp_path, a_ttl=text.format("a"), b_ttl=text.format("b"))
    assert len({str(q.subject) for q in plan(folder).quads}) == 2


@pytest.mark.parametrize(
    ("paths", "name"),
    [
        (["芯片 2024.xlsx"], "芯片-2024"),
        (["a.nt.gz"], "a"),
        (["x/entities.csv", "x/relations.csv"], "entities-relations"),
        (["../...csv"], "import"),
        (["x/v1.2/"], "v1"),
        (["report.xlsx"], "my-report"),
    ],
)
def test_a_source_is_named_after_its_files(paths: list[str], name: str) -> None:
    assert source_id([Path(path) for path in paths]) == name


def test_the_reports_own_name_is_not_for_users(tmp_path: Path) -> None:
    assert keys(plan(put(tmp_path, entities_csv=ENTITIES), source="report")) == ["reserved_source"]


def test_folders_called_after_a_kind_hold_tables_of_any_name(tmp_path: Path) -> None:
    put(tmp_path / "in" / "entities", chips_csv=ENTITIES)
    put(tmp_path / "in" / "关系", x_csv=RELATIONS)
    found = plan(tmp_path / "in")
    assert (keys(found), [f.name for f in found.files]) == ([], ["entities/chips.csv", "关系/x.csv"])


def test_hidden_files_and_locks_of_open_workbooks_are_left_alone(tmp_path: Path) -> None:
    folder = put(tmp_path, entities_csv=ENTITIES)
    (folder / "~$entities.xlsx").write_bytes(b"lock")
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "._entities.csv").write_bytes(b"\0")
    assert keys(plan(folder)) == []


def test_files_of_one_name_are_told_apart_by_their_paths(tmp_path: Path) -> None:
    one, two = (put(tmp_path / name, entities_csv=ENTITIES) / "entities.csv" for name in "xy")
    found = plan(one, two)
    assert keys(found) == ["id_twice", "id_twice"]
    assert found.problems[0].place == f"{two.as_posix()}:2:id"


@pytest.mark.parametrize("name", ["missing.csv", "no\0name.csv", "x" * 300 + ".csv"])
def test_what_is_not_there_gets_one_message(tmp_path: Path, name: str) -> None:
    assert keys(plan(tmp_path / name)) in (["not_found"], ["not_readable"])


@pytest.mark.skipif(os.name == "nt", reason="needs links and pipes of POSIX")
def test_links_in_circles_and_pipes_get_one_message_and_no_wait(tmp_path: Path) -> None:
    loop, pipe = tmp_path / "loop.csv", tmp_path / "entities.csv"
    loop.symlink_to(loop)
    os.mkfifo(pipe)
    (tmp_path / "inside").symlink_to(tmp_path)
    assert keys(plan(loop)) == ["not_readable"]
    assert keys(plan(pipe)) == ["not_a_file"]
    assert keys(plan(tmp_path)) == ["no_tables"]


def test_a_rewritten_file_gives_the_same_plan(tmp_path: Path) -> None:
    folder = put(tmp_path, entities_csv=ENTITIES, relations_csv=RELATIONS)
    assert plan(folder).quads == plan(folder).quads
