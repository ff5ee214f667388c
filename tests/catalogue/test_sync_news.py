"""What has changed since the user last looked: the net of all syncs, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec import structs

from catalogue_desk import AT, SMALL, Desk, later, renamed
from ohjaus_desktop import errors
from ohjaus_desktop.catalogue import document, news, sync
from ohjaus_desktop.catalogue.sync import SyncHeld
from small_catalogue import uid


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    made.sync(SMALL)
    yield made
    made.store.close()


def told(desk: Desk) -> dict[str, str]:
    return {one.id: one.kind for one in desk.store.news()}


def test_the_first_installation_is_no_news(desk: Desk) -> None:
    assert desk.store.news() == ()
    assert desk.store.news_count() == 0


def test_new_changed_and_gone_records_are_told_with_what_they_were_and_are(desk: Desk) -> None:
    added = structs.replace(SMALL.services[0], id="added")
    desk.sync(later([*renamed(1)[:-1], added]))
    new, changed, gone = (
        next(one for one in desk.store.news() if one.kind == kind) for kind in ("new", "changed", "gone")
    )
    assert (new.id, new.before, new.now) == ("added", None, added)
    assert (changed.id, changed.before) == (uid("club"), SMALL.services[1])
    assert changed.now == desk.store.service(uid("club"))
    assert (gone.id, gone.before, gone.now) == (uid("summer-café"), SMALL.services[-1], None)
    assert {one.at for one in (new, changed, gone)} == {AT}


def test_news_come_section_by_section(desk: Desk) -> None:
    desk.sync(
        later(
            renamed(0),
            organizations=[structs.replace(one, name="Uusi") for one in SMALL.organizations],
            locations=[structs.replace(one, name="Uusi") for one in SMALL.locations],
            notices=[],
            helplines=[structs.replace(one, name="Uusi") for one in SMALL.helplines],
            needs=[structs.replace(SMALL.needs[0], name="Toinen"), *SMALL.needs[1:]],
        )
    )
    sections = list(dict.fromkeys(one.section for one in desk.store.news()))
    assert sections == ["services", "organizations", "locations", "notices", "helplines"]


def test_what_goes_back_to_what_it_was_is_no_news_any_more(desk: Desk) -> None:
    desk.sync(later(renamed(0)))
    desk.sync(later(sequence=9))
    assert desk.store.news() == ()


def test_two_changes_are_told_as_one(desk: Desk) -> None:
    desk.sync(later(renamed(0)))
    desk.sync(later(renamed(0, name="Kolmas"), sequence=9))
    (one,) = desk.store.news()
    assert (one.kind, one.before) == ("changed", SMALL.services[0])
    assert one.now == structs.replace(SMALL.services[0], name="Kolmas")


def test_what_came_and_went_between_two_looks_is_no_news(desk: Desk) -> None:
    desk.sync(later([*SMALL.services, structs.replace(SMALL.services[0], id="added")]))
    desk.sync(later(sequence=9))
    assert desk.store.news() == ()


def test_what_went_and_came_back_is_told_only_where_it_changed(desk: Desk) -> None:
    desk.sync(later(SMALL.services[2:]))
    assert set(told(desk).values()) == {"gone"}
    desk.sync(later(renamed(1), sequence=9))
    assert told(desk) == {uid("club"): "changed"}


def test_what_comes_back_after_its_going_was_seen_is_new(desk: Desk) -> None:
    desk.sync(later(SMALL.services[1:]))
    desk.store.news_seen()
    desk.sync(later(sequence=9))
    assert told(desk) == {uid("friend"): "new"}
    desk.sync(later(SMALL.services[1:], sequence=10))
    assert desk.store.news() == ()


def test_after_a_look_only_what_changes_later_is_news(desk: Desk) -> None:
    desk.sync(later(renamed(0)))
    desk.store.news_seen()
    assert desk.store.news() == ()
    desk.sync(later(renamed(0, 1), sequence=9))
    assert told(desk) == {uid("club"): "changed"}


def test_what_came_while_the_user_looked_stays_news(desk: Desk) -> None:
    desk.sync(later(renamed(0)))
    desk.publish(later(renamed(0, 1), sequence=9))
    sync.run(desk.store, str(desk.file), index=desk.index, at=AT + timedelta(hours=4))
    desk.store.news_seen(AT)
    assert told(desk) == {uid("club"): "changed"}


def test_looking_at_no_news_writes_nothing(desk: Desk) -> None:
    version = desk.store.data_version()
    desk.store.news_seen()
    assert desk.store.data_version() == version


def test_another_catalogue_clears_the_news(desk: Desk) -> None:
    desk.sync(later(renamed(0)))
    other = desk.folder / "other.json"
    other.write_bytes(document.write(structs.replace(later(), catalogue_id="another")))
    desk.sync(address=str(other))
    assert desk.store.news() == ()


def test_bringing_the_previous_file_back_takes_its_news_away(desk: Desk) -> None:
    desk.sync(later(renamed(0)))
    sync.restore_previous(desk.store, index=desk.index, at=AT)
    assert desk.store.news() == ()


def test_a_sync_that_is_undone_makes_no_news(desk: Desk) -> None:
    with pytest.raises(SyncHeld):
        desk.sync(later(SMALL.services[3:]))
    calls = iter(range(100))
    with pytest.raises(errors.Cancelled):
        desk.sync(later(renamed(0)), cancelled=lambda: next(calls) >= 4)
    assert desk.store.news() == ()


def test_an_older_version_that_stays_is_no_news(desk: Desk) -> None:
    desk.sync(document.write(later()).replace(b'"2026-09-01"', b'"2026-02-30"', 1))
    assert desk.store.news() == ()
    assert desk.store.problems() != ()


def test_of_too_many_the_oldest_are_forgotten(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news, "MOST", 3)
    desk.sync(later(renamed(0)))
    desk.publish(later(renamed(0, 1, 2, 3), sequence=9))
    sync.run(desk.store, str(desk.file), index=desk.index, at=AT + timedelta(hours=4))
    assert len(desk.store.news()) == 3
    assert uid("friend") not in told(desk)


def test_problems_of_the_installed_file_can_be_looked_up(desk: Desk) -> None:
    file = document.write(later()).replace(
        b'"needs": [\n        "friend"', b'"needs": [\n        "nothing"', 1
    )
    outcome = desk.sync(file)
    assert desk.store.problems() == outcome.problems
    (problem,) = outcome.problems
    assert problem.id == uid("friend")
    installed = desk.store.installed()
    assert installed is not None
    assert installed.problems == outcome.problem_counts == {"link": 1}
    assert outcome.dropped_links == 1
