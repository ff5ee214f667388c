"""A short sample of ``fuzz_document``: no damaged file brings the reader or the store down."""

from __future__ import annotations

from pathlib import Path

from crash.fuzz_document import Fuzz


def test_no_damaged_file_brings_the_reader_or_the_store_down(tmp_path: Path) -> None:
    fuzz = Fuzz(tmp_path, seed=1)
    for number in range(1, 61):
        fuzz.once(number)
    fuzz.store.close()
    assert fuzz.found["refused"] > 5
    assert fuzz.found["problems told"] > 5
    assert fuzz.found["sync refused"] + fuzz.found["sync installed"] > 3
