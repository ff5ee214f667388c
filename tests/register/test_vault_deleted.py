"""Where nothing may be kept any more, everything goes: register, keys, backups, the keyring's secret."""

from __future__ import annotations

import pytest

from invented_requests import MONDAY, WORKER, draft
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.register import backups, privacy, referrals
from ohjaus_desktop.register.vault import RegisterInUse, Vault


@pytest.fixture
def shared(tmp_path):
    """A share on which somebody else has backups too."""
    other = tmp_path / "shared" / "ohjaus-other"
    other.mkdir(parents=True)
    (other / "kept").write_text("of another workstation")
    return other.parent


@pytest.fixture
def used(folder, keyring, shared):
    """A vault whose register has been used, backed up here and on the share, and closed."""
    vault = Vault(folder, keyring=keyring, backup_folder=str(shared))
    register = vault.set_up_with_keyring(MONDAY)
    made = referrals.request(register, draft(), by=WORKER, at=MONDAY)
    privacy.erase(register, made.id, by=WORKER, at=MONDAY)
    assert backups.daily(register, vault.keys_path, chosen=str(shared), at=MONDAY).trouble is None
    register.close()
    return vault


def test_everything_goes_and_what_is_another_workstations_stays(used, folder, keyring, shared):
    used.delete_everything()
    assert not folder.exists()
    assert [one.name for one in shared.rglob("*")] == ["ohjaus-other", "kept"]
    assert keyring.secrets == {}
    assert used.look().kind == "absent"


def test_while_a_window_has_it_open_nothing_goes(used, folder, keyring):
    register = used.open_with_keyring()
    with pytest.raises(RegisterInUse):
        used.delete_everything()
    register.close()
    used.open_with_keyring().close()


def test_a_share_that_is_gone_is_told_and_what_is_here_goes_all_the_same(used, folder, shared):
    shared.rename(shared.with_name("away"))
    with pytest.raises(KnownError) as told:
        used.delete_everything()
    assert str(shared) in told.value.what
    assert not folder.exists()


def test_what_a_killed_deleting_left_goes_when_it_is_asked_once_more(used, folder):
    (folder / "keys.json").unlink()
    used.delete_everything()
    assert used.look().kind == "absent"


def test_afterwards_it_can_be_set_up_anew(used):
    used.delete_everything()
    used.set_up_with_keyring(MONDAY).close()
    used.open_with_keyring().close()
