"""Somebody who works on a register as fast as it goes, and says what has been acknowledged.

Every write path once a round, a line before each step and one after it has returned, so that whoever
kills the work in the middle knows what must be there and what may be.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import structs

from invented_requests import allowed, client, draft, matter, seen
from ohjaus_desktop.disk import to_disk
from ohjaus_desktop.register import backups, follow_up, journal, privacy, referrals
from ohjaus_desktop.register.model import Draft, Referral, Worker
from ohjaus_desktop.register.privacy import erasure, retention
from ohjaus_desktop.register.store import Register
from ohjaus_desktop.register.vault import Vault, WorkerSlot

AT = datetime(2026, 11, 23, 10, 30, tzinfo=ZoneInfo("Europe/Helsinki"))
BY = Worker("Testi Esimerkki", "worker-1")
WORDS = "seitsemän vihreää lasipalloa {number}"
"""The passphrase after so many changes."""
PIN = "284915"

Say = Callable[[str, str, Any], None]

_ROWS = (
    "SELECT * FROM draft WHERE id = ?",
    "SELECT * FROM referral WHERE id = ?",
    "SELECT * FROM recipient WHERE referral_id = ?",
    "SELECT consent.* FROM consent JOIN recipient ON recipient_id = recipient.id WHERE referral_id = ?",
    "SELECT event.* FROM event JOIN recipient ON recipient_id = recipient.id WHERE referral_id = ?",
    "SELECT * FROM earlier WHERE referral_id = ?",
    "SELECT * FROM likeness WHERE referral_id = ?",
    "SELECT * FROM use_log WHERE referral_id = ?",
    "SELECT * FROM disclosure_log WHERE referral_id = ?",
)


class Secrets:
    """A keyring of this test's own: a file that is on the disk when it says so."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def get(self, name: str) -> str | None:
        """The secret of that name."""
        return self._all().get(name)

    def put(self, name: str, secret: str) -> None:
        """Keep a secret."""
        self._write(self._all() | {name: secret})

    def remove(self, name: str) -> None:
        """Forget one."""
        self._write({key: value for key, value in self._all().items() if key != name})

    def _all(self) -> dict[str, str]:
        return json.loads(self.file.read_text()) if self.file.exists() else {}

    def _write(self, secrets: dict[str, str]) -> None:
        fresh = self.file.with_suffix(".new")
        fresh.write_text(json.dumps(secrets))
        to_disk(fresh)
        fresh.replace(self.file)
        to_disk(self.file.parent)


def state(register: Register, id_: str) -> str:
    """All that the register holds about a draft or request, its logs too, as a digest."""
    found = hashlib.sha256()
    with register.begin() as connection:
        for query in _ROWS:
            found.update(repr(connection.exec_driver_sql(query, (id_,)).all()).encode())
    return found.hexdigest()


@dataclass
class Work:
    """One round after the other over one register."""

    folder: Path
    register: Register
    vault: Vault
    say: Say
    number: int = 0
    passphrase: int = 0
    worker: WorkerSlot | None = None
    seen: Referral | None = None
    written_down: str = ""
    kept: list[str] = field(default_factory=list)

    def steps(self) -> Iterator[Callable[[], None]]:
        """The write paths of a round, in an order that makes sense; one that failed can be tried again."""
        yield from (self.draft, self.request, self.outcome, self.undo, self.look_later, self.correct)
        yield from (self.hand_over, self.disclose, self.daily_backup, self.reject, self.view, self.pass_on)
        yield from (self.make_too_early, self.take_back, self.discard, self.make_in_error, self.error)
        yield from (self.withdraw, self.retention, self.leave_unfinished, self.expire)
        yield from (self.passphrase_changed, self.code, self.typed_back, self.worker_added, self.pin)
        yield self.worker_gone
        yield from (self.backup, self.restore, self.pack, self.unpack, self.set_up)
        if len(self.kept) > 2:
            yield self.erase

    def round(self) -> None:
        """Every write path once."""
        self.number += 1
        for step in self.steps():
            step()

    @contextmanager
    def step(self, kind: str, *ids: str, of: str = "") -> Iterator[None]:
        """Say what is begun and what has come of it. of: what else it makes, such as a folder."""
        self.say("begin", kind, [of, *ids])
        yield
        self.say("done", kind, [of, {id_: state(self.register, id_) for id_ in ids}])

    # Requests

    def form(self, name: str, **changes: Any) -> Draft:
        """A filled form."""
        made = draft(matter(route="letter"), of=client(f"Malli {name}"), at=AT, **changes)
        return structs.replace(made, id=name)

    def draft(self) -> None:
        """Three states of one draft, each on the disk."""
        for letter in "abc":
            form = self.form(f"d{self.number}")
            words = structs.replace(form.content.matters[0], matter=f"Asia {letter}")
            with self.step("draft", form.id):
                content_ = structs.replace(form.content, matters=(words,))
                referrals.save_draft(self.register, structs.replace(form, content=content_))

    def request(self) -> None:
        """Make the request of the draft."""
        self._request(id_ := f"d{self.number}")
        self.kept.append(id_)

    def _request(self, id_: str) -> None:
        with self.step("request", id_):
            referrals.request(self.register, self.form(id_), by=BY, at=AT)

    def outcome(self) -> None:
        """The organization reached the client."""
        with self.step("outcome", id_ := self.kept[-1]):
            follow_up.note_outcome(self.register, id_, f"{id_}.1", "reached", by=BY, at=AT)

    def undo(self) -> None:
        """That was another client."""
        with self.step("undo", id_ := self.kept[-1]):
            follow_up.undo_outcome(self.register, id_, f"{id_}.1", by=BY, at=AT)

    def look_later(self) -> None:
        """Another day to look after it."""
        day = AT.date() + timedelta(days=9)
        with self.step("follow-up", id_ := self.kept[-1]):
            follow_up.set_follow_up(self.register, id_, f"{id_}.1", day, by=BY, at=AT)

    def correct(self) -> None:
        """The number was wrong."""
        made, id_ = self.form(self.kept[-1]).content, self.kept[-1]
        person = {
            "subject": made.subject,
            "client": structs.replace(made.client, phone="000 765 4321"),
            "contact": made.contact,
        }
        with self.step("correct", id_):
            referrals.correct(self.register, id_, **person, by=BY, at=AT)

    def hand_over(self) -> None:
        """From now on only this worker sees it."""
        with self.step("hand over", id_ := self.kept[-1]):
            referrals.hand_over(self.register, id_, BY.id, by=BY, at=AT)

    def disclose(self) -> None:
        """The letter is printed."""
        with self.step("disclose", id_ := self.kept[-1]):
            journal.note_disclosure(
                self.register,
                id_,
                recipient=f"{id_}.1",
                what=("name", "phone", "matter"),
                ground="consent",
                route="letter",
                by=BY,
                at=AT,
            )

    def reject(self) -> None:
        """The organization cannot help."""
        with self.step("reject", id_ := self.kept[-1]):
            follow_up.note_outcome(self.register, id_, f"{id_}.1", "rejected", why="other", by=BY, at=AT)

    def view(self) -> None:
        """Somebody looks at it: the log of use says so."""
        with self.step("view", id_ := self.kept[-1]):
            self.seen = referrals.load(self.register, id_, by=BY, at=AT)

    def pass_on(self) -> None:
        """Somebody else is asked; the first request says so."""
        assert self.seen
        passed = follow_up.pass_on(self.seen, f"{self.seen.id}.1")
        passed = follow_up.choose(passed, seen("youth"))
        ready = structs.replace(passed.matters[0], consent=allowed(AT), route="joint_call")
        form = Draft(f"p{self.number}", AT, AT, BY.name, structs.replace(passed, matters=(ready,)))
        with self.step("pass on", form.id, self.seen.id):
            referrals.request(self.register, form, by=BY, at=AT)

    def make_too_early(self) -> None:
        """A request that was made too early."""
        self._request(f"t{self.number}")

    def take_back(self) -> None:
        """It is a draft again."""
        with self.step("take back", id_ := f"t{self.number}"):
            referrals.take_back(self.register, id_, by=BY, at=AT)

    def discard(self) -> None:
        """And is thrown away."""
        with self.step("discard", id_ := f"t{self.number}"):
            referrals.discard_draft(self.register, id_, by=BY, at=AT)

    def make_in_error(self) -> None:
        """A request that was never meant."""
        self._request(f"e{self.number}")

    def error(self) -> None:
        """It is marked as that."""
        with self.step("error", id_ := f"e{self.number}"):
            referrals.mark_entered_in_error(self.register, id_, f"{id_}.1", by=BY, at=AT)

    def retention(self) -> None:
        """Forty days later its time is over, and that of the withdrawn one."""
        then = AT + timedelta(days=40)
        preview = retention.overdue(self.register, on=then.date(), by=BY)
        with self.step("retention", *(one.referral_id for one in preview.going)):
            retention.apply_retention(self.register, preview, by=BY, at=then)

    def leave_unfinished(self) -> None:
        """A form that nobody touches for nine days."""
        old = structs.replace(self.form(f"old{self.number}"), changed_at=AT - timedelta(days=9))
        with self.step("draft", old.id):
            referrals.save_draft(self.register, old)

    def expire(self) -> None:
        """It goes by itself."""
        with self.step("expiry", f"old{self.number}"):
            privacy.expire_drafts(self.register, at=AT)

    def withdraw(self) -> None:
        """The client of the request that was passed on takes the consent back."""
        with self.step("withdraw", id_ := f"p{self.number}"):
            referrals.withdraw_consent(self.register, id_, f"{id_}.1", by=BY, at=AT)

    def erase(self) -> None:
        """The client of the oldest request wants everything erased."""
        with self.step("erase", id_ := self.kept[0]):
            erasure.erase(self.register, id_, by=BY, at=AT)
        self.kept.remove(id_)

    # Ways in

    def passphrase_changed(self) -> None:
        """A new passphrase."""
        number = self.passphrase + 1
        with self.step("passphrase", of=str(number)):
            self.vault.change_passphrase(self.register, WORDS.format(number=number))
        self.passphrase = number

    def code(self) -> None:
        """A new recovery code."""
        with self.step("code"):
            self.written_down = self.vault.new_code(self.register)

    def typed_back(self) -> None:
        """It is typed back."""
        with self.step("code typed back", of=self.written_down):
            assert self.vault.confirm_code(self.register, self.written_down)

    def worker_added(self) -> None:
        """A worker with a PIN."""
        with self.step("worker added", of=PIN):
            self.worker = self.vault.add_worker(self.register, "Testi Toinen", PIN)

    def pin(self) -> None:
        """Another PIN."""
        assert self.worker
        with self.step("PIN", of=PIN[::-1]):
            self.vault.change_pin(self.register, self.worker.id, PIN[::-1])

    def worker_gone(self) -> None:
        """They leave."""
        assert self.worker
        with self.step("worker gone"):
            self.vault.remove_worker(self.register, self.worker.id)

    # Whole files

    def daily_backup(self) -> None:
        """The backup of another day, carried to another folder."""
        at, chosen = AT + timedelta(days=self.number), str(self.folder / "share")
        with self.step("daily backup", of=f"{at.date()}"):
            done = backups.daily(self.register, self.vault.keys_path, chosen=chosen, at=at)
            assert done.trouble is None

    def backup(self) -> None:
        """One more, by hand."""
        at = AT + timedelta(days=self.number, hours=1)
        with self.step("backup", of=f"{at.date()}-2"):
            backups.back_up(self.register, self.folder / "register/backups", self.vault.keys_path, at=at)

    def restore(self) -> None:
        """It is brought back: nothing has been done since."""
        newest = backups.backups(self.folder / "register/backups")[0]
        key, path, id_ = self.register.key, self.register.path, self.register.register_id
        self.register.close()  # and forgets its key; a restore that fails leaves it closed
        with self.step("restore"):
            backups.restore(path.parent, newest, lambda at: Register(at / path.name, key, id_), by=BY, at=AT)
        self.register = Register(path, key, id_)

    def pack(self) -> None:
        """One file for another machine."""
        file = self.folder / f"{self.number}.ohjaus"
        with self.step("pack", of=file.name):
            backups.pack(self.register, self.vault.keys_path, file, at=AT)

    def unpack(self) -> None:
        """The other machine."""
        there = self.folder / f"moved-{self.passphrase}"
        with self.step("unpack", of=there.name):
            file, words = self.folder / f"{self.number}.ohjaus", WORDS.format(number=self.passphrase)
            backups.unpack(
                file, there, lambda at: Vault(at, keyring=None).open_with_words(words), by=BY, at=AT
            )

    def set_up(self) -> None:
        """Another register is set up, opened by the keyring."""
        there = f"new-{self.number}"
        with self.step("set-up", of=there):
            keyring = Secrets(self.folder / "keyring.json")
            Vault(self.folder / there, keyring=keyring).set_up_with_keyring(AT).close()


def vault(folder: Path) -> Vault:
    """The vault of a folder, with a keyring in a file beside it."""
    return Vault(
        folder / "register",
        keyring=Secrets(folder / "keyring.json"),
        backup_folder=str(folder / "share"),
    )


def begin(folder: Path) -> Register:
    """Set a register up."""
    register = vault(folder).set_up_with_passphrase(WORDS.format(number=0), AT)
    register.checkpoint()
    return register
