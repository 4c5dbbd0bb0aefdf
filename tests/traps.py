"""A file and a local server that no query may reach."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

SECRET = "the-content-of-the-file"


@dataclass
class Traps:
    """Where they are, and what the server was asked."""

    file: Path
    port: int
    requests: list[bytes] = field(default_factory=list)

    def set_into(self, text: str) -> str:
        """The text with the traps in the place of ``{file}`` and ``{port}``."""
        return text.replace("{file}", self.file.as_posix()).replace("{port}", str(self.port))


@contextmanager
def listening(file: Path) -> Iterator[Traps]:
    """Traps with this file, and a server on a port of its own."""
    file.write_text(SECRET)
    with socket.create_server(("127.0.0.1", 0)) as server:
        found = Traps(file, server.getsockname()[1])

        def listen() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                found.requests.append(connection.recv(1000))
                connection.close()

        threading.Thread(target=listen, daemon=True).start()
        yield found
