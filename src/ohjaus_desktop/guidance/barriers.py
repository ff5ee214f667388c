"""What stands in the way of a client: the twelve barriers that the region's professionals name.

A barrier is the worker's click for this one conversation. It changes the order of the rows and
what a page says first; it hides nothing, it is stored nowhere, and no page, message or request
ever names it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ohjaus_desktop.texts import mark


@dataclass(frozen=True, slots=True)
class Barrier:
    """One thing to consider.

    name: what stands in the way, as colleagues say it. chip: the same click as what is looked for,
    short; it may be read by a client beside the screen. tooltip: one sentence, what the click does.
    All three are ids of messages.
    """

    id: str
    name: str
    chip: str
    tooltip: str


ALL: tuple[Barrier, ...] = (
    Barrier(
        "alone",
        mark("Nobody close to rely on"),
        mark("Somebody alongside"),
        mark("Puts first those who come along or visit, and says that a support person may join."),
    ),
    Barrier(
        "money",
        mark("No money for fees"),
        mark("Free of charge first"),
        mark("Puts first what costs nothing, and tells the cost at the top of the page."),
    ),
    Barrier(
        "unfamiliar",
        mark("Does not know the services"),
        mark("Guidance to begin with"),
        mark("Puts first those who advise and come along, and tells what happens at the first contact."),
    ),
    Barrier(
        "digital",
        mark("No internet, device or bank codes"),
        mark("Without internet"),
        mark("Puts first those one can call or visit, and leaves out the web where there is another way."),
    ),
    Barrier(
        "affairs",
        mark("Cannot look after own affairs alone"),
        mark("Help with affairs"),
        mark("Puts first those who help with forms and papers, and says who may act on the client's behalf."),
    ),
    Barrier(
        "strength",
        mark("No strength to begin"),
        mark("Easy to begin"),
        mark("Puts first those who call, come home or need no referral, and asks for one thing only."),
    ),
    Barrier(
        "memory",
        mark("Remembering, reading or understanding is hard"),
        mark("Plain and clear"),
        mark("Puts first plain language and people over forms, and makes the page short and large."),
    ),
    Barrier(
        "movement",
        mark("Hard to move about"),
        mark("Home visits and step-free"),
        mark("Puts first those who come home, fetch or are step-free, and tells about rides."),
    ),
    Barrier(
        "distance",
        mark("No car, long distances"),
        mark("Without travelling"),
        mark("Puts first what comes home or works from a distance, and tells about rides."),
    ),
    Barrier(
        "experiences",
        mark("Bad experiences of services"),
        mark("A safe beginning"),
        mark("Puts first peers and safer spaces, and says how to change the worker and give feedback."),
    ),
    Barrier(
        "shame",
        mark("Shame or fear of being labelled"),
        mark("Discreetly"),
        mark("Puts first those who can be reached without a name, and leaves the sender neutral."),
    ),
    Barrier(
        "unrecognised",
        mark("Does not recognise the illness"),
        mark("Through those close"),
        mark("Puts first those who advise people close to the client and who come to the client."),
    ),
)
"""In the order in which they are shown."""

BY_ID = {barrier.id: barrier for barrier in ALL}


def known(ids: Iterable[str]) -> frozenset[str]:
    """The ids that name a barrier; others are passed over."""
    return frozenset(ids) & BY_ID.keys()
