"""Works out the leaderboard: every cell with its interval, its protocol and the ranks that it may hold."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from ch3ef.analysis.findings.published import paper_leaderboard
from ch3ef.analysis.findings.published_comparison import of_published_items
from ch3ef.analysis.findings.scores import LEVELS, Scores, level_scores
from ch3ef.analysis.findings.withheld import claimable
from ch3ef.analysis.levels import level_sets, levels_of_sets
from ch3ef.analysis.matrix import Matrix, Trait, main_recipes, pivot
from ch3ef.analysis.pairs import PairSummary, summarise_pairs
from ch3ef.analysis.summary import By, GroupSummary, summarise
from ch3ef.analysis.table import Codes, Floats, Mask, Table, by_block, divided, models_alone
from ch3ef.report.board import MAIN, Board, Cell, Column, Kind, Standing, Way
from ch3ef.report.runs import Runs
from ch3ef.report.tables import CREDITS
from ch3ef.report.wording import shortened
from ch3ef.stats.intervals import macro_interval, wilson
from ch3ef.stats.ranks import Ranking, rank_models
from ch3ef.taxonomy import Dimension, Level
from ch3ef.variants import is_reference, is_twin, twin_of
from ch3ef.words import name as term
from ch3ef.words import words

LONGEST_KEY = 200
"""Characters of a column's name in addresses."""


PARTS: tuple[By, ...] = ("dimension", "domain", "task")


def make_board(
    runs: Runs, published: Scores | None = None, *, ranked: bool = True, kinds: Sequence[By] = PARTS
) -> Board:
    """Work out the leaderboard.

    Args:
        runs: The runs.
        published: Scores to set beside; the paper's own by default.
        ranked: Whether ranks are worked out, which takes most of the time.
        kinds: What sets have columns of, beside the whole.

    Returns:
        Every cell that the rows carry. Ranks are worked out among models asked in the column's way; reference answerers
        have none, unless they are all there is.

    Source: intervals as in `summary` and `pairs`, ranks as in `stats.ranks`.
    """
    facts = _Facts(runs.table, kinds, unfinished=not all(state.finished for state in runs.states))
    columns, ways = tuple(_columns(facts)), tuple(_ways(facts))
    rankings = _Rankings(facts) if ranked else None
    standings = {
        (way.key, column.key): standing
        for way in ways
        for column in columns
        if (standing := _standing(facts, rankings, way, column)).cells
    }
    cells = dict(_published(columns, standings, published or paper_leaderboard(), facts.versions))
    return Board(runs.models, ways, columns, standings, cells)


class Block(NamedTuple):
    """What answers have in common that are counted together; altered variants are in none."""

    model: str
    recipe: str
    scenario: str
    shots: str


class _Facts:
    """Summaries of the answers, to be looked up."""

    def __init__(self, table: Table, kinds: Sequence[By], *, unfinished: bool = False) -> None:
        self.table = table
        self.unfinished = unfinished
        self.withheld = {(each.model, each.recipe, each.scenario) for each in claimable(models_alone(table))[1]}
        self.mixed = table.mixed
        self.rows = {
            Block(rows.model, rows.recipe, rows.scenario, rows.shots): rows for rows in by_block(table, ~table.altered)
        }
        self.groups: dict[tuple[Block, str, str], GroupSummary] = {
            (Block(group.model, group.recipe, group.scenario, group.variant), group.by, group.group): group
            for group in summarise(table, kinds, macro=False)
        }
        self.pairs: dict[tuple[Block, str, str], PairSummary] = {
            (Block(pair.model, pair.recipe, pair.scenario, pair.variant), pair.by, pair.group): pair
            for pair in summarise_pairs(table, ("dimension",))
        }
        first = [int(at[0]) for at in divided(np.arange(len(table)), table["scenario"])]
        self.levels = levels_of_sets(table)
        self.versions = {table["scenario"].text(row): table["scenario_version"].text(row) for row in first}
        self.sets = {level: level_sets(self.levels, level) for level in LEVELS}
        self._asked: dict[tuple[str, str], list[Block]] = {}
        for block in sorted(self.rows, key=lambda block: -len(self.rows[block])):
            self._asked.setdefault((block.model, block.scenario), []).append(block)

    def blocks(self, model: str, scenario: str) -> Sequence[Block]:
        """What a model was asked of a set, the most answers first."""
        return self._asked.get((model, scenario), ())


def _columns(facts: _Facts) -> Iterator[Column]:
    """Levels, then set by set what it is divided into."""
    sets = sorted(facts.levels, key=lambda name: facts.levels[name])
    for level in LEVELS:
        if facts.sets[level]:
            yield Column(level, level, "level", "", level)
    for name in sets:
        level = facts.levels[name]
        own = not is_twin(name) and name not in facts.sets[level]
        yield Column(f"{name}|all", name, "scenario", name, level, own=own)
    for name in sets:
        yield from _parts(facts, name)


def _parts(facts: _Facts, scenario: str) -> Iterator[Column]:
    """Dimensions and pairs of a set of A3, domains and tasks of any, in the order of the taxonomy."""
    level = facts.levels[scenario]
    groups = {(by, group): None for block, by, group in facts.groups if block[2] == scenario}
    pairs = {(by, group): None for block, by, group in facts.pairs if block[2] == scenario}
    for dimension in Dimension:
        shown = term(dimension, "dimension")
        if ("dimension", dimension) in groups:
            yield Column(f"{scenario}|{dimension}", shown, "dimension", scenario, Level.A3, (shown,), (dimension,))
        if ("dimension", dimension) in pairs:
            label = words("{dimension}, both of a pair", dimension=shown)
            yield Column(f"{scenario}|{dimension}|pairs", label, "pairs", scenario, Level.A3, (shown,), (dimension,))
    above = ("dimension", "domain", "task")
    kinds: tuple[Kind, ...] = ("domain", "task")
    for depth, kind in enumerate(kinds, 1):
        for by, group in groups:
            if by == kind:
                path = tuple(group.split(" / ", depth))
                *parents, label = (term(shortened(own), each) for own, each in zip(path, above, strict=False))
                yield Column(_key(scenario, group), label, kind, scenario, level, tuple(parents), path)


def _key(scenario: str, group: str) -> str:
    """A name for addresses; of an endless one the beginning and a digest."""
    key = f"{scenario}|{group}"
    return key if len(key) < LONGEST_KEY else f"{shortened(key)}#{hashlib.sha256(key.encode()).hexdigest()[:8]}"


def _ways(facts: _Facts) -> Iterator[Way]:
    main = {scenario: (recipe, "") for scenario, recipe in main_recipes(models_alone(facts.table)).items()}
    asked = dict.fromkeys((block.scenario, block.recipe, block.shots) for block in facts.rows)
    for name in dict.fromkeys(scenario for scenario, _, _ in asked if is_twin(scenario)):
        recipes = [recipe for scenario, recipe, _ in asked if scenario == name]
        of_items = [way for scenario, way in main.items() if twin_of(scenario) == name and way[0] in recipes]
        main[name] = of_items[0] if of_items else (recipes[0], "")
    yield Way(MAIN, words("each set by its main recipe"), main, own=True)
    by_recipe: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}
    for scenario, recipe, shots in asked:
        by_recipe.setdefault((recipe, shots), {})[scenario] = (recipe, shots)
    for number, ((recipe, shots), sets) in enumerate(by_recipe.items(), 1):
        yield Way(f"way-{number}", _protocol(recipe, shots), sets)


def _protocol(recipe: str, shots: str) -> str:
    return f"{recipe} ({shots})" if shots else recipe


class _Credit(NamedTuple):
    """Credit of models on the same items.

    Attributes:
        models: The models (m).
        values: Per model and item, shape (m, n).
        cluster: The items' pictures, shape (n,).
    """

    models: Sequence[str]
    values: Floats
    cluster: Codes


class _Rankings:
    """Ranks of models, each question answered once: several columns and ways may ask the same items."""

    def __init__(self, facts: _Facts) -> None:
        self.table = models_alone(facts.table)
        self.sets = facts.sets
        self._matrices: dict[tuple[str, str, str], Matrix] = {}
        self._ranked: dict[bytes, Ranking] = {}

    def of(self, way: Way, column: Column, models: Collection[str]) -> tuple[Sequence[str], Ranking] | None:
        """The models that can be ranked, with their ranks; None where there are fewer than two."""
        credit = self._credit(way, column)
        kept = [place for place, model in enumerate(credit.models) if model in models]
        values = credit.values[kept]
        if len(kept) < 2 or not values.shape[1]:
            return None
        question = values.tobytes() + credit.cluster.tobytes()
        if question not in self._ranked:
            self._ranked[question] = rank_models(values, credit.cluster, np.random.default_rng(0))
        return [credit.models[place] for place in kept], self._ranked[question]

    def _credit(self, way: Way, column: Column) -> _Credit:
        if column.kind == "pairs":
            return self._pairs(way, column.scenario, column.path[0])
        if column.kind == "level":
            return self._level(_sets_of(self.sets, way, column.level), way)
        matrix = self._matrix(way, column.scenario)
        # On A1 and A2 the level stands where A3 has its dimensions.
        traits: tuple[Trait, ...] = ("dimension" if column.level == Level.A3 else "level", "domain", "task")
        for trait, name in zip(traits, column.path, strict=False):
            matrix = matrix.of(matrix.among(trait, name))
        return _Credit(matrix.models, matrix.values, matrix.codes("image_group"))

    def _pairs(self, way: Way, scenario: str, dimension: str) -> _Credit:
        """The product of both credits per pair."""
        inside = self.table["dimension"].among(dimension)
        sides = [
            pivot(self.table, self._rows(way, name) & inside, by_pair=True) for name in (scenario, twin_of(scenario))
        ]
        numbers = [self.table["pair"].codes[side.first] for side in sides]
        _, *at = np.intersect1d(numbers[0], numbers[1], return_indices=True)
        models = [name for name in sides[0].models if name in sides[1].models]
        values = [
            side.values[[side.models.index(name) for name in models]][:, own]
            for side, own in zip(sides, at, strict=True)
        ]
        return _Credit(models, values[0] * values[1], sides[0].codes("image_group")[at[0]])

    def _level(self, sets: Sequence[str], way: Way) -> _Credit:
        """Credit that has the mean of the sets for its mean, whatever their sizes."""
        rows = np.logical_or.reduce([self._rows(way, name) for name in sets], axis=0) if sets else self._none
        matrix = pivot(self.table, rows)
        _, stratum, sizes = np.unique(matrix.codes("scenario"), return_inverse=True, return_counts=True)
        values = matrix.values * (matrix.n_items / (len(sizes) * sizes[stratum])) if len(sizes) else matrix.values
        return _Credit(matrix.models, values, matrix.codes("image_group"))

    def _matrix(self, way: Way, scenario: str) -> Matrix:
        recipe, shots = way.asked.get(scenario, ("", ""))
        question = (scenario, recipe, shots)
        if question not in self._matrices:
            self._matrices[question] = pivot(self.table, self._rows(way, scenario))
        return self._matrices[question]

    def _rows(self, way: Way, scenario: str) -> Mask:
        if scenario not in way.asked:
            return self._none
        recipe, shots = way.asked[scenario]
        rows = self.table["scenario"].among(scenario) & self.table["recipe"].among(recipe)
        return np.asarray(rows & self.table.shots.among(shots) & ~self.table.altered, dtype=np.bool_)

    @property
    def _none(self) -> Mask:
        return np.zeros(len(self.table), dtype=np.bool_)


def _standing(facts: _Facts, rankings: _Rankings | None, way: Way, column: Column) -> Standing:
    found = {model: _cell(facts, way, column, model) for model in facts.table.models}
    cells = {
        model: replace(cell, withheld=not is_reference(model)) if facts.unfinished else cell
        for model, (cell, _) in found.items()
        if cell is not None
    }
    as_asked = {model for model, (_, same) in found.items() if same}
    ranked = rankings.of(way, column, as_asked) if rankings else None
    mixed = bool(facts.mixed) and any(_is_mixed(facts, way, column, cell) for cell in cells.values())
    if ranked is None:
        return Standing(cells, mixed=mixed)
    models, ranking = ranked
    for model, rank in zip(models, ranking.ranks, strict=True):
        cells[model] = replace(cells[model], best=rank.best, worst=rank.worst)
    return Standing(cells, tuple(tuple(models[place] for place in band) for band in ranking.bands), mixed)


def _is_mixed(facts: _Facts, way: Way, column: Column, cell: Cell) -> bool:
    """Whether a suite's mix of items was asked: of domains and tasks it may hold more, and they stay what they are."""
    if column.kind in {"domain", "task"}:
        return False
    if column.kind == "level":
        return any(way.asked[name][0] in facts.mixed for name in _sets_of(facts.sets, way, column.level))
    return cell.protocol in facts.mixed


def _sets_of(sets: Mapping[str, Sequence[str]], way: Way, level: str) -> list[str]:
    return [name for name in sets[level] if name in way.asked]


def _cell(facts: _Facts, way: Way, column: Column, model: str) -> tuple[Cell | None, bool]:
    """A model's cell, and whether it was asked in this very way."""
    if column.kind == "level":
        return _level_cell(facts, way, column.level, model)
    asked = way.asked.get(column.scenario)
    block = Block(model, asked[0], column.scenario, asked[1]) if asked else None
    if block is not None and (cell := _block_cell(facts, column, block)) is not None:
        return cell, True
    if way.own:
        for other in facts.blocks(model, column.scenario):
            if (cell := _block_cell(facts, column, other)) is not None:
                return cell, False
    return None, False


def _block_cell(facts: _Facts, column: Column, block: Block) -> Cell | None:
    protocol = _protocol(block[1], block[3])
    withheld = (block.model, block.recipe, block.scenario) in facts.withheld
    if column.kind == "pairs":
        pair = facts.pairs.get((block, "dimension", column.path[0]))
        return None if pair is None else Cell(*pair.both[:3], pair.n, pair.chance, protocol, withheld=withheld)
    by, name = ("overall", "all") if column.kind == "scenario" else (column.kind, " / ".join(column.path))
    group = facts.groups.get((block, by, name))
    if group is None:
        return None
    unanswered = round(group.n * (group.accuracy_best_case - group.accuracy.estimate))
    chance = None if group.metric in CREDITS else group.chance
    return Cell(*group.accuracy[:3], group.n, chance, protocol, unanswered, withheld=withheld)


def _level_cell(facts: _Facts, way: Way, level: str, model: str) -> tuple[Cell | None, bool]:
    """The mean over the level's sets; none where a set was not asked."""
    sets = _sets_of(facts.sets, way, level)
    found = [_cell(facts, way, Column("", name, "scenario", name, level), model) for name in sets]
    cells = [cell for cell, _ in found if cell is not None]
    if not cells or len(cells) < len(sets):
        return None, False
    as_asked = all(same for _, same in found)
    if len(cells) == 1:
        return cells[0], as_asked
    table = facts.table
    at = np.concatenate([facts.rows[_block_shown(facts, way, name, model)].at for name in sets])
    interval = macro_interval(table.credit[at], table["scenario"].codes[at], table["image_group"].codes[at])
    protocol = " + ".join(dict.fromkeys(cell.protocol for cell in cells))
    chances = [cell.chance for cell in cells if cell.chance is not None]
    chance = float(np.mean(chances)) if len(chances) == len(cells) else None
    unanswered, withheld = sum(cell.unanswered for cell in cells), any(cell.withheld for cell in cells)
    return Cell(*interval[:3], len(at), chance, protocol, unanswered, withheld=withheld), as_asked


def _block_shown(facts: _Facts, way: Way, scenario: str, model: str) -> Block:
    recipe, shots = way.asked[scenario]
    block = Block(model, recipe, scenario, shots)
    return block if block in facts.rows else facts.blocks(model, scenario)[0]


def _published(
    columns: Sequence[Column],
    standings: Mapping[tuple[str, str], Standing],
    scores: Scores,
    versions: Mapping[str, str],
) -> Iterator[tuple[str, dict[str, Cell]]]:
    """Published cells for the columns of levels, dimensions and sets that they have a score for; none for twins."""
    means = level_scores(scores)
    for column in columns:
        if is_twin(column.scenario):
            continue
        if column.kind == "level":
            values, n, same = means[:, LEVELS.index(column.level)], None, None
        elif column.kind in {"dimension", "scenario"}:
            wanted = column.label.partition("?")[0]
            at = [i for i, own in enumerate(scores.columns) if _plain(own.name) == _plain(wanted)]
            if not at:
                continue
            values, n = scores.values[:, at[0]], scores.columns[at[0]].n_items
            asked = {cell.n for cell in standings.get((MAIN, column.key), Standing({})).cells.values()}
            # A part of the published set is another test.
            same = of_published_items(column.scenario, versions[column.scenario]) and n in asked
        else:
            continue
        yield (
            column.key,
            {
                model: _published_cell(float(value), n, scores.protocol.get(model, ""), same)
                for model, value in zip(scores.models, values, strict=True)
                if not np.isnan(value)
            },
        )


def _plain(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


def _published_cell(share: float, n: int | None, protocol: str, same_items: bool | None) -> Cell:
    bounds = None if n is None else wilson(share * n, n)
    low, high = (None, None) if bounds is None else (bounds.low, bounds.high)
    return Cell(share, low, high, n, None, protocol, same_items=same_items)
