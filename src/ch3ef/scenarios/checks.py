"""Is a set of items fit to be asked? Each check is a verdict and what it rests on: `ch3ef data validate`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_uppercase

from ch3ef.errors import short
from ch3ef.items import Item
from ch3ef.reading.declining import declines
from ch3ef.scenarios.alike import Look, alike, folded
from ch3ef.scenarios.catalogue import Examined
from ch3ef.scenarios.cues import (
    Scores,
    blind_classifier,
    choosing,
    credit_of,
    length,
    listed_place,
    shortness,
    telling_words,
)
from ch3ef.stats.intervals import share_interval
from ch3ef.taxonomy import Dimension
from ch3ef.texts import LOST, hidden, misread

FAILS_ABOVE, OK_BELOW = 0.05, 0.10
"""Over guessing: a cue fails where its whole interval is above the first; it is ok where that is below the second."""

ERROR = 0.05
"""The chance that even one of the intervals of a set's cues misses what it is of."""

PLACES, FOLDS, GROUPS_PER_FOLD = 4, 5, 10
"""Places in the table that are looked at; parts that a classifier is tried on in turn, and pictures in each."""

NOT_CHECKED = (
    "whether the keys are right, whether the pictures may be used and shown, whether a model saw them in its training"
)


class Verdict(StrEnum):
    """What a check says."""

    OK = "ok"
    FAILS = "FAILS"
    TOO_FEW = "too few"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the report.

    Attributes:
        name: What was looked at.
        value: What was found.
        limit: What was expected.
        verdict: Whether it holds; "look" where only a person can tell.
        examples: What it rests on: rows, items, pictures.
        advice: What to know about it, where it is not as expected.
    """

    name: str
    value: str
    limit: str
    verdict: Verdict
    examples: tuple[str, ...] = ()
    advice: str = ""

    @property
    def passed(self) -> bool:
        """Whether nothing was found that has to be mended."""
        return self.verdict is not Verdict.FAILS


def exact(name: str, value: str, limit: str, passed: bool, examples: Iterable[str] = ()) -> Check:
    """A check that needs no statistics."""
    return Check(name, value, limit, Verdict.OK if passed else Verdict.FAILS, tuple(examples))


def validate_scenario(found: Examined, looks: Sequence[Look]) -> Iterator[Check]:
    """What can be told of any set of items: what cannot be used, repeats, and cues that answer without the pictures.

    Args:
        found: The items that can be used, and the rows that cannot.
        looks: At each of their pictures.

    Yields:
        Checks, in the order of printing.
    """
    items = found.scenario.items
    yield from _usable(found, looks)
    yield from _repeats(items, looks)
    yield from _cues(items, in_table=found.in_table)


def _usable(found: Examined, looks: Sequence[Look]) -> Iterator[Check]:
    if found.in_table:
        yield _none("rows that cannot be used", found.refused)
    yield _none("pictures that cannot be opened", [look.problem for look in looks if look.problem])
    anew = [f"{look.path.name}: {look.changes}" for look in looks if look.changes]
    kinds = Counter(look.changes for look in looks if look.changes).most_common()
    value = f"{len(anew)}" + (f": {', '.join(f'{count} {kind}' for kind, count in kinds)}" if kinds else "")
    yield Check("pictures written anew", value, "any", Verdict.OK, tuple(anew))


def _none(name: str, examples: Sequence[str], verdict: Verdict = Verdict.FAILS) -> Check:
    """A check that there are none of a kind."""
    return Check(name, str(len(examples)), "0", verdict if examples else Verdict.OK, tuple(examples))


def _repeats(items: Sequence[Item], looks: Sequence[Look]) -> Iterator[Check]:
    def content(item: Item) -> Hashable:
        return item.question, frozenset(item.options), item.image_group

    def right(item: Item) -> frozenset[str]:
        return frozenset(item.options[place] for place in item.gold)

    same = _groups(items, content)
    yield _none("questions that repeat another", _named(group for group in same if len(set(map(right, group))) == 1))
    yield _none("one question with two keys", _named(g for g in same if len(set(map(right, g))) > 1))
    lookalike = alike(looks)

    def gist(item: Item) -> Hashable:
        pictures = tuple(lookalike.get(image.digest, image.digest) for image in item.images)
        return folded(item.question), frozenset(map(folded, item.options)), pictures

    near = [group for group in _groups(items, gist) if len(set(map(content, group))) > 1]
    yield _none("questions nearly the same", _named(near), Verdict.LOOK)
    yield _none(
        "options nearly the same",
        [_name(item) for item in items if len(set(map(folded, item.options))) < len(item.options)],
        Verdict.LOOK,
    )
    sure = [_name(item) for item in items if item.chance == 1]
    yield _none("questions whose options are all right", sure, Verdict.LOOK)
    yield _none("texts with characters that cannot be seen", [*map(_hiding, filter(_hidden, items))], Verdict.LOOK)
    yield _none("texts read in a wrong encoding", [*filter(None, map(_misread, items))], Verdict.LOOK)
    names: dict[str, list[str]] = defaultdict(list)
    digests = {image.path: image.digest for item in items for image in item.images}
    for path, digest in digests.items():
        names[digest].append(path.name)
    twice = [" = ".join(paths) for paths in names.values() if len(paths) > 1]
    yield _none("one picture, several names", twice, Verdict.LOOK)
    shown = {image.digest: image.path.name for item in items for image in item.images}
    groups: dict[str, list[str]] = defaultdict(list)
    for digest, name in shown.items():
        groups[lookalike.get(digest, digest)].append(name)
    yield _none("pictures that look alike", [" ~ ".join(g) for g in groups.values() if len(g) > 1], Verdict.LOOK)


def _hidden(item: Item) -> list[str]:
    """Codes of the characters of an item that cannot be seen."""
    return list(dict.fromkeys(code for text in (item.question, *item.options) for code in hidden(text)))


def _hiding(item: Item) -> str:
    return f"{_name(item)} ({', '.join(_hidden(item))})"


def _misread(item: Item) -> str:
    """The item's first text that was read in a wrong encoding, and what it may have said; empty where there is none."""
    for text in (item.question, *item.options):
        if (said := misread(text)) or LOST in text:
            return f"{_name(item)} ({short(text)}{f': {short(said)}?' if said else ''})"
    return ""


def _groups(items: Sequence[Item], key: Callable[[Item], Hashable]) -> list[list[Item]]:
    """Items of the same key, where there are several."""
    groups: dict[Hashable, list[Item]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return [group for group in groups.values() if len(group) > 1]


def _named(groups: Iterable[Sequence[Item]]) -> list[str]:
    return [" = ".join(map(_name, group)) for group in groups]


def _name(item: Item) -> str:
    """As its table has it: its id, or the number of its row."""
    return f"row {item.source_id}" if item.source_id.isdecimal() else item.source_id


# --- cues -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Cue:
    """A way to answer without looking.

    Attributes:
        name: What it goes by.
        items: Those that it is tried on.
        rule: How it chooses; None where there are too few items to learn from.
        worst: The verdict where it helps.
        advice: What to know where it does.
    """

    name: str
    items: Sequence[Item]
    rule: Scores | None
    worst: Verdict = Verdict.FAILS
    advice: str = ""


def _cues(items: Sequence[Item], *, in_table: bool) -> Iterator[Check]:
    """Cues, their intervals so wide that all hold together."""
    choices = [item for item in items if len(item.options) > 1 and item.chance < 1]
    if not choices:
        return
    paired = {name for name, group in _by_pair(choices).items() if len(group) > 1}
    lone = [item for item in choices if _declining_may_be_right(item) and item.pair not in paired]
    rest = [item for item in choices if not _declining_may_be_right(item) or item.pair in paired]
    cues = [_Cue("the longest option", choices, length), _Cue("the shortest option", choices, shortness)]
    if in_table:
        most = max(len(item.options) for item in choices)
        cues += [
            _Cue(f"option {ascii_uppercase[number]} in the table", choices, listed_place(number), Verdict.LOOK, _PLACES)
            for number in range(min(PLACES, most))
        ]
    if rest:
        rule = crossed(rest)
        name = "the texts alone"
        cues.append(_Cue(name, rest, rule, advice=_words(rest) if rule else ""))
    if lone:
        cues.append(
            _Cue(
                "the option that declines",
                lone,
                choosing(declines),
                Verdict.LOOK,
                _TWINS,
            )
        )
    for cue in cues:
        yield _judged(cue, len(cues))


def _by_pair(items: Sequence[Item]) -> dict[str, list[Item]]:
    pairs: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.pair is not None:
            pairs[item.pair].append(item)
    return pairs


def _declining_may_be_right(item: Item) -> bool:
    """Whether the words of the right option tell by the nature of what is asked."""
    return item.dimension in {Dimension.HONEST, Dimension.HARMLESS}


def _judged(cue: _Cue, cues: int) -> Check:
    limit = f"{100 * FAILS_ABOVE:.0f}"
    if cue.rule is None:
        return Check(cue.name, f"not tried: below {FOLDS * GROUPS_PER_FOLD} pictures", limit, Verdict.TOO_FEW)
    right = credit_of(cue.items, cue.rule)
    found = share_interval(right, [item.image_group for item in cue.items], 1 - ERROR / cues)
    chance = sum(item.chance for item in cue.items) / len(cue.items)
    estimate, low, high = (bound - chance for bound in found[:3])
    verdict = cue.worst if low > FAILS_ABOVE else Verdict.OK if high < OK_BELOW else Verdict.TOO_FEW
    value = f"{100 * estimate:+.1f} [{100 * low:+.1f}, {100 * high:+.1f}], n = {len(cue.items)}"
    if low <= FAILS_ABOVE:
        return Check(cue.name, value, limit, verdict)
    hits = [_name(item) for item, credit in zip(cue.items, right, strict=True) if credit == 1]
    return Check(cue.name, value, limit, verdict, tuple(hits), cue.advice)


_PLACES = "does no harm here, for options are shown in a drawn order; other programs may show the table's own"
_TWINS = "always declining scores well on such questions: ask their contrast twins too (rows with the same `pair`)"


def _words(items: Sequence[Item]) -> str:
    return f"mostly right are options with {', '.join(map(repr, telling_words(items)))}"


def crossed(items: Sequence[Item]) -> Scores | None:
    """What a classifier of texts chooses that learned on items with other pictures; None where they are too few."""
    groups = list(dict.fromkeys(item.image_group for item in items))
    if len(groups) < FOLDS * GROUPS_PER_FOLD:
        return None
    part = {group: number % FOLDS for number, group in enumerate(groups)}
    rules: dict[str, Scores] = {}
    for number in range(FOLDS):
        known = [item for item in items if part[item.image_group] != number]
        tried = [item for item in items if part[item.image_group] == number]
        rules |= dict.fromkeys((item.id for item in tried), blind_classifier(known, question=True)(tried))
    return lambda item: rules[item.id](item)
