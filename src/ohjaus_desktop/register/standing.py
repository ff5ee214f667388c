"""By what right may somebody ask for a client: who can make a contact request, and who cannot.

Without the client, or an authority that covers personal matters, there is guidance only. The rules
and their sources, all to be confirmed by a lawyer before release:

- An adult decides on their own contacts. A relative asks with the client present and knowing.
  Act on the Status and Rights of Social Welfare Clients 812/2000 §§ 8–9.
- A guardian for money matters does not represent in personal ones; one ordered for personal matters
  does where the client cannot understand the matter. Guardianship Services Act 442/1999 § 29.
- A continuing power of attorney that is in force covers what it says. 648/2007 § 2.
- A Suomi.fi mandate for social welfare is given by the client. 571/2016.
- A child's custodian decides on personal matters. Act on Child Custody and Right of Access 361/1983 § 4.
- At 15 the child speaks beside the custodian, each on their own. Administrative Procedure Act
  434/2003 § 14.3.
- A child mature enough may forbid telling the custodian. Client data act 703/2023, 812/2000 § 11.3.
"""

from __future__ import annotations

from typing import NamedTuple

from ohjaus_desktop.register.model import AgeGroup, Subject
from ohjaus_desktop.texts import text

ADULTS: frozenset[AgeGroup] = frozenset({"18_29", "30_64", "65_74", "75_over"})
MINORS: frozenset[AgeGroup] = frozenset({"under_15", "15_17"})

PERSONAL = frozenset({"personal", "continuing", "mandate"})
"""Authorities that cover personal matters of a grown-up client."""


class Fault(NamedTuple):
    """Something that must be put right first: where ("client.phone", "matters.0.consent") and why."""

    field: str
    sentence: str


def standing(subject: Subject, *, age_group: AgeGroup = "") -> str:
    """Why no contact request may be made for this client now, and what to do; "" when it may.

    age_group: of the client; a child of 15 is asked too.
    """
    fault = standing_fault(subject, age_group=age_group)
    return fault.sentence if fault else ""


def standing_fault(subject: Subject, *, age_group: AgeGroup = "") -> Fault | None:
    """The same with the field that it is about."""
    match subject.whose:
        case "own":
            return None
        case "child":
            return _for_a_child(subject, age_group)
        case "relative":
            return _for_a_grown_up(subject, age_group)


def _for_a_child(subject: Subject, age_group: AgeGroup) -> Fault | None:
    agrees = subject.present and subject.knows == "yes"
    if age_group in ADULTS:
        return Fault(
            "subject.whose",
            text("A grown-up child decides on their own contacts. Choose that this is about someone close."),
        )
    if subject.authority in {"custody", "personal"}:
        if age_group == "15_17" and subject.knows != "yes":
            return Fault(
                "subject.knows",
                text(
                    "At 15 a young person speaks for themself too. Ask them first, and note that they know."
                ),
            )
        return None
    if age_group == "15_17" and agrees:
        return None
    if age_group == "15_17":
        return Fault(
            "subject.knows",
            text("The young person is not here. Give guidance, and ask them or a custodian to call."),
        )
    return Fault(
        "subject.authority",
        text(
            "A custodian asks for a child's contact request. Give guidance now and ask the custodian to "
            "call. If you are worried about the child, open the page about the duty to notify."
        ),
    )


def _for_a_grown_up(subject: Subject, age_group: AgeGroup) -> Fault | None:
    if age_group in MINORS:
        return Fault("subject.whose", text("The client is under 18. Choose that this is about a child."))
    if subject.authority in PERSONAL:
        return None
    if subject.present and subject.knows == "yes":
        return None
    if subject.present:
        return Fault(
            "subject.knows",
            text("The client decides on this. Ask the client first, and note that they know."),
        )
    match subject.authority:
        case "money":
            why = text("A guardian for money matters does not decide on personal contacts.")
        case "helper":
            why = text("Whoever takes care of things for somebody does not decide on their contacts.")
        case _:
            why = text("The client is not here, and an adult decides on their own contacts.")
    then = text("Give guidance now. Call the client together, or ask the client to get in touch.")
    return Fault("subject.authority" if subject.authority else "subject.present", f"{why} {then}")
