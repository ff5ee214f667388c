"""Real catalogues: every service is found by its own name."""

from __future__ import annotations

import csv
from uuid import UUID

from ohjaus_desktop.catalogue.model import Service
from ohjaus_desktop.guidance import language
from small_catalogue import small_catalogue


def test_every_real_service_is_found_first_by_its_name(install, changed, shared_data):
    catalogues = shared_data / "catalogues"
    files = (
        catalogues / "ptv-general-descriptions" / "ptv_general_descriptions.csv",
        catalogues / "ptv-services" / "ptv_services.csv",
    )
    names = []
    for file in files:
        with file.open(encoding="utf-8") as lines:
            names += [row["name_fi"] for row in csv.DictReader(lines)]
    services = [
        Service(id=str(UUID(int=number)), organization_id=None, name=name)
        for number, name in enumerate(names, 1)
    ]
    desk = install(changed(services=services, notices=[]))
    missed = [name for name in names if language.plain(desk.names(name, limit=1)[0]) != language.plain(name)]
    assert len(names) == 2258
    assert missed == []


def test_equal_real_names_share_a_row(install, changed):
    twins = [
        Service(id=str(UUID(int=number)), organization_id=None, name="Kotihoito") for number in (1, 2, 3)
    ]
    desk = install(changed(services=[*small_catalogue().services, *twins]))
    assert sorted(row.same for row in desk.ask("kotihoito").results if row.name == "Kotihoito") == [3]
