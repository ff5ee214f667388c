"""No paper of a request may harm: seen by somebody else, it gives nothing away."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from documents.paper import read
from documents.requests import (
    ALARM,
    CLIENT,
    FRIDAY,
    NOTICE,
    asked,
    exported,
    matter,
    recipient,
    referral,
    snapshot,
)
from ohjaus_desktop.catalogue.model import Address, Area, Phone
from ohjaus_desktop.catalogue.navigation import Helpline
from ohjaus_desktop.documents import pdf
from ohjaus_desktop.documents.chosen import Sender
from ohjaus_desktop.documents.page import ClientPage
from ohjaus_desktop.documents.referral import (
    access,
    client_pages,
    data_sheet,
    joint_call,
    letter,
    protected_mail,
    record_note,
)
from ohjaus_desktop.register.model import Minor, Referral, SafeContact, Subject

PLACES = ("Perho", "Kaustinen", "Kaustby", "Kokkola", "Karleby", "Keksitty", "Påhittad", "584", "00000")
NEAR = ("lähin", "närmast", "nearest", " km")
SENDER = Sender(
    service_point="Perhon palvelupiste",
    neutral_sender="Neuvonta",
    phone="0005551234",
    address="Keksitty tie 5, 00000 Perho",
    worker="Maija",
)
AREA = [Area(type="wellbeing_county", code="18")]
LOCAL = Helpline(id="l", name="Kokkolan päivystys", phones=[Phone(number="000 300 301")], areas=AREA)
HIDDEN = replace(CLIENT, non_disclosure=True)


def paper(one: Referral, language: str, *, large: bool = False) -> dict[str, ClientPage]:
    """Every page of a request, by kind."""
    given = {"at": FRIDAY, "language": language, "large": large}
    return {
        "page": client_pages.page_alone(one, SENDER, helplines=[LOCAL], **given),
        "data": data_sheet.compose(one, SENDER, notice=NOTICE, **given),
        "letter": letter.compose(one, "r1", SENDER, **given),
        "access": access.compose(exported(one), SENDER, notice=NOTICE, **given),
    }


def everything(one: Referral, language: str) -> dict[str, str]:
    """The words of every output of a request, by kind."""
    words = {kind: read(pdf.render(page)) for kind, page in paper(one, language).items()}
    mail = protected_mail.compose(one, "r1", SENDER, language=language)
    call = joint_call.compose(one, "r1", language=language, sender=SENDER)
    return words | {
        "mail": f"{mail.subject} {mail.body}",
        "note": record_note.compose(one, at=FRIDAY, language=language),
        "call": " ".join([call.to, *call.sentences, *call.agree]),
    }


def links(page: ClientPage) -> list[str]:
    """What codes on the page hold."""
    return [row.qr for block in page.blocks for row in block.rows if row.qr]


CAREFUL: Sequence = (
    pytest.param({"sensitive": True}, {}, id="a sensitive need"),
    pytest.param({}, {"sensitive": True}, id="a sensitive service"),
    pytest.param({}, {"hide_address": True}, id="a shelter"),
    pytest.param({"contact": SafeContact(careful=True)}, {}, id="afraid at home"),
    pytest.param(
        {"subject": Subject(whose="child", minor=Minor(guardians="must_not_know"))},
        {},
        id="custodians must not know",
    ),
)


def careful(more: dict, service: dict) -> Referral:
    one = asked()
    kept = replace(one.snapshot, service=replace(one.snapshot.service, **service))
    return referral(recipient(replace(one, snapshot=kept)), **more)


@pytest.mark.parametrize(("more", "service"), CAREFUL)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_page_of_a_careful_request_names_nobody_and_no_place(
    more: dict, service: dict, language: str
) -> None:
    page = client_pages.page_alone(
        careful(more, service), SENDER, at=FRIDAY, language=language, helplines=[LOCAL]
    )
    words = read(pdf.render(page))
    for telling in (*PLACES, *NEAR, "Tapaaminen", "Träff", "Yhdistys", "Förening", "Maija", ALARM, "Kahvit"):
        assert telling not in words
    assert "000 555 1234" in words
    assert "112" in words


@pytest.mark.parametrize(("more", "service"), CAREFUL)
def test_a_careful_page_has_no_code_to_scan_and_no_data_sheet_beside_it(more: dict, service: dict) -> None:
    pages = client_pages.compose(
        careful(more, service), SENDER, at=FRIDAY, language="fi", notice=NOTICE, helplines=[LOCAL]
    )
    assert len(pages) == 1
    assert links(pages[0]) == []


@pytest.mark.parametrize(("more", "service"), CAREFUL)
def test_the_data_sheet_that_is_asked_for_apart_tells_no_matter(more: dict, service: dict) -> None:
    sheet = data_sheet.compose(careful(more, service), SENDER, at=FRIDAY, language="fi", notice=NOTICE)
    words = read(pdf.render(sheet))
    assert "Yhdistys" in words  # to whom: the client has a right to know, and has asked
    assert ALARM not in words
    assert not [place for place in PLACES if place in words]


def test_what_was_promised_is_not_on_a_careful_page() -> None:
    one = referral(recipient(asked(promised="Paikka turvakodissa.")), sensitive=True)
    assert "turvakodissa" not in read(
        pdf.render(client_pages.page_alone(one, SENDER, at=FRIDAY, language="fi"))
    )


def test_one_sensitive_service_makes_the_whole_page_careful() -> None:
    one = referral(recipient(asked()), recipient(matter("shelter", ALARM), "r2"))
    words = read(pdf.render(client_pages.page_alone(one, SENDER, at=FRIDAY, language="fi")))
    assert "Tapaaminen" not in words
    assert "Turvakoti" not in words


def test_an_ordinary_page_has_the_service_the_sender_and_a_code() -> None:
    page = client_pages.page_alone(referral(), SENDER, at=FRIDAY, language="fi")
    assert links(page) == ["tel:000200001"]
    words = read(pdf.render(page))
    assert "Ystävätoiminta" in words
    assert "Keksitty tie 5" in words


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_nothing_tells_where_a_client_under_a_non_disclosure_order_lives(language: str) -> None:
    one = referral(recipient(asked()), client=HIDDEN)
    for kind, words in everything(one, language).items():
        found = [telling for telling in (*PLACES, *NEAR) if telling in words]
        assert not found, (kind, found)


def test_the_same_places_would_be_found_without_the_order() -> None:
    words = " ".join(everything(referral(recipient(asked())), "fi").values())
    assert "Perho" in words
    assert "Keksitty tie 1" in words


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_shelters_address_is_in_no_output(language: str) -> None:
    kept = snapshot("shelter")
    street = [Address(address_1="Salainen katu 9", postal_code="00009", city="Salola")]
    place = replace(snapshot("club").locations[0], name="Salainen talo", addresses=street)
    shelter = replace(matter("shelter", ALARM), snapshot=replace(kept, locations=(place,)))
    for words in everything(referral(recipient(shelter)), language).values():
        assert "Sala" not in words
        assert "Salola" not in words


@pytest.mark.parametrize("kind", ["page", "data", "letter"])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_an_identity_code_is_on_no_paper(kind: str, language: str) -> None:
    code = "131052-308T"
    told = asked(tried=f"Tunnus {code}", hope=code, promised=code, answer_to=code, route="joint_call")
    one = referral(
        recipient(replace(told, matter=f"Asia {code.replace('-', ' - ')}")),
        client=replace(CLIENT, name=f"Testi {code}", senses=code),
        contact=SafeContact(when=code, when_not=code),
        subject=Subject(whose="relative", speaker=f"Malli {code}", relation=code),
    )
    words = read(pdf.render(paper(one, language)[kind]))
    assert "131052" not in words
    assert code not in protected_mail.compose(one, "r1", SENDER, language=language).body


def test_the_files_own_fields_name_nobody() -> None:
    for page in paper(referral(recipient(asked())), "fi").values():
        told = str(PdfReader(BytesIO(pdf.render(page))).metadata)
        assert not [name for name in ("Testi", "Esimerkki", "Maija", "26-K7QF") if name in told]


BLAMING = ("kieltäyty", "ei suostunut", "laiminlyö", "vaikea", "ei ollut tavoitettavissa", "ei vastannut")


@pytest.mark.parametrize("state", ["requested", "accepted", "in-progress", "rejected", "failed", "completed"])
@pytest.mark.parametrize("why", ["", "not_reached", "no_answer", "changed_mind", "full"])
def test_the_clients_papers_never_blame(state: str, why: str) -> None:
    one = referral(recipient(asked(times_passed_on=3), state=state, why=why, tries=3))
    later = FRIDAY + timedelta(days=20)
    words = read(pdf.render(client_pages.page_alone(one, SENDER, at=later, language="fi")))
    words += record_note.compose(one, at=later, language="fi")
    assert not [blame for blame in BLAMING if blame in words.casefold()]
    assert "Siirretty" not in words


def test_a_requests_paper_needs_neither_the_window_nor_the_open_register() -> None:
    blocked = (
        "import sys\n"
        "for name in ('sqlcipher3', 'PySide6', 'sqlalchemy'): sys.modules[name] = None\n"
        "from ohjaus_desktop.documents.referral import access, client_pages, data_sheet, hand_over, "
        "joint_call, letter, protected_mail, record_note, rights\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", blocked], check=True, timeout=60, env=environment)


def test_equal_requests_give_equal_papers() -> None:
    one = referral(recipient(asked()))
    for kind, page in paper(one, "fi").items():
        assert pdf.render(page) == pdf.render(paper(one, "fi")[kind])
