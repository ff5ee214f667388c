"""The slip: a number and its hours, nothing that tells whose."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from documents.paper import SATURDAY, chosen, fonts, read
from ohjaus_desktop.documents import slip


def test_a_slip_holds_number_and_hours_and_nothing_else() -> None:
    data = slip.render(slip.compose([chosen("shelter")], language="fi", at=SATURDAY))
    assert read(data) == "000 200 007 joka päivä ympäri vuorokauden"


def test_a_slip_is_a6_without_pictures_and_with_a_neutral_title() -> None:
    reader = PdfReader(BytesIO(slip.render(slip.compose([chosen("shelter")], language="fi", at=SATURDAY))))
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (298, 420)
    assert "/XObject" not in reader.pages[0]["/Resources"]
    assert " re" not in reader.pages[0].get_contents().get_data().decode("latin-1")
    assert reader.metadata is not None
    assert reader.metadata.title == "Muistilappu"


def test_unknown_hours_leave_only_the_number() -> None:
    data = slip.render(slip.compose([chosen("shelter", schedules=[])], language="sv", at=SATURDAY))
    assert read(data) == "000 200 007"


def test_the_same_number_stands_once_and_fonts_are_embedded() -> None:
    data = slip.render(slip.compose([chosen("shelter"), chosen("shelter")], language="fi", at=SATURDAY))
    assert read(data).count("000 200 007") == 1
    assert all(fonts(data).values())


def test_twenty_numbers_run_over_several_slips() -> None:
    cards = [
        chosen("shelter", phones=[type(chosen("shelter").phones[0])(number=f"000 200 1{n:02}")])
        for n in range(20)
    ]
    words = read(slip.render(slip.compose(cards, language="fi", at=SATURDAY)))
    assert all(f"000 200 1{number:02}" in words for number in range(20))


def test_equal_slips_give_equal_bytes() -> None:
    one = slip.compose([chosen("shelter")], language="fi", at=SATURDAY)
    assert slip.render(one) == slip.render(one)
