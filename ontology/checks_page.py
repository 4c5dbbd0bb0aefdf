"""What is checked, as a page to read in each language: made of the shapes' messages and the rules' headers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ontology.findings import SEVERITIES
from ontology.model import Model
from ontology.plausibility import Rule, rules
from ontology.shapes import SHAPE
from ontology.turtle import SHAPES_FILE, Terms, package_text

SH: Final = "http://www.w3.org/ns/shacl#"

_INTRO: Final = {
    "en": """\
# Checks

[中文](checks.zh.md)

<!-- Made by `python -m ontology.reference` from ontology/rules/*.rq and ontology/shapes.ttl; change those. -->

`zhitu check` looks at the facts of a workspace, the report's and your own, in two ways: **shapes** (SHACL) say
what facts must look like, **rules** (SPARQL) set facts against each other. It changes nothing. `--format json`
gives a list of findings: rule, severity, message in both languages, the nodes and the evidence in question.
Exit status 1 means that a violation was found.

| severity | meaning |
|---|---|
{severities}

- **Discrepancies.** What a rule finds in the report becomes a node `Discrepancy` when the graph is built: with
  the explanation, the things set against each other (`ABOUT`), the evidence, and the rule. Where an editor
  wrote the same down already, the editor's words stay and the rule is named beside them. `origin` is `computed`
  where a rule finds it, `editorial` where only reading does. Nothing is added to what you import yourself.
- **Exceptions.** A finding that was looked at and is right as it is stands in `ingest/report/accepted.csv`,
  with the reason; it is counted, not listed. An exception that no finding needs any more fails a test.
- **To run a rule's query yourself**, follow its link on the check-up page, or ask it in SPARQL anywhere: a query
  that names the namespace `ztm:` (`https://w3id.org/zhitu/model#`) sees the facts as rules do, all in one graph.
- **A new rule** is a file in `ontology/rules/`: a header with title, explanation and message in both languages,
  severity, the kind of discrepancy if the source is at fault, and a SELECT. What queries can use beside the
  facts says `ontology/rule_facts.py`. A case that it must find and a near miss that it must leave alone belong
  into `tests/rule_cases/`.
""",
    "zh": """\
# 检查

[English](checks.md)

<!-- 由 `python -m ontology.reference` 依据 ontology/rules/*.rq 与 ontology/shapes.ttl 生成；请改那些文件。 -->

`zhitu check` 以两种方式查看工作区中的事实，包括报告的和您自己的：
**形状**（SHACL）规定事实应是什么样子，**规则**（SPARQL）把事实相互对照。它不改动任何东西。
`--format json` 给出检查结果的列表：规则、严重程度、中英文说明、所涉节点与出处。退出码 1 表示有违例。

| 严重程度 | 含义 |
|---|---|
{severities}

- **矛盾。** 构建图谱时，规则在报告中查出的会成为 `Discrepancy` 节点，
  带有解释、相互对照的事物（`ABOUT`）、出处与规则。编者已经写下同一处的，保留编者的文字，并注明规则。
  `origin` 为 `computed` 的能由规则算出，为 `editorial` 的只能读出。您自己导入的数据不会被添加任何内容。
- **例外。** 看过之后认为无误的检查结果，连同理由列在 `ingest/report/accepted.csv` 中；只计数，不列出。
  不再需要的例外会使测试失败。
- **自己运行规则的查询**：在体检页点它的链接，或在任何能用 SPARQL 的地方提问；查询中出现命名空间
  `ztm:`（`https://w3id.org/zhitu/model#`）时，看到的事实与规则所见相同，都在一个图里。
- **新增规则**：在 `ontology/rules/` 中加一个文件，文件头写中英文的名称、解释与说明、严重程度，
  来源有误时的矛盾类型，然后是一个 SELECT。查询除事实外还能用到什么，见 `ontology/rule_facts.py`。
  应当找到的例子与不应找到的近似例子放在 `tests/rule_cases/`。
""",
}
_WORDS: Final = {
    "en": {
        "rules": "Rules",
        "shapes": "Shapes",
        "slips": "Slips in the facts",
        "rule_head": ("rule", "title", "severity", "explanation"),
        "shape_head": ("shape", "when it does not fit", "severity"),
        "more": "More follow from the ontology: domains, ranges, datatypes and codes ([ontology.md](ontology.md)).",
    },
    "zh": {
        "rules": "规则",
        "shapes": "形状",
        "slips": "登记的事实有误",
        "rule_head": ("规则", "名称", "严重程度", "解释"),
        "shape_head": ("形状", "不符时", "严重程度"),
        "more": "定义域、值域、数据类型与代码的形状由本体得出（[ontology.md](ontology.md)）。",
    },
}


def checks_page(model: Model, language: str) -> str:
    """The page in ``zh`` or ``en`` as Markdown."""
    words = _WORDS[language]
    severities = "\n".join(
        f"| `{concept.code}` {concept.label[language]} | {concept.definition[language]} |"
        for concept in model.schemes["severities"]
    )
    parts = (
        _INTRO[language].format(severities=severities),
        f"## {words['rules']}: {len(rules())}\n",
        *_rules(model, language),
        f"## {words['shapes']}\n",
        f"{words['more']}\n",
        *table(words["shape_head"], _shapes(language)),
    )
    return "\n".join(parts).rstrip() + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a Markdown table, and a blank one."""
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
    yield ""


def _rules(model: Model, language: str) -> Iterator[str]:
    """A table for each kind of discrepancy, then one for slips in the facts."""
    words = _WORDS[language]
    kinds = {concept.code: concept.label[language] for concept in model.schemes["discrepancy_kinds"]}
    for kind in (*kinds, None):
        of_kind = sorted((rule for rule in rules() if rule.kind == kind), key=lambda rule: rule.id)
        if of_kind:
            yield f"### {words['slips'] if kind is None else kinds[kind]}\n"
            yield from table(words["rule_head"], (_row(rule, language) for rule in of_kind))


def _row(rule: Rule, language: str) -> tuple[str, ...]:
    return f"`{rule.id}`", rule.title[language], rule.severity, rule.explanation[language]


def _shapes(language: str) -> list[tuple[str, ...]]:
    """The shapes written by hand: those with a message."""
    terms = Terms({SHAPES_FILE: package_text(SHAPES_FILE)})
    rows: list[tuple[str, ...]] = []
    for kind in ("NodeShape", "PropertyShape"):
        for iri in terms.of_type(SH + kind):
            severity = next(iter(terms.iris(iri, SH + "severity")), SH + SEVERITIES[0]).removeprefix(SH).lower()
            rows.append((f"`{iri.removeprefix(SHAPE)}`", terms.in_language(iri, SH + "message", language), severity))
    return sorted(rows)
