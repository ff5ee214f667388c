"""How the register's one data key is locked, and every way to it: keyring, words, PIN, code, recovery key."""
