"""Why the vault does not open, or does not do what it was asked, each with a way on."""

from __future__ import annotations

from collections.abc import Sequence

from ohjaus_desktop.database import DatabaseTrouble
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import plural, text


class WrongWords(KnownError):
    """The passphrase, recovery code, PIN or key is not the right one.

    tries_left: of a PIN; None where as many tries as one likes may be made.
    """

    def __init__(self, what: str, do: str = "", *, tries_left: int | None = None) -> None:
        super().__init__(what, do)
        self.tries_left = tries_left


class KeyringLost(KnownError):
    """The system's keyring no longer has the secret that the slots were made with."""


class RegisterMissing(KnownError):
    """The keys are here and the register's file is not, or is empty."""


class RegisterInUse(DatabaseTrouble):
    """A window, or another program, has the register open."""


class AlreadySetUp(KnownError):
    """There is a register in the folder already."""


class WeakWords(KnownError):
    """The new passphrase or PIN is too easy to guess."""


class RecoveryFirst(KnownError):
    """A PIN may be forgotten: first there must be another way in that somebody has in hand."""


def wrong_words(slips: Sequence[int]) -> WrongWords:
    """slips: groups of a recovery code that were mistyped, from 1."""
    if slips:
        groups = ", ".join(str(number) for number in slips)
        return WrongWords(
            text("This is not quite the recovery code."),
            plural("Check group {groups}.", "Check groups {groups}.", len(slips), groups=groups),
        )
    return WrongWords(
        text("The passphrase or recovery code is not right."),
        text("Check Caps Lock and the keyboard's language and try again."),
    )


def wrong_pin(tries_left: int) -> WrongWords:
    """After a PIN that did not open; or before one, where no tries are left."""
    if not tries_left:
        return WrongWords(
            text("The PIN was wrong {number} times.", number=5),
            text("Open with the passphrase or the recovery code."),
            tries_left=0,
        )
    return WrongWords(
        text("The PIN is not right."),
        plural("{number} try left.", "{number} tries left.", tries_left),
        tries_left=tries_left,
    )


def pin_to_choose() -> WrongWords:
    """The keyring was lost since the PIN was chosen."""
    return WrongWords(
        text("The PIN no longer opens on this machine."),
        text("Open with the passphrase or the recovery code and choose a new PIN."),
        tries_left=0,
    )


def no_such_worker() -> KnownError:
    """Taken away meanwhile, in another window."""
    return KnownError(
        text("This worker no longer has a PIN here."),
        text("Open with the passphrase or the recovery code."),
    )


def keyring_lost() -> KeyringLost:
    """Another machine or user account, a new system, or an emptied keyring."""
    return KeyringLost(
        text("This machine's own key to the protected client data is gone."),
        text("Open with the passphrase or the recovery code; a new key is then made."),
    )


def no_keyring() -> KeyringLost:
    """A PIN or a silent opening was asked for where the system keeps no secrets."""
    return KeyringLost(
        text("This machine has no protected keyring."),
        text("Use a passphrase."),
    )


def register_missing() -> RegisterMissing:
    """Moved, deleted, or emptied by a full disk or a synchronising folder."""
    return RegisterMissing(
        text("The file of the protected client data is missing or empty."),
        text("Bring back a backup."),
    )


def register_in_use() -> RegisterInUse:
    """Only one program at a time."""
    return RegisterInUse(
        text("The protected client data is open in a window."),
        text("Close the program's window and try again."),
    )


def already_set_up() -> AlreadySetUp:
    """Perhaps by another window a moment ago."""
    return AlreadySetUp(text("The protected client data has been set up already."), text("Open it instead."))


def recovery_first() -> RecoveryFirst:
    """Said before the first PIN."""
    return RecoveryFirst(
        text("A PIN may be forgotten."),
        text("First write down the recovery code and type it back, or set a passphrase."),
    )


def weak_words(fault: str) -> WeakWords:
    """fault: a sentence of ``passphrase.weak`` or ``weak_pin``."""
    return WeakWords(fault)


def nameless_worker() -> KnownError:
    """Workers are told apart by their names before anything is open."""
    return KnownError(text("The worker has no name."), text("Write a first name or a role."))


def wrong_administrator() -> WrongWords:
    """The private key is whole, and of another pair."""
    return WrongWords(
        text("This recovery key does not open the data of this workstation."),
        text("Use the one whose public half is in the machine's settings."),
    )
