"""The closed lists of the sheet: what a person chooses or writes, and what it is in the catalogue."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from babel import Locale

from ohjaus_desktop import paths
from ohjaus_desktop.catalogue.model import Text
from ohjaus_desktop.catalogue.navigation import Activity, Need
from ohjaus_desktop.guidance import closed_lists, language
from ohjaus_desktop.guidance.needs import NeedWords, texts_of
from ohjaus_desktop.texts import LANGUAGES, Translator, mark, translator

_ALIKE = 0.5
"""From here on a name is like enough to be asked about: "tarkoititko …?"."""

_MARKED: Mapping[str, Mapping[str, str]] = {
    "sector": closed_lists.SECTORS,
    "barriers": closed_lists.BARRIERS,
    "takes": {
        "yes": mark("yes"),
        "no": mark("no"),
        "waiting_list": mark("waiting list"),
        "unknown": mark("not known"),
    },
    "yes_no": {"yes": mark("yes"), "no": mark("no")},
    "status": {
        "active": mark("in operation"),
        "temporarily closed": mark("paused"),
        "inactive": mark("not in operation"),
        "defunct": mark("has ended"),
    },
    "delivery": {id_: label for id_, label in closed_lists.MODES.items() if id_ != "home"},
    "intake": {
        "phone": mark("phone"),
        "form": mark("web form"),
        "protected_mail": mark("protected mail"),
        "https": mark("secure interface"),
        "joint_call": mark("a call together"),
        "letter": mark("letter"),
    },
    "answers": {
        "call": mark("answers by calling"),
        "message": mark("answers by message"),
        "invitation": mark("answers by an invitation"),
    },
    "confirmation": {
        "confirmed": mark("The details are right"),
        "corrected": mark("I corrected the details"),
        "ended": mark("The service has ended"),
    },
}
# Other words that people write for the same.
_OTHERS: Mapping[str, Mapping[str, str]] = {
    "sector": {
        "yhdistys": "association", "ry": "association", "säätiö": "association", "rf": "association",
        "3. sektori": "association", "kolmas sektori": "association", "kaupunki": "municipality",
        "stad": "municipality", "yksityinen": "company", "oy": "company", "ab": "company",
        "osuuskunta": "company", "yrittäjä": "company", "privat": "company", "kirkko": "parish",
        "kyrka": "parish", "församling": "parish", "kela": "state", "julkinen": "wellbeing_county",
    },
    "barriers": {
        "ei lähetettä": "no_referral", "ilman lähetettä": "no_referral", "remiss behövs inte": "no_referral",
        "ei pankkitunnuksia": "no_bank_codes", "ilman pankkitunnuksia": "no_bank_codes",
        "matala kynnys": "low_threshold", "matalan kynnyksen": "low_threshold", "lågtröskel": "low_threshold",
        "saattaja": "accompanies", "lähtee mukaan": "accompanies", "tulee mukaan": "accompanies",
        "rinnalla kulkeminen": "accompanies", "nimetön": "anonymous", "anonyymi": "anonymous",
        "anonym": "anonymous", "anonymt": "anonymous", "ilman nimeä": "anonymous",
        "selkokieli": "plain_language", "selkokielinen": "plain_language", "lättläst": "plain_language",
        "tulkki": "interpreter",
        "tulkkaus": "interpreter", "tolk": "interpreter", "maksuton": "free", "ilmainen": "free",
        "gratis": "free", "avgiftsfri": "free", "nouto": "fetches", "hakee kotoa": "fetches",
        "laitelaina": "device_lent", "turvallisempi tila": "safer_space",
    },
    "takes": {"jono": "waiting_list", "kö": "waiting_list", "jonossa": "waiting_list", "x": "yes", "k": "yes",
              "true": "yes", "false": "no", "on": "yes", "1": "yes", "0": "no"},
    "yes_no": {"x": "yes", "k": "yes", "e": "no", "n": "no", "y": "yes", "true": "yes", "false": "no",
               "on": "yes", "1": "yes", "0": "no", "joo": "yes", "-": "no"},
    "status": {"toimii": "active", "aktiivinen": "active", "tauko": "temporarily closed",
               "suljettu": "temporarily closed", "lopetettu": "defunct", "loppunut": "defunct"},
    "delivery": {
        "käynti": "visit", "paikalla": "visit", "vastaanotto": "visit", "besök": "visit",
        "visit": "visit", "puhelin": "phone", "telefon": "phone", "phone": "phone", "video": "video",
        "etä": "video", "chat": "chat",
        "verkko": "online", "netti": "online", "nätet": "online", "kotona": "home", "kotiin": "home",
        "kotikäynti": "home", "hemma": "home", "hembesök": "home", "home": "home", "at home": "home",
    },
    "intake": {
        "soitto": "phone", "puhelu": "phone", "samtal": "phone", "lomake": "form", "formulär": "form",
        "verkkolomake": "form", "turvaposti": "protected_mail", "suojattu sähköposti": "protected_mail",
        "turvasähköposti": "protected_mail", "skyddad e-post": "protected_mail", "rajapinta": "https",
        "yhteissoitto": "joint_call", "yhteinen puhelu": "joint_call", "posti": "letter", "kirje": "letter",
        "brev": "letter",
    },
    "languages": {"saame": "se", "pohjoissaame": "se", "viittomakieli": "fse", "viittomat": "fse",
                  "teckenspråk": "fse", "sign language": "fse", "dari": "fa", "farsi": "fa", "kurdi": "ku"},
}  # fmt: skip
_LANGUAGES = """
    fi sv en se ru et uk ar so fa ku vi th zh es fr de pl ro tr sq bs ti am bn hi ur
"""
_BETWEEN = re.compile(r"\s*[;\n]\s*")
_COMMA = re.compile(r"\s*,\s*|\s+(?:ja|och|and|sekä|samt)\s+")
_MOST_COMMAS = 5
"""In one name; without an end a list of a thousand names would be read a million times."""


@dataclass(frozen=True, slots=True)
class Names:
    """A closed list. labels: id → its names, a text of the catalogue."""

    labels: Mapping[str, Text]
    known: Mapping[str, str]

    @classmethod
    def of(cls, labels: Mapping[str, Text], others: Mapping[str, str] | None = None) -> Names:
        """others: further words → id."""
        known = {folded(said): id_ for said, id_ in (others or {}).items()}
        for id_, label in reversed([*labels.items()]):
            known |= {folded(said): id_ for said in texts_of(label)}
            known[folded(id_)] = id_
        return cls(labels, known)

    def find(self, words: str) -> str | None:
        """The id of a name in any language."""
        return self.known.get(folded(words))

    def label(self, id_: str, say: Translator) -> str:
        """The name of an id; the id itself where it has none."""
        return say.name(self.labels.get(id_)) or id_

    def like(self, words: str, say: Translator) -> str:
        """The name that is most like these words, "" where none is."""
        said = folded(words)
        alike = max(self.known, key=lambda name: language.likeness(said, name), default="")
        return self.label(self.known[alike], say) if language.likeness(said, alike) >= _ALIKE else ""


def folded(words: str) -> str:
    """What stays equal however a name is written: no capitals, dots, marks or full stops."""
    return " ".join(language.fold(words).replace("-", " ").rstrip(".!").split())


def pieces(words: str, names: Names) -> Iterator[str]:
    """The names in a cell: parted by ; and lines; by commas where these do not belong to a name."""
    for part in filter(None, _BETWEEN.split(words.strip())):
        commas = [*_COMMA.finditer(part)]
        starts = [0, *(comma.end() for comma in commas)]
        ends = [*(comma.start() for comma in commas), len(part)]
        at = 0
        while at < len(starts):
            # "Lapset, perhe ja ero" is one name: the longest run that is one wins.
            farthest = min(len(ends) - 1, at + _MOST_COMMAS)
            runs = range(farthest, at, -1)
            last = next((last for last in runs if names.find(part[starts[at] : ends[last]])), at)
            if piece := part[starts[at] : ends[last]].strip():
                yield piece
            at = last + 1


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All lists of one catalogue. hearing: understands everyday words for "needs" or "activities"."""

    lists: Mapping[str, Names]
    hearing: Callable[[str], NeedWords]

    @classmethod
    def of(cls, needs: Iterable[Need], activities: Iterable[Activity]) -> Vocabulary:
        """The lists with these needs and kinds of help."""
        needs, activities = [need for need in needs if need.parent_id], [*activities]
        lists = dict(_fixed_lists())
        lists["needs"] = Names.of({need.id: need.name for need in needs})
        lists["activities"] = Names.of({one.id: one.name for one in activities})

        @cache  # a fifth of a second: made with the first word that is no name
        def hearing(name: str) -> NeedWords:
            return NeedWords(needs) if name == "needs" else NeedWords((), activities)

        return cls(lists, hearing)

    def __getitem__(self, name: str) -> Names:
        """One list."""
        return self.lists[name]


@cache
def _fixed_lists() -> Mapping[str, Names]:
    lists = {
        name: Names.of({id_: _in_all(label) for id_, label in labels.items()}, _OTHERS.get(name))
        for name, labels in _MARKED.items()
    }
    lists["languages"] = Names.of(
        {code: _language_name(code) for code in dict.fromkeys(_LANGUAGES.split())}, _OTHERS["languages"]
    )
    lists["target_groups"] = Names.of(_target_groups())
    return lists


def _in_all(message: str) -> Text:
    return {one: translator(one)(message) for one in LANGUAGES}


def _language_name(code: str) -> Text:
    return {one: Locale(one).languages.get(code, code) for one in LANGUAGES}


def _target_groups() -> Mapping[str, Text]:
    file = paths.resource("classifications") / "target_groups.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [*csv.DictReader(lines)]
    return {row["code"]: {one: row[one] for one in LANGUAGES} for row in rows}
