"""A contact request from its first word to its erasure, for an invented client.

Under a throw-away key in a folder that is removed afterwards: the self-test of an installed
program's encryption, and a way to see what the program does with a client's data.
"""

from __future__ import annotations

import secrets
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pypdfium2
from msgspec import structs

from ohjaus_desktop.documents import pdf
from ohjaus_desktop.documents.chosen import Chosen
from ohjaus_desktop.documents.referral import client_pages, letter, protected_mail
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.register import backups, checks, consent, privacy, referrals, snapshot
from ohjaus_desktop.register.model import (
    Client,
    Consent,
    Content,
    Draft,
    Matter,
    Referral,
    SafeContact,
    Worker,
)
from ohjaus_desktop.register.store import Register
from ohjaus_desktop.register.vault import Vault
from ohjaus_desktop.texts import current, plural, text
from ohjaus_desktop.workplace import Workplace

_NAME, _PHONE = "Malli Malliainen", "000 123 4567"
_PROGRAM = Worker("ohjaus demo")


def run(workplace: Workplace, chosen: Chosen, *, at: datetime) -> Iterator[str]:
    """Ask ``chosen`` to contact the client; one line for each thing done. Raises KnownError."""
    with tempfile.TemporaryDirectory(prefix="ohjaus-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary) / "register"
        vault, words = Vault(folder, keyring=None), secrets.token_urlsafe(32)
        with closing(vault.set_up_with_passphrase(words, at)) as register:
            yield text("Encrypted register under a throw-away key: {name}", name=folder)
            referral = _request(register, _draft(chosen, at), at)
            yield text("Contact request {number} with the client's consent:", number=referral.case_number)
            yield f"  {referral.recipients[0].matter.consent.sentence}"
            backups.back_up(register, folder / "backups", vault.keys_path, at=at)
            yield text("Backup made and verified.")
        yield from _papers(workplace, referral, at)
        _refuse_readable(folder)
        yield text("Neither name nor number can be read in the files on the disk.")
        with closing(vault.open_with_words(words)) as register:
            if referrals.load(register, referral.id, by=_PROGRAM, at=at) != referral:
                raise KnownError(text("The register gave back something else than was written."))
            yield text("Closed, opened again, and read as it was written.")
            privacy.erase(register, referral.id, by=_PROGRAM, at=at)
            if referrals.listing(register, which="all", on=at.date(), by=_PROGRAM).total:
                raise KnownError(text("The request is still in the register after its erasure."))
            yield text("Erased.")


def _draft(chosen: Chosen, at: datetime) -> Draft:
    """The form as a worker fills it in, the consent read aloud."""
    was = snapshot.take(chosen.service, chosen.organization, chosen.locations)
    ways = checks.routes(was)
    if not ways:
        raise KnownError(text("The example service takes no contact requests."))
    language = current().language
    content = Content(
        client=Client(name=_NAME, phone=_PHONE, language=language),
        contact=SafeContact(may_call="yes", others_may_answer="no"),
        matters=(Matter(was, matter=text("Would like company at home."), route=ways[-1]),),
        language="sv" if language == "sv" else "en" if language == "en" else "fi",
    )
    (matter,) = content.matters
    said = Consent(
        given="yes",
        sentence=consent.for_matter(content, matter),
        language=language,
        given_how="spoken",
        given_at=at,
        recorded_by=_PROGRAM.name,
        expires_on=consent.expires_on(at.date()),
    )
    ready = structs.replace(content, matters=(structs.replace(matter, consent=said),))
    return Draft(str(uuid.uuid4()), at, at, _PROGRAM.name, ready)


def _request(register: Register, draft: Draft, at: datetime) -> Referral:
    if faults := checks.faults(draft.content, at=at):
        raise KnownError(faults[0].sentence)
    referrals.save_draft(register, draft)
    if referrals.drafts(register, by=_PROGRAM) != [draft]:
        raise KnownError(text("The register gave back something else than was written."))
    return referrals.request(register, draft, by=_PROGRAM, at=at)


def _papers(workplace: Workplace, referral: Referral, at: datetime) -> Iterator[str]:
    """The client's page, the letter and the protected mail; each must hold what it is for."""
    say, sender = current(), workplace.sender()
    recipient = referral.recipients[0].id
    pages = client_pages.compose(referral, sender, at=at, language=say.language, notice=workplace.notice())
    page = _read(pdf.render_together(pages))
    sheet = _read(pdf.render(letter.compose(referral, recipient, sender, at=at, language=say.language)))
    mail = protected_mail.compose(referral, recipient, sender, language=say.language)
    held = (
        referral.case_number in page and _NAME in sheet and _NAME in mail.body and _NAME not in mail.subject
    )
    if not held:
        raise KnownError(text("A paper of the contact request cannot be read as it was written."))
    yield plural("Client's page: {number} sheet.", "Client's page: {number} sheets.", len(pages))
    yield text("Letter to the organization, and protected mail: {subject}", subject=mail.subject)


def _read(paper: bytes) -> str:
    with pypdfium2.PdfDocument(BytesIO(paper)) as made:
        return "\n".join(page.get_textpage().get_text_bounded() for page in made)


def _refuse_readable(folder: Path) -> None:
    """Look for the client in every byte, as whoever steals the computer would."""
    words = (_NAME, _PHONE, _PHONE.replace(" ", ""))
    forms = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le")]
    for file in folder.rglob("*"):
        if file.is_file() and any(form in file.read_bytes() for form in forms):
            raise KnownError(text("The client can be read in the file {name}.", name=file.name))
