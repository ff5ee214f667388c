"""Workers who open the client data with a PIN of their own: added, changed, removed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ohjaus_desktop.texts import text
from ohjaus_desktop.ui.controls import card, spaced
from ohjaus_desktop.ui.flow import flow_row
from ohjaus_desktop.ui.register.sure import SurePress
from ohjaus_desktop.ui.register.view import SecretLine
from ohjaus_desktop.ui.words import Press, Words


class WorkersPart(QWidget):
    """Names with what may be done to each, and a place to add one."""

    wanted = Signal(str, object)

    def __init__(self, workers: Sequence[tuple[str, str]]) -> None:
        """workers: id and name."""
        super().__init__()
        self._changing = ""
        column = spaced(QVBoxLayout(self), gap=12)
        column.addWidget(
            Words(
                text(
                    "With PINs the log knows who has used the data, and the computer alone does not open it."
                ),
                tone="muted",
            )
        )
        self.change: dict[str, Press] = {}
        self.remove: dict[str, SurePress] = {}
        for id_, name in workers:
            column.addWidget(self._worker(id_, name))
        column.addWidget(self._form())

    def _worker(self, id_: str, name: str) -> QWidget:
        frame = card()
        inside = spaced(QVBoxLayout(frame), margin=12, gap=4)
        inside.addWidget(Words(name, bold=True))
        change = Press(text("Change the PIN"), kind="quiet")
        change.setAccessibleName(text("Change the PIN of {name}", name=name))
        change.clicked.connect(lambda: self._begin_change(id_, name))
        remove = SurePress(
            text("Remove"),
            text("{name} no longer opens the client data. What they have done stays in the log.", name=name),
            text("Remove"),
            kind="quiet",
            beside=(change,),
        )
        remove.button.setAccessibleName(text("Remove {name}", name=name))
        remove.sure.connect(lambda: self.wanted.emit("remove_worker", id_))
        self.change[id_], self.remove[id_] = change, remove
        inside.addWidget(remove)
        return frame

    def _form(self) -> QWidget:
        form = QWidget()
        column = spaced(QVBoxLayout(form), gap=8)
        self._title = Words(text("Add a worker"), bold=True)
        self._label = Words(text("Name"))
        self.name = QLineEdit()
        self.name.setAccessibleName(self._label.text())
        self.name.setMaxLength(80)
        self._label.setBuddy(self.name)
        self.pin = SecretLine(text("PIN"), text("6 to 12 digits; the worker types it themselves."))
        self.again = SecretLine(text("The same PIN once more"))
        self.problem = Words(tone="error")
        self.problem.hide()
        self.save = Press(text("Save"), picture="check")
        self.save.clicked.connect(self._save)
        for line, following in (
            (self.name, self.pin),
            (self.pin.line, self.again),
            (self.again.line, self.save),
        ):
            line.returnPressed.connect(following.setFocus)
        for part in (
            *(self._title, self._label, self.name, self.pin, self.again, self.problem, flow_row(self.save)),
        ):
            column.addWidget(part)
        return form

    def _begin_change(self, id_: str, name: str) -> None:
        self._changing = id_
        self._title.setText(text("A new PIN for {name}", name=name))
        self._label.hide()
        self.name.hide()
        self.pin.setFocus()

    def _save(self) -> None:
        from ohjaus_desktop.register.keys.passphrase import weak_pin

        name, pin = self.name.text().strip(), self.pin.words.strip()
        fault = "" if name or self._changing else text("Write the name first.")
        fault = fault or weak_pin(pin)
        if not fault and pin != self.again.words.strip():
            fault = text("The two PINs differ.")
        self.problem.say(fault)
        if fault:
            return
        for field in (self.pin, self.again):
            field.line.clear()
        if self._changing:
            self.wanted.emit("change_pin", (self._changing, pin))
        else:
            self.wanted.emit("add_worker", (name, pin))
