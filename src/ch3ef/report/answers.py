"""Items and what was answered to them, for their page: a small list of all, and details a few items at a time."""

from __future__ import annotations

import math
import os
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ch3ef.items import Item
from ch3ef.report.pictures import Stored
from ch3ef.report.runs import ItemKey, Runs
from ch3ef.report.scripts import write_data
from ch3ef.results import Outcome, ResultRow, RowKey, block_of
from ch3ef.scenarios.scenario import Progress
from ch3ef.secrets import redacted
from ch3ef.variants import Variant, is_reference

PER_PIECE = 20
"""Items whose details are loaded together."""
QUESTION = 200
"""Characters of a question that the list shows and searches."""
LONGEST = 6000
"""Characters of a text that are shown; the results table holds the rest."""
NOT_ASKED = "."

_CODES = {
    Outcome.UNPARSED: "U",
    Outcome.REFUSED: "F",
    Outcome.TRUNCATED: "T",
    Outcome.ERROR: "E",
    Outcome.UNJUDGED: "J",
}

Record = dict[str, Any]
Block = tuple[str, str, str, str]
"""Model, recipe, scenario and examples in front."""


@dataclass(frozen=True, eq=False)
class Answers:
    """Rows by item, in the order in which a page numbers items and blocks.

    Attributes:
        keys: The items, scenario by scenario.
        items: Those whose texts are known.
        rows: What was answered to each.
        blocks: What rows are put together by, in order of first appearance.
        places: Where a row's sample is in Inspect's log viewer.
    """

    keys: tuple[ItemKey, ...]
    items: Mapping[ItemKey, Item]
    rows: Mapping[ItemKey, Sequence[ResultRow]]
    blocks: tuple[Block, ...]
    places: Mapping[RowKey, str]

    @cached_property
    def block_numbers(self) -> dict[Block, int]:
        """Place of each block."""
        return {block: number for number, block in enumerate(self.blocks)}

    @cached_property
    def of_pair(self) -> dict[str, list[int]]:
        """Places of the items that share a pair's id."""
        found: dict[str, list[int]] = {}
        for number, key in enumerate(self.keys):
            if (pair := self.facts(key).pair) is not None:
                found.setdefault(pair, []).append(number)
        return found

    @cached_property
    def prefixes(self) -> dict[Block, str]:
        """How all places of a block begin, up to a slash."""
        of_block: dict[Block, list[str]] = {}
        for key in self.keys:
            for row in self.rows.get(key, ()):
                if (place := self.places.get(row.key)) is not None:
                    of_block.setdefault(block_of(row), []).append(place)
        # Letter by letter, then back to the last slash: these are addresses, and must stay as they are.
        common = {block: os.path.commonprefix(places) for block, places in of_block.items()}  # noqa: RUF071
        return {block: prefix[: prefix.rfind("/") + 1] for block, prefix in common.items()}

    def facts(self, key: ItemKey) -> Item | ResultRow:
        """What tells an item's level, dimension, domain, task and pair."""
        return self.items.get(key) or self.rows[key][0]


def answers_of(runs: Runs, places: Mapping[RowKey, str]) -> Answers:
    """Put the rows of some runs together by item.

    Args:
        runs: The runs; items that they hold no text of are known by their rows alone.
        places: Where rows' samples are in Inspect's log viewer: what goes behind "#".
    """
    rows: dict[ItemKey, list[ResultRow]] = {}
    for row in runs.rows:
        rows.setdefault((row.scenario, row.item_id), []).append(row)
    by_scenario: dict[str, dict[ItemKey, None]] = {scenario: {} for scenario, _ in rows}
    for key in (*runs.items, *rows):
        by_scenario.setdefault(key[0], {})[key] = None
    return Answers(
        keys=tuple(key for keys in by_scenario.values() for key in keys),
        items=runs.items,
        rows=rows,
        blocks=tuple(dict.fromkeys(block_of(row) for row in runs.rows)),
        places=places,
    )


def write_answers(  # noqa: PLR0917 (what, of whom, with what, where)
    runs: Runs,
    names: Mapping[str, str],
    stored: Stored,
    places: Mapping[RowKey, str],
    folder: Path,
    progress: Progress,
) -> None:
    """Write the list of items (`items.js`) and their details (`items/0.js`, `items/1.js` ...) for a page.

    Args:
        runs: The runs.
        names: Short names of the models.
        stored: The items' pictures.
        places: Where rows' samples are in Inspect's log viewer: what goes behind "#"; may be empty.
        folder: Where data lie.
        progress: Told how many of how many items are done.

    Raises:
        InputError: The folder cannot be written.
    """
    answers = answers_of(runs, places)
    commands = [f"ch3ef view {shlex.quote(str(state.path))}" for state in runs.states]
    write_data(folder, "items", index_record(answers, names, commands))
    for number, piece in enumerate(detail_records(answers, stored)):
        write_data(folder, f"items/{number}", piece)
        progress(min((number + 1) * PER_PIECE, len(answers.keys)), len(answers.keys))


# --- the list ---------------------------------------------------------------------------------------------


def index_record(answers: Answers, names: Mapping[str, str], commands: Sequence[str] = ()) -> Record:
    """What the list of items needs.

    Args:
        answers: The rows by item.
        names: Short names of the models.
        commands: What starts Inspect's log viewer, per run.

    Returns:
        Items as columns; per block a text with a character per item of its scenario: R right, P part credit, W wrong,
        U unparsed, F refused, T truncated, E error, J unjudged, "." not asked; and one with the tenth that its
        confidence is in.
    """
    groups: dict[tuple[str, str | None, str, str], int] = {}
    models = {model: number for number, model in enumerate(dict.fromkeys(block[0] for block in answers.blocks))}
    spans = _spans(answers.keys)
    scenarios = {scenario: number for number, scenario in enumerate(spans)}
    asked = _asked(answers)
    marks = {block: _marks(asked[block], spans[block[2]]) for block in answers.blocks}
    return {
        "per_piece": PER_PIECE,
        "items": {
            "id": [item_id for _, item_id in answers.keys],
            "question": [_beginning(answers.items.get(key)) for key in answers.keys],
            "group": [groups.setdefault(_group(answers.facts(key)), len(groups)) for key in answers.keys],
        },
        "groups": [list(group) for group in groups],
        "scenarios": [{"name": name, "first": span.start, "count": len(span)} for name, span in spans.items()],
        "models": [
            {"name": names.get(model, model), "full": model, "reference": is_reference(model)} for model in models
        ],
        "blocks": [
            {
                "model": models[block[0]],
                "recipe": f"{block[1]} ({block[3]})" if block[3] else block[1],
                "scenario": scenarios[block[2]],
                "codes": codes,
                "confidence": confidence if confidence.strip(NOT_ASKED) else None,
                "place": answers.prefixes.get(block),
            }
            for block, (codes, confidence) in marks.items()
        ],
        "commands": list(commands),
    }


def _spans(keys: Sequence[ItemKey]) -> dict[str, range]:
    """Per scenario, the places of its items."""
    counts = Counter(scenario for scenario, _ in keys)
    ends = {}
    first = 0
    for scenario, count in counts.items():
        ends[scenario] = range(first, first + count)
        first += count
    return ends


def _group(facts: Item | ResultRow) -> tuple[str, str | None, str, str]:
    return (str(facts.level), facts.dimension, facts.domain, facts.task)


def _beginning(item: Item | None) -> str | None:
    if item is None:
        return None
    line = " ".join(item.question[: 4 * QUESTION].split())
    return line if len(line) <= QUESTION else f"{line[:QUESTION]}…"


def _asked(answers: Answers) -> dict[Block, dict[int, list[ResultRow]]]:
    """Per block, the rows of each item by its place; altered variants do not say what became of the item."""
    asked: dict[Block, dict[int, list[ResultRow]]] = {block: {} for block in answers.blocks}
    for number, key in enumerate(answers.keys):
        for row in answers.rows.get(key, ()):
            if not Variant.parse(row.variant).is_altered:
                asked[block_of(row)].setdefault(number, []).append(row)
    return asked


def _marks(asked: Mapping[int, Sequence[ResultRow]], span: range) -> tuple[str, str]:
    """A character per item of a block's scenario: what became of it, and the tenth of its confidence."""
    of_item = [asked.get(number, ()) for number in span]
    return "".join(map(_code, of_item)), "".join(map(_tenth, of_item))


def code_of(row: ResultRow) -> str:
    """What became of one asking, as one character.

    Source: `index_record`.
    """
    if row.outcome != Outcome.ANSWERED:
        return _CODES[Outcome(row.outcome)]
    return {0.0: "W", 1.0: "R"}.get(row.correct or 0.0, "P")


def _code(rows: Sequence[ResultRow]) -> str:
    """What became of an item that was asked in several variants: the same for all, or part credit, or what is most."""
    if len(rows) < 2:
        return code_of(rows[0]) if rows else NOT_ASKED
    codes = Counter(map(code_of, rows))
    if len(codes) > 1 and any(row.correct for row in rows):
        return "P"
    return codes.most_common(1)[0][0]


def _tenth(rows: Sequence[ResultRow]) -> str:
    found = [row.confidence for row in rows if row.confidence is not None]
    return str(min(9, int(10 * math.fsum(found) / len(found)))) if found else NOT_ASKED


# --- details ----------------------------------------------------------------------------------------------


def detail_records(answers: Answers, stored: Stored) -> Iterator[list[Record]]:
    """All that is shown of the items, `PER_PIECE` at a time.

    Args:
        answers: The rows by item.
        stored: The items' pictures.

    Yields:
        A record per item, in the order of the list. Texts and ways of asking that answers share stand in it once.
    """
    for first in range(0, len(answers.keys), PER_PIECE):
        numbers = range(first, min(first + PER_PIECE, len(answers.keys)))
        yield [_detail(answers, number, stored) for number in numbers]


class _Shared:
    """Values that several answers have, each kept once and known by its number."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def number(self, value: Any) -> int | None:
        if value is None:
            return None
        kept = redacted(value) if isinstance(value, str) else value
        return self._numbers.setdefault(kept, len(self._numbers))

    def __iter__(self) -> Iterator[Any]:
        return iter(self._numbers)


def _detail(answers: Answers, number: int, stored: Stored) -> Record:
    key = answers.keys[number]
    item, rows, facts = answers.items.get(key), answers.rows.get(key, ()), answers.facts(key)
    texts, ways = _Shared(), _Shared()
    found = [_answer(answers, row, texts, ways) for row in rows]
    targets = {row.metric: row.target for row in rows if row.target}
    return {
        "source": facts.source_id,
        "question": None if item is None else _cut(item.question),
        "options": None if item is None else [_cut(option) for option in item.options],
        "n_options": max([len(item.options) if item else 0, *(row.n_options for row in rows)]),
        "gold": list(item.gold) if item else max((row.gold for row in rows), key=len),
        "pictures": None if item is None else [_picture(image.digest, stored) for image in item.images],
        "targets": [[metric, _cut("\n".join(target))] for metric, target in targets.items()],
        "facts": [] if item is None else list(_further(item, targets.values())),
        "twins": [other for other in answers.of_pair.get(facts.pair or "", ()) if other != number],
        "answers": sorted(found, key=lambda answer: (answer["block"], answer["way"])),
        "ways": [{"variant": variant, "seed": seed, "order": order} for variant, seed, order in ways],
        "texts": [_cut(text) for text in texts],
    }


def _cut(text: str) -> str | Record:
    """A text, or its beginning and how many characters more it has."""
    return text if len(text) <= LONGEST else {"text": text[:LONGEST], "more": len(text) - LONGEST}


def _picture(digest: str, stored: Stored) -> Record:
    if digest in stored.files:
        picture = stored.files[digest]
        return {"file": picture.name, "width": picture.width, "height": picture.height}
    return {"missing": stored.missing.get(digest, "it was not stored")}


def _further(item: Item, shown: Iterable[list[str]]) -> Iterator[list[Any]]:
    """Facts of the source that are not shown as what is right."""
    targets = list(shown)
    for name in item.details:
        values = list(item.facts(name))
        if values and values not in targets:
            yield [name, _cut("\n".join(values))]


def _answer(answers: Answers, row: ResultRow, texts: _Shared, ways: _Shared) -> Record:
    block = block_of(row)
    order = None if row.option_order is None else tuple(row.option_order)
    place = answers.places.get(row.key)
    code = code_of(row)
    told = {
        "credit": _rounded(row.correct) if code == "P" else None,
        "chosen": row.chosen,
        "confidence": _rounded(row.confidence),
        "mean": _all_rounded(row.option_logprob_mean),
        "sum": _all_rounded(row.option_logprob_sum),
        "reply": texts.number(row.reply),
        "reasoning": texts.number(row.reasoning),
        "answer": texts.number(row.answer),
        "error": texts.number(row.error),
        "judge": texts.number(row.judge),
        "verdict": texts.number(row.judge_verdict),
        "seconds": _rounded(row.seconds),
        "input_tokens": row.input_tokens,
        "output_tokens": row.output_tokens,
        "place": None if place is None else texts.number(place.removeprefix(answers.prefixes[block])),
    }
    way = ways.number((row.variant, row.seed, order))
    return {"block": answers.block_numbers[block], "way": way, "code": code} | {
        name: value for name, value in told.items() if value is not None
    }


def _rounded(value: float | None) -> float | None:
    """Three digits; None for what is no number."""
    return round(value, 3) if value is not None and math.isfinite(value) else None


def _all_rounded(values: Sequence[float] | None) -> list[float | None] | None:
    return None if values is None else [_rounded(value) for value in values]
