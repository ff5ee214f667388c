"""How fast is the list of requests with ten thousand of them, beside the raw query?

    python tests/benchmarks/register.py [REQUESTS]
    python tests/benchmarks/register.py [REQUESTS] --window   the page Pyynnöt, from the key to the picture

Milliseconds from the question to finished rows, in an encrypted register on the disk; beside them the
barest query on the same connection that brings the same rows. Goal: 50 at p95.
"""

from __future__ import annotations

import argparse
import random
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

PROJECT = Path(__file__).parents[2]
sys.path[:0] = [str(PROJECT / "src"), str(PROJECT / "tests")]

from msgspec import structs  # noqa: E402

import invented_requests as invented  # noqa: E402
from ohjaus_desktop.register import follow_up, referrals, writing  # noqa: E402
from ohjaus_desktop.register.making import make  # noqa: E402
from ohjaus_desktop.register.model import Row, Snapshot  # noqa: E402
from ohjaus_desktop.register.moves import moved  # noqa: E402
from ohjaus_desktop.register.store import Register  # noqa: E402
from small_catalogue import small_catalogue  # noqa: E402

REQUESTS = 10_000
GOAL = 50.0
"""Milliseconds at p95: a list that follows the letters."""
NOW = invented.MONDAY
TYPED = ("malliainen 7", "keksitty aino", "000 4321", "talousneuvonta", "26-k7q", "ljusa stigen", "zzz")

_FIRST = ("Malli", "Testi", "Esimerkki", "Keksitty", "Kuviteltu", "Mallu", "Tekaistu", "Olematon")
_LAST = ("Malliainen", "Esimerkkinen", "Testinen", "Keksimä", "Kuvitelma", "Påhitt", "Åexempel", "Östest")


def main() -> None:
    """As many requests as were asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("requests", nargs="?", type=int, default=REQUESTS)
    parser.add_argument("--window", action="store_true", help="the page Pyynnöt in the window")
    options = parser.parse_args()
    if options.window:
        window(options.requests)
    else:
        table(options.requests)


def window(size: int) -> None:
    """The page Pyynnöt, from the key to the picture."""
    import requests_window

    requests_window.table(fill, size, TYPED)


def table(size: int) -> None:
    """Fill a register and print one table."""
    print(f"| {size} requests | ours p50 | ours p95 | raw p50 | raw p95 |\n| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path, key = Path(folder) / "register.sqlite", secrets.token_bytes(32)
        register = Register(path, key, "benchmark", new=True)
        fill(register, size, snapshots())
        register.close()
        register = Register(path, key, "benchmark")
        measure(register)
        register.close()


def snapshots() -> list[Snapshot]:
    """Services that take requests."""
    services = [one for one in small_catalogue().services if not one.statutory_intake]
    return [invented.kept(service) for service in services if service.status == "active"]


def fill(register: Register, size: int, services: Sequence[Snapshot]) -> None:
    """Invented requests of three years to these services, most of them closed."""
    chance = random.Random(3)
    with register.begin() as connection:
        for number in range(size):
            at = NOW - timedelta(minutes=number * 150)
            name = f"{chance.choice(_FIRST)} {chance.choice(_LAST)} {number % 97}"
            phone = f"000 {chance.randrange(10**7):07}"
            matter = invented.matter(chance.choice(services), at=at)
            made = make(
                invented.draft(matter, of=invented.client(name, phone), name=str(number), at=at),
                by=invented.WORKER,
                at=at,
            )
            if number > size // 20:
                closed = [
                    moved(one, "completed", by=invented.WORKER, at=at + timedelta(days=9))
                    for one in made.recipients
                ]
                made = structs.replace(made, recipients=tuple(closed))
            unique = f"{made.case_number[:2]}-{number:05}-X"  # ten thousand a year outgrow the real ones
            writing.add(connection, structs.replace(made, case_number=unique))


def measure(register: Register) -> None:
    """Opening each list, every letter of some searches, opening a request, noting an outcome."""
    by, on = invented.WORKER, NOW.date()

    def ask(words: str, which: str) -> Callable[[], object]:
        return lambda: referrals.listing(register, words, which=which, on=on, by=by)

    def raw(statement: str, *given: str) -> Callable[[], object]:
        def run() -> object:
            with register.begin() as connection:
                return connection.exec_driver_sql(statement, given).fetchall()

        return run

    columns = "SELECT referral.*, recipient.* FROM recipient JOIN referral ON referral.id = referral_id"
    cold = timed(ask("", "all"))
    print(f"| first list after opening the file | {cold:.1f} | | | |")
    for what, which, clause in (
        ("the whole list", "all", "ORDER BY requested_at DESC LIMIT 200"),
        ("what waits", "waiting", "WHERE due_on IS NOT NULL ORDER BY due_on LIMIT 200"),
        ("what is due", "due", f"WHERE due_on <= '{on}' ORDER BY due_on LIMIT 200"),
    ):
        report(what, [ask("", which)] * 100, [raw(f"{columns} {clause}")] * 100)
    letters = [typed[:end] for typed in TYPED for end in range(1, len(typed) + 1)]
    like = f"{columns} WHERE search LIKE ? OR search_client LIKE ? ORDER BY requested_at DESC LIMIT 200"
    report(
        "a keystroke of a search",
        [ask(words, "all") for words in letters],
        [raw(like, f"%{words}%", f"%{words}%") for words in letters],
    )
    waiting = referrals.listing(register, which="waiting", on=on, by=by).rows[:100]
    moments = iter(NOW + timedelta(seconds=n) for n in range(10**6))
    report(
        "opening a request",
        [
            lambda row=row: referrals.load(register, row.referral_id, by=by, at=next(moments))
            for row in waiting
        ],
        [raw(f"{columns} WHERE referral.id = ?", row.referral_id) for row in waiting],
    )
    report(
        "noting an outcome", [lambda row=row: outcome(register, row, next(moments)) for row in waiting], []
    )


def outcome(register: Register, row: Row, at: datetime) -> None:
    """The client has not been reached."""
    ids = (row.referral_id, row.recipient_id)
    follow_up.note_outcome(register, *ids, "not_reached", by=invented.WORKER, at=at)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that it takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def report(what: str, ours: list[Callable[[], object]], bare: list[Callable[[], object]]) -> None:
    """One row: both taken in turns, so that whatever else the machine does touches both."""
    pairs = [(timed(one), timed(bare[n]) if bare else None) for n, one in enumerate(ours)]
    mine = sorted(one for one, _ in pairs)
    other = sorted(one for _, one in pairs if one is not None)
    cells = [quantile(mine, 0.5), quantile(mine, 0.95)]
    cells += [quantile(other, 0.5), quantile(other, 0.95)] if other else ["", ""]
    over = "" if float(cells[1]) < GOAL else f" (goal < {GOAL:.0f} ms)"
    print(f"| {what}{over} | {' | '.join(cells)} |", flush=True)


def quantile(values: list[float], share: float) -> str:
    """The value under which a share of them lies, in ms."""
    return f"{values[min(len(values) - 1, int(share * len(values)))]:.1f}"


if __name__ == "__main__":
    main()
