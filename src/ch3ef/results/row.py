"""One row of the results table: a model's outcome on an item under a recipe."""

from __future__ import annotations

import inspect
import json
import re
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from itertools import repeat
from typing import Any

from ch3ef.variants import Variant


class Outcome(StrEnum):
    """What became of an item, before any metric. Nothing is guessed."""

    ANSWERED = "answered"
    UNPARSED = "unparsed"
    REFUSED = "refused"
    TRUNCATED = "truncated"
    ERROR = "error"
    UNJUDGED = "unjudged"


RowKey = tuple[str, str, str, str, str, int]
"""Model, recipe, scenario, item, variant, seed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """One model's outcome on one item under one recipe.

    Attributes:
        run_id: The run that asked.
        model: Name of the model, as the user gave it.
        recipe: Name of the recipe.
        inferencer: How the answer was got: "ppl", "direct", "cot -> ppl" ...
        metric: The rule that scored it: "accuracy", "counting" ...
        scenario: Name of the set of items.
        level: A1, A2, A3.
        dimension: helpful, honest, harmless; null on A1 and A2.
        domain: The item's domain.
        task: The item's task.
        item_id: The item.
        source_id: The item's name in the set that it comes from.
        pair: Id shared by an item and its twin, or null.
        rung: How difficult the item was drawn, from 1; null where nobody said.
        claim: Index of the option that the user of the question presses, right or wrong, in the item's own order; null
            where nobody said.
        variant: How the item was asked: "plain", "rotation:1", "ice:topk_text:2" ...
        image_group: Same for all items that show the same pictures.
        seed: The run's seed.
        outcome: One of `Outcome`.
        correct: Share of credit in [0, 1]; null unless answered, or refused and graded by a judge or by what was due.
        n_options: Number of options; 0 where none were shown or scored.
        chance: Share of the options that are right; 0 without options.
        chosen: Index of the chosen option in the item's own order; null if none, or if options tie.
        gold: Indices of the right options.
        declining: Indices of the options that decline what is asked, in the item's own order (`reading.declining`);
            null where options are not chosen among, and in tables of schema 2.
        option_order: The order in which the options were shown or scored, as indices; null if none were.
        confidence: Softmax over the options' mean log-probabilities at the chosen one; null without likelihoods.
        option_logprob_sum: Per option, in the item's own order [nats].
        option_logprob_mean: Per option, per token [nats].
        option_logprob_byte: Per option, per UTF-8 byte [nats].
        option_logprob_pmi: Per option, sum minus the sum without images [nats]; null unless asked for.
        option_tokens: Per option, number of tokens.
        path_credit: Of options in a tree: share of consecutive levels right from the root, 0 where the item was not
            answered (tables of schema 2: null); null without a tree.
        target: Of answers in the model's own words, what is right: captions, a count, boxes ("x1 y1 x2 y2 label"), yes
            or no; null where options are chosen among.
        answer: Of such answers, what was read from the reply, in the form of `target` (boxes one a line); null if
            nothing.
        reasoning: What the model said or thought before its answer, whether its provider or marks in its reply told it
            apart; never scored; null if nothing.
        reply: What the model said aloud, without its reasoning; null where only likelihoods were asked for.
        cut_off: Whether the reply ended at the limit on its length, whatever could be read from it; null where nobody
            said, and without a reply.
        error: What went wrong; null unless the outcome is "error", or a judge gave no verdict.
        judge: Names of the judges, joined by " + ", or null.
        judge_verdict: Their verdicts as JSON (`judges.verdict.PanelVerdict`), those without a grade included; or null.
        judge_reading: Index of the option, in the item's own order, that a judge read from a reply that stayed
            unparsed; null where none was asked.
        started_at: When the item was begun (ISO 8601, UTC); null for replies made elsewhere.
        seconds: How long it took; null for replies made elsewhere.
        input_tokens: Tokens sent, null if unknown.
        output_tokens: Tokens received, null if unknown.
        scenario_version: Digest of the set's content.
        recipe_version: Version of the recipe's prompts and rules.
        ch3ef_version: Version of this package.
    """

    run_id: str
    model: str
    recipe: str
    inferencer: str
    metric: str
    scenario: str
    level: str
    dimension: str | None
    domain: str
    task: str
    item_id: str
    source_id: str
    pair: str | None = None
    rung: int | None = None
    claim: int | None = None
    variant: str = "plain"
    image_group: str
    seed: int
    outcome: str
    correct: float | None = None
    n_options: int
    chance: float
    chosen: int | None = None
    gold: list[int]
    declining: list[int] | None = None
    option_order: list[int] | None = None
    confidence: float | None = None
    option_logprob_sum: list[float] | None = None
    option_logprob_mean: list[float] | None = None
    option_logprob_byte: list[float] | None = None
    option_logprob_pmi: list[float] | None = None
    option_tokens: list[int] | None = None
    path_credit: float | None = None
    target: list[str] | None = None
    answer: str | None = None
    reasoning: str | None = None
    reply: str | None = None
    cut_off: bool | None = None
    error: str | None = None
    judge: str | None = None
    judge_verdict: str | None = None
    judge_reading: int | None = None
    started_at: str | None = None
    seconds: float | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    scenario_version: str
    recipe_version: str
    ch3ef_version: str

    @property
    def key(self) -> RowKey:
        """What makes a row the only one of its kind."""
        return (self.model, self.recipe, self.scenario, self.item_id, self.variant, self.seed)

    def to_json(self) -> str:
        """The row as one line of JSON."""
        return json.dumps({name: getattr(self, name) for name in self.__slots__}, ensure_ascii=False)


def rows_of_columns(columns: Mapping[str, Sequence[Any]]) -> list[ResultRow]:
    """Rows that lie in columns, each column set at once: a tenth of the time that the constructor takes, row by row.

    Args:
        columns: Values by the field's name, all of one length; fields with a default may be absent.

    Example:
        >>> columns = {each.name: [0, 0] for each in fields(ResultRow)} | {"model": ["a", "b"]}
        >>> [row.model for row in rows_of_columns(columns)]
        ['a', 'b']
    """
    size = len(columns["model"])
    rows = [object.__new__(ResultRow) for _ in range(size)]
    for each in fields(ResultRow):
        values = columns[each.name] if each.default is MISSING else columns.get(each.name, repeat(each.default, size))
        # The slot's own setter: a frozen record's attributes cannot be set otherwise.
        deque(map(ResultRow.__dict__[each.name].__set__, rows, values), maxlen=0)
    return rows


def block_of(row: ResultRow) -> tuple[str, str, str, str]:
    """What rows are summed up over: model, recipe, scenario, and the examples in front."""
    return (row.model, row.recipe, row.scenario, Variant.parse(row.variant).examples)


def descriptions() -> dict[str, str]:
    """What each column holds, in a sentence: the attributes of `ResultRow`.

    Example:
        >>> descriptions()["correct"]
        'Share of credit in [0, 1]; null unless answered, or refused and graded by a judge or by what was due.'
    """
    told = re.split(r"\n {4}(?=\w+: )", (inspect.getdoc(ResultRow) or "").partition("Attributes:")[2])
    pairs = (" ".join(entry.split()).partition(": ") for entry in told if entry.strip())
    return {name: text for name, _, text in pairs}
