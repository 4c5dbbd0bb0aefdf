"""The text layer of a PDF, read in a process of its own: a damaged or hostile file ends that process, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO

import pypdfium2  # type: ignore[import-untyped]
from pypdfium2 import raw

from ingest.child import RefusedError
from ingest.limits import Limits

MIN_WORD_CHARS = 2  # a page on average; scanned pages have none, or a number from the program that made them
_SOFT_BREAKS = ("\ufffe\r\n", "\ufffe\n", "\x02\r\n", "\x02\n", "\ufffe", "\x02")  # hyphens at the end of a line


def run(argument: Mapping[str, str], limits: Limits, out: BinaryIO) -> None:
    """Write the pages' text, each but the first after a form feed."""
    try:
        document = pypdfium2.PdfDocument(argument["path"])
    except pypdfium2.PdfiumError as error:
        encrypted = getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise RefusedError("pdf_encrypted" if encrypted else "pdf_damaged") from None
    pages: list[str] = []
    chars = 0
    for number in range(len(document)):
        pages.append(_page(document, number))
        chars += len(pages[-1])
        if chars > limits.document_chars:
            raise RefusedError("limit_document", limit=limits.document_chars)
    if sum(map(_words, pages)) < MIN_WORD_CHARS * max(1, len(pages)):
        raise RefusedError("pdf_no_text", pages=len(pages))
    out.write("\n\f".join(pages).encode("utf-8", "replace"))


def _page(document: pypdfium2.PdfDocument, number: int) -> str:
    """The text of a page, without form feeds; empty for a page that cannot be read, as a viewer shows it."""
    try:
        text = str(document[number].get_textpage().get_text_bounded())
    except pypdfium2.PdfiumError:
        return ""
    for mark in _SOFT_BREAKS:
        text = text.replace(mark, "")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")


def _words(page: str) -> int:
    return sum(character.isalnum() for character in page)
