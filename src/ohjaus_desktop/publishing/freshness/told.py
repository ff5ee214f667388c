"""What the answers changed: sentences for a person, and corrections for the overlay."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.guidance.differences import Names, differences
from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.publishing.merging import overlay as overlays
from ohjaus_desktop.texts import current, text

_SECTIONS = ("organizations", "locations", "services")


def lines(before: Catalogue, after: Catalogue) -> Iterator[str]:
    """Every change, record by record and field by field: old → new."""
    say, names = current(), _names(after)
    for section, old, new in changed(before, after):
        del section
        for one in differences(old, new, say, names=names):
            yield text(
                "{name}: {field}: {old} → {new}",
                name=" ".join(say.name(new.name).split()),
                field=one.label,
                old=_line(one.before),
                new=_line(one.after),
            )


def _line(words: str) -> str:
    return " / ".join(words.split("\n")) or text("(nothing)")


def changed(before: Catalogue, after: Catalogue) -> Iterator[tuple[str, Any, Any]]:
    """Section, old and new record of everything that is not equal; the ids are the same in both."""
    for section in _SECTIONS:
        old = {one.id: one for one in getattr(before, section)}
        for new in getattr(after, section):
            if new.id in old and old[new.id] != new:
                yield section, old[new.id], new


def into_overlay(before: Catalogue, after: Catalogue, path: Path) -> bytes:
    """The overlay with these changes as corrections, each with what stood there. Raises KnownError."""
    overlay = overlays.load(path) if path.exists() else overlays.Overlay()
    for section, old, new in changed(before, after):
        was, now = msgspec.to_builtins(old), msgspec.to_builtins(new)
        fields = {name for name in was.keys() | now.keys() if was.get(name) != now.get(name)}
        patch = {name: now.get(name) for name in sorted(fields)}
        patch[overlays.WAS] = {name: was.get(name) for name in sorted(fields)}
        overlay = overlays.corrected(overlay, section, {new.id: patch})
    return overlays.written(overlay)


def _names(catalogue: Catalogue) -> Names:
    say = current()
    return Names(
        places=Places.load(),
        **{
            section: {one.id: say.name(one.name) for one in getattr(catalogue, section)}
            for section in ("needs", "activities", *_SECTIONS)
        },
    )
