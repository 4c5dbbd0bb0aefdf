"""Files to take along of what is visible: pictures, a standalone page, tables, other tools' formats, a brief."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from graph.explorer import Observed, evidence_of
from graph.export import export
from graph.export.cells import safe
from graph.export.standalone import standalone
from graph.export.svg import LegendEntry, svg
from graph.mapping import PropertyGraph
from graph.values import Node, Relationship
from graph.view import GraphView
from ui.classes import sign
from ui.explore.brief import Brief, brief, docx, markdown
from ui.explore.drawing import class_of
from ui.explore.run import Run
from ui.explore.session import Download, Scene
from ui.sentences import observation_line, place_long, statement_sentence

Made = tuple[str, str, bytes]
"""A file's extension, media type and content."""

_MAX_LINES = 40  # of one thing on the standalone page


def take(run: Run, drawn: Scene, format_: str) -> Download | None:
    """The file in one of FORMATS; None for another one."""
    make = FORMATS.get(format_)
    if make is None:
        return None
    extension, mime, data = make(run, drawn)
    picture = {"png": "save", "docx": "docx"}.get(format_)
    name = run.words.texts("take.file")
    return Download(f"{name}.{extension}", mime, data, picture)


def finish(run: Run, drawn: Scene, picture: bytes) -> Download:
    """The brief as a Word file, now that the browser has made its picture."""
    data = docx(brief_of(run, drawn), picture)
    return Download(f"{run.words.texts('take.file')}.docx", _DOCX, data)


def _drawing(run: Run, drawn: Scene) -> str:
    words, view = run.words, drawn.visible
    shown = dict.fromkeys(class_of(node.classes) for node in view.nodes)
    order = {key: number for number, key in enumerate(words.model.classes)}
    legend = [
        LegendEntry(words.class_label(key), signed["shape"], signed["light"])
        for key in sorted(shown, key=lambda each: (order.get(each, len(order)), each))
        for signed in [sign(words.model, key)]
    ]
    lines = {edge.type: edge.color.light for edge in view.edges if edge.color}
    types = sorted(lines, key=lambda type_: (words.relation_label(type_), type_))
    legend += [LegendEntry(words.relation_label(type_), "line", lines[type_]) for type_ in types]
    return svg(view, legend, citation(run, view))


def citation(run: Run, view: GraphView) -> list[str]:
    """What a picture must say of itself: how much it shows, out of which sources, when and by what it was made."""
    texts = run.words.texts
    ids = [source.id for source in run.resources.workspace.sources()]
    counts = texts("take.shows", nodes=len(view.nodes), edges=len(view.edges))
    return [counts, texts("take.citation", sources=texts("words.comma").join(ids), day=date.today().isoformat())]


def _svg(run: Run, drawn: Scene) -> Made:
    return "svg", "image/svg+xml", _drawing(run, drawn).encode()


def _png(run: Run, drawn: Scene) -> Made:
    return "png", "image/svg+xml", _drawing(run, drawn).encode()  # the browser makes the picture: it has the fonts


def _html(run: Run, drawn: Scene) -> Made:
    words, view = run.words, drawn.visible
    index = {node.id: number for number, node in enumerate(view.nodes)}
    nodes_of = {node.id: node for node in drawn.subgraph.nodes}
    statements = {each.id: each for each in drawn.subgraph.relationships}
    places = run.explorer.places(evidence_of(*(each.properties for each in statements.values())))
    numbers = _numbers(run, index)

    def told(statement: Relationship) -> str:
        sentence = statement_sentence(words, nodes_of[statement.start], statement.type, nodes_of[statement.end])
        where = [place_long(words, places[ref]) for ref in evidence_of(statement.properties) if ref in places]
        return words.join([sentence, *where[:2]])

    said = [statements[edge.id] for edge in view.edges if edge.id in statements]
    nodes = [
        {
            "title": node.title.split("\n", 1)[0] or node.label,
            "lines": [
                *node.title.split("\n")[1:],
                *(observation_line(words, each) for each in numbers if node.id in {about.id for about in each.about}),
                *(told(each) for each in said if node.id in (each.start, each.end)),
            ][:_MAX_LINES],
        }
        for node in view.nodes
    ]
    edges = [
        {
            "title": edge.label,
            "lines": [told(statements[edge.id])] if edge.id in statements else [],
            "ends": [index[edge.start], index[edge.end]],
        }
        for edge in view.edges
    ]
    page = standalone(words.texts("take.title"), _drawing(run, drawn), nodes, edges, words.language)
    return "html", "text/html", page.encode()


def _tables(run: Run, drawn: Scene) -> dict[str, list[list[str]]]:
    """Nodes and relations as rows, the columns' names first."""
    from ui.explore.table import node_rows, relation_rows  # noqa: PLC0415 - pandas takes 0.5 s

    view, texts = drawn.things, run.words.texts
    found = {}
    for key, rows in (("nodes", node_rows(view, run.words)), ("relations", relation_rows(view, run.words))):
        listed: Sequence[Mapping[str, Any]] = rows
        columns = list(listed[0]) if listed else []
        found[texts(f"table.{key}")] = [columns, *([str(row[column]) for column in columns] for row in listed)]
    return found


def _csv(run: Run, drawn: Scene) -> Made:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in _tables(run, drawn).items():
            text = io.StringIO(newline="")
            csv.writer(text, lineterminator="\n").writerows([safe(cell) for cell in row] for row in rows)
            archive.writestr(f"{name}.csv", "\ufeff" + text.getvalue())  # the mark lets spreadsheets read Chinese
    return "zip", "application/zip", buffer.getvalue()


def _xlsx(run: Run, drawn: Scene) -> Made:
    from openpyxl import Workbook  # noqa: PLC0415 - only this needs it
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    book = Workbook(write_only=True)
    for name, rows in _tables(run, drawn).items():
        sheet = book.create_sheet(name[:31])
        for row in rows:
            cells = [WriteOnlyCell(sheet, value="".join(char for char in text if char >= " ")) for text in row]
            for cell in cells:
                cell.data_type = "s"  # a text that begins with = stays one
            sheet.append(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", buffer.getvalue()


def _graph(run: Run, drawn: Scene) -> PropertyGraph:
    """What is visible as a property graph: things whole, the statements between them, and their evidence."""
    view = drawn.things
    edges = {edge.id for edge in view.edges}
    statements = [each for each in drawn.subgraph.relationships if each.id in edges]
    ids = [node.id for node in view.nodes]
    things = run.explorer.whole(ids)
    refs = evidence_of(*(node.properties for node in things), *(each.properties for each in statements))
    evidence = [node for node in run.explorer.whole(refs) if node.id not in set(ids)]
    nodes: Iterable[Node] = sorted([*things, *evidence], key=lambda node: node.id)
    return PropertyGraph(tuple(nodes), tuple(statements), run.explorer.names())


def _as(format_: str, extension: str, mime: str) -> Callable[[Run, Scene], Made]:
    def make(run: Run, drawn: Scene) -> Made:
        return extension, mime, b"".join(export(_graph(run, drawn), format_, run.words.model))

    return make


def brief_of(run: Run, drawn: Scene) -> Brief:
    """The brief of what is visible."""
    view, words = drawn.things, run.words
    edges = {edge.id for edge in view.edges}
    statements = [each for each in drawn.subgraph.relationships if each.id in edges]
    nodes = {node.id: node for node in drawn.subgraph.nodes}
    numbers = _numbers(run, [node.id for node in view.nodes])
    said = [each.properties for each in statements] + [each.node.properties for each in numbers]
    places = run.explorer.places(evidence_of(*said))
    title, about = words.texts("take.title"), " ".join(citation(run, view))
    return brief(title, about, nodes, statements, numbers, places, words)


def _numbers(run: Run, ids: Iterable[str]) -> list[Observed]:
    wanted = set(ids)
    return [each for each in run.overview.numbers if each.about and {node.id for node in each.about} <= wanted]


def _markdown(run: Run, drawn: Scene) -> Made:
    """The brief with its picture beside it, in one archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{run.words.texts('take.file')}.md", markdown(brief_of(run, drawn)))
        archive.writestr("picture.svg", _drawing(run, drawn))
    return "zip", "application/zip", buffer.getvalue()


_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMATS: Mapping[str, Callable[[Run, Scene], Made]] = MappingProxyType(
    {
        "png": _png,
        "svg": _svg,
        "html": _html,
        "docx": _svg,
        "markdown": _markdown,
        "xlsx": _xlsx,
        "csv": _csv,
        "graphml": _as("graphml", "graphml", "application/xml"),
        "cypher": _as("cypher", "cypher", "text/plain"),
        "turtle": _as("turtle", "ttl", "text/turtle"),
    }
)
"""What makes each format; a Word file begins as a drawing, of which the browser makes its picture."""
