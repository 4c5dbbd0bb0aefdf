"""Discrepancies, findings and coverage as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.export.sheets import Cell
from graph.judgements import Judgement
from graph.outline import FACT_KINDS, Outline
from graph.remarks import Discrepancy
from ontology.acceptance import Examination
from ontology.plausibility import rules
from ui.checkup.listing import as_discrepancy, coverage_rows
from ui.sentences import Words, place_long


def check_rows(
    discrepancies: Iterable[Discrepancy],
    examined: Examination | None,
    outline: Outline,
    judgements: Mapping[str, Judgement],
    words: Words,
) -> list[dict[str, Cell]]:
    """A row for each discrepancy, then for each finding, open or accepted; column names are stable keys."""
    titles = {rule.id: rule.title[words.language] for rule in rules()}

    def row(spot: Discrepancy, what: str, kind: str, origin: str) -> dict[str, Cell]:
        judged = judgements.get(spot.id)
        places = [outline.places[ref] for ref in spot.evidence if ref in outline.places]
        return {
            "id": spot.id,
            "what": what,
            "kind": kind,
            "severity": spot.severity,
            "origin": origin,
            "rules": ";".join(spot.rules),
            "message": spot.explanation[words.language],
            "about": ";".join(spot.about),
            "evidence": ";".join(spot.evidence),
            "places": "; ".join(place_long(words, place) for place in places),
            "verdict": judged.verdict if judged else None,
            "judged_by": judged.name if judged else None,
            "judged_on": judged.date if judged else None,
            "note": judged.note if judged else None,
        }

    found = [
        row(each, "discrepancy", words.code_label("kind", each.kind, ("Discrepancy",)), _origin(each.rules))
        for each in discrepancies
    ]
    if examined is not None:
        every = [(each, "finding") for each in examined.findings]
        every += [(each, "accepted finding") for each, _ in examined.accepted]
        for finding, what in every:
            spot = as_discrepancy(finding)
            known = finding.rule in titles
            found.append(row(spot, what, titles.get(finding.rule, finding.rule), "rule" if known else "shape"))
    return found


def coverage_table(outline: Outline, words: Words) -> list[dict[str, Cell]]:
    """A row for each part of each source with the number of facts of each kind that rest on it itself."""
    return [
        {
            "part": row["id"],
            "part_name": row["name"],
            "part_kind": row["kind"],
            **dict(zip(FACT_KINDS, row["counts"], strict=True)),
            "inside": row["inside"],
        }
        for row in coverage_rows(outline, words)
    ]


def _origin(found_by: Sequence[str]) -> str:
    return "computed" if found_by else "editorial"
