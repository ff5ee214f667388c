"""Keep the translations in step with the code.

    python installer/translations.py          take new messages up, drop old ones, compile
    python installer/translations.py check    only say what is missing; exit code 1 if anything is

New messages stand in ``resources/translations/*/LC_MESSAGES/ohjaus.po`` with an empty translation;
write it there (Poedit or any editor), then run this again. A message that was only reworded keeps
its old translation, marked fuzzy: look at it and take the mark away.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "ohjaus_desktop"
TRANSLATIONS = ROOT / "resources" / "translations"
LANGUAGES = ("fi", "sv")
KEYWORDS: dict[str, tuple[int, ...] | None] = {"text": None, "say": None, "mark": None, "plural": (1, 2)}

_PLACEHOLDER = re.compile(r"\{(\w*)[^}]*\}")

MessageId = str | tuple[str, ...]


def messages() -> dict[MessageId, list[str]]:
    """Every message of the code, with the files that say it."""
    found: dict[MessageId, list[str]] = {}
    for file, _, message, _, _ in extract_from_dir(
        SOURCE, method_map=[("**.py", "python")], keywords=KEYWORDS
    ):
        files = found.setdefault(message, [])
        if file not in files:
            files.append(file)
    return found


def po_file(language: str) -> Path:
    """Where a language's translations are kept."""
    return TRANSLATIONS / language / "LC_MESSAGES" / "ohjaus.po"


def read(language: str) -> Catalog:
    """A language's translations as they are written down."""
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalog: Catalog) -> bytes:
    """The form that the program reads."""
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def update() -> None:
    """Bring both languages to the messages of the code and compile them."""
    template = Catalog(project="Ohjaus", charset="utf-8")
    for message, files in messages().items():
        template.add(message, locations=[(file, 0) for file in sorted(files)])
    for language in LANGUAGES:
        catalog = read(language)
        catalog.update(template, update_creation_date=False)
        catalog.obsolete.clear()
        _sign(catalog, language)
        with po_file(language).open("wb") as file:
            write_po(file, catalog, width=100, sort_output=True, ignore_obsolete=True, include_lineno=False)
        po_file(language).with_suffix(".mo").write_bytes(compiled(catalog))


def _sign(catalog: Catalog, language: str) -> None:
    """Head the file with what is true: Babel's placeholders name nobody, and nothing in it is a draft."""
    # Babel wants two words here; the translations have no version but the program's.
    catalog.project, catalog.version = "Ohjaus", "desktop"
    catalog.header_comment = f"# Ohjaus: {catalog.locale.english_name if catalog.locale else language}."
    catalog.fuzzy = False
    catalog.revision_date = catalog.creation_date
    catalog.msgid_bugs_address = catalog.last_translator = ""
    catalog.language_team = language


def problems() -> Iterator[str]:
    """What stands between the translations and the code, one line each."""
    said = messages()
    for language in LANGUAGES:
        catalog = read(language)
        known: dict[object, Message] = {message.id: message for message in catalog if message.id}
        for id_ in sorted(said.keys() - known.keys(), key=str):
            yield f"{language}: missing: {id_!r} ({', '.join(said[id_])})"
        for old in sorted(known.keys() - said.keys(), key=str):
            yield f"{language}: not in the code any more: {old!r}"
        for id_ in sorted(said.keys() & known.keys(), key=str):
            yield from (f"{language}: {flaw}: {id_!r}" for flaw in _flaws(known[id_]))
        if po_file(language).with_suffix(".mo").read_bytes() != compiled(catalog):
            yield f"{language}: ohjaus.mo is not what ohjaus.po says"


def _flaws(message: Message) -> Iterator[str]:
    ids: list[str] = [message.id] if isinstance(message.id, str) else [*message.id]
    said: str | tuple[str, ...] | list[str] = message.string or ""
    translations = [said] if isinstance(said, str) else [*said]
    if not all(translations) or len(translations) != len(ids):
        yield "not translated"
        return
    if message.fuzzy:
        yield "fuzzy"
    # A form for one thing may leave the number out: "a service" for "{number} service".
    wanted = set(_PLACEHOLDER.findall(ids[-1]))
    for translation in translations:
        placed = set(_PLACEHOLDER.findall(translation))
        if placed != wanted and not (len(ids) > 1 and placed | {"number"} == wanted | {"number"}):
            yield f"placeholders differ in {translation!r}"


def main(arguments: list[str]) -> int:
    """Update, or only check. Gives the exit code."""
    if arguments not in ([], ["check"]):
        print(__doc__)
        return 2
    if not arguments:
        update()
    found = [*problems()]
    print("\n".join(found) or "Every message is translated.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
