"""How far raters agree: per task, beyond chance; who differs from whom; and what has to be looked at again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from statistics import fmean, median
from typing import Literal, NamedTuple, get_args

from ch3ef.curate.agreed import agreed, last_words
from ch3ef.curate.controls import Found, found_by, found_by_most
from ch3ef.curate.folder import Curation
from ch3ef.curate.records import Annotation, Draft, Letters
from ch3ef.scenarios.alike import folded
from ch3ef.stats.agreement import Agreement, cohen_kappa, krippendorff_alpha
from ch3ef.stats.intervals import Interval, share_interval, wilson

About = Literal["decision", "harmful", "right", "ranking"]
ABOUTS: tuple[About, ...] = get_args(About)
"""What becomes of the question; whether it asks for what should be declined; whether a reply is right; its rank."""

LEAST_RATERS = 3
"""Of a round, for one of them to be called careless."""
LEAST_MARKS = 20
"""Replies that a rater and a majority of the others have marked, for the rater to be called careless."""
LEAST_RANKINGS = 10
"""Rankings of a rater, to be said to take what stands first."""
FIRST_CONFIDENCE = 0.999
CARELESS_PART = 0.5
CARELESS_RULE = (
    "kappa of right and wrong with the majority of the others is below half of what the middle one of the others has, "
    "and the upper end of its 95 % interval is below that"
)
FIRST_RULE = (
    "ranks first what stands first more often than the drawn order explains: the lower end of the 99.9 % interval of "
    "that share is above chance"
)


class Unit(NamedTuple):
    """What several raters say something of.

    Attributes:
        task: The task of the draft.
        photo: Its photo: units of one photo hang together.
        said: Rater -> what was said.
    """

    task: str
    photo: str
    said: Mapping[str, Hashable]


@dataclass(frozen=True, slots=True)
class TaskAgreement:
    """How far raters agree on one thing, about the drafts of one task.

    Attributes:
        task: The task; "all" for all.
        about: On what.
        n: Drafts, or replies, of which two raters or more say something.
        raw: Share of pairs of raters who say the same; of rankings: who give a reply the same rank.
        alpha: Krippendorff's: nominal, of ranks ordinal.
        kappa: Cohen's, the mean over pairs of raters; of ranks with quadratic weights.
        kappa_bounds: Its interval where there is one pair alone.
    """

    task: str
    about: About
    n: int
    raw: Interval | None
    alpha: Agreement
    kappa: float | None
    kappa_bounds: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Rater:
    """How one person labels.

    Attributes:
        name: Who.
        labelled: Drafts.
        passed: Drafts among them that the rater did not look at.
        same: Share of decisions and marks that are the majority of the others'.
        kappa: Of the marks right and wrong, with the majority of the others.
        first: Share of rankings that are led by the reply that stood first.
        first_chance: That share where the order, which is drawn, plays no part.
        rankings: How many.
        seconds: Median per draft; None where unknown.
        careless: By `CARELESS_RULE`.
        takes_first: By `FIRST_RULE`.
        controls: How many controls the rater found.
    """

    name: str
    labelled: int
    passed: int
    same: Interval | None
    kappa: Agreement
    first: Interval | None
    first_chance: float | None
    rankings: int
    seconds: float | None
    careless: bool
    takes_first: bool
    controls: Found


@dataclass(frozen=True, slots=True)
class Pair:
    """Two raters: kappa of right and wrong, and the share of decisions and marks that are the same."""

    one: str
    other: str
    same: float | None
    kappa: Agreement


@dataclass(frozen=True, slots=True)
class Report:
    """How far the raters of a round agree.

    Attributes:
        round: The round.
        agreement: Per task and thing; "all" last.
        raters: Each person.
        pairs: Each two of them.
        drafts: Drafts that somebody labelled.
        open: Drafts to be looked at again.
        controls: How many controls the raters found together.
    """

    round: int
    agreement: tuple[TaskAgreement, ...]
    raters: tuple[Rater, ...]
    pairs: tuple[Pair, ...]
    drafts: int
    open: tuple[str, ...]
    controls: Found


def agree(curation: Curation, number: int = 1, abouts: Sequence[About] = ABOUTS) -> Report:
    """How far the raters of a round agree.

    Args:
        curation: The folder.
        number: The round. Later rounds hold only what was disputed, so the first says how clear the task is.
        abouts: On what.

    Returns:
        Agreement per task, each rater, each pair, and what is open.
    """
    drafts = {draft.id: draft for draft in curation.drafts()}
    words = [each for each in curation.annotations() if each.round == number and each.draft in drafts]
    asked = {(each.draft, each.rater, each.round): each for each in curation.letters()}
    units = {about: units_of(words, drafts, about) for about in ABOUTS}
    tasks = sorted({drafts[word.draft].task for word in words})
    agreement = [
        of_units(task, about, [unit for unit in units[about] if task in {unit.task, "all"}])
        for task in (*tasks, "all")
        for about in abouts
    ]
    names = sorted({word.rater for word in words})
    controls = {each.draft.id: each for each in curation.controls()}
    on_controls = [each for each in curation.annotations() if each.round == number and each.draft in controls]
    found = {name: found_by([word for word in on_controls if word.rater == name], controls) for name in names}
    raters = [_rater(name, words, units, asked, found[name]) for name in names]
    return Report(
        number,
        tuple(agreement),
        tuple(_judged(each, raters) for each in raters),
        tuple(_pair(one, other, units) for one, other in combinations(names, 2)),
        len({word.draft for word in words}),
        tuple(draft.id for draft in to_adjudicate(curation)) if curation.asks == "labels" else (),
        found_by_most(on_controls, controls),
    )


def units_of(words: Iterable[Annotation], drafts: Mapping[str, Draft], about: About) -> list[Unit]:
    """What raters say of one thing, a draft or a reply a unit; who passes says nothing.

    Args:
        words: One of each rater and draft.
        drafts: Id -> draft.
        about: Of what. Harm, marks and ranks are of those who keep the draft.
    """
    found: dict[tuple[str, str], dict[str, Hashable]] = {}
    for word in words:
        if word.decision == "pass" or (about != "decision" and word.decision == "drop"):
            continue
        if about == "decision":
            found.setdefault((word.draft, ""), {})[word.rater] = word.decision
        elif about == "harmful":
            found.setdefault((word.draft, ""), {})[word.rater] = word.harmful
        elif about == "right" or len(word.ranking) > 1:
            for place, model in enumerate(word.ranking, 1):
                value: Hashable = model in word.right if about == "right" else place
                found.setdefault((word.draft, model), {})[word.rater] = value
    return [Unit(drafts[draft].task, drafts[draft].photo, said) for (draft, _), said in found.items()]


def of_units(task: str, about: About, units: Sequence[Unit]) -> TaskAgreement:
    """How far raters agree on some units.

    Args:
        task: What they are called.
        about: On what; rankings are ordered categories.
        units: The units.
    """
    raters = sorted({name for unit in units for name in unit.said})
    rated = [unit for unit in units if len(unit.said) > 1]
    photos = [unit.photo for unit in units]
    table = [[unit.said.get(name) for unit in units] for name in raters] or [[]]
    ordered = about == "ranking"
    alpha = krippendorff_alpha(table, level="ordinal" if ordered else "nominal", cluster=photos)
    kappas = [
        cohen_kappa(
            one, other, weights="quadratic" if ordered else "none", categories=_categories(units), cluster=photos
        )
        for one, other in combinations(table, 2)
    ]
    known = [each.estimate for each in kappas if each.estimate is not None]
    lone = kappas[0] if len(kappas) == 1 else None
    bounds = (lone.low, lone.high) if lone is not None and lone.low is not None and lone.high is not None else None
    raw = share_interval([_same(unit) for unit in rated], [unit.photo for unit in rated]) if rated else None
    return TaskAgreement(task, about, len(rated), raw, alpha, fmean(known) if known else None, bounds)


def _categories(units: Sequence[Unit]) -> list[object]:
    values = {value for unit in units for value in unit.said.values()}
    if all(isinstance(value, int) and not isinstance(value, bool) for value in values):
        return list(range(1, 1 + max((int(value) for value in values), default=0)))  # type: ignore[call-overload]
    return sorted(values, key=str)


def _same(unit: Unit) -> float:
    """The share of pairs of raters who say the same."""
    counts, total = Counter(unit.said.values()), len(unit.said)
    return sum(each * (each - 1) for each in counts.values()) / (total * (total - 1))


def majority(values: Iterable[Hashable]) -> Hashable | None:
    """What more than half say; None where nothing is.

    Example:
        >>> majority("aab"), majority("ab"), majority("")
        ('a', None, None)
    """
    counts = Counter(values)
    value, most = counts.most_common(1)[0] if counts else (None, 0)
    return value if 2 * most > counts.total() else None


def _others(units: Sequence[Unit], name: str) -> list[tuple[Hashable, Hashable, str]]:
    """What a rater says, what the majority of the others says, and the photo: where both are."""
    found = []
    for unit in units:
        other = majority(value for rater, value in unit.said.items() if rater != name)
        if name in unit.said and other is not None:
            found.append((unit.said[name], other, unit.photo))
    return found


def _rater(
    name: str,
    words: Sequence[Annotation],
    units: Mapping[About, Sequence[Unit]],
    asked: Mapping[tuple[str, str, int], Letters],
    controls: Found,
) -> Rater:
    own = [word for word in words if word.rater == name]
    marks = _others(units["right"], name)
    held = [*_others(units["decision"], name), *marks]
    same = share_interval([one == other for one, other, _ in held], [photo for *_, photo in held]) if held else None
    kappa = cohen_kappa(
        [one for one, _, _ in marks], [other for _, other, _ in marks], cluster=[photo for *_, photo in marks]
    )
    led, chances = [], []
    for word in own:
        key = asked.get((word.draft, name, word.round))
        if key is not None and len(word.ranking) > 1 and word.decision in {"keep", "edit"}:
            led.append(word.ranking[0] == key.models[0])
            chances.append(1 / len(key.models))
    first = wilson(sum(led), len(led)) if led else None
    chance = fmean(chances) if chances else None
    lean = len(led) >= LEAST_RANKINGS and wilson(sum(led), len(led), FIRST_CONFIDENCE).low > (chance or 0)
    times = [word.seconds for word in own if word.seconds is not None]
    passed = sum(word.decision == "pass" for word in own)
    seconds = median(times) if times else None
    return Rater(
        name,
        len(own),
        passed,
        same,
        kappa,
        first,
        chance,
        len(led),
        seconds,
        careless=False,
        takes_first=lean,
        controls=controls,
    )


def _judged(rater: Rater, raters: Sequence[Rater]) -> Rater:
    """A rater held against the others."""
    others = [each.kappa.estimate for each in raters if each is not rater and each.kappa.estimate is not None]
    if len(others) < LEAST_RATERS - 1 or rater.kappa.high is None or rater.kappa.n < LEAST_MARKS:
        return rater
    middle = median(others)
    below = rater.kappa.estimate is not None and rater.kappa.estimate < CARELESS_PART * middle
    return replace(rater, careless=below and rater.kappa.high < middle)


def _pair(one: str, other: str, units: Mapping[About, Sequence[Unit]]) -> Pair:
    both = [
        (about, unit.said[one], unit.said[other], unit.photo)
        for about in ("decision", "right")
        for unit in units[about]
        if one in unit.said and other in unit.said
    ]
    marks = [each for each in both if each[0] == "right"]
    kappa = cohen_kappa([each[1] for each in marks], [each[2] for each in marks], cluster=[each[3] for each in marks])
    return Pair(one, other, fmean(each[1] == each[2] for each in both) if both else None, kappa)


# --- what to look at again --------------------------------------------------------------------------------


def to_adjudicate(curation: Curation) -> list[Draft]:
    """The drafts of which no item becomes because raters differ: that is what another round can settle.

    Args:
        curation: The folder.

    Raises:
        InputError: A file of the folder cannot be read.
    """
    words: dict[str, list[Annotation]] = {}
    for word in curation.annotations():
        words.setdefault(word.draft, []).append(word)
    return [draft for draft, _ in agreed(curation)[1] if is_open(words.get(draft.id, []))]


def is_open(words: Sequence[Annotation]) -> bool:
    """Whether raters differ on a draft such that no majority is found; not where fewer than two say anything.

    Of each rater the word of the last round counts. They may differ on whether the question is asked, on its words, on
    its task, or on whether a reply is right; who drops it has no say in the latter.

    Args:
        words: All of one draft, one of each rater and round.
    """
    said = [word for word in last_words(words) if word.decision != "pass"]
    if len(said) < 2:
        return False
    kept = majority(word.decision != "drop" for word in said)
    if kept is not True:
        return kept is None
    keeping = [word for word in said if word.decision != "drop"]
    models = {model for word in keeping for model in word.ranking}
    return (
        any(majority(model in word.right for word in keeping) is None for model in models)
        or _tied(folded(word.question) for word in keeping)
        or _tied(word.task for word in keeping)
    )


def _tied(values: Iterable[Hashable]) -> bool:
    """Whether no value is there more often than any other."""
    first, second = [*Counter(values).most_common(2), ("", 0)][:2]
    return first[1] == second[1]
