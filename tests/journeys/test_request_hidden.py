"""Nobody at the screen: the client data hides, the work does not stop, and the draft comes back."""

from __future__ import annotations

from PySide6.QtCore import Qt

from journeys.requester import NAME, PHONE, Requester
from journeys.sight import in_sight

Key = Qt.Key


def test_what_was_being_written_hides_and_comes_back_while_search_and_print_go_on(
    requester: Requester,
) -> None:
    worker = requester.worker
    requester.find("yksinäi perho")
    requester.open()
    worker.press(Key.Key_Return)
    requester.answer()
    worker.press(Key.Key_F9)
    assert_hidden(requester)

    worker.press(Key.Key_Escape)  # not now: somebody else asks where to go
    worker.ctrl(Key.Key_K)
    worker.ctrl(Key.Key_A)
    worker.type("velka perho")
    worker.ctrl(Key.Key_P)
    worker.press(Key.Key_Return)
    assert len(worker.printer.pages) == 1
    assert NAME not in in_sight(worker.window)

    requester.go_to_requests()
    worker.press(Key.Key_Return)
    requester.wait(lambda: requester.desks.register.opening.view is not None)
    worker.press(Key.Key_Return)
    form = requester.desks.form.form
    requester.wait(lambda: form.isVisible() and form.content is not None)
    assert (form.content.client.name, form.content.client.phone) == (NAME, PHONE)
    requester.settle()

    requester.desks.register.lane.watch(0)  # nobody has touched anything for no time at all
    assert_hidden(requester)


def assert_hidden(requester: Requester) -> None:
    """The client data is closed and out of sight, and the way back to it is on the screen."""
    requester.wait(lambda: requester.desks.register.opening.view is not None)
    requester.settle()
    assert requester.desks.register.lane.register is None
    seen = in_sight(requester.worker.window)
    assert NAME not in seen
    assert PHONE not in seen
