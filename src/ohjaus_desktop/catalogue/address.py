"""Where a published catalogue lies: web addresses, folders, shares and memory sticks.

A published folder is flat, so one address leads to all of it: that of the folder or that of the
``catalogue.json`` in it. A query (``?token=…``) opens the folder as a whole and is therefore sent
for every file of it; a redirect to elsewhere never carries it along.
"""

from __future__ import annotations

import os
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit, urlunsplit

CATALOGUE = "catalogue.json"
"""The name of the central file in a published folder."""


def is_web(address: str) -> bool:
    """Whether a web server is asked, not a file."""
    return address.strip().lower().startswith(("http://", "https://"))


def normal(address: str) -> str:
    """The address of the central file as it is remembered: the folder's own leads to the file in it.

    Web addresses come without a fragment, paths absolute. A web address whose last part has
    neither a dot nor a query is a folder's. Raises ValueError for a web address that is none.
    """
    if not is_web(address):
        path = path_of(address).absolute()
        # Unlike Path.is_dir it never fails: for a share that is away, or a name that is too long.
        return str(path / CATALOGUE if os.path.isdir(path) else path)  # noqa: PTH112
    parts = urlsplit(address.strip())
    if not parts.hostname or not _host(parts.netloc) or parts.port == 0:
        raise ValueError(address)
    folder, _, name = parts.path.rpartition("/")
    if not name or ("." not in name and not parts.query):
        folder, name = parts.path.removesuffix("/"), CATALOGUE
    return urlunsplit((parts.scheme.lower(), parts.netloc, f"{folder}/{name}", parts.query, ""))


def beside(address: str, name: str) -> str:
    """The web address of a file in the same folder as a ``normal`` address. "": the address itself."""
    parts = urlsplit(address)
    folder, _, own = parts.path.rpartition("/")
    path = f"{folder}/{quote(name, safe='') if name else own}"
    return urlunsplit((parts.scheme, _host(parts.netloc), path, parts.query, ""))


def is_open_to_all(address: str) -> bool:
    """Whether what this address gives can be changed on the way: plain http to another machine.

    A server on this machine (localhost, 127.0.0.0/8, ::1) is not reached over any line.
    """
    parts = urlsplit(address)
    if parts.scheme.lower() != "http":
        return False
    host = parts.hostname or ""
    try:
        return not ip_address(host).is_loopback
    except ValueError:
        return host != "localhost"


def without_password(address: str) -> str:
    """An address as it may be kept and shown: a web address without the user and password in it."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:  # no server can have it
        return address
    if not is_web(address) or "@" not in parts.netloc:
        return address
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def is_flat(name: str) -> bool:
    """Whether a name stays in its folder on every system."""
    return name not in {".", ".."} and not set(name) & set("/\\:\0")


def path_of(address: str) -> Path:
    """The path that an address of a file stands for.

    Takes paths, network paths, file:// addresses and the quotes that "Copy as path" adds.
    """
    address = address.strip().strip('"')
    if not address.lower().startswith("file:"):
        # A path such as ~nobody has no home to stand for; then it is a name like any other.
        return Path(os.path.expanduser(address))  # noqa: PTH111
    parts = urlsplit(address)
    host = f"//{parts.netloc}" if parts.netloc not in {"", "localhost"} else ""
    if os.name != "nt":
        return Path(host + unquote(parts.path))
    from urllib.request import url2pathname  # brings http and ssl along: not at window start

    return Path(url2pathname(host + parts.path))


def _host(netloc: str) -> str:
    """A host name as name servers know it: ä and ö are written in ASCII (RFC 3490)."""
    return netloc if netloc.isascii() else netloc.encode("idna").decode()
