"""The ontology as others read it: every term is whole, every name is one thing's."""

from __future__ import annotations

from itertools import chain

import pytest

from ontology.model import LANGUAGES, Attribute, Class, Concept, Model, Relation, load_model

CJK = range(0x4E00, 0x9FFF)


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model()


def terms(model: Model) -> list[Class | Relation | Attribute | Concept]:
    found: list[Class | Relation | Attribute | Concept] = [*model.classes.values(), *model.relations.values()]
    return [*found, *model.attributes.values(), *chain.from_iterable(model.schemes.values())]


def test_every_term_has_both_labels_and_both_definitions(model: Model) -> None:
    texts = [(term.iri, text) for term in terms(model) for text in (term.label, term.definition)]
    assert [iri for iri, text in texts if not all(text[language].strip() for language in LANGUAGES)] == []


def test_chinese_texts_are_chinese_and_english_texts_are_not(model: Model) -> None:
    english = [(term.iri, text.en) for term in terms(model) for text in (term.label, term.definition)]
    assert [said for said in english if any(ord(letter) in CJK for letter in said[1])] == []
    chinese = [(term.iri, term.definition.zh) for term in terms(model)]
    assert [said for said in chinese if not any(ord(letter) in CJK for letter in said[1])] == []


def test_neo4j_names_are_unique_over_labels_and_types_together_whatever_the_case(model: Model) -> None:
    labels = [found.neo4j_label for found in model.classes.values()]
    types = [found.neo4j_type for found in model.relations.values()]
    folded = [name.casefold() for name in labels + types]
    assert sorted(folded) == sorted(set(folded))


def test_property_keys_are_unique(model: Model) -> None:
    columns = [column for attribute in model.attributes.values() for column in attribute.columns]
    assert sorted(columns) == sorted(set(columns))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_classes_and_no_two_relations_share_a_label(model: Model, language: str) -> None:
    for mapping in (model.classes, model.relations):
        labels = [term.label[language].casefold() for term in mapping.values()]
        assert sorted(labels) == sorted(set(labels))


def test_every_class_but_thing_leads_up_to_thing(model: Model) -> None:
    assert [key for key, found in model.classes.items() if key != "Thing" and found.ancestors[-1] != "Thing"] == []


def test_ancestors_come_nearest_first(model: Model) -> None:
    assert model.classes["RobotType"].ancestors == ("Robot", "Product", "Entity", "Thing")


def test_labels_of_several_classes_hold_all_their_ancestors_once(model: Model) -> None:
    labels = model.labels_of(["ChipVendor", "RobotMaker"])
    assert labels == ("Agent", "ChipVendor", "Entity", "Organization", "RobotMaker", "Thing")


def test_a_node_without_classes_is_still_a_thing(model: Model) -> None:
    assert model.labels_of([]) == ("Thing",)


def test_what_is_not_of_the_world_is_no_entity(model: Model) -> None:
    records = ("Observation", "Evidence", "Source", "Endnote", "Indicator", "Unit", "Discrepancy")
    assert [key for key in records if model.is_a(key, "Entity")] == []


@pytest.mark.parametrize("name", ["ChipVendor", "芯片厂商", "chip vendor", "Chip Vendor", "ｃｈｉｐ vendor"])
def test_a_class_is_found_by_key_and_by_label_in_any_case_and_width(model: Model, name: str) -> None:
    found = model.class_named(name)
    assert found is not None
    assert found.key == "ChipVendor"


@pytest.mark.parametrize(
    "name", ["located_in", "LOCATED_IN", "位于", "located in", "https://w3id.org/zhitu/ns#locatedIn"]
)
def test_a_relation_is_found_by_key_type_label_and_iri(model: Model, name: str) -> None:
    found = model.relation_named(name)
    assert found is not None
    assert found.key == "located_in"


def test_what_nobody_named_is_not_found(model: Model) -> None:
    assert model.class_named("banana") is None
    assert model.relation_named("eats") is None
    assert model.attribute_named("colour of the sky") is None
    assert model.class_by_iri("https://example.org/Chip") is None
    assert model.concept("units", "furlong") is None


def test_an_iri_finds_only_terms_of_its_own_kind(model: Model) -> None:
    assert model.relation_by_iri(model.classes["Chip"].iri) is None
    assert model.class_by_iri(model.relations["makes"].iri) is None


def test_a_language_tagged_attribute_is_two_columns(model: Model) -> None:
    assert model.attributes["name"].columns == ("name_zh", "name_en")
    assert model.attributes["founded"].columns == ("founded",)


def test_evidence_is_a_property_with_ids_and_stands_on_nodes_and_statements(model: Model) -> None:
    evidence = model.attributes["evidence"]
    assert evidence.holds_ids
    assert evidence.multiple
    assert evidence.on_statement
    assert evidence.domain == ("Thing",)


def test_the_kind_of_an_observation_and_of_a_discrepancy_have_their_own_codes(model: Model) -> None:
    assert model.scheme_for("kind", ["Observation"]) == "kinds"
    assert model.scheme_for("kind", ["Discrepancy"]) == "discrepancy_kinds"
    assert model.scheme_for("founded", ["Organization"]) is None


def test_every_indicator_is_usually_given_in_a_unit_that_exists(model: Model) -> None:
    units = {concept.code for concept in model.schemes["units"]}
    assert [c.code for c in model.schemes["indicators"] if c.extra.get("default_unit") not in units] == []


def test_relations_read_both_ways(model: Model) -> None:
    assert model.relations["makes"].inverse_label.zh == "生产者"
    competes = model.relations["competes_with"]
    assert competes.symmetric
    assert competes.inverse_label == competes.label


def test_terms_refine_those_of_the_web_where_there_are_any(model: Model) -> None:
    assert "http://www.w3.org/ns/org#Organization" in model.classes["Organization"].aligned
    assert "https://schema.org/manufacturer" in model.relations["makes"].aligned  # read backwards
    assert "http://www.w3.org/ns/prov#wasDerivedFrom" in model.attributes["evidence"].aligned


def test_the_model_is_read_once() -> None:
    assert load_model() is load_model()


def test_the_model_cannot_be_changed(model: Model) -> None:
    with pytest.raises(TypeError):
        model.classes["Banana"] = model.classes["Chip"]  # type: ignore[index]
