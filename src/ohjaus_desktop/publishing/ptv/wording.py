"""PTV's texts: lists of one text a language, some of them Draft.js documents, some placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from ohjaus_desktop import texts
from ohjaus_desktop.catalogue.model import Text

Words = dict[str, str]
"""One text a language."""

_LANGUAGE = re.compile(r"^[a-z]{2,3}$")
_SAYS_NOTHING = frozenset({"", "-", "–", ".", "value", "string", "null", "name"})
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Unicode's categories Cc and Cs, but for the tab and the end of a line."""
_EMPTY_LINES = re.compile(r"\n{3,}")


def objects(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a JSON list; nothing of what is not one."""
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def words(items: Any, *kinds: str) -> Words:
    """The texts of PTV's language items, by language: fi, sv, en first.

    items: objects with language and value (open API) or Lang and Label (general descriptions);
    kinds: which types count (Name, Summary …); none given: all.
    """
    found: Words = {}
    for item in objects(items):
        if kinds and item.get("type") not in kinds:
            continue
        language = item.get("language") or item.get("Lang")
        value = plain(item.get("value", item.get("Label")))
        if value and isinstance(language, str) and _LANGUAGE.match(language):
            found.setdefault(language, value)
    return _in_order(found)


def plain(value: Any) -> str:
    """A value as plain text, "" when it says nothing; a Draft.js document gives its paragraphs."""
    if not isinstance(value, str):
        return ""
    value = value.strip()
    if value.startswith("{") and '"blocks"' in value:
        value = _paragraphs(value)
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    value = _CONTROLS.sub("", value)
    value = "\n".join(line.strip() for line in value.split("\n"))
    value = _EMPTY_LINES.sub("\n\n", value).strip()
    return "" if value.casefold() in _SAYS_NOTHING else value


def _paragraphs(document: str) -> str:
    try:
        blocks = msgspec.json.decode(document)["blocks"]
        lines = [_line(block) for block in blocks]
    except (msgspec.DecodeError, KeyError, TypeError, AttributeError):
        return document
    return "\n".join(lines)


def _line(block: Mapping[str, Any]) -> str:
    said = str(block.get("text") or "").strip()
    return f"– {said}" if said and "list-item" in str(block.get("type")) else said


def one_line(found: Words) -> Words:
    """The texts without line breaks."""
    return {language: " ".join(said.split()) for language, said in found.items()}


def filled(own: Words, fallback: Words) -> Words:
    """Own texts, and the fallback's in the languages that have none."""
    return _in_order(fallback | own)


def joined(parts: Iterable[Words], between: str = "\n\n") -> Words:
    """The parts one after the other, language by language."""
    together: dict[str, list[str]] = {}
    for part in parts:
        for language, said in part.items():
            if said not in together.setdefault(language, []):
                together[language].append(said)
    return _in_order({language: between.join(said) for language, said in together.items()})


def labelled(labels: Words, said: Words) -> Words:
    """The texts with a label in front: "Käsittelyaika: 2 viikkoa"; a label of any language serves."""
    first = next(iter(labels.values()), "")
    fallback = labels.get("en", first)
    return {
        language: f"{labels.get(language, fallback)}: {value}" for language, value in said.items() if labels
    } or dict(said)


def as_text(found: Words) -> Text | None:
    """The form of the central file: a plain string where Finnish stands alone."""
    if not found:
        return None
    return found["fi"] if found.keys() == {"fi"} else found


def in_all_languages(message: str) -> Words:
    """One of our own messages (marked with ``mark``) in every language of the interface."""
    return {language: texts.translator(language)(message) for language in texts.LANGUAGES}


def _in_order(found: Words) -> Words:
    first = [language for language in texts.LANGUAGES if language in found]
    return {language: found[language] for language in (*first, *sorted(found.keys() - set(first)))}
