"""Scene multi-view: one room from several sides: what moved, what is where for someone inside, where the camera was."""

from __future__ import annotations

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.fitting import fitting
from ch3ef.scenarios.generated.scene.solids import Camera
from ch3ef.scenarios.generated.tasks.embodiment import scene_places as places
from ch3ef.scenarios.generated.tasks.embodiment.drawing import towards, worded
from ch3ef.scenarios.generated.tasks.embodiment.rooms import (
    DYES,
    FURNITURE,
    Piece,
    Room,
    Spot,
    any_room,
    overlooking,
    view,
)
from ch3ef.scenarios.generated.tasks.embodiment.scene_places import Order, Photos, Shelf, Sight, Table, Views

_SAME = ("", "Both pictures show the same room.", "One room, two pictures.", "The two pictures show one room.")


def _the(name: str) -> str:
    return f"The {name}."


def _piece(draws: Draws, name: str, spot: Spot, colour: str | None = None) -> Piece:
    """A piece whose front points away from the nearest wall."""
    x, y = spot
    inwards = (270 if x > 0 else 90) if abs(x) > abs(y) or (x and draws.chance(0.5)) else (0 if y > 0 else 180)
    return Piece(name, colour or draws.one(DYES), spot, inwards if spot != (0.0, 0.0) else draws.one((0, 90, 180, 270)))


def _two_cameras(draws: Draws, low: float = 50, high: float = 180) -> tuple[Camera, Camera]:
    start = draws.between(0, 360)
    return overlooking(draws, start), overlooking(draws, start + draws.one((-1, 1)) * draws.between(low, high))


_WAYS = {"to their left": -90, "to their right": 90, "straight ahead": 0, "behind them": 180}


def around_a_person(draws: Draws) -> Question:
    """Someone sits in the middle of the room: what is on their left, right, before or behind them?"""
    seat = draws.one(("sofa", "chair"))
    names = draws.some([name for name in FURNITURE if name not in ("sofa", "chair")], 4)
    right = draws.one(names)
    way = draws.one(list(_WAYS))

    def make() -> tuple[Room, tuple[Camera, Camera]]:
        facing = draws.one((0, 90, 180, 270))
        rest = iter(draws.shuffled(name for name in names if name != right))
        colours = iter(draws.some(DYES, 5))
        pieces = [Piece(seat, next(colours), (0.0, 0.0), facing)]
        for each, turn in _WAYS.items():
            # Facing south, the left hand points east: left lies a quarter turn ahead in azimuth.
            x, y, _ = towards(facing - turn, 2.1)
            spot = (round(x, 3), round(y, 3))
            name = right if each == way else next(rest)
            pieces.append(_piece(draws, name, spot, next(colours)))
        return any_room(draws, pieces), _two_cameras(draws, 60, 180)

    room, cameras = fitting(make, lambda made: all(made[0].all_seen(camera, 0.3) for camera in made[1]))
    question = worded(draws, (*_SAME, "Use both pictures."), (
        f"Someone sits on the {seat}, leaning on its back. What is {way}?",
        f"A person sits down on the {seat} in the usual way. Which thing is then {way}?",
        f"For a person who sits on the {seat}, what is {way}?",
    ))  # fmt: skip
    return question_of(question, [_the(name) for name in names], _the(right),
                       *(view(room, camera, k, 2) for k, camera in enumerate(cameras, 1)))  # fmt: skip


def from_the_door(draws: Draws) -> Question:
    """Someone steps in through the door: which thing is on their left or right?"""
    names = draws.some(FURNITURE, 4)
    right = draws.one(names)
    left = draws.chance(0.5)

    def make() -> tuple[Room, tuple[Camera, Camera]]:
        door = draws.one((0, 90, 180, 270))
        side = 1 if left else -1
        # In the frame of someone who comes in at the south: x to their right, y ahead.
        asked = draws.one(((-2.1, -0.6), (-2.1, 0.7), (-2.1, 2.0)))
        rest = draws.some(((2.1, -0.6), (2.1, 0.7), (2.1, 2.0), (0.0, 2.0), (0.0, 0.3)), 3)
        spots = [(side * x, y) for x, y in (asked, *rest)]
        others = draws.shuffled(name for name in names if name != right)
        colours = draws.some(DYES, 4)
        pieces = [_piece(draws, name, _turned(spot, door), colour)
                  for name, spot, colour in zip((right, *others), spots, colours, strict=True)]  # fmt: skip
        start = door + 180 + draws.jitter(60)
        return any_room(draws, pieces, door), (overlooking(draws, start), overlooking(draws, door + draws.jitter(70)))

    room, cameras = fitting(
        make, lambda made: all(made[0].all_seen(camera, 0.4) for camera in made[1]) and _apart(made[0])
    )
    hand = "left" if left else "right"
    question = worded(draws, ("", "The door is seen in picture 1.", "The mat lies at the door."), (
        f"Someone comes in through the door. Which thing is on their {hand}?",
        f"You enter through the door. Which of these do you find on your {hand}?",
        f"Seen from the door, what is at the {hand} wall?",
    ))  # fmt: skip
    pictures = [view(room, camera, k, 2) for k, camera in enumerate(cameras, 1)]
    return question_of(question, [_the(name) for name in names], _the(right), *pictures)


def _turned(spot: Spot, door: int) -> Spot:
    """From the frame of someone who enters at the south to that of the room with its door at another side."""
    ahead, beside = towards(door + 180, 1), towards(door + 90, 1)
    x, y = spot
    return round(x * beside[0] + y * ahead[0], 3), round(x * beside[1] + y * ahead[1], 3)


def _apart(room: Room) -> bool:
    """Whether no two pieces touch."""
    hulls = [piece.hull for piece in room.pieces]
    return all(
        any(abs(one.at[k] - two.at[k]) >= (one.size[k] + two.size[k]) / 2 for k in (0, 1))
        for place, one in enumerate(hulls) for two in hulls[place + 1 :]
    )  # fmt: skip


FORMS: tuple[Form, ...] = (
    around_a_person, from_the_door,
    graded(places.order_from_camera, {1: Order(3, 14, False), 2: Order(5, 7, True), 3: Order(7, 4, True)}),
    graded(places.guest_at_table, {1: Table(5, 1), 2: Table(10, 2), 3: Table(16, 3)}),
    graded(places.seen_from_tower, {1: Sight(6, 5, 5), 2: Sight(10, 16, 11), 3: Sight(15, 34, 22)}),
    graded(places.mirrored_shelf, {1: Shelf(1, 5, 8), 2: Shelf(3, 5, 4), 3: Shelf(4, 6, 1)}),
    graded(places.row_in_two_photos, {1: Photos(6, 10, 5, False), 2: Photos(12, 18, 3, False), 3: Photos(18, 28, 2, True)}),
    graded(places.camera_on_square, {2: Views(5, 7, 4), 3: Views(8, 13, 2)}),
)  # fmt: skip
