"""Instruction following: what to list, in which order, in which form and what to leave out.

Every option keeps some of the instructions; which of them keeps all is to be seen in the picture alone.
"""

from __future__ import annotations

from itertools import combinations, permutations, product

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED, darker
from ch3ef.scenarios.generated.tasks.interactivity.drawing import listed, plural, thing
from ch3ef.scenarios.generated.tasks.interactivity.scenery import place, shelves, table_room, wall

_NARROW = ("cup", "bottle", "book", "lamp", "clock", "backpack", "phone", "pear", "apple", "key", "flower")
_SEPARATORS = (("semicolons", "; "), ("commas", ", "), ("slashes", " / "), ("plus signs", " + "), ("dashes", " - "))


def in_order(draws: Draws) -> Question:
    """Four things to be listed in an order that the picture shows."""
    names = draws.some(_NARROW, 4)
    one, other = draws.some([order for order in permutations(names) if order[0] < order[3]], 2)
    orders = [one, one[::-1], other, other[::-1]]
    right = draws.one(orders)
    rival = draws.one([order for order in orders if order not in (right, right[::-1])])
    by_height, turned = draws.chance(0.5), draws.chance(0.5)
    # As asked from left to right or from tall to small; turned round where the question asks for the reverse.
    first = right[::-1] if turned else right
    across, down = (rival, first) if by_height else (first, rival)
    canvas = table_room(draws, 640, 448)
    for k, name in enumerate(across):
        height = (148, 108, 76, 48)[down.index(name)]
        place(canvas, name, 90 + 150 * k + draws.jitter(6), 352, height, 160, draws.one(BRIGHT))
    wish = {(False, False): "from left to right", (False, True): "from right to left",
            (True, False): "from the tallest to the smallest",
            (True, True): "from the smallest to the tallest"}[by_height, turned]  # fmt: skip
    name, separator = draws.one(_SEPARATORS)
    capitals = draws.chance(0.4)
    text = draws.one((
        f"List the four things {wish}, separated by {name}{', in capital letters' if capitals else ''}.",
        f"Name what stands on the table, {wish}. Put {name} between the names{' and use capital letters' if capitals else ''}.",
        f"Write down the things {wish}{' in capitals' if capitals else ''}. Separate them by {name} and add nothing else.",
    ))  # fmt: skip
    options = [separator.join(order) for order in orders]
    answer = separator.join(right)
    if capitals:
        options, answer = [option.upper() for option in options], answer.upper()
    return question_of(text, options, answer, canvas.picture())


_SHELVED = (
    "apple",
    "backpack",
    "ball",
    "book",
    "bottle",
    "cake",
    "clock",
    "cup",
    "hat",
    "key",
    "lamp",
    "pear",
    "phone",
)


def with_left_out(draws: Draws) -> Question:
    """Everything on two shelves in alphabetical order, but for one colour or one shelf."""
    names = sorted(draws.some(_SHELVED, 5))
    groups = draws.some(combinations(names, 3), 4)
    right = draws.one(groups)
    by_colour = draws.chance(0.5)
    banned = draws.one(("red", "blue", "green", "yellow", "purple"))
    others = [colour for colour in BRIGHT if colour != banned and {colour, banned} != {"red", "orange"}]
    upper = draws.chance(0.5)
    if by_colour:
        line = draws.shuffled(names)
        rows = [line[:3], line[3:]] if draws.chance(0.5) else [line[:2], line[2:]]
        wish = draws.one((f"everything {banned}", f"all that is {banned}", f"whatever is {banned}"))
    else:
        out = draws.shuffled(name for name in names if name not in right)
        rows = [out, draws.shuffled(right)] if upper else [draws.shuffled(right), out]
        shelf = "upper" if upper else "lower"
        wish = draws.one((f"everything on the {shelf} shelf", f"what stands on the {shelf} shelf"))
    canvas = shelves(draws, (226, 416))
    for row, foot in zip(rows, (226, 416), strict=True):
        for k, name in enumerate(row):
            x = 280 + 150 * (k - (len(row) - 1) / 2) + draws.jitter(14)
            colour = banned if by_colour and name not in right else draws.one(others)
            place(canvas, name, x, foot, draws.between(104, 136), 124, colour)
    text = draws.one((
        f"List the things in alphabetical order, but leave out {wish}.",
        f"In alphabetical order, which things are there? Do not mention {wish}.",
        f"Name the things in the picture from A to Z and skip {wish}.",
        f"Leave out {wish} and list the rest alphabetically.",
    ))  # fmt: skip
    return question_of(text, [listed(group) for group in groups], listed(right), canvas.picture())


_SPREAD = ("apple", "key", "cup", "fish", "balloon", "flower", "hat", "pear", "ball", "book", "bird")
_FITTING: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "an even number": ((2, 4), (1, 3, 5)), "an odd number": ((1, 3, 5), (2, 4)),
    "more than three": ((4, 5), (1, 2, 3)), "fewer than three": ((1, 2), (3, 4, 5)),
}  # fmt: skip


def only_some_counts(draws: Draws) -> Question:
    """Four kinds of things: name those of which there is a certain number."""
    kinds = draws.some(_SPREAD, 4)
    groups = draws.some(combinations(sorted(kinds), 2), 4)
    right = draws.one(groups)
    wish = draws.one(tuple(_FITTING))
    fitting, unfit = _FITTING[wish]
    colours = dict(zip(kinds, draws.some(BRIGHT, 4), strict=True))
    all_things = [kind for kind in kinds for _ in range(draws.one(fitting if kind in right else unfit))]
    canvas = wall(draws, 576, 480)
    spots = draws.some(product(range(6), range(5)), len(all_things))
    for kind, (x, y) in zip(all_things, spots, strict=True):
        thing(canvas, kind, 58 + 92 * x + draws.jitter(7), 56 + 92 * y + draws.jitter(7), 66, NAMED[colours[kind]])
    text = draws.one((
        f"Name only the kinds of things of which there is {wish}.",
        f"Which kinds are there in {wish}? Name those and no others.",
        f"List the kinds of things, but only those with {wish} in the picture.",
        f"Mention a kind of thing only if you can count {wish} of it.",
    ) if wish.startswith("an") else (
        f"Name only the kinds of things of which there are {wish}.",
        f"Of which kinds are there {wish}? Name those and no others.",
        f"List the kinds of things, but only those with {wish} in the picture.",
        f"Mention a kind of thing only if you can count {wish} of it.",
    ))  # fmt: skip
    options = [f"{plural(one)} and {plural(other)}" for one, other in groups]
    return question_of(text, options, options[groups.index(right)], canvas.picture())


def one_allowed(draws: Draws) -> Question:
    """Of four things on two shelves, two rules forbid three: name the one left."""
    names = draws.some(_SHELVED, 4)
    right = draws.one(names)
    banned, upper = draws.one(("red", "blue", "green", "yellow", "purple")), draws.chance(0.5)
    others = [colour for colour in BRIGHT if colour != banned and {colour, banned} != {"red", "orange"}]
    rest = draws.shuffled(name for name in names if name != right)
    open_row = draws.shuffled([(right, draws.one(others)), (rest[0], banned)])
    shut_row = draws.shuffled([(rest[1], draws.one(others)), (rest[2], banned)])
    rows = [shut_row, open_row] if upper else [open_row, shut_row]
    canvas = shelves(draws, (226, 416), 512)
    for row, foot in zip(rows, (226, 416), strict=True):
        for k, (name, colour) in enumerate(row):
            place(canvas, name, 160 + 190 * k + draws.jitter(24), foot, draws.between(110, 140), 130, colour)
    shelf = "upper" if upper else "lower"
    text = draws.one((
        f"Name one thing, but nothing from the {shelf} shelf and nothing {banned}.",
        f"Choose a thing for me. It must not be {banned}, and it must not stand on the {shelf} shelf.",
        f"I want one thing that is neither {banned} nor on the {shelf} shelf. Answer with its name only.",
        f"Mention a single thing. Leave out all that is {banned} and all that stands on the {shelf} shelf.",
    ))  # fmt: skip
    return question_of(text, names, right, canvas.picture())


def three_fields(draws: Draws) -> Question:
    """A line of things in three words: the first, how many, and the colour of the last."""
    firsts, colours = draws.some(_NARROW, 2), draws.some(BRIGHT, 2)
    low = draws.whole(4, 6)
    options = draws.some(product(firsts, (low, low + 1), colours), 4)
    right = draws.one(options)
    mirrored = draws.chance(0.5)
    others = draws.some([name for name in _NARROW if name not in firsts], right[1] - 2)
    # The rival of the first stands at the far end, its colour on the right first: both ends must be told apart.
    row = [right[0], *others, firsts[0] if right[0] == firsts[1] else firsts[1]]
    inks = [draws.one(BRIGHT) for _ in row]
    inks[0], inks[-1] = (colours[0] if right[2] == colours[1] else colours[1]), right[2]
    if mirrored:
        row, inks = row[::-1], inks[::-1]
    canvas = table_room(draws, 672, 448)
    step = 640 / len(row)
    for k, (name, ink) in enumerate(zip(row, inks, strict=True)):
        place(canvas, name, 16 + step * (k + 0.5), 352, draws.between(96, 150), step - 10, ink)
    begin, end = ("rightmost", "leftmost") if mirrored else ("leftmost", "rightmost")
    text = draws.one((
        f"Answer in three words: the {begin} thing, how many things there are, the colour of the {end} thing.",
        f"Write the name of the {begin} thing, then the number of things, then the colour of the {end} one. No other words.",
        f"Give me three items and nothing else: name of the {begin} thing, number of all things, colour of the {end} thing.",
    ))  # fmt: skip
    digits, join = draws.chance(0.5), draws.one((" ", ", ", " | "))
    words = ("zero", "one", "two", "three", "four", "five", "six", "seven")

    def written(fields: tuple[str, int, str]) -> str:
        return join.join((fields[0], str(fields[1]) if digits else words[fields[1]], fields[2]))

    return question_of(text, [written(each) for each in options], written(right), canvas.picture())


_LETTERED = ("apple", "book", "cup", "dog", "fish", "guitar", "hat", "key", "lamp", "tree", "umbrella")


def initials_only(draws: Draws) -> Question:
    """Four things, of which only the first or last letters are to be written."""
    last = draws.chance(0.4)
    while True:
        names = draws.some(_LETTERED, 4)
        letters = [name[-1 if last else 0].upper() for name in names]
        if len(set(letters)) == 4:
            break
    by_name = dict(zip(names, letters, strict=True))
    one, other = draws.some([order for order in permutations(names) if order[0] < order[3]], 2)
    orders = [one, one[::-1], other, other[::-1]]
    right = draws.one(orders)
    backwards, down = draws.chance(0.4), draws.chance(0.4)
    line = right[::-1] if backwards else right
    canvas = wall(draws, 448 if down else 640, 640 if down else 448)
    ground = darker(draws.one(("#d9e6f2", "#dcead5", "#ecd9b8", "#e1dcf0")), 0.04)
    for k, name in enumerate(line):
        x, y = (224, 82 + 158 * k) if down else (86 + 156 * k, 224)
        canvas.rect(x - 70, y - 70, 140, 140, fill="#ffffff", stroke=ground, width=6, radius=14)
        thing(canvas, name, x, y, 96, NAMED[draws.one(BRIGHT)])
    wish = ("from bottom to top" if backwards else "from top to bottom") if down else (
        "from right to left" if backwards else "from left to right")  # fmt: skip
    end = "last" if last else "first"
    text = draws.one((
        f"Write only the {end} letter of each thing's name, {wish}, in capitals and without spaces.",
        f"Go through the things {wish} and put the {end} letters of their names together. Capitals, no spaces.",
        f"Read the pictures {wish}. Answer with the {end} letters of the names, as one word in capitals.",
    ))  # fmt: skip
    options = ["".join(by_name[name] for name in order) for order in orders]
    return question_of(text, options, "".join(by_name[name] for name in right), canvas.picture())
