"""The contact request as it is written, and the ways it takes, in every state, for the gallery."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Qt

from gallery import client_data
from gallery.client_data import CAREFUL, LONG_NAME, ME, over, person
from gallery.stage import SATURDAY_EVENING, TUESDAY, Setting, picture, until
from gallery.states import CTRL, Act, State, press, then
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
        picture(worker.window)  # every section has its place then
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

STATES = (*FORM, *WAYS)
