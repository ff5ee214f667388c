"""Why a transfer failed, in words."""

from __future__ import annotations

import ssl
from datetime import timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPException, IncompleteRead, RemoteDisconnected
from typing import NoReturn, TypeVar
from urllib.parse import urlsplit

import urllib3
from urllib3 import exceptions

from ohjaus_desktop.catalogue.fetched import NotLetIn, NotThere, SourceFailed
from ohjaus_desktop.catalogue.web.watchdog import Watchdog
from ohjaus_desktop.errors import Cancelled
from ohjaus_desktop.texts import text

FAILURES = (exceptions.HTTPError, OSError, ValueError)
"""What a transfer can end with; ``explain`` has words for each."""

# What OpenSSL (x509_vfy.h), Windows (winerror.h) and macOS (SecBase.h) say of a certificate.
_NOT_TODAY = {9, 10, 0x800B0101, -67818, -67819}
_ANOTHER_SERVER = {62, 64, 0x800B010F, -67602}
_NOBODY_VOUCHES = {18, 19, 20, 21, 0x800B0109, 0x800B010A, -67843}

_E = TypeVar("_E", bound=BaseException)


class BrokenOff(SourceFailed):
    """The file ended too early; what came of it may be continued."""


def refused(response: urllib3.BaseHTTPResponse) -> SourceFailed:
    """The error for an answer that is no file."""
    status = response.status
    if status in {404, 410}:
        return not_there()
    if status in {401, 403, 407, 511}:
        return NotLetIn(
            text("The server or the network does not let the program in ({status}).", status=status),
            text("Ask your IT support."),
        )
    error = SourceFailed(
        text("The server cannot give the catalogue just now ({status}).", status=status),
        text("Try again later."),
    )
    if status in {429, 503}:
        error.retry_after = _retry_after(response)
    return error


def not_there() -> NotThere:
    """The error for a file that the server does not have."""
    return NotThere(
        text("There is no catalogue at this address."), text("Check the address in the settings.")
    )


def _retry_after(response: urllib3.BaseHTTPResponse) -> timedelta | None:
    """How long the server asks to be left alone (RFC 9110, 10.2.3): seconds, or a date of its clock."""
    said = response.headers.get("Retry-After", "").strip()
    if said.isdecimal():
        return timedelta(seconds=min(int(said[:9]), 10**8))
    try:
        return parsedate_to_datetime(said) - parsedate_to_datetime(response.headers.get("Date", ""))
    except (ValueError, TypeError):  # no dates, or one with a time zone and one without
        return None


def unprotected() -> SourceFailed:
    """The error for a redirect that leaves the protected web."""
    return SourceFailed(
        text("The server sends on to an address that is not protected."), text("Tell the publisher.")
    )


def endless_redirects() -> SourceFailed:
    """The error for a server that sends on for ever."""
    return SourceFailed(text("The server sends on and on and never answers."), text("Tell the publisher."))


def oddly_packed(coding: str) -> SourceFailed:
    """The error for a packing that was not asked for. coding: its name, from the server."""
    shown = "".join(letter for letter in coding if letter.isprintable())[:20]
    return SourceFailed(
        text("The server packs the file in a way that was not asked for ({coding}).", coding=shown),
        text("Tell the publisher."),
    )


def broken_off() -> BrokenOff:
    """The error for a file that ends too early."""
    return BrokenOff(
        text("The connection broke off before the file was complete."), text("Try again in a moment.")
    )


def explain(error: Exception, dog: Watchdog, url: str, proxy: str) -> NoReturn:
    """Say in words why a transfer failed. url: what was asked; proxy: through whom, or "".

    Raises SourceFailed, Cancelled.
    """
    if dog.stopped:
        raise Cancelled from error
    server = urlsplit(url).hostname or url
    # urllib3 counts a refused connection among the timeouts.
    slow = isinstance(error, exceptions.TimeoutError | TimeoutError)
    if dog.late or (slow and not isinstance(error, exceptions.NewConnectionError)):
        raise SourceFailed(
            text("The server {server} answers too slowly.", server=server), text("Try again later.")
        ) from error
    if certificate := _cause(error, ssl.SSLCertVerificationError):
        raise _untrusted(certificate.verify_code, server) from error
    raise (_no_way(error, server, urlsplit(proxy).hostname or proxy)) from error


def _no_way(error: Exception, server: str, proxy: str) -> SourceFailed:
    """The error for a connection that was not made or did not hold."""
    if isinstance(error, exceptions.ProxyError | exceptions.ProxySchemeUnknown):
        return SourceFailed(
            text("The proxy server {server} does not connect the program.", server=proxy),
            text("Ask your IT support."),
        )
    if (tls := _cause(error, ssl.SSLError)) and not isinstance(tls, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return SourceFailed(
            text("There is no protected connection to {server}.", server=server),
            text("Check the address in the settings; then ask your IT support."),
        )
    if (oddity := _cause(error, HTTPException)) and not isinstance(
        oddity, IncompleteRead | RemoteDisconnected
    ):
        return SourceFailed(
            text("The server {server} does not answer as a web server does.", server=server),
            text("Check the address in the settings; then ask your IT support."),
        )
    if tls or _cause(error, ConnectionResetError) or isinstance(error, exceptions.ProtocolError):
        return broken_off()
    if isinstance(error, exceptions.NameResolutionError):
        return SourceFailed(
            text("The server {server} is not found.", server=server),
            text("Check the network; if it works, check the address in the settings."),
        )
    return SourceFailed(
        text("There is no connection to {server}.", server=server),
        text("Check the network. Search and printing work without it."),
    )


def _untrusted(code: int, server: str) -> SourceFailed:
    """The error for a certificate. code: of the system's own list."""
    if code in _NOT_TODAY:
        return SourceFailed(
            text("The certificate of {server} is not trusted: it is not valid today.", server=server),
            text("Check this machine's date and time. If they are right, tell the publisher."),
        )
    if code in _ANOTHER_SERVER:
        return SourceFailed(
            text("The certificate of {server} is not trusted: it belongs to another server.", server=server),
            text("The network may ask you to log in first. Otherwise check the address in the settings."),
        )
    if code in _NOBODY_VOUCHES:
        return SourceFailed(
            text(
                "The certificate of {server} is not trusted: nobody whom this machine knows vouches for it.",
                server=server,
            ),
            text("Ask your IT support."),
        )
    return SourceFailed(
        text("The certificate of {server} is not trusted.", server=server),
        text("Check this machine's date and time; then ask your IT support."),
    )


def _cause(error: BaseException, kind: type[_E]) -> _E | None:
    """The first error of a kind among an error and what led to it."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, kind):
        reason = getattr(cause, "reason", None)
        cause = reason if isinstance(reason, BaseException) else cause.__cause__ or cause.__context__
    return cause
