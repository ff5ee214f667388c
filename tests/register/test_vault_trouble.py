"""Files that are spoiled, gone, or older than they should be; and secrets that must not slip out."""

from __future__ import annotations

import logging
import traceback

import pytest

from ohjaus_desktop import texts
from ohjaus_desktop.database import DatabaseDamaged, DatabaseIsNewer, DatabaseTrouble
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.register import store
from ohjaus_desktop.register.vault import AlreadySetUp, KeyFileDamaged, RegisterMissing, Vault, WrongWords

WORDS = "neljä vihreää kumisaapasta"
PIN = "482915"


@pytest.fixture
def closed(vault, at):
    """A register with something in it, closed."""
    register = vault.set_up_with_keyring(at)
    with register.begin() as connection:
        store.put_fact(connection, "test", "Malli Malliainen" * 400)
    register.close()
    return vault


def refuses_everything(vault, error, at):
    """Every way of opening raises ``error``, and nothing sets up an empty register instead."""
    with pytest.raises(error):
        vault.open_with_keyring()
    for set_up in (lambda: vault.set_up_with_keyring(at), lambda: vault.set_up_with_passphrase(WORDS, at)):
        with pytest.raises((AlreadySetUp, KeyFileDamaged)):
            set_up()


def read_all(vault):
    """Open by the keyring, and read every page."""
    register = vault.open_with_keyring()
    try:
        with register.begin() as connection:
            found = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
            if found != "ok":
                raise DatabaseDamaged(found)
    finally:
        register.close()


def test_a_missing_register_is_not_an_empty_one(closed, at):
    closed.path.unlink()

    assert closed.look().kind == "missing"
    refuses_everything(closed, RegisterMissing, at)
    assert not closed.path.exists()


def test_a_register_of_zero_length_is_not_an_empty_one(closed, at):
    closed.path.write_bytes(b"")

    assert closed.look().kind == "missing"
    refuses_everything(closed, RegisterMissing, at)
    assert closed.path.read_bytes() == b""


def test_a_register_without_its_keys_is_not_begun_anew(closed, at):
    closed.keys_path.unlink()

    assert closed.look().kind == "damaged"
    refuses_everything(closed, KeyFileDamaged, at)


def test_backups_alone_are_not_begun_anew(closed, folder, at):
    closed.keys_path.unlink()
    (folder / "backups").mkdir()
    closed.path.rename(folder / "backups" / "2026-11-22")

    assert closed.look().kind == "damaged"
    refuses_everything(closed, KeyFileDamaged, at)


@pytest.mark.parametrize("place", [0, 20, 1000, 4096 * 2 + 500])
def test_a_flipped_bit_is_damage_and_not_a_wrong_key(closed, place):
    content = bytearray(closed.path.read_bytes())
    content[place] ^= 1
    closed.path.write_bytes(content)

    with pytest.raises(DatabaseDamaged):
        read_all(closed)


@pytest.mark.parametrize("size", [1, 511, 512, 4095])
def test_a_register_cut_to_less_than_a_page_is_not_an_empty_one(closed, size, at):
    cut = closed.path.read_bytes()[:size]
    closed.path.write_bytes(cut)

    assert closed.look().kind == "missing"
    refuses_everything(closed, RegisterMissing, at)
    assert closed.path.read_bytes() == cut


@pytest.mark.parametrize("size", [4096, 5000, 8192, 40_000])
def test_a_cut_register_is_damage(closed, size):
    closed.path.write_bytes(closed.path.read_bytes()[:size])

    with pytest.raises(DatabaseDamaged):
        read_all(closed)


def test_wrong_words_are_not_damage(closed):
    with pytest.raises(WrongWords):
        closed.open_with_words("wrong horse battery staple")


def test_a_register_of_a_newer_program_is_left_alone(closed):
    register = closed.open_with_keyring()
    with register.begin() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 999")
    register.close()
    before = closed.path.read_bytes()

    with pytest.raises(DatabaseIsNewer):
        closed.open_with_keyring()
    assert closed.path.read_bytes() == before


def test_the_key_of_a_damaged_register_is_still_found(closed):
    register = closed.open_with_keyring()
    key, code = register.key, closed.unconfirmed_code(register)
    register.close()
    closed.path.write_bytes(b"spoiled")

    assert closed.data_key() == key
    assert closed.data_key(code) == key
    with pytest.raises(WrongWords):
        closed.data_key("wrong horse battery staple")


def test_keys_of_another_register_open_nothing(closed, tmp_path, at):
    other = Vault(tmp_path / "other", keyring=None)
    other.set_up_with_passphrase(WORDS, at).close()
    closed.keys_path.write_bytes(other.keys_path.read_bytes())

    with pytest.raises(DatabaseTrouble):
        closed.open_with_words(WORDS)


def test_the_data_key_slips_out_in_no_error_and_no_log(closed, caplog, keyring):
    caplog.set_level(logging.DEBUG)
    register = closed.open_with_keyring()
    key, code = register.key, closed.unconfirmed_code(register)
    shown = [repr(register), repr(closed), repr(closed.look()), repr(closed.keys())]
    register.close()
    assert register.key == b""
    content = closed.path.read_bytes()
    for spoil, way in (
        (content[:5000], closed.open_with_keyring),
        (content[:5000], lambda: closed.open_with_words(code)),
        (content, lambda: closed.open_with_words(WORDS)),
        (content, lambda: closed.open_with_pin("nobody", PIN)),
    ):
        closed.path.write_bytes(spoil)
        with pytest.raises(KnownError) as refused:
            way()
        shown.append("".join(traceback.format_exception(refused.value)))
    shown.append(caplog.text)

    for words in (key.hex(), repr(key), code, WORDS, PIN, *keyring.secrets.values()):
        assert not [one for one in shown if words in one]


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_refusal_speaks_the_users_language(language):
    from ohjaus_desktop.register.keys import refusals

    def said() -> list[str]:
        return [
            f"{error.what} {error.do}"
            for error in (
                refusals.wrong_words(()),
                refusals.wrong_words((1,)),
                refusals.wrong_words((2, 3)),
                refusals.wrong_pin(0),
                refusals.wrong_pin(1),
                refusals.wrong_pin(4),
                refusals.pin_to_choose(),
                refusals.no_such_worker(),
                refusals.keyring_lost(),
                refusals.no_keyring(),
                refusals.register_missing(),
                refusals.register_in_use(),
                refusals.already_set_up(),
                refusals.recovery_first(),
                refusals.nameless_worker(),
                refusals.wrong_administrator(),
            )
        ]

    before = texts.current().language
    try:
        texts.use("en")
        english = said()
        texts.use(language)
        translated = said()
    finally:
        texts.use(before)
    assert not set(english) & set(translated)
    assert all("{" not in one for one in translated)
