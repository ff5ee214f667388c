"""How a sync bears a large catalogue, beside the raw limit of the same rows in the same run.

    python tests/benchmarks/sync_scale.py [--services 100000]

Each row is a process of its own, so that its peak memory is its own. The raw limit is msgspec decoding
of the whole file, executemany and FTS5 of the same rows (``bare.py``): it checks, compares and keeps
nothing. Goals: full sync ≤ 2 times its time and ≤ 300 MB; unchanged: at most two small requests and the
database's file as it was. The services are the example's own under numbered names, each with a place,
in Finnish and without the rarer fields: 100,000 in full would pass the limit of 256 MB for a file.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

PROJECT = Path(__file__).parents[2]
sys.path[:0] = [str(PROJECT / "src"), str(PROJECT / "tests"), str(Path(__file__).parent)]

AT = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Helsinki"))
MEGABYTE = 1024 * 1024


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--services", type=int, default=100_000, metavar="N", help="how many (100000)")
    parser.add_argument("--job", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.job:
        print(json.dumps(JOBS[options.job[0]](*options.job[1:])))
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), options.services)


def measure(folder: Path, services: int) -> None:
    """Publish, sync in full, look again, sync one per cent."""
    first, second = folder / "first.json", folder / "second.json"
    said = job("publish", str(services), str(first), str(second))
    print(f"{services} services, {said['rows']} records, {first.stat().st_size / 1e6:.0f} MB\n")
    print("| what | seconds | peak memory, MB | rows written |\n| --- | --- | --- | --- |", flush=True)
    bare = row("raw limit, full", job("bare", str(first), str(folder / "bare.sqlite")))
    data = folder / "data"
    data.mkdir()
    full = row("sync, full", job("sync", str(first), str(data)))
    row("sync, unchanged", job("unchanged", str(first), str(data)))
    row("sync, 1 % changed", job("sync", str(second), str(data)))
    row("index again, no network", job("again", str(data)))
    print(f"\nfull sync: {full['seconds'] / bare['seconds']:.2f} times the raw limit (goal ≤ 2), ", end="")
    print(f"{full['memory']:.0f} MB (goal ≤ 300; the raw limit {bare['memory']:.0f} MB)")


def row(what: str, said: dict[str, Any]) -> dict[str, Any]:
    """Print one row of the table."""
    print(
        f"| {what} | {said['seconds']:.2f} | {said['memory'] or '–'} | {said.get('rows', '–')} "
        f"{said.get('note', '')}|",
        flush=True,
    )
    return said


def job(*arguments: str) -> dict[str, Any]:
    """Do it in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--job", *arguments], check=True, stdout=subprocess.PIPE, text=True
    )
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def publish(services: str, first: str, second: str) -> dict[str, Any]:
    """Write two editions; one per cent of the services differs."""
    import generated

    from ohjaus_desktop import paths
    from ohjaus_desktop.catalogue import document

    example = document.read(paths.resource("example-catalogue.json").read_bytes()).catalogue
    made = generated.slim(generated.catalogue(example, int(services), None))
    Path(first).write_bytes(document.write(made))
    rows = sum(len(getattr(made, section)) for section in document.SECTIONS)
    changed = list(made.services)
    for number in range(0, len(changed), 100):
        changed[number] = msgspec.structs.replace(changed[number], alert=f"Uusi tieto {number}")
    later = msgspec.structs.replace(made, services=changed, sequence=made.sequence + 1)
    Path(second).write_bytes(document.write(later))
    return {"rows": rows}


def bare(file: str, target: str) -> dict[str, Any]:
    """The raw limit."""
    from bare import bare_sync

    return _measured(lambda: {"made": str(bare_sync(Path(file), Path(target)))})


def sync(file: str, data: str) -> dict[str, Any]:
    """Ours, with everything that the program does."""
    from ohjaus_desktop.catalogue.store import CatalogueStore

    store = CatalogueStore(Path(data) / "catalogue.sqlite")

    def run() -> dict[str, Any]:
        outcome = _run(store, file)
        counts = outcome.counts.values()
        return {"rows": sum(one.new + one.changed + one.gone for one in counts)}

    return _measured(run)


def unchanged(file: str, data: str) -> dict[str, Any]:
    """The same file from a web server: what is asked for, and whether the database stays as it is."""
    from misbehaving_server import serving
    from ohjaus_desktop.catalogue.store import CatalogueStore

    database = Path(data) / "catalogue.sqlite"
    store = CatalogueStore(database)
    with serving() as server:
        server.body = Path(file).read_bytes()
        _run(store, server.address)
        before, asked = (database.read_bytes(), database.stat().st_mtime_ns), len(server.asked)
        said = _measured(lambda: {"same": _run(store, server.address).same})
        assert said["same"]
        as_it_was = before == (database.read_bytes(), database.stat().st_mtime_ns)
        return said | {
            "memory": 0,  # the server and the first sync are in the same process
            "rows": 0,
            "note": f"({len(server.asked) - asked} request, file {'unchanged' if as_it_was else 'CHANGED'}) ",
        }


def again(data: str) -> dict[str, Any]:
    """A new version of the program indexes what is installed."""
    from ohjaus_desktop.catalogue import sync as syncing
    from ohjaus_desktop.catalogue.store import CatalogueStore
    from ohjaus_desktop.guidance import search

    store = CatalogueStore(Path(data) / "catalogue.sqlite")
    return _measured(
        lambda: {"done": syncing.reindex(store, index=search.index, index_version=search.INDEX_VERSION + 1)}
    )


def _run(store: Any, address: str) -> Any:
    from ohjaus_desktop.catalogue import sync as syncing
    from ohjaus_desktop.guidance import search

    return syncing.run(store, address, index=search.index, index_version=search.INDEX_VERSION, at=AT)


def _measured(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    began = time.perf_counter()
    done = work()
    seconds = time.perf_counter() - began
    return done | {"seconds": seconds, "memory": round(_peak())}


def _peak() -> float:
    """The most memory that this process has had, megabytes."""
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (MEGABYTE if sys.platform == "darwin" else 1024)


JOBS = {"publish": publish, "bare": bare, "sync": sync, "unchanged": unchanged, "again": again}

if __name__ == "__main__":
    main()
