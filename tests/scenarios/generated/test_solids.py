from __future__ import annotations

import math

import numpy as np
import pytest

from ch3ef.scenarios.generated.rendering import raster
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.solids import Camera, Solid, draw_solids

RED, BLUE = "#d32f2f", "#2962d9"


def shares(camera: Camera, *solids: Solid) -> tuple[float, float]:
    """Pixels that are red, and that are blue."""
    canvas = Canvas(448, 448)
    draw_solids(canvas, solids, camera)
    pixels = raster(canvas.picture().svg).numpy().astype(int)
    red = (pixels[..., 0] > pixels[..., 2] + 60).sum()
    blue = (pixels[..., 2] > pixels[..., 0] + 60).sum()
    return int(red), int(blue)


def camera(azimuth: float, elevation: float = 0, distance: float = math.inf) -> Camera:
    return Camera(azimuth, elevation, 224, 224, 40, distance)


@pytest.mark.parametrize(
    ("azimuth", "point", "right"),
    [(0, (1, 0, 0), 1), (90, (0, 1, 0), 1), (180, (-1, 0, 0), 1), (270, (0, -1, 0), 1), (0, (0, 1, 0), 0)],
)
def test_where_right_is(azimuth: float, point: tuple[float, float, float], right: float) -> None:
    """From the south, east is right; from the east, north; from the north, west; from the west, south."""
    x, y = camera(azimuth).project(point)
    assert (x - 224) / 40 == pytest.approx(right, abs=1e-9)
    assert y == pytest.approx(224)


def test_what_stands_in_front_hides_what_stands_behind() -> None:
    near, far = Solid("box", (0, -2, 0), (2, 1, 2), RED), Solid("box", (0, 2, 0), (2, 1, 2), BLUE)
    for order in ((near, far), (far, near)):
        assert shares(camera(0), *order)[1] == 0
        assert shares(camera(180), *order)[0] == 0
        for azimuth in (0, 180):
            red, blue = shares(camera(azimuth, distance=12), *order)
            assert min(red, blue) < 0.1 * max(red, blue)


@pytest.mark.parametrize("kind", ["box", "cylinder", "cone", "pyramid", "ball", "wedge"])
def test_what_stands_on_top_is_seen_from_everywhere(kind: str) -> None:
    top = Solid(kind, (0, 0, 1), (1, 1, 1), BLUE)  # type: ignore[arg-type]
    alone = [shares(camera(azimuth, 20), top)[1] for azimuth in range(0, 360, 30)]
    base = Solid("box", (0, 0, 0), (3, 3, 1), RED)
    for azimuth, whole in zip(range(0, 360, 30), alone, strict=True):
        assert shares(camera(azimuth, 20), base, top)[1] == pytest.approx(whole, rel=0.06), azimuth


def test_a_turn_of_the_solid_is_a_turn_of_the_camera() -> None:
    turned = Canvas(448, 448)
    draw_solids(turned, [Solid("wedge", (0, 0, 0), (2, 3, 1), RED, turned=40)], camera(0, 30))
    walked = Canvas(448, 448)
    draw_solids(walked, [Solid("wedge", (0, 0, 0), (2, 3, 1), RED)], camera(-40, 30))
    outline = [(raster(each.picture().svg).numpy().min(axis=2) < 200) for each in (turned, walked)]
    assert np.mean(outline[0] != outline[1]) < 0.001
