"""A coordinator publishes a folder: one number after another, readable at every moment."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import stat
import unicodedata
from collections.abc import Callable
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
import time_machine
from msgspec import structs

from ohjaus_desktop import cli
from ohjaus_desktop.catalogue import document, trust
from ohjaus_desktop.catalogue.model import Phone
from ohjaus_desktop.catalogue.trust import Trust, WrongKey
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.publishing.repository import changes, state
from ohjaus_desktop.publishing.repository import keys as key_files
from ohjaus_desktop.publishing.repository import publish as publishing
from ohjaus_desktop.publishing.repository.folder import only_publisher
from ohjaus_desktop.publishing.repository.init import init
from ohjaus_desktop.publishing.repository.keys import KeyFolder, KeyMissing, WrongPassphrase
from ohjaus_desktop.publishing.repository.refresh import due
from publisher import AT, PASSPHRASE, SMALL, Publisher, cheap_keys, publisher, renamed
from small_disk import small_disk

__all__ = ["cheap_keys", "publisher"]


def reader(publisher: Publisher, tmp_path: Path) -> Callable[[], int]:
    """A desktop that follows from the beginning: looks, and says which number it got."""
    trusted = Trust(publisher.root, tmp_path / "trust")

    def look() -> int:
        signature = trusted.fetch(str(publisher.folder), at=publisher.at).signature
        assert signature
        return signature.sequence

    return look


def test_keys_are_locked_and_for_nobody_elses_eyes(publisher: Publisher) -> None:
    files = [*publisher.keys.files("root"), *publisher.keys.files("publishing")]
    assert len(files) == 2
    for file in files:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert b"BEGIN ENCRYPTED PRIVATE KEY" in file.read_bytes()
        with pytest.raises(WrongPassphrase):
            key_files.opened(file, "something else")
    assert stat.S_IMODE(publisher.keys.path.stat().st_mode) == 0o700
    assert not [name for name in publisher.files() if name.endswith(".pem")]


def test_the_folder_begins_with_the_file_for_desktops(publisher: Publisher) -> None:
    assert sorted(publisher.files()) == ["1.root.json", "root.json"]
    assert trust.describe(publisher.root).version == 1


def test_the_number_grows_by_one_and_the_first_one_is_the_files_own(publisher: Publisher) -> None:
    assert publisher.publish().sequence == SMALL.sequence
    assert publisher.publish(renamed("Toinen")).sequence == SMALL.sequence + 1
    assert publisher.publish(structs.replace(renamed("Kolmas"), sequence=99)).sequence == SMALL.sequence + 2
    held = document.read(publisher.files()["catalogue.json"]).catalogue
    assert (held.sequence, held.published_at) == (SMALL.sequence + 2, publisher.at)


def test_a_folder_that_published_without_signatures_goes_on_counting(publisher: Publisher) -> None:
    before = structs.replace(renamed("Allekirjoittamaton"), sequence=41)
    (publisher.folder / "catalogue.json").write_bytes(document.write(before))
    done = publisher.publish(structs.replace(SMALL, sequence=1))
    assert (done.sequence, done.first) == (42, False)


def test_the_same_content_twice_changes_nothing(publisher: Publisher) -> None:
    publisher.publish()
    before = publisher.files()
    again = publisher.publish(structs.replace(SMALL, sequence=500, published_at=AT + timedelta(days=9)))
    assert (again.same, again.sequence) == (True, SMALL.sequence)
    assert publisher.files() == before


def test_the_same_content_needs_no_passphrase(publisher: Publisher) -> None:
    publisher.publish()
    publisher.keys = KeyFolder(publisher.keys.path, lambda name: pytest.fail(f"asked for {name}"))
    assert publisher.publish().same


def test_only_the_publication_before_is_kept_beside_the_new_one(publisher: Publisher) -> None:
    for number in range(4):
        publisher.publish(renamed(f"Numero {number}"))
    (publisher.folder / "timestamp.json.unfinished").write_bytes(b"left by a kill")
    publisher.publish(renamed("Viimeinen"))
    names = sorted(re.sub("[0-9a-f]{64}", "HASH", name) for name in publisher.files())
    last = SMALL.sequence + 4
    assert names == sorted(
        ["1.root.json", "root.json", "4.snapshot.json", "5.snapshot.json", "catalogue.json", "changes.html"]
        + [f"{last - 1}.targets.json", f"{last}.targets.json", "timestamp.json"]
        + ["HASH.catalogue.json.gz"] * 2
    )


def test_what_is_no_part_of_the_publication_stays_in_the_folder(publisher: Publisher) -> None:
    for name in ("index.html", "7.notes.txt", "catalogue.json.gz"):
        (publisher.folder / name).write_bytes(b"mine")
    publisher.publish()
    publisher.publish(renamed("Toinen"))
    assert publisher.files()["index.html"] == publisher.files()["7.notes.txt"] == b"mine"


def test_a_damaged_plain_file_is_mended_by_publishing_again(publisher: Publisher) -> None:
    publisher.publish()
    whole = publisher.files()
    (publisher.folder / "catalogue.json").write_bytes(b"{}")
    (publisher.folder / "root.json").unlink()
    assert publisher.publish().same
    assert publisher.files() == whole


def test_a_lost_packed_file_is_published_anew(publisher: Publisher, tmp_path: Path) -> None:
    look = reader(publisher, tmp_path)
    publisher.publish()
    (packed,) = publisher.folder.glob("*.gz")
    packed.unlink()
    assert publisher.publish().sequence == SMALL.sequence + 1
    assert look() == SMALL.sequence + 1


def test_a_record_that_breaks_a_rule_stops_publishing_unless_it_may_be_left_out(publisher: Publisher) -> None:
    broken = json.loads(document.write(SMALL))
    broken["services"][0]["minimum_age"] = "aikuinen"
    reading = document.read(json.dumps(broken).encode())
    with pytest.raises(KnownError, match="--accept"):
        publishing.publish(reading, publisher.folder, publisher.keys, at=publisher.at)
    assert "timestamp.json" not in publisher.files()
    done = publishing.publish(reading, publisher.folder, publisher.keys, at=publisher.at, accept=True)
    assert done.sequence == SMALL.sequence
    assert (
        len(document.read(publisher.files()["catalogue.json"]).catalogue.services) == len(SMALL.services) - 1
    )


def test_what_no_desktop_would_take_is_not_published(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Written for people it is longer than as it was read: the limit holds for what is published.
    monkeypatch.setattr(document, "LIMIT", len(document.write(SMALL)) - 1)
    reading = document.Reading(SMALL)
    with pytest.raises(KnownError, match="yksikään työasema"):
        publishing.publish(reading, publisher.folder, publisher.keys, at=publisher.at)
    assert "timestamp.json" not in publisher.files()


def test_keys_do_not_get_into_what_is_published(tmp_path: Path, cheap_keys: None) -> None:
    for place in ("published", "published/keys"):
        keys = KeyFolder(tmp_path / place, lambda _name: PASSPHRASE)
        with pytest.raises(KnownError, match="avaimet"):
            init(tmp_path / "published", keys, new_passphrase=lambda: PASSPHRASE, at=AT)
    assert not list(tmp_path.iterdir())


def test_a_short_passphrase_makes_no_key(tmp_path: Path, cheap_keys: None) -> None:
    keys = KeyFolder(tmp_path / "keys", lambda _name: "x")
    with pytest.raises(KnownError, match="vähintään 12 merkkiä"):
        init(tmp_path / "published", keys, new_passphrase=lambda: "lyhyt", at=AT)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("made", ["the root key", "both keys"])
def test_a_beginning_that_was_killed_is_completed(made: str, publisher: Publisher) -> None:
    publisher.put({})
    (publishing_key,) = publisher.keys.files("publishing")
    if made == "the root key":
        publishing_key.unlink()
    init(publisher.folder, publisher.keys, new_passphrase=lambda: PASSPHRASE, at=AT)
    assert len(publisher.keys.files("publishing")) == len(publisher.keys.files("root")) == 1
    assert publisher.publish().sequence == SMALL.sequence


def test_a_folder_is_not_begun_twice(publisher: Publisher) -> None:
    with pytest.raises(KnownError, match="jo julkaisukansio"):
        init(publisher.folder, publisher.keys, new_passphrase=lambda: PASSPHRASE, at=AT)


def test_the_end_is_told_sixty_days_ahead_and_renewed(publisher: Publisher, tmp_path: Path) -> None:
    look = reader(publisher, tmp_path)
    done = publisher.publish()
    ends = done.state.expires
    assert ends == publisher.at + timedelta(days=400)
    assert due(done.state, ends - timedelta(days=61)) == ()
    (sentence,) = due(done.state, ends - timedelta(days=59))
    assert "9.12.2027" in sentence
    assert "refresh" in sentence
    publisher.at = ends - timedelta(days=59)
    publisher.refresh()
    assert due(state.read(publisher.folder), publisher.at) == ()
    publisher.at += timedelta(days=399)
    assert look() == SMALL.sequence


def test_the_roots_end_is_told_and_renewed_with_the_root_key(publisher: Publisher, tmp_path: Path) -> None:
    look = reader(publisher, tmp_path)
    publisher.publish()
    publisher.at = AT + timedelta(days=5 * 365 - 30)
    publisher.refresh()
    (sentence,) = due(state.read(publisher.folder), publisher.at)
    assert "refresh --root" in sentence
    publisher.refresh(root=True)
    assert due(state.read(publisher.folder), publisher.at) == ()
    publisher.at += timedelta(days=100)
    assert look() == SMALL.sequence


def test_nothing_is_renewed_before_something_was_published(publisher: Publisher) -> None:
    with pytest.raises(KnownError, match="ohjaus catalogue publish"):
        publisher.refresh()


@pytest.mark.parametrize("role", ["publishing", "root"])
def test_a_key_is_changed_and_desktops_follow(role: str, publisher: Publisher, tmp_path: Path) -> None:
    look = reader(publisher, tmp_path)
    publisher.publish()
    look()
    done = publisher.rotate(role)
    assert look() == SMALL.sequence
    for old in done.old:
        old.unlink()
    publisher.publish(renamed("Uudella avaimella"))
    assert look() == SMALL.sequence + 1
    publisher.rotate(role)
    assert look() == SMALL.sequence + 1


def test_a_lost_publishing_key_is_replaced_with_the_root_key_alone(
    publisher: Publisher, tmp_path: Path
) -> None:
    look = reader(publisher, tmp_path)
    publisher.publish()
    look()
    for lost in publisher.keys.files("publishing"):
        lost.unlink()
    with pytest.raises(KeyMissing, match="rotate"):
        publisher.publish(renamed("Toinen"))
    publisher.rotate()
    publisher.publish(renamed("Toinen"))
    assert look() == SMALL.sequence + 1


def test_without_the_root_key_no_key_is_changed(publisher: Publisher) -> None:
    publisher.publish()
    before = publisher.files()
    for away in publisher.keys.files("root"):
        away.unlink()
    publisher.publish(renamed("Toinen"))  # the publishing key is enough
    for role in ("publishing", "root"):
        with pytest.raises(KeyMissing, match="Juuriavain tarvitaan"):
            publisher.rotate(role)
    assert publisher.files()["root.json"] == before["root.json"]
    assert len(publisher.keys.files("publishing")) == 1


def test_a_change_of_keys_that_was_killed_is_completed_by_publishing(
    publisher: Publisher, tmp_path: Path
) -> None:
    look = reader(publisher, tmp_path)
    publisher.publish()
    unsigned = publisher.files()
    (lost,) = publisher.keys.files("publishing")
    lost.unlink()
    publisher.rotate()
    # Killed after the root was written: the rest is still signed with the lost key.
    publisher.put(unsigned | {"2.root.json": publisher.files()["2.root.json"]})
    with pytest.raises(WrongKey):
        look()
    assert publisher.publish().same
    assert look() == SMALL.sequence


def test_a_passphrase_is_changed(publisher: Publisher) -> None:
    (file,) = publisher.keys.files("publishing")
    publisher.keys.change(file, lambda: "toinen pitkä tunnuslause")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(WrongPassphrase):
        publisher.publish()
    assert "timestamp.json" not in publisher.files()
    another_keyboard = unicodedata.normalize("NFD", "toinen pitkä tunnuslause")
    publisher.keys = KeyFolder(publisher.keys.path, lambda _name: another_keyboard)
    assert publisher.publish().sequence == SMALL.sequence


@pytest.mark.parametrize("damage", [b"", b"Hei", b"Ohjaus publishing key " + b"a" * 64 + b"\n"])
def test_a_damaged_key_is_said(damage: bytes, publisher: Publisher) -> None:
    (file,) = publisher.keys.files("publishing")
    file.write_bytes(damage)
    with pytest.raises(KnownError):
        publisher.publish()
    with pytest.raises(KnownError):
        key_files.opened(file, PASSPHRASE)


def test_two_do_not_publish_at_once(publisher: Publisher) -> None:
    with only_publisher(publisher.folder), pytest.raises(KnownError, match="Toinen ohjelma julkaisee"):
        publisher.publish()
    assert publisher.publish().sequence == SMALL.sequence


@pytest.mark.parametrize("name", ["timestamp.json", "1.snapshot.json", "7.targets.json", "1.root.json"])
def test_a_damaged_folder_is_said_with_what_to_do(name: str, publisher: Publisher) -> None:
    publisher.publish()
    (publisher.folder / name).write_bytes(b"{")
    with pytest.raises(state.NotAFolder, match=f"{name} .*vioittunut") as said:
        publisher.publish(renamed("Toinen"))
    assert "varmuuskopiosta" in said.value.do


@pytest.mark.parametrize("name", ["timestamp.json", "1.snapshot.json", "7.targets.json"])
def test_numbers_that_somebody_else_wrote_are_not_counted_on(name: str, publisher: Publisher) -> None:
    publisher.publish()
    forged = json.loads(publisher.files()[name])
    forged["signed"]["version"] = 2**31
    (publisher.folder / name).write_bytes(json.dumps(forged).encode())
    with pytest.raises(state.NotAFolder, match="vioittunut"):
        publisher.publish(renamed("Toinen"))


def test_a_folder_without_a_beginning_is_said(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(state.NotAFolder, match="ohjaus catalogue init"):
            state.read(folder)


@pytest.mark.skipif(os.name == "nt", reason="links to oneself need rights on Windows")
def test_a_link_that_leads_to_itself_is_no_folder(publisher: Publisher) -> None:
    publisher.folder = publisher.folder.with_name("loop")
    publisher.folder.symlink_to("loop")
    with pytest.raises(state.NotAFolder, match="ohjaus catalogue init"):
        publisher.publish()


class Words(HTMLParser):
    """The page as somebody reads it: its words, and what it is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))


def page(publisher: Publisher) -> Words:
    return Words(publisher.files()["changes.html"].decode())


def test_the_page_of_changes_says_what_is_new_moved_changed_and_gone(publisher: Publisher) -> None:
    publisher.publish()
    services = list(SMALL.services)
    services[0] = structs.replace(services[0], phones=[Phone(number="000 999 999")])
    services[4] = structs.replace(services[4], description="Uusi kuvaus")
    services[10] = structs.replace(services[10], id="new", name="Aivan uusi")
    publisher.publish(structs.replace(SMALL, services=services))

    said = page(publisher).words

    for title in ("Muuttuneet puhelinnumerot", "Uudet", "Muuttuneet tiedot", "Poistuneet"):
        assert title in said
    for words in ("Ändrade telefonnummer", "Nya", "Ändrade uppgifter", "Borttagna"):
        assert words in said
    assert said.index("Ystävätoiminta Perho") < said.index("000 999 999") < said.index("Aivan uusi")
    assert any(one.startswith("000 200 001") for one in said)
    assert {"Katkaisuhoito", "Avgiftning", "Uusi kuvaus"} <= set(said)
    assert said.index("Julkaisu 8, 5.11.2026") < said.index("Julkaisu 7, 4.11.2026")
    assert "Tämä on ensimmäinen julkaisu. 12 palvelua, 5 organisaatiota." in said


def test_the_page_of_changes_runs_and_loads_nothing(publisher: Publisher) -> None:
    evil = '</article><script>alert(1)</script><img src=x onerror="alert(1)"> & " \''
    publisher.publish()
    publisher.publish(renamed(evil))
    publisher.publish(structs.replace(SMALL, services=SMALL.services[1:]))
    seen = page(publisher)
    assert {tag for tag, _ in seen.tags}.isdisjoint({"script", "img", "iframe", "link", "object", "form"})
    assert not [name for _, attributes in seen.tags for name in attributes if name.startswith("on")]
    assert evil in seen.words
    policy = [one for tag, one in seen.tags if tag == "meta" and "http-equiv" in one]
    assert policy[0]["content"] == "default-src 'none'; style-src 'unsafe-inline'"


def test_the_page_of_changes_names_its_languages_for_a_screen_reader(publisher: Publisher) -> None:
    publisher.publish()
    seen = page(publisher)
    assert seen.tags[0] == ("html", {"lang": "fi"})
    assert [one["lang"] for tag, one in seen.tags if tag == "section"] == ["fi", "sv"]
    assert all(one.get("scope") in {"col", "row"} for tag, one in seen.tags if tag == "th")


def test_the_page_of_changes_keeps_the_last_ten_publications(publisher: Publisher) -> None:
    for number in range(13):
        publisher.publish(renamed(f"Nimi {number}"))
    ids = [one["id"] for tag, one in page(publisher).tags if tag == "article"]
    numbers = range(SMALL.sequence + 12, SMALL.sequence + 2, -1)
    assert ids == [f"{language}-{number}" for language in ("fi", "sv") for number in numbers]


def test_a_shelters_place_is_not_told_on_the_page(publisher: Publisher) -> None:
    publisher.publish()
    moved = [
        structs.replace(one, village="Salainen kylä") if one.name == "Turvakoti (esimerkki)" else one
        for one in SMALL.locations
    ]
    publisher.publish(structs.replace(SMALL, locations=moved))
    said = page(publisher).words
    assert "Salainen kylä" not in said
    assert "Mikään ihmisten luettavaksi tarkoitettu tieto ei muuttunut." in said


@pytest.mark.parametrize("fate", ["shelter ended", "no longer hidden", "now hidden"])
def test_a_shelters_place_is_not_told_when_the_shelter_itself_changes(fate: str) -> None:
    hidden = {
        link.location_id for one in SMALL.services if one.hide_address for link in one.service_at_locations
    }
    opened = [structs.replace(one, hide_address=False) for one in SMALL.services]
    ended = [one for one in SMALL.services if not one.hide_address]
    moved = [structs.replace(one, village="Salainen kylä") for one in SMALL.locations]
    later = structs.replace(SMALL, locations=moved, services=ended if fate == "shelter ended" else opened)
    pair = (later, SMALL) if fate == "now hidden" else (SMALL, later)
    found = changes.compare(*pair, "fi")
    names = {str(one.name) for one in SMALL.locations if one.id in hidden}

    assert names
    assert not names & {entry.name for entry in found.changed if entry.section == "locations"}
    assert not names & {*found.gone["locations"], *found.new["locations"]}


WHOSE = ("--title", "Testin palvelut", "--publisher", "Testijulkaisija", "--email", "palaute@testi.invalid")


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str, lines: str = PASSPHRASE) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{lines}\n"))
    return cli.main(["catalogue", *arguments, "--passphrase-stdin"])


def test_the_commands_lead_from_a_file_to_a_desktop(
    tmp_path: Path, cheap_keys: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OHJAUS_MACHINE_SETTINGS", str(tmp_path / "none.json"))
    Path("services.json").write_bytes(document.write(SMALL))
    both = ("pub", "--keys", "keys")

    assert run(monkeypatch, "init", *both, *WHOSE) == 0
    said = capsys.readouterr().out
    assert str(Path("pub", "root.json")) in said
    assert "ohjaus catalogue publish HAKEMISTO pub --keys keys" in said
    assert run(monkeypatch, "publish", "services.json", *both) == 0
    assert "Julkaistu numerolla 1." in capsys.readouterr().out
    assert run(monkeypatch, "publish", "services.json", *both) == 0
    assert "Mikään ei ole muuttunut numeron 1 jälkeen" in capsys.readouterr().out
    assert run(monkeypatch, "publish", "services.json", *both, "--json") == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["sequence"], facts["same"], facts["warnings"]) == (1, True, [])
    assert run(monkeypatch, "refresh", *both) == 0
    assert "voimassa" in capsys.readouterr().out
    assert run(monkeypatch, "rotate", *both, "--new", "publishing") == 0
    old = capsys.readouterr().out.rsplit(": ", 1)[1].strip()
    assert run(monkeypatch, "passphrase", old, lines=f"{PASSPHRASE}\nuusi pitkä tunnuslause") == 0
    assert run(monkeypatch, "refresh", *both, lines="väärä väärä väärä") == 1
    assert "Tunnuslause ei avaa avainta publishing-" in capsys.readouterr().err
    trusted = Trust.load(Path("pub/root.json"), tmp_path / "trust")
    assert trusted.fetch("pub", at=state.read(Path("pub")).expires - timedelta(days=399)).data


@pytest.fixture
def prepared(tmp_path: Path, cheap_keys: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A coordinator in a folder with a catalogue, who publishes it in November."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OHJAUS_MACHINE_SETTINGS", str(tmp_path / "none.json"))
    Path("services.json").write_bytes(document.write(SMALL))
    with time_machine.travel(AT, tick=False):
        assert run(monkeypatch, "init", "pub", "--keys", "keys", *WHOSE) == 0
        assert run(monkeypatch, "publish", "services.json", "pub", "--keys", "keys") == 0


@pytest.mark.usefixtures("prepared")
def test_who_begins_again_with_the_same_keys_is_told_what_desktops_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "alusta" not in capsys.readouterr().out
    assert run(monkeypatch, "init", "again", "--keys", "keys", *WHOSE) == 0
    assert "kopioi julkaisukansio takaisin verkkopalvelimelta" in capsys.readouterr().out


@pytest.mark.usefixtures("prepared")
def test_a_coordinator_is_warned_in_time(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    again = ("publish", "services.json", "pub", "--keys", "keys")
    for days, warned in ((339, False), (341, True)):
        capsys.readouterr()
        with time_machine.travel(AT + timedelta(days=days), tick=False):
            assert run(monkeypatch, *again) == 0
        assert ("Allekirjoitus on voimassa 8.12.2027 asti" in capsys.readouterr().out) is warned
    with time_machine.travel(AT + timedelta(days=341), tick=False):
        assert run(monkeypatch, "refresh", "pub", "--keys", "keys") == 0
        assert "voimassa 13.11.2028 asti" in capsys.readouterr().out
        assert run(monkeypatch, *again) == 0
        assert "asti" not in capsys.readouterr().out


@pytest.mark.usefixtures("prepared")
def test_a_person_is_asked_for_passphrases(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (key,) = Path("keys").glob("publishing-*.pem")
    asked: list[str] = []

    def typing(*words: str) -> None:
        answers = iter(words)

        def answer(question: str) -> str:
            asked.append(question)
            if (word := next(answers, None)) is None:
                raise EOFError
            return word

        monkeypatch.setattr("getpass.getpass", answer)

    typing(PASSPHRASE, "kolme pitkää sanaa", "neljä pitkää sanaa")
    assert cli.main(["catalogue", "passphrase", str(key)]) == 1
    assert "Tunnuslauseet eivät ole samat" in capsys.readouterr().err
    typing(PASSPHRASE, "kolme pitkää sanaa", "kolme pitkää sanaa")
    assert cli.main(["catalogue", "passphrase", str(key)]) == 0
    assert asked[-3:] == [
        f"Avaimen {key.name} tunnuslause: ",
        "Uusi tunnuslause: ",
        "Uusi tunnuslause toisen kerran: ",
    ]
    typing("kolme pitkää sanaa")
    assert cli.main(["catalogue", "refresh", "pub", "--keys", "keys"]) == 0
    typing()
    assert cli.main(["catalogue", "refresh", "pub", "--keys", "keys"]) == 1
    assert "Tunnuslausetta ei annettu" in capsys.readouterr().err


def test_nothing_is_half_published_on_a_full_disk(publisher: Publisher, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 2) as disk:
        shutil.copytree(publisher.folder, disk.folder / "published")
        publisher.folder = disk.folder / "published"
        look = reader(publisher, tmp_path)
        publisher.publish()
        disk.fill()
        with pytest.raises(KnownError, match="levy on täynnä"):
            publisher.publish(renamed("Toinen"))
        assert look() == SMALL.sequence
        disk.make_room()
        publisher.publish(renamed("Toinen"))
        assert look() == SMALL.sequence + 1
