"""RDF files -> N-Quads, inside the child process: a task of `ingest.child`.

Nothing is ever fetched: no JSON-LD context, no ``owl:imports``, no XML entity. Blank nodes get names by their order.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from graph.basic_rdf import basic_decoded
from graph.blank_nodes import renamed
from graph.errors import GraphError
from ingest.child import RefusedError
from ingest.limits import Limits

FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "rdf": RdfFormat.RDF_XML,
    "xml": RdfFormat.RDF_XML,
    "owl": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._\-]{1,40})["']""")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_XML_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# Character sets that XML files come in; other names of Python's codecs (zip, rot13, ...) are no character sets.
_XML_ENCODINGS = frozenset(["utf-8", "utf8", "utf-16", "gb2312", "gbk", "gb18030", "big5", "iso-8859-1", "us-ascii"])
_TURTLE_START = re.compile(r"\s*(?:#[^\n]*\n\s*)*(@prefix|@base|prefix\s|base\s|<[a-z]+:[^>\s]*>\s)", re.IGNORECASE)
_POSITION = re.compile(r"^Parser error at line \d+ .*?: ")


def run(argument: Mapping[str, str], limits: Limits, out: BinaryIO) -> None:
    """Write the statements of the file at ``path`` as N-Quads; ``format`` is its suffix, ``base`` its base IRI."""
    data = _bytes(Path(argument["path"]), limits)
    text, suffix = _text(data, argument["format"])
    form = FORMATS[suffix]
    if form is RdfFormat.RDF_XML:
        markup = _XML_COMMENT.sub("", text)
        if "<!DOCTYPE" in markup or "<!ENTITY" in markup:
            raise RefusedError("xml_doctype", text.count("\n", 0, max(text.find("<!DOCTYPE"), 0)) + 1)
    try:
        quads: Iterable[Quad] = _counted(parse(text.encode(), form, base_iri=argument["base"]), limits)
        if form is RdfFormat.JSON_LD:  # it has no triple terms; our export writes them in W3C's basic encoding
            quads = _counted(basic_decoded(quads), limits)
        serialize(_named(quads), out, RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise _refusal(error, text, form) from None
    except GraphError as error:
        raise RefusedError("rdf_syntax", reason=str(error)) from None


def _bytes(path: Path, limits: Limits) -> bytes:
    if path.suffix.lower() != ".gz":
        return path.read_bytes()
    try:
        with gzip.open(path) as file:
            data = file.read(limits.unpacked_bytes + 1)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise RefusedError("gzip_damaged") from None
    if len(data) > limits.unpacked_bytes:
        raise RefusedError("limit_unpacked", limit=limits.unpacked_bytes // 2**20)
    return data


def _text(data: bytes, suffix: str) -> tuple[str, str]:
    """The file's text and the suffix that says its format: an .owl file may be Turtle."""
    is_xml = FORMATS[suffix] is RdfFormat.RDF_XML
    encoding = _xml_encoding(data) if is_xml else "utf-8"
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        facts = {"byte": f"0x{data[error.start]:02X}", "encoding": encoding.upper()}
        raise RefusedError("rdf_encoding", line, **facts) from None
    if is_xml:
        if suffix == "owl" and not text.lstrip().startswith("<?xml") and _TURTLE_START.match(text):
            return text, "ttl"
        if not text.lstrip().startswith("<"):
            raise RefusedError("rdf_not_xml")
        text = _XML_DECLARATION.sub("", text)  # it would name the encoding of before
    return text, suffix


def _xml_encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    declared = _XML_ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    name = declared[1].decode().lower() if declared else "utf-8"
    if name not in _XML_ENCODINGS:
        raise RefusedError("xml_encoding", 1, value=name)
    return name


def _counted(quads: Iterable[Quad], limits: Limits) -> Iterator[Quad]:
    for number, quad in enumerate(quads, 1):
        if number > limits.statements:
            raise RefusedError("limit_statements", limit=limits.statements)
        depth, value = 0, quad.object
        while isinstance(value, Triple):
            depth, value = depth + 1, value.object
        if depth > limits.nesting:
            raise RefusedError("limit_nesting", limit=limits.nesting)
        yield quad


def _named(quads: Iterable[Quad]) -> Iterator[Quad]:
    names: dict[str, str] = {}
    return renamed(quads, lambda name: names.setdefault(name, f"b{len(names)}"))


def _refusal(error: SyntaxError, text: str, form: RdfFormat) -> RefusedError:
    reason = _POSITION.sub("", error.msg or str(error))
    line, column = error.lineno, None if error.offset is None else str(error.offset)
    if form is RdfFormat.JSON_LD and "LoadDocumentCallback" in reason:
        return RefusedError("rdf_remote_context", value=_remote_context(json.loads(text)) or "@import")
    if form is RdfFormat.RDF_XML and line is None:
        line, column = _xml_position(text)
    return RefusedError("rdf_syntax", line, column, reason=reason)


def _remote_context(value: object) -> str | None:
    """The first context that lies outside the file."""
    if isinstance(value, list):
        return next(filter(None, map(_remote_context, value)), None)
    if not isinstance(value, dict):
        return None
    for key in ("@context", "@import"):
        inner = value.get(key)
        for item in inner if isinstance(inner, list) else [inner]:
            if isinstance(item, str):
                return item
    return next(filter(None, map(_remote_context, value.values())), None)


def _xml_position(text: str) -> tuple[int | None, str | None]:
    """Where XML stops being well formed, for errors that the RDF/XML parser gives without a place."""
    parser = expat.ParserCreate()
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        return error.lineno, str(error.offset + 1)
    return None, None
