"""``query``, ``export``, ``check``: what comes out of the workspace."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.messages import told
from ontology.errors import ConfigError
from ui.cli.context import Context, context_of

if TYPE_CHECKING:
    from graph.judgements import Judgement
    from graph.mapping import PropertyGraph
    from graph.values import QueryResult
    from graph.workspace import Workspace
    from ontology.findings import Finding


class Language(StrEnum):
    """The query languages."""

    CYPHER = "cypher"
    SPARQL = "sparql"


class TableFormat(StrEnum):
    """How a query's rows are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class CheckFormat(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"


class ExportFormat(StrEnum):
    """The export formats."""

    TRIG = "trig"
    NQUADS = "nquads"
    TURTLE = "turtle"
    JSONLD = "jsonld"
    GRAPHML = "graphml"
    CSV = "csv"
    JSONL = "jsonl"
    NEO4J_ADMIN = "neo4j-admin"
    CYPHER = "cypher"


LIMIT_REACHED = 4
VIOLATIONS_FOUND = 1


def query(
    call: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT|-")],
    lang: Annotated[Language, typer.Option("--lang")] = Language.CYPHER,
    format_: Annotated[TableFormat, typer.Option("--format")] = TableFormat.TABLE,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1_000_000)] = 1000,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, max=3600)] = 30.0,
    param: Annotated[list[str] | None, typer.Option("--param", metavar="NAME=VALUE")] = None,
) -> None:
    """A read-only query; rows beyond the limit are cut, said on standard error, and the exit status is 4."""
    from graph.export.results import as_csv, as_json
    from ui.cli.render import as_table

    context = context_of(call)
    asked = sys.stdin.read() if text == "-" else text
    parameters = dict(_parameter(context, each) for each in param or ())
    with context.open_workspace() as workspace:
        if lang is Language.SPARQL:
            result = workspace.sparql(asked, limit=limit, timeout=timeout)
        else:
            result = workspace.store.query(asked, parameters, limit=limit, timeout=timeout)
        quoted = {} if format_ is TableFormat.CSV else _quoted(workspace, result)
    match format_:
        case TableFormat.JSON:
            _write(as_json(result, quotes=quoted) + "\n")
        case TableFormat.CSV:
            _write(as_csv(result))
        case TableFormat.TABLE:
            context.out.print(as_table(result))
            for id_, sentence in quoted.items():
                _write(f"{id_}: {sentence}\n")
            context.say("query.rows", count=len(result.rows), ms=round(result.ms))
    if result.truncated:
        context.say("query.truncated", limit=limit)
        raise typer.Exit(LIMIT_REACHED)


def _quoted(workspace: Workspace, result: QueryResult) -> dict[str, str]:
    """What the attached copies say at the places that a result rests on, with the words of its facts marked."""
    from ingest.attached import quotes, quotes_in

    attached = quotes(workspace.path)
    return {id_: quote.marked() for id_, quote in quotes_in(result, attached).items()} if attached else {}


def _parameter(context: Context, given: str) -> tuple[str, object]:
    """A parameter's name and value: JSON where it is some (numbers, lists, truth), else the text itself."""
    name, equals, value = given.partition("=")
    if not equals or not name.isidentifier():
        raise ConfigError(context.texts("cli.query.param", given=given))
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def export(
    call: typer.Context,
    format_: Annotated[ExportFormat, typer.Option("--format")],
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE")] = None,
    view: Annotated[str | None, typer.Option("--view", metavar="VIEW")] = None,
    with_quotes: Annotated[bool, typer.Option("--quotes")] = False,
) -> None:
    """The graph, read back from the store; or what a page shows of it, as rows."""
    if view is not None:
        _export_view(context_of(call), view, format_.value, out)
        return
    from graph.export import admin_folder, csv_folder
    from graph.export import export as export_graph
    from graph.export.admin import COMMAND_FILE
    from graph.export.tables import csv_tables
    from ontology.model import load_model

    context, model = context_of(call), load_model()
    if format_ is ExportFormat.NEO4J_ADMIN and out is None:
        raise ConfigError(context.texts("cli.export.folder_needed"))
    if with_quotes and format_ not in (ExportFormat.GRAPHML, ExportFormat.JSONL):
        raise ConfigError(context.texts("cli.export.quotes_format", format=format_.value))
    with context.open_workspace() as workspace:
        graph = workspace.store.dump()
        if with_quotes:
            graph = _with_quotes(context, workspace, graph)
    if format_ is ExportFormat.NEO4J_ADMIN and out is not None:
        _write_folder(out, admin_folder(graph))
        context.say("export.admin", file=out / COMMAND_FILE)
        return
    if format_ is ExportFormat.CSV and (left_out := csv_tables(graph, model).left_out):
        context.say("export.left_out", count=left_out)
    if format_ is ExportFormat.CSV and out is not None and out.suffix.lower() != ".csv":
        _write_folder(out, csv_folder(graph, model))
    elif out is not None:
        _write_whole(out, export_graph(graph, format_.value, model))
    else:
        for chunk in export_graph(graph, format_.value, model):
            sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
        return
    context.say("export.done", file=out)


def _with_quotes(context: Context, workspace: Workspace, graph: PropertyGraph) -> PropertyGraph:
    """The graph with what the attached copies say on its evidence; raises ConfigError when no copy is attached."""
    from ingest.attached import quotes, with_quotes

    attached = quotes(workspace.path)
    if not attached:
        raise ConfigError(context.texts("cli.export.quotes_copy"))
    return with_quotes(graph, attached)


def _export_view(context: Context, view: str, format_: str, out: Path | None) -> None:
    from ui.cli.twins import view_rows, written

    with context.open_workspace() as workspace:
        data = written(view_rows(workspace, view, context.texts), format_)
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        _write_whole(out, [data])
        context.say("export.done", file=out)


def check(
    call: typer.Context,
    format_: Annotated[CheckFormat, typer.Option("--format")] = CheckFormat.TEXT,
    judgements: Annotated[bool, typer.Option("--judgements")] = False,
) -> None:
    """Shapes and plausibility rules over the workspace's facts; exit status 1 when one is violated."""
    from graph.judgements import JudgementsFile
    from ingest.build import report_acceptances
    from ontology.checks import examine
    from ontology.discrepancies import COMPUTED
    from ontology.model import load_model

    context = context_of(call)
    decided = JudgementsFile(context.workspace).read()
    if judgements:
        _write_judgements(decided.values(), format_)
        return
    with context.open_workspace() as workspace:
        examined = examine(workspace.facts(), load_model(), report_acceptances())
    accepted = {target.removeprefix(COMPUTED) for target, each in decided.items() if each.verdict == "accepted"}
    findings = [finding for finding in examined.findings if finding.key not in accepted]
    language = context.texts.language
    if format_ is CheckFormat.JSON:
        _write(json.dumps([_as_dict(finding) for finding in findings], ensure_ascii=False, indent=1) + "\n")
    else:
        for finding in findings:
            _write(f"{finding.severity}: {finding.subject or '-'}: {finding.message[language]} [{finding.rule}]\n")
        context.say("check.done", count=len(findings))
        if examined.accepted:
            context.say("check.accepted", count=len(examined.accepted))
        if judged := len(examined.findings) - len(findings):
            context.say("check.judged", count=judged)
    if any(finding.severity == "violation" for finding in findings):
        raise typer.Exit(VIOLATIONS_FOUND)


def _write_judgements(judgements: Iterable[Judgement], format_: CheckFormat) -> None:
    """What people decided on the check-up page: an array of objects, or a line each."""
    from graph.judgements import to_json

    if format_ is CheckFormat.JSON:
        _write(to_json(judgements).decode("utf-8", "surrogatepass"))
        return
    for each in judgements:
        _write(f"{each.date} {each.verdict}: {each.target}: {each.name}: {' '.join(each.note.split())}\n")


def _as_dict(finding: Finding) -> dict[str, object]:
    message = {"zh": finding.message.zh, "en": finding.message.en}
    nodes = {"subject": finding.subject, "nodes": list(finding.nodes), "evidence": list(finding.evidence)}
    return {"key": finding.key, "rule": finding.rule, "severity": finding.severity, "message": message, **nodes}


def _write_folder(folder: Path, files: Mapping[str, bytes | Iterable[bytes]]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(told("not_written", path=folder, reason=error.strerror or error)) from error
    for name, data in files.items():
        _write_whole(folder / name, [data] if isinstance(data, bytes) else data)


def _write_whole(path: Path, chunks: Iterable[bytes]) -> None:
    """Write beside the file and put it in its place at the end, so that a half-written export never stands there."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            file.writelines(chunks)
        part.replace(path)
    except OSError as error:
        raise ConfigError(told("not_written", path=path, reason=error.strerror or error)) from error
    finally:
        part.unlink(missing_ok=True)


def _write(text: str) -> None:
    """Results go out as UTF-8 whatever the terminal's or the pipe's encoding is."""
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
    sys.stdout.buffer.flush()
