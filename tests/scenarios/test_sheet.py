"""Any set as a sheet to look at: every picture fits, whatever its shape, and no text is lost or taken for markup."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from ch3ef.cli import main
from ch3ef.items import ImageRef
from ch3ef.scenarios import load_scenario
from ch3ef.scenarios.sheet import CARD, contact_sheet, items_to_show
from tests.conftest import make_item

GREEN = (0, 200, 0)


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """Thirty questions of two tasks; the pictures are green."""
    folder = tmp_path / "ours"
    folder.mkdir()
    Image.new("RGB", (40, 30), GREEN).save(folder / "a.png")
    rows = [
        {
            "image": "a.png",
            "question": f"What is {n}?",
            "options": ["x < y", "两者"],
            "answer": "A",
            "task": "abc"[n % 2],
        }
        for n in range(30)
    ]
    (folder / "q.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return folder


def pixels(drawn: Any) -> np.ndarray[Any, Any]:
    return np.asarray(drawn.numpy())


@pytest.mark.parametrize("size", [(1, 1), (3, 3), (640, 480), (4000, 60), (60, 4000)])
def test_a_picture_of_any_shape_is_seen_and_fits(tmp_path: Path, size: tuple[int, int]) -> None:
    Image.new("RGB", size, GREEN).save(tmp_path / "a.png")
    shown = pixels(contact_sheet([make_item(0, images=(ImageRef(tmp_path / "a.png", "d"),))]))
    assert shown.shape[1] == CARD
    assert shown.shape[0] <= 2 * CARD
    assert (shown == GREEN).all(axis=2).sum() >= min(8 * 8, size[0] * size[1])


def test_texts_of_any_kind(tmp_path: Path) -> None:
    odd = ("<b>bold</b> & more", "word " * 500, "x" * 900, "مرحبا بالعالم", "你好\n世界", "\x1b[31m\0")
    sheet = contact_sheet([make_item(n, question=text, options=odd) for n, text in enumerate(odd)])
    shown = pixels(sheet)
    assert shown.shape[1] == 4 * CARD
    assert shown.shape[0] < 6000
    assert (shown < 100).any()


def test_a_picture_that_cannot_be_opened_is_told_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_text("no picture")
    shown = pixels(contact_sheet([make_item(0, images=(ImageRef(tmp_path / "a.png", "d"),))])).astype(int)
    assert (shown[..., 0] - shown[..., 2] > 60).any()


def test_which_items_are_shown(ours: Path) -> None:
    scenario = load_scenario(str(ours))
    assert Counter(item.task for item in items_to_show(scenario, (), None, 0)) == {"a": 12, "b": 12}
    assert Counter(item.task for item in items_to_show(scenario, ["b"], None, 0)) == {"b": 12}
    assert Counter(item.task for item in items_to_show(scenario, (), 3, 0)) == {"a": 3, "b": 3}
    assert items_to_show(scenario, ["b"], 3, 0) != items_to_show(scenario, ["b"], 3, 1)


def test_the_command(ours: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "sheet.png"
    assert main(["data", "sheet", str(ours), "--task", "a", "--count", "2", "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"2 of 30 items: {out}\n"
    with Image.open(out) as sheet:
        assert sheet.size[0] == 2 * CARD
    assert main(["data", "sheet", str(ours), "--task", "ab", "--out", str(out)]) == 2
    assert "unknown task 'ab'" in capsys.readouterr().err
    assert main(["data", "sheet", str(ours), "--corruptions", "--out", str(out)]) == 2
    assert "name no set" in capsys.readouterr().err
