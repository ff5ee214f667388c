"""The setting that names a publisher: its root.json, chosen as a file and kept as our own copy."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from ohjaus_desktop.catalogue import trust
from ohjaus_desktop.errors import KnownError
from ohjaus_desktop.texts import current, text
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.settings_fields import Field
from ohjaus_desktop.ui.words import Press, Words


class RootField(Field):
    """Says who is recognised and until when; a file is copied, so that its stick may be taken out."""

    def __init__(self, value: str, folder: Path, *, locked: bool) -> None:
        """value: the settings' trusted_root. folder: the data folder's own place for such files."""
        label = text("Recognise the publisher")
        super().__init__(
            "trusted_root",
            label,
            text(
                "With the publisher’s root.json only catalogues that it has signed are taken, from "
                "wherever they come. Without it any origin is."
            ),
        )
        self._value, self._folder, self._locked = value, folder, locked
        self.facts = Words(selectable=True)
        self._column.addWidget(self.facts)
        self.choose = Press(text("Choose the file root.json …"), picture="shield")
        self.choose.clicked.connect(self._ask)
        self.forget = Press(text("Take any origin"), kind="quiet")
        self.forget.clicked.connect(lambda: self._take(""))
        row = flow_row(self.choose, self.forget)
        self.set_input(row, label)
        self.setFocusProxy(self.choose)
        if locked:
            self.lock(row)
        self._show()

    def adopt(self, file: Path) -> None:
        """Recognise the publisher of this file from now on, or say why not."""
        try:
            copy = trust.adopt(file, self._folder)
        except KnownError as error:
            self.show_fault(f"{error.what} {error.do}".strip())
            return
        self._take(str(copy))

    def _ask(self) -> None:
        title = text("Choose the file root.json …")
        chosen, _kind = QFileDialog.getOpenFileName(self, title, "", "*root.json *.json")
        if chosen:
            self.adopt(Path(chosen))

    def _take(self, value: str) -> None:
        changed, self._value = value != self._value, value
        self._show()
        if changed:
            self.edited.emit(self.name, value)

    def _show(self) -> None:
        self.forget.setVisible(bool(self._value) and not self._locked)
        self.show_fault("")
        if not self._value:
            self.facts.say(text("Any origin is taken, and the window says that it has not been verified."))
            return
        try:
            known = trust.Trust.load(Path(self._value), self._folder, {})
            facts = trust.describe(known.root)
        except KnownError as error:
            self.facts.hide()
            self.show_fault(f"{error.what} {error.do}".strip())
            return
        say = current()
        self.facts.say(
            text(
                "Root key: {root}. Publishing key: {publishing}. Valid until {date}. Version {version}.",
                root=", ".join(facts.keys),
                publishing=", ".join(facts.publishing_keys),
                date=say.date(facts.expires.date()),
                version=facts.version,
            )
        )
