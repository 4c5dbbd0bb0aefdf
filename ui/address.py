"""The explorer's view as an address, and back: short, on own ids, and read without trust."""

from __future__ import annotations

import base64
import binascii
import re
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, get_args
from urllib.parse import quote, unquote

from graph.arranging import NAMES
from graph.conditions import Condition, Test
from graph.filtering import STANDINGS, Filter
from graph.ids import is_own_id
from graph.measures import MEASURES, NUMBER
from graph.styling import TINTS, Comparison, Rule
from graph.view import Point
from ui.state import CAPS, DEFAULT_CAP, Look, StatementRef, View, Whole

READABLE_CHARS = 240  # a list of ids up to this length stands in the address as it is, a longer one compressed
MAX_CHOSEN = 300  # nodes that an address may select
MAX_RULES = 12
MAX_CONDITIONS = 8
MAX_VALUE_CHARS = 200  # of a condition
_MAX_BYTES = 400_000  # of ids in an address, unpacked: a compressed bomb stops here
_PACKED = "z."
_BETWEEN = "~"  # between a statement's subject and the statement's own id
_STEPS = 4095  # a place is kept to a 4,096th of the drawing's width and height: less than a pixel at first zoom
_RULE = re.compile(
    r"(?P<field>degree|number:[a-z0-9_]+)(?P<comparison>>=|<=|>|<|=)(?P<value>-?[0-9.e+]+)!(?P<tint>[a-z]+)"
)

_SIGNS: Mapping[Test, str] = {
    "has": "*",
    "contains": ":",
    "equals": "=",
    "above": ">",
    "below": "<",
}  # none of them is left as it is in a quoted text
_CONDITION = re.compile(r"(?P<key>[^*:=<>]+)(?P<sign>[*:=<>])(?P<value>[^*:=<>]*)")

Trouble = Literal["nodes_unreadable", "too_many_nodes"]


def to_address(view: View, language: str) -> dict[str, str]:
    """The view as query parameters, short: what is as usual is left out, except for the language."""
    address = {"lang": language}
    if view.nodes is not None and (view.nodes or not view.whole):
        address["n"] = pack_ids(view.nodes)
    if view.hidden:
        address["h"] = ",".join(sorted(view.hidden))
    if view.off:
        address["o"] = pack_ids(sorted(view.off))
    if view.chosen:
        address["s"] = pack_ids(view.chosen)
    if view.statement:
        address["e"] = view.statement.start + _BETWEEN + view.statement.id
    if view.cap != DEFAULT_CAP:
        address["max"] = str(view.cap)
    if view.whole:
        address["w"] = view.whole
    return address | _look_address(view.look) | _filter_address(view.filter)


def from_address(parameters: Mapping[str, str]) -> tuple[View, tuple[Trouble, ...]]:
    """The view of an address, and what of it could not be read. Never raises: anybody may type an address."""
    troubles: list[Trouble] = []
    cap = next((cap for cap in CAPS if parameters.get("max") == str(cap)), DEFAULT_CAP)
    whole: Whole | None = next((each for each in get_args(Whole) if parameters.get("w") == each), None)
    view = View(
        nodes=() if whole in ("class", "community") else None,
        cap=cap,
        whole=whole if whole != "all" or "n" not in parameters else None,
        hidden=frozenset(filter(None, parameters.get("h", "").split(","))),
        off=frozenset(unpack_ids(parameters.get("o", "")) or ()),
        look=_look(parameters),
        filter=_filter(parameters),
    )
    if "n" in parameters:
        ids = unpack_ids(parameters["n"])
        if ids is None:
            troubles.append("nodes_unreadable")
        elif len(ids) > CAPS[-1]:
            troubles.append("too_many_nodes")
            view = replace(view, nodes=ids[: CAPS[-1]], cap=CAPS[-1])
        else:
            view = replace(view, nodes=ids, cap=max(cap, next(each for each in CAPS if len(ids) <= each)))
    start, between, id_ = parameters.get("e", "").partition(_BETWEEN)
    if between and start and id_:
        view = view.selecting_statement(StatementRef(start, id_))
    elif parameters.get("s"):
        view = view.choosing((unpack_ids(parameters["s"]) or ())[:MAX_CHOSEN])
    return view, tuple(troubles)


def pack_ids(ids: Iterable[str]) -> str:
    """Ids as text for an address: as they are when few and own, else compressed.

    >>> pack_ids(["org:nvidia", "prod:gpu"])
    'org:nvidia,prod:gpu'
    """
    listed = tuple(ids)
    readable = ",".join(listed)
    if len(readable) <= READABLE_CHARS and all(map(is_own_id, listed)):
        return readable
    packed = zlib.compress("\n".join(listed).encode(), level=9)
    return _PACKED + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def unpack_ids(text: str) -> tuple[str, ...] | None:
    """What `pack_ids` packed, each id once; None for what it cannot have made."""
    if not text.startswith(_PACKED):
        return tuple(dict.fromkeys(filter(None, text.split(","))))
    try:
        packed = base64.b64decode(text.removeprefix(_PACKED) + "==", altchars=b"-_", validate=False)
        unpacker = zlib.decompressobj()
        raw = unpacker.decompress(packed, _MAX_BYTES)
        if not unpacker.eof:
            return None
        return tuple(dict.fromkeys(filter(None, raw.decode().split("\n"))))
    except (binascii.Error, zlib.error, UnicodeDecodeError, ValueError):
        return None


def pack_places(ids: Sequence[str], places: Mapping[str, Point], pinned: Iterable[str] = ()) -> str | None:
    """Where these nodes are, three bytes a node, and which of them are pinned; None when one has no place."""
    if not ids or any(id_ not in places for id_ in ids):
        return None
    xs, ys = zip(*(places[id_] for id_ in ids), strict=True)
    left, top, wide, high = min(xs), min(ys), max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    data = bytearray(struct.pack(">4f", left, top, wide, high))
    for x, y in zip(xs, ys, strict=True):
        across, down = round((x - left) / wide * _STEPS), round((y - top) / high * _STEPS)
        data += ((across << 12) | down).to_bytes(3, "big")
    held = set(pinned)
    if held & set(ids):
        bits = sum(1 << number for number, id_ in enumerate(ids) if id_ in held)
        data += bits.to_bytes((len(ids) + 7) // 8, "big")
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def unpack_places(text: str, ids: Sequence[str]) -> tuple[dict[str, Point], frozenset[str]]:
    """The places of these nodes and the pinned ones among them; both empty for what `pack_places` cannot have made."""
    nothing: tuple[dict[str, Point], frozenset[str]] = {}, frozenset()
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return nothing
    end, flags = 16 + 3 * len(ids), (len(ids) + 7) // 8
    if not ids or len(data) not in (end, end + flags):
        return nothing
    left, top, wide, high = struct.unpack(">4f", data[:16])
    if not all(abs(number) < 1e7 for number in (left, top, wide, high)):  # also refuses what is no number
        return nothing
    places = {}
    for number, id_ in enumerate(ids):
        packed = int.from_bytes(data[16 + 3 * number : 19 + 3 * number], "big")
        x, y = left + (packed >> 12) / _STEPS * wide, top + (packed & _STEPS) / _STEPS * high
        places[id_] = (round(x, 1), round(y, 1))
    bits = int.from_bytes(data[end:], "big")
    return places, frozenset(id_ for number, id_ in enumerate(ids) if bits >> number & 1)


def _look_address(look: Look) -> dict[str, str]:
    usual = Look()
    parts = {
        "l": look.layout if look.layout != usual.layout else "",
        "c": look.centre or "",
        "z": look.size if look.size != usual.size else "",
        "k": look.color if look.color != usual.color else "",
        "kl": look.lines if look.lines != usual.lines else "",
        "r": ";".join(f"{rule.field}{rule.comparison}{rule.value:g}!{rule.tint}" for rule in look.rules),
    }
    return {key: part for key, part in parts.items() if part}


def _look(parameters: Mapping[str, str]) -> Look:
    layout, size = parameters.get("l", ""), parameters.get("z", "")
    return Look(
        layout=layout if layout in NAMES else "force",
        centre=parameters.get("c") or None,
        size=size if size in MEASURES or re.fullmatch(NUMBER + "[a-z0-9_]+", size) else "degree",
        color="community" if parameters.get("k") == "community" else "class",
        lines="type" if parameters.get("kl") == "type" else "plain",
        rules=tuple(rule for text in parameters.get("r", "").split(";")[:MAX_RULES] if (rule := read_rule(text))),
    )


def read_rule(text: str) -> Rule | None:
    """A rule as an address writes it; None for what is none.

    >>> read_rule("degree>=5!red")
    Rule(field='degree', comparison='>=', value=5.0, tint='red')
    """
    found = _RULE.fullmatch(text)
    if found is None or found["tint"] not in TINTS:
        return None
    try:
        value = float(found["value"])
    except ValueError:
        return None
    comparison: Comparison = next(each for each in get_args(Comparison) if each == found["comparison"])
    return Rule(found["field"], comparison, value, found["tint"])


def _filter_address(filter_: Filter) -> dict[str, str]:
    years = f"{filter_.first_year or ''}-{filter_.last_year or ''}"
    parts = {
        "ft": ",".join(sorted(filter_.without_types)),
        "fs": filter_.section or "",
        "fy": years if years != "-" else "",
        "fe": filter_.standing if filter_.standing != "all" else "",
        "fd": str(filter_.least_degree) if filter_.least_degree else "",
        "fa": ";".join(map(_write_condition, filter_.conditions)),
    }
    return {key: part for key, part in parts.items() if part}


def _filter(parameters: Mapping[str, str]) -> Filter:
    first, _, last = parameters.get("fy", "").partition("-")
    return Filter(
        without_types=frozenset(filter(None, parameters.get("ft", "").split(","))),
        section=parameters.get("fs") or None,
        first_year=_whole(first),
        last_year=_whole(last),
        standing=next((each for each in STANDINGS if each == parameters.get("fe")), "all"),
        least_degree=_whole(parameters.get("fd", "")) or 0,
        conditions=tuple(
            condition
            for text in parameters.get("fa", "").split(";")[:MAX_CONDITIONS]
            if (condition := _read_condition(text))
        ),
    )


def _write_condition(condition: Condition) -> str:
    return quote(condition.key, safe="") + _SIGNS[condition.test] + quote(condition.value, safe="")


def _read_condition(text: str) -> Condition | None:
    found = _CONDITION.fullmatch(text)
    if found is None:
        return None
    test = next(test for test, sign in _SIGNS.items() if sign == found["sign"])
    condition = Condition(unquote(found["key"]), test, unquote(found["value"]))
    return condition if condition.complete and len(condition.value) <= MAX_VALUE_CHARS else None


def _whole(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else None
