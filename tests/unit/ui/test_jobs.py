"""A query's thread always leaves an answer."""

from __future__ import annotations

from typing import cast

from graph.errors import GraphError
from graph.workspace import Workspace
from ui.query.jobs import Job, Question


def test_an_error_that_nobody_foresaw_is_told_too() -> None:
    job = Job.start(cast(Workspace, None), Question("RETURN 1", "cypher"), "somebody")
    assert job.done.wait(10)
    assert isinstance(job.error, GraphError)
    assert "AttributeError" in str(job.error)
    assert "未预料" in job.error.text("zh")
