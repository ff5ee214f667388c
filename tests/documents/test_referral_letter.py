"""What one organization gets: a letter, or the same words in protected mail."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from documents.paper import read
from documents.requests import CLIENT, CONSENT, FRIDAY, SENDER, matter, recipient, referral, snapshot
from ohjaus_desktop.catalogue.model import Address, Intake
from ohjaus_desktop.catalogue.navigation import Choice
from ohjaus_desktop.documents import pdf
from ohjaus_desktop.documents.referral import joint_call, letter, protected_mail, record_note
from ohjaus_desktop.register.model import (
    Client,
    Event,
    Interpreter,
    Minor,
    Recipient,
    Referral,
    SafeContact,
    Subject,
)

FULL = matter(
    tried="Kysytty naapurilta.",
    hope="Seuraa kerran viikossa.",
    promised="Soitetaan pian.",
    answer_to="Puhelimella Maijalle, kahden yrityksen jälkeen kirje.",
    reasons=("loneliness",),
)
LONELY = Choice(id="loneliness", kind="reason", name={"fi": "Yksinäisyys"})
OTHERS = recipient(matter("debts", "Maksut ovat jääneet rästiin."), "r2")


def words(one: Referral, id_: str = "r1", language: str = "fi", **more: object) -> str:
    return read(pdf.render(letter.compose(one, id_, SENDER, at=FRIDAY, language=language, **more)))


def test_the_safe_contact_comes_before_everything_about_the_client() -> None:
    told = words(referral(recipient(FULL)))
    warning = told.index("Jos joku muu vastaa, älä kerro asiaa äläkä järjestön nimeä.")
    assert warning < told.index("Testi Esimerkki") < told.index("Toivoo juttuseuraa")


@pytest.mark.parametrize("contact", [SafeContact(), SafeContact(others_may_answer="no", may_call="yes")])
def test_the_warning_stands_on_every_letter_so_that_it_reveals_nothing(contact: SafeContact) -> None:
    assert "Jos joku muu vastaa" in words(referral(contact=contact))


def test_the_letter_holds_all_that_the_caller_needs() -> None:
    one = referral(
        recipient(FULL, answer_by=date(2026, 11, 27)),
        client=Client(
            name="Testi Esimerkki",
            phone="0001234567",
            second_phone="0007654321",
            language="so",
            interpreter=Interpreter(language="somali", by="phone", gender="woman", not_local=True),
            senses="Kuulee huonosti",
            age_group="75_over",
        ),
        contact=SafeContact(
            may_call="yes",
            others_may_answer="yes",
            when="aamulla",
            when_not="iltaisin",
            introduction="first_name",
            text_message=True,
        ),
    )
    told = words(one, choices=[LONELY])
    for fact in (
        "26-K7QF-M",
        "Vastausta toivotaan viimeistään pe 27.11.",
        "000 123 4567",
        "000 765 4321",
        "aamulla",
        "Ei näinä aikoina: iltaisin",
        "Soittaja kertoo vain etunimensä.",
        "Älä jätä viestiä vastaajaan. Tekstiviestin saa lähettää.",
        "Somali, puhelimitse, nainen, ei samalta paikkakunnalta",
        "Tulkkina ei saa olla lapsi, puoliso tai muu läheinen.",
        "Kuulee huonosti",
        "75 vuotta täyttänyt",
        "Yksinäisyys",
        "Kysytty naapurilta.",
        "Seuraa kerran viikossa.",
        "Soitetaan pian.",
        "Puhelimella Maijalle, kahden yrityksen jälkeen kirje.",
        "Asiakas tietää yhteydenottopyynnöstä.",
        "Asiakas antoi suostumuksen suullisesti 20.11.2026.",
        "Se on voimassa, kunnes asia on hoidettu.",
        "000 555 1234",
    ):
        assert fact in told


def test_a_childs_letter_says_by_what_right_whom_to_call_and_what_the_custodians_know() -> None:
    subject = Subject(
        whose="child",
        speaker="Malli Malliainen",
        relation="äiti",
        authority="custody",
        minor=Minor(call="both", guardians="one_knows", two_addresses=True),
    )
    told = words(referral(subject=subject))
    for fact in (
        "Lapsen asia.",
        "Malli Malliainen, äiti",
        "lapsen huoltaja",
        "Soita sekä lapselle että huoltajalle.",
        "Toinen huoltajista tietää.",
        "Huoltajat asuvat erillään",
        "Älä lähetä kirjettä kotiin.",
    ):
        assert fact in told


def test_one_parents_home_is_not_told_on_a_childs_letter() -> None:
    subject = Subject(whose="child", minor=Minor(call="child", two_addresses=True))
    assert "Kotikunta" in words(referral())
    assert "Kotikunta" not in words(referral(subject=subject))


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_recipients_never_see_each_other(language: str) -> None:
    one = referral(recipient(FULL), OTHERS)
    told = words(one, language=language) + protected_mail.compose(one, "r1", SENDER, language=language).body
    for other in ("Talousneuvonta", "Maksut", "rästiin", "000 200 003"):
        assert other not in told
    back = words(one, "r2", language) + protected_mail.compose(one, "r2", SENDER, language=language).body
    for other in ("Ystävä", "Vänverksamhet", "juttuseuraa", "naapurilta", "000 200 001"):
        assert other not in back


def test_a_letter_is_the_same_whether_others_are_asked_or_not() -> None:
    alone = letter.compose(referral(recipient(FULL)), "r1", SENDER, at=FRIDAY, language="fi")
    beside = letter.compose(referral(recipient(FULL), OTHERS), "r1", SENDER, at=FRIDAY, language="fi")
    assert alone == beside


def test_no_identity_code_no_note_and_no_history_goes_to_the_organization() -> None:
    noted = recipient(
        replace(FULL, matter="Syntynyt 010199-991K.", times_passed_on=3, passed_on_from="r0"),
        events=(Event(FRIDAY, "Maija", "tried", "requested", note="Kolmas kerta."),),
        tries=2,
    )
    told = words(referral(noted))
    for unwanted in ("010199", "Kolmas kerta", "Siirretty", "r0"):
        assert unwanted not in told


def test_a_reason_that_the_catalogue_does_not_name_is_left_out() -> None:
    assert "loneliness" not in words(referral(recipient(FULL)))


def test_the_wish_for_an_answer_is_left_out_once_its_day_has_passed() -> None:
    page = letter.compose(referral(), "r1", SENDER, at=FRIDAY + timedelta(days=30), language="fi")
    assert "Vastausta toivotaan" not in " ".join(page.introduction)


def _with_street() -> Recipient:
    kept = snapshot("club")
    place = replace(
        kept.locations[0], addresses=[Address(address_1="Keksitty tie 1", postal_code="00000", city="Perho")]
    )
    return recipient(replace(matter("club"), snapshot=replace(kept, locations=(place,)), route="letter"))


def test_the_address_stands_where_the_window_of_an_envelope_is() -> None:
    data = pdf.render(letter.compose(referral(_with_street()), "r1", SENDER, at=FRIDAY, language="fi"))
    found: list[tuple[float, float]] = []

    def look(text: str, _cm: object, tm: list[float], _font: object, _size: object) -> None:
        if "00000 Perho" in text:
            found.append((tm[4], tm[5]))

    PdfReader(BytesIO(data)).pages[0].extract_text(visitor_text=look)
    assert len(found) == 1
    millimetre = 72 / 25.4
    from_top = 297 - found[0][1] / millimetre
    assert 40 < from_top < 75
    assert found[0][0] / millimetre == pytest.approx(20, abs=2)


def test_a_recipient_without_a_whole_address_has_none_on_the_letter() -> None:
    assert letter.compose(referral(), "r1", SENDER, at=FRIDAY, language="fi").address == ()


@pytest.mark.parametrize(
    "more", [{"sensitive": True}, {"client": replace(CLIENT, non_disclosure=True, municipality="")}]
)
def test_no_address_is_printed_where_no_place_may_be_told(more: dict) -> None:
    assert "Keksitty" not in words(referral(_with_street(), **more))


def test_the_subject_of_protected_mail_holds_the_number_only() -> None:
    mail = protected_mail.compose(referral(recipient(FULL)), "r1", SENDER, language="fi")
    assert mail.subject == "Yhteydenottopyyntö 26-K7QF-M"
    assert mail.address == ""


def test_the_body_of_protected_mail_is_complete_plain_text_and_safe_contact_comes_first() -> None:
    body = protected_mail.compose(referral(recipient(FULL)), "r1", SENDER, language="fi").body
    assert (
        body.index("Jos joku muu vastaa") < body.index("Testi Esimerkki") < body.index("Toivoo juttuseuraa")
    )
    assert "000 123 4567" in body
    assert "Asiakas tietää yhteydenottopyynnöstä." in body


def test_protected_mail_goes_where_the_service_reads_it() -> None:
    kept = snapshot("friend")
    intake = [Intake(route="protected_mail", address="turva@esimerkki.invalid")]
    asked = replace(matter(), snapshot=replace(kept, service=replace(kept.service, intake=intake)))
    mail = protected_mail.compose(referral(recipient(asked)), "r1", SENDER, language="sv")
    assert mail.address == "turva@esimerkki.invalid"
    assert mail.subject == "Kontaktbegäran 26-K7QF-M"


def test_the_record_is_three_or_four_neutral_sentences() -> None:
    note = record_note.compose(referral(recipient(FULL), OTHERS), at=FRIDAY, language="fi")
    assert note == (
        "Asiakkaan kanssa sovittiin yhteydenottopyynnöstä 20.11.2026: "
        "Ystävätoiminta Perho, Valoisa Polku ry (esimerkki), turvasähköpostilla; "
        "Talousneuvonta, Valoisa Polku ry (esimerkki), turvasähköpostilla. "
        "Pyynnön numero on 26-K7QF-M. "
        "Asiakas antoi suostumuksen suullisesti 20.11.2026. Seuranta to 26.11."
    )


def test_the_record_of_a_sensitive_request_names_no_service() -> None:
    note = record_note.compose(referral(recipient(FULL), sensitive=True), at=FRIDAY, language="fi")
    assert "26-K7QF-M" in note
    for unwanted in ("Ystävä", "Valoisa", "Testi", "juttuseuraa"):
        assert unwanted not in note


def test_the_call_together_has_a_number_and_words_to_say() -> None:
    call = joint_call.compose(referral(recipient(FULL)), "r1", sender=SENDER)
    assert call.number == "000 200 001"
    assert call.dialled == "000200001"
    assert "”Asiakas on mukana ja kuulee tämän puhelun.”" in call.sentences
    assert "”Asiakkaan nimi on Testi Esimerkki.”" in call.sentences
    assert any("älä kerro asiaa" in line for line in call.agree)


def test_a_client_who_is_not_there_is_not_said_to_listen() -> None:
    call = joint_call.compose(referral(subject=Subject(present=False)), "r1")
    assert not any("kuulee" in line for line in call.sentences)


def test_a_letter_about_no_recipient_is_refused() -> None:
    with pytest.raises(KeyError):
        letter.compose(referral(), "r9", SENDER, at=FRIDAY, language="fi")


def test_consent_that_has_an_end_says_it_to_the_organization() -> None:
    limited = matter(consent=replace(CONSENT, expires_on=date(2027, 5, 20)))
    assert "enintään 20.5.2027 asti" in words(referral(recipient(limited)))
