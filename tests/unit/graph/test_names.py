"""Names that a Cypher user can foretell, and that never change."""

from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import GraphError
from graph.mapping.naming import Naming
from graph.names import IDS, Kind, Names, foreign_iri
from graph.vocabulary import PREFIXES, SKOS, XSD
from ontology.model import load_model
from tests.rdf_datasets import CLASSES, LANGUAGES, PREDICATES

EX = "https://example.org/"
FOAF = PREFIXES["foaf"]

wants = st.lists(
    st.one_of(
        st.tuples(st.just("label"), st.sampled_from(CLASSES), st.just("")),
        st.tuples(st.just("type"), st.sampled_from(PREDICATES), st.just("")),
        st.tuples(
            st.just("key"),
            st.one_of(st.sampled_from(PREDICATES), st.text(max_size=9).map(EX.__add__)),
            st.sampled_from(("", IDS, f"^^{XSD}integer", f"^^{EX}money", *(f"@{lang}" for lang in LANGUAGES))),
        ),
    ),
    max_size=30,
)


def digest(iri: str) -> str:
    return hashlib.sha256(iri.encode()).hexdigest()[:4]


def names_of(*wanted: tuple[Kind, str, str]) -> list[str | None]:
    names = Names.empty().extended(wanted)
    return [names.name_of(*item) for item in wanted]


@pytest.mark.parametrize(
    ("local", "label", "type_", "key"),
    [
        ("makesChip", "MakesChip", "MAKES_CHIP", "makes_chip"),
        ("makes_chip", "MakesChip", "MAKES_CHIP", "makes_chip"),
        ("Makes-Chip", "MakesChip", "MAKES_CHIP", "makes_chip"),
        ("hasGPUCore2", "HasGPUCore2", "HAS_GPU_CORE_2", "has_gpu_core_2"),
        ("GPU", "GPU", "GPU", "gpu"),
        ("café", "Cafe", "CAFE", "cafe"),
        ("3dPrinter", "N3DPrinter", "N_3_D_PRINTER", "n_3_d_printer"),
        ("a%20b", "AB", "A_B", "a_b"),
    ],
)
def test_a_name_is_made_of_the_words_of_the_iris_last_part(local: str, label: str, type_: str, key: str) -> None:
    assert names_of(("label", EX + local, "")) == [label]
    assert names_of(("type", EX + local, "")) == [type_]
    assert names_of(("key", EX + local, "")) == [key]


def test_who_comes_second_gets_a_digest() -> None:
    both = names_of(("type", EX + "makesChip", ""), ("type", EX + "makes_chip", ""))
    assert both == ["MAKES_CHIP", "MAKES_CHIP_DE4F"]


def test_a_well_known_vocabulary_shows_its_prefix_instead() -> None:
    wanted: list[tuple[Kind, str, str]] = [("key", EX + "knows", ""), ("key", FOAF + "knows", "")]
    assert names_of(*wanted) == ["knows", "foaf_knows"]
    assert names_of(("label", EX + "Person", ""), ("label", FOAF + "Person", "")) == ["Person", "FoafPerson"]
    assert names_of(("type", EX + "knows", ""), ("type", FOAF + "knows", "")) == ["KNOWS", "FOAF_KNOWS"]


def test_a_language_stands_behind_the_key_and_a_second_datatype_too() -> None:
    slots = ("", "@zh", "@zh-hant", "@ar--rtl", f"^^{XSD}gYear", f"^^{EX}money", IDS)
    assert names_of(*(("key", EX + "label", slot) for slot in slots)) == [
        "label",
        "label_zh",
        "label_zh_hant",
        "label_ar_rtl",
        "label_g_year",
        "label_money",
        "label_id",
    ]


def test_a_name_in_another_script_is_a_digest() -> None:
    assert names_of(("label", EX + "公司", ""), ("type", EX + "产品", ""), ("key", EX + "产品", "")) == [
        f"Class_{digest(EX + '公司')}",
        f"RELATION_{digest(EX + '产品').upper()}",
        f"property_{digest(EX + '产品')}",
    ]
    assert names_of(("key", EX + "AI芯片", "")) == [f"ai_{digest(EX + 'AI芯片')}"]


def test_reserved_keys_and_labels_are_given_to_nobody() -> None:
    assert names_of(("key", FOAF + "name", ""), ("key", EX + "id", "")) == ["foaf_name", f"id_{digest(EX + 'id')}"]
    assert names_of(("label", EX + "Vertex", "")) != ["Vertex"]


def test_what_another_tool_named_keeps_that_name() -> None:
    assert names_of(("key", foreign_iri("key", "pageRank"), f"^^{XSD}double")) == ["pageRank"]
    assert names_of(("type", foreign_iri("type", "likes"), "")) == ["likes"]
    assert names_of(("type", foreign_iri("type", "liked by"), "")) == ["LIKED_BY"]


def test_labels_and_types_never_share_a_name_in_any_case() -> None:
    assert names_of(("label", EX + "Makes", ""), ("type", EX + "makes", ""), ("label", EX + "makes", ""))[0] == "Makes"
    folded = [
        (name or "").casefold()
        for name in names_of(("label", EX + "Makes", ""), ("type", EX + "makes", ""), ("label", EX + "MAKES", ""))
    ]
    assert len(set(folded)) == 3


@given(wants)
def test_names_are_plain_unique_and_say_what_they_mean(wanted: list[tuple[Kind, str, str]]) -> None:
    names = Names.empty().extended(wanted)
    assert len(names) == len(set(wanted))
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", row["name"]) for row in names.rows())
    for kind, iri, slot in wanted:
        name = names.name_of(kind, iri, slot)
        assert name is not None
        entry = names.meaning_of(kind, name)
        assert entry is not None
        assert (entry.iri, entry.slot) == (iri, slot)


@given(wants, wants)
def test_a_larger_registry_names_the_old_ones_as_before(
    wanted: list[tuple[Kind, str, str]], more: list[tuple[Kind, str, str]]
) -> None:
    names = Names.empty().extended(wanted)
    grown = names.extended(more)
    assert all(grown.name_of(*item) == names.name_of(*item) for item in wanted)
    assert grown.extended([*more, *wanted]) == grown


@given(wants)
def test_rows_give_the_registry_back(wanted: list[tuple[Kind, str, str]]) -> None:
    names = Names.empty().extended(wanted)
    assert Names.from_rows(names.rows()) == names
    assert Names.from_rows([{**row, "row": "as the store keeps it"} for row in reversed(names.rows())]) == names


@pytest.mark.parametrize(
    "rows",
    [
        [{"kind": "label", "name": "A", "iri": EX + "a"}, {"kind": "type", "name": "a", "iri": EX + "b"}],
        [{"kind": "key", "name": "a", "iri": EX + "a"}, {"kind": "key", "name": "b", "iri": EX + "a"}],
        [{"kind": "colour", "name": "a", "iri": EX + "a"}],
        [{"kind": "key", "name": None, "iri": EX + "a"}],
    ],
)
def test_a_registry_that_contradicts_itself_is_refused(rows: list[dict[str, object]]) -> None:
    with pytest.raises(GraphError, match="registry"):
        Names.from_rows(rows)


def test_the_ontologys_names_come_before_the_registrys() -> None:
    naming = Naming(load_model(), Names.empty())
    wanted: list[tuple[Kind, str, str]] = [
        ("label", EX + "ChipVendor", ""),
        ("type", EX + "makes", ""),
        ("key", EX + "founded", ""),
        ("key", EX + "name_fr", ""),
    ]
    grown = naming.extended(wanted)
    assert [row["name"] for row in grown.names.rows()] == [
        f"founded_{digest(EX + 'founded')}",
        f"name_fr_{digest(EX + 'name_fr')}",
        f"ChipVendor_{digest(EX + 'ChipVendor')}",
        f"MAKES_{digest(EX + 'makes').upper()}",
    ]
    assert grown.name_of("key", SKOS + "prefLabel", "@fr") == "name_fr"


def test_a_newer_ontology_takes_its_names_back() -> None:
    model = load_model()
    old = Names.empty().extended([("key", EX + "founded", ""), ("key", EX + "other", "")])
    assert [row["name"] for row in old.rows()] == ["founded", "other"]
    grown = Naming(model, old).extended([("key", EX + "founded", "")])
    assert grown.name_of("key", EX + "founded", "") == f"founded_{digest(EX + 'founded')}"
    assert grown.name_of("key", EX + "other", "") == "other"
