"""What the tests of paper, phone and chat share: choosing from the small catalogue, reading a PDF."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from msgspec.structs import replace
from pypdf import PdfReader

from ohjaus_desktop.catalogue.model import Service
from ohjaus_desktop.documents.chosen import Chosen, Sender
from ohjaus_desktop.guidance.hours import service_opening
from ohjaus_desktop.guidance.reach import Reach
from small_catalogue import small_catalogue, uid

SATURDAY = datetime(2026, 11, 21, 15, 30, tzinfo=ZoneInfo("Europe/Helsinki"))
SENDER = Sender(
    service_point="Perhon palvelupiste",
    phone="0005551234",
    address="Keksitty tie 5, Perho",
    worker="Maija, palveluohjaaja",
)
CATALOGUE = small_catalogue()


def service(name: str, /, **changes: object) -> Service:
    """A service of the small catalogue, changed where a test needs it."""
    found = next(one for one in CATALOGUE.services if one.id == uid(name))
    return replace(found, **changes)


def chosen(name: str, reach: Reach | None = None, at: datetime = SATURDAY, **changes: object) -> Chosen:
    """A service as a client would get it."""
    one = service(name, **changes)
    organization = next((org for org in CATALOGUE.organizations if org.id == one.organization_id), None)
    places = {place.id: place for place in CATALOGUE.locations}
    met = tuple(places[link.location_id] for link in one.service_at_locations)
    return Chosen(one, organization, met, service_opening(one, met[0] if met else None, at), reach)


def read(data: bytes) -> str:
    """All words of a PDF, one space between them."""
    pages = PdfReader(BytesIO(data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def fonts(data: bytes) -> dict[str, bool]:
    """Every font used in a PDF and whether it is embedded."""
    found: dict[str, bool] = {}
    for page in PdfReader(BytesIO(data)).pages:
        for font in page["/Resources"]["/Font"].values():
            described = font.get_object()
            descriptor = described.get("/FontDescriptor")
            found[str(described["/BaseFont"])] = bool(descriptor and "/FontFile2" in descriptor.get_object())
    return found
