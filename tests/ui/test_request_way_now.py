"""The way that the form proposes is one that works now; the worker may choose another."""

from __future__ import annotations

import sys
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from form_hand import Former

HELSINKI = ZoneInfo("Europe/Helsinki")
OPEN, CLOSED = (datetime(2026, 11, day, 10, 30, tzinfo=HELSINKI) for day in (20, 21))
"""A Friday on which the phone is answered, and a Saturday."""


@pytest.mark.parametrize(("at", "route"), [(OPEN, "joint_call"), (CLOSED, "letter")])
def test_calling_together_comes_first_only_while_somebody_answers(open_window, at, route) -> None:
    former = Former(open_window(worker="Maija", at=at))
    form = former.allowed("debts")
    assert former.content.matters[0].route == route
    later = form.matters[0].later
    assert later.isVisibleTo(form) == (at == CLOSED)
    if at == CLOSED:
        assert later.text() == "Soitetaan yhdessä: suljettu, avataan ma klo 10"
        form.matters[0].route.choose("joint_call")
        assert former.content.matters[0].route == "joint_call"


def test_the_tables_of_numbers_are_there_before_the_first_letter(open_window, monkeypatch) -> None:
    for name in [one for one in sys.modules if one.split(".")[0] in {"phonenumbers", "email_validator"}]:
        monkeypatch.delitem(sys.modules, name)
    former = Former(open_window(worker="Maija"))
    former.open("debts")
    former.wait(lambda: "email_validator" in sys.modules)
