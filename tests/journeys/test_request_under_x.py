"""The contact request in the real program on a real screen: keys counted, killed, restarted, keyring lost."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from documents.paper import read
from journeys.real_program import Program, desktop_that_locks, keyring_session, wait, x_screen
from journeys.requester import MATTER, NAME, PHONE
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.register import journal, referrals
from ohjaus_desktop.register.model import Draft, Referral
from ohjaus_desktop.register.model import Worker as By
from ohjaus_desktop.register.store import Register
from ohjaus_desktop.register.vault import Vault
from ohjaus_desktop.workplace import now

pytestmark = pytest.mark.xvfb

WORDS = "kaksi punaista omenaa pihalla"
LONG = "Toivoo apua kaupassa ja pihalla."
ME = By("Maija")


@dataclass
class Story:
    """What was seen of the real program on one day.

    keys, seconds: by what was done. papers: what each saved PDF says.
    """

    keys: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)
    routes: list[str] = field(default_factory=list)
    requests: list[Referral] = field(default_factory=list)
    typed: list[tuple[float, str]] = field(default_factory=list)
    killed_at: float = 0.0
    drafts: dict[str, list[Draft]] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    def measure(self, name: str, program: Program, deed: Callable[[], object]) -> None:
        """Do something, and note what it cost."""
        keys, began = program.keys_pressed, time.monotonic()
        deed()
        self.keys[name] = program.keys_pressed - keys
        self.seconds[name] = round(time.monotonic() - began, 1)


@dataclass
class Desk:
    """A screen, a data folder, and one run of the program after the other."""

    environment: Mapping[str, str]
    folder: Path
    story: Story
    runs: int = 0

    @property
    def data(self) -> DataFolder:
        return DataFolder(self.folder / "data")

    def start(self) -> Program:
        self.runs += 1
        return Program(self.environment, self.data.root, self.folder / f"said-{self.runs}")

    def end(self, program: Program) -> None:
        program.kill()
        self.story.said.append(program.said)

    def opened(self) -> Register:
        return Vault(self.data.register, keyring=None).open_with_words(WORDS)


def find(program: Program) -> None:
    """A service of which nobody knows when it answers: calling together comes first at any hour."""
    program.press("ctrl+n")
    program.type("edullinen arkiruoka")
    program.press("ctrl+1")
    program.rest()


def write(program: Program) -> None:
    """Everything that the commonest request needs, once its form is asked for."""
    program.press("ctrl+l", "Return", "k", "k", "e")
    program.type(NAME)
    program.press("Return")
    program.type(PHONE)
    program.press("Return")
    program.type(MATTER)


def by_call(program: Program, paper: Path) -> None:
    write(program)
    program.press("ctrl+Return")
    program.rest()
    program.press("1", "Return")
    program.rest()
    program.save_pdf(paper)


def by_letter(program: Program, paper: Path) -> None:
    write(program)
    program.press("Tab", "3", "k", "ctrl+Return")
    program.rest()
    program.save_pdf(paper)


def by_mail(program: Program, paper: Path) -> None:
    write(program)
    program.press("Tab", "2", "k", "ctrl+Return")
    program.rest()
    program.press("1", "2", "Return")
    program.rest()
    program.save_pdf(paper)


def set_up_with_words(program: Program) -> None:
    program.press("ctrl+l")
    program.rest()
    for _ in range(2):
        program.type(WORDS)
        program.press("Return")
    program.rest()
    program.press("Escape")  # the recovery code: later
    program.rest()


def type_until_killed(desk: Desk, program: Program) -> None:
    """Somebody types and the power goes, in the middle of a word."""
    find(program)
    program.press("ctrl+l", "Return", "k", "k", "e")
    program.type(NAME)
    program.press("Return")
    program.type(PHONE)
    program.press("Return")
    program.rest()
    for letter in LONG:
        program.type(letter)
        desk.story.typed.append((time.monotonic(), letter))
    desk.story.killed_at = time.monotonic()
    program.kill()


def unlock_and_go_on(program: Program) -> None:
    """After the restart: the same service once more; the form offers what was begun, and is complete."""
    program.press("ctrl+l")
    program.rest()
    program.type(WORDS)
    program.press("Return")
    program.rest()
    program.press("shift+Tab", "Return")
    program.rest()
    program.press("Return")
    program.rest()


def type_and_quit(program: Program) -> None:
    """Ctrl+Q while the last letter is not yet on the disk."""
    find(program)
    program.press("ctrl+l", "Return", "k", "k", "e")
    program.type(NAME, delay_ms=1)
    program.quit()


def look(desk: Desk, name: str) -> None:
    with closing(desk.opened()) as register:
        desk.story.drafts[name] = list(referrals.drafts(register, by=ME))


def look_at_requests(desk: Desk) -> None:
    with closing(desk.opened()) as register:
        rows = referrals.listing(register, which="all", on=now().date(), by=ME).rows
        kept = [referrals.load(register, row.referral_id, by=ME, at=now()) for row in rows]
        desk.story.requests = sorted(kept, key=lambda one: one.made_at)
        given = journal.report(register, [one.id for one in kept], by=ME, at=now()).disclosures
        desk.story.routes = [one.route for one in sorted(given, key=lambda one: one.at) if one.recipient_id]


@pytest.fixture(scope="module")
def begin(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Makes folders with a data folder for a worker in Perho."""

    def made() -> Path:
        folder = tmp_path_factory.mktemp("x")
        (folder / "data").mkdir()
        for one in example_data.iterdir():
            if one.is_file():
                shutil.copyfile(one, folder / "data" / one.name)
        chosen = {"worker": ME.name, "home_municipality": "584", "service_point": "Testipiste"}
        (folder / "data" / "settings.json").write_text(json.dumps(chosen))
        return folder

    return made


@pytest.fixture(scope="module")
def day(begin: Callable[[], Path]) -> Story:
    """A machine without a keyring: set up, three requests, killed while typing, restarted, quit."""
    folder, story = begin(), Story()
    with x_screen(folder / "home") as environment:
        desk = Desk(environment, folder, story)
        program = desk.start()
        try:
            find(program)
            story.measure("set-up", program, lambda: set_up_with_words(program))
            program.press("Escape")
            for name, way in (("call", by_call), ("letter", by_letter), ("mail", by_mail)):
                find(program)
                paper = folder / f"{name}.pdf"
                story.measure(name, program, lambda way=way, paper=paper: way(program, paper))
                story.papers[name] = read(paper.read_bytes())
            type_until_killed(desk, program)
            look(desk, "killed")
            desk.end(program)
            program = desk.start()
            find(program)
            story.measure("after a crash", program, lambda: unlock_and_go_on(program))
            type_and_quit(program)
            look(desk, "quit")
            look_at_requests(desk)
        finally:
            desk.end(program)
    return story


@pytest.fixture(scope="module")
def with_keyring(begin: Callable[[], Path]) -> Story:
    """A machine with a keyring: set up, restarted, the key lost, brought back with the code."""
    folder, story = begin(), Story()
    with x_screen(folder / "home") as screen, keyring_session(screen) as environment:
        desk = Desk(environment, folder, story)
        register = str(desk.data.register)

        def hand(*words: str) -> str:
            script = str(Path(__file__).with_name("keyring_hand.py"))
            command = [sys.executable, script, *words]
            return subprocess.run(
                command, env=environment, stdout=subprocess.PIPE, text=True, check=True
            ).stdout.strip()

        def ask(program: Program, name: str) -> None:
            find(program)
            story.measure(name, program, lambda: (program.press("ctrl+l"), program.rest()))

        program = desk.start()
        try:
            ask(program, "set-up")
            program.press("Return", "k", "k", "e")
            program.type(NAME, delay_ms=1)
            program.quit()
            desk.end(program)
            story.found["code"] = code = hand("code", register)
            with desktop_that_locks(environment) as lock:
                program = desk.start()
                ask(program, "restart")
                program.press("shift+Tab", "Return")
                program.rest()
                program.type(PHONE, delay_ms=1)
                program.rest()
                written = desk.data.register / "register.sqlite-wal"
                story.found["open before"] = str(written.exists())
                lock()
                wait(lambda: not written.exists(), "the system's lock closes the client data")
                program.rest()
                story.measure("unlocked", program, lambda: (program.press("Return"), program.rest()))
                story.found["open after"] = str(written.exists())
                program.quit()
                desk.end(program)
            hand("lose")
            story.found["lost"] = hand("opens", register)
            program = desk.start()
            ask(program, "lost")

            def bring_back() -> None:
                program.type(code)
                program.press("Return")
                program.rest()

            story.measure("brought back", program, bring_back)
            program.press("shift+Tab", "Return")
            program.rest()
            program.type(MATTER, delay_ms=1)
            program.quit()
            story.found["healed"] = hand("opens", register)
            by_code = Vault(desk.data.register, keyring=None).open_with_words(code)
            with closing(by_code):
                story.drafts["all"] = list(referrals.drafts(by_code, by=ME))
        finally:
            desk.end(program)
    return story


@pytest.mark.parametrize(("way", "keys"), [("call", 12), ("letter", 13), ("mail", 14 + 2)])
def test_few_keys_lead_from_the_key_to_a_saved_request_and_a_pdf_file(
    day: Story, way: str, keys: int
) -> None:
    """One more than to a printer, for a file has a name; protected mail has two pieces to copy."""
    assert day.keys[way] == keys


def test_what_was_typed_in_the_real_window_is_kept_and_on_the_paper(day: Story) -> None:
    made = day.requests[:3]
    assert [one.client.name for one in made] == [NAME] * 3
    assert [one.client.phone for one in made] == [PHONE] * 3
    assert [one.recipients[0].matter.matter for one in made] == [MATTER] * 3
    for one, paper in zip(made, day.papers.values(), strict=True):
        assert one.case_number in paper
        assert "Ohjeet sinulle" in paper
        assert MATTER in paper
    assert PHONE in day.papers["letter"]


def test_every_way_is_in_the_log_of_what_was_given(day: Story) -> None:
    assert day.routes == ["joint_call", "letter", "protected_mail"]


def test_the_first_set_up_takes_four_keys_and_a_passphrase_without_a_keyring(day: Story) -> None:
    assert day.keys["set-up"] == 4


def test_a_kill_costs_at_most_the_last_second_of_typing(day: Story) -> None:
    (draft,) = day.drafts["killed"]
    assert (draft.content.client.name, draft.content.client.phone) == (NAME, PHONE)
    kept = draft.content.matters[0].matter
    certain = [letter for at, letter in day.typed if at < day.killed_at - 1]
    assert LONG.startswith(kept)
    assert len(kept) >= len("".join(certain).strip())


def test_after_the_kill_five_keys_bring_the_form_back_and_save_it(day: Story) -> None:
    assert day.keys["after a crash"] == 5
    (before,) = day.drafts["killed"]
    assert day.requests[-1].recipients[0].matter.matter == before.content.matters[0].matter


def test_quitting_right_after_typing_keeps_every_letter(day: Story) -> None:
    (draft,) = day.drafts["quit"]
    assert draft.content.client.name == NAME


def test_a_keyring_sets_the_client_data_up_and_opens_it_without_a_key_more(with_keyring: Story) -> None:
    assert with_keyring.keys["set-up"] == with_keyring.keys["restart"] == 1


def test_the_systems_own_lock_closes_the_client_data_and_one_key_opens_it(with_keyring: Story) -> None:
    assert with_keyring.found["open before"] == with_keyring.found["open after"] == "True"
    assert with_keyring.keys["unlocked"] == 1


def test_a_lost_key_of_the_keyring_is_replaced_by_the_code(with_keyring: Story) -> None:
    assert with_keyring.found["lost"] == "no"
    assert with_keyring.keys["brought back"] == 1
    assert with_keyring.found["healed"] == "yes"
    (draft,) = with_keyring.drafts["all"]
    assert (draft.content.client.name, draft.content.client.phone) == (NAME, PHONE)
    assert draft.content.matters[0].matter == MATTER


def test_the_real_program_says_nothing_on_its_error_stream(day: Story, with_keyring: Story) -> None:
    assert "".join((*day.said, *with_keyring.said)) == ""


def test_the_machine_leaves_the_half_minute_to_the_people(day: Story, with_keyring: Story) -> None:
    """Two or three seconds on a desk; a loaded build machine may take ten times as long."""
    assert all(day.seconds[way] < 30 for way in ("call", "letter", "mail"))
    assert with_keyring.seconds["set-up"] < 30
