"""Behaviour under other ways of asking: examples in front, demanded names, corruptions, places, protocols."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import product

from ch3ef.analysis.perspectives.pairing import Pairs, clean, in_two_ways, pairs_of
from ch3ef.analysis.perspectives.records import (
    MIN_ITEMS,
    Bounded,
    Found,
    Place,
    bounded,
    by_place,
    credit_of,
    is_twin,
    items_in,
    items_set,
    place_of,
    replies,
)
from ch3ef.results import Outcome, ResultRow
from ch3ef.stats.choices import kept_choices, pull
from ch3ef.stats.intervals import share_interval
from ch3ef.stats.paired import Difference, paired_difference
from ch3ef.stats.relative import bounded_gain, retention, riam_ref, rr_ref, rrm_ref
from ch3ef.taxonomy import Dimension
from ch3ef.variants import CORRUPTIONS, PUSHBACK, VERBALISER, Part, Variant


def _without(kind: Part) -> Callable[[str], str]:
    """What a variant is called without one of its parts."""

    def rest(variant: str) -> str:
        return str(Variant.parse(variant).without(kind))

    return rest


def _difference(found: Difference) -> Bounded:
    return Bounded(found.estimate, found.low, found.high)


# --- examples in front ------------------------------------------------------------------------------------


def in_context(rows: Sequence[ResultRow]) -> Iterator[Found]:
    """What examples in front change, per retriever and number of examples."""
    for place, own in by_place([row for row in rows if not Variant.parse(row.variant).is_altered]):
        with_examples = [row for row in own if Variant.parse(row.variant).shots > 0]
        pairs = pairs_of(in_two_ways(own, with_examples, _without("ice")))
        for retriever in dict.fromkeys(_examples(row)[0] for row in pairs.second):
            mine = pairs.where(lambda _, row, retriever=retriever: _examples(row)[0] == retriever)  # type: ignore[misc]
            if mine.enough:
                yield from _gains(place, retriever, mine)


def _examples(row: ResultRow) -> tuple[str, int]:
    """Retriever and number of the examples in front."""
    variant = Variant.parse(row.variant)
    return variant.retriever, variant.shots


def _gains(place: Place, retriever: str, pairs: Pairs) -> Iterator[Found]:
    before, after = pairs.credit
    yield place.found("gain", _difference(paired_difference(after, before, pairs.cluster)), pairs.n, retriever)
    yield place.found("riam", bounded(bounded_gain(after, before, pairs.cluster)), pairs.n, retriever)
    by_shots: dict[int, list[float]] = defaultdict(list)
    for row in pairs.second:
        by_shots[_examples(row)[1]].append(credit_of(row))
    accuracies = [sum(credit) / len(credit) for _, credit in sorted(by_shots.items())]
    reference = riam_ref(accuracies, sum(before) / len(before), pairs.chance)
    yield place.found("riam_ref", Bounded(reference), pairs.n, retriever)
    for shots in sorted(by_shots):
        mine = pairs.where(lambda _, row, shots=shots: _examples(row)[1] == shots)  # type: ignore[misc]
        if mine.enough:
            before, after = mine.credit
            gain = paired_difference(after, before, mine.cluster)
            yield place.found("gain", _difference(gain), mine.n, f"{retriever}:{shots}")


# --- demanded names ---------------------------------------------------------------------------------------


def instruction_following(rows: Sequence[ResultRow]) -> Iterator[Found]:
    """Whether options are called as was demanded, and whether the choice stays the same under other names."""
    for place, own in by_place(rows):
        renamed = [row for row in own if Variant.parse(row.variant).kind == VERBALISER and row.outcome != Outcome.ERROR]
        pairs = pairs_of(in_two_ways(own, renamed, clean))
        if not pairs.enough:
            continue
        once = list({(row.item_id, row.seed): row for row in pairs.first}.values())
        letters = share_interval([credit_of(row) for row in once], [row.image_group for row in once])
        yield place.found("accuracy", bounded(letters), len(once), "letters")
        groups = dict.fromkeys(_verbaliser_group(row) for row in pairs.second)
        for group in ("all", *groups):
            mine = pairs.where(lambda _, row, group=group: group in ("all", _verbaliser_group(row)))  # type: ignore[misc]
            if mine.enough:
                yield from _obedience(place, group, mine)


def _verbaliser_group(row: ResultRow) -> str:
    return Variant.parse(row.variant).detail.partition(":")[0]


def _obedience(place: Place, group: str, pairs: Pairs) -> Iterator[Found]:
    heeded = [float(row.outcome == Outcome.ANSWERED) for row in pairs.second]
    kept = kept_choices([place_of(row) for row in pairs.first], [place_of(row) for row in pairs.second], pairs.cluster)
    yield place.found("in_vocabulary", bounded(share_interval(heeded, pairs.cluster)), pairs.n, group)
    yield place.found("mr", Bounded(*kept.kappa[:3]), pairs.n, group)
    yield place.found("mr_ref", bounded(kept.share), pairs.n, group)
    yield place.found("accuracy", bounded(share_interval(pairs.credit[1], pairs.cluster)), pairs.n, group)


# --- corruptions of pictures, perturbations of texts, orders and phrasings -----------------------------------


def robustness(rows: Sequence[ResultRow]) -> Iterator[Found]:
    """What is lost when pictures are corrupted, texts perturbed, options turned or questions phrased otherwise."""
    for place, own in by_place(rows):
        altered = [row for row in own if Variant.parse(row.variant).kind not in {"", VERBALISER, PUSHBACK}]
        pairs = pairs_of(in_two_ways(own, altered, clean))
        groups = sorted({group for row in pairs.second for group in _alterations(row)}, key=_place_of_group)
        for group in ("all", *groups) if {"pictures", "texts"} <= set(groups) else groups:
            mine = pairs.where(lambda _, row, group=group: group in ("all", *_alterations(row)))  # type: ignore[misc]
            if mine.enough:
                yield from _losses(place, group, mine)
        kinds: tuple[Part, ...] = ("rotation", "phrasing")
        for kind in kinds:
            changed = [
                row
                for row in own
                if not Variant.parse(row.variant).is_altered
                and Variant.parse(row.variant).without(kind) != Variant.parse(row.variant)
            ]
            mine = pairs_of(in_two_ways(own, changed, _without(kind)))
            if mine.enough:
                yield from _losses(place, kind, mine)


def _alterations(row: ResultRow) -> tuple[str, ...]:
    """The groups that an altered row belongs to: its kind of alteration, this at its severity, and all of a sort."""
    variant = Variant.parse(row.variant)
    kind, severity = variant.kind, variant.detail
    sort = "pictures" if kind in CORRUPTIONS else "texts"
    return (sort, f"{sort}:{severity}", kind, f"{kind}:{severity}")


def _place_of_group(group: str) -> tuple[bool, str]:
    """Sorts first: pictures and texts."""
    return (group.partition(":")[0] not in ("pictures", "texts"), group)


def _losses(place: Place, group: str, pairs: Pairs) -> Iterator[Found]:
    clean, altered = pairs.credit
    before, after = sum(clean) / len(clean), sum(altered) / len(altered)
    same = [
        float(a.chosen is not None and a.chosen == b.chosen) for a, b in zip(pairs.first, pairs.second, strict=True)
    ]
    kept = retention(altered, clean, pairs.cluster, pairs.chance)
    yield place.found("drop", _difference(paired_difference(clean, altered, pairs.cluster)), pairs.n, group)
    yield place.found("retention", bounded(kept), pairs.n, group)
    yield place.found("rrm_ref", Bounded(rrm_ref(after, before, pairs.chance)), pairs.n, group)
    yield place.found("rr_ref", Bounded(rr_ref(after, before)), pairs.n, group)
    yield place.found("same_choice", bounded(share_interval(same, pairs.cluster)), pairs.n, group)


# --- places and lengths of options ------------------------------------------------------------------------


def position_bias(rows: Sequence[ResultRow]) -> Iterator[Found]:
    """Whether an option is chosen for where it stands (of replies), or for its length (of likelihoods).

    Of each set by one recipe: that which turned the options of most items whole, else that which asked most items.
    Items with a lure of another kind are left out: those of hallucination and sycophancy, and harmless items' twins.
    """
    asked = [row for row in rows if not Variant.parse(row.variant).is_altered and row.n_options > 1 and not _lured(row)]
    by_set: dict[str, list[tuple[Place, list[ResultRow]]]] = defaultdict(list)
    for place, own in by_place(asked):
        by_set[place.scenario].append((place, own))
    for recipes in by_set.values():
        read = [(place, own) for place, own in recipes if replies(own[0]) and own[0].metric == "accuracy"]
        compared = [(place, _plain(own)) for place, own in recipes if not replies(own[0])]
        if read:
            yield from _places(*max(read, key=lambda one: (items_in(_turned_whole(one[1])), items_in(_plain(one[1])))))
        if compared:
            yield from _lengths(*max(compared, key=lambda one: items_in(one[1])))


def _plain(rows: Sequence[ResultRow]) -> list[ResultRow]:
    return [row for row in rows if row.variant == "plain"]


def _lured(row: ResultRow) -> bool:
    if is_twin(row):
        return row.dimension == Dimension.HARMLESS
    return row.domain in {"hallucination", "sycophancy"}


def _places(place: Place, rows: Sequence[ResultRow]) -> Iterator[Found]:
    turned = _turned_whole(rows)
    seen = [
        (row, at) for row in turned or rows if (turned or row.variant == "plain") and (at := place_of(row)) is not None
    ]
    if items_in([row for row, _ in seen]) < MIN_ITEMS:
        return
    cluster, n = [row.image_group for row, _ in seen], items_in([row for row, _ in seen])
    alone = [1 / row.n_options for row, _ in seen]
    first, last = ([float(at == end(row)) for row, at in seen] for end in (lambda _: 0, lambda row: row.n_options - 1))
    yield place.found("first_pull", bounded(pull(first, alone, cluster)), n)
    yield place.found("last_pull", bounded(pull(last, alone, cluster)), n)
    usual = Counter(row.n_options for row, _ in seen).most_common(1)[0][0]
    mine = [(row, at) for row, at in seen if row.n_options == usual]
    for number in range(usual):
        share = share_interval([float(at == number) for _, at in mine], [row.image_group for row, _ in mine])
        yield place.found(
            "share_of_place", bounded(share), items_in([row for row, _ in mine]), f"{number + 1} of {usual}"
        )


def _turned_whole(rows: Sequence[ResultRow]) -> list[ResultRow]:
    """The rows of items that were asked in all rotations: what is right stands at each place once."""
    asked: dict[tuple[str, str, int, str], list[ResultRow]] = defaultdict(list)
    for row in rows:
        asked[row.scenario, row.item_id, row.seed, _without("rotation")(row.variant)].append(row)
    return [row for turns in asked.values() if len(turns) == turns[0].n_options for row in turns]


def _lengths(place: Place, rows: Sequence[ResultRow]) -> Iterator[Found]:
    """Among errors: the longest wrong option against the share of the wrong options that are as long."""
    errors, taken, alone = [], [], []
    for row in rows:
        if row.chosen is None or row.chosen in row.gold or not row.option_tokens:
            continue
        wrong = [tokens for option, tokens in enumerate(row.option_tokens) if option not in row.gold]
        if min(wrong) < max(wrong):
            errors.append(row)
            taken.append(float(row.option_tokens[row.chosen] == max(wrong)))
            alone.append(wrong.count(max(wrong)) / len(wrong))
    if items_in(errors) >= MIN_ITEMS:
        drawn = pull(taken, alone, [row.image_group for row in errors])
        yield place.found("length_pull", bounded(drawn), items_in(errors))


# --- protocols --------------------------------------------------------------------------------------------


def protocols(rows: Sequence[ResultRow]) -> Iterator[Found]:
    """Whether the likelihoods choose what the model says: the two recipes that share most items of a set.

    Of several that do, those that ask every item once.
    """
    many_ways = {row.recipe for row in rows if row.variant != "plain"}
    by_set: dict[str, dict[str, list[ResultRow]]] = defaultdict(dict)
    for row in rows:
        if row.variant == "plain" and row.n_options > 1 and not is_twin(row):
            by_set[items_set(row)].setdefault(row.recipe, []).append(row)
    for scenario, by_recipe in by_set.items():
        compared = [by_recipe[name] for name in by_recipe if not replies(by_recipe[name][0])]
        read = [by_recipe[name] for name in by_recipe if replies(by_recipe[name][0])]
        candidates = [pairs_of(_same_item(one, other)) for one, other in product(compared, read)]
        best = max(candidates, key=lambda pairs: (pairs.n, _once(pairs, many_ways)), default=None)
        if best is not None and best.enough:
            recipes = f"{best.first[0].recipe}, {best.second[0].recipe}"
            yield from _agreement(Place(recipes, scenario), best)


def _once(pairs: Pairs, many_ways: Collection[str]) -> int:
    """How many of the two recipes ask every item once."""
    return len({row.recipe for row in (*pairs.first[:1], *pairs.second[:1])} - set(many_ways))


def _same_item(compared: Sequence[ResultRow], read: Sequence[ResultRow]) -> Iterator[tuple[ResultRow, ResultRow]]:
    there = {(row.item_id, row.seed): row for row in compared}
    for row in read:
        if (other := there.get((row.item_id, row.seed))) is not None:
            yield other, row


def _agreement(place: Place, pairs: Pairs) -> Iterator[Found]:
    likely = [place_of(one, other.option_order) for one, other in zip(pairs.first, pairs.second, strict=True)]
    kept = kept_choices(likely, [place_of(row) for row in pairs.second], pairs.cluster)
    yield place.found("kappa", Bounded(*kept.kappa[:3]), kept.kappa.n)
    yield place.found("same_choice", bounded(kept.share), pairs.n)
    gap = paired_difference(*pairs.credit, pairs.cluster)
    yield place.found("likelihoods_ahead", _difference(gap), pairs.n)
    apart = pairs.where(lambda a, b: None not in (a.chosen, b.chosen) and a.chosen != b.chosen)
    if apart.enough:
        for name, credit in zip(("likelihoods_right", "reply_right"), apart.credit, strict=True):
            yield place.found(name, bounded(share_interval(credit, apart.cluster)), apart.n, "where they differ")
