"""What `zhitu export --view` writes of a page is what the page rests on."""

from __future__ import annotations

import pytest

from graph.outline import read_outline
from graph.workspace import Workspace
from ontology.errors import ConfigError
from ontology.model import load_model
from ui.cli.twins import view_rows
from ui.texts import load_texts

TEXTS = load_texts("en")


def test_the_checks_are_every_discrepancy_and_every_finding(report_workspace: Workspace) -> None:
    rows = view_rows(report_workspace, "checks", TEXTS)
    [[stored]] = report_workspace.store.run("MATCH (d:Discrepancy) RETURN count(d)").rows
    assert sum(row["what"] == "discrepancy" for row in rows) >= int(str(stored)) > 100
    assert {row["what"] for row in rows} == {"discrepancy", "finding", "accepted finding"}
    own = next(row for row in rows if row["id"] == "dis:announced-but-not-listed")
    assert own["origin"] == "computed"
    assert "L612" in str(own["message"])
    assert "line 612" in str(own["places"])


def test_the_coverage_counts_the_facts_of_each_part(report_workspace: Workspace) -> None:
    outline = read_outline(report_workspace.store)
    for row in view_rows(report_workspace, "coverage", TEXTS):
        facts = outline.own.get(str(row["part"]), ())
        assert row["statement"] == sum(fact.kind == "statement" for fact in facts)
        assert row["number"] == sum(fact.kind == "number" for fact in facts)


def test_the_sources_are_the_facts_of_each_part(report_workspace: Workspace) -> None:
    outline = read_outline(report_workspace.store)
    rows = view_rows(report_workspace, "sources", TEXTS)
    assert len(rows) == sum(len(outline.own.get(part, ())) for part in outline.parts)
    assert all(row["text"] and row["places"] for row in rows)
    part = next(part for part in outline.parts.values() if part.number == "2.1" and part.kind == "section")
    one = view_rows(report_workspace, f"sources?p={part.id}", TEXTS)
    assert {row["part"] for row in one} == {part.id, *outline.sections_inside(part.id)} & outline.own.keys()
    with pytest.raises(ConfigError, match="no part sec:none"):
        view_rows(report_workspace, "sources?p=sec:none", TEXTS)


def test_the_model_is_every_class_and_relation(report_workspace: Workspace) -> None:
    model, rows = load_model(), view_rows(report_workspace, "model", TEXTS)
    classes, relations = model.classes.values(), model.relations.values()
    assert {row["iri"] for row in rows} == {each.iri for each in classes} | {each.iri for each in relations}
    vendor = next(row for row in rows if row["term"] == "ChipVendor")
    [[count]] = report_workspace.store.run("MATCH (n:ChipVendor) RETURN count(n)").rows
    assert (vendor["neo4j_name"], vendor["count"]) == ("ChipVendor", count)


def test_a_view_that_there_is_not_is_told_with_those_that_there_are(report_workspace: Workspace) -> None:
    with pytest.raises(ConfigError, match="there are numbers, checks, coverage, model, sources"):
        view_rows(report_workspace, "tea", TEXTS)
