"""Every behaviour, and the figures of a table under all of them."""

from __future__ import annotations

from collections.abc import Collection

from ch3ef.analysis.behaviours.across_languages import LANGUAGES
from ch3ef.analysis.behaviours.behaviour import Behaviour
from ch3ef.analysis.behaviours.calibration import CALIBRATION
from ch3ef.analysis.behaviours.difficulty import DIFFICULTY
from ch3ef.analysis.behaviours.examples import IN_CONTEXT
from ch3ef.analysis.behaviours.hallucination import HALLUCINATION
from ch3ef.analysis.behaviours.hallusionbench import HALLUSIONBENCH
from ch3ef.analysis.behaviours.judged import JUDGED
from ch3ef.analysis.behaviours.language import LANGUAGE
from ch3ef.analysis.behaviours.mme import MME
from ch3ef.analysis.behaviours.mmmu import MMMU
from ch3ef.analysis.behaviours.names import INSTRUCTION_FOLLOWING
from ch3ef.analysis.behaviours.normalisations import NORMALISATIONS
from ch3ef.analysis.behaviours.open_answers import CAPTIONS, COUNTING, DETECTION
from ch3ef.analysis.behaviours.people import ONE_PERSON
from ch3ef.analysis.behaviours.phrasings import PHRASINGS
from ch3ef.analysis.behaviours.places import POSITION_BIAS
from ch3ef.analysis.behaviours.protocols import PROTOCOLS
from ch3ef.analysis.behaviours.refusal import REFUSAL
from ch3ef.analysis.behaviours.robustness import ROBUSTNESS
from ch3ef.analysis.behaviours.rotations import ROTATIONS
from ch3ef.analysis.behaviours.sycophancy import SYCOPHANCY
from ch3ef.analysis.behaviours.trees import TREES
from ch3ef.analysis.behaviours.winoground import WINOGROUND
from ch3ef.analysis.behaviours.yes_no import YES_NO
from ch3ef.analysis.figures import Better, Figure, Scale
from ch3ef.analysis.table import Table

MEASURES: tuple[Behaviour, ...] = (
    DIFFICULTY,
    CALIBRATION,
    NORMALISATIONS,
    TREES,
    YES_NO,
    MME,
    HALLUSIONBENCH,
    MMMU,
    ROTATIONS,
    PHRASINGS,
    LANGUAGES,
    WINOGROUND,
    CAPTIONS,
    COUNTING,
    DETECTION,
    JUDGED,
    ONE_PERSON,
)
"""What the answers to one set tell beside their accuracy, in the order of printing."""
PERSPECTIVES: tuple[Behaviour, ...] = (
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
"""How a model behaves across ways of asking, in the order of printing; each has a suite of its name."""
BEHAVIOURS = (*MEASURES, *PERSPECTIVES)
"""All of them. To add one: a module beside this one, and its name in one of the two lists."""

_BY_NAME = {behaviour.name: behaviour for behaviour in BEHAVIOURS}
_MEASURES = frozenset(behaviour.name for behaviour in MEASURES)


def behaviour_of(figure: Figure) -> Behaviour:
    """What a figure tells of."""
    return _BY_NAME[figure.behaviour]


def is_measure(figure: Figure) -> bool:
    """Whether it is of the answers to one set, rather than of ways of asking."""
    return figure.behaviour in _MEASURES


def scale_of(figure: Figure) -> Scale:
    """What a figure is measured in."""
    return behaviour_of(figure).figures[figure.name]


def better_of(figure: Figure) -> Better:
    """Which way is better, of this figure's part of the rows."""
    scale = scale_of(figure)
    return scale.better_in.get(figure.group, scale.better)


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
