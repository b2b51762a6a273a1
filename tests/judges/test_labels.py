"""Tables of people's labels: three kinds of files, and every mistake in one line that names its place."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ch3ef.errors import InputError
from ch3ef.judges.labels import read_labels

ROWS = [
    ("i1", "m", "ann", "right"),
    ("i1", "m", "bob", "partly"),
    ("i2", "m", "ann", "wrong"),
    ("i1", "n", "ann", "wrong"),
]


def written(path: Path, rows: Sequence[tuple[str, ...]], names: str = "item,model,rater,label") -> Path:
    path.write_text("\n".join([names, *(",".join(row) for row in rows)]) + "\n", encoding="utf-8")
    return path


def test_the_three_kinds_of_files_say_the_same(tmp_path: Path) -> None:
    csv = written(tmp_path / "a.csv", ROWS)
    tsv = tmp_path / "a.tsv"
    tsv.write_text("\ufeff" + csv.read_text().replace(",", "\t"), encoding="utf-8")
    lines = tmp_path / "a.jsonl"
    lines.write_text(
        "\n".join(f'{{"item": "{i}", "model": "{m}", "rater": "{r}", "label": "{label}"}}' for i, m, r, label in ROWS)
    )
    read = [[(one.item, one.model, dict(one.credits)) for one in read_labels(file)] for file in (csv, tsv, lines)]
    assert read[0] == read[1] == read[2]
    assert read[0][0] == ("i1", "m", {"ann": 1.0, "bob": 0.5})
    assert read_labels(csv)[0].credit == 0.75


def test_labels_as_other_programs_save_them(tmp_path: Path) -> None:
    names = ("item", "model", "rater", "label", "reply")
    rows = [("7", "m", "ann", "right", "Yes; a cat."), ("7", "m", "bob", "partly", "Yes; a cat.")]
    quoted = "\n".join(";".join(f'"{cell}"' for cell in row) for row in (names, *rows))
    (tmp_path / "a.csv").write_text(quoted, "utf-16")
    (tmp_path / "a.json").write_text(json.dumps([dict(zip(names, row, strict=True)) | {"item": 7.0} for row in rows]))
    pq.write_table(pa.table({name: [row[i] for row in rows] for i, name in enumerate(names)}), tmp_path / "a.parquet")
    for file in tmp_path.iterdir():
        (reply,) = read_labels(file)
        assert (reply.item, reply.reply, reply.credit) == ("7", "Yes; a cat.", 0.75), file.name


@pytest.mark.parametrize("change", [{"item": None}, {"rater": float("nan")}, {"model": " "}])
def test_an_empty_cell_is_missing(tmp_path: Path, change: dict[str, object]) -> None:
    record = {"item": "i", "model": "m", "rater": "a", "label": "right"} | change
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    with pytest.raises(InputError, match=f"line 1: `{next(iter(change))}` is missing"):
        read_labels(tmp_path / "a.jsonl")
    (tmp_path / "a.jsonl").write_text(json.dumps(record | {next(iter(change)): ["x"]}))
    with pytest.raises(InputError, match=f"line 1: `{next(iter(change))}` is \\['x'\\]; expected a text or a number"):
        read_labels(tmp_path / "a.jsonl")


def test_numbers_are_a_scale_too(tmp_path: Path) -> None:
    rows = [("i", "m", "a", "1"), ("i", "m", "b", "0.5"), ("j", "m", "a", "0.0")]
    assert [one.credit for one in read_labels(written(tmp_path / "a.csv", rows))] == [0.75, 0.0]
    lines = tmp_path / "a.jsonl"
    lines.write_text(
        '{"item": 3, "model": "m", "rater": 1, "label": 1}\n{"item": 3, "model": "m", "rater": 2, "label": 0.5}'
    )
    assert read_labels(lines)[0].item == "3"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "holds no labels"),
        ([("i", "m", "a", "good")], "line 2: label 'good'; expected right, partly or wrong, or 1, 0.5 or 0"),
        ([("i", "m", "a", "4")], "line 2: label '4'"),
        ([*ROWS, ("i3", "m", "a", "1")], "line 6: label '1' is on another scale than 'right' (line 2)"),
        ([*ROWS, ROWS[0]], "line 6: rater 'ann' labels the reply of 'm' to 'i1' again (first line 2)"),
        ([ROWS[0], ROWS[2]], "all labels come from one rater, 'ann'; expected two or more"),
        ([ROWS[0], ("i2", "m", "bob", "right")], "no reply has labels of two raters"),
        ([("i", "", "a", "right")], "line 2: `model` is missing"),
        ([("i", "m", "a")], "no line has a `label`; expected right, partly or wrong (or 1, 0.5, 0) in that column"),
    ],
)
def test_mistakes(tmp_path: Path, rows: list[tuple[str, ...]], message: str) -> None:
    with pytest.raises(InputError) as raised:
        read_labels(written(tmp_path / "labels.csv", rows))
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_mistakes_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_labels(tmp_path / "none.csv")
    with pytest.raises(InputError, match="column `rater` is missing; found item, model, label"):
        read_labels(written(tmp_path / "a.csv", [], "item,model,label"))
    with pytest.raises(InputError, match="columns `rater`, `label` are missing; found item, model"):
        read_labels(written(tmp_path / "a.csv", [], "item,model"))
    (tmp_path / "b.csv").write_bytes(b"item,\xff\xfe")
    with pytest.raises(InputError, match="not UTF-8"):
        read_labels(tmp_path / "b.csv")
    (tmp_path / "c.jsonl").write_text('{"item": 1,')
    with pytest.raises(InputError, match="line 1: is not JSON"):
        read_labels(tmp_path / "c.jsonl")
    (tmp_path / "d.jsonl").write_text("[1]")
    with pytest.raises(InputError, match=r"line 1: is \[1\]; expected an object with item, model"):
        read_labels(tmp_path / "d.jsonl")


def test_raters_must_have_seen_the_same_reply(tmp_path: Path) -> None:
    rows = [("i", "m", "a", "right", "A cat."), ("i", "m", "b", "right", "A dog.")]
    file = written(tmp_path / "a.csv", rows, "item,model,rater,label,reply")
    with pytest.raises(InputError, match=r"line 3: another reply of 'm' to 'i' than .*line 2 has"):
        read_labels(file)


SHEETS = (
    "number;label;note;item;model;rater\n1;Right;;i1;m;{0}\n2;wrong ;;i2;m;{0}\n",
    "\ufeffrater,model,item,label,note,number\n{0},m,i1,right,,1\n{0},m,i2,wrong,,2\n,,,,,\n",
    "label\titem\tmodel\trater\n1,0\ti1\tm\t{0}\n0,0\ti2\tm\t{0}\n",
)


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_a_person_as_spreadsheets_leave_it(tmp_path: Path, sheet: str) -> None:
    files = [tmp_path / f"{name}.csv" for name in ("ann", "bob")]
    for file in files:
        file.write_text(sheet.format(file.stem), encoding="utf-8")
    assert [(one.item, dict(one.credits)) for one in read_labels(*files)] == [
        ("i1", {"ann": 1.0, "bob": 1.0}),
        ("i2", {"ann": 0.0, "bob": 0.0}),
    ]


def test_a_half_filled_sheet_is_told_in_a_line_and_read(tmp_path: Path) -> None:
    files = [written(tmp_path / f"{name}.csv", [("i1", "m", name, "right"), ("i2", "m", name, "")]) for name in "ab"]
    told: list[str] = []
    assert [one.item for one in read_labels(*files, tell=told.append)] == ["i1"]
    assert [line.partition(": ")[2].partition(";")[0] for line in told] == [
        "1 of 2 lines have no label and are left out"
    ] * 2
    with pytest.raises(InputError, match=r"a.csv: all labels come from one rater"):
        read_labels(files[0])
