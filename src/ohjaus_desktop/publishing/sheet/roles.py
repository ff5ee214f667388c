"""Does a text name a person where a role belongs?

A record outlives the person who answers the telephone, and a name is personal data that every
desktop would copy.
"""

from __future__ import annotations

import re

_FIRST_NAMES = """
    aino anna anneli anni annika antti ari arto birgitta carina christina eero eeva eija elina ella
    emilia emma erik eva hanna hannele hannu heidi heikki helena heli henna iida ilkka ilona inka
    irja irma jaakko jaana janne jari jarmo jenni johan johanna jonna jouni juha juhani jukka jussi
    kaarina kai kaija kalle kari karin karoliina kati katja katri kirsi kirsti kristiina laura lauri
    leena liisa lotta maarit maija mari maria marika marita marja marjatta markku marko markus
    martti matti merja mia miia mika mikael mikko minna minttu mirja mirva niina nina noora olli
    outi paavo pasi paula pauliina pekka peter petri petteri pia pirjo pirkko päivi raija raimo
    reija reijo riikka riitta risto ritva saara sami sanna sari satu seppo sini sirkka sirpa sofia
    susanna taina tanja tapio tarja teemu teija terhi tero tiina timo titta tommi toni tuija tuomas
    tuula tuuli ulla veikko ville virpi åsa
"""
_KNOWN = frozenset(_FIRST_NAMES.split())
_SURNAME = re.compile(
    r"\w+(?:nen|ström|berg|lund|qvist|kvist|holm|mäki|niemi|järvi|joki|lahti|koski|salo|la|lä|sson|ala|ranta"
    r"|harju|maa|oja|aho|saari|virta|kangas)"
)
_PAIR = re.compile(r"\b([A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?)\s+([A-ZÅÄÖ][a-zåäöé-]+)\b")


def names_a_person(words: str) -> bool:
    """Whether the words hold a first name and a surname: "Tiina Esimerkkinen, toiminnanjohtaja"."""
    for first, last in _PAIR.findall(words):
        if {first.split("-")[0].lower(), last.split("-")[0].lower()} & _KNOWN:
            return True
        if _SURNAME.fullmatch(last.lower()) and last.lower().endswith(("nen", "ström", "berg", "sson")):
            return True
    return False
