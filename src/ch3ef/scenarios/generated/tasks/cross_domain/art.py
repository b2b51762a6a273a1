"""Art: paintings in several techniques, their subject, mood, make and composition."""

from __future__ import annotations

import math

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import GROUNDS, NAMED, darker
from ch3ef.scenarios.generated.scene.things import a
from ch3ef.scenarios.generated.tasks.cross_domain.drawing import NUMBERS, window
from ch3ef.scenarios.generated.tasks.cross_domain.motifs import (
    GENRES,
    MOODS,
    OUTDOORS,
    THINGS,
    H,
    W,
    crowd,
    season,
    table,
)
from ch3ef.scenarios.generated.tasks.cross_domain.painting import (
    CLEAR,
    STYLES,
    Motif,
    exhibit,
    frame,
    in_dots,
    in_flats,
    in_strokes,
    plain,
)  # fmt: skip

_WORKS = ("painting", "picture", "work of art", "work", "artwork")
_KEYS = ("red", "yellow", "green", "blue", "purple", "orange", "black")


def technique_of_painting(draws: Draws) -> Question:
    """Dots, strokes, tiles, pieces, washes or flat areas: how is it made?"""
    options = draws.some(STYLES, 4)
    right = draws.one(options)
    genre = draws.one([name for name in GENRES if name != "an abstract"])
    canvas = exhibit(draws, GENRES[genre](draws), STYLES[right])
    work = draws.one(_WORKS)
    question = draws.one((f"How is this {work} made?", f"In which technique is this {work} done?",
                          f"Look at the surface of this {work}. How has the artist worked?",
                          f"How did the artist build up the colours of this {work}?"))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def genre_of_painting(draws: Draws) -> Question:
    """Landscape, still life, portrait ...: what kind of picture is it?"""
    options = draws.some(GENRES, 4)
    right = draws.one(options)
    paint = in_flats if right == "a portrait" and draws.chance(0.4) else draws.one(list(STYLES.values()))
    canvas = exhibit(draws, GENRES[right](draws), paint)
    work = draws.one(("painting", "picture", "work"))
    question = draws.one((f"What kind of {work} is this?", f"Which genre does this {work} belong to?",
                          f"In which section of a museum's catalogue would this {work} be listed?",
                          f"How would a guide describe the subject of this {work}?"))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def mood_of_painting(draws: Draws) -> Question:
    """A lake, a storm, a meadow or a plain: what mood?"""
    options = draws.shuffled(MOODS)
    right = draws.one(options)
    canvas = exhibit(draws, MOODS[right](draws), draws.one((*CLEAR, in_strokes, in_flats)))
    work = draws.one(_WORKS)
    question = draws.one((f"What mood does this {work} convey?", f"How does the scene in this {work} feel?",
                          f"Which words describe the atmosphere of this {work} best?",
                          f"What feeling did the artist want to give with this {work}?"))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def season_of_painting(draws: Draws) -> Question:
    """A garden: which season?"""
    options = draws.shuffled(("spring", "summer", "autumn", "winter"))
    right = draws.one(options)
    canvas = exhibit(draws, season(draws, right), draws.one(CLEAR))
    work = draws.one(_WORKS)
    question = draws.one((f"Which season does this {work} show?", f"At what time of year is this {work} set?",
                          f"To which season do the trees in this {work} belong?"))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def count_in_painting(draws: Draws) -> Question:
    """Boats, trees, houses, haystacks or balloons: how many?"""
    counts = window(draws, 2, 8)
    right = draws.one(counts)
    kind = draws.one(list(OUTDOORS))
    paint = draws.one((in_dots, _smooth, in_flats) if kind == "trees" else (in_dots, in_strokes, _smooth, in_flats))
    canvas = exhibit(draws, crowd(draws, kind, right), paint)
    work = draws.one(_WORKS)
    question = draws.one((f"How many {kind} does this {work} show?", f"Count the {kind} in this {work}.",
                          f"How many {kind} has the artist put into this {work}?",
                          f"What is the number of {kind} in this {work}?"))  # fmt: skip
    return question_of(question, [NUMBERS[count] for count in counts], NUMBERS[right], canvas.picture())


def neighbour_in_still_life(draws: Draws) -> Question:
    """Things in a row: what stands beside one of them, or at an end?"""
    names = draws.some(THINGS, 5)
    asked, *options = names
    right = draws.one(options)
    others = [name for name in options if name != right]
    side = draws.one(("left", "right"))
    end = draws.chance(0.3)
    if end:
        row = [right, *draws.shuffled([asked, *others[:2]]), others[2]]
        question = draws.one((f"What stands at the far {side} of this still life?",
                              f"Which thing is the one furthest to the {side}?",
                              f"What has the painter put at the {side} end of the row?"))  # fmt: skip
    else:
        place = draws.whole(0, 3)
        row = [*others[:place], right, asked, *others[place:]]
        question = draws.one((f"What stands directly to the {side} of the {asked}?",
                              f"Which thing has the painter put just {side} of the {asked}?",
                              f"What is the next thing to the {side} of the {asked} in this still life?"))  # fmt: skip
    row = row if side == "left" else row[::-1]
    canvas = exhibit(draws, table(draws, row), draws.one((in_dots, _smooth, in_flats, in_flats)))
    return question_of(question, [a(name) for name in options], a(right), canvas.picture())


def dominant_colour(draws: Draws) -> Question:
    """Coloured rectangles between black bars: which colour covers most?"""
    options = draws.some(_KEYS[:6], 4)
    right = draws.one(options)
    m = Motif(W, W)
    m.box(0, 0, W, W, "#f6f1e4")
    xs, ys = _cuts(draws), _cuts(draws)
    grid = [(x, y) for x in range(4) for y in range(4)]
    area = {(x, y): (xs[x + 1] - xs[x]) * (ys[y + 1] - ys[y]) for x, y in grid}
    grid = sorted(draws.shuffled(grid), key=lambda cell: -area[cell])
    mine = grid[0:6:2]
    rest = iter(draws.shuffled(name for name in options if name != right))
    colours = {**dict.fromkeys(mine, right), **{cell: next(rest) for cell in grid[-3:]}}
    for (x, y), name in colours.items():
        m.box(xs[x], ys[y], xs[x + 1] - xs[x], ys[y + 1] - ys[y], NAMED[name], 90 * ((x + y) % 2))
    for place in (*xs[1:-1],):
        m.box(place - 4, 0, 8, W, "#1d1d1f", 90)
    for place in (*ys[1:-1],):
        m.box(0, place - 4, W, 8, "#1d1d1f")
    canvas = exhibit(draws, m, draws.one((_smooth, in_strokes, _smooth)))
    work = draws.one(_WORKS)
    question = draws.one((f"Apart from white and black, which colour covers most of this {work}?",
                          f"Which bright colour dominates this {work}?",
                          f"Of the bright colours in this {work}, which takes up the largest area?"))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def count_of_shapes(draws: Draws) -> Question:
    """An abstract: how many circles, triangles or squares?"""
    counts = window(draws, 2, 8)
    right = draws.one(counts)
    kinds = draws.shuffled(("circles", "triangles", "squares"))
    m = Motif(W, W)
    m.box(0, 0, W, W, draws.one(("#efe6d0", "#e4e0d6", "#dfe6e4", "#f2ead8")))
    spots = draws.some([(x, y) for x in range(4) for y in range(4)], right + draws.whole(2, 5))
    for k, (x, y) in enumerate(spots):
        kind = kinds[0] if k < right else kinds[1 + k % 2]
        _form(m, kind, 58 + 101 * x + draws.jitter(12), 58 + 101 * y + draws.jitter(12), draws.between(24, 38),
              NAMED[draws.one(_KEYS)], draws.jitter(24))  # fmt: skip
    canvas = exhibit(draws, m, draws.one((_smooth, _smooth, in_flats)))
    work = draws.one(("abstract", "composition", "painting", "picture"))
    question = draws.one((f"How many {kinds[0]} are there in this {work}?", f"Count the {kinds[0]} in this {work}.",
                          f"The {kinds[0]} in this {work}: how many are there?"))  # fmt: skip
    return question_of(question, [str(count) for count in counts], str(right), canvas.picture())


def arrangement_of_shapes(draws: Draws) -> Question:
    """A row, a ring, a diagonal or a pyramid: how are the shapes arranged?"""
    options = draws.shuffled(("in a level row", "in a ring", "on a diagonal", "in a pyramid"))
    right = draws.one(options)
    kind, c = draws.one(("circles", "triangles", "squares")), W / 2
    count, up = draws.whole(5, 7), draws.one((-1, 1))
    layouts: dict[str, list[tuple[float, float]]] = {
        "in a level row": [(W * (k + 0.5) / count, c + up * 40) for k in range(count)],
        "in a ring": [(c + 140 * math.sin(6.283 * k / count), c - 140 * math.cos(6.283 * k / count)) for k in range(count)],
        "on a diagonal": [(W * (k + 0.6) / (count + 0.2), c + up * (W * (k + 0.6) / (count + 0.2) - c)) for k in range(count)],
        "in a pyramid": [(c + 96 * (k - row / 2), 110 + 100 * row) for row in range(3) for k in range(row + 1)],
    }  # fmt: skip
    m = Motif(W, W)
    ground = draws.one(("#efe6d0", "#e4e0d6", "#dfe6e4", "#3a3f4c", "#f2ead8"))
    m.box(0, 0, W, W, ground)
    colours = draws.some(_KEYS[:6], draws.whole(1, 4))
    for x, y in layouts[right]:
        _form(m, kind, x + draws.jitter(3), y + draws.jitter(3), draws.between(23, 28), NAMED[draws.one(colours)], 0)
    canvas = exhibit(draws, m, draws.one((_smooth, in_flats, in_dots if kind == "circles" else _smooth)))
    work = draws.one(("abstract", "composition", "painting", "picture"))
    question = draws.one((f"How are the {kind} in this {work} arranged?",
                          f"How has the artist placed the {kind} in this {work}?",
                          f"Which words describe the layout of the {kind} in this {work}?"))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def pictures_on_wall(draws: Draws) -> Question:
    """Four framed pictures on a wall: what hangs where?"""
    options = draws.some(GENRES, 4)
    right = draws.one(options)
    canvas = Canvas(720, 480, ground=draws.one(GROUNDS)[1])
    floor = draws.one(("#b08a5f", "#8f7a66", "#a39a8c"))
    canvas.rect(0, 400, 720, 80, fill=floor)
    canvas.rect(0, 392, 720, 10, fill="#f4f1ea")
    canvas.rect(250, 420, 220, 16, fill=darker(floor, 0.45), radius=4)
    for foot in (264, 446):
        canvas.rect(foot, 434, 10, 32, fill=darker(floor, 0.55))
    which = draws.whole(0, 2)
    widths = [176.0 if which == 2 and genre == right else 128.0 for genre in options]
    gap, left = (720 - sum(widths)) / 5, 0.0
    for genre, w in zip(options, widths, strict=True):
        h, x, y = 0.8 * w, left + gap + w / 2, 190.0 + draws.jitter(26)
        left += gap + w
        gold = which == 1 and genre == right
        frame(canvas, draws, x - w / 2, y - h / 2, w, h,
              colour="#d9a92a" if gold else "#4a3426" if which == 1 else "")  # fmt: skip
        with canvas.moved(x - w / 2, y - h / 2, scale=w / W), canvas.clipped(f"M0 0h{W:.0f}v{H:.0f}h{-W:.0f}z"):
            plain(canvas, GENRES[genre](draws))
    place = options.index(right)
    where = draws.one((
        ("furthest to the left", "second from the left", "third from the left", "furthest to the right")[place],
        ("first from the left", "third from the right", "second from the right", "first from the right")[place],
    ))  # fmt: skip
    wall = draws.one(("this gallery wall", "this museum wall", "this wall", "the wall of this room"))
    if which == 0:
        texts = (f"What kind of picture hangs {where} on {wall}?", f"On {wall}, which picture is {where}?")
    elif which == 1:
        texts = (f"Which picture on {wall} has the golden frame?", f"What does the gold frame on {wall} hold?")
    else:
        texts = (f"Which of the four pictures on {wall} is the largest?", f"What is the biggest picture on {wall}?")
    return question_of(draws.one(texts), draws.shuffled(options), right, canvas.picture())


def _smooth(canvas: Canvas, draws: Draws, motif: Motif) -> None:
    _ = draws
    plain(canvas, motif)


def _cuts(draws: Draws) -> list[float]:
    """Edges of four columns of different widths."""
    widths = draws.shuffled((0.14, 0.19, 0.29, 0.38))
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width * W)
    return edges


def _form(m: Motif, kind: str, x: float, y: float, r: float, colour: str, turn: float) -> None:
    if kind == "circles":
        m.oval(x, y, r, r, colour)
        return
    corners, start = (3, -90.0) if kind == "triangles" else (4, 45.0)
    angles = [math.radians(start + turn + 360 * k / corners) for k in range(corners)]
    m.shape(colour, *((x + 1.15 * r * math.cos(t), y + 1.15 * r * math.sin(t)) for t in angles))


FORMS: tuple[Form, ...] = (
    technique_of_painting, genre_of_painting, mood_of_painting, season_of_painting, count_in_painting,
    neighbour_in_still_life, dominant_colour, count_of_shapes, arrangement_of_shapes,
    pictures_on_wall,
)  # fmt: skip
