"""The list of requests: what waits, what is due, and what a few letters find."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec import structs

from invented_requests import COLLEAGUE, MONDAY, WORKER, allowed, client, draft, matter
from ohjaus_desktop.register import follow_up, journal, referrals
from ohjaus_desktop.register.model import Worker, holder
from ohjaus_desktop.register.referrals import NotYours, Referral
from ohjaus_desktop.register.searched import plain
from ohjaus_desktop.register.store import Register

TODAY = MONDAY.date()


def listed(
    register: Register,
    words: str = "",
    *,
    which: str = "all",
    on: date = TODAY,
    by: Worker = WORKER,
    **more: int,
) -> referrals.Listing:
    return referrals.listing(register, words, which=which, on=on, by=by, **more)


@pytest.fixture
def three(register: Register) -> list[Referral]:
    """Three requests, made on three mornings."""
    forms = [
        draft(matter(), name="one", of=client("Väinö Mäki-Esimerkki", "000-1112222")),
        draft(matter("alcohol-advice"), name="two", of=client("Malli Malliainen", "000 333 4444")),
        draft(matter("youth"), matter(), name="three", of=client("Åsa Testinen", "000 555 6666")),
    ]
    return [
        referrals.request(register, form, by=WORKER, at=MONDAY + timedelta(days=day))
        for day, form in enumerate(forms)
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("vaino", ["Väinö Mäki-Esimerkki"]),
        ("MÄKI", ["Väinö Mäki-Esimerkki"]),
        ("maki-esim", ["Väinö Mäki-Esimerkki"]),
        ("asa", ["Åsa Testinen", "Åsa Testinen"]),
        ("000 333", ["Malli Malliainen"]),
        ("0003334", ["Malli Malliainen"]),
        ("+35800111", ["Väinö Mäki-Esimerkki"]),
        ("00111", ["Väinö Mäki-Esimerkki"]),
        ("talousneuvonta", ["Åsa Testinen", "Väinö Mäki-Esimerkki"]),
        ("missbruk", ["Malli Malliainen"]),
        ("välfärdsområde", ["Malli Malliainen"]),
        ("ljusa åsa", ["Åsa Testinen", "Åsa Testinen"]),
        ("malli talous", []),
        ("%", []),
        ("_", []),
    ],
)
def test_typed_letters_find_names_numbers_services_and_organizations(
    three: list[Referral], register: Register, typed: str, found: list[str]
) -> None:
    listing = listed(register, typed)
    assert [row.client for row in listing.rows] == found
    assert listing.total == len(found)


def test_a_whole_page_pasted_into_the_search_breaks_nothing(
    three: list[Referral], register: Register
) -> None:
    assert listed(register, "lorem ipsum " * 5000).total == 0
    assert listed(register, "'; DROP TABLE referral; --").total == 0
    assert listed(register).total == 4


def test_a_case_number_finds_its_request_with_and_without_hyphens(
    three: list[Referral], register: Register
) -> None:
    number = three[1].case_number
    for typed in (number, number.lower(), number.replace("-", ""), number[:6]):
        assert three[1].id in {row.referral_id for row in listed(register, typed).rows}


def test_the_latest_request_comes_first_and_each_recipient_has_its_line(
    three: list[Referral], register: Register
) -> None:
    rows = listed(register).rows
    assert [row.recipient_id for row in rows[2:]] == [three[1].recipients[0].id, three[0].recipients[0].id]
    assert {row.recipient_id for row in rows[:2]} == {one.id for one in three[2].recipients}


def test_what_is_due_first_stands_first_among_what_waits(three: list[Referral], register: Register) -> None:
    days = [row.due_on for row in listed(register, which="waiting").rows]
    assert days == sorted(days)


def test_the_list_says_how_much_waits_and_how_much_is_due(three: list[Referral], register: Register) -> None:
    thursday = date(2026, 11, 26)
    listing = listed(register, "väinö", which="due", on=thursday)
    assert (listing.waiting, listing.due) == (4, 1)
    assert [row.due_on for row in listing.rows] == [thursday]
    assert listed(register, which="due", on=date(2026, 11, 25)).rows == ()


def test_what_is_over_waits_no_more(three: list[Referral], register: Register) -> None:
    done = three[0]
    follow_up.note_outcome(
        register, done.id, done.recipients[0].id, "completed", by=WORKER, at=MONDAY + timedelta(days=3)
    )
    assert done.id not in {row.referral_id for row in listed(register, which="waiting").rows}
    assert done.id in {row.referral_id for row in listed(register).rows}


def test_a_long_list_comes_in_parts_that_together_are_the_whole(
    three: list[Referral], register: Register
) -> None:
    whole = listed(register)
    parts = [listed(register, limit=3), listed(register, limit=3, offset=3)]
    assert {row.recipient_id for part in parts for row in part.rows} == {
        row.recipient_id for row in whole.rows
    }
    assert [part.total for part in parts] == [4, 4]
    assert listed(register, limit=3, offset=9).total == 4


def test_a_consent_that_has_run_out_shows_in_the_list(register: Register) -> None:
    form = draft(matter(consent=allowed(expires_on=date(2026, 11, 25))))
    referrals.request(register, form, by=WORKER, at=MONDAY)
    row = listed(register, which="due", on=date(2026, 11, 26)).rows[0]
    assert row.consent_over(date(2026, 11, 26))
    assert not row.consent_over(date(2026, 11, 25))


def test_every_few_letters_find_exactly_what_holds_them(register: Register) -> None:
    names = ("Väinö Mäki-Esimerkki", "Malli Malliainen", "Åsa Testinen", "Mallu Väinämö", "Testi Älinen")
    for number, name in enumerate(names):
        form = draft(name=str(number), of=client(name, f"000 {number}12 34{number}5"))
        referrals.request(register, form, by=WORKER, at=MONDAY)
    whole = {row.client: row.case_number for row in listed(register).rows}
    for typed in ("m", "ma", "äl", "al", "vain", "te in", "12", "3415", "i-e", "mallu v", "xy"):
        pieces = [plain(piece) for piece in typed.split()]
        for number, name in enumerate(names):
            case = plain(whole[name])
            haystack = f"{plain(name)} 000{number}1234{number}5 35800{number}1234{number}5 {case} "
            haystack += f"{case.replace('-', '')} talousneuvonta valoisa polku ry ljusa stigen rf"
            haystack += " (esimerkki) (exempel)"
            expected = all(piece in haystack for piece in pieces)
            assert (name in {row.client for row in listed(register, typed).rows}) == expected, (typed, name)


@pytest.fixture
def mine(register: Register) -> Referral:
    """A request that only its worker may see."""
    return referrals.request(register, draft(restricted=True), by=WORKER, at=MONDAY)


def test_a_colleague_sees_that_there_is_a_request_but_not_whose(mine: Referral, register: Register) -> None:
    (row,) = listed(register, by=COLLEAGUE).rows
    assert (row.client, row.hidden, row.restricted_to) == ("", True, WORKER.id)
    assert row.case_number == mine.case_number
    assert listed(register).rows[0].client == "Malli Malliainen"


def test_in_a_small_place_a_colleague_sees_no_service_either(mine: Referral, register: Register) -> None:
    (row,) = listed(register, by=COLLEAGUE).rows
    assert (row.service, row.organization, row.service_id, row.why) == ("", "", "", "")
    assert listed(register, "talous", by=COLLEAGUE).total == 0
    assert listed(register, "talous").total == 1
    for number in (mine.case_number, mine.case_number.replace("-", "").lower()):
        assert listed(register, number, by=COLLEAGUE).total == 1


def test_the_log_about_it_is_not_the_colleagues_either(mine: Referral, register: Register) -> None:
    with pytest.raises(NotYours):
        journal.report(register, [mine.id], by=COLLEAGUE, at=MONDAY)
    assert journal.report(register, [mine.id], by=WORKER, at=MONDAY).uses
    assert journal.report(register, [mine.id], by=COLLEAGUE, at=MONDAY, away=True).uses


def test_a_worker_with_a_pin_is_named_and_not_numbered(register: Register) -> None:
    maija = Worker("Maija Mallila", "00ff" * 4)
    referrals.request(register, draft(restricted=True), by=maija, at=MONDAY)
    (row,) = listed(register, by=COLLEAGUE).rows
    assert holder(row) == "Maija Mallila"


@pytest.mark.parametrize("typed", ["malliainen", "000 111", "0001112222"])
def test_a_hidden_name_or_number_is_not_found_by_guessing_it(
    mine: Referral, register: Register, typed: str
) -> None:
    assert listed(register, typed, by=COLLEAGUE).total == 0
    assert listed(register, typed).total == 1


def test_a_colleague_cannot_open_or_change_it(mine: Referral, register: Register) -> None:
    who = {"by": COLLEAGUE, "at": MONDAY}
    recipient = mine.recipients[0].id
    for attempt in (
        lambda: referrals.load(register, mine.id, **who),
        lambda: referrals.take_back(register, mine.id, **who),
        lambda: referrals.withdraw_consent(register, mine.id, recipient, **who),
        lambda: referrals.hand_over(register, mine.id, COLLEAGUE.id, **who),
        lambda: follow_up.note_outcome(register, mine.id, recipient, "reached", **who),
    ):
        with pytest.raises(NotYours) as refused:
            attempt()
        assert "Malli" not in str(refused.value)
    assert referrals.load(register, mine.id, by=WORKER, at=MONDAY) == mine


def test_handed_over_it_is_the_colleagues_alone(mine: Referral, register: Register) -> None:
    after = referrals.hand_over(register, mine.id, COLLEAGUE.id, by=WORKER, at=MONDAY)
    assert referrals.load(register, mine.id, by=COLLEAGUE, at=MONDAY) == after
    assert listed(register, "malli", by=COLLEAGUE).total == 1
    assert listed(register).rows[0].hidden
    assert after.recipients[0].events[-1].kind == "handed_over"


def test_a_name_typed_with_stray_spaces_still_hands_it_over(mine: Referral, register: Register) -> None:
    referrals.hand_over(register, mine.id, f" {COLLEAGUE.name.replace(' ', '  ')} ", by=WORKER, at=MONDAY)
    assert referrals.load(register, mine.id, by=Worker(COLLEAGUE.name), at=MONDAY).id == mine.id


def test_when_its_worker_is_away_it_can_be_taken_over_and_the_log_says_so(
    mine: Referral, register: Register
) -> None:
    referrals.hand_over(register, mine.id, COLLEAGUE.id, by=COLLEAGUE, at=MONDAY, holder_away=True)
    assert referrals.load(register, mine.id, by=COLLEAGUE, at=MONDAY).restricted_to == COLLEAGUE.id
    with register.begin() as connection:
        kinds = connection.exec_driver_sql("SELECT kind FROM use_log ORDER BY number").scalars().all()
    assert "taken_over" in kinds


def test_a_form_that_only_its_worker_may_see_is_nobody_elses(register: Register) -> None:
    form = draft(restricted=True)
    referrals.save_draft(register, form)
    assert referrals.drafts(register, by=COLLEAGUE) == []
    assert referrals.drafts(register, by=WORKER) == [form]


def test_without_a_name_nothing_can_be_limited_to_oneself() -> None:
    with pytest.raises(referrals.NotReady):
        referrals.make(draft(restricted=True), by=Worker(""), at=MONDAY)


def test_other_requests_of_the_same_client_are_found_by_number_address_or_name(register: Register) -> None:
    people = {
        "first": client("Malli Malliainen", "000 111 2222"),
        "number": client("Joku Muu", "000-1112222"),
        "name": client("malli  malliainen", "000 999 8888"),
        "mail": client("Kolmas Keksitty", "000 777 6666", email="Malli@Esimerkki.invalid"),
        "stranger": client("Toinen Keksitty", "000 444 4444"),
    }
    people["first"] = structs.replace(people["first"], email="malli@esimerkki.invalid")
    ids = {
        name: referrals.request(
            register, draft(name=name, of=who), by=WORKER, at=MONDAY + timedelta(minutes=minute)
        ).id
        for minute, (name, who) in enumerate(people.items())
    }
    assert referrals.same_client(register, ids["first"]) == (ids["number"], ids["name"], ids["mail"])
    assert referrals.same_client(register, ids["stranger"]) == ()
