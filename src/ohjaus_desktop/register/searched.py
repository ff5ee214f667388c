"""What of a request can be searched for, and what makes two clients look like one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ohjaus_desktop.catalogue.model import Text
from ohjaus_desktop.guidance.shelf import digits
from ohjaus_desktop.register.model import Client, Matter

COMPARED_DIGITS = 9
"""The last digits of a number; what stands before them depends on where it is dialled from."""

MOST_PIECES = 12
"""Words of a search; each is one more condition for every row."""


def searched_in_client(client: Client) -> str:
    """The name without case and accents, and the numbers as dialled at home and from abroad."""
    numbers = [digits(number) for number in (client.phone, client.second_phone) if number]
    abroad = [f"358{number[1:]}" for number in numbers if number.startswith("0")]
    return " ".join((plain(client.name), *numbers, *abroad))


def searched_in_matter(matter: Matter, case_number: str) -> str:
    """The names of service and organization in every language they have, and the case number.

    Nothing of it tells whose matter it is: it finds a request that only another worker may see.
    """
    service, organization = matter.snapshot.service, matter.snapshot.organization
    texts = [service.name, *([organization.name] if organization else [])]
    names = [plain(name) for text in texts for name in _texts(text)]
    return " ".join((*names, plain(case_number), plain(case_number.replace("-", ""))))


def searched_for(words: str) -> tuple[str, ...]:
    """What somebody typed, as the pieces that must all be found; a pasted page is cut short."""
    return tuple(piece for word in words.split()[:MOST_PIECES] if (piece := plain(word).lstrip("+")))


def plain(words: str) -> str:
    """Without case and accents; hyphens stay, for case numbers and double names have them."""
    taken_apart = unicodedata.normalize("NFKD", " ".join(words.split()).casefold())
    return "".join(sign for sign in taken_apart if not unicodedata.combining(sign))


def likenesses(client: Client) -> Iterator[tuple[str, str]]:
    """What another request of the same client would share: kind and value."""
    found = {
        *(("name", plain(name)) for name in [client.name]),
        *(("phone", digits(number)[-COMPARED_DIGITS:]) for number in (client.phone, client.second_phone)),
        ("email", client.email.strip().casefold()),
    }
    yield from ((kind, value) for kind, value in sorted(found) if value)


def _texts(text: Text) -> Iterator[str]:
    yield from [text] if isinstance(text, str) else text.values()
