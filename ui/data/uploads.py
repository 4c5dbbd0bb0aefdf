"""Uploaded files as files of a folder, under names that harm nothing and still say what they hold."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

MAX_FILES = 100
MAX_NAME_CHARS = 120  # of a name without its ending: file systems take 255 bytes
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as the browser sent it."""

    name: str
    data: bytes = field(repr=False)


def safe_name(name: str) -> str:
    """A name without folders, control characters or what a file system gives a meaning to.

    >>> safe_name("../../etc/entities.csv"), safe_name("C:\\\\x\\\\实体 2024.xlsx"), safe_name(".bashrc")
    ('entities.csv', '实体 2024.xlsx', 'bashrc')
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    plain = "".join(c if c.isprintable() and c not in '<>:"|?*' else "_" for c in last).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    stem, ending = (stem, ending) if dot else (plain, "")
    stem = stem[:MAX_NAME_CHARS].strip(" .") or "file"
    if stem.split(".")[0].casefold() in _RESERVED:
        stem = f"_{stem}"
    return f"{stem}.{ending[:20]}" if ending else stem


def put_into(folder: Path, uploads: Iterable[Upload]) -> list[Path]:
    """Writes uploads into an empty folder; of equal names the later ones get a number."""
    paths: list[Path] = []
    taken: set[str] = set()
    for upload in uploads:
        name = _free(safe_name(upload.name), taken)
        taken.add(name.casefold())
        path = folder / name
        path.write_bytes(upload.data)
        paths.append(path)
    return paths


def digest(uploads: Iterable[Upload]) -> str:
    """The same for the same files: they are not read anew at every click."""
    whole = hashlib.sha256()
    for upload in uploads:
        whole.update(f"{len(upload.name)} {upload.name} {len(upload.data)} ".encode("utf-8", "surrogatepass"))
        whole.update(upload.data)
    return whole.hexdigest()


def _free(name: str, taken: set[str]) -> str:
    if name.casefold() not in taken:
        return name
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, dot + ending) if dot else (name, "")
    number = 2
    while f"{stem}-{number}{ending}".casefold() in taken:
        number += 1
    return f"{stem}-{number}{ending}"
