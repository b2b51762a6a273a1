"""Every behaviour, and the figures of a table under all of them."""

from __future__ import annotations

from collections.abc import Collection

from ch3ef.analysis.behaviours.behaviour import Behaviour
from ch3ef.analysis.behaviours.calibration import CALIBRATION
from ch3ef.analysis.behaviours.examples import IN_CONTEXT
from ch3ef.analysis.behaviours.hallucination import HALLUCINATION
from ch3ef.analysis.behaviours.language import LANGUAGE
from ch3ef.analysis.behaviours.names import INSTRUCTION_FOLLOWING
from ch3ef.analysis.behaviours.places import POSITION_BIAS
from ch3ef.analysis.behaviours.protocols import PROTOCOLS
from ch3ef.analysis.behaviours.refusal import REFUSAL
from ch3ef.analysis.behaviours.robustness import ROBUSTNESS
from ch3ef.analysis.behaviours.sycophancy import SYCOPHANCY
from ch3ef.analysis.figures import Figure, Scale
from ch3ef.analysis.table import Table

BEHAVIOURS: tuple[Behaviour, ...] = (
    CALIBRATION,
    IN_CONTEXT,
    INSTRUCTION_FOLLOWING,
    HALLUCINATION,
    ROBUSTNESS,
    REFUSAL,
    SYCOPHANCY,
    PROTOCOLS,
    POSITION_BIAS,
    LANGUAGE,
)
"""In the order of printing. To add one: a module beside this one, and its name here."""

_BY_NAME = {behaviour.name: behaviour for behaviour in BEHAVIOURS}


def behaviour_of(figure: Figure) -> Behaviour:
    """What a figure tells of."""
    return _BY_NAME[figure.behaviour]


def scale_of(figure: Figure) -> Scale:
    """What a figure is measured in."""
    return behaviour_of(figure).figures[figure.name]


def figures_of(table: Table, only: Collection[str] = ()) -> list[Figure]:
    """Every figure that the rows carry enough for.

    Args:
        table: Rows of one or several runs, altered variants among them.
        only: Names of behaviours; all by default.

    Returns:
        Figures behaviour by behaviour, within each model by model, in the order of first appearance.

    Source: METRICS, from "Calibration" to "Refusal, over-refusal, sycophancy, agreement of protocols".
    """
    return [
        found
        for behaviour in BEHAVIOURS
        if not only or behaviour.name in only
        for selection in behaviour.select(table)
        for found in behaviour.estimate(selection)
    ]
