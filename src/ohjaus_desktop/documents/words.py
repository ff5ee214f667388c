"""Texts of the catalogue as they are printed: one paragraph, and honest about their language."""

from __future__ import annotations

from ohjaus_desktop.catalogue.model import Text
from ohjaus_desktop.texts import Translator, mark

_IN_LANGUAGE = {"fi": mark("in Finnish"), "sv": mark("in Swedish"), "en": mark("in English")}


def told(value: Text | None, say: Translator) -> str:
    """A text in one paragraph; says which language it is in where that is not the page's."""
    text, language = say.localized(value)
    text = " ".join(text.split())
    if text and language in _IN_LANGUAGE and language != say.language:
        return f"{text} ({say(_IN_LANGUAGE[language])})"
    return text


def name(value: Text | None, say: Translator) -> str:
    """A name in one line; a name is itself in every language."""
    return " ".join(say.name(value).split())


def sentence(text: str) -> str:
    """The text with a capital letter and a full stop."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?…”)" else ".")
