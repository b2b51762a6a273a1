"""Object multi-view, second half: where the camera was, and what would be seen from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.solids import Camera, Solid, draw_solids
from ch3ef.scenarios.generated.tasks.embodiment.drawing import SIDE, badge, fitting, tagged, towards, worded
from ch3ef.scenarios.generated.tasks.embodiment.models import (
    PARTS,
    Model,
    Site,
    any_body,
    looking,
    model_of,
    part_on,
    shot,
    stage,
    studio,
)


def from_which_arrow(draws: Draws) -> Question:
    """Four arrows around an object: along which was the second picture taken?"""
    letters = ("A", "B", "C", "D")
    right = draws.one(letters)
    angles = dict(zip(draws.shuffled(letters), (0, 90, 180, 270), strict=True))
    base = draws.between(0, 360)

    def make() -> tuple[Model, Camera, Camera]:
        model = model_of(draws, any_body(draws), draws.some(PARTS, draws.whole(4, 5)))
        first = looking(draws, base + draws.one((20, 45, 70)) + draws.jitter(8), draws.between(44, 52), scale=58)
        return model, first, looking(draws, base + angles[right], draws.between(14, 22))

    model, first, second = fitting(make, lambda made: (
        made[0].all_seen(made[1], 0.4)
        and sum(made[0].seen(part, made[2]) > 0.4 for part in made[0].parts) >= len(made[0].parts) - 1))  # fmt: skip
    ground = stage(draws)
    canvas = studio(ground, first)
    ink = draws.one(("#7a3b8f", "#1f6f8b", "#a0522d", "#2f5d3a"))
    for letter in letters:
        tail, tip = (first.project(towards(base + angles[letter], r)) for r in (3.3, 2.5))
        canvas.arrow(*tail, *tip, stroke=ink, width=5, head=16)
    draw_solids(canvas, model.solids, first)
    for letter in letters:
        badge(canvas, *first.project(towards(base + angles[letter], 3.5)), letter, colour=ink)
    tagged(canvas, 1, 2)
    question = worded(draws, ("", "Picture 2 shows the same object, seen along one of the arrows.",
                              "The arrows show four directions of view.", "Four arrows point at the object."), (
        "Along which arrow does the second picture look?", "From which arrow was picture 2 taken?",
        "Where did the camera stand when it took the second picture?", "Which arrow fits the view in picture 2?",
    ))  # fmt: skip
    return question_of(question, [f"Arrow {letter}" for letter in letters], f"Arrow {right}", canvas.picture(),
                       shot(model, second, ground, 2, 2))  # fmt: skip


def seen_from_behind(draws: Draws) -> Question:
    """A row on a plank from the front: what is left or right when seen from behind?"""
    colours = draws.some(PARTS, 4)
    right = draws.one(colours)
    model = _plank(draws, colours)
    by_x = sorted(model.parts, key=lambda part: part.solid.at[0], reverse=True)
    place = draws.whole(0, 3)
    # Trade colours so that the right one stands where the question asks for.
    row = [part.colour for part in by_x]
    other = row.index(right)
    row[place], row[other] = row[other], row[place]
    model = Model(model.body, tuple(part.dyed(colour) for part, colour in zip(by_x, row, strict=True)))
    where = ("furthest to the left", "second from the left", "second from the right", "furthest to the right")[place]
    ground = stage(draws)
    pictures = [shot(model, looking(draws, draws.jitter(12), draws.between(16, 26), scale=66), ground, 1, 2)]
    pictures.append(shot(model, looking(draws, 0, draws.between(66, 84), scale=66), ground, 2, 2))
    if draws.chance(0.4):
        pictures = [shot(model, looking(draws, draws.jitter(12), draws.between(20, 28), scale=66), ground)]
    named = {part.colour: part.name for part in model.parts}
    question = worded(draws, ("", "Imagine that you walk round to the back.", "Now look from the other side."), (
        f"Seen from behind, which part is {where}?", f"For a viewer on the far side, which part is {where}?",
        f"Which part is {where} when the object is seen from behind?",
    ))  # fmt: skip
    return question_of(question, [f"The {named[colour]}." for colour in colours], f"The {named[right]}.", *pictures)


def _plank(draws: Draws, colours: Sequence[str], tall: float = 1.3) -> Model:
    """Parts in a row from left to right, at different depths."""
    body = (Solid("box", (0, 0, 0), (4.8, 2.4, 0.3), draws.one(("#cfb38c", "#b9bec5", "#8f8478", "#c8c1b2"))),)
    depths = draws.shuffled((-0.7, -0.25, 0.25, 0.7))
    return Model(body, tuple(part_on(draws, Site((1.2 * k - 1.8, depth, 0.3), 0.8, tall), colour)
                             for k, (colour, depth) in enumerate(zip(colours, depths, strict=True))))  # fmt: skip


def nearest_to_viewer(draws: Draws) -> Question:
    """A front view that shows no depth, and a view from above: which part is nearest or furthest?"""
    colours = draws.some(PARTS, 4)
    right = draws.one(colours)
    near = draws.chance(0.5)
    model = _plank(draws, draws.shuffled(colours))
    by_depth = sorted(model.parts, key=lambda part: part.solid.at[1], reverse=not near)
    holder = next(part for part in model.parts if part.colour == right)
    first = by_depth[0]
    swapped = {first: first.dyed(right), holder: holder.dyed(first.colour)} if first is not holder else {}
    model = Model(model.body, tuple(swapped.get(part, part) for part in model.parts))
    ground = stage(draws)
    front = Camera(0, draws.between(2, 5), SIDE / 2, 290, 78)
    above = Camera(0, draws.between(82, 89), SIDE / 2, 230, 78)
    asked = "nearest to the camera" if near else "furthest from the camera"
    named = {part.colour: part.name for part in model.parts}
    question = worded(draws, ("", "Picture 2 shows the object from above, its front at the lower edge.",
                              "The front of the object is at the bottom of picture 2.",
                              "The lower edge of picture 2 is the side from which picture 1 was taken."), (
        f"Which part was {asked} in picture 1?", f"Which part is {asked} that took the first picture?",
        f"Of the parts in the first picture, which one is {asked}?",
    ))  # fmt: skip
    return question_of(question, [f"The {named[colour]}." for colour in colours], f"The {named[right]}.",
                       shot(model, front, ground, 1, 2), shot(model, above, ground, 2, 2))  # fmt: skip


def plan_that_fits(draws: Draws) -> Question:
    """An object and three plans from above: which plan is of it?"""
    options = ["Picture 2", "Picture 3", "Picture 4"]
    right = draws.one(options)
    azimuth = draws.jitter(25)
    colours = draws.some(PARTS, draws.whole(4, 5))

    def make() -> tuple[Model, Camera]:
        return model_of(draws, any_body(draws), colours), looking(draws, azimuth, draws.between(28, 38))

    model, first = fitting(make, lambda made: made[0].all_seen(made[1], 0.4) and bool(_flips(made[0])))
    one, two, *rest = model.parts
    wrong = [model.mirrored(), Model(model.body, (two.put(one.solid.at), one.put(two.solid.at), *rest))]
    ground = stage(draws)
    above = Camera(0, 84, SIDE / 2, 236, 74)
    order = iter(draws.shuffled(wrong))
    plans = [
        shot(model if option == right else next(order), above, ground, k, 4) for k, option in enumerate(options, 2)
    ]
    question = worded(draws, ("", "The last three pictures look straight down.", "Pictures 2 to 4 are views from above.",
                              "Three of the pictures were taken from above."), (
        "Which of them shows the object of picture 1?", "Which view from above fits the first picture?",
        "From above, the object of the first picture looks like which picture?",
    ))  # fmt: skip
    return question_of(question, options, right, shot(model, first, ground, 1, 4), *plans)


def _flips(model: Model) -> bool:
    """Whether its mirror image differs from it and from the same with two parts traded."""
    one, two, *_ = model.parts
    spots = {tuple(round(value, 1) for value in part.solid.at[:2]): part.colour for part in model.parts}
    flipped = {(-x or 0.0, y): colour for (x, y), colour in spots.items()}
    at_one, at_two = one.solid.at, two.solid.at
    traded = dict(spots)
    traded[round(at_one[0], 1), round(at_one[1], 1)] = two.colour
    traded[round(at_two[0], 1), round(at_two[1], 1)] = one.colour
    return flipped not in (spots, traded)


_WALKS = {"A quarter of the way round, to its right.": 90, "A quarter of the way round, to its left.": 270,
          "Half of the way round, to the far side.": 180, "Nowhere: it was only lifted higher.": 0}  # fmt: skip


def how_camera_walked(draws: Draws) -> Question:
    """Two pictures of one object: which way round did the camera go in between?"""
    options = list(_WALKS)
    right = draws.one(options)
    start = draws.between(0, 360)

    def make() -> tuple[Model, Camera, Camera]:
        model = model_of(draws, any_body(draws), draws.some(PARTS, draws.whole(4, 5)))
        lifted = draws.between(40, 50) if _WALKS[right] == 0 else draws.between(20, 45)
        return (model, looking(draws, start, draws.between(18, 24)),
                looking(draws, start + _WALKS[right] + draws.jitter(8), lifted))  # fmt: skip

    model, one, two = fitting(make, lambda made: all(
        sum(made[0].seen(part, camera) > 0.35 for part in made[0].parts) >= len(made[0].parts) - (_WALKS[right] == 180)
        for camera in made[1:]))  # fmt: skip
    ground = stage(draws)
    question = worded(draws, ("", "The object stood still.", "Only the camera moved, not the object.",
                              "Both pictures show the same object."), (
        "Where did the camera go between the first and the second picture?",
        "How did the camera move after it had taken picture 1?",
        "Which way did the camera walk around the object before picture 2?",
        "After picture 1, how far did the camera go around the object?",
    ))  # fmt: skip
    return question_of(question, options, right, shot(model, one, ground, 1, 2), shot(model, two, ground, 2, 2))
