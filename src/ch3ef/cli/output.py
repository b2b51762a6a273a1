"""What commands print with: notes on stderr, tables on stdout, bars on a terminal."""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from textwrap import wrap
from typing import TYPE_CHECKING

from ch3ef.secrets import redacted
from ch3ef.texts import printable

if TYPE_CHECKING:
    from rich.console import Console

    from ch3ef.analysis.table import Table
    from ch3ef.recipes.parts import Part
    from ch3ef.recipes.recipe import Recipe
    from ch3ef.scenarios import Scenario
    from ch3ef.scenarios.scenario import Progress


def say(line: str) -> None:
    """One line on stderr, without secrets and without characters that steer the terminal."""
    print(one_line(line), file=sys.stderr)


def one_line(text: str) -> str:
    r"""What `say` prints: a text as one line, its middle left out where it is endless.

    Example:
        >>> one_line("two\nlines"), len(one_line("x" * 10_000))
        ('two lines', 2003)
    """
    line = printable(redacted(" ".join(text.split("\n"))))
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]}...{line[-_LONGEST // 2 :]}"


_LONGEST = 2000


def tell(line: str) -> None:
    """One line on stdout, as `say`."""
    print(printable(redacted(line)))


def tell_folded(text: str, indent: str = "") -> None:
    """Lines on stdout, as `tell`, each folded between words at the terminal's width.

    Args:
        text: One line or several. Words stay whole, so that a path can be copied.
        indent: What stands in front of what is folded.
    """
    for line in redacted(text).split("\n"):
        folded = wrap(line, console().width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False)
        for part in folded or [""]:
            tell(part)


def say_where(error: BaseException) -> None:
    """The traceback of an error on stderr, without secrets."""
    lines = redacted("".join(traceback.format_exception(error))).splitlines()
    print("\n".join(map(printable, lines)), file=sys.stderr)


def console(*, stderr: bool = False) -> Console:
    """Where tables go; wide enough for every column where it is no terminal."""
    from ch3ef.cli.screen import Screen

    console = Screen(stderr=stderr)
    if not console.file.isatty():
        console.width = 200
    return console


EVERY = 30.0
"""Seconds between two lines of progress, where there is no terminal."""
AGAIN = 20
"""How often a line that says the same is passed over before it is said once more."""


@contextmanager
def told_now_and_then(line: Callable[[], str], screen: Console) -> Iterator[None]:
    """Where a console writes to no terminal: print a line every 30 s as long as this lasts; the same one, every 10 min.

    Args:
        line: How far it is by now.
        screen: Where to print it.
    """
    # Not `screen.is_terminal`: FORCE_COLOR claims that a pipe is one.
    if screen.file.isatty():
        yield
        return
    over = threading.Event()

    def tell_on() -> None:
        told, times = "", 0
        while not over.wait(EVERY):
            now = one_line(f"ch3ef: {line()}")
            times = times + 1 if now == told else 0
            told = now
            if times % AGAIN == 0:
                print(now, file=screen.file, flush=True)

    teller = threading.Thread(target=tell_on, daemon=True)
    teller.start()
    try:
        yield
    finally:
        over.set()
        teller.join()


@contextmanager
def bar(text: str) -> Iterator[Progress]:
    """A bar on a terminal, elsewhere a line now and then."""
    from rich.progress import Progress as Bar

    screen = console(stderr=True)
    with Bar(console=screen, disable=not screen.file.isatty(), transient=True) as shown:
        task = shown.add_task(text, total=None, start=False)

        def line() -> str:
            done = shown.tasks[0]
            return f"{text}: {done.completed:.0f} of {done.total:.0f}" if done.total else text

        def progress(done: int, total: int) -> None:
            if done == 0 or not shown.tasks[0].started:
                shown.start_task(task)
            shown.update(task, completed=done, total=total)

        with told_now_and_then(line, screen):
            yield progress


def losses_told(table: Table) -> list[str]:
    """A line for every model of whose answers so many are missing that its figures say little of it.

    Args:
        table: The results.
    """
    from ch3ef.analysis import summary

    return summary.losses_told(table)


def load(name: str, limit: int | None = None, seed: int = 0, recipe: Recipe | None = None) -> Scenario:
    """A scenario; what a user should know about it is said, drawing it shows a bar.

    Args:
        name: As `load_scenario` takes it.
        limit: Most items; None for all.
        seed: Settles which items a limit keeps.
        recipe: Where there is a limit, only items that suit this recipe are kept.
    """
    from ch3ef.recipes.parts import chosen
    from ch3ef.scenarios import load_scenario
    from ch3ef.scenarios.catalogue import make_pictures

    scenario = load_scenario(name, pictures=False)
    if limit is not None:
        scenario = chosen(scenario, recipe, limit, seed) if recipe else scenario.limited(limit, seed)
    with bar(f"drawing {name}") as progress:
        make_pictures(scenario, scenario.items, progress)
    say_notices(scenario)
    return scenario


def say_notices(*scenarios: Scenario) -> None:
    """What a user should know about scenarios: once, where both sides of a set say the same."""
    for notice in dict.fromkeys(notice for scenario in scenarios for notice in scenario.notices):
        say(f"note: {notice}")


def load_part(
    name: str | None,
    recipe: Recipe,
    seed: int,
    *,
    pool: str | None = None,
    scenario: Scenario | None = None,
    limit: int | None = None,
    corrupted: bool = True,
) -> Part:
    """A scenario as a recipe asks it, examples included.

    Args:
        name: The scenario; None for the recipe's own.
        recipe: How it is asked.
        seed: The run's seed.
        pool: Where examples come from; None for the scenario's own pool.
        scenario: The scenario, where it is loaded already.
        limit: Most items of one that is not; None for all.
        corrupted: Whether corrupted pictures are drawn, as they must be to be shown.
    """
    from ch3ef.recipes.asking import lacks
    from ch3ef.recipes.parts import part_of
    from ch3ef.scenarios import load_scenario
    from ch3ef.scenarios.catalogue import DEFAULT_SCENARIO, pool_of

    name = name or recipe.scenario or DEFAULT_SCENARIO
    source = (pool or pool_of(name)) if recipe.examples else None
    asked = scenario or load(name, limit, seed, recipe)
    with bar(f"pictures for {recipe.name} of {name}") as progress:
        part = part_of(
            asked,
            recipe,
            seed=seed,
            pool=load_scenario(source, pictures=False) if source else None,
            progress=progress,
            corrupted=corrupted,
        )
    suited = len({one.item.id for one in part.askings})
    if suited < len(asked.items):
        lacked = next(filter(None, (lacks(item, recipe) for item in asked.items)))
        say(f"note: recipe {recipe.name!r} asks {suited} of {len(asked.items)} items of {name!r}: those with {lacked}")
    return part
