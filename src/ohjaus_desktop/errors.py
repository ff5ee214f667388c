"""Errors that a person is told about.

A known error says what happened and what to do next, in the user's language. Everything else is
a bug: it is logged without personal data and shown once, with a way to copy it.
"""

from __future__ import annotations


class KnownError(Exception):
    """Something that can happen on a working day, said in two sentences.

    what: what happened; do: what the user can do about it ("" when nothing); both already in the
    user's language. The technical reason belongs into ``raise … from error`` and the log.
    """

    def __init__(self, what: str, do: str = "") -> None:
        super().__init__(f"{what} {do}".strip())
        self.what = what
        self.do = do


class Cancelled(Exception):
    """The user stopped a job; whatever it had begun is rolled back."""
