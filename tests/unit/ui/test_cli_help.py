"""Every command and every option says what it does, in the user's language."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from typer.core import TyperGroup, TyperOption

from ui.cli.app import make_command
from ui.texts import load_texts

CHINESE = re.compile("[\u4e00-\u9fff]")


def helps(command: object, path: str) -> Iterator[tuple[str, str]]:
    """The help text of a command, of its options and of the commands below it."""
    yield path, getattr(command, "help", None) or ""
    for parameter in getattr(command, "params", ()):
        if isinstance(parameter, TyperOption) and parameter.name != "help":
            yield f"{path} --{parameter.name}", parameter.help or ""
    for name, below in command.commands.items() if isinstance(command, TyperGroup) else ():
        yield from helps(below, f"{path} {name}")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_help_describes_every_command_and_option_in_the_users_language(language: str) -> None:
    said = dict(helps(make_command(load_texts(language)), "zhitu"))
    assert {"zhitu serve", "zhitu build", "zhitu query --timeout", "zhitu neo4j start --port"} <= said.keys()
    assert [place for place, text in said.items() if bool(CHINESE.search(text)) != (language == "zh") or not text] == []
