"""docs/mapping.md shows what the mapping does: each example's RDF gives the graph that stands below it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from graph.export import FORMATS
from graph.facts import read_trig
from graph.mapping import to_property_graph
from graph.names import Kind, Names
from graph.values import Value
from ontology.model import load_model

TEXT = (Path(__file__).parents[3] / "docs" / "mapping.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```trig\n(.*?)```\s+```json\n(.*?)```", TEXT, re.DOTALL)
NAMED = [
    [cell.strip() for cell in row.strip("|").split("|")]
    for row in TEXT.partition("\n## Names")[2].partition("\n## ")[0].splitlines()
    if row.startswith("| `http")
]


def shown(properties: dict[str, Value]) -> dict[str, Any]:
    hidden = ("id", "iri", "_digest")
    return {k: list(v) if isinstance(v, tuple) else v for k, v in properties.items() if k not in hidden}


@pytest.mark.parametrize(("trig", "expected"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_each_example_gives_the_graph_below_it(trig: str, expected: str) -> None:
    graph = to_property_graph(read_trig(trig.encode()), load_model())
    nodes = [{"id": n.id, "labels": list(n.labels), "properties": shown(dict(n.properties))} for n in graph.nodes]
    relationships = [
        {"id": e.id, "type": e.type, "start": e.start, "end": e.end, "properties": shown(dict(e.properties))}
        for e in graph.relationships
    ]
    wanted = json.loads(expected)
    assert nodes == wanted["nodes"]
    assert relationships == wanted.get("relationships", [])


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 4
    assert len(NAMED) >= 4


@pytest.mark.parametrize("row", NAMED, ids=lambda row: row[0])
def test_each_iri_in_the_table_of_names_gets_them(row: list[str]) -> None:
    iri, *names = (cell.partition("(")[0].strip("` ") for cell in row)
    wanted: dict[Kind, str] = dict(zip(("label", "type", "key"), names, strict=True))
    before = Names.empty()
    if "taken" in row[0]:
        before = before.extended([(kind, "https://example.org/makesChip", "") for kind in wanted])
    for kind, name in wanted.items():
        if name:
            assert before.extended([(kind, iri, "")]).name_of(kind, iri) == name


def test_every_export_format_is_described() -> None:
    described = TEXT.partition("## Formats of")[2].partition("\n## ")[0]
    assert set(re.findall(r"`(\w+)`", re.sub(r"(?m)^(\|[^|]*\|).*$", r"\1", described))) >= set(FORMATS)
