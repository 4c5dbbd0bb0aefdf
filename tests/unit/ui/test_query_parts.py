"""The query page's pure parts: cells for the table, charts that fit, the query in other forms, messages in words."""

from __future__ import annotations

import ast
import json
import shlex
from collections.abc import Iterable

import pytest

from graph.cypher_text import QuerySyntaxError
from graph.errors import LimitReached, QueryRefused, QueryStopped, QueryTimeout, StoreUnavailable
from graph.in_sparql import TooRich
from graph.query_names import UsedName
from graph.structure import Structure
from graph.values import Node, Path, QueryResult, Relationship
from ontology.model import load_model
from ui.query.cells import evidence_ids, missing_ends, table_of
from ui.query.chart import charted
from ui.query.code import as_command, as_curl, as_python, codes, sparql_of
from ui.query.jobs import Question
from ui.query.messages import LAYERS, trouble, unknown_name_line
from ui.query.side import completion_structure, ontology_view, side_data
from ui.sentences import Words
from ui.texts import load_texts

WORDS = {language: Words(load_texts(language), load_model()) for language in ("zh", "en")}
NODE = Node("org:a", ("City", "Entity"), {"id": "org:a", "name_zh": "甲", "name_en": "A", "evidence": ("ev:1",)})
OTHER = Node("https://x.org/b,c", (), {"id": "https://x.org/b,c", "name": "B"})
EDGE = Relationship("stmt:1", "LOCATED_IN", "org:a", "https://x.org/b,c", {"id": "stmt:1", "evidence": ("ev:2",)})


def classes(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(labels) or ("Thing",)


def test_cells_name_things_once_and_in_the_readers_language() -> None:
    result = QueryResult(("a", "r", "p"), ((NODE, EDGE, Path((NODE, OTHER), (EDGE,))), (NODE, EDGE, None)))
    table = table_of(result, {OTHER.id: OTHER}, WORDS["zh"], classes)
    assert table.rows == [[{"n": 0}, {"r": 0}, {"p": [{"n": 0}, {"r": 0}, {"n": 1}]}], [{"n": 0}, {"r": 0}, None]]
    assert [thing[0] for thing in table.things] == ["甲", "B"]
    assert table.statements[0][:3] == ["位于", 0, 1]
    assert table.statements[0][3].startswith("explore?lang=zh&n=")  # one end's id is foreign: not made in the browser
    assert table.things[0][2] is None  # the browser makes the address of an own id
    assert table.things[1][2].startswith("explore?lang=zh&n=")
    assert table_of(result, {}, WORDS["en"], classes).things[0][0] == "A"


def test_what_a_browser_would_round_or_json_has_not_is_kept_as_text() -> None:
    result = QueryResult(("x",), ((2**60,), (float("nan"),), (1.5,), (True,), ("x" * 3000,), ({"k": (1, "a")},)))
    rows = [row[0] for row in table_of(result, {}, WORDS["en"], classes).rows]
    assert rows[:4] == [{"i": str(2**60)}, "nan", 1.5, True]
    assert len(rows[4]) == 2001
    assert rows[5] == {"m": [["k", {"l": [1, "a"]}]]}
    json.dumps(rows, allow_nan=False)


def test_the_evidence_of_a_row_is_of_all_its_elements_each_once() -> None:
    place = Node("ev:9", ("Evidence",), {"id": "ev:9"})
    assert evidence_ids((NODE, (EDGE, NODE), {"k": place}, "text")) == ("ev:1", "ev:2", "ev:9")


def test_ends_that_are_not_in_the_result_are_asked_for() -> None:
    assert missing_ends(QueryResult(("a", "r"), ((NODE, EDGE),))) == (OTHER.id,)


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ((("a", 1), ("b", 2)), "bar"),
        (((NODE, 1.5), (OTHER, 2)), "bar"),
        (((2018, 5), (2025, 7)), "line"),
        (((1.5, 5), (2.5, 7)), "point"),
        (((1,), (2,)), "bar"),
        ((("a", "b"), ("c", "d")), None),
        ((("a", 1),), None),
        ((("a", True), ("b", False)), None),
        ((), None),
    ],
)
def test_a_chart_is_drawn_where_the_columns_allow_one(rows: tuple[tuple[object, ...], ...], kind: str | None) -> None:
    columns = tuple("ab"[: len(rows[0])]) if rows else ("a",)
    found = charted(QueryResult(columns, rows))  # type: ignore[arg-type]
    assert (found.kind if found else None) == kind


HOSTILE = Question("RETURN 'it''s' AS \"\"\"x, $p AS `a\\b`", "cypher", {"p": "'; rm -rf / #"})


def test_code_in_python_holds_the_query_exactly() -> None:
    for question in (HOSTILE, Question('SELECT * { ?s ?p """a""" }', "sparql")):
        tree = ast.parse(as_python(question))
        strings = [
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        assert f"\n{question.text}\n" in strings


def test_shell_commands_hold_the_query_exactly() -> None:
    words = shlex.split(as_command(HOSTILE))
    assert words[-1] == HOSTILE.text
    assert words[words.index("--param") + 1] == "p='; rm -rf / #"
    body = shlex.split(as_curl(HOSTILE))[-1]
    assert json.loads(body) == {
        "query": HOSTILE.text,
        "language": "cypher",
        "limit": 1000,
        "parameters": {"p": "'; rm -rf / #"},
    }


def test_a_simple_query_has_a_sparql_and_a_rich_one_says_why_not() -> None:
    model = load_model()
    written = sparql_of(
        Question("MATCH (v:ChipVendor)-[:REPRESENTS]->(c:ChipType) RETURN DISTINCT v, c", "cypher"), model
    )
    assert isinstance(written, str)
    assert "?v zt:represents ?c ." in written
    assert "reifies" not in written  # rows are distinct: one relation is as good as two
    for text, reason in (
        ("MATCH (v)-->(c) RETURN v", "pattern"),
        ("MATCH (v:City)-[:HAS_PARK*1..3]->(c) RETURN v", "pattern"),
        ("MATCH (v:City) CALL { RETURN 1 } RETURN v", "clause"),
        ("MATCH (v:City) RETURN v.aliases", "name"),
        ("MATCH (v:Citys) RETURN v", "name"),
        ("MATCH (v:City) WHERE v.name_en =~ 'x' RETURN v", "expression"),
        ("MATCH (v:City) WHERE v.name_en = 1 RETURN v", "expression"),
        ("MATCH (v:City) RETURN size(v.name_en)", "clause"),
    ):
        rich = sparql_of(Question(text, "cypher"), model)
        assert isinstance(rich, TooRich), text
        assert rich.reason == reason, text
    assert "as_sparql" not in codes(Question("MATCH (v) RETURN v", "cypher"), model)


def test_text_in_a_query_stays_text_in_sparql() -> None:
    hostile = 'x" } DROP ALL #\n'
    question = Question("MATCH (c:City) WHERE c.name_en = $x RETURN c", "cypher", {"x": hostile})
    written = sparql_of(question, load_model())
    assert isinstance(written, str)
    assert json.dumps(hostile) in written


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_has_a_title_and_a_way_out(language: str, layer: str) -> None:
    told = trouble(WORDS[language], QueryRefused("because", layer=layer), embedded=True)
    assert told.title
    assert told.reason == "because"
    assert told.way_out


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (QueryTimeout("slow", seconds=30.0), "30 s"),
        (QueryStopped("stopped"), "stopped"),
        (LimitReached("big"), "limit"),
        (StoreUnavailable("gone"), "does not answer"),
        (QueryRefused("x", layer="of a later version"), "error"),
    ],
)
def test_every_end_is_told_in_words(error: Exception, said: str) -> None:
    assert said in trouble(WORDS["en"], error, embedded=True).title


def test_only_the_embedded_engine_is_said_to_lack_something() -> None:
    error = QuerySyntaxError("NEXT statements not yet supported")
    assert any("neo4j" in line for line in trouble(WORDS["en"], error, embedded=True).way_out)
    assert not any("neo4j" in line for line in trouble(WORDS["en"], error, embedded=False).way_out)


SCHEMA = Structure(
    labels={"City": 3, "Park": 2},
    types={"HAS_PARK": 2},
    keys={"City": {"name": 3}, "HAS_PARK": {"evidence": 2}},
    links={("City", "HAS_PARK", "Park"): 2, ("Place", "HAS_PARK", "Park"): 2},
)


def test_a_misspelt_name_gets_the_nearest_one() -> None:
    assert "did you mean City?" in unknown_name_line(WORDS["en"], UsedName("label", "Citys", 0, 5), SCHEMA)
    assert "HAS_PARK" in unknown_name_line(WORDS["zh"], UsedName("type", "HAS_PARKS", 0, 9), SCHEMA)
    assert unknown_name_line(WORDS["en"], UsedName("property", "qqqq", 0, 4), SCHEMA).endswith("the property key qqqq")


def test_the_structure_at_the_side_has_counts_and_both_labels() -> None:
    data = side_data(WORDS["zh"], SCHEMA, (), (), drawing=False)
    city = data["labels"][0]
    assert (city["name"], city["count"], city["label"], city["other"]) == ("City", 3, "城市", "city")
    assert [key["name"] for key in city["keys"]] == ["name"]
    assert data["types"][0]["name"] == "HAS_PARK"


def test_completion_offers_what_the_graph_holds() -> None:
    structure = completion_structure(SCHEMA, WORDS["en"], ["city"])
    assert [each["name"] for each in structure["labels"]] == ["City", "Park"]
    assert structure["parameters"] == ["city"]
    assert {"prefix": "zt", "name": "City", "detail": "city", "kind": "class"} in structure["sparql"]["terms"]


def test_the_ontology_is_drawn_as_far_as_the_graph_uses_it() -> None:
    view = ontology_view(SCHEMA, WORDS["en"])
    assert {edge.type for edge in view.edges} <= {"HAS_PARK"}
