"""The filter and the style as forms: what can be chosen for the present view, and what a choice makes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

from graph.conditions import TESTS, Condition
from graph.explorer import Overview
from graph.filtering import STANDINGS, Filter, Grounds, below, evidence, standings
from graph.measures import MEASURES, NUMBER, indicators_of
from graph.styling import COMPARISONS, TINTS, Comparison, Rule
from ui.address import MAX_CONDITIONS, MAX_RULES, MAX_VALUE_CHARS, read_rule
from ui.explore.session import Scene
from ui.sentences import Words, plain_number
from ui.state import Look, without_layout

Field = dict[str, Any]
_MAX_DEGREE = 9


def filter_form(
    filter_: Filter,
    scene: Scene,
    grounds: Grounds,
    sections: Mapping[str, str],
    attributes: Mapping[str, int],
    words: Words,
) -> Field:
    """The filter's form; counts are of the statements on the canvas, as if nothing were filtered.

    `attributes` are those of the things on the canvas, with how many have them.
    """
    texts = words.texts
    statements = scene.subgraph.relationships
    types = Counter(statement.type for statement in statements)
    stands = Counter(each for statement in statements for each in standings(statement, grounds.disputed))
    order = {type_: place for place, type_ in enumerate(words.relation_types)}
    listed = sorted({*types, *filter_.without_types}, key=lambda type_: (order.get(type_, len(order)), type_))
    stood: dict[str, str] = {each: _counted(texts(f"filter.{each}"), stands.get(each)) for each in STANDINGS}
    named = {"": texts("filter.any_section")} | _sections(filter_, scene, grounds, sections)
    least = {str(number): f"≥ {number}" for number in range(_MAX_DEGREE + 1)}
    return {
        "title": texts("filter.title"),
        "reset": texts("filter.reset") if filter_ != Filter() else None,
        "sections": [
            {
                "title": "",
                "fields": [
                    _choice("standing", texts("filter.standing"), filter_.standing, stood),
                    _choice("section", texts("filter.section"), filter_.section or "", named),
                    _year("first_year", texts("filter.first_year"), filter_.first_year),
                    _year("last_year", texts("filter.last_year"), filter_.last_year),
                    _choice("least_degree", texts("filter.degree"), str(filter_.least_degree), least),
                ],
            },
            *(
                [{"title": texts("filter.attributes"), "fields": _conditions(filter_, attributes, words)}]
                if attributes
                else []
            ),
            {
                "title": texts("filter.types"),
                "fields": [
                    {
                        "type": "checks",
                        "key": "type",
                        "items": [
                            {
                                "key": type_,
                                "label": words.relation_label(type_),
                                "count": types.get(type_, 0),
                                "on": type_ not in filter_.without_types,
                            }
                            for type_ in listed
                        ],
                    }
                ],
            },
        ],
    }


def _conditions(filter_: Filter, attributes: Mapping[str, int], words: Words) -> list[Field]:
    texts = words.texts
    rows = [
        {"key": str(number), "label": condition_words(words, condition), "remove": texts("filter.remove")}
        for number, condition in enumerate(filter_.conditions)
    ]
    keys = {key: _counted(words.attribute_label(key), count) for key, count in attributes.items()}
    tests: dict[str, str] = {test: texts(f"filter.{test}") for test in TESTS}
    return [
        {"type": "rows", "key": "drop_condition", "items": rows},
        {
            "type": "together",
            "key": "add_condition",
            "label": texts("filter.add"),
            "fields": [
                _choice("attribute", texts("filter.attribute"), next(iter(keys)), keys),
                _choice("test", texts("filter.test"), "contains", tests),
                {"type": "text", "key": "value", "label": texts("filter.value"), "value": ""},
            ],
        },
    ]


def condition_words(words: Words, condition: Condition) -> str:
    """A condition as it reads in the list of conditions: ``成立年份 大于 1990``."""
    said = (words.attribute_label(condition.key), words.texts(f"filter.{condition.test}"), condition.value)
    return " ".join(part for part in said if part)


def _counted(label: str, count: int | None) -> str:
    return label if count is None else f"{label} · {count}"


def _sections(filter_: Filter, scene: Scene, grounds: Grounds, names: Mapping[str, str]) -> dict[str, str]:
    """The sections that statements on the canvas stand in, and those around them, with the count of statements."""
    refs = [{grounds.sections.get(ref, "") for ref in evidence(each)} - {""} for each in scene.subgraph.relationships]
    marks = {mark for each in refs for mark in each} | {filter_.section or ""} - {""}
    marks |= {".".join(mark.split(".")[:depth]) for mark in marks for depth in range(1, mark.count(".") + 1)}
    counts = {mark: sum(any(below(ref, mark) for ref in each) for each in refs) for mark in marks}
    return {
        mark: " ".join(f"{mark} {names.get(mark, '')} · {counts[mark]}".split())
        for mark in sorted(marks, key=_by_number)
    }


def _year(key: str, label: str, value: int | None) -> Field:
    return {"type": "number", "key": key, "label": label, "value": value, "step": 1}


def _by_number(mark: str) -> list[tuple[int, str]]:
    return [(int(part) if part.isdigit() else 10_000, part) for part in mark.split(".")]


def filtered(filter_: Filter, key: str, value: Any) -> Filter:
    """The filter after a choice in its form; the same one for what the form cannot have sent."""
    match key, value:
        case "reset", _:
            return Filter()
        case "standing", str() if value in STANDINGS:
            return replace(filter_, standing=next(each for each in STANDINGS if each == value))
        case "section", str():
            return replace(filter_, section=value or None)
        case "first_year", int() | float() | None:
            return replace(filter_, first_year=None if value is None else int(value))
        case "last_year", int() | float() | None:
            return replace(filter_, last_year=None if value is None else int(value))
        case "least_degree", str() if value.isdigit():
            return replace(filter_, least_degree=int(value))
        case "type", {"key": str(type_), "on": bool(on)}:
            types = filter_.without_types
            return replace(filter_, without_types=types - {type_} if on else types | {type_})
        case _:
            return replace(filter_, conditions=_changed(filter_.conditions, key, value))


def _changed(conditions: tuple[Condition, ...], key: str, value: Any) -> tuple[Condition, ...]:
    """The conditions with one more, or without the one at a place; the same for what cannot be tested."""
    match key, value:
        case "drop_condition", str() if value.isdigit():
            return tuple(each for number, each in enumerate(conditions) if number != int(value))
        case "add_condition", {"attribute": str(attribute), "test": str(test), "value": str(typed)} if test in TESTS:
            asked = next(each for each in TESTS if each == test)
            condition = Condition(attribute, asked, "" if asked == "has" else typed.strip()[:MAX_VALUE_CHARS])
            if condition.complete and condition.key and condition not in conditions:
                return (*conditions, condition)[:MAX_CONDITIONS]
    return conditions


def style_form(look: Look, scene: Scene, overview: Overview, words: Words) -> Field:
    """The form of sizes, colours and rules; numbers are offered of which at least two things on the canvas have one."""
    texts = words.texts
    numbers = [NUMBER + code for code in indicators_of(overview.numbers, scene.ids)]
    colors = {key: texts(f"style.{key}") for key in ("class", "community")}
    lines = {"plain": texts("style.plain"), "type": texts("style.type")}
    sizes = list(dict.fromkeys([*MEASURES, *numbers, look.size]))
    return {
        "title": texts("style.title"),
        "reset": texts("style.reset") if without_layout(look) != Look() else None,
        "sections": [
            {
                "title": "",
                "fields": [
                    _choice("size", texts("style.size"), look.size, {key: field_label(words, key) for key in sizes}),
                    _choice("color", texts("style.color"), look.color, colors),
                    _choice("lines", texts("style.lines"), look.lines, lines),
                ],
            },
            {"title": texts("style.rules"), "fields": _rules(look, [*numbers, "degree"], words)},
        ],
    }


def _rules(look: Look, fields: list[str], words: Words) -> list[Field]:
    texts = words.texts
    rows = [
        {
            "key": str(number),
            "label": rule_words(words, rule),
            "light": TINTS[rule.tint].light,
            "dark": TINTS[rule.tint].dark,
            "remove": texts("style.remove"),
        }
        for number, rule in enumerate(look.rules)
    ]
    known = {each: field_label(words, each) for each in fields}
    return [
        {"type": "rows", "key": "drop_rule", "items": rows},
        {
            "type": "together",
            "key": "add_rule",
            "label": texts("style.add"),
            "fields": [
                _choice("field", texts("style.field"), fields[0], known),
                _choice("comparison", texts("style.comparison"), ">", {each: each for each in COMPARISONS}),
                {"type": "number", "key": "value", "label": texts("style.value"), "value": None},
                _choice("tint", texts("style.tint"), "red", {each: texts(f"tint.{each}") for each in TINTS}),
            ],
        },
        {"type": "note", "label": texts("style.note")},
    ]


def _choice(key: str, label: str, value: str, options: Mapping[str, str]) -> Field:
    listed = [{"key": each, "label": text} for each, text in options.items()]
    return {"type": "choice", "key": key, "label": label, "value": value, "options": listed}


def field_label(words: Words, field: str) -> str:
    """A measure or an indicator in words."""
    if field.startswith(NUMBER):
        return words.code_label("indicator", field.removeprefix(NUMBER), ("Observation",))
    return words.texts(f"style.{field}")


def rule_words(words: Words, rule: Rule) -> str:
    """A rule as it reads in the list of rules and in the legend: ``市场份额 > 50``."""
    return f"{field_label(words, rule.field)} {rule.comparison} {plain_number(rule.value)}"


def styled(look: Look, key: str, value: Any) -> Look:
    """The look after a choice in its form; the same one for what the form cannot have sent."""
    match key, value:
        case "reset", _:
            return replace(Look(), layout=look.layout, centre=look.centre, turn=look.turn)
        case "size", str():
            return replace(look, size=value)
        case "color", "class" | "community":
            return replace(look, color=value)
        case "lines", "plain" | "type":
            return replace(look, lines=value)
        case "drop_rule", str() if value.isdigit():
            return replace(look, rules=tuple(rule for n, rule in enumerate(look.rules) if n != int(value)))
        case "add_rule", {
            "field": str(field),
            "comparison": str(comparison),
            "value": int() | float() as limit,
            "tint": str(tint),
        }:
            rule = (
                read_rule(f"{field}{comparison}{float(limit):g}!{tint}") if comparison in get_args(Comparison) else None
            )
            return replace(look, rules=(*look.rules, rule)[:MAX_RULES]) if rule else look
        case _:
            return look
