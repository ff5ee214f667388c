"""Whose catalogue a folder publishes, and which one it is: decided once, for every file to come.

The file ``publisher.json`` lies in the published folder and not with the keys: nothing in it is
secret, and it goes wherever the folder goes. Whoever changes keys, or copies the folder back from
the web server, stays the same publisher. What has been published decides which catalogue it is;
a sheet with another name, a new import or a merge never becomes another one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from uuid import uuid4

import msgspec
from msgspec import Meta, Struct, structs

from ohjaus_desktop import disk
from ohjaus_desktop.catalogue.model import Text
from ohjaus_desktop.catalogue.navigation import Catalogue, Publisher
from ohjaus_desktop.errors import KnownError, reason
from ohjaus_desktop.texts import text

NAME = "publisher.json"


class Identity(Struct, frozen=True, omit_defaults=True):
    """What stands at the head of every file of the folder.

    licence: None leaves what the imported file says. The language of the file's plain strings is
    the file's own matter: another one would turn Swedish names into Finnish ones.
    """

    catalogue_id: Annotated[str, Meta(min_length=1, max_length=64)]
    title: Text
    publisher: Publisher
    licence: Text | None = None


class Wishes(Struct, frozen=True):
    """What a publisher says of itself; what is None stays as it is. Texts by language: {"fi": …}."""

    title: Text | None = None
    publisher: Text | None = None
    email: str | None = None
    phone: str | None = None
    licence: Text | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing was said."""
        return not any(structs.astuple(self))


def load(folder: Path) -> Identity | None:
    """Whose folder this is; None where nobody has said so. Raises KnownError."""
    file = folder / NAME
    try:
        return msgspec.json.decode(file.read_bytes(), type=Identity)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise KnownError(
            text("The file {name} cannot be read: {reason}.", name=file, reason=reason(error))
        ) from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise KnownError(
            text("The file {name} cannot be understood.", name=file),
            text(
                "Copy it back from your web server, or delete it and say the title and the publisher anew: "
                "ohjaus catalogue init."
            ),
        ) from error


def decide(wishes: Wishes, before: Identity | None, held: Catalogue | None) -> Identity:
    """Who publishes from now on.

    before: what was decided earlier; held: what the folder has published. Raises KnownError where
    the title or the publisher is missing.
    """
    earlier = before or (held and _of(held)) or None
    title = _by_language(earlier.title if earlier else {}) | _by_language(wishes.title or {})
    name = _by_language(earlier.publisher.name if earlier else {}) | _by_language(wishes.publisher or {})
    if not title or not name:
        raise KnownError(
            text("The catalogue needs a title and a publisher."),
            text("Give them with --title and --publisher."),
        )
    known = earlier.publisher if earlier else Publisher(name=name)
    return Identity(
        catalogue_id=held.catalogue_id if held else earlier.catalogue_id if earlier else str(uuid4()),
        title=title,
        publisher=Publisher(
            name=name,
            email=known.email if wishes.email is None else wishes.email or None,
            phone=known.phone if wishes.phone is None else wishes.phone or None,
        ),
        licence=wishes.licence or (earlier and earlier.licence),
    )


def keep(folder: Path, identity: Identity) -> None:
    """Write it down. Raises KnownError."""
    disk.save(folder / NAME, msgspec.json.format(msgspec.json.encode(identity), indent=2) + b"\n")


def stamped(catalogue: Catalogue, identity: Identity | None, held: Catalogue | None) -> Catalogue:
    """The catalogue as this folder publishes it.

    held: what the folder has published; its id holds where nobody has said whose folder it is.
    """
    if identity is None:
        return structs.replace(catalogue, catalogue_id=held.catalogue_id) if held else catalogue
    return structs.replace(
        catalogue,
        catalogue_id=held.catalogue_id if held else identity.catalogue_id,
        title=identity.title,
        publisher=identity.publisher,
        licence=identity.licence or catalogue.licence,
    )


def _of(held: Catalogue) -> Identity:
    names = (_by_language(words, held.default_language) for words in (held.title, held.publisher.name))
    title, publisher = names
    return Identity(held.catalogue_id, title, structs.replace(held.publisher, name=publisher), held.licence)


def _by_language(words: Text, language: str = "fi") -> dict[str, str]:
    return {language: words} if isinstance(words, str) else words
