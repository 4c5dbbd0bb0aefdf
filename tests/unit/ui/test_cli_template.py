"""``zhitu template``: where it writes, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.cli.app import run


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZHITU_LANG", "en")
    return tmp_path


def test_a_workbook_is_written_and_never_replaced(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["template", "--xlsx"]) == 0
    before = (folder / "zhitu-template.xlsx").read_bytes()
    assert "zhitu import zhitu-template.xlsx" in capsys.readouterr().err
    assert run(["template", "--xlsx"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert (folder / "zhitu-template.xlsx").read_bytes() == before


def test_text_files_are_written_into_a_folder_with_notes(folder: Path) -> None:
    assert run(["template", "--csv", "--class", "芯片厂商", "--out", "chips"]) == 0
    assert "founded" in (folder / "chips" / "entities.csv").read_text("utf-8-sig")
    assert "* relation: The relation between" in (folder / "chips" / "notes.txt").read_text("utf-8-sig")


REFUSED = {"": "--xlsx or --csv", "--xlsx --csv": "--xlsx or --csv", "--csv --class Wizard": "Wizard"}


@pytest.mark.parametrize("arguments", REFUSED)
def test_what_cannot_be_made_is_said(arguments: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["template", *arguments.split()]) == 2
    assert REFUSED[arguments] in capsys.readouterr().err
