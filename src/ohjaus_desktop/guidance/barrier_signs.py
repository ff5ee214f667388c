"""What in a service's record makes it easier or harder for a client with a barrier.

Only what the catalogue says counts: where it is silent there is no sign, neither for nor against.
What it says with a "not" ("ei hissiä", "no steps") counts as silence too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ohjaus_desktop.catalogue.model import Service
from ohjaus_desktop.guidance import language
from ohjaus_desktop.guidance.eye import Sight
from ohjaus_desktop.guidance.needs import texts_of
from ohjaus_desktop.guidance.reach import INTERNET_MODES, ReachMode
from ohjaus_desktop.guidance.shelf import Shelf, is_free
from ohjaus_desktop.texts import mark

Holds = Callable[[Sight, Shelf], bool]

_IDENTIFIES = re.compile(r"tunnist(au|us)|pankkitunnu|identifi|legitimer|bankkod|bank code", re.IGNORECASE)
_STEPS_IN = re.compile(r"\bportaat|\bporra|\btrapp|\bsteps\b|\bstairs", re.IGNORECASE)
_STEP_FREE = re.compile(
    r"esteet|luiska(?!t)|hissi(?!ttö)|\btillgänglig|\bramp|\bhiss\b|step-free|\blift", re.IGNORECASE
)
_CLOSE_ONES = re.compile(r"läheis|omais|anhörig|närstående|family|close to", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"[.,;:!?()–]")
_NOT = language.NEGATIONS | {"without"}
_AMONG_OTHERS = frozenset({"group", "peer_support", "day_centre", "food"})
_CLOSE_ONES_NEEDS = frozenset(
    {"worry_adult", "worry_elder", "worry_child", "relatives_addiction", "tired_carer"}
)


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing a record says, or how this client gets to it.

    word: a message id, short. weight: above 0 it eases, below it hinders. of_record: it holds
    wherever the client is.
    """

    word: str
    holds: Holds
    weight: int
    of_record: bool = True


def _record(holds: Callable[[Service], bool]) -> Holds:
    return lambda sight, _shelf: holds(sight.service)


def _says(barrier: str) -> Holds:
    return lambda sight, _shelf: barrier in sight.service.barriers


def _activity(*ids: str) -> Holds:
    wanted = frozenset(ids)
    return lambda sight, _shelf: not wanted.isdisjoint(sight.service.activities)


def _modes(service: Service) -> frozenset[str]:
    return frozenset(way.mode for way in service.delivery)


def _answers_phone(service: Service) -> bool:
    return bool(service.phones) or "phone" in _modes(service)


def _only_online(service: Service) -> bool:
    modes = _modes(service)
    return bool(modes) and modes <= INTERNET_MODES and not service.phones


def _identifies(service: Service) -> bool:
    """Whether its web service asks who one is, and there is no other way in."""
    if "no_bank_codes" in service.barriers or _modes(service) - INTERNET_MODES or service.phones:
        return False
    return _is_told(_IDENTIFIES, (told for way in service.delivery for told in texts_of(way.description)))


def _only_in_a_group(service: Service) -> bool:
    kinds = set(service.activities)
    return bool(kinds) and kinds <= _AMONG_OTHERS and "anonymous" not in service.barriers


def _travels(sight: Sight, _shelf: Shelf) -> bool:
    way = sight.reach
    return way.mode is ReachMode.TRAVEL and not way.fetched and not (sight.home or sight.remote)


def _accessible(sight: Sight, shelf: Shelf) -> bool:
    return _is_told(_STEP_FREE, _access(sight, shelf)) and not _has_steps(sight, shelf)


def _has_steps(sight: Sight, shelf: Shelf) -> bool:
    return _is_told(_STEPS_IN, _access(sight, shelf))


def _access(sight: Sight, shelf: Shelf) -> tuple[str, ...]:
    place = shelf.locations.get(sight.reach.location_id or "")
    return tuple(told for one in (place.accessibility if place else ()) for told in texts_of(one.description))


def _is_told(what: re.Pattern[str], texts: Iterable[str]) -> bool:
    """Whether one of the texts says so without a "not" in the same clause."""
    clauses = (clause for text in texts for clause in _CLAUSE_ENDS.split(text))
    return any(what.search(clause) and _NOT.isdisjoint(language.words(clause)) for clause in clauses)


def advises_close_ones(service: Service) -> bool:
    """Whether it is for people close to somebody too, and not only for who is ill."""
    return not _CLOSE_ONES_NEEDS.isdisjoint(service.needs) or any(
        map(_CLOSE_ONES.search, texts_of(service.for_whom))
    )


HOME = Sign(mark("comes home"), lambda sight, _shelf: sight.home, 2, of_record=False)
REMOTE = Sign(mark("without travelling"), lambda sight, _shelf: sight.remote, 1, of_record=False)
FETCHES = Sign(
    mark("fetches the client"),
    lambda sight, _shelf: sight.reach.fetched or "fetches" in sight.service.barriers,
    2,
    of_record=False,
)
HERE = Sign(mark("close by"), lambda sight, _shelf: sight.reach.mode is ReachMode.HERE, 1, of_record=False)
TRAVEL = Sign(mark("asks for a journey"), _travels, -1, of_record=False)
FREE = Sign(mark("free of charge"), _record(lambda one: is_free(one) is True), 2)
PAID = Sign(mark("has a fee"), _record(lambda one: is_free(one) is False), -1)
PHONE = Sign(mark("by phone"), _record(_answers_phone), 1)
IN_PERSON = Sign(mark("on the spot"), _record(lambda one: not _modes(one).isdisjoint({"visit", "home"})), 1)
ALONG = Sign(mark("somebody comes along"), _says("accompanies"), 2)
ANONYMOUS = Sign(mark("without a name"), _says("anonymous"), 2)
LOW = Sign(mark("low threshold"), _says("low_threshold"), 1)
PLAIN = Sign(mark("plain language"), _says("plain_language"), 2)
SAFER = Sign(mark("safer space"), _says("safer_space"), 2)
PEERS = Sign(mark("peer support"), _activity("peer_support"), 1)
FORMS = Sign(mark("helps with forms"), _activity("application_help", "digital_help"), 1)
ONLINE_ONLY = Sign(mark("only online"), _record(_only_online), -2)
IDENTIFIES = Sign(mark("asks for bank codes"), _record(_identifies), -1)
REFERRAL = Sign(mark("needs a referral"), _record(lambda one: one.referral_needed is True), -1)
QUEUE = Sign(
    mark("one has to wait"),
    _record(lambda one: one.takes_new_clients == "waiting_list"),
    -1,
)
CALLS = Sign(
    mark("calls the client"),
    _record(lambda one: any(way.answers_by == "call" for way in one.intake)),
    1,
)

SIGNS: Mapping[str, tuple[Sign, ...]] = {
    "alone": (
        Sign(mark("a friend or support person"), _activity("friend_visits"), 2),
        ALONG,
        HOME,
        PEERS,
        Sign(mark("in company"), _activity("group", "day_centre"), 1),
    ),
    "money": (FREE, PAID, TRAVEL),
    "unfamiliar": (
        ALONG,
        Sign(mark("advises and guides"), _activity("advice"), 1),
        LOW,
        PLAIN,
        REFERRAL,
    ),
    "digital": (
        Sign(mark("no bank codes needed"), _says("no_bank_codes"), 2),
        PHONE,
        IN_PERSON,
        FORMS,
        Sign(mark("lends a device"), _says("device_lent"), 1),
        ONLINE_ONLY,
        IDENTIFIES,
    ),
    "affairs": (
        FORMS,
        ALONG,
        Sign(mark("looks after rights"), _activity("legal_help"), 1),
        HOME,
        ONLINE_ONLY,
    ),
    "strength": (HOME, CALLS, LOW, ALONG, REFERRAL, QUEUE),
    "memory": (
        PLAIN,
        ALONG,
        HOME,
        IN_PERSON,
        ONLINE_ONLY,
        Sign(mark("asks for papers"), _record(lambda one: len(one.required_documents) > 1), -1),
    ),
    "movement": (
        HOME,
        FETCHES,
        REMOTE,
        Sign(mark("step-free"), _accessible, 1, of_record=False),
        Sign(mark("steps at the door"), _has_steps, -2, of_record=False),
        TRAVEL,
    ),
    "distance": (HOME, FETCHES, REMOTE, HERE, TRAVEL),
    "experiences": (SAFER, ANONYMOUS, PEERS, ALONG, LOW),
    "shame": (
        ANONYMOUS,
        SAFER,
        Sign(mark("by chat"), _record(lambda one: "chat" in _modes(one)), 1),
        PHONE,
        Sign(mark("in a group"), _record(_only_in_a_group), -1),
    ),
    "unrecognised": (
        Sign(mark("advises those close"), _record(advises_close_ones), 2),
        HOME,
        REFERRAL,
    ),
}
"""The signs of each barrier, the most telling first."""
