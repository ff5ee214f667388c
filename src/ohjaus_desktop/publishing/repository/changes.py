"""What a publication changes, for people: new, changed field by field, moved numbers, gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ohjaus_desktop.catalogue import document
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.guidance.differences import Difference, differences
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.guidance.record_words import Names
from ohjaus_desktop.texts import LANGUAGES, Translator

SECTIONS = ("services", "organizations", "locations", "helplines", "notices")
"""What people follow, most important first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record that says something else than before."""

    section: str
    name: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed, in one language. new, gone: names by section, sorted; counts: what there is now."""

    new: Mapping[str, tuple[str, ...]]
    changed: tuple[Entry, ...]
    gone: Mapping[str, tuple[str, ...]]
    counts: Mapping[str, int]

    @property
    def moved(self) -> tuple[tuple[str, Difference], ...]:
        """Whose main number no longer answers, with the old and the new numbers."""
        return tuple(
            (entry.name, one)
            for entry in self.changed
            for one in entry.differences
            if one.kind == "moved_number"
        )


def compare(old: Catalogue | None, new: Catalogue, language: str) -> Changes:
    """What ``new`` says differently from ``old``. old: None before the first publication."""
    say = Translator(language, new.default_language)
    secret = _shelters(new) | (_shelters(old) if old else frozenset())
    was = {section: _told(old, section, secret) if old else {} for section in SECTIONS}
    now = {section: _told(new, section, secret) for section in SECTIONS}
    before, after = _names(old or new, say), _names(new, say)
    names = Names(
        places=Places.load(),
        needs=before["needs"] | after["needs"],
        activities=before["activities"] | after["activities"],
        organizations=before["organizations"] | after["organizations"],
        locations=before["locations"] | after["locations"],
        services=before["services"] | after["services"],
    )
    changed = []
    for section in SECTIONS:
        for key, record in now[section].items():
            earlier = was[section].get(key)
            if earlier is not None and earlier != record:
                found = differences(earlier, record, say, names=names)
                if found:
                    changed.append(Entry(section, _name(record, say), found))
    return Changes(
        new={section: _only(now[section], was[section], say) for section in SECTIONS},
        changed=tuple(changed),
        gone={section: _only(was[section], now[section], say) for section in SECTIONS},
        counts={section: len(now[section]) for section in SECTIONS},
    )


def languages(catalogue: Catalogue) -> tuple[str, ...]:
    """In which languages people read this catalogue: those of its own texts, Finnish first."""
    texts = [catalogue.title, catalogue.publisher.name, *(one.name for one in catalogue.services)]
    used = {catalogue.default_language}.union(*(text for text in texts if isinstance(text, dict)))
    return tuple(language for language in LANGUAGES if language in used) or LANGUAGES[:1]


def _told(catalogue: Catalogue, section: str, secret: frozenset[str]) -> dict[str, Any]:
    """The records that people meet, by their key. What has ended is gone; hidden places stay hidden."""
    return {
        document.key(section, record): record
        for record in getattr(catalogue, section)
        if getattr(record, "status", "") != "defunct" and not (section == "locations" and record.id in secret)
    }


def _shelters(catalogue: Catalogue) -> frozenset[str]:
    """The places of shelters, told nowhere (Act 1354/2014).

    Those of the old and of the new file count: a place that comes, goes or is opened to others
    together with its shelter would give the address away all the same.
    """
    hidden = (service for service in catalogue.services if service.hide_address)
    return frozenset(link.location_id for service in hidden for link in service.service_at_locations)


def _names(catalogue: Catalogue, say: Translator) -> dict[str, dict[str, str]]:
    sections = ("needs", "activities", "organizations", "locations", "services")
    return {
        section: {record.id: say.name(record.name) for record in getattr(catalogue, section)}
        for section in sections
    }


def _name(record: Any, say: Translator) -> str:
    return say.name(getattr(record, "name", None) or getattr(record, "title", None))


def _only(these: Mapping[str, Any], others: Mapping[str, Any], say: Translator) -> tuple[str, ...]:
    return tuple(sorted(_name(record, say) for key, record in these.items() if key not in others))
