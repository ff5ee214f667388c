"""What the tests of a request's paper share: requests of invented people."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from documents.paper import CATALOGUE, service
from ohjaus_desktop.catalogue.model import Address
from ohjaus_desktop.documents.chosen import Sender
from ohjaus_desktop.documents.referral.notice import Notice
from ohjaus_desktop.register.model import (
    Client,
    Consent,
    Matter,
    Recipient,
    Referral,
    Row,
    SafeContact,
    Snapshot,
    Subject,
)

ALARM = "Pelkää miestään kotona."
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


def asked(name: str = "club", **more: object) -> Matter:
    """A matter at a place with a whole address; the service's own name tells no place."""
    kept = snapshot(name, name={"fi": "Tapaaminen", "sv": "Träff"})
    street = [Address(address_1="Keksitty tie 1", postal_code="00000", city="Perho")]
    places = tuple(replace(place, addresses=street) for place in kept.locations)
    organization = replace(kept.organization, name={"fi": "Yhdistys", "sv": "Förening"})
    return replace(
        matter(name, ALARM, **more),
        snapshot=replace(kept, locations=places, organization=organization),
    )


def exported(one: Referral) -> dict:
    """The shape of what the register's export gives of a request; the real one is tested with access."""
    parts = [
        {
            "service": part.matter.snapshot.service.name,
            "organization": part.matter.snapshot.organization.name,
            "state": part.state,
            "asked": {
                name: getattr(part.matter, name)
                for name in ("matter", "tried", "hope", "promised", "answer_to")
            },
            "consent": msgspec.to_builtins(part.matter.consent),
            "events": msgspec.to_builtins(part.events),
        }
        for part in one.recipients
    ]
    about = {"whose_matter": one.subject, "client": one.client, "safe_contact": one.contact}
    made = {"case_number": one.case_number, "made_at": FRIDAY.isoformat(), "made_by": one.made_by}
    request = made | msgspec.to_builtins(about) | {"recipients": parts}
    return {"requests": [request], "log_of_use": [], "log_of_disclosure": []}


def row(number: int, **more: object) -> Row:
    """A line of the list of requests."""
    given = {
        "referral_id": f"f{number}",
        "recipient_id": f"f{number}.1",
        "case_number": f"26-K7Q{number}-M",
        "client": f"Testi Esimerkki {number}",
        "service": "Turvatalo",
        "organization": "Yhdistys",
        "service_id": "s",
        "state": "requested",
        "why": "",
        "made_at": FRIDAY,
        "made_by": "Maija",
        "due_on": date(2026, 11, 26),
        "times_passed_on": 0,
        "hidden": False,
        "sensitive": False,
    }
    return Row(**(given | more))
