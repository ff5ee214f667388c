"""What the settings page about the client data is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class State:
    """How the client data stands, in words and with what may be chosen.

    lines: sentences about it. workers: id and name. backups: what to hand back and how it is called,
    newest first. going: a line for each request whose time is up. long_open: likewise for each that has been
    open for so long that somebody should look at it; it never goes by itself. others: drafts and log entries.
    rule_days: how long the rule set keeps a closed request.
    """

    exists: bool = False
    is_open: bool = False
    can_set_up: bool = True
    has_passphrase: bool = False
    has_keyring: bool = False
    code_waits: bool = False
    lines: Sequence[str] = ()
    workers: Sequence[tuple[str, str]] = ()
    backups: Sequence[tuple[Any, str]] = ()
    going: Sequence[str] = ()
    long_open: Sequence[str] = ()
    others: int = 0
    rule_days: int = 0
