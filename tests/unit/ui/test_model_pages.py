"""The ontology's pages: everything that the Turtle says of a class or relation, and what the graph has of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from graph.search import NamedThing
from ontology.model import load_model
from ui.model.drawing import around, whole
from ui.model.terms import class_page, relation_page, term_list
from ui.sentences import Words
from ui.texts import load_texts

MODEL = load_model()
EN, ZH = Words(load_texts("en"), MODEL), Words(load_texts("zh"), MODEL)
THINGS = (
    NamedThing("org:small", ("ChipVendor",), "小厂", "Small", importance=0.1),
    NamedThing("org:large", ("ChipVendor",), "大厂", None, importance=0.9),
    NamedThing("org:bank", ("FinancialInstitution",), "银行", "Bank", importance=0.5),
)
COUNTS = {"ChipVendor": 2, "Organization": 3}


def values(page: dict[str, Any], label: str) -> list[str]:
    return next([each["text"] for each in row["values"]] for row in page["rows"] if row and row["label"] == label)


def test_a_class_has_names_places_examples_attributes_and_relations() -> None:
    page = class_page("ChipVendor", EN, COUNTS, THINGS)
    assert (page["title"], page["other"]) == ("Chip vendor", "芯片厂商")
    assert values(page, "Neo4j name") == ["ChipVendor"]
    assert values(page, "Kind of") == ["Organization"]
    assert values(page, "Number") == ["2"]
    assert values(page, "Such as") == ["大厂", "Small"]  # the best connected first, by any name it has
    assert ["founded"] in [each["columns"] for each in page["attributes"]]
    assert {("makes", True), ("supplies", False)} <= {(each["term"], each["outgoing"]) for each in page["relations"]}
    assert "name-zh" in [each["id"] for each in page["constraints"]]
    assert page["template"]


def test_a_wider_class_counts_and_shows_what_is_below_it() -> None:
    page = class_page("Organization", ZH, COUNTS, THINGS)
    assert values(page, "例如") == ["大厂", "银行", "小厂"]
    assert "芯片厂商" in values(page, "下位类")


def test_a_relation_has_ends_both_readings_and_a_query() -> None:
    page = relation_page("located_in", EN)
    assert values(page, "Subject") == ["Entity"]
    assert values(page, "Object") == ["Place"]
    assert values(page, "Backwards") == ["location of · 所在地包含"]
    assert "LOCATED_IN" in values(page, "Query")[0]


@pytest.mark.parametrize("words", [EN, ZH], ids=["en", "zh"])
def test_every_class_and_relation_has_a_page_that_the_browser_can_read(words: Words) -> None:
    pages = [class_page(key, words, COUNTS, THINGS) for key in MODEL.classes]
    pages += [relation_page(key, words) for key in MODEL.relations]
    assert len({json.dumps(page) for page in pages}) == len(pages)


def test_the_list_holds_everything_once_and_is_searched_in_both_languages() -> None:
    classes, relations = term_list(EN, COUNTS)
    assert [row["id"] for row in classes["rows"]] == list(dict.fromkeys(row["id"] for row in classes["rows"]))
    assert {row["id"] for row in classes["rows"]} == set(MODEL.classes)
    assert {row["id"] for row in relations["rows"]} == set(MODEL.relations)
    chip = next(row for row in classes["rows"] if row["id"] == "ChipVendor")
    assert "芯片厂商" in chip["search"]
    assert "chip vendor" in chip["search"]


def test_the_graph_draws_every_class_under_those_above_it() -> None:
    view = whole(MODEL, "en")
    assert {node.id for node in view.nodes} == set(MODEL.classes)
    assert len(view.edges) == sum(len(each.parents) for each in MODEL.classes.values())


def test_a_class_is_drawn_with_what_it_inherits() -> None:
    view = around(MODEL, "en", "ChipVendor")
    assert ("ChipVendor", "Product", "MAKES") in {(edge.start, edge.end, edge.type) for edge in view.edges}
    assert all("ChipVendor" in (edge.start, edge.end) for edge in view.edges)
