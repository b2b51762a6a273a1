"""A Label Studio server over its REST interface: who may ask it, and what it answers. Seen with server 1.23.2."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from ch3ef.errors import InputError, short
from ch3ef.secrets import keep_secret, redacted, without_credentials

if TYPE_CHECKING:
    import httpx

Shape = TypeVar("Shape", dict[Any, Any], list[Any], int)
SECONDS = 120.0
"""That a request may take."""


class GoneError(Exception):
    """The server knows no such thing (any more)."""


class Server:
    """A server and the right to ask it.

    Args:
        client: Asks it.
        url: Its address, as it is shown.
        variable: The environment variable that holds the token.
    """

    def __init__(self, client: httpx.Client, url: str, variable: str) -> None:
        self._client, self.url, self._variable = client, url, variable

    def call(self, method: str, path: str, **given: Any) -> Any:
        """What the server answers, as JSON.

        Raises:
            InputError: It does not answer, refuses the token, or says that something is wrong.
            GoneError: It knows no such thing.
        """
        import httpx

        try:
            answer = self._client.request(method, f"/api/{path}", **given)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            reason = redacted(str(error)) or type(error).__name__
            raise InputError(
                f"{self.url}: no Label Studio server answers ({reason}); start it, or give its address with --url"
            ) from error
        if answer.status_code == 404:
            raise GoneError
        if answer.status_code in {401, 403}:
            raise InputError(
                f"{self.url}: refuses the token in {self._variable} ({answer.status_code}); it has expired, or is none "
                "of this server: copy the one of Account & Settings there"
            )
        try:
            content = answer.json() if answer.content else None
        except ValueError as error:
            raise InputError(
                f"{self.url}: answers {answer.status_code} and no JSON; expected a Label Studio server"
            ) from error
        if not answer.is_success:
            said = content.get("validation_errors") or content.get("detail") if isinstance(content, dict) else content
            raise InputError(f"{self.url}: /api/{path} answers {answer.status_code}: {short(redacted(str(said)))}")
        return content

    def shaped(self, found: Any, kind: type[Shape], what: str) -> Shape:
        """An answer or a part of it, which has to be of a kind.

        Raises:
            InputError: It is of another.
        """
        if not isinstance(found, kind) or isinstance(found, bool):
            raise InputError(f"{self.url}: {what} is {short(str(found))}; is that a Label Studio server of version 1?")
        return found


@contextmanager
def opened(url: str, variable: str) -> Iterator[Server]:
    """A server that takes the token.

    Raises:
        InputError: There is no token, no server, or the one is not the other's.
    """
    import httpx

    if not url.startswith(("http://", "https://")):
        raise InputError(f"--url {short(without_credentials(url))}; expected an address such as http://localhost:8080")
    token = os.environ.get(variable, "").strip()
    if not token or not token.isascii() or not token.isprintable():
        raise InputError(
            f"the environment variable {variable} holds no token; copy the one of Account & Settings of the server, "
            f"and export {variable}=..."
        )
    keep_secret(token)
    shown = without_credentials(url).rstrip("/")
    with httpx.Client(base_url=url.rstrip("/"), timeout=SECONDS) as client:
        server = Server(client, shown, variable)
        try:
            if token.count(".") == 2:  # a personal token, which is exchanged for one of a few minutes
                given = server.call("POST", "token/refresh", json={"refresh": token})
                token = str(given.get("access", "")) if isinstance(given, dict) else ""
                keep_secret(token)
                client.headers["Authorization"] = f"Bearer {token}"
            else:
                client.headers["Authorization"] = f"Token {token}"
            who = server.call("GET", "current-user/whoami")
        except GoneError as error:
            raise InputError(f"{shown}: is no Label Studio server; expected the address of one") from error
        if not isinstance(who, dict) or "id" not in who:
            raise InputError(f"{shown}: is no Label Studio server; expected the address of one")
        yield server


def check_server(url: str, variable: str) -> None:
    """Refuse a server that is down or does not take the token, before anything is drawn.

    Args:
        url: Its address.
        variable: The environment variable that holds the token.

    Raises:
        InputError: It is down, is none, or refuses the token.
    """
    with opened(url, variable):
        pass
