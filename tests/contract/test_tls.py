"""A server behind TLS: whose certificate must be known, and when that is not asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import trustme

from graph.engines.choice import engine_for
from graph.errors import StoreUnavailable
from graph.store import Store
from tests.contract.conftest import ServerOfYours
from tests.tls import tls_before


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[trustme.CA, Path]:
    """An authority of the user's own, and the file with its certificate."""
    own = trustme.CA()
    file = tmp_path_factory.mktemp("authority") / "own.pem"
    own.cert_pem.write_to_path(str(file))
    return own, file


@pytest.fixture(scope="module")
def secure_port(authority: tuple[trustme.CA, Path], neo4j_server: ServerOfYours) -> Iterator[int]:
    with tls_before(urlsplit(neo4j_server.address).port or 0, authority[0]) as port:
        yield port


@pytest.fixture(autouse=True)
def login(monkeypatch: pytest.MonkeyPatch, neo4j_server: ServerOfYours) -> None:
    for name, value in neo4j_server.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)


def answer(address: str, folder: Path) -> object:
    with Store(engine_for(folder, address)) as store:
        return store.query("RETURN 'secret'").rows


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_a_certificate_of_an_authority_that_is_named_is_taken(
    scheme: str,
    secure_port: int,
    authority: tuple[trustme.CA, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority[1]))
    assert answer(f"{scheme}://localhost:{secure_port}", tmp_path) == (("secret",),)


@pytest.mark.parametrize("scheme", ["bolt+ssc", "neo4j+ssc"])
def test_any_certificate_is_taken_when_the_address_says_so(scheme: str, secure_port: int, tmp_path: Path) -> None:
    assert answer(f"{scheme}://localhost:{secure_port}", tmp_path) == (("secret",),)


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_an_unknown_certificate_is_refused_with_the_way_out(scheme: str, secure_port: int, tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="certificate") as refused:
        answer(f"{scheme}://localhost:{secure_port}", tmp_path)
    assert "SSL_CERT_FILE" in str(refused.value)
    assert f"{scheme}sc://" in str(refused.value)


def test_a_certificate_for_another_name_is_refused(
    secure_port: int, authority: tuple[trustme.CA, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority[1]))
    with pytest.raises(StoreUnavailable, match="certificate"):
        answer(f"bolt+s://127.0.0.1:{secure_port}", tmp_path)


def test_a_server_that_wants_tls_and_one_that_has_none_are_told_apart(
    secure_port: int, neo4j_server: ServerOfYours, tmp_path: Path
) -> None:
    with pytest.raises(StoreUnavailable, match=r"bolt\+s://"):
        answer(f"bolt://localhost:{secure_port}", tmp_path)
    with pytest.raises(StoreUnavailable, match=r"without encryption"):
        answer(neo4j_server.address.replace("bolt://", "bolt+ssc://"), tmp_path)
