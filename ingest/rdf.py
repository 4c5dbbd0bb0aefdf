"""RDF files of others -> quads, read safely: limits on size, time, memory and depth, and no network."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from pyoxigraph import Quad, RdfFormat, parse

from ingest.child import RefusedError
from ingest.child import run as run_child
from ingest.errors import refusal
from ingest.limits import DEFAULT_LIMITS, Limits
from ingest.problems import Problem, problem, problem_of, shown

SUFFIXES = ("ttl", "nt", "nq", "trig", "rdf", "owl", "xml", "jsonld")
"""Endings of the files that are read, each also with ``.gz`` behind it."""

IMPORT_BASE = "https://w3id.org/zhitu/import/"


def base_iri(source: str) -> str:
    """What relative IRIs of a source are relative to: the same on every machine, whatever folder the file lay in.

    >>> base_iri("my data")
    'https://w3id.org/zhitu/import/my%20data/'
    """
    return f"{IMPORT_BASE}{quote(source, safe='')}/"


def rdf_suffix(path: Path) -> str | None:
    """The format that a file's name tells; None when it is not RDF.

    >>> rdf_suffix(Path("a.TTL.gz")), rdf_suffix(Path("a.csv"))
    ('ttl', None)
    """
    name = path.name.lower().removesuffix(".gz")
    suffix = name.rpartition(".")[2] if "." in name else ""
    return suffix if suffix in SUFFIXES else None


def read_rdf(
    path: Path, *, base: str | None = None, name: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> list[Quad]:
    """The statements of an RDF file; blank nodes are named by their order of appearance.

    `base` is what relative IRIs are relative to, by default `base_iri` of the file's name without its ending; `name` is
    how messages call the file. Raises IngestError with the line and column of what is wrong.
    """
    quads, problems = parse_rdf(path, base or base_iri(path.name.partition(".")[0]), name or path.name, limits)
    if problems:
        raise refusal(problems)
    return quads


def parse_rdf(path: Path, base: str, name: str, limits: Limits) -> tuple[list[Quad], list[Problem]]:
    """The statements of an RDF file, or the problem that kept it from being read."""
    suffix = rdf_suffix(path)
    if suffix is None:
        raise ValueError(f"not RDF: {path.name}")
    try:
        size = path.stat().st_size
    except OSError as error:
        return [], [problem("not_readable", name, reason=error.strerror or str(error))]
    if size == 0:
        return [], [problem("empty_file", name)]
    if size > limits.rdf_bytes:
        return [], [problem("limit_bytes", name, size=size // 2**20, limit=limits.rdf_bytes // 2**20)]
    try:
        lines = run_child("rdf", {"path": str(path.resolve()), "format": suffix, "base": base}, limits)
    except RefusedError as refused:
        facts = refused.facts
        if "reason" in facts:
            facts["reason"] = shown(str(facts["reason"]), 300)
        return [], [problem_of(refused.key, name, refused.row, refused.column, facts)]
    quads = list(parse(lines, RdfFormat.N_QUADS))
    return quads, [] if quads else [problem("rdf_no_statements", name)]
