"""Controls: mixed in unseen, drawn once, found by raters as often as their error rates say, and never an item."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ch3ef.cli import main
from ch3ef.curate.agreed import agreed
from ch3ef.curate.agreeing import agree
from ch3ef.curate.controls import found_by, found_by_most
from ch3ef.curate.records import Annotation, Control
from tests.curate.raters import FIVE, World, fill, known_set, made, rows_of


@pytest.fixture
def world(tmp_path: Path) -> World:
    return made(tmp_path / "ours", 4, 3)


def push(world: World, out: Path, *given: object, raters: tuple[str, ...] = ("ann",)) -> int:
    named = [part for name in raters for part in ("--rater", name)]
    call = ["curate", "push", world.curation.path, "--format", "csv", *named, "--out", out, *given]
    return main(list(map(str, call)))


def knowing(world: World) -> World:
    """With what is right in the controls."""
    options = [option for each in world.curation.controls() for option in each.options]
    right = {option for option in options if option.startswith("It is so")}
    return replace(
        world, right=world.right | right, better=dict(world.better) | {one: float(one in right) for one in options}
    )


def test_controls_stand_among_the_drafts_unseen_and_become_no_item(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = known_set(tmp_path / "known")
    raters = tuple(each.name for each in FIVE)
    assert push(world, tmp_path / "out", "--controls", 6, "--known", known, raters=raters) == 0
    assert "ann: 18 questions" in capsys.readouterr().out
    controls = world.curation.controls()
    assert [bool(each.right) for each in controls] == [True, False] * 3
    assert {len(each.options) for each in controls} == {3}  # as many as drafts have replies
    sheets = {name: tmp_path / "out" / f"round-1-{name}.csv" for name in raters}
    rows = rows_of(sheets["ann"])
    names = {f"q{each.draft.id}" for each in controls}
    places = [place for place, row in enumerate(rows) if row["item"] in names]
    assert len(places) == 6
    assert places[-1] - places[0] > 5  # not in a row
    assert "control" not in "".join(path.read_text("utf-8-sig") for path in sheets.values())
    lines = (world.curation.path / "controls.jsonl").read_bytes()
    assert push(world, tmp_path / "again", "--controls", 6, "--known", known, raters=raters) == 0
    assert (world.curation.path / "controls.jsonl").read_bytes() == lines
    assert push(world, tmp_path / "more", raters=("fay",)) == 0  # who comes later gets them too
    assert len(rows_of(tmp_path / "more/round-1-fay.csv")) == 18

    knows = replace(knowing(world), dropped=frozenset())
    for name, rater in zip(raters, FIVE, strict=True):
        fill(knows, sheets[name], replace(rater, error=0.0 if name == "ann" else rater.error))
    files = [part for sheet in sheets.values() for part in ("--from", str(sheet))]
    assert main(["curate", "pull", str(world.curation.path), *files]) == 0
    report = agree(world.curation)
    by_name = {each.name: each for each in report.raters}
    assert by_name["ann"].controls.share is not None
    assert (by_name["ann"].controls.n, by_name["ann"].controls.share.estimate) == (6, 1.0)
    assert by_name["ann"].controls.n_planted == 3
    assert by_name["dan"].controls.share is None or by_name["dan"].controls.share.estimate < 0.7
    assert by_name["ann"].labelled == 12  # controls are no drafts
    items, left_out = agreed(world.curation)
    assert len(items) + len(left_out) == 12
    capsys.readouterr()
    assert main(["curate", "agree", str(world.curation.path)]) == 0
    told = capsys.readouterr().out
    assert "controls found, %" in told
    assert "Controls: of 6 the majority finds" in told


@pytest.mark.parametrize(("given", "said"), [
    (("--controls", 3), "--controls N and --known NAME|DIR go together"),
    (("--known", "ch3ef-gen"), "--controls N and --known NAME|DIR go together"),
    (("--controls", 99, "--known", "{known}"), "--controls 99: the set has 12 items for controls"),
])  # fmt: skip
def test_controls_that_cannot_be_had_are_one_line(
    given: tuple[object, ...], said: str, world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = known_set(tmp_path / "known")
    call = [str(known) if each == "{known}" else each for each in given]
    assert push(world, tmp_path / "out", *call) == 2
    assert said in capsys.readouterr().err
    assert not world.curation.controls()
    assert not world.curation.letters()


def drawn(rng: np.random.Generator, controls: list[Control], error: float, rater: str) -> list[Annotation]:
    """What a rater of an error rate says of controls."""
    return [
        Annotation(
            each.draft.id, rater, 1, "keep", each.question, tuple(each.replies),
            tuple(model for model, reply in each.replies.items() if (reply.text in each.right) != (rng.random() < error)),
        )
        for each in controls
    ]  # fmt: skip


@pytest.mark.slow
def test_planted_wrong_keys_are_found_at_the_rate_that_is_stated() -> None:
    """Five raters, one careless; what docs/curate.md says of them."""
    rng = np.random.default_rng(0)
    errors = {"ann": 0.05, "bo": 0.08, "cy": 0.12, "dan": 0.5, "eve": 0.1}
    controls = [
        Control(f"{n:064d}", "f", "object", "Which?", ("a", "b", "c"), ("a",) if n % 2 == 0 else (), 1, str(n))
        for n in range(4000)
    ]
    by_id = {each.draft.id: each for each in controls}
    words = {name: drawn(rng, controls, error, name) for name, error in errors.items()}
    for name, error in errors.items():
        found = found_by(words[name], by_id)
        assert found.planted is not None
        print(name, found.planted.estimate)
        assert found.planted.estimate == pytest.approx((1 - error) ** 3, abs=0.03)
    most = found_by_most([word for own in words.values() for word in own], by_id)
    assert most.planted is not None
    assert most.share is not None
    print("majority", most.share.estimate, most.planted.estimate)
    assert most.planted.estimate > 0.93
