"""The page that people read to see what a publication changed: plain HTML, no scripts.

All that comes from the catalogue is escaped, and the page forbids itself to load or run anything.
The latest ten publications stay in it; their articles are taken over from the page before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from html import escape

from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.publishing.repository.changes import Changes, Entry, compare, languages
from ohjaus_desktop.texts import Translator, mark

KEPT = 10
"""Publications on the page."""
MOST = 300
"""Names in a list, and records told field by field; a large import changes thousands."""
LONGEST = 600
"""Characters of a value."""
_OWN_NAMES = {"fi": "Suomeksi", "sv": "På svenska", "en": "In English"}
_SECTIONS = {
    "services": mark("Services"),
    "organizations": mark("Organizations"),
    "locations": mark("Places of service"),
    "helplines": mark("Helplines"),
    "notices": mark("Notices"),
}
_ARTICLE = re.compile(r'<article id="(fi|sv|en)-(\d{1,16})">.*?</article>\n', re.DOTALL)
_NOTHING_LOADED = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)
_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.05rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem; }
th, td { border: 1px solid #767676; padding: .3rem .6rem; text-align: left; vertical-align: top; }
td { overflow-wrap: anywhere; white-space: pre-line; width: 38%; }
h5 { font-size: 1rem; margin: 1rem 0 .3rem; }
article { border-top: 2px solid #767676; }
h1, h2, h3, h4, h5, li { overflow-wrap: anywhere; }
@media print {
  nav { display: none; }
  body { max-width: none; padding: 0; }
  section + section { break-before: page; }
  h2, h3, h4, h5, thead { break-after: avoid; }
  tr, li { break-inside: avoid; }
}
"""


def page(old: Catalogue | None, new: Catalogue, day: date, before: str) -> str:
    """The page after a publication.

    old: what was published until now, None before the first one. new: with its own number. day:
    of publication. before: the page as it was, "" where there is none.
    """
    spoken = languages(new)
    first = Translator(spoken[0], new.default_language)
    earlier = _earlier(before, new.sequence)
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{spoken[0]}">',
        '<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        _NOTHING_LOADED,
        f"<title>{_title(new, first)}</title>",
        f"<style>{_STYLE}</style>\n</head>\n<body>",
        *_choice_of_language(spoken),
        "<main>",
    ]
    for language in spoken:
        say = Translator(language, new.default_language)
        parts += [
            f'<section id="{language}" lang="{language}">',
            f"<h1>{_title(new, say)}</h1>",
            _article(compare(old, new, language), old is None, new.sequence, day, say)
            + "".join(earlier.get(language, [])[: KEPT - 1])
            + "</section>",
        ]
    return "\n".join((*parts, "</main>\n</body>\n</html>\n"))


def _title(catalogue: Catalogue, say: Translator) -> str:
    return escape(say("Changes: {name}", name=say.name(catalogue.title)))


def _choice_of_language(spoken: tuple[str, ...]) -> Iterator[str]:
    if len(spoken) > 1:
        links = (
            f'<a href="#{code}" lang="{code}" hreflang="{code}">{_OWN_NAMES[code]}</a>' for code in spoken
        )
        yield f"<nav>{' · '.join(links)}</nav>"


def _earlier(before: str, sequence: int) -> dict[str, list[str]]:
    """The articles of earlier publications, latest first as they stand; not a killed one's."""
    kept: dict[str, list[str]] = {}
    for found in _ARTICLE.finditer(before):
        if int(found[2]) < sequence:
            kept.setdefault(found[1], []).append(found[0])
    return kept


def _article(changes: Changes, is_first: bool, sequence: int, day: date, say: Translator) -> str:
    title = say("Publication {number}, {date}", number=sequence, date=say.date(day))
    parts = [f'<article id="{say.language}-{sequence}">', f"<h2>{escape(title)}</h2>"]
    if is_first:
        parts.append(f"<p>{escape(_first(changes, say))}</p>")
    else:
        told = [
            # First what misdirects a client, last what is long to read.
            *_moved(changes, say),
            *_names(say("No longer in the catalogue"), changes.gone, say),
            *_names(say("New in the catalogue"), changes.new, say),
            *_changed(changes, say),
        ]
        nothing = say("Nothing that people read has changed.")
        parts += told or [f"<p>{escape(nothing)}</p>"]
    return "\n".join((*parts, "</article>\n"))


def _first(changes: Changes, say: Translator) -> str:
    services, organizations = changes.counts["services"], changes.counts["organizations"]
    return " ".join(
        (
            say("This is the first publication."),
            say.plural("{number} service", "{number} services", services)
            + ", "
            + say.plural("{number} organization", "{number} organizations", organizations)
            + ".",
        )
    )


def _moved(changes: Changes, say: Translator) -> Iterator[str]:
    if changes.moved:
        title = say("Phone numbers that have changed")
        yield f"<h3>{escape(title)}</h3>"
        yield _table(
            (say("Name"), say("Old number"), say("New number")),
            [(name, one.before, one.after) for name, one in changes.moved[:MOST]],
        )
        yield from _others(len(changes.moved), say)


def _names(title: str, names: Mapping[str, tuple[str, ...]], say: Translator) -> Iterator[str]:
    if not any(names.values()):
        return
    yield f"<h3>{escape(title)}</h3>"
    for section, those in names.items():
        if those:
            items = "".join(f"<li>{escape(_short(name))}</li>\n" for name in those[:MOST])
            yield f"<h4>{escape(say(_SECTIONS[section]))} ({len(those)})</h4>\n<ul>\n{items}</ul>"
            yield from _others(len(those), say)


def _changed(changes: Changes, say: Translator) -> Iterator[str]:
    if not changes.changed:
        return
    title = say("Changed in the catalogue")
    yield f"<h3>{escape(title)}</h3>"
    section = ""
    for entry in changes.changed[:MOST]:
        if entry.section != section:
            section = entry.section
            yield f"<h4>{escape(say(_SECTIONS[section]))}</h4>"
        yield from _entry(entry, say)
    yield from _others(len(changes.changed), say)


def _entry(entry: Entry, say: Translator) -> Iterator[str]:
    yield f"<h5>{escape(_short(entry.name))}</h5>"
    yield _table(
        (say("What changed"), say("Earlier"), say("Now")),
        [(one.label, one.before, one.after) for one in entry.differences],
    )


def _table(heads: tuple[str, ...], rows: list[tuple[str, str, str]]) -> str:
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    body = "\n".join(
        f'<tr><th scope="row">{escape(_short(first))}</th>'
        f"<td>{escape(_short(before))}</td><td>{escape(_short(after))}</td></tr>"
        for first, before, after in rows
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _others(number: int, say: Translator) -> Iterator[str]:
    if number > MOST:
        rest = say.plural("and {number} other", "and {number} others", number - MOST)
        yield f"<p>{escape(rest)}</p>"


def _short(value: str) -> str:
    """A long text by its beginning; "–" where nothing was told."""
    return value if 0 < len(value) <= LONGEST else value[:LONGEST].rstrip() + "…" if value else "–"
