"""A judge's certificate: how often it errs, on which replies, under which words and language; kept as JSON.

Rates of a judge hold for the replies that they were measured on. Of a model whose replies were among them, its own
count; of another model, what the models' rates differ by, with room for one more (`stats.misclassification`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

import ch3ef
from ch3ef.errors import InputError
from ch3ef.files import read_json, write_text_whole
from ch3ef.judges.labels import LabelledReply
from ch3ef.judges.prompt import prompt_version
from ch3ef.judges.rates import Rates, TriedOut, judge_rates, tried_out
from ch3ef.languages import spoken
from ch3ef.outputs import check_own_file, own_files
from ch3ef.stats.intervals import USUAL, Interval, interval_at, t_at
from ch3ef.stats.misclassification import corrected_share, next_share
from ch3ef.variants import untwinned

CERTIFICATE_FILE = "judge-certificate.json"
"""Where a run keeps the certificates of its judges."""
Asked = Literal["wrong", "refused"]
"""What a judge is asked of a reply: is it wrong (of harmless items: unsafe), does it refuse?"""


_HAIR = 1e-9


class Graded(NamedTuple):
    """What a judge graded.

    Attributes:
        judge: Its name; of a panel all names.
        prompt: The version of the words that it was told; "" where that was not kept.
        scenario: The set.
        dimension: Of the items, or their level where they have none; "" for any.
    """

    judge: str
    prompt: str
    scenario: str
    dimension: str = ""


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Share(_Record):
    """A share with its 95 % interval."""

    estimate: float = Field(ge=0, le=1)
    low: float = Field(ge=0, le=1)
    high: float = Field(ge=0, le=1)

    @model_validator(mode="after")
    def _in_order(self) -> Share:
        # Sums of floats may end a hair beyond the share itself.
        if not self.low - _HAIR <= self.estimate <= self.high + _HAIR:
            raise ValueError(f"{self.estimate} lies outside of its interval, {self.low} to {self.high}")
        return self

    @property
    def interval(self) -> Interval:
        """The same, for reckoning."""
        return Interval(self.estimate, self.low, self.high, "certificate")


class Errors(_Record):
    """How often a judge is right about one model's replies, or those of several.

    Attributes:
        n: Replies.
        sensitivity: Of what people say yes of, the share that it does; None where they never do.
        specificity: Of what they say no of, the share that it does not.
    """

    n: int = Field(ge=0)
    sensitivity: Share | None
    specificity: Share | None


class Measure(Errors):
    """What was measured of one question about the replies of one dimension.

    Attributes:
        without: Labelled replies without a verdict.
        people: The share of which people say yes.
        found: The share of which the judge does.
        kappa: Cohen's, of the two; None where all say one thing.
        between: The judge's mean where people are between yes and no; None where they never are.
        models: The same rates by model.
        another: What to expect of a model that is not among them; None with fewer than three.
    """

    without: int = Field(ge=0)
    people: Share
    found: Share
    kappa: float | None = Field(allow_inf_nan=False)
    between: Share | None
    models: dict[str, Errors]
    another: Errors | None


class Certificate(_Record):
    """How far a judge can be trusted, as later runs use it.

    Attributes:
        judge: Its name, as rows have it; of a panel all names.
        prompt: The version of the words it was told, in the language that these were in
            (`judges.prompt.version_told`); "" for verdicts from elsewhere.
        set: The set of the labelled items.
        language: Of its items, ISO 639-1.
        n: Labelled replies with a verdict.
        raters: People who labelled.
        agreement: Krippendorff's alpha of the people alone: what a judge can hope for; None where undefined.
        dimensions: Dimension -> question -> what was measured.
        date: When it was measured, ISO 8601.
        version: Of ch3ef.
    """

    judge: str
    prompt: str
    set: str
    language: str
    n: int = Field(ge=0)
    raters: int = Field(ge=0)
    agreement: float | None = Field(allow_inf_nan=False)
    dimensions: dict[str, dict[Asked, Measure]]
    date: str = Field(pattern=r"^\d{4}-\d\d-\d\d$")
    version: str

    def unfit(self, graded: Graded) -> str | None:
        """Why it cannot be used for verdicts of a judge; None where it can.

        Args:
            graded: What the judge graded; of any dimension where that is not known.
        """
        for what, own, needed in (
            ("judge", [self.judge], graded.judge),
            ("prompt version", [self.prompt], graded.prompt),
            ("language", [self.language], language_of(graded.scenario)),
            ("set", [*map(_named, self.set.split(", "))], _named(graded.scenario)),
            ("dimension", [*self.dimensions, ""], graded.dimension),
        ):
            if needed not in own:
                shown = ", ".join(filter(None, own)) or "unknown"
                return f"is of {what} {shown!r}, the verdicts are of {needed or 'unknown'!r}"
        return None

    def corrected(
        self, dimension: str, asked: Asked, model: str, found: Interval, quantile: float = USUAL
    ) -> Interval | None:
        """What people would have found, from what the judge found in a model's replies.

        Args:
            dimension: Of the items.
            asked: The question.
            model: Who replied.
            found: The share of which the judge says yes.
            quantile: Of the normal distribution, at the level of the interval that is returned.

        Returns:
            The share with its interval; None where the certificate says nothing of these, or nothing follows.
        """
        rates = self.rates(dimension, asked, model, quantile)
        return None if rates is None else corrected_share(_at(found, quantile), *rates)

    def rates(
        self, dimension: str, asked: Asked, model: str, quantile: float = USUAL
    ) -> tuple[Interval, Interval] | None:
        """Sensitivity and specificity among a model's replies: its own, else those to expect of a further model.

        Args:
            dimension: As in `corrected`, like the others.
            asked: The question.
            model: Who replied.
            quantile: At the level of the intervals that are returned.

        Returns:
            Both; None where neither the model's own labels say them nor those of three models or more.
        """
        measure = self.dimensions.get(dimension, {}).get(asked)
        if measure is None:
            return None
        sensitivity, specificity = (_rate(measure, model, of, quantile) for of in ("sensitivity", "specificity"))
        return None if sensitivity is None or specificity is None else (sensitivity, specificity)


def _rate(measure: Measure, model: str, of: str, quantile: float) -> Interval | None:
    def known(errors: Errors | None) -> Share | None:
        return None if errors is None else {"sensitivity": errors.sensitivity, "specificity": errors.specificity}[of]

    if (own := known(measure.models.get(model))) is not None:
        return _at(own.interval, quantile)
    if (another := known(measure.another)) is None:
        return None
    df = max(1, sum(known(each) is not None for each in measure.models.values()) - 2)  # as `next_share` has it
    return interval_at(another.interval, t_at(df, quantile), t_at(df, USUAL))


def _at(interval: Interval, quantile: float) -> Interval:
    return interval if quantile == USUAL else interval_at(interval, quantile)


class _File(_Record):
    judge_certificates: Literal[1] = 1
    certificates: tuple[Certificate, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Held:
    """A labelled reply with a judge's finding, for `measured`.

    Attributes:
        model: Who replied.
        group: Same for replies about the same pictures.
        people: What people say, in [0, 1].
        found: What the judge says; None without a verdict.
    """

    model: str
    group: str
    people: float
    found: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeRates:
    """How often a judge errs, as a check found out.

    Attributes:
        judge: Its name.
        dimensions: Dimension -> question -> what was measured.
        tried: One half of the replies corrected by the other, of all dimensions together: are they wrong?
    """

    judge: str
    dimensions: dict[str, dict[Asked, Measure]]
    tried: TriedOut | None

    @property
    def n(self) -> int:
        """Labelled replies with a verdict."""
        return sum(asked["wrong"].n for asked in self.dimensions.values() if "wrong" in asked)

    def certificate(self, *, prompt: str, of: str, language: str, raters: int, agreement: float | None) -> Certificate:
        """The same as later runs use it, of today."""
        return Certificate(
            judge=self.judge, prompt=prompt, set=of, language=language, n=self.n, raters=raters, agreement=agreement,
            dimensions=self.dimensions, date=datetime.now(UTC).date().isoformat(), version=ch3ef.__version__,
        )  # fmt: skip


def rates_of(judge: str, replies: Mapping[tuple[str, Asked], Sequence[Held]]) -> JudgeRates:
    """What a check says of a judge, from labelled replies by dimension and question."""
    dimensions: dict[str, dict[Asked, Measure]] = {}
    for (dimension, asked), own in replies.items():
        if (measure := measured(own)) is not None:
            dimensions.setdefault(dimension, {})[asked] = measure
    wrong = [reply for (_, asked), own in replies.items() if asked == "wrong" for reply in own]
    tried = tried_out([each.people for each in wrong], [each.found for each in wrong], [each.group for each in wrong])
    return JudgeRates(judge=judge, dimensions=dimensions, tried=tried)


def rates_held(labels: Sequence[LabelledReply], dimension: str) -> list[JudgeRates]:
    """The same of every judge whose verdicts a table of labels holds; their replies are of one dimension."""
    judges = list(dict.fromkeys(judge for label in labels for judge in label.verdicts))
    found = []
    for judge in judges:
        verdicts = [label.verdicts.get(judge) for label in labels]
        held = [
            Held(label.model, label.group or label.item, 1 - label.credit, None if said is None else 1 - said)
            for label, said in zip(labels, verdicts, strict=True)
        ]
        found.append(rates_of(judge, {(dimension, "wrong"): held}))
    return found


def measured(replies: Sequence[Held]) -> Measure | None:
    """What is certified of one question about the replies of one dimension; None without any verdict."""
    models = sorted({reply.model for reply in replies})
    whole = _rates(replies)
    if whole is None:
        return None
    own = {
        model: rates
        for model in models
        if (rates := _rates([each for each in replies if each.model == model])) is not None
    }
    return Measure(
        n=whole.n,
        sensitivity=_known(whole.sensitivity),
        specificity=_known(whole.specificity),
        without=whole.without,
        people=_share(whole.people),
        found=_share(whole.found),
        kappa=whole.kappa.estimate,
        between=_known(whole.between),
        models={
            model: Errors(n=rates.n, sensitivity=_known(rates.sensitivity), specificity=_known(rates.specificity))
            for model, rates in own.items()
        },
        another=_another(list(own.values())),
    )


def _rates(replies: Sequence[Held]) -> Rates | None:
    return judge_rates(
        [reply.people for reply in replies], [reply.found for reply in replies], [reply.group for reply in replies]
    )


def _share(interval: Interval) -> Share:
    return Share(estimate=interval.estimate, low=interval.low, high=interval.high)


def _known(interval: Interval | None) -> Share | None:
    return None if interval is None else _share(interval)


def _another(models: Sequence[Rates]) -> Errors | None:
    def beyond(shares: Iterable[tuple[Interval | None, int]]) -> Share | None:
        known = [(share.estimate * n, n) for share, n in shares if share is not None]
        return _known(next_share([hits for hits, _ in known], [n for _, n in known])) if known else None

    sensitivity = beyond((rates.sensitivity, rates.yes) for rates in models)
    specificity = beyond((rates.specificity, rates.no) for rates in models)
    if sensitivity is None or specificity is None:
        return None
    return Errors(n=sum(rates.n for rates in models), sensitivity=sensitivity, specificity=specificity)


# --- files ------------------------------------------------------------------------------------------------


def read_certificates(file: Path) -> tuple[Certificate, ...]:
    """The certificates of a file.

    Raises:
        InputError: It is not there, or is no such file.
    """
    advice = "expected a file that `ch3ef judge check --certificate FILE` wrote"
    content = read_json(file, str(file), advice, once=True)
    try:
        return _File.model_validate(content).certificates
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise InputError(f"{file}: `{place}`: {first['msg'][:1].lower()}{first['msg'][1:]}; {advice}") from error


def certificates_in(folder: Path) -> tuple[Certificate, ...]:
    """The certificates that a run's folder holds; none where it has no file of them."""
    file = folder / CERTIFICATE_FILE
    return read_certificates(file) if file.is_file() else ()


def write_certificates(file: Path, certificates: Sequence[Certificate]) -> None:
    """Write certificates; what we wrote there before, and nobody changed, is replaced.

    Raises:
        InputError: Something of the user's is there, or it cannot be written.
    """
    content = _File(certificates=tuple(certificates))
    text = json.dumps(content.model_dump(mode="json"), ensure_ascii=False, indent=1)
    check_certificate_place(file)
    with own_files(file.parent) as place:
        write_text_whole(place / file.name, text + "\n")


def check_certificate_place(file: Path) -> None:
    """Check the place of a file of certificates before the work for it is done.

    Raises:
        InputError: Something is there that we did not write.
    """
    try:
        check_own_file(file)
    except InputError as error:
        raise InputError(str(error).replace("another --out", "another --certificate")) from error


def fitting(certificates: Sequence[Certificate], graded: Graded) -> Certificate | str:
    """The certificate of a judge among several, the latest of those that fit; else why none does."""
    reasons = [(each, each.unfit(graded)) for each in certificates]
    fit = [each for each, reason in reasons if reason is None]
    if fit:
        return max(fit, key=lambda each: each.date)
    of_judge = [reason for each, reason in reasons if each.judge == graded.judge]
    return next((reason for reason in (of_judge or [reason for _, reason in reasons]) if reason), "there is none")


def certified(file: Path, judge: str, prompt: Callable[[str], str], scenarios: Iterable[str]) -> list[Certificate]:
    """The certificates of a file that a run will use, checked before anything is asked.

    Args:
        file: As `write_certificates` wrote it.
        judge: The judge's name; of a panel all names.
        prompt: A set -> the version of the words that it is told of its items.
        scenarios: The sets whose replies it grades.

    Returns:
        Those of the sets that have one: of the others what the judge says stays uncorrected, and is marked.

    Raises:
        InputError: None is of that judge, those words, and one of the sets in its language.
    """
    certificates = read_certificates(file)
    found = [fitting(certificates, Graded(judge, prompt(scenario), scenario)) for scenario in sorted(set(scenarios))]
    kept = list({id(each): each for each in found if not isinstance(each, str)}.values())
    if not kept:
        raise InputError(f"{file}: the certificate {found[0]}")
    return kept


def _named(scenario: str) -> str:
    """A set's name without its settings; its twins go by it too."""
    return untwinned(scenario.partition("?")[0])


LANGUAGES: Mapping[str, str] = {
    "english": "en", "arabic": "ar", "chinese": "zh", "farsi": "fa", "french": "fr", "german": "de", "hindi": "hi",
    "italian": "it", "korean": "ko", "russian": "ru", "spanish": "es",
}  # fmt: skip
"""Codes of what sets call their splits."""


def language_of(scenario: str) -> str:
    """The language of a set's items, as its name tells: a setting `language`, or a split that is one; else English.

    Example:
        >>> [language_of(name) for name in ("ch3ef-gen?language=zh", "msts?split=german", "mossbench-twins")]
        ['zh', 'de', 'en']
    """
    settings = _settings(scenario)
    return settings.get("language") or LANGUAGES.get(settings.get("split", "english"), "en")


def prompt_of(scenario: str) -> str:
    """The version of the words that judges are told of a set: those of its `language`, English ones else.

    Example:
        >>> prompt_of("msts?split=german") == prompt_of("ch3ef-gen?language=en") != prompt_of("ch3ef-gen?language=zh")
        True
    """
    return prompt_version(spoken(_settings(scenario).get("language", "en")))


def _settings(scenario: str) -> dict[str, str]:
    return dict(part.partition("=")[::2] for part in scenario.partition("?")[2].split("&") if part)
