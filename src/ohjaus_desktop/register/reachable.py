"""Can this number or address reach anybody: checked as it is typed, without asking the network."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ohjaus_desktop.texts import text

_EXAMPLE_NUMBER = re.compile(r"000\d{4,9}")
"""The invented numbers of the example catalogue: no subscriber number begins with 000."""
_EXAMPLE_DOMAIN = ".invalid"
"""Never anybody's (RFC 2606 § 2); the examples write to it."""
_MOBILE_DIGITS = 9
_FEWEST_DIGITS = 6
"""The shortest of Finland; 112 and its like belong to services, not to clients."""
LONGEST_ADDRESS = 254
"""RFC 5321 § 4.5.3.1.3, without its angle brackets."""


def phone_fault(words: str) -> str:
    """What is wrong with a telephone number, "" where nothing is or nothing has been typed.

    A Finnish number is written as it is dialled at home, a foreign one with + and its country code.
    """
    number = words.strip()
    return next(_phone_faults(number), "") if number else ""


def email_fault(words: str) -> str:
    """What is wrong with an e-mail address, "" where nothing is or nothing has been typed.

    A line break or a second address could smuggle headers or readers into a mail: neither passes.
    """
    address = words.strip(" ")
    return next(_email_faults(address), "") if address else ""


def warm() -> None:
    """Load the tables of numbers and addresses, a quarter of a second, before the first letter comes."""
    phone_fault("040 123 4567")
    email_fault("a@example.fi")


def _phone_faults(number: str) -> Iterator[str]:
    # 50 ms of tables: loaded with the first number, not with the window.
    import phonenumbers

    if not re.fullmatch(r"[+\d\s().\-–]*", number) or "+" in number[1:]:
        yield text("A phone number has only digits, spaces and a + at its beginning.")
    digits = re.sub(r"\D", "", number)
    if _EXAMPLE_NUMBER.fullmatch(digits) and not number.startswith("+"):
        return
    if len(digits) < (_MOBILE_DIGITS if digits.startswith(("04", "050")) else _FEWEST_DIGITS):
        yield text("The phone number is too short.")
    try:
        parsed = phonenumbers.parse(number, "FI")
    except phonenumbers.NumberParseException:
        yield text("No country has this country code.")
        return
    if phonenumbers.is_valid_number(parsed):
        return
    if phonenumbers.is_possible_number_with_reason(parsed) == phonenumbers.ValidationResult.TOO_LONG:
        yield text("The phone number is too long.")
    if number.startswith(("+", "00")):
        yield text("No phone has this number. Check it with the client.")
    yield text("This is not a Finnish number. A foreign number begins with + and its country code.")


def _email_faults(address: str) -> Iterator[str]:
    from email_validator import EmailNotValidError, validate_email

    before, _, after = address.partition("@")
    if not address.isprintable():
        yield text("An e-mail address is one line.")
    if any(letter in address for letter in " ,;"):
        yield text("Write one e-mail address, without spaces and commas.")
    if address.count("@") != 1:
        yield text("An e-mail address has one @ in it.")
    if not before.isascii():
        yield text("Before the @ of an e-mail address stand no letters like ä, ö or å.")
    if "." not in after.strip("."):
        yield text("After the @ comes a name like example.fi.")
    if len(address) > LONGEST_ADDRESS:
        yield text("The e-mail address is too long.")
    if after.endswith(_EXAMPLE_DOMAIN):
        # The validator refuses the domain of the examples; all else about the address still counts.
        address = address.removesuffix(_EXAMPLE_DOMAIN) + ".fi"
    try:
        validate_email(address, check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError:
        yield text("There is a mistake in the e-mail address. Check it with the client.")
