"""Lists what the report says and no row of its tables points to, for whoever writes them.

``python -m ingest.report.coverage REPORT.txt [--format text|json] [--all]`` with the text edition of the
report. Each gap is a decision: a fact that was missed goes into a table; what is no fact is named in ``not_facts.csv``,
with the reason. ``--all`` lists the decided gaps too. Exit status 1 when a gap is not decided.

``not_facts.csv`` has the columns lines, part, reason_zh, reason_en. A row without `part` leaves out the lines with all
that is in them; with it only what the part names: a numeral as printed, ``s2`` for the second sentence of the line, the
number of a figure or endnote (several divided by ``;``).
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.build import REPORT, read_report_tables
from ingest.evidence import text_lines
from ingest.report.gaps import Coverage, Gap, coverage
from ingest.statements.cells import split_values
from ingest.statements.evidence_cells import Lines, parse_lines
from ontology.model import Text, load_model

FOLDER = Path(__file__).parent
NOT_FACTS = FOLDER / "not_facts.csv"
_SOURCE = f"src:{REPORT}"


@dataclass(frozen=True, slots=True)
class Decision:
    """Lines that are left out on purpose, or some parts of them, and why; `row` counts as a spreadsheet does."""

    row: int
    lines: Lines
    parts: tuple[str, ...]
    reason: Text

    def covers(self, gap: Gap) -> bool:
        """True when the gap is left out on purpose."""
        inside = self.lines.first <= gap.line <= self.lines.last
        return inside and (not self.parts or (gap.kind != "paragraph" and gap.part in self.parts))


@dataclass(frozen=True, slots=True)
class Decided:
    """Every gap with the decision about it, and decisions about what is no gap (any more)."""

    gaps: tuple[tuple[Gap, Decision | None], ...]
    unused: tuple[Decision, ...]

    @property
    def open(self) -> tuple[Gap, ...]:
        """The gaps about which nobody has decided."""
        return tuple(gap for gap, decision in self.gaps if decision is None)


def read_decisions(path: Path = NOT_FACTS) -> list[Decision]:
    """The rows of not_facts.csv; raises ValueError naming a row that says no lines or no reason in both languages."""
    decisions: list[Decision] = []
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            places, errors = parse_lines(row["lines"], _SOURCE)
            if errors or not places or not row["reason_zh"] or not row["reason_en"]:
                raise ValueError(f"{path.name}:{number}: lines and a reason in both languages are needed")
            reason = Text(row["reason_zh"], row["reason_en"])
            decisions += (Decision(number, lines, tuple(split_values(row["part"] or "")), reason) for lines in places)
    return decisions


def decide(found: Coverage, decisions: Sequence[Decision]) -> Decided:
    """Each gap with the first decision that covers it."""
    gaps = tuple((gap, next((d for d in decisions if d.covers(gap)), None)) for gap in found.gaps)
    used = {decision for _, decision in gaps if decision is not None}
    idle = (d for d in decisions if not any(d.covers(gap) for gap, _ in gaps))
    return Decided(gaps, tuple(d for d in idle if d not in used))


def as_text(found: Coverage, decided: Decided, *, all_gaps: bool = False) -> str:
    """A line a gap, then a line a kind."""
    shown = [(gap, decision) for gap, decision in decided.gaps if all_gaps or decision is None]
    lines = [f"L{gap.line} {gap.kind} {gap.part} {gap.text}".rstrip() + _why(decision) for gap, decision in shown]
    lines += [
        f"{NOT_FACTS.name}:{d.row}: {d.lines.text} is covered by rows, or holds no such part" for d in decided.unused
    ]
    left_out = Counter(gap.kind for gap, decision in decided.gaps if decision is not None)
    still = Counter(gap.kind for gap in decided.open)
    for kind, count in found.counts.items():
        covered = count - left_out[kind] - still[kind]
        lines.append(f"{kind}: {covered} of {count} covered, {left_out[kind]} left out on purpose, {still[kind]} open")
    return "\n".join(lines) + "\n"


def as_json(found: Coverage, decided: Decided) -> str:
    """The same as an object: ``{"counts", "gaps": [{"lines", "kind", "part", "text", "reason"}], "unused"}``."""
    gaps = [_gap_json(gap, decision) for gap, decision in decided.gaps]
    unused = [{"row": d.row, "lines": d.lines.text} for d in decided.unused]
    return (
        json.dumps({"counts": dict(found.counts), "gaps": gaps, "unused": unused}, ensure_ascii=False, indent=1) + "\n"
    )


def _gap_json(gap: Gap, decision: Decision | None) -> dict[str, Any]:
    reason = None if decision is None else {"zh": decision.reason.zh, "en": decision.reason.en}
    return {"lines": f"L{gap.line}", "kind": gap.kind, "part": gap.part, "text": gap.text, "reason": reason}


def _why(decision: Decision | None) -> str:
    return "" if decision is None else f" -- {decision.reason.zh}"


def report_coverage(report: Path, folder: Path = FOLDER) -> Coverage:
    """The gaps that the report's tables leave, given its text edition."""
    tables, _ = read_report_tables(folder, load_model())
    return coverage(text_lines(report.read_text("utf-8")), tables, _SOURCE)


def main(arguments: Iterable[str]) -> int:
    """List the gaps."""
    parser = argparse.ArgumentParser(prog="python -m ingest.report.coverage", description=__doc__)
    parser.add_argument("report", type=Path, metavar="REPORT.txt")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--all", action="store_true", dest="all_gaps")
    chosen = parser.parse_args(list(arguments))
    found = report_coverage(chosen.report)
    decided = decide(found, read_decisions())
    written = as_json(found, decided) if chosen.format == "json" else as_text(found, decided, all_gaps=chosen.all_gaps)
    sys.stdout.write(written)
    return 1 if decided.open else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
