"""Years of a register's life in any order: whatever is changed, lost or locked, somebody can open it."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import argon2.low_level
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from ohjaus_desktop.register import store
from ohjaus_desktop.register.store import Register
from ohjaus_desktop.register.vault import (
    KeyringLost,
    KeyringTrouble,
    RecoveryFirst,
    Vault,
    WrongWords,
)
from register import quick_stretch
from register.memory_keyring import MemoryKeyring

AT = datetime(2026, 11, 23, 10, 30, tzinfo=ZoneInfo("Europe/Helsinki"))
PASSPHRASES = st.sampled_from(["neljä vihreää kumisaapasta", "sininen polkupyörä nukkuu hiljaa"])
PINS = st.sampled_from(["482915", "739164"])


class Life(RuleBasedStateMachine):
    """What was told to whom stands here; the vault is asked whether it agrees."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.keyring = MemoryKeyring()
        self.vault = Vault(self.folder, keyring=self.keyring)
        register = self.vault.set_up_with_keyring(AT)
        with register.begin() as connection:
            store.put_fact(connection, "test", "Malli Malliainen")
        self.code, self.confirmed = self.vault.unconfirmed_code(register), False
        self.old_codes: list[str] = []
        self.passphrase = ""
        self.pins: dict[str, str] = {}  # by worker; "" after the keyring was lost
        self.tries: dict[str, int] = {}
        self.keyring_lost = False
        register.close()

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def open_by_words(self, words: str = "") -> Register:
        register = self.vault.open_with_words(words or self.code)
        with register.begin() as connection:
            assert store.fact(connection, "test") == "Malli Malliainen"
        self.tries = dict.fromkeys(self.tries, 5)
        if self.keyring_lost and not self.keyring.locked:
            self.keyring_lost = False
            self.pins = dict.fromkeys(self.pins, "")
        return register

    @rule()
    def the_recovery_code_opens(self) -> None:
        self.open_by_words().close()

    @rule()
    def old_codes_open_nothing(self) -> None:
        for code in self.old_codes:
            with pytest.raises(WrongWords):
                self.vault.open_with_words(code)

    @rule()
    def the_code_is_typed_back(self) -> None:
        register = self.open_by_words()
        assert self.vault.unconfirmed_code(register) == ("" if self.confirmed else self.code)
        assert self.vault.confirm_code(register, self.code)
        self.confirmed = True
        register.close()

    @rule()
    def a_new_code(self) -> None:
        register = self.open_by_words()
        self.old_codes.append(self.code)
        self.code, self.confirmed = self.vault.new_code(register), False
        register.close()

    @rule(words=PASSPHRASES)
    def a_new_passphrase(self, words: str) -> None:
        register = self.open_by_words()
        self.vault.change_passphrase(register, words)
        self.passphrase = words
        register.close()

    @rule(words=PASSPHRASES)
    def a_passphrase_is_tried(self, words: str) -> None:
        if words == self.passphrase:
            self.open_by_words(words).close()
        else:
            with pytest.raises(WrongWords):
                self.vault.open_with_words(words)

    @rule(pin=PINS)
    def a_worker_comes(self, pin: str) -> None:
        register = self.open_by_words()
        try:
            slot = self.vault.add_worker(register, "Testi Esimerkki", pin)
        except RecoveryFirst:
            assert not self.confirmed
            assert not self.passphrase
        except (KeyringTrouble, KeyringLost):
            assert self.keyring.locked
        else:
            self.pins[slot.id], self.tries[slot.id] = pin, 5
        register.close()

    @precondition(lambda self: self.pins)
    @rule(data=st.data())
    def a_worker_leaves(self, data: st.DataObject) -> None:
        worker = data.draw(st.sampled_from(sorted(self.pins)))
        register = self.open_by_words()
        self.vault.remove_worker(register, worker)
        del self.pins[worker], self.tries[worker]
        register.close()

    @precondition(lambda self: self.pins)
    @rule(data=st.data(), pin=PINS)
    def a_worker_chooses_a_new_pin(self, data: st.DataObject, pin: str) -> None:
        worker = data.draw(st.sampled_from(sorted(self.pins)))
        register = self.open_by_words()
        try:
            self.vault.change_pin(register, worker, pin)
        except RecoveryFirst:
            assert not self.confirmed
            assert not self.passphrase
        except KeyringTrouble:
            assert self.keyring.locked
        else:
            self.pins[worker] = pin
        register.close()

    @precondition(lambda self: self.pins)
    @rule(data=st.data(), pin=PINS)
    def a_pin_is_tried(self, data: st.DataObject, pin: str) -> None:
        worker = data.draw(st.sampled_from(sorted(self.pins)))
        try:
            self.vault.open_with_pin(worker, pin).close()
        except KeyringTrouble:
            assert self.keyring.locked
        except KeyringLost:
            assert self.keyring_lost
        except WrongWords:
            assert self.pins[worker] != pin or not self.tries[worker]
            if self.pins[worker]:
                self.tries[worker] = max(self.tries[worker] - 1, 0)
        else:
            assert self.pins[worker] == pin
            assert self.tries[worker]
            self.tries[worker] = 5

    @rule()
    def the_keyring_is_asked(self) -> None:
        alone = bool(self.vault.look().has_keyring_slot)
        try:
            self.vault.open_with_keyring().close()
        except KeyringTrouble:
            assert self.keyring.locked
        except KeyringLost:
            assert self.keyring_lost or not alone
        else:
            assert not self.pins

    @rule()
    def the_keyring_is_lost(self) -> None:
        self.keyring.secrets.clear()
        self.keyring_lost = True

    @rule()
    def the_keyring_is_locked_or_unlocked(self) -> None:
        self.keyring.locked = not self.keyring.locked

    @invariant()
    def the_situation_is_as_it_was_told(self) -> None:
        situation = self.vault.look()
        assert situation.kind == "locked"
        assert situation.has_recovery_code
        assert situation.has_passphrase == bool(self.passphrase)
        assert {one.id: one.has_pin for one in situation.workers} == {
            worker: bool(pin) for worker, pin in self.pins.items()
        }
        assert {one.id: one.tries_left for one in situation.workers} == self.tries
        assert not (situation.workers and situation.has_keyring_slot), "a PIN is not walked around"


def test_whatever_happens_the_register_opens_for_those_who_may(monkeypatch):
    monkeypatch.setattr(argon2.low_level, "hash_secret_raw", quick_stretch.hash_secret_raw)
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
