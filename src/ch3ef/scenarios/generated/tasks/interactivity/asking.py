"""How worked examples are spoken of: the questions of the two tasks of learning in context."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.tasks.interactivity.drawing import Shown

_INTROS = (
    "{Units} {span} show one and the same rule.",
    "The same rule is at work in {units} {span}.",
    "{Units} {span} are worked examples.",
    "Look at the examples in {units} {span}.",
    "What stands before the arrow becomes what stands after it; {units} {span} show how.",
    "In {units} {span} the arrow always does the same thing.",
    "Learn from {units} {span} what the arrow does.",
    "{Units} {span} have been solved, {unit} {q} has not.",
)
_ASKS = (
    "What does the rule give for {unit} {q}?",
    "What belongs in place of the question mark in {unit} {q}?",
    "What comes out in {unit} {q}?",
    "Carry on in the same way: what is the result in {unit} {q}?",
    "By the same rule, what should follow the arrow in {unit} {q}?",
    "Solve {unit} {q} in the same way.",
    "Which answer completes {unit} {q}?",
)


def ask_rule(draws: Draws, shown: Shown, examples: int) -> str:
    """A question on worked examples that are only seen."""
    unit = shown.unit
    names = {"unit": unit, "units": f"{unit}s", "Units": f"{unit.capitalize()}s", "q": examples + 1,
             "span": "1 and 2" if examples == 2 else f"1 to {examples}"}  # fmt: skip
    return f"{draws.one(_INTROS)} {draws.one(_ASKS)}".format(**names)


_LEADS = (
    "", "Here is how I label my pictures. ", "Follow the examples. ", "We use a short code. ", "Learn my code from these. ",
    "I write something for each, always by the same rule. ",
)  # fmt: skip
_ENDS = (
    "{Unit} {q}: ?", "What do I write for {unit} {q}?", "What is the answer for {unit} {q}?",
    "What goes with {unit} {q}?", "Answer for {unit} {q} in the same way.",
)  # fmt: skip


def ask_told(draws: Draws, shown: Shown, answers: Sequence[str], *, end: str | None = None) -> str:
    """A question that tells what goes with each example and asks for the next."""
    unit, join = shown.unit.capitalize(), draws.one((": “{}”. ", " - “{}”; ", " -> “{}”. ", " is “{}”, "))
    told = "".join(f"{unit} {k}{join.format(answer)}" for k, answer in enumerate(answers, 1))
    told = told.rstrip().rstrip(",;.") + ". "
    asked = (end or draws.one(_ENDS)).format(unit=shown.unit, Unit=unit, q=len(answers) + 1)
    return f"{draws.one(_LEADS)}{told}{asked}"
