"""Diagnoses typed as codes: ICPC-2 (P76) and ICD-10 (F10.2) → needs.

A code is short for what nobody wants to say aloud; professionals type it as it is. A need carries
the codes that mean it; the thesaurus knows whole chapters. Both classifications use a letter and
two digits, so a code may mean something in each: then both are shown. In ICPC-2 the numbers 30–69
are what is done at a visit, no complaint and no illness, and no number has a point: F32 and H10.2
are ICD-10 alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ohjaus_desktop.catalogue.navigation import Need
from ohjaus_desktop.guidance.heard import Heard

_CODE = re.compile(r"[a-z]\d\d\d?")
_LONGEST = 3
"""Letters of a code before its point."""
_ICPC2 = "icpc2"
_DONE_AT_A_VISIT = range(30, 70)


class NeedCodes:
    """The codes of all needs. Immutable."""

    def __init__(self, needs: Sequence[Need], chapters: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        """chapters: classification → beginning of a code in small letters → needs."""
        known = {need.id for need in needs}
        self._exact: dict[str, list[str]] = defaultdict(list)
        for need in needs:
            for code in (*need.icpc2, *need.icd10):
                plain = _plain(code)
                for length in range(_LONGEST, len(plain) + 1):
                    self._exact[plain[:length]].append(need.id)
        self._chapters = {
            name: {begin: [id_ for id_ in ids if id_ in known] for begin, ids in codes.items()}
            for name, codes in chapters.items()
        }

    def hear(self, words: Sequence[str]) -> Iterator[Heard]:
        """The needs of the codes among the words (small letters; "f10.2" comes as two words)."""
        for at, word in enumerate(words):
            if not _CODE.fullmatch(word):
                continue
            following = words[at + 1] if at + 1 < len(words) else ""
            digit = following if len(following) == 1 and following.isdigit() else ""
            positions = frozenset({at, at + 1} if digit else {at})
            shown = word.upper() + (f".{digit}" if digit else "")
            for place, need in enumerate(self._needs(word + digit)):
                yield Heard(need, shown, positions, certain=True, weight=1 / (1 + place))

    def _needs(self, code: str) -> Iterable[str]:
        """Most fitting first: what the thesaurus says of this very code, then those that carry it."""
        short = code[:_LONGEST]
        chapters = [codes for name, codes in self._chapters.items() if name != _ICPC2 or _is_icpc2(code)]
        said = [one for codes in chapters for one in codes.get(code, ())]
        carried = self._exact.get(code) or self._exact.get(short) or []
        wider = [one for codes in chapters for one in _widest(codes, code)]
        return list(dict.fromkeys([*said, *carried, *wider]))


def _widest(codes: Mapping[str, Sequence[str]], code: str) -> Sequence[str]:
    """What is said of the longest beginning of a code."""
    lengths = range(len(code), 0, -1)
    return next((codes[code[:length]] for length in lengths if code[:length] in codes), ())


def _is_icpc2(code: str) -> bool:
    """Whether a code (small letters, without its point) may name a complaint or an illness of ICPC-2."""
    return len(code) == _LONGEST and int(code[1:]) not in _DONE_AT_A_VISIT


def _plain(code: str) -> str:
    return code.lower().replace(".", "")
