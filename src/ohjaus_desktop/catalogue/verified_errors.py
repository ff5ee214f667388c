"""Why a published folder could not be believed, in sentences for whoever has to do with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Protocol

import msgspec
from tuf.api import exceptions
from tuf.api.metadata import Timestamp

from ohjaus_desktop.catalogue import trust
from ohjaus_desktop.catalogue.problems import CatalogueRefused
from ohjaus_desktop.errors import KnownError, file_refused
from ohjaus_desktop.texts import current, text

_Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class Carried(Protocol):
    """The last file that was fetched."""

    name: str
    data: bytes


@contextmanager
def explained(carrier: Carried, folder: Path, at: datetime) -> Iterator[None]:
    """Let the library's errors leave the block as sentences; ours pass as they are.

    folder: where it is remembered what was seen. Raises KnownError.
    """
    try:
        yield
    except (exceptions.RepositoryError, exceptions.DownloadError, msgspec.ValidationError) as error:
        raise _known(error, carrier, folder, at) from error
    except OSError as error:
        raise file_refused(folder, error) from error


def check_clock(timestamp: Timestamp, at: datetime, may_be_off: timedelta) -> None:
    """Refuse where this machine's clock stands before the moment of signing: nothing would expire.

    Raises WrongClock.
    """
    said = timestamp.unrecognized_fields.get(trust.SIGNED_AT)
    signed_at = msgspec.convert(said, _Moment | None)
    if signed_at is not None and at + may_be_off < signed_at:
        raise trust.WrongClock(
            text(
                "This machine's clock shows {now}, but the catalogue was signed {signed}.",
                now=current().date(at),
                signed=current().date(signed_at),
            ),
            text("Check the date and time of this machine."),
        )


def is_page(data: bytes) -> bool:
    """Whether somebody answered with a web page instead of a file."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def altered(name: str) -> trust.Altered:
    """The error for a file that is not what its signature says."""
    return trust.Altered(
        text("The file {name} was damaged or changed on its way here.", name=name),
        text("Try again in a moment: the publisher may just be copying new files. If this goes on, tell it."),
    )


def page() -> CatalogueRefused:
    """The error for a web page in the place of a file: a hotel's login, for instance."""
    return CatalogueRefused(
        text("The file is a web page, not a catalogue."),
        text("The network may ask you to log in first. Open a browser, log in and try again."),
    )


def _known(error: Exception, carrier: Carried, folder: Path, at: datetime) -> KnownError:
    known: KnownError = altered(carrier.name)
    match error:
        case _ if is_page(carrier.data):
            known = page()
        case exceptions.ExpiredMetadataError():
            known = _expired(at)
        case exceptions.BadVersionNumberError() if not carrier.name.endswith(".root.json"):
            known = trust.RolledBack(
                text("The catalogue at this address is older than one that this machine has seen."),
                text("Use a newer memory stick, or ask the publisher."),
            )
        case exceptions.UnsignedMetadataError() if not _known_key(carrier.data, folder):
            known = _wrong_key()
        case exceptions.DownloadHTTPError() if carrier.name == "timestamp.json":
            known = trust.NotSigned(
                text("There is no signature of the publisher at this address."),
                text("Check the address in the settings, and that the drive is connected."),
            )
        case _ if not carrier.name:  # nothing was fetched yet: it is the trusted root itself
            known = trust.not_a_root()
    return known


def _expired(at: datetime) -> trust.Expired:
    return trust.Expired(
        text(
            "The catalogue's signature has expired: this machine's clock shows {now}.",
            now=current().date(at),
        ),
        text(
            "Check the date and time of this machine. If they are right, ask the publisher to renew "
            "the signature."
        ),
    )


def _wrong_key() -> trust.WrongKey:
    return trust.WrongKey(
        text("The catalogue is signed with a key that this machine does not trust."),
        text(
            "Ask the publisher whether this is its address and whether it has a new root.json. Do not "
            "take one from anybody else."
        ),
    )


def _known_key(data: bytes, folder: Path) -> bool:
    """Whether a key that is trusted is named on the file: then the file was changed, not the key."""
    try:
        root = msgspec.json.decode((folder / "root.json").read_bytes())
        signed = msgspec.json.decode(data)
        named = {signature["keyid"] for signature in signed["signatures"]}
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, KeyError, TypeError):
        return False
    return bool(named & set(root["signed"]["keys"]))
