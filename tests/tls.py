"""TLS before a server that speaks none, with a certificate of an authority that no system knows."""

from __future__ import annotations

import contextlib
import selectors
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import trustme

CHUNK = 65_536
POLL_SECONDS = 0.2


@contextmanager
def tls_before(port: int, authority: trustme.CA) -> Iterator[int]:
    """The port of localhost where `port` of 127.0.0.1 answers in TLS, as ``localhost``."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(POLL_SECONDS)
        accepting = threading.Thread(target=_accept, args=(listener, context, port, stop), daemon=True)
        accepting.start()
        try:
            yield int(listener.getsockname()[1])
        finally:
            stop.set()
            accepting.join()


def _accept(listener: socket.socket, context: ssl.SSLContext, port: int, stop: threading.Event) -> None:
    while not stop.is_set():
        with contextlib.suppress(TimeoutError):
            client, _ = listener.accept()
            threading.Thread(target=_serve, args=(client, context, port, stop), daemon=True).start()


def _serve(client: socket.socket, context: ssl.SSLContext, port: int, stop: threading.Event) -> None:
    with contextlib.suppress(OSError), client:  # a client that hangs up, or refuses the certificate, ends its thread
        client.settimeout(None)
        with (
            context.wrap_socket(client, server_side=True) as secure,
            socket.create_connection(("127.0.0.1", port)) as plain,
        ):
            _pass_on(secure, plain, stop)


def _pass_on(secure: ssl.SSLSocket, plain: socket.socket, stop: threading.Event) -> None:
    with selectors.DefaultSelector() as waiting:
        waiting.register(secure, selectors.EVENT_READ, plain)
        waiting.register(plain, selectors.EVENT_READ, secure)
        while not stop.is_set():
            for key, _ in waiting.select(POLL_SECONDS):
                source, target = key.fileobj, key.data
                assert isinstance(source, socket.socket)
                data = source.recv(CHUNK)
                while isinstance(source, ssl.SSLSocket) and source.pending():  # read already, so no selector tells it
                    data += source.recv(source.pending())
                if not data:
                    return
                target.sendall(data)
