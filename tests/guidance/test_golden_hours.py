"""Hours on the days on which a program is easily wrong; each as somebody would ask."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue.model import (
    HolidaySchedule,
    Location,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
)
from ohjaus_desktop.guidance.hours import (
    HELSINKI,
    Doubt,
    Hours,
    Opening,
    OpenState,
    opening,
    service_opening,
)
from ohjaus_desktop.guidance.special_days import is_eve, is_public_holiday
from ohjaus_desktop.guidance.timetable import timetable
from ohjaus_desktop.guidance.wording import opening_sentence

WORKDAYS = "MO,TU,WE,TH,FR"
OFFICE = (Schedule(byday=WORKDAYS, opens_at=time(9), closes_at=time(16)),)
DAILY = (Schedule(opens_at=time(9), closes_at=time(21)),)
TOLD_DAILY = (Schedule(opens_at=time(9), closes_at=time(21), public_holidays="open"),)
TOLD_SHUT = (Schedule(byday=WORKDAYS, opens_at=time(9), closes_at=time(16), public_holidays="closed"),)
ALWAYS = (Schedule(opens_at=time(0), closes_at=time(0)),)
APPOINTED = (Schedule(byday=WORKDAYS, opens_at=time(9), closes_at=time(16), by_appointment=True),)
ROUND = (Schedule(byday="WE", opens_at=time(9), closes_at=time(12), dtstart=date(2026, 11, 4), interval=2),)
SUMMER = HolidaySchedule(start_date=date(2026, 7, 1), end_date=date(2026, 7, 31))
ONE_JULY_DAY = HolidaySchedule(
    start_date=date(2026, 7, 15), end_date=date(2026, 7, 15), closed=False,
    opens_at=time(10), closes_at=time(12),
)  # fmt: skip
CHRISTMAS_TOLD = HolidaySchedule(
    start_date=date(2026, 12, 24), end_date=date(2026, 12, 24), closed=False,
    opens_at=time(9), closes_at=time(12),
)  # fmt: skip
NIGHT = (Schedule(byday="FR,SA", opens_at=time(20), closes_at=time(2)),)
LATE = (Schedule(byday="SA", opens_at=time(22), closes_at=time(4)),)
TO_MIDNIGHT = (Schedule(byday=WORKDAYS, opens_at=time(9), closes_at=time(0)),)
MIDSUMMER_ROUND = (
    Schedule(byday="FR", opens_at=time(9), closes_at=time(12), dtstart=date(2026, 6, 5), interval=2),
)
SEASONS = (
    Schedule(byday="TU,TH", opens_at=time(9), closes_at=time(15), valid_to=date(2026, 5, 31)),
    Schedule(
        byday="TU", opens_at=time(9), closes_at=time(12),
        valid_from=date(2026, 6, 1), valid_to=date(2026, 8, 16),
    ),
    Schedule(byday="TU,TH", opens_at=time(9), closes_at=time(15), valid_from=date(2026, 8, 17)),
)  # fmt: skip
CHRISTMAS_PAUSE = (
    HolidaySchedule(start_date=date(2026, 12, 21), end_date=date(2027, 1, 6)),
    HolidaySchedule(
        start_date=date(2026, 12, 28), end_date=date(2026, 12, 30), closed=False,
        opens_at=time(10), closes_at=time(14),
    ),
    HolidaySchedule(start_date=date(2026, 12, 29), end_date=date(2026, 12, 29)),
)  # fmt: skip

EVE = "; aattona aukiolo voi poiketa"
FEAST = "; pyhänä aukiolo voi poiketa"
SAY = {language: texts.translator(language) for language in ("fi", "sv", "en")}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HELSINKI)


def told(rows: tuple[Schedule, ...], when: str, *exceptions: HolidaySchedule, language: str = "fi") -> str:
    return opening_sentence(opening(rows, exceptions, at(when)), at(when), SAY[language])


@pytest.mark.parametrize(
    ("rows", "when", "sentence"),
    [
        # Clock changes: local hours stay what the door says.
        (NIGHT, "2026-03-29T01:00", "Auki klo 2 asti"),
        (OFFICE, "2026-03-27T17:00", "Suljettu, avataan ma klo 9"),
        (OFFICE, "2026-10-26T08:59", "Suljettu, avataan klo 9"),
        (ALWAYS, "2026-10-25T03:30", "Auki ympäri vuorokauden"),
        (LATE, "2026-03-28T23:30", "Auki klo 4 asti"),
        (LATE, "2026-03-29T02:50", "Sulkeutuu 10 min päästä, klo 4"),
        (LATE, "2026-03-29T04:10", "Suljettu, avataan la klo 22"),
        (LATE, "2026-10-25T03:50", "Auki klo 4 asti"),
        # The two great eves: offices are shut, daily hours are what is known.
        (OFFICE, "2026-06-19T10:00", "Suljettu, avataan ma klo 9" + EVE),
        (OFFICE, "2026-06-18T17:00", "Suljettu, avataan ma klo 9"),
        (OFFICE, "2026-12-24T10:00", "Suljettu, avataan ma klo 9" + EVE),
        (OFFICE, "2026-12-24T20:00", "Suljettu, avataan ma klo 9"),
        (DAILY, "2026-12-24T10:00", "Auki klo 21 asti" + EVE),
        (TOLD_DAILY, "2026-12-24T10:00", "Auki klo 21 asti"),
        (TOLD_DAILY, "2026-12-31T10:00", "Auki klo 21 asti"),
        (TOLD_SHUT, "2026-12-24T10:00", "Suljettu, avataan ma klo 9"),
        (TOLD_SHUT, "2026-12-31T10:00", "Auki klo 16 asti" + EVE),
        (ALWAYS, "2026-12-24T23:00", "Auki ympäri vuorokauden"),
        # Other eves change nothing by law and much in practice.
        (OFFICE, "2026-12-31T10:00", "Auki klo 16 asti" + EVE),
        (OFFICE, "2026-12-30T17:00", "Suljettu, avataan to klo 9" + EVE),
        (OFFICE, "2027-03-25T10:00", "Auki klo 16 asti" + EVE),
        (OFFICE, "2027-04-30T10:00", "Auki klo 16 asti" + EVE),
        (OFFICE, "2026-04-23T10:00", "Auki klo 16 asti"),
        # Holidays of the week.
        (OFFICE, "2027-01-06T10:00", "Suljettu, avataan to klo 9"),
        (OFFICE, "2026-12-25T10:00", "Suljettu, avataan ma klo 9"),
        (DAILY, "2026-12-25T10:00", "Auki klo 21 asti" + FEAST),
        (DAILY, "2026-10-31T10:00", "Auki klo 21 asti" + FEAST),
        (TOLD_DAILY, "2026-10-31T10:00", "Auki klo 21 asti"),
        # A weekend with a holiday Monday: Good Friday to Easter Monday.
        (OFFICE, "2027-03-25T17:00", "Suljettu, avataan ti klo 9"),
        (OFFICE, "2026-04-04T12:00", "Suljettu, avataan ti klo 9"),
        # The last minutes, and midnight.
        (OFFICE, "2026-11-19T15:40", "Sulkeutuu 20 min päästä, klo 16"),
        (OFFICE, "2026-11-19T15:29", "Auki klo 16 asti"),
        (NIGHT, "2026-11-21T01:10", "Auki klo 2 asti"),
        (NIGHT, "2026-11-21T01:50", "Sulkeutuu 10 min päästä, klo 2"),
        (NIGHT, "2026-11-22T01:00", "Auki klo 2 asti"),
        (NIGHT, "2026-11-22T03:00", "Suljettu, avataan pe klo 20"),
        (TO_MIDNIGHT, "2026-11-19T20:40", "Auki klo 24 asti"),
        (TO_MIDNIGHT, "2026-11-19T23:40", "Sulkeutuu 20 min päästä, klo 24"),
        (TO_MIDNIGHT, "2026-11-20T00:00", "Suljettu, avataan klo 9"),
        # Other hours in summer, told in the last week of each season too.
        (SEASONS, "2026-06-04T10:00", "Suljettu, avataan ti klo 9"),
        (SEASONS, "2026-06-02T10:00", "Auki klo 12 asti"),
        (SEASONS, "2026-08-13T10:00", "Suljettu, avataan ti klo 9"),
        (SEASONS, "2026-08-20T10:00", "Auki klo 15 asti"),
        # Rounds every other week, agreed times, and what nobody has told.
        (ROUND, "2026-11-18T10:00", "Auki klo 12 asti"),
        (ROUND, "2026-11-25T10:00", "Suljettu, avataan ke 2.12. klo 9"),
        # A round whose Friday is the eve of Midsummer comes again two weeks later.
        (MIDSUMMER_ROUND, "2026-06-18T10:00", "Suljettu, avataan pe 3.7. klo 9"),
        (APPOINTED, "2026-11-19T10:00", "Auki klo 16 asti, ajanvarauksella"),
        ((Schedule(by_appointment=True),), "2026-11-19T10:00", "Vain ajanvarauksella"),
        ((), "2026-12-24T10:00", "Aukiolo ei tiedossa"),
    ],
)
def test_what_a_client_is_told(rows, when, sentence):
    assert told(rows, when) == sentence


@pytest.mark.parametrize(
    ("when", "exceptions", "sentence"),
    [
        ("2026-07-10T10:00", (SUMMER,), "Suljettu, avataan la 1.8. klo 9"),
        ("2026-07-15T11:00", (SUMMER, ONE_JULY_DAY), "Auki klo 12 asti"),
        ("2026-07-15T13:00", (ONE_JULY_DAY, SUMMER), "Suljettu, avataan la 1.8. klo 9"),
        ("2026-07-14T13:00", (SUMMER, ONE_JULY_DAY), "Suljettu, avataan ke klo 10"),
        ("2026-12-24T10:00", (CHRISTMAS_TOLD,), "Auki klo 12 asti"),
    ],
)
def test_an_exception_is_told_and_the_narrower_of_two_holds(when, exceptions, sentence):
    assert told(DAILY, when, *exceptions) == sentence


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        ("2026-12-21T10:00", "Suljettu, avataan ma 28.12. klo 10"),
        ("2026-12-28T10:30", "Auki klo 14 asti"),
        ("2026-12-29T10:30", "Suljettu, avataan ke klo 10"),
        ("2026-12-30T15:00", "Suljettu, avataan 7.1.2027 klo 9"),
    ],
)
def test_of_three_exceptions_one_inside_the_other_the_narrowest_holds(when, sentence):
    assert told(OFFICE, when, *CHRISTMAS_PAUSE) == sentence


def test_the_hour_that_comes_twice_in_october_is_counted_once_each_time():
    first = at("2026-10-25T03:50")
    second = first.replace(fold=1)
    sentences = [opening_sentence(opening(LATE, (), one), one, SAY["fi"]) for one in (first, second)]
    assert sentences == ["Auki klo 4 asti", "Sulkeutuu 10 min päästä, klo 4"]


def test_a_night_belongs_to_the_day_on_which_it_begins():
    saturday = HolidaySchedule(start_date=date(2026, 11, 21), end_date=date(2026, 11, 21))
    sunday = HolidaySchedule(start_date=date(2026, 11, 22), end_date=date(2026, 11, 22))
    assert told(NIGHT, "2026-11-22T01:00", sunday) == "Auki klo 2 asti"
    assert told(NIGHT, "2026-11-22T01:00", saturday) == "Suljettu, avataan pe klo 20"


@pytest.mark.parametrize(
    ("rows", "when", "swedish", "english"),
    [
        (OFFICE, "2026-12-31T10:00", "Öppet till kl. 16; på aftonen kan öppettiden avvika",
         "Open until 16; on the eve the hours may differ"),
        (OFFICE, "2026-11-19T15:40", "Stänger om 20 min, kl. 16", "Closes in 20 min, at 16"),
    ],
)  # fmt: skip
def test_the_same_is_told_in_swedish_and_english(rows, when, swedish, english):
    assert told(rows, when, language="sv") == swedish
    assert told(rows, when, language="en") == english


@pytest.mark.parametrize(
    ("day", "eve"),
    [
        ("2026-06-19", True), ("2026-06-20", False), ("2027-06-25", True), ("2026-12-24", True),
        ("2026-12-31", True), ("2026-12-23", False), ("2027-04-30", True), ("2027-03-25", True),
        ("2026-04-02", True), ("2027-03-26", False), ("2026-10-30", False), ("2027-01-05", False),
        ("2026-05-13", False), ("2026-04-09", False),
    ],
)  # fmt: skip
def test_the_eves_that_matter_are_known(day, eve):
    assert is_eve(date.fromisoformat(day)) is eve


@pytest.mark.parametrize("day", ["2027-01-06", "2026-10-31", "2026-05-14", "2026-12-06", "2026-06-20"])
def test_epiphany_all_saints_ascension_independence_and_midsummer_are_holidays(day):
    assert is_public_holiday(date.fromisoformat(day))


def test_an_eve_that_the_catalogue_speaks_of_is_not_in_doubt():
    usual = HolidaySchedule(start_date=date(2026, 12, 31), end_date=date(2026, 12, 31), closed=False)
    assert opening(OFFICE, (usual,), at("2026-12-31T10:00")) == Opening(
        OpenState.OPEN, closes_at=at("2026-12-31T16:00")
    )
    assert opening(OFFICE, (), at("2026-12-31T10:00")).doubt is Doubt.EVE


def test_the_phone_the_visit_and_the_house_have_hours_of_their_own():
    house = Location(
        id="h", name="Talo", municipality="272",
        schedules=[Schedule(byday=WORKDAYS, opens_at=time(7), closes_at=time(20))],
        holiday_schedules=[HolidaySchedule(start_date=date(2026, 11, 20), end_date=date(2026, 11, 20))],
    )  # fmt: skip
    advice = Service(
        id="s", organization_id=None, name="Neuvonta",
        schedules=[Schedule(byday="TH,FR", opens_at=time(9), closes_at=time(15))],
        phones=[
            Phone(number="000 1", schedules=[Schedule(byday="TH,FR", opens_at=time(8), closes_at=time(10))])
        ],
        service_at_locations=[ServiceAtLocation(location_id="h")],
    )  # fmt: skip
    noon = at("2026-11-19T12:00")
    assert service_opening(advice, house, noon, "visit").closes_at == at("2026-11-19T15:00")
    assert service_opening(advice, None, noon, "phone").opens_at == at("2026-11-20T08:00")
    # The house is shut on Friday: nobody meets there, yet the phone answers.
    friday = at("2026-11-20T09:30")
    assert service_opening(advice, house, friday, "visit").state == OpenState.CLOSED
    assert service_opening(advice, None, friday, "phone").state == OpenState.OPEN


def lines(rows: tuple[Schedule, ...], today: str, *exceptions: HolidaySchedule) -> tuple[str, ...]:
    return timetable(Hours(rows, exceptions), date.fromisoformat(today), SAY["fi"]).lines


def test_the_printed_week_names_the_holidays_before_which_it_is_read():
    assert lines(OFFICE, "2026-12-21") == (
        "24.12.2026: aattona aukiolo voi poiketa",
        "25.12.2026 suljettu (pyhäpäivä)",
        "31.12.2026: aattona aukiolo voi poiketa",
        "1.1.2027 suljettu (pyhäpäivä)",
    )
    assert lines(OFFICE, "2026-11-20") == ()


def test_what_the_catalogue_tells_of_a_holiday_is_not_told_twice():
    assert len(lines(OFFICE, "2026-12-21", CHRISTMAS_TOLD)) == 4
    assert not any("aattona" in line for line in lines(OFFICE, "2026-12-21", CHRISTMAS_TOLD)[:2])
    assert lines(ALWAYS, "2026-12-21") == ()
    assert lines(TOLD_DAILY, "2026-12-21") == ()
