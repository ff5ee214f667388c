"""Argon2id with little work, for tests that open hundreds of times; its real cost is tested elsewhere."""

from __future__ import annotations

from typing import Any

import argon2.low_level

_real = argon2.low_level.hash_secret_raw


def hash_secret_raw(secret: bytes, salt: bytes, *work: Any) -> bytes:
    """In place of ``argon2.low_level.hash_secret_raw``: the same function, one pass over 8 KiB."""
    _passes, _memory, _lanes, *length_and_kind = work
    return _real(secret, salt, 1, 8, 1, *length_and_kind)
