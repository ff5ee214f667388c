"""Entries of the two logs, in words."""

from __future__ import annotations

from collections.abc import Sequence

from ohjaus_desktop.register.journal import Disclosure, Entry, Use
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.register.log_view import LogLine, LogView
from ohjaus_desktop.ui.requests import record


def view(entries: Sequence[Entry]) -> LogView:
    """The table of these entries, in their order."""
    return LogView([_line(entry) for entry in entries])


def _line(entry: Entry) -> LogLine:
    one = entry.entry
    return LogLine(record.moment(one.at), one.by or text("the program"), _deed(one), entry.case_number)


def _deed(one: Use | Disclosure) -> str:
    if isinstance(one, Use):
        return record.use(one.kind)
    return text("Given: {what}", what=record.disclosed(one))
