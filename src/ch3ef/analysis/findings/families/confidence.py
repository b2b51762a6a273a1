"""Calibration: does confidence that fits on A2 fit on A3?"""

from __future__ import annotations

import numpy as np

from ch3ef.analysis.findings.contrasts import contrast
from ch3ef.analysis.findings.families.levels import MIN_LEVEL, by_scenario
from ch3ef.analysis.findings.families.wording import left_out, mean_and_each, models_of
from ch3ef.analysis.findings.finding import Answers, NotTestable
from ch3ef.analysis.matrix import main_rows, pivot
from ch3ef.analysis.table import Table
from ch3ef.taxonomy import Level


def calibration_transfer(frame: Table, rng: np.random.Generator) -> Answers:  # noqa: ARG001
    """Does overconfidence grow from A2 to A3?

    Estimand: mean confidence less accuracy on A3, less the same on A2 (each level the mean of its scenarios), mean over
    these models. This is calibration in the large: it needs no bins and is not biased by few items. Per model,
    exploratory.
    Needs: confidences (a recipe of likelihoods) on A2 and A3.
    Found in at least 90 % of planted worlds: 15 points over 12 models, 200 items of A2 and 1002 of A3.
    """
    family = "calibration_transfer"
    rows = main_rows(frame) & ~np.isnan(frame.confidence) & ~np.isnan(frame.correct)
    matrix = pivot(frame, rows, frame.confidence - frame.credit)
    strata = by_scenario(matrix, Level.A3, Level.A2) if matrix.models else None
    if strata is None:
        needs = f"confidences on {MIN_LEVEL} items of A2 and of A3 (a recipe of likelihoods, such as human-value)"
        return [NotTestable(family, needs, frame.source)]
    cluster = matrix.codes("image_group")
    found = contrast(matrix.values.mean(axis=0), *strata, cluster)
    size = f"by {{}} of confidence beyond accuracy (mean of {models_of(matrix.models)})"
    claims = (
        f"Good calibration on A2 is not carried to A3: overconfidence grows {size}",
        f"Calibration on A2 is not that on A3: overconfidence shrinks {size}",
    )
    each = {model: contrast(row, *strata, cluster) for model, row in zip(matrix.models, matrix.values, strict=True)}
    own = ("{model} is more overconfident on A3 than on A2, by {}", "{model} is less overconfident on A3, by {}")
    return mean_and_each(
        family, found, each, claims, own=own,
        otherwise="No change of overconfidence from A2 to A3 is shown", models=matrix.models,
        source=frame.source, about=("A2", "A3"), caveats=left_out(matrix),
    )  # fmt: skip
