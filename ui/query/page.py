"""The query page: library and structure at the side, the editor with its parameters, and what came of the query."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from graph.errors import GraphError, StoreUnavailable
from graph.library import KeptQuery, Parameter, examples
from graph.saved import Asked, History, SavedQueries
from graph.structure import Structure, read_structure
from graph.workspace import Workspace
from ontology.errors import KgError
from ui.components.cypher_editor import Act, Draft, editor
from ui.components.query import plan as plan_part
from ui.components.query import side
from ui.explore.session import session as explore_session
from ui.language import language
from ui.query import parameters, results
from ui.query.asking import MAX_QUESTION, Endpoint, nearest_examples, written_query
from ui.query.jobs import Job, Question
from ui.query.messages import trouble
from ui.query.remarks import remarks_on
from ui.query.session import DEFAULT_ROWS, Session, read_address, session, write_address
from ui.query.side import completion_structure, side_data
from ui.resources import resources
from ui.sentences import Words
from ui.shell import failed, page_words

_SIDE, _DESK, _RESULTS = "query side", "query desk", "query results"
QUICK_SECONDS = 1.2  # a query that takes no longer is waited for, which is quicker than asking again
LOOK_SECONDS = 0.5  # how often a longer one is looked at

_structures: dict[str, Structure] = {}  # of the last state of the store
_structure_mutex = threading.Lock()


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of the page works with."""

    session: Session
    words: Words
    workspace: Workspace
    structure: Structure


def show() -> None:
    """Draws the page; the engine starts with the first call."""
    current = session()
    read_address(current)
    words = page_words()
    waiting = st.empty()
    try:
        with waiting.container(key="zt-waiting"), st.spinner(words.texts("explore.starting")):
            _run()
    except KgError as error:
        failed(words, error)
        return
    waiting.empty()
    with st.container(key="zt-query"):
        with st.container(key="zt-query-side"):
            _side()
        with st.container(key="zt-query-main"):
            _desk()
            _results()


def _run() -> Run:
    found = resources()
    digest, opened = found.known.digest, found.workspace
    with _structure_mutex:
        if digest not in _structures:
            _structures.clear()
            _structures[digest] = read_structure(opened.store)
        structure = _structures[digest]
    return Run(session(), page_words(), opened, structure)


def user() -> str:
    """Who asks: the address that a browser comes from. One row of turns and one history a user."""
    return st.context.ip_address or "local"


def is_embedded(opened: Workspace) -> bool:
    """True when the embedded engine answers."""
    return opened.engine.kind == "embedded"


@st.fragment(key=_SIDE)
def _side() -> None:
    run = _run()
    saved, history = SavedQueries(run.workspace.path).all(), History(run.workspace.path).of(user())
    data = side_data(run.words, run.structure, saved, history, drawing=run.session.drawing)
    side(data, key="query-side", on_act=_guarded(_side_act))


@st.fragment(key=_DESK)
def _desk() -> None:
    """The editor and what belongs to the text in it; typing reruns nothing else."""
    run = _run()
    current, words = run.session, run.words
    _question(run)
    if current.title:
        st.text(current.title)
    running = current.job is not None and not current.job.done.is_set()
    data = {
        "texts": words.texts.within("query_editor"),
        "language": current.language,
        "text": current.text,
        "version": current.version,
        "running": running,
        "profiles": not is_embedded(run.workspace),
        "insert": current.insert,
        "structure": completion_structure(run.structure, words, (each.name for each in parameters.wanted(current))),
    }
    editor(data, current.remarks, key="query-editor", on_draft=_drafted, on_act=_guarded(_editor_act))
    with st.container(key="zt-query-desk", horizontal=True, vertical_alignment="bottom"):
        parameters.form(current, words, _selected_in_explorer)
        _save(run)
    if current.trouble is not None:
        results.tell(trouble(words, current.trouble, embedded=is_embedded(run.workspace)))
    if current.plan is not None:
        plan_part(results.plan_data(current.plan, words), key="query-plan")
    write_address(
        current, language(), {each.name: current.parameters.get(each.name, "") for each in parameters.wanted(current)}
    )


@st.fragment(key=_RESULTS)
def _results() -> None:
    """What came of the query, or how it stands."""
    run = _run()
    current, job = run.session, run.session.job
    if current.drawing:
        results.show_ontology(run.structure, run.words)
    if job is None:
        if not current.drawing:
            st.text(run.words.texts("query.nothing_asked"))
        return
    if not job.done.wait(QUICK_SECONDS):
        _watch()
        return
    _note(run, job)
    if job.error is not None:
        names = results.unknown_lines(job.question, run.structure, run.words)
        results.tell(trouble(run.words, job.error, embedded=is_embedded(run.workspace), names=names))
    elif job.profile is not None:
        plan_part(results.plan_data(job.profile, run.words), key="query-profile")
    elif job.result is not None:
        results.show(current, job.question, job.result, run.structure, run.words, on_more=_guarded(_more))


@st.fragment(run_every=LOOK_SECONDS)
def _watch() -> None:
    """How a query stands that takes longer: its place in the row, or its seconds; with a way to stop it."""
    current, words = session(), page_words()
    job = current.job
    if job is None or job.done.is_set():
        st.rerun()
    with st.container(key="zt-query-wait", horizontal=True, vertical_alignment="center"):
        if job.place:
            st.text(words.texts("query.waiting", place=job.place))
        else:
            st.text(words.texts("query.running", seconds=int(job.seconds)))
        st.button(words.texts("query_editor.stop"), key="query-stop", on_click=job.stop)
    if job.done.wait(0.8 * LOOK_SECONDS):  # so that an answer does not wait for the next look
        st.rerun()


def _question(run: Run) -> None:
    """A question in words: a model's query for the editor where one is set up, else the nearest examples."""
    current, texts, endpoint = run.session, run.words.texts, Endpoint.of()
    hint = texts("query.ask_hint_model" if endpoint else "query.ask_hint")
    st.text_input(
        texts("query.ask"),
        key="query-question",
        placeholder=hint,
        label_visibility="collapsed",
        icon=":material/search:",
        max_chars=MAX_QUESTION,
        on_change=_asked_in_words,
    )
    if current.question and endpoint:
        question, current.question = current.question, ""
        with st.spinner(texts("query.asking", model=endpoint.model)):
            _write(run, question, endpoint)
    if current.suggestions:
        with st.container(key="zt-query-nearest", horizontal=True, vertical_alignment="center"):
            st.text(texts("query.nearest"))
            for kept in current.suggestions:
                st.button(kept.named(language()), key=f"nearest {kept.key}", on_click=_opened, args=(kept,))
    if current.told:
        st.text(texts(current.told))


def _write(run: Run, question: str, endpoint: Endpoint) -> None:
    """Puts the model's query into the editor; it runs when the reader says so."""
    current = run.session
    try:
        text = written_query(question, endpoint, run.structure, run.words, run.workspace.store.explain)
    except GraphError as error:
        current.trouble, current.suggestions = error, nearest_examples(question)
        return
    current.open(text, "cypher")
    current.title, current.told = question, "query.written"


def _save(run: Run) -> None:
    """One's own queries: a name and a note, kept in the workspace."""
    texts = run.words.texts
    with st.popover(texts("query.save"), icon=":material/bookmark_add:"):
        name = st.text_input(texts("query.save_name"), value=run.session.title, key="query-save-name")
        note = st.text_input(texts("query.save_note"), value=run.session.note, key="query-save-note")
        st.button(texts("query.save"), key="query-save", disabled=not name.strip(), on_click=lambda: _keep(name, note))


# --- what the reader did; callbacks run before the run that they cause


def _guarded(handle: Callable[[Any], None]) -> Callable[[Any], None]:
    """A callback whose errors become a message in the next run."""

    def callback(act: Any) -> None:
        try:
            handle(act)
        except (GraphError, KgError) as error:
            session().trouble = error

    return callback


def _asked_in_words() -> None:
    current = session()
    question = str(st.session_state["query-question"]).strip()
    current.trouble, current.told, current.question = None, "", question
    current.suggestions = () if Endpoint.of() or not question else nearest_examples(question)
    if question and not current.suggestions and not Endpoint.of():
        current.told = "query.nearest_none"


def _opened(kept: KeptQuery) -> None:
    current = session()
    current.open_kept(kept, language())
    current.suggestions, current.told = (), ""


def _drafted(draft: Draft) -> None:
    """After a pause in typing: what the guard and the engine say about the text."""
    current = session()
    if draft.version != current.version:
        return
    current.text = draft.text
    current.insert = None
    try:
        run = _run()
    except StoreUnavailable:
        return
    current.remarks = remarks_on(draft.text, current.language, run.workspace, run.structure, run.words)


def _editor_act(act: Act) -> None:
    current = session()
    current.text = act.draft.text
    current.trouble = None
    if act.kind in ("run", "profile"):
        _ask(DEFAULT_ROWS, profiled=act.kind == "profile")
    elif act.kind == "stop" and current.job:
        current.job.stop()
    elif act.kind == "plan":
        store = resources().workspace.store
        current.plan = None if current.plan else store.explain(current.text, parameters.values(current))
    elif act.kind in ("cypher", "sparql"):
        current.speak(act.kind)
        st.rerun([_DESK])
    if act.kind in ("run", "profile"):
        st.rerun([_RESULTS, _DESK, _SIDE])


def _ask(limit: int, *, profiled: bool) -> None:
    current = session()
    if current.job and not current.job.done.is_set():
        current.job.stop()  # the reader has changed their mind
    question = Question(current.text, current.language, parameters.values(current), limit, profiled=profiled)
    current.plan, current.positions = None, {}
    current.job = Job.start(resources().workspace, question, user())


def _more(limit: int) -> None:
    job = session().job
    if job is not None:
        session().job = Job.start(resources().workspace, job.question.with_limit(limit), user())


def _side_act(act: Mapping[str, Any]) -> None:
    current, kind = session(), act["kind"]
    if kind == "example":
        _open(next((each for each in examples() if each.key == act.get("key")), None))
    elif kind == "saved":
        _open(_saved(act))
    elif kind == "delete" and (found := _saved(act)):
        SavedQueries(resources().workspace.path).delete(found.key, found.language)
    elif kind == "asked":
        history = History(resources().workspace.path).of(user())
        number = act.get("number")
        if isinstance(number, int) and 0 <= number < len(history):
            current.open(history[number].text, history[number].language)
            current.parameters |= dict(history[number].parameters)
    elif kind == "insert":
        current.inserts += 1
        current.insert = {"id": current.inserts, "kind": str(act.get("what")), "name": str(act.get("name"))}
    elif kind == "draw":
        current.drawing = not current.drawing
        st.rerun([_RESULTS, _SIDE])
    st.rerun([_DESK, _SIDE])


def _open(kept: KeptQuery | None) -> None:
    if kept is not None:
        session().open_kept(kept, language())


def _saved(act: Mapping[str, Any]) -> KeptQuery | None:
    wanted = (act.get("key"), act.get("language"))
    kept = SavedQueries(resources().workspace.path).all()
    return next((each for each in kept if (each.key, each.language) == wanted), None)


def _keep(name: str, note: str) -> None:
    current = session()
    kept = tuple(
        Parameter(each.name, each.type, current.parameters.get(each.name, each.value), each.label)
        for each in parameters.wanted(current)
    )
    query = KeptQuery(
        "", current.language, {language(): name.strip()}, current.text, note=note.strip(), parameters=kept
    )
    try:
        SavedQueries(resources().workspace.path).save(query)
    except GraphError as error:
        current.trouble = error
    st.rerun([_DESK, _SIDE])


def _selected_in_explorer() -> Sequence[str]:
    """What is selected on the explorer's canvas in this tab, else what is on it."""
    view = explore_session().view
    return [view.selected] if view.selected else list(view.nodes or ())


def _note(run: Run, job: Job) -> None:
    """Puts a query into the history, once."""
    if run.session.noted is job:
        return
    run.session.noted = job
    if job.question.profiled:
        return
    rows, ms = (len(job.result.rows), job.result.ms) if job.result else (None, 0.0)
    typed = {name: run.session.parameters.get(name, "") for name in job.question.parameters}
    asked = Asked(job.question.text, job.question.language, time.time(), user(), rows, ms, typed)
    try:
        History(run.workspace.path).add(asked)
    except GraphError as error:
        run.session.trouble = error
