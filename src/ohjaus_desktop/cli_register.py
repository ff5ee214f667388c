"""``ohjaus register``: backups, restore and export for administrators, without a window.

The register is opened by the system's keyring or by the passphrase or recovery code, which is asked
without showing it, or read from the first line of standard input (``--passphrase-stdin``). While a
window has the register open, nothing here touches it.
"""

from __future__ import annotations

import argparse
import getpass
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ohjaus_desktop import paths, settings, texts
from ohjaus_desktop.errors import KnownError, reason
from ohjaus_desktop.register.model import Worker
from ohjaus_desktop.settings import Settings
from ohjaus_desktop.texts import plural, text

if TYPE_CHECKING:  # what opens an encrypted file is loaded only by the command that needs it
    from ohjaus_desktop.register.backups.stored import Backup
    from ohjaus_desktop.register.store import Register

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no other name

Run = Callable[["Desk"], None]


def add(commands: Commands) -> None:
    """Add ``register`` and its commands to the command line."""
    register = commands.add_parser("register", help="back up, restore, verify, export client data")
    steps = register.add_subparsers(title="commands", metavar="", required=True)
    backup = _step(steps, "backup", "make a backup and verify it", back_up)
    backup.add_argument("--to", type=Path, metavar="DIR", help="instead of the folder in the settings")
    restore = _step(steps, "restore", "bring a backup back, or a file from another machine", bring_back)
    which = restore.add_mutually_exclusive_group(required=True)
    which.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a backup's folder, or such a file")
    which.add_argument("--latest", action="store_true", help="the newest backup")
    verify = _step(steps, "verify", "read a whole backup", verify_backup)
    verify.add_argument("file", nargs="?", type=Path, metavar="FILE", help="instead of the newest one")
    export = _step(steps, "export", "write all that is kept about a client", export_client)
    export.add_argument("--case", action="append", required=True, metavar="NUMBER", help="may be repeated")
    export.add_argument("--out", type=Path, required=True, metavar="FILE")
    admin_key = _step(steps, "admin-key", "make an administrator's recovery key", make_admin_key)
    admin_key.add_argument("--out", type=Path, required=True, metavar="FILE", help="the private key")


def _step(steps: Commands, name: str, help_: str, run: Run) -> argparse.ArgumentParser:
    step = steps.add_parser(name, help=help_)
    step.add_argument(
        "--passphrase-stdin", action="store_true", help="read the passphrase from standard input"
    )

    def started(options: argparse.Namespace, data: paths.DataFolder) -> int:
        run(Desk(options, data))
        return 0

    step.set_defaults(run=started)
    return step


class Desk:
    """One command's options, the settings of this machine, and the way to the register."""

    def __init__(self, options: argparse.Namespace, data: paths.DataFolder) -> None:
        self.options, self.folder = options, data.register
        effective = settings.load(data.settings, paths.machine_settings())
        self.settings: Settings = effective.settings
        texts.use(self.settings.language)
        for problem in effective.problems:
            print(problem, file=sys.stderr)
        self.at = datetime.now(ZoneInfo("Europe/Helsinki"))
        self.by = Worker(self.settings.worker or getpass.getuser())

    @cached_property
    def words(self) -> str:
        """The passphrase or recovery code, asked once."""
        if self.options.passphrase_stdin or not sys.stdin.isatty():
            return sys.stdin.readline().rstrip("\r\n")
        return getpass.getpass(text("Passphrase or recovery code: "))

    def allow(self) -> None:
        """Raises KnownError where client data may not be, or is open in a window."""
        from ohjaus_desktop.register import backups

        if self.settings.no_personal_data:
            raise KnownError(
                text("No personal data is kept on this machine: the settings say so."),
                text("Ask your administrator."),
            )
        backups.refuse_while_open(self.folder)

    def open_in(self, folder: Path) -> Register:
        """Open the register in a folder: by the keyring where it opens, else by words."""
        from ohjaus_desktop.register.vault import KeyringLost, KeyringTrouble, Vault, os_keyring

        vault = Vault(folder, keyring=None if self.options.passphrase_stdin else os_keyring())
        situation = vault.look()
        if situation.kind == "absent":
            raise KnownError(text("No protected client data has been set up here."))
        if situation.has_keyring_slot and vault.has_keyring:
            try:
                return vault.open_with_keyring()
            except (KeyringLost, KeyringTrouble):
                pass  # the passphrase opens too
        return Vault(folder, keyring=None).open_with_words(self.words)

    @contextmanager
    def register(self) -> Iterator[Register]:
        """The open register, with what was to be erased gone."""
        from ohjaus_desktop.register import privacy

        self.allow()
        with closing(self.open_in(self.folder)) as register:
            privacy.apply_erasures(register)
            yield register

    def kept(self) -> list[Backup]:
        """The backups that this machine knows of, newest first."""
        from ohjaus_desktop.register import backups

        chosen = [Path(self.settings.backup_folder)] if self.settings.backup_folder else []
        return backups.backups(self.folder / "backups", *chosen)


def back_up(desk: Desk) -> None:
    """Make a backup in the settings' folder, or where ``--to`` says."""
    from ohjaus_desktop.register import backups

    with desk.register() as register:
        local = desk.folder / "backups"
        place = backups.place(desk.settings.backup_folder, register.register_id, local)
        made = backups.back_up(register, desk.options.to or place, desk.folder / "keys.json", at=desk.at)
    print(text("Backup made and verified: {name}", name=made))


def bring_back(desk: Desk) -> None:
    """Put a backup, or a file from another machine, in place of what is there."""
    from ohjaus_desktop.register import backups

    desk.allow()
    file: Path | None = desk.options.file
    if file is not None and file.is_file():
        aside = backups.unpack(file, desk.folder, desk.open_in, by=desk.by, at=desk.at)
    else:
        backup = backups.read(file) if file else _newest(desk)
        aside = backups.restore(desk.folder, backup, desk.open_in, by=desk.by, at=desk.at)
    print(text("Brought back: {name}", name=file or backup.path))
    if aside:
        print(text("The files that were there before are kept in {name}.", name=aside))


def verify_backup(desk: Desk) -> None:
    """Read a whole backup with its own keys, and say what is in it."""
    from ohjaus_desktop.register import backups

    desk.allow()
    file: Path | None = desk.options.file
    with tempfile.TemporaryDirectory(prefix="ohjaus-") as temporary:
        if file is not None and file.is_file():
            backup = backups.taken_out(file, Path(temporary))
        else:
            backup = backups.read(file) if file else _newest(desk)
        counted = backups.verify(backup, _key(desk, backup.path))
    say, taken = texts.current(), backup.taken_at
    print(text("{name}: whole.", name=file or backup.path))
    print(
        text("Made {date} at {time}.", date=say.date(taken.date()), time=say.clock(taken)),
        plural("{number} request.", "{number} requests.", counted.requests),
        plural("{number} draft.", "{number} drafts.", counted.drafts),
    )


def _key(desk: Desk, folder: Path) -> bytes:
    from ohjaus_desktop.register.vault import KeyringLost, KeyringTrouble, Vault, os_keyring

    if not desk.options.passphrase_stdin and (keyring := os_keyring()):
        try:
            return Vault(folder, keyring=keyring).data_key()
        except (KeyringLost, KeyringTrouble):
            pass
    return Vault(folder, keyring=None).data_key(desk.words)


def _newest(desk: Desk) -> Backup:
    kept = desk.kept()
    if not kept:
        raise KnownError(text("There is no backup."), text("Give the folder of one."))
    return kept[0]


def export_client(desk: Desk) -> None:
    """Write all that is kept about some requests of one client as JSON."""
    from ohjaus_desktop.register import privacy, referrals

    with desk.register() as register:
        with register.begin() as connection:
            found = {
                number: connection.exec_driver_sql(
                    "SELECT id FROM referral WHERE case_number = ?", (number,)
                ).scalar()
                for number in desk.options.case
            }
        for number, id_ in found.items():
            if id_ is None:
                raise KnownError(text("There is no request {number}.", number=number))
        ids = [str(id_) for id_ in found.values()]
        exported = privacy.export(register, ids, by=desk.by, at=desk.at, away=True)
        others = {other for id_ in ids for other in referrals.same_client(register, id_)} - set(ids)
    privacy.write_export(exported, desk.options.out)
    print(text("Written: {name}", name=desk.options.out))
    if others:
        print(
            plural(
                "{number} more request seems to be of the same client.",
                "{number} more requests seem to be of the same client.",
                len(others),
            )
        )


def make_admin_key(desk: Desk) -> None:
    """Make the administrator's recovery key: the private half into a file, the public half said."""
    from ohjaus_desktop.register.vault import generate_administrator_key

    words = desk.words
    asked = sys.stdin.isatty() and not desk.options.passphrase_stdin
    if asked and getpass.getpass(text("The same once more: ")) != words:
        raise KnownError(text("The passphrases were not the same."))
    pair = generate_administrator_key(words)
    out: Path = desk.options.out
    try:
        # Never over another key: a register that was locked with it would not open any more.
        with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
            opened.write(pair.private)
    except OSError as error:
        raise KnownError(
            text("The file {name} cannot be written: {reason}.", name=out, reason=reason(error))
        ) from error
    print(text("The private key: {name}. Keep it and its passphrase in a safe place.", name=out))
    print(text("For the machine settings (recovery_key):"))
    print(pair.public)
