"""The command line: for tests, for administrators, and for machines without a screen.

Exit status 0: done; 1: a known error, told in one sentence on stderr; 2: wrong usage.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from ohjaus_desktop import __version__, cli_catalogue, cli_register, cli_unmet, logs, paths
from ohjaus_desktop.catalogue.outcome import SyncOutcome, summary
from ohjaus_desktop.cli_catalogue import command
from ohjaus_desktop.cli_catalogue.standing import standing_facts
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.guidance import barriers
from ohjaus_desktop.guidance.answer_lines import lines
from ohjaus_desktop.guidance.hours import OpenState
from ohjaus_desktop.guidance.navigator import Answer, Question, Result
from ohjaus_desktop.guidance.wording import municipality_name
from ohjaus_desktop.texts import current, text
from ohjaus_desktop.workplace import HELSINKI, Workplace, now


def main(arguments: list[str] | None = None) -> int:
    """Run one command; without one, open the window."""
    for stream in (sys.stdout, sys.stderr):
        # Windows would write its own code page and fail on the first "ž" of a place name.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if sys.stdin is None:  # closed (`<&-`, a service of the system): nothing comes from there
        sys.stdin = io.StringIO()
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")  # PowerShell sends a mark first
    options = _parser().parse_args(arguments)
    data = paths.data_folder(options.data_dir)
    logs.start(data.logs)
    run: Callable[[argparse.Namespace, paths.DataFolder], int] = options.run
    try:
        return run(options, data)
    except KnownError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read us has gone (`| head`): nothing to say, and nobody to say it to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ohjaus", description="Service guidance: from a need and a place to the right service."
    )
    parser.add_argument("--version", action="version", version=f"ohjaus {__version__}")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="keep the data in DIR")
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(title="commands", metavar="")
    _add_sync(commands)
    _add_find(commands)
    _add_demo(commands)
    cli_catalogue.add(commands)
    cli_register.add(commands)
    cli_unmet.add(commands)
    return parser


def _add_sync(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("sync", help="bring the catalogue up to date")
    command.add_argument("--source", metavar="URL|PATH", help="instead of the address in the settings")
    command.add_argument("--accept", action="store_true", help="install what was held back for review")
    command.add_argument("--status", action="store_true", help="tell how it stands; fetch nothing")
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.set_defaults(run=_sync)


def _add_find(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("find", help="find services")
    command.add_argument("text", nargs="?", default="", metavar="TEXT", help="the client's own words")
    command.add_argument("--municipality", metavar="NAME|CODE", help="where the client lives")
    command.add_argument("--staying", metavar="NAME|CODE", help="where the client is for now, if elsewhere")
    command.add_argument(
        "--consider",
        type=_barriers,
        default=frozenset(),
        metavar="BARRIER,…",
        help=f"what stands in the client's way: {', '.join(barriers.BY_ID)}",
    )
    command.add_argument("--at", type=_moment, metavar="ISO-TIME", help="instead of now; Finnish time")
    command.add_argument("--limit", type=_count, default=10, metavar="N", help="rows at most (10)")
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.add_argument("--stdin", action="store_true", help="a query a line in, a JSON object a line out")
    command.set_defaults(run=_find)


def _add_demo(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("demo", help="go the whole way once without a screen (self-test)")
    command.add_argument("--pdf", type=Path, required=True, metavar="FILE", help="the client's page")
    command.add_argument("--screenshot", type=Path, metavar="FILE", help="a picture of the window (PNG)")
    command.set_defaults(run=_demo)


def _moment(value: str) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(text("Write the time like 2026-11-23T10:30.")) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=HELSINKI)


def _barriers(value: str) -> frozenset[str]:
    asked = frozenset(part for part in (part.strip() for part in value.split(",")) if part)
    if not asked <= barriers.BY_ID.keys():
        names = ", ".join(barriers.BY_ID)
        raise argparse.ArgumentTypeError(text("Give one or more of these: {names}.", names=names))
    return asked


def _count(value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise argparse.ArgumentTypeError(text("Give a whole number from 1 upwards."))
    return int(value)


def _window(_options: argparse.Namespace, data: paths.DataFolder) -> int:
    # Nothing made while the window opens is garbage; looking for it takes a fifth of the start.
    gc.disable()
    from ohjaus_desktop.app import run  # Qt is loaded only where a window is wanted

    return run(data)


def _workplace(data: paths.DataFolder) -> Workplace:
    workplace = Workplace(data)
    for problem in workplace.problems:
        print(problem, file=sys.stderr)
    return workplace


def _sync(options: argparse.Namespace, data: paths.DataFolder) -> int:
    with _workplace(data) as workplace:
        if options.status:
            return _status(workplace, as_json=options.json)
        outcome = workplace.synchronise(options.source, at=now(), force=options.accept)
        if options.json:
            command.print_json(_outcome_facts(outcome) | standing_facts(workplace))
        else:
            print(summary(outcome, current()))
            command.print_problems(outcome.problems)
    return 0


def _find(options: argparse.Namespace, data: paths.DataFolder) -> int:
    with _workplace(data) as workplace:
        municipality = _municipality(options.municipality, workplace)
        staying = _municipality(options.staying, workplace)
        queries: Iterable[str] = (
            (line.rstrip("\r\n") for line in sys.stdin) if options.stdin else [options.text]
        )
        for query in queries:
            question = Question(
                at=options.at or now(),
                text=query,
                municipality=municipality,
                staying=staying,
                limit=options.limit,
                barriers=options.consider,
            )
            answer = workplace.navigator.ask(question)
            if options.json or options.stdin:
                command.print_json(_answer_facts(query, answer, workplace))
                sys.stdout.flush()
            else:
                for line in lines(answer, workplace.places, current()):
                    print(line)
    return 0


def _municipality(name: str | None, workplace: Workplace) -> str | None:
    if name is None:
        return None
    municipality = workplace.places.municipality(name)
    if municipality is None:
        raise KnownError(
            text("There is no municipality called {name}.", name=name),
            text("Give its name or its three-digit code."),
        )
    return municipality.code


def _answer_facts(query: str, answer: Answer, workplace: Workplace) -> dict[str, object]:
    say = current()
    home = answer.place.municipality if answer.place else None
    return {
        "query": query,
        "municipality": municipality_name(home, say, workplace.places) or None,
        "pinned": [{"name": say.name(line.name), "phone": line.phones[0].number} for line in answer.pinned],
        "results": [_result_facts(result) for result in answer.results],
        "did_you_mean": list(answer.spelling),
        "without": [{"filters": list(one.filters), "gain": one.gain} for one in answer.hidden],
        "broader": [{"need": one.need.id, "count": one.need.count} for one in answer.broader],
        "alternatives": {
            group.kind: [_result_facts(result) for result in group.results] for group in answer.alternatives
        },
        "misfits": [{**_result_facts(one), "why_not": one.why_not or one.caution} for one in answer.misfits],
    }


def _result_facts(result: Result) -> dict[str, object]:
    say, opening = current(), result.opening
    return {
        "id": result.service_id,
        "name": say.name(result.name),
        "organization": say.name(result.organization),
        "municipality": result.municipality,
        "reach": result.reach.mode.value,
        "distance_km": result.reach.distance_km,
        "open_now": None if opening.state is OpenState.UNKNOWN else opening.state is OpenState.OPEN,
        "next_opening": opening.opens_at.isoformat() if opening.opens_at else None,
        "assured_date": result.assured_date.isoformat() if result.assured_date else None,
        "why": result.why,
        "eases": list(result.eases),
        "hinders": list(result.hinders),
    }


def _demo(options: argparse.Namespace, data: paths.DataFolder) -> int:
    # reportlab and Qt are loaded only where a page and a picture are wanted
    from ohjaus_desktop import demo

    def picture(folder: paths.DataFolder, file: Path) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from ohjaus_desktop.app import screenshot

        screenshot(folder, file)

    for line in demo.run(options.pdf, data if options.data_dir else None, options.screenshot, picture):
        print(line)
    return 0


def _status(workplace: Workplace, *, as_json: bool) -> int:
    facts = standing_facts(workplace)
    if as_json:
        command.print_json(facts)
    else:
        for name, value in facts.items():
            if name not in {"history", "problems"}:
                print(f"{name}: {value}")
    return 0


def _outcome_facts(outcome: SyncOutcome) -> dict[str, object]:
    return {
        "up_to_date": outcome.same,
        "new": outcome.new,
        "changed": outcome.changed,
        "gone": outcome.gone,
        "unchanged": outcome.unchanged,
        "quarantined": outcome.quarantined,
        "dropped_links": outcome.dropped_links,
        "wire_bytes": outcome.wire_bytes,
        "counts": {section: asdict(counts) for section, counts in outcome.counts.items()},
        "unknown_fields": list(outcome.unknown_fields),
    }
