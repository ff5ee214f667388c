"""How the organization finds the client: a first name or an alias and one way to reach them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from msgspec.structs import replace
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter

from ohjaus_desktop.register import checks
from ohjaus_desktop.register.model import AgeGroup, Content, Interpreter, Language
from ohjaus_desktop.texts import LANGUAGES, text
from ohjaus_desktop.ui.form.choices import OptionsPart, TickPart
from ohjaus_desktop.ui.form.fields import BoxPart, LinePart
from ohjaus_desktop.ui.form.section import Folds, Section
from ohjaus_desktop.ui.form.whose import age_groups


class ClientSection(Section):
    """Name and number in sight; what few clients need unfolds."""

    def __init__(self, languages: Sequence[tuple[str, str]], municipalities: Mapping[str, str]) -> None:
        """languages: code and name. municipalities: names and their codes."""
        super().__init__(text("The client"))
        self._codes = {name.casefold(): code for name, code in municipalities.items()}
        self._names = {code: name for name, code in reversed(list(municipalities.items()))}
        self.speaker = self.add(LinePart("subject.speaker", text("Name of the one who speaks"), longest=80))
        self.name = self.add(LinePart("client.name", text("Name, first name or alias"), longest=100))
        self.phone = self.add(LinePart("client.phone", text("Phone"), check=checks.phone_fault, longest=40))
        self.email = self.add(LinePart("client.email", text("E-mail"), check=checks.email_fault, longest=254))
        self.place = self.add(self._place_part(list(municipalities)))
        self.age = self.add(BoxPart("client.age_group", text("Age"), age_groups()))
        self.non_disclosure = self.add(
            TickPart(
                "client.non_disclosure",
                text("Non-disclosure order"),
                hint=text("No municipality, address or distance is written anywhere."),
            )
        )
        self._seldom(languages)

    def _place_part(self, names: list[str]) -> LinePart:
        part = LinePart("client.municipality", text("Home municipality"), check=self._place_fault)
        completer = QCompleter(QStringListModel(names, part), part)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        if (popup := completer.popup()) is not None:
            popup.setProperty("kind", "popup")
        completer.activated.connect(lambda _name: part.edited.emit())
        part.line.setCompleter(completer)
        return part

    def _seldom(self, languages: Sequence[tuple[str, str]]) -> None:
        self.second = self.join(
            LinePart("client.second_phone", text("Second number"), check=checks.phone_fault, longest=40)
        )
        self.language = self.join(
            BoxPart("client.language", text("Language of the call"), [("", text("Not told")), *languages])
        )
        self.interpreter = self.join(
            LinePart(
                "client.interpreter.language",
                text("Interpreter: language and dialect"),
                example=text("never a child or a spouse"),
                longest=80,
            )
        )
        self.by = self.join(
            OptionsPart(
                "client.interpreter.by",
                text("The interpreter is"),
                [
                    ("phone", text("on the phone")),
                    ("video", text("on video")),
                    ("present", text("in the room")),
                ],
            )
        )
        self.gender = self.join(
            OptionsPart(
                "client.interpreter.gender",
                text("Interpreter’s gender"),
                [("woman", text("a woman")), ("man", text("a man"))],
            )
        )
        self.not_local = self.join(
            TickPart("client.interpreter.not_local", text("Not from the same locality"))
        )
        self.senses = self.join(
            LinePart(
                "client.senses",
                text("Hearing, sight or speech"),
                example=text("hears badly: speak slowly, or write"),
            )
        )
        self.restricted = self.join(
            TickPart(
                "restricted",
                text("Only I see this request"),
                hint=text("A colleague sees it once it is handed over."),
            )
        )
        self.folds = self.put(Folds())
        self.folds.offer("second", text("Second number"), self.second)
        self.folds.offer("language", text("Language of the call"), self.language)
        self.folds.offer(
            "interpreter", text("Interpreter"), self.interpreter, self.by, self.gender, self.not_local
        )
        self.folds.offer("senses", text("Hearing, sight or speech"), self.senses)
        self.folds.offer("restricted", text("Limit who sees it"), self.restricted)

    def show_content(self, content: Content) -> None:
        """Fill in the answers that there are, and unfold where there are some."""
        client, interpreter = content.client, content.client.interpreter or Interpreter()
        self.speaker.show_value(content.subject.speaker)
        for part, words in (
            (self.name, client.name),
            (self.phone, client.phone),
            (self.second, client.second_phone),
            (self.email, client.email),
            (self.place, self._names.get(client.municipality, "")),
            (self.senses, client.senses),
            (self.interpreter, interpreter.language),
        ):
            part.show_value(words)
        self.age.show_value(client.age_group)
        self.language.show_value(client.language)
        self.non_disclosure.show_value(client.non_disclosure)
        self.by.show_value(interpreter.by)
        self.gender.show_value(interpreter.gender)
        self.not_local.show_value(interpreter.not_local)
        self.restricted.show_value(content.restricted)
        for name, needed in (
            ("second", client.second_phone),
            ("language", client.language and client.language != content.language),
            ("interpreter", client.interpreter is not None),
            ("senses", client.senses),
            ("restricted", content.restricted),
        ):
            if needed:
                self.folds.unfold(name)

    def written(self, content: Content) -> Content:
        """The content with what stands here now; a non-disclosure order leaves no municipality."""
        secret = self.non_disclosure.value()
        child = content.subject.whose == "child"
        client = replace(
            content.client,
            name=self.name.value(),
            phone=self.phone.value(),
            second_phone=self.second.value(),
            email=self.email.value(),
            municipality="" if secret else self._codes.get(self.place.value().casefold(), ""),
            language=self.language.value(),
            interpreter=self._interpreter(),
            senses=self.senses.value(),
            age_group=content.client.age_group if child else cast("AgeGroup", self.age.value()),
            non_disclosure=secret,
        )
        subject = content.subject
        if subject.whose != "own":
            subject = replace(subject, speaker=self.speaker.value())
        language: str = content.language
        if client.language != content.client.language and client.language in LANGUAGES:
            language = client.language
        return replace(
            content,
            client=client,
            subject=subject,
            language=cast("Language", language),
            restricted=self.restricted.value(),
        )

    def _interpreter(self) -> Interpreter | None:
        if not self.folds.is_open("interpreter"):
            return None
        made = Interpreter(
            language=self.interpreter.value(),
            by=self.by.value(),  # type: ignore[arg-type]  # one of its own options
            gender=self.gender.value(),  # type: ignore[arg-type]
            not_local=self.not_local.value(),
        )
        return None if made == Interpreter() else made

    def fit(self, content: Content) -> None:
        """Ask for an age only where a service has one; and for no place where none may be told."""
        subject, client = content.subject, content.client
        aged = any(
            m.snapshot.service.minimum_age is not None or m.snapshot.service.maximum_age is not None
            for m in content.matters
        )
        self.speaker.setVisible(subject.whose != "own")
        # What stands there is kept and shown; a new address is not asked for where mail can harm.
        self.email.setVisible(not content.sensitive or bool(client.email))
        self.place.setVisible(not client.non_disclosure and not content.sensitive)
        if client.non_disclosure:
            self.place.show_value("")
        self.age.setVisible(aged and subject.whose != "child")

    def _place_fault(self, words: str) -> str:
        if words.casefold() in self._codes:
            return ""
        return text("No municipality of Finland has this name.")
