"""How it is asked: protocols, examples in front, corrupted pictures, positions and lengths of options."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ch3ef.analysis.findings.contrasts import Contrast, mean_of, means_of
from ch3ef.analysis.findings.families.wording import mean_and_each, models_of, several
from ch3ef.analysis.findings.finding import Answers, NotTestable
from ch3ef.analysis.matrix import pivot
from ch3ef.analysis.table import Codes, Floats, Mask, Table
from ch3ef.variants import CORRUPTIONS, PERTURBATIONS, Variant

MIN_ITEMS = 20
"""Fewer items than this carry no mean difference."""


class Paired(NamedTuple):
    """Credit under two ways of asking.

    Attributes:
        models: The models that were asked both ways (m).
        first: Credit in the first way, shape (m, n).
        second: Credit in the second.
        cluster: Same for items that share a picture, shape (n,).
        caveats: Who was left out.
    """

    models: tuple[str, ...]
    first: Floats
    second: Floats
    cluster: Codes
    caveats: tuple[str, ...]

    @property
    def gap(self) -> Floats:
        """Credit in the second way less that in the first, shape (m, n)."""
        return self.second - self.first

    @property
    def mean(self) -> Contrast:
        """The mean over models of the gap."""
        return mean_of(self.gap.mean(axis=0), self.cluster)

    @property
    def each(self) -> dict[str, Contrast]:
        """The gap of each model."""
        return means_of(self.gap, self.cluster, self.models)


def paired(frame: Table, first: Mask, second: Mask, *, by_pair: bool = False) -> Paired | None:
    """Two ways of asking over the models and items that both share; None where there are too few items.

    Args:
        frame: The frame.
        first: Rows of the one way, shape (n,).
        second: Rows of the other.
        by_pair: Whether an item and its twin are the two ways, rather than one item asked twice.
    """
    both = set(pivot(frame, first, by_pair=by_pair).models) & set(pivot(frame, second, by_pair=by_pair).models)
    one, other = (pivot(frame, rows, models=both, by_pair=by_pair) for rows in (first, second))
    number = frame["pair"].codes if by_pair else frame.item
    items, at, at_other = np.intersect1d(number[one.first], number[other.first], return_indices=True)
    if not both or len(items) < MIN_ITEMS:
        return None
    asked = set(texts_of(frame, "model", first)) & set(texts_of(frame, "model", second))
    missing = tuple(sorted(asked - both))
    caveats = (f"left out, asked too few of the items: {several(missing)}",) if missing else ()
    values = one.values[:, at], other.values[:, at_other]
    return Paired(one.models, *values, one.codes("image_group")[at], caveats)


def texts_of(frame: Table, name: str, rows: Mask) -> tuple[str, ...]:
    """The different texts of a column in some of the rows."""
    column = frame[name]
    there = np.bincount(column.codes[rows & (column.codes >= 0)], minlength=len(column.names))
    return tuple(column.names[code] for code in np.flatnonzero(there))


def protocol_gap(frame: Table, rng: np.random.Generator) -> Answers:  # noqa: ARG001
    """Do models know what they do not say (likelihoods right, reply wrong), or say what they do not prefer?

    Estimand: accuracy by likelihoods less accuracy by replies, on the same items, means over the recipes of each kind,
    mean over these models; positive is "knows but does not say". Per model, exploratory.
    Needs: the plain form of the same items under a recipe that compares likelihoods and one that reads replies.
    Found in at least 90 % of planted worlds: 6 points over 12 models and 1002 items.
    """
    family = "protocol_gap"
    rows = frame.plain & ~frame.twins & (frame.n_options > 0)
    says, knows = rows & frame.replies, rows & ~frame.replies
    found = paired(frame, says, knows)
    if found is None:
        needs = f"{MIN_ITEMS} items under a recipe of likelihoods and one of replies (human-value, human-value-direct)"
        return [NotTestable(family, needs, frame.source)]
    unread = 100 * float(np.isnan(frame.correct[says]).mean())
    caveats = (*found.caveats, f"{unread:.1f} % of the replies hold no answer that counts; they count as wrong")
    claims = (
        f"Models know more than they say: by likelihoods they are right on {{}} more of the items than by their "
        f"replies (mean of {models_of(found.models)})",
        f"Models say more than they prefer: by their replies they are right on {{}} more of the items than by "
        f"likelihoods (mean of {models_of(found.models)})",
    )
    own = ("{model} knows more than it says, by {}", "{model} says more than it prefers, by {}")
    return mean_and_each(
        family, found.mean, found.each, claims, own=own,
        otherwise="No gap between likelihoods and replies is shown",
        models=found.models, source=frame.source, about=("likelihoods", "replies"), caveats=caveats,
    )  # fmt: skip


def in_context(frame: Table, rng: np.random.Generator) -> Answers:  # noqa: ARG001
    """Do examples in front help?

    Estimand: accuracy with examples, mean over their numbers, less accuracy without, on the same items under the same
    recipe, mean over these models. Per model, exploratory.
    Needs: variants "ice:RETRIEVER:K" beside "plain".
    Found in at least 90 % of planted worlds: 8 points over 12 models and 400 items.
    """
    family = "in_context"
    with_examples = ~frame.twins & frame["variant"].where(_only_shows_examples)
    recipes = frame["recipe"].among(*texts_of(frame, "recipe", with_examples))
    found = paired(frame, frame.plain & recipes & ~frame.twins, with_examples)
    if found is None:
        needs = f"{MIN_ITEMS} items asked with and without examples in front (icl-performance)"
        return [NotTestable(family, needs, frame.source)]
    worse = int((found.gap.mean(axis=1) < 0).sum())
    claims = (
        f"Examples in front raise accuracy by {{}} (mean of {models_of(found.models)}; {worse} of them lose)",
        f"Examples in front lower accuracy by {{}} (mean of {models_of(found.models)}; {worse} of them lose)",
    )
    own = ("Examples in front help {model}, by {}", "Examples in front harm {model}, by {}")
    return mean_and_each(
        family, found.mean, found.each, claims, own=own,
        otherwise="Neither gain nor loss from examples in front is shown",
        models=found.models, source=frame.source, about=texts_of(frame, "variant", with_examples),
        caveats=found.caveats,
    )  # fmt: skip


def _only_shows_examples(variant: str) -> bool:
    asked = Variant.parse(variant)
    return asked.shots > 0 and asked == Variant(retriever=asked.retriever, shots=asked.shots)


def robustness_loss(frame: Table, rng: np.random.Generator) -> Answers:  # noqa: ARG001
    """What do corruptions of picture or text cost?

    Estimand: accuracy on corrupted less on clean, mean over the corruptions and severities that were asked, on the same
    items under the same recipe, mean over these models. Per model, exploratory.
    Needs: variants named after a corruption, such as "gaussian_noise:3", beside "plain".
    Found in at least 90 % of planted worlds: 8 points over 12 models and 400 items.
    """
    family = "robustness_loss"
    corrupted = ~frame.twins & frame["variant"].where(
        lambda name: Variant.parse(name).kind in {*CORRUPTIONS, *PERTURBATIONS}
    )
    recipes = frame["recipe"].among(*texts_of(frame, "recipe", corrupted))
    found = paired(frame, frame.plain & recipes & ~frame.twins, corrupted)
    if found is None:
        needs = f"{MIN_ITEMS} items asked clean and corrupted (variants such as gaussian_noise:3)"
        return [NotTestable(family, needs, frame.source)]
    kinds = texts_of(frame, "variant", corrupted)
    claims = (
        f"Corruption ({several(kinds)}) raises accuracy by {{}} (mean of {models_of(found.models)})",
        f"Corruption ({several(kinds)}) costs {{}} of accuracy (mean of {models_of(found.models)})",
    )
    own = ("Corruption raises the accuracy of {model} by {}", "Corruption costs {model} {}")
    return mean_and_each(
        family, found.mean, found.each, claims, own=own,
        otherwise="No loss from corruption is shown", models=found.models,
        source=frame.source, about=kinds, caveats=found.caveats,
    )  # fmt: skip


def position_bias(frame: Table, rng: np.random.Generator) -> Answers:  # noqa: ARG001
    """Is the option that is shown first, or last, chosen more often than its share of the places?

    Estimand: share of answers that choose the first (the last) option shown, less the share that any place would have
    (1 / number of options), over the answers of these models. The order is drawn from the item's id, so what is right
    lies at no place more often than chance has it. Per model, exploratory.
    Needs: answers read from replies to options shown in an order (`option_order`).
    Found in at least 90 % of planted worlds: 8 points over 12 models and 1002 items.
    """
    family = "position_bias"
    seen = frame.replies & frame.plain & (frame.position >= 0) & (frame.n_options > 1)
    places = {"first": frame.position == 0, "last": frame.position == frame.n_options - 1}
    answers: Answers = []
    for place, there in places.items():
        excess = there - 1 / np.maximum(1, frame.n_options)
        answers += _liking(frame, seen, excess, family=family, what=f"the option shown {place}", about=place)
    needs = f"{MIN_ITEMS} choices read from replies to options shown in an order (human-value-direct)"
    return answers or [NotTestable(family, needs, frame.source)]


def length_bias(frame: Table, rng: np.random.Generator) -> Answers:  # noqa: ARG001
    """Among its errors, does a model choose the longest option more often than an error that does not see length would?

    Estimand: share of errors that choose the longest of the wrong options, less the share of the wrong options that are
    as long, over the errors of these models. Per model, exploratory.
    Needs: numbers of tokens per option, from recipes that compare likelihoods.
    Found in at least 90 % of planted worlds: 8 points over 12 models and 1002 items.
    """
    family = "length_bias"
    wrong = frame.plain & ~np.isnan(frame.long_error)
    answers = _liking(
        frame, wrong, frame.long_error, family=family, what="the longest of the wrong options", about="longest"
    )
    needs = f"{MIN_ITEMS} errors with numbers of tokens per option (a recipe of likelihoods, such as human-value)"
    return answers or [NotTestable(family, needs, frame.source)]


def _liking(
    frame: Table, rows: Mask, excess: npt.NDArray[np.floating], *, family: str, what: str, about: str
) -> Answers:
    """How much oftener than its share something is chosen, over all models and per model."""
    at = np.flatnonzero(rows)
    values, groups, owner = excess[at], frame["image_group"].codes[at], frame["model"].codes[at]
    if len(np.unique(groups)) < MIN_ITEMS:
        return []
    order = np.argsort(owner, kind="stable")
    bounds = np.searchsorted(owner[order], np.arange(len(frame.models) + 1))
    own = {
        model: order[low:high]
        for model, low, high in zip(frame.models, bounds[:-1], bounds[1:], strict=True)
        if high - low >= MIN_ITEMS
    }
    mean = mean_of(values, groups)._replace(n=len(np.unique(frame.item[at])))
    models = tuple(own) or tuple(frame.models[code] for code in np.unique(owner))
    claims = (
        f"Models favour {what}: it is chosen {{}} more often than its share (answers of {models_of(models)})",
        f"Models avoid {what}: it is chosen {{}} less often than its share (answers of {models_of(models)})",
    )
    each = {model: mean_of(values[rows_], groups[rows_]) for model, rows_ in own.items()}
    single = (f"{{model}} favours {what}, by {{}}", f"{{model}} avoids {what}, by {{}}")
    return mean_and_each(
        family, mean, each, claims, own=single,
        otherwise=f"No liking for {what} is shown", models=models, source=frame.source,
        about=(about,),
    )  # fmt: skip
