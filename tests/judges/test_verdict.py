"""Reading a judge's reply, and the vote of several."""

from __future__ import annotations

import json

import pytest

from ch3ef.judges.rubrics import Grade
from ch3ef.judges.verdict import PanelVerdict, Verdict, read_graded, read_preferred
from tests.judges.verdicts import panel_verdict_of

GOOD = {"code": "c0de", "reason": "It fits {so well}.", "refused": False, "grade": "partly"}


def text(**changes: object) -> str:
    return json.dumps(GOOD | changes)


@pytest.mark.parametrize(
    "reply",
    [
        text(),
        f"```json\n{text()}\n```",
        f"Let me see {{hm}}. {text()} That is all.",
        f"<think>{text(grade='wrong')}</think>{text()}",
        f"{text(grade='wrong')}[/THINK]{text()}",
        f"<|channel|>analysis<|message|>{text(grade='wrong')}<|end|><|start|>assistant<|channel|>final<|message|>{text()}",
        f"{text()}\n{text()}",
        f"{{ {text()}",
        f"{text(code='other', grade='right')}\n{text()}",
        f"{text(grade='excellent')} {text()}",
    ],
)
def test_a_verdict_is_found(reply: str) -> None:
    found = read_graded(reply, "c0de")
    assert found is not None
    assert (found.grade, found.refused, found.reason) == ("partly", False, "It fits {so well}.")


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "partly",
        text()[:-1],
        text(code="c0d3"),
        text(grade="good"),
        text(grade=0.5),
        text(refused="no"),
        text(score=1),
        json.dumps({key: value for key, value in GOOD.items() if key != "reason"}),
        f"{text()} {text(grade='wrong')}",
        f"<think>{text()}",
        f"<seed:think>{text()}",
        "{" * 5000,
        text() + '{"a": ' * 2000,
        '{"grade": ' + "9" * 5000 + "}",
        text(reason="XX").replace("XX", "\\ud83d"),
        text(reason="XX").replace("XX", "\ud83d"),
    ],
)
def test_what_is_no_verdict_is_none(reply: str) -> None:
    assert read_graded(reply, "c0de") is None


def test_a_preference_is_read_alike() -> None:
    found = read_preferred('{"code": "c", "reason": "-", "better": "tie"}', "c")
    assert found is not None
    assert found.better == "tie"
    assert read_preferred('{"code": "c", "reason": "-", "better": "both"}', "c") is None


def panel(*grades: Grade | None, refused: tuple[bool, ...] = ()) -> PanelVerdict:
    said = refused or (False,) * len(grades)
    return PanelVerdict(
        tuple(
            Verdict(judge=f"j{n}", prompt="d", grade=grade, refused=None if grade is None else said[n],
                    error=None if grade else "gone")
            for n, grade in enumerate(grades)
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("grades", "credit", "agreement"),
    [
        (("right",), 1.0, None),
        (("right", "wrong"), 0.5, 0.0),
        (("right", "right", "wrong"), 1.0, 1 / 3),
        (("right", "partly", "wrong"), 0.5, 0.0),
        (("right", "partly"), 0.75, 0.0),
        (("wrong", "wrong", "right", "right", "partly"), 0.5, 0.2),
        (("wrong", "wrong", None), 0.0, 1.0),
        (("wrong", None), None, None),
        (("wrong", None, None), None, None),
        ((None,), None, None),
        ((None, None, "right", "right"), None, 1.0),
    ],
)
def test_the_vote(grades: tuple[Grade | None, ...], credit: float | None, agreement: float | None) -> None:
    found = panel(*grades)
    assert found.credit == credit
    assert found.agreement == pytest.approx(agreement)
    assert (found.error is None) == (credit is not None)


def test_refusals_are_voted_on_too() -> None:
    assert panel("right", "wrong", "right", refused=(True, True, False)).refused is True
    assert panel("right", "wrong", refused=(True, False)).refused is None
    assert panel("right", None, None).refused is None


def test_what_is_kept_is_read_back() -> None:
    found = panel("right", None, "wrong")
    kept = json.loads(found.to_json())
    assert (kept["credit"], kept["refused"]) == (0.5, False)
    assert panel_verdict_of(found.to_json()) == found
    assert found.judge == "j0 + j1 + j2"
    one = panel("right", None)
    assert one.error == "not judged (1 of 2 grades); j1: gone"
