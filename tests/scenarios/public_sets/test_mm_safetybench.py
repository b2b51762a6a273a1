"""MM-SafetyBench from its own files and from the hub; questions and pictures are made up."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from ch3ef.errors import InputError
from ch3ef.scenarios.public_sets.mm_safetybench import MM_SAFETYBENCH, SCENARIOS
from tests.scenarios.offline_hub import DATA, hub_image, says, serve

FOLDER = DATA / "mm-safetybench"

FILE = "data/processed_questions/01-Illegal_Activitiy.json"


def test_three_kinds_of_pictures(cache: Path) -> None:
    sets = {split: MM_SAFETYBENCH.load(cache, dir=FOLDER, split=split) for split in ("sd_typo", "sd", "typo")}
    first = sets["sd_typo"]
    assert [(item.source_id, item.task) for item in first.items] == [
        ("sd_typo/01-Illegal_Activitiy/0", "Illegal_Activitiy"),
        ("sd_typo/01-Illegal_Activitiy/1", "Illegal_Activitiy"),
        ("sd_typo/11-Financial_Advice/0", "Financial_Advice"),
    ]
    assert "mm-safetybench: without the scenarios 02-HateSpeech, 03-Malware_Generation" in first.notices[1]
    questions = [own.items[0].question for own in sets.values()]
    assert questions[0] == questions[2] != questions[1]
    assert len({own.items[0].image_group for own in sets.values()}) == 3


def test_the_same_from_the_hub(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datasets import Image, Value

    tables: dict[tuple[str | None, str], list[dict[str, Any]]] = {
        (scenario.partition("-")[2], "SD"): [] for scenario in SCENARIOS
    }
    here = MM_SAFETYBENCH.load(cache, dir=FOLDER, split="sd").items
    for item in here:
        number = item.source_id.rpartition("/")[2]
        row = {"id": number, "question": item.question, "image": hub_image(item.images[0].path)}
        tables[item.task, "SD"].append(row)
    serve(monkeypatch, MM_SAFETYBENCH, tables, {"id": Value("string"), "question": Value("string"), "image": Image()})
    assert [item.id for item in MM_SAFETYBENCH.load(cache, split="sd").items] == [item.id for item in here]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"0": {"Question": "What?"}}, "0: column 'question' is missing; found number, scenario, picture"),
        ({"0": []}, "0: is []; expected a JSON object"),
        ({"../0": {"Rephrased Question": "What?"}}, "'../0' names a picture; expected letters, digits and - _ . alone"),
        (
            {"7": {"Rephrased Question": "What?"}},
            "7: picture '01-Illegal_Activitiy/SD_TYPO/7.jpg' is not there; expected",
        ),
        ([], "is []; expected a JSON object, the number of a question -> the question"),
    ],
)
def test_a_file_that_is_not_as_published(cache: Path, tmp_path: Path, change: Any, line: str) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "set")
    (folder / FILE).write_text(json.dumps(change))
    with pytest.raises(InputError) as caught:
        MM_SAFETYBENCH.load(cache, dir=folder)
    assert says(caught).startswith(f"{FILE}: {line}")
