"""Icons: each is drawn within its frame, looks unlike the others, and has a name of its own."""

from __future__ import annotations

from collections import Counter

from ch3ef.scenarios.generated.rendering import raster
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.icons import NEAR, icon, icons, kinds


def drawn(name: str) -> bytes:
    canvas = Canvas(96, 96)
    icon(canvas, name, 48, 48, 64)
    pixels = raster(canvas.picture().svg).numpy()
    inked = (pixels < 250).any(axis=2)
    assert inked.any(), name
    assert inked[15:-15, 15:-15].sum() == inked.sum(), name
    return bytes(pixels.tobytes())


def test_every_icon_is_seen_within_its_frame_and_is_like_no_other() -> None:
    assert max(Counter(map(drawn, icons())).values()) == 1


def test_kinds_are_of_groups_and_near_ones_are_there() -> None:
    assert set(kinds()) == set(icons())
    assert "hedgehog" in kinds("animals")
    assert "hedgehog" not in kinds("food", "tools")
    assert len({len(each) for each in NEAR}) == 1
    assert {name for each in NEAR for name in each} <= set(icons())


def test_icons_refer_to_nothing_outside_themselves() -> None:
    assert not [
        name for name, each in icons().items() if "url(" in each.body or "id=" in each.body or "<text" in each.body
    ]
