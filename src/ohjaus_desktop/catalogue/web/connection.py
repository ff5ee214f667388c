"""Connections with the operating system's certificates and proxy, in the watchdog's sight.

A proxy that is named by a script (PAC) is not supported: Python knows none, and neither Windows
nor macOS tells a program the script's answer without their own network libraries.
"""

from __future__ import annotations

import ssl
from socket import socket
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import truststore
import urllib3
from urllib3 import exceptions

from ohjaus_desktop.catalogue.web.watchdog import Watchdog

_CONNECT = 15.0  # seconds for one attempt to reach the server
_SILENCE = 30.0  # seconds between two bytes


def certificates() -> ssl.SSLContext:
    """Whom this machine trusts."""
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class Connections:
    """Asks servers; a connection that stays open serves the next question too."""

    def __init__(self, dog: Watchdog) -> None:
        self._dog = dog
        self._trusted = certificates()
        self._managers: dict[str, urllib3.PoolManager] = {}
        self.asked = self.proxy = ""

    def ask(self, url: str, headers: dict[str, str]) -> urllib3.BaseHTTPResponse:
        """The answer's head; its body waits to be read. Raises urllib3's errors and OSError.

        asked: the address that was asked last; proxy: that of the proxy between, "" without one.
        """
        self.asked, self.proxy = url, proxy_for(url)
        before = self._dog.connections
        try:
            return self._ask(url, headers)
        except exceptions.ProtocolError:
            # A server may end a connection that waited, just when it is used again.
            if self._dog.connections > before:
                raise
            self._dog.look()
            return self._ask(url, headers)

    def _ask(self, url: str, headers: dict[str, str]) -> urllib3.BaseHTTPResponse:
        return self._manager(self.proxy).urlopen(
            "GET",
            url,
            headers=headers,
            redirect=False,
            retries=False,
            preload_content=False,
            decode_content=False,
            timeout=urllib3.Timeout(
                connect=min(_CONNECT, self._dog.left), read=min(_SILENCE, self._dog.left)
            ),
        )

    def close(self) -> None:
        """End every connection."""
        for manager in self._managers.values():
            manager.clear()

    def _manager(self, proxy: str) -> urllib3.PoolManager:
        if proxy not in self._managers:
            manager = self._through(proxy) if proxy else urllib3.PoolManager(ssl_context=self._trusted)
            manager.pool_classes_by_scheme = {
                scheme: _watched(pool, self._dog) for scheme, pool in manager.pool_classes_by_scheme.items()
            }
            self._managers[proxy] = manager
        return self._managers[proxy]

    def _through(self, proxy: str) -> urllib3.ProxyManager:
        parts = urlsplit(proxy)
        name = f"{unquote(parts.username)}:{unquote(parts.password or '')}" if parts.username else None
        return urllib3.ProxyManager(
            proxy,
            proxy_headers=urllib3.make_headers(proxy_basic_auth=name) if name else None,
            ssl_context=self._trusted,
            proxy_ssl_context=self._trusted,
        )


def proxy_for(url: str) -> str:
    """The address of the system's proxy for a URL; "" where none stands between."""
    parts = urlsplit(url)
    proxies = getproxies()
    proxy = proxies.get(parts.scheme, proxies.get("all", ""))
    if not proxy or proxy_bypass(parts.hostname or ""):
        return ""
    return proxy if "://" in proxy else f"http://{proxy}"


def _watched(pool: type[Any], dog: Watchdog) -> type[Any]:
    """A kind of pool whose connections show themselves to the watchdog."""
    plain = pool.ConnectionCls

    class Watched(plain):  # type: ignore[misc, valid-type]
        def _new_conn(self) -> socket:
            return dog.connected(super()._new_conn)

    return type(f"Watched{pool.__name__}", (pool,), {"ConnectionCls": Watched})
