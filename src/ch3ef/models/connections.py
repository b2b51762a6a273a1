"""Connections to the servers of models, over aiohttp: where a request goes, by which proxy, and what broke it."""

from __future__ import annotations

import base64
import os
import ssl
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote
from urllib.request import getproxies, proxy_bypass

from ch3ef.models.completions import CONNECT_TIMEOUT, leads_away
from ch3ef.models.faults import Fault

if TYPE_CHECKING:
    import aiohttp
    from yarl import URL


def opened(headers: Mapping[str, str]) -> aiohttp.ClientSession:
    """A pool of connections. To be opened and closed where an event loop runs.

    Args:
        headers: Of every request.
    """
    import aiohttp

    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0, ssl=_certificates()),
        headers={
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
            "User-Agent": "ch3ef",
            **headers,
        },
        # The limit of a try ends what hangs.
        timeout=aiohttp.ClientTimeout(sock_connect=CONNECT_TIMEOUT),
        auto_decompress=False,
        cookie_jar=aiohttp.DummyCookieJar(),
    )


def placed(base_url: str, path: str) -> tuple[URL, str | None]:
    """Where a request goes, without credentials; and those as a header has them, None where there are none.

    Example:
        >>> placed("http://ann:tea@h:1/v1?x=2", "/models")
        (URL('http://h:1/v1/models?x=2'), 'Basic YW5uOnRlYQ==')
    """
    from yarl import URL

    address, _, query = base_url.partition("?")
    url = URL(f"{address.rstrip('/')}{path}{'?' if query else ''}{query}")
    if url.user is None:
        return url, None
    typed = f"{unquote(url.raw_user or '')}:{unquote(url.raw_password or '')}"
    return url.with_user(None), f"Basic {base64.b64encode(typed.encode()).decode()}"


def broken(error: Exception, url: str) -> Fault:
    """What happened to a connection, in plain words."""
    import aiohttp

    if isinstance(error, aiohttp.ConnectionTimeoutError):
        words = f"no connection within {2 * CONNECT_TIMEOUT:.0f} s"
        return Fault(url=url, words=words, passing=True, kind="unreachable")
    inner = getattr(error, "os_error", error)
    said = " ".join(str(getattr(inner, "strerror", None) or inner).split()) or type(error).__name__
    if isinstance(error, aiohttp.ClientConnectorError):
        return Fault(url=url, words=f"no connection ({said})", passing=True, kind="unreachable")
    return Fault(url=url, words=f"the connection broke off ({said})", passing=True)


def address(url: URL) -> str:
    """Where a request went, without credentials and query."""
    host = f"[{url.host}]" if ":" in (url.host or "") else url.host
    port = f":{url.explicit_port}" if url.explicit_port else ""
    return f"{url.scheme}://{host}{port}{url.path}"


def target(response: aiohttp.ClientResponse) -> str:
    """Where a response leads away to; empty where it does not."""
    if not leads_away(response.status):
        return ""
    return address(response.url.join(type(response.url)(response.headers.get("Location", ""))))


@cache
def proxy(url: URL) -> str | None:
    """The proxy of the environment that an address is reached by."""
    return None if proxy_bypass(url.host or "") else getproxies().get(url.scheme)


@cache
def _certificates() -> ssl.SSLContext:
    import certifi

    own = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
    return ssl.create_default_context(cafile=None if any(own) else certifi.where())
