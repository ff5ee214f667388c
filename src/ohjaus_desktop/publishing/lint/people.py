"""A person's name where a role belongs.

A name is called one only when it begins with one of Finland's most common first names, in the
form "First Last" or first.last@: a list of all names would take Ilta, Toivo and Aamu for people
in services called so. What is rarer stays unsaid.
"""

from __future__ import annotations

import re

_COMMON = """
    aino anja anna anne anneli annika antero antti ari arja eero eeva eija elina ella emma erkki esa
    eva hanna hannu harri heidi heikki helena henna ida ilkka inkeri irma jaana jaakko jani janne
    jari jarmo joni jorma jouni juha juhani jukka kaarina kaisa kalevi kari katja katri kirsi
    kristiina lasse laura lauri leena liisa maija maria marika marja marjatta marko markku markus
    martti matti mika mikko minna mirja niina niko olavi olli outi pasi pekka pentti petri pirjo
    pirkko päivi raija raimo riikka risto ritva saara sami sanna sari satu seppo sinikka sirpa
    susanna tanja tapani tapio tarja teemu terhi tero tiina timo tommi tuija tuomas tuula ulla
    veikko vesa ville virpi åsa björn carina christer göran ingrid johanna kerstin lars maj-britt
    monica nils peter stefan ulrika
"""
_FIRST_NAMES = frozenset(_COMMON.split())
_NAME = re.compile(r"\b([A-ZÅÄÖ][a-zåäöé-]+) [A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?\b")
_MAILBOX = re.compile(r"([a-zåäö-]+)\.[a-zåäö-]{3,}(?:\.[a-z]+)?@")


def person_in(text: str) -> str:
    """The person's name in a text, "" when none is seen."""
    return next((one[0] for one in _NAME.finditer(text) if one[1].lower() in _FIRST_NAMES), "")


def is_personal_mailbox(address: str) -> bool:
    """Whether an e-mail address is a person's: first.last@."""
    found = _MAILBOX.match(address.lower())
    return found is not None and found[1] in _FIRST_NAMES
