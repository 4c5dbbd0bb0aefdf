"""How the explorer's page is started: the command, the environment, and whether it answers yet."""

from __future__ import annotations

import http.client
import os
import signal
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

WORKSPACE_VARIABLE = "ZHITU_WORKSPACE"
STORE_VARIABLE = "ZHITU_STORE"
_HEALTH = "/_stcore/health"
_PARENT_SECONDS = 1.0  # how soon an orphaned page notices


def streamlit_command(port: int) -> list[str]:
    """The command line that serves the explorer on 127.0.0.1 at a port, with the packaged theme and options.

    It runs this module, which reads the graph ahead while Streamlit starts; ``-P`` keeps the working directory, where a
    folder may be called graph too, off the import path.
    """
    return [sys.executable, "-P", "-m", "ui.serving", f"--server.port={port}", *_options()]


def streamlit_environment(
    *, workspace: Path, store: str = "embedded", environment: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The environment for that command: this process' own, with the workspace and the store that the page opens.

    Streamlit's own variables are left out, so that a setting of another application does not reach this one.
    """
    inherited = os.environ if environment is None else environment
    kept = {key: value for key, value in inherited.items() if not key.startswith("STREAMLIT_")}
    return kept | {WORKSPACE_VARIABLE: str(workspace), STORE_VARIABLE: store, "PYTHONUNBUFFERED": "1"}


def is_ready(port: int, *, timeout: float = 1.0) -> bool:
    """True when the page's server answers at 127.0.0.1; waits at most `timeout` seconds."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("GET", _HEALTH)
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


@cache
def _options() -> tuple[str, ...]:
    settings = tomllib.loads(files("ui").joinpath("theme", "streamlit.toml").read_text("utf-8"))
    return tuple(f"--{key}={_written(value)}" for key, each in _flat("", settings) for value in each)


def _flat(prefix: str, table: Mapping[str, object]) -> Iterator[tuple[str, list[object]]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(f"{prefix}{key}.", value)
        else:
            yield prefix + key, value if isinstance(value, list) else [value]


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def main(options: list[str]) -> None:
    """Streamlit with the explorer's page, and the graph read ahead in a thread beside it."""
    import threading  # noqa: PLC0415

    from graph.driver import import_driver, keep_data_frames_out  # noqa: PLC0415 - those who start a page need neither

    keep_data_frames_out()
    import_driver()  # before there is a second thread

    from streamlit.web.cli import main as streamlit  # noqa: PLC0415

    from ui.resources import warm  # noqa: PLC0415

    threading.Thread(target=_end_with_parent, name="zhitu-parent", daemon=True).start()
    threading.Thread(target=warm, name="zhitu-warm", daemon=True).start()
    streamlit(["run", str(files("ui").joinpath("app.py")), *options])


def _end_with_parent() -> None:
    """Ends the page when the process that started it is gone: a killed `zhitu serve` must leave nothing running."""
    import psutil  # noqa: PLC0415

    parent = psutil.Process().parent()
    while parent is not None and parent.is_running() and parent.status() != psutil.STATUS_ZOMBIE:
        time.sleep(_PARENT_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main(sys.argv[1:])
