"""What nothing suitable was found for, half a year on paper: for the county's planning."""

from __future__ import annotations

from datetime import datetime

from ohjaus_desktop.daybook.unmet.told import Part, Told
from ohjaus_desktop.documents import phones
from ohjaus_desktop.documents.chosen import NOBODY, Sender
from ohjaus_desktop.documents.page import Block, ClientPage, Row
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.texts import translator


def compose(
    told: Told, *, language: str, at: datetime, sender: Sender = NOBODY, large: bool = False
) -> ClientPage:
    """Compose the sheet; ``pdf.render`` draws it. told: in the same language."""
    say = translator(language)
    topics = [
        Block(
            heading=f"{topic.name}: {topic.number}",
            rows=(
                *map(_row, topic.parts),
                *((Row(say("New services"), tuple(words for words, _ in topic.came)),) if topic.came else ()),
            ),
        )
        for topic in told.topics
    ]
    rest = Block(heading=say("All together"), rows=tuple(map(_row, told.rest)))
    asked = ", ".join(part for part in (sender.name, phones.group(sender.phone)) if part)
    return ClientPage(
        language=say.language,
        title=told.title,
        created_at=at,
        date=say.date(at.astimezone(HELSINKI).date()),
        introduction=(f"{told.period}: {told.total}", *told.rules),
        blocks=(*topics, rest) if told.rest else tuple(topics),
        footer=say("Ask us: {sender}", sender=asked) if asked else "",
        page_number=say("Page {page} of {pages}"),
        large=large,
        compact=not large,
    )


def _row(part: Part) -> Row:
    return Row(part.heading, table=part.rows)
