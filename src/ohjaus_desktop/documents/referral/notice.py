"""Who keeps the client's data: the data-protection notice that papers refer to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """From the settings; "" where it was not told.

    controller: who keeps the data. contact: whom to ask about it. address: where the whole notice
    can be read. kept_days: how long a closed request is kept, in days; 0 where that is not told.
    stored: whether this workstation keeps requests at all.
    """

    controller: str = ""
    contact: str = ""
    address: str = ""
    kept_days: int = 0
    stored: bool = True
