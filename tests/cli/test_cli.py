"""The command line as users meet it: what it prints, how it exits, and one line for each likely mistake."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ch3ef.cli import main
from ch3ef.recipes.recipe import RECIPES
from ch3ef.scenarios import load_scenario

Line = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ch3ef(capsys: pytest.CaptureFixture[str]) -> Line:
    """Runs a command in this process: exit code, output, error output."""

    def run(*arguments: object) -> tuple[int, str, str]:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """A small set in the released layout: 12 items of each dimension."""
    root = tmp_path / "set"
    (root / "meta_file").mkdir(parents=True)
    sources = {"Helpful": "OCR", "Honest": "Object", "Harmless": "Theft"}
    for dimension, source in sources.items():
        folder = root / f"{dimension}_images"
        folder.mkdir()
        items = []
        for n in range(12):
            pixels = np.random.default_rng([n, len(dimension)]).integers(0, 256, (16, 16, 3), dtype=np.uint8)
            Image.fromarray(pixels).save(folder / f"{n}.png")
            items.append(
                {
                    "id": f"{dimension[:3]}{n}",
                    "image": [f"{dimension}_images/{n}.png"],
                    "query": f"What about {dimension} {n}?",
                    "options": [f"the right answer {n}", f"a wrong answer {n}", f"another answer {n}"],
                    "source": source,
                }
            )
        meta = {"meta_data": {"dimension": dimension, "num": 12}, "items": items}
        (root / "meta_file" / f"{dimension}.json").write_text(json.dumps(meta))
    return root


def one_line(code: int, out: str, err: str, expected_code: int = 2) -> str:
    """The one line of an error, after checking that it is one."""
    assert code == expected_code, err
    lines = [line for line in err.splitlines() if not line.startswith("note:")]
    assert len(lines) == 1, err
    assert lines[0].startswith("ch3ef: ")
    assert "Traceback" not in err
    return lines[0]


def test_run_show_and_json_agree(ch3ef: Line, released: Path, tmp_path: Path) -> None:
    run = ("run", "--scenario", released, "--model", "reference/oracle", "--model", "reference/anti-oracle")
    code, out, err = ch3ef(*run, "--recipe", "human-value", "--recipe", "human-value-direct", "--out", tmp_path / "r")
    assert code == 0, err
    assert "reference/oracle" in out
    assert "100.0 [90.4, 100.0]" in out
    assert str(tmp_path / "r" / "results.parquet") in out
    assert out.count("human-value") == 2
    code, shown, _ = ch3ef("show", tmp_path / "r", "--task")
    assert code == 0
    for word in ("helpful", "machine reading comprehension", "OCR", "hallucination", "object", "theft"):
        assert word in shown
    assert shown.index("helpful") < shown.index("honest") < shown.index("harmless")
    code, text, _ = ch3ef("show", tmp_path / "r", "--json")
    groups = json.loads(text)["groups"]
    assert groups == json.loads((tmp_path / "r" / "summary.json").read_text())["groups"]
    oracle = next(g for g in groups if g["model"] == "reference/oracle" and g["by"] == "overall")
    assert oracle["accuracy"]["estimate"] == 1.0
    assert oracle["n"] == 36
    assert (tmp_path / "r" / "logs").is_dir()


def test_dry_run_sends_nothing_and_needs_no_key(
    ch3ef: Line, released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    code, out, _ = ch3ef(
        "run", "--scenario", released, "--model", "openai/gpt-4o", "--recipe", "human-value-direct", "--dry-run",
        "--out", tmp_path / "r",
    )  # fmt: skip
    assert code == 0
    assert out.splitlines()[1].strip() == "openai/gpt-4o"
    row = out.splitlines()[2].split()
    assert row[:5] == ["set,", "human-value-direct", "36", "36", "36"]
    assert row[-1] == f"{36 * 512:,}"
    assert "Nothing was sent" in out
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize(
    ("model", "says"),
    [
        (
            "openai/gpt-4o?respnses_api=false",
            "unknown argument of openai 'respnses_api'; did you mean 'responses_api'?",
        ),
        (
            "openai-api/a/m?base_url=http://127.0.0.1:9/v1&max_conections=3",
            "unknown argument of openai-api 'max_conections'",
        ),
        ("openai-api/a/m?base_url=localhost:8000", "base_url is 'localhost:8000'; expected an address such as http://"),
        ("ch3ef-hf/org/m?dtpye=bfloat16", "unknown argument of ch3ef-hf 'dtpye'; did you mean 'dtype'?"),
    ],
)
def test_dry_run_refuses_what_a_run_would(
    ch3ef: Line, released: Path, monkeypatch: pytest.MonkeyPatch, model: str, says: str
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    asked = ("run", "--scenario", released, "--recipe", "human-value-direct", "--dry-run")
    assert says in one_line(*ch3ef(*asked, "--model", model))


def test_dry_run_counts_a_servers_requests_per_option(ch3ef: Line, released: Path) -> None:
    code, out, _ = ch3ef("run", "--scenario", released, "--model", "vllm/m", "--model", "ch3ef-hf/org/m", "--dry-run")
    assert code == 0
    lines = [line.rstrip() for line in out.splitlines()]
    requests = {name: lines[lines.index(name) + 1].split()[3] for name in ("vllm/m", "ch3ef-hf/org/m")}
    assert requests == {"vllm/m": "144", "ch3ef-hf/org/m": "36"}


def test_replies_made_elsewhere(ch3ef: Line, released: Path, tmp_path: Path) -> None:
    where = ("--scenario", released, "--recipe", "human-value-direct")
    code, _, _ = ch3ef("data", "export", *where, "--out", tmp_path / "prompts.jsonl")
    assert code == 0
    prompts = [json.loads(line) for line in (tmp_path / "prompts.jsonl").read_text().splitlines()]
    assert len(prompts) == 36
    assert all(Path(prompt["images"][0]).is_file() for prompt in prompts)
    letters = ["ABC"[[o.startswith("the right") for o in prompt["options"]].index(True)] for prompt in prompts]
    assert set(letters) == set("ABC")
    replies = [
        {"item_id": p["item_id"], "model": "elsewhere", "reply": f"The answer is {letter}."}
        for p, letter in zip(prompts, letters, strict=True)
    ]
    replies[0]["item_id"] = replies[0]["item_id"].split("/")[1].rsplit("-", 1)[0]
    replies[1] |= {"reply": "A", "options": [f"a wrong answer {1}", f"the right answer {1}", f"another answer {1}"]}
    (tmp_path / "replies.jsonl").write_text("\n".join(map(json.dumps, replies[:-1])))
    code, _, err = ch3ef("score", "--replies", tmp_path / "replies.jsonl", *where, "--out", tmp_path / "scored")
    assert code == 0, err
    code, text, _ = ch3ef("show", tmp_path / "scored", "--json")
    whole = json.loads(text)["groups"][0]
    assert whole["accuracy"]["estimate"] == pytest.approx(34 / 36)
    asked = [json.loads(line) for line in (tmp_path / "scored" / "items.jsonl").read_text().splitlines()]
    assert [item["id"] for item in asked] == [prompt["item_id"] for prompt in prompts]
    assert whole["outcomes"] == {"answered": 35, "unparsed": 0, "refused": 0, "truncated": 0, "error": 1, "unjudged": 0}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("not json", "line 2: is not JSON"),
        ("[1]", "line 2: is [1]; expected an object with item_id, model and reply"),
        ('{"item_id": "Hel1", "model": "m"}', "line 2: `reply` is missing"),
        ('{"item_id": "nowhere", "model": "m", "reply": "A"}', "item 'nowhere' is not in scenario 'set'"),
        ('{"item_id": "Hel0", "model": "m", "reply": "B"}', "a second reply of model 'm'"),
        ('{"item_id": "Hel1", "model": "m", "reply": "B", "options": ["x"]}', "`options` are not those of item"),
        ('{"item_id": "Hel1", "model": 3, "reply": "B"}', "`model` is 3; expected text"),
    ],
)
def test_replies_that_cannot_be_used(ch3ef: Line, released: Path, tmp_path: Path, line: str, says: str) -> None:
    file = tmp_path / "replies.jsonl"
    file.write_text('{"item_id": "Hel0", "model": "m", "reply": "A"}\n' + line)
    out = tmp_path / "scored"
    scored = ch3ef("score", "--replies", file, "--scenario", released, "--recipe", "human-value-direct", "--out", out)
    assert says in one_line(*scored)
    assert not out.exists()


def test_prompts_of_some_items_are_scored_as_these_items(ch3ef: Line, released: Path, tmp_path: Path) -> None:
    where = ("--scenario", released, "--recipe", "human-value-direct")
    assert ch3ef("data", "export", *where, "--limit", 6, "--out", tmp_path / "prompts.jsonl")[0] == 0
    prompts = [json.loads(line) for line in (tmp_path / "prompts.jsonl").read_text().splitlines()]
    replies = [{"item_id": prompt["item_id"], "model": "m", "reply": "A"} for prompt in prompts]
    file = tmp_path / "replies.jsonl"
    file.write_text("\n".join(map(json.dumps, replies)))
    code, out, err = ch3ef("score", "--replies", file, *where, "--limit", 6, "--out", tmp_path / "six")
    assert code == 0
    assert "no reply" not in err
    assert "1 model, 6 items" in out
    code, _, err = ch3ef("score", "--replies", file, *where, "--out", tmp_path / "all")
    assert code == 0
    missing = (
        "has no reply to 30 of 36 items, which count as wrong; if the prompts were exported with --limit N, say it"
    )
    assert missing in one_line(2, "", err)


def test_replies_cannot_be_scored_by_likelihood(ch3ef: Line, released: Path, tmp_path: Path) -> None:
    file = tmp_path / "replies.jsonl"
    file.write_text("{}")
    scored = ch3ef(
        "score", "--replies", file, "--scenario", released, "--recipe", "human-value", "--out", tmp_path / "s"
    )
    assert "use --recipe human-value-direct" in one_line(*scored)


def test_scores_never_go_over_something_else(ch3ef: Line, released: Path, tmp_path: Path) -> None:
    (tmp_path / "scored").mkdir()
    (tmp_path / "scored" / "results.parquet").write_text("mine")
    file = tmp_path / "replies.jsonl"
    file.write_text('{"item_id": "Hel0", "model": "m", "reply": "A"}')
    scored = ch3ef(
        "score",
        "--replies",
        file,
        "--scenario",
        released,
        "--recipe",
        "human-value-direct",
        "--out",
        tmp_path / "scored",
    )
    assert "is not empty" in one_line(*scored)
    assert (tmp_path / "scored" / "results.parquet").read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--model", "reference/orcale"], "unknown reference answerer 'orcale'; did you mean 'oracle'?"),
        (["--model", "opneai/x"], "unknown model provider 'opneai'; did you mean 'openai'?"),
        (["--model", "gpt-4o"], "has no provider"),
        (["--model", "reference/oracle", "--recipe", "human-vale"], "unknown recipe 'human-vale'; did you mean 'human-value'"),
        (["--model", "reference/oracle", "--scenario", "logic-gne"], "unknown scenario 'logic-gne'; did you mean 'logic-gen'"),
        (["--model", "reference/oracle", "--scenario", "./nowhere"], "nowhere"),
        (["--model", "openai/gpt-4o"], "use --recipe human-value-direct"),
        (["--model", "reference/oracle", "--model", "reference/oracle"], "'reference/oracle' is given twice"),
        (["--model", "reference/oracle?x=1"], "takes no arguments"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line_and_writes_nothing(
    ch3ef: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert says in one_line(*ch3ef("run", *arguments, "--out", tmp_path / "out"))
    assert not (tmp_path / "out" / "results.parquet").exists()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("rnu", "ch3ef: unknown command 'rnu'; did you mean 'run'? All 20: `ch3ef --help`."),
        ("data exprot", "ch3ef data: unknown command 'exprot'; did you mean 'export'? All 7: `ch3ef data --help`."),
        ("list recipse", "ch3ef list: unknown name 'recipse'; did you mean 'recipes'? All 6: `ch3ef list --help`."),
        ("run --modle x", "ch3ef run: there is no --modle; did you mean --model? `ch3ef run --help` shows how"),
        ("run -model x", "ch3ef run: there is no -model; did you mean --model? `ch3ef run --help` shows how"),
        ("run --model x --lmit=3", "ch3ef run: there is no --lmit; did you mean --limit? `ch3ef run --help` shows how"),
        ("--verion", "ch3ef: there is no --verion; did you mean --version? `ch3ef --help` shows how"),
        ("show runs/a --zzz", "ch3ef show: there is no --zzz; `ch3ef show --help` shows how"),
        ("report x --format htm", "ch3ef report: unknown --format 'htm'; did you mean 'html'? Known: html, latex, md, pdf."),
        ("scale sbatch --shards 2 -- run --modle x", "ch3ef run: there is no --modle; did you mean --model?"),
    ],
)  # fmt: skip
def test_a_misspelt_command_or_option_is_told_with_the_nearest(ch3ef: Line, line: str, says: str) -> None:
    code, out, err = ch3ef(*line.split())
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(says)


def test_no_command_at_all_shows_what_there_is(ch3ef: Line) -> None:
    code, out, err = ch3ef()
    assert (code, err) == (2, "")
    assert all(f"    {command} " in out for command in ("list", "run", "show", "report"))


def test_what_only_looks_like_an_option_is_none(ch3ef: Line) -> None:
    assert "'-1'; expected a number from 0 to 2" in ch3ef("run", "--model", "x", "--temperature", "-1")[2]
    assert one_line(*ch3ef("show", "--", "--x")).startswith("ch3ef: --x: ")
    assert "--out is missing" in one_line(*ch3ef("run", "--mod", "reference/oracle"))


def test_of_many_names_the_nearest_are_told_and_where_all_are(ch3ef: Line, tmp_path: Path) -> None:
    run = ("run", "--model", "reference/oracle", "--out", tmp_path / "out", "--recipe")
    near = "did you mean 'in-context-fixed'? Or in-context-random, in-context-topk-text, in-context-topk-image, cot-direct?"
    said = one_line(*ch3ef(*run, "in-context"))
    assert said == f"ch3ef: unknown recipe 'in-context'; {near} All {len(RECIPES)}: `ch3ef list recipes`."
    assert one_line(*ch3ef(*run, "zzz")).endswith(f"unknown recipe 'zzz'; all {len(RECIPES)}: `ch3ef list recipes`.")


def test_out_is_asked_for(ch3ef: Line) -> None:
    assert "--out is missing" in one_line(*ch3ef("run", "--model", "reference/oracle"))


def test_a_limit_counts_items_that_the_recipe_asks(ch3ef: Line) -> None:
    """Ten items were taken of all, of which the recipe asked one."""
    command = ("run", "--model", "reference/oracle", "--scenario", "semantics-gen", "--limit", 10, "--dry-run")
    code, out, _ = ch3ef(*command, "--recipe", "coarse-to-fine", "--recipe", "counting")
    assert code == 0
    items = [line.split()[2] for line in out.splitlines() if line.startswith("  semantics-gen, ")]
    assert items == ["10", "10"]


@pytest.mark.parametrize("kind", ["prompts", "released"])
def test_an_export_takes_a_limit_as_a_run_does(ch3ef: Line, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "out"
    arguments = ("--scenario", "ch3ef-gen", "--limit", 6, "--format", kind, "--out", out)
    assert ch3ef("data", "export", *arguments, "--recipe", "human-value-direct")[0] == 0
    if kind == "prompts":
        asked = [json.loads(line)["item_id"] for line in out.read_text().splitlines()]
        run = ("run", "--model", "reference/oracle", "--limit", 6, "--out", tmp_path / "run")
        assert ch3ef(*run, "--recipe", "human-value-direct")[0] == 0
        kept = (tmp_path / "run" / "items.jsonl").read_text().splitlines()
        assert sorted(asked) == sorted(json.loads(line)["id"] for line in kept)
    else:
        files = sorted((out / "meta_file").iterdir())
        assert [len(json.loads(file.read_text())["items"]) for file in files] == [2, 2, 2]


def test_limit_below_one(ch3ef: Line, tmp_path: Path) -> None:
    code, _, err = ch3ef("run", "--model", "reference/oracle", "--limit", "0", "--out", tmp_path / "o")
    assert code == 2
    assert "'0' is not a whole number of 1 or more" in err


def test_broken_data_names_file_and_record(ch3ef: Line, released: Path, tmp_path: Path) -> None:
    file = released / "meta_file" / "Harmless.json"
    meta = json.loads(file.read_text())
    meta["items"][2]["options"] = ["only one"]
    file.write_text(json.dumps(meta))
    line = one_line(*ch3ef("run", "--scenario", released, "--model", "reference/oracle", "--out", tmp_path / "o"))
    assert "Harmless.json" in line
    assert "3" in line
    assert not (tmp_path / "o").exists()


def test_a_zip_that_would_escape_is_refused(ch3ef: Line, released: Path, tmp_path: Path) -> None:
    for picture in (released / "Honest_images").iterdir():
        picture.unlink()
    (released / "Honest_images").rmdir()
    with zipfile.ZipFile(released / "Honest_images.zip", "w") as archive:
        archive.writestr("../escaped.png", b"x")
    one_line(*ch3ef("run", "--scenario", released, "--model", "reference/oracle", "--out", tmp_path / "o"))
    assert not list(tmp_path.rglob("escaped.png"))


def test_show_of_what_is_no_run(ch3ef: Line, tmp_path: Path) -> None:
    assert "holds no run; expected the folder of `ch3ef run --out DIR`" in one_line(*ch3ef("show", tmp_path))


def test_every_list_prints(ch3ef: Line) -> None:
    code, out, _ = ch3ef("list")
    assert code == 0
    for word in ("ch3ef", "ch3ef-gen", "semantics-gen", "human-value-direct", "reference/oracle", "sycophancy"):
        assert word in out
    code, tasks, _ = ch3ef("list", "tasks")
    assert [len([line for line in tasks.splitlines() if f" {level} / " in line]) for level in ("A1", "A2")] == [5, 5]
    assert len(tasks.splitlines()) == 46 + 10


def test_help_and_list_import_nothing_heavy() -> None:
    """So that both answer well within a second."""
    heavy = ["inspect_ai", "torch", "pyarrow", "scipy", "PIL", "pyvips", "sklearn"]
    # The recipes' files are validated by pydantic; help does not read them.
    for arguments, kept_out in ((["--help"], {*heavy, "pydantic"}), (["list"], set(heavy))):
        code = (
            f"import sys; from ch3ef.cli import main\ntry: main({arguments!r})\nexcept SystemExit: pass\n"
            f"heavy = {kept_out!r} & set(sys.modules)\nassert not heavy, heavy"
        )
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_a_set_is_built_read_and_asked(ch3ef: Line, tmp_path: Path) -> None:
    code, out, err = ch3ef("data", "build", "--per-task", 1, "--seed", 5, "--out", tmp_path / "ours")
    assert code == 0, err
    assert "46 items" in out
    code, out, err = ch3ef(
        "run", "--scenario", tmp_path / "ours", "--model", "reference/oracle", "--out", tmp_path / "r"
    )
    assert code == 0, err
    assert "100.0 [92.3, 100.0]" in out


def test_pairs_are_printed_and_written(ch3ef: Line, tmp_path: Path) -> None:
    both = ("--scenario", "ch3ef-gen?per_task=1", "--scenario", "ch3ef-gen-twins?per_task=1")
    code, out, err = ch3ef("run", *both, "--model", "reference/oracle", "--out", tmp_path / "r")
    assert code == 0, err
    assert "  harmless, both of a pair" in out
    code, out, err = ch3ef("show", tmp_path / "r", "--task")
    assert code == 0, err
    assert "ch3ef-gen?per_task=1 and its contrast twins, human-value: both right in percent" in out
    pairs = json.loads((tmp_path / "r" / "summary.json").read_text())["pairs"]
    assert pairs[0]["n"] == 24
    assert pairs[0]["both"]["estimate"] == 1.0


def test_a_contact_sheet(ch3ef: Line, tmp_path: Path) -> None:
    code, _, err = ch3ef("data", "sheet", "--task", "theft", "--count", 2, "--out", tmp_path / "theft.png")
    assert code == 0, err
    with Image.open(tmp_path / "theft.png") as image:
        assert image.width == 4 * 460
    code, out, err = ch3ef("data", "sheet", "--out", tmp_path / "all.png")
    assert (code, out) == (0, f"46 items: {tmp_path / 'all.png'}\n"), err


def test_describe_and_validate_for_machines(ch3ef: Line, released: Path, tmp_path: Path) -> None:
    code, out, _ = ch3ef("data", "describe", "--scenario", "logic-gen?per_task=2", "--json")
    assert code == 0
    described = json.loads(out)
    assert described["all"]["items"] == 10
    assert sum(task["pictures"] for task in described["tasks"].values()) == described["all"]["pictures"]
    code, out, _ = ch3ef("data", "describe", "--scenario", "logic-gen?per_task=2")
    assert "puzzles" in out
    code, out, _ = ch3ef("data", "validate", released, "--json")
    assert code == 1
    failed = {check["name"] for check in json.loads(out)["checks"] if not check["passed"]}
    assert "the longest option" in failed


@pytest.mark.parametrize("kind", ["released", "parquet", "croissant"])
def test_exports(ch3ef: Line, tmp_path: Path, kind: str) -> None:
    where = ("--scenario", "ch3ef-gen?per_task=1", "--format", kind, "--out", tmp_path / "out")
    code, out, err = ch3ef("data", "export", *where)
    assert code == 0, err
    assert out == f"46 items: {tmp_path / 'out'}\n"
    assert "is not empty; expected a new or empty folder" in one_line(*ch3ef("data", "export", *where))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["build", "--per-task", "0", "--out", "x"], "argument --per-task: '0' is not a whole number of 1 or more"),
        (["build", "--per-task", "-3", "--out", "x"], "argument --per-task: '-3' is not a whole number of 1 or more"),
        (["build", "--seed", "many", "--out", "x"], "argument --seed: 'many' is not a whole number"),
        (
            ["build", "--seed", "9" * 23, "--out", "x"],
            "is not a whole number of 0 or more that a file can hold: 18 digits",
        ),
        (["sheet", "--task", "thefts", "--out", "x.png"], "unknown task 'thefts'; did you mean 'theft'?"),
        (["sheet", "--task", "theft", "--out", "x.gif"], "x.gif: expected a name that ends in .png"),
        (["build", "--scenario", "ch3ef", "--out", "x"], "ch3ef: unknown setting 'seed'; it takes none"),
        (["build", "--scenario", "logic-gen", "--per-task", "1", "--out", "x"], "does not fit the released layout"),
        (["export", "--out", "x"], "--recipe is missing"),
    ],
)
def test_bad_input_of_data_commands(
    ch3ef: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = ch3ef("data", *arguments)
    assert code == 2
    assert says in err
    assert len(err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_recipe_of_one_s_own_runs(ch3ef: Line, released: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text('name: brief\ninferencer: ppl\nanswer_prefix: "Answer:"\n')
    code, out, err = ch3ef("recipe", "check", tmp_path / "mine.yaml")
    assert (code, err) == (0, "")
    assert out.startswith("brief, version ")
    run = ("run", "--scenario", released, "--model", "reference/oracle", "--recipe", tmp_path / "mine.yaml")
    code, out, err = ch3ef(*run, "--out", tmp_path / "r")
    assert code == 0, err
    assert "set, brief" in out
    (tmp_path / "mine.yaml").write_text("name: brief\ninferencer: ppl\n")
    assert "recipe" in one_line(*ch3ef(*run, "--out", tmp_path / "r"))
    (tmp_path / "mine.yaml").write_text("name: brief\ninferencer: none\n")
    assert "inferencer: Input should be" in one_line(*ch3ef("recipe", "check", tmp_path / "mine.yaml"))
    assert "expected a name that ends in" in one_line(*ch3ef("recipe", "check", "human-value"))


def test_a_scenario_is_asked_by_its_own_recipe_and_a_recipe_asks_its_own_scenario(ch3ef: Line, tmp_path: Path) -> None:
    folder = Path(__file__).parents[1] / "data" / "fsc147"
    code, out, err = ch3ef("run", "--model", "reference/oracle", "--scenario", f"fsc147?dir={folder}", "--dry-run")
    assert code == 0, err
    assert out.splitlines()[2].split()[:2] == ["fsc147,", "counting"]
    refused = ch3ef(
        "run", "--model", "reference/oracle", "--recipe", "location", "--pool", "x", "--out", tmp_path / "r"
    )
    assert "voc2012" in one_line(*refused)  # which is not here, and cannot be fetched


def test_open_answers_made_elsewhere(ch3ef: Line, tmp_path: Path) -> None:
    where = ("--scenario", "semantics-gen?per_task=2", "--recipe", "counting")
    code, _, err = ch3ef("data", "export", *where, "--out", tmp_path / "prompts.jsonl")
    assert code == 0
    assert "asks 2 of 10 items" in err
    prompts = [json.loads(line) for line in (tmp_path / "prompts.jsonl").read_text().splitlines()]
    assert all(prompt["prompt"].endswith("Answer with a number.") and not prompt["options"] for prompt in prompts)
    replies = [{"item_id": p["item_id"], "model": "m", "reply": "About 3 or 4."} for p in prompts]
    (tmp_path / "replies.jsonl").write_text("\n".join(map(json.dumps, replies)))
    code, out, _ = ch3ef("score", "--replies", tmp_path / "replies.jsonl", *where, "--out", tmp_path / "scored")
    assert code == 0
    assert "exact counts in percent" in out
    assert "unread" in out


def test_examples_are_exported_as_a_conversation_and_scored_per_variant(ch3ef: Line, tmp_path: Path) -> None:
    recipe = tmp_path / "two.yaml"
    recipe.write_text("name: two\ninferencer: direct\nexamples: {retriever: random, shots: [0, 2]}\n")
    where = ("--scenario", "logic-gen?per_task=1", "--recipe", recipe)
    code, _, err = ch3ef("data", "export", *where, "--out", tmp_path / "prompts.jsonl")
    assert code == 0, err
    prompts = [json.loads(line) for line in (tmp_path / "prompts.jsonl").read_text().splitlines()]
    assert [p["variant"] for p in prompts[:2]] == ["plain", "ice:random:2"]
    assert [m["role"] for m in prompts[1]["messages"]] == ["user", "assistant", "user", "assistant", "user"]
    sets = ("logic-gen?per_task=1", "logic-gen?per_task=1&seed=1")  # examples are of the next seed
    items = [item for name in sets for item in load_scenario(name).items]
    asked = [m["content"] for m in prompts[1]["messages"] if m["role"] == "user"]
    for content in asked:
        text, shown = content[-1]["text"], [Path(part["image"]) for part in content[:-1]]
        item = next(item for item in items if item.question in text and all(option in text for option in item.options))
        assert shown == [image.path for image in item.images]
        assert all(path.is_file() for path in shown)
    replies = [{"item_id": p["item_id"], "variant": p["variant"], "model": "m", "reply": "A"} for p in prompts]
    (tmp_path / "replies.jsonl").write_text("\n".join(map(json.dumps, replies)))
    code, out, err = ch3ef("score", "--replies", tmp_path / "replies.jsonl", *where, "--out", tmp_path / "scored")
    assert code == 0, err
    assert "logic-gen?per_task=1, two (ice:random:2) " in out
    replies[0]["variant"] = "ice:random:3"
    (tmp_path / "replies.jsonl").write_text("\n".join(map(json.dumps, replies)))
    refused = ch3ef("score", "--replies", tmp_path / "replies.jsonl", *where, "--out", tmp_path / "again")
    assert "does not ask item" in one_line(*refused)


@pytest.mark.parametrize(
    ("recipe", "says"),
    [
        ("cot-direct", "asks in several turns"),
        ("icl-performance", "compares likelihoods"),
        ("captions", "`references`"),
    ],
)
def test_what_cannot_be_exported(ch3ef: Line, released: Path, tmp_path: Path, recipe: str, says: str) -> None:
    out = tmp_path / "prompts.jsonl"
    assert says in one_line(*ch3ef("data", "export", "--scenario", released, "--recipe", recipe, "--out", out))
    assert not out.exists()


def test_recipes_are_tasks_of_inspect() -> None:
    from ch3ef.recipes.recipe import NAMES
    from ch3ef.running import registry as _registry

    tasks = vars(_registry)
    assert all(callable(tasks[name.replace("-", "_")]) for name in NAMES)
    task = tasks["counting"](scenario="semantics-gen?per_task=1")
    assert [sample.metadata["item"]["task"] for sample in task.dataset] == ["counting"]
    shown = tasks["icl_performance"](scenario="logic-gen?per_task=1")
    assert {len(sample.metadata["askings"][0]["examples"]) for sample in shown.dataset} == {0, 1, 2, 3}


# --- what a user has stays ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["data", "sheet", "--task", "theft", "--count", "1", "--out"], "a.png"),
        (["data", "sheet", "--corruptions", "--task", "theft", "--out"], "a.png"),
        (
            ["data", "export", "--scenario", "logic-gen?per_task=1", "--recipe", "human-value-direct", "--out"],
            "a.jsonl",
        ),
        (["findings", "paper", "--only", "leader", "--out"], "findings.json"),
    ],
)
def test_a_file_is_written_again_and_a_user_s_never(
    ch3ef: Line, tmp_path: Path, arguments: list[str], name: str
) -> None:
    out = tmp_path if name == "findings.json" else tmp_path / name
    for _ in range(2):
        code, _, err = ch3ef(*arguments, out)
        assert code == 0, err
    (tmp_path / name).write_text("mine")
    assert f"{name}: was changed since ch3ef wrote it; move it away" in one_line(*ch3ef(*arguments, out))
    (tmp_path / ".ch3ef.sha256").unlink()
    assert f"{name}: is not among what ch3ef wrote there" in one_line(*ch3ef(*arguments, out))
    assert (tmp_path / name).read_text() == "mine"


def test_a_set_is_built_into_no_place_of_something_else(
    ch3ef: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = ("data", "build", "--per-task", "1", "--out")
    (tmp_path / ".set.partial").mkdir()
    (tmp_path / ".set.partial" / "mine").write_text("x")
    code, _, err = ch3ef(*build, tmp_path / "set")
    assert code == 0, err
    assert (tmp_path / ".set.partial" / "mine").read_text() == "x"
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    assert "is the folder you are in; expected another one" in one_line(*ch3ef(*build, "."))
    assert "is not empty" in one_line(*ch3ef(*build, ".."))


def test_a_home_that_cannot_be_written_is_one_line(
    ch3ef: Line, released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/proc/nobody")
    for name in ("CH3EF_CACHE", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    build = ch3ef("data", "build", "--per-task", "1", "--out", tmp_path / "new")
    assert "or set CH3EF_CACHE to a folder on another disk" in one_line(*build)
    run = (
        "run",
        "--scenario",
        released,
        "--model",
        "reference/oracle",
        "--out",
        tmp_path / "run",
        "--engine",
        "inspect",
    )
    assert "Inspect cannot write to your home folder" in one_line(*ch3ef(*run))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    code, _, err = ch3ef(*run)
    assert code == 0, err


@pytest.mark.parametrize(
    ("recipe", "says"),
    [
        ("human-value", ["[options whose likelihood is compared]", "(picture)", "turns: ppl; metric: accuracy"]),
        ("human-value-direct", ["Answer with the letter of the right option.", "asked 1 time(s) per item: plain"]),
        ("rotations", ["asked 4 time(s) per item: plain, rotation:1, rotation:2, rotation:3"]),
        ("icl-performance", ["asked as ice:topk_text:3:", "[assistant]"]),
        ("coarse-to-fine", ["of semantics-gen, asked as plain:"]),
    ],
)
def test_a_recipe_shows_what_it_says(ch3ef: Line, recipe: str, says: list[str]) -> None:
    code, out, _ = ch3ef("recipe", "show", recipe)
    assert code == 0
    assert out.startswith(f"{recipe}, version ")
    for text in says:
        assert text in out


def test_a_recipe_that_no_drawn_item_suits(ch3ef: Line) -> None:
    code, _, err = ch3ef("recipe", "show", "short-answer")
    assert code == 2
    assert err == (
        "ch3ef: recipe 'short-answer': no item of ch3ef-gen, semantics-gen, logic-gen has `answers`; name a set: --scenario NAME|DIR\n"
    )


def test_the_reference_judge_is_listed(ch3ef: Line) -> None:
    _, out, _ = ch3ef("list", "models")
    assert "reference/judge " in out
