"""Runs the checks over the workspace's facts beside the page, once a state of the facts."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field

from graph.workspace import Workspace
from ontology.acceptance import Examination
from ontology.discrepancies import Compared, compared
from ontology.errors import KgError

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks say of the facts with this digest; `trouble` when they could not be run."""

    digest: str
    examined: Examination | None = None
    compared: Compared | None = None
    trouble: KgError | None = None


@dataclass(slots=True)
class _State:
    mutex: threading.Lock = field(default_factory=threading.Lock)
    running: str | None = None  # the digest of the facts that are being checked
    last: Checked | None = None


_state = _State()


def checked(workspace: Workspace, digest: str) -> Checked | None:
    """The result for the present facts; None while the checks run, which the first call starts."""
    with _state.mutex:
        if _state.last is not None and _state.last.digest == digest:
            return _state.last
        if _state.running != digest:
            _state.running = digest
            threading.Thread(target=_run, args=(workspace, digest), name="zhitu-checks", daemon=True).start()
        return None


def _run(workspace: Workspace, digest: str) -> None:
    try:
        found = run_checks(workspace, digest)
    except KgError as error:
        _log.info("the checks could not be run: %s", error)
        found = Checked(digest, trouble=error)
    with _state.mutex:
        _state.last = found
        _state.running = None


def run_checks(workspace: Workspace, digest: str) -> Checked:
    """The result for the present facts, made now; takes some seconds."""
    # SHACL's libraries take a second to import, which a page that is only passed through should not pay
    from ingest.build import report_acceptances  # noqa: PLC0415
    from ingest.computed import remarks_of  # noqa: PLC0415
    from ontology.checks import examine, rules  # noqa: PLC0415
    from ontology.model import load_model  # noqa: PLC0415

    facts, model = workspace.facts(), load_model()
    examined = examine(facts, model, report_acceptances())
    return Checked(digest, examined, compared(examined.findings, tuple(remarks_of(facts, model)), rules()))
