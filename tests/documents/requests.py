"""What the tests of a request's paper share: requests of invented people."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from documents.paper import CATALOGUE, service
from ohjaus_desktop.documents.chosen import Sender
from ohjaus_desktop.documents.referral.notice import Notice
from ohjaus_desktop.register.model import (
    Client,
    Consent,
    Matter,
    Recipient,
    Referral,
    SafeContact,
    Snapshot,
    Subject,
)

FRIDAY = datetime(2026, 11, 20, 10, 15, tzinfo=ZoneInfo("Europe/Helsinki"))
SENDER = Sender(
    service_point="Esimerkin palvelupiste",
    phone="0005551234",
    address="Keksitty tie 5, Perho",
    worker="Maija, palveluohjaaja",
)
NOTICE = Notice(
    controller="Jokilatvan hyvinvointialue (esimerkki)",
    contact="tietosuoja@esimerkki.invalid",
    address="https://tietosuoja.esimerkki.invalid/pyynnot",
    kept_days=90,
)
CLIENT = Client(name="Testi Esimerkki", phone="0001234567", municipality="584", language="fi")
CONSENT = Consent(
    given="yes",
    sentence="Saanko antaa nimesi, numerosi ja tämän asian järjestölle?",
    language="fi",
    given_how="spoken",
    given_at=FRIDAY,
    recorded_by="Maija",
)


def snapshot(name: str, /, **changes: object) -> Snapshot:
    """A service of the small catalogue as a request remembers it; a hidden one without places."""
    one = service(name, **changes)
    organization = next(org for org in CATALOGUE.organizations if org.id == one.organization_id)
    met = {link.location_id for link in one.service_at_locations}
    places = tuple(place for place in CATALOGUE.locations if place.id in met and not one.hide_address)
    return Snapshot(one, organization, places)


def matter(name: str = "friend", words: str = "Toivoo juttuseuraa kotiin.", **more: object) -> Matter:
    """What one organization is asked."""
    given = {"route": "protected_mail", "consent": CONSENT} | more
    return Matter(snapshot=snapshot(name), matter=words, **given)


def recipient(
    one: Matter | None = None, id_: str = "r1", answer_by: date | None = None, **more: object
) -> Recipient:
    """One organization's part."""
    given = {"state": "requested", "requested_at": FRIDAY, "follow_up_on": date(2026, 11, 26)} | more
    return Recipient(id=id_, matter=one or matter(), answer_by=answer_by, **given)


def referral(*recipients: Recipient, **more: object) -> Referral:
    """A request of Friday 20 November 2026; without recipients given, to one association."""
    given = {
        "subject": Subject(knows="yes"),
        "client": CLIENT,
        "contact": SafeContact(may_call="yes", others_may_answer="yes", when="arkisin klo 12 jälkeen"),
    } | more
    return Referral(
        id="f1",
        case_number="26-K7QF-M",
        made_at=FRIDAY,
        made_by="Maija",
        recipients=recipients or (recipient(),),
        **given,
    )
