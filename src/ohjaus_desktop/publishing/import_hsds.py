"""From Open Referral's HSDS, versions 1.0 to 3.1, to a central file.

Reads answers of an API and tabular data packages in any mixture. What HSDS does not say stays
missing; what the central file has no place for is named. Names of people are not imported.
Navigation, needs with their words and the real helplines, comes from the bundled example.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from pathlib import Path
from uuid import uuid5

from msgspec import structs

from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.model import Location, Organization, Service
from ohjaus_desktop.catalogue.navigation import FORMAT_VERSION, Catalogue, Publisher
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.publishing import navigation_data, need_assignment
from ohjaus_desktop.publishing.activity_assignment import ActivityAssignment
from ohjaus_desktop.publishing.hsds import unplaced
from ohjaus_desktop.publishing.hsds.conversion import NAMESPACE, Conversion
from ohjaus_desktop.publishing.hsds.findings import Findings
from ohjaus_desktop.publishing.hsds.organizations import organization
from ohjaus_desktop.publishing.hsds.places import Place, place
from ohjaus_desktop.publishing.hsds.reading import gather
from ohjaus_desktop.publishing.hsds.services import service
from ohjaus_desktop.publishing.hsds.tables import Row, Tables, identity
from ohjaus_desktop.publishing.hsds.wording import languages, one_line
from ohjaus_desktop.publishing.imported import Imported
from ohjaus_desktop.texts import current

LANGUAGE = "en"
"""What the texts are taken to be in where nobody says: HSDS is at home in the English-speaking world."""


def import_path(path: Path, *, at: datetime, publisher: str = "", language: str = "") -> Imported:
    """Make a catalogue of what lies at ``path``; equal input and moment give an equal catalogue.

    at: the moment of publication, aware; the sequence number is made of it, so that a later import
    replaces an earlier one. publisher: whose data this is; ids that are no UUIDs are made with
    this name, so that two publishers' number 136 stay two. language: of the texts, ISO 639; ""
    takes what the data says, else English. Raises HsdsUnreadable.
    """
    findings = Findings()
    tables = gather(path, findings)
    language = language or _language(tables) or LANGUAGE
    conversion = Conversion(tables, findings, Places.load(), publisher, language, at)
    organizations = [
        made
        for id_, row in sorted(tables.of("organization").items())
        if (made := organization(id_, row, conversion))
    ]
    places = {id_: place(id_, row, conversion) for id_, row in sorted(tables.of("location").items())}
    services = _services(conversion, places)
    navigation = navigation_data.bundled()
    needs, kinds = need_assignment.lent(), ActivityAssignment(navigation.activities)
    name = publisher or path.resolve().stem
    catalogue = navigation.lend(
        Catalogue(
            format="ohjaus-catalogue",
            format_version=FORMAT_VERSION,
            catalogue_id=str(uuid5(NAMESPACE, f"catalogue|{name}")),
            sequence=int(at.timestamp()),
            published_at=at.replace(microsecond=0),
            title=name,
            publisher=Publisher(name=name),
            default_language=language,
            organizations=organizations,
            locations=_located(conversion, places, organizations),
            services=[kinds.assign(needs.assign(one)) for one in services],
        )
    )
    unplaced.count(tables, findings)
    # The reader that every desktop has is the judge of what the file may hold.
    reading = document.read(document.write(catalogue))
    problems = [f"{problem.path}: {problem.sentence(current())}" for problem in reading.problems]
    return Imported(reading.catalogue, (*findings.sentences(), *problems))


def _language(tables: Tables) -> str | None:
    """The language that the data says it is in, where it says one."""
    said = {
        code
        for row in tables.of("meta_table_description").values()
        for code in languages(row.get("language"))[0]
    }
    return said.pop() if len(said) == 1 else None


def _services(conversion: Conversion, places: dict[str, Place]) -> list[Service]:
    tables, findings = conversion.tables, conversion.findings
    links: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    for id_, row in tables.of("service_at_location").items():
        said = identity(row.get("service_id")) or ""
        where = identity(row.get("location_id")) or ""
        if said not in tables.of("service"):
            findings.lost_services.append(one_line(row.get("description")) or id_)
        elif where not in places:
            findings.lost_places.append(one_line(tables.of("service")[said].get("name")))
        links[said].append((id_, row))
    made = (
        service(id_, row, places, links[id_], conversion) for id_, row in sorted(tables.of("service").items())
    )
    return [one for one in made if one is not None]


def _located(
    conversion: Conversion, places: dict[str, Place], organizations: list[Organization]
) -> list[Location]:
    """The locations with who runs them."""
    known = {one.id for one in organizations}
    found = []
    for id_, made in places.items():
        if made.location is None:
            continue
        said = identity(conversion.tables.of("location")[id_].get("organization_id"))
        owner = conversion.id("organization", said) if said else None
        if owner and owner not in known:
            conversion.findings.places_of_lost.append(str(made.location.name))
        found.append(structs.replace(made.location, organization_id=owner if owner in known else None))
    return found
