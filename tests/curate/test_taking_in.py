"""Pictures come in once, by content, with where they are from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image

from ch3ef.curate.folder import open_curation
from tests.curate.models import curate, make_pictures


def test_pictures_come_in_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pictures, ours = make_pictures(tmp_path / "in", 3), tmp_path / "ours"
    shutil.copyfile(pictures / "p01.png", pictures / "z.png")
    (pictures / "below").mkdir()
    Image.new("RGB", (8, 8), "red").save(pictures / "below" / "red.JPG", "JPEG")
    (pictures / "notes.txt").write_text("mine")
    (pictures / ".hidden").write_text("mine")
    whole = (pictures / "p00.png").read_bytes()
    (pictures / "cut.png").write_bytes(whole[: len(whole) // 2])
    (pictures / "empty.png").write_bytes(b"")
    assert curate("init", ours, "--pictures", pictures) == 0
    out, err = capsys.readouterr()
    assert "4 new pictures, 0 known, 4 in all" in out
    assert "the same as another: z.png = p01.png" in out
    assert "cut.png" in err
    assert "notes.txt" in err
    assert "empty.png" in err
    assert "hidden" not in err + out
    photos = open_curation(ours).photos()
    assert [photo.name for photo in photos] == ["below/red.JPG", "p00.png", "p01.png", "p02.png"]
    assert (photos[0].width, photos[0].height) == (8, 8)
    assert photos[0].file.endswith(".jpg")
    for photo in photos:
        assert (ours / "pictures" / photo.file).read_bytes() == (pictures / photo.name).read_bytes()
    Image.new("RGB", (8, 8), "blue").save(pictures / "blue.png")
    assert curate("init", ours, "--pictures", pictures) == 0
    assert "1 new picture, 4 known, 5 in all" in capsys.readouterr().out
    assert len((ours / "photos.jsonl").read_text().splitlines()) == 5


def test_the_same_under_another_name_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours = tmp_path / "ours"
    curate("init", ours, "--pictures", make_pictures(tmp_path / "in", 1))
    (tmp_path / "in" / "p00.png").rename(tmp_path / "in" / "other.png")
    capsys.readouterr()
    assert curate("init", ours, "--pictures", tmp_path / "in") == 0
    out = capsys.readouterr().out
    assert "0 new pictures, 1 known, 1 in all" in out
    assert "the same as another: other.png = p00.png" in out


def test_licences_and_sources(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pictures, ours, table = make_pictures(tmp_path / "in", 2), tmp_path / "ours", tmp_path / "licences.csv"
    table.write_text("picture,licence,source\np00.png,CC0-1.0,my camera\n")
    assert curate("init", ours, "--pictures", pictures, "--licences", table) == 0
    assert "of 1 picture the licence is not known" in capsys.readouterr().err
    table.write_text("Image;License;Source\np00.png;;\np01.png;CC-BY-4.0;https://example.org/1\n")
    assert curate("init", ours, "--pictures", pictures, "--licences", table) == 0
    out, err = capsys.readouterr()
    assert "0 new pictures, 1 known, 2 in all" in out
    assert err == ""
    assert [(photo.licence, photo.source) for photo in open_curation(ours).photos()] == [
        ("CC0-1.0", "my camera"), ("CC-BY-4.0", "https://example.org/1"),
    ]  # fmt: skip


def test_what_is_said_of_a_picture_under_its_other_name_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pictures, ours, table = make_pictures(tmp_path / "in", 1), tmp_path / "ours", tmp_path / "licences.csv"
    shutil.copyfile(pictures / "p00.png", pictures / "z.png")
    table.write_text("picture,licence,source\nz.png,CC0-1.0,my camera\n")
    for _ in range(2):  # and the same command changes nothing
        assert curate("init", ours, "--pictures", pictures, "--licences", table) == 0
        (photo,) = open_curation(ours).photos()
        assert (photo.name, photo.licence, photo.source) == ("p00.png", "CC0-1.0", "my camera")
        assert "licence is not known" not in capsys.readouterr().err
    kept = (ours / "photos.jsonl").read_bytes()
    table.write_text("picture,licence,source\nz.png,CC0-1.0,my camera\np00.png,MIT,\n")
    assert curate("init", ours, "--pictures", pictures, "--licences", table) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "line 2: licence 'CC0-1.0', and of the same picture 'MIT' (licences.csv: line 3)" in line
    assert (ours / "photos.jsonl").read_bytes() == kept


@pytest.mark.parametrize(("content", "said"), [
    ("picture,licence,source\np07.png,CC0,me\n", "licences.csv: line 2: picture 'p07.png' is not there"),
    ("picture,licence,source\n../p00.png,CC0,me\n", "expected a path below"),
    ("picture,licence,source\np00.png,a,b\np00.png,a,b\n", "line 3: picture 'p00.png' is there already"),
    ("picture,licence\np00.png,a\n", "has no column source; expected picture, licence, source"),
    ("", "has no column picture, licence, source"),
])  # fmt: skip
def test_a_table_that_is_wrong_is_one_line(
    content: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pictures, table = make_pictures(tmp_path / "in", 1), tmp_path / "licences.csv"
    table.write_text(content)
    assert curate("init", tmp_path / "ours", "--pictures", pictures, "--licences", table) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line
    assert not (tmp_path / "ours").exists()


def test_what_cannot_be_begun_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pictures = make_pictures(tmp_path / "in", 1)
    (tmp_path / "none").mkdir()
    for call, said in (
        (("--pictures", tmp_path / "away"), "is no folder; expected one with pictures in it"),
        (("--pictures", pictures, "--task", "thefts"), "unknown task 'thefts'; did you mean 'theft'?"),
        (("--pictures", tmp_path / "none"), "holds no picture that can be read"),
    ):
        assert curate("init", tmp_path / "ours", *call) == 2
        (line,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("ch3ef")]
        assert said in line


def test_cut_after_any_line_pictures_come_in_once(tmp_path: Path) -> None:
    pictures, ours = make_pictures(tmp_path / "in", 3), tmp_path / "ours"
    curate("init", ours, "--pictures", pictures)
    whole = (ours / "photos.jsonl").read_bytes()
    for cut in range(0, len(whole), 97):
        (ours / "photos.jsonl").write_bytes(whole[:cut])
        assert curate("init", ours, "--pictures", pictures) == 0
        assert (ours / "photos.jsonl").read_bytes() == whole
        assert len(list((ours / "pictures").iterdir())) == 3
