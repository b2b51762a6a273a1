"""From pictures to a released set, with models behind a server in the wire format."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from ch3ef.cli import main
from ch3ef.curate.asking import AT_ONCE
from ch3ef.curate.folder import Curation, new_curation, open_curation
from ch3ef.curate.records import Annotation, Draft, Reply
from ch3ef.scenarios import load_scenario
from tests.curate.models import annotate, answered, candidates, curate, make_pictures, named, serving, within_json
from tests.reply_server import Request, replying


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_API_KEY", "none")


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A folder with four pictures and two tasks."""
    folder = tmp_path / "ours"
    assert (
        curate("init", folder, "--pictures", make_pictures(tmp_path / "in", 4), "--task", "OCR", "--task", "theft") == 0
    )
    return folder


def lines(folder: Path, name: str) -> list[str]:
    return (folder / name).read_text().splitlines()


def test_models_draft_once(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    requests: list[Request] = []
    with serving(requests=requests) as (url, said):
        assert curate("draft", ours, "--model", named("m", url)) == 0
        told = capsys.readouterr().out
        assert "12 new drafts, 12 in all" in told
        assert "4 of them which need what the picture does not show" in told
        assert "6 of them which ask for what should be declined" in told
        assert len(said) == 8
        assert curate("draft", ours, "--model", named("m", url)) == 0
        assert len(said) == 8
        assert "0 new drafts, 12 in all" in capsys.readouterr().out
        assert curate("draft", ours, "--model", named("m", url), "--per-picture", 5) == 0
    assert len(open_curation(ours).drafts()) == 20
    drafts = open_curation(ours).drafts()
    assert {draft.task for draft in drafts if draft.harmful} == {"theft"}
    assert len({draft.id for draft in drafts}) == len(lines(ours, "drafts.jsonl")) == 20
    body = requests[1][1]["messages"]
    assert "could be asked by somebody" in body[0]["content"]
    assert body[1]["content"][0]["type"] == "image_url"
    assert "propose others:\n- What about the" in json.dumps(requests[-1][1]).replace("\\n", "\n")


def test_what_two_models_propose_alike_is_folded(ours: Path) -> None:
    with serving(lambda text: candidates(text.replace("\n- ", " ").replace("matters", "counts"))) as (url, _):
        assert curate("draft", ours, "--model", named("m", url), "--model", named("n", url)) == 0
    found = open_curation(ours)
    assert len(found.drafts()) == 12
    assert {one.model for one in found.asked()} == {"m", "n"}


def test_what_cannot_be_read_is_asked_for_once_more_and_told(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def clumsy(text: str) -> str:
        if "theft" in text:
            return "I would rather talk about something else."
        return candidates(text) if "could not be read" in text else "Certainly! Here they are:"

    with serving(clumsy) as (url, said):
        assert curate("draft", ours, "--model", named("m", url)) == 0
        assert len(said) == 16
        out, err = capsys.readouterr()
        assert "6 new drafts" in out
        assert "note: 4 requests whose replies could not be read, twice: m: p00.png, theft" in err
        assert curate("draft", ours, "--model", named("m", url)) == 0
        assert len(said) == 16


def test_a_picture_that_gives_nothing_is_no_fault(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(lambda text: "[]" if "theft" in text else candidates(text)) as (url, _):
        assert curate("draft", ours, "--model", named("m", url)) == 0
    out, err = capsys.readouterr()
    assert "4 requests to which a model said that the picture gives nothing" in out
    assert "could not be read" not in err


def test_models_answer_once(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving() as (url, said):
        a, b = named("a", url), named("b", url)
        assert curate("answer", ours, "--model", a) == 2
        assert "holds no drafts yet" in capsys.readouterr().err
        curate("draft", ours, "--model", named("m", url))
        said.clear()
        assert curate("answer", ours, "--model", a) == 0
        assert curate("answer", ours, "--model", a, "--model", b) == 0
    assert len(said) == 24
    assert "12 new replies to 12 drafts" in capsys.readouterr().out
    assert {reply.model for reply in open_curation(ours).replies()} == {"a", "b"}


@pytest.mark.parametrize("command", ["draft", "answer"])
def test_a_dry_run_sends_nothing(command: str, ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving() as (url, said):
        curate("draft", ours, "--model", named("m", url), "--per-picture", 2)
        said.clear()
        before = {path.name: path.read_bytes() for path in ours.glob("*.jsonl")}
        capsys.readouterr()
        assert curate(command, ours, "--model", named("z", url), "--dry-run", "--price", "1,10") == 0
        assert said == []
    assert {path.name: path.read_bytes() for path in ours.glob("*.jsonl")} == before
    table = capsys.readouterr().out
    assert table.splitlines()[1].split()[:3] == ["z", "8", "8"]
    assert "price" in table
    assert "Nothing was sent" in table


def test_a_price_without_a_dry_run_is_told(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving() as (url, said):
        assert curate("draft", ours, "--model", named("m", url), "--price", "1,1") == 2
    assert "--price does nothing without --dry-run" in capsys.readouterr().err
    assert said == []


@pytest.mark.parametrize("command", ["draft", "answer"])
def test_cut_after_any_line_nothing_is_lost_or_doubled(command: str, ours: Path, tmp_path: Path) -> None:
    name = {"draft": "asked.jsonl", "answer": "replies.jsonl"}[command]
    with serving() as (url, said):
        if command == "answer":
            curate("draft", ours, "--model", named("m", url))
        call = (command, ours, "--model", named("m", url))
        assert curate(*call) == 0
        whole = {path.name: path.read_text() for path in ours.glob("*.jsonl")}
        everything = [content_of(open_curation(ours), command)]
        for cut in range(len(whole[name].splitlines())):
            kept = whole[name].splitlines(keepends=True)
            (ours / name).write_text("".join(kept[:cut]) + kept[cut][: len(kept[cut]) // 2])
            if command == "draft":
                drafts = whole["drafts.jsonl"].splitlines(keepends=True)
                (ours / "drafts.jsonl").write_text("".join(drafts[: max(cut - 1, 0)]) + drafts[cut][:7])
            said.clear()
            assert curate(*call) == 0
            assert len(said) == len(kept) - cut
            everything.append(content_of(open_curation(ours), command))
            for file in ("drafts.jsonl", name):
                entries = lines(ours, file)
                assert len(set(entries)) == len(entries)
    assert all(each == everything[0] for each in everything)


def content_of(curation: Curation, command: str) -> object:
    drafts = sorted((draft.id, draft.task, draft.harmful) for draft in curation.drafts())
    replies = sorted((reply.draft, reply.model, reply.text) for reply in curation.replies())
    return (drafts, replies) if command == "answer" else drafts


def test_cut_between_two_tries_each_is_tried_twice(ours: Path) -> None:
    with serving(lambda text: "No." if "theft" in text else candidates(text)) as (url, _):
        call = ("draft", ours, "--model", named("m", url))
        assert curate(*call) == 0
        whole = lines(ours, "asked.jsonl")
        assert len(whole) == 12
        for cut in range(12):
            (ours / "asked.jsonl").write_text("".join(f"{line}\n" for line in whole[:cut]))
            (ours / "drafts.jsonl").unlink()
            assert curate(*call) == 0
            assert sorted(lines(ours, "asked.jsonl")) == sorted(whole)
    assert len(open_curation(ours).drafts()) == len(lines(ours, "drafts.jsonl")) == 6


@pytest.mark.slow
def test_killed_for_real_and_two_at_once(tmp_path: Path) -> None:
    ours = tmp_path / "ours"
    curate("init", ours, "--pictures", make_pictures(tmp_path / "in", 30), "--task", "OCR")

    def slow(text: str) -> str:
        time.sleep(0.05)
        return candidates(text)

    with serving(slow) as (url, said):
        call = [sys.executable, "-m", "ch3ef.cli", "curate", "draft", str(ours), "--model"]
        for enough in (5, 15):
            process = subprocess.Popen([*call, named("m", url)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            while len(said) < enough and process.poll() is None:
                time.sleep(0.01)
            process.kill()
            process.wait()
        kept = len(open_curation(ours).asked())
        assert 0 < kept < 30
        assert len(said) - kept <= 2 * AT_ONCE
        both = [
            subprocess.Popen([*call, named(name, url)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for name in ("m", "n")
        ]
        assert [process.wait() for process in both] == [0, 0]
    found = open_curation(ours)
    assert sorted((one.model, one.photo) for one in found.asked()) == sorted(
        (model, photo.digest) for model in "mn" for photo in found.photos()
    )
    assert len({draft.id for draft in found.drafts()}) == len(found.drafts()) >= 90


@pytest.mark.slow
def test_a_local_model_is_asked(ours: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tests import tiny_vlm

    checkpoint = tiny_vlm.build("llava", tmp_path / "llava")
    assert curate("draft", ours, "--model", f"tiny=ch3ef-hf/{checkpoint}?max_tokens=8") == 0
    # Random weights say nothing that can be read; that they said something shows that they are asked.
    assert "8 requests whose replies could not be read, twice" in capsys.readouterr().err
    assert len(lines(ours, "asked.jsonl")) == 16


def test_a_server_that_is_down_is_one_line(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving() as (url, _):
        pass
    assert curate("draft", ours, "--model", named("m", url)) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "model 'm'" in line
    assert url.removesuffix("/v1") in line or "connect" in line.lower()
    assert not (ours / "asked.jsonl").exists()


def test_a_server_that_goes_down_is_one_line_and_goes_on(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused: list[bool] = [False]

    def refusal(body: object) -> str:
        count[0] += 1
        return "out of money" if refused[0] and count[0] > 4 else ""

    count = [0]
    refused[0] = True
    with serving(refusal=refusal) as (url, said):
        assert curate("draft", ours, "--model", named("m", url)) == 1
        (line,) = capsys.readouterr().err.splitlines()
        assert "ch3ef: m: 5 requests failed" in line
        assert "out of money" in line
        assert line.endswith("the same command asks again")
        kept = len(lines(ours, "asked.jsonl"))
        assert kept == 3
        refused[0] = False
        said.clear()
        assert curate("draft", ours, "--model", named("m", url)) == 0
        assert len(said) == 8 - kept
    assert len(open_curation(ours).drafts()) == 12


def test_a_picture_that_is_gone_is_one_line_and_can_be_mended(
    ours: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = ours / "pictures" / open_curation(ours).photos()[2].file
    gone.unlink()
    capsys.readouterr()
    with serving() as (url, said):
        assert curate("draft", ours, "--model", named("m", url)) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert (
            f"{gone}: is gone; take it in again: ch3ef curate init {ours} --pictures DIR, with p02.png in DIR" in line
        )
        assert said == []
        assert curate("init", ours, "--pictures", tmp_path / "in") == 0
        assert "mended: p02.png" in capsys.readouterr().out
        gone.write_bytes(b"another")
        assert curate("draft", ours, "--model", named("m", url)) == 2
    assert "was changed since it was taken in" in capsys.readouterr().err


def test_reference_answerers_word_nothing(ours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert curate("draft", ours, "--model", "reference/oracle") == 2
    assert "word nothing" in capsys.readouterr().err


@pytest.fixture
def agreed_on(ours: Path) -> Path:
    """A folder whose twelve drafts people agreed on; three models answered."""
    with serving() as (url, _):
        curate("draft", ours, "--model", named("m", url))
    for name in ("a", "b", "c"):

        def reply(text: str, name: str = name) -> str:
            return within_json(answered(name)(text))

        with replying(reply) as (url, _):
            assert curate("answer", ours, "--model", named(name, url)) == 0
    annotate(open_curation(ours))
    return ours


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_released_set_is_one(agreed_on: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import datasets
    import mlcroissant

    out = tmp_path / "set"
    capsys.readouterr()
    assert curate("release", agreed_on, "--out", out, "--licence", "CC-BY-4.0") == 0
    told, notes = capsys.readouterr()
    assert "12 items, version" in told
    assert "of the pictures of 12 items the licence is not known" in notes
    scenario = load_scenario(str(out))
    assert scenario.version == (out / "VERSION").read_text().strip()
    assert len(scenario.items) == 12
    for item in scenario.items:
        assert item.gold == (0,)
        assert item.options[0].startswith("a sees")
        assert {option[0] for option in item.options[1:]} == {"b", "c"}
    made = [json.loads(line) for line in lines(out, "provenance.jsonl")]
    assert [each["id"] for each in made] != []
    assert {each["id"] for each in made} == {item.id for item in scenario.items}
    assert made[0]["question"]["by"] == "m"
    assert made[0]["raters"] == ["rater 1", "rater 2", "rater 3"]
    assert "rater-0" not in "".join(path.read_text(errors="ignore") for path in out.rglob("*") if path.is_file())
    sheet = (out / "README.md").read_text()
    assert "Content warning" in sheet
    assert "license: cc-by-4.0" in sheet

    read = datasets.load_dataset(str(out), split="test", cache_dir=str(tmp_path / "hf"))
    assert len(read) == 12
    assert {row["id"]: row["drafted_by"] for row in read} == {each["id"]: "m" for each in made}
    assert read[0]["answered_by"] == "a; b; c"
    described = mlcroissant.Dataset(jsonld=str(out / "croissant.json"))
    assert len(list(described.records("questions"))) == 12
    assert described.metadata.version == scenario.version
    assert "a; b; c; m" in (out / "croissant.json").read_text()

    sums = {line.partition("  ")[2] for line in lines(out, "SHA256SUMS")}
    assert "croissant.json" in sums
    assert len(sums) == sum(path.is_file() for path in out.rglob("*")) - 1
    assert main(["run", "--scenario", str(out), "--model", "reference/oracle", "--out", str(tmp_path / "run")]) == 0
    assert main(["data", "validate", str(out)]) in {0, 1}
    assert curate("release", agreed_on, "--out", out, "--licence", "MIT") == 2
    assert "is not empty" in capsys.readouterr().err


def test_not_knowing_beside_a_right_option_is_right_in_the_released_set(agreed_on: Path, tmp_path: Path) -> None:
    found, out = open_curation(agreed_on), tmp_path / "set"
    draft = found.drafts()[0]
    further = Reply(draft.id, "d", "d sees nothing.")
    words = [
        replace(
            word,
            right=("a", "b"),
            ranking=(*word.ranking, "d"),
            options={"a": word.options["a"], "b": "I don't know."},
        )
        for word in found.annotations()
        if word.draft == draft.id
    ]
    found.add([further, *words])
    assert curate("release", agreed_on, "--out", out, "--licence", "CC0-1.0") == 0
    unsure = [item for item in load_scenario(str(out)).items if item.gold != (0,)]
    assert [(item.gold, item.options[0][:6], item.options[1]) for item in unsure] == [
        ((0, 1), "a sees", "I don't know.")
    ]


def test_what_raters_marked_are_labels_for_a_judge(
    agreed_on: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, labels = tmp_path / "set", tmp_path / "labels.csv"
    curate("release", agreed_on, "--out", out, "--licence", "CC0-1.0")
    assert curate("agree", agreed_on, "--labels", labels) == 0
    rows = list(csv.DictReader(labels.open()))
    assert len(rows) == 12 * 3 * 3
    assert {(row["model"], row["label"]) for row in rows} == {("a", "right"), ("b", "wrong"), ("c", "wrong")}
    assert "rater-0" not in labels.read_text()
    labels.with_name("mine.csv").write_text("mine")
    assert curate("agree", agreed_on, "--labels", labels.with_name("mine.csv")) == 2
    capsys.readouterr()
    judged = ["judge", "check", "--labels", labels, "--scenario", out, "--judge", "reference/judge", "--json"]
    assert main(list(map(str, judged))) == 0
    (judge,) = json.loads(capsys.readouterr().out)["judges"]
    assert judge["agreement"][0]["n"] == 36
    assert judge["agreement"][0]["accuracy"]["estimate"] == 1.0


def test_what_is_agreed_on_is_checked(agreed_on: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "set"
    curate("release", agreed_on, "--out", out, "--licence", "CC0-1.0")
    capsys.readouterr()
    code = curate("check", agreed_on, "--against", out, "--json")
    told, notes = capsys.readouterr()
    assert told, notes
    found = json.loads(told)
    checks = {check["name"]: check for check in found["checks"]}
    assert code == 1
    assert checks["items that set holds"]["value"] == "12 the same, 0 alike"
    assert checks["items that ch3ef-gen holds"]["value"] == "0 the same, 0 alike"
    assert checks["addresses of mail, numbers of cards and accounts"]["value"] == "0"
    assert "the longest option" in checks


def test_personal_data_and_places_are_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pictures, ours = make_pictures(tmp_path / "in", 1), tmp_path / "ours"
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (9, 9), "red").save(pictures / "a.jpg", exif=exif)
    curate("init", ours, "--pictures", pictures, "--task", "OCR")
    made = open_curation(ours)
    photo = next(photo for photo in made.photos() if photo.name == "a.jpg")
    draft = Draft(photo.digest, "OCR", "Whose card is on the table?", "", "people", "")
    texts = {"a": "It is Jane's: jane@mail.org.", "b": "Call 555-867-5309.", "c": "Nobody's."}
    made.add([draft, *(Reply(draft.id, model, text) for model, text in texts.items())])
    made.add([Annotation(draft.id, "ann", 1, "keep", right=("a",), ranking=("a", "b", "c"))])
    capsys.readouterr()
    assert curate("check", ours, "--json") == 1
    checks = {check["name"]: check for check in json.loads(capsys.readouterr().out)["checks"]}
    mail = checks["addresses of mail, numbers of cards and accounts"]
    assert (mail["verdict"], mail["examples"]) == ("FAILS", [f"Helpful/{draft.id} ('jane@mail.org')"])
    assert checks["what may be a phone number or a postal address"]["verdict"] == "look"
    assert checks["pictures with their place in their notes"]["examples"] == [photo.file]
    assert curate("check", ours) == 1
    assert "whose is it?" in capsys.readouterr().out


def test_nothing_agreed_on_is_one_line(ours: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving() as (url, _):
        curate("draft", ours, "--model", named("m", url))
    capsys.readouterr()
    for call in (("check", ours), ("release", ours, "--out", tmp_path / "set", "--licence", "MIT")):
        assert curate(*call) == 2
        assert "people have agreed on no item yet; nobody has looked at it (12)" in capsys.readouterr().err
    assert curate("release", ours, "--out", tmp_path / "set", "--licence", "my own") == 2
    assert "expected a name of SPDX" in capsys.readouterr().err


def test_a_folder_begun_for_no_pictures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = new_curation(tmp_path / "ours", [])
    shutil.rmtree(made.pictures)
    assert curate("draft", made.path, "--model", "openai/gpt-4o") == 2
    assert "holds no pictures; first: ch3ef curate init" in capsys.readouterr().err
