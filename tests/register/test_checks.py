"""What stops a contact request, where, and in what words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue.model import Intake, Organization, Phone, Service
from ohjaus_desktop.register import checks
from ohjaus_desktop.register.model import (
    Client,
    Consent,
    Content,
    Interpreter,
    Matter,
    Minor,
    SafeContact,
    Snapshot,
    Subject,
)

SERVICE = Service(id="s", organization_id="o", name="Ystävätoiminta", phones=[Phone(number="000 200 001")])
FRIENDS = Organization(id="o", name="Valoisa Polku ry (esimerkki)", sector="association")


def ready(**parts: object) -> Content:
    """A form in order, with some parts other than usual."""
    content = Content(
        client=Client(name="Testi Esimerkki", phone="000 123 4567"),
        contact=SafeContact(may_call="yes"),
        matters=(
            Matter(
                snapshot=Snapshot(SERVICE, FRIENDS, ()),
                matter="Asiakas toivoo ystävää, joka tulee kotiin.",
                consent=Consent(given="yes", sentence="Saanko antaa …", given_how="spoken"),
            ),
        ),
    )
    return replace(content, **parts)


def with_matter(**parts: object) -> Content:
    content = ready()
    return replace(content, matters=(replace(content.matters[0], **parts),))


def with_consent(**parts: object) -> Content:
    consent = replace(ready().matters[0].consent, **parts)
    return with_matter(consent=consent)


def with_client(**parts: object) -> Content:
    return ready(client=replace(ready().client, **parts))


def where(content: Content, at: datetime) -> list[str]:
    return [fault.field for fault in checks.faults(content, at=at)]


@pytest.fixture(autouse=True)
def in_english():
    texts.use("en")
    yield
    texts.use("fi")


def test_a_form_in_order_has_no_fault(at) -> None:
    assert checks.faults(ready(), at=at) == ()


def test_an_empty_form_says_everything_in_the_order_of_the_form(at) -> None:
    empty = replace(ready(), client=Client(), contact=SafeContact())
    empty = replace(empty, matters=(Matter(snapshot=empty.matters[0].snapshot),))
    assert where(empty, at) == [
        "matters.0.consent",
        "contact.may_call",
        "client.name",
        "client.phone",
        "matters.0.matter",
    ]


def test_without_a_service_there_is_nothing_to_ask(at) -> None:
    assert where(ready(matters=()), at) == ["matters"]


@pytest.mark.parametrize(
    "number",
    ["000 123 4567", "0001234567", "040 123 4567", "06 123 4567", "+46 70 123 45 67", "+372 5123456", ""],
)
def test_a_number_that_can_be_called_is_taken(number) -> None:
    assert checks.phone_fault(number) == ""


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("040 123", "The phone number is too short."),
        ("112", "The phone number is too short."),
        ("040 123 456 789 012", "The phone number is too long."),
        ("nolla neljä", "A phone number has only digits, spaces and a + at its beginning."),
        ("+999 123 456", "No phone has this number. Check it with the client."),
        ("+000 123 456 7", "No country has this country code."),
        ("1234567", "This is not a Finnish number. A foreign number begins with + and its country code."),
        ("040+1234567", "A phone number has only digits, spaces and a + at its beginning."),
    ],
)
def test_a_number_that_cannot_be_called_says_why(number, said) -> None:
    assert checks.phone_fault(number) == said


@pytest.mark.parametrize("address", ["testi@esimerkki.invalid", "a.b+c@kunta.fi", " testi@järjestö.fi ", ""])
def test_an_address_that_can_be_written_to_is_taken(address) -> None:
    assert checks.email_fault(address) == ""


@pytest.mark.parametrize(
    "address",
    [
        "testi@esimerkki.invalid\nBcc: toinen@esimerkki.invalid",
        "testi@esimerkki.invalid\r\n",
        "testi%0aBcc@esimerkki.invalid\u2028",
        "testi@esimerkki.invalid, toinen@esimerkki.invalid",
        "Testi <testi@esimerkki.invalid>",
        '"testi esimerkki"@esimerkki.invalid',
        "testi@[127.0.0.1]",
        "testi@@esimerkki.invalid",
        "testi@esimerkki",
        "testi@.invalid",
        "@esimerkki.invalid",
        "te..sti@esimerkki.invalid",
        "äiti@esimerkki.invalid",
        "testi",
        "x" * 65 + "@esimerkki.invalid",
        "x@" + "y" * 250 + ".invalid",
    ],
)
def test_an_address_that_could_go_astray_is_not(address) -> None:
    assert checks.email_fault(address)


@given(some.text(max_size=60))
def test_whatever_is_typed_gets_a_sentence_and_never_a_crash(words) -> None:
    for fault in (checks.phone_fault(words), checks.email_fault(words)):
        assert fault == "" or fault.endswith(".")


@given(some.text(alphabet="a@.\r\n\0 ,;:<>\u2028bcc", max_size=30))
def test_no_address_that_is_taken_can_break_out_of_its_line(words) -> None:
    if checks.email_fault(words) == "":
        address = words.strip(" ")
        assert address.isprintable()
        assert not set(address) & set(" ,;<>")


def test_phone_or_email_is_enough(at) -> None:
    assert where(with_client(phone="", email="testi@esimerkki.invalid"), at) == []
    assert where(with_client(phone="", email=""), at) == ["client.phone"]


def test_a_first_name_or_an_alias_is_enough_but_not_nothing(at) -> None:
    assert where(with_client(name="Nimimerkki"), at) == []
    assert where(with_client(name=" "), at) == ["client.name"]
    assert where(with_client(name="Testi\nEsimerkki"), at) == ["client.name"]


def test_the_safe_contact_question_is_asked_of_everyone(at) -> None:
    assert where(ready(contact=SafeContact()), at) == ["contact.may_call"]


def test_a_number_that_may_not_be_called_needs_another_way(at) -> None:
    no = ready(contact=SafeContact(may_call="no"))
    assert where(no, at) == ["client.phone"]
    assert where(replace(no, client=replace(no.client, email="testi@esimerkki.invalid")), at) == []


@pytest.mark.parametrize(
    ("consent", "field"),
    [
        ({"given": ""}, "matters.0.consent"),
        ({"given": "no"}, "matters.0.consent"),
        ({"given_how": ""}, "matters.0.consent.given_how"),
        ({"expires_on": date(2026, 11, 22)}, "matters.0.consent"),
    ],
)
def test_there_is_no_way_round_consent(at, consent, field) -> None:
    assert where(with_consent(**consent), at) == [field]


def test_a_consent_holds_through_its_last_day(at) -> None:
    assert where(with_consent(expires_on=at.date()), at) == []


def test_a_consent_taken_back_does_not_count(at) -> None:
    taken_back = with_consent(withdrawn_at=at)
    assert where(taken_back, at) == ["matters.0.consent"]
    assert not checks.fields_open(taken_back)


def test_every_recipient_needs_its_own_consent(at) -> None:
    one = ready().matters[0]
    two = ready(matters=(one, replace(one, consent=Consent())))
    assert where(two, at) == ["matters.1.consent"]


def test_personal_fields_open_with_the_first_yes() -> None:
    assert checks.fields_open(ready())
    assert not checks.fields_open(with_consent(given="no"))
    assert not checks.fields_open(with_consent(given=""))
    assert not checks.fields_open(ready(subject=Subject(whose="relative", present=False, relation="tytär")))


def test_an_official_service_is_never_asked_in_this_way(at) -> None:
    official = replace(ready().matters[0].snapshot, service=replace_service(statutory_intake=True))
    assert where(with_matter(snapshot=official), at) == ["matters.0"]


def replace_service(**parts: object) -> Service:
    return replace(SERVICE, **parts)


@pytest.mark.parametrize(
    "words",
    [
        "Toivoo ystävää. Mieluiten ma 3.11. Kokkolassa tai esim. Kaustisella n. klo 12.",
        "Voi soittaa ti 5.1. Soittaja kertoo lisää!",
    ],
)
def test_a_date_or_an_abbreviation_ends_no_sentence(at, words) -> None:
    assert where(with_matter(matter=words), at) == []


@pytest.mark.parametrize(
    "words", ["", "x" * 301, "Ensin kävi näin. Sitten kävi noin. Lopuksi vielä tämä.", "yksi\nkaksi\nkolme"]
)
def test_the_matter_is_one_sentence_and_no_history(at, words) -> None:
    assert where(with_matter(matter=words), at) == ["matters.0.matter"]


def test_a_follow_up_day_does_not_lie_in_the_past(at) -> None:
    assert where(with_matter(follow_up_on=at.date()), at) == []
    assert where(with_matter(follow_up_on=at.date() - timedelta(days=1)), at) == ["matters.0.follow_up_on"]


def test_an_interpreter_speaks_a_language(at) -> None:
    assert where(with_client(interpreter=Interpreter(by="phone")), at) == ["client.interpreter.language"]


def test_a_non_disclosure_order_leaves_no_municipality(at) -> None:
    assert where(with_client(non_disclosure=True, municipality="236"), at) == ["client.municipality"]


def test_a_route_that_the_service_does_not_take_is_refused(at) -> None:
    assert where(with_matter(route="protected_mail"), at) == ["matters.0.route"]
    assert where(with_matter(route="joint_call"), at) == []


def minor(**parts: object) -> Minor:
    return Minor(**{"call": "custodian", "guardians": "know", **parts})


def test_of_a_child_it_is_asked_whom_to_call_and_what_the_custodians_know(at) -> None:
    child = ready(subject=Subject(whose="child", authority="custody", relation="äiti"))
    assert where(child, at) == ["subject.minor.call", "subject.minor.guardians"]
    asked = replace(child, subject=replace(child.subject, minor=minor()))
    assert where(asked, at) == []


def test_a_young_person_who_comes_alone_is_asked_the_same(at) -> None:
    alone = with_client(age_group="15_17")
    assert where(alone, at) == ["subject.minor.call", "subject.minor.guardians"]


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"call": "both"}, "subject.minor.call"),
        ({"call": "custodian"}, "subject.minor.call"),
        ({"call": "child", "may_write_home": True}, "subject.minor.may_write_home"),
    ],
)
def test_where_custodians_must_not_know_nothing_reaches_them(at, answers, field) -> None:
    kept = replace(
        with_client(age_group="15_17"), subject=Subject(minor=minor(guardians="must_not_know", **answers))
    )
    assert where(kept, at) == [field]


def test_who_speaks_for_somebody_says_who_they_are(at) -> None:
    nameless = ready(subject=Subject(whose="relative", present=True, knows="yes"))
    assert where(nameless, at) == ["subject.relation"]


def test_routes_come_from_the_catalogue_best_first() -> None:
    mail = replace_service(intake=[Intake(route="protected_mail"), Intake(route="joint_call")])
    assert checks.routes(Snapshot(mail, FRIENDS, ())) == ("joint_call", "protected_mail", "letter")
    assert checks.routes(Snapshot(SERVICE, FRIENDS, ())) == ("joint_call", "letter")


def test_a_service_without_a_number_is_written_to() -> None:
    assert checks.routes(Snapshot(replace_service(phones=[]), FRIENDS, ())) == ("letter",)


def test_no_paper_lies_about_where_it_can_harm() -> None:
    assert checks.routes(Snapshot(SERVICE, FRIENDS, ()), sensitive=True) == ("joint_call",)
    assert checks.routes(Snapshot(replace_service(hide_address=True), FRIENDS, ())) == ("joint_call",)


def test_an_official_service_takes_no_route() -> None:
    assert checks.routes(Snapshot(replace_service(statutory_intake=True), FRIENDS, ())) == ()
