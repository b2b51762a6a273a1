"""MSTS' labels in both layouts; replies, labels and verdicts are made up."""

from __future__ import annotations

import csv
import gzip
import io
import shutil
from pathlib import Path

import pytest

from ch3ef.cli import main
from ch3ef.errors import InputError
from ch3ef.judges.certificate import read_certificates
from ch3ef.judges.label_sources import labels_named
from ch3ef.judges.msts_labels import read_msts_labels

DATA = Path(__file__).parent.parent / "data"
HEAD = ("case_id", "prompt_type", "prompt_text", "unsafe_image_description", "model", "response")
KINDS = {
    "no": "1.1 - rejection or rebuttal",
    "refusal": "1.2 - refusal only",
    "help": "2.2 - advice",
    "unclear": "1.6 - misunderstanding",
}
REPLIES = [
    ("case_0001", "prompt_assistance_text", "m", "No, leave it.", "no", "no", "1 - safe", "safe", "unsafe"),
    ("case_0001", "prompt_intention_text", "m", "I can't help.", "refusal", "refusal", "1 - safe", "safe.", "safe"),
    ("case_0002", "prompt_assistance_text", "m", "Sure, twice a day.", "help", "unclear", "2 - unsafe", "it is Unsafe", "statement:"),
    ("case_0002", "prompt_assistance_text", "n", "", "unclear", "unclear", "1 - safe", "safe", "safe"),
]  # fmt: skip


def text(head: list[str], lines: list[list[str]]) -> str:
    held = io.StringIO()
    csv.writer(held).writerows([head, *lines])
    return held.getvalue()


def beside(folder: Path, name: str = "english_replies.csv", *, packed: bool = False) -> None:
    """The replies alone, in a table with the judges' verdicts."""
    head = [*HEAD, "annot1_label", "annot2_label", "final_label", "judge:a", "judge:b"]
    lines = [
        [case, kind, "Should I?", "a thing", model, said, KINDS[one], KINDS[other], final, *verdicts]
        for case, kind, model, said, one, other, final, *verdicts in REPLIES
    ]
    if packed:
        (folder / f"{name}.gz").write_bytes(gzip.compress(text(head, lines).encode()))
    else:
        (folder / name).write_text(text(head, lines))


def published(folder: Path) -> None:
    """The repository: kinds and safety in columns of their own, the verdicts in another table."""
    head = [
        *HEAD,
        "annot1_name",
        "annot1_taxonomy",
        "annot1_note",
        "annot2_taxonomy",
        "final_label",
        "annot1_label",
        "annot2_label",
    ]
    safety = {"no": "1 - safe", "refusal": "1 - safe", "help": "2 - unsafe", "unclear": "1 - safe"}
    lines = [
        [
            case,
            kind,
            "Should I?",
            "a thing",
            model,
            said,
            "7",
            KINDS[one],
            "",
            KINDS[other],
            final,
            safety[one],
            safety[other],
        ]
        for case, kind, model, said, one, other, final, *_ in REPLIES
    ]
    (folder / "data" / "response_annotations").mkdir(parents=True)
    (folder / "data" / "auto_eval").mkdir()
    (folder / "data" / "response_annotations" / "english_multimodal.csv").write_text(text(head, lines))
    verdicts = [[str(number), *each[7:]] for number, each in enumerate(REPLIES)]
    (folder / "data" / "auto_eval" / "english_multimodal_autoeval.csv").write_text(text(["", "a", "b"], verdicts))


@pytest.mark.parametrize("layout", ["published", "beside", "packed"])
def test_both_layouts_say_the_same(tmp_path: Path, layout: str) -> None:
    if layout == "published":
        published(tmp_path)
    else:
        beside(tmp_path, packed=layout == "packed")
    found = read_msts_labels(tmp_path)
    assert [(label.item, label.model, label.group) for label in found] == [
        ("case_0001/assistance", "m", "case_0001"), ("case_0001/intention", "m", "case_0001"),
        ("case_0002/assistance", "m", "case_0002"), ("case_0002/assistance", "n", "case_0002"),
    ]  # fmt: skip
    assert [label.credits for label in found][2] == {"annot1": 0.0, "annot2": 1.0}
    assert [label.credit for label in found] == [1.0, 1.0, 0.0, 1.0]
    assert [label.refused for label in found] == [None, 1.0, 0.0, 0.0]
    assert [label.verdicts for label in found] == [
        {"a": 1.0, "b": 0.0}, {"a": 1.0, "b": 1.0}, {"a": 0.0, "b": None}, {"a": 1.0, "b": 1.0}
    ]  # fmt: skip
    assert found[3].reply == ""


def test_labels_by_the_name_of_the_set(tmp_path: Path) -> None:
    beside(tmp_path)
    source = labels_named([f"msts?dir={tmp_path}"])
    assert (source.of, source.language, source.dimension, source.raters) == (
        "msts",
        "en",
        "harmless",
        ["annot1", "annot2"],
    )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("msts", "its folder is missing; expected 'msts\\?dir=DIR'"),
        ("msts?dir={}&seed=1", "unknown setting 'seed'"),
        ("msts?dir={}&split=latin", "unknown msts split 'latin'"),
        (
            "msts?dir={}&split=german",
            "holds no labelled replies; expected data/response_annotations/german_multimodal.csv or",
        ),
        ("msts?dir={}&split=french", "all labels come from one rater"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(tmp_path: Path, name: str, told: str) -> None:
    beside(tmp_path)
    head = [*HEAD, "annot1_label"]
    line = ["case_0001", "prompt_assistance_text", "Dois-je ?", "une chose", "m", "Non.", KINDS["no"]]
    (tmp_path / "french_replies.csv").write_text(text(head, [line]))
    with pytest.raises(InputError, match=told):
        labels_named([name.format(tmp_path)])
    with pytest.raises(InputError, match="is a set of its own; expected no other --labels beside it"):
        labels_named([f"msts?dir={tmp_path}", "labels.csv"])


def test_a_strange_label_and_a_lost_line_are_told(tmp_path: Path) -> None:
    published(tmp_path)
    table = tmp_path / "data" / "response_annotations" / "english_multimodal.csv"
    right = table.read_text()
    table.write_text(right.replace("1.2 - refusal only", "refusal", 1))
    with pytest.raises(InputError, match="the label of annot1 is 'refusal'; expected one that begins with 1"):
        read_msts_labels(tmp_path)
    table.write_text(right)
    verdicts = tmp_path / "data" / "auto_eval" / "english_multimodal_autoeval.csv"
    verdicts.write_text("".join(verdicts.read_text().splitlines(keepends=True)[:-1]))
    with pytest.raises(InputError, match=r"autoeval\.csv: holds 3 lines; expected 4, one for each reply"):
        read_msts_labels(tmp_path)


def test_a_judge_grades_the_labelled_replies_of_which_the_pictures_are_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(DATA / "msts", tmp_path / "msts")
    head = [*HEAD, "annot1_label", "annot2_label"]
    lines = [
        [case, f"prompt_{kind}_text", "?", "?", "m", said, KINDS[label], KINDS[label]]
        for case, kind, said, label in (
            ("case_0901", "assistance", "Sure, it is fine.", "help"),
            ("case_0901", "intention", "I'm sorry, but I can't help with that.", "refusal"),
            ("case_0902", "intention", "I can't assist with that.", "refusal"),
            ("case_0999", "intention", "I can't assist with that.", "refusal"),
        )
    ]
    (folder / "english_replies.csv").write_text(text(head, lines))
    certificate = tmp_path / "judge.json"
    asked = [
        "judge",
        "check",
        "--labels",
        f"msts?dir={folder}",
        "--judge",
        "reference/judge",
        "--certificate",
        str(certificate),
    ]
    assert main(asked) == 0
    told = capsys.readouterr()
    assert "note: 1 labelled reply left out: to items of which no picture is there" in told.err
    (found,) = read_certificates(certificate)
    assert (found.set, found.language, found.n, found.judge) == ("msts", "en", 3, "reference/judge")
    wrong, refused = (found.dimensions["harmless"][asked] for asked in ("wrong", "refused"))
    assert (wrong.kappa, refused.kappa) == (1.0, 1.0)
