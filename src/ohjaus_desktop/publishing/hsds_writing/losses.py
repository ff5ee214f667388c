"""What HSDS has no place for, counted while an export is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

import msgspec

from ohjaus_desktop.catalogue.model import Record


@dataclass(slots=True)
class Losses:
    """fields: path of a field → how many records have it; languages: texts by language."""

    fields: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)

    def count(self, path: str, record: Record, written: Collection[str]) -> None:
        """Count the filled fields of a record that are not among the written ones."""
        for name in msgspec.to_builtins(record):
            if name not in written:
                self.fields[f"{path}.{name}"] += 1
