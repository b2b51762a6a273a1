"""Judges over a real wire: verdicts are kept and replayed, and what cannot be had is said, not raised."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ch3ef.errors import InputError
from ch3ef.items import ImageRef, Item
from ch3ef.judges import prompt
from ch3ef.judges.judge import ask_panel, check_judges, check_openable, judge_pair, judge_reply, open_panel
from ch3ef.judges.prompt import prompt_version
from ch3ef.judges.verdict import PanelVerdict, Preference
from ch3ef.models.limits import RequestLimits, request_limits
from tests.conftest import make_item
from tests.judges.scripted import JudgeServer, Talk, obedient, serve
from tests.reply_server import replying


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LOCAL_API_KEY", "none")
    monkeypatch.setenv("CH3EF_CACHE", str(tmp_path / "cache"))


def asked(names: list[str], item: Item, reply: str, repeat: int = 0) -> PanelVerdict:
    with open_panel(names) as panel:
        return ask_panel(panel, lambda: judge_reply(panel, item, reply, repeat=repeat))


def test_a_verdict_is_kept_and_replayed_without_the_judge(picture: Callable[[int], ImageRef]) -> None:
    item = make_item(0, images=(picture(0),))
    server = JudgeServer()
    with serve(server) as name:
        first = asked([name], item, "It is a red cat.")
        assert (first.credit, first.refused, first.error) == (1.0, False, None)
        verdict = first.verdicts[0]
        assert (verdict.kept, verdict.input_tokens, verdict.output_tokens) == (False, 100, 20)
        assert json.loads(verdict.reply or "")["grade"] == "right"
        assert "[picture]" in server.talks[0][1][1]
        assert asked([name], item, "It is a red cat.", repeat=1).verdicts[0].kept is False
        assert asked([name], item, "It is a blue dog.").credit == 0.0
        assert len(server.talks) == 3
    again = asked([name], item, "It is a red cat.").verdicts[0]
    assert again.kept
    assert (again.grade, again.reason, again.reply, again.prompt) == (
        verdict.grade, verdict.reason, verdict.reply, verdict.prompt,
    )  # fmt: skip


def test_a_judge_that_cannot_see_is_shown_no_picture(picture: Callable[[int], ImageRef]) -> None:
    server = JudgeServer()
    with serve(server) as name:
        asked([f"{name}&pictures=no"], make_item(0, images=(picture(0),)), "It is a red cat.")
    assert "[picture]" not in server.talks[0][1][1]


def test_a_judge_is_reminded_once_of_the_form() -> None:
    def late(talk: Talk) -> str:
        return obedient(talk) if "could not be read" in talk[1][1] else "Right, I should say."

    server = JudgeServer(late)
    with serve(server) as name:
        found = asked([name], make_item(0), "It is a red cat.")
        assert found.credit == 1.0
        assert (found.verdicts[0].input_tokens, len(server.talks)) == (200, 2)
    assert asked([name], make_item(0), "It is a red cat.").verdicts[0].kept


def test_what_cannot_be_read_is_not_guessed_and_asked_again_another_time() -> None:
    server = JudgeServer(lambda _: "The grade is right.")
    with serve(server) as name:
        found = asked([name], make_item(0), "It is a red cat.")
        assert (found.credit, found.verdicts[0].reply) == (None, "The grade is right.")
        assert found.error is not None
        assert "holds no verdict that can be read" in found.error
        server.answer = obedient
        assert asked([name], make_item(0), "It is a red cat.").credit == 1.0


@pytest.mark.parametrize("said", ['{\\"grade\\": ' + "9" * 5000 + "}", "\\ud83d", "\\u0000"])
def test_a_judge_that_says_what_nobody_can_read_or_write_stops_nothing(said: str) -> None:
    with replying(lambda _: said) as (url, _):
        found = asked([f"openai-api/local/judge?base_url={url}"], make_item(0), "It is a red cat.")
    assert (found.credit, found.verdicts[0].error) == (None, "its reply holds no verdict that can be read")
    assert json.loads(found.to_json().encode())["credit"] is None


def test_a_judge_that_is_not_there_gives_no_verdict() -> None:
    with serve(JudgeServer()) as name:
        pass
    with request_limits(RequestLimits(max_retries=0)):
        found = asked([name, "reference/judge"], make_item(0), "It is a red cat.")
    assert found.credit is None
    assert found.verdicts[0].reply is None
    assert found.verdicts[1].grade == "right"
    assert found.error is not None
    assert found.error.startswith("not judged (1 of 2 grades); openai-api/local/judge: cannot be reached (")


def test_a_pair_is_put_in_both_orders() -> None:
    def first_always(talk: Talk) -> str:
        code = talk[1][1].rsplit('"code": "', 1)[1].split('"')[0]
        return json.dumps({"code": code, "reason": "-", "better": "first"})

    server = JudgeServer(first_always)
    with serve(server) as name, open_panel([name]) as panel:

        async def both() -> list[Preference | None]:
            item = make_item(0)
            return [await judge_pair(panel[0], item, *pair) for pair in (("a cat", "a dog"), ("a dog", "a cat"))]

        assert ask_panel(panel, both) == ["first", "first"]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["openai/gpt-4o", "openai/gpt-4o"], "judge 'openai/gpt-4o' is given twice"),
        (["gpt-4o"], "model 'gpt-4o' has no provider"),
        (["openai/gpt-4o?pictures=maybe"], "pictures is 'maybe'; expected yes or no"),
        (["reference/oracle"], "unknown reference judge 'reference/oracle'"),
        (["reference/judge?leniency=0.1"], "unknown trait of reference/judge 'leniency'"),
        (["reference/judge?first=2"], "first is '2'; expected a share from 0 to 1"),
    ],
)
def test_names_that_cannot_be_a_judges(names: list[str], message: str) -> None:
    with pytest.raises(InputError) as raised:
        check_judges(names)
    assert message in str(raised.value)


def test_a_judge_without_a_key_is_refused_before_any_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(InputError, match=r"^judge: model 'openai/gpt-4o'.*OPENAI_API_KEY"):
        check_openable(["openai/gpt-4o"])


def test_a_full_disk_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").write_text("")
    monkeypatch.setenv("CH3EF_CACHE", str(tmp_path / "closed"))
    with serve(JudgeServer()) as name, pytest.raises(InputError, match="CH3EF_CACHE"):
        asked([name], make_item(0), "It is a red cat.")


def test_a_verdict_keeps_which_words_its_judge_was_told() -> None:
    english, chinese = make_item(0), replace(make_item(0), details={"language": "zh"})
    told = [asked(["reference/judge"], item, "It is a red cat.") for item in (english, chinese)]
    assert [found.words for found in told] == [prompt_version(), prompt_version("zh")]
    assert [json.loads(found.to_json())["words"] for found in told] == [found.words for found in told]


def test_other_words_in_a_language_are_another_version_of_that_language_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    words, of = prompt._words_in("zh"), prompt_version.__wrapped__
    english, chinese = of(""), of("zh")
    monkeypatch.setattr(
        prompt, "_foreign", lambda _: words._replace(rubrics={**words.rubrics, "honest": "right：诚实。"})
    )
    assert of("") == english
    assert of("zh") != chinese
