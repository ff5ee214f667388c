"""Asetukset: every choice in one column; each is saved as soon as it is made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ohjaus_desktop.guidance.place_lists import Municipality
from ohjaus_desktop.settings import Effective, Settings
from ohjaus_desktop.texts import LANGUAGES, current, text
from ohjaus_desktop.ui.column import Column
from ohjaus_desktop.ui.controls import card, picture, spaced
from ohjaus_desktop.ui.page_choices import LANGUAGE_NAMES
from ohjaus_desktop.ui.passing import PassingView
from ohjaus_desktop.ui.printing import Printer
from ohjaus_desktop.ui.root_field import RootField
from ohjaus_desktop.ui.settings_fields import (
    ChoiceField,
    Field,
    LineField,
    MunicipalityField,
    TickField,
    TicksField,
    section,
)
from ohjaus_desktop.ui.style import LARGEST, SMALLEST, STEP
from ohjaus_desktop.ui.words import Press, Words

COLUMN = 720
"""Lines stay readable: no wider than this, in design pixels."""


class SettingsPage(PassingView):
    """Shows what holds, says which values are locked, and tells every change with what was before."""

    changed = Signal(object, object)  # Settings that hold from now on, Settings before
    fetch_wanted = Signal()
    client_data_wanted = Signal()  # the page about the protected client data

    def __init__(
        self,
        effective: Effective,
        *,
        municipalities: Sequence[Municipality],
        printers: Sequence[Printer],
        trust_folder: Path,
    ) -> None:
        """trust_folder: where the files are kept with which publishers are recognised."""
        super().__init__()
        self._trust_folder = trust_folder
        self._settings = effective.settings
        self._locked = effective.locked
        self.fields: dict[str, Field] = {}
        scroll = Column(widest=COLUMN)
        scroll.setAccessibleName(text("Settings"))
        self._column = scroll.begin(margin=8, gap=16)
        self._head(effective)
        self._service_point()
        self._place(municipalities)
        self._languages()
        self._appearance()
        self._printing(printers)
        self._catalogue()
        self._client_data()
        self._column.addStretch(1)
        scroll.present()
        spaced(QVBoxLayout(self), gap=0).addWidget(scroll)
        for field in self.fields.values():
            field.edited.connect(self._take)

    @property
    def settings(self) -> Settings:
        """What holds now."""
        return self._settings

    def open(self) -> None:
        """Remember where the focus was."""
        self.note_focus()

    def focus_first(self) -> None:
        """Begin at the first field."""
        next(iter(self.fields.values())).setFocus()

    def forget(self) -> None:
        """A line that is still being typed is saved before the page goes."""
        for field in self.fields.values():
            if isinstance(field, LineField):
                field.finish()

    def _take(self, name: str, value: Any) -> None:
        before = self._settings
        self._settings = msgspec.structs.replace(before, **{name: value})
        if self._settings != before:
            # Last: a change of language or size may build this page anew.
            self.changed.emit(self._settings, before)

    def _head(self, effective: Effective) -> None:
        row = spaced(QHBoxLayout(), gap=8)
        row.addWidget(Words(text("Settings"), size=1.5, bold=True), 1)
        close = Press(text("Close"), picture="close", kind="quiet", key="close")
        close.clicked.connect(self.close_view)
        row.addWidget(close)
        self._column.addLayout(row)
        self._column.addWidget(Words(text("Every change is saved at once."), tone="muted"))
        for problem in effective.problems:
            band = card("band")
            inside = spaced(QHBoxLayout(band), margin=12)
            inside.addWidget(picture("warning", colour="warning"), 0, Qt.AlignmentFlag.AlignTop)
            inside.addWidget(Words(problem, selectable=True), 1)
            self._column.addWidget(band)

    def _section(self, name: str, *fields: QWidget) -> None:
        self._column.addWidget(section(name, fields, self.fields, gap=16))

    def _line(self, name: str, label: str, hint: str = "") -> LineField:
        return LineField(name, label, getattr(self._settings, name), hint=hint, locked=name in self._locked)

    def _service_point(self) -> None:
        self._section(
            text("Service point"),
            self._line(
                "service_point",
                text("Name of the service point"),
                text("Printed on the page, so that the client knows whom they met."),
            ),
            self._line(
                "neutral_sender",
                text("Neutral sender"),
                text(
                    "Printed instead of the name and the address where the name alone could reveal something."
                ),
            ),
            self._line("phone", text("Phone number"), text("Where the client can ask more.")),
            self._line("address", text("Address")),
            self._line(
                "worker", text("Worker"), text("First name or role. Stays on this machine and on paper.")
            ),
        )

    def _place(self, municipalities: Sequence[Municipality]) -> None:
        swedish = current().language == "sv"
        names: dict[str, str] = {}
        for one in municipalities:
            both = (one.name_sv, one.name_fi) if swedish else (one.name_fi, one.name_sv)
            names |= dict.fromkeys(both, one.code)
        self._section(
            text("Place"),
            MunicipalityField(
                "home_municipality",
                text("Home municipality of the service point"),
                self._settings.home_municipality,
                names,
                hint=text("Chosen when the program starts and for every new client."),
                locked="home_municipality" in self._locked,
            ),
        )

    def _languages(self) -> None:
        named = [(code, LANGUAGE_NAMES[code]) for code in LANGUAGES]
        self._section(
            text("Languages"),
            self._choice("language", text("Language of the program"), named),
            TicksField(
                "client_languages",
                text("Clients’ languages"),
                self._settings.client_languages,
                named,
                hint=text(
                    "Offered first for the printed page. The client’s page does not follow the program."
                ),
                locked="client_languages" in self._locked,
            ),
        )

    def _appearance(self) -> None:
        sizes = [(size, f"{size} %") for size in range(SMALLEST, LARGEST + 1, STEP)]
        if self._settings.text_scale not in dict(sizes):
            sizes = sorted([*sizes, (self._settings.text_scale, f"{self._settings.text_scale} %")])
        themes = [
            ("system", text("As in the system")),
            ("light", text("Light")),
            ("dark", text("Dark")),
        ]
        self._section(
            text("Appearance"),
            self._choice("text_scale", text("Text size"), sizes),
            self._choice("theme", text("Colours"), themes),
            TickField(
                "large_targets",
                text("For a finger"),
                text("High rows and buttons"),
                self._settings.large_targets,
                hint=text("Without this they become high when a finger touches the screen."),
                locked="large_targets" in self._locked,
            ),
        )

    def _printing(self, printers: Sequence[Printer]) -> None:
        choices = [("", text("The system’s default printer"))]
        choices += [(printer.name, printer.shown) for printer in printers]
        chosen = self._settings.printer
        if chosen not in dict(choices):
            choices.append((chosen, text("{printer} (not available now)", printer=chosen)))
        self._section(
            text("Printing"),
            self._choice("printer", text("Printer"), choices),
            TickField(
                "large_print",
                text("Size of the printed text"),
                text("Large text"),
                self._settings.large_print,
                hint=text("Can be chosen for each page in the preview as well."),
                locked="large_print" in self._locked,
            ),
        )

    def _catalogue(self) -> None:
        field = self._line(
            "catalogue_address",
            text("Address of the service catalogue"),
            text("An address or a file. When empty, the bundled example is in use."),
        )
        self.fetch_button = Press(text("Fetch now"), picture="sync", key="update")
        self.fetch_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.fetch_button.clicked.connect(self._fetch)
        root = RootField(
            self._settings.trusted_root, self._trust_folder, locked="trusted_root" in self._locked
        )
        self._section(text("Service catalogue"), field, root, self.fetch_button)

    def _fetch(self) -> None:
        field = self.fields["catalogue_address"]
        if isinstance(field, LineField):
            field.finish()
            if field.problem.isVisible():
                return
        self.fetch_wanted.emit()

    def _client_data(self) -> None:
        self.client_data_button = Press(text("Protected client data …"), picture="lock")
        self.client_data_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.client_data_button.clicked.connect(self.client_data_wanted)
        words = Words(
            text("Locking, PINs, backups, how long requests are kept, and who is the controller."),
            tone="muted",
        )
        self._section(text("Protected client data"), words, self.client_data_button)

    def adopt(self, settings: Settings) -> None:
        """Another page has changed what holds."""
        self._settings = settings

    def _choice(self, name: str, label: str, choices: Sequence[tuple[Any, str]]) -> ChoiceField:
        return ChoiceField(name, label, getattr(self._settings, name), choices, locked=name in self._locked)
