"""Queries kept as files: the examples that come with zhitu, and the form in which a reader's own are kept.

A file begins with lines of comment: ``title_zh``, ``title_en``, ``grade`` (1 first steps, 2 questions of the mission,
3 analysis), ``note``, and a line for each parameter: ``$city: text = 上海 | 城市 | City`` (type, value, labels).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

from graph.errors import GraphError
from graph.messages import told

QueryLanguage = Literal["cypher", "sparql"]
ParameterType = Literal["text", "integer", "number", "truth", "list"]
SUFFIXES: Mapping[QueryLanguage, str] = {"cypher": ".cypher", "sparql": ".rq"}
_MARKS: Mapping[QueryLanguage, str] = {"cypher": "//", "sparql": "#"}

_PARAMETER = re.compile(r"\$(\w+):\s*(\w+)\s*=\s*([^|]*?)\s*(?:\|\s*([^|]*?)\s*(?:\|\s*(.*?)\s*)?)?$")
_FIELD = re.compile(r"(title_zh|title_en|grade|note):\s*(.*)$")

ParameterValue = str | int | float | bool | list[str]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query: its type, the value it has until another is given, and labels by language."""

    name: str
    type: ParameterType = "text"
    value: str = ""
    label: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeptQuery:
    """A query with its name in one or both languages; `grade` is 0 for a reader's own."""

    key: str
    language: QueryLanguage
    title: Mapping[str, str]
    text: str
    grade: int = 0
    note: str = ""
    parameters: tuple[Parameter, ...] = ()

    def named(self, language: str) -> str:
        """The title in a language, else in the other, else the key."""
        return self.title.get(language) or next(iter(self.title.values()), "") or self.key

    def values(self) -> dict[str, ParameterValue]:
        """The parameters' own values."""
        return {each.name: parameter_value(each.type, each.value) for each in self.parameters}


def parameter_value(type_: ParameterType, written: str) -> ParameterValue:
    """What a parameter's written value means; raises GraphError when it is none of its type.

    >>> parameter_value("integer", " 12 "), parameter_value("list", "a, b"), parameter_value("truth", "false")
    (12, ['a', 'b'], False)
    """
    text = written.strip()
    try:
        match type_:
            case "integer":
                return int(text)
            case "number":
                return float(text)
            case "truth":
                return {"true": True, "false": False}[text.lower()]
            case "list":
                return [item.strip() for item in re.split("[,，]", text) if item.strip()]
            case _:
                return written
    except (ValueError, KeyError) as error:
        raise GraphError(told("no_value", written=written, type=type_)) from error


def guessed_type(name: str) -> ParameterType:
    """The type that a parameter most likely has, by its name.

    >>> guessed_type("limit"), guessed_type("ids"), guessed_type("city")
    ('integer', 'list', 'text')
    """
    if name in {"limit", "most", "least", "skip", "year", "steps", "count", "n", "k"}:
        return "integer"
    return "list" if name in {"ids", "selected", "names"} else "text"


def read_query(key: str, language: QueryLanguage, written: str) -> KeptQuery:
    """A query from its file's text; raises GraphError for a parameter line that cannot be read."""
    mark = _MARKS[language]
    lines = written.splitlines()
    head = 0
    fields: dict[str, str] = {}
    parameters: list[Parameter] = []
    while head < len(lines) and lines[head].startswith(mark):
        line = lines[head].removeprefix(mark).strip()
        if line.startswith("$"):
            parameters.append(_parameter(key, line))
        elif found := _FIELD.match(line):
            fields[found[1]] = found[2].strip()
        else:
            break
        head += 1
    return KeptQuery(
        key=key,
        language=language,
        title={tag: fields[f"title_{tag}"] for tag in ("zh", "en") if fields.get(f"title_{tag}")},
        text="\n".join(lines[head:]).strip("\n"),
        grade=int(fields["grade"]) if fields.get("grade", "").isdigit() else 0,
        note=fields.get("note", ""),
        parameters=tuple(parameters),
    )


def written_query(query: KeptQuery) -> str:
    """The file's text of a query; `read_query` reads it back the same.

    >>> kept = KeptQuery("k", "cypher", {"zh": "一"}, "RETURN $x", parameters=(Parameter("x", "integer", "1"),))
    >>> read_query("k", "cypher", written_query(kept)) == kept
    True
    """
    fields = [(f"title_{tag}", title) for tag, title in query.title.items()]
    fields += [("grade", str(query.grade))] if query.grade else []
    fields += [("note", query.note)] if query.note else []
    lines = [f"{name}: {_one_line(value)}" for name, value in fields]
    for each in query.parameters:
        labels = f" | {each.label.get('zh', '')} | {each.label.get('en', '')}" if each.label else ""
        lines.append(f"${each.name}: {each.type} = {_one_line(each.value).replace('|', '／')}{labels}")
    mark = _MARKS[query.language]
    return "".join(f"{mark} {line}\n" for line in lines) + query.text.strip("\n") + "\n"


@cache
def examples() -> tuple[KeptQuery, ...]:
    """The library of examples, by grade and key."""
    languages = {suffix: language for language, suffix in SUFFIXES.items()}
    found = [
        read_query(file.name.removesuffix(suffix), languages[suffix], file.read_text("utf-8"))
        for file in (files("graph") / "examples").iterdir()
        for suffix in languages
        if file.name.endswith(suffix)
    ]
    return tuple(sorted(found, key=lambda each: (each.grade, each.language, each.key)))


def _parameter(key: str, line: str) -> Parameter:
    found = _PARAMETER.match(line)
    if found is None or found[2] not in get_args(ParameterType):
        raise GraphError(f"{key}: {line!r} is no parameter; write `$name: text = value | 名 | name`")
    label = {tag: text for tag, text in (("zh", found[4]), ("en", found[5])) if text}
    return Parameter(found[1], cast(ParameterType, found[2]), found[3], label)


def _one_line(text: str) -> str:
    return " ".join(text.split())
