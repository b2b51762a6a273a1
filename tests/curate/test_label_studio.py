"""Rounds through Label Studio: its errors without a server, and whole rounds on a real one."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ch3ef.cli import main
from ch3ef.curate.agreeing import agree
from ch3ef.curate.folder import open_curation
from ch3ef.curate.label_studio import _mark, config
from ch3ef.curate.records import Reply
from tests.curate.raters import FIVE, MODELS, World, made
from tests.curate.servers import TOKEN, Asked, label, of_rater, result


@pytest.fixture(autouse=True)
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LABEL_STUDIO_TOKEN", TOKEN)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return made(tmp_path / "ours", 2, 2)


def push(world: World, url: str, *raters: str, given: tuple[str, ...] = ()) -> int:
    named = [part for name in raters for part in ("--rater", name)]
    return main(["curate", "push", str(world.curation.path), "--url", url, *named, *given])


def pull(world: World, url: str, *given: str) -> int:
    return main(["curate", "pull", str(world.curation.path), "--url", url, *given])


# --- without a server --------------------------------------------------------------------------------------


@pytest.fixture
def answering() -> Iterator[Callable[[int, str], str]]:
    """A server that always gives the same answer."""
    running: list[http.server.ThreadingHTTPServer] = []

    def start(status: int, content: str) -> str:
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(status)
                self.end_headers()
                self.wfile.write(content.encode())

            def do_POST(self) -> None:
                self.do_GET()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Say nothing."""

        running.append(http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler))
        threading.Thread(target=running[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{running[-1].server_port}"

    yield start
    for one in running:
        one.shutdown()
        one.server_close()


@pytest.mark.parametrize(("status", "content", "said"), [
    (401, "{}", "refuses the token in LABEL_STUDIO_TOKEN (401); it has expired"),
    (404, "{}", "is no Label Studio server"), (200, "<html>", "answers 200 and no JSON; expected a Label Studio server"),
    (200, "[]", "is no Label Studio server"), (302, "", "/api/current-user/whoami answers 302"),
    (500, '{"detail": "on fire"}', "answers 500: 'on fire'"),
])  # fmt: skip
def test_servers_that_are_none_or_refuse_are_told(
    status: int,
    content: str,
    said: str,
    world: World,
    answering: Callable[[int, str], str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert push(world, answering(status, content), "ann") == 2
    told = capsys.readouterr().err
    assert said in told
    assert len(told.splitlines()) == 1
    assert TOKEN not in told
    assert not world.curation.letters()


def test_a_server_that_is_down_is_told(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert push(world, "http://127.0.0.1:9", "ann") == 2
    assert "no Label Studio server answers" in capsys.readouterr().err
    assert push(world, "localhost:8080", "ann") == 2
    assert "expected an address such as http://localhost:8080" in capsys.readouterr().err


def test_a_token_that_is_missing_or_of_two_lines_is_told(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for value in ("", "one\ntwo", "ü"):
        monkeypatch.setenv("OTHER_TOKEN", value)
        assert push(world, "http://127.0.0.1:9", "ann", given=("--token-env", "OTHER_TOKEN")) == 2
        assert "OTHER_TOKEN holds no token" in capsys.readouterr().err


def test_the_interface_is_xml_that_names_all_that_is_read_back() -> None:
    from xml.etree import ElementTree

    names = {each.get("name") for each in ElementTree.fromstring(config("AB")).iter()}  # noqa: S314
    assert {"decision", "new_question", "rank", "task", "flags", "comment", "option_A", "option_B"} <= names


def test_folders_of_one_name_and_the_same_pictures_have_projects_of_their_own(tmp_path: Path) -> None:
    one, other = made(tmp_path / "a" / "ours", 1, 1).curation, made(tmp_path / "b" / "ours", 1, 1).curation
    assert (one.name, one.photos()) == (other.name, other.photos())
    assert _mark(one, "ann", 1) != _mark(other, "ann", 1)
    assert _mark(one, "ann", 1) == _mark(open_curation(one.path), "ann", 1)


# --- with a server -----------------------------------------------------------------------------------------


@pytest.mark.labelstudio
def test_a_whole_round_on_a_server(server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world, asked = made(tmp_path / "ours", 5), Asked(server)
    raters = tuple(each.name for each in FIVE)
    assert push(world, server, *raters) == 0
    assert capsys.readouterr().out.count("15 new tasks, 0 there already") == 5
    assert push(world, server, *raters) == 0
    assert capsys.readouterr().out.count("0 new tasks, 15 there already") == 5
    tasks = json.dumps(
        asked.get(f"projects/{of_rater(world, 'ann')}/export", exportType="JSON", download_all_tasks="true")
    )
    assert not any(f'"{model}"' in tasks for model in (*MODELS, "drafter"))
    for rater in FIVE:
        label(asked, world, replace(rater))
    capsys.readouterr()
    assert pull(world, server) == 0
    assert "75 new labels, 0 changed, 0 there already" in capsys.readouterr().out
    before = (world.curation.path / "annotations.jsonl").read_bytes()
    assert pull(world, server) == 0
    assert "0 new labels, 0 changed, 75 there already" in capsys.readouterr().out
    assert (world.curation.path / "annotations.jsonl").read_bytes() == before
    assert {word.seconds for word in world.curation.annotations()} == {7.5}
    assert not any(word.options for word in world.curation.annotations())
    found = {each.name: (each.careless, each.takes_first) for each in agree(world.curation).raters}
    assert found == {name: (name == "dan", name == "eve") for name in raters}


@pytest.mark.labelstudio
def test_changed_words_other_words_and_skips_come_back_and_nothing_is_overwritten(
    server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world, asked = made(tmp_path / "changed", 1, 3), Asked(server)
    push(world, server, "ann")
    first, second, third = asked.get(
        f"projects/{of_rater(world, 'ann')}/export", exportType="JSON", download_all_tasks="true"
    )
    rank = {"right": ["B"], "wrong": ["A", "C"]}
    kept = result(
        decision=["edit"],
        new_question=["What is it?"],
        rank=rank,
        option_B=["Such."],
        task=["attribute"],
        flags=["unanswerable"],
    )
    sent = asked.send("POST", f"tasks/{first['id']}/annotations/", {"result": kept})
    asked.send("POST", f"tasks/{second['id']}/annotations/", {"result": kept, "was_cancelled": True})
    asked.send(
        "POST",
        f"tasks/{third['id']}/annotations/",
        {"result": result(decision=["keep"], rank={"right": [], "wrong": [], "_": ["A", "B", "C"]})},
    )
    capsys.readouterr()
    assert pull(world, server) == 1
    assert "reply A of q" in capsys.readouterr().err
    word, passed = world.curation.annotations()
    models = {each.draft: each.models for each in world.curation.letters()}[word.draft]
    assert (word.question, word.ranking, word.right) == ("What is it?", (models[1], models[0], models[2]), (models[1],))
    assert (word.options, word.task, word.unanswerable, word.harmful) == (
        {models[1]: "Such."},
        "attribute",
        True,
        False,
    )
    assert passed.decision == "pass"
    asked.send("PATCH", f"annotations/{sent['id']}/", {"result": result(decision=["drop"])})
    asked.send("POST", f"tasks/{second['id']}/annotations/", {"result": result(decision=["drop"])})
    assert pull(world, server) == 1
    words = world.curation.every_word()
    assert [each.decision for each in words] == ["edit", "pass", "drop", "drop"]
    assert {each.decision for each in world.curation.annotations()} == {"drop"}
    assert len({each.source for each in words}) == 4


@pytest.mark.labelstudio
def test_a_push_that_was_killed_goes_on(server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world, asked = made(tmp_path / "killed", 1, 3), Asked(server)
    push(world, server, "ann")
    project = of_rater(world, "ann")
    tasks = asked.get(f"projects/{project}/export", exportType="JSON", download_all_tasks="true")
    asked.send("DELETE", f"tasks/{tasks[1]['id']}/")
    (world.curation.path / "projects.jsonl").unlink()
    capsys.readouterr()
    assert push(world, server, "ann") == 0
    assert "1 new task, 2 there already" in capsys.readouterr().out
    assert of_rater(world, "ann") == project


@pytest.mark.labelstudio
def test_what_is_changed_by_hand_is_told(server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world, asked = made(tmp_path / "hand", 1, 3), Asked(server)
    assert pull(world, server) == 2
    assert "nothing of" in capsys.readouterr().err
    push(world, server, "ann")
    project = of_rater(world, "ann")
    asked.send(
        "PATCH", f"projects/{project}", {"label_config": config("ABC").replace('name="comment"', 'name="remark"')}
    )
    for code in (push(world, server, "ann"), pull(world, server)):
        assert code == 2
    edited = "its labelling interface was edited: expected a TextArea called 'comment'"
    assert capsys.readouterr().err.count(edited) == 2
    asked.send("PATCH", f"projects/{project}", {"label_config": config("ABC"), "title": "Mine now"})
    asked.send(
        "POST",
        f"projects/{project}/import",
        [
            {
                "data": {
                    "picture": "x",
                    "question": "Whose?",
                    "warning": " ",
                    "task": "age",
                    "replies": [],
                    "reply_A": "",
                    "reply_B": "",
                    "reply_C": "",
                }
            }
        ],
    )
    stray = asked.get(f"projects/{project}/export", exportType="JSON", download_all_tasks="true")[-1]
    asked.send("POST", f"tasks/{stray['id']}/annotations/", {"result": result(decision=["drop"])})
    assert pull(world, server) == 1
    assert "'ann' was not asked about ''" in capsys.readouterr().err
    asked.send("DELETE", f"projects/{project}")
    assert pull(world, server) == 2
    assert "ann's project of round 1 is not there any more" in capsys.readouterr().err
    next(world.curation.pictures.iterdir()).unlink()
    assert push(world, server, "ann") == 2
    assert "is not there any more; put the picture" in capsys.readouterr().err


@pytest.mark.labelstudio
def test_replies_of_a_further_model_are_shown_too(
    server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world, asked = made(tmp_path / "further", 1, 2), Asked(server)
    push(world, server, "ann")
    photo, (one, _) = world.curation.photos()[0], world.curation.drafts()
    new = replace(one, question="A further one?", photo=photo.digest)
    world.curation.add([new, *(Reply(new.id, f"model {n}", f"Reply {n}.") for n in range(5))])
    capsys.readouterr()
    assert push(world, server, "ann") == 0
    assert "1 new task, 2 there already" in capsys.readouterr().out
    tasks = asked.get(f"projects/{of_rater(world, 'ann')}/export", exportType="JSON", download_all_tasks="true")
    assert [len(task["data"]["replies"]) for task in tasks] == [3, 3, 5]


@pytest.mark.labelstudio
@pytest.mark.parametrize("kind", ["token", "personal"])
def test_both_kinds_of_tokens_are_taken(
    kind: str, server: str, world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = Asked(server)
    if kind == "personal":
        monkeypatch.setenv("LABEL_STUDIO_TOKEN", asked.send("POST", "token/")["token"])
    world = replace(world, curation=replace(world.curation, name=kind))
    assert push(world, server, kind) == 0
    monkeypatch.setenv("LABEL_STUDIO_TOKEN", "0" * 40)
    assert pull(world, server) == 2
    assert "refuses the token in LABEL_STUDIO_TOKEN (401)" in capsys.readouterr().err


@pytest.mark.labelstudio
@pytest.mark.skipif(not Path("/usr/bin/chromium").exists(), reason="no chromium on this machine")
def test_what_a_rater_drags_and_submits_in_a_browser_comes_back(server: str, tmp_path: Path) -> None:
    from tests.curate.servers import PASSWORD, SLOWEST, USER
    from tests.report.browsing import browser

    world = made(tmp_path / "seen", 1, 1)
    assert push(world, server, "ann") == 0
    with browser() as running:
        page = running.new_page(viewport={"width": 1500, "height": 1250})
        page.set_default_timeout(1000 * SLOWEST)
        page.goto(f"{server}/user/login/")
        page.fill("input[name=email]", USER)
        page.fill("input[name=password]", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_load_state("networkidle")
        page.goto(f"{server}/projects/{of_rater(world, 'ann')}/data?labeling=1")
        handles = page.locator("[data-rbd-drag-handle-draggable-id], [data-rfd-drag-handle-draggable-id]")
        handles.first.wait_for()
        page.keyboard.press("Escape")  # the instructions
        page.wait_for_timeout(500)
        (letters,) = world.curation.letters()
        texts = {reply.model: reply.text.partition(",")[0] for reply in world.curation.replies()}
        for model, steps in zip(letters.models, (2, 1, 2), strict=True):
            handles.filter(has_text=texts[model]).first.focus()
            for key in ("Space", *["ArrowRight"] * steps, "Space"):
                page.keyboard.press(key)
                page.wait_for_timeout(400)
        page.get_by_text("keep").first.click()
        with page.expect_response(lambda each: each.request.method == "POST" and "/annotations" in each.url):
            page.get_by_role("button", name="Submit").first.click()
    assert pull(world, server) == 0
    (word,) = world.curation.annotations()
    a, b, c = letters.models
    assert (word.decision, word.right, word.ranking[0], set(word.ranking)) == ("keep", (b,), b, {a, b, c})
    assert not word.options  # as they were prefilled
    assert word.seconds is not None
