"""Why a transfer failed, in words."""

from __future__ import annotations

import ssl
import zlib
from typing import NoReturn
from urllib.parse import urlsplit

from urllib3 import exceptions

from ohjaus_desktop.catalogue.fetched import NotThere, SourceFailed
from ohjaus_desktop.catalogue.web.watchdog import Watchdog
from ohjaus_desktop.errors import Cancelled
from ohjaus_desktop.texts import text

FAILURES = (exceptions.HTTPError, OSError, zlib.error, ValueError)
"""What a transfer can end with; ``explain`` has words for each."""


def refused(status: int) -> SourceFailed:
    """The error for an answer that is no file. status: HTTP's number."""
    if status in {404, 410}:
        return NotThere(
            text("There is no catalogue at this address."), text("Check the address in the settings.")
        )
    if status in {401, 403, 407, 511}:
        return SourceFailed(
            text("The server or the network does not let the program in ({status}).", status=status),
            text("Ask your IT support."),
        )
    return SourceFailed(
        text("The server cannot give the catalogue just now ({status}).", status=status),
        text("Try again later."),
    )


def unprotected() -> SourceFailed:
    """The error for a redirect that leaves the protected web."""
    return SourceFailed(
        text("The server sends on to an address that is not protected."), text("Tell the publisher.")
    )


def endless_redirects() -> SourceFailed:
    """The error for a server that sends on for ever."""
    return SourceFailed(text("The server sends on and on and never answers."), text("Tell the publisher."))


def broken_off() -> SourceFailed:
    """The error for a file that ends too early."""
    return SourceFailed(
        text("The connection broke off before the file was complete."), text("Try again in a moment.")
    )


def explain(error: Exception, dog: Watchdog, address: str) -> NoReturn:
    """Say in words why a transfer failed. Raises SourceFailed, Cancelled."""
    server = _server(address)
    if dog.stopped:
        raise Cancelled from error
    # urllib3 counts a refused connection among the timeouts.
    slow = isinstance(error, exceptions.TimeoutError | TimeoutError)
    if dog.late or (slow and not isinstance(error, exceptions.NewConnectionError)):
        raise SourceFailed(
            text("The server {server} answers too slowly.", server=server), text("Try again later.")
        ) from error
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            raise SourceFailed(
                text("The certificate of {server} is not trusted.", server=server),
                text("Check this machine's date and time; then ask your IT support."),
            ) from error
        reason = getattr(cause, "reason", None)
        cause = reason if isinstance(reason, BaseException) else cause.__cause__ or cause.__context__
    if isinstance(error, exceptions.ProtocolError | exceptions.DecodeError | zlib.error):
        raise broken_off() from error
    raise SourceFailed(
        text("There is no connection to {server}.", server=server),
        text("Check the network. Search and printing work without it."),
    ) from error


def _server(address: str) -> str:
    try:
        return urlsplit(address).hostname or address
    except ValueError:  # a bracket too few
        return address
