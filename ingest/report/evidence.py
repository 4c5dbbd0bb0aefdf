"""Writes evidence.csv, for whoever changes the report's tables: the marks of every line range that a row rests on.

``python -m ingest.report.evidence REPORT.txt`` with the text edition of the report; ``--check`` writes nothing and says
what would change. Digest, length and fingerprint let a quote be found in a reader's own copy without the report's words
standing here.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from ingest.build import REPORT, read_report_tables
from ingest.evidence import QuoteMarks, quote, quote_marks, text_lines
from ingest.problems import Problem, problem
from ingest.statements import cited_lines
from ingest.statements.evidence_cells import Lines
from ingest.tables import Tables
from ontology.model import Model, load_model

FOLDER = Path(__file__).parent
FILE = "evidence.csv"
_SOURCE = f"src:{REPORT}"


def marks(cited: Mapping[Lines, str], lines: list[str]) -> tuple[dict[str, QuoteMarks], list[Problem]]:
    """The marks of each range of the report, in the order of lines; a range without words is a problem."""
    found: dict[str, QuoteMarks] = {}
    problems: list[Problem] = []
    for place, row in sorted(cited.items()):
        if place.source != _SOURCE:
            continue
        made = quote_marks(quote(lines, place.first, place.last))
        if place.last > len(lines) or not made.chars:
            problems.append(problem("lines_empty", row, value=place.text, last=len(lines)))
            continue
        found[place.text] = made
    return found, problems


def written(tables: Tables) -> dict[str, QuoteMarks]:
    """The marks that evidence.csv holds now."""
    rows = tables.rows("evidence")
    return {row["lines"]: QuoteMarks(row["digest"], int(row["chars"] or 0), row["fingerprint"]) for row in rows}


def unwritten(tables: Tables, model: Model) -> list[Problem]:
    """The ranges that rows rest on and evidence.csv does not know, and those it knows in vain."""
    used = {place.text for place in cited_lines(tables, model, source=REPORT) if place.source == _SOURCE}
    known = set(written(tables))
    missing = [problem("digest_missing", FILE, value=text) for text in sorted(used - known)]
    return missing + [problem("digest_unused", FILE, value=text) for text in sorted(known - used)]


def main(arguments: list[str]) -> int:
    """Write evidence.csv, or check it."""
    paths = [Path(a) for a in arguments if a != "--check"]
    if len(paths) != 1:
        sys.stderr.write(__doc__ or "")
        return 2
    tables, _ = read_report_tables(FOLDER, load_model())
    cited = cited_lines(tables, load_model(), source=REPORT)
    found, problems = marks(cited, text_lines(paths[0].read_text("utf-8")))
    for wrong in problems:
        sys.stderr.write(f"{wrong}\n")
    if "--check" in arguments:
        changed = sorted(dict(found.items() ^ written(tables).items()))
        sys.stdout.write("".join(f"{text} differs\n" for text in changed) + f"{len(found)} ranges\n")
        return 1 if changed or problems else 0
    rows = "".join(f"{text},{made.digest},{made.chars},{made.fingerprint}\n" for text, made in found.items())
    (FOLDER / FILE).write_text("lines,digest,chars,fingerprint\n" + rows, "utf-8", newline="\n")
    sys.stdout.write(f"{FILE}: {len(found)} ranges\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
