"""Does anything that was said in confidence lie readable on the disk? Looks at every byte.

Whoever searches must show that the search would have found it: ``control_file`` writes the same
words plainly, in every form, and the test finds them first.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

PAGE, RESERVED, SALT = 4096, 80, 16
"""SQLCipher 4: an initialisation vector of 16 bytes and an HMAC of 64 end each page."""


class Found(NamedTuple):
    """Where a word lies. form: how it was written there."""

    file: Path
    word: str
    form: str


def places_of(words: Iterable[str], *folders: Path) -> list[Found]:
    """Every file under the folders in which one of the words can be read, names of files included.

    Looked for as UTF-8, as UTF-16 of both orders, with JSON's escapes, and phone numbers also
    without their spaces.
    """
    forms = [(word, form, sought) for word in words for form, sought in _forms(word)]
    found = []
    for file in sorted(one for folder in folders for one in _files(folder)):
        content = file.read_bytes()
        name = str(file).encode()
        found += [
            Found(file, word, form) for word, form, sought in forms if sought in content or sought in name
        ]
    return found


def control_file(words: Iterable[str], file: Path) -> Path:
    """Write the words in the plain, once in each form, so that the search can be shown to work."""
    file.write_bytes(b"\n".join(sought for word in words for _, sought in _forms(word)))
    return file


def decrypted(file: Path, key: bytes, into: Path) -> Path:
    """All pages of an encrypted database or write-ahead log in the plain, unused ones included.

    For whoever wants to know what a thief with the key could still read. Pages are those of
    SQLCipher 4: https://www.zetetic.net/sqlcipher/design/.
    """
    content = file.read_bytes()
    if file.name.endswith("-wal"):
        frames = _frames(content)
    else:
        frames = (
            (number + 1, content[at : at + PAGE]) for number, at in enumerate(range(0, len(content), PAGE))
        )
    into.write_bytes(b"".join(_plain(page, number, key) for number, page in frames))
    return into


def _frames(log: bytes) -> Iterator[tuple[int, bytes]]:
    # A header of 32 bytes, then frames of 24 bytes and a page: https://www.sqlite.org/walformat.html
    for at in range(32, len(log) - PAGE - 23, PAGE + 24):
        (number,) = struct.unpack(">I", log[at : at + 4])
        yield number, log[at + 24 : at + 24 + PAGE]


def _plain(page: bytes, number: int, key: bytes) -> bytes:
    body = page[SALT if number == 1 else 0 : PAGE - RESERVED]
    vector = page[PAGE - RESERVED : PAGE - RESERVED + 16]
    reader = Cipher(AES(key), CBC(vector)).decryptor()
    return reader.update(body) + reader.finalize()


def _forms(word: str) -> Iterator[tuple[str, bytes]]:
    written = {"as it is": word}
    if any(one.isdigit() for one in word):
        written["without spaces"] = word.replace(" ", "")
    for name, one in written.items():
        yield f"UTF-8, {name}", one.encode()
        yield f"UTF-16LE, {name}", one.encode("utf-16-le")
        yield f"UTF-16BE, {name}", one.encode("utf-16-be")
        escaped = json.dumps(one)[1:-1].encode()
        if escaped != one.encode():
            yield f"JSON, {name}", escaped


def _files(folder: Path) -> Iterator[Path]:
    return (one for one in folder.rglob("*") if one.is_file())
