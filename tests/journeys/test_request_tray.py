"""Several services for one client: each is asked by itself, and none learns of the others."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader
from PySide6.QtCore import Qt

from journeys.requester import NAME, PHONE, Requester
from journeys.sight import in_sight

Key = Qt.Key
FIRST, SECOND = "Toivoo juttuseuraa iltoihin.", "Kaipaa tukea surussa."


def test_two_services_get_a_letter_each_and_the_authority_is_asked_itself(requester: Requester) -> None:
    worker = requester.worker
    worker.type("yksinäi perho")
    for key in (Key.Key_1, Key.Key_4):  # of two organizations
        worker.ctrl(key)
        worker.ctrl(Key.Key_D)
    worker.ctrl(Key.Key_K)
    worker.ctrl(Key.Key_A)
    worker.type("omaishoidon tuki perho")
    worker.ctrl(Key.Key_1)
    official = worker.shown
    worker.ctrl(Key.Key_D)
    requester.open()
    form = requester.desks.form.form
    assert len(form.cards) == 2
    assert official in in_sight(form)
    worker.press(Key.Key_Return)
    for key in (Key.Key_K, Key.Key_K, Key.Key_K, Key.Key_E):
        worker.press(key)
    worker.type(NAME)
    worker.press(Key.Key_Return)
    worker.type(PHONE)
    worker.press(Key.Key_Return)
    for matter in (FIRST, SECOND):
        worker.type(matter)
        worker.press(Key.Key_Tab)
        worker.press(Key.Key_3)
    for _sentence_of_a_letter in (FIRST, SECOND):
        worker.press(Key.Key_K)
    requester.save()
    requester.wait(requester.desks.form.ways.preview.isVisible)
    worker.press(Key.Key_Return)
    requester.settle()

    referral = requester.referral()
    assert [one.matter.matter for one in referral.recipients] == [FIRST, SECOND]
    assert official not in str(referral)
    letters = [page for page in _pages(worker.printer.pages[0]) if PHONE in page]
    assert len(letters) == 2
    names = [_named(one) for one in referral.recipients]
    for own, other, letter in ((0, 1, letters[0]), (1, 0, letters[1])):
        assert (FIRST, SECOND)[own] in letter
        assert (FIRST, SECOND)[other] not in letter
        assert all(name in letter for name in names[own])
        assert not any(name in letter for name in names[other])
    assert sorted(one.route for one in requester.log().disclosures) == ["letter", "letter"]


def _pages(data: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages]


def _named(recipient: object) -> tuple[str, str]:
    """What the recipient's service and its organization are called."""
    seen = recipient.matter.snapshot  # type: ignore[attr-defined]
    return dict(seen.service.name)["fi"], dict(seen.organization.name)["fi"]
