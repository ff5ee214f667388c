"""Where services are met: addresses, points, and the municipality that HSDS does not know.

Codes for what is no municipality are those of Finland's population register, which Statistics
Finland's list leaves out: 199 unknown, 200 abroad.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass

from ohjaus_desktop.catalogue.model import Accessibility, Address, Location
from ohjaus_desktop.publishing.hsds.contacts import phones, row_text
from ohjaus_desktop.publishing.hsds.conversion import Conversion
from ohjaus_desktop.publishing.hsds.tables import Owner, Row
from ohjaus_desktop.publishing.hsds.wording import one_line

UNKNOWN, ABROAD = "199", "200"
_HOME = "FI"
_FINLAND = ((59.4, 70.2), (19.0, 31.7))
"""South to north and west to east, degrees, with Åland and without the sea beyond it."""
# Two letters of a state and a ZIP code: publishers of the United States leave the country out.
_STATES = re.compile(
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT"
    "|V[AIT]|W[AIVY]"
)
_ZIP = re.compile(r"\d{5}(-\d{4})?")
_COUNTRIES = {
    "finland": "FI",
    "suomi": "FI",
    "fin": "FI",
    "usa": "US",
    "united states": "US",
    "united states of america": "US",
    "sweden": "SE",
    "sverige": "SE",
    "canada": "CA",
    "united kingdom": "GB",
    "uk": "GB",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A location as the central file keeps it; None where it is no place to go to.

    online: it is a virtual one, with the address of its page.
    """

    location: Location | None
    online: str | None = None
    virtual: bool = False


def place(id_: str, row: Row, conversion: Conversion) -> Place:
    """Read one HSDS location."""
    owner: Owner = ("location", id_)
    kind = one_line(row.get("location_type")).casefold()
    name = conversion.line(row.get("name"))
    addresses = _addresses(owner, conversion)
    if kind == "virtual":
        return Place(None, conversion.link(row.get("url")), virtual=True)
    if kind == "postal":
        conversion.findings.postal.append(name or id_)
        return Place(None)
    point = _point(row, conversion, name or id_)
    facts, _ = conversion.own(owner)
    own_facts = conversion.facts(Location, facts)
    municipality = own_facts.pop("municipality", None)
    if not addresses and point is None and municipality is None:
        conversion.findings.placeless.append(name or id_)
        return Place(None)
    code = municipality or _municipality(addresses, point, conversion)
    if code == ABROAD:
        conversion.abroad.add(id_)
        conversion.findings.abroad.append(name or id_)
    elif code == UNKNOWN:
        conversion.findings.nowhere.append(name or id_)
    latitude, longitude = point or (None, None)
    return Place(
        Location(
            id=conversion.id("location", id_),
            name=name or (str(addresses[0].address_1) if addresses else None) or id_,
            municipality=code,
            addresses=addresses,
            latitude=latitude,
            longitude=longitude,
            transportation=conversion.text(row.get("transportation")),
            accessibility=_accessibility(owner, conversion),
            phones=phones(owner, conversion),
            **conversion.hours(owner, abroad=code == ABROAD),
            identifiers=conversion.identifiers("location", id_, facts),
            **own_facts,
        )
    )


def _addresses(owner: Owner, conversion: Conversion) -> list[Address]:
    found = [_address(row, conversion) for row in conversion.tables.parts_of("address", owner)]
    return [*dict.fromkeys(one for one in found if one is not None)]


def _address(row: Row, conversion: Conversion) -> Address | None:
    lines = [one_line(row.get(f"address_{number}")) for number in range(1, 5)]
    street = ", ".join(line for line in lines if line)
    city = one_line(row.get("city"))
    if one_line(row.get("attention")):
        conversion.findings.people += 1
    if not (street or city) or one_line(row.get("address_type")).casefold() == "virtual":
        return None
    state = one_line(row.get("state_province")) or one_line(row.get("region"))
    country = _country(row, state)
    if country != _HOME and state:
        city = f"{city}, {state}".removeprefix(", ")
    return Address(
        address_1=conversion.line(street or city) or "",
        postal_code=one_line(row.get("postal_code"))[:200] or None,
        city=conversion.line(city),
        country=sys.intern(country),  # a default is left out of the file only as itself
    )


def _country(row: Row, state: str) -> str:
    """The ISO 3166 code; "" where nobody tells it."""
    said = one_line(row.get("country"))
    code = _COUNTRIES.get(said.casefold(), said.upper())
    if re.fullmatch(r"[A-Z]{2}", code):
        return code
    if (
        not said
        and _STATES.fullmatch(state.upper())
        and _ZIP.fullmatch(one_line(row.get("postal_code")) or "00000")
    ):
        return "US"
    return ""


def _municipality(addresses: list[Address], point: tuple[float, float] | None, conversion: Conversion) -> str:
    """By the town of a Finnish address; by the point only whether it is Finland at all."""
    for address in addresses:
        if address.country == _HOME or (not address.country and (point is None or _in_finland(point))):
            found = conversion.places.named(str(address.city or ""))
            if found:
                return found.municipality
    if any(address.country not in {"", _HOME} for address in addresses):
        return ABROAD
    return ABROAD if point and not _in_finland(point) else UNKNOWN


def _in_finland(point: tuple[float, float]) -> bool:
    return all(low <= value <= high for value, (low, high) in zip(point, _FINLAND, strict=True))


def _point(row: Row, conversion: Conversion, name: str) -> tuple[float, float] | None:
    found = []
    for field, limit in (("latitude", 90.0), ("longitude", 180.0)):
        said = one_line(row.get(field)).replace(",", ".")
        try:
            found.append(float(said))
        except ValueError:
            if said:
                conversion.findings.bad_points.append(name)
            return None
        if not -limit <= found[-1] <= limit:
            conversion.findings.bad_points.append(name)
            return None
    # Nobody is met in the sea where both lines cross: a database's zero.
    return None if found == [0.0, 0.0] else (found[0], found[1])


def _accessibility(owner: Owner, conversion: Conversion) -> list[Accessibility]:
    found = []
    for row in conversion.tables.parts_of("accessibility", owner):
        details = conversion.text(row.get("details"))
        description = conversion.text(row_text(row, "description", "accessibility")) or details
        if description:
            found.append(
                Accessibility(description=description, details=details if details != description else None)
            )
    return found
