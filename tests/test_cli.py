"""The command line as tests, administrators and machines without a screen use it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ohjaus_desktop import cli, paths
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.guidance import danger, language, speech_words, thesaurus
from small_catalogue import small_catalogue

PROJECT = Path(__file__).parents[1]
TUESDAY = "2026-11-24T10:00"
REACHES = {"here", "home", "remote", "travel"}


@pytest.fixture
def ohjaus(tmp_path, capsys, monkeypatch):
    """Run one command over a data folder of its own: exit code, stdout, stderr."""
    monkeypatch.setenv("OHJAUS_MACHINE_SETTINGS", str(tmp_path / "no-machine-settings.json"))

    def run(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        try:
            code = cli.main(["--data-dir", str(tmp_path / "data"), *arguments])
        except SystemExit as usage:
            code = int(usage.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def central_file(tmp_path):
    file = tmp_path / "central.json"
    file.write_bytes(document.write(small_catalogue()))
    return file


@pytest.fixture
def program_file(tmp_path, monkeypatch):
    """Put other content in the place of one of the program's own word lists."""
    resources = tmp_path / "program" / "resources"
    resources.mkdir(parents=True)
    for file in (PROJECT / "resources").iterdir():
        (resources / file.name).symlink_to(file)

    def put(name: str, content: bytes | None) -> None:
        (resources / name).unlink()
        if content is not None:
            (resources / name).write_bytes(content)
        monkeypatch.setattr(paths, "_PACKAGE", resources.parent)
        forget()

    def forget() -> None:
        speech = (speech_words.bundled, speech_words._tables, language.spoken)
        for known in (thesaurus.bundled, danger.bundled, *speech):
            known.cache_clear()

    yield put
    forget()


@pytest.mark.parametrize("name", ["thesaurus.json", "danger.json", "speech.json"])
@pytest.mark.parametrize("content", [None, b"", b'{"needs": {"frie'])
def test_a_damaged_word_list_of_the_program_is_told_in_a_sentence(ohjaus, program_file, name, content):
    program_file(name, content)
    code, out, err = ohjaus("find", "yksinäinen")
    assert (code, out) == (1, "")
    assert err == (
        f"Ohjelman oma tiedosto {name} puuttuu tai on vioittunut. "
        "Asenna Ohjaus uudelleen tai pyydä IT-tukea tekemään se. Tietosi säilyvät.\n"
    )


def test_a_need_and_a_place_in_one_line_find_services_near_and_remote(ohjaus):
    code, out, _ = ohjaus("find", "yksinäi perho", "--at", TUESDAY, "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer["query"] == "yksinäi perho"
    assert answer["municipality"] == "Perho"
    assert 1 <= len(answer["results"]) <= 10
    for row in answer["results"]:
        assert set(row) == {
            "id", "name", "organization", "municipality", "reach", "distance_km",
            "open_now", "next_opening", "assured_date", "why", "eases", "hinders",
        }  # fmt: skip
        assert isinstance(row["name"], str)
        assert row["reach"] in REACHES
        assert row["open_now"] in {True, False, None}
    # Within what asks for no journey, what is there for the very need comes first: ``weights``.
    travels = [row["reach"] == "travel" for row in answer["results"]]
    assert travels == sorted(travels)


def test_urgent_words_pin_help_even_among_many_queries(ohjaus):
    code, out, _ = ohjaus("find", "--stdin", "--at", TUESDAY, stdin="oisin poissa vaivoista\nkerho\n\n")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [row["query"] for row in rows] == ["oisin poissa vaivoista", "kerho", ""]
    assert "112" in {line["phone"] for line in rows[0]["pinned"]}
    assert not rows[1]["pinned"]


def test_a_client_who_stays_elsewhere_is_asked_for_with_both_places(ohjaus):
    said = ("find", "ystävä", "--municipality", "Perho", "--at", TUESDAY, "--json")
    at_home = json.loads(ohjaus(*said)[1])
    away = json.loads(ohjaus(*said, "--staying", "Oulu")[1])
    assert at_home["municipality"] == away["municipality"] == "Perho"
    assert at_home["results"][0]["reach"] in {"here", "home"}
    assert [row["id"] for row in away["results"]] != [row["id"] for row in at_home["results"]]


def test_a_chosen_municipality_may_be_a_name_or_a_code(ohjaus):
    by_name = ohjaus("find", "kerho", "--municipality", "Kaustinen", "--at", TUESDAY, "--json")[1]
    by_code = ohjaus("find", "kerho", "--municipality", "236", "--at", TUESDAY, "--json")[1]
    assert json.loads(by_name) == json.loads(by_code)
    assert json.loads(by_name)["municipality"] == "Kaustinen"


def test_hours_are_told_for_the_moment_asked_about(ohjaus):
    day = json.loads(ohjaus("find", "velkaneuvonta", "--at", TUESDAY, "--json", "--limit", "1")[1])
    night = json.loads(
        ohjaus("find", "velkaneuvonta", "--at", "2026-11-24T23:30", "--json", "--limit", "1")[1]
    )
    assert day["results"][0]["id"] == night["results"][0]["id"]
    assert night["results"][0]["open_now"] is False
    assert night["results"][0]["next_opening"].endswith("+02:00")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("find", "kerho", "--municipality", "Olematon"), 1),
        (("sync", "--source", "missing.json"), 1),
        (("catalogue", "validate", "missing.json"), 1),
        (("catalogue", "import-ptv", "missing", "--out", "out.json"), 1),
        (("find", "--limit", "0"), 2),
        (("find", "--at", "tomorrow"), 2),
        (("catalogue",), 2),
        (("fly",), 2),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(ohjaus, arguments, code, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result, out, err = ohjaus(*arguments)
    assert result == code
    assert not out
    assert err.strip()
    assert "Traceback" not in err
    if code == 1:
        assert len(err.strip().splitlines()) == 1


def test_a_sync_says_what_is_new_and_a_second_one_that_nothing_is(ohjaus, central_file):
    code, out, _ = ohjaus("sync", "--source", str(central_file), "--json")
    first = json.loads(out)
    assert code == 0
    assert first["new"] == len(small_catalogue().services)
    assert first["up_to_date"] is False
    assert json.loads(ohjaus("sync", "--source", str(central_file), "--json")[1])["up_to_date"] is True


def test_a_broken_file_leaves_the_catalogue_and_its_answers_as_they_were(ohjaus, central_file):
    ohjaus("sync", "--source", str(central_file))
    before = ohjaus("find", "kerho", "--at", TUESDAY, "--json")[1]
    central_file.write_bytes(central_file.read_bytes()[:-200])
    code, _, err = ohjaus("sync", "--source", str(central_file))
    assert code == 1
    assert err.strip()
    assert ohjaus("find", "kerho", "--at", TUESDAY, "--json")[1] == before


def test_validate_passes_a_good_file_and_names_a_bad_record(ohjaus, central_file):
    assert ohjaus("catalogue", "validate", str(central_file))[0] == 0
    broken = json.loads(central_file.read_text())
    broken["services"][2]["phones"] = [{"number": 7}]
    central_file.write_text(json.dumps(broken))
    code, out, err = ohjaus("catalogue", "validate", str(central_file), "--json")
    facts = json.loads(out)
    assert code == 1
    assert "1" in err
    assert facts["valid"] is False
    assert any(problem["path"].startswith("services[2]") for problem in facts["problems"])


def test_the_bundled_example_is_valid_and_says_that_it_is_an_example(ohjaus):
    code, out, _ = ohjaus(
        "catalogue", "validate", str(PROJECT / "resources" / "example-catalogue.json"), "--json"
    )
    facts = json.loads(out)
    assert code == 0
    assert not facts["problems"]
    assert facts["counts"]["services"] >= 100
    assert facts["counts"]["organizations"] >= 50
    assert json.loads(ohjaus("sync", "--json")[1])["example"] is True


def test_the_demo_writes_a_page_with_its_phone_number_and_a_picture(ohjaus, tmp_path):
    page, picture = tmp_path / "page.pdf", tmp_path / "window.png"
    code, out, err = ohjaus("demo", "--pdf", str(page), "--screenshot", str(picture))
    assert (code, err) == (0, "")
    assert page.read_bytes().startswith(b"%PDF")
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert str(page) in out


def test_the_installed_command_runs_in_a_process_of_its_own(tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "src"), "PYTHONUTF8": "0", "LC_ALL": "C"}
    command = [
        sys.executable,
        "-m",
        "ohjaus_desktop",
        "--data-dir",
        str(tmp_path / "ä data"),
        "find",
        "yksinäi perho",
    ]
    done = subprocess.run(command, capture_output=True, env=environment, timeout=60, check=False)
    assert done.returncode == 0
    assert "Perho" in done.stdout.decode("utf-8") or done.stdout.strip()
    assert not done.stderr


def test_a_data_folder_that_cannot_be_made_is_said_in_one_sentence(capsys, tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert cli.main(["--data-dir", str(tmp_path / "file" / "data"), "find", "kerho"]) == 1
    said = capsys.readouterr().err
    assert len(said.strip().splitlines()) == 1
    assert "Errno" not in said


def test_an_old_number_tells_what_has_changed(ohjaus):
    code, out, _ = ohjaus("find", "000 200 3001", "--at", TUESDAY)
    assert code == 0
    assert "116117" in out
    assert "Soita Päivystysapuun" in out


def test_how_the_catalogue_stands_is_told_without_fetching(ohjaus, central_file):
    ohjaus("sync", "--source", str(central_file))
    published = central_file.read_bytes()
    central_file.unlink()
    code, out, _ = ohjaus("sync", "--status", "--json")
    facts = json.loads(out)
    assert code == 0
    assert (facts["sequence"], facts["verified"], facts["last_result"]) == (7, False, "installed")
    assert facts["services"] == len(small_catalogue().services)
    assert facts["history"][0]["new"] == len(small_catalogue().services)
    assert facts["held"] is None
    central_file.write_bytes(published)
    assert "last_result" in ohjaus("sync", "--status")[1]


def test_a_failed_look_is_told_with_its_reason(ohjaus, central_file):
    ohjaus("sync", "--source", str(central_file))
    central_file.write_bytes(b"<html>")
    assert ohjaus("sync", "--source", str(central_file))[0] == 1
    facts = json.loads(ohjaus("sync", "--status", "--json")[1])
    assert facts["last_result"] == "refused"
    assert facts["history"][0]["reason"]
    assert facts["last_success"] == facts["history"][1]["at"]


def test_what_stands_in_the_way_changes_the_order_and_says_why(ohjaus):
    _, plain, _ = ohjaus("find", "kaveria", "--municipality", "Kokkola", "--at", TUESDAY, "--json")
    asked = ("find", "kaveria", "--municipality", "Kokkola", "--consider", "alone, distance")
    _, considered, _ = ohjaus(*asked, "--at", TUESDAY, "--json")
    rows = json.loads(considered)["results"]
    assert not any(row["eases"] for row in json.loads(plain)["results"])
    assert "tulee kotiin" in rows[0]["eases"]
    _, told, _ = ohjaus(*asked, "--at", TUESDAY)
    assert "+ tulee kotiin" in told


def test_a_barrier_that_nobody_knows_is_asked_for_again(ohjaus):
    code, _, error = ohjaus("find", "kaveria", "--consider", "rich")
    assert code == 2
    assert "alone, money" in error
