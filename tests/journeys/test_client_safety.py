"""What must never happen to a client whose request passes through the window: CLIENT-SAFETY, told by use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

import invented_requests as invented
import personal_strings
from documents.paper import read
from journeys.requester import MATTER, THURSDAY, Requester
from journeys.sight import in_sight
from journeys.test_sensitive import telling_catalogue, tells_nothing
from ohjaus_desktop.catalogue import document
from ohjaus_desktop.paths import DataFolder
from ohjaus_desktop.register import referrals
from ohjaus_desktop.register.model import Client, Referral, SafeContact
from ohjaus_desktop.ui.duty_view import DutyView
from ohjaus_desktop.ui.sensitive_choice import PaperChoice, SensitiveChoice
from ohjaus_desktop.workplace import Workplace, now
from worker import Worker

Key = Qt.Key
Open = Callable[..., Worker]
PERSONAL = ("Testi Esimerkki", "000 123 4567", "juttuseuraa")
HOME = ("Perho", "Haapajärvi", "Jokilaakso", " km")


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    """A data folder whose catalogue would tell where the shelter is."""
    file = tmp_path / "telling.json"
    file.write_bytes(document.write(telling_catalogue()))
    folder = DataFolder(tmp_path / "data")
    with Workplace(folder) as workplace:
        workplace.synchronise(str(file), at=now(), replace=True)
    return folder


class Nurse(Requester):
    """A tired nurse at a counter: finds, asks, writes, prints, and turns to the next client."""

    def make(self, of: str = "friend", *, client: Client | None = None, **changes: object) -> Referral:
        """A request that was made before, by this worker."""
        at = self.worker.window.outside.clock()
        draft = invented.draft(
            invented.matter(of, at=at, matter=MATTER, route="joint_call"),
            of=client or Client(name="Testi Esimerkki", phone="000 123 4567", language="fi"),
            at=at,
            **changes,  # type: ignore[arg-type]
        )
        return self.ask(lambda register, by: referrals.request(register, draft, by=by, at=at))

    def follow(self) -> None:
        """Alt+2, and the first request is open."""
        self.worker.press(Key.Key_2, Qt.KeyboardModifier.AltModifier)
        self.settle()
        self.worker.press(Key.Key_Return)
        self.settle()

    def settle(self) -> None:
        lane = self.desks.register.lane
        self.wait(lambda: not lane.is_busy)

    def wish(self, name: str) -> None:
        """Press a button of the request that is open."""
        self.desks.requests.page.detail.buttons[name].click()
        self.settle()

    def advice(self, part: Any) -> str:
        """What is asked kindly below a field."""
        QApplication.processEvents()
        return in_sight(part)

    @property
    def everything(self) -> str:
        """Every word that any widget of the window holds, in sight or not."""
        return (
            in_sight(self.worker.window)
            + "\n"
            + "\n".join(
                words
                for widget in self.worker.window.findChildren(QWidget)
                for words in (widget.accessibleName(), widget.toolTip(), getattr(widget, "text", str)())
            )
        )


@pytest.fixture
def nurse(open_window: Open) -> Iterator[Nurse]:
    made = Nurse(
        open_window(at=THURSDAY, home_municipality="584", worker="Maija", service_point="Testipiste")
    )
    made.set_up()
    yield made
    made.settle()


# Paper that can hurt ------------------------------------------------------------------------------


def test_printed_again_from_the_list_paper_that_can_hurt_is_asked_about_first(nurse: Nurse) -> None:
    nurse.make("shelter", sensitive=True)
    nurse.follow()
    nurse.wish("print_page")
    view = nurse.worker.window.pages.currentWidget()
    assert isinstance(view, SensitiveChoice)
    assert view.buttons[PaperChoice.NOTHING].hasFocus()
    nurse.worker.press(Key.Key_Return)
    assert nurse.worker.printer.pages == []


@pytest.mark.parametrize("why", ["careful", "child"])
def test_a_client_who_is_afraid_at_home_is_asked_before_any_paper(nurse: Nurse, why: str) -> None:
    nurse.find("yksinäi perho")
    nurse.write()
    form = nurse.desks.form.form
    if why == "careful":
        form.contact.careful.chips["careful"].click()
    else:
        form.whose.whose.choose("child")
        form.whose.age.show_value("15_17")
        form.whose.age.edited.emit()
        form.whose.knows.choose("yes")
        form.whose.relation.show_value("nuori itse")
        form.whose.relation.edited.emit()
        form.minor.call.choose("child")
        form.minor.guardians.show_value("must_not_know")
        form.minor.guardians.edited.emit()
        form.minor.call.setFocus()
    assert [one.sentence for one in form.faults()] == []
    nurse.save()
    nurse.desks.form.ways.view.papers.click()
    assert isinstance(nurse.worker.window.page.right.passing(), SensitiveChoice)
    nurse.worker.press(Key.Key_Return)
    assert nurse.worker.printer.pages == []


def test_a_letter_about_a_sensitive_service_is_offered_nowhere(nurse: Nurse) -> None:
    nurse.make("shelter", sensitive=True)
    nurse.follow()
    buttons = nurse.desks.requests.page.detail.buttons
    assert "print_page" in buttons
    assert "print_letter" not in buttons


def test_the_slip_of_a_request_tells_a_number_and_nothing_else(nurse: Nurse) -> None:
    nurse.make("shelter", sensitive=True)
    nurse.follow()
    nurse.wish("print_page")
    nurse.worker.press(Key.Key_2)
    nurse.worker.press(Key.Key_Return)
    assert read(nurse.worker.printer.pages[0]) == "000 200 007 joka päivä ympäri vuorokauden"


def test_the_button_does_not_promise_to_print_what_is_asked_about_first(nurse: Nurse) -> None:
    nurse.find("turvakoti perho")
    nurse.open()
    assert nurse.desks.form.form.foot.save.accessibleName() == "Tallenna"


def test_nothing_about_a_shelters_place_is_anywhere_in_its_request(nurse: Nurse) -> None:
    nurse.find("turvakoti perho")
    nurse.write()
    nurse.save()
    tells_nothing(in_sight(nurse.worker.window.page.right))
    referral = nurse.referral()
    tells_nothing(str(referral))
    nurse.follow()
    tells_nothing(in_sight(nurse.desks.requests.page.detail))


# Home ---------------------------------------------------------------------------------------------


def test_under_a_non_disclosure_order_no_output_tells_where_the_client_lives(nurse: Nurse) -> None:
    nurse.find("yksinäi perho")
    nurse.write()
    form = nurse.desks.form.form
    form.client.non_disclosure.box.click()
    nurse.save()
    referral = nurse.referral()
    assert referral.client.municipality == ""
    nurse.desks.form.ways.view.record.click()
    told = [QGuiApplication.clipboard().text()]
    nurse.desks.form.ways.view.papers.click()
    choice = nurse.worker.window.page.right.passing()
    # The service is called “Ystävätoiminta Perho”: its very name tells the place.
    assert isinstance(choice, SensitiveChoice)
    choice.buttons[PaperChoice.PAGE].click()
    nurse.worker.press(Key.Key_Return)
    nurse.follow()
    nurse.desks.requests.page.list.print_button.click()
    nurse.settle()
    nurse.worker.press(Key.Key_Return)
    assert len(nurse.worker.printer.pages) == 2
    told += [read(page) for page in nurse.worker.printer.pages]
    for words in told:
        assert words
        assert [place for place in HOME if place in words] == []


def test_the_worker_says_no_place_of_their_own_in_a_call_for_a_hidden_client(nurse: Nurse) -> None:
    nurse.find("yksinäi perho")
    nurse.write()
    nurse.desks.form.form.client.non_disclosure.box.click()
    nurse.save()
    card = next(iter(nurse.desks.form.ways.view.cards.values()))
    assert "Testi Esimerkki" in card.step.spoken
    assert "Testipiste" not in card.step.spoken


def test_urgent_help_on_paper_is_of_the_clients_own_area_and_of_none_for_a_hidden_client(
    nurse: Nurse,
) -> None:
    asked: list[str | None] = []
    navigator = nurse.worker.window.workplace.navigator
    line = navigator.urgent_line
    navigator.urgent_line = lambda place, at: [asked.append(place), line(place, at)][1]
    nurse.find("yksinäi perho")
    made = nurse.make(client=Client(name="Testi Esimerkki", phone="000 123 4567", municipality="564"))
    hidden = structs.replace(made, client=structs.replace(made.client, municipality="", non_disclosure=True))
    at = nurse.worker.window.outside.clock()
    asked.clear()
    for one in (made, hidden):
        nurse.desks.form.ways._helplines(one, at)
    assert asked == ["564", None]


def test_words_that_tell_where_a_hidden_client_lives_are_asked_about(nurse: Nurse) -> None:
    nurse.find("yksinäi perho")
    nurse.write()
    form = nurse.desks.form.form
    form.matters[0].matter.show_value("Asuu Perhossa ja toivoo seuraa.")
    form.matters[0].matter.edited.emit()
    assert "”Perho”" not in nurse.advice(form.matters[0].matter)
    form.client.non_disclosure.box.click()
    assert "”Perho” voi kertoa, missä asiakas asuu" in nurse.advice(form.matters[0].matter)


# The next client ----------------------------------------------------------------------------------


def test_the_next_client_meets_nothing_of_this_one_anywhere(nurse: Nurse) -> None:
    nurse.find("yksinäi perho")
    nurse.write()
    nurse.save()
    nurse.desks.form.ways.view.record.click()
    nurse.follow()
    nurse.desks.requests.page.list.search.setText("Testi")
    nurse.settle()
    nurse.worker.ctrl(Key.Key_N)
    nurse.settle()
    for words in PERSONAL:
        assert words not in nurse.everything
    assert nurse.desks.requests.opened is None
    assert nurse.desks.requests.page.list.search.text() == ""
    assert QGuiApplication.clipboard().text() == ""
    nurse.worker.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    nurse.worker.press(Key.Key_F8)
    assert nurse.desks.form.form.content is None


def test_what_was_copied_for_this_client_leaves_the_clipboard_with_them(nurse: Nurse) -> None:
    nurse.find("turvakoti perho")
    nurse.worker.ctrl_shift(Key.Key_T)
    assert "000 200 007" in QGuiApplication.clipboard().text()
    nurse.worker.ctrl(Key.Key_N)
    assert QGuiApplication.clipboard().text() == ""


def test_what_somebody_copied_elsewhere_stays_for_them(nurse: Nurse) -> None:
    nurse.find("turvakoti perho")
    nurse.worker.ctrl_shift(Key.Key_T)
    QGuiApplication.clipboard().setText("kauppalista")
    nurse.worker.ctrl(Key.Key_N)
    assert QGuiApplication.clipboard().text() == "kauppalista"


# Who looks over the shoulder ----------------------------------------------------------------------


@pytest.mark.parametrize("key", [Key.Key_F12, Key.Key_F11], ids=["neutral", "client"])
@pytest.mark.parametrize("where", ["form", "requests"])
def test_one_key_covers_form_and_requests(nurse: Nurse, key: Qt.Key, where: str) -> None:
    nurse.find("yksinäi perho")
    nurse.write()
    if where == "requests":
        nurse.save()
        nurse.follow()
    QApplication.processEvents()
    focused = QApplication.focusWidget()
    nurse.worker.press(key)
    seen = in_sight(nurse.worker.window)
    assert [words for words in (*PERSONAL, "Turvallinen", "suostumus") if words in seen] == []
    assert nurse.worker.window.windowTitle() == "Ohjaus"
    nurse.worker.press(key)
    assert QApplication.focusWidget() is focused


@pytest.mark.parametrize("where", ["form", "ways", "requests"])
def test_the_lock_leaves_nothing_of_the_client_in_the_window(nurse: Nurse, where: str) -> None:
    nurse.find("yksinäi perho")
    nurse.write()
    if where != "form":
        nurse.save()
    if where == "requests":
        nurse.follow()
    nurse.worker.press(Key.Key_F9)
    nurse.settle()
    assert [words for words in PERSONAL if words in nurse.everything] == []
    assert "Testi" not in nurse.worker.window.windowTitle()


def test_no_word_flashes_in_a_window_of_its_own(nurse: Nurse, qapp: QApplication) -> None:
    shown: list[QWidget] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
            if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(watched)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    nurse.find("yksinäi perho")
    nurse.write()
    nurse.save()
    nurse.follow()
    nurse.worker.press(Key.Key_F11)
    qapp.removeEventFilter(watch)
    assert shown == []


# Danger to life -----------------------------------------------------------------------------------


def test_when_somebody_may_hurt_themself_the_form_shows_what_to_do_now(nurse: Nurse) -> None:
    nurse.find("en jaksa elää")
    nurse.worker.ctrl(Key.Key_L)
    view = nurse.worker.window.page.right
    nurse.wait(lambda: view.passing() is not None)
    seen = in_sight(view)
    assert "112" in seen
    assert "Tämä pyyntö ei korvaa kiireellistä apua." in seen
    assert "Kysy suoraan" in seen


def test_the_form_says_that_it_does_not_replace_urgent_help(nurse: Nurse) -> None:
    nurse.find("yksinäi perho")
    nurse.open()
    assert "Tämä pyyntö ei korvaa kiireellistä apua." in in_sight(nurse.worker.window.page.right)


def test_another_way_than_the_client_agreed_to_is_read_aloud_first(nurse: Nurse) -> None:
    nurse.find("yksinäi perho")
    nurse.write()
    nurse.save()
    asked = "He soittavat sinulle."
    assert asked not in in_sight(nurse.worker.window.page.right)
    nurse.worker.press(Key.Key_3)  # nobody answered: protected mail is next
    assert asked in in_sight(nurse.worker.window.page.right)


# Whose matter -----------------------------------------------------------------------------------


def test_a_neighbour_worried_about_an_old_man_is_led_to_the_authority_and_nothing_is_kept(
    nurse: Nurse, data: DataFolder
) -> None:
    nurse.find("yksinäi perho")
    nurse.open()
    form = nurse.desks.form.form
    form.whose.whose.choose("relative")
    form.whose.present.choose("no")
    form.whose.relation.show_value("naapuri")
    form.whose.relation.edited.emit()
    assert not form.client.isVisible()
    assert not form.cards[0].isVisible()
    form.whose.duty.click()
    view = nurse.worker.window.pages.currentWidget()
    assert isinstance(view, DutyView)
    assert view.choices["elder"].isChecked()


def test_the_clients_language_reaches_paper_consent_and_call(nurse: Nurse) -> None:
    nurse.find("yksinäi perho")
    nurse.write()
    form = nurse.desks.form.form
    form.client.language.show_value("sv")
    form.client.language.edited.emit()
    form.client.folds.unfold("interpreter")
    form.client.interpreter.show_value("svenska")
    form.client.interpreter.edited.emit()
    assert form.content is not None
    assert (form.content.language, form.content.client.language) == ("sv", "sv")
    # What was read in Finnish stays as it was read.
    assert form.content.matters[0].consent.language == "fi"


# Nothing stays ------------------------------------------------------------------------------------


def test_whoever_keeps_their_details_leaves_no_byte_behind(nurse: Nurse, data: DataFolder) -> None:
    nurse.find("yksinäi perho")
    nurse.write()
    nurse.settle()
    nurse.desks.form.form.refusal.back.click()
    nurse.settle()
    assert nurse.ask(lambda register, by: referrals.drafts(register, by=by)) == []
    assert [words for words in PERSONAL if words in nurse.everything] == []
    key = nurse.desks.register.lane.register.key
    files = [file for file in data.register.rglob("*.sqlite*") if file.stat().st_size]
    plain = data.root.parent / "plain"
    plain.mkdir()
    for number, file in enumerate(files):
        if not file.name.endswith("-shm"):
            personal_strings.decrypted(file, key, plain / f"{number}")
    assert personal_strings.places_of(PERSONAL, plain) == []


def test_where_nothing_may_be_kept_no_byte_of_a_whole_visit_is_on_the_disk(
    open_window: Open, data: DataFolder, tmp_path: Path
) -> None:
    nurse = Nurse(open_window(at=THURSDAY, home_municipality="584", worker="Maija", no_personal_data=True))
    nurse.find("yksinäi perho")
    nurse.write()
    nurse.save()
    nurse.desks.form.ways.view.record.click()
    nurse.worker.press(Key.Key_1)
    nurse.worker.press(Key.Key_Return)
    nurse.worker.press(Key.Key_Return)
    assert nurse.worker.printer.pages
    nurse.worker.ctrl(Key.Key_N)
    nurse.worker.window.close()
    control = tmp_path / "control"
    control.mkdir()
    said = ("Testi Esimerkki", "000 123 4567", MATTER)
    personal_strings.control_file(said, control / "words")
    assert {one.word for one in personal_strings.places_of(said, control)} == {*said}
    assert personal_strings.places_of(said, data.root) == []


# Titles and queues --------------------------------------------------------------------------------


def test_printer_queue_file_and_title_name_nobody(nurse: Nurse) -> None:
    nurse.make()
    nurse.follow()
    for paper in ("print_page", "print_sheet", "print_letter"):
        nurse.wish(paper)
        nurse.worker.press(Key.Key_Return)
        nurse.settle()
    told: list[Any] = [*nurse.worker.printer.titles, nurse.worker.window.windowTitle()]
    assert len(told) == 4
    for words in told:
        assert [one for one in (*PERSONAL, "Ystävä", "-") if one in words] == []


def test_a_client_contact_may_be_a_first_name_alone(nurse: Nurse) -> None:
    made = nurse.make(client=Client(name="Testi", phone="000 123 4567"), contact=SafeContact(may_call="yes"))
    assert made.client.name == "Testi"
