"""Shards from the command line: what is said, the exit codes, and a job script that a SLURM would run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ch3ef.cli import main
from ch3ef.results import read_rows

RUN = ["run", "--scenario", "semantics-gen?per_task=1", "--model", "reference/first", "--recipe", "human-value"]

SBATCH = """\
#!/bin/bash
# As SLURM would: every task of the array, in a job of its own, then what waits for them.
for given in "$@"; do case "$given" in --array=*) tasks=${given#--array=};; esac; done
job=$(mktemp)
cat > "$job"
for task in $(seq "${tasks%-*}" "${tasks#*-}"); do SLURM_ARRAY_TASK_ID=$task bash "$job" >> said.txt 2>&1 || true; done
echo 4711
"""


def test_a_run_in_shards_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "run")
    assert main([*RUN, "--out", out, "--shard", "2/2"]) == 0
    assert f"1 of 2 shards are there; when all are: ch3ef merge {out}" in capsys.readouterr().out
    assert main(["merge", out]) == 75
    assert "missing: shard 1 of 2, with " in capsys.readouterr().err
    assert main(["show", f"{out}/shard-2-of-2"]) == 0
    assert "is shard 2 of 2: " in capsys.readouterr().err
    for command in (
        ["show", out],
        ["compare", "reference/first", "reference/first", "--in", out],
        ["findings", f"{out}/shard-2-of-2", "--out", str(tmp_path / "findings")],
        [*RUN, "--out", out],
    ):
        assert main(command) == 2
        assert f"`ch3ef merge {out}`" in capsys.readouterr().err
    assert main([*RUN, "--out", out, "--shard", "1/2"]) == 0
    assert f"2 of 2 shards are there; ch3ef merge {out}" in capsys.readouterr().out
    assert main(["merge", out]) == 0
    assert "2 shards: 0:00:0" in capsys.readouterr().out
    assert (tmp_path / "run" / "summary.json").is_file()
    assert main(["show", out]) == 0
    assert "note" not in capsys.readouterr().err


def test_what_is_about_a_whole_run_takes_no_shard(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for more, what in ((["--dry-run"], "--dry-run is about"), (["--trial", "2"], "--trial is about")):
        assert main([*RUN, "--out", str(tmp_path / "run"), "--shard", "1/2", *more]) == 2
        assert what in capsys.readouterr().err


def test_an_array_without_shards_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLURM_ARRAY_TASK_ID", "3")
    monkeypatch.setenv("SLURM_ARRAY_TASK_COUNT", "8")
    assert main([*RUN, "--out", str(tmp_path / "run"), "--dry-run"]) == 0
    assert "this is task 3 of a SLURM array of 8, and without --shard it asks everything" in capsys.readouterr().err


def script(capsys: pytest.CaptureFixture[str], *line: str) -> str:
    assert main(["scale", "sbatch", "--shards", "2", "--", *line]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ([], "expected a run behind `--`"),
        (["show", "x"], "expected a run behind `--`"),
        (RUN, "needs --out, and neither --shard"),
        ([*RUN, "--out", "x", "--shard", "1/2"], "needs --out, and neither --shard"),
        ([*RUN, "--out", "x", "--model", "nobody/x"], "unknown model provider 'nobody'"),
        ([*RUN, "--out", "x", "--model", "openai-api/s/m?base_url=http://ann:open-sesame-2@host/v1"], "holds a secret"),
    ],
)
def test_a_run_that_cannot_be_is_told_before_it_is_submitted(
    line: list[str], what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scale", "sbatch", "--shards", "2", "--", *line]) == 2
    printed = capsys.readouterr()
    assert what in printed.err
    assert printed.out == ""


def test_the_script_hands_on_what_sbatch_is_to_know(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sbatch").write_text('#!/bin/bash\nprintf "%s\\n" "$@" >&2; cat > /dev/null; echo "12;cluster"\n')
    (tmp_path / "sbatch").chmod(0o755)
    text = script(capsys, *RUN, "--out", str(tmp_path / "my run's"))
    command = ["bash", "-c", text, "job.sh", "--gres=gpu:1", "--array=3,7-9"]
    path = f"{tmp_path}:{os.environ['PATH']}"
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | {"PATH": path})
    assert done.stderr.index("--array=1-2") < done.stderr.index("--gres=gpu:1\n--array=3,7-9")
    assert "--dependency=afterany:12\n" in done.stderr
    assert (tmp_path / "my run's" / "slurm").is_dir()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_the_script_asks_all_shards_and_puts_them_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sbatch").write_text(SBATCH)
    (tmp_path / "sbatch").chmod(0o755)
    out = tmp_path / "run"
    text = script(capsys, *RUN, "--out", str(out))
    called = f"{Path(sys.executable).with_name('ch3ef')} "
    assert called in text
    text = text.replace(called, f"{sys.executable} -m ch3ef.cli ").replace(f"cd {Path.cwd()}", f"cd {tmp_path}")
    # What has no array asks once.
    text = text.replace("ch3ef-merge ", "ch3ef-merge --array=1-1 ")
    path = f"{tmp_path}:{os.environ['PATH']}"
    subprocess.run(["bash", "-c", text], capture_output=True, check=True, env=os.environ | {"PATH": path})
    assert "2 shards: 0:00:0" in (tmp_path / "said.txt").read_text()
    assert len(read_rows(out)) == len(read_rows(out / "shard-1-of-2")) + len(read_rows(out / "shard-2-of-2"))


@pytest.mark.slow
def test_a_shard_killed_at_any_moment_goes_on(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ch3ef.cli", "run", "--scenario", "semantics-gen?per_task=12", "--model", "reference/chance",
               "--recipe", "human-value", "--recipe", "human-value-direct", "--out", str(tmp_path), "--shard"]  # fmt: skip
    journal = tmp_path / "shard-1-of-2" / "finished.jsonl"
    for lines in (1, 40):
        process = subprocess.Popen([*command, "1/2"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and (journal.read_bytes().count(b"\n") if journal.exists() else 0) < lines:
            time.sleep(0.01)
        process.kill()
        process.wait()
    assert main(["merge", str(tmp_path)]) == 75
    for shard in ("1/2", "2/2"):
        subprocess.run([*command, shard], capture_output=True, check=True)
    assert main(["merge", str(tmp_path)]) == 0
    assert len({row.key for row in read_rows(tmp_path)}) == 120
    assert len(journal.read_bytes().splitlines()) == 60
    assert len((tmp_path / "finished.jsonl").read_bytes().splitlines()) == 120
