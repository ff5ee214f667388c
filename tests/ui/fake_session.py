"""A desktop of our own on a private bus: a screen saver, and logind with one session.

Run as a program under ``dbus-run-session``: it says on the bus what each line of its input asks.
"""

from __future__ import annotations

import sys

from jeepney import DBusAddress, HeaderFields, MessageType, new_method_return, new_signal
from jeepney.bus_messages import DBus
from jeepney.io.blocking import open_dbus_connection

OWN = "/org/freedesktop/login1/session/_31"
OTHER = "/org/freedesktop/login1/session/_32"


def _signal(path: str, interface: str, name: str, signature: str = "", body: tuple[object, ...] = ()):
    return new_signal(DBusAddress(path, interface=interface), name, signature, body)


def _hint(path: str, locked: bool):
    changed = ("org.freedesktop.login1.Session", {"LockedHint": ("b", locked)}, [])
    return _signal(path, "org.freedesktop.DBus.Properties", "PropertiesChanged", "sa{sv}as", changed)


SAYS = {
    "saver": lambda: _signal("/x", "org.freedesktop.ScreenSaver", "ActiveChanged", "b", (True,)),
    "saver-off": lambda: _signal("/x", "org.freedesktop.ScreenSaver", "ActiveChanged", "b", (False,)),
    "gnome": lambda: _signal("/x", "org.gnome.ScreenSaver", "ActiveChanged", "b", (True,)),
    "lock": lambda: _signal(OWN, "org.freedesktop.login1.Session", "Lock"),
    "lock-other": lambda: _signal(OTHER, "org.freedesktop.login1.Session", "Lock"),
    "hint": lambda: _hint(OWN, True),
    "hint-off": lambda: _hint(OWN, False),
    "sleep": lambda: _signal(
        "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", "b", (True,)
    ),
}


def main() -> None:
    """Own logind's name, answer who asks for a session, then say what is asked for."""
    bus = open_dbus_connection("SESSION")
    bus.send_and_get_reply(DBus().RequestName("org.freedesktop.login1"))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        call = bus.receive()
        fields = call.header.fields
        if call.header.message_type != MessageType.method_call:
            continue
        if fields.get(HeaderFields.member) == "Get":
            bus.send(new_method_return(call, "v", (("s", "1"),)))
        if fields.get(HeaderFields.member) == "GetSession":
            assert call.body == ("1",)
            bus.send(new_method_return(call, "o", (OWN,)))
            break
    for line in sys.stdin:
        bus.send(SAYS[line.strip()]())


if __name__ == "__main__":
    main()
