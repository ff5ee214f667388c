"""Somebody who works on a register as fast as it goes, and says what has been acknowledged.

Every write path once a round: draft, request, outcome, correction, disclosure, withdrawal, discarding,
erasure, backup, passphrase, worker's PIN, retention. A line is said after each step has returned,
so that whoever kills the work in the middle knows what must be there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import structs

from ohjaus_desktop.database import to_disk
from ohjaus_desktop.register import backups, follow_up, journal, referrals, snapshot
from ohjaus_desktop.register.model import Client, Consent, Content, Draft, Matter, SafeContact, Worker
from ohjaus_desktop.register.privacy import erasure, retention
from ohjaus_desktop.register.store import Register
from ohjaus_desktop.register.vault import Vault
from small_catalogue import small_catalogue

AT = datetime(2026, 11, 23, 10, 30, tzinfo=ZoneInfo("Europe/Helsinki"))
BY = Worker("Testi Esimerkki", "worker-1")
WORDS = "seitsemän vihreää lasipalloa {number}"
"""The passphrase after so many changes."""

Say = Callable[[str, str, Any], None]


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


def content(name: str, words: str) -> Content:
    """A filled form."""
    catalogue = small_catalogue()
    service = next(one for one in catalogue.services if not one.statutory_intake and not one.hide_address)
    organization = next(one for one in catalogue.organizations if one.id == service.organization_id)
    consent = Consent("yes", "Saanko antaa tietosi?", "fi", "spoken", AT)
    matter = Matter(snapshot.take(service, organization, ()), words, route="letter", consent=consent)
    return Content(
        client=Client(name=name, phone="000 123 4567", language="fi"),
        contact=SafeContact(may_call="yes"),
        matters=(matter,),
    )


@dataclass
class Work:
    """One round after the other over one register."""

    folder: Path
    register: Register
    vault: Vault
    say: Say
    number: int = 0
    passphrase: int = 0
    referrals: list[str] = field(default_factory=list)

    def steps(self) -> Iterator[Callable[[], None]]:
        """The write paths of a round, in an order that makes sense."""
        yield self.draft
        yield self.request
        yield self.outcome
        yield self.correct
        yield self.disclose
        yield self.discard
        if self.number % 3 == 0:
            yield self.withdraw
            yield self.erase
            yield self.back_up
        if self.number % 5 == 1:
            yield self.change_passphrase
            yield self.change_pin
            yield self.expire

    def round(self) -> None:
        """Everything once."""
        self.number += 1
        for step in self.steps():
            step()

    def draft(self) -> None:
        """Type into a form: several changes of one draft."""
        id_ = f"d{self.number}"
        for letter in range(3):
            words = f"Asia {self.number}.{letter}"
            self.say("begin", "draft", id_)
            referrals.save_draft(
                self.register, Draft(id_, AT, AT, BY.name, content(f"Malli {self.number}", words))
            )
            self.say("draft", id_, words)

    def request(self) -> None:
        """Make the request of the draft."""
        draft = Draft(f"d{self.number}", AT, AT, BY.name, content(f"Malli {self.number}", "Asia valmis"))
        self.say("begin", "request", draft.id)
        made = referrals.request(self.register, draft, by=BY, at=AT)
        self.referrals.append(made.id)
        self.say("request", made.id, made.case_number)

    def outcome(self) -> None:
        """The organization reached the client."""
        id_ = self.referrals[-1]
        self.say("begin", "outcome", id_)
        after = follow_up.note_outcome(self.register, id_, f"{id_}.1", "reached", by=BY, at=AT)
        self.say("outcome", id_, after.state)

    def correct(self) -> None:
        """The number was wrong."""
        id_ = self.referrals[-1]
        before = referrals.load(self.register, id_, by=BY, at=AT)
        client = structs.replace(before.client, phone="000 765 4321")
        self.say("begin", "correct", id_)
        referrals.correct(
            self.register, id_, subject=before.subject, client=client, contact=before.contact, by=BY, at=AT
        )
        self.say("correct", id_, client.phone)

    def disclose(self) -> None:
        """The letter is printed."""
        id_ = self.referrals[-1]
        self.say("begin", "disclose", id_)
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
        self.say("disclose", id_, None)

    def discard(self) -> None:
        """Another form is begun and thrown away."""
        id_ = f"thrown{self.number}"
        referrals.save_draft(self.register, Draft(id_, AT, AT, BY.name, content("Malli Malliainen", "Ei")))
        referrals.discard_draft(self.register, id_, by=BY, at=AT)
        self.say("discard", id_, None)

    def withdraw(self) -> None:
        """The client takes the consent back."""
        id_ = self.referrals[-1]
        self.say("begin", "withdraw", id_)
        referrals.withdraw_consent(self.register, id_, f"{id_}.1", by=BY, at=AT)
        self.say("withdraw", id_, None)

    def erase(self) -> None:
        """The oldest request is erased."""
        id_ = self.referrals.pop(0)
        self.say("begin", "erase", id_)
        erasure.erase(self.register, id_, by=BY, at=AT)
        self.say("erase", id_, None)

    def back_up(self) -> None:
        """A backup on another day."""
        at = AT + timedelta(days=self.number)
        made = backups.back_up(self.register, self.folder / "backups", self.vault.keys_path, at=at)
        self.say("backup", made.name, None)

    def change_passphrase(self) -> None:
        """A new passphrase."""
        self.passphrase += 1
        self.say("begin", "passphrase", str(self.passphrase))
        self.vault.change_passphrase(self.register, WORDS.format(number=self.passphrase))
        self.say("passphrase", str(self.passphrase), None)

    def change_pin(self) -> None:
        """A worker with a PIN comes and goes."""
        slot = self.vault.add_worker(self.register, "Testi Toinen", "284915")
        self.vault.remove_worker(self.register, slot.id)
        self.say("pin", slot.id, None)

    def expire(self) -> None:
        """Forms that nobody touched for seven days go."""
        old = AT - timedelta(days=9)
        referrals.save_draft(
            self.register, Draft(f"old{self.number}", old, old, BY.name, content("Malli Vanha", "Ei"))
        )
        retention.expire_drafts(self.register, at=AT)
        self.say("discard", f"old{self.number}", None)


def vault(folder: Path) -> Vault:
    """The vault of a folder, with a keyring in a file beside it."""
    return Vault(folder / "register", keyring=Secrets(folder / "keyring.json"))


def begin(folder: Path) -> Register:
    """Set a register up."""
    register = vault(folder).set_up_with_passphrase(WORDS.format(number=0), AT)
    register.checkpoint()
    return register
