"""Kill a publisher at many moments: whoever reads the folder must find one publication whole.

``python tests/crash/kill_during_publish.py [KILLS]`` (300 unless told) is the full run; pytest runs
a short sample. The child publishes, renews and changes keys without a pause until it is killed; a
desktop that has followed from the first root then reads the folder, and the next publish completes it.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

if __name__ == "__main__":
    PROJECT = Path(__file__).parents[2]
    sys.path[:0] = [str(PROJECT / "src"), str(PROJECT / "tests")]

from ohjaus_desktop.catalogue import document, trust
from ohjaus_desktop.catalogue.trust import Trust
from ohjaus_desktop.publishing.repository import keys as key_files
from ohjaus_desktop.publishing.repository import state
from publisher import AT, Publisher, renamed

LEAST = 2
"""So many kills must have left something half done, else nothing was tried."""


def work(home: Path, at: datetime, seed: int) -> None:
    """Publish until killed."""
    choose = random.Random(seed)
    publisher = Publisher(home, begun_at=at)
    while True:
        # Few changes of keys: a desktop follows 256 of them from its first root.
        step = choose.choice(("publish",) * 9 + ("refresh", "refresh", "publishing", "root"))
        if step == "publish":
            publisher.publish(renamed(f"Nimi {choose.random()}", choose.randrange(12)))
        elif step == "refresh":
            publisher.refresh()
        else:
            publisher.rotate(step)


def kill(home: Path, at: datetime, seed: int, longest: float) -> None:
    """Let a child work and kill it at some moment, after ``longest`` seconds at most."""
    child = os.fork()
    if child == 0:
        try:
            work(home, at, seed)
        finally:
            os._exit(1)  # it has an error to tell: the parent sees that it was not killed
    time.sleep(random.Random(seed).uniform(0, longest))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise AssertionError("the publisher stopped by itself")


def in_the_middle(folder: Path) -> bool:
    """Whether something lies in the folder that its timestamp knows nothing of."""
    published = state.read(folder)
    newest = [name for name in folder.iterdir() if name.name.endswith((".unfinished", ".targets.json"))]
    known = published.targets.version if published.targets else 0
    plain = document.read((folder / "catalogue.json").read_bytes()).catalogue
    return plain.sequence > known or any(
        name.suffix == ".unfinished" or int(name.name.partition(".")[0]) > known for name in newest
    )


def main(kills: int) -> dict[str, int]:
    """Do it all; how many kills there were, how many of them left something half done, and the number."""
    key_files.MEMORY = 32
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary) / "publisher"
        publisher = Publisher(home)
        publisher.publish()
        began = time.monotonic()
        publisher.publish(renamed("Kuinka kauan"))
        longest = 4 * (time.monotonic() - began)
        desktop = Trust(publisher.root, Path(temporary) / "trust")
        middle = last = number = 0
        # Chance alone may hit no write in a short sample: then it goes on until it has.
        while number < kills or (middle < LEAST and number < 10 * kills):
            at = AT + timedelta(days=2)
            kill(home, at, number, longest)
            number += 1
            middle += in_the_middle(publisher.folder)
            seen = desktop.fetch(str(publisher.folder), at=at + timedelta(days=300))
            assert seen.signature
            assert seen.signature.sequence >= last
            assert seen.data
            assert document.read(seen.data).catalogue.sequence == seen.signature.sequence
            last = seen.signature.sequence
        done = Publisher(home, begun_at=AT + timedelta(days=2)).publish(renamed("Lopuksi"))
        seen = desktop.fetch(str(publisher.folder), at=AT + timedelta(days=300))
        assert seen.signature
        assert seen.signature.sequence == done.sequence
        assert seen.data == (publisher.folder / "catalogue.json").read_bytes()
        assert not in_the_middle(publisher.folder)
        assert not [*publisher.folder.glob("*.unfinished")]
        assert len([*publisher.folder.glob("*.gz")]) <= 2
        roots = trust.describe(publisher.root).version
    return {"kills": number, "in_the_middle": middle, "sequence": done.sequence, "roots": roots}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]) if sys.argv[1:] else 300)))
