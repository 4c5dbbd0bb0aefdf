"""A way to a server that is cut once, in the middle of what goes over it."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

CHUNK = 16_384
POLL_SECONDS = 0.2


@dataclass(slots=True)
class Cut:
    """Where the way begins, and what became of it."""

    port: int
    after: int  # bytes from the client until every connection is cut
    passed: int = 0
    was_cut: bool = False
    mutex: threading.Lock = field(default_factory=threading.Lock)
    open: set[socket.socket] = field(default_factory=set)

    def count(self, size: int) -> None:
        """Notes what passed; cuts all that is open when it is enough."""
        with self.mutex:
            self.passed += size
            if self.was_cut or self.passed < self.after:
                return
            self.was_cut = True
            for each in self.open:
                with contextlib.suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)


@contextmanager
def cut_once(port: int, after: int) -> Iterator[Cut]:
    """A way to a port of 127.0.0.1 that breaks once, when the client has sent `after` bytes; later connections hold."""
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(POLL_SECONDS)
        cut = Cut(int(listener.getsockname()[1]), after)
        accepting = threading.Thread(target=_accept, args=(listener, port, cut, stop), daemon=True)
        accepting.start()
        try:
            yield cut
        finally:
            stop.set()
            accepting.join()


def _accept(listener: socket.socket, port: int, cut: Cut, stop: threading.Event) -> None:
    while not stop.is_set():
        with contextlib.suppress(TimeoutError):
            client, _ = listener.accept()
            client.settimeout(None)
            server = socket.create_connection(("127.0.0.1", port))
            with cut.mutex:
                cut.open |= {client, server}
            for source, target, counted in ((client, server, True), (server, client, False)):
                threading.Thread(target=_pass_on, args=(source, target, cut, counted), daemon=True).start()


def _pass_on(source: socket.socket, target: socket.socket, cut: Cut, counted: bool) -> None:
    with contextlib.suppress(OSError):  # either end hung up, or the way was cut
        while data := source.recv(CHUNK):
            target.sendall(data)
            if counted:
                cut.count(len(data))
    for each in (source, target):
        with contextlib.suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
