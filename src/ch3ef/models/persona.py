"""A reference answerer with planted traits: what a perspective measures must be what was planted.

`reference/persona?sycophancy=0.6&accuracy=0.8` knows the key and departs from it by rule. All draws follow from the
item's id and the run's seed, so the same item is answered the same way in every protocol, variant and order, and two
traits are drawn independently of each other.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Literal, get_args

from ch3ef.errors import InputError, unknown_name
from ch3ef.items import item_rng
from ch3ef.models.asked import AskedItem
from ch3ef.models.option_likelihood import OptionLikelihood
from ch3ef.reading.declining import declines
from ch3ef.taxonomy import Dimension
from ch3ef.variants import CORRUPTIONS, PERTURBATIONS, PUSHBACK, VERBALISER, is_twin

Confidence = Literal["under", "calibrated", "over"]

REFUSAL = "I'm sorry, but I can't help with that."
DISOBEDIENT = "The one that fits best."
"""Said instead of an option's name; it is none of them."""
SPREAD = 0.15
"""Knowledge of single items lies at most this far from the accuracy, evenly."""


@dataclass(frozen=True, slots=True)
class Persona:
    """Traits, each a share in [0, 1] of the answers that it rules.

    Attributes:
        accuracy: Of the items that no other trait rules, how many it knows.
        rung_skill: Of its accuracy, what it keeps with each rung of difficulty that an item is drawn higher.
        sycophancy: How often it gives a user who presses a claim in the question what that user wants to hear, and how
            often one who disagrees in a second turn brings it from a right answer to a wrong one.
        over_refusal: Of the benign twins of harmless items, how many it declines.
        hallucination: Of the questions about what is not in the picture (items of Ch3Ef's hallucination domain; yes or
            no questions to be answered no), how many it answers as if it were there. This alone rules them.
        position_bias: Of the choices by letters that hallucination does not rule, how many it makes for the first
            option because it is the first.
        length_bias: Of its errors of knowledge, how many it makes for the longest wrong option because it is that.
        fragility: Of its answers, how many become a guess when the picture or the question's text is corrupted.
        disobedience: Of its replies, how many do not use the names for the options that an instruction demands.
        learning: Of its errors, how many are mended by examples in front.
        confidence: Whether its likelihoods say how often it is right ("calibrated"), lie half way to certainty
            ("over") or half way to guessing ("under"). Confidence cannot lie below that of a guess.
    """

    accuracy: float = 0.8
    rung_skill: float = 1.0
    sycophancy: float = 0.0
    over_refusal: float = 0.0
    hallucination: float = 0.0
    position_bias: float = 0.0
    length_bias: float = 0.0
    fragility: float = 0.0
    disobedience: float = 0.0
    learning: float = 0.0
    confidence: Confidence = "calibrated"


TRAITS = tuple(field.name for field in fields(Persona))
FORMER_NAMES = {"overrefusal": "over_refusal"}
"""What traits were called in earlier versions; still read."""


def persona_of(arguments: Mapping[str, str]) -> Persona:
    """The persona that a model's name describes.

    Args:
        arguments: What stands after "?" in `reference/persona?TRAIT=VALUE&TRAIT=VALUE`.

    Raises:
        InputError: An unknown trait, or a value that is no share in [0, 1] (for `confidence`, none of its words).

    Example:
        >>> persona_of({"sycophancy": "0.6", "confidence": "over"}).sycophancy
        0.6
        >>> persona_of({"overrefusal": "0.3"}) == persona_of({"over_refusal": "0.3"})
        True
        >>> persona_of({"sycofancy": "0.6"})
        Traceback (most recent call last):
        ...
        ch3ef.errors.InputError: unknown trait of reference/persona 'sycofancy'; did you mean 'sycophancy'? Known: \
accuracy, confidence, disobedience, fragility, hallucination, learning, length_bias, over_refusal, position_bias, \
rung_skill, sycophancy.
    """
    traits: dict[str, float] = {}
    confidence: Confidence = "calibrated"
    for given, text in arguments.items():
        name = FORMER_NAMES.get(given, given)
        if name not in TRAITS:
            raise unknown_name("trait of reference/persona", name, TRAITS)
        if name != "confidence":
            traits[name] = _share(name, text)
            continue
        known = next((word for word in get_args(Confidence) if word == text), None)
        if known is None:
            raise unknown_name("confidence of reference/persona", text, get_args(Confidence))
        confidence = known
    return Persona(**traits, confidence=confidence)


def _share(name: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value <= 1:
        raise InputError(f"reference/persona: {name}={text!r} is not a share; expected a number from 0 to 1")
    return value


def reply_of(persona: Persona, asked: AskedItem) -> str:
    """What a persona says.

    Args:
        persona: Its traits.
        asked: What it is asked.
    """
    if asked.wanted == "reasoning":
        return "The picture has to be looked at closely."
    draws = _draws(asked)
    if _refuses(persona, asked, draws):
        return REFUSAL
    if asked.wanted == "open" and any(asked.answers):
        knows = draws["knowledge"] < _chance_of_knowing(persona, asked, draws)
        return asked.answers[0 if knows else 1]
    position = _position(persona, asked, draws, lettered=asked.wanted == "letters")
    if asked.wanted == "letters":
        return DISOBEDIENT if _disobeys(persona, asked) else asked.label(position)
    return asked.options[position]


def likelihoods_of(
    persona: Persona, asked: AskedItem, options: Sequence[str], *, pmi: bool
) -> tuple[OptionLikelihood, ...]:
    """How likely a persona finds the options; the softmax over the means is its confidence.

    Args:
        persona: Its traits.
        asked: What it is asked.
        options: The options' texts as scored; their letters, where those are compared.
        pmi: Whether to give what the pictures add, too.
    """
    draws = _draws(asked)
    lettered = list(options) == [asked.label(position) for position in range(len(options))]
    declining = [position for position, option in enumerate(asked.options) if declines(option)]
    if declining and _is_benign(asked) and draws["refusal"] < persona.over_refusal:
        position = declining[0]
    else:
        position = _position(persona, asked, draws, lettered=lettered)
    sure = _confidence(persona, asked, draws, lettered=lettered)
    others = (1 - sure) / max(1, len(options) - 1)

    def likelihood(place: int, option: str) -> OptionLikelihood:
        tokens = max(1, len(option.split()))
        mean = math.log(sure if place == position else others)
        return OptionLikelihood(mean * tokens, tokens, len(option.encode()), -1000.0 if pmi else None)

    return tuple(likelihood(place, option) for place, option in enumerate(options))


def probability_right(persona: Persona, asked: AskedItem) -> float:
    """How likely a persona is to choose a right option among likelihoods, given how well it knows the item.

    This is what a calibrated persona has for its confidence, where that is above a guess's.
    """
    return _probability(persona, asked, _draws(asked), lettered=False)


# --- which items a trait rules ----------------------------------------------------------------------------


def _is_benign(asked: AskedItem) -> bool:
    return asked.item.dimension == Dimension.HARMLESS and is_twin(asked.item.scenario)


def _is_pressed(asked: AskedItem) -> bool:
    return asked.item.domain == "sycophancy" and not is_twin(asked.item.scenario)


def _is_pushed_back(asked: AskedItem) -> bool:
    return asked.variant.kind == PUSHBACK


def _is_about_nothing(asked: AskedItem) -> bool:
    """Whether what is asked about is not in the picture."""
    if asked.wanted == "words":
        return [asked.options[position].strip(" .").lower() for position in asked.right] == ["no"]
    return asked.item.domain == "hallucination" and not is_twin(asked.item.scenario)


def _altered_by(asked: AskedItem) -> str:
    """The corruption of the picture or the text; empty for none."""
    return asked.variant.kind if asked.variant.kind in (*CORRUPTIONS, *PERTURBATIONS) else ""


# --- draws ------------------------------------------------------------------------------------------------

_DRAWN = ("knowledge", "ease", "error", "long error", "yielding", "second yielding", "refusal", "place", "mending")


def _draws(asked: AskedItem) -> dict[str, float]:
    """Numbers in [0, 1): what is known is drawn for an item and its twin at once; they differ by traits alone."""
    common = _numbers(asked.item.pair or asked.item.id, "persona", asked.seed, 4)
    own = _numbers(asked.item.id, "persona's traits", asked.seed, 5)
    return dict(zip(_DRAWN, common + own, strict=True))


@lru_cache(maxsize=4096)
def _numbers(name: str, purpose: str, seed: int, count: int) -> tuple[float, ...]:
    """The same for all variants of an item, which are asked one after the other."""
    return tuple(map(float, item_rng(name, purpose, seed).random(count)))


def _drawn_anew(asked: AskedItem, purpose: str) -> float:
    """A number for this item in this variant alone."""
    return float(item_rng(f"{asked.item.id}|{asked.variant}", f"persona's {purpose}", asked.seed).random())


def _refuses(persona: Persona, asked: AskedItem, draws: Mapping[str, float]) -> bool:
    return _is_benign(asked) and draws["refusal"] < persona.over_refusal


def _disobeys(persona: Persona, asked: AskedItem) -> bool:
    return asked.variant.kind == VERBALISER and _drawn_anew(asked, "obedience") < persona.disobedience


# --- what is chosen ---------------------------------------------------------------------------------------


def _position(persona: Persona, asked: AskedItem, draws: Mapping[str, float], *, lettered: bool) -> int:
    """The position that is chosen: a guess where it is fragile; else what it would say, pressed, mended by examples."""
    if _altered_by(asked) and _drawn_anew(asked, "fragility") < persona.fragility:
        return int(_drawn_anew(asked, "guess") * len(asked.options))
    position = _unpressed(persona, asked, draws, lettered=lettered)
    yields = _is_pressed(asked) and draws["yielding"] < persona.sycophancy
    claimed = _told_claim(asked)
    if yields and claimed is not None:
        position = claimed
    yields = yields or (_is_pushed_back(asked) and draws["second yielding"] < persona.sycophancy)
    if yields and (claimed is None or _is_pushed_back(asked)) and position in asked.right and asked.wrong:
        position = _claimed(asked)
    mended = asked.variant.shots > 0 and draws["mending"] < persona.learning
    return _right(asked) if mended and asked.right and position not in asked.right else position


def _unpressed(persona: Persona, asked: AskedItem, draws: Mapping[str, float], *, lettered: bool) -> int:
    if lettered and not _is_about_nothing(asked) and draws["place"] < persona.position_bias:
        return 0
    knows = draws["knowledge"] < _chance_of_knowing(persona, asked, draws)
    return _right(asked) if asked.right and (knows or not asked.wrong) else _error(persona, asked, draws)


def _right(asked: AskedItem) -> int:
    return min(asked.right, key=lambda position: asked.options[position])


def _error(persona: Persona, asked: AskedItem, draws: Mapping[str, float]) -> int:
    """A wrong option: the longest, or any, whatever the order in which they are shown."""
    wrong = sorted(asked.wrong, key=lambda position: asked.options[position])
    if draws["long error"] < persona.length_bias:
        return max(wrong, key=lambda position: len(asked.options[position].split()))
    return wrong[int(draws["error"] * len(wrong))]


def _told_claim(asked: AskedItem) -> int | None:
    """The option that the user of the question presses, right or wrong; None where nobody said which."""
    return asked.options.index(asked.item.options[asked.item.claim]) if asked.item.claim is not None else None


def _claimed(asked: AskedItem) -> int:
    """The wrong option that the user insists on; any, where none stands in the question."""
    said = [position for position in asked.wrong if asked.options[position] in asked.item.question]
    return min(said or asked.wrong, key=lambda position: asked.options[position])


# --- how sure it is ---------------------------------------------------------------------------------------


def _chance_of_knowing(persona: Persona, asked: AskedItem, draws: Mapping[str, float]) -> float:
    if _is_about_nothing(asked):
        return 1 - persona.hallucination
    accuracy = persona.accuracy * persona.rung_skill ** ((asked.item.rung or 1) - 1)
    spread = min(SPREAD, accuracy, 1 - accuracy)
    return accuracy + spread * (2 * draws["ease"] - 1)


def _probability(persona: Persona, asked: AskedItem, draws: Mapping[str, float], *, lettered: bool) -> float:
    guess = len(asked.right) / len(asked.options)
    right = _chance_of_knowing(persona, asked, draws)
    if lettered and not _is_about_nothing(asked):
        right += (guess - right) * persona.position_bias
    if _is_pressed(asked):
        right = (1 - persona.sycophancy) * right + persona.sycophancy * (_told_claim(asked) in asked.right)
    right *= 1 - persona.sycophancy if _is_pushed_back(asked) else 1
    if asked.variant.shots > 0:
        right += (1 - right) * persona.learning
    if _altered_by(asked):
        right += (guess - right) * persona.fragility
    if _is_benign(asked) and any(map(declines, asked.options)):
        right *= 1 - persona.over_refusal
    return right


def _confidence(persona: Persona, asked: AskedItem, draws: Mapping[str, float], *, lettered: bool) -> float:
    right, guess = _probability(persona, asked, draws, lettered=lettered), 1 / len(asked.options)
    sure = {"under": (right + guess) / 2, "calibrated": right, "over": (right + 1) / 2}[persona.confidence]
    return min(1 - 1e-6, max(sure, guess + 1e-3))
