"""Paths that a user names -> the files that are read, each as table or RDF; what cannot be read is said once."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.problems import Problem, listed, message, problem
from ingest.rdf import SUFFIXES, rdf_suffix
from ingest.tables import TableFile
from ingest.tables.columns import kind_of_title, kinds
from ontology.model import Model

TABLE_SUFFIXES = (".csv", ".tsv", ".xlsx")
# Endings for which there is something better to say than that they are unknown.
_ADVICE = {
    **dict.fromkeys((".xls", ".xlsb", ".xlsm", ".ods", ".numbers", ".et"), "advice_xls"),
    ".n3": "advice_n3",
    ".json": "advice_json",
    **dict.fromkeys((".pdf", ".doc", ".docx", ".txt", ".md", ".html", ".htm", ".ppt", ".pptx"), "advice_document"),
}
_NOT_MEANT = (".", "~$")  # hidden files, and the lock files of an open workbook


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: `name` is how messages call it; `table` is None for RDF."""

    path: Path
    name: str
    table: TableFile | None


def find_files(paths: Sequence[Path], model: Model) -> tuple[list[Found], list[Problem]]:
    """The files that paths name: tables and RDF, or folders with them; one problem a path that is neither."""
    found: list[Found] = []
    problems: list[Problem] = [] if paths else [problem("nothing_given", "-")]
    for path in paths:
        files, wrong = _path(path, model)
        found += files
        problems += wrong
    return _told_apart(found), problems


def _path(path: Path, model: Model) -> tuple[list[Found], list[Problem]]:
    name = path.name or str(path)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            return _folder(path, name, model)
    except FileNotFoundError:
        return [], [problem("not_found", str(path))]
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        return [], [problem("not_readable", str(path), reason=reason or str(error))]
    if not stat.S_ISREG(mode):  # a pipe or a device may never end
        return [], [problem("not_a_file", str(path))]
    file = _file(path, name, path.stem)
    return ([file], []) if file else ([], [_unknown(path, name)])


def _file(path: Path, name: str, title: str) -> Found | None:
    if path.suffix.lower() in TABLE_SUFFIXES:
        return Found(path, name, TableFile(path, name, title))
    return Found(path, name, None) if rdf_suffix(path) else None


def _folder(folder: Path, name: str, model: Model) -> tuple[list[Found], list[Problem]]:
    """The tables and RDF files of a folder, and of folders in it that are called after a kind of table."""
    found: list[Found] = []
    problems: list[Problem] = []
    for path, title in _inside(folder, model):
        called = path.relative_to(folder).as_posix()
        file = _file(path, called, title or path.stem)
        if file is not None:
            found.append(file)
        elif _ADVICE.get(path.suffix.lower()) == "advice_xls":
            problems.append(replace(_unknown(path, called), fatal=False))
    if not found:
        known = listed([*(f"{kind}.csv" for kind in kinds(model)), "entities/*.csv"])
        problems.append(problem("no_tables", name, known=known))
    return found, problems


def _inside(folder: Path, model: Model) -> Iterator[tuple[Path, str | None]]:
    """Files in a fixed order; those of ``entities/`` with the folder's name as title. No deeper: no circles."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(_NOT_MEANT):
            continue
        if path.is_file():
            yield path, None
        elif path.is_dir() and kind_of_title(path.name, model):
            for inner in sorted(path.iterdir()):
                if inner.is_file() and not inner.name.startswith(_NOT_MEANT):
                    yield inner, path.name


def _unknown(path: Path, name: str) -> Problem:
    suffix = path.suffix.lower()
    advice = message(_ADVICE.get(suffix, "advice_none"))
    known = listed(f".{s}" for s in SUFFIXES)
    return problem("unknown_extension", name, value=suffix or name, known=known, advice=advice)


def _told_apart(found: list[Found]) -> list[Found]:
    """Files of one name from different folders are called by their paths."""
    names = Counter(file.name for file in found)
    return [_renamed(file, file.path.as_posix()) if names[file.name] > 1 else file for file in found]


def _renamed(file: Found, name: str) -> Found:
    return replace(file, name=name, table=file.table and replace(file.table, name=name))
