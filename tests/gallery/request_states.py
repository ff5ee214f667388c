"""The contact request and the list of requests in every state, for the gallery."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Qt

from gallery import client_data
from gallery.client_data import CAREFUL, LONG_NAME, ME, over, person
from gallery.stage import SATURDAY_EVENING, TUESDAY, Setting, until
from gallery.states import ALT, CTRL, Act, State, press, then
from ohjaus_desktop.register import consent
from ohjaus_desktop.register.model import (
    Client,
    Consent,
    Content,
    Interpreter,
    Minor,
    SafeContact,
    Subject,
)
from worker import Worker

Key = Qt.Key
Change = Callable[[Content], Content]
FRIEND, PHONE_FRIEND, DEBTS = "Ystävätoiminta kotiin", "Puhelinystävä", "Talous- ja velkaneuvonta"
YOUTH, CRISIS, CARERS = "Etsivä nuorisotyö", "Kriisikeskuksen keskusteluapu", "Turvakoti"
SET_UP = Setting(lay=over(client_data.everyday), settings={"home_municipality": "584"})


def desks(worker: Worker) -> Any:
    """The desks of the window as it stands now."""
    return worker.window.desks


def settle(worker: Worker) -> None:
    """Wait until the register has answered everything."""
    lane = desks(worker).register.lane
    until(lambda: not lane.is_busy)


def service(worker: Worker, name: str) -> str:
    """The id of the service of that Finnish name."""
    workplace = worker.window.workplace
    assert workplace is not None
    return next(one.id for one in workplace.store.services() if one.name["fi"] == name)


def form(*names: str) -> Act:
    """Ctrl+L for one service, or for several that have been gathered."""

    def act(worker: Worker) -> None:
        for name in names:
            desks(worker).services.open(service(worker, name))
            if len(names) > 1:
                worker.ctrl(Key.Key_D)
        worker.ctrl(Key.Key_L)
        until(desks(worker).form.form.isVisible)
        settle(worker)

    return act


def filled(change: Change, *names: str) -> Act:
    """The form for these services, filled in like that after every consent was given."""

    def act(worker: Worker) -> None:
        form(*names)(worker)
        desk = desks(worker).form
        content = change(desk.form.content)
        desk.open_with(_allowed(content))
        settle(worker)
        desk.form.edited.emit(desk.form.content)
        worker.window.undo_bar.forget()
        desk.form.go_on()

    return act


def _allowed(content: Content) -> Content:
    return replace(
        content,
        matters=tuple(
            replace(
                one,
                consent=Consent(
                    given="yes",
                    sentence=consent.for_matter(content, one),
                    language=content.language,
                    given_how="spoken",
                    given_at=TUESDAY,
                    recorded_by=ME.name,
                    expires_on=consent.expires_on(TUESDAY.date()),
                ),
            )
            for one in content.matters
        ),
    )


def usual(content: Content) -> Content:
    """A client who may be called, and a matter for every recipient."""
    words = (
        "Toivoo juttuseuraa kotiin kerran viikossa.",
        "Laskuja on kertynyt syksyn aikana.",
        "Toivoo soittoa.",
    )
    matters = tuple(replace(one, matter=words[at % 3]) for at, one in enumerate(content.matters))
    return replace(
        content,
        client=replace(content.client, name="Testi Esimerkki", phone="000 123 4567", language="fi"),
        contact=replace(content.contact, may_call="yes", others_may_answer="no", when="arkisin klo 9–12"),
        matters=matters,
    )


def long(content: Content) -> Content:
    """Everything that can be long is long."""
    content = usual(content)
    words = (
        "Toivoo, että joku kävisi juttelemassa ja auttaisi samalla kauppa-asioissa, koska kävely on vaikeaa."
    )
    matters = tuple(
        replace(
            one,
            matter=words,
            tried=words,
            hope=words,
            promised=words,
            answer_to="kolmen yrityksen jälkeen viesti",
        )
        for one in content.matters
    )
    client = replace(
        content.client,
        name=LONG_NAME,
        email="maximiliana-alexandriina.esimerkki-pitkansukunimenmaki@sahkoposti.invalid",
        second_phone="000 765 4321",
        senses="kuulee huonosti vasemmalla korvalla, puhu hitaasti ja selvästi",
        interpreter=Interpreter(language="sorani, Irakin murre", by="phone", gender="woman", not_local=True),
    )
    return replace(content, client=client, contact=CAREFUL, matters=matters)


def child(content: Content) -> Content:
    """A mother asks for her child."""
    return replace(
        usual(content),
        subject=Subject(
            whose="child",
            speaker="Vanhempi Esimerkki",
            relation="äiti",
            authority="custody",
            knows="yes",
            minor=Minor(call="both", guardians="one_knows", two_addresses=True),
        ),
        client=Client(name="Nuori Esimerkki", phone="000 123 4567", language="fi", age_group="15_17"),
    )


def relative(content: Content) -> Content:
    """A relative speaks, the client is not there, and nobody has given any right."""
    subject = Subject(whose="relative", present=False, relation="tytär", authority="", knows="no")
    return replace(content, subject=subject)


def hidden_address(content: Content) -> Content:
    """A client whose address is nowhere to be told."""
    return replace(
        usual(content), client=person("Anna Anonyymi", "000 765 4321", non_disclosure=True), contact=CAREFUL
    )


def interpreted(content: Content) -> Content:
    """A client who needs an interpreter."""
    content = usual(content)
    interpreter = Interpreter(language="somali", by="phone", gender="woman", not_local=True)
    return replace(content, client=replace(content.client, language="so", interpreter=interpreter))


def wrong(content: Content) -> Content:
    """What cannot be so, and what may be worth another look."""
    content = usual(content)
    return replace(
        content,
        client=replace(content.client, name="", phone="12", email="testi@", municipality=""),
        contact=SafeContact(introduction="organization"),
        matters=tuple(
            replace(one, matter="Naapuri Matti Meikäläinen 010190-000X ei jaksa.") for one in content.matters
        ),
    )


def below(part: str) -> Act:
    """Scrolls the form down to a section of it."""

    def act(worker: Worker) -> None:
        shown = desks(worker).form.form
        section = getattr(shown, part)
        section = section[0] if isinstance(section, list) else section
        until(lambda: shown.pane.verticalScrollBar().maximum() > 0 or not shown.pane.isVisible())
        top = section.mapTo(shown.pane.widget(), section.rect().topLeft()).y()
        shown.pane.verticalScrollBar().setValue(top)

    return act


def answered(value: str) -> Act:
    """The client’s answer to the consent question of the first recipient."""

    def act(worker: Worker) -> None:
        desks(worker).form.form.cards[0].answer.choose(value)
        settle(worker)

    return act


def save(worker: Worker) -> None:
    """Ctrl+Enter."""
    worker.ctrl(Key.Key_Return)
    settle(worker)


def way(route: str) -> Act:
    """A request that has been made and takes this way."""

    def act(worker: Worker) -> None:
        filled(lambda content: _by(usual(content), route), FRIEND)(worker)
        save(worker)

    return act


def _by(content: Content, route: str) -> Content:
    return replace(content, matters=tuple(replace(one, route=route) for one in content.matters))  # type: ignore[arg-type]


def begun_before(worker: Worker) -> None:
    """A form that was put away, and Ctrl+L for the same service once more."""
    filled(usual, FRIEND)(worker)
    worker.press(Key.Key_Escape)
    settle(worker)
    form(FRIEND)(worker)


def request_paper(worker: Worker) -> None:
    """The preview of the papers."""
    way("joint_call")(worker)
    worker.ctrl(Key.Key_P)


def duty(worker: Worker) -> None:
    """The page about the duty to notify."""
    worker.window.act("duty")


BARE = Setting(settings={"no_personal_data": True, "home_municipality": "584"})
NEW = Setting(settings={"home_municipality": "584"})

FORM = (
    State("form", "Form, empty with the consent", form(FRIEND), SET_UP),
    State("form-open", "Form, fields open", then(form(FRIEND), answered("yes")), SET_UP),
    State("form-no", "Form, the client says no", then(form(FRIEND), answered("no")), SET_UP),
    State("form-filled", "Form, filled", filled(usual, FRIEND), SET_UP),
    State("form-filled-low", "Form, filled, matter", then(filled(usual, FRIEND), below("matters")), SET_UP),
    State("form-faults", "Form, what is missing", then(filled(wrong, FRIEND), save), SET_UP),
    State("form-faults-matter", "Form, soft warnings",
        then(filled(wrong, FRIEND), save, below("matters")), SET_UP),
    State("form-several", "Form, two recipients", form(FRIEND, DEBTS), SET_UP),
    State("form-several-matter", "Form, two matters",
        then(filled(usual, FRIEND, DEBTS), below("matters")), SET_UP),
    State("form-direct", "Form, one of them official", form(FRIEND, "Omaishoidon tuki"), SET_UP),
    State("form-sensitive", "Form, sensitive", filled(usual, CARERS), SET_UP),
    State("form-child", "Form, a minor", filled(child, YOUTH), SET_UP),
    State("form-child-low", "Form, a minor's questions", then(filled(child, YOUTH), below("minor")), SET_UP),
    State("form-relative", "Form, a relative without authority",
        then(form(FRIEND), lambda worker: desks(worker).form.open_with(
            relative(desks(worker).form.form.content)), settle), SET_UP),
    State("form-non-disclosure", "Form, non-disclosure",
        then(filled(hidden_address, CRISIS), below("contact")), SET_UP),
    State("form-interpreter", "Form, interpreter",
        then(filled(interpreted, FRIEND), below("client")), SET_UP),
    State("form-long", "Form, long words", then(filled(long, FRIEND), below("client")), SET_UP),
    State("form-long-matter", "Form, long matter", then(filled(long, FRIEND), below("matters")), SET_UP),
    State("form-unkept", "Form, nothing kept", form(FRIEND), BARE),
    State("form-begun", "Form, one begun before", begun_before, SET_UP),
    State("form-passed-on", "Form, passed on",
        then(filled(lambda content: replace(content, matters=tuple(
            replace(one, times_passed_on=2) for one in usual(content).matters)), FRIEND),
            below("matters")), SET_UP),
)  # fmt: skip

WAYS = (
    State("way-call", "Calling together", way("joint_call"), SET_UP),
    State("way-mail", "Protected mail", way("protected_mail"), SET_UP),
    State("way-letter", "Letter", way("letter"), SET_UP),
    State("way-refused", "Refused: why", then(way("joint_call"), press(Key.Key_4)), SET_UP),
    State("way-no-answer", "Nobody answered", then(way("joint_call"), press(Key.Key_3)), SET_UP),
    State("way-taken", "They took it on", then(way("joint_call"), press(Key.Key_1)), SET_UP),
    State("way-several", "Two recipients", then(filled(usual, FRIEND, DEBTS), save), SET_UP),
    State("way-unkept", "Nothing kept", then(filled(usual, FRIEND), save), BARE),
    State("way-sensitive", "Sensitive", then(filled(usual, CRISIS), save), SET_UP),
    State("way-papers", "Its papers", request_paper, SET_UP),
    State("statutory", "An official service", then(lambda worker: desks(worker).services.open(
        service(worker, "Omaishoidon tuki")), press(Key.Key_L, CTRL)), SET_UP),
    State("statutory-night", "Official, at night", then(lambda worker: desks(worker).services.open(
        service(worker, "Omaishoidon tuki")), press(Key.Key_L, CTRL)),
        Setting(settings={"home_municipality": "584"}, at=SATURDAY_EVENING)),
    State("duty", "Duty to notify", duty, NEW),
    State("duty-no-place", "Duty, no place", duty),
    State("duty-night", "Duty, at night", duty,
        Setting(settings={"home_municipality": "584"}, at=SATURDAY_EVENING)),
)  # fmt: skip


def requests(words: str = "", *, which: str = "", open_first: bool = False) -> Act:
    """Alt+2 with the register open: looks for words among these, and opens the first."""

    def act(worker: Worker) -> None:
        done: list[bool] = []
        desks(worker).register.with_open(lambda: done.append(True))
        until(lambda: bool(done))
        settle(worker)
        worker.window.undo_bar.forget()
        worker.press(Key.Key_2, ALT)
        settle(worker)
        page = desks(worker).requests.page
        if which:
            page.list.choose(which)
            settle(worker)
        if words:
            worker.type(words)
            settle(worker)
        if open_first:
            worker.press(Key.Key_Return)
            settle(worker)

    return act


def named(name: str) -> Act:
    """The request of that client."""
    return requests(name, open_first=True)


def deed(name: str) -> Act:
    """Presses a button of the request in sight."""

    def act(worker: Worker) -> None:
        detail = desks(worker).requests.page.detail
        button = detail.buttons[name]
        detail._scroll.ensureWidgetVisible(button)
        worker.click(button)
        settle(worker)

    return act


def bottom(worker: Worker) -> None:
    """Scrolls the request down."""
    bar = desks(worker).requests.page.detail._scroll.verticalScrollBar()
    until(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())


def hand_over(worker: Worker) -> None:
    """The list of open requests as it is printed for a colleague."""
    requests()(worker)
    worker.click(desks(worker).requests.page.list.print_button)
    settle(worker)


def locked(worker: Worker) -> None:
    """F9, and the page once more."""
    requests()(worker)
    worker.press(Key.Key_F9)
    settle(worker)


TWICE = Setting(lay=over(client_data.passed_on))
MANY = Setting(lay=over(client_data.many))
EMPTY = Setting(lay=over(client_data.empty))
LIST = (
    State("requests-begin", "Requests, nothing yet", press(Key.Key_2, ALT)),
    State("requests-closed", "Requests, locked", press(Key.Key_2, ALT), SET_UP),
    State("requests-locked", "Requests, locked by hand", locked, SET_UP),
    State("requests-empty", "Requests, none", requests(), EMPTY),
    State("requests", "Requests, waiting", requests(), SET_UP),
    State("requests-due", "Requests, due", requests(which="due"), SET_UP),
    State("requests-all", "Requests, all", requests(which="all"), SET_UP),
    State("requests-many", "Requests, sixty", requests(), MANY),
    State("requests-none", "Requests, no hit", requests("kvartsi"), SET_UP),
    State("requests-drafts", "Drafts", requests(which="drafts", open_first=True), SET_UP),
    State("requests-no-drafts", "No drafts", requests(which="drafts"), EMPTY),
    State("request", "A request", named("Malli"), SET_UP),
    State("request-low", "A request, below", then(named("Malli"), bottom), SET_UP),
    State("request-careful", "Safe contact", named("Anna"), SET_UP),
    State("request-careful-low", "Safe contact, below", then(named("Anna"), bottom), SET_UP),
    State("request-child", "A minor", named("Nuori"), SET_UP),
    State("request-changed", "The service has changed", named("Kaisa"), SET_UP),
    State("request-long", "A long name", named("Maximi"), SET_UP),
    State("request-accepted", "Accepted", named("Hilma"), SET_UP),
    State("request-rejected", "Rejected, next services", named("Varma"), SET_UP),
    State("request-passed-on", "Passed on twice", requests(which="all", open_first=True), TWICE),
    State("request-passed-on-low", "Passed on, below",
        then(requests(which="all", open_first=True), bottom), TWICE),
    State("request-why", "Why it did not begin", then(named("Malli"), press(Key.Key_4)), SET_UP),
    State("request-reached", "Reached, undo", then(named("Malli"), press(Key.Key_1), settle), SET_UP),
    State("request-erase", "Erase: asked in place", then(named("Malli"), deed("erase")), SET_UP),
    State("request-withdraw", "Withdraw", then(named("Anna"), deed("withdraw")), SET_UP),
    State("request-colleague", "Hand over", then(named("Malli"), deed("hand_over")), SET_UP),
    State("request-report", "Who has used the data", then(named("Anna"), deed("report")), SET_UP),
    State("request-correct", "Correction", then(named("Malli"), deed("correct")), SET_UP),
    State("request-hand-over", "Hand-over sheet", hand_over, SET_UP),
)  # fmt: skip

STATES = (*FORM, *WAYS, *LIST)
