"""Every page opens on the report's graph with few calls of the store, and with fewer still for the next reader."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

import ui.resources
from graph.workspace import Workspace
from tests.store_calls import MOST_CALLS, OPENINGS, counted, forget, opened, pages_over

AGAIN = 6  # calls: whether the facts have changed, and what the page does not keep for the next reader


@pytest.fixture(scope="module")
def workspace(report_workspace: Workspace) -> Iterator[Workspace]:
    with pages_over(report_workspace):
        ui.resources.resources()
        yield report_workspace
        for thread in threading.enumerate():
            if thread.name == "zhitu-checks":  # begun by the check-up page
                thread.join()


@pytest.mark.parametrize("opening", OPENINGS)
def test_a_page_opens_in_few_store_calls(workspace: Workspace, opening: str) -> None:
    forget()
    ui.resources._process.outline = None  # nor what a server reads ahead
    with counted(workspace.store) as first:
        opened(opening)
    assert 1 <= len(first) <= MOST_CALLS, [call.text for call in first]
    with counted(workspace.store) as second:
        opened(opening)
    assert len(second) <= min(AGAIN, len(first)), [call.text for call in second]
