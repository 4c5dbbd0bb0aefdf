"""Names in the property graph for what the ontology does not name: one registry, to labels, types and keys and back.

A name is made from the last part of its IRI, so that a Cypher user can guess it: ``ex:makesChip`` is the type
``MAKES_CHIP``, the label ``MakesChip``, the key ``makes_chip``. Where that is taken, a well-known vocabulary's prefix
goes in front (``foaf_name``), else a short digest of the IRI behind (``MAKES_CHIP_DE4F``). A registry only grows: what
has a name keeps it. Names are ASCII, and no two labels or types differ in case alone: ArcadeDB keeps both in files of
their name.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, Self
from urllib.parse import unquote

from graph.errors import GraphError
from graph.vocabulary import PREFIXES, XSD_STRING

Kind = Literal["label", "type", "key"]

IDS = "->"
"""The slot of a predicate whose values are ids of things."""

MAX_CHARS = MappingProxyType({"label": 32, "type": 48, "key": 48})
"""Longer names are cut and get a digest. ArcadeDB joins a node's labels to one file name, so these are the shortest."""

FOREIGN = MappingProxyType(
    {
        "label": "https://w3id.org/zhitu/neo4j/label#",
        "type": "https://w3id.org/zhitu/neo4j/relationship#",
        "key": "https://w3id.org/zhitu/neo4j/property#",
    }
)
"""Where names stand in RDF that another tool put into the database; they come back under the very same name."""

RESERVED_KEYS = frozenset({"id", "iri", "types", "name", "explanation", "graphs", "_rdf", "_digest"})
RESERVED_LABELS = frozenset({"v", "e", "vertex", "edge", "node", "zhitumeta", "zhituname"})  # folded

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_FALLBACK = {"label": "Class", "type": "RELATION", "key": "property"}
_DIGITS = (4, 8, 16, 64)


@dataclass(frozen=True, slots=True)
class Name:
    """One entry: `name` stands for `iri` where labels, types or keys stand.

    `slot` says which of a predicate's values a key holds: ``""`` plain strings, ``@zh`` a language (``@ar--rtl`` with
    its direction), ``^^`` and an IRI a datatype, ``->`` ids of things. Labels and types have none.
    """

    kind: Kind
    name: str
    iri: str
    slot: str = ""


class Names:
    """The registry. Frozen: `extended` gives a larger one and leaves this as it is."""

    __slots__ = ("_by_meaning", "_by_name")

    _by_meaning: Mapping[tuple[str, str, str], Name]
    _by_name: Mapping[tuple[str, str], Name]

    def __init__(self, entries: Iterable[Name] = ()) -> None:
        by_meaning: dict[tuple[str, str, str], Name] = {}
        by_name: dict[tuple[str, str], Name] = {}
        for entry in entries:
            if by_meaning.setdefault((entry.kind, entry.iri, entry.slot), entry) is not entry:
                raise GraphError(f"The registry of names has two names for {entry.iri}.")
            if by_name.setdefault(_room(entry.kind, entry.name), entry) is not entry:
                raise GraphError(f"The registry of names has the {entry.kind} {entry.name} twice.")
        self._by_meaning = MappingProxyType(by_meaning)
        self._by_name = MappingProxyType(by_name)

    @classmethod
    def empty(cls) -> Self:
        """A registry without entries."""
        return cls()

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, object]]) -> Self:
        """The registry that `rows` came from, further columns ignored; GraphError when it contradicts itself."""
        return cls(_entry(row) for row in rows)

    def rows(self) -> list[dict[str, str]]:
        """The entries for the store to keep: kind, name, iri, slot; sorted."""
        entries = sorted(self._by_meaning.values(), key=lambda entry: (entry.kind, entry.name))
        return [{"kind": e.kind, "name": e.name, "iri": e.iri, "slot": e.slot} for e in entries]

    def name_of(self, kind: Kind, iri: str, slot: str = "") -> str | None:
        """The name of an IRI (and slot), when it has one."""
        entry = self._by_meaning.get((kind, iri, slot))
        return entry.name if entry else None

    def meaning_of(self, kind: Kind, name: str) -> Name | None:
        """What a name stands for, when it is one of the registry's."""
        entry = self._by_name.get(_room(kind, name))
        return entry if entry and entry.kind == kind and entry.name == name else None

    def without(self, is_taken: Callable[[Kind, str], bool]) -> Names:
        """The registry less what somebody else names now, such as a newer ontology."""
        gone = {key for key, entry in self._by_meaning.items() if is_taken(entry.kind, entry.name)}
        return Names(entry for key, entry in self._by_meaning.items() if key not in gone) if gone else self

    def extended(
        self,
        wanted: Iterable[tuple[Kind, str, str]],
        is_taken: Callable[[Kind, str], bool] = lambda _kind, _name: False,
        bases: Mapping[str, str] = MappingProxyType({}),
    ) -> Names:
        """The registry with a name for each (kind, IRI, slot); no entry that is there changes.

        `is_taken` says which names belong to somebody else; `bases` gives, for IRIs that somebody else named, what
        their further keys begin with. The order of `wanted` decides who gets a name that several want.

        >>> ex = "https://example.org/"
        >>> names = Names.empty().extended([("type", ex + "makesChip", ""), ("type", ex + "makes_chip", "")])
        >>> [row["name"] for row in names.rows()]
        ['MAKES_CHIP', 'MAKES_CHIP_DE4F']
        """
        by_meaning = dict(self._by_meaning)
        used = set(self._by_name)
        bare = set(bases) | {
            entry.iri for entry in by_meaning.values() if entry.kind == "key" and not entry.slot.startswith("@")
        }
        for kind, iri, slot in wanted:
            if (kind, iri, slot) in by_meaning:
                continue
            base = bases.get(iri) if kind == "key" else None
            for name in _candidates(kind, iri, slot, base, iri in bare):
                if _room(kind, name) not in used and not is_reserved(kind, name) and not is_taken(kind, name):
                    break
            by_meaning[kind, iri, slot] = Name(kind, name, iri, slot)
            used.add(_room(kind, name))
            if kind == "key" and not slot.startswith("@"):
                bare.add(iri)
        return Names(by_meaning.values())

    def __iter__(self) -> Iterator[Name]:
        return iter(self._by_meaning.values())

    def __len__(self) -> int:
        return len(self._by_meaning)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Names) and self._by_meaning == other._by_meaning

    def __hash__(self) -> int:
        return hash(frozenset(self._by_meaning.values()))

    def __repr__(self) -> str:
        return f"Names({sorted(entry.name for entry in self._by_meaning.values())})"


def is_reserved(kind: Kind, name: str) -> bool:
    """True for names that the mapping, the loader or an engine needs for itself."""
    return name in RESERVED_KEYS or name.startswith("_") if kind == "key" else name.casefold() in RESERVED_LABELS


def foreign_iri(kind: Kind, name: str) -> str:
    """The IRI of a name that another tool made up.

    >>> foreign_iri("key", "pageRank"), foreign_iri("type", "liked by")
    ('https://w3id.org/zhitu/neo4j/property#pageRank', 'https://w3id.org/zhitu/neo4j/relationship#liked%20by')
    """
    return FOREIGN[kind] + re.sub(r"[^\w.~-]", lambda m: "".join(f"%{b:02X}" for b in m[0].encode()), name)


def _entry(row: Mapping[str, object]) -> Name:
    kind, name, iri, slot = row.get("kind"), row.get("name"), row.get("iri"), row.get("slot", "")
    if not (isinstance(name, str) and isinstance(iri, str) and isinstance(slot, str)):
        raise GraphError(f"The registry of names has a row that is none: {dict(row)}")
    for known in FOREIGN:
        if kind == known:
            return Name(known, name, iri, slot)  # type: ignore[arg-type]
    raise GraphError(f"The registry of names has a row of an unknown kind: {dict(row)}")


def _room(kind: Kind, name: str) -> tuple[str, str]:
    """Names in one room must differ: keys from keys, labels and types from each other, whatever their case."""
    return ("key", name) if kind == "key" else ("label or type", name.casefold())


def _candidates(kind: Kind, iri: str, slot: str, base: str | None, has_bare: bool) -> Iterator[str]:
    """Names for an IRI, the best first; the last one is as good as never taken."""
    raw = iri.removeprefix(FOREIGN[kind])
    suffix = _suffix(slot, has_bare)
    prefix, local = _split(iri)
    if raw != iri and _NAME.fullmatch(raw) and len(raw) <= MAX_CHARS[kind]:
        stem, whole = raw, True
    else:
        stem, whole = (base, True) if base else _stem(kind, local)
    if whole:
        yield stem + suffix
    if prefix:
        yield _joined(kind, [prefix, *_words(local)])[: MAX_CHARS[kind]] + suffix
    digest = hashlib.sha256(f"{iri}{slot}".encode()).hexdigest()
    for digits in _DIGITS:
        tail = digest[:digits].upper() if kind == "type" else digest[:digits]
        yield f"{stem}{suffix}_{tail}"


def _stem(kind: Kind, local: str) -> tuple[str, bool]:
    """A readable name from an IRI's last part, and whether nothing of it was lost."""
    name = _joined(kind, _words(local))
    lost = any(char.isalnum() and not char.isascii() for char in _folded(local))
    cut = name[: MAX_CHARS[kind]].rstrip("_")
    return cut or _FALLBACK[kind], bool(name) and cut == name and not lost


def _joined(kind: Kind, words: list[str]) -> str:
    if words and words[0][0].isdigit():
        words = ["n", *words]  # a name that begins with a digit would need backticks in Cypher
    if kind == "label":
        return "".join(word[0].upper() + word[1:] for word in words)
    return "_".join(words).upper() if kind == "type" else "_".join(words).lower()


def _words(text: str) -> list[str]:
    """
    >>> _words("hasGPUCore2"), _words("made_in-China"), _words("café"), _words("芯片")
    (['has', 'GPU', 'Core', '2'], ['made', 'in', 'China'], ['cafe'], [])
    """
    return _WORD.findall(_folded(text))


def _folded(text: str) -> str:
    """Latin letters without their accents, everything else as it is."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def _split(iri: str) -> tuple[str, str]:
    """The prefix of a well-known vocabulary, or nothing, and the IRI's last part.

    >>> _split("http://xmlns.com/foaf/0.1/name"), _split("https://example.org/a/%E8%8A%AF/"), _split("urn:isbn:123")
    (('foaf', 'name'), ('', '芯'), ('', '123'))
    """
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return prefix, iri[len(base) :]
    local = re.split(r"[#/:]", iri.rstrip("#/:"))[-1]
    return "", unquote(local)


def _suffix(slot: str, has_bare: bool) -> str:
    """What a key has behind the predicate's name: its language; its datatype unless it is the first of its predicate.

    >>> _suffix("@zh-hant", False), _suffix("", False), _suffix("^^http://www.w3.org/2001/XMLSchema#dateTime", True)
    ('_zh_hant', '', '_date_time')
    """
    if slot.startswith("@"):
        return "_" + re.sub("-+", "_", slot[1:])
    if not has_bare:
        return ""
    if slot == IDS:
        return "_id"
    datatype = slot.removeprefix("^^") or XSD_STRING
    stem, whole = _stem("key", _split(datatype)[1])
    return f"_{stem}" if whole else f"_{stem}_{hashlib.sha256(datatype.encode()).hexdigest()[:4]}"
