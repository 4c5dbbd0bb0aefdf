"""Why a server does not answer, as far as TLS is the reason: the driver only says that it could not connect."""

from __future__ import annotations

import socket
import ssl
from urllib.parse import urlsplit

BOLT_PORT = 7687
HANDSHAKE_SECONDS = 5.0


def tls_trouble(uri: str) -> str | None:
    """What is wrong between an address and its server's TLS, and the way out; None when nothing is, or no server is.

    Tries one handshake, as the address asks for it, and sends nothing.
    """
    parts = urlsplit(uri)
    scheme, host = parts.scheme.lower(), parts.hostname or ""
    is_encrypted = "+" in scheme
    try:
        plain = socket.create_connection((host, parts.port or BOLT_PORT), HANDSHAKE_SECONDS)
    except OSError:
        return None
    try:
        with plain, _context(is_checked=scheme.endswith("+s")).wrap_socket(plain, server_hostname=host):
            return None if is_encrypted else f"the server wants an encrypted connection, {scheme}+s://"
    except ssl.SSLCertVerificationError as error:
        return (
            f"the certificate is not trusted: {error.verify_message}; put the certificate of its authority into a file"
            f" that SSL_CERT_FILE names, or let {scheme}sc:// accept any"
        )
    except OSError:  # an SSLError too: what answers speaks no TLS
        unencrypted = scheme.partition("+")[0]
        return f"the server answers without encryption, {unencrypted}://" if is_encrypted else None


def _context(*, is_checked: bool) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if not is_checked:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
