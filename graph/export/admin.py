"""Files for ``neo4j-admin database import``, which fills an empty database faster than any transaction does.

One file of nodes, or of relationships, for each way in which a key's values are typed: a column has one type. Values
are quoted, so that an empty text is one and no text ends a line; the array delimiter is a character that no list holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from graph.errors import GraphError
from graph.export.chunks import chunks
from graph.loading import SCHEMA_VERSION
from graph.mapping import PropertyGraph
from graph.mapping.values import ID
from graph.messages import told
from graph.values import Node, Relationship, Scalar, Value
from graph.writing import name_rows, property_keys

COMMAND_FILE = "import.txt"
NODES, RELATIONSHIPS, NAMES, META = "nodes-{}.csv", "relationships-{}.csv", "names.csv", "meta.csv"
DELIMITERS = "\x1f\x1e\x1d\x1c;|\x02\x03\x04\x05\x06\x07\x0e\x0f"  # the first that no list of texts holds
OPTIONS = "--multiline-fields=true --legacy-style-quoting=false --ignore-empty-strings=false --read-buffer-size=16m"
TYPES = {str: "string", bool: "boolean", int: "long", float: "double"}

Element = TypeVar("Element", bound=Node | Relationship)

Typed = tuple[str, str]
"""A key and the type of its values, as a column's header names them."""


def admin_folder(graph: PropertyGraph, database: str = "neo4j") -> dict[str, Iterator[bytes]]:
    """The files by name, each in pieces; `import.txt` holds the command line, to be run in their folder.

    Empty lists are left out: they say nothing. Raises GraphError when lists of texts leave no character to divide by.
    """
    delimiter = array_delimiter(graph)
    files: dict[str, Iterator[bytes]] = {}
    options: list[str] = []
    for number, (columns, nodes) in enumerate(tables(graph.nodes), 1):
        files[NODES.format(number)] = chunks(node_lines(columns, nodes, delimiter))
        options.append(f"--nodes={NODES.format(number)}")
    for number, (columns, edges) in enumerate(tables(graph.relationships), 1):
        files[RELATIONSHIPS.format(number)] = chunks(edge_lines(columns, edges, delimiter))
        options.append(f"--relationships={RELATIONSHIPS.format(number)}")
    files[NAMES] = chunks(name_lines(graph))
    files[META] = chunks(meta_lines(graph, delimiter))
    options.extend((f"--nodes=ZhituName={NAMES}", f"--nodes=ZhituMeta={META}"))
    command = f"neo4j-admin database import full {database} --array-delimiter=U+{ord(delimiter):04X} {OPTIONS}"
    files[COMMAND_FILE] = iter([f"{command} {' '.join(options)}\n".encode()])
    return files


def tables(elements: Sequence[Element]) -> list[tuple[list[Typed], list[Element]]]:
    """The elements, divided so that every key has one type in each part, with the columns of each part."""
    types: dict[str, set[str]] = defaultdict(set)
    for element in elements:
        for key, value in element.properties.items():
            if value != ():
                types[key].add(type_of(value))
    ambiguous = {key for key, found in types.items() if len(found) > 1}
    plain = [(key, min(found)) for key, found in sorted(types.items()) if len(found) == 1]
    parts: dict[tuple[Typed, ...], list[Element]] = defaultdict(list)
    for element in elements:
        said = element.properties
        own = ((key, type_of(said[key])) for key in sorted(ambiguous & said.keys()) if said[key] != ())
        parts[tuple(own)].append(element)
    return [([*plain, *own], part) for own, part in parts.items()]


def type_of(value: Value) -> str:
    """
    >>> type_of(1.5), type_of(("a",))
    ('double', 'string[]')
    """
    return f"{TYPES[type(value[0])]}[]" if isinstance(value, tuple) else TYPES[type(value)]


def array_delimiter(graph: PropertyGraph) -> str:
    """A character that no list of texts of the graph holds."""
    used: set[str] = set()
    elements: tuple[Node | Relationship, ...] = (*graph.nodes, *graph.relationships)
    for element in elements:
        for value in element.properties.values():
            if isinstance(value, tuple) and value and isinstance(value[0], str):
                used.update(*map(str, value))
    for candidate in DELIMITERS:
        if candidate not in used:
            return candidate
    raise GraphError(told("no_divider"))


def node_lines(columns: Sequence[Typed], nodes: Iterable[Node], delimiter: str) -> Iterator[str]:
    own = [column for column in columns if column[0] != ID]
    yield line([":LABEL", f"{ID}:ID(Thing)", *map(header, own)])
    for node in nodes:
        labels = delimiter.join(node.labels)
        yield line([labels, node.id, *cells(own, node.properties, delimiter)])


def edge_lines(columns: Sequence[Typed], edges: Iterable[Relationship], delimiter: str) -> Iterator[str]:
    yield line([":START_ID(Thing)", ":END_ID(Thing)", ":TYPE", *map(header, columns)])
    for edge in edges:
        yield line([edge.start, edge.end, edge.type, *cells(columns, edge.properties, delimiter)])


def name_lines(graph: PropertyGraph) -> Iterator[str]:
    """The registry of names, as the loader writes it."""
    keys = ("kind", "name", "iri", "slot", "row")
    yield line([":ID(Name)", *keys])
    for number, row in enumerate(name_rows(graph)):
        yield line([str(number), *(row[key] for key in keys)])


def meta_lines(graph: PropertyGraph, delimiter: str) -> Iterator[str]:
    """What the loader knows of its last load; without a digest, so that the next one looks at everything."""
    yield line([":ID(Meta)", "id:string", "schema:long", "keys:string[]"])
    yield line(["zhitu", "zhitu", str(SCHEMA_VERSION), delimiter.join(sorted(property_keys(graph)))])


def header(column: Typed) -> str:
    return f"{column[0]}:{column[1]}"


def cells(columns: Iterable[Typed], properties: Mapping[str, Value], delimiter: str) -> Iterator[str | None]:
    """A cell a column; None where the element has no such property."""
    for key, _ in columns:
        value = properties.get(key)
        if value is None or value == ():
            yield None
        elif isinstance(value, tuple):
            yield delimiter.join(map(text_of, value))
        else:
            yield text_of(value)


def text_of(value: Scalar) -> str:
    """
    >>> text_of(True), text_of(float("-inf")), text_of(1e300)
    ('true', '-Infinity', '1e+300')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value).replace("inf", "Infinity").replace("nan", "NaN")
    return str(value)


def line(values: Iterable[str | None]) -> str:
    """One row: everything quoted but what is not there.

    >>> line(["a", None, 'a "b" c', ""]).strip()
    '"a",,"a ""b"" c",""'
    """
    return ",".join("" if value is None else '"' + value.replace('"', '""') + '"' for value in values) + "\n"
