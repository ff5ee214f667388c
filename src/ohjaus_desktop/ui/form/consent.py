"""The consent, one card for each recipient: the sentence to read aloud, and the client's answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import cast

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from ohjaus_desktop.register import consent as consents
from ohjaus_desktop.register.model import Asked, Consent, Content, GivenHow, Language, Matter
from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui.controls import card, spaced
from ohjaus_desktop.ui.form.choices import OptionsPart
from ohjaus_desktop.ui.form.fields import SMALL
from ohjaus_desktop.ui.form.section import Section
from ohjaus_desktop.ui.form.whose import yes_no
from ohjaus_desktop.ui.page_choices import LANGUAGE_NAMES
from ohjaus_desktop.ui.words import Press, Words


class ConsentHead(Section):
    """In which language the sentence is read."""

    def __init__(self, languages: Sequence[str]) -> None:
        super().__init__(text("Read aloud, and ask"))
        self.language = self.add(
            OptionsPart("language", "", [(code, LANGUAGE_NAMES[code]) for code in languages])
        )
        self.language.setAccessibleName(text("In which language"))

    def show_content(self, content: Content) -> None:
        """Show the language in use."""
        self.language.show_value(content.language)

    def fit(self, content: Content) -> None:
        """A client who is called in Swedish is read to in Swedish too."""
        self.language.show_value(content.language)

    def written(self, content: Content) -> Content:
        """The content in the language chosen."""
        return replace(content, language=cast("Language", self.language.value() or content.language))


class ConsentCard(Section):
    """One recipient's sentence. The answer is noted with the sentence as it was read."""

    def __init__(self, at: int, *, name: str, now: Callable[[], datetime], by: Callable[[], str]) -> None:
        """at: which of the matters. name: of the recipient, "" where there is but one. by: who notes it."""
        super().__init__()
        self._at, self._now, self._by = at, now, by
        self._is_read_anew = False
        frame = card("band", tone="info")
        inside = spaced(QVBoxLayout(frame), margin=12, gap=10)
        if name:
            inside.addWidget(Words(name, tone="section"))
        self.sentence = Words(size=1.3, bold=True)
        self.answer = self.join(OptionsPart(f"matters.{at}.consent", text("The client’s answer"), yes_no()))
        self.answer.buttons["yes"].clicked.connect(self._read)
        self.how = self.join(
            OptionsPart(
                f"matters.{at}.consent.given_how",
                text("How the client answered"),
                [
                    ("spoken", text("Here")),
                    ("phone", text("By phone")),
                    ("written", text("In writing")),
                ],
            )
        )
        self.scope = Words(tone="muted", size=SMALL)
        for widget in (self.sentence, self.answer, self.how, self.scope):
            inside.addWidget(widget)
        self.column.addWidget(frame)

    def show_content(self, content: Content) -> None:
        """Show the sentence and the answer."""
        matter = content.matters[self._at]
        self.answer.show_value(matter.consent.given)
        self.how.show_value(matter.consent.given_how)
        self._say(content, matter)

    def written(self, content: Content) -> Content:
        """The content with the answer; another answer than before is noted with its moment."""
        matter = content.matters[self._at]
        before, given = matter.consent, cast("Asked", self.answer.value())
        if given != before.given or self._is_read_anew:
            now = self._consent(given, content, matter)
            self.how.show_value(now.given_how)
        else:
            now = replace(before, given_how=cast("GivenHow", self.how.value()))
        matters = list(content.matters)
        matters[self._at] = replace(matter, consent=now)
        return replace(content, matters=tuple(matters))

    def fit(self, content: Content) -> None:
        """The sentence follows the way of asking; what has been read stays as it was."""
        matter = content.matters[self._at]
        self.how.setVisible(matter.consent.given == "yes")
        self._is_read_anew = False
        self._say(content, matter)
        changed = text("What happens next has changed. Read the sentence aloud once more, and press Yes.")
        self.answer.show_advice([changed] if self._is_another(content, matter) else [])

    def wants_reading(self, content: Content) -> bool:
        """Whether another sentence stands here now than the one that the client said yes to."""
        return self._is_another(content, content.matters[self._at])

    def _read(self) -> None:
        """Yes was pressed again: what stands there now has been read."""
        self._is_read_anew = True
        self.edited.emit()

    def _is_another(self, content: Content, matter: Matter) -> bool:
        """Whether another sentence would be read now than the one that was answered."""
        consent = matter.consent
        if consent.given != "yes":
            return False
        then = replace(content, language=cast("Language", consent.language))
        return consents.for_matter(then, matter) != consent.sentence

    def _consent(self, given: Asked, content: Content, matter: Matter) -> Consent:
        if given != "yes":
            return Consent(given=given)
        at = self._now()
        return Consent(
            given="yes",
            sentence=consents.for_matter(content, matter),
            language=content.language,
            given_how="spoken" if content.subject.present else "phone",
            given_at=at,
            recorded_by=self._by(),
            expires_on=consents.expires_on(at.date()),
        )

    def _say(self, content: Content, matter: Matter) -> None:
        consent = matter.consent
        read = consent.sentence if not self._is_another(content, matter) else ""
        self.sentence.setText(text("“{words}”", words=read or consents.for_matter(content, matter)))
        client, asked_on = content.client, (consent.given_at or self._now()).date()
        contact: consents.Contact = "email" if client.email and not client.phone else "call"
        told = [*consents.scope(current().language, contact=contact, asked_on=asked_on, content=content)]
        if consent.given == "yes" and consent.recorded_by:
            told.append(text("Noted by: {name}", name=consent.recorded_by))
        self.scope.setText("\n".join(told))


def is_refused(content: Content) -> bool:
    """Whether the client has said no to every recipient."""
    return bool(content.matters) and all(one.consent.given == "no" for one in content.matters)


class ConsentFoot(Section):
    """What to do when the client says no: the page helps without any details."""

    declined = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.calm = self.put(
            Words(text("That is fine. The instructions help without any details."), badge="ok")
        )
        self.back = Press(
            text("The client does not want to give their details"), picture="back", kind="quiet"
        )
        self.back.clicked.connect(self.declined)
        self.column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)

    def fit(self, content: Content) -> None:
        """Say so when every answer is no."""
        refused = is_refused(content)
        self.calm.setVisible(refused)
        self.back.set_kind("primary" if refused else "quiet")
        self.back.setText(
            text("Back to the instructions")
            if refused
            else text("The client does not want to give their details")
        )
