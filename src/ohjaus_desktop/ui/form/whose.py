"""Whose matter is it, and may anybody ask on the client's behalf."""

from __future__ import annotations

from typing import cast

from msgspec.structs import replace
from PySide6.QtCore import Signal

from ohjaus_desktop.register import checks
from ohjaus_desktop.register.model import Content, Guardians, Minor, Subject
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.form.choices import OptionsPart, TickPart
from ohjaus_desktop.ui.form.fields import BoxPart, LinePart
from ohjaus_desktop.ui.form.section import Section
from ohjaus_desktop.ui.words import Press, Words

MINORS = ("under_15", "15_17")


def yes_no() -> list[tuple[str, str]]:
    """The two answers of a question that somebody has asked aloud."""
    return [("yes", text("Yes")), ("no", text("No"))]


def age_groups(*, minors: bool = False) -> list[tuple[str, str]]:
    """Age groups for a box; only those under 18 where ``minors``."""
    groups = [
        ("", text("Not told")),
        ("under_15", text("under 15")),
        ("15_17", "15–17"),
    ]
    grown = [("18_29", "18–29"), ("30_64", "30–64"), ("65_74", "65–74"), ("75_over", text("75 or over"))]
    return groups if minors else [*groups, *grown]


def concerns_a_minor(content: Content) -> bool:
    """Whether the questions about a child must be asked."""
    return content.subject.whose == "child" or content.client.age_group in MINORS


class WhoseSection(Section):
    """The client's own matter in one Tab stop; for a child or a relative also by what right."""

    duty_wanted = Signal(str)  # whom it is about, as duty_facts names it
    guidance_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.whose = self.add(
            OptionsPart(
                "subject.whose",
                text("Whose matter is it?"),
                [
                    ("own", text("The client’s own")),
                    ("child", text("A child’s")),
                    ("relative", text("A relative’s")),
                ],
            )
        )
        self.age = self.add(BoxPart("client.age_group", text("Age of the child"), age_groups(minors=True)))
        self.present = self.add(
            OptionsPart("subject.present", text("Is the client here or on the phone?"), yes_no())
        )
        self.relation = self.add(
            LinePart(
                "subject.relation",
                text("Who speaks for the client?"),
                example=text("mother, daughter, neighbour, guardian"),
                longest=80,
            )
        )
        self.authority = self.add(BoxPart("subject.authority", text("By what right?"), [("", "")]))
        self.knows = self.add(
            OptionsPart("subject.knows", text("Does the client know of the request and agree?"), yes_no())
        )
        self.standing = self.put(Words(badge="warning"))
        self.duty = Press(text("Duty to notify"), kind="quiet")
        self.duty.clicked.connect(
            lambda: self.duty_wanted.emit("child" if self.whose.value() == "child" else "elder")
        )
        guidance = Press(text("Back to the instructions"), picture="back")
        guidance.clicked.connect(self.guidance_wanted)
        self._ways_on = self.put(flow_row(guidance, self.duty))

    def show_content(self, content: Content) -> None:
        """Fill in the answers that there are."""
        subject = content.subject
        self.whose.show_value(subject.whose)
        self.present.show_value("yes" if subject.present else "no")
        self.relation.show_value(subject.relation)
        self.authority.offer(_authorities(subject.whose))
        self.authority.show_value(subject.authority)
        self.knows.show_value(subject.knows)
        self.age.show_value(content.client.age_group)

    def written(self, content: Content) -> Content:
        """The content with what stands here now; the client's own matter has no speaker."""
        whose = self.whose.value() or "own"
        before = content.subject
        if whose == "own":
            return replace(content, subject=Subject(minor=before.minor))
        subject = replace(
            before,
            whose=whose,
            present=self.present.value() != "no",
            relation=self.relation.value(),
            authority=self.authority.value() if whose == before.whose else "",
            knows=self.knows.value(),
        )
        client = content.client
        if whose == "child":
            client = replace(client, age_group=self.age.value())
        return replace(content, subject=subject, client=client)

    def fit(self, content: Content) -> None:
        """Ask by what right somebody speaks only where somebody does."""
        subject = content.subject
        speaks, child = subject.whose != "own", subject.whose == "child"
        self.age.setVisible(child)
        self.present.setVisible(speaks)
        self.relation.setVisible(speaks)
        self.authority.offer(_authorities(subject.whose))
        self.authority.setVisible(child or (speaks and not subject.present))
        self.knows.setVisible(speaks and (not child or content.client.age_group == "15_17"))
        refused = checks.standing(subject, age_group=content.client.age_group) if speaks else ""
        self.standing.say(refused)
        self._ways_on.setVisible(bool(refused))


def _authorities(whose: str) -> list[tuple[str, str]]:
    none = ("", text("None, or not known"))
    if whose == "child":
        return [
            none,
            ("custody", text("Custodian of the child")),
            ("personal", text("Guardian, also for personal matters")),
            ("helper", text("Takes care of things")),
        ]
    return [
        none,
        ("personal", text("Guardian, also for personal matters")),
        ("money", text("Guardian, for money matters only")),
        ("continuing", text("Continuing power of attorney in force")),
        ("mandate", text("Suomi.fi mandate")),
        ("helper", text("Takes care of things")),
    ]


class MinorSection(Section):
    """What must be known of a client under 18."""

    def __init__(self) -> None:
        super().__init__(text("A child or young person"))
        self.call = self.add(
            OptionsPart(
                "subject.minor.call",
                text("Whom may the organization call?"),
                [
                    ("child", text("the young person")),
                    ("custodian", text("a custodian")),
                    ("both", text("both")),
                ],
            )
        )
        self.guardians = self.add(
            BoxPart(
                "subject.minor.guardians",
                text("What do the custodians know?"),
                [
                    ("", text("Choose")),
                    ("know", text("The custodians know")),
                    ("one_knows", text("One of two custodians knows")),
                    ("do_not_know", text("They do not know yet")),
                    ("must_not_know", text("The young person forbids telling them")),
                ],
            )
        )
        self.two = self.add(TickPart("subject.minor.two_addresses", text("The custodians live apart")))
        self.home = self.add(
            TickPart("subject.minor.may_write_home", text("A letter may be sent home")),
        )

    def show_content(self, content: Content) -> None:
        """Fill in the answers that there are."""
        minor = content.subject.minor or Minor()
        self.call.show_value(minor.call)
        self.guardians.show_value(minor.guardians)
        self.two.show_value(minor.two_addresses)
        self.home.show_value(minor.may_write_home)

    def written(self, content: Content) -> Content:
        """The content with what stands here now; nothing where no minor is concerned."""
        if not concerns_a_minor(content):
            return replace(content, subject=replace(content.subject, minor=None))
        minor = Minor(
            call=self.call.value(),  # type: ignore[arg-type]  # one of its own options
            guardians=cast("Guardians", self.guardians.value()),
            two_addresses=self.two.value(),
            may_write_home=self.home.value(),
        )
        return replace(content, subject=replace(content.subject, minor=minor))
