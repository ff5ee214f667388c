"""The frame that stands on every page a client takes home: what to do when it is urgent."""

from __future__ import annotations

from collections.abc import Sequence

from ohjaus_desktop.catalogue.navigation import Helpline
from ohjaus_desktop.documents import phones
from ohjaus_desktop.documents.chosen import Chosen
from ohjaus_desktop.documents.page import Row
from ohjaus_desktop.texts import Translator

_HELPLINES_SHOWN = 2
_PRINTED_ANYWAY = {"112", "116117"}


def row(
    helplines: Sequence[Helpline],
    chosen: Sequence[Chosen],
    say: Translator,
    *,
    placeless: bool,
    first: str = "",
) -> Row:
    """112 is built in; 116117 answers all over mainland Finland; then what the area uses.

    placeless: the area may not be told. first: a sentence that comes before the numbers.
    """
    shown = [line for line in helplines if not (placeless and line.areas) and _concerns(line, chosen)]
    shown = [line for line in shown if phones.dial(line.phones[0].number) not in _PRINTED_ANYWAY]
    lines = [
        first,
        say("In an emergency, call 112."),
        say("If it gets worse, do not wait. Call 116117 (medical helpline), at any hour."),
        *(
            f"{say.name(line.name)} {phones.group(line.phones[0].number)}"
            for line in shown[:_HELPLINES_SHOWN]
        ),
    ]
    return Row(say("Urgent help"), tuple(line for line in lines if line))


def _concerns(line: Helpline, chosen: Sequence[Chosen]) -> bool:
    """A number against violence on everybody's page would make a home ask why it stands there."""
    return bool(line.areas) or not line.needs or any(set(line.needs) & {*one.service.needs} for one in chosen)
