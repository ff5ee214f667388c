"""Places as people say them."""

from __future__ import annotations

import csv

import pytest

from ohjaus_desktop.catalogue.model import Area
from ohjaus_desktop.guidance import travel


@pytest.mark.parametrize(
    ("text", "municipality", "rest"),
    [
        ("yksinäi perho", "584", "yksinäi"),
        ("perhossa ei jaksa", "584", "ei jaksa"),
        ("himangalla asuu yksin", "208", "asuu yksin"),
        ("muutti kokkolasta", "272", "muutti"),
        ("Ylivieskasta kyyti", "977", "kyyti"),
        ("ensam i Karleby", "272", "ensam"),
        ("mommo Uleåborg", "564", "mommo"),
        ("hemvård Kronoby", "288", "hemvård"),
        ("Brahestad", "678", ""),
        ("kotiapua nedervetil", "288", "kotiapua"),
        ("apua pyhäjoella", "625", "apua"),
        ("apua karsamaella", "317", "apua"),
        ("oulaisista", "563", ""),
        ("apu oulaisten seudulla", "563", "apu seudulla"),
        ("haapavedellä", "071", ""),
        ("toholammilla", "849", ""),
        ("pyhännällä", "630", ""),
        ("lestijärveltä", "421", ""),
        ("kannuksessa", "217", ""),
        ("raution kylällä", "208", ""),
        ("yli-iissä", "564", ""),
        ("iissä", "139", ""),
        ("perholainen isäntä", "584", "isäntä"),
        ("teerijärvellä", "288", ""),
        ("sykäräisissä", "849", ""),
        ("yksinäi ylivie", "977", "yksinäi"),
    ],
)
def test_a_place_is_recognised_in_every_form(places, text, municipality, rest):
    place, remaining = places.recognise(text)
    assert place is not None
    assert (place.municipality, remaining) == (municipality, rest)


@pytest.mark.parametrize(
    "text",
    ["perhe riitelee", "perheneuvonta", "varkaus kaupassa", "porin", "kolari sattui", "yksinäi per", "", "ei",
     "lapsi itkee", "masennus", "salon", "Perheneuvola"],
)  # fmt: skip
def test_a_word_that_is_no_place_stays_a_word(places, text):
    assert places.recognise(text) == (None, text)


@pytest.mark.parametrize("said", ["viina kaustinen", "kaustinen viina", "kaustisella viinaa", "kaustinen"])
def test_a_municipality_is_a_place_whatever_the_words_of_a_need(places, said):
    place, _ = places.recognise(said, is_word=lambda _: True)
    assert place.name == "Kaustinen"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("hammaslääkäri nokia", "Nokia"),
        ("nokia", "Nokia"),
        ("asun nokialla", "Nokia"),
        ("ruoka-apu pori", "Pori"),
        ("nokia puhelin hukassa", None),
        ("olin kolarissa", None),
        ("lompakko varkaus", None),
        ("varkaus", None),
        ("kolari", None),
    ],
)
def test_a_name_that_is_also_a_word_needs_more_to_be_a_place(places, said, name):
    words = {"kolari", "varkaus"}.__contains__
    place, _ = places.recognise(said, is_word=words, begins_word=words)
    assert (place.name if place else None) == name


def test_a_capital_makes_a_place_of_a_word(places):
    assert places.recognise("asuu Varkaudessa")[0].municipality == "915"


def test_a_word_of_the_needs_is_left_to_the_search(places):
    assert places.recognise("rahja", is_word=lambda word: word == "rahja")[0] is None


def test_half_a_word_of_the_needs_is_not_yet_a_place(places):
    assert places.recognise("riita perh")[0].municipality == "584"
    assert places.recognise("riita perh", begins_word="perhe".startswith)[0] is None


@pytest.mark.parametrize(
    ("prefix", "first"),
    [("per", "Perho"), ("him", "Himanka"), ("kok", "Kokkola"), ("karl", "Karleby"), ("oul", "Oulainen"),
     ("KÄRS", "Kärsämäki"), ("kars", "Kärsämäki"), ("ruuk", "Ruukki"), ("Lochteå", "Lochteå")],
)  # fmt: skip
def test_a_half_typed_place_is_completed(places, prefix, first):
    assert places.complete(prefix)[0].name == first


def test_nothing_completes_to_nothing(places):
    assert places.complete("") == ()
    assert places.complete("xyz") == ()


def test_a_municipality_is_found_by_code_and_any_name(places):
    for said in ("584", "Perho", "perho"):
        assert places.municipality(said).code == "584"
    assert places.municipality("Karleby").code == "272"
    assert places.municipality("Himanka").code == "208"
    assert places.municipality("Atlantis") is None


def test_all_municipalities_of_finland_are_known(places):
    assert len(places.all()) == 308
    for one in places.all():
        assert places.recognise(f"apua {one.name_fi.split(' - ')[0]}")[0].municipality == one.code


def published(shared_data) -> list[dict[str, str]]:
    with (shared_data / "geo" / "distances_check.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def off(estimate: float, published: float) -> float:
    """By how much an estimate is off, as a share of what was published."""
    return abs(estimate - published) / published


def test_distances_are_near_the_published_ones(places, shared_data, record_property):
    errors = {
        f"{row['a']}–{row['b']}": off(
            places.distance_km(places.municipality(row["a"]), places.municipality(row["b"])),
            float(row["road_km"]),
        )
        for row in published(shared_data)
    }
    mean, worst = sum(errors.values()) / len(errors), max(errors, key=errors.__getitem__)
    record_property("mean_error", round(mean, 3))
    print(f"{len(errors)} distances: mean error {mean:.1%}, largest {errors[worst]:.1%} ({worst})")
    assert len(errors) == 29
    assert mean <= 0.10
    assert errors[worst] <= 0.25


def test_driving_times_are_near_the_published_ones(places, shared_data):
    errors = [
        off(
            travel.drive_minutes(
                places.distance_km(places.municipality(row["a"]), places.municipality(row["b"]))
            ),
            float(row["minutes"]),
        )
        for row in published(shared_data)
        if row["minutes"]
    ]
    mean = sum(errors) / len(errors)
    print(f"{len(errors)} driving times: mean error {mean:.1%}, largest {max(errors):.1%}")
    assert mean <= 0.15


def test_a_longer_way_never_takes_less_time():
    minutes = [travel.drive_minutes(kilometres) for kilometres in range(5, 800, 5)]
    assert minutes == sorted(minutes)
    assert minutes[0] == 5


def test_distances_are_rounded_to_five_and_never_zero(places):
    for a, b in (("584", "236"), ("272", "584"), ("425", "564")):
        assert places.distance_km(a, b) % 5 == 0
        assert places.distance_km(a, b) > 0
        assert places.distance_km(a, b) == places.distance_km(b, a)


@pytest.mark.parametrize(
    ("kind", "code", "inside", "outside"),
    [
        ("municipality", "584", "584", "236"),
        ("wellbeing_county", "18", "272", "208"),
        ("valley", "Lestijokilaakso", "208", "977"),
        ("language_area", "sv", "288", "584"),
        ("language_area", "fi", "584", "478"),
        ("country", "FI", "915", "000"),
    ],
)
def test_an_area_holds_its_municipalities(places, kind, code, inside, outside):
    areas = [Area(type=kind, code=code)]
    assert places.covers(areas, inside)
    assert not places.covers(areas, outside)
