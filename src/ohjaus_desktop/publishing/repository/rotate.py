"""Change a key. Desktops follow by themselves, and what the old key signs is refused from then on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Root, Targets

from ohjaus_desktop.publishing.repository import signing, state
from ohjaus_desktop.publishing.repository.folder import keep_apart, only_publisher
from ohjaus_desktop.publishing.repository.init import ROLES
from ohjaus_desktop.publishing.repository.keys import KeyFolder, Role
from ohjaus_desktop.publishing.repository.refresh import again
from ohjaus_desktop.publishing.repository.state import State


@dataclass(frozen=True, slots=True)
class Rotated:
    """What became of the keys. new: the key file; old: key files that are of no use any more."""

    new: Path
    old: tuple[Path, ...]


def rotate(
    folder: Path, keys: KeyFolder, role: Role, *, new_passphrase: Callable[[], str], at: datetime
) -> Rotated:
    """Put a new key in the place of the publishing key or of the root key.

    The root key is needed for both; the old publishing key may be lost. Raises KnownError.
    """
    keep_apart(folder, keys.path)
    with only_publisher(folder):
        before = state.read(folder)
        root = before.root.signed
        root_key = keys.signer("root", root.roles[Root.type].keyids)
        replaced = list(root.roles[Root.type if role == "root" else Targets.type].keyids)
        old = tuple(file for file in keys.files(role) if keys.is_one_of(file, replaced))
        old_key = keys.signer(role, replaced) if role == "publishing" and old else None
        new_key = keys.make(role, new_passphrase())
        _replace(root, role, replaced, new_key, at)
        if role == "root":
            # Both sign: whoever trusts the old one learns from it to trust the new one.
            signing.write_root(folder, root, [root_key, new_key])
        else:
            _sign_over(folder, before, root, (root_key, old_key, new_key), at)
        return Rotated(keys.file(role, new_key), old)


def _replace(root: Root, role: Role, replaced: list[str], new_key: CryptoSigner, at: datetime) -> None:
    roles = (Root.type,) if role == "root" else ROLES
    for name in roles:
        for keyid in replaced:
            root.revoke_key(keyid, name)
        root.add_key(new_key.public_key, name)
    root.version += 1
    root.expires = signing.expiry(at, signing.ROOT_VALID)


def _sign_over(
    folder: Path,
    before: State,
    root: Root,
    signers: tuple[CryptoSigner, CryptoSigner | None, CryptoSigner],
    at: datetime,
) -> None:
    """Hand what is published over to the new key.

    With the old key at hand, both sign first: readers find a signature that they know before and
    after the root changes. Without it the root comes first; for a moment readers have to try again.
    """
    root_key, old_key, new_key = signers
    if old_key is None:
        signing.write_root(folder, root, [root_key])
    if before.targets is not None:
        both = [new_key] if old_key is None else [old_key, new_key]
        signing.write_release(folder, before, again(before.targets, at), both, at)
    if old_key is not None:
        signing.write_root(folder, root, [root_key])
