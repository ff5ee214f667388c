"""How the client may be reached without harm: asked of everyone, so that asking reveals nothing."""

from __future__ import annotations

from typing import cast

from msgspec.structs import replace

from ohjaus_desktop.register.model import Asked, Content, Introduction, SafeContact
from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.form.choices import ChipsPart, OptionsPart, TickPart
from ohjaus_desktop.ui.form.fields import LinePart
from ohjaus_desktop.ui.form.section import Folds, Section
from ohjaus_desktop.ui.form.whose import yes_no
from ohjaus_desktop.ui.words import Words

CAREFUL = "careful"


class ContactSection(Section):
    """Two questions, two permissions, when to call, and how the caller says who is calling."""

    def __init__(self) -> None:
        super().__init__(text("Safe contact"))
        self.call = self.add(
            OptionsPart("contact.may_call", text("May the client be called safely?"), yes_no())
        )
        self.others = self.add(
            OptionsPart(
                "contact.others_may_answer",
                text("Can someone else answer, or see the messages?"),
                yes_no(),
            )
        )
        self.voicemail = self.join(TickPart("contact.voicemail", text("Voicemail may be left")))
        self.message = self.join(TickPart("contact.text_message", text("A text message may be sent")))
        self.put(flow_row(self.voicemail, self.message, spacing=20))
        self.careful = self.add(
            ChipsPart("contact.careful", "", [(CAREFUL, text("Careful contact"))]),
        )
        self.warned = self.put(
            Words(
                text("If someone else answers, the caller tells neither the matter nor the organization."),
                badge="warning",
            )
        )
        self.when = self.join(LinePart("contact.when", text("When to call"), example=text("weekdays 9–12")))
        self.when_not = self.join(
            LinePart("contact.when_not", text("When not to call"), example=text("evenings, weekends"))
        )
        self.introduction = self.join(
            OptionsPart(
                "contact.introduction",
                text("The caller introduces themselves"),
                [
                    ("organization", text("by the organization’s name")),
                    ("first_name", text("by first name only")),
                    ("service_point", text("as from this service point")),
                ],
            )
        )
        self.folds = self.put(Folds())
        self.folds.offer("when", text("When to call"), self.when, self.when_not)
        self.folds.offer("introduction", text("How the caller introduces themselves"), self.introduction)

    def show_content(self, content: Content) -> None:
        """Fill in the answers that there are."""
        contact = content.contact
        self.call.show_value(contact.may_call)
        self.others.show_value(contact.others_may_answer)
        self.voicemail.show_value(contact.voicemail)
        self.message.show_value(contact.text_message)
        self.careful.show_value((CAREFUL,) if contact.careful else ())
        self.when.show_value(contact.when)
        self.when_not.show_value(contact.when_not)
        self.introduction.show_value(contact.introduction)
        if contact.when or contact.when_not:
            self.folds.unfold("when")

    def written(self, content: Content) -> Content:
        """The content with what stands here now."""
        before = content.contact
        careful = bool(self.careful.value())
        contact = SafeContact(
            may_call=cast("Asked", self.call.value()),
            others_may_answer=cast("Asked", self.others.value()),
            voicemail=self.voicemail.value(),
            text_message=self.message.value(),
            when=self.when.value(),
            when_not=self.when_not.value(),
            introduction=cast("Introduction", self.introduction.value()),
            careful=careful,
        )
        if careful and not before.careful:
            # Whoever is afraid at home: nothing is left behind, and no name gives anything away.
            contact = replace(contact, voicemail=False, text_message=False, introduction="first_name")
        return replace(content, contact=contact)

    def fit(self, content: Content) -> None:
        """Being careful shows what it changes."""
        contact = content.contact
        self.voicemail.show_value(contact.voicemail)
        self.message.show_value(contact.text_message)
        self.introduction.show_value(contact.introduction)
        self.warned.setVisible(contact.careful or content.sensitive or contact.others_may_answer == "yes")
        if contact.careful or content.sensitive:
            self.folds.unfold("introduction")
