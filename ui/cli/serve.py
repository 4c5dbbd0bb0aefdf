"""``serve``: the graph is built when there is none; the engine and the page start side by side, and stop together."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import time
import types
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from ontology.errors import ConfigError
from ui.cli.context import Context, context_of

if TYPE_CHECKING:
    from graph.workspace import Workspace

DEFAULT_PORT = 8501
_READY_SECONDS = 60.0
_STOP_SECONDS = 5.0  # then the page's process is killed: page and engine together have 10 s


def serve(
    call: typer.Context,
    port: Annotated[int | None, typer.Option("--port", envvar="ZHITU_PORT", min=1, max=65535)] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", envvar="ZHITU_NO_BROWSER")] = False,
    api: Annotated[bool, typer.Option("--api")] = False,
    api_port: Annotated[int | None, typer.Option("--api-port", envvar="ZHITU_API_PORT", min=1, max=65535)] = None,
) -> None:
    """Serve the explorer on loopback until Ctrl+C or SIGTERM."""
    context = context_of(call)
    with _stopping_on_signals() as stopping, context.open_workspace() as workspace:
        chosen = _free_port(context, port)
        if workspace.is_new and not _build(context, workspace):
            return
        page = _start_page(context, chosen)
        try:
            workspace.store.run("RETURN 1 AS ready")  # beside the page's own start: the first click finds it warm
            _wait_until_ready(context, page, chosen, stopping)
            if not stopping.is_set():
                typer.echo(f"zhitu: http://127.0.0.1:{chosen}")
                sys.stdout.flush()
                if not no_browser:
                    webbrowser.open(f"http://127.0.0.1:{chosen}")
            with _api(context, workspace, api_port) if api else nullcontext():
                status = _wait(page, stopping)
        finally:
            _stop(page)
    if not stopping.is_set():
        context.say("serve.ended", status=status)
        raise typer.Exit(1)


@contextmanager
def _api(context: Context, workspace: Workspace, asked: int | None) -> Iterator[None]:
    """The API beside the page, with a line that says where it is and where its token lies."""
    from ui.api import DEFAULT_PORT as API_PORT
    from ui.api import served_api, token_path

    port = _free_port(context, asked, API_PORT)
    with served_api(workspace, port):
        typer.echo(f"zhitu api: http://127.0.0.1:{port} ({token_path(workspace.path)})")
        sys.stdout.flush()
        yield


def _build(context: Context, workspace: Workspace) -> bool:
    """Build the report's graph before there is a page that would show none; False when it was interrupted.

    A build may be left at any moment: what it has not finished, it has not begun.
    """
    from ui.cli.sources import build_report

    try:
        with _interrupted_by_signals():
            build_report(context, workspace)
    except KeyboardInterrupt:
        return False
    return True


def _start_page(context: Context, port: int) -> subprocess.Popen[bytes]:
    from ui.serving import streamlit_command, streamlit_environment

    environment = streamlit_environment(workspace=context.workspace, store=context.store)
    return subprocess.Popen(
        streamlit_command(port), env=environment, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    )


def _free_port(context: Context, asked: int | None, usual: int = DEFAULT_PORT) -> int:
    """The asked port, or the usual one, or any free one when nobody asked; ConfigError when the asked one is taken."""
    for candidate in (asked,) if asked else (usual, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", candidate or 0))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise ConfigError(context.texts("cli.serve.port", port=asked))


def _wait_until_ready(context: Context, page: subprocess.Popen[bytes], port: int, stopping: threading.Event) -> None:
    from ui.serving import is_ready

    deadline = time.monotonic() + _READY_SECONDS
    while not stopping.is_set() and page.poll() is None and not is_ready(port):
        if time.monotonic() > deadline:
            raise ConfigError(context.texts("cli.serve.no_answer", seconds=round(_READY_SECONDS), port=port))
        stopping.wait(0.1)


def _wait(page: subprocess.Popen[bytes], stopping: threading.Event) -> int | None:
    while not stopping.wait(0.2):
        if (status := page.poll()) is not None:
            return status
    return None


def _stop(page: subprocess.Popen[bytes]) -> None:
    if page.poll() is None:
        page.terminate()
    try:
        page.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        page.kill()
        page.wait()


@contextmanager
def _stopping_on_signals() -> Iterator[threading.Event]:
    """SIGTERM and Ctrl+C set the event instead of tearing the process down half way."""
    stopping = threading.Event()
    with _on_signals(lambda _number, _frame: stopping.set()):
        yield stopping


def _interrupted_by_signals() -> AbstractContextManager[None]:
    """SIGTERM and Ctrl+C raise KeyboardInterrupt wherever the main thread is."""
    return _on_signals(signal.default_int_handler)


@contextmanager
def _on_signals(handler: Callable[[int, types.FrameType | None], object]) -> Iterator[None]:
    kinds = (signal.SIGINT, signal.SIGTERM)
    former = [signal.signal(kind, handler) for kind in kinds]
    try:
        yield
    finally:
        for kind, usual in zip(kinds, former, strict=True):
            signal.signal(kind, usual)
