"""What free text should rather not hold: identity codes, other people's names, old labels.

A warning never stops anybody: it asks once, kindly, and the worker decides. What is written may be
read by the client, who has a right to it, and by every later reader; so an old label would follow
the client from one office to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from ohjaus_desktop.guidance.places import Places
from ohjaus_desktop.texts import text

_CODE = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})\s?([-–−+A-FU-Y])\s?(\d{3})([0-9A-FHJ-NPR-Y])(?!\w)")
_CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_CENTURIES = {"+": 1800, **dict.fromkeys("-–−UVWXY", 1900), **dict.fromkeys("ABCDEF", 2000)}
"""The new signs came with decree 690/2022 in 2023; a text editor turns "-" into a dash."""

_STREET = re.compile(r"(?i)\b[\w-]{3,}(?:katu|tie|kuja|polku|raitti|väg(?:en)?|gatan|stigen)\s+\d+")

_NAME_PART = r"[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖÉ][a-zåäöéü]+)?"
_TWO_NAMES = re.compile(rf"(?<![\w-])(?=({_NAME_PART})[ ]({_NAME_PART})(?![\w-]))")
_SURNAME = re.compile(
    r"(?:nen|se[nt]|s(?:ta|tä|elle|ella|ellä|elta|eltä|een|essa|essä)"
    r"|sson|qvist|kvist|ström|berg|lund|gren|mäki|niemi|aho|koski|salo|saari|harju|virta)\w{0,4}$"
)
"""How Finnish and Finland-Swedish surnames end, in their commonest cases."""

# Stem as it begins a word, and words that say the same without judging. What a person has done or
# needs can be told; what they “are” need not. Sources of the choice: THL's guidance against
# stigmatising language on substance use and mental health; words that the people themselves refuse.
_LABELS: tuple[tuple[str, str], ...] = (
    ("alkoholisti", "päihteitä käyttävä"),
    ("juopo", "päihteitä käyttävä"),
    ("juoppo", "päihteitä käyttävä"),
    ("spurgu", "päihteitä käyttävä"),
    ("narkkari", "huumeita käyttävä"),
    ("narkomaani", "huumeita käyttävä"),
    ("nisti", "huumeita käyttävä"),
    ("väärinkäyttäjä", "päihteitä käyttävä"),
    ("hullu", "mielenterveyden haasteita kokeva"),
    ("sekopää", "mielenterveyden haasteita kokeva"),
    ("mielisairas", "mielenterveyden haasteita kokeva"),
    ("mielisairaan", "mielenterveyden haasteita kokeva"),
    ("dementikko", "muistisairautta sairastava"),
    ("dementiko", "muistisairautta sairastava"),
    ("höperö", "muistisairautta sairastava"),
    ("vajakki", "kehitysvammainen henkilö"),
    ("vajaamieli", "kehitysvammainen henkilö"),
    ("invalidi", "vammainen henkilö"),
    ("luuseri", "vaikeassa tilanteessa oleva"),
    ("sosiaalipummi", "tukea saava"),
    ("syrjäytynyt", "vaille tukea jäänyt"),
    ("syrjäytyne", "vaille tukea jäänyt"),
    ("ongelma-asiak", "monenlaista tukea tarvitseva"),
    ("ongelmaperhe", "monenlaista tukea tarvitseva perhe"),
    ("moniongelmai", "monenlaista tukea tarvitseva"),
    ("hankala asiak", "mitä asiakas toivoo tai mistä hän on eri mieltä"),
    ("haastava asiak", "mitä asiakas toivoo tai mistä hän on eri mieltä"),
    ("yhteistyökyvyt", "mitä asiakas toivoo tai mistä hän on eri mieltä"),
    ("hoitokielteinen", "mitä asiakas toivoo tai mistä hän on eri mieltä"),
    ("hoitokielteise", "mitä asiakas toivoo tai mistä hän on eri mieltä"),
    ("manipuloi", "mitä tapahtui"),
    ("huomionhakui", "mitä asiakas tarvitsee"),
    ("mustalai", "romani"),
    ("en alkis", "person som använder alkohol"),
    ("missbrukare", "person som använder rusmedel"),
    ("knarkare", "person som använder droger"),
    ("är galen", "person med psykisk ohälsa"),
    ("sinnessjuk", "person med psykisk ohälsa"),
    ("psykfall", "person med psykisk ohälsa"),
    ("är dement", "person med minnessjukdom"),
    ("dementa", "person med minnessjukdom"),
    ("besvärlig klient", "vad klienten önskar"),
    ("alcoholic", "person who drinks"),
    ("an addict", "person who uses substances"),
    ("junkie", "person who uses substances"),
    ("crazy", "person with mental ill health"),
    ("difficult client", "what the client hopes for"),
)
_NO_LABELS = (
    "nimettömät alkoholistit",
    "anonyymit alkoholistit",
    "hullunkuri",
    "invalidiliit",
    "alcoholics anonymous",
)
"""Names of groups, and words that only begin alike."""
_LABELLED = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(stem) for stem, _ in _LABELS)})[\w-]*", re.IGNORECASE)


def warnings(
    words: str, *, names: Sequence[str] = (), identity_codes: bool = False, placeless: bool = False
) -> tuple[str, ...]:
    """Gentle questions about what was written, in the language in use; none for most texts.

    names: the client's, the speaker's and the organizations', which may stand here.
    identity_codes: the service point lets them be written. placeless: the client is under a
    non-disclosure order (turvakielto), and nothing may tell where they live.
    """
    found: list[str] = []
    if not identity_codes and holds_identity_code(words):
        found.append(
            text("This looks like an identity code. The contact works without it, so please leave it out.")
        )
    found.extend(
        text("Is “{name}” somebody's name? “A relative” or “the neighbour” is enough.", name=name)
        for name in _other_names(words, names)
    )
    found.extend(
        text("“{said}” stays with the client. Better: {instead}.", said=said, instead=instead)
        for said, instead in _labels(words)
    )
    if placeless and (told := _place(words)):
        found.append(text("“{words}” may tell where the client lives. Leave the place out.", words=told))
    return tuple(found)


def _place(words: str) -> str:
    """A street with its number, or a municipality or village in any of its cases; "" for none."""
    if street := _STREET.search(words):
        return street.group()
    place, _rest = Places.load().recognise(words, begins_word=lambda _: True)
    return place.name if place else ""


def holds_identity_code(words: str) -> bool:
    """Whether a Finnish personal identity code stands there, its check character right.

    Both old and new signs of the century. Source: decree 128/2010 § 2 as changed by 690/2022.
    """
    return any(_is_code(*match.groups()) for match in _CODE.finditer(words.upper()))


def _is_code(day: str, month: str, year: str, sign: str, number: str, check: str) -> bool:
    if _CHECK[int(day + month + year + number) % 31] != check:
        return False
    try:
        date(_CENTURIES[sign] + int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _other_names(words: str, names: Sequence[str]) -> Iterable[str]:
    """First and last name side by side; rather one too few than one that nobody meant."""
    known = {part.casefold() for name in names for part in re.findall(r"\w+", name) if len(part) > 2}
    told: set[str] = set()
    for match in _TWO_NAMES.finditer(words):
        first, last = match.groups()
        surname = _SURNAME.search(last) is not None
        # "Oulun Kaupungintalo": a name in the genitive begins a place, not a person.
        of_a_place = re.search(r"[aeiouyåäö]n$", first) is not None
        # "Asuu Perhossa": the first word of a sentence has a capital of its own.
        begins = not words[: match.start()].strip() or words[: match.start()].rstrip()[-1:] in ".!?:"
        if not surname and (of_a_place or begins):
            continue
        if _is_known(first, known) and _is_known(last, known):
            continue
        name = f"{first} {last}"
        if name.casefold() not in told:
            told.add(name.casefold())
            yield name


def _is_known(part: str, known: set[str]) -> bool:
    """Whether a word is one of the known names, in whatever case it stands."""
    said = part.casefold()
    return any(said == one or (len(one) > 3 and said.startswith(one[:-2])) for one in known)


def _labels(words: str) -> Iterable[tuple[str, str]]:
    plain = words
    for name in _NO_LABELS:
        plain = re.sub(re.escape(name), " ", plain, flags=re.IGNORECASE)
    told: set[str] = set()
    for match in _LABELLED.finditer(plain):
        said = match.group()
        instead = next(better for stem, better in _LABELS if said.casefold().startswith(stem))
        if instead not in told:
            told.add(instead)
            yield said, instead
