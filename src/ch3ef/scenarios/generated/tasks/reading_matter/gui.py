"""Screens: nested switches, a full calendar, sliders, cables, a flipped drawing, icons, a maze, a list of mails."""

from __future__ import annotations

from collections.abc import Callable

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, graded, question_of
from ch3ef.scenarios.generated.scene.fields import QUARTERS, cross, quarter
from ch3ef.scenarios.generated.scene.fitting import window as numbers_window
from ch3ef.scenarios.generated.scene.icons import icon as picture
from ch3ef.scenarios.generated.scene.mazes import maze_drawn
from ch3ef.scenarios.generated.scene.palette import NAMED
from ch3ef.scenarios.generated.scene.strings import winding
from ch3ef.scenarios.generated.scene.winding import WAYS
from ch3ef.scenarios.generated.tasks.reading_matter.drawing import FIRST, LAST, TOWNS
from ch3ef.scenarios.generated.tasks.reading_matter.screens import any_theme, icon, switch, window

_GROUPS = ("Messages", "Calls", "Calendar", "Weather", "Photos", "News", "Music", "Maps")
_SWITCHES = ("Sound", "Banner", "Badge", "Preview", "Vibration", "Light")
_WHEN = ("by day", "at night", "while driving")


def nested_switches(draws: Draws, rows: int, most: int, size: float) -> Question:
    """Switches of several apps, for day, night and driving: how many are on?"""
    # Dials: rows of a list, the most that may be counted, size of the print.
    theme = any_theme(draws)
    when = _WHEN[: 1 + rows // 12] if rows < 30 else _WHEN
    groups = draws.some(_GROUPS, max(2, round(rows / (len(when) * 3))))
    lines = [(group, kind, time) for group in groups for time in when for kind in draws.some(_SWITCHES, 3)][: rows]  # fmt: skip
    time, on = draws.one(when), draws.chance(0.6)
    fitting = [line for line in lines if line[2] == time]
    options, right = numbers_window(draws, 1, max(4, min(most, len(fitting) - 1)))
    marked = set(draws.some(fitting, right))
    columns = 1 if rows < 16 else 2 if rows < 40 else 3
    per = -(-len(groups) // columns)
    step = 2.1 * size
    blocks = [groups[per * k : per * (k + 1)] for k in range(columns)]
    high = max(sum(1.3 + sum(line[0] == group for line in lines) for group in block) for block in blocks)
    wide = 400 if columns < 2 else 320 if columns < 3 else 305
    canvas = window(draws, "Settings: notifications", theme, wide * columns + 60, max(448, round(high * step + 120)))
    for column, block in enumerate(blocks):
        left, y = 44 + wide * column, 90.0
        for group in block:
            canvas.text(left, y, group, size=size + 2, face="sans-bold", colour=theme.accent)
            y += step
            for line in (each for each in lines if each[0] == group):
                canvas.text(left + 18, y, f"{line[1]} {line[2]}", size=size, colour=theme.ink)
                scale = 0.72 * step / 26
                with canvas.moved(left + wide - 90, y - 0.75 * size - 2, scale=scale):
                    switch(canvas, 0, 0, (line in marked) == on if line[2] == time else draws.chance(0.5), theme)
                y += step
            y += 0.3 * step
    said = f"for “{time}” are {'on' if on else 'off'}"
    question = draws.one((f"How many switches {said}, all apps together?", f"Count over all apps: how many switches {said}?", f"In these settings, how many of the switches {said}?"))  # fmt: skip
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


_CHANNELS = ("Bass", "Treble", "Voice", "Drums", "Piano", "Flute", "Echo", "Choir", "Harp", "Organ", "Violin", "Guitar", "Bells", "Horn", "Tuba", "Viola", "Oboe", "Gong", "Lute", "Cello", "Reverb", "Delay", "Hall", "Noise")  # fmt: skip


def moved_slider(draws: Draws, sliders: int, marks: int, moved: int) -> Question:
    """A mixing desk before and after: which slider has been moved?"""
    theme = any_theme(draws)
    names = draws.some(_CHANNELS, sliders)
    before = [draws.whole(1, marks - 1) for _ in names]
    options = draws.some(range(sliders), 4)
    right = draws.one(options)
    after = list(before)
    after[right] += draws.one([by for by in (-moved, moved) if 0 <= before[right] + by <= marks] or [-1 if before[right] > 1 else 1])  # fmt: skip
    per = min(sliders, 12)
    rows = -(-sliders // per)
    wide, long = 62 if sliders < 8 else 54, 108 if rows < 2 else 96
    canvas = window(draws, "Mixer", theme, max(448, wide * per + 100), max(448, 2 * rows * (long + 44) + 130))
    y = 88.0
    for title, values in (("Yesterday", before), ("Today", after)):
        canvas.text(44, y + 6, title, size=15, face="sans-bold", colour=theme.accent)
        order = draws.shuffled(range(sliders)) if moved < 2 else range(sliders)
        for row in range(rows):
            for spot, k in enumerate(order[per * row : per * (row + 1)]):
                x = 72 + wide * spot
                top = y + 18
                canvas.line(x, top, x, top + long, stroke=theme.line, width=5)
                for mark in range(marks + 1):
                    tick = top + long * mark / marks
                    canvas.line(x + 10, tick, x + (17 if mark % 5 == 0 else 14), tick, stroke=theme.faint, width=1)
                canvas.rect(x - 11, top + long * (1 - values[k] / marks) - 4, 20, 8, fill=theme.accent, radius=2)
                canvas.text(x, top + long + 16, names[k], size=11.5, colour=theme.ink, anchor="middle")
            y += long + 40
        y += 12
    question = draws.one(("Which slider has been moved since yesterday?", "One slider stands differently today. Which?", "Compare the two sets of sliders. Which channel has changed?"))  # fmt: skip
    return question_of(question, [names[option] for option in options], names[right], canvas.picture())


def patch_bay(draws: Draws, lines: int, bends: int) -> Question:
    """Cables of one colour in the window of a mixing desk: where does one of them end?"""
    theme = any_theme(draws)
    count, high = lines, 44.0
    names, outs, order = draws.some(_CHANNELS, count), draws.some(range(1, 97), count), draws.shuffled(range(count))
    canvas = window(draws, draws.one(("Patch bay", "Routing", "Cables")), theme, 1000 if bends > 3 else 700, max(448, round(high * count + 134)))  # fmt: skip
    spots, right = [84 + high * (k + 0.5) for k in range(count)], canvas.width - 130.0
    canvas.rect(118, 72, right - 112, high * count + 20, fill="#fdfdfb", radius=4)
    box = (124, 92, right, 74 + high * count)
    for line in winding(draws, [(124.0, y) for y in spots], [(right, spots[end]) for end in order], bends, box):
        canvas.polyline(line, stroke=theme.accent, width=3)
    for name, out, y in zip(names, outs, spots, strict=True):
        canvas.text(106, y + 4, name, size=13, colour=theme.ink, anchor="end")
        canvas.text(right + 16, y + 4, f"Output {out}", size=13, colour=theme.ink)
    first = draws.whole(0, count - 4)
    end = first + draws.whole(0, 3)
    name = names[order.index(end)]
    question = draws.one((f"To which output does the cable of “{name}” lead?", f"Follow the cable from “{name}”. Where does it end?", f"Where is “{name}” sent to?"))  # fmt: skip
    return question_of(question, [f"Output {out}" for out in outs[first : first + 4]], f"Output {outs[end]}", canvas.picture())  # fmt: skip


def flipped_sprite(draws: Draws, side: int, colours: int) -> Question:
    """A pixel editor with a drawing and the same flipped left to right, but for one pixel: in which quarter?"""
    theme = any_theme(draws)
    tints = draws.some(("red", "blue", "green", "yellow", "purple", "orange"), colours)
    pixels = {(x, y): draws.one(tints) for x in range(side) for y in range(side)}
    right, spot = quarter(draws, side, side)
    flipped = {(side - 1 - x, y): tint for (x, y), tint in pixels.items()}
    flipped[spot] = draws.one([tint for tint in tints if tint != flipped[spot]])
    wide = 440.0 if side > 16 else 290.0
    step = wide / side
    canvas = window(draws, draws.one(("Pixel editor", "Sprites", "Icon maker")), theme, round(2 * wide + 130), max(448, round(wide + 150)))  # fmt: skip
    for k, (title, shown) in enumerate((("original", pixels), ("flipped", flipped))):
        left, top = 48 + (wide + 34) * k, 104.0
        canvas.text(left, 90, title, size=15, face="sans-bold", colour=theme.ink)
        for tint in tints:
            d = "".join(f"M{left + step * x:.1f} {top + step * y:.1f}h{step:.1f}v{step:.1f}h-{step:.1f}z" for (x, y), each in shown.items() if each == tint)  # fmt: skip
            canvas.path(d, fill=NAMED[tint], stroke="#ffffff", width=0.6)
        if k:
            cross(canvas, left - 5, top - 5, wide + 10, wide + 10, theme.ink)
    question = draws.one(("The right drawing should be the left one flipped from left to right, but one pixel is wrong. Where is it in the right drawing?",
                          "After “flip horizontally” one pixel of the right drawing was painted over. In which part of the right drawing?"))  # fmt: skip
    return question_of(question, list(QUARTERS), right, canvas.picture())


def mirrored_icon(draws: Draws, columns: int, rows: int, size: float, turn: float) -> Question:
    """A folder full of icons of a few kinds, of which one faces the other way: in which quarter?"""
    # Dials: icons across and down, their size, and by how much they may be turned.
    theme, names = any_theme(draws), draws.some(_FACING, 3)
    right, spot = quarter(draws, columns, rows)
    step = 1.24 * size
    canvas = window(draws, draws.one(("Clip art", "Stickers", "Icons")), theme, max(448, round(step * columns + 90)), max(448, round(step * rows + 128)))  # fmt: skip
    left, top = (canvas.width - step * columns) / 2, 86.0
    cross(canvas, left - 6, top - 8, step * columns + 12, step * rows + 16, theme.ink)
    for i in range(columns):
        for j in range(rows):
            picture(canvas, draws.one(names), left + step * (i + 0.5), top + step * (j + 0.5), size, angle=draws.jitter(turn), mirrored=(i, j) == spot)  # fmt: skip
    question = draws.one(("Icons of one kind are the same, though tilted or turned, but for a single one that was flipped like in a mirror. Where is it?",
                          "One icon in this folder is the mirror image of the others of its kind, which are only turned. In which part of the folder?"))  # fmt: skip
    return question_of(question, list(QUARTERS), right, canvas.picture())


_FACING = ("ambulance", "fire engine", "pickup truck", "delivery truck", "motorcycle", "motor scooter", "whale", "goose", "duck", "swan", "goat", "deer", "ox")  # fmt: skip


def maze_game(draws: Draws, size: int) -> Question:
    """A game window with a maze: which exit can be reached?"""
    theme, long = any_theme(draws), 440 if size < 16 else 640
    canvas = window(draws, draws.one(("Maze", "Labyrinth", "Way out")), theme, long + 200, long + 210)
    canvas.rect(34, 68, long + 132, long + 112, fill="#fdfdfb", radius=4)
    right = maze_drawn(draws, canvas, (100, 124, long), size, ink=draws.one(("#37474f", "#4a3a6b", "#3a5a40")), ground="#fdfdfb", letters="#22262b")  # fmt: skip
    question = draws.one(("By which exit can the red dot leave the maze of this game?", "Three of the four exits are cut off. Which one is open to the red dot?"))  # fmt: skip
    return question_of(question, [f"the {name} exit" for name in WAYS], f"the {right} exit", canvas.picture())


def mail_list(draws: Draws, rows: int, most: int, size: float) -> Question:
    """A list of mails: how many of one sender are unread and have an attachment?"""
    # Dials: rows of a list, the most that may be counted, size of the print.
    theme = any_theme(draws)
    people = [f"{first} {last}" for first in draws.some(FIRST, 2) for last in draws.some(LAST, 2)]
    who, strict = people[0], rows > 10
    tests: tuple[Callable[[tuple[str, bool, bool]], bool], str] = draws.one((
        (lambda mail: mail[0] == who and mail[1], f"from {who} are unread"), (lambda mail: mail[0] == who and mail[2], f"from {who} have a paper clip"),
    )) if not strict else draws.one((
        (lambda mail: mail[0] == who and mail[1] and mail[2], f"from {who} are unread and have a paper clip"), (lambda mail: mail[0] == who and mail[1] and not mail[2], f"from {who} are unread and have no paper clip"),
        (lambda mail: mail[0] == who and not mail[1] and mail[2], f"from {who} have been read and have a paper clip"),
    ))  # fmt: skip
    options, right = numbers_window(draws, 1, most)
    every = [(name, unread, clip) for name in people for unread in (True, False) for clip in (True, False)]
    fits, rest = [mail for mail in every if tests[0](mail)], [mail for mail in every if not tests[0](mail)]
    mails = draws.shuffled([*(draws.one(fits) for _ in range(right)), *(draws.one(rest) for _ in range(rows - right))])  # fmt: skip
    step = 2 * size
    canvas = window(draws, f"Inbox of {draws.one(FIRST)}", theme, 620, max(448, round(step * rows + 130)))
    for k, (name, unread, clip) in enumerate(mails):
        y = 84 + step * (k + 0.5)
        face = "sans-bold" if unread else "sans"
        if unread:
            canvas.circle(46, y - 0.35 * size, 0.28 * size, fill=theme.accent)
        canvas.text(60, y, name, size=size, face=face, colour=theme.ink)  # type: ignore[arg-type]
        canvas.text(222, y, f"{draws.one(('Trip to', 'Maps of', 'Keys for', 'Bill from', 'Photos of', 'News from'))} {draws.one(TOWNS)}", size=size, face=face, colour=theme.ink)  # type: ignore[arg-type]  # fmt: skip
        if clip:
            with canvas.moved(478, y - 0.35 * size, scale=size / 24):
                icon(canvas, "clip", 0, 0, theme.ink)
        canvas.text(580, y, f"{draws.whole(7, 22)}:{draws.whole(10, 59)}", size=size, colour=theme.faint, anchor="end")  # fmt: skip
        canvas.line(40, y + 0.55 * size, 584, y + 0.55 * size, stroke=theme.line, width=0.8)
    question = draws.one((f"How many mails {tests[1]}?", f"In this inbox, how many mails {tests[1]}?"))
    return question_of(question, [str(option) for option in options], str(right), canvas.picture())


FORMS: tuple[Form, ...] = (
    graded(nested_switches, {1: (6, 5, 16)}),
    graded(moved_slider, {1: (5, 10, 4)}),
    graded(patch_bay, {2: (12, 5), 3: (13, 5)}),
    graded(flipped_sprite, {2: (28, 3), 3: (30, 3)}),
    graded(mirrored_icon, {1: (4, 3, 70, 10), 2: (18, 14, 37, 148), 3: (19, 15, 37, 180)}),
    graded(maze_game, {2: 24, 3: 26}),
    graded(mail_list, {1: (7, 5, 15)}),
)
