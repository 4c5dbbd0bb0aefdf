"""What every command gets: the workspace's place, the store's address, the language, and a way to speak."""

from __future__ import annotations

import locale
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from ui.texts import Texts, load_texts

if TYPE_CHECKING:
    from graph.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Context:
    """One call of the command line."""

    workspace: Path
    store: str
    verbose: bool
    texts: Texts
    out: Console  # results
    err: Console  # messages and progress

    def say(self, key: str, /, **facts: object) -> None:
        """A message to standard error, in the user's language."""
        self.say_plain(self.texts(f"cli.{key}", **facts))

    def say_plain(self, text: str) -> None:
        """A message that is in the user's language already."""
        self.err.print(text, markup=False, highlight=False, soft_wrap=True)

    @contextmanager
    def open_workspace(self) -> Iterator[Workspace]:
        """The workspace, opened; engine and locks are let go at the end."""
        from graph.workspace import Workspace

        if self.store == "neo4j":
            from ui.cli.server import get_neo4j

            get_neo4j(self)
        with Workspace.open(self.workspace, store=self.store) as workspace:
            yield workspace

    @contextmanager
    def progress(self, key: str, /, **facts: object) -> Iterator[Callable[[int, int], None]]:
        """Takes (done, total) and shows how far long work is: a bar on a terminal, one line elsewhere."""
        text = self.texts(f"cli.{key}", **facts)
        if not self.err.is_terminal:
            self.err.print(text, markup=False, highlight=False)
            yield lambda _done, _total: None
            return
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        with Progress(*columns, console=self.err, transient=True) as bar:
            task = bar.add_task(text, total=None)
            yield lambda done, total: bar.update(task, completed=done, total=max(total, 1))


def language_of(environment: Mapping[str, str]) -> str:
    """``zh`` or ``en``: the first of ZHITU_LANG, LC_ALL, LC_MESSAGES, LANG that is set, else the system's setting.

    >>> language_of({"LANG": "zh_CN.UTF-8"}), language_of({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"})
    ('zh', 'en')
    """
    named = next(
        (value for key in ("ZHITU_LANG", "LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(key))), None
    )
    tag = named or locale.getlocale()[0] or ""
    return "zh" if tag.lower().startswith(("zh", "chinese")) else "en"


def make_context(workspace: Path | None, store: str, verbose: bool) -> Context:
    """The context of this process: its environment, its terminal."""
    from graph.workspace import default_folder

    return Context(
        workspace=(workspace or default_folder()).expanduser().absolute(),
        store=store,
        verbose=verbose,
        texts=load_texts(language_of(os.environ)),
        out=Console(soft_wrap=True),
        err=Console(stderr=True),
    )


def context_of(call: typer.Context) -> Context:
    """The context that the global options made."""
    found = call.find_object(Context)
    assert found is not None, "the application's callback runs before every command"
    return found
