"""Tab goes from one thing to the next as they stand on the screen, also to what has come since."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from worker import Worker

Open = Callable[..., Worker]
Key = Qt.Key


def walked(worker: Worker, steps: int) -> list[str]:
    """What a screen reader says of the places where Tab stops next."""
    names = []
    for _ in range(steps):
        worker.press(Key.Key_Tab)
        stop = QApplication.focusWidget()
        assert stop is not None
        names.append(stop.accessibleName())
    return names


def test_from_what_stands_above_the_list_to_the_rides_below_it_and_the_service(open_window: Open) -> None:
    worker = open_window(example=True)
    worker.say("yksin perho")
    worker.window.guide.change(free=True)
    middle = worker.window.page.middle
    middle.back_button.setFocus()
    names = walked(worker, 7)
    order = ["Poista rajaus maksuton", "Palvelut", middle.rides.rides[0].name, "Lisää suosikkeihin"]
    places = [next(at for at, name in enumerate(names) if wanted in name) for wanted in order]
    assert places == sorted(places)


def test_from_the_way_back_through_the_tiles_of_the_second_step(worker: Worker) -> None:
    worker.click_tile("Yksinäisyys ja tekeminen")
    tiles = worker.window.page.middle.tiles
    tiles.back_button.setFocus()
    assert walked(worker, 3) == [one.fact.sentence for one in tiles.tiles()[:3]]


def test_where_words_lead_to_nothing_the_ways_on_come_before_the_pictures(worker: Worker) -> None:
    worker.say("qqqqzzzz kaustinen")
    tiles = worker.window.page.middle.tiles
    tiles.back_button.setFocus()
    names = walked(worker, 3)
    assert names[0].startswith("Ilman rajausta")
    assert names[1] == "Kirjaa puuttuva palvelu"
    assert names[2] == tiles.tiles()[0].fact.sentence
