"""The data page: bring tables and RDF in, see and remove what was brought, take empty tables, attach copies."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from graph.workspace import Workspace
from ingest.attached import attach, detach
from ingest.bringing import look_at
from ingest.importing import ImportPlan, source_id
from ontology.errors import KgError
from ui.components.acting import mount
from ui.data.uploads import MAX_FILES, Upload, digest, put_into
from ui.language import language
from ui.resources import attached_quotes, resources
from ui.sentences import Words
from ui.shell import failed, page_words, waiting

PROBLEMS_SHOWN = 2_000
_NOTICES = "notices of the data page"
_PLAN = "plan of the data page"
_TURN = "turn of the data page's upload"  # a new one empties the upload
_ASKED = "source that is to be removed"
_COPY_TURN = "turn of the data page's copy"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell once."""

    text: str
    bad: bool = False


def show() -> None:
    """Draws the page; the engine starts with the first call."""
    words = page_words()
    try:
        with waiting(words.texts):
            workspace = resources().workspace
    except KgError as error:
        failed(words, error)
        return
    st.query_params.from_dict({"lang": language()})
    _style(words)
    with st.container(key="zt-page"), st.container(key="zt-data"):
        st.title(words.texts("data.title"), anchor=False)
        _notices()
        left, right = st.columns([3, 2], gap="large")
        with left:
            _bring(words, workspace)
        with right:
            _sources(words, workspace)
            _copies(words, workspace)
            _templates(words)


# --- bring in


def _bring(words: Words, workspace: Workspace) -> None:
    st.header(words.texts("data.bring"), anchor=False)
    st.caption(words.texts("data.bring_text"))
    turn = st.session_state.setdefault(_TURN, 0)
    with st.container(key="zt-upload"):
        found = st.file_uploader(
            words.texts("data.files"), accept_multiple_files=True, key=f"upload {turn}", label_visibility="collapsed"
        )
    uploads = [Upload(file.name, file.getvalue()) for file in found]
    if not uploads:
        return
    if len(uploads) > MAX_FILES:
        _tell(Notice(words.texts("data.too_many", limit=MAX_FILES), bad=True))
        return
    default = source_id([Path(upload.name) for upload in uploads])
    source = st.text_input(words.texts("data.source"), placeholder=default, help=words.texts("data.source_help"))
    plan = _planned(words, workspace, uploads, source.strip() or None)
    _problems(words, plan)
    if plan.refused:
        _tell(Notice(words.texts("data.refused"), bad=True))
        return
    added, removed = workspace.difference(plan.source_id, plan.facts)
    known = any(info.id == plan.source_id for info in workspace.sources())
    key = "data.would_replace" if known else "data.would_bring"
    st.text(words.texts(key, source=plan.source_id, added=added, removed=removed))
    st.text(_counts(words, plan))
    if st.button(words.texts("data.import"), type="primary", key="import", disabled=not added and not removed):
        _import(words, workspace, plan)


def _planned(words: Words, workspace: Workspace, uploads: list[Upload], source: str | None) -> ImportPlan:
    """The dry run; made again only when the files, the name or the workspace's facts changed."""
    state = (digest(uploads), source, workspace.digest())
    known = st.session_state.get(_PLAN)
    if known is None or known[0] != state:
        with st.spinner(words.texts("data.reading")), tempfile.TemporaryDirectory(prefix="zhitu-upload-") as folder:
            paths = put_into(Path(folder), uploads)
            known = (state, look_at(workspace, paths, source))
        st.session_state[_PLAN] = known
    plan: ImportPlan = known[1]
    return plan


def _problems(words: Words, plan: ImportPlan) -> None:
    if not plan.problems:
        return
    st.subheader(words.texts("data.problems", count=len(plan.problems)), anchor=False)
    ordered = sorted(plan.problems, key=lambda each: not each.fatal)[:PROBLEMS_SHOWN]
    rows = [{"place": each.place, "fatal": each.fatal, "message": each.message[words.language]} for each in ordered]
    mount("ui.components.intake", "problems", {"texts": words.texts.within("problems"), "rows": rows}, key="problems")
    if len(plan.problems) > PROBLEMS_SHOWN:
        st.caption(words.texts("data.problems_shown", count=PROBLEMS_SHOWN))


def _counts(words: Words, plan: ImportPlan) -> str:
    return words.join(
        words.texts(f"data.counted_{kind}", count=count)
        for kind, count in plan.counts.items()
        if count and f"data.counted_{kind}" in words.texts.entries
    )


def _import(words: Words, workspace: Workspace, plan: ImportPlan) -> None:
    try:
        with st.spinner(words.texts("data.importing")):
            report = workspace.replace_source(plan.source_id, plan.facts, plan.info)
    except KgError as error:
        _tell(Notice(words.texts("data.not_done", reason=_reason(error)), bad=True))
        return
    st.session_state[_TURN] += 1
    facts = {"created": report.created, "updated": report.updated, "deleted": report.deleted}
    _later(Notice(words.texts("data.imported", source=plan.source_id, **facts)))
    st.rerun()


# --- what is there


def _sources(words: Words, workspace: Workspace) -> None:
    st.header(words.texts("data.sources"), anchor=False)
    known = workspace.sources()
    if not known:
        st.caption(words.texts("data.no_sources"))
    for number, info in enumerate(known):
        with st.container(horizontal=True, border=True, key=f"zt-source-{number}"):
            with st.container():
                st.text(info.id)
                files = "; ".join(file.name for file in info.files)
                told = [words.texts(f"data.kind_{info.kind}"), words.texts("data.statements", count=info.statements)]
                st.text(words.join([*told, files]))
            if st.session_state.get(_ASKED) != info.id:
                st.button(words.texts("data.remove"), key=f"ask {number}", on_click=_ask, args=(info.id,))
        if st.session_state.get(_ASKED) == info.id:
            _ask_again(words, workspace, info.id)


def _ask(source: str | None) -> None:
    st.session_state[_ASKED] = source


def _ask_again(words: Words, workspace: Workspace, source: str) -> None:
    """Removing cannot be undone when the files are gone, so it is asked for twice."""
    with st.container(key="zt-notice-bad-ask"):
        st.text(words.texts("data.remove_sure", source=source))
        with st.container(horizontal=True):
            sure = st.button(words.texts("data.remove_yes"), key="remove", type="primary")
            st.button(words.texts("data.remove_no"), key="keep", on_click=_ask, args=(None,))
    if sure:
        _ask(None)
        _do(words, lambda: _remove(words, workspace, source))


def _remove(words: Words, workspace: Workspace, source: str) -> str:
    workspace.remove_source(source)
    return words.texts("data.removed", source=source)


# --- copies


def _copies(words: Words, workspace: Workspace) -> None:
    st.header(words.texts("data.copies"), anchor=False)
    st.caption(words.texts("data.copies_text"))
    for number, attached in enumerate(attached_quotes(workspace).copies.values()):
        with st.container(horizontal=True, border=True, key=f"zt-copy-{number}"):
            with st.container():
                st.text(attached.copy.name)
                short = attached.copy.source.removeprefix("src:")
                st.text(words.texts("data.copy_of", source=short, count=len(attached.anchors)))
            if st.button(words.texts("data.detach"), key=f"detach {number}"):
                _do(words, lambda id_=attached.copy.source: _detach(words, workspace, id_))  # type: ignore[misc]
    turn = st.session_state.setdefault(_COPY_TURN, 0)
    with st.container(key="zt-upload-copy"):
        found = st.file_uploader(
            words.texts("data.copy_file"), type=["txt", "pdf"], key=f"copy {turn}", label_visibility="collapsed"
        )
    if found is not None:
        st.session_state[_COPY_TURN] += 1
        upload = Upload(found.name, found.getvalue())
        _do(words, lambda: _attach(words, workspace, upload))


def _attach(words: Words, workspace: Workspace, upload: Upload) -> str:
    with st.spinner(words.texts("data.attaching")), tempfile.TemporaryDirectory(prefix="zhitu-copy-") as folder:
        (path,) = put_into(Path(folder), [upload])
        report = attach(workspace.path, path, workspace.facts())
    counts = {"exact": report.exact + report.unverified, "moved": report.moved, "missing": report.missing}
    return words.texts("data.attached", file=report.name, source=report.source.removeprefix("src:"), **counts)


def _detach(words: Words, workspace: Workspace, source: str) -> str:
    return words.texts("data.detached", source=detach(workspace.path, source).removeprefix("src:"))


# --- empty tables


def _templates(words: Words) -> None:
    st.header(words.texts("data.templates"), anchor=False)
    st.caption(words.texts("data.templates_text"))
    chosen = words.language
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def book() -> bytes:
        from ingest.templates import workbook  # noqa: PLC0415 - openpyxl takes 0.2 s

        return workbook(words.model, chosen)

    def archive() -> bytes:
        from ingest.templates import csv_files  # noqa: PLC0415

        return zipped(csv_files(words.model, chosen).items())

    with st.container(horizontal=True):
        st.download_button(words.texts("data.template_xlsx"), book, "zhitu-template.xlsx", sheet, on_click="ignore")
        name = "zhitu-template.zip"
        st.download_button(words.texts("data.template_csv"), archive, name, "application/zip", on_click="ignore")


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Files as one archive."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return written.getvalue()


# --- what is said


def _do(words: Words, act: Callable[[], str]) -> None:
    """Does something, and says how it went at the top of the next run."""
    try:
        _later(Notice(act()))
    except KgError as error:
        _later(Notice(words.texts("data.not_done", reason=_reason(error)), bad=True))
    st.rerun()


def _reason(error: KgError) -> str:
    return error.text(language())


def _later(notice: Notice) -> None:
    st.session_state.setdefault(_NOTICES, []).append(notice)


def _notices() -> None:
    for number, notice in enumerate(st.session_state.pop(_NOTICES, [])):
        _tell(notice, f"told-{number}")


def _tell(notice: Notice, key: str = "now") -> None:
    """A notice as plain text: names of files and sources are other people's words."""
    with st.container(key=f"zt-notice-{'bad' if notice.bad else 'good'}-{key}"):
        st.text(notice.text)


def _style(words: Words) -> None:
    """The upload's own words, which Streamlit knows in English only."""
    rules = "".join(
        f".st-key-{key} [data-testid='stFileUploaderDropzone']{{--zt-drop:'{words.texts(text)}'}}"
        for key, text in (("zt-upload", "data.drop"), ("zt-upload-copy", "data.drop_copy"))
    )
    st.html(f"<style>{rules}</style>")
