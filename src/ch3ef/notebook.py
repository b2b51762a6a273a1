"""Results in a notebook: thin doors to what the command line does. `import ch3ef` offers these names.

Every number is the one that `ch3ef show`, `compare`, `findings` and the report give.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ch3ef.errors import InputError, RunError, counted, unknown_name
from ch3ef.scenarios import load_scenario

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from ch3ef.analysis.comparison import Compared
    from ch3ef.analysis.figures import Figure
    from ch3ef.analysis.findings.finding import Report
    from ch3ef.analysis.summary import GroupSummary
    from ch3ef.report.runs import Runs

__all__ = ["Results", "compare", "findings", "load_scenario", "read_run", "run"]

Place = str | Path


@dataclass(frozen=True, eq=False, repr=False)
class Results:
    """The answers of one or several runs; `read_run` and `run` give one.

    Attributes:
        runs: What the folders hold.
    """

    runs: Runs

    def __repr__(self) -> str:
        return f"<Results of {', '.join(self.models)}: {'; '.join(state.sentence for state in self.runs.states)}>"

    @property
    def models(self) -> tuple[str, ...]:
        """Names of the models, in order of first appearance."""
        model = self.runs.table["model"]
        return tuple(name for name in model.names if model.among(name).any())

    @property
    def finished(self) -> bool:
        """Whether every run came to its end; figures of an unfinished one are of what there is."""
        return all(state.finished for state in self.runs.states)

    def table(self, *, altered: bool = False) -> pa.Table:
        """A row per answer: the columns of `results.parquet` (docs/results.md), and what an analyst needs beside them.

        Added are `credit` (`correct`, 0 where there is no answer that counts: its mean is the accuracy), `altered`
        (asked with corrupted pictures, perturbed texts, other names of options, or under pressure), `question` and
        `options`, null where the run's folder does not hold its items.

        Args:
            altered: Whether altered askings are there too; they are no part of an accuracy.
        """
        import numpy as np
        import pyarrow as pa

        from ch3ef.results import to_table

        rows = self.runs.rows
        items = [self.runs.items.get((row.scenario, row.item_id)) for row in rows]
        options = [None if item is None else list(item.options) for item in items]
        added: dict[str, Any] = {
            "credit": self.runs.table.credit,
            "altered": self.runs.table.altered,
            "question": pa.array([None if item is None else item.question for item in items], pa.string()),
            "options": pa.array(options, pa.list_(pa.string())),
        }
        table = to_table(rows)
        for name, column in added.items():
            table = table.append_column(name, pa.array(column) if isinstance(column, np.ndarray) else column)
        return table if altered else table.filter(pa.array(~self.runs.table.altered))

    def to_pandas(self, *, altered: bool = False) -> pd.DataFrame:
        """`table` as a data frame.

        Raises:
            InputError: pandas is not installed.
        """
        if find_spec("pandas") is None:
            raise InputError("to_pandas needs pandas, which is not installed; say: pip install pandas")
        frame: pd.DataFrame = self.table(altered=altered).to_pandas()
        return frame

    def accuracies(self) -> list[GroupSummary]:
        """Accuracies with intervals: the whole, levels, dimensions, domains and tasks of each set under each recipe."""
        from ch3ef.analysis.summary import summarise

        return summarise(self.runs.table)

    def figures(self) -> list[Figure]:
        """What is measured of behaviour, with intervals (docs/perspectives.md)."""
        return list(self.runs.figures)

    def of_model(self, name: str) -> Results:
        """The answers of one of the models.

        Raises:
            InputError: There is no model of that name.
        """
        if name not in self.models:
            raise unknown_name("model", name, self.models)
        return Results(self.runs.of(self.runs.table["model"].among(name)))


def read_run(*folders: Place) -> Results:
    """Read one or several runs.

    Args:
        folders: Folders of `ch3ef run --out` or `ch3ef score`, or `results.parquet` files.

    Raises:
        InputError: No run, no answer at all, or two runs that asked one model the same.
    """
    from ch3ef.report.runs import read_runs

    if not folders:
        raise InputError("read_run: expected at least one folder of a run")
    return Results(read_runs([Path(folder) for folder in folders]))


def run(
    *models: str,
    out: Place,
    scenario: Place | Sequence[Place] = (),
    recipe: Place | Sequence[Place] = (),
    limit: int | None = None,
    seed: int = 0,
    **options: Place | float | bool | Sequence[Place],
) -> Results:
    """Ask models, score their answers, write results; goes on with an unfinished run, as `ch3ef run` does.

    Args:
        models: PROVIDER/MODEL, as on the command line.
        out: The run's folder.
        scenario: Names or folders of sets; the default set if none is named.
        recipe: Names or files of recipes; each set's own if none is named.
        limit: Items per set and recipe.
        seed: Seed of the option order and other draws.
        options: Further options of `ch3ef run`, "_" for "-": `judge="openai/gpt-4o"`, `suite="profile"`,
            `temperature=0.7`.

    Returns:
        The results, those of earlier attempts included.

    Raises:
        InputError: Something that was given cannot be used.
        RunError: The run could not go on; what was finished is kept.
    """
    if options.get("dry_run"):
        raise InputError("run: dry_run has no results; say `ch3ef run ... --dry-run` for what a run would cost")
    wanted = {"model": models, "scenario": scenario, "recipe": recipe, "limit": limit, "seed": seed, "out": str(out)}
    _command("run", *_arguments(wanted | options))
    return read_run(out)


def _command(*arguments: str) -> None:
    """A command in a process of its own, for a notebook's has an event loop that runs already; what it says is printed.

    Raises:
        InputError: It ended with 2: something that was given cannot be used.
        RunError: It ended with anything else.
    """
    command = [sys.executable, "-m", "ch3ef.cli", *arguments]
    said = ""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:  # noqa: S603
        try:
            for said in process.stdout or ():
                print(said, end="")
        except KeyboardInterrupt:
            process.send_signal(signal.SIGINT)
            raise
    if process.returncode:
        reason = said.strip().removeprefix("ch3ef: ") or f"ch3ef {arguments[0]} ended with {process.returncode}"
        raise InputError(reason) if process.returncode == 2 else RunError(reason)


def _arguments(options: dict[str, Any]) -> list[str]:
    """Options as they are typed.

    Example:
        >>> _arguments({"model": ["a/b", "c/d"], "limit": 5, "full": True, "suite": None})
        ['--model=a/b', '--model=c/d', '--limit=5', '--full']
    """
    typed = []
    for name, value in options.items():
        option = "--" + name.replace("_", "-")
        if value is True:
            typed.append(option)
        elif value is not None and value is not False:
            several = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
            typed += [f"{option}={one}" for one in several]
    return typed


def compare(first: Results | Place, second: Results | Place, *, unfinished: bool = False) -> list[Compared]:
    """Two models on the same items, as `ch3ef compare` does: differences are the second less the first.

    Args:
        first: Results of one model (`Results.of_model`), or the folder of its run.
        second: Of the other.
        unfinished: Whether to take what there is of a run that is not finished.

    Raises:
        InputError: Several models on one side, no item that both were asked, or a run that is not finished.
    """
    from ch3ef.analysis.comparison import compare as compared

    sides = [_results(side, unfinished=unfinished) for side in (first, second)]
    for side in sides:
        if len(side.models) > 1:
            raise InputError(f"compare: {counted(len(side.models), 'model')} on one side; take one: .of_model(NAME)")
    return compared(sides[0].runs.table, sides[1].runs.table)


def findings(*results: Results | Place, seed: int = 0, unfinished: bool = False) -> Report:
    """Claims that hold, tested together, as `ch3ef findings` makes them.

    Args:
        results: Results, or folders of runs.
        seed: Seed of the resampling.
        unfinished: Whether to take what there is of a run that is not finished.

    Raises:
        InputError: Nothing is given, an answer is given twice, or a run is not finished.
    """
    import numpy as np

    from ch3ef.analysis.arrow import check_once
    from ch3ef.analysis.findings.report import find
    from ch3ef.analysis.table import joined

    if not results:
        raise InputError("findings: expected results or the folder of a run")
    table = joined([_results(one, unfinished=unfinished).runs.table for one in results])
    check_once(table)
    return find([table], [], np.random.default_rng(seed))


def _results(given: Results | Place, *, unfinished: bool) -> Results:
    results = given if isinstance(given, Results) else read_run(given)
    begun = [state.sentence for state in results.runs.states if not state.finished]
    if begun and not unfinished:
        raise InputError(f"{begun[0]}; run() goes on with it, or say unfinished=True to take what there is")
    return results
