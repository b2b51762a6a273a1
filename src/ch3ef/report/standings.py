"""Works out the leaderboard: every cell with its interval, its protocol and the ranks that it may hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from ch3ef.analysis.findings.published import paper_leaderboard
from ch3ef.analysis.findings.published_comparison import PUBLISHED_SET
from ch3ef.analysis.findings.scores import LEVELS, Scores, level_scores
from ch3ef.analysis.matrix import Matrix, Trait, main_recipes, pivot
from ch3ef.analysis.pairs import PairSummary, summarise_pairs
from ch3ef.analysis.summary import GroupSummary, summarise
from ch3ef.analysis.table import Floats, Mask, Table, models_alone
from ch3ef.report.board import MAIN, Board, Cell, Column, Kind, Standing, Way
from ch3ef.report.runs import Runs
from ch3ef.report.wording import shortened
from ch3ef.results import ResultRow, block_of
from ch3ef.stats.intervals import Interval, macro_interval, wilson
from ch3ef.stats.ranks import rank_models
from ch3ef.taxonomy import Dimension, Level
from ch3ef.variants import Variant, is_twin, twin_of

LONGEST_KEY = 200
"""Characters of a column's name in addresses."""
Block = tuple[str, str, str, str]
"""Model, recipe, scenario and examples in front."""


def make_board(runs: Runs, published: Scores | None = None) -> Board:
    """Work out the leaderboard.

    Args:
        runs: The runs.
        published: Scores to set beside; the paper's own by default.

    Returns:
        Every cell that the rows carry. Ranks are worked out among models asked in the column's way; reference answerers
        have none, unless they are all there is.

    Source: intervals as in `summary` and `pairs`, ranks as in `stats.ranks`.
    """
    frame = models_alone(runs.frame)
    facts = _Facts(runs)
    columns = tuple(_columns(facts))
    ways = tuple(_ways(runs.rows, frame))
    standings = {
        (way.key, column.key): standing
        for way in ways
        for ranked in [_Ranked(frame, way)]
        for column in columns
        if (standing := _standing(facts, ranked, column)).cells
    }
    beside = dict(_published(columns, standings, published or paper_leaderboard()))
    return Board(runs.models, ways, columns, standings, beside)


class _Facts:
    """Summaries of the rows, to be looked up."""

    def __init__(self, runs: Runs) -> None:
        self.rows: dict[Block, list[ResultRow]] = {}
        for row in runs.rows:
            if not Variant.parse(row.variant).is_altered:
                self.rows.setdefault(block_of(row), []).append(row)
        self.groups: dict[tuple[Block, str, str], GroupSummary] = {
            ((group.model, group.recipe, group.scenario, group.variant), group.by, group.group): group
            for group in summarise(runs.frame)
        }
        self.pairs: dict[tuple[Block, str, str], PairSummary] = {
            ((pair.model, pair.recipe, pair.scenario, pair.variant), pair.by, pair.group): pair
            for pair in summarise_pairs(runs.frame)
        }
        self.models = runs.models
        self.levels: dict[str, str] = {}
        for row in runs.rows:
            self.levels.setdefault(row.scenario, row.level)

    def blocks(self, model: str, scenario: str) -> Iterator[Block]:
        """What a model was asked of a set, the most answers first."""
        own = [block for block in self.rows if (block[0], block[2]) == (model, scenario)]
        return iter(sorted(own, key=lambda block: -len(self.rows[block])))


def _columns(facts: _Facts) -> Iterator[Column]:
    """Levels, then set by set what it is divided into."""
    sets = sorted(facts.levels, key=lambda name: facts.levels[name])
    for level in LEVELS:
        if any(facts.levels[name] == level and not is_twin(name) for name in sets):
            yield Column(level, level, "level", "", level)
    for name in sets:
        yield Column(f"{name}|all", name, "scenario", name, facts.levels[name])
    for name in sets:
        yield from _parts(facts, name)


def _parts(facts: _Facts, scenario: str) -> Iterator[Column]:
    """Dimensions and pairs of a set of A3, domains and tasks of any, in the order of the taxonomy."""
    level = facts.levels[scenario]
    groups = {(by, group): None for block, by, group in facts.groups if block[2] == scenario}
    pairs = {(by, group): None for block, by, group in facts.pairs if block[2] == scenario}
    for dimension in Dimension:
        if ("dimension", dimension) in groups:
            yield Column(
                f"{scenario}|{dimension}", str(dimension), "dimension", scenario, Level.A3, (dimension,), (dimension,)
            )
        if ("dimension", dimension) in pairs:
            label = f"{dimension}, both of a pair"
            yield Column(
                f"{scenario}|{dimension}|pairs", label, "pairs", scenario, Level.A3, (dimension,), (dimension,)
            )
    kinds: tuple[Kind, ...] = ("domain", "task")
    for depth, kind in enumerate(kinds, 1):
        for by, group in groups:
            if by == kind:
                path = tuple(group.split(" / ", depth))
                *parents, label = map(shortened, path)
                yield Column(_key(scenario, group), label, kind, scenario, level, tuple(parents), path)


def _key(scenario: str, group: str) -> str:
    """A name for addresses; of an endless one the beginning and a digest."""
    key = f"{scenario}|{group}"
    return key if len(key) < LONGEST_KEY else f"{shortened(key)}#{hashlib.sha256(key.encode()).hexdigest()[:8]}"


def _ways(rows: Sequence[ResultRow], frame: Table) -> Iterator[Way]:
    main = {scenario: (recipe, "") for scenario, recipe in main_recipes(frame).items()}
    asked = {
        (row.scenario, row.recipe, Variant.parse(row.variant).examples): None
        for row in rows
        if not Variant.parse(row.variant).is_altered
    }
    twins = {scenario: None for scenario, _, _ in asked if is_twin(scenario)}
    for name in twins:
        recipes = [recipe for scenario, recipe, _ in asked if scenario == name]
        of_items = [way for scenario, way in main.items() if twin_of(scenario) == name and way[0] in recipes]
        main[name] = of_items[0] if of_items else (recipes[0], "")
    yield Way(MAIN, "each set by its main recipe", main, own=True)
    by_recipe: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}
    for scenario, recipe, shots in asked:
        by_recipe.setdefault((recipe, shots), {})[scenario] = (recipe, shots)
    for number, ((recipe, shots), sets) in enumerate(by_recipe.items(), 1):
        yield Way(f"way-{number}", _protocol(recipe, shots), sets)


def _protocol(recipe: str, shots: str) -> str:
    return f"{recipe} ({shots})" if shots else recipe


class _Ranked:
    """Credit of models x items under one way, scenario by scenario, worked out once."""

    def __init__(self, frame: Table, way: Way) -> None:
        self.frame, self.way = frame, way
        self._matrices: dict[str, Matrix] = {}
        shots = {
            name: Variant.parse(name).examples for name in frame["variant"].names if not Variant.parse(name).is_altered
        }
        self._shots = {each: frame["variant"].where(lambda name, each=each: shots.get(name) == each)  # type: ignore[misc]
                       for each in set(shots.values())}  # fmt: skip

    def rows(self, scenario: str) -> Mask:
        recipe, shots = self.way.asked.get(scenario, ("", ""))
        none = np.zeros(len(self.frame), dtype=np.bool_)
        there = self.frame["scenario"].among(scenario) & self.frame["recipe"].among(recipe)
        return np.asarray(there & self._shots.get(shots, none), dtype=np.bool_)

    def of(self, scenario: str) -> Matrix:
        if scenario not in self._matrices:
            self._matrices[scenario] = pivot(self.frame, self.rows(scenario))
        return self._matrices[scenario]

    def level(self, sets: Sequence[str]) -> Matrix:
        return pivot(self.frame, np.logical_or.reduce([self.rows(name) for name in sets]))

    def pairs(self, scenario: str, dimension: str) -> tuple[tuple[str, ...], Floats, list[str]]:
        """Models, the product of both credits per pair, and the pairs' picture groups."""
        inside = self.frame["dimension"].among(dimension)
        sides = [pivot(self.frame, self.rows(name) & inside, by_pair=True) for name in (scenario, twin_of(scenario))]
        numbers = [self.frame["pair"].codes[side.first] for side in sides]
        _, *at = np.intersect1d(numbers[0], numbers[1], return_indices=True)
        models = tuple(name for name in sides[0].models if name in sides[1].models)
        values = [
            side.values[[side.models.index(name) for name in models]][:, own]
            for side, own in zip(sides, at, strict=True)
        ]
        return models, values[0] * values[1], sides[0].codes("image_group")[at[0]].astype(str).tolist()


def _standing(facts: _Facts, ranked: _Ranked, column: Column) -> Standing:
    cells: dict[str, Cell] = {}
    in_way: set[str] = set()
    for model in facts.models:
        cell, as_asked = _cell(facts, ranked.way, column, model)
        if cell is not None:
            cells[model] = cell
            in_way |= {model} if as_asked else set()
    models, credit, groups = _matrix_of(facts, ranked, column)
    kept = [i for i, model in enumerate(models) if model in in_way]
    if len(kept) < 2 or not credit.shape[1]:
        return Standing(cells)
    ranking = rank_models(credit[kept], groups, np.random.default_rng(0))
    names = [models[i] for i in kept]
    for name, rank in zip(names, ranking.ranks, strict=True):
        cells[name] = replace(cells[name], best=rank.best, worst=rank.worst)
    return Standing(cells, tuple(tuple(names[i] for i in band) for band in ranking.bands))


def _sets_of(facts: _Facts, way: Way, level: str) -> list[str]:
    return [name for name in way.asked if facts.levels[name] == level and not is_twin(name)]


def _matrix_of(facts: _Facts, ranked: _Ranked, column: Column) -> tuple[tuple[str, ...], Floats, list[str]]:
    """Models, their credit per item, and the items' picture groups."""
    if column.kind == "pairs":
        return ranked.pairs(column.scenario, column.path[0])
    if column.kind == "level":
        sets = _sets_of(facts, ranked.way, column.level)
        if not sets:
            return (), np.empty((0, 0)), []
        matrix = ranked.level(sets)
        # The mean of the sets, whatever their sizes.
        _, stratum, sizes = np.unique(matrix.codes("scenario"), return_inverse=True, return_counts=True)
        values = matrix.values * (matrix.n_items / (len(sizes) * sizes[stratum]))
        return matrix.models, values, matrix.codes("image_group").astype(str).tolist()
    matrix = ranked.of(column.scenario)
    # On A1 and A2 the level stands where A3 has its dimensions.
    traits: tuple[Trait, ...] = ("dimension" if column.level == Level.A3 else "level", "domain", "task")
    for trait, name in zip(traits, column.path, strict=False):
        matrix = matrix.of(matrix.among(trait, name))
    return matrix.models, matrix.values, matrix.codes("image_group").astype(str).tolist()


def _cell(facts: _Facts, way: Way, column: Column, model: str) -> tuple[Cell | None, bool]:
    """A model's cell, and whether it was asked in this very way."""
    if column.kind == "level":
        return _level_cell(facts, way, column.level, model)
    asked = way.asked.get(column.scenario)
    block = (model, asked[0], column.scenario, asked[1]) if asked else None
    if block is not None and (cell := _block_cell(facts, column, block)) is not None:
        return cell, True
    if way.own:
        for other in facts.blocks(model, column.scenario):
            if (cell := _block_cell(facts, column, other)) is not None:
                return cell, False
    return None, False


def _block_cell(facts: _Facts, column: Column, block: Block) -> Cell | None:
    protocol = _protocol(block[1], block[3])
    if column.kind == "pairs":
        pair = facts.pairs.get((block, "dimension", column.path[0]))
        return None if pair is None else Cell(*pair.both[:3], pair.n, pair.chance, protocol)
    by, name = ("overall", "all") if column.kind == "scenario" else (column.kind, " / ".join(column.path))
    group = facts.groups.get((block, by, name))
    if group is None:
        return None
    unanswered = round(group.n * (group.accuracy_best_case - group.accuracy.estimate))
    return Cell(*group.accuracy[:3], group.n, group.chance, protocol, unanswered)


def _level_cell(facts: _Facts, way: Way, level: str, model: str) -> tuple[Cell | None, bool]:
    """The mean over the level's sets; none where a set was not asked."""
    sets = _sets_of(facts, way, level)
    found = [_cell(facts, way, Column("", name, "scenario", name, level), model) for name in sets]
    cells = [cell for cell, _ in found if cell is not None]
    if not cells or len(cells) < len(sets):
        return None, False
    as_asked = all(same for _, same in found)
    if len(cells) == 1:
        return cells[0], as_asked
    blocks = [_block_shown(facts, way, name, model) for name in sets]
    rows = [row for block in blocks for row in facts.rows[block]]
    interval: Interval = macro_interval(
        [row.correct or 0.0 for row in rows], [row.scenario for row in rows], [row.image_group for row in rows]
    )
    protocol = " + ".join(dict.fromkeys(cell.protocol for cell in cells))
    chance = float(np.mean([cell.chance for cell in cells]))
    return Cell(*interval[:3], len(rows), chance, protocol, sum(cell.unanswered for cell in cells)), as_asked


def _block_shown(facts: _Facts, way: Way, scenario: str, model: str) -> Block:
    recipe, shots = way.asked[scenario]
    block = (model, recipe, scenario, shots)
    return block if block in facts.rows else next(facts.blocks(model, scenario))


def _published(
    columns: Sequence[Column], standings: Mapping[tuple[str, str], Standing], scores: Scores
) -> Iterator[tuple[str, dict[str, Cell]]]:
    """Published cells for the columns of levels, dimensions and sets that they have a score for; none for twins."""
    means = level_scores(scores)
    for column in columns:
        if is_twin(column.scenario):
            continue
        if column.kind == "level":
            values, n, same = means[:, LEVELS.index(column.level)], None, False
        elif column.kind in {"dimension", "scenario"}:
            wanted = column.label.partition("?")[0]
            at = [i for i, own in enumerate(scores.columns) if _plain(own.name) == _plain(wanted)]
            if not at:
                continue
            values, n = scores.values[:, at[0]], scores.columns[at[0]].n_items
            asked = {cell.n for cell in standings.get((MAIN, column.key), Standing({})).cells.values()}
            # A part of the published set is another test.
            same = column.scenario.partition("?")[0] == PUBLISHED_SET and n in asked
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


def _published_cell(share: float, n: int | None, protocol: str, same_items: bool) -> Cell:
    bounds = None if n is None else wilson(share * n, n)
    low, high = (None, None) if bounds is None else (bounds.low, bounds.high)
    return Cell(share, low, high, n, None, protocol, same_items=same_items)
