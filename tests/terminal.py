"""Somebody at a terminal: types the commands of a guide and answers what is asked."""

from __future__ import annotations

import os
import select
import shlex
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"
LONGEST_S = 60


class Terminal:
    """A folder in which commands are given; the program keeps its data in ``home``.

    said: what the last command wrote, questions and errors among it.
    """

    def __init__(self, folder: Path, home: Path, machine_settings: Path) -> None:
        if os.name == "nt":
            pytest.skip("a terminal that a test can type at is a matter of POSIX systems")
        self.folder, self.said = folder, ""
        for each in (folder, home):
            each.mkdir(parents=True, exist_ok=True)
        self._environment = os.environ | {
            "PYTHONPATH": str(SOURCE),
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "data"),
            "OHJAUS_MACHINE_SETTINGS": str(machine_settings),
        }

    def run(self, command: str, answers: Mapping[str, str] | None = None) -> str:
        """Run a command as it stands in a guide; gives what it said.

        answers: words of a question → what is typed. Fails where the command does not end with 0.
        """
        code = self.try_(command, answers)
        assert code == 0, f"{command}\n{self.said}"
        return self.said

    def try_(self, command: str, answers: Mapping[str, str] | None = None) -> int:
        """The same, giving the exit code."""
        import pty

        program, *words = shlex.split(command)
        assert program == "ohjaus"
        ours, theirs = pty.openpty()
        running = subprocess.Popen(
            [sys.executable, "-m", "ohjaus_desktop", *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=self.folder,
            env=self._environment,
            start_new_session=True,  # no terminal of the test's own is asked for passphrases
        )
        os.close(theirs)
        try:
            self._talk(ours, answers or {})
            return running.wait(LONGEST_S)
        finally:
            os.close(ours)
            if running.poll() is None:
                running.kill()
                running.wait()

    def _talk(self, terminal: int, answers: Mapping[str, str]) -> None:
        self.said, until = "", time.monotonic() + LONGEST_S
        while select.select([terminal], [], [], max(0.0, until - time.monotonic()))[0]:
            try:
                piece = os.read(terminal, 65536)
            except OSError:  # Linux says so where the program has ended
                return
            if not piece:
                return
            self.said = (self.said + piece.decode(errors="replace")).replace("\r\n", "\n")
            question = self.said.rpartition("\n")[2]
            if question.endswith(": "):
                found = [answer for words, answer in answers.items() if words in question]
                assert found, f"nobody knows an answer to: {question}"
                os.write(terminal, f"{found[0]}\n".encode())
        pytest.fail(f"the command did not end: {self.said}")
