"""What makes look-ups fast in the store: the constraint on ids, and on Neo4j indexes of names, for people's queries."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from graph.connection import Connection, first_line

_log = logging.getLogger(__name__)

CONSTRAINT = "CREATE CONSTRAINT zhitu_thing_id IF NOT EXISTS FOR (n:Thing) REQUIRE n.id IS UNIQUE"
INDEXES = {
    "zhitu_thing_name": "CREATE INDEX zhitu_thing_name IF NOT EXISTS FOR (n:Thing) ON (n.name)",
    # cjk: Chinese is written without blanks, so words are pairs of characters
    "zhitu_names": "CREATE FULLTEXT INDEX zhitu_names IF NOT EXISTS FOR (n:Thing)"
    " ON EACH [n.name, n.name_zh, n.name_en, n.aliases] OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}",
}
STATES = "SHOW INDEXES YIELD name, state WHERE name STARTS WITH 'zhitu_' RETURN name, state"


@dataclass(frozen=True, slots=True)
class IndexState:
    """`state` is the server's word, such as ONLINE or POPULATING; None when there is no such index."""

    name: str
    state: str | None

    @property
    def is_fine(self) -> bool:
        return self.state in {"ONLINE", "POPULATING"}


def make_constraint(connection: Connection) -> None:
    """Ids are unique, on every engine: loads and queries look things up by them."""
    connection.attempt(lambda session: session.run(CONSTRAINT).consume(), write=True)


def make_indexes(connection: Connection) -> None:
    """Indexes that only speed up; a server that does not give them, or not to this user, works without."""
    if not connection.engine.dialect.indexes:
        return
    from neo4j.exceptions import Neo4jError  # noqa: PLC0415

    for name, text in INDEXES.items():
        try:
            connection.attempt(lambda session, text=text: session.run(text).consume(), write=True)  # type: ignore[misc]
        except Neo4jError as error:
            _log.info("the index %s was not made: %s", name, first_line(error))


def index_states(connection: Connection) -> tuple[IndexState, ...]:
    """The constraint's and the indexes' states; empty on an engine that has none to show."""
    connection.endpoint()
    if not connection.engine.dialect.indexes:
        return ()
    rows = connection.attempt(lambda session: [tuple(record.values()) for record in session.run(STATES)])
    found = dict(rows)
    return tuple(IndexState(name, found.get(name)) for name in ("zhitu_thing_id", *INDEXES))
