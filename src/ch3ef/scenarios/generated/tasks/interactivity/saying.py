"""Language performance, precision: all sentences are well written, and the picture makes one of them the right one."""

from __future__ import annotations

from itertools import permutations, product

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED, any_ground, darker
from ch3ef.scenarios.generated.scene.people import Look, any_look, person
from ch3ef.scenarios.generated.tasks.interactivity.drawing import shape
from ch3ef.scenarios.generated.tasks.interactivity.scenery import outdoors, place, shelves, wall

_STARRED = {"box": 38.0, "cup": 46.0, "suitcase": 40.0, "backpack": 74.0, "book": 34.0}
"""Kinds that bear a star, and how high it sits, in hundredths of the height."""


def clear_request(draws: Draws) -> Question:
    """All requests are true of the thing meant, one alone tells it from the rest."""
    kind = draws.one(tuple(_STARRED))
    ink, large, upper, starred = draws.one(BRIGHT), draws.chance(0.5), draws.chance(0.5), draws.chance(0.5)
    sole = draws.whole(0, 3)
    # Which of the four others share colour, size, shelf and star with the one meant: some, or for `sole` none.
    shared = []
    for trait in range(4):
        count = 0 if trait == sole else draws.whole(1, 2)
        shared.append(set(draws.some(range(4), count)))
    colours = draws.some([colour for colour in BRIGHT if colour != ink and {colour, ink} != {"red", "orange"}], 4)
    rows: dict[bool, list[tuple[str, bool, bool, bool]]] = {True: [], False: []}
    for k in range(4):
        colour = ink if k in shared[0] else colours[k]
        rows[upper == (k in shared[2])].append((colour, large == (k in shared[1]), starred == (k in shared[3]), False))
    rows[upper].insert(draws.whole(0, len(rows[upper])), (ink, large, starred, True))
    canvas = shelves(draws, (226, 416), 640)
    for up, row in rows.items():
        for k, (colour, big, star, meant) in enumerate(row):
            x, foot = 320 + 132 * (k - (len(row) - 1) / 2) + draws.jitter(8), 226 if up else 416
            size = 102 if big else 58
            place(canvas, kind, x, foot, size, 220, colour)
            if star:
                shape(canvas, "star", x, foot - size * _STARRED[kind] / 100, 0.15 * size, fill="#ffffff",
                      stroke="#1d1d1f", width=1.5)  # fmt: skip
            if meant:
                canvas.arrow(x, foot - size - 54, x, foot - size - 8, stroke="#1d1d1f", width=8, head=24)
    text = draws.one((
        f"The arrow points at the {kind} that I want. Which request is clear, so that nobody can bring the wrong one?",
        f"I mean the {kind} below the arrow. Which wording leaves no doubt?",
        f"Which request picks out the {kind} under the arrow and no other?",
        f"A helper cannot see the arrow. Which request still brings me the {kind} that it points at?",
        f"All requests fit the {kind} at the arrow. Which one is not ambiguous?",
    ))  # fmt: skip
    wishes = (f"the {ink} {kind}", f"the {'large' if large else 'small'} {kind}",
              f"the {kind} on the {'upper' if upper else 'lower'} shelf",
              f"the {kind} {'with a' if starred else 'without a'} star")  # fmt: skip
    start = draws.one(("Please bring me {}.", "Could you pass me {}?", "I would like {}, please.", "May I have {}?"))
    options = [start.format(wish) for wish in wishes]
    return question_of(text, options, options[sole], canvas.picture())


_DEEDS: dict[str, tuple[str, str, str]] = {
    "book": ("read a book", "reading a book", "read a book"),
    "guitar": ("played the guitar", "playing the guitar", "played the guitar"),
    "umbrella": ("walked in the rain", "walking in the rain", "walked in the rain"),
    "cup": ("had some tea", "having some tea", "had some tea"),
    "phone": ("made a phone call", "making a phone call", "made a phone call"),
    "kite": ("flew a kite", "flying a kite", "flown a kite"),
    "flower": ("picked a flower", "picking a flower", "picked a flower"),
    "cake": ("brought a cake", "bringing a cake", "brought a cake"),
}
_NAMES = ("Mika", "Robin", "Sasha", "Noor", "Kim", "Jules", "Alex", "Toni")
_STORIES = (
    "{n} first {a[0]}, then {b[0]}, and finally {c[0]}.",
    "{n} {c[0]} after {b[1]}, but {a[1]} came before both.",
    "Between {a[1]} and, later on, {c[1]}, {n} {b[0]}.",
    "Having {a[2]} and then {b[2]}, {n} ended by {c[1]}.",
    "The last thing {n} did was {c[1]}; {a[1]} came before {b[1]}.",
    "{n} {b[0]} before {c[1]}, having already {a[2]}.",
)


def story_in_order(draws: Draws) -> Question:
    """Three scenes of a day: which well-made sentence tells them in the right order?"""
    deeds = draws.some(_DEEDS, 3)
    one, other = draws.some([order for order in permutations(deeds) if order[0] < order[2]], 2)
    orders = draws.shuffled([one, one[::-1], other, other[::-1]])
    right, name = draws.one(orders), draws.one(_NAMES)
    look = any_look(draws)
    ink = NAMED[draws.one([name for name in BRIGHT if name != look.top])]
    if draws.chance(0.4):
        pictures = [_deed(draws, deed, look, ink, str(k)) for k, deed in enumerate(right, 1)]
    else:
        strip = Canvas(1008, 448, ground="#ffffff")
        for k, deed in enumerate(right):
            with strip.moved(336 * k + 6, 56, scale=0.725):
                _deed_scene(draws, strip, deed, look, ink, str(k + 1))
        pictures = [strip.picture()]
    text = draws.one((
        f"Which sentence tells the story of {name} in the right order?",
        f"The scenes show what {name} did. Which sentence is well put and true?",
        f"Sum up the three scenes with {name} in one good sentence.",
        f"What did {name} do, from scene 1 to scene 3? Choose the sentence that fits.",
        f"Which of these sentences could stand below the three scenes with {name}?",
    ))  # fmt: skip
    options = [
        story.format(n=name, a=_DEEDS[a], b=_DEEDS[b], c=_DEEDS[c])
        for story, (a, b, c) in zip(draws.some(_STORIES, 4), orders, strict=True)
    ]
    return question_of(text, options, options[orders.index(right)], *pictures)


def _deed(draws: Draws, deed: str, look: Look, ink: str, number: str) -> Picture:
    canvas = Canvas(448, 464, ground="#ffffff")
    _deed_scene(draws, canvas, deed, look, ink, number)
    return canvas.picture()


def _deed_scene(draws: Draws, canvas: Canvas, deed: str, look: Look, ink: str, number: str) -> None:
    """One scene, 448 by 464."""
    outside = deed in ("umbrella", "kite", "flower")
    sky = "#b4c0cb" if deed == "umbrella" else "#cfe6f5" if outside else any_ground(draws)
    canvas.rect(0, 0, 448, 464, fill=sky)
    canvas.rect(0, 370, 448, 94, fill="#9cc98a" if outside else "#c9b08d")
    if deed == "umbrella":
        for _ in range(26):
            x, y = draws.between(10, 440), draws.between(10, 420)
            canvas.line(x, y, x - 5, y + 18, stroke="#4f7fb5", width=2.5)
    hand = person(
        canvas, 200, 436, 310, look, pose="waving" if deed in ("kite", "umbrella") else "holding", mood="happy"
    )
    if deed == "kite":
        canvas.line(hand[0], hand[1], 386, 100, stroke="#444444", width=2)
        place(canvas, deed, 386, 128, 108, 108, ink)
    elif deed == "flower":
        place(canvas, deed, hand[0] + 4, hand[1] + 16, 100, 90, ink)
        for x in (60, 390, 330):
            place(canvas, deed, x, 430 + draws.jitter(12), 70, 60, ink)
    elif deed == "guitar":
        with canvas.moved(hand[0] - 22, hand[1] + 46, angle=28):
            place(canvas, deed, 0, 20, 150, 150, ink)
    else:
        size = 165 if deed == "umbrella" else 88
        place(canvas, deed, hand[0] + (6 if size > 100 else 14), hand[1] + (14 if size > 100 else 36), size, 220, ink)
    canvas.circle(34, 34, 20, fill="#37474f")
    canvas.text(34, 42, number, size=23, face="sans-bold", colour="#ffffff", anchor="middle")


_COMPARISONS = (
    "The {mid} {t} is taller than the {low} one but not as tall as the {high} one.",
    "The {high} {t} is the tallest, and the {low} one is even lower than the {mid} one.",
    "Of the three, the {low} {t} is the lowest, and only the {high} one rises above the {mid} one.",
    "While the {high} {t} stands out above the {mid} one, the {low} one is the lowest of all.",
    "The {low} {t} is overtopped by the {mid} one, which in turn is lower than the {high} one.",
)


def exact_comparison(draws: Draws) -> Question:
    """Three of a kind in three heights: which sentence compares them rightly?"""
    kind = draws.one(("tower", "candle", "tree", "bottle", "lamp"))
    colours = draws.some(BRIGHT, 3)
    orders = draws.some(permutations(colours), 4)
    right = draws.one(orders)
    heights = draws.one(((110, 180, 265), (90, 190, 250), (130, 195, 275)))
    if kind in ("tower", "tree"):
        canvas, foot = outdoors(draws, draws.one(("sun", "snow"))), 404
    else:
        canvas, foot = wall(draws), 412
        canvas.rect(0, 398, 560, 82, fill=draws.one(("#b98a5a", "#a8764a", "#c9a173")))
    for k, rank in enumerate(draws.shuffled(range(3))):
        x, ink = 110 + 170 * k + draws.jitter(14), NAMED[right[rank]]
        if kind in ("tower", "candle"):
            _upright(canvas, kind, x, foot, heights[rank], ink)
        else:
            place(canvas, kind, x, foot, heights[rank], 300, ink)
    text = draws.one((
        f"Which sentence compares the three {kind}s correctly?",
        f"Describe the heights of the {kind}s in one good sentence.",
        f"Which of these well-formed sentences is true of the {kind}s?",
        f"For a report: which statement about the {kind}s is exact?",
    ))  # fmt: skip
    options = [
        sentence.format(t=kind, low=low, mid=mid, high=high)
        for sentence, (low, mid, high) in zip(draws.some(_COMPARISONS, 4), orders, strict=True)
    ]
    return question_of(text, options, options[orders.index(right)], canvas.picture())


def _upright(canvas: Canvas, kind: str, x: float, foot: float, height: float, colour: str) -> None:
    edge = darker(colour, 0.35)
    if kind == "candle":
        canvas.rect(x - 24, foot - height, 48, height, fill=colour, stroke=edge, radius=4)
        canvas.line(x, foot - height, x, foot - height - 10, stroke="#2b2b2f", width=3)
        canvas.ellipse(x, foot - height - 20, 8, 14, fill="#f2a93b", stroke="#d9822b", width=1.5)
        return
    canvas.rect(x - 34, foot - height, 68, height, fill=colour, stroke=edge)
    for side in (-34, -12, 10):
        canvas.rect(x + side, foot - height - 14, 24, 18, fill=colour, stroke=edge)
    for row, side in product(range(int(height / 55)), (-1, 1)):
        canvas.rect(x + 15 * side - 6, foot - height + 20 + 46 * row, 12, 20, fill="#fdf3c8", stroke=edge, radius=5)
    canvas.path(f"M{x - 11:.0f} {foot:.0f}v-22q11 -14 22 0v22z", fill=edge)
