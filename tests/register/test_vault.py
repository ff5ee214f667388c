"""Setting the register up, and opening it again."""

from __future__ import annotations

import threading
import time

import pytest

from ohjaus_desktop.register import store
from ohjaus_desktop.register.store import Register
from ohjaus_desktop.register.vault import (
    AlreadySetUp,
    KeyringLost,
    KeyringTrouble,
    RegisterInUse,
    Vault,
    WeakWords,
    WrongWords,
)

WORDS = "neljä vihreää kumisaapasta"


def write(register: Register, words: str) -> None:
    with register.begin() as connection:
        store.put_fact(connection, "test", words)


def read(register: Register) -> str:
    with register.begin() as connection:
        return store.fact(connection, "test")


def test_nothing_is_there_before_the_first_request(vault, folder):
    assert vault.look().kind == "absent"
    assert list(folder.iterdir()) == []


def test_what_was_written_is_read_again_by_the_keyring(vault, at):
    register = vault.set_up_with_keyring(at)
    write(register, "Malli Malliainen")
    register.close()

    assert vault.look().kind == "locked"
    assert vault.look().has_keyring_slot
    reopened = vault.open_with_keyring()
    assert read(reopened) == "Malli Malliainen"
    reopened.close()


def test_what_was_written_is_read_again_by_the_passphrase(folder, at):
    vault = Vault(folder, keyring=None)
    register = vault.set_up_with_passphrase(WORDS, at)
    write(register, "Malli Malliainen")
    register.close()

    assert vault.look().has_passphrase
    assert not vault.look().has_keyring_slot
    reopened = vault.open_with_words(WORDS)
    assert read(reopened) == "Malli Malliainen"
    reopened.close()


def test_a_passphrase_may_be_typed_with_letters_composed_otherwise(folder, at):
    vault = Vault(folder, keyring=None)
    vault.set_up_with_passphrase(WORDS, at).close()

    vault.open_with_words("  nelja\u0308 vihrea\u0308a\u0308\u00a0kumisaapasta ").close()


def test_a_wrong_passphrase_opens_nothing_and_may_be_tried_again(folder, at):
    vault = Vault(folder, keyring=None)
    vault.set_up_with_passphrase(WORDS, at).close()

    with pytest.raises(WrongWords) as refused:
        vault.open_with_words("neljä vihreää kumisaappasta")

    assert refused.value.tries_left is None
    assert "kumisaap" not in str(refused.value)


def test_a_weak_passphrase_makes_no_register(vault, at):
    with pytest.raises(WeakWords):
        vault.set_up_with_passphrase("salasana1234567", at)
    assert vault.look().kind == "absent"


def test_what_is_there_is_never_set_up_again(vault, at):
    register = vault.set_up_with_keyring(at)
    write(register, "Malli Malliainen")
    register.close()

    for again in (lambda: vault.set_up_with_keyring(at), lambda: vault.set_up_with_passphrase(WORDS, at)):
        with pytest.raises(AlreadySetUp):
            again()

    reopened = vault.open_with_keyring()
    assert read(reopened) == "Malli Malliainen"
    reopened.close()


def test_two_windows_that_set_up_at_once_make_one_register(folder, keyring, at):
    outcomes: list[object] = []
    both = threading.Barrier(2)

    def set_up() -> None:
        both.wait()
        try:
            register = Vault(folder, keyring=keyring).set_up_with_keyring(at)
        except (AlreadySetUp, RegisterInUse) as error:
            outcomes.append(error)
        else:
            outcomes.append(register.register_id)
            register.close()

    threads = [threading.Thread(target=set_up) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    made = [one for one in outcomes if isinstance(one, str)]
    assert len(made) == 1
    assert Vault(folder, keyring=keyring).look().register_id == made[0]
    Vault(folder, keyring=keyring).open_with_keyring().close()


def test_a_second_window_is_told_at_once_that_the_first_has_it_open(vault, folder, keyring, at):
    register = vault.set_up_with_keyring(at)

    began = time.monotonic()
    with pytest.raises(RegisterInUse):
        Vault(folder, keyring=keyring).open_with_keyring()
    assert time.monotonic() - began < 1

    register.close()
    vault.open_with_keyring().close()


def test_without_a_keyring_nothing_is_set_up_by_it(folder, at):
    with pytest.raises(KeyringLost):
        Vault(folder, keyring=None).set_up_with_keyring(at)
    assert Vault(folder, keyring=None).look().kind == "absent"


def test_a_keyring_that_refuses_leaves_nothing_behind(vault, keyring, at):
    keyring.locked = True
    with pytest.raises(KeyringTrouble):
        vault.set_up_with_keyring(at)
    assert vault.look().kind == "absent"

    vault.set_up_with_passphrase(WORDS, at).close()
    assert vault.look().kind == "locked"


def test_a_lost_keyring_is_said_and_made_anew_by_the_recovery_code(vault, keyring, at):
    register = vault.set_up_with_keyring(at)
    code = vault.unconfirmed_code(register)
    write(register, "Malli Malliainen")
    register.close()
    keyring.secrets.clear()

    with pytest.raises(KeyringLost):
        vault.open_with_keyring()
    healed = vault.open_with_words(code)
    assert read(healed) == "Malli Malliainen"
    healed.close()

    vault.open_with_keyring().close()


def test_a_secret_of_another_machine_is_a_lost_keyring(vault, keyring, at):
    register = vault.set_up_with_keyring(at)
    register.close()
    keyring.secrets[register.register_id] = "somebody else's"

    with pytest.raises(KeyringLost):
        vault.open_with_keyring()


def test_a_locked_keyring_is_not_a_lost_one(vault, keyring, at):
    register = vault.set_up_with_keyring(at)
    code = vault.unconfirmed_code(register)
    register.close()
    kept = dict(keyring.secrets)
    keyring.locked = True

    with pytest.raises(KeyringTrouble):
        vault.open_with_keyring()
    vault.open_with_words(code).close()

    keyring.locked = False
    assert keyring.secrets == kept
    vault.open_with_keyring().close()


def test_a_register_of_a_passphrase_never_opens_by_a_keyring_that_came_later(folder, keyring, at):
    Vault(folder, keyring=None).set_up_with_passphrase(WORDS, at).close()

    vault = Vault(folder, keyring=keyring)
    vault.open_with_words(WORDS).close()

    assert not vault.look().has_keyring_slot
    assert keyring.secrets == {}


def test_only_keys_and_register_stay_in_the_folder(vault, folder, at):
    vault.set_up_with_keyring(at).close()

    assert {file.name for file in folder.iterdir()} == {"keys.json", "keys.lock", "register.sqlite"}


def test_the_folder_is_made_for_this_user_alone(tmp_path, keyring, at):
    folder = tmp_path / "data" / "register"
    Vault(folder, keyring=keyring).set_up_with_keyring(at).close()

    assert folder.stat().st_mode & 0o077 == 0 or folder.drive
