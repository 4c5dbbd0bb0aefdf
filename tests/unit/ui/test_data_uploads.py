"""Uploads: hostile names cannot leave the folder, and what a name says of its table stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.data.uploads import MAX_NAME_CHARS, Upload, digest, put_into, safe_name

HOSTILE = (
    "../../etc/passwd",
    "..\\..\\windows\\entities.csv",
    "/etc/shadow",
    "a\x00b.csv",
    "con.csv",
    "...",
    "",
    "<img src=x onerror=alert(1)>.csv",
    "x" * 5_000 + ".csv",
    "entities.csv\n.exe",
    "\u202ecsv.seititne",
    ".hidden.csv",
    "C:entities.csv",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_a_plain_file_of_the_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    (path,) = put_into(tmp_path / "in", [Upload(name, b"data")])
    assert path.parent == tmp_path / "in"
    assert path.read_bytes() == b"data"
    assert [each.name for each in tmp_path.iterdir()] == ["in"]
    assert path.name.isprintable()
    assert not path.name.startswith(".")
    assert len(path.name) <= MAX_NAME_CHARS + 25


def test_names_still_say_what_a_file_holds() -> None:
    assert safe_name("entities-chips 2024.csv") == "entities-chips 2024.csv"
    assert safe_name("实体.xlsx") == "实体.xlsx"
    assert safe_name("facts.ttl.gz") == "facts.ttl.gz"


def test_equal_names_are_told_apart(tmp_path: Path) -> None:
    paths = put_into(
        tmp_path, [Upload("a/entities.csv", b"1"), Upload("b/Entities.csv", b"2"), Upload("entities", b"3")]
    )
    assert [path.read_bytes() for path in paths] == [b"1", b"2", b"3"]
    assert len({path.name.casefold() for path in paths}) == 3


def test_other_files_have_another_digest() -> None:
    assert digest([Upload("a", b"bc")]) != digest([Upload("ab", b"c")])
    assert digest([Upload("a", b"b")]) == digest([Upload("a", b"b")])
