"""Long names, addresses and texts: nothing is cut off, on any paper of a request."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from reportlab.lib.pagesizes import A4

from documents.paper import read
from documents.requests import (
    CLIENT,
    FRIDAY,
    NOTICE,
    SENDER,
    asked,
    exported,
    matter,
    recipient,
    referral,
    row,
)
from ohjaus_desktop.catalogue.model import Address
from ohjaus_desktop.documents import pdf
from ohjaus_desktop.documents.chosen import Sender
from ohjaus_desktop.documents.referral import access, client_pages, data_sheet, hand_over, letter, rights
from ohjaus_desktop.documents.sheet import REGULAR, Sheets
from ohjaus_desktop.register.model import Recipient, Referral, SafeContact, Subject

LONG = "Ikääntyneidenkotikuntoutuspalveluohjausyksikön moniammatillinen kuntoutussuunnitteluasiantuntijatiimi"


def lengthy(count: int) -> Referral:
    """So many recipients with long names, addresses and texts, for a client with a long one too."""
    text = f"{LONG} " * 4

    def part(number: int) -> Recipient:
        one = asked(tried=text, hope=text, promised=text, answer_to=text)
        kept = one.snapshot
        places = tuple(
            replace(
                place,
                name=f"{LONG} {number}",
                addresses=[Address(address_1=LONG, postal_code="00000", city=LONG)],
            )
            for place in kept.locations
        )
        kept = replace(
            kept,
            service=replace(kept.service, name=f"{LONG} {number}"),
            organization=replace(kept.organization, name=f"{LONG} {LONG} {number}"),
            locations=places,
        )
        return recipient(replace(one, snapshot=kept, matter=text), f"r{number}")

    return referral(
        *(part(number) for number in range(1, count + 1)),
        client=replace(CLIENT, name=LONG, senses=text, email=f"{'a' * 60}@{'b' * 60}.invalid"),
        contact=SafeContact(when=text, when_not=text, careful=False),
        subject=Subject(whose="relative", speaker=LONG, relation=LONG),
    )


def outside(data: bytes) -> list[str]:
    """Words that reach over the edge of their sheet."""
    import pypdfium2

    found = []
    document = pypdfium2.PdfDocument(data)
    for sheet in document:
        width, height = sheet.get_size()
        text = sheet.get_textpage()
        for number in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(number)
            if left < 20 or right > width - 20 or bottom < 15 or top > height - 15:
                found.append(text.get_text_bounded(left, bottom, right, top))
        text.close()
        sheet.close()
    document.close()
    return found


def test_what_reaches_over_the_edge_would_be_found() -> None:
    file = Sheets(A4, title="x", language="fi", at=FRIDAY)
    file.canvas.setFont(REGULAR, 14)
    file.canvas.drawString(560, 400, "leikkautuva")
    file.canvas.drawString(60, 4, "pudonnut")
    file.canvas.showPage()
    assert len(outside(file.finish())) == 2


@pytest.mark.parametrize(("language", "large"), [("fi", False), ("sv", True)])
def test_twenty_long_names_and_addresses_are_on_every_paper_whole(language: str, large: bool) -> None:
    one = lengthy(20)
    long_sender = Sender(service_point=LONG, phone="0005551234", address=LONG, worker=LONG)
    given = {"at": FRIDAY, "language": language, "large": large}
    end = "asiantuntijatiimi"
    for kind, page in (
        ("page", client_pages.page_alone(one, long_sender, **given)),
        ("data", data_sheet.compose(one, long_sender, notice=NOTICE, **given)),
        ("letter", letter.compose(one, "r7", long_sender, **given)),
        ("access", access.compose(exported(one), long_sender, notice=NOTICE, **given)),
        ("rights", rights.compose(NOTICE, long_sender, **given)),
        ("hand over", hand_over.compose([row(n, client=LONG, service=LONG) for n in range(20)],
                                        long_sender, **given)),
    ):  # fmt: skip
        data = pdf.render(page)
        assert outside(data) == [], kind
        words = read(data)
        if kind in {"page", "data", "access"}:
            assert all(f"{end} {number}" in words for number in range(1, 21)), kind
        if kind == "letter":
            assert f"{end} 7" in words
            assert f"{end} 8" not in words
            assert words.count("moniammatillinen") > 20


def test_a_text_longer_than_a_sheet_goes_on_on_the_next() -> None:
    endless = " ".join(f"sana{number}" for number in range(900))
    one = referral(recipient(matter(words=endless)))
    data = pdf.render(letter.compose(one, "r1", SENDER, at=FRIDAY, language="fi", large=True))
    assert outside(data) == []
    assert {f"sana{number}" for number in range(900)} <= {*read(data).replace(".", " ").split()}
