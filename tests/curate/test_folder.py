"""A curation folder keeps what it is given, through kills, and refuses what is not its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ch3ef.curate.folder import new_curation, open_curation
from ch3ef.curate.records import Annotation, Draft, Letters, Photo, Project, Reply
from ch3ef.errors import InputError

PHOTO = Photo("d" * 64, "dd.png", "cat.png", 640, 480, "CC0", "me")
DRAFT = Draft(PHOTO.digest, "theft", "Whose bicycle is this?", "It is locked.", "m", "1")
REPLY = Reply(DRAFT.id, "m", "Anna's.")
LABEL = Annotation(
    DRAFT.id, "ann", 1, "edit", "Whose is it?", ("m",), ("m",), {"m": "It is Anna's."}, "theft", harmful=True
)


def test_what_is_added_is_read_back(tmp_path: Path) -> None:
    made = new_curation(tmp_path / "ours", ["theft"])
    made.add([PHOTO, DRAFT, REPLY, LABEL])
    found = open_curation(tmp_path / "ours")
    assert (found.photos(), found.drafts(), found.replies(), found.annotations()) == (
        [PHOTO],
        [DRAFT],
        [REPLY],
        [LABEL],
    )
    assert new_curation(tmp_path / "ours", ["theft"]) == made


def test_letters_and_projects_are_read_back_the_last_of_each(tmp_path: Path) -> None:
    made = new_curation(tmp_path / "ours", [])
    letters, project = Letters(DRAFT.id, "ann", 1, ("m",), ("0a",)), Project("http://localhost:8080", 3, "ann", 1)
    made.add([letters, project, replace(letters, models=("m", "n"), replies=("0a", "0b")), replace(project, number=4)])
    assert made.letters() == [replace(letters, models=("m", "n"), replies=("0a", "0b"))]
    assert made.projects() == [replace(project, number=4)]


def test_the_last_word_counts_and_no_line_is_lost(tmp_path: Path) -> None:
    made = new_curation(tmp_path / "ours", [])
    made.add([LABEL, replace(LABEL, rater="bo")])
    made.add([replace(LABEL, decision="drop"), replace(LABEL, round=2)])
    assert [(each.rater, each.round, each.decision) for each in made.annotations()] == [
        ("ann", 1, "drop"), ("bo", 1, "edit"), ("ann", 2, "edit"),
    ]  # fmt: skip
    assert len((made.path / "annotations.jsonl").read_bytes().splitlines()) == 4


def test_a_line_that_a_kill_cut_short_is_left_aside_and_gone_on_from(tmp_path: Path) -> None:
    made = new_curation(tmp_path / "ours", [])
    made.add([REPLY])
    with (made.path / "replies.jsonl").open("ab") as file:
        file.write(b'{"draft": "0')
    assert made.replies() == [REPLY]
    made.add([replace(REPLY, model="other")])
    assert [each.model for each in made.replies()] == ["m", "other"]


@pytest.mark.parametrize(("line", "said"), [
    ("[]", "expected an object"), ("{", "is not JSON"), ('{"draft": "a"}', "model, text missing"),
    ('{"draft": "a", "model": "m", "text": 7}', "text is '7'; expected str"), ("\udcff", "is not UTF-8"),
])  # fmt: skip
def test_a_line_of_others_is_told(line: str, said: str, tmp_path: Path) -> None:
    made = new_curation(tmp_path / "ours", [])
    (made.path / "replies.jsonl").write_bytes(line.encode(errors="surrogateescape") + b"\n")
    with pytest.raises(InputError, match=rf"replies.jsonl: line 1:? .*{said}"):
        made.replies()


def test_a_folder_of_others_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("mine")
    with pytest.raises(InputError, match="expected a new or empty"):
        new_curation(tmp_path, [])
    with pytest.raises(InputError, match="begin with: ch3ef curate init"):
        open_curation(tmp_path)
    new_curation(tmp_path / "ours", [])
    with pytest.raises(InputError, match="was begun for all tasks"):
        new_curation(tmp_path / "ours", ["theft"])


def test_a_folder_whose_beginning_was_killed_is_begun_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("ch3ef.curate.folder.write_text_whole", killed)
        with pytest.raises(KeyboardInterrupt):
            new_curation(tmp_path / "ours", ["theft"])
    (tmp_path / "ours" / ".ch3ef-0123456789abcdef0123456789abcdef.tmp").touch()
    assert new_curation(tmp_path / "ours", ["theft"]).pictures.is_dir()
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs/thesis.txt").touch()
    with pytest.raises(InputError, match="theirs: is not empty"):
        new_curation(tmp_path / "theirs", ["theft"])
