"""Puts the commands together and maps every error once to a message and an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from ontology.errors import KgError
from ui.cli import ask, attach, look, serve, server, sources, template
from ui.cli.context import language_of, make_context
from ui.texts import Texts, load_texts

COMMANDS: dict[str, Callable[..., None]] = {
    "serve": serve.serve,
    "build": sources.build,
    "import": sources.import_,
    "remove": sources.remove,
    "sources": sources.list_sources,
    "attach": attach.attach,
    "detach": attach.detach,
    "export": ask.export,
    "query": ask.query,
    "check": ask.check,
    "template": template.template,
    "doctor": look.doctor,
}
GROUPS: dict[str, dict[str, Callable[..., None]]] = {
    "engine": {"status": look.engine_status, "stop": look.engine_stop},
    "neo4j": {"start": server.start, "stop": server.stop, "status": server.status},
}

_INTERRUPTED = 130  # 128 + SIGINT, as shells count


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit status."""
    sys.exit(run(list(sys.argv[1:] if arguments is None else arguments)))


def run(arguments: list[str]) -> int:
    """Run one call; gives its exit status. 0 fine, 1 violations found, 2 refused, 3 no store, 4 a limit was reached."""
    texts = load_texts(language_of(os.environ))
    try:
        make_command(texts).main(arguments, prog_name="zhitu")
    except SystemExit as ended:  # how the library ends: usage errors are shown already, with status 2
        return ended.code if isinstance(ended.code, int) else 0
    except KgError as error:
        sys.stderr.write(f"{error.text(texts.language)}\n")
        return error.exit_status
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:  # the reader of our output has gone: `zhitu export ... | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def make_command(texts: Texts) -> TyperGroup:
    """The whole command tree, its help in the language of `texts`."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.callback(invoke_without_command=True)(_global_options)
    for name, function in COMMANDS.items():
        app.command(name)(function)
    for group, commands in GROUPS.items():
        within = typer.Typer(no_args_is_help=True)
        for name, function in commands.items():
            within.command(name)(function)
        app.add_typer(within, name=group)
    command = typer.main.get_command(app)
    assert isinstance(command, TyperGroup)
    _describe(command, texts, "zhitu")
    return command


def _describe(command: TyperGroup | TyperCommand, texts: Texts, name: str) -> None:
    """Help texts stand in the catalogues, under the command's and the option's name; `engine stop` is engine_stop."""
    command.help = texts(f"cli.help.{name}.about")
    for parameter in command.params:
        if isinstance(parameter, TyperOption) and parameter.name != "help":
            parameter.help = texts(f"cli.help.{name}.{parameter.name}")
    for child_name, child in command.commands.items() if isinstance(command, TyperGroup) else ():
        assert isinstance(child, TyperGroup | TyperCommand)
        _describe(child, texts, f"{name}_{child_name}" if name in GROUPS else child_name)


def _global_options(
    call: typer.Context,
    workspace: Annotated[Path | None, typer.Option(envvar="ZHITU_WORKSPACE", metavar="DIR")] = None,
    store: Annotated[str, typer.Option(envvar="ZHITU_STORE", metavar="embedded|neo4j|URI")] = "embedded",
    verbose: Annotated[bool, typer.Option("--verbose", "-v")] = False,
    show_version: Annotated[bool, typer.Option("--version", is_eager=True)] = False,
) -> None:
    if show_version:
        typer.echo(f"zhitu {version('zhitu')}")
        raise typer.Exit
    if verbose:
        _log_to_stderr()
    call.obj = make_context(workspace, store, verbose)
    if call.invoked_subcommand is None:
        serve.serve(call)


def _log_to_stderr() -> None:
    import logging

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("neo4j").setLevel(logging.WARNING)  # its debug log repeats queries and parameters
