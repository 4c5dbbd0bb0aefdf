"""Judgements: kept apart from the facts, one a target, private, and never lost without a word."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from graph.errors import GraphError
from graph.judgements import Judgement, JudgementsFile
from graph.workspace import Workspace

ACCEPTED = Judgement("dis:a", "accepted", "李雷", "2026-11-28", "核对过原文\n第二行")
DISPUTED = Judgement("two-values-0123", "disputed", "Han", "2026-11-27")


def test_what_was_judged_is_read_again(tmp_path: Path) -> None:
    JudgementsFile(tmp_path).put(ACCEPTED)
    JudgementsFile(tmp_path).put(DISPUTED)
    assert JudgementsFile(tmp_path).read() == {"dis:a": ACCEPTED, "two-values-0123": DISPUTED}


def test_a_later_judgement_takes_the_place_of_the_former_and_can_be_taken_back(tmp_path: Path) -> None:
    file = JudgementsFile(tmp_path)
    file.put(ACCEPTED)
    changed = Judgement("dis:a", "noted", "Han", "2026-11-29", "see errata")
    file.put(changed)
    assert file.read() == {"dis:a": changed}
    file.drop("dis:a")
    file.drop("dis:a")
    assert file.read() == {}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    file = JudgementsFile(tmp_path)
    file.put(ACCEPTED)
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


def test_it_outlives_the_facts(tmp_path: Path) -> None:
    JudgementsFile(tmp_path).put(ACCEPTED)
    with Workspace.open(tmp_path) as workspace:
        workspace.clear()
    assert JudgementsFile(tmp_path).read() == {"dis:a": ACCEPTED}


OTHER_VERDICT = '[{"target": "a", "verdict": "maybe", "name": "n", "date": "d", "note": ""}]'


@pytest.mark.parametrize("damage", ["{", "[1]", '[{"target": "a"}]', OTHER_VERDICT])
def test_a_damaged_file_is_said_and_not_overwritten(tmp_path: Path, damage: str) -> None:
    file = JudgementsFile(tmp_path)
    file.path.write_text(damage, "utf-8")
    with pytest.raises(GraphError, match=r"judgements\.json"):
        file.put(ACCEPTED)
    assert file.path.read_text("utf-8") == damage
