"""The words in which needs are told are laid out with the catalogue: no first letter waits for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from ohjaus_desktop.catalogue import document, sync
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.guidance import kinds, language, search, thesaurus, told_words
from ohjaus_desktop.guidance.hours import HELSINKI
from ohjaus_desktop.guidance.needs import NeedWords, laid_out
from ohjaus_desktop.guidance.phrases import Layout
from ohjaus_desktop.guidance.search import SearchIndex
from small_catalogue import small_catalogue

NOW = datetime(2026, 11, 19, 13, 0, tzinfo=HELSINKI)
SMALL = small_catalogue()
OWNERS = [*SMALL.needs, *SMALL.activities]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CatalogueStore]:
    store = CatalogueStore(tmp_path / "catalogue.sqlite")
    install(store, SMALL)
    yield store
    store.close()


@pytest.fixture
def index(store: CatalogueStore) -> SearchIndex:
    return SearchIndex(store.engine)


def install(store: CatalogueStore, catalogue: Catalogue) -> None:
    file = store.path.with_name("catalogue.json")
    file.write_bytes(document.write(catalogue))
    sync.run(store, str(file), index=search.index, at=NOW, replace=True)


def nothing_laid_out(*_owners: object) -> Layout:
    pytest.fail("laid out anew")


def test_the_phrases_are_kept_as_they_would_be_laid_out(index: SearchIndex) -> None:
    assert index.layout(OWNERS) == laid_out(OWNERS, thesaurus.bundled())


def test_the_phrases_of_kinds_are_kept_as_well(index: SearchIndex) -> None:
    assert index.layout_of_kinds() == kinds.laid_out(thesaurus.bundled())


def test_what_was_laid_out_before_is_heard_alike(index: SearchIndex) -> None:
    known = thesaurus.bundled()
    kept = NeedWords(SMALL.needs, SMALL.activities, thesaurus=known, layout=index.layout(OWNERS))
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
    assert index.layout(OWNERS) is None
    assert index.layout_of_kinds() is None


def test_an_installed_catalogue_need_not_be_laid_out_again(store: CatalogueStore, index: SearchIndex) -> None:
    assert index.layout([*store.needs(), *store.activities()]) is not None


def test_the_same_words_stay_laid_out_when_all_is_indexed_again(
    store: CatalogueStore, index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = index.layout(OWNERS)
    monkeypatch.setattr(told_words, "laid_out", nothing_laid_out)
    monkeypatch.setattr(kinds, "laid_out", nothing_laid_out)
    assert sync.reindex(store, index=search.index, index_version=search.INDEX_VERSION + 1)
    another = replace(SMALL, catalogue_id="0f0f0f0f-0000-4000-8000-000000000002", services=SMALL.services[:1])
    install(store, another)
    assert index.layout(OWNERS) == before


def test_a_need_told_in_further_words_is_laid_out_anew(store: CatalogueStore, index: SearchIndex) -> None:
    first = SMALL.needs[0]
    told = replace(first, words={**first.words, "fi": [*first.words.get("fi", []), "keksittysana"]})
    install(store, replace(SMALL, needs=[told, *SMALL.needs[1:]], sequence=SMALL.sequence + 1))
    assert index.layout(OWNERS) is None
    assert index.layout([told, *OWNERS[1:]]) == laid_out([told, *OWNERS[1:]], thesaurus.bundled())
    assert "keksittysana" in index.words_of_length(len("keksittysana"))


def test_many_texts_at_once_have_the_words_that_each_has() -> None:
    said = ["Ei oo rahaa!", "", "ääkköset_ja\nrivit", "ＡＢＣ ﬁ", "x" * 50, "yksi\r\nkaksi\u2028kolme"]
    assert language.words_of_each(said) == [language.all_words(one) for one in said]
    assert language.words_of_each([]) == []
