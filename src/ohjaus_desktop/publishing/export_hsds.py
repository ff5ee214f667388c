"""From a central file to HSDS 3.0: the answers of its API as a folder of files.

Publishers of HSDS 3 read and serve what the standard's API gives: one full nested object a
service and an organization, and lists that tell of each in short. Such a folder is that API on
any static web server: ``services.json`` answers ``/services``, ``services/ID.json`` answers
``/services/ID``. What HSDS has no field for travels as attributes with terms of our own
taxonomies where that says it well; the rest is named in ``left-out.txt``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.errors import KnownError, file_refused
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.publishing.hsds_writing.losses import Losses
from ohjaus_desktop.publishing.hsds_writing.objects import Objects, basic
from ohjaus_desktop.publishing.hsds_writing.parts import Parts
from ohjaus_desktop.publishing.hsds_writing.terms import Object, Terms, uid
from ohjaus_desktop.texts import Translator, plural, text

LEFT_OUT = "left-out.txt"
INDEX = "index.json"
_PROFILE = "https://docs.openreferral.org/en/3.0/"
_OPENAPI = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json"
_FOLDERS = ("services", "organizations")
_UNPLACED = ("helplines", "notices", "choices", "radii")


@dataclass(frozen=True, slots=True)
class Exported:
    """files: names in the folder and what they hold; losses: what HSDS has no place for."""

    files: Mapping[str, Object | list[Object]]
    losses: Losses

    def sentences(self) -> tuple[str, ...]:
        """What was left out, in the user's language."""
        said = []
        if self.losses.fields:
            fields = ", ".join(f"{name} ({count})" for name, count in sorted(self.losses.fields.items()))
            said.append(text("HSDS has no place for these, and they were left out: {values}.", values=fields))
        for language, count in sorted(self.losses.languages.items()):
            said.append(
                plural(
                    "{number} text in another language ({language}) was left out: HSDS keeps one language.",
                    "{number} texts in another language ({language}) were left out: HSDS keeps one language.",
                    count,
                    language=language,
                )
            )
        return tuple(said)


class _Speaker(Translator):
    """Chooses texts of any language, not only those of the interface."""

    def __init__(self, language: str, default_language: str) -> None:
        super().__init__(language if language in texts.LANGUAGES else "en", default_language)
        self.language = language


def export(catalogue: Catalogue, *, language: str = "") -> Exported:
    """The catalogue as HSDS 3.0.

    language: of the fields, ISO 639; "" takes the catalogue's own. Texts of other languages are
    left out and counted: a field of HSDS holds one text.
    """
    language = language or catalogue.default_language
    say = _Speaker(language, catalogue.default_language)
    losses = Losses()
    terms = Terms.of(catalogue, say)
    objects = Objects(
        Parts(say, language, terms, losses, Places.load()),
        {one.id: one for one in catalogue.organizations},
        {one.id: one for one in catalogue.locations},
        _hidden(catalogue),
    )
    services = [objects.service(one) for one in catalogue.services]
    organizations = [objects.organization(one) for one in catalogue.organizations]
    _count_sections(catalogue, objects, losses)
    files: dict[str, Object | list[Object]] = {
        INDEX: {"version": "3.0", "profile": _PROFILE, "openapi_url": _OPENAPI},
        "meta_table_descriptions.json": [
            {"id": uid("meta", language), "name": "ohjaus", "language": language, "character_set": "UTF-8"}
        ],
        "services.json": _page([basic(one) for one in services]),
        "organizations.json": _page([basic(one) for one in organizations]),
        "taxonomies.json": _page(terms.taxonomies()),
        "taxonomy_terms.json": _page([*terms.used.values()]),
    }
    files |= {f"services/{one['id']}.json": one for one in services}
    files |= {f"organizations/{one['id']}.json": one for one in organizations}
    return Exported(files, losses)


def _hidden(catalogue: Catalogue) -> frozenset[str]:
    """Places where only shelters are met: nobody may learn of them."""
    shelters: set[str] = set()
    open_: set[str] = set()
    for service in catalogue.services:
        (shelters if service.hide_address else open_).update(
            link.location_id for link in service.service_at_locations
        )
    return frozenset(shelters - open_)


def _count_sections(catalogue: Catalogue, objects: Objects, losses: Losses) -> None:
    """Count what has no object of its own in HSDS."""
    for section in _UNPLACED:
        losses.fields[section] += len(getattr(catalogue, section))
    for need in catalogue.needs:
        losses.count("needs", need, {"id", "name", "parent_id"})
        objects.parts.text(need.name)
    for activity in catalogue.activities:
        losses.count("activities", activity, {"id", "name"})
        objects.parts.text(activity.name)
    losses.fields["locations"] += sum(not objects.has_written(one.id) for one in catalogue.locations)
    losses.fields = +losses.fields


def _page(items: list[Object]) -> Object:
    """The answer of a list: everything on one page."""
    return {
        "total_items": len(items),
        "total_pages": 1,
        "page_number": 1,
        "size": len(items),
        "first_page": True,
        "last_page": True,
        "empty": not items,
        "contents": items,
    }


# Writing ------------------------------------------------------------------------------------


def write(exported: Exported, folder: Path) -> None:
    """Write the folder: a new one, an empty one, or the one of an earlier export.

    Records that are gone since then lose their files. Raises KnownError.
    """
    try:
        if folder.exists() and any(folder.iterdir()) and not _is_ours(folder):
            raise KnownError(
                text("The folder {name} holds something else.", name=folder),
                text("Choose an empty folder, or one that does not exist yet."),
            )
        for name in _FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        for name, value in exported.files.items():
            (folder / name).write_bytes(_json(value))
        for file in (one for name in _FOLDERS for one in (folder / name).glob("*.json")):
            if file.relative_to(folder).as_posix() not in exported.files:
                file.unlink()
        (folder / LEFT_OUT).write_text("\n".join((*exported.sentences(), "")), encoding="utf-8")
    except OSError as error:
        raise file_refused(Path(error.filename or folder), error) from error


def _is_ours(folder: Path) -> bool:
    return (folder / INDEX).is_file() and (folder / LEFT_OUT).is_file()


def _json(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
