"""The whole way once, without a screen: need and place → service → page → contact request.

Also the self-test of an installed program: it opens what it made and reads it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2

from ohjaus_desktop import demo_request
from ohjaus_desktop.documents import compose, messages, pdf
from ohjaus_desktop.documents.chosen import Chosen
from ohjaus_desktop.errors import KnownError, reason
from ohjaus_desktop.guidance.navigator import Question
from ohjaus_desktop.guidance.wording import opening_sentence, reach_sentence
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.texts import current, plural, text
from ohjaus_desktop.workplace import Workplace, now

QUERY = "yksinäinen vanhus perho"
"""What the invented client says: lonely, old, and where they live."""

Picture = Callable[[DataFolder, Path], None]


def run(
    page_file: Path, data: DataFolder | None, picture_file: Path | None, picture: Picture
) -> Iterator[str]:
    """Go the whole way and say, line by line, what was done.

    data: used when it is new or empty; else a folder is made for the time being. picture: saves a
    picture of the window over a data folder. Raises KnownError when a step fails.
    """
    with tempfile.TemporaryDirectory(prefix="ohjaus-", ignore_cleanup_errors=True) as temporary:
        is_fresh = data is not None and not data.catalogue.exists()
        folder = data if data is not None and is_fresh else DataFolder(Path(temporary) / "data")
        with Workplace(folder) as workplace:
            yield from _guide(workplace, page_file)
        if picture_file is not None:
            picture(folder, picture_file)
            yield text("Picture of the window: {file}", file=picture_file)


def _guide(workplace: Workplace, page_file: Path) -> Iterator[str]:
    say, at = current(), now()
    services = workplace.store.services()
    yield plural(
        "{number} service in the example catalogue.",
        "{number} services in the example catalogue.",
        len(services),
    )
    answer = workplace.navigator.ask(Question(at=at, text=QUERY))
    yield plural(
        "“{query}” finds {number} service.", "“{query}” finds {number} services.", answer.total, query=QUERY
    )
    chosen = workplace.chosen(answer.results[0].service_id, answer.place, at) if answer.results else None
    if chosen is None:
        raise KnownError(text("The example catalogue finds nothing for the example question."))
    facts = (
        reach_sentence(answer.results[0].reach, say, workplace.places),
        opening_sentence(chosen.opening, at, say),
    )
    yield f"  {say.name(chosen.service.name)}: " + " · ".join(fact for fact in facts if fact)
    _print_page(workplace, chosen, page_file)
    yield text("Page for the client: {file}", file=page_file)
    yield text("Text message: {message}", message=messages.text_message([chosen], say.language, at=at))
    yield from demo_request.run(workplace, chosen, at=at)


def _print_page(workplace: Workplace, chosen: Chosen, file: Path) -> None:
    """Write the client's page and read it again. Raises KnownError."""
    page = compose.client_page([chosen], workplace.sender(), language=current().language, at=now())
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(pdf.render(page))
    except OSError as error:
        raise KnownError(
            text("The file {name} cannot be written: {reason}.", name=file, reason=reason(error))
        ) from error
    with pypdfium2.PdfDocument(file) as made:
        words = made[0].get_textpage().get_text_bounded()
    if chosen.main_number and chosen.main_number not in words:
        raise KnownError(text("The page was written, but its phone number cannot be read from it."))
