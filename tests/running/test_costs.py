"""What a run would cost: pictures by their models' rules, prices, and what a trial used."""

from __future__ import annotations

import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from ch3ef.cli import main
from ch3ef.errors import InputError
from ch3ef.models.names import parse_model_name
from ch3ef.models.picture_tokens import picture_rule, text_counter, text_tokens
from ch3ef.running.found import read_run
from ch3ef.running.prices import Price, prices_given
from tests import tiny_vlm
from tests.reply_server import replying

SIZES = ((64, 64), (300, 80), (57, 200), (640, 480))


@pytest.mark.parametrize(
    ("model", "size", "tokens"),
    [
        # The makers' own examples.
        ("openai/gpt-4o", (1024, 1024), 765),
        ("openai/gpt-4o", (2048, 4096), 1105),
        ("openai/gpt-4o-mini", (1024, 1024), 2833 + 4 * 5667),
        ("openai/gpt-5", (1024, 1024), 70 + 4 * 140),
        ("openai/o3", (1024, 1024), 75 + 4 * 150),
        ("openrouter/openai/gpt-4.1-mini-2025-04-14", (1024, 1024), 1659),
        ("openai/gpt-4.1-mini", (1800, 2400), 2353),
        ("openai/gpt-5-nano", (32, 33), 5),
        ("anthropic/claude-sonnet-4-5", (200, 200), 54),
        ("anthropic/claude-sonnet-4-5", (1092, 1092), 1590),
        ("bedrock/claude-opus-4", (8000, 100), 41),
        ("google/gemini-2.5-flash", (384, 300), 258),
        ("google/gemini-2.0-flash", (960, 540), 1548),
        ("google/gemini-3-pro", (960, 540), 1120),
        ("vllm/Qwen/Qwen2.5-VL-7B-Instruct", (560, 280), 200),
        ("openai-api/ours/qwen3-vl-8b", (640, 320), 200),
        ("ch3ef-hf/llava-hf/llava-1.5-7b-hf", (640, 320), 576),
    ],
)
def test_pictures_by_their_makers_rules(model: str, size: tuple[int, int], tokens: int) -> None:
    rule = picture_rule(parse_model_name(model))
    assert rule.known
    assert rule.count(*size) == tokens


@pytest.mark.parametrize("model", ["openai/gpt-6", "openai/gpt-5.4", "mistral/pixtral-12b", "openai-api/ours/alpha"])
def test_a_rule_that_is_not_known_is_said_to_be_assumed(model: str) -> None:
    rule = picture_rule(parse_model_name(model))
    assert not rule.known
    assert rule.name.endswith("assumed")
    assert rule.count(280, 560) == 200


@pytest.mark.parametrize("family", ["qwen2_vl", "qwen2_5_vl", "qwen3_vl", "gemma3", "llava"])
def test_pictures_of_local_models_are_counted_as_their_processors_do(family: str, tmp_path: Path) -> None:
    from ch3ef.models.loading import Checkpoint, check_checkpoint

    folder = tiny_vlm.build(family, tmp_path / family)
    _, _, loaded = check_checkpoint(Checkpoint(str(folder)))
    processor: Any = loaded
    rule = picture_rule(parse_model_name(f"ch3ef-hf/{folder}"))
    assert rule.known
    asked = [{"role": "user", "content": [{"type": "image"}, {"type": "text", "text": "What?"}]}]
    prompt = processor.apply_chat_template(asked, add_generation_prompt=True, tokenize=False)
    for size in SIZES:
        ids = processor(text=[prompt], images=[[Image.new("RGB", size)]], return_tensors="pt")["input_ids"][0].tolist()
        assert rule.count(*size) == sum(token in processor.image_token_ids for token in ids), size
    count = text_counter(parse_model_name(f"ch3ef-hf/{folder}"))
    assert count("What is shown?") == len(processor.tokenizer("What is shown?", add_special_tokens=False)["input_ids"])


def test_a_checkpoint_as_hubs_have_it_is_counted_alike(tmp_path: Path) -> None:
    folder = tiny_vlm.build("qwen2_5_vl", tmp_path / "qwen")
    before = picture_rule(parse_model_name(f"ch3ef-hf/{folder}"))
    image = json.loads((folder / "processor_config.json").read_text())["image_processor"]
    (folder / "processor_config.json").unlink()
    named = {**image, "image_processor_type": "Qwen2VLImageProcessorFast"}
    (folder / "preprocessor_config.json").write_text(json.dumps(named))
    after = picture_rule(parse_model_name(f"ch3ef-hf/{folder}"))
    assert (after.name, after.count(300, 80)) == (before.name, before.count(300, 80))
    del named["patch_size"]
    (folder / "preprocessor_config.json").write_text(json.dumps(named))
    with pytest.raises(InputError, match="the settings of its processor are not as transformers writes them"):
        picture_rule(parse_model_name(f"ch3ef-hf/{folder}"))


def test_texts_by_a_rule_of_thumb() -> None:
    assert text_tokens("eight ch") == 2
    assert text_tokens("这是 ab") == 2.75
    assert text_tokens("") == 0


MODELS = tuple(map(parse_model_name, ("alpha=openai/gpt-4o", "anthropic/claude-sonnet-4-5")))


def test_prices_of_one_model_stand_above_those_of_a_file_and_of_all(tmp_path: Path) -> None:
    file = tmp_path / "prices.yaml"
    file.write_text("openai/gpt-4o: [1, 2]\nclaude-sonnet-4-5: [3, 15]\nsomebody/else: [9, 9]\n")
    prices = prices_given(["5,6"], file, MODELS)
    assert prices is not None
    assert [prices.of(model) for model in MODELS] == [Price(1, 2), Price(3, 15)]
    prices = prices_given(["alpha=2.5,10", "5,6"], None, MODELS)
    assert prices is not None
    assert [prices.of(model) for model in MODELS] == [Price(2.5, 10), Price(5, 6)]
    assert prices_given([], None, MODELS) is None


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (["2.5"], r"--price 2\.5: expected IN,OUT or NAME=IN,OUT"),
        (["a,b"], "'a' is no price"),
        (["-1,2"], "'-1' is no price"),
        (["nan,2"], "'nan' is no price"),
        (["inf,2"], "'inf' is no price"),
        (["1,2", "3,4"], "the second of all models"),
        (["alpha=1,2", "alpha=1,2"], "the second of alpha"),
        (["alphq=1,2"], "unknown model in --price 'alphq'; did you mean 'alpha'"),
        (["1,2,3"], "expected IN,OUT"),
    ],
)
def test_wrong_prices_are_one_line(typed: list[str], says: str) -> None:
    with pytest.raises(InputError, match=says) as told:
        prices_given(typed, None, MODELS)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "expected lines such as `openai/gpt-4o"),
        ("[1, 2]", "expected lines such as `openai/gpt-4o"),
        ("a: 3", r"prices.yaml: a: expected \[IN, OUT\]"),
        ("a: [1, b]", "prices.yaml: a: 'b' is no price"),
        ("a: [1, true]", "prices.yaml: a: 'True' is no price"),
        ("a: [", "is not YAML"),
    ],
)
def test_a_wrong_file_of_prices_is_one_line(content: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "prices.yaml"
    file.write_text(content)
    with pytest.raises(InputError, match=says):
        prices_given([], file, MODELS)


RUN = ["run", "--scenario", "semantics-gen?per_task=2", "--recipe", "human-value-direct"]


def rows_of(out: str) -> dict[str, list[str]]:
    """Cells of the printed table, by model."""
    lines = out.partition("\n\n")[0].splitlines()
    return {line.split("  ")[0].strip(): [cell for cell in line.split("  ") if cell.strip()] for line in lines}


def test_money_is_tokens_times_prices(capsys: pytest.CaptureFixture[str]) -> None:
    models = ["--model", "a=openai/gpt-4o", "--model", "b=openai/gpt-4o"]
    assert main([*RUN, *models, "--dry-run", "--price", "a=0,1000", "--price", "b=0,2000"]) == 0
    rows = rows_of(capsys.readouterr().out)
    number = int(rows["a"][1])
    usual, most = number * 20, number * 512
    assert [cell.strip() for cell in rows["a"][-2:]] == [
        f"{usual:,} to {most:,}",
        f"{usual / 1000:.2f} to {most / 1000:.2f}",
    ], "and no column of times, which nobody knows before a trial"
    assert rows["together"][-1].strip() == f"{3 * usual / 1000:.2f} to {3 * most / 1000:.2f}"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["--trial", "2"], "--out is missing"),
        (["--dry-run", "--price", "x"], "--price x: expected IN,OUT"),
        (["--dry-run", "--prices", "nowhere.yaml"], "nowhere.yaml"),
    ],
)
def test_arguments_that_do_not_fit(given: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*RUN, "--model", "reference/oracle", *given]) == 2
    assert says in capsys.readouterr().err


def test_a_trial_is_the_beginning_of_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a server that says one token and counts five sent: nothing is asked twice, and what was used is told."""
    monkeypatch.setenv("OURS_API_KEY", "key-of-ours")
    with replying(lambda _: "A") as (url, answered):
        command = [*RUN, "--model", f"m=openai-api/ours/m?base_url={url}", "--out", str(tmp_path / "run")]
        assert main([*command, "--trial", "3", "--dry-run", "--price", "100000,1000000"]) == 0
        assert len(answered) == 3
        out = capsys.readouterr().out
        row = rows_of(out)["m"]
        number = int(row[1])
        assert number > 3
        assert [cell.strip() for cell in row[3:6]] == [f"{5 * number:,}", f"{number:,}", f"{1.5 * number:.2f}"]
        assert row[6].strip().startswith("0:00:")
        assert "3 answers are kept in" in out
        # Where the report finds it.
        price = Price(100_000, 1_000_000)
        assert read_run(tmp_path / "run").prices == {"m": price}
        assert read_run(tmp_path / "run").state.prices == {"m": price}
        assert not (tmp_path / "run" / "results.parquet").exists()
        assert main(command) == 0
        assert len(answered) == len(set(answered)) == number
    assert (tmp_path / "run" / "results.parquet").exists()


class Terminal(StringIO):
    """A terminal of 80 columns without colours, as `TERM=dumb` says."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("price", [[], ["--price", "2.5,10"]])
def test_names_and_figures_stay_whole_on_a_terminal(price: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr("sys.stdout", screen := Terminal())
    models = [part for name in ("alpha", "beta") for part in ("--model", f"openai-api/a-vendor/{name}-of-{'x' * 12}")]
    assert main([*RUN, *models, "--dry-run", *price]) == 0
    lines = screen.getvalue().splitlines()
    assert max(map(len, lines)) <= 80
    assert sum(line.startswith("together ") for line in lines) == 2, "two tables, for one has no room"
    assert not any("…" in line for line in lines)
    assert any(re.search(r"\d to \d", line) for line in lines)
