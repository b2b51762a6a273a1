"""Arguments that several commands share, and errors in them said in one line."""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from ch3ef.errors import InputError, short, unknown_name
from ch3ef.files import named_path
from ch3ef.models.limits import ARGUMENTS as LIMITS
from ch3ef.models.limits import DEFAULTS, RequestLimits
from ch3ef.models.settings import ARGUMENTS as SETTINGS
from ch3ef.models.settings import EFFORTS, THOUGHTS, GenerationSettings, setting
from ch3ef.scenarios.catalogue import DEFAULT_SCENARIO
from ch3ef.secrets import is_secret_name, redacted
from ch3ef.texts import printable, whole_number

DEFAULT_RECIPE = "human-value"


class OneLineParser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line, without the usage above it, and what is like a misspelt name."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse as argparse does, but an option that there is not comes before whatever else is wrong."""
        given = list(sys.argv[1:] if args is None else args)
        known = [name for action in self._actions for name in action.option_strings]
        others = any(action.nargs in (argparse.PARSER, argparse.REMAINDER) for action in self._actions)
        for argument in given:
            if argument == "--" or (others and not argument.startswith("-")):
                break  # what follows is no option, or another parser's
            name = argument.partition("=")[0]
            if _OPTION.fullmatch(name) and not any(each.startswith(name) for each in known):
                self._refuse(name, known)
        return super().parse_known_args(given, namespace)

    def _refuse(self, option: str, known: Sequence[str]) -> NoReturn:
        if is_secret_name(option):
            self.error(f"there is no {option}; set keys and passwords in the environment, as docs/models.md says")
        near = difflib.get_close_matches(option[:_LONGEST], known, n=1)
        hint = f" did you mean {near[0]}?" if near else ""
        self._leave(f"there is no {option};{hint} `{self.prog} --help` shows how")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            kind = "command" if action.nargs == argparse.PARSER else "/".join(action.option_strings) or "name"
            self._leave(str(unknown_name(kind, value, action.choices, f"`{self.prog} --help`")))

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and leave with 2."""
        self._leave(f"{message}; `{self.prog} --help` shows how")

    def _leave(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {printable(redacted(message))}\n")


_OPTION = re.compile(r"--?[^\W\d][^\s]*")
"""What argparse takes for an option rather than for a negative number or a text."""
_LONGEST = 40
"""Characters of an option that decide what it is like."""


def add_command(commands: Any, name: str, call: Callable[[argparse.Namespace], int], text: str) -> Any:
    """Add a command to a group of commands.

    Args:
        commands: The group, of argparse.
        name: As typed.
        call: What it does; returns the exit code.
        text: One line.

    Returns:
        Its parser.
    """
    added = commands.add_parser(name, help=text, description=text)
    added.set_defaults(command=call)
    # On the command as well as before it, so that it can be appended to a line that went wrong.
    added.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return added


def add_scenario(parser: argparse.ArgumentParser, *, repeatable: bool = False) -> None:
    """Add `--scenario`."""
    parser.add_argument(
        "--scenario",
        action="append" if repeatable else "store",
        metavar="NAME|DIR",
        help=f"a name of `ch3ef list scenarios`, or a folder; default {DEFAULT_SCENARIO}"
        + ("; repeatable" if repeatable else ""),
    )


def add_pool(parser: argparse.ArgumentParser) -> None:
    """Add `--pool`."""
    parser.add_argument(
        "--pool", metavar="NAME|DIR", help="take in-context examples from this set; by default the scenario's own pool"
    )


def positive(text: str) -> int:
    """A whole number of 1 or more."""
    return _whole(text, 1)


def count(text: str) -> int:
    """A whole number of 0 or more."""
    return _whole(text, 0)


def _whole(text: str, least: int) -> int:
    number = whole_number(text)
    if number is None or number < least:
        most = " that a file can hold: 18 digits at most" if text.isdecimal() and len(text) > 18 else ""
        raise argparse.ArgumentTypeError(f"{short(text)} is not a whole number of {least} or more{most}")
    return number


def add_certificate(parser: argparse.ArgumentParser) -> None:
    """Add `--certificate`, of those who read what judges said."""
    parser.add_argument(
        "--certificate",
        type=path_name,
        metavar="FILE",
        help="correct what judges say by this certificate of `ch3ef judge check` (default: the one in the run folder)",
    )


def path_name(text: str) -> Path:
    """A name that a file can have."""
    try:
        named_path(text)
    except InputError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return Path(text)


def share(text: str) -> float:
    """A number above 0 and below 1."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 < value < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a share between 0 and 1, such as 0.02")
    return value


def half_width(text: str) -> float:
    """Half the width of an interval of a share."""
    value = share(text)
    if value >= 0.5:
        raise argparse.ArgumentTypeError(f"{text!r}: so well is every share known; expected less than 0.5, say 0.03")
    return value


def add_limits(parser: argparse.ArgumentParser) -> None:
    """Add the limits of requests to served models."""
    parser.add_argument(
        "--attempt-timeout",
        type=positive,
        metavar="S",
        help=f"seconds that one try of a request to a served model may take (default {DEFAULTS.attempt_timeout})",
    )
    parser.add_argument(
        "--timeout",
        type=positive,
        metavar="S",
        help=f"seconds for a request with all its tries and waits (default {DEFAULTS.timeout})",
    )
    parser.add_argument(
        "--max-retries",
        type=count,
        metavar="N",
        help=f"further tries of a request that failed for a reason that may pass (default {DEFAULTS.max_retries})",
    )


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Add the settings of replies."""
    parser.add_argument(
        "--max-tokens",
        type=_setting("max_tokens"),
        metavar="N",
        help="most tokens of a reply, thoughts included (default: the recipe's; models known to reason have "
        f"{THOUGHTS} more)",
    )
    parser.add_argument(
        "--temperature",
        type=_setting("temperature"),
        metavar="X",
        help="0 (the default) to 2, or `default` for the vendor's own",
    )
    parser.add_argument("--top-p", type=_setting("top_p"), metavar="X", help="draw among this share of probability")
    parser.add_argument(
        "--reasoning-effort",
        type=_setting("reasoning_effort"),
        metavar="E",
        help=f"how much to reason: {', '.join(EFFORTS)}",
    )


def _setting(name: str) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        try:
            return setting(name, text)
        except InputError as error:
            raise argparse.ArgumentTypeError(str(error).removesuffix(".")) from None

    return read


def settings_given(arguments: argparse.Namespace) -> GenerationSettings:
    """The settings of replies that a command names."""
    return GenerationSettings(**{name: getattr(arguments, name) for name in SETTINGS})


def limits_given(arguments: argparse.Namespace) -> RequestLimits:
    """The limits that a command names, and the defaults of the others."""
    given = {name: getattr(arguments, name) for name in LIMITS}
    return RequestLimits(**{name: value for name, value in given.items() if value is not None})
