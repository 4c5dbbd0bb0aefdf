"""The ontology and its checks as pages to read: ``python -m ontology.reference`` writes them; ``--check`` compares."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from ontology.checks_page import checks_page, table
from ontology.model import Attribute, Class, Concept, Model, Relation, load_model
from ontology.turtle import RDF, short

DEFAULT_FOLDER: Final = Path("docs")

_INTRO: Final = """\
# The ontology · 本体

<!-- Made by `python -m ontology.reference` from ontology/*.ttl; change those, then run it again. -->

What the graph can say, in both languages. Namespace `zt:` = `https://w3id.org/zhitu/ns#`; the Turtle in `ontology/` is
the one source of these tables, and of names, colours and checks in the program.
图谱能说什么，中英对照。`ontology/` 中的 Turtle 是本页以及程序中名称、颜色与检查的唯一来源。

- **Add a class · 增加类**: one block in `ontology/classes.ttl`; look and id kind are inherited when left out.
- **Add a relation · 增加关系**: one block in `ontology/relations.ttl`, with a name to read it backwards.
- **Add an attribute · 增加属性**: one block in `ontology/attributes.ttl`; its key is column and property.
- **Add a code · 增加代码**: one block in `ontology/schemes.ttl`.
- **Add a rule · 增加规则**: one file in `ontology/rules/`; see [checks.md](checks.md), [checks.zh.md](checks.zh.md).
"""


def render(model: Model) -> str:
    """The whole page as Markdown."""
    parts = (
        _INTRO,
        "## Classes · 类\n",
        "Every ancestor's label is on the node as well. 节点同时带有全部上位类的标签。\n",
        *_class_tree(model),
        "",
        *_class_table(model),
        "## Relations · 关系\n",
        "The name for reading backwards is never stored. 反向读法只用于阅读，不存储。\n",
        *_relation_table(model),
        "## Attributes · 属性\n",
        *_attribute_tables(model),
        "## Codes · 代码\n",
        *_scheme_tables(model),
    )
    return "\n".join(parts).rstrip() + "\n"


def _class_tree(model: Model) -> Iterator[str]:
    """Each class once, under its first parent."""

    def below(key: str, depth: int) -> Iterator[str]:
        found = model.classes[key]
        yield f"{'  ' * depth}- `{key}` {found.label.zh} · {found.label.en}"
        for child in model.classes.values():
            if child.parents[:1] == (key,):
                yield from below(child.key, depth + 1)

    for root in model.classes.values():
        if not root.parents:
            yield from below(root.key, 0)


def _class_table(model: Model) -> Iterator[str]:
    def row(found: Class) -> tuple[str, ...]:
        look = f"{found.icon} {found.shape} {found.color_light} {found.color_dark}"
        refined = " ".join(short(iri) for iri in found.aligned)
        kind = "—" if found.abstract else f"`{found.id_kind}:`"
        return f"`{found.key}`", found.definition.zh, found.definition.en, kind, refined, look

    head = ("class · 类", "定义", "definition", "id", "refines · 细化", "look · 外观")
    yield from table(head, (row(found) for found in model.classes.values()))


def _relation_table(model: Model) -> Iterator[str]:
    def row(found: Relation) -> tuple[str, ...]:
        ends = f"{', '.join(found.domain)} → {', '.join(found.range)}"
        backwards = "symmetric · 对称" if found.symmetric else f"{found.inverse_label.zh} · {found.inverse_label.en}"
        label = f"{found.label.zh} · {found.label.en}"
        definition = f"{found.definition.zh} {found.definition.en}"
        refined = " ".join(short(iri) for iri in found.aligned)
        return f"`{found.key}`<br>`{found.neo4j_type}`", label, ends, backwards, definition, refined

    head = (
        "relation · 关系",
        "label · 名称",
        "domain → range",
        "backwards · 反向",
        "definition · 定义",
        "refines · 细化",
    )
    yield from table(head, (row(found) for found in model.relations.values()))


def _attribute_tables(model: Model) -> Iterator[str]:
    qualifying = [found for found in model.attributes.values() if found.on_statement]
    yield "On nodes · 节点上的属性\n"
    yield from _attribute_table((found for found in model.attributes.values() if found.domain), model)
    yield "On statements: qualifiers of a relation · 陈述上的限定项\n"
    yield from _attribute_table(qualifying, model)


def _attribute_table(attributes: Iterable[Attribute], model: Model) -> Iterator[str]:
    def row(found: Attribute) -> tuple[str, ...]:
        columns = " ".join(f"`{column}`" for column in found.columns)
        label = f"{found.label.zh} · {found.label.en}"
        definition = f"{found.definition.zh} {found.definition.en}"
        return columns, label, ", ".join(found.domain), _values_of(found, model), definition, short(found.iri)

    yield from table(
        ("column, property", "label · 名称", "on · 用于", "values · 取值", "definition · 定义", "IRI"),
        (row(found) for found in attributes),
    )


def _values_of(attribute: Attribute, model: Model) -> str:
    if attribute.holds_ids:
        kind = "ids · 标识"
    elif attribute.scheme is not None:
        by_class = [scheme for (key, _), scheme in model.class_schemes.items() if key == attribute.key]
        schemes = dict.fromkeys((attribute.scheme, *by_class))
        kind = "code of " + " or ".join(f"[{name}](#{name})" for name in schemes)
    else:
        kind = "text" if attribute.datatype == RDF + "langString" else attribute.datatype.rsplit("#", 1)[-1]
    return f"{kind}, list" if attribute.multiple else kind


def _scheme_tables(model: Model) -> Iterator[str]:
    def row(concept: Concept) -> tuple[str, ...]:
        label = f"{concept.label.zh} · {concept.label.en}"
        return f"`{concept.code}`", label, concept.definition.zh, concept.definition.en, _more(concept)

    for name, concepts in model.schemes.items():
        yield f'<a id="{name}"></a>\n\n### {name}: {model.scheme_labels[name].zh} · {model.scheme_labels[name].en}\n'
        yield from table(("code · 代码", "label · 名称", "定义", "definition", "more"), map(row, concepts))


def _more(concept: Concept) -> str:
    said = {
        "": concept.extra.get("symbol"),
        "usually in ": concept.extra.get("default_unit"),
        "a ": concept.extra.get("quantity"),
        "= ": concept.extra.get("exact_match"),
    }
    return ", ".join(word + (short(value) if "://" in value else value) for word, value in said.items() if value)


def pages() -> Mapping[str, str]:
    """Every page that is made of the ontology: file name -> text."""
    model = load_model()
    return {
        "ontology.md": render(model),
        "checks.md": checks_page(model, "en"),
        "checks.zh.md": checks_page(model, "zh"),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pages, or with ``--check`` only compare; 0 when they are (now) current, 1 when one is old."""
    parser = argparse.ArgumentParser(
        prog="python -m ontology.reference", description="Render the ontology's reference and the list of checks."
    )
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 when a page is old")
    parser.add_argument("--out", type=Path, default=DEFAULT_FOLDER, help=f"the folder (default: {DEFAULT_FOLDER})")
    options = parser.parse_args(arguments)
    old = {options.out / name: text for name, text in pages().items() if _read(options.out / name) != text}
    for path, text in old.items():
        if options.check:
            sys.stderr.write(f"{path} is old: run python -m ontology.reference\n")
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
    return 1 if old and options.check else 0


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


if __name__ == "__main__":
    sys.exit(main())
