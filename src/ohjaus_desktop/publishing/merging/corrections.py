"""The overlay laid over what the sources say; what finds no record, or another one, is told of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import structs

from ohjaus_desktop.catalogue import sections
from ohjaus_desktop.catalogue.navigation import Catalogue, Header
from ohjaus_desktop.publishing.merging import overlay as overlays
from ohjaus_desktop.publishing.merging.identity import Member, references, spelled
from ohjaus_desktop.publishing.merging.overlay import WAS, Overlay, Patch
from ohjaus_desktop.publishing.need_assignment import protected
from ohjaus_desktop.texts import current, text

Groups = Mapping[str, Sequence[Sequence[Member]]]
"""Section → the groups of records that are one and the same."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """catalogue: with every correction; apart: ids that a person told apart; notes: sentences."""

    catalogue: Catalogue
    apart: frozenset[frozenset[str]] = frozenset()
    notes: tuple[str, ...] = ()


def apply(overlay: Overlay, head: Header, records: Mapping[str, Sequence[Any]], groups: Groups) -> Corrected:
    """Lay the overlay over the joined records.

    head: what the catalogue says of itself; records: by section; groups: all names by which each
    may be called. Raises OverlayWrong when a record breaks a rule once it is corrected.
    """
    notes: list[str] = []
    errors: list[str] = []
    names = {section: _names(section, found) for section, found in groups.items()}
    kept = {section: {sections.key(section, one): one for one in found} for section, found in records.items()}
    for section, reference in overlay.remove:
        key = names[section].get(reference, "")
        if kept[section].pop(key, None) is None:
            notes.append(text("The overlay removes {name}, which no source has any more.", name=reference))
    for section, patches in overlay.patches.items():
        for reference, patch in patches.items():
            _correct(section, reference, patch, kept[section], names[section], notes, errors)
    for section, added in overlay.add.items():
        for record in added:
            key = sections.key(section, record)
            if kept[section].setdefault(key, record) is not record:
                notes.append(
                    text("The overlay adds {name}, which a source has too; the source's stays.", name=key)
                )
    _tell_of_missing_pairs(overlay, names, notes)
    _protect(overlay, kept, names["services"])
    try:
        own = overlays.header(overlay, head)
    except ValueError as wrong:
        errors.append(f"{overlays.HEADER}: {wrong}")
    if errors:
        overlays.refuse("", errors)
    lists = {section: [*found.values()] for section, found in kept.items()}
    return Corrected(Catalogue(**(own | lists)), _apart(overlay, names), tuple(notes))


def _names(section: str, groups: Sequence[Sequence[Member]]) -> dict[str, str]:
    """Everything a record may be called → its key in the merged catalogue."""
    found: dict[str, str] = {}
    for group in groups:
        key = sections.key(section, group[0].record)
        for member in group:
            called = references(member.record) if hasattr(member.record, "id") else iter(())
            for name in (sections.key(section, member.record), *called):
                found.setdefault(name, key)
    return found


def _correct(
    section: str,
    reference: str,
    patch: Patch,
    kept: dict[str, Any],
    names: Mapping[str, str],
    notes: list[str],
    errors: list[str],
) -> None:
    record = kept.get(names.get(reference, ""))
    if record is None:
        notes.append(
            text(
                "The correction of {section} {name} has no record any more: {correction}",
                section=section,
                name=reference,
                correction=_short(patch),
            )
        )
        return
    notes.extend(_changed_since(record, patch))
    try:
        kept[names[reference]] = overlays.patched(section, record, patch)
    except ValueError as wrong:
        errors.append(f"{section} → {reference}: {wrong}")


def _changed_since(record: Any, patch: Patch) -> list[str]:
    """Where the source says something else than when the correction was made."""
    now = msgspec.to_builtins(record)
    return [
        text(
            "{name}: “{field}” was {was} when it was corrected; the source now says {now}. "
            "The correction counts; check it.",
            name=current().name(getattr(record, "name", None) or getattr(record, "title", "")),
            field=name,
            was=_short(was),
            now=_short(now.get(name)),
        )
        for name, was in patch.get(WAS, {}).items()
        if (now.get(name) or None) != (was or None)
    ]


def _short(value: Any) -> str:
    said = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return said if len(said) <= 120 else f"{said[:119]}…"


def _tell_of_missing_pairs(
    overlay: Overlay, names: Mapping[str, Mapping[str, str]], notes: list[str]
) -> None:
    known = {name for called in names.values() for name in called}
    for part, pairs in (("same", overlay.same), ("different", overlay.different)):
        for pair in pairs:
            notes.extend(
                text("{part}: {name} is not in any source any more.", part=part, name=one)
                for one in pair
                if one not in known
            )


def _apart(overlay: Overlay, names: Mapping[str, Mapping[str, str]]) -> frozenset[frozenset[str]]:
    final: dict[str, set[str]] = defaultdict(set)
    for called in names.values():
        for name, key in called.items():
            final[name].add(key)
    return frozenset(
        frozenset((a, b))
        for left, right in overlay.different
        for a in final.get(spelled(left), ())
        for b in final.get(spelled(right), ())
    )


def _protect(overlay: Overlay, kept: Mapping[str, dict[str, Any]], names: Mapping[str, str]) -> None:
    """A service that a correction gave a sensitive need is sensitive, unless the correction says else."""
    sensitive = {need.id for need in kept["needs"].values() if need.sensitive}
    for reference, patch in overlay.patches.get("services", {}).items():
        service = kept["services"].get(names.get(reference, ""))
        if service is not None and "needs" in patch:
            said = {name: patch[name] for name in ("sensitive", "hide_address") if name in patch}
            kept["services"][names[reference]] = structs.replace(protected(service, sensitive), **said)
