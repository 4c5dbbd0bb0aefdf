"""The list beside the page: works with their sections, figures and endnotes, and how many facts each carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from graph.outline import Outline, Part, natural
from ui.links import sources_address
from ui.sentences import Words


def shelf(outline: Outline, selected: str | None, words: Words) -> dict[str, Any]:
    """The list as plain data for the browser."""
    works = [outline.parts[id_] for id_ in outline.children.get(None, ())]
    large = [work for work in works if outline.children.get(work.id) or outline.own.get(work.id)]
    groups = [group for work in large for group in _work(outline, work, words)]
    cited = [work for work in works if work not in large]
    if cited:
        rows = [_row(outline, part, words, depth=0) for part in sorted(cited, key=lambda part: words.name(part.node))]
        groups.append({"key": "cited", "heading": words.texts("sources.cited"), "rows": rows, "open": False})
    counts = [row["count"] for group in groups for row in group["rows"] if outline.parts[row["id"]].parent]
    for group in groups:
        group["open"] = group["open"] or any(row["id"] == selected for row in group["rows"])
    return {
        "texts": words.texts.within("sources"),
        "groups": groups,
        "selected": selected,
        "most": max(counts, default=1) or 1,
    }


def first_part(outline: Outline) -> str | None:
    """The part that is shown to who chose none: the first one that carries facts itself."""
    return next((id_ for id_ in outline.parts if outline.own.get(id_)), next(iter(outline.parts), None))


def _work(outline: Outline, work: Part, words: Words) -> Iterator[dict[str, Any]]:
    held = [part for part in outline.parts.values() if part.root == work.id and part.id != work.id]
    sections = [_row(outline, part, words, depth=part.depth - 1) for part in held if part.kind == "section"]
    yield {
        "key": work.id,
        "heading": words.name(work.node),
        "rows": [_row(outline, work, words, depth=0, whole=True), *sections],
        "open": True,
    }
    for kind in ("figure", "endnote"):
        parts = sorted((part for part in held if part.kind == kind), key=lambda part: natural(part.number or ""))
        if parts:
            heading = words.texts(f"sources.{kind}s")
            rows = [_row(outline, part, words, depth=0) for part in parts]
            yield {"key": f"{work.id} {kind}", "heading": heading, "rows": rows, "open": False}


def _row(outline: Outline, part: Part, words: Words, *, depth: int, whole: bool = False) -> dict[str, Any]:
    name = words.texts("sources.whole") if whole else words.name(part.node)
    return {
        "id": part.id,
        "number": part.number,
        "name": name,
        "depth": depth,
        "count": len(outline.inside(part.id)),
        "href": sources_address(part.id, words.language),
    }


def names(parts: Iterable[Part], words: Words) -> list[dict[str, str]]:
    """Parts as links to themselves."""
    return [{"text": part_name(part, words), "href": sources_address(part.id, words.language)} for part in parts]


def part_name(part: Part, words: Words) -> str:
    """A part with its number in words: ``Figure 7: ...``."""
    name, number = words.name(part.node), part.number
    if number is None:
        return name
    if part.kind in ("figure", "endnote"):
        return words.texts(f"words.{part.kind}_named", number=number, name=name)
    return f"{number} {name}"
