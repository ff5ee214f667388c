"""``ohjaus register`` as an administrator uses it."""

from __future__ import annotations

import io
import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from invented_requests import MONDAY, WORKER, draft
from ohjaus_desktop import cli
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.register import backups, referrals, vault
from ohjaus_desktop.register.vault import Vault
from personal_strings import control_file, places_of
from register.memory_keyring import MemoryKeyring

WORDS = "vihreä lampi tuuli kuusi"
PERSONAL = ("Malli Malliainen", "000 111 2222")


@pytest.fixture
def data(tmp_path):
    return DataFolder(tmp_path / "data")


@pytest.fixture
def keyring(monkeypatch):
    """The system's keyring; the tests' own, empty."""
    made = MemoryKeyring()
    monkeypatch.setattr(vault, "os_keyring", lambda: made)
    return made


@pytest.fixture
def ohjaus(tmp_path, data, capsys, monkeypatch, keyring):
    """Run one command; the passphrase is what stands on standard input."""
    monkeypatch.setenv("OHJAUS_MACHINE_SETTINGS", str(tmp_path / "machine.json"))
    (tmp_path / "machine.json").write_text('{"locked": {"language": "en"}}')

    def run(*arguments: object, words: str = WORDS) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{words}\n"))
        try:
            code = cli.main(["--data-dir", str(data.root), "register", *map(str, arguments)])
        except SystemExit as usage:
            code = int(usage.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture(scope="module")
def set_up(tmp_path_factory):
    """A folder with a register and one request, closed, and the request."""
    folder = tmp_path_factory.mktemp("set-up")
    register = Vault(folder, keyring=None).set_up_with_passphrase(WORDS, MONDAY)
    made = referrals.request(register, draft(), by=WORKER, at=MONDAY)
    register.close()
    return folder, made


@pytest.fixture
def asked(data, set_up):
    """A register with one request, closed; gives the request."""
    shutil.copytree(set_up[0], data.register)
    return set_up[1]


def count(data):
    register = Vault(data.register, keyring=None).open_with_words(WORDS)
    found = referrals.listing(register, which="all", on=MONDAY.date(), by=WORKER).total
    register.close()
    return found


def test_a_backup_is_made_verified_and_brought_back(ohjaus, data, asked):
    code, out, err = ohjaus("backup")
    assert (code, err) == (0, "")
    (made,) = backups.backups(data.register / "backups")
    assert str(made.path) in out

    code, out, _ = ohjaus("verify")
    assert code == 0
    assert "1 request." in out

    (data.register / "register.sqlite").write_bytes(b"spoiled" * 1000)
    code, out, _ = ohjaus("restore", "--latest")
    assert code == 0
    assert "set-aside-" in out
    assert count(data) == 1


def test_a_chosen_folder_is_used_and_restored_from(ohjaus, data, asked, tmp_path):
    assert ohjaus("backup", "--to", tmp_path / "stick")[0] == 0
    (made,) = (tmp_path / "stick").iterdir()
    assert ohjaus("verify", made)[0] == 0
    shutil.rmtree(data.register)
    assert ohjaus("restore", made)[0] == 0
    assert count(data) == 1


def test_a_file_from_another_machine_is_verified_and_brought_in(ohjaus, data, asked, tmp_path):
    register = Vault(data.register, keyring=None).open_with_words(WORDS)
    file = backups.pack(register, data.register / "keys.json", tmp_path / "siirto.ohjaus", at=MONDAY)
    register.close()
    shutil.rmtree(data.register)

    assert "1 request." in ohjaus("verify", file)[1]
    assert ohjaus("restore", file)[0] == 0
    assert count(data) == 1


def test_the_keyring_opens_without_asking(ohjaus, data, keyring):
    Vault(data.register, keyring=keyring).set_up_with_keyring(MONDAY).close()
    assert ohjaus("backup", words="")[0] == 0
    assert ohjaus("verify", words="")[0] == 0
    assert ohjaus("restore", "--latest", words="")[0] == 0


def test_wrong_words_are_told_in_a_sentence(ohjaus, asked):
    code, out, err = ohjaus("backup", words="väärä")
    assert (code, out) == (1, "")
    assert "not right" in err
    assert "Traceback" not in err


def test_a_damaged_backup_is_told(ohjaus, data, asked):
    ohjaus("backup")
    (backup,) = backups.backups(data.register / "backups")
    file = backup.path / "register.sqlite"
    file.write_bytes(file.read_bytes()[:-1] + b"\0")
    assert ohjaus("verify")[0] == 1
    assert ohjaus("restore", "--latest")[0] == 1
    assert count(data) == 1


def test_without_a_backup_or_a_register_it_says_so(ohjaus, data):
    assert "No protected client data has been set up here." in ohjaus("backup")[2]
    assert "There is no backup." in ohjaus("verify")[2]
    assert "There is no backup." in ohjaus("restore", "--latest")[2]
    assert ohjaus("restore")[0] == 2
    assert not (data.register / "keys.json").exists()


def test_an_export_holds_all_of_a_client_and_is_logged(ohjaus, data, asked, tmp_path):
    out_file = tmp_path / "tiedot.json"
    code, out, _ = ohjaus("export", "--case", asked.case_number, "--out", out_file)
    assert code == 0
    assert "Malli" not in out

    exported = json.loads(out_file.read_text(encoding="utf-8"))
    assert exported["requests"][0]["client"]["name"] == "Malli Malliainen"
    assert exported["log_of_use"][-1]["kind"] == "exported"
    if sys.platform != "win32":
        assert stat.S_IMODE(out_file.stat().st_mode) == 0o600


def test_an_unknown_case_writes_nothing(ohjaus, asked, tmp_path):
    code, _, err = ohjaus("export", "--case", "X-1", "--out", tmp_path / "tiedot.json")
    assert code == 1
    assert "X-1" in err
    assert not (tmp_path / "tiedot.json").exists()


def test_other_requests_of_the_same_client_are_pointed_out(ohjaus, data, asked, tmp_path):
    register = Vault(data.register, keyring=None).open_with_words(WORDS)
    other = referrals.request(register, draft(name="other"), by=WORKER, at=MONDAY)
    register.close()

    out = ohjaus("export", "--case", asked.case_number, "--out", tmp_path / "a.json")[1]
    assert "1 more request" in out
    both = ("--case", asked.case_number, "--case", other.case_number)
    assert "more request" not in ohjaus("export", *both, "--out", tmp_path / "b.json")[1]


def test_while_a_window_has_the_register_open_nothing_is_touched(data, asked, tmp_path):
    opened = Vault(data.register, keyring=None).open_with_words(WORDS)
    before = sorted(data.register.rglob("*"))
    for command in (["backup"], ["restore", "--latest"], ["verify"]):
        program = [sys.executable, "-m", "ohjaus_desktop", "--data-dir", str(data.root), "register"]
        done = subprocess.run(
            [*program, *command, "--passphrase-stdin"],
            input=WORDS.encode(),
            capture_output=True,
            check=False,
            env={
                **os.environ,
                "OHJAUS_MACHINE_SETTINGS": str(tmp_path / "none"),
                "PYTHONPATH": os.pathsep.join(sys.path),
            },
        )
        assert done.returncode == 1
        assert "auki ohjelman ikkunassa" in done.stderr.decode()
    assert sorted(data.register.rglob("*")) == before
    opened.close()


def test_where_no_personal_data_may_be_kept_every_command_says_so(ohjaus, tmp_path, asked):
    (tmp_path / "machine.json").write_text('{"locked": {"language": "en", "no_personal_data": true}}')
    for command in (
        ["backup"],
        ["verify"],
        ["restore", "--latest"],
        ["export", "--case", asked.case_number, "--out", tmp_path / "tiedot.json"],
    ):
        code, _, err = ohjaus(*command)
        assert code == 1
        assert "No personal data is kept on this machine" in err
    assert not (tmp_path / "tiedot.json").exists()


def test_an_administrators_key_opens_what_was_set_up_with_it(ohjaus, data, keyring, tmp_path):
    code, out, _ = ohjaus("admin-key", "--out", tmp_path / "admin.pem")
    assert code == 0
    public = out.splitlines()[-1]
    Vault(data.register, keyring=keyring, recovery_key=public).set_up_with_keyring(MONDAY).close()

    private = (tmp_path / "admin.pem").read_text()
    Vault(data.register, keyring=None).open_with_administrator(private, WORDS).close()
    assert WORDS not in private


def test_an_administrators_key_is_never_written_over(ohjaus, tmp_path):
    file = tmp_path / "admin.pem"
    file.write_text("another key")
    assert ohjaus("admin-key", "--out", file)[0] == 1
    assert file.read_text() == "another key"
    assert ohjaus("admin-key", "--out", tmp_path / "weak.pem", words="kissa")[0] == 1


def test_no_command_leaves_anything_personal_on_the_disk(ohjaus, data, asked, tmp_path):
    control = tmp_path / "control"
    control.mkdir()
    control_file(PERSONAL, control / "words")
    assert places_of(PERSONAL, control)
    for command in (["backup"], ["verify"], ["restore", "--latest"]):
        assert ohjaus(*command)[0] == 0

    assert places_of([*PERSONAL, WORDS], Path(data.root)) == []
