"""Journey 4: a folder as phones and spreadsheets leave it, and every command of docs/your-own-data.md on it."""

from __future__ import annotations

import csv
import re
import shlex
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ch3ef.cli import main

DOCS = Path(__file__).parents[2] / "docs" / "your-own-data.md"
THINGS = ("bus", "sign", "dog", "kettle", "bridge", "ladder")


def photograph(file: Path, n: int) -> None:
    """A JPEG as a phone held sideways makes it, a PNG with alpha, a WebP: in turn."""
    patches = np.random.default_rng(n).integers(0, 256, (9, 12, 3), dtype=np.uint8)
    picture = Image.fromarray(patches).resize((240, 180), Image.Resampling.BICUBIC)
    if file.suffix == ".JPG":
        exif = Image.Exif()
        exif[0x0112], exif[0x010F] = (1, 6, 8, 3)[n % 4], "Phone"
        picture.save(file, "JPEG", exif=exif)
    elif file.suffix == ".png":
        picture.putalpha(Image.linear_gradient("L").resize(picture.size))
        picture.save(file)
    else:
        picture.save(file, "WEBP")


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Thirty pictures, and a table as a spreadsheet saves it in a country of semicolons."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "ours"
    (folder / "photos").mkdir(parents=True)
    rows = []
    for n in range(30):
        name = f"photos/IMG_{2000 + n}{('.JPG', '.png', '.webp')[n % 3]}"
        photograph(folder / name, n)
        options = np.random.default_rng(n).permutation(THINGS)[:4]
        rows.append([name, f"What is in picture {n}?", *options, "ABCD"[n * 7 % 4], ("home", "street")[n % 2]])
    with (folder / "Questions.csv").open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Image", "Question", "A", "B", "C", "D", "Answer", "Category"])
        writer.writerows(rows)
    return folder


def commands() -> list[list[str]]:
    """The lines of the page's first block of commands."""
    block = next(
        found
        for found in re.findall(r"```\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
        if found.startswith("ch3ef ")
    )
    return [shlex.split(line.replace("MODEL", "reference/blind"), comments=True)[1:] for line in block.splitlines()]


@pytest.mark.slow
def test_every_command_of_the_page_runs_as_written(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = commands()
    assert [line[0] for line in lines] == ["data", "data", "run", "run", "report"]
    said = []
    for line in lines:
        assert main(line) == 0, line
        said.append(capsys.readouterr().out)
    assert said[0].startswith("ours: 30 questions on 30 pictures, 2 tasks")
    assert "10 laid over white" in said[0]
    assert "turned upright" in said[0]
    assert not any(line.rstrip().endswith("FAILS") for line in said[0].splitlines())
    assert said[1] == "24 of 30 items: sheet.png\n"
    assert "Nothing was sent" in said[2]
    assert "ours, human-value" in said[3]
    assert (ours.parent / "runs/ours/report/index.html").is_file()


def test_what_goes_wrong_first_is_one_line_a_row(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = ours / "Questions.csv"
    text = table.read_text(encoding="utf-8-sig")
    text = text.replace("photos/IMG_2004.png", "photos\\IMG_2004.png").replace("IMG_2006.JPG", "img_2006.jpg")
    table.write_text(text, encoding="utf-8-sig")
    assert main(["data", "validate", "./ours"]) == 1
    out = capsys.readouterr().out
    assert "row 5: picture 'photos\\\\IMG_2004.png'; expected a path below" in out
    assert "such as 'photos/IMG_2004.png'" in out
    assert "row 7: picture 'photos/img_2006.jpg' is not there" in out
    assert "did you mean photos/IMG_2006.JPG?" in out
    assert "Row 1 is the one below the names of the columns." in out
