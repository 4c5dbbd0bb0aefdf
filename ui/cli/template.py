"""``template``: empty tables made from the ontology, to fill in and to import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ontology.errors import ConfigError
from ui.cli.context import context_of

WORKBOOK = Path("zhitu-template.xlsx")
FOLDER = Path("zhitu-template")


def template(
    call: typer.Context,
    xlsx: Annotated[bool, typer.Option("--xlsx")] = False,
    csv: Annotated[bool, typer.Option("--csv")] = False,
    class_: Annotated[str | None, typer.Option("--class", metavar="CLASS")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="PATH")] = None,
) -> None:
    """A workbook with notes and drop-downs, or a folder of text files; nothing that is there already is replaced."""
    from ingest.templates import csv_files, workbook
    from ontology.model import load_model

    context, model = context_of(call), load_model()
    if xlsx == csv:
        raise ConfigError(context.texts("cli.template.which"))
    found = model.class_named(class_) if class_ else None
    if class_ and found is None:
        raise ConfigError(context.texts("cli.template.no_class", name=class_))
    key, language = found.key if found else None, context.texts.language
    target = out or (WORKBOOK if xlsx else FOLDER)
    if target.exists():
        raise ConfigError(context.texts("cli.template.exists", path=target))
    try:
        if xlsx:
            target.write_bytes(workbook(model, language, key))
        else:
            target.mkdir(parents=True)
            for name, data in csv_files(model, language, key).items():
                (target / name).write_bytes(data)
    except OSError as error:
        raise ConfigError(context.texts("cli.template.not_written", path=target, reason=error.strerror)) from error
    context.say("template.done", path=target)
