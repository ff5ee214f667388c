"""Every word a person reads: one translation system for window, paper, command line and errors.

gettext with Babel. The messages in the code are English; Finnish and Swedish live in
``resources/translations``. The window speaks the worker's language (``use``), paper the
client's: there a ``Translator`` of its own is asked for.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from datetime import date as date_type
from datetime import datetime, time
from functools import cache
from typing import NamedTuple

from babel.dates import format_date

from ohjaus_desktop import paths

LANGUAGES = ("fi", "sv", "en")
"""The languages of the interface, first choice first."""


class Localized(NamedTuple):
    """A text of the catalogue in the language asked for, or in the one that exists.

    text: the words, "" when there are none; language: the language they are in, None when the
    catalogue does not say.
    """

    text: str
    language: str | None


class Translator:
    """Speaks one language."""

    def __init__(self, language: str, default_language: str = "fi") -> None:
        """language: fi, sv or en; default_language: what the catalogue's plain strings are in."""
        self.language = language
        self.default_language = default_language
        self._messages = gettext.translation(
            "ohjaus", paths.resource("translations"), languages=[language], fallback=True
        )

    def __call__(self, message: str, /, **values: object) -> str:
        """Give the message in this language with its {values} filled in."""
        translated = self._messages.gettext(message)
        return translated.format(**values) if values else translated

    def plural(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Give the form that fits the number; {number} is filled in too."""
        return self._messages.ngettext(one, many, number).format(number=number, **values)

    def localized(self, value: str | Mapping[str, str] | None) -> Localized:
        """Choose this language from a catalogue text; fall back to the default, then to any."""
        if value is None:
            return Localized("", None)
        if isinstance(value, str):
            return Localized(value, self.default_language)
        for language in (self.language, self.default_language, *LANGUAGES, *value):
            if value.get(language):
                return Localized(value[language], language)
        return Localized("", None)

    def name(self, value: str | Mapping[str, str] | None) -> str:
        """``localized`` without the language."""
        return self.localized(value).text

    def date(self, day: date_type) -> str:
        """3.11.2026 in every language: the form Finns read, without leading zeros."""
        return f"{day.day}.{day.month}.{day.year}"

    def weekday(self, day: date_type) -> str:
        """The short name of the weekday: ma, mån, Mon."""
        return _weekday(day.weekday(), self.language)

    def clock(self, moment: time | datetime) -> str:
        """9, 9.30: hours as they are said in Finland; 9:30 in English."""
        if not moment.minute:
            return str(moment.hour)
        return f"{moment.hour}{':' if self.language == 'en' else '.'}{moment.minute:02}"


@cache
def _weekday(number: int, language: str) -> str:
    """Of a day that many days after Monday; a list says the same seven again and again."""
    return format_date(date_type(2026, 11, 23 + number), "EEE", locale=language).rstrip(".")


@cache
def translator(language: str) -> Translator:
    """The speaker of one language; an unknown language gets Finnish."""
    return Translator(language if language in LANGUAGES else LANGUAGES[0])


_chosen = {"language": LANGUAGES[0]}


def use(language: str) -> None:
    """Let ``text`` speak this language from now on, in every thread."""
    _chosen["language"] = translator(language).language


def current() -> Translator:
    """The speaker of the language in use."""
    return translator(_chosen["language"])


def text(message: str, /, **values: object) -> str:
    """Give the message in the language in use."""
    return current()(message, **values)


def plural(one: str, many: str, number: int, /, **values: object) -> str:
    """Give the form that fits the number in the language in use."""
    return current().plural(one, many, number, **values)


def mark(message: str) -> str:
    """Mark a message for translation where it stands; it is translated where it is shown."""
    return message
