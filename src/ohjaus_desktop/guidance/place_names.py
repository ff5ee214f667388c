"""The forms in which people say the name of a place: Perhossa, Himangalla, Kokkolasta, i Karleby.

Finnish place names bend by their last part (joki → joella, järvi → järveltä, vesi → vedessä),
by consonant gradation (Himanka → Himangalla) and by the endings of the places' cases. All forms
are made once from the names; nothing is guessed from the text.
"""

from __future__ import annotations

from collections.abc import Iterator

_LAST_PARTS = {
    "joki": ("joe", "joke"),
    "järvi": ("järve",),
    "mäki": ("mäe", "mäke"),
    "vesi": ("vede", "vete"),
    "lahti": ("lahde", "lahte"),
    "lampi": ("lamme", "lammi", "lampi", "lampe"),
    "niemi": ("nieme",),
    "saari": ("saare",),
    "salmi": ("salme",),
    "koski": ("koske",),
    "lähti": ("lähde",),
    "linna": ("linna",),
    "nummi": ("numme",),
    "kylä": ("kylä",),
    "pohja": ("pohja",),
    "kaupunki": ("kaupungi", "kaupunki"),
}
"""Last part of a name → its stems before an ending."""

_WEAK = (
    ("nk", "ng"),
    ("nt", "nn"),
    ("lt", "ll"),
    ("rt", "rr"),
    ("mp", "mm"),
    ("kk", "k"),
    ("pp", "p"),
    ("tt", "t"),
    ("ht", "hd"),
    ("lk", "l"),
    ("rk", "r"),
    ("t", "d"),
    ("p", "v"),
    ("k", ""),
)
"""Consonant gradation, longest first: what stands before the last vowel → its weak grade."""

_VOWELS = "aeiouyäöå"
_ENDINGS = (
    "n", "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "a", "ä", "ta", "tä",
    "na", "nä", "sa", "sä", "lta", "seen", "laisen", "läisen", "lainen", "läinen", "laiset",
    "läiset", "laisia", "läisiä", "laisille", "läisille", "lle",
)  # fmt: skip
"""The cases people use with a place, "perholainen", and the valleys' short "perhosa"."""

_LOCATIVES = ("ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle")


def _stems(name: str) -> set[str]:
    """The stems of a Finnish name in lower case, before its endings."""
    for last, stems in _LAST_PARTS.items():
        if name.endswith(last):
            return {name[: -len(last)] + stem for stem in stems} | {name}
    if name.endswith("nen"):
        root = name[:-3]
        return {root + "se", root + "si"}
    if name.endswith(("et", "at")):
        return {name[:-1], name[:-2] + "oi", name[:-2] + "i"}
    if name[-1] == "s":
        root = name[:-1]
        return {root + "kse", root + "de", root + root[-1], root + "hi"}
    if name[-1] not in _VOWELS:
        return {name + "i"}
    found = {name}
    if name[-1] == "e":
        found.add(name + "e")
    body, vowel = name[:-1], name[-1]
    for strong, weak in _WEAK:
        if body.endswith(strong):
            found.add(body[: -len(strong)] + weak + vowel)
            break
    return found


def finnish_forms(name: str) -> Iterator[str]:
    """All forms of a Finnish name, in lower case, the name itself first."""
    name = name.lower()
    yield name
    for stem in _stems(name):
        for ending in _ENDINGS:
            yield stem + ending
        if stem[-1] in _VOWELS:
            yield f"{stem}{stem[-1]}n"  # Perhoon
            yield f"{stem}h{stem[-1]}n"  # Iihin, Perhohon
    if name.endswith("nen"):
        for ending in ("ten", "iin", "ille", "ihin"):
            yield name[:-3] + "s" + ending  # Oulaisten, Oulaisiin


def locative_forms(name: str) -> Iterator[str]:
    """Only the forms that can hardly mean anything but a place: in, from, to, at."""
    for stem in _stems(name.lower()):
        for ending in _LOCATIVES:
            yield stem + ending


def swedish_forms(name: str) -> Iterator[str]:
    """Name and genitive."""
    yield name.lower()
    yield f"{name.lower()}s"


_MILD = """
    ii pori salo lahti kotka hanko kemi aura rusko lieto eura lemi masku juva simo inari salla sund
    rauma akaa virrat raisio hamina vihti pello soini kaarina tervo geta
"""
MILD = frozenset(_MILD.split())
"""Names that are also words or people's names: only the name itself, never alone in small
letters before other words bend it, or a form of place (porissa, not "porin")."""

_CAPITALS = """
    varkaus kolari nokia luoto virrat pello simo soini salla kaarina kello rautio järvelä eskola
    rusko aura kotka porkkala ylipää ylikylä humaloja sund geta nurmes
"""
CAPITALS_ONLY = frozenset(_CAPITALS.split())
"""Names that mean something else in small letters: varkaus (theft), kolari (car crash) …

A municipality among them is meant when its name comes last, or is bent as a place (Nokialla)."""

_OTHER_MEANINGS = """
    kolarissa kolarista kolarilla kolarilta kolarille varkaudesta varkaudella varkaudelta varkaudelle
    virroissa virroista kellossa kellosta kotkalla kotkalta kotkalle soinilla soinilta soinille
    simolla simolta simolle sallalla sallalta sallalle kaarinalla kaarinalta kaarinalle auralla auralta
"""
OTHER_MEANINGS = frozenset(_OTHER_MEANINGS.split())
"""Bent forms of those names (folded) that are words or people's cases: kolarissa, Simolla."""
