"""A small report of our own, its facts, and what other editions do to its lines; for the tests of copies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from graph.facts import canonical_trig
from graph.ids import OWN_BASE
from graph.sources import FactsFolder, SourceInfo
from ingest.evidence import quote, quote_marks, text_lines

TEA = (Path(__file__).parent / "data" / "copies" / "tea.txt").read_text("utf-8")
LINES = text_lines(TEA)
HALVES = (12, 14)  # a paragraph that the page layout broke in two

_ZT = "https://w3id.org/zhitu/ns#"
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def ranges() -> list[tuple[int, int]]:
    """Every line that says something, and a few longer stretches."""
    single = [(n, n) for n, line in enumerate(LINES, 1) if line.strip()]
    return [*single, (9, 10), (12, 14), (27, 29), (35, 36), (7, 36)]


def id_of(first: int, last: int, source: str = "tea") -> str:
    return f"ev:{source}-L{first}" if first == last else f"ev:{source}-L{first}-{last}"


def facts(
    places: Iterable[tuple[int, int]] | None = None, source: str = "tea", *, marks: bool = True
) -> Iterator[Quad]:
    """Evidence of the report's places, as tables make it."""
    for first, last in ranges() if places is None else places:
        made = quote_marks(quote(LINES, first, last))
        node = NamedNode(f"{OWN_BASE}ev/{id_of(first, last, source).removeprefix('ev:')}")
        yield Quad(node, _TYPE, NamedNode(_ZT + "Evidence"))
        yield Quad(node, NamedNode(_ZT + "source"), NamedNode(f"{OWN_BASE}src/{source}"))
        yield Quad(node, NamedNode(_ZT + "lineStart"), Literal(first))
        yield Quad(node, NamedNode(_ZT + "lineEnd"), Literal(last))
        if marks:
            yield Quad(node, NamedNode(_ZT + "digest"), Literal(made.digest))
            yield Quad(node, NamedNode(_ZT + "chars"), Literal(made.chars))
            yield Quad(node, NamedNode(_ZT + "fingerprint"), Literal(made.fingerprint))


def put_facts(workspace: Path, quads: Iterable[Quad], source: str = "tea") -> None:
    """Facts as an import leaves them in a workspace."""
    listed = list(quads)
    FactsFolder(workspace / "facts").put(SourceInfo(source), canonical_trig(listed), len(listed))


def wrapped(text: str, width: int) -> str:
    """Every line broken anew, wherever the width ends."""
    pieces = ([line[at : at + width] for at in range(0, len(line), width)] or [""] for line in text.split("\n"))
    return "\n".join(piece for line in pieces for piece in line)


def without_blank_lines(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip())


def with_headers(text: str, every: int, header: str) -> str:
    """A header and a page number after some lines, as a page break leaves them."""
    out: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        out.append(line)
        if number % every == 0:
            out += ["", f"{header} {number // every}", ""]
    return "\n".join(out)


def full_width(text: str) -> str:
    """Letters, digits and signs as wide as Chinese characters."""
    return re.sub("[!-~]", lambda found: chr(ord(found[0]) + 0xFEE0), text)


def pdf(pages: Iterable[Iterable[str]]) -> bytes:
    """A PDF with a text layer in any script: lines of pages, with a font that has no shapes, only meanings."""
    listed = [list(page) for page in pages]
    letters = sorted({letter for page in listed for line in page for letter in line})
    code = {letter: number for number, letter in enumerate(letters, 1)}
    meanings = "\n".join(f"<{code[c]:04X}> <{c.encode('utf-16-be').hex().upper()}>" for c in letters)
    to_unicode = (
        "/CIDInit /ProcSet findresource begin begincmap /CMapName /T def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(letters)} beginbfchar\n{meanings}\nendbfchar endcmap end"
    )
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(listed)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(listed)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /T /Encoding /Identity-H"
        " /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /T /DW 500"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(to_unicode),
    ]
    for number, page in enumerate(listed):
        shown = "\n".join(f"<{''.join(f'{code[c]:04X}' for c in line)}> Tj T*" for line in page)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {7 + 2 * number} 0 R"
            " /Resources << /Font << /F 3 0 R >> >> >>"
        )
        objects.append(_stream(f"BT /F 8 Tf 12 TL 20 800 Td\n{shown}\nET"))
    return pdf_file(objects)


def pdf_file(objects: Iterable[str], trailer: str = "") -> bytes:
    """The bytes of a PDF of these objects, the first of which is its catalogue."""
    body, offsets = b"%PDF-1.4\n", []
    for number, made in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{made}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<< /Size {len(offsets) + 1} /Root 1 0 R {trailer}>>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + end.encode("latin-1")


def _stream(text: str) -> str:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"
