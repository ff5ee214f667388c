"""The recovery code on paper: what it opens, where to keep it, nothing about any client."""

from __future__ import annotations

from datetime import datetime

from ohjaus_desktop.documents.page import Block, ClientPage, Row
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.texts import translator


def compose(code: str, *, service_point: str, language: str, at: datetime, large: bool = False) -> ClientPage:
    """Compose the sheet; ``pdf.render`` draws it.

    code: groups joined with dashes. service_point: whose workstation it is, "" where not told.
    """
    say = translator(language)
    groups = tuple((str(number), group) for number, group in enumerate(code.split("-"), 1))
    return ClientPage(
        language=say.language,
        title=say("Recovery code"),
        created_at=at,
        date=say.date(at.astimezone(HELSINKI).date()),
        introduction=(service_point,) if service_point else (),
        blocks=(
            Block(
                heading=say("Protected client data of one workstation"),
                introduction=say(
                    "This code opens the client data when nothing else does. Keep it where the service "
                    "point keeps its keys, not on the computer."
                ),
                rows=(Row(say("Code"), table=groups),),
            ),
        ),
        page_number=say("Page {page} of {pages}"),
        large=large,
    )
