"""Object multi-view, first half: is it the same object, which parts does it have, what hides behind what."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import NAMED, darker
from ch3ef.scenarios.generated.scene.solids import Camera, Solid
from ch3ef.scenarios.generated.tasks.embodiment.drawing import SIDE, fitting, seen_share, tagged, towards, worded
from ch3ef.scenarios.generated.tasks.embodiment.models import (
    PARTS,
    Body,
    Model,
    Part,
    Site,
    any_body,
    looking,
    model_of,
    part_on,
    plate,
    shot,
    stage,
    studio,
)

_TWO = ("", "Look at both pictures.", "Here are two pictures.", "Compare the two pictures.", "Take your time with both.",
        "You see two pictures.")  # fmt: skip


def same_or_not(draws: Draws) -> Question:
    """Two pictures from two sides: the same object, or what is different?"""
    options = ("It is the same object, only turned.", "It is the mirror image of the object.",
               "One part of it has another colour.", "One part has been taken off it.")  # fmt: skip
    right = draws.one(options)
    first, second = _two_models(draws, options.index(right))
    ground = stage(draws)
    start = draws.between(0, 360)
    turn = draws.one((-1, 1)) * draws.between(35, 80)
    cameras = looking(draws, start), looking(draws, start + turn)
    for _ in range(60):
        if first.all_seen(cameras[0], 0.4) and second.all_seen(cameras[1], 0.4) and first.all_seen(cameras[1], 0.25):
            break
        first, second = _two_models(draws, options.index(right))
    question = worded(draws, _TWO, (
        "What is true of the object in the second picture?", "How does the second object compare with the first?",
        "Is the second picture one of the same object?", "What has been done to the object before picture 2 was taken?",
    ))  # fmt: skip
    return question_of(question, options, right, shot(first, cameras[0], ground, 1, 2),
                       shot(second, cameras[1], ground, 2, 2))  # fmt: skip


def _two_models(draws: Draws, change: int) -> tuple[Model, Model]:
    """An object and the same (0), its mirror image (1), one in another colour (2) or with a part less (3)."""
    colours = draws.some(PARTS, 5)
    model = model_of(draws, any_body(draws), colours)
    if change == 1:
        return model, model.mirrored()
    first, *rest = model.parts
    if change == 2:
        other = draws.one([colour for colour in PARTS if colour not in colours])
        return model, Model(model.body, (first.dyed(other), *rest))
    return model, Model(model.body, tuple(rest)) if change == 3 else model


def hidden_in_second(draws: Draws) -> Question:
    """A tower in the middle: which part does it hide in the second picture?"""
    colours = draws.some(PARTS, 4)
    right = draws.one(colours)
    turn = 45 * draws.whole(0, 7)
    model, asked, cameras = fitting(lambda: _tower(draws, colours, right, turn), _hides_one)
    options = [f"The {part.name}." for part in draws.shuffled(model.parts)]
    ground = stage(draws)
    question = worded(draws, ("", "Both pictures show the same object.", "One object, two pictures.",
                              "The object has not changed, only the camera."), (
        "Which part is hidden behind the tower in the second picture?",
        "Which part of the object cannot be seen in picture 2?",
        "What stands behind the tower, out of sight, in the second picture?",
        "One part has gone out of sight in picture 2. Which one?",
    ))  # fmt: skip
    return question_of(question, options, f"The {asked.name}.", shot(model, cameras[0], ground, 1, 2),
                       shot(model, cameras[1], ground, 2, 2))  # fmt: skip


_Views = tuple[Model, Part, tuple[Camera, Camera]]


def _tower(draws: Draws, colours: Sequence[str], right: str, turn: int) -> _Views:
    """Four parts around a tower; the right one stands on its far side from azimuth `turn`."""
    plain = plate(draws)
    tint = plain.solids[0].colour
    high = draws.between(1.6, 2.1)
    body = (*plain.solids, Solid("box", (0, 0, 0.3), (1.45, 1.45, high), darker(tint, 0.12)))
    free = [turn + 180 + 45 * step for step in range(2, 7)]
    spots = iter(draws.some(free, 3))
    parts = []
    for colour in colours:
        angle = turn + 180 if colour == right else next(spots)
        x, y, _ = towards(angle, 1.4 if angle % 90 == 0 else 1.75)
        parts.append(part_on(draws, Site((x, y, 0.3), 0.75, 0.9), colour, ("box", "cylinder", "cone", "pyramid")))
    first = turn + draws.one((-1, 1)) * draws.between(70, 160)
    cameras = looking(draws, first, draws.between(34, 44)), looking(draws, turn + draws.jitter(6), draws.between(9, 15))
    asked = next(part for part in parts if part.colour == right)
    return Model(body, tuple(parts)), asked, cameras


def _hides_one(views: _Views) -> bool:
    model, asked, (first, second) = views
    walls = [solid for solid in model.solids if solid.kind == "box"]
    gone = seen_share(asked.solid, walls, second, (0.0, 0.25, 0.5, 0.75, 1.0)) == 0
    rest = [part for part in model.parts if part is not asked]
    return gone and model.all_seen(first, 0.35) and all(model.seen(part, second) > 0.35 for part in rest)


def number_of_parts(draws: Draws) -> Question:
    """Two pictures that each hide something: how many coloured parts are there?"""
    low = draws.whole(3, 5)
    counts = [low, low + 1, low + 2, low + 3]
    right = draws.one(counts)

    def make() -> tuple[Model, Camera, Camera]:
        body = _with_wall(draws)
        start = draws.between(0, 360)
        return (model_of(draws, body, draws.some(PARTS, right)), looking(draws, start),
                looking(draws, start + draws.between(140, 220)))  # fmt: skip

    model, one, two = fitting(make, lambda made: all(
        max(made[0].seen(part, made[1]), made[0].seen(part, made[2])) > 0.4 for part in made[0].parts))  # fmt: skip
    ground = stage(draws)
    question = worded(draws, ("", "The same object from two sides.", "Both pictures show one object.",
                              "Each picture may hide something.", "Use both pictures."), (
        "How many coloured parts stand on the base in all?", "How many coloured parts does the object have?",
        "Count the coloured parts that stand on the base.", "How many parts in bright colours or black are there?",
    ))  # fmt: skip
    options = [str(count) for count in counts]
    return question_of(question, options, str(right), shot(model, one, ground, 1, 2), shot(model, two, ground, 2, 2))


def _with_wall(draws: Draws) -> Body:
    """A plate with a plain wall across its middle and eight sites beside it."""
    plain = plate(draws)
    tint = darker(plain.solids[0].colour, 0.12)
    wall = Solid("box", (0, 0, 0.3), (draws.between(2.6, 3.8), 0.4, draws.between(1.1, 1.7)), tint)
    return Body(
        (*plain.solids, wall), tuple(Site((x, y, 0.3), 0.72, 1.1) for x in (-1.5, -0.5, 0.5, 1.5) for y in (-1.2, 1.2))
    )


def what_stands_on(draws: Draws) -> Question:
    """Four stacks of two: which part stands on a block of a given colour?"""
    colours = draws.some(PARTS, 8)
    tops, bases = colours[:4], colours[4:]
    right, asked = draws.one(tops), draws.one(bases)

    def make() -> tuple[Model, tuple[Camera, Camera]]:
        body = plate(draws)
        order = iter(draws.shuffled(top for top in tops if top != right))
        parts = []
        for site, base in zip(draws.some(body.sites, 4), bases, strict=True):
            low = Site(site.at, 0.95, draws.between(0.5, 0.9))
            parts.append(part_on(draws, low, base, ("box", "box", "cylinder"), 0.99))
            x, y, z = site.at
            high = Site((x, y, z + parts[-1].solid.size[2]), 0.7, 0.75)
            parts.append(part_on(draws, high, right if base == asked else next(order), low=0.8))
        start = draws.between(0, 360)
        return Model(body.solids, tuple(parts)), (looking(draws, start), looking(draws, start + draws.between(70, 290)))

    def fits(made: tuple[Model, tuple[Camera, Camera]]) -> bool:
        model, cameras = made
        place = next(k for k, part in enumerate(model.parts) if part.colour == asked)
        pair = model.parts[place : place + 2]
        return all(max(model.seen(part, camera) for camera in cameras) > 0.3 for part in model.parts) and any(
            all(model.seen(part, camera) > 0.4 for part in pair) for camera in cameras
        )

    model, cameras = fitting(make, fits)
    named = {part.colour: part.name for part in model.parts}
    ground = stage(draws)
    question = worded(draws, ("", "Two views of one object.", "Look at it from both sides."), (
        f"What stands on the {named[asked]}?", f"Which part is on top of the {named[asked]}?",
        f"The {named[asked]} carries another part. Which one?",
    ))  # fmt: skip
    return question_of(question, [f"The {named[top]}." for top in tops], f"The {named[right]}.",
                       *(shot(model, camera, ground, k, 2) for k, camera in enumerate(cameras, 1)))  # fmt: skip


def picture_of_another(draws: Draws) -> Question:
    """Three pictures of one object and one of another: which one?"""
    options = [f"Picture {k}" for k in (1, 2, 3, 4)]
    right = draws.one(options)
    colours = draws.some(PARTS, 4)

    def make() -> tuple[list[Model], list[Camera]]:
        model = model_of(draws, any_body(draws), colours)
        one, two, *rest = model.parts
        changed = (two.put(one.solid.at), one.put(two.solid.at), *rest)
        if draws.chance(0.5):
            changed = (one.dyed(draws.one([colour for colour in PARTS if colour not in colours])), two, *rest)
        start = draws.between(0, 360)
        models = [Model(model.body, changed) if option == right else model for option in options]
        turns = draws.shuffled((-75, -25, 25, 75))
        return models, [looking(draws, start + turn + draws.jitter(12)) for turn in turns]

    models, cameras = fitting(make, lambda made: all(
        model.all_seen(camera, 0.38) for model, camera in zip(*made, strict=True)))  # fmt: skip
    ground = stage(draws)
    question = worded(draws, ("", "Four pictures.", "One picture does not belong.", "Three of them belong together."), (
        "Three pictures show the same object. Which one shows another?", "Which picture is not of the same object?",
        "Which picture shows an object that differs from the other three?", "In which picture is the object not the same?",
    ))  # fmt: skip
    return question_of(question, options, right,
                       *(shot(model, camera, ground, k, 4)
                         for k, (model, camera) in enumerate(zip(models, cameras, strict=True), 1)))  # fmt: skip


def opposite_side(draws: Draws) -> Question:
    """A cube with six colours from two or three sides: which colour is opposite a given one?"""
    colours = draws.some(PARTS, 6)
    asked, options = colours[0], colours[1:5]
    right = draws.one(options)
    beside = draws.shuffled(colour for colour in colours if colour not in (asked, right))
    sides = [asked, beside[0], right, beside[1], *beside[2:]]
    step = draws.one((90, -90))
    # Each picture shows two neighbouring sides; the two next to each other share one, which parts asked and right.
    angles = [45.0, 45.0 + 90, 45.0 + 180] if step > 0 else [45.0 - 90, 45.0 + 180, 45.0 + 90]
    if draws.chance(0.4):
        angles = angles[:2]
    ground = stage(draws)
    canvases = []
    for number, angle in enumerate(draws.shuffled(angles), 1):
        canvases.append(_cube(sides, angle + draws.jitter(14), ground, draws.between(24, 34), (number, len(angles))))
    question = worded(draws, ("", "The cube has a different colour on every side.", "These pictures show the same cube.",
                              "A cube has six colours."), (
        f"Which colour is on the side opposite the {asked} one?", f"Which colour lies across from the {asked} side?",
        f"When the {asked} side faces you, which colour faces away?",
    ))  # fmt: skip
    return question_of(question, [f"{option.capitalize()}." for option in options], f"{right.capitalize()}.",
                       *(canvas.picture() for canvas in canvases))  # fmt: skip


def _cube(
    sides: Sequence[str], azimuth: float, ground: tuple[str, str], elevation: float,
    number: tuple[int, int],
) -> Canvas:  # fmt: skip
    """A cube whose sides south, east, north, west, top and bottom have these colours."""
    camera = Camera(azimuth, elevation, SIDE / 2, 285, 120, distance=8)
    canvas = studio(ground, camera)
    half, high = 0.9, 1.8
    rim = [(-half, -half), (half, -half), (half, half), (-half, half)]
    for place in range(4):
        (ax, ay), (bx, by) = rim[place], rim[(place + 1) % 4]
        nx, ny = (ay - by) / -high, (ax - bx) / high
        x, y, _ = towards(azimuth, 1)
        if nx * x + ny * y <= 0.12:
            continue
        face = [(ax, ay, 0.0), (bx, by, 0.0), (bx, by, high), (ax, ay, high)]
        shade = 0.04 + 0.1 * (place % 2)
        _side(canvas, camera, face, darker(NAMED[sides[place]], shade))
    _side(canvas, camera, [(x, y, high) for x, y in rim], NAMED[sides[4]])
    tagged(canvas, *number)
    return canvas


def _side(canvas: Canvas, camera: Camera, face: Sequence[tuple[float, float, float]], colour: str) -> None:
    canvas.polygon([camera.project(point) for point in face], fill=colour, stroke="#f4f1ea", width=5)
