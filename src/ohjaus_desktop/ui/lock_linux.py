"""Linux says it on D-Bus: the desktop's screen saver on the session bus, logind on the system bus."""

from __future__ import annotations

import os

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage, QDBusObjectPath, QDBusVariant

from ohjaus_desktop.ui.lock_signals import LockSignals

SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",  # KDE and others
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
LOGIN = "org.freedesktop.login1"
_PATH = "/org/freedesktop/login1"
_AUTO = f"{_PATH}/session/auto"
_MANAGER, _SESSION = f"{LOGIN}.Manager", f"{LOGIN}.Session"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_CHANGED = "_changed(QString,QVariantMap,QStringList)"
_CALL_MS = 300
"""So long logind may take for an answer; it answers in one or two."""


class LinuxLock(LockSignals):
    """Whoever says it first is believed: hiding once too often harms nobody."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
        # From whoever says it: a screen saver that starts later is heard too.
        wanted = [(session, "", "", name, "ActiveChanged", "_active(bool)") for name in SCREEN_SAVERS]
        wanted.append((system, LOGIN, _PATH, _MANAGER, "PrepareForSleep", "_active(bool)"))
        if own := _own_session(system):
            wanted.append((system, LOGIN, own, _SESSION, "Lock", "_lock()"))
            wanted.append((system, LOGIN, own, _PROPERTIES, "PropertiesChanged", _CHANGED))
        self._heard_from = [one for one in wanted if one[0].isConnected() and self._listen(*one)]
        self.hears = bool(self._heard_from)

    def close(self) -> None:
        """Stop listening."""
        for bus, service, path, interface, name, slot in self._heard_from:
            bus.disconnect(service, path, interface, name, self, SLOT(slot))  # type: ignore[call-overload]
        self._heard_from = []

    def _listen(
        self, bus: QDBusConnection, service: str, path: str, interface: str, name: str, slot: str
    ) -> bool:
        # PySide6's stubs ask for bytes, which PySide6 itself refuses.
        return bool(bus.connect(service, path, interface, name, self, SLOT(slot)))  # type: ignore[call-overload]

    @Slot(bool)
    def _active(self, active: bool) -> None:
        if active:
            self.heard.emit()

    @Slot()
    def _lock(self) -> None:
        self.heard.emit()

    # The types by name, else the properties arrive as an argument that Python cannot open.
    @Slot(str, "QVariantMap", "QStringList")
    def _changed(self, _interface: str, changed: dict[str, object], _invalid: list[str]) -> None:
        """LockedHint is what the desktop tells logind once it really is locked."""
        if changed.get("LockedHint") is True:
            self.heard.emit()


def _own_session(bus: QDBusConnection) -> str:
    """The path of this user's graphical session at logind, "" where there is none.

    A program that the desktop starts through systemd belongs to no session itself; then logind is
    asked for the one that it calls "auto": the caller's own, else the one of the user's display.
    """
    if not bus.isConnected():
        return ""
    id_ = os.environ.get("XDG_SESSION_ID") or _call(bus, _AUTO, _PROPERTIES, "Get", _SESSION, "Id")
    path = _call(bus, _PATH, _MANAGER, "GetSession", id_) if id_ else None
    return path.path() if isinstance(path, QDBusObjectPath) else ""


def _call(bus: QDBusConnection, path: str, interface: str, method: str, *arguments: object) -> object:
    """The first thing that logind answers, None where it does not."""
    call = QDBusMessage.createMethodCall(LOGIN, path, interface, method)
    call.setArguments(list(arguments))
    answer = bus.call(call, QDBus.CallMode.Block, _CALL_MS)
    if answer.type() != QDBusMessage.MessageType.ReplyMessage or not answer.arguments():
        return None
    told = answer.arguments()[0]
    return told.variant() if isinstance(told, QDBusVariant) else told
