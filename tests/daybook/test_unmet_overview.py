"""Unmet needs in numbers: nobody can be told from them, and what has come since is said."""

from __future__ import annotations

import csv
import io
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import msgspec
import pytest

from ohjaus_desktop.catalogue import document, sync
from ohjaus_desktop.catalogue.model import Service
from ohjaus_desktop.catalogue.navigation import Catalogue
from ohjaus_desktop.catalogue.store import CatalogueStore
from ohjaus_desktop.daybook.unmet.overview import FEWEST, Overview, overview, protected
from ohjaus_desktop.daybook.unmet.periods import Half
from ohjaus_desktop.daybook.unmet.record import SENSITIVE, Unmet
from ohjaus_desktop.daybook.unmet.store import Met
from ohjaus_desktop.daybook.unmet.told import as_csv
from ohjaus_desktop.documents import unmet_sheet
from ohjaus_desktop.guidance import search
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.texts import translator
from ohjaus_desktop.workplace import HELSINKI, Workplace
from small_catalogue import small_catalogue, uid

AT = datetime(2026, 11, 20, 10, 30, tzinfo=HELSINKI)
DAY = AT.date()
AUTUMN = Half(2026, 2)
PERHO = "valley:Perhonjokilaakso"
FRIEND = Unmet(DAY, "friend", frozenset({"far"}), PERHO, "75_over", "phone")
NEEDS = {one.id: one for one in small_catalogue().needs}

Publish = Callable[..., str]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the small catalogue, in which nobody visits lonely people."""
    folder = tmp_path_factory.mktemp("without-friends")
    without = [one for one in small_catalogue().services if one.id != uid("friend")]
    file = folder / "small.json"
    file.write_bytes(document.write(msgspec.structs.replace(small_catalogue(), services=without)))
    with closing(CatalogueStore(DataFolder(folder).catalogue)) as store:
        sync.run(store, str(file), index=search.index, index_version=search.INDEX_VERSION, at=AT)
    return folder


@pytest.fixture
def publish(tmp_path: Path) -> Publish:
    """A newer central file: its services and sequence; gives its address."""

    def write(sequence: int, services: Sequence[Service] | None = None) -> str:
        catalogue: Catalogue = msgspec.structs.replace(small_catalogue(), sequence=sequence)
        if services is not None:
            catalogue = msgspec.structs.replace(catalogue, services=list(services))
        file = tmp_path / f"central-{sequence}.json"
        file.write_bytes(document.write(catalogue))
        return str(file)

    return write


@pytest.fixture
def workplace(tmp_path: Path, installed: Path) -> Iterator[Workplace]:
    shutil.copytree(installed, tmp_path / "data")
    with Workplace(DataFolder(tmp_path / "data")) as opened:
        yield opened


def counted(kept: Sequence[Unmet]) -> Overview:
    return overview(AUTUMN, kept, NEEDS, [])


def test_numbers_under_five_are_not_told() -> None:
    made = counted([FRIEND] * 6 + [replace(FRIEND, need="debts")] * 3)
    assert made.total.number == 9
    assert all(topic.line.number is None for topic in made.topics)
    assert {topic.line.few for topic in made.topics} == {True, False}
    assert all(not topic.needs and not topic.areas for topic in made.topics)


def test_of_fewer_than_five_in_all_only_the_topics_are_told() -> None:
    made = counted([FRIEND] * 4)
    assert (made.total.number, made.total.few) == (None, True)
    assert [topic.line.number for topic in made.topics] == [None]
    assert made.ages == made.ways == ()


def test_what_is_often_missing_is_told_with_where_and_why() -> None:
    made = counted([FRIEND] * 7 + [replace(FRIEND, need="debts", area="municipality:272")] * 5)
    first = made.topics[0]
    assert first.line.number == 7
    assert [(line.key, line.number) for line in first.areas] == [(PERHO, 7)]
    assert [(line.key, line.number) for line in first.reasons] == [("far", 7)]
    assert [(line.key, line.number) for line in made.ages] == [("75_over", 12)]


def test_no_number_that_is_held_back_can_be_counted_from_the_others() -> None:
    chance = random.Random(5)
    for _ in range(500):
        counts = Counter(
            {f"k{at}": chance.choice([1, 2, 3, 4, 5, 6, 9, 30]) for at in range(chance.randint(1, 6))}
        )
        if counts.total() < FEWEST:
            continue
        lines = protected(counts)
        held = [line.key for line in lines if line.number is None]
        assert all(counts[key] >= FEWEST for key in counts if key not in held)
        assert {line.key for line in lines} == set(counts)
        if held:
            assert len(held) >= 2
            assert sum(counts[key] for key in held) >= FEWEST
            # Their order tells nothing of their size.
            assert held == sorted(held)


def test_a_common_reason_is_told_beside_a_rare_one_where_needs_have_several() -> None:
    both = replace(FRIEND, reasons=frozenset({"far", "full"}))
    (topic,) = counted([both] * 6 + [replace(FRIEND, reasons=frozenset({"far", "hours"}))]).topics
    assert [(line.key, line.number) for line in topic.reasons] == [("far", 7), ("full", 6), ("hours", None)]


def test_a_rare_reason_is_not_told_by_the_rest_where_needs_have_one_each() -> None:
    (topic,) = counted([FRIEND] * 6 + [replace(FRIEND, reasons=frozenset({"hours"}))]).topics
    assert [line.number for line in topic.reasons] == [None, None]


def test_the_sensitive_are_told_together_and_by_county() -> None:
    kept = Unmet(date(2026, 11, 1), SENSITIVE, frozenset({"far"}), "county:18")
    (topic,) = counted([kept] * 5).topics
    assert (topic.line.key, topic.line.number) == (SENSITIVE, 5)
    assert [line.key for line in topic.areas] == ["county:18"]


def test_a_need_that_the_catalogue_no_longer_knows_is_still_counted(workplace: Workplace) -> None:
    for _ in range(5):
        workplace.daybook.unmet.keep(replace(FRIEND, need="gone_need"))
    told = workplace.told_unmet(workplace.unmet(AUTUMN), translator("fi"))
    assert [(topic.name, topic.number) for topic in told.topics] == [("gone_need", "5")]


# What has come since --------------------------------------------------------------------------


def test_a_new_service_for_the_need_in_that_area_is_told(workplace: Workplace, publish: Publish) -> None:
    workplace.daybook.unmet.keep(FRIEND)
    workplace.daybook.unmet.keep(replace(FRIEND, area="municipality:564"))  # Oulu: nobody comes there
    workplace.synchronise(publish(8), at=AT)
    assert workplace.daybook.unmet.met() == [Met("friend", PERHO, uid("friend"), DAY)]
    told = workplace.told_unmet(workplace.unmet(AUTUMN), translator("fi"))
    (sentence, service), *more = told.topics[0].came
    assert sentence == "Tullut sen jälkeen: Ystävätoiminta Perho (Perhonjokilaakso, 20.11.2026)"
    assert service == uid("friend")
    assert not more


def test_a_new_service_for_a_need_of_the_group_answers_the_group(
    workplace: Workplace, publish: Publish
) -> None:
    group = NEEDS["friend"].parent_id
    assert group is not None
    workplace.daybook.unmet.keep(replace(FRIEND, need=group))
    workplace.synchronise(publish(8), at=AT)
    assert [one.need for one in workplace.daybook.unmet.met()] == [group]


def test_a_service_that_begins_to_reach_the_area_has_come_too(workplace: Workplace, publish: Publish) -> None:
    away = [
        msgspec.structs.replace(one, delivery=[], service_areas=[], phones=[], schedules=[], languages=[])
        if one.id == uid("friend")
        else one
        for one in small_catalogue().services
    ]
    workplace.daybook.unmet.keep(FRIEND)
    workplace.synchronise(publish(8, away), at=AT)
    workplace.store.news_seen()
    assert workplace.daybook.unmet.met() == []
    workplace.synchronise(publish(9), at=AT)
    assert [one.service_id for one in workplace.daybook.unmet.met()] == [uid("friend")]


def test_a_new_service_that_takes_nobody_or_has_ended_has_not_come(
    workplace: Workplace, publish: Publish
) -> None:
    workplace.daybook.unmet.keep(FRIEND)
    full = [
        msgspec.structs.replace(one, takes_new_clients="no") if one.id == uid("friend") else one
        for one in small_catalogue().services
    ]
    workplace.synchronise(publish(8, full), at=AT)
    assert workplace.daybook.unmet.met() == []


def test_a_service_that_came_before_the_need_was_written_down_has_not_come_since(
    workplace: Workplace, publish: Publish
) -> None:
    workplace.synchronise(publish(8), at=AT)
    workplace.daybook.unmet.keep(FRIEND)  # it did not suit
    renamed = [
        msgspec.structs.replace(one, name="Ystäväpiiri (esimerkki)") if one.id == uid("friend") else one
        for one in small_catalogue().services
    ]
    workplace.synchronise(publish(9, renamed), at=AT)
    assert workplace.daybook.unmet.met() == []


def test_the_catalogue_of_another_publisher_is_not_taken_for_news(
    workplace: Workplace, tmp_path: Path
) -> None:
    workplace.daybook.unmet.keep(FRIEND)
    other = msgspec.structs.replace(small_catalogue(), catalogue_id=uid("other"), sequence=1)
    file = tmp_path / "other.json"
    file.write_bytes(document.write(other))
    workplace.synchronise(str(file), at=AT, replace=True)
    assert workplace.store.service(uid("friend")) is not None
    assert workplace.daybook.unmet.met() == []


def test_a_changed_service_that_was_there_already_has_not_come(
    workplace: Workplace, publish: Publish
) -> None:
    debts = replace(FRIEND, need="debts")
    workplace.daybook.unmet.keep(debts)
    renamed = [
        msgspec.structs.replace(one, name="Velkaneuvonta (esimerkki)") if one.id == uid("debts") else one
        for one in small_catalogue().services
    ]
    workplace.synchronise(publish(8, renamed), at=AT)
    assert workplace.daybook.unmet.met() == []


def test_for_a_sensitive_need_nothing_is_looked_for(workplace: Workplace, publish: Publish) -> None:
    kept = Unmet(date(2026, 11, 1), SENSITIVE, frozenset({"none"}), "county:18")
    workplace.daybook.unmet.keep(kept)
    workplace.synchronise(publish(8), at=AT)
    assert workplace.daybook.unmet.met() == []


# In words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "few"), [("fi", "alle 5"), ("sv", "under 5"), ("en", "under 5")])
def test_table_and_paper_tell_the_same_in_every_language(
    workplace: Workplace, language: str, few: str
) -> None:
    for need in ["friend"] * 6 + ["club"] * 6 + ["debts"] * 2 + ["meals"] * 3:
        workplace.daybook.unmet.keep(replace(FRIEND, need=need))
    say = translator(language)
    told = workplace.told_unmet(workplace.unmet(AUTUMN), say)
    rows = list(csv.reader(io.StringIO(as_csv(told, say)), delimiter=";"))
    assert {len(row) for row in rows} == {5}
    numbers = {row[1]: row[4] for row in rows if not row[2]}
    assert "12" in numbers.values()
    assert list(numbers.values()).count(few) == 2
    page = unmet_sheet.compose(told, language=language, at=AT)
    assert page.blocks[0].heading.endswith(": 12")
    assert sum(block.heading.endswith(f": {few}") for block in page.blocks) == 2


def test_no_name_of_the_catalogue_becomes_a_formula_of_a_spreadsheet(workplace: Workplace) -> None:
    for _ in range(5):
        workplace.daybook.unmet.keep(FRIEND)
    told = workplace.told_unmet(workplace.unmet(AUTUMN), translator("fi"))
    topic = replace(told.topics[0], name='=HYPERLINK("http://esimerkki.invalid")')
    written = as_csv(replace(told, topics=(topic,)), translator("fi"))
    assert "\n=" not in written
    assert ";=" not in written.replace('"', "")
