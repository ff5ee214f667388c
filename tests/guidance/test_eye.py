"""Services that are alike are looked at once, and each is seen as if it had been looked at by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
import pytest

from ohjaus_desktop import paths
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.guidance import hours
from ohjaus_desktop.guidance.eye import Eye, Sights
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.guidance.masks import bits
from ohjaus_desktop.guidance.outlook import Outlook
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.shelf import Shelf

KAUSTINEN, KOKKOLA, OULU = "236", "272", "564"
TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=HELSINKI)


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    """The example catalogue, and each of its services once more, elsewhere under another name."""
    known = document.read(paths.resource("example-catalogue.json").read_bytes()).catalogue
    locations = {one.id: one for one in known.locations}
    for one in known.locations:
        locations[f"{one.id}-2"] = msgspec.structs.replace(one, id=f"{one.id}-2", name="Toinen talo")
    again = [
        msgspec.structs.replace(
            one,
            id=f"{one.id}-2",
            name=f"Toinen {one.id}",
            schedules=one.schedules[:1],
            service_at_locations=[
                msgspec.structs.replace(link, location_id=f"{link.location_id}-2")
                for link in one.service_at_locations
            ],
        )
        for one in known.services
    ]
    organizations = {one.id: one for one in known.organizations}
    return Shelf([*known.services, *again], organizations, locations, known.needs, known.activities)


@pytest.mark.parametrize(
    ("municipality", "village", "age", "home"),
    [
        (None, None, None, None),
        (KAUSTINEN, None, None, None),
        (KOKKOLA, "Ullava", 80, None),
        (OULU, None, 5, KAUSTINEN),
        (KAUSTINEN, None, None, OULU),
    ],
)
def test_every_row_is_seen_as_by_itself(
    shelf: Shelf,
    places: Places,
    municipality: str | None,
    village: str | None,
    age: int | None,
    home: str | None,
) -> None:
    eye = Eye(shelf, places, municipality, places.named(village) if village else None, age, home=home)
    seen, looked = Sights(shelf, eye), [eye.look(row) for row in shelf.rows]
    assert list(seen) == looked
    assert list(seen.each(eye.nearness)) == [eye.nearness(sight) for sight in looked]
    assert list(seen.hours) == [sight.hours for sight in looked]
    assert all(service is sight.service for service, sight in zip(seen.services, looked, strict=True))


def test_one_look_tells_of_all_that_are_alike(shelf: Shelf) -> None:
    assert len(shelf.kinds.first) <= len(shelf.rows) / 2 + 1
    assert len(shelf.kinds.of_row) == len(shelf.rows)


def test_a_row_is_open_by_its_own_hours(shelf: Shelf, places: Places) -> None:
    eye = Eye(shelf, places, KAUSTINEN, None, None)
    outlook = Outlook(shelf, eye)
    for at in (TUESDAY, TUESDAY.replace(hour=20), TUESDAY + timedelta(days=4)):
        is_open = [
            sight.service.status == "active" and hours.is_open(shelf.hours[sight.hours], at)
            for sight in map(eye.look, shelf.rows)
        ]
        assert 0 < sum(is_open) < len(is_open)
        assert list(bits(outlook.open_now(at))) == [row for row, opened in enumerate(is_open) if opened]
