"""Hours as publishers write them: weekdays, recurrences of RFC 5545, zones, and plain dirt."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hsds_data import SERVICE, a_service, write_json
from ohjaus_desktop import texts
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.model import Schedule
from ohjaus_desktop.publishing.hsds.clocks import clock_of, day_of
from ohjaus_desktop.publishing.hsds.findings import Findings
from ohjaus_desktop.publishing.hsds.hours import HoursReader
from ohjaus_desktop.publishing.import_hsds import import_path
from ohjaus_desktop.workplace import now


def read(*rows: dict[str, Any], abroad: bool = False) -> list[Schedule]:
    reader = HoursReader(Findings(), texts.translator("en"), 2026, abroad)
    return reader.read(rows, lambda _: {})


def only(**row: Any) -> Schedule:
    (schedule,) = read({"opens_at": "09:00", "closes_at": "15:00"} | row)
    return schedule


@pytest.mark.parametrize(
    ("said", "clock"),
    [
        ("9:00am", time(9)),
        ("12:00 pm", time(12)),
        ("12:30 a.m.", time(0, 30)),
        ("09:00:00", time(9)),
        ("0900", time(9)),
        ("17", time(17)),
        ("9.30", time(9, 30)),
        ("noon", time(12)),
        ("24:00", time(0)),
        ("25:00", None),
        ("13:00pm", None),
        ("by appointment", None),
        ("", None),
    ],
)
def test_a_clock_is_understood_or_not_at_all(said, clock):
    assert clock_of(said)[0] == clock


def test_rows_of_one_weekday_with_the_same_times_become_one():
    rows = [{"weekday": day, "opens_at": "9", "closes_at": "17"} for day in ("Wednesday", "Mon", "5")]
    assert read(*rows) == [Schedule(byday="MO,WE,FR", opens_at=time(9), closes_at=time(17))]


def test_times_of_finland_with_their_offset_stay_as_the_clock_shows():
    for zone in ("+02:00", "+03:00", "+0200"):
        assert only(byday="MO", opens_at=f"09:00{zone}").opens_at == time(9)


def test_times_in_utc_become_finnish_and_may_fall_on_the_next_day():
    winter = only(byday="SU,MO", opens_at="22:30Z", closes_at="23:30Z", valid_from="2026-01-07")
    summer = only(byday="SU", opens_at="06:00Z", closes_at="12:00Z", valid_from="2026-07-01")
    assert (winter.byday, winter.opens_at, winter.closes_at) == ("MO,TU", time(0, 30), time(1, 30))
    assert (summer.byday, summer.opens_at) == ("SU", time(9))


def test_the_clocks_of_a_place_abroad_stay_its_own():
    (schedule,) = read({"byday": "MO", "opens_at": "09:00-05:00", "closes_at": "17:00-05:00"}, abroad=True)
    assert schedule.opens_at == time(9)


def test_every_second_week_counts_from_its_first_day():
    schedule = only(freq="WEEKLY", byday="TU", interval="2", dtstart="2026-11-03")
    assert (schedule.interval, schedule.dtstart) == (2, date(2026, 11, 3))


def test_days_of_the_month_hold_only_in_a_monthly_row():
    assert only(freq="MONTHLY", bymonthday="1,15").bymonthday == "1,15"
    assert only(freq="WEEKLY", byday="TH", bymonthday="2,3").bymonthday is None, "RFC 5545, 3.3.10"


def test_the_first_monday_of_a_month_is_kept_in_words_and_never_as_every_monday():
    schedule = only(freq="MONTHLY", byday="1MO,-1FR")
    assert (schedule.byday, schedule.opens_at) == (None, None)
    assert schedule.description == (
        "every month on the first Mon: 09:00–15:00\nevery month on the last Fri: 09:00–15:00"
    )


def test_so_many_times_ends_on_the_last_of_them():
    schedule = only(freq="WEEKLY", byday="TU,TH", dtstart="2026-11-03", count=3)
    assert schedule.valid_to == date(2026, 11, 10)


def test_one_day_without_recurrence_is_that_day():
    schedule = only(dtstart="2026-12-01")
    assert (schedule.valid_from, schedule.valid_to) == (date(2026, 12, 1), date(2026, 12, 1))


def test_hours_that_cannot_be_read_are_told_in_the_publishers_words():
    schedule = only(byday="MO", opens_at="after lunch", original_text="Mondays after lunch")
    assert (schedule.opens_at, schedule.description) == (None, "Mondays after lunch")


def test_an_end_before_its_start_is_left_out():
    assert read({"byday": "MO", "opens_at": "9", "valid_from": "2026-05-01", "valid_to": "2026-04-01"}) == []


@given(st.text(max_size=20) | st.integers() | st.floats() | st.none())
def test_no_value_breaks_the_reading_of_clocks_and_days(value):
    clock_of(value)
    day_of(value)


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=12)
    | st.sampled_from(["MO", "-1SU", "9:00", "2026-02-30"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["id", "name", "number"]), inner, max_size=3)
    ),
    max_leaves=6,
)
fields = st.sampled_from(
    [*a_service(), "attributes", "funding", "program", "eligibility", "locations", "additional_urls"]
)


@given(st.dictionaries(fields.filter(lambda name: name not in {"id", "name"}), anything, max_size=6))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_its_fields_the_service_comes_over(tmp_path, wild):
    made = import_path(write_json(tmp_path / "service.json", a_service(**wild)), at=now())
    assert SERVICE in {one.id for one in made.catalogue.services}
    assert document.read(document.write(made.catalogue)).problems == ()
