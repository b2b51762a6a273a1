"""A run in pieces: cut alike everywhere, asked in any order, killed at any moment; together they are the whole run."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from ch3ef.errors import IncompleteError, InputError
from ch3ef.results import Outcome, ResultRow, read_rows, to_table
from ch3ef.running.folder import rewrite_rows
from ch3ef.running.found import read_run
from ch3ef.running.merging import merge
from ch3ef.running.planned import RunPlan
from ch3ef.running.run import run
from ch3ef.running.shards import Shard, parse_shard
from ch3ef.scenarios import Scenario
from ch3ef.scenarios.scenario import scenario_of
from tests.conftest import make_item, pictures_in
from tests.running.test_runs import Silent, plan_of

OF = 3


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    """20 questions about 11 pictures, of which one has five and some have two; and two without a picture."""
    picture = pictures_in(tmp_path_factory.mktemp("pictures"))
    pictures = [0] * 5 + [1, 1, 2, 2, 3, 3] + list(range(4, 11))
    shown = [make_item(n, images=(picture(which),), question=f"Question {n}?") for n, which in enumerate(pictures)]
    return scenario_of("test", [*shown, *(make_item(n, question=f"Question {n}?") for n in (18, 19))])


@pytest.fixture(scope="module")
def plan(scenario: Scenario) -> RunPlan:
    return plan_of(scenario, "reference/chance", "reference/longest")


@pytest.fixture(scope="module")
def asked(plan: RunPlan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return asked_in_shards(plan, tmp_path_factory.mktemp("asked") / "run", 3, 1, 2)


@pytest.fixture(scope="module")
def whole(plan: RunPlan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    run(plan, folder := tmp_path_factory.mktemp("whole") / "run", Silent())
    return folder


@pytest.fixture
def out(asked: Path, tmp_path: Path) -> Path:
    """A run whose shards are all there."""
    return shutil.copytree(asked, tmp_path / "run")


def without(out: Path, *numbers: int) -> Path:
    """A run of which some shards were not begun."""
    for number in numbers:
        shutil.rmtree(out / f"shard-{number}-of-{OF}")
    return out


def asked_in_shards(plan: RunPlan, out: Path, *numbers: int) -> Path:
    for number in numbers:
        run(replace(plan, shard=Shard(number, OF)), out, Silent())
    return out


def told(rows: list[ResultRow]) -> list[dict[str, object]]:
    """Rows without what no two runs share."""
    return [asdict(replace(row, run_id="", started_at=None, seconds=None)) for row in rows]


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("of", [1, 2, 3, 5, 13])
def test_a_cut_leaves_pictures_whole_and_shards_equal(plan: RunPlan, of: int) -> None:
    shares = [plan_share for number in range(of) if (plan_share := replace(plan, shard=Shard(number + 1, of)).share())]
    assert {share.plan for share in shares} == {shares[0].plan}
    for part, asked in enumerate(plan.parts):
        assert sorted(place for share in shares for place in share.places[part]) == list(range(len(asked.askings)))
    groups = [
        {plan.parts[part].askings[place].item.image_group for part in (0, 1) for place in share.places[part]}
        for share in shares
    ]
    assert max(Counter(group for own in groups for group in own).values()) == 1
    # The picture with five questions, each asked by two recipes, is the largest that stays together.
    sizes = [share.askings for share in shares]
    assert max(sizes) - min(sizes) <= 10
    assert sizes.count(0) == 0


def test_more_shards_than_pictures_are_refused_before_anything(plan: RunPlan, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"shows 13 different pictures.*expected 13 shards at most"):
        run(replace(plan, shard=Shard(2, 14)), tmp_path / "run", Silent())
    assert not (tmp_path / "run").exists()


def test_shards_put_together_are_the_run_in_one_go(plan: RunPlan, out: Path, whole: Path) -> None:
    merged, expected = merge(out), read_rows(whole)
    assert told(merged.rows) == told(expected)
    assert merged.rows == read_rows(out)
    assert len({row.run_id for row in merged.rows}) == 1
    assert len(merged.busy) == OF
    for name in ("items.jsonl", "run.json"):
        own, other = ((folder / name).read_text() for folder in (out, whole))
        assert own.replace(merged.rows[0].run_id, "") == other.replace(expected[0].run_id, "")
    assert read_run(out).finished
    logs = {log.name for log in out.glob(f"shard-*-of-{OF}/logs/*")}
    assert {log.name for log in (out / "logs").iterdir()} == logs
    assert len(logs) == OF
    # As a run that is finished: nothing is left to ask, and to merge again changes nothing.
    again = Silent()
    assert run(plan, out, again) == merged.rows
    assert (again.done_before, again.finished_now) == (80, 0)
    before = files_of(out)
    assert merge(out).rows == merged.rows
    assert files_of(out) == before


def test_until_all_shards_are_there_nothing_is_written(plan: RunPlan, asked: Path, out: Path) -> None:
    before = files_of(without(out, 1, 3))
    with pytest.raises(IncompleteError, match=r"missing: shards 1,3 of 3, with 52 of 80 answers; .*--shard 1/3 and so"):
        merge(out)
    shutil.copytree(asked, out, dirs_exist_ok=True)
    journal = out / "shard-3-of-3" / "finished.jsonl"
    (out / "shard-3-of-3" / "results.parquet").unlink()
    journal.write_text("".join(journal.read_text().splitlines(keepends=True)[:-4]))
    with pytest.raises(IncompleteError, match=r"missing: shard 3 of 3, with 4 of 80 answers; .*--shard 3/3 goes on"):
        merge(out)
    assert {name for name in files_of(out) if "shard" not in name} == set()
    assert before.items() <= files_of(out).items()
    again = Silent()
    run(replace(plan, shard=Shard(3, OF)), out, again)
    assert again.finished_now == 4
    assert len(merge(out).rows) == 80


def test_a_shard_says_that_it_is_one(out: Path) -> None:
    found = read_run(out / "shard-1-of-3")
    assert not found.finished
    assert (
        found.state.sentence
        == f"{out}/shard-1-of-3 is shard 1 of 3: 28 of its 28 answers are there, of 80 in the whole run"
    )
    assert found.state.goes_on == f"`ch3ef merge {out}` puts the shards together"
    with pytest.raises(InputError, match="holds shards of a run that are not put together; `ch3ef merge"):
        read_run(out)


def test_what_does_not_belong_together_is_refused(plan: RunPlan, scenario: Scenario, out: Path, whole: Path) -> None:
    without(out, 2, 3)
    for other, what in (
        (replace(plan, seed=3, shard=Shard(2, OF)), "belongs to another run: its seed is 0, this command's 3"),
        (replace(plan, shard=Shard(2, 4)), "shard-1-of-3 and shard-2-of-4 cannot be pieces of one run"),
        (plan, "holds shards of a run that are not put together"),
        (replace(plan_of(scenario, "reference/first"), shard=Shard(3, OF)), "another run: its models are"),
    ):
        before = files_of(out)
        with pytest.raises(InputError, match=what):
            run(other, out, Silent())
        assert files_of(out) == before
    with pytest.raises(InputError, match="holds shard 1/3, and this command asks the whole run"):
        run(plan, out / "shard-1-of-3", Silent())
    with pytest.raises(InputError, match="holds a run that is not cut into shards"):
        asked_in_shards(plan, whole, 1)


def test_a_mistake_of_which_nothing_was_asked_binds_nobody(plan: RunPlan, out: Path) -> None:
    without(out, 2, 3)
    for name in ("finished.jsonl", "results.parquet"):
        (out / "shard-1-of-3" / name).unlink()
    asked_in_shards(replace(plan, seed=5), out, 2, 1, 3)
    assert {row.seed for row in merge(out).rows} == {5}


def change_plan(shard: Path, change: Callable[[dict[str, object]], object]) -> None:
    plan = json.loads((shard / "run.json").read_text())
    change(plan)
    (shard / "run.json").write_text(json.dumps(plan))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda plan: plan["plan"].update(seed=7), "belongs to another run: its seed is 7, .*shard-1-of-3's 0"),
        (lambda plan: plan["plan"]["checkpoints"].update({"reference/chance": "w:1:2"}), "its checkpoints are|anew"),
        (lambda plan: plan["plan"]["rules"].update(reading="0"), "its rules are .* go on with the version of ch3ef"),
        (lambda plan: plan["shard"].update(number=1), "is not the plan of shard 2/3"),
        (lambda plan: plan["shard"].update(places=["0 1 two"]), "`shard` is not as we write it"),
        (lambda plan: plan["shard"]["places"].pop(), "is not the plan of shard 2/3"),
    ],
)
def test_a_shard_of_another_plan_is_refused(
    out: Path, change: Callable[[dict[str, object]], object], what: str
) -> None:
    change_plan(out / "shard-2-of-3", change)
    with pytest.raises(InputError, match=what):
        merge(out)
    assert not (out / "run.json").exists()


def test_shards_that_overlap_or_leave_gaps_are_refused(out: Path) -> None:
    one, two = (json.loads((out / f"shard-{n}-of-3" / "run.json").read_text())["shard"]["places"] for n in (1, 2))
    # As many askings as before, one of them another shard's.
    for places, what in (
        ([" ".join([one[0].split()[0], *two[0].split()[1:]]), two[1]], "shard-1-of-3 and shard-2-of-3 overlap"),
        ([" ".join(["999", *two[0].split()[1:]]), two[1]], "together ask 20 of 20 askings of part 1"),
    ):
        change_plan(out / "shard-2-of-3", lambda plan, places=places: plan["shard"].update(places=places))  # type: ignore[misc]
        with pytest.raises(InputError, match=what):
            merge(out)
    assert not (out / "run.json").exists()


def test_a_table_of_another_order_is_refused(out: Path) -> None:
    rows = read_rows(out / "shard-2-of-3")
    rewrite_rows(out / "shard-2-of-3", rows[::-1], [])
    with pytest.raises(InputError, match="does not stand where the shard's plan has it"):
        merge(out)


@pytest.mark.parametrize("from_shard", [2, 1])
def test_a_row_that_is_there_twice_is_refused_and_nothing_is_begun(out: Path, from_shard: int) -> None:
    shard = out / "shard-2-of-3"
    rows = read_rows(shard)
    own = [row for row in read_rows(out / f"shard-{from_shard}-of-3") if row.key[:3] == rows[0].key[:3]]
    # Of its own shard, or another's: the table is as no writer of ours makes it.
    table = to_table([replace(own[-1], run_id=rows[0].run_id), *rows[1:]])
    pq.write_table(table, shard / "results.parquet")
    with pytest.raises(InputError, match="there more than once"):
        merge(out)
    assert {path.name for path in out.iterdir()} - {".lock", "logs"} == {f"shard-{n}-of-3" for n in (1, 2, 3)}
    rewrite_rows(shard, rows, [])
    merge(out)


def test_what_was_asked_again_counts_wherever_it_was(plan: RunPlan, out: Path) -> None:
    shard = out / "shard-2-of-3"
    rows = read_rows(shard)
    failed = [replace(row, outcome=Outcome.ERROR, correct=None, chosen=None, error="gone") for row in rows[:2]]
    (shard / "finished.jsonl").write_text("".join(row.to_json() + "\n" for row in [*failed, *rows[2:]]))
    rewrite_rows(shard, [*failed, *rows[2:]], [])
    assert sum(row.outcome == Outcome.ERROR for row in merge(out).rows) == 2
    # In the shard, and put together again ...
    again = Silent()
    run(replace(plan, shard=Shard(2, OF)), out, again)
    assert again.finished_now == 2
    merged = merge(out).rows
    assert all(row.outcome == Outcome.ANSWERED for row in merged)
    # ... or in the run, which an earlier shard does not undo.
    rewrite_rows(shard, [*failed, *rows[2:]], [])
    assert merge(out).rows == merged
    assert len((out / "finished.jsonl").read_text().splitlines()) == 82


def test_of_a_run_put_together_shards_may_go(out: Path, tmp_path: Path) -> None:
    rows = merge(out).rows
    (out / "shard-2-of-3").rename(tmp_path / "elsewhere")
    assert merge(out).rows == rows
    with pytest.raises(InputError, match="holds no shards"):
        merge(tmp_path / "elsewhere")


def test_nothing_of_anybody_s_is_overwritten(out: Path) -> None:
    log = next((out / "shard-1-of-3" / "logs").iterdir())
    own = {"notes.txt": "mine", "results.parquet": "mine too", f"logs/{log.name}": "and this"}
    for name, text in own.items():
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).write_text(text)
        if name != "notes.txt":
            with pytest.raises(InputError, match=name):
                merge(out)
            assert (out / name).read_text() == text
            (out / name).unlink()
    assert len(merge(out).rows) == 80
    assert (out / "notes.txt").read_text() == "mine"


KILLED = """
import os, signal, sys
from pathlib import Path
from ch3ef.journals import Journal
from ch3ef.running.merging import merge
left = int(sys.argv[2])
def count(*_):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
def seen(event, arguments):
    # Whatever is opened to be written, moved or linked below the run's folder.
    writes = event == "open" and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR) or event in ("os.rename", "os.link")
    if writes and sys.argv[1] in str(arguments[0]):
        count()
write = Journal.write
Journal.write = lambda self, line: (count(), write(self, line))
sys.addaudithook(seen)
merge(Path(sys.argv[1]))
"""


def killed_at(out: Path, moment: int) -> bool:
    command = [sys.executable, "-c", KILLED, str(out), str(moment)]
    return subprocess.run(command, capture_output=True, check=False).returncode == -9


def check_put_together(plan: RunPlan, out: Path, whole: Path) -> None:
    if not (out / "results.parquet").exists():
        with pytest.raises(InputError, match="not put together"):
            run(plan, out, Silent())
    assert told(merge(out).rows) == told(read_rows(whole))
    assert len((out / "finished.jsonl").read_text().splitlines()) == 80


def test_a_merge_killed_once_is_gone_on_with(plan: RunPlan, out: Path, whole: Path) -> None:
    assert killed_at(out, 50)
    assert 0 < len((out / "finished.jsonl").read_text().splitlines()) < 80
    check_put_together(plan, out, whole)


@pytest.mark.slow
@pytest.mark.parametrize("moments", [range(0, 12, 3), range(10, 90, 20), [95]])
def test_a_merge_killed_again_and_again_loses_and_doubles_nothing(
    plan: RunPlan, out: Path, whole: Path, moments: Sequence[int]
) -> None:
    kills = [killed_at(out, moment) for moment in moments]
    assert sum(kills) > len(kills) / 2
    check_put_together(plan, out, whole)


ARRAY = {"ID": "4", "MIN": "1", "MAX": "8", "COUNT": "8"}


@pytest.mark.parametrize(
    ("given", "shard"),
    [({}, "4/8"), ({"MIN": "0", "MAX": "7"}, "5/8"), ({"ID": "1", "MAX": "1", "COUNT": "1"}, "1/1")],
)
def test_a_task_of_an_array_is_a_shard(given: dict[str, str], shard: str) -> None:
    environment = {f"SLURM_ARRAY_TASK_{name}": value for name, value in (ARRAY | given).items()}
    assert str(parse_shard("slurm", environment)) == shard


@pytest.mark.parametrize(
    "given",
    [
        {"ID": "3", "MIN": "3", "MAX": "7", "COUNT": "2"},  # --array=3,7
        {"MIN": "3", "MAX": "5", "COUNT": "3"},  # --array=3-5
        {"MAX": "15", "COUNT": "8"},  # --array=1-15:2
        {"ID": ""},
        {"COUNT": "many"},
    ],
)
def test_an_array_that_does_not_hold_every_shard_is_refused(given: dict[str, str]) -> None:
    environment = {f"SLURM_ARRAY_TASK_{name}": value for name, value in (ARRAY | given).items()}
    with pytest.raises(InputError, match="--shard slurm"):
        parse_shard("slurm", environment)


@pytest.mark.parametrize("text", ["0/3", "4/3", "3", "1/0", "1/3/5", "-1/3", "¹/3", "1/99999", ""])
def test_what_names_no_shard_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"--shard '.*': expected K/N"):
        parse_shard(text, {})
