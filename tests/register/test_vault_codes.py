"""The recovery code, the passphrase and the administrator's key."""

from __future__ import annotations

import pytest

from ohjaus_desktop.register import vault as vaults
from ohjaus_desktop.register.vault import AdministratorKeyRefused, Vault, WeakWords, WrongWords

WORDS = "neljä vihreää kumisaapasta"
OTHERS = "sininen polkupyörä nukkuu hiljaa"


@pytest.fixture
def register(vault, at):
    opened = vault.set_up_with_keyring(at)
    yield opened
    opened.close()


def test_the_recovery_code_waits_until_somebody_types_it_back(vault, register):
    code = vault.unconfirmed_code(register)
    assert vault.unconfirmed_code(register) == code

    assert vault.confirm_code(register, code.lower().replace("-", " "))

    assert vault.unconfirmed_code(register) == ""
    assert vault.confirm_code(register, code), "typed again, it is still the right one"


def test_a_code_with_a_slip_is_not_confirmed(vault, register):
    code = vault.unconfirmed_code(register)
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")

    assert not vault.confirm_code(register, wrong)
    assert vault.unconfirmed_code(register) == code


def test_once_confirmed_the_code_stands_nowhere_in_the_register(vault, register, folder):
    code = vault.unconfirmed_code(register)
    vault.confirm_code(register, code)

    with register.begin() as connection:
        dump = "".join(str(row) for row in connection.exec_driver_sql("SELECT name, value FROM fact"))
    assert code not in dump
    for file in folder.iterdir():
        assert code.encode() not in file.read_bytes()


def test_a_new_recovery_code_opens_and_the_old_one_dies(vault, register):
    old = vault.unconfirmed_code(register)
    vault.confirm_code(register, old)

    new = vault.new_code(register)
    assert vault.unconfirmed_code(register) == new
    register.close()

    with pytest.raises(WrongWords):
        vault.open_with_words(old)
    vault.open_with_words(new).close()


def test_a_slip_in_the_code_is_shown_by_its_group(vault, register):
    code = vault.unconfirmed_code(register)
    register.close()
    wrong = code[:6] + ("7" if code[6] != "7" else "8") + code[7:]

    with pytest.raises(WrongWords) as refused:
        vault.open_with_words(wrong)

    assert "2" in refused.value.do


def test_a_waiting_code_that_opens_nothing_is_not_shown(vault, register):
    """An old backup brought back under today's keys still knows the code of its day."""
    with register.begin() as connection:
        vaults.store.put_fact(connection, "recovery_code", vaults.recovery_code.make())

    assert vault.unconfirmed_code(register) == ""


def test_a_changed_passphrase_opens_and_the_old_one_does_not(vault, register):
    vault.change_passphrase(register, WORDS)
    vault.change_passphrase(register, OTHERS)
    register.close()

    with pytest.raises(WrongWords):
        vault.open_with_words(WORDS)
    vault.open_with_words(OTHERS).close()


def test_a_weak_passphrase_changes_nothing(vault, register):
    with pytest.raises(WeakWords):
        vault.change_passphrase(register, "asiakas")
    assert not vault.look().has_passphrase


def test_a_forgotten_passphrase_is_replaced_by_the_recovery_code(folder, at):
    vault = Vault(folder, keyring=None)
    register = vault.set_up_with_passphrase(WORDS, at)
    code = vault.unconfirmed_code(register)
    register.close()

    opened = vault.open_with_words(code)
    vault.change_passphrase(opened, OTHERS)
    opened.close()

    vault.open_with_words(OTHERS).close()


def test_the_administrators_key_opens_and_asks_for_no_code(folder, keyring, at):
    public, private = vaults.generate_administrator_key(WORDS)
    vault = Vault(folder, keyring=keyring, recovery_key=f" {public}\n")
    register = vault.set_up_with_keyring(at)
    assert vault.unconfirmed_code(register) == ""
    assert not vault.look().has_recovery_code
    register.close()
    keyring.secrets.clear()

    vault.open_with_administrator(private, WORDS).close()

    vault.open_with_keyring().close()


def test_an_administrators_key_that_came_later_opens_too(vault, register, folder, keyring):
    code = vault.unconfirmed_code(register)
    register.close()
    public, private = vaults.generate_administrator_key(WORDS)
    later = Vault(folder, keyring=keyring, recovery_key=public)

    opened = later.open_with_keyring()

    assert later.look().has_administrator
    assert later.unconfirmed_code(opened) == "", "nobody has to write anything down any more"
    opened.close()
    later.open_with_administrator(private, WORDS).close()
    later.open_with_words(code).close()


def test_a_changed_administrators_key_replaces_the_old_one(vault, register, folder, keyring):
    register.close()
    old, new = (vaults.generate_administrator_key(WORDS) for _ in range(2))
    Vault(folder, keyring=keyring, recovery_key=old.public).open_with_keyring().close()
    Vault(folder, keyring=keyring, recovery_key=new.public).open_with_keyring().close()

    with pytest.raises(WrongWords):
        vault.open_with_administrator(old.private, WORDS)
    vault.open_with_administrator(new.private, WORDS).close()


def test_a_register_opens_though_the_administrators_key_is_not_whole(vault, register, folder, keyring):
    register.close()

    Vault(folder, keyring=keyring, recovery_key="ohjaus-1:AAAA").open_with_keyring().close()


def test_nothing_is_set_up_for_an_administrators_key_that_is_not_whole(folder, keyring, at):
    public, _ = vaults.generate_administrator_key(WORDS)
    for spoiled in (public[:-2], public.replace(public[12], "A" if public[12] != "A" else "B", 1), "avain"):
        vault = Vault(folder, keyring=keyring, recovery_key=spoiled)
        with pytest.raises(AdministratorKeyRefused):
            vault.set_up_with_keyring(at)
        assert vault.look().kind == "absent"
    assert keyring.secrets == {}


def test_a_private_key_needs_its_passphrase(vault):
    _, private = vaults.generate_administrator_key(WORDS)

    assert "ENCRYPTED" in private
    for pem, words in ((private, OTHERS), (private, ""), ("not a key", WORDS)):
        with pytest.raises(AdministratorKeyRefused):
            vaults.administrator_key.private(pem, words)


def test_a_private_key_is_not_made_under_a_weak_passphrase():
    with pytest.raises(AdministratorKeyRefused):
        vaults.generate_administrator_key("salasana")
