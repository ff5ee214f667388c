"""Invented clients and the forms filled in for them. Nobody is real, every number begins with 000."""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from msgspec import structs

from ohjaus_desktop.catalogue.model import Intake, Service
from ohjaus_desktop.register import snapshot
from ohjaus_desktop.register.model import (
    Client,
    Consent,
    Content,
    Draft,
    Matter,
    Route,
    SafeContact,
    Snapshot,
    Subject,
    Worker,
)
from small_catalogue import small_catalogue, uid

MONDAY = datetime(2026, 11, 23, 10, 30, tzinfo=ZoneInfo("Europe/Helsinki"))
WORKER = Worker("Testi Esimerkki", "worker-1")
WORDS = "vihreä lampi tuuli kuusi"
"""A passphrase."""
COLLEAGUE = Worker("Toinen Esimerkki", "worker-2")

CALLS = Intake(route="joint_call", address="000 200 003", answers_within_days=2)
READS_PROTECTED_MAIL = Intake(route="protected_mail", address="kirje@esimerkki.invalid")


def seen(service: str = "debts", **changes: object) -> Snapshot:
    """A service of the small catalogue as it is now; ``changes``: what is different about it."""
    found = next(one for one in small_catalogue().services if one.id == uid(service))
    return kept(structs.replace(found, **changes))


def kept(service: Service) -> Snapshot:
    """A service of the small catalogue that also says how it takes requests."""
    catalogue = small_catalogue()
    found = structs.replace(service, intake=service.intake or [CALLS, READS_PROTECTED_MAIL])
    organization = next((one for one in catalogue.organizations if one.id == found.organization_id), None)
    places = {link.location_id for link in found.service_at_locations}
    return snapshot.take(found, organization, [one for one in catalogue.locations if one.id in places])


def allowed(at: datetime = MONDAY, **changes: object) -> Consent:
    """A consent that was read aloud and answered with yes."""
    return structs.replace(
        Consent(
            given="yes",
            sentence="Saanko antaa nimesi, numerosi ja tämän asian järjestölle?",
            language="fi",
            given_how="spoken",
            given_at=at,
            recorded_by=WORKER.name,
        ),
        **changes,
    )


def matter(
    service: str | Snapshot = "debts",
    *,
    route: Route = "joint_call",
    at: datetime = MONDAY,
    **changes: object,
) -> Matter:
    """What one recipient is asked."""
    was = seen(service) if isinstance(service, str) else service
    made = Matter(was, matter="Haluaa jutella laskuista.", route=route, consent=allowed(at))
    return structs.replace(made, **changes)


def client(name: str = "Malli Malliainen", phone: str = "000 111 2222", **changes: object) -> Client:
    """A client with a name and a number."""
    return structs.replace(Client(name=name, phone=phone, language="fi"), **changes)


def content(*matters: Matter, of: Client | None = None, **changes: object) -> Content:
    """A form that is ready, for one recipient unless told."""
    made = Content(
        subject=Subject(),
        client=of or client(),
        contact=SafeContact(may_call="yes", when="iltapäivisin"),
        matters=matters or (matter(),),
    )
    return structs.replace(made, **changes)


def draft(
    *matters: Matter, of: Client | None = None, name: str = "one", at: datetime = MONDAY, **changes: object
) -> Draft:
    """The form on its way to be a request; ``name`` tells several apart."""
    id_ = str(uuid5(NAMESPACE_URL, f"ohjaus-invented/{name}"))
    return Draft(id_, at, at, WORKER.name, content(*matters, of=of, **changes))
