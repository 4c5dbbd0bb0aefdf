"""How much of a file is read before it is refused. Defaults are wide for people's tables and narrow for bombs."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits on one file, and on the child process that reads spreadsheets and RDF."""

    table_bytes: int = 64 * MEGABYTE  # a csv of a million rows has about this size
    rows: int = 1_048_576  # what a spreadsheet can hold
    columns: int = 1_000  # tables have about 12; a cell in the last column of a sheet must not make 16,384 of them
    unpacked_bytes: int = 512 * MEGABYTE  # of an .xlsx or .gz: real files stay below ten times their packed size
    rdf_bytes: int = 256 * MEGABYTE
    statements: int = 5_000_000
    nesting: int = 16  # triple terms inside triple terms; nobody writes more than one
    document_bytes: int = 256 * MEGABYTE  # of a .pdf: scanned pages are large, their text is not
    document_chars: int = 2_000_000  # of a document's text: some 1,200 pages; finding 600 quotes in it takes 10 s
    seconds: float = 60.0  # 256 MB of Turtle take about 10 s
    memory_bytes: int = 3 * 1024 * MEGABYTE  # address space of the child: 256 MB of Turtle need about 1 GB


DEFAULT_LIMITS = Limits()
