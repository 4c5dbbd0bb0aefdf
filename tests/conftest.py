"""What all tests share: the report's own text, which is not in the repository, and who has a copy says where it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

VARIABLE = "ZHITU_REPORT"


def pytest_report_header() -> str | None:
    """Says loudly what is not run without the report's text."""
    if os.environ.get(VARIABLE):
        return None
    return f"{VARIABLE} is not set: the tests that read the report's own text edition are left out (-m report_text)"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves those tests out where the text is not there."""
    if os.environ.get(VARIABLE):
        return
    left_out = [item for item in items if item.get_closest_marker("report_text")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture
def report_text() -> Path:
    """The report's text edition."""
    return Path(os.environ[VARIABLE])
