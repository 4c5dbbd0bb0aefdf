"""`zhitu attach` and `zhitu detach`, run as the command line runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.copies import LINES, TEA, facts, put_facts, ranges
from ui.cli.app import run


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZHITU_WORKSPACE", str(tmp_path / "workspace"))
    monkeypatch.setenv("ZHITU_LANG", "en")
    put_facts(tmp_path / "workspace", facts())
    (tmp_path / "tea.txt").write_text(TEA, "utf-8")
    return tmp_path / "workspace"


def test_attach_prints_how_many_places_were_found(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["attach", str(workspace.parent / "tea.txt")]) == 0
    count = len(ranges())
    assert capsys.readouterr().out == (
        f"Attached tea.txt as a copy of tea: of {count} quoted places {count} were found exactly, 0 found moved, "
        "0 not found.\n"
    )
    assert list((workspace / "copies").iterdir())


def test_attach_speaks_chinese(
    workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHITU_LANG", "zh")
    assert run(["attach", str(workspace.parent / "tea.txt"), "--source", "tea"]) == 0
    assert "处原位找到" in capsys.readouterr().out


def test_another_document_is_refused_with_status_2(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = workspace.parent / "other.txt"
    other.write_text("水库与灌溉。\n" * 50, "utf-8")
    assert run(["attach", str(other)]) == 2
    assert "does not look like a copy of tea" in capsys.readouterr().err
    assert not (workspace / "copies").exists()


def test_detach_forgets_the_copy(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["attach", str(workspace.parent / "tea.txt")]) == 0
    assert run(["detach"]) == 0
    assert "The copy of tea is no longer attached." in capsys.readouterr().err
    assert run(["detach", "tea"]) == 2


EVIDENCE = "MATCH (e:Evidence {id: 'ev:tea-L22'}) RETURN e"


def test_a_query_quotes_what_the_attached_copy_says(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["attach", str(workspace.parent / "tea.txt")]) == 0
    capsys.readouterr()
    assert run(["query", EVIDENCE]) == 0
    assert f"ev:tea-L22: {LINES[21]}" in capsys.readouterr().out
    assert run(["query", "--format", "json", EVIDENCE.replace("RETURN e", "RETURN [e.id] AS places")]) == 0
    assert json.loads(capsys.readouterr().out)["quotes"] == {"ev:tea-L22": LINES[21]}


def test_an_export_has_the_quotes_when_it_asks_for_them(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "--format", "jsonl", "--quotes"]) == 2
    assert "zhitu attach FILE" in capsys.readouterr().err
    assert run(["attach", str(workspace.parent / "tea.txt")]) == 0
    out = workspace.parent / "out.jsonl"
    assert run(["export", "--format", "jsonl", "--quotes", "--out", str(out)]) == 0
    nodes = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    quoted = {node["properties"]["id"]: node["properties"].get("quote") for node in nodes if node["type"] == "node"}
    assert quoted["ev:tea-L22"] == LINES[21]
    assert run(["export", "--format", "trig", "--quotes"]) == 2
    assert "not with trig" in capsys.readouterr().err
