"""What the tables leave out of a report: paragraphs, sentences, numerals, figures and endnote markers without a row.

Pure: the report's lines and the rows in, gaps out. A gap is no error; it is a place about which somebody decides.
A paragraph is covered when a row that states something rests on its line; each of its sentences when such a row names
something that the sentence names; a numeral when such a row says the number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from ingest.evidence import normalised, without_markup
from ingest.statements.cells import split_values
from ingest.statements.evidence_cells import parse_lines
from ingest.tables import Tables
from ingest.tables.reading import Row

Kind = Literal["paragraph", "sentence", "numeral", "figure", "endnote"]

_FACTS = ("entities", "relations", "observations", "discrepancies")
_STRUCTURE_RELATIONS = frozenset({"appears_in", "cites", "has_section", "sourced_from"})  # say where, not what
_NAME_COLUMNS = ("name_zh", "name_en", "official_zh", "official_en", "aliases", "misspellings", "printed")
_ID_COLUMNS = ("id", "subject", "object", "about", "region")
_PLACE_COLUMNS = frozenset({"evidence", "lines", "cited_lines", "digest", "fingerprint", "chars"})
_SCALES = (0, 2, 3, 4, 6, 7, 8, 11, 12)  # of 百, 千, 万, 百万, 千万, 亿, 千亿 and 万亿: 1.2千亿 says 120000000000

_CAPTION = re.compile(r"\s*(?:图表|Figure|Table)\s*(\d+)\s*[:：.]")
_HEADING = re.compile(r"\s*(?:\d+(?:\.\d+)+\.?\s|[一二三四五六七八九十]+、)")
_ENDNOTE = re.compile(r"\s*(\d+)\.\s")
_MARKER = re.compile(r"[⁰¹²³⁴-⁹]+")
# Numbers that count the text's own parts, not the world's.
_STRUCTURE = re.compile(
    r"^\s*[-•]\s*\d+\s|^\s*\d+(?:\.\d+)*\.?\s|(?:图表?|表)\s*\d+|[（(]\d{1,2}[）)]|<[^<>]*>|https?://\S+", re.IGNORECASE
)
_NUMERAL = re.compile(r"(?<![A-Za-z\d.])\d+(?:[,，]\d{3})*(?:\.\d+)?(?![A-Za-z\d])")
_COUNTED = "成|倍|家|个|类|种|项|大|代|批|起|座|条|名|位|层|方面|象限|阶段|部分|领域|级|次|年"
_IN_WORDS = re.compile(rf"[一二三四五六七八九十百千万亿两几半]+(?=多?(?:{_COUNTED}))")
_SENTENCE = re.compile(r"[^。；！？]+[。；！？]?")
MIN_SENTENCE_CHARS = 12  # letters and digits; less is a heading, or the rest of a sentence on the next page
_NOT_A_NUMBER = frozenset("一万亿千百半几")  # alone: an article, or the end of a number in digits


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """A place to which nothing points. `part` names it within its line: the numeral as printed, ``s2`` for the second
    sentence, the number of a figure or endnote, nothing for the whole paragraph. `text` is how it begins.
    """

    line: int
    kind: Kind
    part: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """All gaps, and how many places of each kind were looked at."""

    gaps: tuple[Gap, ...]
    counts: Mapping[Kind, int]


@dataclass(frozen=True, slots=True)
class _Said:
    """What the rows that rest on a line say: numbers, cells, names of what they speak of; whether they state a fact."""

    numbers: frozenset[str]
    cells: str
    names: frozenset[str]
    states: bool


def coverage(lines: Sequence[str], tables: Tables, source: str) -> Coverage:
    """The gaps that the tables leave in a source's lines, in their order."""
    said = _said_by_line(tables, source)
    open_lines = {gap.line for gap, covered in _paragraphs(lines, said) if not covered}
    covered_said = {line: what for line, what in said.items() if line not in open_lines}
    judged: dict[Kind, list[tuple[Gap, bool]]] = {
        "paragraph": list(_paragraphs(lines, said)),
        "sentence": list(_sentences(lines, covered_said)),
        "numeral": list(_numerals(lines, covered_said)),
        "figure": list(_figures(lines, tables, source)),
        "endnote": list(_endnotes(lines, tables, source)),
    }
    gaps = sorted(gap for places in judged.values() for gap, covered in places if not covered)
    return Coverage(tuple(gaps), {kind: len(places) for kind, places in judged.items()})


def _paragraphs(lines: Sequence[str], said: Mapping[int, _Said]) -> Iterator[tuple[Gap, bool]]:
    """What only says where something stands covers a heading or a caption, but no sentence."""
    for number, line in enumerate(lines, 1):
        if normalised(line):
            covered = number in said and (said[number].states or "。" not in line)
            yield Gap(number, "paragraph", "", _beginning(line)), covered


def _sentences(lines: Sequence[str], said: Mapping[int, _Said]) -> Iterator[tuple[Gap, bool]]:
    """Sentences of the paragraphs that are covered; headings and captions have rows of their own."""
    for number, line in enumerate(lines, 1):
        if number not in said or not said[number].states or _HEADING.match(line) or _CAPTION.match(line):
            continue
        for place, sentence in enumerate(sentences(line), 1):
            plain = normalised(sentence)
            if len(plain) >= MIN_SENTENCE_CHARS:
                covered = any(name in plain for name in said[number].names)
                yield Gap(number, "sentence", f"s{place}", _beginning(sentence)), covered


def sentences(line: str) -> list[str]:
    """A line's sentences and halves of sentences.

    >>> sentences("产量上升；销量下降。原因")
    ['产量上升；', '销量下降。', '原因']
    """
    return [found.strip() for found in _SENTENCE.findall(line) if found.strip()]


def _beginning(text: str) -> str:
    return " ".join(without_markup(text).split())[:24]


def _figures(lines: Sequence[str], tables: Tables, source: str) -> Iterator[tuple[Gap, bool]]:
    """A figure is covered when a row beside its own rests on one of its lines."""
    own = {row["number"]: row for row in tables.rows("sources") if _is_a(row, "Figure", "Table")}
    pointed = {line for row in _rows(tables, _FACTS) for line in _lines(row, "evidence", source)}
    for number, line in enumerate(lines, 1):
        if caption := _CAPTION.match(line):
            row = own.get(caption[1])
            yield (
                Gap(number, "figure", caption[1], _beginning(line)),
                row is not None and bool(pointed & {*_lines(row, "lines", source)}),
            )


def _endnotes(lines: Sequence[str], tables: Tables, source: str) -> Iterator[tuple[Gap, bool]]:
    """A marker is covered when its endnote's row names the line, the endnote's own line when there is such a row."""
    rows = {row["number"]: row for row in tables.rows("sources") if _is_a(row, "Endnote")}
    own = {number: {*_lines(row, "lines", source), *_lines(row, "evidence", source)} for number, row in rows.items()}
    for number, line in enumerate(lines, 1):
        for marker in _MARKER.findall(line):
            note = unicodedata.normalize("NFKC", marker)
            row = rows.get(note)
            yield Gap(number, "endnote", note), row is not None and number in _lines(row, "cited_lines", source)
        begins = _ENDNOTE.match(line)
        if begins and number > _last_marker(lines):
            yield Gap(number, "endnote", begins[1]), number in own.get(begins[1], ())


def _last_marker(lines: Sequence[str]) -> int:
    return max((number for number, line in enumerate(lines, 1) if _MARKER.search(line)), default=len(lines))


def _numerals(lines: Sequence[str], said: Mapping[int, _Said]) -> Iterator[tuple[Gap, bool]]:
    """Numerals of the paragraphs that are covered; the others are gaps as a whole."""
    for number, line in enumerate(lines, 1):
        if number not in said:
            continue
        for printed in numerals(line):
            yield Gap(number, "numeral", printed), _plain(printed) in said[number].numbers
        for printed in numerals_in_words(line):
            yield Gap(number, "numeral", printed), _says_in_words(printed, said[number])


def numerals(line: str) -> list[str]:
    """The numbers in digits that a line says of the world, as printed, each once.

    >>> numerals("- 3 2019年销量3,000台（图表7），占12.5%³，见1.2节的5G")
    ['2019', '3,000', '12.5', '1.2']
    """
    text = _STRUCTURE.sub(" ", without_markup(line))
    return list(dict.fromkeys(_NUMERAL.findall(_MARKER.sub(" ", text))))


def numerals_in_words(line: str) -> list[str]:
    """The numbers in Chinese numerals that count something, each once.

    >>> numerals_in_words("五大因素，其中三家占六成，一个是第二代")
    ['五', '三', '六', '二']
    """
    found = _IN_WORDS.findall(without_markup(line))
    return list(dict.fromkeys(printed for printed in found if not set(printed) <= _NOT_A_NUMBER))


def _said_by_line(tables: Tables, source: str) -> dict[int, _Said]:
    names = _names(tables)
    rows: dict[int, list[Row]] = {}
    stating: set[int] = set()
    for kind in (*_FACTS, "sources"):
        for row in tables.rows(kind):
            at = [*_lines(row, "evidence", source), *_lines(row, "cited_lines", source)]
            for line in at:
                rows.setdefault(line, []).append(row)
            if kind in _FACTS and row["relation"] not in _STRUCTURE_RELATIONS:
                stating.update(at)
    return {line: _said(resting, names, states=line in stating) for line, resting in rows.items()}


def _said(rows: Sequence[Row], names: Mapping[str, Sequence[str]], *, states: bool) -> _Said:
    unsaid = _PLACE_COLUMNS | set(_ID_COLUMNS)  # the 2 of endnote-2 is no number that a row says
    ids = {id_ for row in rows for column in _ID_COLUMNS for id_ in split_values(row[column])}
    called = [name for id_ in ids for name in names.get(id_, ())]
    cells = [text for row in rows for column, text in row.cells.items() if column not in unsaid] + called
    return _Said(
        numbers=frozenset(number for text in cells for number in _numbers(text)),
        cells="\n".join(cells),
        names=frozenset(plain for name in called if len(plain := normalised(name)) > 1),
        states=states,
    )


def _names(tables: Tables) -> dict[str, list[str]]:
    """The names and printed forms of every declared thing."""
    rows = _rows(tables, ("entities", "observations", "sources"))
    return {row["id"]: [word for column in _NAME_COLUMNS for word in split_values(row[column])] for row in rows}


def _numbers(text: str) -> Iterator[str]:
    """Every number in a cell, in base units and in those that the report may print it in."""
    for digits in re.findall(r"\d+(?:[,，]\d{3})*(?:\.\d+)?", unicodedata.normalize("NFKC", text)):
        plain = _plain(digits)
        yield plain
        if len(plain) > 3:
            yield from (_plain(format(Decimal(plain).scaleb(-scale), "f")) for scale in _SCALES)


def _plain(printed: str) -> str:
    """A number without separators and without zeros that say nothing.

    >>> _plain("3,000"), _plain("１2.50"), _plain("007")
    ('3000', '12.5', '7')
    """
    try:
        number = Decimal(re.sub("[,，]", "", unicodedata.normalize("NFKC", printed)))
    except InvalidOperation:
        return printed
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _says_in_words(printed: str, said: _Said) -> bool:
    value = number_in_words(printed)
    tenths = {str(value), str(value * 10)} if value is not None else set()  # 六成 is 60 %
    return printed in said.cells or bool(tenths & said.numbers)


def number_in_words(printed: str) -> int | None:
    """The value of a Chinese numeral; None for one that is vague.

    >>> number_in_words("二十七"), number_in_words("十"), number_in_words("两"), number_in_words("几")
    (27, 10, 2, None)
    """
    digits = dict(zip("一二三四五六七八九", range(1, 10), strict=True)) | {"两": 2}
    total, current = 0, 0
    for character in printed:
        if character in digits:
            current = digits[character]
        elif character in "十百千":
            total += (current or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            current = 0
        else:
            return None
    return total + current


def _rows(tables: Tables, kinds: Iterable[str]) -> Iterator[Row]:
    for kind in kinds:
        yield from tables.rows(kind)


def _lines(row: Row, column: str, source: str) -> list[int]:
    places, _ = parse_lines(row[column], source) if row[column] else ([], [])
    return [line for place in places if place.source == source for line in range(place.first, place.last + 1)]


def _is_a(row: Row, *classes: str) -> bool:
    return bool(set(split_values(row["class"])) & set(classes))
