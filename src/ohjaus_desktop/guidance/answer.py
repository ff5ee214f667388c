"""What the navigator is asked and what it answers: frozen, ready to be shown.

The counts of the facets say what a click would leave: the navigator keeps that promise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from ohjaus_desktop.catalogue.model import Text
from ohjaus_desktop.catalogue.navigation import Helpline, Notice
from ohjaus_desktop.guidance.hours import Opening
from ohjaus_desktop.guidance.place_lists import Place
from ohjaus_desktop.guidance.reach import Reach


@dataclass(frozen=True, slots=True)
class Question:
    """What the worker has told the program so far.

    at: the moment asked about, aware. text: the words in the search box. The client lives in
    ``municipality`` (a code) where it is told for certain, else in the place inside the text, else
    in ``assumed_municipality`` (the service point's own, or the one used last). staying: code of
    where the client is for now, when not at home: nearness is counted from there, while what is
    only for residents follows the home. caller: code of where the call is made, the service point's;
    116117 leads to the on-call service of the caller's own area. need: id of a need or a group.
    age: years. language: code of a language the client needs. home, remote, open_now, free:
    the ticked ways; home and remote together mean either: nobody travels. limit: how many rows
    at most, None for all (a window shows some dozens; a row costs time). barriers: ids of what
    stands in the client's way (``barriers.ALL``): they change the order and what a page says,
    never which rows there are.
    """

    at: datetime
    text: str = ""
    municipality: str | None = None
    assumed_municipality: str | None = None
    staying: str | None = None
    caller: str | None = None
    need: str | None = None
    activity: str | None = None
    age: int | None = None
    language: str | None = None
    home: bool = False
    remote: bool = False
    open_now: bool = False
    free: bool = False
    limit: int | None = None
    barriers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Facet:
    """One choice in the left pane and how many services it leaves.

    instead: id of the kindred need or the group whose services it leaves, where no service of the
    catalogue answers it; None where some do.
    """

    id: str
    name: Text
    count: int
    parent: str | None = None
    icon: str | None = None
    sensitive: bool = False
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """One row: a service as this client meets it.

    municipality: name(s) of where it is met, "" when it is not met anywhere.
    fits: False when the client is not entitled or outside its ages; ``why_not`` then says why, in
        the interface language.
    why: what made it match, short, in the interface language ("päihteet ← viina").
    caution: what to find out first though it may fit: another county's own service, an age limit
        within a year; "" for nothing, in the interface language.
    same: how many records with equal name and organization this row stands for, itself included.
    eases: why it suits a client with the question's barriers, in short words; hinders: what stands
        in their way here. Both are empty without barriers.
    """

    service_id: str
    name: Text
    organization: Text
    municipality: str
    reach: Reach
    opening: Opening
    assured_date: date | None
    why: str
    free: bool | None = None
    takes_new_clients: str = "unknown"
    status: str = "active"
    sensitive: bool = False
    fits: bool = True
    why_not: str = ""
    caution: str = ""
    same: int = 1
    eases: tuple[str, ...] = ()
    hinders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hidden:
    """Filters that stand in the way: drop them and ``gain`` more services show.

    filters: what would be dropped: fields of Question (need, activity, age, language, home, remote,
    open_now, free, text) or "place", where the client lives. More than one only where no single
    one helps. question: what is asked then.
    """

    filters: tuple[str, ...]
    gain: int
    question: Question


@dataclass(frozen=True, slots=True)
class Broader:
    """A group, or a kindred need, that leads to services. question: what is asked with it."""

    need: Facet
    question: Question


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Services for the same matter that the filters leave out, in one way of reaching them.

    kind: here (in the client's own municipality), nearest, home (they come), remote, elsewhere
    (further than people usually go), any (nobody has said where the client lives). results: the
    best of them; total: how many there are.
    """

    kind: str
    results: tuple[Result, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the navigator found.

    results: best first; those that do not fit this client last, but for one whose whole name was
    typed. total: all that fit, before the limit. place: where the client lives, recognised in the
    text or chosen; staying: where they are for now, when elsewhere.
    pinned: urgent help to show on top because of the words or the need, and helplines asked for by
    name or number. urgent: words or need call for help at once. sensitive: being seen with this can
    harm: no paper by default. urgent_needs: ids of the urgent needs that were chosen or heard;
    steps: what to do at once for them, in order.
    meant: ids of the need that was chosen and of those heard for certain, in this order.
    needs: the groups and needs with counts; activities likewise. ways: counts of home, remote,
    open_now, free. notices: changes found by an old number or name, or that touch the results.
    hidden: what to drop, most gain first; where little suits, the matter itself last.
    Where nothing suits, there is more: spelling: whole texts that were perhaps meant, each finds
    something; broader: the need's group and kindred needs, with counts; alternatives: for the same
    matter without the filters; misfits: what answers it and yet is not for this client, each row
    with its reason.
    rides: who drives the client, where what is shown asks for travel.
    """

    question: Question
    results: tuple[Result, ...]
    total: int
    place: Place | None = None
    staying: Place | None = None
    pinned: tuple[Helpline, ...] = ()
    urgent: bool = False
    sensitive: bool = False
    urgent_needs: tuple[str, ...] = ()
    steps: tuple[Text, ...] = ()
    meant: tuple[str, ...] = ()
    needs: tuple[Facet, ...] = ()
    activities: tuple[Facet, ...] = ()
    ways: dict[str, int] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    spelling: tuple[str, ...] = ()
    broader: tuple[Broader, ...] = ()
    alternatives: tuple[Alternatives, ...] = ()
    misfits: tuple[Result, ...] = ()
    rides: tuple[Result, ...] = ()
