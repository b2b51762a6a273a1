"""Language performance: sentences that are all well made, of which one is true to the picture and fit for its reader."""  # fmt: skip

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product

from ch3ef.scenarios.generated.choices import quartet, swapped
from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.handed import field_of, outline
from ch3ef.scenarios.generated.scene.instruments import clock
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED, any_ground, darker
from ch3ef.scenarios.generated.scene.people import Look, any_look, person
from ch3ef.scenarios.generated.scene.places import meadow
from ch3ef.scenarios.generated.scene.winding import closed_line
from ch3ef.scenarios.generated.tasks.interactivity.drawing import listed, shape, upper
from ch3ef.scenarios.generated.tasks.interactivity.scenery import place, shelves, wall

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
          "sixteen", "seventeen", "eighteen", "nineteen", *(f"{ten}{one}" for ten in ("twenty", "thirty", "forty", "fifty", "sixty") for one in ("", "-one", "-two", "-three", "-four", "-five", "-six", "-seven", "-eight", "-nine")))  # fmt: skip
_INK = "#2b2f36"


_CAPTIONS = (
    "{Birds} birds circle over {trees} trees, while the {boat} boat leaves the {kite} kite behind.",
    "Past {trees} trees sails the {boat} boat; {birds} birds and a {kite} kite share the sky.",
    "A {kite} kite climbs among {birds} birds, and below, near {trees} trees, lies the {boat} boat.",
    "With {birds} birds overhead and {trees} trees ashore, the {boat} boat drifts below a {kite} kite.",
)


def caption_of_outing(draws: Draws, low: int, high: int, size: float) -> Question:
    """Birds, trees, a boat and a kite: which caption is true in all four points?"""
    pairs = {"birds": _near(draws, low, high), "trees": _near(draws, low, high), "boat": draws.some(("red", "yellow", "green", "orange"), 2), "kite": draws.some(("purple", "pink", "brown", "yellow"), 2)}  # fmt: skip
    one, other = ("birds", "trees") if high > 7 else draws.some(tuple(pairs), 2)
    facts = {key: draws.one(pair) for key, pair in pairs.items()}
    captions = [{**facts, one: a, other: b} for a in pairs[one] for b in pairs[other]]
    right = draws.one(captions)
    canvas = meadow(draws, 620, 640, 0.59)
    canvas.ellipse(draws.between(200, 420), 588, 190, 38, fill="#8cc4e6", stroke="#6aa6cc", width=2)
    birds, trees = _WORDS.index(right["birds"]), _WORDS.index(right["trees"])
    across, down, deep = (9, 5, 3) if high < 30 else (13, 7, 7)
    air = [(40 + 540 * (i + 0.5) / across, 120 + 210 * j / down) for i in range(across) for j in range(down)]
    shift = 8 if high < 30 else 13
    for x, y in draws.some(air[:-1], birds + 1)[1:]:
        place(canvas, "bird", x + draws.jitter(shift), y + draws.jitter(0.85 * shift), size, 60, draws.one(("black", "grey", "brown")))  # fmt: skip
    ground = [
        (34 + 552 * (i + 0.5) / across, 404 + (150 if deep > 3 else 186) * j / deep)
        for i in range(across)
        for j in range(deep)
    ]
    for x, y in sorted(draws.some(ground, trees), key=lambda spot: spot[1]):
        place(canvas, draws.one(("tree", "fir tree")), x + draws.jitter(6), y + draws.jitter(4), 2 * size, 60, "green")  # fmt: skip
    place(canvas, "boat", draws.between(120, 500), 626, 74, 130, right["boat"])
    place(canvas, "kite", draws.between(60, 560), 104, 74, 90, right["kite"])
    template = draws.one(_CAPTIONS)
    texts = [template.format(**each, Birds=upper(each["birds"])) for each in captions]
    question = draws.one(("Which caption is true of the picture in every point?", "Choose the caption for this postcard: it must be true to the last detail.", "Which sentence describes the scene without a mistake?",
                          "Someone cannot see the picture. Which description may you read to them?"))  # fmt: skip
    return question_of(question, texts, texts[captions.index(right)], canvas.picture())


def _near(draws: Draws, low: int, high: int) -> list[str]:
    first = draws.whole(low, high - 1)
    return [_WORDS[first], _WORDS[first + 1]]


_ORDERS = (
    "Lowest of all is the {0} one; then, each rising above the last, come {1}, and the {2} one tops them all.",
    "The {2} one is the tallest, the {0} one the lowest, and between them, from lower to higher, stand {1}.",
    "Beginning with the {0} one, which is the lowest, they rise by way of {1} to the {2} one.",
)


def order_of_heights(draws: Draws, towers: int, step: float) -> Question:
    """Candles or towers of near heights: which sentence puts them in order?"""
    # Dials: how many there are, and how much taller one is than the next, as a share.
    kind = draws.one(("tower", "candle"))
    orders = draws.some(BRIGHT, towers)
    spots = draws.some(range(draws.whole(0, 1) if towers > 4 else 0, towers - 1, 2), 2)
    options = quartet(orders, swapped(spots[0], spots[0] + 1), swapped(spots[1], spots[1] + 1))
    right = draws.one(options)
    top = draws.between(285, 310)
    wide = max(480, 84 * towers + 60)
    canvas = wall(draws, wide, 460)
    canvas.rect(0, 398, wide, 62, fill=draws.one(("#b98a5a", "#a8764a", "#c9a173")))
    for k, rank in enumerate(draws.shuffled(range(towers))):
        x, high = wide / 2 + 84 * (k - (towers - 1) / 2), top / (1 + step) ** (towers - 1 - rank)
        # The feet stand at different heights, so that the tops alone say nothing on the upper rungs.
        foot = 440 - (draws.between(0, 34) if towers > 4 else 0)
        _upright(canvas, kind, x, foot, high, NAMED[right[rank]])
    template = draws.one(_ORDERS)
    texts = [template.format(order[0], listed([f"the {colour} one" for colour in order[1:-1]]), order[-1]) for order in options]  # fmt: skip
    question = draws.one((f"Which sentence puts the {kind}s in the right order of height?", f"Compare the {kind}s from foot to top. Which sentence is exact?", f"Which statement about the heights of the {kind}s is true?"))  # fmt: skip
    return question_of(question, texts, texts[options.index(right)], canvas.picture())


def _upright(canvas: Canvas, kind: str, x: float, foot: float, height: float, colour: str) -> None:
    edge = darker(colour, 0.35)
    if kind == "candle":
        canvas.rect(x - 20, foot - height, 40, height, fill=colour, stroke=edge, radius=4)
    else:
        canvas.rect(x - 24, foot - height, 48, height, fill=colour, stroke=edge)
        for side in (-24, -7, 10):
            canvas.rect(x + side, foot - height, 14, 12, fill=colour, stroke=edge)


_DEEDS = {"book": "read a book", "guitar": "played the guitar", "umbrella": "walked in the rain", "cup": "had some tea", "phone": "made a call", "kite": "flew a kite", "flower": "picked a flower", "cake": "carried a cake",
          "balloon": "bought a balloon", "hat": "tried on a hat", "drum": "beat a drum", "suitcase": "packed a case"}  # fmt: skip
_NAMES = ("Mika", "Robin", "Sasha", "Noor", "Kim", "Jules", "Alex", "Toni")
_LINKS = ((", then ", ", after that ", ", next ", ", later ", ", afterwards ", " and finally "), ("; then {n} ", "; soon {n} ", "; before long {n} ", "; later {n} ", "; next {n} ", "; last of all, {n} "))  # fmt: skip


def day_in_order(draws: Draws, scene_count: int, clocks: bool, apart: int) -> Question:
    """Scenes of a day, in order or with clocks that tell it: which sentence tells them rightly?"""
    # Dials: scenes of a day, whether clocks tell their order, minutes between them at least.
    deeds = draws.some(_DEEDS, scene_count)
    spots = draws.some(range(draws.whole(0, 1) if scene_count > 4 else 0, scene_count - 1, 2), 2)
    orders = quartet(deeds, swapped(spots[0], spots[0] + 1), swapped(spots[1], spots[1] + 1))
    right = draws.one(orders)
    name, look = draws.one(_NAMES), any_look(draws)
    ink = NAMED[draws.one([colour for colour in BRIGHT if colour != look.top])]
    at, times = draws.whole(0, 120), []
    for _ in right:
        at += draws.whole(apart, 2 * apart)
        times.append(at)
    scenes = list(zip(right, times, strict=True))
    columns = min(4, scene_count)
    rows = -(-scene_count // columns)
    cell = min(250.0, 1004 / columns)
    canvas = Canvas(round(cell * columns + 16), max(448, round((cell + 8) * rows + 16)), ground="#ffffff")
    for k, (deed, time) in enumerate(draws.shuffled(scenes) if clocks else scenes):
        x, y = 8 + cell * (k % columns), (canvas.height - (cell + 8) * rows) / 2 + (cell + 8) * (k // columns)
        with canvas.moved(x + 4, y + 4, scale=(cell - 8) / 448):
            _deed_scene(draws, canvas, deed, look, ink)
            if clocks:
                clock(canvas, 74, 74, 58, time, every=5)
            else:
                canvas.circle(40, 40, 26, fill="#37474f")
                canvas.text(40, 51, str(k + 1), size=31, face="sans-bold", colour="#ffffff", anchor="middle")
    links = draws.one(_LINKS)
    chosen = [link.format(n=name) for link in (*(links[k % (len(links) - 1)] for k in range(scene_count - 2)), links[-1])]  # fmt: skip
    start = draws.one((f"First {name} ", f"That day {name} ", f"In the beginning {name} "))
    texts = [start + _DEEDS[order[0]] + "".join(link + _DEEDS[deed] for link, deed in zip(chosen, order[1:], strict=True)) + "." for order in orders]  # fmt: skip
    question = draws.one((f"Which sentence tells the day of {name} in the right order?", f"Sum up the afternoon of {name} in one sentence that is true.", f"What did {name} do first, and what next? Choose the sentence that fits.",
                          f"Which report on {name}'s day keeps to the order of events?")) + (" The clocks tell the time." if clocks else "")  # fmt: skip
    return question_of(question, texts, texts[orders.index(right)], canvas.picture())


def _deed_scene(draws: Draws, canvas: Canvas, deed: str, look: Look, ink: str) -> None:
    """One scene, 448 by 448."""
    outside = deed in ("umbrella", "kite", "flower", "balloon")
    canvas.rect(0, 0, 448, 448, fill="#b4c0cb" if deed == "umbrella" else "#cfe6f5" if outside else any_ground(draws))
    canvas.rect(0, 370, 448, 78, fill="#9cc98a" if outside else "#c9b08d")
    if deed == "umbrella":
        for _ in range(26):
            x, y = draws.between(150, 440), draws.between(10, 420)
            canvas.line(x, y, x - 5, y + 18, stroke="#4f7fb5", width=2.5)
    hand = person(canvas, 200, 430, 300, look, pose="waving" if deed in ("kite", "umbrella") else "holding", mood="happy")  # fmt: skip
    if deed == "kite":
        canvas.line(hand[0], hand[1], 386, 100, stroke="#444444", width=2)
        place(canvas, deed, 386, 128, 108, 108, ink)
    elif deed == "hat":
        place(canvas, deed, 200, 430 - 262, 60, 110, ink)
    elif deed in ("suitcase", "drum"):
        place(canvas, deed, hand[0] + 30, 430, 110, 120, ink)
    else:
        size = 165 if deed == "umbrella" else 150 if deed in ("guitar", "balloon") else 92
        place(canvas, deed, hand[0] + 12, hand[1] + (14 if size > 100 else 36), size, 200, ink)


_STARRED = {"box": 38.0, "cup": 46.0, "suitcase": 40.0, "backpack": 74.0, "book": 34.0}
"""Kinds that bear a star, and how high it sits, in hundredths of the height."""


def clear_request(draws: Draws, things: int, named: int) -> Question:
    """Requests that are all true of the thing meant: which one tells it from all the rest?"""
    # Dials: how many things there are, and how many traits a request names.
    kind = draws.one(tuple(_STARRED))
    colours = draws.some([colour for colour in BRIGHT if colour not in ("orange", "pink")], 4)
    feet = (170, 306, 442) if things > 8 else (190, 400)
    values = {"colour": colours, "size": ("small", "large"), "star": ("with a star", "without a star"), "shelf": ("top", "middle", "bottom")[: len(feet)] if len(feet) > 2 else ("upper", "lower"), "tag": ("with a blue tag", "with a yellow tag", "without a tag")}  # fmt: skip
    options = draws.some(combinations(values, named), 4)
    sole = draws.one(options)
    for _ in range(4000):
        cast = [{trait: draws.one(each) for trait, each in values.items()} for _ in range(things)]
        per = [sum(each["shelf"] == shelf for each in cast) for shelf in values["shelf"]]
        meant = cast[0]
        fitting = [each for each in options if sum(all(other[trait] == meant[trait] for trait in each) for other in cast) == 1]  # fmt: skip
        if fitting == [sole] and min(per) > 0 and max(per) < (5 if len(feet) < 3 else 8):
            break
    else:
        return clear_request(draws, things, named)
    canvas = shelves(draws, feet, 560 if things < 9 else 700, 500)
    for shelf, foot in zip(values["shelf"], feet, strict=True):
        row = draws.shuffled([each for each in cast if each["shelf"] == shelf])
        for k, each in enumerate(row):
            x = canvas.width / 2 + (canvas.width - 130) / max(4, len(row)) * (k - (len(row) - 1) / 2) + draws.jitter(5)
            size = (74 if each["size"] == "large" else 50) * (1.15 if things < 9 else 1.0)  # fmt: skip
            place(canvas, kind, x, foot, size, 220, each["colour"])
            if each["star"] == "with a star":
                shape(canvas, "star", x, foot - size * _STARRED[kind] / 100, 0.16 * size, fill="#ffffff", stroke="#1d1d1f", width=1.2)  # fmt: skip
            if each["tag"] != "without a tag":
                canvas.rect(x - 9, foot + 2, 18, 12, fill=NAMED[each["tag"].split()[2]], stroke="#333333", width=1)
            if each is meant:
                canvas.arrow(x, foot - size - 36, x, foot - size - 4, stroke="#1d1d1f", width=6, head=18)

    def said(traits: Sequence[str]) -> str:
        adjectives = " ".join(meant[trait] for trait in ("size", "colour") if trait in traits)
        tails = [meant[trait] for trait in ("star", "tag") if trait in traits] + ([f"on the {meant['shelf']} shelf"] if "shelf" in traits else [])  # fmt: skip
        return " ".join(part for part in ("the", adjectives, kind, " and ".join(tails)) if part)

    start = draws.one(("Please bring me {}.", "Could you pass me {}?", "I would like {}, please.", "May I have {}?"))
    question = draws.one((f"The arrow points at the {kind} that I want. Which request leaves no doubt?", f"Which request picks out the {kind} under the arrow and no other?", f"A helper cannot see the arrow. Which words bring me the {kind} that it points at?",
                          f"All requests fit the {kind} at the arrow. Which one is not ambiguous?"))  # fmt: skip
    texts = [start.format(said(each)) for each in options]
    return question_of(question, texts, texts[options.index(sole)], canvas.picture())


_REPLIES = (
    ("Dear Customer, your order will be delivered on {day}. We apologise for the delay.", "Dear Customer, we regret the delay; delivery is now planned for {day}."),
    ("Hi there! Your things will be with you on {day}. So sorry you had to wait!", "Hello! Sorry it took so long, your parcel is coming on {day}, promise!"),
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


def reply_to_customer(draws: Draws, row_count: int, looked_up: bool, size: float) -> Question:
    """A message, a list of orders and a rule of the house: which reply has the right day and the right tone?"""
    # Dials: lines of the list of orders, whether the tone hangs on the list as well, size of the print.
    days = draws.some(_DAYS, 2)
    options = list(product((0, 1), days))
    tone, day = draws.one(options)
    first, last = draws.some(("Adlam", "Bexwell", "Corvin", "Dalloway", "Estrow", "Fenwick", "Garland", "Hartow", "Jessop", "Kestrel"), 2)  # fmt: skip
    numbers = draws.some([int(f"{a}{b}{c}{d}") for a in (6, 8) for b in (3, 8) for c in (5, 6, 9) for d in range(10)], row_count)  # fmt: skip
    kinds = ("contract", "guest")
    spot = draws.whole(0, row_count - 1)
    rows = [(str(number), draws.one((first, last, "Marwell", "Norbeck")), draws.one(kinds), draws.one(_DAYS)) for number in numbers]  # fmt: skip
    rows[spot] = (str(numbers[spot]), first, kinds[tone], day)
    house = "Formal to customers with a contract, friendly to guests." if looked_up else ("Write to all customers in a formal tone.", "Write to all customers in a friendly tone.")[tone]  # fmt: skip
    ink = draws.one(("#1f3a5f", "#7a1f2b", "#245c3a"))
    canvas = wall(draws, 760, max(448, round(110 + 1.55 * size * (row_count + 1))))
    canvas.rect(24, 30, 330, 190, fill="#fffdf2", stroke="#b9b39f", width=1.5)
    canvas.handwriting(draws, 42, 74, f"Where is order {numbers[spot]}?", size=25)
    canvas.handwriting(draws, 42, 118, draws.one(("I have waited for weeks.", "It has still not come.", "When will it arrive?")), size=22)  # fmt: skip
    canvas.handwriting(draws, 336, 190, first, size=30, anchor="end")
    canvas.rect(24, 250, 330, 96, fill="#e3edf7", stroke="#50688a", width=2, radius=6)
    canvas.text(42, 282, "House rule", size=17, face="sans-bold", colour=ink)
    canvas.paragraph(42, 306, house, width=296, size=15)
    canvas.rect(380, 30, 356, canvas.height - 60, fill="#ffffff", stroke="#b9b39f", width=1.5)
    for x, title in ((398, "Order"), (470, "Name"), (556, "Customer"), (648, "Delivery")):
        canvas.text(x, 60, title, size=size, face="sans-bold", colour=ink)
    for k, row in enumerate(rows, 1):
        for x, entry in zip((398, 470, 556, 648), row, strict=True):
            canvas.text(x, 60 + 1.55 * size * k, entry, size=size)
    wordings = [draws.one(each) for each in _REPLIES]
    texts = [wordings[kind].format(day=each) for kind, each in options]
    question = draws.one(("Which reply is right in tone and in the day that it names?", "Answer the note by the rule of the house. Which text do you send?", "Which of these answers may go to the customer?", "Choose the reply that fits the customer and the list."))  # fmt: skip
    return question_of(question, texts, texts[options.index((tone, day))], canvas.picture())


_SIDES = (
    "The red walker is {0} the hedge, the blue one {1} it.",
    "Of the two walkers, the red one is {0} the hedge, the blue one {1} it.",
    "You find the red walker {0} the hedge and the blue walker {1} it.",
)


def caption_of_hedge(draws: Draws, side: int) -> Question:
    """A closed hedge that winds and two walkers: which caption says rightly who is inside?"""
    facts = list(product(("inside", "outside"), repeat=2))
    right, lawn = draws.one(facts), draws.one(("#e3efcf", "#eef0d8", "#dcebd8"))
    wide, high = (560, 480) if side < 14 else (860, 700)
    canvas = Canvas(wide, high, ground="#bcd3a4")
    inside, outside, apart = closed_line(
        draws, canvas, (20, 20, wide - 40, high - 40), side, ink="#2f6f3a", ground=lawn, width=2
    )
    places = {"inside": iter(inside), "outside": iter(outside)}
    for where, colour in zip(right, ("red", "blue"), strict=True):
        canvas.circle(*next(places[where]), min(9, 0.34 * apart), fill=NAMED[colour])
    template = draws.one(_SIDES)
    texts = [template.format(*each) for each in facts]
    question = draws.one(("The hedge closes in itself; dots are walkers. Which sentence is true?", "Which caption tells rightly who is inside the closed green hedge? Dots are walkers.", "Choose the sentence that fits this plan of a maze garden, in which the dots are two walkers."))  # fmt: skip
    return question_of(question, texts, texts[facts.index(right)], canvas.picture())


_HEAPS = (
    "Here lie {0} left-hand brackets and {1} right-hand ones.",
    "{0} left-hand brackets and {1} right-hand ones are laid out.",
    "Among these there are {0} left-hand brackets and {1} right-hand brackets.",
)


def brackets_of_each_hand(draws: Draws, low: int, high: int, across: int, cell: float) -> Question:
    """Brackets that lie in all ways: which sentence counts those of the left and of the right hand?"""
    # Dials: the fewest and most of left-hand and of right-hand brackets, brackets in a row, and how large they are.
    first, second = (draws.whole(low, high - 1) for _ in range(2))
    counts = list(product((first, first + 1), (second, second + 1)))
    right = draws.one(counts)
    total = sum(right)
    rows = -(-total // across)
    canvas = wall(draws, max(448, round(across * cell + 40)), max(448, round(rows * cell + 140)))
    canvas.rect(12, 12, canvas.width - 24, canvas.height - 24, fill="#fdfdfb", radius=8)
    figure = outline("boot", NAMED[draws.one(("brown", "green", "blue", "red"))])
    for x, name in ((canvas.width / 2 - 80, "left-hand"), (canvas.width / 2 + 80, "right-hand")):
        with canvas.moved(x, 46, scale=2, mirrored=name == "left-hand"):
            figure(canvas)
        canvas.text(x, 92, name, size=15, anchor="middle", colour=_INK)
    canvas.line(20, 104, canvas.width - 20, 104, stroke="#8a9096", width=2)
    lefts = draws.some(range(total), right[0])
    field_of(draws, canvas, ((canvas.width - across * cell) / 2, 112, cell), across, total, lefts, figure)
    template = draws.one(_HEAPS)
    texts = [upper(template.format(_WORDS[left], _WORDS[other])) for left, other in counts]
    question = draws.one(("Above the line are a left-hand and a right-hand bracket. Which sentence on those below, turned about but never flipped over, is true?", "The brackets below the line lie turned in all ways, none flipped over. Which sentence counts those of each hand rightly?"))  # fmt: skip
    return question_of(question, texts, texts[counts.index(right)], canvas.picture())


FORMS: tuple[Form, ...] = (
    graded(caption_of_outing, {1: (2, 5, 40), 2: (41, 59, 20), 3: (46, 66, 18)}),
    graded(order_of_heights, {1: (4, 0.28), 2: (8, 0.04), 3: (8, 0.03)}),
    graded(day_in_order, {1: (4, False, 60)}),
    graded(clear_request, {1: (5, 1)}),
    graded(caption_of_hedge, {2: 31, 3: 40}),
    graded(brackets_of_each_hand, {2: (27, 42, 12, 60), 3: (36, 56, 14, 52)}),
    graded(reply_to_customer, {1: (4, False, 14)}),
)
