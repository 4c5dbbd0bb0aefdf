"""An OpenAI-compatible endpoint that answers with what was recorded, in order, and keeps what it was sent."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data" / "asking"


@dataclass
class Recorded:
    """Where it is, and the requests that it got."""

    url: str
    requests: list[dict[str, Any]] = field(default_factory=list)
    tokens: list[str | None] = field(default_factory=list)


@contextmanager
def recorded_endpoint(*answers: str | tuple[int, bytes]) -> Iterator[Recorded]:
    """Answers with files of tests/data/asking by name, or with a status and bytes; the last one again and again."""
    waiting = list(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found.requests.append({"path": self.path} | json.loads(body))
            found.tokens.append(self.headers.get("Authorization"))
            answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            status, data = (200, (FOLDER / f"{answer}.json").read_bytes()) if isinstance(answer, str) else answer
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Recorded(f"http://127.0.0.1:{server.server_address[1]}/v1")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
