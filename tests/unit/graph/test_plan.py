"""The plan of a query as one tree, whatever engine tells it."""

from __future__ import annotations

from graph.plan import Plan, plan_of

EMBEDDED = """OpenCypher Native Execution Plan
=================================

Using Traditional Execution (Non-Optimized)

Reason: Query pattern not yet supported by optimizer

Execution Plan:
+ MATCH NODE (n:City) [filter: n.name = $x]
+ MATCH RELATIONSHIP (n)-[:LOCATED_IN]->(p)
OrderByStep
+ FINAL PROJECTION [p.name]
"""


def test_the_embedded_engines_text_becomes_a_chain_whose_last_step_is_on_top() -> None:
    plan = plan_of({"operatorType": "ArcadeDB.OpenCypher.Plan", "args": {"string-representation": EMBEDDED}})
    walked = [(depth, step.operator, step.details) for depth, step in plan.steps[0].walk()]
    assert walked == [
        (0, "FINAL PROJECTION", "[p.name]"),
        (1, "OrderByStep", ""),
        (2, "MATCH RELATIONSHIP", "(n)-[:LOCATED_IN]->(p)"),
        (3, "MATCH NODE", "(n:City) [filter: n.name = $x]"),
    ]
    assert plan.note.startswith("Using Traditional Execution")


def test_neo4js_tree_keeps_its_branches_estimates_and_hits() -> None:
    estimated = {"Details": "n:City", "EstimatedRows": 37.4}
    scan = {"operatorType": "NodeByLabelScan@neo4j", "args": estimated, "dbHits": 38, "rows": 37}
    join = {"operatorType": "Apply@neo4j", "args": {}, "children": [scan, {"operatorType": "Argument@neo4j"}]}
    plan = plan_of({"operatorType": "ProduceResults@neo4j", "args": {"planner": "COST"}, "children": [join]})
    walked = [(depth, step.operator, step.rows, step.found, step.hits) for depth, step in plan.steps[0].walk()]
    assert walked == [
        (0, "ProduceResults", None, None, None),
        (1, "Apply", None, None, None),
        (2, "NodeByLabelScan", 37.4, 37, 38),
        (2, "Argument", None, None, None),
    ]
    assert (plan.note, plan.hits) == ("COST", 38)
    assert plan_of({"operatorType": "Argument@neo4j"}).hits is None


def test_no_plan_is_an_empty_one() -> None:
    assert plan_of(None) == Plan()
