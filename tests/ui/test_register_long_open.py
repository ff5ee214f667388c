"""A request that has been open for over a year is shown, and never goes by itself."""

from __future__ import annotations

from follow_hand import ME, Follower, words
from ohjaus_desktop.ui.register.page import RegisterPage


def _page(follower: Follower) -> RegisterPage:
    follower.register.settings.show()
    pages = follower.window.pages
    follower.worker.qtbot.waitUntil(lambda: isinstance(pages.currentWidget(), RegisterPage))
    follower.settle()
    return pages.currentWidget()


def test_the_settings_page_shows_what_has_been_open_for_over_a_year(open_window) -> None:
    follower = Follower(open_window(worker=ME.name))
    follower.open_register()
    made = follower.make(days=400)
    young = follower.make("two", days=300)
    said = words(_page(follower))
    assert "Avoinna yli vuoden" in said
    assert made.case_number in said
    assert young.case_number not in said
    assert "clear" not in _page(follower).buttons


def test_nothing_is_said_where_nothing_has_been_open_for_so_long(open_window) -> None:
    follower = Follower(open_window(worker=ME.name))
    follower.open_register()
    follower.make(days=300)
    assert "Avoinna yli vuoden" not in words(_page(follower))
