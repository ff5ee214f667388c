"""What is read aloud."""

from __future__ import annotations

from documents.paper import SATURDAY, SENDER, chosen
from ohjaus_desktop.documents.readable import read_aloud


def test_the_number_is_in_short_groups_and_one_sentence_says_what_it_is() -> None:
    spoken = read_aloud([chosen("friend", pitch="Ystävä käy luonasi.")], "fi", at=SATURDAY, sender=SENDER)
    one = spoken.services[0]
    assert one.number == "000 200 001"
    assert one.sentence == "Ystävä käy luonasi."
    assert one.hours == ("ma–pe 9–15",)
    assert one.steps[0].endswith("Auki seuraavan kerran ma 23.11. klo 9.")
    assert spoken.safety == ""


def test_without_a_sentence_in_the_catalogue_one_is_made() -> None:
    spoken = read_aloud([chosen("debts")], "fi", at=SATURDAY)
    assert spoken.services[0].sentence == "Palvelun Talousneuvonta tarjoaa Valoisa Polku ry (esimerkki)."


def test_for_a_sensitive_service_the_worker_asks_first_and_no_place_is_said() -> None:
    spoken = read_aloud([chosen("shelter")], "fi", at=SATURDAY)
    assert spoken.safety == "Voitko puhua nyt rauhassa?"
    assert spoken.services[0].where == ()
    assert spoken.services[0].discreet
