"""The columns about time and ways: opening hours, phone hours, home visits."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from msgspec import structs

from ohjaus_desktop.catalogue.model import Delivery, Schedule
from ohjaus_desktop.guidance.hours import WEEKDAYS
from ohjaus_desktop.guidance.wording import weekdays
from ohjaus_desktop.publishing.sheet import areas, hours_read, hours_words, hours_write
from ohjaus_desktop.publishing.sheet.entry import CellWrong, Desk, Entry, Field, Pen
from ohjaus_desktop.publishing.sheet.hours_read import HoursRead
from ohjaus_desktop.publishing.sheet.vocabulary import folded
from ohjaus_desktop.texts import Translator, mark, text

_PARTS = re.compile(r"\s*[;\n]\s*")
_A_DATE = re.compile(r"\d{4}-\d{2}-\d{2}( 00:00(:00)?)?")
_NOT_KNOWN = ("ei tiedossa", "ei tiedetä", "inte känt", "okänt", "not known", "unknown")


def _read_hours(said: str, desk: Desk) -> HoursRead:
    if _A_DATE.fullmatch(said.strip()):
        raise CellWrong(text("The spreadsheet made a date of the hours. Write them with “klo”: klo 9–15."))
    if folded(said) in _NOT_KNOWN:
        return HoursRead([], [], [])
    found = hours_read.read(said, at=desk.at, modes=desk.vocabulary["delivery"])
    for words in found.unclear:
        desk.remark(
            text(
                "“{words}” was not understood as hours and is kept as words. Write “ma–pe 9–15”.", words=words
            )
        )
    return found


def _read_phone_hours(said: str, desk: Desk) -> HoursRead:
    found = _read_hours(said, desk)
    rows = [structs.replace(one, attending_type="phone") for one in found.schedules]
    return HoursRead(rows, found.exceptions, found.unclear)


def _put_hours(entry: Entry, value: HoursRead | None, _language: str) -> Entry:
    rows, exceptions = (value.schedules, value.exceptions) if value else ([], [])
    if entry.first or entry.link is None:
        own = entry.link is not None and bool(entry.link.schedules)
        if own:
            entry = entry.with_link(schedules=rows)
            return entry.with_service(holiday_schedules=exceptions)
        kept = [one for one in entry.service.schedules if one.attending_type == "phone"]
        return entry.with_service(schedules=[*rows, *kept], holiday_schedules=exceptions)
    return entry.with_link(schedules=rows, holiday_schedules=exceptions)


def _write_hours(entry: Entry, pen: Pen) -> str:
    own = entry.link.schedules if entry.link else []
    exceptions = list(entry.link.holiday_schedules) if entry.link else []
    if entry.first:
        rows = own or [one for one in entry.service.schedules if one.attending_type != "phone"]
        return hours_write.write(rows, [*entry.service.holiday_schedules, *exceptions], pen)
    return hours_write.write(own, exceptions, pen)


def _put_phone_hours(entry: Entry, value: HoursRead | None, _language: str) -> Entry:
    rows = value.schedules if value else []
    if entry.service.phones and entry.service.phones[0].schedules:
        main = structs.replace(
            entry.service.phones[0], schedules=[structs.replace(one, attending_type=None) for one in rows]
        )
        return entry.with_service(phones=[main, *entry.service.phones[1:]])
    others = [one for one in entry.service.schedules if one.attending_type != "phone"]
    return entry.with_service(schedules=[*others, *rows])


def _write_phone_hours(entry: Entry, pen: Pen) -> str:
    if not entry.first:
        return ""
    own: list[Schedule] = entry.service.phones[0].schedules if entry.service.phones else []
    rows = own or [one for one in entry.service.schedules if one.attending_type == "phone"]
    return hours_write.write(rows, [], pen)


def _read_ways(said: str, desk: Desk) -> list[Delivery]:
    """Ways of being served: "käynti; puhelin", a round with its days: "käynti ti: Perho"."""
    names = desk.vocabulary["delivery"]
    found = []
    for part in filter(None, _PARTS.split(said.strip())):
        many = [bit.strip() for bit in part.split(",")]
        if len(many) > 1 and all(names.find(bit) for bit in many):
            found += [Delivery(mode=names.find(bit)) for bit in many]  # type: ignore[arg-type]
            continue
        words = part.split(":")[0].split()
        length = next((n for n in range(len(words), 0, -1) if names.find(" ".join(words[:n]))), 0)
        if not length:
            raise CellWrong(text("“{words}” is not a way of being served. Choose from the list.", words=part))
        rest = part[len(" ".join(words[:length])) :].strip()
        found.append(_round(rest, str(names.find(" ".join(words[:length]))), desk))
    return found


def _read_home_visits(said: str, desk: Desk) -> list[Delivery]:
    found = []
    for part in filter(None, _PARTS.split(said.strip())):
        answer = desk.vocabulary["yes_no"].find(part.split(":")[0])
        if answer == "no":
            continue
        rest = part.partition(":")[2] if answer == "yes" else part
        found.append(
            _round(f": {rest}" if answer == "yes" and rest else "" if answer == "yes" else part, "home", desk)
        )
    return found


def _round(said: str, mode: Any, desk: Desk) -> Delivery:
    """Days and municipalities of a way: "ti, to: Perho, Veteli". Raises CellWrong."""
    days, _, where = said.partition(":")
    pieces, strange = hours_words.pieces(days)
    kinds = {"day", "days", "workdays", "weekend", "every_day", "between"}
    if strange or any(piece.kind not in kinds for piece in pieces):
        raise CellWrong(text("“{words}” does not name weekdays. Write “ti, to” or “ti: Perho”.", words=said))
    chosen = {
        day
        for piece in pieces
        if piece.kind != "between"
        for day in (WEEKDAYS if piece.kind == "every_day" else hours_words.weekdays(piece))
    }
    codes = [area.code for area in areas.read(where, desk) if area.type == "municipality"] if where else []
    return Delivery(
        mode=mode, weekdays=",".join(day for day in WEEKDAYS if day in chosen) or None, municipalities=codes
    )


def _put_ways(home: bool) -> Callable[[Entry, list[Delivery] | None, str], Entry]:
    def put(entry: Entry, value: list[Delivery] | None, _language: str) -> Entry:
        others = [one for one in entry.service.delivery if (one.mode == "home") is not home]
        new = value or []
        return entry.with_service(delivery=[*others, *new] if home else [*new, *others])

    return put


def _write_ways(home: bool) -> Callable[[Entry, Pen], str]:
    def write(entry: Entry, pen: Pen) -> str:
        rows = [one for one in entry.service.delivery if (one.mode == "home") is home]
        return "; ".join(_way(one, home, pen) for one in rows)

    return write


def _way(one: Delivery, home: bool, pen: Pen) -> str:
    days = _day_words(one.weekdays, pen.say)
    names = ", ".join(areas.municipality_name(code, pen.say, pen.places) for code in one.municipalities)
    label = "" if home else pen.vocabulary["delivery"].label(one.mode, pen.say)
    if home and not days:
        label = pen.say("yes")
    before = " ".join(part for part in (label, days) if part)
    return f"{before}: {names}" if names else before


def _day_words(codes: str | None, say: Translator) -> str:
    return weekdays(codes, say) if codes else ""


FIELDS = (
    Field(
        "hours",
        mark("Opening hours"),
        mark("“ma–pe 9–15, ke 12–18”; “by appointment”; “24/7”; “closed 1.7.–31.7.”; parts parted by ;"),
        _read_hours,
        _put_hours,
        _write_hours,
        width=32,
        others=("aukiolo", "aukioloaika", "öppettid", "hours", "auki"),
    ),
    Field(
        "phone_hours",
        mark("Phone hours"),
        mark("Only if the phone is answered at other times than it is open."),
        _read_phone_hours,
        _put_phone_hours,
        _write_phone_hours,
        width=24,
        others=("puhelinaika", "soittoaika", "telefontid"),
    ),
    Field(
        "ways",
        mark("Other ways of being served"),
        mark("on the spot; by phone; by video; by chat; online – those that are offered."),
        _read_ways,
        _put_ways(home=False),
        _write_ways(home=False),
        width=24,
        others=("asiointitapa", "sätt att uträtta ärenden", "delivery"),
    ),
    Field(
        "home_visits",
        mark("Home visits"),
        mark("“yes”, or the days and municipalities: “ti, to: Perho, Veteli”."),
        _read_home_visits,
        _put_ways(home=True),
        _write_ways(home=True),
        width=20,
        others=("kotikäynti", "tulee kotiin", "hembesök"),
    ),
)
