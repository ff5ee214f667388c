"""What a dead worker had said, and whether the register agrees with it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from crash.register_work import WORDS, Secrets, Work, begin, state, vault
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.register import backups
from ohjaus_desktop.register.privacy import erasure
from ohjaus_desktop.register.store import Register
from ohjaus_desktop.register.vault import Vault, WrongWords


@dataclass
class Told:
    """What the worker said before it died.

    doing, ids, of: what had been begun and not acknowledged, about whom, and what it makes; "" for
    nothing. states: each draft and request as it was acknowledged; past: as it was before. made: what
    was acknowledged of other things, by the kind of step, the last one of each kind.
    """

    doing: str = ""
    of: str = ""
    ids: tuple[str, ...] = ()
    states: dict[str, str] = field(default_factory=dict)
    past: dict[str, set[str]] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)

    def last(self, *kinds: str) -> str:
        """What was made by the last acknowledged step of one of these kinds, "" where there was none."""
        return next((of for kind, of in reversed(self.made.items()) if kind in kinds), "")

    def hear(self, what: str, kind: str, value: Any) -> None:
        """One line of the worker."""
        of, more = value[0], value[1:]
        if what == "begin":
            self.doing, self.of, self.ids = kind, of, tuple(more)
        elif what == "done":
            for id_, now in more[0].items():
                self.past.setdefault(id_, set()).add(self.states.get(id_, ""))
                self.states[id_] = now
            self.made.pop(kind, None)  # the last one comes last
            self.made[kind] = of
            self.doing, self.of, self.ids = "", "", ()


def examine(folder: Path, told: Told) -> str:
    """Fails unless everything acknowledged is there, whole, and the work can go on.

    Gives how the step was found that was under way: "done", "undone", "" where it does not show.
    """
    kind = vault(folder).look().kind  # finishes a restore, as the window does
    if told.doing == "set up first" and kind == "absent":
        begin(folder).close()
        return "undone"
    _pins_open(folder, told)
    register, number = _open(folder, told)
    work = Work(folder, register, vault(folder), lambda *_words: None, number=1000, passphrase=number)
    try:
        erasure.apply_erasures(register)
        _is_sound(register)
        outcome = found(register, told)
        _code_opens(folder, register, told)
        _backups_are_whole(folder, register, told)
        _other_registers_open(folder, register, told)
        work.round()
    finally:
        work.register.close()
    return outcome


def _pins_open(folder: Path, told: Told) -> None:
    pins = [told.last("worker added", "PIN"), *([told.of] if told.doing in {"worker added", "PIN"} else [])]
    for worker in vault(folder).look().workers:
        opened = False
        for pin in filter(None, pins):
            with suppress(WrongWords):
                vault(folder).open_with_pin(worker.id, pin).close()
                opened = True
        assert opened


def _open(folder: Path, told: Told) -> tuple[Register, int]:
    number = int(told.last("passphrase") or 0)
    if told.doing == "passphrase":
        with suppress(WrongWords):
            return vault(folder).open_with_words(WORDS.format(number=number + 1)), number + 1
    return vault(folder).open_with_words(WORDS.format(number=number)), number


def _is_sound(register: Register) -> None:
    with register.begin() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None
        lonely = connection.exec_driver_sql(
            "SELECT count(*) FROM recipient LEFT JOIN consent ON recipient.id = recipient_id "
            "WHERE recipient_id IS NULL"
        ).scalar()
        assert lonely == 0


def found(register: Register, told: Told) -> str:
    """Everything is as acknowledged; what was under way happened to all whom it is about, or to none."""
    for id_, acknowledged in told.states.items():
        assert id_ in told.ids or state(register, id_) == acknowledged, (id_, told.doing)
    nothing = state(register, "nobody")
    outcomes = set()
    for id_ in told.ids:
        now, before = state(register, id_), told.states.get(id_, nothing)
        assert now == before or now not in {nothing, *told.past.get(id_, ())}, ("lost", id_, told.doing)
        outcomes.add("undone" if now == before else "done")
    assert len(outcomes) < 2, (told.doing, told.ids)
    return outcomes.pop() if outcomes else ""


def _code_opens(folder: Path, register: Register, told: Told) -> None:
    """The recovery code that the register shows opens; else the one that somebody has typed back."""
    typed = told.of if told.doing == "code typed back" else told.last("code typed back")
    if code := vault(folder).unconfirmed_code(register) or typed:
        assert vault(folder).data_key(code) == register.key


def _backups_are_whole(folder: Path, register: Register, told: Told) -> None:
    for place, newest in (
        (folder / "register/backups", told.last("daily backup", "backup")),
        (folder / "share", told.last("daily backup")),
    ):
        there = backups.backups(place)
        for backup in there:
            backups.verify(backup, register.key)
        assert newest in {"", *(one.path.name for one in there)}
    for file in folder.glob("*.ohjaus"):
        with TemporaryDirectory() as taken_out:
            assert backups.verify(backups.taken_out(file, Path(taken_out)), register.key).requests
    if made := told.last("pack"):
        assert (folder / made).exists()


def _other_registers_open(folder: Path, register: Register, told: Told) -> None:
    """What was set up with the keyring, and what came to another machine in a file."""
    for there in folder.glob("new-*"):
        new = Vault(there, keyring=Secrets(folder / "keyring.json"))
        if new.look().kind != "absent" or there.name == told.last("set-up"):
            new.open_with_keyring().close()
    for there in folder.glob("moved-*"):
        moved = Vault(there, keyring=None)
        if moved.look().kind != "absent" or there.name == told.last("unpack"):
            moved.open_with_words(WORDS.format(number=there.name.removeprefix("moved-"))).close()


def refused(step: Callable[[], object]) -> KnownError | None:
    """Why a step was refused, None when it was done."""
    try:
        step()
    except KnownError as refusal:
        return refusal
    return None
