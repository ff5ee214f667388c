"""An invented HSDS publisher, as an API and as tables, for the tests."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ohjaus_desktop import texts
from ohjaus_desktop.publishing.import_hsds import import_path
from ohjaus_desktop.publishing.imported import Imported

SERVICE = "0a000000-0000-4000-8000-00000000a001"
ORGANIZATION = "0a000000-0000-4000-8000-00000000b001"
LOCATION = "0a000000-0000-4000-8000-00000000c001"


AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def in_english() -> Iterator[None]:
    """What the importer says is in English for a test."""
    texts.use("en")
    yield
    texts.use("fi")


def imported(path: Path) -> Imported:
    """Import what lies at the path."""
    return import_path(path, at=AT)


def a_service(**facts: Any) -> dict[str, Any]:
    """A full service in the shape of HSDS 3.0."""
    return {
        "id": SERVICE,
        "name": "Example debt advice",
        "description": "<p>Advice about <b>debts</b> &amp; bills.</p><ul><li>Free</li></ul>",
        "status": "temporarily closed",
        "url": "www.neuvonta.invalid/debt",
        "email": "office@neuvonta.invalid",
        "minimum_age": 18,
        "assured_date": "2026-05-04",
        "phones": [
            {
                "id": "p1",
                "number": '"000 111 222"',
                "extension": 100,
                "type": "textphone",
                "description": "Office",
            }
        ],
        "schedules": [
            {"id": "s1", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "15:30"}
        ],
        "languages": [
            {"id": "l1", "name": "Finnish"},
            {"id": "l2", "code": "swe"},
            {"id": "l3", "name": "Elvish"},
        ],
        "service_areas": [{"id": "a1", "name": "Kokkola"}, {"id": "a2", "name": "The whole known world"}],
        "cost_options": [{"id": "c1", "option": "A visit", "amount": 12.5, "currency": "eur"}],
        "required_documents": [{"id": "d1", "document": "A letter"}],
        "contacts": [
            {
                "id": "k1",
                "name": "Testi Testinen",
                "title": "Debt adviser",
                "email": "testi.testinen@neuvonta.invalid",
                "phones": [{"id": "p2", "number": "000 333 444"}],
            }
        ],
        "organization": {"id": ORGANIZATION, "name": "Esimerkkineuvonta ry", "description": "Advises."},
        "service_at_locations": [
            {
                "id": "0a000000-0000-4000-8000-00000000d001",
                "location": {
                    "id": LOCATION,
                    "location_type": "physical",
                    "name": "Example house",
                    "addresses": [
                        {
                            "id": "ad1",
                            "attention": "Testi Testinen",
                            "address_1": "Esimerkkitie 1",
                            "address_2": "door B",
                            "city": "Kokkola",
                            "postal_code": "00000",
                            "country": "FI",
                            "address_type": "physical",
                        }
                    ],
                },
            }
        ],
        "accreditations": "An example certificate",
    } | facts


TABLES: dict[str, list[dict[str, str]]] = {
    "organizations": [
        {"id": "7", "name": "Esimerkkineuvonta ry", "description": "Advises.", "tax_id": "0201256-6"}
    ],
    "services": [
        {
            "id": "136",
            "organization_id": "7",
            "name": "Debt advice",
            "description": "One.\\nTwo.",
            "fees": "Free",
        },
        {"id": "137", "organization_id": "99", "name": "Orphan", "status": "active"},
    ],
    "locations": [
        {"id": "5", "organization_id": "7", "name": "House", "latitude": "63.84", "longitude": "23.13"}
    ],
    "services_at_location": [{"id": "1", "service_id": "136", "location_id": "5"}],
    "physical_addresses": [{"id": "1", "location_id": "5", "address_1": "Esimerkkitie 1", "city": "Karleby"}],
    "phones": [
        {
            "id": "1",
            "service_id": "136",
            "service_at_location_id": "1",
            "number": "000 111 222",
            "language": "fi",
        }
    ],
    "regular_schedules": [
        {"service_id": "136", "weekday": day, "opens_at": "9:00am", "closes_at": "5:00pm"}
        for day in ("Monday", "Tuesday", "Friday")
    ],
    "holiday_schedules": [
        {
            "id": "1",
            "service_id": "136",
            "start_date": "2026-12-24",
            "end_date": "2026-12-26",
            "closed": "true",
        }
    ],
    "languages": [
        {"id": "136", "service_id": "136", "language": "Finnish"},
        {"id": "136", "service_id": "136", "language": "Swedish and English"},
    ],
    "eligibility": [{"id": "1", "service_id": "136", "eligibility": "Adults"}],
    "accessibility_for_disabilities": [{"id": "1", "location_id": "5", "accessibility": "Step-free"}],
    "service_taxonomy": [{"id": "1", "service_id": "136", "taxonomy_id": "t1"}],
    "taxonomy": [{"id": "t1", "name": "Debts"}],
}


def write_tables(folder: Path, *, encoding: str = "utf-8", between: str = ",") -> Path:
    """The tables of HSDS 1.x as CSV files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in TABLES.items():
        with (folder / f"{name}.csv").open("w", encoding=encoding, newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0] | rows[-1]), delimiter=between)
            writer.writeheader()
            writer.writerows(rows)
    return folder


def write_json(path: Path, value: Any) -> Path:
    """A JSON file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def zipped(path: Path, folder: Path) -> Path:
    """The files of a folder as an archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*.csv")):
            archive.write(file, f"package/{file.name}")
    return path
