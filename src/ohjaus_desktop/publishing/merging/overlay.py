"""What people have decided and corrected, kept apart from the sources so that every import outlives it.

One JSON object (``resources/overlay-example.json`` shows every part, ``overlay-fields.md``
describes it). Corrections are merge patches (RFC 7396) by record: what is named is replaced, null
takes away. ``was`` may say what stood there when the correction was made: a source that has
changed since is told of, and the correction still counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NoReturn

import msgspec
from msgspec import structs

from ohjaus_desktop.catalogue import rules, sections
from ohjaus_desktop.catalogue.navigation import Header
from ohjaus_desktop.catalogue.problems import RuleBroken, reason_for
from ohjaus_desktop.errors import KnownError, reason
from ohjaus_desktop.publishing.merging.identity import spelled
from ohjaus_desktop.texts import current, plural, text

FORMAT = "ohjaus-overlay"
HEADER = "catalogue"
"""The overlay's name for what a catalogue says of itself: title, publisher …"""
WAS = "was"
_HEADER_FIELDS = frozenset(Header.__struct_fields__) - {
    "format",
    "format_version",
    "sequence",
    "published_at",
}
_PARTS = ("format", "format_version", HEADER, "same", "different", "remove", "add", *sections.SECTIONS)

Patch = Mapping[str, Any]


class OverlayWrong(KnownError):
    """The overlay cannot be used as it stands; nothing is merged."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """same, different: pairs of references (an id, ptv:… or business_id:…); remove: section, reference.

    patches: section → reference → merge patch, with ``was`` where it is known; header: a patch of
    what the catalogue says of itself; add: section → records.
    """

    patches: Mapping[str, Mapping[str, Patch]] = field(default_factory=dict)
    header: Patch = field(default_factory=dict)
    same: tuple[tuple[str, str], ...] = ()
    different: tuple[tuple[str, str], ...] = ()
    remove: tuple[tuple[str, str], ...] = ()
    add: Mapping[str, Sequence[Any]] = field(default_factory=dict)


def load(path: Path) -> Overlay:
    """Read an overlay file. Raises OverlayWrong with every error of its form."""
    try:
        content = msgspec.json.decode(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except OSError as error:
        raise OverlayWrong(
            text("The file {name} cannot be read: {reason}.", name=path, reason=reason(error))
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise OverlayWrong(
            text("The overlay {name} is not readable JSON.", name=path.name),
            text("Correct the place that is named here: {detail}", detail=str(error)),
        ) from error
    return read(content, name=path.name)


def read(content: Any, *, name: str) -> Overlay:
    """Understand an overlay. name: what to call it in errors. Raises OverlayWrong."""
    errors: list[str] = []
    if not isinstance(content, dict) or content.get("format", FORMAT) != FORMAT:
        refuse(name, [text("It is not an Ohjaus overlay: “format” must be “{format}”.", format=FORMAT)])
    strange = sorted(content.keys() - {*_PARTS})
    errors.extend(text("“{part}” is not a part of an overlay.", part=part) for part in strange)
    overlay = Overlay(
        patches={
            section: _patches(section, content.get(section, {}), errors) for section in sections.SECTIONS
        },
        header=_patch(HEADER, content.get(HEADER, {}), _HEADER_FIELDS, errors),
        same=_pairs("same", content.get("same", []), errors),
        different=_pairs("different", content.get("different", []), errors),
        remove=tuple(_removed(content.get("remove", []), errors)),
        add=_added(content.get("add", {}), errors),
    )
    if errors:
        refuse(name, errors)
    return overlay


def written(overlay: Overlay) -> bytes:
    """The overlay as a file: UTF-8, two spaces, empty parts left out; ``read`` gives the same back."""
    content = {
        "format": FORMAT,
        "format_version": 1,
        HEADER: overlay.header,
        **overlay.patches,
        "same": overlay.same,
        "different": overlay.different,
        "remove": [f"{section}/{reference}" for section, reference in overlay.remove],
        "add": {section: records for section, records in overlay.add.items() if records},
    }
    kept = {part: value for part, value in content.items() if value}
    return msgspec.json.format(msgspec.json.encode(kept), indent=2) + b"\n"


def corrected(overlay: Overlay, section: str, patches: Mapping[str, Patch]) -> Overlay:
    """The overlay with more corrections; a newer one of the same field wins."""
    together = dict(overlay.patches.get(section, {}))
    for reference, patch in patches.items():
        before = together.get(reference, {})
        was = {**patch.get(WAS, {}), **before.get(WAS, {})}  # what the source said stays the first one
        together[reference] = {**before, **patch} | ({WAS: was} if was else {})
    return replace(overlay, patches={**overlay.patches, section: together})


def refuse(name: str, errors: Sequence[str]) -> NoReturn:
    """Raise OverlayWrong with all that is wrong."""
    head = plural(
        "The overlay {name} has {number} error:",
        "The overlay {name} has {number} errors:",
        len(errors),
        name=name,
    )
    raise OverlayWrong("\n".join((head, *errors)), text("Correct the overlay and try again."))


def merge_patch(base: Any, patch: Any) -> Any:
    """RFC 7396: what the patch names is replaced, null takes away, the rest stays."""
    if not isinstance(patch, Mapping):
        return patch
    result = dict(base) if isinstance(base, Mapping) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merge_patch(result.get(name), value)
    return result


def patched(section: str, record: Any, patch: Patch) -> Any:
    """The record corrected. Raises ValueError with a sentence when it breaks a rule then."""
    fields = {name: value for name, value in patch.items() if name != WAS}
    content = merge_patch(msgspec.to_builtins(record), fields)
    return decoded(section, content)


def decoded(section: str, content: Any) -> Any:
    """A record of the overlay. Raises ValueError with a sentence in the user's language."""
    try:
        record = msgspec.convert(content, sections.SECTIONS[section])
        rules.check(record, sections.encode(record))
    except msgspec.ValidationError as error:
        raise ValueError(f"{current()(reason_for(str(error)))} ({error})") from error
    except RuleBroken as broken:
        raise ValueError(
            f"{current()(broken.reason)} ({broken.path.lstrip('.')} {broken.detail})"
        ) from broken
    return record


def _patches(section: str, content: Any, errors: list[str]) -> dict[str, Patch]:
    if not isinstance(content, dict):
        errors.append(text("“{part}” must be an object: id → correction.", part=section))
        return {}
    known = frozenset(sections.SECTIONS[section].__struct_fields__) - {"id"}
    return {
        spelled(reference): _patch(f"{section} → {reference}", patch, known, errors)
        for reference, patch in content.items()
    }


def _patch(place: str, patch: Any, known: frozenset[str], errors: list[str]) -> Patch:
    if not isinstance(patch, dict) or not isinstance(patch.get(WAS, {}), dict):
        errors.append(text("{place}: a correction must be an object: field → value.", place=place))
        return {}
    strange = sorted((patch.keys() | patch.get(WAS, {}).keys()) - known - {WAS})
    errors.extend(text("{place}: there is no field “{field}”.", place=place, field=name) for name in strange)
    return patch


def _pairs(part: str, content: Any, errors: list[str]) -> tuple[tuple[str, str], ...]:
    found = []
    for number, pair in enumerate(content if isinstance(content, list) else [content], 1):
        if not (isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) for one in pair)):
            errors.append(text("{part}, row {number}: two ids belong here.", part=part, number=number))
            continue
        found.append((spelled(pair[0]), spelled(pair[1])))
    return tuple(found)


def _removed(content: Any, errors: list[str]) -> Iterator[tuple[str, str]]:
    for one in content if isinstance(content, list) else [content]:
        section, slash, reference = one.partition("/") if isinstance(one, str) else ("", "", "")
        if section in sections.SECTIONS and slash and reference:
            yield section, spelled(reference)
        else:
            errors.append(
                text("remove: “{entry}” must be written list/id, as “services/ptv:…”.", entry=str(one)[:80])
            )


def _added(content: Any, errors: list[str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for section, records in content.items() if isinstance(content, dict) else [("add", None)]:
        if section not in sections.SECTIONS or not isinstance(records, list):
            errors.append(text("add: “{part}” is not a list of the catalogue.", part=section))
            continue
        found[section] = []
        for number, record in enumerate(records, 1):
            try:
                found[section].append(decoded(section, record))
            except ValueError as wrong:
                errors.append(f"add → {section}, {number}: {wrong}")
    return found


def header(overlay: Overlay, head: Header) -> dict[str, Any]:
    """What the catalogue says of itself, corrected. Raises ValueError."""
    if not overlay.header:
        return structs.asdict(head)
    fields = {name: value for name, value in overlay.header.items() if name != WAS}
    try:
        return structs.asdict(msgspec.convert(merge_patch(msgspec.to_builtins(head), fields), Header))
    except msgspec.ValidationError as error:
        raise ValueError(f"{current()(reason_for(str(error)))} ({error})") from error
