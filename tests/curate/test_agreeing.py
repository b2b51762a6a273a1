"""Agreement of raters by hand, and how often the careless are found over many drawn rounds."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ch3ef.curate.agreeing import agree, is_open, of_units, units_of
from ch3ef.curate.folder import Curation, new_curation
from ch3ef.curate.records import Annotation, Decision, Draft, Letters

DRAFT = Draft("f" * 64, "theft", "Whose?", "", "m", "1")


def word(
    rater: str,
    decision: Decision = "keep",
    right: str = "a",
    ranking: str = "ab",
    number: int = 1,
    harmful: bool = False,
) -> Annotation:
    """What one says of the draft; models are letters."""
    return Annotation(
        DRAFT.id, rater, number, decision, DRAFT.question, tuple(ranking), tuple(right), {}, "theft", harmful
    )


@pytest.mark.parametrize(("words", "open_"), [
    ([], False), ([word("ann")], False), ([word("ann"), word("bo", "pass")], False),
    ([word("ann"), word("bo")], False),
    ([word("ann"), word("bo", "drop")], True), ([word("ann", "drop"), word("bo", "drop")], False),
    ([word("ann"), word("bo", right="")], True), ([word("ann"), word("bo", right=""), word("cy")], False),
    ([word("ann"), word("bo", harmful=True)], False),  # it is taken for harmful then
    ([word("ann"), replace(word("bo", "edit"), question="Who owns it?")], True),
    ([word("ann"), replace(word("bo"), task="age")], True),
    # What is said last counts.
    ([word("ann"), word("bo", "drop"), word("bo", number=2)], False),
    ([word("ann"), word("bo"), word("bo", "drop", number=2)], True),
    ([word("bo", "drop", number=2), word("ann"), word("bo")], True),
])  # fmt: skip
def test_a_draft_is_open_where_two_differ_and_no_majority_is_found(words: list[Annotation], open_: bool) -> None:
    assert is_open(words) is open_


def test_who_passes_says_nothing_and_who_drops_marks_nothing() -> None:
    words = [word("ann"), word("bo", "drop"), word("cy", "pass")]
    said = {
        about: [dict(unit.said) for unit in units_of(words, {DRAFT.id: DRAFT}, about)]
        for about in ("decision", "right", "ranking", "harmful")
    }
    assert said == {
        "decision": [{"ann": "keep", "bo": "drop"}], "right": [{"ann": True}, {"ann": False}], "ranking": [{"ann": 1}, {"ann": 2}],
        "harmful": [{"ann": False}],
    }  # fmt: skip


def test_by_hand() -> None:
    # Two say the same of two replies of three.
    words = [word("ann", right="a", ranking="abc"), word("bo", right="ab", ranking="abc")]
    found = of_units("theft", "right", units_of(words, {DRAFT.id: DRAFT}, "right"))
    assert found.n == 3
    assert found.raw is not None
    assert found.raw.estimate == pytest.approx(2 / 3)
    # Coincidences: of three right and three wrong, two differ; 1 - (2 / 6) / (18 / 30).
    assert found.alpha.estimate == pytest.approx(1 - (2 / 6) / (18 / 30))
    assert found.kappa == pytest.approx(0.4)  # (2/3 - 4/9) / (1 - 4/9)
    assert found.kappa_bounds is None  # one photo alone


def test_nobody_is_careless_among_two(tmp_path: Path) -> None:
    curation = new_curation(tmp_path / "ours", [])
    curation.add([DRAFT, word("ann"), word("bo", right="b")])
    found = agree(curation)
    assert [each.careless or each.takes_first for each in found.raters] == [False, False]
    assert found.drafts == 1


# --- many rounds -------------------------------------------------------------------------------------------

MODELS = np.array(["a", "b", "c"])


def drawn(rng: np.random.Generator, curation: Curation, pictures: int, raters: dict[str, tuple[float, bool]]) -> None:
    """A round of three drafts a picture; rater -> (error rate, whether what stands first is ranked first)."""
    drafts = [Draft(f"{n:064d}", "theft", f"{m}?", "", "m", "1") for n in range(pictures) for m in range(3)]
    records: list[Draft | Annotation | Letters] = list(drafts)
    for draft in drafts:
        dropped, right, better = rng.random() < 0.2, rng.random(3) < (0.85, 0.5, 0.25), rng.random(3) / 2
        for rater, (error, first) in raters.items():
            shown = rng.permutation(3)
            drop, marks = dropped != (rng.random() < error), right != (rng.random(3) < error)
            order = np.argsort(-(right + better) + rng.normal(size=3) * 10 * max(0.0, error - 0.3))
            order = np.array(sorted(order, key=lambda place: place != shown[0])) if first else order
            records += [
                Letters(draft.id, rater, 1, tuple(MODELS[shown]), ("", "", "")),
                Annotation(
                    draft.id,
                    rater,
                    1,
                    "drop" if drop else "keep",
                    draft.question,
                    tuple(MODELS[order]),
                    tuple(MODELS[marks]),
                ),
            ]
    curation.add(records)


@pytest.mark.slow
@pytest.mark.parametrize(("pictures", "rounds", "found"), [(10, 100, 0.85), (40, 20, 1.0)])
def test_the_careless_and_who_takes_what_stands_first_are_found_and_hardly_anybody_else(
    pictures: int, rounds: int, found: float, tmp_path: Path
) -> None:
    raters = {"ann": (0.05, False), "bo": (0.08, False), "cy": (0.12, False), "dan": (0.5, False), "eve": (0.1, True)}
    careless: Counter[str] = Counter()
    first: Counter[str] = Counter()
    for seed in range(rounds):
        curation = new_curation(tmp_path / str(seed), [])
        drawn(np.random.default_rng(seed), curation, pictures, raters)
        report = agree(curation)
        careless.update(each.name for each in report.raters if each.careless)
        first.update(each.name for each in report.raters if each.takes_first)
    print(careless, first)
    assert careless["dan"] >= found * rounds
    assert first["eve"] == rounds
    assert careless.total() - careless["dan"] <= 0.01 * rounds * 4
    assert first.total() - first["eve"] <= 0.01 * rounds * 4


@pytest.mark.slow
def test_who_errs_a_little_more_is_seldom_called_careless(tmp_path: Path) -> None:
    raters = {"ann": (0.05, False), "bo": (0.05, False), "cy": (0.2, False)}
    careless: Counter[str] = Counter()
    for seed in range(100):
        curation = new_curation(tmp_path / str(seed), [])
        drawn(np.random.default_rng(seed), curation, 10, raters)
        careless.update(each.name for each in agree(curation).raters if each.careless)
    print(careless)
    assert careless["cy"] <= 12
    assert careless.total() == careless["cy"]
