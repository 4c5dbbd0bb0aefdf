"""A brief of a view, ready to be cited: picture, sentences, numbers, numbered sources; as Markdown and as Word file."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.explorer import Observed, Place, evidence_of
from graph.values import Node, Relationship
from ui.sentences import Words, observation_line, observation_note, place_long, qualifiers, statement_sentence

MAX_STATEMENTS = 400
MAX_NUMBERS = 200
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$&:=^])")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or a number, and the numbers of the sources that say it."""

    text: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """What a brief says. `groups` are sentences by their subject."""

    title: str
    about: str
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    numbers: tuple[Line, ...]
    sources: tuple[str, ...]  # numbered from 1
    headings: Mapping[str, str] = field(repr=False)  # of sentences, numbers and sources


def brief(
    title: str,
    about: str,
    nodes: Mapping[str, Node],
    statements: Sequence[Relationship],
    numbers: Sequence[Observed],
    places: Mapping[str, Place],
    words: Words,
) -> Brief:
    """The brief of these things; sources are numbered in the order in which they are first cited."""
    cited: dict[str, int] = {}

    def sources(refs: Sequence[str]) -> tuple[int, ...]:
        told = [place_long(words, places[ref]) for ref in refs if ref in places]
        return tuple(dict.fromkeys(cited.setdefault(each, len(cited) + 1) for each in told))

    groups: dict[str, list[Line]] = {}
    for each in statements[:MAX_STATEMENTS]:
        notes = words.texts("words.comma").join(value for _, value in qualifiers(words, each.properties))
        inferred = words.texts("panel.inferred_mark") if each.properties.get("status") == "inferred" else ""
        sentence = statement_sentence(words, nodes[each.start], each.type, nodes[each.end])
        more = words.join([notes, inferred])
        text = words.texts("brief.noted", text=sentence, note=more) if more else sentence
        groups.setdefault(words.name(nodes[each.start]), []).append(Line(text, sources(evidence_of(each.properties))))
    lines = []
    for observed in numbers[:MAX_NUMBERS]:
        about_ = words.texts("words.comma").join(words.name(node) for node in observed.about)
        note = observation_note(words, Observed(observed.node, (), observed.regions), "")
        text = words.join([about_, observation_line(words, observed), note])
        lines.append(Line(text, sources(evidence_of(observed.node.properties))))
    told = tuple((name, tuple(group)) for name, group in groups.items())
    headings = words.texts.within("brief")
    return Brief(title, about, told, tuple(lines), tuple(cited), headings)


def markdown(said: Brief) -> str:
    """The brief as Markdown (CommonMark), with footnote-like numbers; nothing in a name becomes markup."""
    parts = [f"# {_plain(said.title)}", "", _plain(said.about), "", f"![{_plain(said.title)}](picture.svg)", ""]
    if said.groups:
        parts += [f"## {said.headings['sentences']}", ""]
    for name, lines in said.groups:
        parts += [f"### {_plain(name)}", "", *(f"- {_plain(line.text)} {_marks(line)}".rstrip() for line in lines), ""]
    if said.numbers:
        parts += [f"## {said.headings['numbers']}", ""]
        parts += [*(f"- {_plain(line.text)} {_marks(line)}".rstrip() for line in said.numbers), ""]
    parts += [f"## {said.headings['sources']}", ""]
    parts += [f"{number}. {_plain(source)}" for number, source in enumerate(said.sources, 1)]
    return "\n".join(parts) + "\n"


def _marks(line: Line) -> str:
    return "".join(f"\\[{number}\\]" for number in line.sources)


def _plain(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def docx(said: Brief, picture: bytes | None) -> bytes:
    """The brief as a Word file, with its picture (PNG) when there is one."""
    from docx import Document  # noqa: PLC0415 - half a second that only this needs
    from docx.shared import Inches  # noqa: PLC0415

    document = Document()
    document.core_properties.title = _sound(said.title)
    document.core_properties.author = "zhitu"
    document.add_heading(_sound(said.title), 0)
    document.add_paragraph(_sound(said.about))
    if picture:
        document.add_picture(io.BytesIO(picture), width=Inches(6.0))
    if said.groups:
        document.add_heading(said.headings["sentences"], 1)
    for name, lines in said.groups:
        document.add_heading(_sound(name), 2)
        for line in lines:
            _bullet(document, line)
    if said.numbers:
        document.add_heading(said.headings["numbers"], 1)
        for line in said.numbers:
            _bullet(document, line)
    document.add_heading(said.headings["sources"], 1)
    for number, source in enumerate(said.sources, 1):
        document.add_paragraph(f"[{number}] {_sound(source)}")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _bullet(document: object, line: Line) -> None:
    paragraph = document.add_paragraph(_sound(line.text) + " ", style="List Bullet")  # type: ignore[attr-defined]
    paragraph.add_run("".join(f"[{number}]" for number in line.sources)).font.superscript = True


def _sound(text: str) -> str:
    return _NOT_XML.sub("", text)
