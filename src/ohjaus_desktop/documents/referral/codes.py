"""What the register's codes are called, with the same words on paper and on the screen."""

from __future__ import annotations

from ohjaus_desktop.register.model import State
from ohjaus_desktop.texts import mark

STATES: dict[State, str] = {
    "draft": mark("Draft"),
    "requested": mark("Waiting for an answer"),
    "accepted": mark("Taken up"),
    "rejected": mark("Not taken up"),
    "in-progress": mark("Help has begun"),
    "completed": mark("Done"),
    "failed": mark("Help did not begin"),
    "cancelled": mark("Consent withdrawn"),
    "entered-in-error": mark("Entered in error"),
}
"""Where one recipient's request stands."""

USES = {
    "requested": mark("made the request"),
    "viewed": mark("looked at the request"),
    "corrected": mark("corrected"),
    "outcome": mark("noted how it went"),
    "follow_up": mark("moved the follow-up day"),
    "withdrawn": mark("noted that the consent was withdrawn"),
    "error": mark("marked as entered in error"),
    "handed_over": mark("handed over"),
    "taken_over": mark("took over"),
    "taken_back": mark("took back"),
    "passed_on": mark("passed on"),
    "route": mark("took another way"),
    "renewed": mark("renewed the consent"),
    "disclosed": mark("gave data"),
    "printed": mark("printed"),
    "copied": mark("copied"),
    "exported": mark("exported"),
    "reported": mark("asked for the report"),
    "erased": mark("erased"),
    "searched": mark("searched the list"),
    "discarded": mark("threw a draft away"),
    "expired": mark("erased when its time was over"),
    "backed_up": mark("backed up"),
    "restored": mark("brought back from a backup"),
}
"""What somebody did with a client's data: the kinds of the log of use."""

DATA = {
    "name": mark("name"),
    "phone": mark("phone number"),
    "second_phone": mark("second number"),
    "email": mark("e-mail address"),
    "contact": mark("how to call safely"),
    "safe_contact": mark("how to call safely"),
    "subject": mark("whose matter it is"),
    "interpreter": mark("interpreter"),
    "language": mark("language"),
    "municipality": mark("municipality"),
    "age_group": mark("age"),
    "senses": mark("hearing, sight or speech"),
    "matter": mark("the matter"),
    "page": mark("the client’s page"),
    "record": mark("everything that is stored"),
    "everything": mark("everything that is stored"),
}
"""Kinds of data that are given to somebody: the log of disclosure."""

ROUTES: dict[str, str] = {
    "joint_call": mark("called together"),
    "protected_mail": mark("by protected mail"),
    "letter": mark("by letter"),
}
"""How a request reached its recipient."""
