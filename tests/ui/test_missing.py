"""Where nothing suits the window leads on: one click, or one key, and everything is said aloud."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ohjaus_desktop.ui.missing import MissingCard
from ohjaus_desktop.ui.words import Press, Words
from worker import Worker

Key = Qt.Key


def card(worker: Worker) -> MissingCard:
    """The card with the ways on that is in sight."""
    [shown] = [one for one in worker.window.findChildren(MissingCard) if one.isVisible()]
    return shown


def way(worker: Worker, words: str) -> Press:
    """The button of the card that begins so."""
    return next(one for one in card(worker).findChildren(Press) if one.text().startswith(words))


def test_one_click_searches_for_what_was_meant(worker: Worker) -> None:
    worker.say("krho kaustinen")
    worker.click(way(worker, "kerho"))
    assert worker.window.page.search.words.text() == "kerho kaustinen"
    assert "Torstaikerho" in worker.listed


def test_one_key_goes_the_likeliest_way(worker: Worker) -> None:
    worker.say("krho kaustinen")
    worker.ctrl(Key.Key_E)
    assert worker.listed


def test_the_key_does_nothing_where_the_ways_have_gone_again(worker: Worker) -> None:
    worker.say("ateria oulu")
    worker.ctrl(Key.Key_K)
    worker.window.page.search.words.selectAll()
    worker.say("kerho")
    worker.press(Key.Key_Down)
    worker.ctrl(Key.Key_E)
    assert worker.window.page.search.words.text() == "kerho"


def test_the_key_leads_on_from_the_pictures_each_time(worker: Worker) -> None:
    for asked in ("xqzptv", "ateria oulu", "xqzptv"):
        worker.window.page.search.words.setText(asked)
        worker.press(Key.Key_Down)
    worker.ctrl(Key.Key_E)
    assert worker.window.page.search.words.text() != "xqzptv"


def test_the_key_does_nothing_where_services_were_found(worker: Worker) -> None:
    worker.say("kerho")
    before = worker.listed
    worker.ctrl(Key.Key_E)
    assert worker.listed == before
    assert worker.window.page.search.words.text() == "kerho"


def test_a_dropped_filter_leaves_its_field(worker: Worker) -> None:
    worker.say("kerho kaustinen")
    worker.window.guide.change(language="so", age=30)
    worker.click(way(worker, "asiakkaan kieli"))
    assert worker.window.guide.question.language is None
    assert worker.window.page.search.language.currentData() is None
    assert worker.window.guide.question.age == 30
    assert "Torstaikerho" in worker.listed


def test_a_dropped_place_leaves_the_words(worker: Worker) -> None:
    worker.say("ateria oulu")
    worker.click(way(worker, "paikka"))
    assert worker.window.page.search.words.text() == "ateria"
    assert worker.window.guide.place is None
    assert worker.listed == ["Ateriapalvelu"]


def test_a_way_can_be_gone_back(worker: Worker) -> None:
    worker.say("ateria oulu")
    worker.click(way(worker, "paikka"))
    worker.press(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert worker.window.page.search.words.text() == "ateria oulu"


def test_alternatives_and_what_does_not_fit_stand_under_headings(worker: Worker) -> None:
    worker.window.guide.change(need="meals", age=30)
    model = worker.window.page.middle.results.rows
    [row] = [model.row(at) for at in range(model.rowCount())]
    assert row.heading == "Miksi nämä eivät sovi"
    assert row.sentence.startswith("Miksi nämä eivät sovi. 1. Ateriapalvelu")
    assert "Vain 65 vuotta täyttäneille" in row.caution


def test_a_screen_reader_hears_the_ways_on_with_their_counts(worker: Worker) -> None:
    worker.say("kerho kaustinen")
    worker.window.guide.change(language="so")
    spoken = worker.window.page.middle.results.accessibleDescription()
    assert spoken.startswith("Sopivaa palvelua ei löytynyt")
    assert "Ilman rajausta: asiakkaan kieli (+1)" in spoken
    assert "Lähimmät" in spoken
    assert spoken.endswith(": 1")
    named = way(worker, "asiakkaan kieli").accessibleName()
    assert named == "Ilman rajausta asiakkaan kieli: 1 palvelu lisää"


def test_with_a_few_results_a_filter_is_told_quietly(worker: Worker) -> None:
    worker.window.guide.change(need="alcohol", municipality="236", remote=True)
    assert len(worker.listed) == 1
    [only] = card(worker).findChildren(Press)
    assert only.text().endswith("(+1)")


def test_where_nobody_takes_new_clients_more_is_offered(worker: Worker) -> None:
    worker.window.guide.change(need="depression_anxiety", municipality="272")
    assert worker.listed == ["Psykiatrinen sairaanhoitaja"]
    words = [one.text() for one in card(worker).findChildren(Words)]
    assert "Mikään näistä ei nyt ota uusia asiakkaita" in words
    assert way(worker, "Valitse tarve kuvista")


def test_the_last_way_out_is_to_say_that_nothing_was_found(worker: Worker) -> None:
    asked: list[bool] = []
    middle = worker.window.page.middle
    middle.unmet_wanted.disconnect()
    middle.unmet_wanted.connect(lambda: asked.append(True))
    worker.say("ateria oulu")
    worker.click(way(worker, "Kirjaa puuttuva palvelu"))
    assert asked == [True]


def test_without_the_feature_there_is_no_button_for_it(worker: Worker) -> None:
    worker.window.page.middle.offers_unmet = False
    worker.say("ateria oulu")
    assert not [one for one in card(worker).findChildren(Press) if one.text().startswith("Kirjaa")]


def test_the_pictures_lead_on_as_well(worker: Worker) -> None:
    worker.say("ateria oulu")
    worker.click(way(worker, "Valitse tarve kuvista"))
    assert worker.window.page.middle.currentIndex() == 0


@pytest.mark.parametrize("scale", [100, 200])
def test_the_ways_fit_a_small_window(open_window, scale: int) -> None:
    worker = open_window(text_scale=scale)
    worker.window.resize(1024, 600)
    worker.say("kerho kaustinen")
    worker.window.guide.change(language="so")
    shown = card(worker)
    assert shown.width() <= worker.window.page.middle.width()
    for one in shown.findChildren(Press):
        assert one.width() <= shown.width()
