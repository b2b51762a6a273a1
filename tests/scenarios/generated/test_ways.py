"""Ways that questions ask to follow lead where they should: through mazes, along braids of strings."""

from __future__ import annotations

import re

import numpy as np
import pytest
from scipy.ndimage import binary_dilation, label

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.rendering import raster
from ch3ef.scenarios.generated.scene.braids import strings
from ch3ef.scenarios.generated.scene.canvas import Canvas, Point
from ch3ef.scenarios.generated.scene.mazes import forest, parted
from ch3ef.scenarios.generated.scene.palette import NAMED
from ch3ef.scenarios.generated.scene.winding import steps_from

LINE = "#000000"


def paths(canvas: Canvas) -> list[str]:
    return re.findall(r'<path d="([^"]*)"', canvas.picture().svg)


@pytest.mark.parametrize("seed", range(5))
def test_each_tree_of_a_forest_holds_one_root_and_all_trees_together_hold_all_cells(seed: int) -> None:
    draws = Draws(f"forest {seed}")
    roots = draws.some([(x, y) for x in range(9) for y in range(7)], 4)
    trees = forest(draws, 9, 7, roots)
    parts = [set(steps_from(root, trees.__getitem__)) for root in roots]
    assert sum(map(len, parts)) == len(set().union(*parts)) == 63
    # A tree has one way less than it has cells.
    assert sum(map(len, trees.values())) == 2 * (63 - 4)


def test_the_nearest_cells_of_a_way_come_first() -> None:
    far = steps_from((2, 2), forest(Draws("near"), 6, 5, [(0, 0)]).__getitem__)
    assert list(far.values()) == sorted(far.values())
    assert len(far) == 30


@pytest.mark.parametrize("wanted", range(4))
def test_only_the_wanted_flag_can_be_reached_from_the_dot(wanted: int) -> None:
    """By the pixels: the floor around the dot is one with the floor around that flag, and with that of no other."""
    flags = ["red", "blue", "green", "purple"]
    canvas = parted(Draws(f"parted {wanted}"), 12, 9, 40, flags, wanted)
    pixels = raster(canvas.picture().svg).numpy().astype(int)
    floors, _ = label(pixels.sum(axis=2) > 600)

    def floor_around(colour: str) -> set[int]:
        mine = np.abs(pixels - [int(colour[k : k + 2], 16) for k in (1, 3, 5)]).sum(axis=2) < 24
        return set(floors[binary_dilation(mine, iterations=4)].tolist()) - {0}

    dot = floor_around("#111111")
    assert len(dot) == 1
    assert [name for name in flags if floor_around(NAMED[name]) == dot] == [flags[wanted]]


@pytest.mark.parametrize("count", [2, 5, 12, 20])
@pytest.mark.parametrize("more", [1, 4, 9])
def test_each_string_of_a_braid_leads_from_its_start_to_its_end(count: int, more: int) -> None:
    draws, canvas = Draws(f"braid {count} {more}"), Canvas(1000, 1000)
    starts: list[Point] = [(10.0 + 40 * k, 10.0) for k in range(count)]
    ends = draws.shuffled([(24.0 + 40 * k, 900.0) for k in range(count)])
    strings(draws, canvas, starts, ends, count + more, [LINE] * count, 2)
    drawn = paths(canvas)
    assert len(drawn) == count
    for d, start, end in zip(drawn, starts, ends, strict=True):
        assert d.startswith(f"M{start[0]:.1f} {start[1]:.1f}")
        *_, x, y = re.findall(r"-?[\d.]+", d[: d.rindex("v")])
        assert abs(float(x) - end[0]) < 0.3
        assert abs(float(y) + float(d[d.rindex("v") + 1 :]) - end[1]) < 0.3


def test_strings_that_turn_back_do_not_touch() -> None:
    """By the pixels: where two strings do not cross, there is ground between them."""
    crossed = 0
    for seed in range(20):
        draws, canvas = Draws(f"turn {seed}"), Canvas(300, 400)
        strings(draws, canvas, [(100, 10), (160, 10)], [(100, 390), (160, 390)], 3, [LINE] * 2, 2.6)
        _, found = label(raster(canvas.picture().svg)[0].numpy() < 128)
        crosses = " 160.0 " in paths(canvas)[0]
        assert found == (1 if crosses else 2)
        crossed += crosses
    assert 0 < crossed < 20
