"""The words in which needs are told are laid out with the catalogue: no first letter waits for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from ohjaus_desktop.catalogue import document, sync
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance import language, search, thesaurus
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.guidance.needs import NeedWords, laid_out
from ohjaus_desktop.guidance.search import SearchIndex
from ohjaus_desktop.guidance.shelf import bits, mask_of
from small_catalogue import small_catalogue

NOW = datetime(2026, 11, 19, 13, 0, tzinfo=HELSINKI)
SMALL = small_catalogue()


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    store = CatalogueStore(tmp_path / "catalogue.sqlite")
    file = tmp_path / "catalogue.json"
    file.write_bytes(document.write(SMALL))
    sync.run(store, str(file), index=search.index, at=NOW)
    yield SearchIndex(store.engine)
    store.close()


def test_the_phrases_are_kept_as_they_would_be_laid_out(index: SearchIndex) -> None:
    assert index.layout() == laid_out([*SMALL.needs, *SMALL.activities], thesaurus.bundled())


def test_what_was_laid_out_before_is_heard_alike(index: SearchIndex) -> None:
    known = thesaurus.bundled()
    kept = NeedWords(SMALL.needs, SMALL.activities, thesaurus=known, layout=index.layout())
    anew = NeedWords(SMALL.needs, SMALL.activities, thesaurus=known)
    for said in ("yksinäinen", "ei rahaa ruokaan", "yksinäi", "yksinänen", "juo liikaa"):
        words = language.words(said)
        assert kept.hear(words, half_typed=True) == anew.hear(words, half_typed=True)
        heard = kept.hear(words, half_typed=True)
        assert kept.hints(words, half_typed=True, heard=heard) == anew.hints(
            words, half_typed=True, heard=heard
        )


def test_another_thesaurus_is_not_taken_for_the_one_of_the_index(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thesaurus, "edition", lambda: 1)
    assert index.layout() is None


def test_many_texts_at_once_have_the_words_that_each_has() -> None:
    said = ["Ei oo rahaa!", "", "ääkköset_ja\nrivit", "ＡＢＣ ﬁ", "x" * 50, "yksi\r\nkaksi\u2028kolme"]
    assert language.words_of_each(said) == [language.all_words(one) for one in said]
    assert language.words_of_each([]) == []


def test_a_mask_gives_back_its_rows() -> None:
    for rows in ([], [0], [7, 8, 63, 64], list(range(0, 1000, 3))):
        assert list(bits(mask_of(rows, 1001))) == rows
