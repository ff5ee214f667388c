"""Copies of the register, and the ways back: one door to ``safekeeping``, ``restoring``, ``moving``."""

from ohjaus_desktop.register.moving import NothingToOpenItWith, pack, taken_out, unpack
from ohjaus_desktop.register.restoring import RegisterInUse, finish, refuse_while_open, restore
from ohjaus_desktop.register.safekeeping import (
    Backup,
    Counted,
    Daily,
    back_up,
    backups,
    daily,
    place,
    read,
    thin,
    verify,
)

__all__ = [
    "Backup",
    "Counted",
    "Daily",
    "NothingToOpenItWith",
    "RegisterInUse",
    "back_up",
    "backups",
    "daily",
    "finish",
    "pack",
    "place",
    "read",
    "refuse_while_open",
    "restore",
    "taken_out",
    "thin",
    "unpack",
    "verify",
]
