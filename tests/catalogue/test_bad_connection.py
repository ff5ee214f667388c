"""A connection that is not made, or not to whom it should be, is named with the reason."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from misbehaving_server import authority, certificate, serving
from unmoved_desk import SHORT, WITHIN, Desk, refusal

NOWHERE = "https://palvelut.invalid/catalogue.json"
"""The ending .invalid is kept for names that never exist (RFC 6761, 6.4)."""
NOT_CONNECTED = "The proxy server 127.0.0.1 does not connect the program."
TOO_LATE = "it is not valid today."
OF_ANOTHER = "it belongs to another server."
UNKNOWN = "nobody whom this machine knows vouches for it."


def signed_by_itself(folder: Path) -> Path:
    """A certificate that names no authority but itself, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(datetime(2020, 1, 1)).not_valid_after(datetime(2120, 1, 1))  # noqa: DTZ001
    own = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    signed = made.add_extension(own, critical=False).sign(key, SHA256())
    file = folder / "own.pem"
    file.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + signed.public_bytes(Encoding.PEM)
    )
    return file


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _issued(to: str, **how: Any) -> trustme.LeafCert:
    return authority().issue_cert(to, **how)


CERTIFICATES: dict[str, tuple[Callable[[], trustme.LeafCert], str]] = {
    "expired": (lambda: _issued("127.0.0.1", not_after=datetime(2020, 1, 1, tzinfo=UTC)), TOO_LATE),
    "of another server": (lambda: _issued("elsewhere.invalid"), OF_ANOTHER),
    "of an unknown authority": (lambda: trustme.CA().issue_cert("127.0.0.1"), UNKNOWN),
}


@pytest.mark.parametrize("which", CERTIFICATES)
def test_a_certificate_that_does_not_hold_is_named_with_the_reason(desk: Desk, which: str):
    make, reason = CERTIFICATES[which]
    with serving(certificate(make())) as stranger:
        error = refusal(desk, stranger.address)
        assert error.what == f"The certificate of 127.0.0.1 is not trusted: {reason}"
        assert stranger.asked == []


def test_a_certificate_that_a_server_wrote_itself_is_refused(desk: Desk, tmp_path: Path):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(signed_by_itself(tmp_path))
    with serving(context) as stranger:
        error = refusal(desk, stranger.address)
    assert error.what.endswith(UNKNOWN)


def test_a_server_without_tls_behind_https_is_no_protected_connection(desk: Desk):
    with serving() as plain:
        error = refusal(desk, plain.address.replace("http:", "https:"))
    assert error.what == "There is no protected connection to 127.0.0.1."


def test_a_refused_connection_is_said(desk: Desk):
    error = refusal(desk, f"https://127.0.0.1:{free_port()}/catalogue.json")
    assert error.what == "There is no connection to 127.0.0.1."


def test_a_server_that_no_name_server_knows_is_said(desk: Desk):
    error = refusal(desk, NOWHERE)
    assert error.what == "The server palvelut.invalid is not found."


def test_a_search_for_a_name_that_does_not_end_ends_at_the_deadline(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    found = threading.Event()

    def look_up(*_name: object) -> list[object]:
        found.wait(WITHIN)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    try:
        error = refusal(desk, NOWHERE, SHORT)
    finally:
        found.set()
    assert error.what == "The server palvelut.invalid answers too slowly."


@pytest.mark.parametrize("status", [403, 407, 502])
def test_a_proxy_that_refuses_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch, status: int):
    with serving() as proxy:
        proxy.mood = str(status)
        monkeypatch.setenv("https_proxy", proxy.root)
        error = refusal(desk, NOWHERE)
        assert proxy.paths == ["palvelut.invalid:443"]
    assert error.what == NOT_CONNECTED


@pytest.mark.parametrize("proxy", ["http://127.0.0.1:{port}", "socks5://127.0.0.1:{port}"])
def test_a_proxy_that_is_not_there_or_of_another_kind_is_named(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, proxy: str
):
    monkeypatch.setenv("https_proxy", proxy.format(port=free_port()))
    error = refusal(desk, NOWHERE)
    assert error.what == NOT_CONNECTED
