"""What this workstation and its worker have chosen.

Three layers: what the administrator has locked for the machine wins over what the user chose,
which wins over what the administrator proposed, which wins over our defaults. The machine-wide
file is JSON with two objects, both optional::

    {"locked":   {"catalogue_address": "https://palvelut.esimerkki.invalid/ohjaus.json"},
     "defaults": {"home_municipality": "584", "text_scale": 125}}

One bad value never costs the others: it is left out and reported.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, Struct

from ohjaus_desktop.texts import text

Language = Literal["fi", "sv", "en"]
Theme = Literal["system", "light", "dark"]
Line = Annotated[str, Meta(max_length=200)]
"""One line of text. The limit keeps a mispasted document out of the settings and off paper."""


_NUMBER = re.compile(r"\+?[\d ()-]{3,}")


class Settings(Struct, frozen=True):
    """Every choice, with its default.

    language: of the interface. text_scale: per cent. service_point, phone, address: printed so
    that the client knows whom they met; neutral_sender: printed instead of the service point's
    name when set. worker: first name or role. home_municipality: three-digit code or "".
    large_targets: what is pressed is always high enough for a finger, not only after one.
    client_languages: offered first for paper. catalogue_address: where the central file is; ""
    for the bundled example. trusted_root: the file with which its publisher is recognised (root.json),
    "" where any origin is taken. printer: the system's name of it, "" for the system's default.

    Of the protected client data, mostly for the administrator: controller,
    data_protection_contact, notice_address: who keeps the data, whom to ask about it, and where the
    full notice can be read; printed under "your data". no_personal_data: nothing about a client is
    stored on this machine. lock_minutes: without a key or click until client data is hidden.
    retention_days: how long a closed request is kept; 0 for the rule set's own time. backup_folder:
    "" for the data folder's own. recovery_key: the administrator's public key. identity_codes: the
    service point may write identity codes.
    """

    language: Language = "fi"
    text_scale: Annotated[int, Meta(ge=100, le=200)] = 100
    theme: Theme = "system"
    service_point: Line = ""
    neutral_sender: Line = ""
    phone: Annotated[str, Meta(max_length=40)] = ""
    address: Line = ""
    worker: Line = ""
    home_municipality: Annotated[str, Meta(pattern=r"^(\d{3})?$")] = ""
    client_languages: tuple[Language, ...] = ("fi", "sv")
    catalogue_address: Annotated[str, Meta(max_length=2000)] = ""
    trusted_root: Annotated[str, Meta(max_length=2000)] = ""
    printer: Line = ""
    large_print: bool = False
    large_targets: bool = False
    controller: Line = ""
    data_protection_contact: Line = ""
    notice_address: Annotated[str, Meta(max_length=2000)] = ""
    no_personal_data: bool = False
    lock_minutes: Annotated[int, Meta(ge=1, le=60)] = 10
    retention_days: Annotated[int, Meta(ge=0, le=4383)] = 0
    backup_folder: Annotated[str, Meta(max_length=2000)] = ""
    recovery_key: Annotated[str, Meta(max_length=200)] = ""
    identity_codes: bool = False


@dataclass(frozen=True, slots=True)
class Effective:
    """The settings that hold, which of them the administrator has locked, and what was wrong.

    locked: names of fields; problems: whole sentences in the language in use.
    """

    settings: Settings
    locked: frozenset[str] = frozenset()
    problems: tuple[str, ...] = ()


def load(user_file: Path, machine_file: Path) -> Effective:
    """Read both files and say what holds. A missing or broken file is never an error."""
    problems: list[str] = []
    machine = _read(machine_file, problems)
    locked = _section(machine, "locked", machine_file, problems)
    proposed = _section(machine, "defaults", machine_file, problems)
    chosen = _valid(_read(user_file, problems), user_file, problems)
    return Effective(Settings(**(proposed | chosen | locked)), frozenset(locked), tuple(problems))


def save(settings: Settings, user_file: Path, *, before: Settings) -> None:
    """Write what the user has changed, whole or not at all.

    before: the settings that held until now. Only what differs from them joins the user's file,
    so that what the user never touched keeps following the administrator. Raises OSError.
    """
    old, new = msgspec.structs.asdict(before), msgspec.structs.asdict(settings)
    chosen = _read(user_file, []) | {name: value for name, value in new.items() if value != old[name]}
    user_file.parent.mkdir(parents=True, exist_ok=True)
    fresh = user_file.with_suffix(".new")
    with fresh.open("wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(chosen), indent=2) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(user_file)


def fault(field: str, value: str) -> str:
    """What is wrong with a value as somebody types it: one sentence, "" when nothing is.

    field: name of a text field of ``Settings``.
    """
    if field == "phone" and value and not _NUMBER.fullmatch(value):
        return text("A phone number has digits, spaces, + and - only.")
    if field == "catalogue_address" and value and not _is_address(value):
        return text("Give an address that begins with https://, or the whole path of a file.")
    kind = next(one.type for one in msgspec.structs.fields(Settings) if one.name == field)
    try:
        msgspec.convert(value, type=kind)
    except msgspec.ValidationError:
        return text("This is too long.")
    return ""


def _is_address(value: str) -> bool:
    parts = urlsplit(value)
    if parts.scheme in {"http", "https"}:
        return bool(parts.hostname)
    # A drive letter of Windows looks like a scheme; a path without one must begin at the root.
    return parts.scheme == "file" or Path(value).is_absolute() or PureWindowsPath(value).is_absolute()


def _read(path: Path, problems: list[str]) -> dict[str, Any]:
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        problems.append(
            text("The settings file {name} cannot be read; its values are not in use.", name=path)
        )
        return {}


def _section(machine: dict[str, Any], name: str, machine_file: Path, problems: list[str]) -> dict[str, Any]:
    section = machine.get(name, {})
    return _valid(section if isinstance(section, dict) else {}, machine_file, problems)


def _valid(values: dict[str, Any], path: Path, problems: list[str]) -> dict[str, Any]:
    """Keep the known fields whose value holds; report the others."""
    kept: dict[str, Any] = {}
    for field in msgspec.structs.fields(Settings):
        if field.name not in values:
            continue
        try:
            kept[field.name] = msgspec.convert(values[field.name], type=field.type)
        except msgspec.ValidationError:
            problems.append(
                text(
                    "The value of {field} in {name} is not possible; it is not in use.",
                    field=field.name,
                    name=path,
                )
            )
    return kept
