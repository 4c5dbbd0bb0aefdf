"""What the numbers page shows as one frozen value, and its way into an address and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args
from urllib.parse import urlencode

from graph.numbers import Filter
from ui.address import pack_ids, unpack_ids

Form = Literal["table", "charts", "series"]
Scale = Literal["yi", "billion"]

_FORMS: Mapping[str, Form] = {form: form for form in get_args(Form)}
_SCALES: Mapping[str, Scale] = {scale: scale for scale in get_args(Scale)}


@dataclass(frozen=True, slots=True)
class NumbersView:
    """What is on the page. `scale` None is the language's own; `selected` an observation's id."""

    filter: Filter = field(default_factory=Filter)
    text: str = ""
    form: Form = "table"
    scale: Scale | None = None
    selected: str | None = None


def to_address(view: NumbersView, language: str) -> dict[str, str]:
    """The view as query parameters; what is as usual is left out, except for the language."""
    kept = view.filter
    years = f"{kept.since or ''}-{kept.until or ''}" if kept.since or kept.until else ""
    told = {
        "lang": language,
        "i": ",".join(sorted(kept.indicators)),
        "a": pack_ids(sorted(kept.about)) if kept.about else "",
        "r": pack_ids(sorted(kept.regions)) if kept.regions else "",
        "k": ",".join(sorted(kept.kinds)),
        "u": ",".join(sorted(kept.units)),
        "o": pack_ids(sorted(kept.ids)) if kept.ids else "",
        "y": years,
        "q": view.text,
        "v": "" if view.form == "table" else view.form,
        "scale": view.scale or "",
        "s": view.selected or "",
    }
    return {key: value for key, value in told.items() if value}


def from_address(parameters: Mapping[str, str]) -> NumbersView:
    """The view of an address; what cannot be read is left out. Never raises: anybody may type an address."""
    since, _, until = parameters.get("y", "").partition("-")
    return NumbersView(
        filter=Filter(
            indicators=_listed(parameters.get("i")),
            about=_ids(parameters.get("a")),
            regions=_ids(parameters.get("r")),
            kinds=_listed(parameters.get("k")),
            units=_listed(parameters.get("u")),
            since=_year(since),
            until=_year(until),
            ids=_ids(parameters.get("o")),
        ),
        text=parameters.get("q", "")[:200],
        form=_FORMS.get(parameters.get("v", ""), "table"),
        scale=_SCALES.get(parameters.get("scale", "")),
        selected=parameters.get("s") or None,
    )


def numbers_address(ids: Iterable[str], language: str) -> str:
    """The numbers page with these observations only.

    >>> numbers_address(["obs:ai-age"], "en")
    'numbers?lang=en&o=obs%3Aai-age'
    """
    return f"numbers?{urlencode(to_address(NumbersView(Filter(ids=frozenset(ids))), language))}"


def _listed(text: str | None) -> frozenset[str]:
    return frozenset(filter(None, (text or "").split(",")))


def _ids(text: str | None) -> frozenset[str]:
    return frozenset(unpack_ids(text) or ()) if text else frozenset()


def _year(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None
