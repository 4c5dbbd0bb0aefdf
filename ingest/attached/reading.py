"""A document that a reader names -> its text: .txt in the encodings of tables, .pdf by its text layer."""

from __future__ import annotations

import hashlib
import stat
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ingest.child import RefusedError
from ingest.child import run as run_child
from ingest.errors import refusal
from ingest.evidence import normalised, text_lines
from ingest.limits import Limits
from ingest.problems import listed, problem, problem_of
from ingest.tables.decoding import UndecodableError, decode

SUFFIXES = (".txt", ".pdf")
_PDF_MARK = b"%PDF-"
_MARK_WITHIN = 1024  # readers allow a few bytes of other matter before it
_SAMPLE_CHARS = 50_000
_STRANGE_SHARE = 0.01  # of unassigned, private and control characters: a text has none to speak of


@dataclass(frozen=True, slots=True)
class Document:
    """A document's name, the SHA-256 of its bytes, and its text with line feeds at the ends of lines."""

    name: str
    digest: str
    kind: Literal["text", "pdf"]
    text: str = field(repr=False)


def read_document(path: Path, limits: Limits) -> Document:
    """The text of a .txt or .pdf file; raises IngestError with what is wrong with it."""
    data = _bytes(path, limits)
    digest = hashlib.sha256(data).hexdigest()
    if path.suffix.lower() == ".pdf" or _PDF_MARK in data[:_MARK_WITHIN]:
        return Document(path.name, digest, "pdf", _pdf_text(path, limits))
    if path.suffix.lower() not in (*SUFFIXES, ""):
        raise refusal([problem("copy_type", path.name, value=path.suffix, known=listed(SUFFIXES))])
    text = _text(data, path.name)
    if len(text) > limits.document_chars:
        raise refusal([problem("limit_document", path.name, limit=limits.document_chars)])
    if not normalised(text):
        raise refusal([problem("copy_empty", path.name)])
    return Document(path.name, digest, "text", text)


def _bytes(path: Path, limits: Limits) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe or a device may never end
            raise refusal([problem("copy_no_file", str(path))])
        if status.st_size > limits.document_bytes:
            size, most = status.st_size // 2**20, limits.document_bytes // 2**20
            raise refusal([problem("limit_bytes", path.name, size=size, limit=most)])
        return path.read_bytes()
    except FileNotFoundError:
        raise refusal([problem("not_found", str(path))]) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise refusal([problem("not_readable", str(path), reason=reason or str(error))]) from error


def _pdf_text(path: Path, limits: Limits) -> str:
    try:
        return run_child("pdf", {"path": str(path.resolve())}, limits).decode()
    except RefusedError as refused:
        raise refusal([problem_of(refused.key, path.name, None, None, refused.facts)]) from None


def _text(data: bytes, name: str) -> str:
    try:
        text = decode(data)
    except UndecodableError as error:
        raise refusal([problem("copy_not_text", name, error.line)]) from None
    strange = next((index for index, c in enumerate(text[:_SAMPLE_CHARS]) if _is_strange(c)), None)
    if strange is not None:
        share = sum(map(_is_strange, text[:_SAMPLE_CHARS])) / len(text[:_SAMPLE_CHARS])
        if share > _STRANGE_SHARE or "\0" in text:
            raise refusal([problem("copy_not_text", name, text.count("\n", 0, strange) + 1)])
    return "\n".join(text_lines(text))


def _is_strange(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs") and character not in "\t\n\r\f\v\x85"
