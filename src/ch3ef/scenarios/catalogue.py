"""The scenarios that have a name, and loading one by name or from a folder."""

from __future__ import annotations

import os
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from ch3ef.errors import InputError, unknown_name
from ch3ef.files import named_path
from ch3ef.items import Item
from ch3ef.scenarios.public_sets import PUBLIC_SETS
from ch3ef.scenarios.public_sets.addresses import Wanted
from ch3ef.scenarios.public_sets.public_set import PublicSet
from ch3ef.scenarios.scenario import Progress, Scenario
from ch3ef.taxonomy import Level
from ch3ef.variants import twin_of

Loader = Callable[..., Scenario]


@dataclass(frozen=True, slots=True)
class KnownScenario:
    """One row of the list of scenarios.

    Attributes:
        name: Its name on the command line and in results.
        levels: The levels that its items stand on.
        description: One line.
        licence: What its items may be used under.
        source: Where its items come from.
        n_items: Items in the full set; None where it was never counted.
        load: Takes the cache folder and the settings, and returns the full set.
        settings: What may follow its name: whole numbers; `dir`, a folder; `split` and `language`, names:
            `ch3ef-gen?seed=7`.
        recipe: The recipe that it is asked by where the user names none.
        pool: The setting under which it holds items to take in-context examples from ("split=train"); "seed" for the
            next seed; empty where it has none.
        sides: Splits that are contrast twins, what deserves refusal first; empty where it is not in two.
        warning: What people who look at its items should know before.
        beside: Whether it stands beside Ch3Ef, and is no part of what its level is the mean of.
    """

    name: str
    levels: tuple[Level, ...]
    description: str
    licence: str
    source: str
    n_items: int | None
    load: Loader
    settings: tuple[str, ...] = ()
    recipe: str = ""
    pool: str = ""
    sides: tuple[str, ...] = ()
    warning: str = ""
    beside: bool = False


def _imported(name: str) -> Loader:
    """A loader whose module is imported on use, for it is heavy."""

    def load(cache: Path, **settings: Any) -> Scenario:
        loaded: Scenario = pkgutil.resolve_name(name)(cache, **settings)
        return loaded

    return load


def _generated(name: str, level: Level, n_items: int, loader: str, description: str) -> KnownScenario:
    return KnownScenario(
        name=name,
        levels=(level,),
        description=description,
        licence="Apache-2.0",
        source="generated",
        n_items=n_items,
        load=_imported(f"ch3ef.scenarios.generated.sets:{loader}"),
        settings=("seed", "per_task", "rung", "language", "also_in"),
        pool="seed",
    )


def _public(public: PublicSet) -> KnownScenario:
    return KnownScenario(
        name=public.name,
        levels=(public.level,),
        description=public.text,
        licence=public.licence,
        source=public.source or f"hugging face: {public.repository}",
        n_items=public.n_items,
        load=public.load,
        settings=("dir", "split"),
        recipe=public.recipe,
        pool=public.pool,
        sides=public.sides,
        warning=public.warning,
        beside=public.level is Level.A3,
    )


SCENARIOS: tuple[KnownScenario, ...] = (
    _generated(
        "ch3ef-gen",
        Level.A3,
        1002,
        "load_human_values",
        "human values in drawn scenes, 46 tasks, nothing to download; ?seed=S for a fresh test",
    ),
    _generated(
        "ch3ef-gen-twins",
        Level.A3,
        508,
        "load_twins",
        "contrast twins of its honest and harmless items: answerable, neutral, benign",
    ),
    _generated(
        "semantics-gen", Level.A1, 200, "load_semantics", "what is in a drawn scene: classes, boxes, captions, counts"
    ),
    _generated(
        "logic-gen",
        Level.A2,
        200,
        "load_logic",
        "reasoning over drawn scenes: space, charts, physics, puzzles, science",
    ),
    KnownScenario(
        name="ch3ef",
        levels=(Level.A3,),
        description="the released Ch3Ef set: 46 tasks of human values, helpful, honest and harmless",
        licence="Apache-2.0",
        source="hugging face: openlamm/Ch3Ef",
        n_items=1002,
        load=_imported("ch3ef.scenarios.released:load_ch3ef"),
    ),
    KnownScenario(
        name="ch3ef-v0",
        levels=(Level.A3,),
        description="the older release of the Ch3Ef set",
        licence="see the source",
        source="hugging face: openlamm/Ch3Ef_v0",
        n_items=None,
        load=_imported("ch3ef.scenarios.released:load_ch3ef_v0"),
    ),
    *map(_public, PUBLIC_SETS),
)
"""The scenarios that have a name. To add a public one: a file in `public_sets/`, and its name in the list there."""

DEFAULT_SCENARIO = "ch3ef-gen"

IN_LANGUAGES = tuple(known.name for known in SCENARIOS if "language" in known.settings)
"""Sets whose items are worded in other languages too."""


def no_progress(done: int, total: int) -> None:
    """Progress that nobody watches."""


def load_scenario(
    name_or_dir: str | Path,
    *,
    cache: Path | None = None,
    limit: int | None = None,
    pictures: bool = True,
    progress: Progress = no_progress,
) -> Scenario:
    """Load a set of items; everything about it is checked before it is returned.

    Args:
        name_or_dir: A name of `SCENARIOS`, with settings if it takes them, or a folder in the layout of the released
            files, or of people's own pictures with a table. A name comes first: write `./ch3ef` for such a folder, or
            give a `Path`.
        cache: Folder for downloads, unpacked zips and rendered pictures; by default `$CH3EF_CACHE`, else
            `$XDG_CACHE_HOME/ch3ef`, else `~/.cache/ch3ef`.
        limit: Items to keep, spread evenly over the tasks; None for all. The pictures of the others are not opened.
        pictures: False to leave pictures undrawn and unopened, where only the texts are wanted.
        progress: Told how many items of a generated set are drawn.

    Returns:
        The scenario; its version is that of the full set whatever the limit.

    Raises:
        InputError: An unknown name, a folder or file that is not as expected, an unusable picture, no connection.

    Example:
        >>> load_scenario("chef")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        ch3ef.errors.InputError: unknown scenario 'chef'; did you mean 'ch3ef'? ...
    """
    from ch3ef.scenarios.cache import default_cache

    # A path is a folder's, whatever sets are called.
    given = str(Path.cwd() / name_or_dir) if isinstance(name_or_dir, Path) else name_or_dir
    full = _load_full(given, default_cache() if cache is None else cache)
    scenario = full if limit is None else full.limited(limit)
    if pictures:
        make_pictures(scenario, scenario.items, progress)
    return scenario


class Examined(NamedTuple):
    """A set to be checked.

    Attributes:
        scenario: Its items that can be used.
        refused: Of a table, per row that cannot be used, what is wrong with it.
        in_table: Whether it is people's own table.
    """

    scenario: Scenario
    refused: list[str]
    in_table: bool


def examine_scenario(name_or_dir: str, *, cache: Path | None = None) -> Examined:
    """`load_scenario` that goes on where a row of people's own table cannot be used; no picture is drawn or opened.

    Args:
        name_or_dir: As `load_scenario` takes it.
        cache: As there.

    Raises:
        InputError: As there, and where no row can be used.
    """
    from ch3ef.scenarios.cache import default_cache
    from ch3ef.scenarios.table import examine_table

    cache = default_cache() if cache is None else cache
    if (own := _own_table(name_or_dir)) is not None:
        return Examined(*examine_table(own[0], cache, own[1]), in_table=True)
    return Examined(_load_full(name_or_dir, cache), [], in_table=False)


def make_pictures(scenario: Scenario, items: Sequence[Item], progress: Progress = no_progress) -> None:
    """Draw the pictures of some items of a generated set, and check those of any.

    Args:
        scenario: The set.
        items: Some of its items.
        progress: Told how many are drawn.

    Raises:
        InputError: A picture is missing or cannot be read.
    """
    from ch3ef.scenarios.pictures import check_pictures

    if scenario.drawer is not None:
        scenario.drawer(items, progress)
    check_pictures(items)


def default_recipe(name_or_dir: str) -> str:
    """Name of the recipe that a scenario is asked by where the user names none; empty for no preference of its own.

    Example:
        >>> default_recipe("flickr30k"), default_recipe("./ours")
        ('captions', '')
    """
    known = _known(name_or_dir.partition("?")[0])
    return known.recipe if known else ""


def pool_of(name_or_dir: str) -> str | None:
    """The set that in-context examples of a scenario are taken from; None where it has none of its own.

    Example:
        >>> pool_of("ch3ef-gen?seed=7&per_task=5"), pool_of("scienceqa?dir=/data"), pool_of("./ours")
        ('ch3ef-gen?seed=8&per_task=5', 'scienceqa?dir=/data&split=train', None)
    """
    name, _, query = name_or_dir.partition("?")
    known = _known(name)
    if known is None or not known.pool:
        return None
    settings = dict(part.partition("=")[::2] for part in query.split("&") if part)
    key, _, value = known.pool.partition("=")
    settings[key] = value or str(int(_settings(known, query).get(key, 0)) + 1)
    return f"{name}?{'&'.join(f'{key}={value}' for key, value in settings.items())}"


def twins_of(name_or_dir: str) -> str | None:
    """The set that holds the contrast twins of a scenario's items; None where none is known.

    Example:
        >>> twins_of("ch3ef-gen?seed=7"), twins_of("logic-gen"), twins_of("./ours")
        ('ch3ef-gen-twins?seed=7', None, None)
        >>> twins_of("mossbench?dir=/data")
        'mossbench?dir=/data&split=benign'
    """
    name, mark, query = name_or_dir.partition("?")
    known = _known(name)
    if known is not None and known.sides:
        first, second = (f"split={side}" for side in known.sides)
        parts = query.split("&")
        if first in parts:
            return f"{name}{mark}{'&'.join(second if part == first else part for part in parts)}"
        return next((side for side in sides_of(name_or_dir)[1:]), None)
    return twin_of(name_or_dir) if known and _known(twin_of(name)) else None


def sides_of(name_or_dir: str) -> tuple[str, ...]:
    """Both sides of a set that is in two and named without a split; of any other the set alone.

    Example:
        >>> sides_of("mossbench?dir=/data")
        ('mossbench?dir=/data&split=harmful', 'mossbench?dir=/data&split=benign')
        >>> sides_of("mossbench?split=benign"), sides_of("pope")
        (('mossbench?split=benign',), ('pope',))
    """
    name, mark, query = name_or_dir.partition("?")
    known = _known(name)
    if known is None or not known.sides or any(part.startswith("split=") for part in query.split("&")):
        return (name_or_dir,)
    return tuple(f"{name_or_dir}{'&' if mark else '?'}split={side}" for side in known.sides)


def wanted_of(name: str, folder: Path) -> list[Wanted]:
    """The pictures that a set names by their addresses.

    Args:
        name: The set's name.
        folder: Its folder, with its own files in it.

    Raises:
        InputError: No set of that name, one whose pictures come with it, or a file that is not as expected.
    """
    named = {public.name: public for public in PUBLIC_SETS if public.wanted is not None}
    if name not in {known.name for known in SCENARIOS}:
        raise unknown_name("scenario", name, named)
    public = named.get(name)
    if public is None or public.wanted is None:
        raise InputError(f"{name}: names no pictures by addresses; expected one of {', '.join(named)}")
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; expected {public.layout} ({public.source})")
    return list(public.wanted(folder))


def is_at_hand(name: str) -> bool:
    """Whether the folder of a public set lies in `$CH3EF_DATA`, so that nothing is downloaded for it."""
    root = os.environ.get("CH3EF_DATA")
    return bool(root) and (Path(root or "").expanduser() / name).is_dir()


def warning_of(name_or_dir: str) -> str:
    """What people who look at the items of a set should know before; empty for nothing."""
    known = _known(name_or_dir.partition("?")[0])
    return known.warning if known else ""


def _known(name: str) -> KnownScenario | None:
    return next((known for known in SCENARIOS if known.name == name), None)


def _load_full(name_or_dir: str, cache: Path) -> Scenario:
    name, _, query = name_or_dir.partition("?")
    if (known := _known(name)) is not None:
        return known.load(cache, **_settings(known, query))
    folder, query = _folder(name_or_dir)
    return _load_folder(folder, query, cache)


def _folder(name_or_dir: str) -> tuple[Path, str]:
    """A folder that a user names, and the settings behind it."""
    name, _, query = name_or_dir.partition("?")
    try:
        folder = named_path(name_or_dir)
        if query and folder.exists():  # a question mark in a folder's own name
            query = ""
        else:
            folder = named_path(name)
        is_folder, exists = folder.is_dir(), folder.exists()
    except OSError as error:
        raise InputError(f"{name}: cannot be opened ({error}); expected {_FOLDER}") from error
    if is_folder:
        return folder, query
    if exists:
        raise InputError(f"{name}: is a file; expected a scenario's name or {_FOLDER}")
    if os.sep in name or name.startswith((".", "~")):
        raise InputError(f"{name}: no such folder; expected {_FOLDER}")
    raise unknown_name("scenario", name, (known.name for known in SCENARIOS), "`ch3ef list scenarios`")


_FOLDER = "a folder with meta_file/ in it, or with pictures and a table"


def _load_folder(folder: Path, query: str, cache: Path) -> Scenario:
    """The released layout, or people's own pictures with a table."""
    from ch3ef.scenarios.released import load_released
    from ch3ef.scenarios.table import load_table

    if (table := _table_of(folder)) is None:
        return load_released(folder, cache=cache)
    return load_table(table, cache, _columns(query))


def _own_table(name_or_dir: str) -> tuple[Path, dict[str, str]] | None:
    """People's own table and the columns they name, where a name stands for one."""
    if _known(name_or_dir.partition("?")[0]) is not None:
        return None
    folder, query = _folder(name_or_dir)
    table = _table_of(folder)
    return None if table is None else (table, _columns(query))


def _table_of(folder: Path) -> Path | None:
    from ch3ef.scenarios.released import META_FOLDER
    from ch3ef.scenarios.table import table_in

    return None if (folder / META_FOLDER).is_dir() else table_in(folder)


def _columns(query: str) -> dict[str, str]:
    return dict(part.partition("=")[::2] for part in query.split("&") if part)


_NAMES = ("split", "language", "also_in")
"""Settings that are no numbers."""


def _settings(known: KnownScenario, query: str) -> dict[str, Any]:
    """The settings that follow a scenario's name."""
    settings: dict[str, Any] = {}
    for part in filter(None, query.split("&")):
        name, _, value = part.partition("=")
        if name not in known.settings:
            takes = f"it takes {', '.join(known.settings)}" if known.settings else "it takes none"
            raise InputError(f"{known.name}: unknown setting {name!r}; {takes}")
        try:
            settings[name] = named_path(value) if name == "dir" else value if name in _NAMES else int(value)
        except ValueError:
            raise InputError(f"{known.name}: {name} is {value!r}; expected a whole number") from None
    return settings
