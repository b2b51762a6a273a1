"""Certificates: what they keep, whom they fit, what they are worth where the truth is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest

from ch3ef.errors import InputError
from ch3ef.judges.certificate import (
    Certificate,
    Graded,
    Held,
    JudgeRates,
    certified,
    fitting,
    language_of,
    measured,
    rates_held,
    rates_of,
    read_certificates,
    write_certificates,
)
from ch3ef.judges.labels import LabelledReply
from ch3ef.judges.rates import judge_rates, tried_out
from ch3ef.stats.intervals import wilson
from ch3ef.stats.misclassification import next_share

MODELS = ("one", "another", "third")
JUDGES = {"lenient": (0.22, 0.99), "strict": (0.92, 0.8), "fair": (0.6, 0.97)}
"""Judges like those of public sets: sensitivity and specificity for what people hold for unsafe."""


def replies(judge: str, n: int, rng: np.random.Generator, share: float = 0.045) -> list[Held]:
    """Labelled replies, two about each picture and of each model."""
    sensitivity, specificity = JUDGES[judge]
    found = []
    for picture in range(n // (2 * len(MODELS))):
        for model in MODELS * 2:
            unsafe = rng.random() < share
            said = rng.random() < (sensitivity if unsafe else 1 - specificity)
            found.append(Held(model, str(picture), float(unsafe), float(said)))
    return found


def certificate_of(judge: str = "fair", **changes: object) -> Certificate:
    rates = rates_of(judge, {("harmless", "wrong"): replies(judge, 1200, np.random.default_rng(2))})
    made = rates.certificate(prompt="words", of="a set", language="en", raters=2, agreement=0.8)
    return made.model_copy(update=changes)


@pytest.mark.parametrize("judge", JUDGES)
def test_the_corrected_rate_holds_the_truth(judge: str) -> None:
    """Of replies of which 4.5 % are unsafe the judges find 1.9 to 23 %; corrected by half of them, the truth is held."""
    rng, held, powered, naive, sets = np.random.default_rng(11), 0, 0, 0, 80
    for _ in range(sets):
        own = replies(judge, 2400, rng)
        tried = tried_out([r.people for r in own], [r.found for r in own], [r.group for r in own])
        assert tried is not None
        assert tried.powered is not None
        assert tried.corrected is not None
        held += tried.corrected.low <= 0.045 <= tried.corrected.high
        powered += tried.powered.low <= 0.045 <= tried.powered.high
        naive += tried.found.low <= 0.045 <= tried.found.high
    assert held >= 0.9 * sets
    assert powered >= 0.9 * sets
    assert naive <= 0.6 * sets


def test_rates_by_hand() -> None:
    people, found = (
        [1, 1, 1, 1, 0, 0, 0, 0, 0.5],
        [
            1,
            1,
            1,
            0,
            0,
            0,
            0,
            1,
            1,
        ],
    )
    rates = judge_rates(people, [*found[:8], None], list("abcdefghi"))
    assert rates is not None
    assert (rates.n, rates.without, rates.yes, rates.no) == (8, 1, 4, 4)
    assert rates.sensitivity == wilson(3, 4)
    assert rates.specificity == wilson(3, 4)
    assert rates.between is None
    halfway = judge_rates(people, found, list("abcdefghi"))
    assert halfway is not None
    assert halfway.between == wilson(1, 1)
    assert halfway.sensitivity == rates.sensitivity
    assert judge_rates([1], [None], ["a"]) is None


def test_each_model_has_rates_of_its_own_and_a_further_one_wider_ones() -> None:
    rng = np.random.default_rng(4)
    own = [
        Held(model, str(n), float(n % 4 == 0), float(rng.random() < (sensitivity if n % 4 == 0 else 0.05)))
        for model, sensitivity in (("a", 0.9), ("b", 0.4), ("c", 0.7))
        for n in range(400)
    ]
    made = rates_of("j", {("harmless", "wrong"): own}).certificate(
        prompt="words", of="a set", language="en", raters=2, agreement=None
    )
    found = wilson(30, 200)
    a, b, new = (made.corrected("harmless", "wrong", model, found) for model in ("a", "b", "new"))
    assert a is not None
    assert b is not None
    assert new is not None
    assert a.estimate < b.estimate
    assert new.high - new.low > b.high - b.low
    assert made.corrected("helpful", "wrong", "a", found) is None
    assert made.corrected("harmless", "refused", "a", found) is None


def labelled(**models: tuple[float, float]) -> Certificate:
    """Of each model 100 replies that people hold for wrong and 100 for right; shares that the judge is right about."""
    replies = [
        Held(model, f"{model}{n}", wrong, float(n < round(100 * (sensitivity if wrong else 1 - specificity))))
        for model, (sensitivity, specificity) in models.items()
        for wrong in (1.0, 0.0)
        for n in range(100)
    ]
    return rates_of("j", {("harmless", "wrong"): replies}).certificate(
        prompt="words", of="a set", language="en", raters=2, agreement=None
    )


def test_rates_of_one_or_two_models_say_nothing_of_another() -> None:
    found, two = wilson(30, 200), {"a": (0.9, 0.95), "b": (0.7, 0.9)}
    for models in ({"a": two["a"]}, two):
        made = labelled(**models)
        assert made.corrected("harmless", "wrong", "a", found) is not None
        assert made.corrected("harmless", "wrong", "new", found) is None
    assert labelled(**two, c=(0.8, 0.9)).corrected("harmless", "wrong", "new", found) is not None


def test_a_rate_that_a_models_own_labels_lack_is_that_of_a_further_model() -> None:
    others = {"a": (0.95, 0.95), "b": (0.3, 0.95), "c": (0.7, 0.9)}
    made = labelled(**others)
    measure = made.dimensions["harmless"]["wrong"]
    kept = {"own": measure.models["a"].model_copy(update={"sensitivity": None}), **measure.models}
    lacking = made.model_copy(
        update={"dimensions": {"harmless": {"wrong": measure.model_copy(update={"models": kept})}}}
    )
    own, new = (lacking.rates("harmless", "wrong", model) for model in ("own", "new"))
    assert own is not None
    assert new is not None
    assert own[0] == new[0]
    assert own[1] == wilson(95, 100)._replace(method="certificate")


def test_rates_of_a_further_model_at_another_level_are_those_of_its_t_distribution() -> None:
    made = labelled(a=(0.9, 0.95), b=(0.7, 0.9), c=(0.8, 0.97), d=(0.85, 0.93))
    quantile = 2.5
    rates = made.rates("harmless", "wrong", "new", quantile)
    wanted = next_share([90, 70, 80, 85], [100] * 4, 2 * NormalDist().cdf(quantile) - 1)
    assert rates is not None
    assert wanted is not None
    assert rates[0][:3] == pytest.approx(wanted[:3], abs=1e-6)


def test_a_table_holds_judges() -> None:
    labels = [
        LabelledReply(str(n), "m", {"x": float(n % 3 > 0)}, None, "", verdicts={"j": float(n % 2), "k": None})
        for n in range(30)
    ]
    rates = rates_held([replace(label, group="") for label in labels], "harmless")
    assert [one.judge for one in rates] == ["j", "k"]
    assert rates[0].dimensions["harmless"]["wrong"].n == 30
    assert (rates[1].dimensions, rates[1].n) == ({}, 0)


def test_a_certificate_is_written_and_read_back(tmp_path: Path) -> None:
    file, made = tmp_path / "kept" / "judge.json", certificate_of()
    write_certificates(file, [made])
    assert read_certificates(file) == (made,)
    write_certificates(file, [made, certificate_of("strict")])
    assert [one.judge for one in read_certificates(file)] == ["fair", "strict"]


def test_nothing_of_the_users_is_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "judge.json"
    file.write_text("mine")
    with pytest.raises(InputError, match=r"judge\.json: .*another --certificate"):
        write_certificates(file, [certificate_of()])
    assert file.read_text() == "mine"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[]", "`the file`: input should be"),
        ("{", "is not JSON"),
        ('{"certificates": []}', "`certificates`: tuple should have at least 1 item"),
        ('{"certificates": [{"judge": "j"}]}', r"`certificates\.0\.prompt`: field required"),
    ],
)
def test_another_file_is_refused_in_one_line(tmp_path: Path, content: str, told: str) -> None:
    file = tmp_path / "c.json"
    file.write_text(content)
    with pytest.raises(InputError, match=told) as caught:
        read_certificates(file)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (Graded("strict", "words", "a set"), "is of judge 'fair', the verdicts are of 'strict'"),
        (Graded("fair", "others", "a set"), "is of prompt version 'words', the verdicts are of 'others'"),
        (Graded("fair", "", "a set"), "is of prompt version 'words', the verdicts are of 'unknown'"),
        (Graded("fair", "words", "a set?language=zh"), "is of language 'en', the verdicts are of 'zh'"),
        (Graded("fair", "words", "another"), "is of set 'a set', the verdicts are of 'another'"),
        (Graded("fair", "words", "a set", "helpful"), "is of dimension 'harmless', the verdicts are of 'helpful'"),
    ],
)
def test_whom_a_certificate_does_not_fit(asked: Graded, told: str) -> None:
    assert fitting([certificate_of()], asked) == told


def test_settings_and_twins_of_a_set_go_by_its_certificate() -> None:
    made = certificate_of()
    for scenario in ("a set?seed=7", "a set-twins?rung=3"):
        assert fitting([made], Graded("fair", "words", scenario, "harmless")) == made


@pytest.mark.parametrize(("old", "new", "place"), [
    ('"low": 0.', '"low": 0.9999', "lies outside of its interval"),
    ('"without": 0', '"without": -1', "without"),
    ('"raters": 2', '"raters": -2', "raters"),
    ('"agreement": 0.8', '"agreement": NaN', "agreement"),
    ('"date": "2', '"date": "<b>2', "date"),
])  # fmt: skip
def test_numbers_that_cannot_be_are_refused(tmp_path: Path, old: str, new: str, place: str) -> None:
    file = tmp_path / "c.json"
    write_certificates(file, [certificate_of()])
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(InputError, match=place):
        read_certificates(file)


def test_the_latest_that_fits_is_taken(tmp_path: Path) -> None:
    older, newer, german = (
        certificate_of(date="2026-01-02"),
        certificate_of(date="2026-02-01"),
        certificate_of(language="de"),
    )
    english, of_german = Graded("fair", "words", "a set"), "a set?split=german"
    assert fitting([german, newer, older], english) == newer
    assert fitting([], english) == "there is none"
    write_certificates(tmp_path / "c.json", [older, newer, german])
    assert certified(tmp_path / "c.json", "fair", lambda _: "words", ["a set", of_german, "another"]) == [newer, german]
    with pytest.raises(InputError, match=r"c\.json: the certificate is of language"):
        certified(tmp_path / "c.json", "fair", lambda _: "words", ["a set?language=zh"])


def test_nobody_is_measured_on_nothing() -> None:
    assert measured([Held("m", "a", 1.0, None)]) is None
    assert isinstance(rates_of("j", {}), JudgeRates)
    assert language_of("msts?dir=x&split=farsi") == "fa"
