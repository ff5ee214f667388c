"""Who published a catalogue, and is it the newest one that this machine may know of.

The Update Framework's metadata lies beside the file; a web server, a share and a memory stick are
read the same way. What a machine trusts is one small file of the publisher, ``root.json``; what it
has seen stays in its own folder, so that nothing older is taken afterwards. The library is loaded
only when a source is really asked (``verified``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from ohjaus_desktop import disk, paths
from ohjaus_desktop.catalogue import source
from ohjaus_desktop.catalogue.fetched import Fetched, Signature, SourceFailed
from ohjaus_desktop.errors import KnownError, file_refused
from ohjaus_desktop.texts import text

ROOT_LIMIT = 64 * 1024
"""The largest root.json, bytes; a real one has three thousand."""
TARGET = "catalogue.json.gz"
"""The one file that a publisher signs."""
SIGNED_AT = "signed_at"
"""The timestamp's own field: when it was signed, so that a clock that is behind is noticed."""
FLOOR = "catalogue-floor.json"
"""Name of the file that says how new a catalogue must be at least."""


class Untrusted(KnownError):
    """It cannot be shown that the publisher gave out this file; what is installed stays."""


class NotARoot(Untrusted):
    """The file with which a publisher is recognised is missing or something else."""


class NotSigned(Untrusted):
    """A signature is required and there is none at this address."""


class WrongKey(Untrusted):
    """Signed with a key that the publisher does not use, or uses no longer."""


class Altered(Untrusted):
    """Files were damaged or changed on the way, or do not belong together."""


class RolledBack(Untrusted):
    """Older than what this machine has seen, or than it was given to begin with."""


class Expired(Untrusted):
    """The signature has ended, or this machine's clock is wrong."""


class WrongClock(Untrusted):
    """This machine's clock stands before the moment when the catalogue was signed."""


class Promise(msgspec.Struct, frozen=True):
    """What the publisher signs about the unpacked file, beside the packed one's length and hash.

    length: bytes. sha256: by which an installed file is recognised without fetching anything.
    """

    catalogue_id: str
    length: int
    sha256: str


@dataclass(frozen=True, slots=True)
class RootFacts:
    """What a root.json says about itself.

    keys: ids of the keys that may change it, shortened for people. publishing_keys: of those that
    sign catalogues. expires: after it nothing new is installed. version: grows with each change.
    """

    keys: tuple[str, ...]
    publishing_keys: tuple[str, ...]
    expires: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Trust:
    """The publisher whose catalogues this machine takes.

    root: the bytes of its root.json. folder: where what was seen is remembered (the data folder's
    ``trust``). floor: the lowest sequence that is taken, by catalogue_id.
    """

    root: bytes
    folder: Path
    floor: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def load(cls, root: Path, folder: Path, floor: Mapping[str, int] | None = None) -> Trust:
        """Trust whoever is named by the settings' ``trusted_root``. Raises NotARoot."""
        data = _read_root(root)
        describe(data)
        return cls(data, folder, floors() if floor is None else floor)

    def fetch(
        self,
        address: str,
        *,
        at: datetime,
        known_hash: str | None = None,
        limit: int = source.LIMIT,
        deadline: float = source.DEADLINE,
        progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        part: Path | None = None,
    ) -> Fetched:
        """Get the publisher's newest catalogue, verified before anybody reads it.

        address: of the published folder, or of the catalogue.json in it. at: now; what has expired
        is measured against it. known_hash: SHA-256 of the installed file: where the published one
        has the same, ``data`` is None and nothing is fetched. limit: bytes, also unpacked; deadline:
        seconds for everything together. part: where a broken download is kept to be continued.
        Raises Untrusted, SourceFailed, KnownError, Cancelled.
        """
        from ohjaus_desktop.catalogue import verified  # python-tuf takes a fifth of a second to import

        return verified.fetch(
            address,
            root=self.root,
            folder=state_folder(self.folder, self.root),
            floor=self.floor,
            at=at,
            known_hash=known_hash,
            limit=limit,
            deadline=deadline,
            progress=progress,
            cancelled=cancelled,
            part=part,
        )


def check(signature: Signature, *, catalogue_id: str, sequence: int) -> None:
    """The file says about itself what its signature says. Raises Altered."""
    if (signature.catalogue_id, signature.sequence) != (catalogue_id, sequence):
        raise Altered(
            text(
                "The catalogue says that it is number {number}, its signature says {signed}.",
                number=sequence,
                signed=signature.sequence,
            ),
            text("Tell the publisher."),
        )


def describe(root: bytes) -> RootFacts:
    """What a root.json says, for a person who decides whether to trust it. Raises NotARoot."""
    from ohjaus_desktop.catalogue import verified

    return verified.describe(root)


def adopt(file: Path, folder: Path) -> Path:
    """Keep a copy of a publisher's root.json, so that it stays when the stick is taken out.

    folder: the data folder's ``trust``. Returns the copy's path, for the settings' trusted_root.
    Raises NotARoot, KnownError.
    """
    data = _read_root(file)
    describe(data)
    copy = state_folder(folder, data).with_suffix(".root.json")
    try:
        disk.make_folder(folder)
        disk.write_whole(copy, data)
    except OSError as error:
        raise file_refused(copy, error) from error
    return copy


def state_folder(folder: Path, root: bytes) -> Path:
    """Where it is remembered what was seen of the publisher with this root."""
    return folder / hashlib.sha256(root).hexdigest()[:16]


def floors() -> dict[str, int]:
    """The lowest sequence that a new installation takes, by catalogue_id.

    From the program's own file and from the administrator's, beside the machine's settings; the
    higher number holds. A file that is missing or cannot be read sets no floor.
    """
    lowest: dict[str, int] = {}
    for path in (paths.resource(FLOOR), paths.machine_settings().with_name(FLOOR)):
        try:
            said = msgspec.json.decode(path.read_bytes(), type=dict[str, int])
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            continue
        for catalogue_id, sequence in said.items():
            lowest[catalogue_id] = max(sequence, lowest.get(catalogue_id, 0))
    return lowest


def not_a_root() -> NotARoot:
    """The error for a file that names no publisher."""
    return NotARoot(
        text("The file with which the publisher is recognised is not a whole root.json."),
        text("Ask the publisher for its root.json and choose it in the settings."),
    )


def too_old(sequence: int, lowest: int) -> RolledBack:
    """The error for a catalogue below the floor."""
    return RolledBack(
        text(
            "The catalogue at this address is old: number {number}; it should be at least {lowest}.",
            number=sequence,
            lowest=lowest,
        ),
        text("Use a newer memory stick, or ask the publisher."),
    )


def _read_root(file: Path) -> bytes:
    try:
        data = source.read_file(file, ROOT_LIMIT)
    except SourceFailed as error:
        raise NotARoot(
            text("The file {name}, with which the publisher is recognised, cannot be read.", name=file),
            text("Ask the publisher for its root.json and choose it in the settings."),
        ) from error
    return data
