"""Altered askings in whole runs: through Inspect, through files of replies, on the command line, by a real architecture."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from ch3ef.items import ImageRef
from ch3ef.models.names import parse_model_name
from ch3ef.recipes.parts import Part, part_of
from ch3ef.recipes.recipe import recipe_named
from ch3ef.results import Outcome, ResultRow, read_rows
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from ch3ef.scenarios import Scenario, load_scenario
from ch3ef.scenarios.scenario import scenario_of
from ch3ef.stats.intervals import wilson
from ch3ef.variants import Variant
from tests import tiny_vlm
from tests.cli.test_cli import Line, ch3ef, released
from tests.conftest import make_item
from tests.running.test_runs import Silent

__all__ = ["ch3ef", "released"]

Picture = Callable[[int], ImageRef]
NAMES = ("verbalisers", "corruptions-few", "perturbations", "pushback")


@pytest.fixture
def scenario() -> Scenario:
    """Generated items, their pictures drawn."""
    return load_scenario("ch3ef-gen?per_task=1", limit=3)


def rows_of(parts: list[Part], *models: str, out: Path) -> list[ResultRow]:
    return run(RunPlan(tuple(map(parse_model_name, models)), tuple(parts)), out, Silent())


def test_reference_answerers_land_on_their_scores_in_every_way(scenario: Scenario, tmp_path: Path) -> None:
    parts = [part_of(scenario, recipe_named(name)) for name in NAMES]
    models = ("reference/oracle", "reference/anti-oracle", "reference/chance")
    rows = rows_of(parts, *models, out=tmp_path / "run")
    assert all(row.outcome == Outcome.ANSWERED for row in rows)
    for model, credit in (("reference/oracle", 1.0), ("reference/anti-oracle", 0.0)):
        # Items whose options are all right have no wrong one to give.
        assert {row.correct for row in rows if row.model == model and row.chance < 1} == {credit}
    for kind in ("verbaliser", "fog", "typos", "pushback"):
        own = [row for row in rows if row.model == "reference/chance" and kind == Variant.parse(row.variant).kind]
        found = wilson(sum(row.correct or 0 for row in own), len(own), 0.9999)
        assert found.low <= sum(row.chance for row in own) / len(own) <= found.high, kind
    assert sum(Variant.parse(row.variant).is_altered for row in rows) > len(rows) / 2
    # Rows stay with their item: same picture group, order and key in every way.
    facts = {(row.item_id, row.recipe, row.image_group, str(row.option_order), str(row.gold)) for row in rows}
    assert len(facts) == len(scenario.items) * len(NAMES)


def test_always_the_same_letter_is_found_out_by_rotated_letters(scenario: Scenario, tmp_path: Path) -> None:
    rows = rows_of([part_of(scenario, recipe_named("verbalisers"))], "reference/first", out=tmp_path / "run")
    by_variant = {(row.item_id, row.variant): row for row in rows}
    for row in rows:
        # It takes the first option as shown under whatever name, so it keeps its choice.
        assert row.chosen == by_variant[row.item_id, "plain"].chosen


def test_prompts_for_elsewhere_show_what_is_altered(ch3ef: Line, released: Path, tmp_path: Path) -> None:
    code, _, err = ch3ef(
        "data", "export", "--scenario", released, "--recipe", "corruptions-few", "--out", tmp_path / "prompts.jsonl"
    )
    assert code == 0, err
    records = [json.loads(line) for line in (tmp_path / "prompts.jsonl").read_text().splitlines()]
    assert len(records) == 36 * 5
    pixels = {Image.open(record["images"][0]).convert("RGB").tobytes() for record in records}
    assert len(pixels) == len(records)
    code, _, err = ch3ef(
        "data", "export", "--scenario", released, "--recipe", "pushback", "--out", tmp_path / "none.jsonl"
    )
    assert code == 2
    assert "recipe 'pushback' asks in several turns, of which a file holds one; use --recipe human-value-direct" in err


def test_replies_made_elsewhere_are_read_in_the_demanded_vocabulary(
    ch3ef: Line, released: Path, tmp_path: Path
) -> None:
    prompts, replies = tmp_path / "prompts.jsonl", tmp_path / "replies.jsonl"
    ch3ef("data", "export", "--scenario", released, "--recipe", "verbalisers", "--out", prompts)
    records = [json.loads(line) for line in prompts.read_text().splitlines()]
    assert {record["variant"] for record in records} >= {"plain", "verbaliser:natural:3", "verbaliser:unnatural:2"}
    third = [record for record in records if record["variant"] == "verbaliser:natural:3"]
    answers = ["first", "A", "The output is second.", "a wrong answer 0"]
    replies.write_text(
        "\n".join(
            json.dumps({"item_id": record["item_id"], "variant": record["variant"], "model": "m", "reply": reply})
            for record, reply in zip(third, answers, strict=False)
        )
    )
    code, _, err = ch3ef(
        "score", "--replies", replies, "--scenario", released, "--recipe", "verbalisers", "--out", tmp_path / "out"
    )
    assert code == 0, err
    found = {row.item_id: row for row in read_rows(tmp_path / "out") if row.variant == "verbaliser:natural:3"}
    outcomes = [found[record["item_id"]].outcome for record in third[:4]]
    assert outcomes == ["answered", "unparsed", "answered", "unparsed"]


def test_a_dry_run_draws_nothing(ch3ef: Line, released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CH3EF_CACHE", str(tmp_path / "cache"))
    run = ("run", "--scenario", released, "--recipe", "corruptions-few", "--model", "reference/first", "--limit", 3)
    code, out, err = ch3ef(*run, "--dry-run")
    assert code == 0, err
    row = next(line for line in out.splitlines() if "corruptions-few" in line).split()
    assert row[2:5] == ["3", "15", "15"]
    assert not list(tmp_path.rglob("corrupted"))
    code, _, err = ch3ef(*run, "--out", tmp_path / "run")
    assert code == 0, err
    assert len(list((tmp_path / "cache" / "corrupted").rglob("*.png"))) == 3 * 4
    assert not list(released.rglob("corrupted"))


def test_the_sheet_of_corruptions(ch3ef: Line, tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), "#4080c0").save(tmp_path / "mine.png")
    for picture in ((), (tmp_path / "mine.png",)):
        out = tmp_path / f"sheet{len(picture)}.png"
        code, said, err = ch3ef("data", "sheet", "--corruptions", *picture, "--out", out)
        assert (code, said) == (0, f"13 corruptions at 5 severities: {out}\n"), err
        assert Image.open(out).width == 6 * 246 + 6
    for wrong, says in (
        (("--corruptions", tmp_path / "none.png"), "does not exist"),
        (("--corruptions", tmp_path / "mine.png", "--task", "theft"), "expected one of them"),
    ):
        code, _, err = ch3ef("data", "sheet", *wrong, "--out", tmp_path / "x.png")
        assert (code, says in err, err.count("\n")) == (2, True, 1)


@pytest.mark.slow
def test_a_local_model_sees_the_corrupted_picture(picture: Picture, tmp_path: Path) -> None:
    """Its likelihoods are those of the plain question about the corrupted file, and differ from the clean one's."""
    model = f"ch3ef-hf/{tiny_vlm.build('llava', tmp_path / 'llava')}"
    (tmp_path / "noisy.yaml").write_text("name: noisy\ninferencer: ppl\ncorruptions: gaussian_noise\nseverities: 5\n")
    clean = [make_item(n, images=(picture(n),)) for n in range(3)]
    part = part_of(scenario_of("clean", clean), recipe_named(str(tmp_path / "noisy.yaml")))
    shown = {one.item.id: one.pictures for one in part.askings if one.pictures}
    # The same ids, so that options stand in the same order.
    noisy = [replace(item, images=shown[item.id]) for item in clean]
    rows = rows_of([part], model, out=tmp_path / "one")
    again = rows_of([part_of(scenario_of("noisy", noisy), recipe_named("ppl"))], model, out=tmp_path / "two")
    by_variant = {(row.item_id, row.variant): row.option_logprob_mean for row in rows}
    for row in again:
        assert by_variant[row.item_id, "gaussian_noise:5"] == pytest.approx(row.option_logprob_mean, abs=1e-4)
        assert by_variant[row.item_id, "plain"] != pytest.approx(row.option_logprob_mean, abs=1e-4)
