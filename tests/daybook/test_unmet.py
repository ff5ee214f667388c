"""An unmet need: what is written down of it, what the file itself refuses, how long it is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest

from ohjaus_desktop import paths
from ohjaus_desktop.catalogue.navigation import Need
from ohjaus_desktop.daybook.steps import STEPS
from ohjaus_desktop.daybook.store import Daybook
from ohjaus_desktop.daybook.unmet import record
from ohjaus_desktop.daybook.unmet.periods import Half, kept_from
from ohjaus_desktop.daybook.unmet.record import SENSITIVE, UNKNOWN, Unmet
from ohjaus_desktop.daybook.unmet.store import Met
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.guidance.places import Places

DAY = date(2026, 11, 20)
AUTUMN = Half(2026, 2)
PLACES = Places.load()
FRIEND = Unmet(DAY, "friend", frozenset({"far", "full"}), "valley:Lestijokilaakso", "75_over", "phone")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "daybook.sqlite"


@pytest.fixture
def daybook(path: Path) -> Iterator[Daybook]:
    opened = Daybook(path)
    yield opened
    opened.close()


@pytest.fixture
def by_hand(path: Path, daybook: Daybook) -> Callable[..., None]:
    """Write a row past the program."""

    def write(**changed: str) -> None:
        row = {"number": "1", "day": "2026-11-20", "need": "friend", "area": "unknown"}
        row |= {"age": "unknown", "way": "unknown"} | changed
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(
                f"INSERT INTO unmet ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
                tuple(row.values()),
            )

    return write


def needs() -> dict[str, Need]:
    catalogue = msgspec.json.decode(paths.resource("example-catalogue.json").read_bytes())
    return {raw["id"]: msgspec.convert(raw, Need) for raw in catalogue["needs"]}


def municipality(name: str) -> record.Municipality:
    known = PLACES.municipality(name)
    assert known is not None
    return known


# What is kept ---------------------------------------------------------------------------------


def test_an_unmet_need_is_kept_with_its_reasons_and_can_be_taken_back(daybook: Daybook) -> None:
    number = daybook.unmet.keep(FRIEND)
    other = replace(FRIEND, need="club", reasons=frozenset({"none"}))
    daybook.unmet.keep(other)
    assert sorted(daybook.unmet.within(AUTUMN), key=lambda one: one.need) == [other, FRIEND]
    daybook.unmet.remove(number)
    assert daybook.unmet.within(AUTUMN) == [other]


def test_the_reasons_go_with_what_is_taken_back(path: Path, daybook: Daybook) -> None:
    daybook.unmet.remove(daybook.unmet.keep(FRIEND))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM unmet_reason").fetchone() == (0,)


def test_a_small_municipality_is_kept_as_its_valley_and_a_town_as_itself() -> None:
    assert record.area_of(municipality("Lestijärvi")) == "valley:Lestijokilaakso"
    assert record.area_of(municipality("Perho")) == "valley:Perhonjokilaakso"
    assert record.area_of(municipality("Kokkola")) == "municipality:272"
    assert record.area_of(municipality("Alajärvi")) == "county:16"
    assert record.area_of(None) == UNKNOWN


def test_of_a_sensitive_need_only_reason_month_and_county_are_kept(daybook: Daybook) -> None:
    known = needs()
    written = record.written_need(known["violence_at_home"], known)
    area = record.area_of(municipality("Kokkola"), sensitive=True)
    made = record.unmet(written, ["far"], area, day=DAY, age="30_64", way="counter")
    assert made == Unmet(date(2026, 11, 1), SENSITIVE, frozenset({"far"}), "county:18")
    daybook.unmet.keep(made)
    assert daybook.unmet.within(AUTUMN) == [made]


def test_a_group_of_mostly_sensitive_needs_is_sensitive_itself_and_others_keep_their_names() -> None:
    known = needs()
    assert record.written_need(known["safety"], known) == SENSITIVE
    assert record.written_need(known["mind"], known) == "mind"
    assert record.written_need(known["scam"], known) == "scam"
    sensitive = [one for one in known.values() if one.sensitive]
    assert sensitive
    assert all(record.written_need(one, known) == SENSITIVE for one in sensitive)


def test_no_order_of_numbers_tells_when_something_was_written_down(path: Path, daybook: Daybook) -> None:
    for _ in range(12):
        daybook.unmet.keep(FRIEND)
    with closing(sqlite3.connect(path)) as connection:
        numbers = [row[0] for row in connection.execute("SELECT number FROM unmet")]
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    assert max(numbers) - min(numbers) > 2**32
    assert "sqlite_sequence" not in tables


# What the file refuses ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changed",
    [
        {"day": "2026-11-20T10:30"},
        {"day": "2026-02-30"},
        {"need": "pelkää miestään"},
        {"area": "municipality:421"},  # Lestijärvi, 700 people
        {"area": "municipality:584"},  # Perho
        {"area": "Perho"},
        {"age": "47"},
        {"way": "Aino soitti"},
        {"need": SENSITIVE},  # with its day
        {"need": SENSITIVE, "day": "2026-11-01", "area": "valley:Lestijokilaakso"},
        {"need": SENSITIVE, "day": "2026-11-01", "area": "municipality:272"},
        {"need": SENSITIVE, "day": "2026-11-01", "age": "30_64"},
        {"need": SENSITIVE, "day": "2026-11-01", "way": "phone"},
    ],
)
def test_the_file_itself_refuses_what_could_tell_of_somebody(
    by_hand: Callable[..., None], changed: dict[str, str]
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        by_hand(**changed)


def test_the_file_takes_what_is_coarse_enough(by_hand: Callable[..., None], daybook: Daybook) -> None:
    by_hand(need=SENSITIVE, day="2026-11-01", area="county:18")
    by_hand(number="2")
    assert len(daybook.unmet.within(AUTUMN)) == 2


def test_the_file_takes_every_area_that_the_rule_gives(path: Path, daybook: Daybook) -> None:
    areas = {record.area_of(one, sensitive=each) for one in PLACES.all() for each in (False, True)}
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(
            "INSERT INTO unmet (day, need, area, age, way) "
            "VALUES ('2026-11-20', 'x', ?, 'unknown', 'unknown')",
            [(area,) for area in areas],
        )
    assert {one.area for one in daybook.unmet.within(AUTUMN)} == areas


def test_every_choice_of_the_view_can_be_kept(daybook: Daybook) -> None:
    for age in record.AGES:
        daybook.unmet.keep(replace(FRIEND, age=age))
    for way in record.WAYS:
        daybook.unmet.keep(replace(FRIEND, way=way))
    for valley in record.VALLEYS:
        daybook.unmet.keep(replace(FRIEND, area=f"valley:{valley}"))
    daybook.unmet.keep(replace(FRIEND, reasons=frozenset(record.REASONS)))
    found = daybook.unmet.within(AUTUMN)
    assert {one.age for one in found} == set(record.AGES)
    assert {one.way for one in found} == set(record.WAYS)
    assert max(len(one.reasons) for one in found) == len(record.REASONS)


def test_every_need_of_the_catalogue_can_be_kept(daybook: Daybook) -> None:
    known = needs()
    written = {record.written_need(one, known) for one in known.values()}
    for need in written:
        daybook.unmet.keep(record.unmet(need, ["none"], UNKNOWN, day=DAY))
    assert {one.need for one in daybook.unmet.within(AUTUMN)} == written


def test_a_need_with_a_strange_id_is_kept_in_the_pool() -> None:
    strange = Need(id="apua tänne", name="Apua tänne")
    assert record.written_need(strange, {strange.id: strange}) == SENSITIVE


# Periods and keeping --------------------------------------------------------------------------


def test_half_a_year_begins_and_ends_where_it_should() -> None:
    assert (Half(2026, 1).first, Half(2026, 1).last) == (date(2026, 1, 1), date(2026, 6, 30))
    assert (AUTUMN.first, AUTUMN.last) == (date(2026, 7, 1), date(2026, 12, 31))
    assert Half(2026, 1).before(1) == Half(2025, 2)
    assert Half.parse("2026-2") == Half.of(DAY) == AUTUMN


@pytest.mark.parametrize(
    "words", ["", "2026", "2026-3", "26-1", "2026-11", "kesä", "²026-1", "0000-1", "9999-2"]
)
def test_a_half_year_that_is_none_is_told(words: str) -> None:
    with pytest.raises(KnownError, match=r"Puolivuotta|half-year"):
        Half.parse(words)


def test_what_is_older_than_two_years_goes_when_something_is_written_down(daybook: Daybook) -> None:
    old, kept = replace(FRIEND, day=date(2024, 6, 30)), replace(FRIEND, day=date(2024, 7, 1))
    daybook.unmet.keep(old)
    daybook.unmet.keep(kept)
    assert daybook.unmet.halves() == [Half(2024, 2), Half(2024, 1)]
    daybook.unmet.keep(FRIEND)
    assert kept_from(DAY) == date(2024, 7, 1)
    assert daybook.unmet.halves() == [AUTUMN, Half(2024, 2)]


def test_a_clock_in_another_century_is_told_and_nothing_is_kept(daybook: Daybook) -> None:
    with pytest.raises(KnownError, match=r"1\.1\.1970"):
        daybook.unmet.keep(replace(FRIEND, day=date(1970, 1, 1)))
    assert daybook.unmet.halves() == []


def test_who_only_looks_waits_for_nobody_who_writes(path: Path, daybook: Daybook) -> None:
    daybook.unmet.keep(FRIEND)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        daybook.unmet.forget_old(DAY)
        assert daybook.unmet.within(AUTUMN) == [FRIEND]


def test_what_has_come_is_forgotten_with_the_need_it_came_for(daybook: Daybook) -> None:
    daybook.unmet.keep(FRIEND)
    came = Met("friend", "valley:Lestijokilaakso", "s-1", DAY)
    daybook.unmet.note_met([came, replace(came, area="county:19", service_id="s-2")])
    daybook.unmet.forget_old(DAY)
    assert daybook.unmet.met() == [came]
    daybook.unmet.forget_old(date(2029, 1, 1))
    assert daybook.unmet.met() == []


# Coming from an older program -----------------------------------------------------------------


def test_a_daybook_of_the_version_before_keeps_everything_and_takes_unmet_needs(path: Path) -> None:
    with closing(sqlite3.connect(path)) as old, old:
        for step in STEPS[:2]:
            old.executescript(step)
        old.execute("INSERT INTO chosen VALUES ('s', 0)")
        old.execute("INSERT INTO favourite VALUES ('f', 0)")
        old.execute(
            "INSERT INTO report (at, section, record_id, name, recipient, words) "
            "VALUES ('2026-11-20T10:00:00+00:00', 'services', 's', 'Etäkahvila', '', 'Väärä numero.')"
        )
        seed = old.execute("SELECT seed FROM chance").fetchone()[0]
        old.execute("PRAGMA user_version = 2")
    daybook = Daybook(path)
    assert (daybook.tray(), daybook.favourites(), daybook.seed()) == (["s"], ["f"], seed)
    assert [one.words for one in daybook.reports()] == ["Väärä numero."]
    daybook.unmet.keep(FRIEND)
    assert daybook.unmet.within(AUTUMN) == [FRIEND]
    daybook.close()
    with closing(sqlite3.connect(path.with_name(f"{path.name}.before-{len(STEPS)}"))) as backup:
        assert backup.execute("PRAGMA user_version").fetchone() == (2,)


def test_a_migration_that_fails_leaves_the_daybook_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(path)) as old, old:
        for step in STEPS[:2]:
            old.executescript(step)
        old.execute("INSERT INTO chosen VALUES ('s', 0)")
        old.execute("PRAGMA user_version = 2")
    broken = (*STEPS[:2], STEPS[2] + "INSERT INTO unmet_reason VALUES (7, 'far');")
    with monkeypatch.context() as patched:
        patched.setattr("ohjaus_desktop.daybook.store.STEPS", broken)
        with pytest.raises(KnownError):
            Daybook(path)
    daybook = Daybook(path)
    assert daybook.tray() == ["s"]
    daybook.unmet.keep(FRIEND)
    daybook.close()
