"""Agreed items as demonstrations for drafting, and which drafts are labelled next."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ch3ef.cli import main
from ch3ef.curate.choosing import most_disputed
from ch3ef.curate.folder import open_curation
from ch3ef.curate.records import Annotation, Reply
from tests.curate.models import annotate, curate, make_pictures, named, serving
from tests.reply_server import Request


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with twelve drafts of two tasks about four pictures, answered by three models."""
    monkeypatch.setenv("TEST_API_KEY", "none")
    folder = tmp_path / "ours"
    curate("init", folder, "--pictures", make_pictures(tmp_path / "in", 4), "--task", "OCR", "--task", "theft")
    with serving() as (url, _):
        curate("draft", folder, "--model", named("m", url))
    made = open_curation(folder)
    made.add([Reply(each.id, model, f"{model} {each.id}") for each in made.drafts() for model in "abc"])
    return folder


def test_ten_agreed_items_are_shown_to_models_that_draft(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    requests: list[Request] = []
    with serving(requests=requests) as (url, _):
        again = ("draft", ours, "--model", named("m", url), "--per-picture", 5, "--examples", 2)
        assert curate(*again) == 2
        assert "--examples 2: 0 items of" in capsys.readouterr().err
        annotate(open_curation(ours))
        assert curate(*again, "--dry-run", "--price", "1,1") == 0
        assert " 24 " in capsys.readouterr().out  # of 8 requests, each with two more pictures
        assert curate(*again) == 0
    bodies = [body["messages"] for _, body in requests if len(body["messages"]) > 1]
    assert len(bodies) == 8
    drafts = {draft.question: draft for draft in open_curation(ours).drafts()}
    for messages in bodies:
        assert [each["role"] for each in messages] == ["system", *("user", "assistant") * 2, "user"]
        asked = messages[-1]["content"]
        pictures = [json.dumps(each["content"]) for each in messages[1::2]]
        assert len({text.partition("base64,")[2][:400] for text in pictures}) > 1  # never the picture itself
        for told in messages[2::2]:
            (proposed,) = json.loads(told["content"])
            assert f'for the task "{proposed["task"]}"' in json.dumps(asked).replace('\\"', '"')
            assert drafts[proposed["question"]].task == proposed["task"]
    prompts = {each.prompt for each in open_curation(ours).asked()}
    assert len(prompts) > 2  # drafts know what was shown


def test_drafts_whose_replies_differ_most_are_labelled_first(
    ours: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world = open_curation(ours)
    drafts = world.drafts()
    same, other = drafts[:6], drafts[6:]
    world.add([Reply(each.id, model, "A red door.") for each in same for model in "abc"])
    assert {each.id for each in most_disputed(world, drafts, 1, 6)} == {each.id for each in other}
    call = [
        "curate",
        "push",
        str(ours),
        "--format",
        "csv",
        "--rater",
        "ann",
        "--out",
        str(tmp_path / "out"),
        "--disputed",
        "4",
    ]
    assert main(call) == 0
    assert "ann: 4 questions" in capsys.readouterr().out
    first = {each.draft for each in world.letters()}
    assert first < {each.id for each in other}
    assert main(call) == 0
    assert {each.draft for each in world.letters()} == first  # the same until they are labelled
    world.add([Annotation(draft, "bo", 1, "drop") for draft in first])
    assert main([*call[:-1], "3"]) == 0
    asked = {each.draft for each in world.letters()}
    assert len(asked) == 7
    assert {each.id for each in other} < asked
