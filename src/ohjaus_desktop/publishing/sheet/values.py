"""Single values of cells: numbers, addresses, dates, ages, prices."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ohjaus_desktop.catalogue.rules import is_business_id
from ohjaus_desktop.publishing.sheet.entry import CellWrong, Desk
from ohjaus_desktop.texts import text

_EXAMPLE = re.compile(r"000\d{4,9}")
"""The invented numbers of the examples: no subscriber number begins with 000."""
_EMAIL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_{|}~.-]{1,64}@(?:[A-Za-z0-9ÅÄÖåäö-]{1,63}\.)+[A-Za-z]{2,24}")
_LINK = re.compile(r"https?://[^\s/@]+\.[^\s/@.]+(?:[/?#:]\S*)?", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})\s*[./]\s*(\d{1,2})\s*[./]\s*(\d{4}|\d{2})\.?")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?")
_EPOCH = date(1899, 12, 30)
"""Day 0 of the numbers by which Excel counts days since 1900 (ECMA-376 part 1, 18.17.4.1)."""
_SHORT_NUMBERS = re.compile(r"1\d{2,5}|116\d{3}")
"""112, 116117, 10024: public numbers that are shorter than a subscriber's."""

OWN_ADDRESS = re.compile(r"^[a-zåäö]+\.[a-zåäö-]+@")
"""An address that is somebody's first and last name."""


def words(said: str, _desk: Desk) -> str:
    """A text as it is. Raises CellWrong where it is longer than the catalogue allows."""
    if len(said) > 20_000:
        raise CellWrong(text("The text is too long: at most {number} characters.", number="20 000"))
    return said


def line(said: str, desk: Desk) -> str:
    """A text of one line."""
    return " ".join(words(said, desk).split())


def phone_number(said: str, desk: Desk) -> str:
    """A telephone number as people dial it. Raises CellWrong."""
    number = re.sub(r"\s+", " ", re.sub(r"[–—]", "-", said)).strip()
    number = re.sub(r"^(puh|p|tel|tfn|phone)\.?:?\s*(?=[+\d(])", "", number, flags=re.IGNORECASE)
    number = number.replace("(0)", "") if number.startswith("+") else number
    digits = re.sub(r"\D", "", number)
    if not re.fullmatch(r"\+?[\d ()./-]+", number) or not digits:
        raise CellWrong(text("“{words}” is not a telephone number.", words=said))
    if number.startswith("+") or (number.startswith("00") and not _EXAMPLE.fullmatch(digits)):
        digits = re.sub(r"^(?:00)?358", "0", digits) if re.match(r"(?:00)?358", digits) else digits
        if digits.startswith("0") and not digits.startswith("00"):
            number = digits
    elif re.fullmatch(r"(?:4\d|50)\d{5,8}", digits):
        # Excel takes a number for a number and drops the zero it began with.
        desk.remark(text("The zero at the beginning was lost; it was read as {number}.", number=f"0{digits}"))
        number = digits = f"0{digits}"
    elif re.fullmatch(r"358\d{6,10}", digits):
        number = digits = f"0{digits[3:]}"
    _check_number(number, digits, said)
    return number


def _check_number(number: str, digits: str, said: str) -> None:
    # 50 ms of tables: loaded with the first number that is read.
    import phonenumbers

    if _EXAMPLE.fullmatch(digits) or _SHORT_NUMBERS.fullmatch(digits):
        return
    try:
        parsed = phonenumbers.parse(number, "FI")
    except phonenumbers.NumberParseException as error:
        raise CellWrong(text("“{words}” is not a telephone number.", words=said)) from error
    if not phonenumbers.is_valid_number(parsed):
        raise CellWrong(text("No telephone has the number {number}: check its digits.", number=said))


def email(said: str, desk: Desk) -> str:
    """One e-mail address. Raises CellWrong."""
    address = re.sub(r"^mailto:", "", said.strip(), flags=re.IGNORECASE)
    address = re.sub(r"\s*[(\[]\s*(?:at|ät|a)\s*[)\]]\s*", "@", address, flags=re.IGNORECASE).strip("<> ")
    if not is_email(address):
        raise CellWrong(text("“{words}” is not an e-mail address.", words=said))
    if OWN_ADDRESS.match(address.lower()):
        desk.remark(text("The address looks like one person's own; write an address that stays."))
    return address


def link(said: str, _desk: Desk) -> str:
    """A web address, https:// added where it is missing. Raises CellWrong."""
    address = said if re.match(r"https?://", said, re.IGNORECASE) else f"https://{said}"
    if not _LINK.fullmatch(address) or len(address) > 2000:
        raise CellWrong(text("“{words}” is not a web address.", words=said))
    return address


def business_id(said: str, _desk: Desk) -> str:
    """A business id with its check digit. Raises CellWrong."""
    digits = re.sub(r"[\s–—-]", "", re.sub(r"^FI", "", said.strip(), flags=re.IGNORECASE))
    if re.fullmatch(r"\d{7,8}", digits):
        # Old ids have six digits before the hyphen; Excel drops zeros as well.
        digits = digits.zfill(8)
        said = f"{digits[:7]}-{digits[7]}"
    if not is_business_id(said):
        raise CellWrong(text("“{words}” is not a business id: its check digit does not fit.", words=said))
    return said


def postal_code(said: str, desk: Desk) -> str:
    """Five digits. Raises CellWrong."""
    digits = re.sub(r"^FI-?", "", said.replace(" ", ""), flags=re.IGNORECASE)
    if not re.fullmatch(r"\d{3,5}", digits):
        raise CellWrong(text("“{words}” is not a postal code: it has five digits.", words=said))
    if len(digits) < 5:
        desk.remark(
            text("The zero at the beginning was lost; it was read as {number}.", number=digits.zfill(5))
        )
    return digits.zfill(5)


def day(said: str, _desk: Desk) -> date:
    """A date: 3.11.2026, 2026-11-03, or the number by which Excel counts days. Raises CellWrong."""
    try:
        if found := _DAY.fullmatch(said.strip()):
            year = int(found[3])
            return date(year if year > 99 else 2000 + year, int(found[2]), int(found[1]))
        if found := _ISO_DAY.fullmatch(said.strip()):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if _SERIAL.fullmatch(said.strip()):
            return _EPOCH + timedelta(days=int(float(said)))
    except ValueError as error:
        raise CellWrong(text("There is no such day as {words}.", words=said)) from error
    raise CellWrong(text("“{words}” is not a date. Write it as 3.11.2026.", words=said))


def past_day(said: str, desk: Desk) -> date:
    """A day that has come. Raises CellWrong."""
    found = day(said, desk)
    if found > desk.at:
        raise CellWrong(text("{date} is still to come.", date=_written(found)))
    if found.year < 1990:
        raise CellWrong(text("{date} is too long ago to be right.", date=_written(found)))
    return found


def _written(found: date) -> str:
    return f"{found.day}.{found.month}.{found.year}"


def is_email(address: str) -> bool:
    """Whether a text is one plain e-mail address: no line break, no second address can hide in it."""
    return bool(_EMAIL.fullmatch(address)) and ".." not in address and len(address) <= 254
