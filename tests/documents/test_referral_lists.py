"""Lists on paper: what a colleague takes over, and everything that is stored about a client."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from documents.paper import read
from documents.requests import CLIENT, CONSENT, FRIDAY, NOTICE, SENDER, matter, row
from ohjaus_desktop.documents import pdf
from ohjaus_desktop.documents.referral import access, hand_over, logged
from ohjaus_desktop.documents.referral.notice import Notice
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.register import follow_up, journal, referrals
from ohjaus_desktop.register.model import Content, Draft, Referral, Row, SafeContact, Subject, Worker
from ohjaus_desktop.register.privacy import retention
from ohjaus_desktop.register.privacy.exporting import export
from ohjaus_desktop.register.store import Register
from ohjaus_desktop.texts import translator
from ohjaus_desktop.workplace import Workplace

MAIJA = Worker("Maija")


def listed(*rows: Row) -> str:
    return read(pdf.render(hand_over.compose(rows, SENDER, at=FRIDAY, language="fi", to="Malli")))


def test_the_hand_over_says_what_waits_by_when_and_what_comes_next() -> None:
    words = listed(row(1), row(2, state="accepted", due_on=date(2026, 11, 19), times_passed_on=2))
    for fact in (
        "2 avointa pyyntöä",
        "26-K7Q1-M",
        "Testi Esimerkki 1",
        "Odottaa järjestön vastausta, seuranta to 26.11.",
        "Seuraavaksi: kysy, onko asiakas tavoitettu.",
        "Odottaa avun alkamista, seurantapäivä oli 19.11.",
        "Siirretty eteenpäin 2 kertaa.",
    ):
        assert fact in words
    assert words.index("26-K7Q2-M") < words.index("26-K7Q1-M")  # what is late comes first


def test_the_hand_over_leaves_out_what_is_closed_and_hides_what_only_its_maker_may_see() -> None:
    words = listed(row(1, state="completed"), row(2, hidden=True), row(3, sensitive=True))
    assert "26-K7Q1-M" not in words
    assert "Testi Esimerkki 2" not in words
    assert "Tämän pyynnön näkee vain Maija." in words
    assert words.count("Turvatalo") == 0


def test_a_consent_that_has_run_out_is_asked_again_before_anything_else() -> None:
    assert "kysy ensin asiakkaalta uudelleen" in listed(row(1, consent_until=date(2026, 11, 1)))


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    opened = Register(tmp_path / "register.sqlite", secrets.token_bytes(32), "test", new=True)
    yield opened
    opened.close()


@pytest.fixture
def made(register: Register) -> Referral:
    """A request that was made, given to its recipient and noted as taken up."""
    content = Content(
        subject=Subject(knows="yes"),
        client=CLIENT,
        contact=SafeContact(may_call="yes", others_may_answer="no"),
        matters=(matter(tried="Kysytty naapurilta.", route="letter"),),
    )
    draft = Draft("f1", FRIDAY, FRIDAY, "Maija", content)
    one = referrals.request(register, draft, by=MAIJA, at=FRIDAY)
    part = one.recipients[0].id
    journal.note_disclosure(
        register,
        one.id,
        recipient=part,
        what=("name", "phone", "matter"),
        ground="consent",
        route="letter",
        by=MAIJA,
        at=FRIDAY,
    )
    follow_up.note_outcome(
        register, one.id, part, "accepted", note="Soittavat maanantaina.", by=MAIJA, at=FRIDAY
    )
    return referrals.load(register, one.id, by=MAIJA, at=FRIDAY)


def test_the_clients_copy_holds_everything_the_workers_notes_and_both_logs(
    register: Register, made: Referral
) -> None:
    exported = export(register, [made.id], by=MAIJA, at=FRIDAY)
    page = access.compose(exported, SENDER, notice=NOTICE, at=FRIDAY, language="fi")
    words = read(pdf.render(page))
    for fact in (
        "Mitä sinusta on tallennettu",
        made.case_number,
        "Testi Esimerkki",
        "000 123 4567",
        "Perho",
        "Toivoo juttuseuraa kotiin.",
        "Kysytty naapurilta.",
        CONSENT.sentence,
        "Asiakas antoi suostumuksen suullisesti 20.11.2026.",
        "Soittavat maanantaina.",
        "Kenelle tietoja on annettu",
        "Valoisa Polku ry (esimerkki): nimi, puhelinnumero, asia (kirjeellä)",
        "Kuka tietoja on käyttänyt",
        "Maija: teki pyynnön",
        "20.11.2026 10.15",
        "tietosuoja@esimerkki.invalid",
    ):
        assert fact in words


def test_the_logs_alone_tell_who_and_to_whom_but_not_what_was_said(
    register: Register, made: Referral
) -> None:
    exported = export(register, [made.id], by=MAIJA, at=FRIDAY)
    words = read(pdf.render(access.logs(exported, SENDER, notice=NOTICE, at=FRIDAY, language="sv")))
    assert "Vem som har behandlat dina uppgifter" in words
    assert "Maija" in words
    assert "juttuseuraa" not in words
    assert "123 4567" not in words


def test_the_papers_notice_comes_from_the_settings(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data").create()
    chosen = {"controller": "Esimerkki", "data_protection_contact": "000 1", "retention_days": 30}
    data.settings.write_text(json.dumps(chosen), encoding="utf-8")
    with Workplace(data) as workplace:
        assert workplace.notice() == Notice("Esimerkki", "000 1", kept_days=30)


def test_without_a_time_of_its_own_the_notice_tells_the_rules(tmp_path: Path) -> None:
    with Workplace(DataFolder(tmp_path / "data")) as workplace:
        assert workplace.notice().kept_days == retention.rule("closed", FRIDAY.date()).days


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_kind_of_use_has_words_of_its_own(language: str) -> None:
    for kind in get_args(journal.UseKind):
        told = logged.uses([logged.Used(FRIDAY, "Maija", kind)], translator(language))
        assert told[0].lines != (f"Maija: {kind}",)
