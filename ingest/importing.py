"""Whatever a user hands over -> a plan of what it would bring: the one door of the command line and the page."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import NamedNode, Quad

from graph.errors import LimitReached
from graph.facts import CanonicalFacts, read_trig, union
from graph.ids import id_of_iri
from graph.sources import SourceFile, SourceInfo
from ingest.files import Found, find_files
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.problems import Problem, problem
from ingest.rdf import base_iri, parse_rdf
from ingest.statements import KnownIds, tables_to_quads
from ingest.statements.draft import RDF_TYPE
from ingest.tables import Tables, read_tables
from ontology.model import Model

RESERVED = "report"  # the source that the package brings itself
MAX_SLUG_CHARS = 80
# Problems of a table's form in spite of which all its rows were read.
_WHOLE = frozenset(["unknown_column", "column_twice", "row_too_long", "no_rows", "unknown_sheet", "unknown_extension"])


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What files would bring under a source id. With a fatal problem there are no statements: all or nothing."""

    source_id: str
    kind: str  # "tables" or "rdf", as graph.sources.SourceInfo has it
    files: tuple[SourceFile, ...]
    facts: CanonicalFacts = field(repr=False)
    problems: tuple[Problem, ...]
    counts: Mapping[str, int]  # rows by kind of table (entities, relations, observations, ...), and statements

    @property
    def info(self) -> SourceInfo:
        """What the workspace keeps about the source."""
        return SourceInfo(self.source_id, self.kind, self.files, self.facts.statements)

    @property
    def quads(self) -> list[Quad]:
        """The statements, read anew each time."""
        return read_trig(self.facts.trig)

    @property
    def refused(self) -> bool:
        """True when a problem is fatal."""
        return any(p.fatal for p in self.problems)


def plan_import(
    paths: Sequence[Path],
    source: str | None,
    model: Model,
    known: KnownIds | None = None,
    *,
    limits: Limits = DEFAULT_LIMITS,
) -> ImportPlan:
    """Read files and folders of tables and RDF into one source, and list everything that is wrong; raises nothing.

    `source` is the source's id, by default `source_id` of the paths. `known` is `known_ids` of the workspace's other
    sources (without the one that is replaced), to which rows may refer.
    """
    name = source or source_id(paths)
    found, problems = find_files(paths, model)
    if source is not None and source.strip().casefold() == RESERVED:
        problems = [problem("reserved_source", source), *problems]
    said, wrong = _rdf(found, name, limits)
    problems += wrong
    tables, form = read_tables((f.table for f in found if f.table), model, limits)
    around = {**(known or {}), **known_ids(union(said), model)}
    stated, meaning = tables_to_quads(tables, model, source=slug(name), known=around)
    problems = _sorted(_without_echo([*problems, *form], meaning), found)
    quads = union({**said, "": stated}) if said else stated
    if not quads and not any(p.fatal for p in problems):
        problems.append(problem("nothing_stated", name))
    facts = CanonicalFacts(b"", 0)
    if not any(p.fatal for p in problems):
        try:
            facts = CanonicalFacts.of(quads)
        except LimitReached:
            problems.append(problem("limit_blank_nodes", name))
    kind = "tables" if tables.tables else "rdf"
    files = tuple(_source_file(f) for f in found)
    return ImportPlan(name, kind, files, facts, tuple(problems), _counts(tables, facts.statements))


def source_id(paths: Sequence[Path]) -> str:
    """The id of a source that was given none: the names of its files and folders, without their endings.

    >>> source_id([Path("my chips.xlsx")]), source_id([Path("a/entities.csv"), Path("a/relations.csv")])
    ('my-chips', 'entities-relations')
    """
    names = [slug(p.resolve().name if p.name in ("", "..") else p.name.partition(".")[0]) for p in paths]
    name = "-".join(dict.fromkeys(names))[:MAX_SLUG_CHARS].strip("-.")
    return f"my-{name}" if name.casefold() == RESERVED else name or "import"


def slug(name: str) -> str:
    """A source's name as it stands in ids: ``src:<slug>``.

    >>> slug("芯片 2024 (final)")
    '芯片-2024-final'
    """
    plain = unicodedata.normalize("NFKC", name)
    return re.sub(r"[^\w.\-]+", "-", plain).strip("-.") or "import"


def known_ids(quads: Iterable[Quad], model: Model) -> dict[str, tuple[str, ...]]:
    """Ids of the things that facts speak of, each with the keys of its classes in the ontology."""
    found: dict[str, tuple[str, ...]] = {}
    for quad in quads:
        if not isinstance(quad.subject, NamedNode):
            continue
        node_id = id_of_iri(quad.subject.value)
        classes = found.setdefault(node_id, ())
        if quad.predicate == RDF_TYPE and isinstance(quad.object, NamedNode):
            named = model.class_by_iri(quad.object.value)
            if named is not None:
                found[node_id] = (*classes, named.key)
    return found


def _rdf(found: Iterable[Found], source: str, limits: Limits) -> tuple[dict[str, list[Quad]], list[Problem]]:
    said: dict[str, list[Quad]] = {}
    problems: list[Problem] = []
    for file in found:
        if file.table is None:
            quads, wrong = parse_rdf(file.path, base_iri(source), file.name, limits)
            said[file.name] = quads
            problems += wrong
    return said, problems


def _without_echo(form: Sequence[Problem], meaning: Iterable[Problem]) -> list[Problem]:
    """All problems but unknown ids when a file could not be read whole: it may well declare them."""
    whole = all(p.key in _WHOLE for p in form)
    return [*form, *(p for p in meaning if whole or not p.key.startswith("unknown_id"))]


def _sorted(problems: Iterable[Problem], found: Iterable[Found]) -> list[Problem]:
    """By file in the order of the paths, then by row, whichever step noticed them."""
    order = {file.name: number for number, file in enumerate(found)}
    return sorted(problems, key=lambda p: (order.get(p.file.partition("#")[0], -1), p.file, p.row or 0))


def _source_file(file: Found) -> SourceFile:
    try:
        with file.path.open("rb") as stream:
            return SourceFile(file.name, hashlib.file_digest(stream, "sha256").hexdigest())
    except OSError:
        return SourceFile(file.name, "")  # it was listed as a problem where it was read


def _counts(tables: Tables, statements: int) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for table in tables.tables:
        counts[table.kind.key] = counts.get(table.kind.key, 0) + len(table.rows)
    return MappingProxyType({**counts, "statements": statements})
