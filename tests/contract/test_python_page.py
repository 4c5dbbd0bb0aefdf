"""docs/python.md is run as it stands: what it promises of the Python interface holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ingest
from graph import Workspace

PAGE = Path(__file__).resolve().parents[2] / "docs" / "python.md"


def test_every_block_of_the_page_runs_in_its_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "entities.csv").write_text("id,class,name_zh\norg:mine,ChipVendor,我的公司\n", "utf-8")
    with Workspace.open(tmp_path / "my-workspace") as workspace:
        ingest.build_report(workspace)
        blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
        assert len(blocks) >= 6
        names: dict[str, object] = {}
        for block in blocks:
            exec(compile(block, str(PAGE), "exec"), names)  # noqa: S102 - our own page
