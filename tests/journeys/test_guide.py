"""The guide of a publisher works as it is written: its commands are taken from its own text."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from journeys.secretary import fill
from ohjaus_desktop import cli, paths
from ohjaus_desktop.texts import LANGUAGES
from served_folder import served
from terminal import Terminal

PASSPHRASE = "neljä sanaa ilman järkeä"
ANSWERS = {
    "Hakemiston nimi": "Laakson palvelut",
    "Julkaisija": "Keksitty jokilaakso",
    "Sähköpostiosoite": "palaute@laakso.invalid",
    "lause": PASSPHRASE,
}


def guide(language: str) -> str:
    return paths.resource("help", language, "publishing.md").read_text(encoding="utf-8")


def blocks(words: str) -> list[tuple[str, str]]:
    """Kind and text of each fenced block."""
    return re.findall(r"^```(\w*)\n(.+?)^```", words, re.MULTILINE | re.DOTALL)


def commands(words: str) -> list[str]:
    return [line for kind, block in blocks(words) if not kind for line in block.splitlines()]


def first_part(words: str) -> str:
    return words.split("\n## ")[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_of_the_guide_exists(language: str) -> None:
    for command in commands(guide(language)):
        program, *words = shlex.split(command)
        assert program == "ohjaus"
        cli._parser().parse_args(words)


def test_the_guide_gives_the_same_commands_in_every_language() -> None:
    assert blocks(guide("fi")) == blocks(guide("sv")) == blocks(guide("en"))


def test_whoever_follows_the_first_part_word_by_word_gets_there(tmp_path: Path) -> None:
    """Six services of two associations, one of them corrected afterwards; no step is left out."""
    machine = tmp_path / "machine.json"
    terminal = Terminal(tmp_path / "work", tmp_path / "home", machine)
    sheet, public = terminal.folder / "palvelut.xlsx", terminal.folder / "julkaisu"
    said: list[tuple[str, str]] = []
    public.mkdir()
    with served(public) as address:
        for kind, block in blocks(first_part(guide("fi"))):
            if kind == "json":
                settings = json.loads(block)
                assert settings["locked"].keys() == {"catalogue_address", "trusted_root"}
                settings["locked"] = {"catalogue_address": address, "trusted_root": str(public / "root.json")}
                machine.write_text(json.dumps(settings), encoding="utf-8")
                continue
            if said and said[-1][0] == "ohjaus sync --status":
                fill(sheet, debt="000 999 9999")
            for command in block.splitlines():
                said.append((command, terminal.run(command, ANSWERS)))
                if " template " in command:
                    fill(sheet, careless=True)
                elif " import-sheet " in command and "Perhoo" in said[-1][1]:
                    fill(sheet)
                    said.append((command, terminal.run(command, ANSWERS)))
        last = terminal.run("ohjaus sync")
    by_command = dict(reversed(said))
    assert (
        "Tarkoititko: Perho?" in by_command["ohjaus catalogue import-sheet palvelut.xlsx --out palvelut.json"]
    )
    assert "Julkaistu numerolla 1." in "".join(words for _, words in said)
    assert "Julkaistu numerolla 2." in "".join(words for _, words in said)
    assert "6 uutta" in by_command["ohjaus sync"]
    status = by_command["ohjaus sync --status"]
    assert "verified: True" in status
    assert "title: Laakson palvelut" in status
    assert "publisher: Keksitty jokilaakso" in status
    assert "0 uutta, 1 muuttunut, 0 poistunutta" in last
    assert "000 999 9999" in (public / "changes.html").read_text(encoding="utf-8")
