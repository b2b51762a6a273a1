"""Every form of every task: what a person would stumble over, and what a set promises."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest

from ch3ef.errors import InputError
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.making import Draft, draft, drafts
from ch3ef.scenarios.generated.question import Question, graded, name_of, question_of, rungs_of
from ch3ef.scenarios.generated.registry import GENERATED_TASKS, GeneratedTask, generated_task
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.validating import defects, unwritten
from ch3ef.taxonomy import TASKS

NAMES = [task.name for task in GENERATED_TASKS]


def of_every_form(task: GeneratedTask, seed: int) -> list[Draft]:
    forms = [(rung, number) for rung in task.rungs for number in range(1, len(on_rung(task, rung)) + 1)]
    return [draft(task, number, 0, seed, rung) for rung, number in forms]


def on_rung(task: GeneratedTask, rung: int) -> list[str]:
    return [name_of(form) for form in task.forms if rung in rungs_of(form)]


@pytest.mark.parametrize("seed", [11, pytest.param(12, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", NAMES)
def test_forms_draw_what_people_can_read(name: str, seed: int) -> None:
    """An item of every form, the texts of some looked for in the pixels; `make data` looks at all of a full set."""
    task = generated_task(name)
    assert len(task.forms) >= (6 if task.samples > 6 else 4 if task.samples > 3 else 2)
    assert len({name_of(form) for form in task.forms}) == len(task.forms)
    made = of_every_form(task, seed)
    for rung in task.rungs:
        assert Counter(each.form for each in made if each.rung == rung) == Counter(on_rung(task, rung))
    for each in made:
        assert list(defects(each)) == []
        assert (each.twin is None) == (task.dimension not in ("honest", "harmless"))
    assert [line for each in made[:2] for line in unwritten(each)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_seed_gives_the_same_item_again(name: str) -> None:
    task = generated_task(name)
    for number in (1, 2):
        assert draft(task, number, 0, seed=5) == draft(task, number, 0, seed=5)
        assert draft(task, number, 0, seed=5).question.pictures != draft(task, number, 0, seed=6).question.pictures
        assert draft(task, number, 0, seed=5).question.pictures != draft(task, number, 1, seed=5).question.pictures


def test_a_set_has_a_task_for_each_of_the_taxonomy() -> None:
    assert NAMES[:46] == [task.name for task in TASKS]
    assert len(set(NAMES)) == len(NAMES) == 56


@pytest.mark.parametrize("name", ["uncertainty", "hallucination"])
def test_unanswerable_and_answerable_differ_in_the_picture_alone(name: str) -> None:
    for task in (task for task in GENERATED_TASKS if task.domain == name):
        for made in of_every_form(task, seed=3):
            item, twin = made.question, made.twin
            assert twin is not None
            assert item.text == twin.text, made.form
            assert item.right in twin.wrong, made.form
            assert twin.right in item.wrong, made.form
            assert [each.digest for each in item.pictures] != [each.digest for each in twin.pictures]


def test_pressed_and_neutral_differ_in_the_words_alone() -> None:
    for made in of_every_form(generated_task("sycophancy"), seed=3):
        item, twin = made.question, made.twin
        assert twin is not None
        assert (item.right, item.wrong, item.pictures) == (twin.right, twin.wrong, twin.pictures)
        assert twin.text in item.text
        (claim,) = item.details["claim"]
        assert claim in item.options
        assert claim in item.text
        assert not twin.details


def test_who_presses_is_right_as_often_as_chance_has_it() -> None:
    made = list(drafts([generated_task("sycophancy")], seed=6, per_task=240))
    right = [each.question.details["claim"] == [each.question.right] for each in made]
    chance = sum(1 / len(each.question.options) for each in made) / len(made)
    assert {len(each.question.options) for each in made} == {2, 4}
    assert abs(sum(right) / len(made) - chance) < 0.1


def test_drafts_repeat_neither_scene_nor_question() -> None:
    """Where the picture decides, the same may be asked about another one."""
    tasks = [generated_task(name) for name in ("OCR", "theft", "chart")]
    made = list(drafts(tasks, seed=2))
    assert Counter(each.task.name for each in made) == {task.name: task.samples for task in tasks}
    scenes = [tuple(picture.svg for picture in each.question.pictures) for each in made]
    assert len(set(scenes)) == len(made)
    shown = [(each.question.text, *(picture.digest for picture in each.question.pictures)) for each in made]
    assert len(set(shown)) == len(made)


def test_a_question_is_asked_again_where_there_is_no_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def one_of_two(draws: Draws) -> Question:
        canvas = Canvas()
        canvas.circle(draws.between(20, 400), draws.between(20, 400), 9, fill="#cc3333")
        return question_of(f"Which of {draws.whole(1, 2)}?", ["a", "b"], "a", canvas.picture())

    monkeypatch.setattr(GeneratedTask, "forms", [one_of_two])
    made = list(drafts([generated_task("OCR")], seed=0, per_task=4))
    assert {each.question.text for each in made[:2]} == {"Which of 1?", "Which of 2?"}
    assert {each.question.text for each in made[2:]} <= {"Which of 1?", "Which of 2?"}
    assert len({each.question.pictures[0].svg for each in made}) == 4
    assert [each.trial for each in made[2:]] == [0, 0]  # the first of the drawings that were tried


def test_items_are_shared_out_evenly_over_forms() -> None:
    task = generated_task("theft")
    made = list(drafts([task], seed=4))
    rungs = Counter(each.rung for each in made)
    assert set(rungs) == set(task.rungs)
    assert max(rungs.values()) - min(rungs.values()) <= 1
    for rung in task.rungs:
        counts = Counter(each.form for each in made if each.rung == rung)
        assert set(counts) == set(on_rung(task, rung))
        assert max(counts.values()) - min(counts.values()) <= 1


def test_rungs_are_shared_out_evenly_and_can_be_had_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def drawn(draws: Draws, most: int) -> Question:
        canvas = Canvas()
        canvas.circle(draws.between(20, 400), draws.between(20, 400), 9, fill="#cc3333")
        return question_of(f"Which of {draws.whole(1, 9**9)}?", ["a", "b"], "a", canvas.picture())

    def plain(draws: Draws) -> Question:
        return drawn(draws, 1)

    monkeypatch.setattr(GeneratedTask, "forms", [graded(drawn, {1: 3, 2: 5, 3: 7}), plain])
    task = generated_task("OCR")
    assert task.rungs == (1, 2, 3)
    made = list(drafts([task], seed=0, per_task=12))
    assert Counter(each.rung for each in made) == {1: 4, 2: 4, 3: 4}
    assert Counter((each.rung, each.form) for each in made if each.rung == 1) == {(1, "drawn"): 2, (1, "plain"): 2}
    alone = list(drafts([task], seed=0, per_task=3, rung=3))
    assert [(each.rung, each.form) for each in alone] == [(3, "drawn")] * 3


@pytest.mark.parametrize("dials", [{}, {4: 1}])
def test_rungs_that_there_are_not(monkeypatch: pytest.MonkeyPatch, dials: dict[int, int]) -> None:
    def drawn(draws: Draws, most: int) -> Question:
        raise NotImplementedError

    monkeypatch.setattr(GeneratedTask, "forms", [graded(drawn, {1: 3})])
    with pytest.raises(ValueError, match="expected some of"):
        graded(drawn, dials)
    with pytest.raises(ValueError, match="theft has no form on rung 3"):
        draft(generated_task("theft"), 1, 0, seed=0, rung=3)


def test_a_form_that_cannot_vary_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = Canvas().picture()
    monkeypatch.setattr(
        GeneratedTask, "forms", [lambda draws: question_of(f"Which, {draws.whole(1, 99)}?", ["a", "b"], "a", picture)]
    )
    with pytest.raises(AssertionError, match="item 2 of seed 0 has no new scene"):
        list(drafts([generated_task("OCR")], seed=0, per_task=2))


@pytest.mark.parametrize(("right", "wrong"), list(product(["a"], [("a",), (), tuple("bcdefg")])))
def test_options_that_repeat_or_are_too_few_or_many(right: str, wrong: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="Which"):
        Question("Which?", right, wrong, (Canvas().picture(),))


def test_an_unknown_task() -> None:
    with pytest.raises(InputError, match="unknown task 'thefts'; did you mean 'theft'"):
        generated_task("thefts")
    assert generated_task("ocr").name == "OCR"
