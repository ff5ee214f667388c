"""One address leads to all files of a published folder, however people write it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ohjaus_desktop.catalogue import source
from ohjaus_desktop.catalogue.address import beside, is_flat, normal, path_of
from ohjaus_desktop.catalogue.fetched import SourceFailed

WEB = {
    "https://a.invalid/palvelut/catalogue.json": "https://a.invalid/palvelut/catalogue.json",
    "  https://a.invalid/palvelut/catalogue.json\n": "https://a.invalid/palvelut/catalogue.json",
    "https://a.invalid/palvelut/": "https://a.invalid/palvelut/catalogue.json",
    "https://a.invalid/palvelut": "https://a.invalid/palvelut/catalogue.json",
    "https://a.invalid": "https://a.invalid/catalogue.json",
    "https://a.invalid/": "https://a.invalid/catalogue.json",
    "https://a.invalid/?token=x": "https://a.invalid/catalogue.json?token=x",
    "https://a.invalid/v1.2/": "https://a.invalid/v1.2/catalogue.json",
    "https://a.invalid/haku?id=7": "https://a.invalid/haku?id=7",
    "https://a.invalid/muu.json#top": "https://a.invalid/muu.json",
    "HTTPS://a.invalid/x.json": "https://a.invalid/x.json",
    "http://127.0.0.1:8000/x.json": "http://127.0.0.1:8000/x.json",
}


@pytest.mark.parametrize("written", WEB)
def test_a_web_address_is_that_of_the_folder_or_of_the_file(written: str):
    assert normal(written) == WEB[written]
    assert normal(normal(written)) == normal(written)


def test_a_file_lies_beside_the_one_that_is_addressed():
    assert beside(normal("https://a.invalid/p/"), "1.root.json") == "https://a.invalid/p/1.root.json"
    assert beside("https://a.invalid/p/muu.json", "timestamp.json") == "https://a.invalid/p/timestamp.json"
    assert beside("https://a.invalid/p/muu.json", "") == "https://a.invalid/p/muu.json"


def test_what_opens_the_folder_opens_every_file_of_it():
    signed = "https://a.invalid/p/catalogue.json?token=a%2Fb&x=1"
    assert beside(signed, "timestamp.json") == "https://a.invalid/p/timestamp.json?token=a%2Fb&x=1"


def test_letters_of_every_language_may_stand_in_an_address():
    assert beside("https://käyttö.invalid/å ä/ö.json", "") == "https://xn--kytt-loa5i.invalid/å ä/ö.json"
    assert beside("https://a.invalid/x.json", "å ä%.json") == "https://a.invalid/%C3%A5%20%C3%A4%25.json"


@pytest.mark.parametrize(
    "address",
    [
        "http://[::1/",
        "https://",
        "https:///catalogue.json",
        "https://a.invalid:99999/",
        f"https://{'ä' * 70}.fi",
    ],
)
def test_an_address_that_no_server_can_have_is_said(address: str):
    with pytest.raises(SourceFailed):
        source.normal(address)
    with pytest.raises(SourceFailed), source.opened(address):
        pytest.fail("nothing can be read there")


def test_the_sentence_does_not_show_what_opens_the_folder():
    with pytest.raises(SourceFailed) as refused:
        source.normal("https://[::1/?token=salaisuus")
    assert "salaisuus" not in refused.value.what


@pytest.mark.parametrize("name", ["å ä ö.json", "100 %.json", "a#b.json", "a?b.json"])
def test_a_path_and_its_file_address_are_the_same(tmp_path: Path, name: str):
    file = tmp_path / name
    assert path_of(str(file)) == file
    assert path_of(file.as_uri()) == file
    assert path_of(f'"{file}"') == file  # Windows: "Copy as path"
    assert path_of(f" {file}\n") == file
    assert path_of(file.as_uri().replace("file:///", "file://localhost/")) == file


def test_a_folder_on_the_disk_leads_to_the_catalogue_in_it(tmp_path: Path):
    assert normal(str(tmp_path)) == normal(tmp_path.as_uri()) == str(tmp_path / "catalogue.json")
    assert normal(str(tmp_path / "muu.json")) == str(tmp_path / "muu.json")


def test_a_path_in_the_home_folder_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert path_of("~/palvelut.json") == tmp_path / "palvelut.json"


@pytest.mark.skipif(os.name != "nt", reason="only Windows knows network paths")
def test_a_network_path_is_a_path():
    share = Path(r"\\palvelin\jako\å ä\catalogue.json")
    assert path_of(str(share)) == share
    assert path_of("file://palvelin/jako/%C3%A5%20%C3%A4/catalogue.json") == share


@pytest.mark.skipif(os.name == "nt", reason="Windows knows network paths")
def test_a_network_path_on_another_system_is_a_file_that_is_not_there():
    for address in (r"\\palvelin\jako\catalogue.json", "file://palvelin/jako/catalogue.json"):
        with pytest.raises(SourceFailed):
            source.fetch(address)


@pytest.mark.parametrize("path", ["x" * 5000, "a\0b", "~nobody-of-this-name/x.json"])
def test_a_path_that_cannot_be_is_said(path: str):
    with pytest.raises(SourceFailed):
        source.fetch(path)


def test_a_name_stays_in_its_folder():
    assert all(is_flat(name) for name in ("1.root.json", "å ä.json", "..x", ""))
    assert not any(is_flat(name) for name in ("..", ".", "a/b", "a\\b", "C:x", "a\0b", "../x"))
