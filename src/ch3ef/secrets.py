"""Secrets: what is one, and the one place that takes them out of what is written or shown.

Known are the values of environment variables whose names say so, what `keep_secret` was told (credentials and queries
of addresses), and the forms in which keys are commonly written. Nothing here is written anywhere.
"""

from __future__ import annotations

import base64
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, quote_plus, unquote, urlsplit

HIDDEN = "[secret]"
"""What stands in a secret's place."""
SHORTEST = 8
"""Characters that a value has at least to be looked for in texts: shorter ones stand in any text by chance."""
SHORTEST_WORD = 12
"""The same of values of small letters alone, and of figures alone, which are words and numbers of any text."""
LONG = 16
"""Characters from which on a value in an address's query is a secret, whatever it is called."""
_NAMED = re.compile(
    r"(?:(?:key|secret|password|credential)s?\d*|(?:token|passwd|passphrase)\d*|authorization|auth[_-]?header"
    r"|(?:^|[^a-z])(?:auth|pat|pwd)\d*)$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^[a-z][a-z0-9+.-]*://.*|\b[a-z][a-z0-9+.-]{0,20}://[^\s\"'<>\\{}]+", re.IGNORECASE | re.DOTALL)
_HOST = re.compile(r"[^@/\s\"'{]+:[^@\s\"'{]*@.*", re.DOTALL)
"""An address without its scheme, with user and password."""
_MEMBER = re.compile(r"(?:^|[{,;])\s*[\"']?([\w.-]{1,60})[\"']?\s*[:=]")
"""The name of a member, of an object as JSON or Python writes it, or of a header."""
_PLACEHOLDERS = frozenset({"inspectai", "not-needed", "placeholder", "changeme", "no-key-required"})
"""What people and servers write where no key is needed."""
_MEMBER_STARTS = ("_key", "-key", "apikey", "secret", "passw", "pwd", "authorization", '_token"', "_token\\", '-token"')
_SECRET_MEMBER = re.compile(
    r"(?P<kept>[\"'](?=[\w.-]{3,60}\\{0,8}[\"']\s{0,4}:\s{0,4}\\{0,8}[\"'](?:bearer\s|basic\s)?[^\s\"'\\]{8})"
    r"(?:[\w.-]{0,40}[_.-])?(?:api[_-]?keys?\d*|(?:access|secret|private|auth|account)[_-]?key\d*"
    r"|(?:access|auth|api|refresh|bearer|hf|id)[_-]?token|(?:client[_-]?)?secret|password|passwd|pwd"
    r"|(?:proxy-)?authorization)\\{0,8}[\"']\s{0,4}:\s{0,4}\\{0,8}[\"'](?:bearer\s|basic\s)?)"
    r"(?=[^\s\"'\\]{0,200}\d)[^\s\"'\\]{8,}",
    re.IGNORECASE,
)
"""A member of an object, as JSON or Python writes it, whose name says that it is a secret; `key` and `token` alone are
words of replies and of their log-probabilities."""
_FORMS: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = (
    ("@", (), re.compile(r"(?P<kept>\b[a-z][a-z0-9+.-]{0,20}://)[^\s/?#@\"'<>]{1,400}(?=@)", re.IGNORECASE)),
    (
        "=",
        ("?", "&"),
        re.compile(
            r"(?P<kept>[?&](?:amp;)?(?:[\w.-]{0,40}(?:key|token|secret|password|passwd|credential)|sig|signature)=)"
            r"[^&\s\"'<>#\\)\]]+",
            re.IGNORECASE,
        ),
    ),
    ("bearer", (), re.compile(r"(?P<kept>\bbearer\s+)(?=[^\s\"']{0,200}\d)[\w.~+/=-]{12,}", re.IGNORECASE)),
    ("basic", (), re.compile(r"(?P<kept>\bbasic\s+)(?=[^\s\"']{0,200}\d)[\w.~+/=-]{12,}", re.IGNORECASE)),
    (
        "-",
        ("sk-", "nvapi-", "xai-", "glpat-"),
        re.compile(r"(?P<kept>\b)(?:sk|nvapi|xai|glpat)-(?=[\w-]{0,200}\d)[\w-]{12,}"),
    ),
    ("ya29.", (), re.compile(r"(?P<kept>\b)ya29\.[\w.-]{12,}")),
    *((needed, _MEMBER_STARTS, _SECRET_MEMBER) for needed in ('":', "':")),
    (
        "api",
        ("api-key", "api_key", "apikey"),
        re.compile(
            r"(?P<kept>[aA][pP][iI][_-]?[kK][eE][yY]\s{0,4}[:=]\s{0,4})(?=[^\s\"'\\<>,;&]{0,200}\d)[^\s\"'\\<>,;&)\]]{8,}",
        ),
    ),
    (
        "_",
        ("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "hf_", "gsk_", "r8_"),
        re.compile(r"(?P<kept>\b)(?:gh[pousr]|github_pat|hf|gsk|r8)_\w{20,}"),
    ),
    ("akia", (), re.compile(r"(?P<kept>\b)AKIA[0-9A-Z]{16}\b")),
    ("asia", (), re.compile(r"(?P<kept>\b)ASIA[0-9A-Z]{16}\b")),
    ("aiza", (), re.compile(r"(?P<kept>\b)AIza[\w-]{35}")),
    ("xox", (), re.compile(r"(?P<kept>\b)xox[abpr]-[\w-]{10,}")),
    ("eyj", (), re.compile(r"(?P<kept>\b)eyJ[\w-]{10,400}\.eyJ[\w-]{10,4000}\.[\w-]+")),
)
"""Keys as vendors make them, credentials in addresses and headers: secrets also where nobody told of them. In front of
each, what a text in small letters must hold, and of what one, for it to be worth a search."""

_told: set[str] = set()


def is_secret_name(name: str) -> bool:
    """Whether an argument, a variable or a part of a query holds a secret, by its name.

    Example:
        >>> [is_secret_name(name) for name in ("api_key", "HF_TOKEN", "auth", "max_tokens", "api_key_var")]
        [True, True, True, False, False]
    """
    return _NAMED.search(name) is not None


def secret_member(value: str) -> str | None:
    """The first member with a secret name in a text that holds an object or headers; None if there is none.

    Example:
        >>> secret_member('{"x": 1, "api_key": "s3cr3t"}'), secret_member('{"x": 1}'), secret_member("cuda:1")
        ('api_key', None, None)
    """
    return next(filter(is_secret_name, _MEMBER.findall(unquote(value))), None)


def keep_secret(*values: str) -> None:
    """Have `redacted` take out values, each if it is long enough to be told from other text."""
    for value in values:
        _told.update(_forms_of(value))


def without_credentials(address: str) -> str:
    """An address as it may be written: without user, password, query and fragment, which are secret from now on.

    Args:
        address: `scheme://user:password@host:port/path?query#fragment`, any part but the host missing.

    Example:
        >>> without_credentials("https://ann:wonder4land@host:8000/v1?key=a1b2c3d4e5")
        'https://host:8000/v1'
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        # No address at all; whatever it is, only its beginning is known to be harmless.
        parts = SplitResult("", "", re.split("[?#]", address.rpartition("@")[2])[0], "", "")
    keep_secret(parts.query, *_credentials(parts))
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()


def written(value: str) -> str:
    """An argument as it may be written: addresses in it without credentials, which are secret from now on.

    Example:
        >>> written("wss://ann:wonder4land@c/v1"), written("ann:tea4two5@host"), written("cuda:1")
        ('wss://c/v1', 'host', 'cuda:1')
    """
    if _HOST.fullmatch(value) and "://" not in value:
        return redacted(without_credentials(f"//{value}").removeprefix("//"))
    return redacted(_ADDRESS.sub(lambda found: without_credentials(found[0]), value) if "://" in value else value)


def redacted(text: str) -> str:
    """A text without the secrets that are known.

    Example:
        >>> redacted("Incorrect API key provided: Bearer sk-proj-0123456789abcdef; see https://ann:tea4two@host/v1?key=b7")
        'Incorrect API key provided: Bearer [secret]; see https://[secret]@host/v1?key=[secret]'
    """
    if len(text) < SHORTEST:
        return text
    for form in _known_now():
        if form in text:
            text = text.replace(form, HIDDEN)
    return without_keys(text)


def without_keys(text: str) -> str:
    """A text without what has the form of a key, whether or not anybody told of it.

    Example:
        >>> without_keys("openai/gpt-4o?temperature=0&api_key=abc")
        'openai/gpt-4o?temperature=0&api_key=[secret]'
    """
    small = text.lower()
    for needed, starts, form_of_keys in _FORMS:
        if needed in small and (not starts or any(start in small for start in starts)):
            text = form_of_keys.sub(rf"\g<kept>{HIDDEN}", text)
    return text


def _environment(variables: Mapping[str, str]) -> list[tuple[str, str]]:
    """The variables that are secrets by name, and those that are addresses with credentials."""
    return [
        (name, value)
        for name, value in variables.items()
        if value and (is_secret_name(name) or ("://" in value and "@" in value))
    ]


def _known_now() -> tuple[str, ...]:
    """What `_known` gives of this moment; the environment is gone through again only where it has changed."""
    # The mapping behind `os.environ` is compared in 2 us; to go through what is in front of it takes 100.
    variables = getattr(os.environ, "_data", None) or dict(os.environ)
    if (variables, _told) != (_seen.variables, _seen.told):
        _seen.variables, _seen.told = dict(variables), set(_told)
        _seen.forms = _known(frozenset(_told), tuple(_environment(os.environ)))
    return _seen.forms


@dataclass
class _Seen:
    """Of what the secrets were last worked out, and which they are."""

    variables: dict[Any, Any] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    forms: tuple[str, ...] = ()


_seen = _Seen()


def _known(told: frozenset[str], environment: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Every secret that is known, in each of its forms, the longest first: one may be a part of another."""
    forms = set(told)
    for name, value in environment:
        for secret in [value] if is_secret_name(name) else _credentials(_split(value)):
            forms |= _forms_of(secret)
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")


def _credentials(parts: SplitResult) -> list[str]:
    """User and password, together and alone, as typed and as sent in a header; values of the query."""
    found = []
    user, at, _ = parts.netloc.rpartition("@")
    if at:
        password = user.partition(":")[2]
        found = [user, password, unquote(user), unquote(password), base64.b64encode(unquote(user).encode()).decode()]
    # A version or a region in a query is no secret, and may stand in any text.
    return found + [value for name, value in parse_qsl(parts.query) if is_secret_name(name) or len(value) >= LONG]


_ESCAPE = re.compile("%[0-9A-F]{2}")


def _forms_of(value: str) -> set[str]:
    """The ways in which a value may stand in a text; none where it cannot be told from other text."""
    found = set()
    # A key with a line end in it is illegal in a header, and stands in messages line by line or escaped.
    for line in {value.strip(), *(part.strip() for part in value.splitlines())}:
        if _is_telling(line):
            content = line.encode("utf-8", "surrogateescape")
            escaped = {quote(content, safe=""), quote(content), quote_plus(content)}
            found |= {line, json.dumps(line)[1:-1], json.dumps(line, ensure_ascii=False)[1:-1], *escaped}
            found |= {_ESCAPE.sub(lambda code: code[0].lower(), form) for form in escaped}
            found |= {content.hex(), content.hex().upper()}
            found |= {code(content).decode().rstrip("=") for code in (base64.b64encode, base64.urlsafe_b64encode)}
    return found


def _is_telling(value: str) -> bool:
    if value.lower() in _PLACEHOLDERS or len(value) < SHORTEST:
        return False
    if value.startswith(("/", "~", "./", "../")):
        return False  # where a key lies is no key
    plain = value.isdigit() or (value.isalpha() and value.islower()) or " " in value
    return len(value) >= (SHORTEST_WORD if plain else SHORTEST)
