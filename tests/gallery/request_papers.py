"""The papers of a contact request, of every kind, in every language and size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from documents.requests import (
    CLIENT,
    FRIDAY,
    NOTICE,
    SENDER,
    asked,
    exported,
    matter,
    recipient,
    referral,
    row,
)
from ohjaus_desktop.documents import pdf
from ohjaus_desktop.documents.page import ClientPage
from ohjaus_desktop.documents.referral import access, client_pages, data_sheet, hand_over, letter, rights
from ohjaus_desktop.register.model import (
    Client,
    Interpreter,
    Minor,
    Referral,
    SafeContact,
    Subject,
)

PROMISED = date(2026, 11, 27)
LONG = "Lapsiperheiden ja ikääntyneiden yhteinen sosiaaliohjauksen ja palvelutarpeen arvioinnin kokonaisuus"


def all_papers() -> Iterator[tuple[str, bytes]]:
    """Name and PDF of each."""
    for language in ("fi", "sv", "en"):
        for large in (False, True):
            ending = f"{language}{'-large' if large else ''}"
            for name, pages in _kinds(language, large):
                yield f"request-{name}-{ending}", pdf.render_together(pages)


def _kinds(language: str, large: bool) -> Iterator[tuple[str, Sequence[ClientPage]]]:
    given = {"at": FRIDAY, "language": language, "large": large}
    for name, one in _requests():
        yield f"page-{name}", client_pages.compose(one, SENDER, notice=NOTICE, **given)
        yield f"letter-{name}", [letter.compose(one, "r1", SENDER, **given)]
    careful = _child()
    yield "data-apart", [data_sheet.compose(careful, SENDER, notice=NOTICE, **given)]
    yield "rights", [rights.compose(NOTICE, SENDER, **given)]
    rows = [
        row(1),
        row(2, state="accepted", due_on=date(2026, 11, 19)),
        row(3, hidden=True),
        row(4, sensitive=True),
    ]
    yield "hand-over", [hand_over.compose(rows, SENDER, to="Malli Malliainen", **given)]
    yield "access", [access.compose(exported(careful), SENDER, notice=NOTICE, **given)]


def _requests() -> Iterator[tuple[str, Referral]]:
    promised = recipient(answer_by=PROMISED)
    yield "one", referral(promised)
    yield (
        "three",
        referral(
            promised,
            recipient(matter("debts", "Maksujen järjestely.", route="joint_call"), "r2", state="accepted"),
            recipient(matter("carers", "Hakee vertaistukea.", route="letter"), "r3"),
        ),
    )
    yield "child", _child()
    yield "sensitive", referral(recipient(matter("shelter", "Toivoo juttelua.")), sensitive=True)
    yield (
        "non-disclosure",
        referral(recipient(asked()), client=replace(CLIENT, non_disclosure=True, municipality="")),
    )
    yield "envelope", referral(recipient(asked(route="letter")))
    yield "long", _long()


def _child() -> Referral:
    return referral(
        recipient(matter(tried="Kysytty koululta.", hope="Joku, jolle jutella.", promised="Soitetaan pian.")),
        client=Client(
            name="Testi Esimerkki",
            phone="0001234567",
            second_phone="0007654321",
            language="so",
            age_group="15_17",
            senses="Kuulee huonosti, puhu selvästi",
            interpreter=Interpreter(language="somali", by="phone", gender="woman", not_local=True),
        ),
        contact=SafeContact(
            may_call="yes",
            others_may_answer="yes",
            when="arkisin klo 12 jälkeen",
            when_not="iltaisin",
            introduction="first_name",
            careful=True,
        ),
        subject=Subject(
            whose="child",
            speaker="Malli Malliainen",
            relation="äiti",
            authority="custody",
            knows="yes",
            minor=Minor(call="both", guardians="one_knows", two_addresses=True),
        ),
    )


def _long() -> Referral:
    one = asked(tried=LONG, hope=LONG, promised=LONG)
    kept = one.snapshot
    assert kept.organization is not None
    kept = replace(
        kept,
        service=replace(kept.service, name=LONG),
        organization=replace(kept.organization, name=LONG),
    )
    return referral(
        recipient(replace(one, snapshot=kept, matter=LONG), answer_by=PROMISED),
        client=replace(CLIENT, name=LONG),
        contact=SafeContact(may_call="yes", when=LONG, when_not=LONG),
    )
