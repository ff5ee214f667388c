"""What somebody does to the keyring of a session: run as a program in that session.

``code FOLDER`` prints the recovery code that waits in the register of that folder; ``lose`` takes every
secret away; ``opens FOLDER`` prints whether the keyring opens the register.
"""

from __future__ import annotations

import sys
from pathlib import Path

import secretstorage

from ohjaus_desktop.register.vault import KeyringLost, Vault, os_keyring


def main(deed: str, folder: str = "") -> str:
    """Do it, and give what is to be printed."""
    if deed == "lose":
        with secretstorage.dbus_init() as bus:
            for item in secretstorage.get_default_collection(bus).get_all_items():
                item.delete()
        return "lost"
    keys = Vault(Path(folder), keyring=os_keyring())
    try:
        register = keys.open_with_keyring()
    except KeyringLost:
        return "no"
    said = keys.unconfirmed_code(register) if deed == "code" else "yes"
    register.close()
    return said


if __name__ == "__main__":
    print(main(*sys.argv[1:]))
