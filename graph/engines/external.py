"""A server of the user's own: Neo4j on a machine, a cluster, Aura, at a bolt:// or neo4j:// address."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from graph.driver import import_driver
from graph.engines.base import NEO4J, Dialect, EngineStatus
from graph.engines.encryption import tls_trouble
from graph.errors import StoreUnavailable
from graph.messages import told
from graph.values import Endpoint
from ontology.errors import ConfigError

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
CONNECT_SECONDS = 10.0
DYNAMIC_NAMES_SINCE = (5, 26)  # Neo4j's version that takes labels and types from rows


def is_address(text: str) -> bool:
    """True for an address that this engine takes.

    >>> is_address("neo4j+s://abc.databases.neo4j.io"), is_address("http://localhost:7474")
    (True, False)
    """
    return text.partition("://")[0].lower() in SCHEMES and "://" in text


class ExternalEngine:
    """The server at an address. It is not ours: it is never stopped, and what we did not write is not touched."""

    kind = "external"
    owned = False
    dialect = NEO4J

    def __init__(self, uri: str, environment: Mapping[str, str] = os.environ) -> None:
        self.uri = checked_uri(uri)
        self.shown = self.uri
        self.user = environment.get("NEO4J_USERNAME", "neo4j")
        self._password = environment.get("NEO4J_PASSWORD", "")
        self.database = environment.get("NEO4J_DATABASE") or None

    def ensure(self) -> Endpoint:
        """See `Engine.ensure`."""
        import_driver()
        import neo4j  # noqa: PLC0415 - slow to import, and most workspaces use the embedded engine
        from neo4j.exceptions import (  # noqa: PLC0415
            AuthError,
            ConfigurationError,
            DriverError,
            Neo4jError,
            ServiceUnavailable,
        )

        endpoint = Endpoint(self.uri, self.database, self.user, self._password)
        try:
            with (
                neo4j.GraphDatabase.driver(
                    self.uri, auth=(self.user, self._password), connection_timeout=CONNECT_SECONDS
                ) as driver,
                driver.session(database=self.database) as session,
            ):
                # not execute_query, which tries again for half a minute
                self.dialect = dialect_of(session.run("RETURN 1").consume().server.agent)
        except AuthError as error:
            raise StoreUnavailable(told("login", where=self.shown, user=self.user)) from error
        except (ServiceUnavailable, ConfigurationError, OSError) as error:
            reason = tls_trouble(self.uri) or self._without_secrets(error)
            raise StoreUnavailable(told("no_server", where=self.shown, reason=reason)) from error
        except (DriverError, Neo4jError) as error:
            where = f" (database {self.database})" if self.database else ""
            raise StoreUnavailable(
                told("unusable", where=self.shown + where, reason=self._without_secrets(error))
            ) from error
        return endpoint

    def kill(self) -> None:
        """See `Engine.kill`: a server that is not ours stays."""

    def rebuild(self) -> Endpoint:
        """See `Engine.rebuild`: refused."""
        raise StoreUnavailable(told("not_ours", where=self.shown))

    def stop(self) -> None:
        """See `Engine.stop`: a server that is not ours stays."""

    def close(self) -> None:
        """See `Engine.close`: a server that is not ours stays."""

    def status(self) -> EngineStatus:
        """See `Engine.status`."""
        try:
            self.ensure()
        except StoreUnavailable:
            return EngineStatus(self.kind, running=False, uri=self.shown)
        return EngineStatus(self.kind, running=True, uri=self.shown)

    def _without_secrets(self, error: Exception) -> str:
        text = str(error).splitlines()[0] if str(error) else type(error).__name__
        return text.replace(self._password, "***") if self._password else text


def dialect_of(agent: str) -> Dialect:
    """What a server can do, by the name that it gives itself.

    >>> dialect_of("Neo4j/5.26.30").names_in_rows, dialect_of("Neo4j/5.20.0").names_in_rows
    (True, False)
    >>> dialect_of("Other/1.0").indexes
    False
    """
    found = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    if found is None:
        return replace(NEO4J, names_in_rows=False, indexes=False)
    return replace(NEO4J, names_in_rows=(int(found[1]), int(found[2])) >= DYNAMIC_NAMES_SINCE)


def checked_uri(uri: str) -> str:
    """The address when it can be used; raises ConfigError, without repeating a password that stands in it.

    >>> checked_uri("bolt://localhost:7687")
    'bolt://localhost:7687'
    """
    shown = re.sub(r"//[^/@]*@", "//***@", uri)
    if not is_address(uri):
        raise ConfigError(told("no_address", shown=shown, schemes=", ".join(SCHEMES)))
    parts = urlsplit(uri)
    if "@" in parts.netloc:
        raise ConfigError(told("address_login", shown=shown))
    try:
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        has_host = False
    if not has_host:
        raise ConfigError(told("address_host", shown=shown, example=f"{parts.scheme}://localhost:7687"))
    return uri
