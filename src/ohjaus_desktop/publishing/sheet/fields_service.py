"""The columns that say what the service is, for whom, and how one begins."""

from __future__ import annotations

from ohjaus_desktop.publishing.sheet import values
from ohjaus_desktop.publishing.sheet.entry import Entry, Field, Pen, spoken
from ohjaus_desktop.publishing.sheet.lists import one_of
from ohjaus_desktop.texts import mark


def _text(
    key: str,
    attribute: str,
    language: str,
    heading: str,
    guide: str,
    *,
    width: int,
    others: tuple[str, ...] = (),
) -> Field:
    """A column of a text in one language."""

    def put(entry: Entry, value: str, _language: str) -> Entry:
        words = spoken(getattr(entry.service, attribute), language, value)
        return entry.with_service(**{attribute: words if words or attribute != "name" else ""})

    def write(entry: Entry, pen: Pen) -> str:
        return pen.exact(getattr(entry.service, attribute), language)

    read = values.words if attribute == "description" else values.line
    return Field(key, heading, guide, read, put, write, width=width, others=others)


def _put_former(entry: Entry, value: str, language: str) -> Entry:
    return entry.with_service(alternate_name=spoken(entry.service.alternate_name, language, value))


FIELDS = (
    _text(
        "name_fi",
        "name",
        "fi",
        mark("Service name in Finnish"),
        mark("What people call it: “Debt advice”, not the name of a project."),
        width=28,
        others=("palvelu", "palvelun nimi suomeksi", "service", "service name", "toiminta"),
    ),
    _text(
        "name_sv",
        "name",
        "sv",
        mark("Service name in Swedish"),
        mark("The same in Swedish, if there is one."),
        width=28,
        others=("palvelun nimi ruotsiksi", "tjänst", "namn på svenska"),
    ),
    _text(
        "what_fi",
        "what",
        "fi",
        mark("What one gets, in Finnish"),
        mark("One line: what the client gets."),
        width=34,
        others=("mitä", "what", "kuvaus lyhyesti"),
    ),
    _text("what_sv", "what", "sv", mark("What one gets, in Swedish"), mark("The same in Swedish."), width=34),
    _text(
        "for_whom_fi",
        "for_whom",
        "fi",
        mark("For whom, in Finnish"),
        mark("One line: for whom it is."),
        width=30,
        others=("kenelle palvelu on", "for whom", "kohderyhmä sanoin"),
    ),
    _text(
        "for_whom_sv", "for_whom", "sv", mark("For whom, in Swedish"), mark("The same in Swedish."), width=30
    ),
    _text(
        "how_fi",
        "how",
        "fi",
        mark("How to begin, in Finnish"),
        mark("One line: what the client does first. “Call on weekdays 9–12.”"),
        width=30,
        others=("miten mukaan", "how", "miten hakeudutaan"),
    ),
    _text("how_sv", "how", "sv", mark("How to begin, in Swedish"), mark("The same in Swedish."), width=30),
    _text(
        "description_fi",
        "description",
        "fi",
        mark("Description in Finnish"),
        mark("More about it, if needed."),
        width=44,
        others=("kuvaus", "description", "lisätiedot"),
    ),
    _text(
        "description_sv",
        "description",
        "sv",
        mark("Description in Swedish"),
        mark("The same in Swedish."),
        width=44,
    ),
    Field(
        "former_name",
        mark("Former or other names"),
        mark("Names by which people still look for it; several parted by ;"),
        values.line,
        _put_former,
        lambda entry, pen: pen.name(entry.service.alternate_name),
        width=22,
        others=("vanha nimi", "entinen nimi", "tidigare namn", "former name", "aiempi nimi", "muut nimet"),
    ),
    Field(
        "status",
        mark("Does it run"),
        mark("Empty means that it runs. Choose “paused” or “has ended” if it does not."),
        one_of("status"),
        lambda entry, value, _language: entry.with_service(status=value or "active"),
        lambda entry, pen: pen.vocabulary["status"].label(entry.service.status, pen.say),
        width=14,
        choices="status",
        others=("tila", "status"),
    ),
)
