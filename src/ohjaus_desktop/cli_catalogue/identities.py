"""Whose catalogue a folder publishes, as options and questions of ``init``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import LANGUAGES, current, text

if TYPE_CHECKING:
    from ohjaus_desktop.publishing.repository.identity import Wishes

_FIRST = LANGUAGES[0]


def add_options(init: argparse.ArgumentParser) -> None:
    """Add what a publisher says of itself."""
    for name, what in (("title", "what the catalogue is called"), ("publisher", "who publishes it")):
        for language in LANGUAGES:
            suffix = "" if language == _FIRST else f"-{language}"
            init.add_argument(f"--{name}{suffix}", metavar="TEXT", help=f"{what} ({language})")
    init.add_argument("--email", metavar="ADDRESS", help="where errors are reported; empty: nowhere")
    init.add_argument("--phone", metavar="NUMBER", help="for those who would rather call")
    init.add_argument("--licence", metavar="TEXT", help="under what terms the catalogue may be used")


def wishes(options: argparse.Namespace) -> Wishes:
    """What the options say."""
    from ohjaus_desktop.publishing.repository.identity import Wishes

    return Wishes(
        title=_by_language(options, "title"),
        publisher=_by_language(options, "publisher"),
        email=options.email,
        phone=options.phone,
        licence=options.licence,
    )


def is_begun(folder: Path) -> bool:
    """Whether keys for this folder have been made already."""
    from ohjaus_desktop.publishing.repository import state

    return state.newest_root(folder) is not None


def asked(known: Wishes, options: argparse.Namespace) -> Wishes:
    """The same with what a person at a terminal answers; where nobody can be asked, unchanged."""
    from msgspec import structs

    from ohjaus_desktop.publishing.repository import identity, state

    folder: Path = options.folder
    said = (folder / identity.NAME).exists() or state.held(folder, None) is not None
    if said or is_begun(folder) or options.passphrase_stdin or not sys.stdin.isatty():
        return known
    if known.title is None:
        title = _ask(text("What is the catalogue called, for example “Services of the river valley”: "))
        known = structs.replace(known, title=title and {current().language: title})
    if known.publisher is None:
        publisher = _ask(text("Who publishes it: "))
        known = structs.replace(known, publisher=publisher and {current().language: publisher})
    if known.email is None:
        known = structs.replace(known, email=_ask(text("E-mail address for reports of errors: ")))
    return known


def describe(folder: Path, known: Wishes) -> str:
    """Say anew whose folder it is; gives what to tell. Raises KnownError."""
    from ohjaus_desktop.publishing.repository import init

    who, say = init.describe(folder, known), current()
    return text(
        "The catalogue is called “{title}” and its publisher is {publisher}. The next publication says so.",
        title=say.name(who.title),
        publisher=say.name(who.publisher.name),
    )


def _by_language(options: argparse.Namespace, name: str) -> dict[str, str] | None:
    said = {
        language: getattr(options, name if language == _FIRST else f"{name}_{language}")
        for language in LANGUAGES
    }
    return {language: words for language, words in said.items() if words} or None


def _ask(question: str) -> str:
    try:
        return input(question).strip()
    except EOFError as error:
        raise KnownError(
            text("The catalogue needs a title and a publisher."),
            text("Give them with --title and --publisher."),
        ) from error
