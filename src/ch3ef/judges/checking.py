"""How far a judge can be trusted: held against people's labels, against itself, and for what it has a liking. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from ch3ef.judges.verdict import PanelVerdict, Preference
from ch3ef.stats.agreement import Agreement, cohen_kappa, krippendorff_alpha
from ch3ef.stats.bias import Bias, error_difference, mean_error
from ch3ef.stats.intervals import Interval, share_interval

SCALE = (0.0, 0.5, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedReply:
    """A labelled reply with what the judge made of it.

    Attributes:
        item_id: The item.
        dimension: Its dimension; its level where it has none.
        image_group: Same for all items that show the same pictures.
        model: Who replied.
        reply: What it said.
        labels: Rater -> credit.
        verdicts: The judge's, one per repeat.
        final: What people settled on; None where that is their mean.
    """

    item_id: str
    dimension: str
    image_group: str
    model: str
    reply: str
    labels: Mapping[str, float]
    verdicts: tuple[PanelVerdict, ...]
    final: float | None = None

    @property
    def label(self) -> float:
        """What people settled on, else the mean of their credits."""
        return fmean(self.labels.values()) if self.final is None else self.final

    @property
    def grade(self) -> float:
        """People's grade: the nearest to their mean; halfway between two, the stricter."""
        return min(SCALE, key=lambda grade: (abs(grade - self.label), grade))

    @property
    def credit(self) -> float | None:
        """The judge's first verdict."""
        return self.verdicts[0].credit

    @property
    def judged(self) -> float:
        """The judge's first verdict, where there is one."""
        if self.credit is None:
            raise ValueError(f"reply of {self.model!r} to {self.item_id!r} was not judged")
        return self.credit


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeAgreement:
    """How far a judge agrees with people on one group of replies.

    Attributes:
        group: "all" or a dimension.
        n: Replies that people labelled and the judge graded.
        unjudged: Labelled replies that it gave no grade.
        accuracy: Share of the replies with people's grade.
        constant: That share for always giving people's most frequent grade: what a judge must beat.
        kappa: Cohen's, of people's grade and the judge's, weighted by the distance of grades.
        alpha: Krippendorff's, of the judge among the raters.
        people: Krippendorff's alpha of the raters alone: what a judge can hope for.
        bias: Mean of the judge's credit minus people's: above 0 where it is too lenient; None with fewer than two
            groups of replies.
        confusion: People's grade -> the judge's -> replies.
    """

    group: str
    n: int
    unjudged: int
    accuracy: Interval | None
    constant: float | None
    kappa: Agreement
    alpha: Agreement
    people: Agreement
    bias: Bias | None
    confusion: dict[str, dict[str, int]]


def judge_agreement(replies: Sequence[CheckedReply], group: str = "all") -> JudgeAgreement:
    """A judge's agreement with people.

    Args:
        replies: Labelled replies with verdicts; those without a grade are counted apart.
        group: What the replies are called.

    Source: METRICS, "Judge"; Cohen 1968, doi:10.1037/h0026256; Krippendorff 2019, Content Analysis.
    """
    own = [reply for reply in replies if reply.credit is not None]
    groups = [reply.image_group for reply in own]
    people, judge = [reply.grade for reply in own], [reply.judged for reply in own]
    raters = sorted({rater for reply in own for rater in reply.labels})
    labels = [[reply.labels.get(rater) for reply in own] for rater in raters]
    hits = [float(a == b) for a, b in zip(people, judge, strict=True)]
    most = max(Counter(people).values(), default=0)
    # A vote of a panel can lie between two grades; kappa and the table are of grades.
    graded = [_nearest(value) for value in judge]
    names = {0.0: "wrong", 0.5: "partly", 1.0: "right"}
    table = Counter((names[a], names[b]) for a, b in zip(people, graded, strict=True))
    return JudgeAgreement(
        group=group,
        n=len(own),
        unjudged=len(replies) - len(own),
        accuracy=share_interval(hits, groups) if own else None,
        constant=most / len(own) if own else None,
        kappa=cohen_kappa(people, graded, weights="linear", categories=SCALE, cluster=groups),
        alpha=krippendorff_alpha([*labels, judge], level="interval", cluster=groups),
        people=krippendorff_alpha(labels or [[]], level="interval", cluster=groups),
        bias=mean_error([b - reply.label for b, reply in zip(judge, own, strict=True)], groups),
        confusion={one: {other: table[one, other] for other in CREDIT_NAMES} for one in CREDIT_NAMES},
    )


CREDIT_NAMES = ("right", "partly", "wrong")


def _nearest(credit: float) -> float:
    return min(SCALE, key=lambda grade: (abs(grade - credit), grade))


# --- biases ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeBiases:
    """What a judge goes by that it should not.

    Attributes:
        verbosity: Mean error (judge minus people) on the longer half of the replies minus that on the shorter half.
        own: The same for its own replies against those of other models; None where none, or all, are its own.
        first: How far its choice between two replies, put in both orders, leans to the one shown first: 0 for no
            lean, 0.5 for always the first; None without pairs.
        consistent: Share of the pairs of which it takes the same reply in both orders.
        stable: Share of the replies that it grades alike every time; None without repeats.
    """

    verbosity: Bias | None
    own: Bias | None
    first: Bias | None
    consistent: Interval | None
    stable: Interval | None


@dataclass(frozen=True, slots=True)
class ComparedPair:
    """Two replies to one item, put to a judge in both orders.

    Attributes:
        image_group: Of the item.
        as_put: Its choice with the one reply first; None where it gave none.
        turned: Its choice with the other first.
    """

    image_group: str
    as_put: Preference | None
    turned: Preference | None


def judge_biases(
    replies: Sequence[CheckedReply], pairs: Sequence[ComparedPair] = (), own: Sequence[str] = ()
) -> JudgeBiases:
    """What a judge has a liking for, beyond what people like.

    Args:
        replies: Labelled replies with verdicts.
        pairs: Pairs of replies, compared in both orders.
        own: Names of the models whose replies are the judge's own.
    """
    graded = [reply for reply in replies if reply.credit is not None]
    middle = median(len(reply.reply) for reply in graded) if graded else 0
    repeated = [reply for reply in graded if len(reply.verdicts) > 1]
    alike = [float(len({verdict.credit for verdict in reply.verdicts}) == 1) for reply in repeated]
    decided = [(_places(pair), pair.image_group) for pair in pairs if pair.as_put and pair.turned]
    leans = [(put + turned) / 2 - 0.5 for (put, turned), _ in decided]
    same = [float(put + turned == 1) for (put, turned), _ in decided]
    groups = [group for _, group in decided]
    return JudgeBiases(
        verbosity=_liking(graded, [len(reply.reply) > middle for reply in graded]),
        own=_liking(graded, [reply.model in own for reply in graded]),
        first=mean_error(leans, groups),
        consistent=share_interval(same, groups) if decided else None,
        stable=share_interval(alike, [reply.image_group for reply in repeated]) if repeated else None,
    )


def _liking(replies: Sequence[CheckedReply], is_liked: Sequence[bool]) -> Bias | None:
    sides = [[reply for reply, own in zip(replies, is_liked, strict=True) if own is liked] for liked in (True, False)]
    one, other = ([reply.judged - reply.label for reply in side] for side in sides)
    groups, other_groups = ([reply.image_group for reply in side] for side in sides)
    return error_difference(one, other, groups, other_groups)


def _places(pair: ComparedPair) -> tuple[float, float]:
    """How much of each choice went to the reply shown first."""
    worth = {"first": 1.0, "tie": 0.5, "second": 0.0}
    return worth[pair.as_put or "tie"], worth[pair.turned or "tie"]
