"""Texts of the catalogue as they are printed: one paragraph, and honest about their language."""

from __future__ import annotations

from ohjaus_desktop.guidance.wording import name, told

__all__ = ["name", "sentence", "told"]


def sentence(text: str) -> str:
    """The text with a capital letter and a full stop."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?…”)" else ".")
