"""``init``, ``publish``, ``refresh``, ``rotate``, ``passphrase``: sign catalogues and publish them."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Sequence
from pathlib import Path

from ohjaus_desktop.cli_catalogue import command, identities
from ohjaus_desktop.cli_catalogue.command import Commands
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import text
from ohjaus_desktop.workplace import now


def add(steps: Commands) -> None:
    """Add the commands of a publisher."""
    init = command.step(steps, "init", "make a folder to publish in, and its keys", _init)
    identities.add_options(init)
    publish = command.step(steps, "publish", "sign a central file and publish it in a folder", _publish)
    publish.add_argument("catalogue", type=Path, metavar="CATALOGUE")
    publish.add_argument("--accept", action="store_true", help="leave out records that break a rule")
    publish.add_argument("--json", action="store_true", help="print one JSON object")
    refresh = command.step(steps, "refresh", "renew the signatures without new content", _refresh)
    refresh.add_argument("--root", action="store_true", help="renew the root too; needs the root key")
    rotate = command.step(steps, "rotate", "put a new key in the place of an old one", _rotate)
    rotate.add_argument("--new", choices=("publishing", "root"), required=True, help="which key is replaced")
    for one in (init, publish, refresh, rotate):
        one.add_argument("folder", type=Path, metavar="FOLDER", help="the folder that is published")
        one.add_argument("--keys", type=Path, required=True, metavar="KEYFOLDER", help="where the keys lie")
    passphrase = command.step(steps, "passphrase", "change the passphrase of a key", _passphrase)
    passphrase.add_argument("key", type=Path, metavar="KEYFILE")
    for one in (init, publish, refresh, rotate, passphrase):
        one.add_argument(
            "--passphrase-stdin",
            action="store_true",
            help="read passphrases from the standard input, a line each; the last one holds for the rest",
        )


class Passphrases:
    """Asks a person, or reads the standard input line by line."""

    def __init__(self, stdin: bool) -> None:
        self._stdin = stdin
        self._last = ""
        self._new = ""

    def ask(self, name: str) -> str:
        """The passphrase of a key file. Raises KnownError."""
        return self._read(text("Passphrase of the key {name}: ", name=name))

    def new(self) -> str:
        """A new passphrase, asked once for all that it locks. Raises KnownError."""
        from ohjaus_desktop.publishing.repository.keys import check_passphrase

        if not self._new:
            chosen = self._read(text("New passphrase: "))
            check_passphrase(chosen)
            if not self._stdin and self._read(text("The new passphrase once more: ")) != chosen:
                raise KnownError(
                    text("The two passphrases are not the same."), text("Begin again; nothing was changed.")
                )
            self._new = chosen
        return self._new

    def _read(self, question: str) -> str:
        if self._stdin:
            self._last = sys.stdin.readline().rstrip("\r\n") or self._last
            return self._last
        try:
            return getpass.getpass(question)
        except EOFError as error:
            raise KnownError(
                text("No passphrase was given."), text("Type it, or give it with --passphrase-stdin.")
            ) from error


def _init(options: argparse.Namespace) -> int:
    from ohjaus_desktop.publishing.repository.init import init
    from ohjaus_desktop.publishing.repository.keys import KeyFolder

    wishes = identities.wishes(options)
    if identities.is_begun(options.folder) and not wishes.empty:
        _say(identities.describe(options.folder, wishes))
        return 0
    wishes = identities.asked(wishes, options)
    passphrases = Passphrases(options.passphrase_stdin)
    keys = KeyFolder(options.keys, passphrases.ask)
    begun = init(options.folder, keys, new_passphrase=passphrases.new, at=now(), wishes=wishes)
    _say(
        text("The folder {name} is ready for publishing.", name=options.folder),
        text("Give this file to every desktop that is to follow you: {name}", name=begun.root),
        text("The keys are: {names}", names=_listed(begun.keys)),
        text(
            "Copy both keys to a memory stick and lock it away; keep the passphrase elsewhere. Then delete "
            "the key whose name begins with “root-” from this machine: only a change of keys needs it."
        ),
        text("Next: ohjaus catalogue publish CATALOGUE {folder} --keys {keys}", **_folders(options)),
    )
    if begun.reused:
        _say(
            text(
                "These keys were there before. If they have published already, do not begin anew: copy the "
                "published folder back from your web server. Desktops refuse what counts from the "
                "beginning again."
            )
        )
    return 0


def _publish(options: argparse.Namespace) -> int:
    from ohjaus_desktop.publishing.repository.keys import KeyFolder
    from ohjaus_desktop.publishing.repository.publish import publish
    from ohjaus_desktop.publishing.repository.refresh import due

    reading = command.read(options.catalogue)
    at = now()
    if not options.json:
        command.print_problems(reading.problems)
    keys = KeyFolder(options.keys, Passphrases(options.passphrase_stdin).ask)
    done = publish(reading, options.folder, keys, at=at, accept=options.accept)
    warnings = [*done.doubts, *due(done.state, at)]
    if options.json:
        facts = {
            "sequence": done.sequence,
            "same": done.same,
            "expires": done.state.expires.isoformat(),
            "problems": [command.problem_facts(one) for one in reading.problems],
            "warnings": warnings,
        }
        command.print_json(facts)
        return 0
    if done.same:
        _say(text("Nothing has changed since number {number}; it stays published.", number=done.sequence))
    else:
        _say(
            text("Published as number {number}.", number=done.sequence),
            text(
                "If the folder is copied to a web server, copy the whole folder, timestamp.json last. What "
                "changed can be read in {name}.",
                name=options.folder / "changes.html",
            ),
        )
    _say(*warnings)
    return 0


def _refresh(options: argparse.Namespace) -> int:
    from ohjaus_desktop.publishing.repository.keys import KeyFolder
    from ohjaus_desktop.publishing.repository.refresh import due, refresh
    from ohjaus_desktop.texts import current

    keys = KeyFolder(options.keys, Passphrases(options.passphrase_stdin).ask)
    at = now()
    renewed = refresh(options.folder, keys, at=at, root=options.root)
    _say(
        text("The signatures are valid until {date}.", date=current().date(renewed.expires)),
        *due(renewed, at),
    )
    return 0


def _rotate(options: argparse.Namespace) -> int:
    from ohjaus_desktop.publishing.repository.keys import KeyFolder
    from ohjaus_desktop.publishing.repository.rotate import rotate

    passphrases = Passphrases(options.passphrase_stdin)
    keys = KeyFolder(options.keys, passphrases.ask)
    done = rotate(options.folder, keys, options.new, new_passphrase=passphrases.new, at=now())
    _say(
        text("The new key is: {name}", name=done.new),
        text("Desktops follow by themselves as soon as the folder has been copied to where they fetch it."),
    )
    if options.new == "root":
        _say(
            text(
                "Keep the new root key in a safe place and delete it here. Give new desktops the new {name}.",
                name=options.folder / "root.json",
            )
        )
    if done.old:
        _say(text("These keys are of no use any more; delete them: {names}", names=_listed(done.old)))
    return 0


def _passphrase(options: argparse.Namespace) -> int:
    from ohjaus_desktop.publishing.repository.keys import KeyFolder

    passphrases = Passphrases(options.passphrase_stdin)
    keys = KeyFolder(options.key.parent, passphrases.ask)
    keys.change(options.key, passphrases.new)
    _say(text("The key {name} has a new passphrase.", name=options.key.name))
    return 0


def _say(*sentences: str) -> None:
    for sentence in sentences:
        print(sentence)


def _listed(files: Sequence[Path]) -> str:
    return ", ".join(str(file) for file in files)


def _folders(options: argparse.Namespace) -> dict[str, Path]:
    return {"folder": options.folder, "keys": options.keys}
