"""Copies of the register, and the ways back: one door to what is made, kept, brought back and moved."""

from ohjaus_desktop.register.backups.keeping import Daily, carry, carry_newest, daily, forget_remains, thin
from ohjaus_desktop.register.backups.moving import NothingToOpenItWith, pack, taken_out, unpack
from ohjaus_desktop.register.backups.restoring import RegisterInUse, finish, refuse_while_open, restore
from ohjaus_desktop.register.backups.stored import Backup, Counted, back_up, backups, place, read, verify

__all__ = [
    "Backup",
    "Counted",
    "Daily",
    "NothingToOpenItWith",
    "RegisterInUse",
    "back_up",
    "backups",
    "carry",
    "carry_newest",
    "daily",
    "finish",
    "forget_remains",
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
