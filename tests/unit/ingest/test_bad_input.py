"""Every folder of tests/data/bad holds input and, in expected.txt, each message it must get, in order."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from ingest.importing import ImportPlan, plan_import
from ontology.model import load_model

BAD = Path(__file__).parents[2] / "data" / "bad"
CASES = sorted(path for path in BAD.iterdir() if path.is_dir())


@cache
def plan_of(case: Path) -> ImportPlan:
    given = sorted(path for path in case.iterdir() if path.name != "expected.txt")
    return plan_import(given, case.name, load_model())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_bad_input_gets_its_messages_and_brings_nothing(case: Path) -> None:
    plan = plan_of(case)

    said = [f"{'' if p.fatal else 'warning: '}{p}" for p in plan.problems]
    assert said == (case / "expected.txt").read_text("utf-8").splitlines()
    assert plan.refused is any(not line.startswith("warning: ") for line in said)
    assert not (plan.refused and plan.quads)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_message_is_one_line_in_chinese_too(case: Path) -> None:
    for problem in plan_of(case).problems:
        text = problem.text("zh")
        assert any("\u4e00" <= c <= "\u9fff" for c in text)
        assert text.isprintable()
        assert "{" not in problem.message.zh
        assert problem.place in text
