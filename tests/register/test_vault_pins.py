"""Workers with PINs."""

from __future__ import annotations

import pytest

from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.register.keys import keyfile, slots
from ohjaus_desktop.register.vault import KeyringLost, RecoveryFirst, Vault, WeakWords, WrongWords

PIN, OTHER = "482915", "739164"
pytestmark = pytest.mark.usefixtures("little_work")


@pytest.fixture
def code(vault, at):
    """A register that was set up by the keyring; gives its recovery code, written down."""
    register = vault.set_up_with_keyring(at)
    code = vault.unconfirmed_code(register)
    vault.confirm_code(register, code)
    register.close()
    return code


@pytest.fixture
def worker(vault, code):
    register = vault.open_with_keyring()
    slot = vault.add_worker(register, " Testi Esimerkki ", PIN)
    register.close()
    return slot


def test_a_worker_opens_with_a_pin(vault, worker):
    assert worker.name == "Testi Esimerkki"
    assert vault.look().workers == (worker,)
    vault.open_with_pin(worker.id, f" {PIN} ").close()


def test_with_a_worker_the_machine_alone_opens_no_more(vault, worker):
    assert not vault.look().has_keyring_slot
    with pytest.raises(KeyringLost):
        vault.open_with_keyring()


def test_a_pin_alone_opens_nothing_without_the_keyrings_secret(vault, worker, keyring, folder):
    keys = keyfile.read(folder / "keys.json")
    slot = keys.worker(worker.id)
    assert slots.with_pin(slot, keys.register_id, pin=PIN, secret="") is None

    keyring.secrets.clear()
    with pytest.raises(KeyringLost):
        vault.open_with_pin(worker.id, PIN)


def test_every_wrong_pin_costs_a_try_and_a_right_one_gives_them_back(vault, worker, folder, keyring):
    for left in (4, 3):
        with pytest.raises(WrongWords) as refused:
            Vault(folder, keyring=keyring).open_with_pin(worker.id, OTHER)
        assert refused.value.tries_left == left
    assert vault.look().tries_left == 3

    vault.open_with_pin(worker.id, PIN).close()

    assert vault.look().tries_left == 5


def test_after_five_wrong_pins_only_the_recovery_code_opens(vault, worker, code):
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(WrongWords) as refused:
            vault.open_with_pin(worker.id, OTHER)
        assert refused.value.tries_left == left

    with pytest.raises(WrongWords):
        vault.open_with_pin(worker.id, PIN)

    vault.open_with_words(code).close()
    vault.open_with_pin(worker.id, PIN).close()


def test_one_workers_slips_do_not_lock_another_one_out(vault, worker):
    register = vault.open_with_pin(worker.id, PIN)
    second = vault.add_worker(register, "Malli Malliainen", OTHER)
    register.close()
    for _ in range(5):
        with pytest.raises(WrongWords):
            vault.open_with_pin(worker.id, OTHER)

    vault.open_with_pin(second.id, OTHER).close()


def test_a_changed_pin_opens_and_the_old_one_does_not(vault, worker):
    register = vault.open_with_pin(worker.id, PIN)
    vault.change_pin(register, worker.id, OTHER)
    register.close()

    with pytest.raises(WrongWords):
        vault.open_with_pin(worker.id, PIN)
    vault.open_with_pin(worker.id, OTHER).close()
    assert vault.look().workers[0].name == "Testi Esimerkki"


def test_after_the_last_worker_the_machine_opens_alone_again(vault, worker):
    register = vault.open_with_pin(worker.id, PIN)
    vault.remove_worker(register, worker.id)
    register.close()

    assert vault.look().workers == ()
    vault.open_with_keyring().close()


def test_a_worker_who_left_opens_no_more_while_others_stay(vault, worker):
    register = vault.open_with_pin(worker.id, PIN)
    vault.add_worker(register, "Malli Malliainen", OTHER)
    vault.remove_worker(register, worker.id)
    register.close()

    with pytest.raises(KnownError):
        vault.open_with_pin(worker.id, PIN)
    assert not vault.look().has_keyring_slot


def test_after_a_lost_keyring_workers_choose_new_pins(vault, worker, code, keyring):
    keyring.secrets.clear()
    register = vault.open_with_words(code)
    assert not vault.look().workers[0].has_pin
    register.close()

    with pytest.raises(WrongWords):
        vault.open_with_pin(worker.id, PIN)
    assert not vault.look().has_keyring_slot, "nobody is let in without a PIN meanwhile"

    register = vault.open_with_words(code)
    vault.change_pin(register, worker.id, OTHER)
    register.close()
    vault.open_with_pin(worker.id, OTHER).close()


def test_the_last_worker_can_leave_though_the_keyring_is_lost(vault, worker, code, keyring):
    keyring.secrets.clear()
    keyring.locked = True
    register = vault.open_with_words(code)
    vault.remove_worker(register, worker.id)
    register.close()

    keyring.locked = False
    vault.open_with_words(code).close()
    vault.open_with_keyring().close()


def test_no_pin_before_somebody_has_the_recovery_code(vault, at):
    register = vault.set_up_with_keyring(at)

    with pytest.raises(RecoveryFirst):
        vault.add_worker(register, "Testi Esimerkki", PIN)

    vault.change_passphrase(register, "neljä vihreää kumisaapasta")
    vault.add_worker(register, "Testi Esimerkki", PIN)
    register.close()


def test_no_pin_without_a_keyring(folder, at):
    vault = Vault(folder, keyring=None)
    register = vault.set_up_with_passphrase("neljä vihreää kumisaapasta", at)

    with pytest.raises(KeyringLost):
        vault.add_worker(register, "Testi Esimerkki", PIN)
    register.close()


@pytest.mark.parametrize(
    "pin", ["", "1234", "111111", "123456", "654321", "121212", "12345a", "１２３４５６"]
)
def test_a_pin_that_is_easy_to_guess_is_refused(vault, code, pin):
    register = vault.open_with_keyring()
    with pytest.raises(WeakWords):
        vault.add_worker(register, "Testi Esimerkki", pin)
    register.close()


def test_a_worker_has_a_name(vault, code):
    register = vault.open_with_keyring()
    with pytest.raises(KnownError):
        vault.add_worker(register, "  ", PIN)
    register.close()
