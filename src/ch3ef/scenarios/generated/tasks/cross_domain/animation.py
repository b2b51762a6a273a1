"""Animation: cartoon frames in a row; what happens, where to, in which order and who does it."""

from __future__ import annotations

from collections.abc import Callable

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import NAMED
from ch3ef.scenarios.generated.scene.things import THINGS, cloud, sun
from ch3ef.scenarios.generated.tasks.cross_domain import toons
from ch3ef.scenarios.generated.tasks.cross_domain.drawing import capital, tag
from ch3ef.scenarios.generated.tasks.cross_domain.toons import FLOOR, PROCESSES, Act, Frame, Mood, critter, panel, shown

_COLOURS = ("red", "orange", "yellow", "green", "blue", "purple", "pink")
_CLIPS = ("cartoon", "animation", "clip", "short film", "film strip")
_LATER = ("red", "blue", "green", "purple", "orange")


def direction_of_flight(draws: Draws) -> Question:
    """Something moves through three frames: which way?"""
    ways = {"to the left": (-1, 0), "to the right": (1, 0), "upwards": (0, -1), "downwards": (0, 1)}
    options = draws.shuffled(ways)
    right = draws.one(options)
    thing = draws.one(("balloon", "kite", "ball", "umbrella"))
    colour, place = draws.one(_COLOURS), f"place {draws.whole(0, 10**9)}"
    dx, dy = ways[right]

    def frame(k: int) -> Frame:
        def draw(canvas: Canvas) -> None:
            toons.backdrop(canvas, Draws(place))
            x, y = 150 + 84 * dx * (k - 1), 150 + 56 * dy * (k - 1)
            THINGS[thing](canvas, x, y + 20, 74, NAMED[colour])

        return draw

    question = draws.one((f"In which direction does the {colour} {thing} move?",
                          f"Follow the {colour} {thing} through the frames. Where does it go?",
                          f"Which way is the {colour} {thing} drifting in this {draws.one(_CLIPS)}?"))  # fmt: skip
    return question_of(question, options, right, *shown(draws, [frame(k) for k in range(3)]))


def direction_of_run(draws: Draws) -> Question:
    """A figure runs through three frames: which way?"""
    ways = {"to the left": (-1, 0), "to the right": (1, 0), "towards us": (0, 1), "away from us": (0, -1)}
    options = draws.shuffled(ways)
    right = draws.one(options)
    colour, place, ears = draws.one(_COLOURS), f"place {draws.whole(0, 10**9)}", draws.whole(0, 2)
    dx, nearer = ways[right]

    def frame(k: int) -> Frame:
        act: Act = "run" if k % 2 else "stride"

        def draw(canvas: Canvas) -> None:
            toons.backdrop(canvas, Draws(place))
            size = 96 + 44 * nearer * (k - 1)
            critter(canvas, 150 + 90 * dx * (k - 1), FLOOR + 6 + 18 * nearer * (k - 1), size, NAMED[colour], act=act,
                    mirrored=dx < 0, ears=ears, back=nearer < 0)  # fmt: skip

        return draw

    question = draws.one((f"Where is the {colour} figure running?",
                          f"In which direction does the {colour} figure run from frame 1 to frame 3?",
                          f"Which way does the {colour} character of this {draws.one(_CLIPS)} run?"))  # fmt: skip
    return question_of(question, options, right, *shown(draws, [frame(k) for k in range(3)]))


def what_figure_does(draws: Draws) -> Question:
    """A figure and a box: what happens?"""
    ground, top = FLOOR + 8.0, FLOOR - 62.0
    stories: dict[str, tuple[tuple[float, float, Act, float], ...]] = {
        "It jumps onto the box.": ((50, ground, "run", 180), (112, 130, "jump", 180), (180, top, "stand", 180)),
        "It jumps down from the box.": ((180, top, "stand", 180), (238, 150, "jump", 180), (256, ground, "stand", 180)),
        "It leaps over the box.": ((44, ground, "run", 160), (160, 108, "jump", 160), (262, ground, "stride", 160)),
        "It pushes the box along.": ((50, ground, "push", 142), (96, ground, "push", 188), (142, ground, "push", 234)),
        "It hides behind the box.": ((50, ground, "run", 180), (122, ground, "stride", 180), (180, ground - 8, "sit", 180)),
        "It sits down before the box.": ((40, ground, "run", 210), (120, ground, "stride", 210), (170, ground + 26, "sit", 210)),
    }  # fmt: skip
    options = draws.some(stories, 4)
    right = draws.one(options)
    colour, place, ears = draws.one(_COLOURS), f"place {draws.whole(0, 10**9)}", draws.whole(0, 2)
    box, before, mirrored = draws.one(("brown", "grey")), "before" in right, draws.chance(0.5)

    def frame(k: int) -> Frame:
        x, y, act, at = stories[right][k]

        def draw(canvas: Canvas) -> None:
            toons.backdrop(canvas, Draws(place))
            with canvas.moved(300 if mirrored else 0, 0, mirrored=mirrored):
                if not before:
                    critter(canvas, x, y, 82, NAMED[colour], act=act, ears=ears)
                THINGS["box"](canvas, at, ground, 70, NAMED[box])
                if before or act in ("push", "jump", "stand"):
                    critter(canvas, x, y, 82, NAMED[colour], act=act, ears=ears)

        return draw

    question = draws.one((f"What does the {colour} figure do in these three frames?",
                          f"What happens in this {draws.one(_CLIPS)} with the {colour} figure and the box?",
                          f"How would you describe what the {colour} character does?"))  # fmt: skip
    return question_of(question, options, right, *shown(draws, [frame(k) for k in range(3)]))


def next_frame(draws: Draws) -> Question:
    """Three stages of something: which frame comes next?"""
    letters = draws.one((list("ABCD"), list("WXYZ"), list("KLMN")))
    right = draws.one(letters)
    # A melted snowman is too small to show its colour.
    name = draws.one([each for each in PROCESSES if each != "snowman"])
    stage, told = PROCESSES[name]
    colours, place = draws.some(_LATER, 2), f"place {draws.whole(0, 10**9)}"

    def frame(t: float, colour: str) -> Frame:
        def draw(canvas: Canvas) -> None:
            toons.backdrop(canvas, Draws(place))
            stage(canvas, t, NAMED[colour])

        return draw

    shown_at, wrong = (0.12, 0.36, 0.62), draws.shuffled(((0.12, 0), (0.36, 0), (0.9, 1)))
    canvas = Canvas(740, 500, ground=draws.one(("#f7f4ec", "#eef2f5", "#f3eef5")))
    for k, t in enumerate(shown_at):
        panel(canvas, 20 + 180 * k, 24, 0.55, frame(t, colours[0]))
    canvas.rect(560, 24, 165, 154, fill="#ffffff", stroke="#26262a", width=3, dash="9 7")
    canvas.text(642, 128, "?", size=76, face="comic-bold", anchor="middle", colour="#8a8f96")
    canvas.line(20, 226, 720, 226, stroke="#b9b4aa", width=2)
    for k, letter in enumerate(letters):
        t, other = (0.9, 0) if letter == right else wrong.pop()
        panel(canvas, 20 + 180 * k, 262, 0.55, frame(t, colours[other]))
        tag(canvas, 102 + 180 * k, 448, letter)
    question = draws.one((f"{told} Which frame comes next?", f"{told} Which of the lower frames follows the upper three?",
                          f"Which lower frame belongs in place of the question mark? {told}"))  # fmt: skip
    return question_of(question, [f"frame {letter}" for letter in letters], f"frame {right}", canvas.picture())


def order_of_frames(draws: Draws) -> Question:
    """Four stages, shuffled: what is their order?"""
    letters = draws.one((list("ABCD"), list("PQRS"), list("WXYZ")))
    orders: list[tuple[str, ...]] = []
    while len(orders) < 4:
        order = tuple(draws.shuffled(letters))
        if order not in orders and list(order) != letters:
            orders.append(order)
    right = draws.one(orders)
    name = draws.one(("plant", "candle", "snowman", "cake", "house"))
    stage, told = PROCESSES[name]
    colour, place = draws.one(_LATER), f"place {draws.whole(0, 10**9)}"

    def frame(t: float) -> Frame:
        def draw(canvas: Canvas) -> None:
            toons.backdrop(canvas, Draws(place))
            stage(canvas, t, NAMED[colour])

        return draw

    frames = [frame((0.05, 0.36, 0.63, 0.95)[right.index(letter)]) for letter in letters]
    question = draws.one((f"{told} In which order do the frames belong?",
                          f"The frames have been mixed up. {told} What is the right order?",
                          f"{told} Put the frames {letters[0]} to {letters[3]} in order, the earliest first.",
                          f"Sort the four frames by time: {told[0].lower()}{told[1:]}"))  # fmt: skip
    return question_of(question, [", ".join(order) for order in orders], ", ".join(right),
                       *shown(draws, frames, letters=letters))  # fmt: skip


def change_between_frames(draws: Draws) -> Question:
    """Two frames: what has changed?"""
    colours = draws.some(_LATER, 4)
    changes = ("The sun comes out.", "The house is painted.", "The figure waves with the other arm.", "The ball rolls away.",
               "The tree has come down.", "A cloud comes up.", "The figure gets sad.")  # fmt: skip
    options = draws.some(changes, 4)
    right = draws.one(options)
    place, ears = f"place {draws.whole(0, 10**9)}", draws.whole(0, 2)
    shift, clouded = draws.jitter(8), draws.chance(0.5)

    def frame(after: bool) -> Frame:
        def so(change: str) -> bool:
            return after and right == change

        def draw(canvas: Canvas) -> None:
            sky, grass = Draws(place).one(toons.SCENES)
            canvas.rect(0, 0, 300, 280, fill=sky)
            canvas.rect(0, 196, 300, 84, fill=grass)
            if so("The sun comes out."):
                sun(canvas, 46, 46, 44)
            if (clouded and right != "A cloud comes up.") or so("A cloud comes up."):
                cloud(canvas, 150, 42, 34)
            THINGS["house"](
                canvas, 232 + shift, 204, 96, NAMED[colours[1] if so("The house is painted.") else colours[0]]
            )
            if not so("The tree has come down."):
                THINGS["tree"](canvas, 124, 206, 88, NAMED["green"])
            else:
                canvas.rect(118, 194, 14, 12, fill="#74512f")
            mood: Mood = "sad" if so("The figure gets sad.") else "happy"
            critter(canvas, 60, 256, 96, NAMED[colours[2]], act="wave", mood=mood,
                    mirrored=so("The figure waves with the other arm."), ears=ears)  # fmt: skip
            THINGS["ball"](canvas, 264 if so("The ball rolls away.") else 144, 262, 38, NAMED[colours[3]])

        return draw

    clip = draws.one(_CLIPS)
    question = draws.one((f"What is different in the second frame of this {clip}?",
                          f"What happens between frame 1 and frame 2 of this {clip}?",
                          f"Compare the two frames of this {clip}. What has changed?"))  # fmt: skip
    return question_of(question, options, right, *shown(draws, [frame(False), frame(True)]))


def who_moves(draws: Draws) -> Question:
    """Four figures in three frames: which of them moves?"""
    colours = draws.some(_COLOURS, 4)
    if {"red", "orange"} <= set(colours):
        colours[colours.index("orange")] = draws.one(
            [name for name in ("green", "blue", "purple") if name not in colours]
        )
    right = draws.one(colours)
    moves: tuple[tuple[tuple[Act, Act, Act], float], ...] = (
        (("stand", "jump", "stand"), 56.0), (("stand", "wave", "jump"), 30.0), (("stand", "sit", "stand"), 0.0),
    )  # fmt: skip
    acts, lift = draws.one(moves)
    does = {56.0: "jumps", 30.0: "waves and hops", 0.0: "sits down and gets up"}[lift]
    place, kinds = f"place {draws.whole(0, 10**9)}", [draws.whole(0, 2) for _ in colours]

    def frame(k: int) -> Frame:
        def draw(canvas: Canvas) -> None:
            toons.backdrop(canvas, Draws(place))
            for n, colour in enumerate(colours):
                act = acts[k] if colour == right else "stand"
                y = FLOOR + 8 - (lift if act == "jump" else 0)
                critter(canvas, 42 + 72 * n, y, 74, NAMED[colour], act=act, ears=kinds[n])

        return draw

    clip = draws.one(_CLIPS)
    question = draws.one((f"Which figure moves in this {clip}?", f"Who {does} in this {clip}?",
                          f"Three of the figures in this {clip} stay as they are. Which one does not?"))  # fmt: skip
    options = [f"the {colour} one" for colour in colours]
    return question_of(question, options, f"the {right} one", *shown(draws, [frame(k) for k in range(3)]))


def change_of_mood(draws: Draws) -> Question:
    """A figure over three frames: how do its feelings change?"""
    moods: tuple[Mood, ...] = ("happy", "sad", "angry", "surprised")
    pairs = [(one, two) for one in moods for two in moods if one != two]
    options = draws.some(pairs, 4)
    right = draws.one(options)
    colour, ears, place = draws.one(_COLOURS), draws.whole(0, 2), f"place {draws.whole(0, 10**9)}"
    turn = draws.whole(1, 2)
    thing = draws.one(("balloon", "cake", "book", "phone", "flower"))

    def frame(k: int) -> Frame:
        def draw(canvas: Canvas) -> None:
            toons.backdrop(canvas, Draws(place))
            critter(canvas, 130, FLOOR + 22, 190, NAMED[colour], mood=right[k >= turn], ears=ears)
            THINGS[thing](canvas, 252, FLOOR + 16, 76, NAMED["blue" if colour != "blue" else "red"])

        return draw

    question = draws.one((f"How do the feelings of the {colour} figure change?",
                          f"How does the {colour} figure’s mood change in this {draws.one(_CLIPS)}?",
                          f"Watch the face of the {colour} character. How do its feelings change?"))  # fmt: skip
    names = {pair: f"from {pair[0]} to {pair[1]}" for pair in options}
    return question_of(question, list(names.values()), names[right], *shown(draws, [frame(k) for k in range(3)]))


def frame_of_event(draws: Draws) -> Question:
    """Four frames: in which one does it happen?"""
    options = [1, 2, 3, 4]
    right = draws.one(options)
    colour, other = draws.some(_LATER, 2)
    place, ears = f"place {draws.whole(0, 10**9)}", draws.whole(0, 2)
    events: dict[str, Callable[[Canvas, bool], None]] = {
        "is the figure in the air": lambda canvas, now: critter(
            canvas, 110, FLOOR + 8 - 76 * now, 96, NAMED[colour], act="jump" if now else "stand", ears=ears),
        "is the figure asleep": lambda canvas, now: critter(
            canvas, 110, FLOOR + 8, 96, NAMED[colour], act="sleep" if now else "sit", ears=ears),
        "does the figure wave": lambda canvas, now: critter(
            canvas, 110, FLOOR + 8, 96, NAMED[colour], act="wave" if now else "stand", ears=ears),
        "is the figure sad": lambda canvas, now: critter(
            canvas, 110, FLOOR + 8, 120, NAMED[colour], mood="sad" if now else "happy", ears=ears),
    }  # fmt: skip
    event = draws.one(list(events))
    thing = draws.one(("ball", "box", "potted plant", "cup"))

    def frame(k: int) -> Frame:
        def draw(canvas: Canvas) -> None:
            toons.backdrop(canvas, Draws(place))
            THINGS[thing](canvas, 240, FLOOR + 8, 60, NAMED[other])
            events[event](canvas, k + 1 == right)

        return draw

    question = draws.one((f"In which frame {event}?", f"Look at all four frames: in which one {event}?",
                          f"In which frame of this {draws.one(_CLIPS)} {event}?"))  # fmt: skip
    return question_of(question, [f"frame {k}" for k in options], f"frame {right}",
                       *shown(draws, [frame(k) for k in range(4)]))  # fmt: skip


def race(draws: Draws) -> Question:
    """Four runners in lanes over three frames: who wins, who falls behind?"""
    colours = draws.some(("red", "yellow", "green", "blue", "purple", "pink"), 4)
    right, last = draws.one(colours), draws.chance(0.4)
    left = draws.chance(0.5)
    ends = draws.shuffled((170.0, 190.0, 214.0))
    begins = [draws.between(66, 110) for _ in colours]
    final = {colour: ends.pop() for colour in colours if colour != right}
    final[right] = 118.0 if last else 262.0

    def frame(k: int) -> Frame:
        def draw(canvas: Canvas) -> None:
            canvas.rect(0, 0, 300, 280, fill="#d8eefb")
            canvas.rect(0, 60, 300, 220, fill="#d38a5c")
            with canvas.moved(300 if left else 0, 0, mirrored=left):
                for row in range(4):
                    canvas.rect(286, 60 + 10 * row, 7, 10, fill="#1d1d1f" if row % 2 else "#ffffff")
                canvas.rect(286, 60, 7, 220, fill="#ffffff")
                for n, colour in enumerate(colours):
                    y = 112 + 52 * n
                    canvas.line(0, y + 6, 300, y + 6, stroke="#f4e3d4", width=2)
                    x = begins[n] + (final[colour] - begins[n]) * k / 2
                    critter(canvas, x, y, 44, NAMED[colour], act="run" if (k + n) % 2 else "stride", ears=n % 3)

        return draw

    clip = draws.one(("race", "cartoon race", "running race", "sprint"))
    question = draws.one((f"Who is last at the end of this {clip}?", f"Which runner is furthest behind in frame 3 of this {clip}?")
                         if last else
                         (f"Who is in front at the end of this {clip}?", f"Which runner leads in frame 3 of this {clip}?",
                          f"Which runner is about to win this {clip}?"))  # fmt: skip
    options = [f"the {colour} one" for colour in colours]
    return question_of(capital(question), options, f"the {right} one", *shown(draws, [frame(k) for k in range(3)]))


FORMS: tuple[Form, ...] = (
    direction_of_flight, direction_of_run, what_figure_does, next_frame, order_of_frames, change_between_frames,
    who_moves, change_of_mood, frame_of_event, race,
)  # fmt: skip
