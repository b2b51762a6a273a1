"""Lists, boards, crowds and talks in which one entry counts, among others much like it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.scene.glyphs import face_table, wrapped
from ch3ef.scenarios.generated.scene.palette import NAMED, any_ground, darker, lighter
from ch3ef.scenarios.generated.scene.people import any_look, head

INK = "#23272b"
_ACCENTS = ("#2f5d8a", "#8a4b3b", "#2f6f4f", "#6d4a86", "#4a4f57", "#8a3b5c", "#5a6a2f")
_PAPERS = ("#fffefb", "#fdfcf5", "#f9fbfd", "#fdf8ec")
_PLAIN = ("tick", "cross", "ring", "square", "triangle", "dot")
_HALVES = ("left half", "right half", "top half", "bottom half", "ring", "dot")
_FIRST = {
    "woman": (("Mara", "Maria", "Marta", "Mira", "Maren", "Marla", "Myra", "Mary"),
              ("Lena", "Lene", "Lina", "Leah", "Lana", "Leni", "Luna", "Lynn"),
              ("Anna", "Anne", "Anja", "Ana", "Hanna", "Ann", "Annie", "Ania")),
    "man": (("Tim", "Tom", "Tam", "Thom", "Timo", "Tomas", "Thomas", "Timon"),
            ("Jan", "Jon", "John", "Jens", "Jann", "Jonas", "Johan", "Jonah"),
            ("Ben", "Benn", "Bent", "Bern", "Bene", "Benno", "Bert", "Beno")),
}  # fmt: skip
_LAST = (("Penn", "Pell", "Peel", "Pern", "Penny", "Benn", "Pehl"),
         ("Oster", "Ostler", "Foster", "Osten", "Ostner", "Osler", "Oxter"),
         ("Marlow", "Harlow", "Marlin", "Barlow", "Marler", "Marlo", "Tarlow"),
         ("Quill", "Quell", "Quin", "Quilt", "Squill", "Quinn", "Quille"))  # fmt: skip
_CHATTER = (
    "Who brings the cups on Sunday?", "The key is back on its hook.", "Thanks, all of you!", "I am running late today.",
    "Has anyone seen my blue umbrella?", "The train was full again.", "Photos are in the folder now.", "Good morning!",
    "Can we start ten minutes later?", "I will bring bread and cheese.", "The hall is booked for us.", "See you there.",
    "My bike has a flat tyre, so I walk.", "It rains here since noon.", "Did the parcel arrive?", "Great, count me in.",
    "The lamp in the hall is broken again.", "Who has the ladder?", "Sorry, wrong group.", "That was fun yesterday.",
    "Two chairs are missing in room 3.", "I found a red glove by the gate.", "Happy birthday, Oskar!", "Same here.",
)  # fmt: skip


class Load(NamedTuple):
    """Dials: how many entries there are, how many of a second kind, and the print's size in pixels."""

    many: int
    more: int
    size: float


Legend = Sequence[tuple[str, str]]
"""Marks and what they mean."""


def people(draws: Draws, count: int, kind: str = "woman") -> list[str]:
    """Names of women or of men: few and far apart, or many much alike."""
    if count <= 6:
        firsts = [draws.one(group) for group in draws.shuffled(_FIRST[kind])] * 2
        lasts = draws.shuffled([name for group in _LAST for name in group[:2]])
        return [f"{first} {last}" for first, last in zip(firsts[:count], lasts, strict=False)]
    firsts, lasts = list(draws.one(_FIRST[kind])), list(draws.one(_LAST))
    return draws.some([f"{first} {last}" for first in firsts for last in lasts], count)


def marks(draws: Draws, count: int, load: Load) -> list[str]:
    """Different marks: easily told apart, or much alike where there is much to see."""
    return draws.some(_PLAIN if load.many <= 6 else _HALVES, count)


def mark(canvas: Canvas, kind: str, x: float, y: float, r: float, colour: str = INK) -> None:
    """A small sign around (x, y); none without a kind."""
    if not kind:
        return
    width = max(1.4, 0.28 * r)
    if kind in ("ring", "dot"):
        canvas.circle(x, y, r, fill=colour if kind == "dot" else "#ffffff", stroke=colour, width=width)
    elif kind.endswith("half"):
        start = {"top": -90, "right": 0, "bottom": 90, "left": 180}[kind.split(" ", maxsplit=1)[0]]
        canvas.circle(x, y, r, fill="#ffffff", stroke=colour, width=width)
        canvas.arc(x, y, r, start, start + 180, fill=colour)
    elif kind == "cross":
        for side in (-1, 1):
            canvas.line(x - r, y - side * r, x + r, y + side * r, stroke=colour, width=1.5 * width)
    elif kind == "tick":
        canvas.polyline([(x - r, y), (x - 0.3 * r, y + 0.8 * r), (x + r, y - r)], stroke=colour, width=1.5 * width)
    elif kind == "square":
        canvas.rect(x - r, y - r, 2 * r, 2 * r, fill="#ffffff", stroke=colour, width=width)
    else:
        canvas.polygon([(x, y - r), (x + r, y + r), (x - r, y + r)], fill=colour, stroke=colour, width=width)


def _key(canvas: Canvas, x: float, y: float, wide: float, legend: Legend, size: float) -> float:
    """What the marks mean, in as many columns as fit; the y below."""
    if not legend:
        return y
    step = 2.4 * size + max(_wide(meaning, size) for _, meaning in legend)
    columns = max(1, min(len(legend), int(wide / step)))
    for place, (kind, meaning) in enumerate(legend):
        left, top = x + wide / columns * (place % columns), y + 1.7 * size * (place // columns)
        mark(canvas, kind, left + 0.6 * size, top - 0.3 * size, 0.42 * size)
        canvas.text(left + 1.6 * size, top, meaning, size=size, colour=INK)
    return y + 1.7 * size * (-(-len(legend) // columns))


def _key_tall(wide: float, legend: Legend, size: float) -> float:
    return _key(Canvas(), 0, 0, wide, legend, size) + (size if legend else 0)


def register(
    draws: Draws, title: str, header: Sequence[str], rows: Sequence[Sequence[str]], *, size: float,
    legend: Legend = (), lead: str = "",
) -> Picture:  # fmt: skip
    """A list on paper or screen; a cell that begins with # is a mark, and columns of marks have slanted heads."""
    accent, tall = draws.one(_ACCENTS), max(1.62 * size, min(2.7 * size, 240 / len(rows)))
    signs = [all(row[column].startswith("#") for row in rows) for column in range(len(header))]
    wides = [2.1 * size if sign else 1.3 * size + max(_wide(cell, size) for cell in (name, *(row[column] for row in rows)))
             for column, (name, sign) in enumerate(zip(header, signs, strict=True))]  # fmt: skip
    slant = max((_wide(name, size) for name, sign in zip(header, signs, strict=True) if sign), default=0.0)
    spare = max(0.0, 420 - sum(wides), _wide(title, 22, True) - sum(wides))
    wides = [wide + spare / len(wides) for wide in wides]
    inner = sum(wides)
    big = min(22.0, 22 * inner / _wide(title, 22, True))
    leads = wrapped(lead, "sans", size, inner) if lead else []
    top = 82 + 1.4 * size * len(leads) + max(1.7 * size, 0.77 * slant + size)
    width = max(448, round(inner + 64 + (0.64 * slant if signs[-1] else 0)))
    canvas = Canvas(width, max(448, round(top + tall * len(rows) + _key_tall(inner, legend, size) + 56)), ground=any_ground(draws))
    canvas.rect(14, 14, width - 28, canvas.height - 28, fill=draws.one(_PAPERS), stroke="#b9bec3", width=1)
    canvas.text(32, 54, title, size=big, face="sans-bold", colour=accent)
    for place, line in enumerate(leads):
        canvas.text(32, 78 + 1.4 * size * place, line, size=size, colour=INK)
    x = 32.0
    striped = draws.chance(0.5)
    for number in range(len(rows)):
        if striped and number % 2:
            canvas.rect(32, top + tall * number, inner, tall, fill=accent, opacity=0.08)
    canvas.line(32, top, 32 + inner, top, stroke=accent, width=2)
    for column, (name, sign, wide) in enumerate(zip(header, signs, wides, strict=True)):
        if sign:
            canvas.text(x + wide / 2 + 0.3 * size, top - 0.6 * size, name, size=size, colour=accent, angle=-50)
        else:
            canvas.text(x + 0.4 * size, top - 0.5 * size, name, size=size, face="sans-bold", colour=accent)
        for number, row in enumerate(rows):
            y = top + tall * (number + 0.5)
            if sign:
                mark(canvas, row[column][1:], x + wide / 2, y, 0.4 * size)
            else:
                canvas.text(x + 0.4 * size, y + 0.36 * size, row[column], size=size, colour=INK)
        x += wide
    _key(canvas, 32, top + tall * len(rows) + 2.2 * size, inner, legend, size)
    return canvas.picture()


def grid(
    draws: Draws, names: Sequence[str], columns: Sequence[str], kinds: Sequence[str], at: tuple[str, str], kind: str
) -> list[list[str]]:
    """Rows of marks, of which the one in the row and column `at` is given and the rest are drawn."""
    drawn = [[draws.one(kinds) for _ in columns] for _ in names]
    return [["#" + (kind if (name, column) == at else each) for column, each in zip(columns, row, strict=True)]
            for name, row in zip(names, drawn, strict=True)]  # fmt: skip


def crowd(draws: Draws, title: str, rows: Sequence[int], badges: Sequence[tuple[str, str]], *, size: float,
          legend: Legend = ()) -> Picture:  # fmt: skip
    """People in rows, the back row first, each with a badge of a mark and a name or number."""
    most = max(rows)
    step = min(190.0, 980 / (most + 0.4))
    tall, r = 1.16 * step + 8, 0.24 * step
    width = round(max(480, step * (most + 0.4) + 36))
    height = round(max(448, 74 + tall * len(rows) + 30 + _key_tall(width - 60, legend, 13)))
    wall = any_ground(draws)
    canvas = Canvas(width, height, ground=wall)
    canvas.rect(0, height - 0.45 * tall, width, 0.45 * tall, fill=darker(wall, 0.2))
    canvas.text(width / 2, 40, title, size=min(22.0, 22 * (width - 40) / _wide(title, 22, True)), face="sans-bold", anchor="middle", colour=INK)
    place = 0
    for row, count in enumerate(rows):
        base = 66 + tall * (row + 1)
        shift = (width - step * count) / 2 + step / 2 + (0 if len(rows) == 1 else draws.jitter(0.16 * step))
        for seat in range(count):
            x, look = shift + step * seat, any_look(draws)
            y = base + draws.jitter(0.03 * step)
            canvas.path(f"M{x - 0.43 * step:.0f} {y + 4:.0f}v-{0.4 * step:.0f}q0 -{0.2 * step:.0f} {0.43 * step:.0f} -{0.2 * step:.0f}"
                        f"q{0.43 * step:.0f} 0 {0.43 * step:.0f} {0.2 * step:.0f}v{0.4 * step:.0f}z", fill=NAMED[look.top],
                        stroke=darker(NAMED[look.top]), width=1.5)  # fmt: skip
            head(canvas, x, y - 0.8 * step, r, look, draws.one(("happy", "neutral")))
            kind, label = badges[place]
            wide = _wide(label, size) + 2.4 * size
            canvas.rect(x - wide / 2, y - 0.36 * step, wide, 1.7 * size, fill="#fffefb", stroke="#8d949a", width=1, radius=2)
            mark(canvas, kind, x - wide / 2 + 0.95 * size, y - 0.36 * step + 0.85 * size, 0.4 * size)
            canvas.text(x - wide / 2 + 1.75 * size, y - 0.36 * step + 1.2 * size, label, size=size, colour=INK)
            place += 1
    if legend:
        below = _key_tall(width - 60, legend, 13)
        canvas.rect(0, height - below - 14, width, below + 14, fill="#fffefb")
        _key(canvas, 30, height - below + 8, width - 60, legend, 13)
    return canvas.picture()


def strings(draws: Draws, title: str, left: Sequence[str], right: Sequence[str], order: Sequence[int], *, changes: int,
            size: float) -> Picture:  # fmt: skip
    """Threads of one colour from names to cards: the one at `left[k]` ends at `right[order[k]]`."""
    count = len(left)
    lane = max(34.0, min(64.0, 380 / count))
    # The last order puts each thread where its card hangs.
    stages = [list(range(count)), *(draws.shuffled(range(count)) for _ in range(changes - 1)), [list(order).index(k) for k in range(count)]]
    lefts, rights = (max(_wide(text, size) for text in texts) + 26 for texts in (left, right))
    step = min(150.0, (1000 - lefts - rights - 40) / changes)
    width = round(max(480, lefts + rights + step * changes + 40))
    start = 20 + lefts
    step = (width - start - rights - 20) / changes
    height = round(max(448, 84 + lane * count + 20))
    board = draws.one(("#d9c3a0", "#c9d3cf", "#d6cfe0", "#e3d8c4", "#cbd5df"))
    canvas = Canvas(width, height, ground=board)
    for _ in range(60):
        canvas.circle(draws.between(0, width), draws.between(0, height), 2, fill=darker(board, 0.1))
    canvas.text(width / 2, 44, title, size=min(22.0, 22 * (width - 40) / _wide(title, 22, True)), face="sans-bold", anchor="middle", colour=INK)
    colour = draws.one(("#b3261e", "#1f4f9e", "#2f6f3f", "#5b2c83", "#3a3a3a"))
    top = (height + 64 - lane * count) / 2

    def at(stage: int, thread: int) -> float:
        return top + lane * (stages[stage].index(thread) + 0.5)

    for stage in range(changes):
        x = start + step * stage
        for thread in draws.shuffled(range(count)):
            y1, y2 = at(stage, thread), at(stage + 1, thread)
            path = f"M{x:.0f} {y1:.0f}C{x + step / 2:.0f} {y1:.0f} {x + step / 2:.0f} {y2:.0f} {x + step:.0f} {y2:.0f}"
            canvas.path(path, stroke=board, width=6.5)
            canvas.path(path, stroke=colour, width=2.6)
    for stage in range(1, changes):
        for place in range(count):
            x, y = start + step * stage, top + lane * (place + 0.5)
            canvas.line(x - 5, y, x + 5, y, stroke=colour, width=2.6)
    for place in range(count):
        y = top + lane * (place + 0.5)
        for x, wide, text in ((start - lefts, lefts, left[place]), (width - 20 - rights, rights, right[place])):
            canvas.rect(x, y - 0.95 * size, wide, 1.9 * size, fill="#fffefb", stroke="#8d949a", width=1, radius=3)
            canvas.text(x + wide / 2, y + 0.36 * size, text, size=size, anchor="middle", colour=INK)
    return canvas.picture()


Inside = Callable[[Canvas, int, float, float, float, float], None]
"""Draws what is in a cell: canvas, place, x, y, width, height."""


class Cell(NamedTuple):
    """A pigeonhole, slip, door, box or day: what stands at its head, lines below, and a mark."""

    head: str
    lines: Sequence[str] = ()
    kind: str = ""


def cells(
    draws: Draws, title: str, columns: int, items: Sequence[Cell], *, size: float, wide: float, legend: Legend = (),
    inside: Inside | None = None, room: float = 0, plain: bool = False,
) -> Picture:  # fmt: skip
    """A rack, a wall of slips or doors, a month: equal cells in rows, with room for a drawing in each."""
    rows = -(-len(items) // columns)
    lines = max((len(wrapped(line, "sans", size, wide - 14)) for item in items for line in item.lines), default=0)
    lines = max((sum(len(wrapped(line, "sans", size, wide - 14)) for line in item.lines) for item in items), default=lines)
    tall = max(1.7 * size + 1.3 * size * lines + room + 8, min(110, 280 / rows))
    width = round(max(480, wide * columns + 40))
    below = _key_tall(width - 60, legend, max(size, 12))
    height = round(max(448, 70 + tall * rows + 24 + below))
    ground = any_ground(draws) if plain else draws.one(("#b98a5a", "#a8764a", "#8f9aa3", "#8fa38a", "#b3a08f", "#8d93a8"))
    canvas = Canvas(width, height, ground=ground)
    canvas.rect(0, 0, width, 54, fill=darker(ground, 0.3) if not plain else draws.one(_ACCENTS))
    canvas.text(width / 2, 36, title, size=min(22.0, 22 * (width - 40) / _wide(title, 22, True)), face="sans-bold", anchor="middle", colour="#ffffff")
    left = (width - wide * columns) / 2
    tints = [draws.one(_PAPERS)] if plain else draws.some(("#fffefb", "#fdf6d8", "#eaf3e6", "#e8eff8", "#f8e9e6"), 3)
    for place, item in enumerate(items):
        x, y = left + wide * (place % columns), 66 + tall * (place // columns)
        canvas.rect(x + 2, y + 2, wide - 4, tall - 4, fill=draws.one(tints), stroke=darker(ground, 0.35), width=1.2)
        canvas.text(x + 8, y + 1.35 * size, item.head, size=size, face="sans-bold", colour=INK)
        if item.kind:
            mark(canvas, item.kind, x + wide - 9 - 0.5 * size, y + 1.0 * size, 0.42 * size)
        if inside:
            inside(canvas, place, x, y + 1.5 * size, wide, room)
        below_head = y + room + 2.75 * size
        for line in item.lines:
            below_head = canvas.paragraph(x + 8, below_head, line, width=wide - 14, size=size, colour=INK, leading=1.3)
    if legend:
        canvas.rect(0, height - below - 8, width, below + 8, fill="#fffefb")
        _key(canvas, 30, height - below + 10, width - 60, legend, max(size, 12))
    return canvas.picture()


def talk(draws: Draws, title: str, name: str, me: str, said: Sequence[str], case: int, load: Load) -> Picture:
    """A group's talk in which `name` tells `me` what is said of this case; others, much alike, say the rest.

    With much to read, `name` says something else to others as well, and takes back what went before.
    """
    others = [each for each in people(draws, 28, "woman") if each != name] if load.many > 6 else people(draws, 5)
    others = [each for each in others if each.split()[0] != me and each != name]
    if load.many > 6:
        first, last = name.split()
        near = [each for each in others if first in each or last in each] or others
        others = draws.shuffled([*near[:6], *others[:4]])
    rest = [k for k in range(len(said)) if k != case]
    pool = [(draws.one(others), "", text) for text in draws.some(_CHATTER, max(2, load.many - 4 * load.more))]
    final = [(name, me, said[case])]
    for turn in range(load.more):
        if turn == 0:
            pool += [(draws.one(others), me, said[k]) for k in rest]
        elif turn == 1:
            pool += [(name, draws.one(("Kai", "Ute", "Pia")), said[k]) for k in draws.some(rest, 2)]
            pool += [(draws.one(others), me, said[k]) for k in rest[:2]]
        else:
            final = [(name, me, said[draws.one(rest)]), (name, me, f"Forget my last message. {said[case]}")]
            pool += [(draws.one(others), draws.one(("Kai", "Ute", "Pia")), said[case])]
    pool = draws.shuffled(pool)
    cut = draws.whole(0, len(pool) // 2) if load.more > 1 else draws.whole(1, len(pool) - 1)
    if len(final) == 2:
        middle = draws.whole(cut, len(pool))
        spoken = [*pool[:cut], final[0], *pool[cut:middle], final[1], *pool[middle:]]
    else:
        spoken = [*pool[:cut], *final, *pool[cut:]]
    size, wide = load.size, 470 if load.size > 14 else 600
    blocks = [(sender, wrapped((f"@{to} " if to else "") + text, "sans", size, wide - 40)) for sender, to, text in spoken]
    tall = [1.3 * size * (len(lines) + 1) + 0.9 * size for _, lines in blocks]
    accent = draws.one(_ACCENTS)
    canvas = Canvas(wide + 30, max(448, round(sum(tall) + 84)), ground=any_ground(draws))
    canvas.rect(0, 0, wide + 30, 54, fill=accent)
    canvas.text(20, 36, title, size=min(20.0, 20 * wide / _wide(title, 20, True)), face="sans-bold", colour="#ffffff")
    y, minute = 66.0, draws.whole(8 * 60, 17 * 60)
    for (sender, lines), high in zip(blocks, tall, strict=True):
        minute += draws.whole(1, 7)
        canvas.rect(12, y, wide, high - 0.5 * size, fill="#fffefb", radius=6)
        canvas.text(24, y + 1.25 * size, sender, size=size, face="sans-bold", colour=darker(accent, 0.2))
        canvas.text(wide, y + 1.25 * size, f"{minute // 60}:{minute % 60:02d}", size=max(9.5, size - 2), anchor="end", colour="#6b7076")
        for place, line in enumerate(lines):
            canvas.text(24, y + 1.25 * size + 1.3 * size * (place + 1), line, size=size, colour=INK)
        y += high
    return canvas.picture()


def leaf(draws: Draws, title: str, head_rows: Sequence[tuple[str, str]], text: Sequence[str], *, size: float,
         stamp: str = "", foot: str = "") -> Picture:  # fmt: skip
    """A letter or form: a head of labels and entries, paragraphs, perhaps a stamp and a line at the foot."""
    inner = 420.0 if size > 13 else 580.0
    label = max((_wide(name, size) for name, _ in head_rows), default=0) + 1.2 * size
    entries = [wrapped(entry, "sans", size, inner - label) for _, entry in head_rows]
    paragraphs = [wrapped(part, "serif", size, inner) for part in text]
    tall = 92 + 1.45 * size * (sum(map(len, entries)) + sum(map(len, paragraphs))) + 0.6 * size * len(text) + 2.2 * size
    tall += (62 if stamp else 0) + (2 * size if foot else 0)
    canvas = Canvas(round(inner + 84), max(448, round(tall + 40)), ground=draws.one(("#b98a5a", "#a8764a", "#8f9aa3", "#b3a08f")))
    accent = draws.one(_ACCENTS)
    canvas.rect(18, 16, inner + 48, canvas.height - 32, fill=draws.one(_PAPERS))
    canvas.text(42, 58, title, size=min(23.0, 23 * inner / _wide(title, 23, True)), face="serif-bold", colour=accent)
    canvas.line(42, 70, 42 + inner, 70, stroke=accent, width=2)
    y = 72 + 1.6 * size
    for (name, _), lines in zip(head_rows, entries, strict=True):
        canvas.text(42, y, name, size=size, colour="#6a737a")
        for line in lines:
            canvas.text(42 + label, y, line, size=size, colour=INK)
            y += 1.45 * size
    y += 1.2 * size
    for lines in paragraphs:
        for line in lines:
            canvas.text(42, y, line, size=size, face="serif", colour=INK)
            y += 1.45 * size
        y += 0.6 * size
    if stamp:
        with canvas.moved(42 + inner / 2, y + 22, angle=draws.jitter(3)):
            wide = _wide(stamp, 17, True) + 30
            canvas.rect(-wide / 2, -20, wide, 38, stroke="#a12f2f", width=2.5, radius=4)
            canvas.text(0, 6, stamp, size=17, face="sans-bold", anchor="middle", colour="#a12f2f")
    if foot:
        canvas.text(42, canvas.height - 30, foot, size=size, colour="#5a626a")
    return canvas.picture()


def busts(draws: Draws, count: int, r: float) -> Inside:
    """Portraits for the cells of a wall."""
    looks = [any_look(draws) for _ in range(count)]

    def drawn(canvas: Canvas, place: int, x: float, y: float, wide: float, room: float) -> None:
        look, middle = looks[place], x + wide / 2
        canvas.rect(x + 8, y + 4, wide - 16, room, fill=lighter(NAMED[look.top], 0.75))
        canvas.path(f"M{middle - 1.3 * r:.0f} {y + room + 4:.0f}q0 -{1.1 * r:.0f} {1.3 * r:.0f} -{1.1 * r:.0f}"
                    f"q{1.3 * r:.0f} 0 {1.3 * r:.0f} {1.1 * r:.0f}z", fill=NAMED[look.top])  # fmt: skip
        head(canvas, middle, y + room - 1.9 * r + 4, r, look, "happy")

    return drawn


def _wide(text: str, size: float, bold: bool = False) -> float:
    return face_table("sans-bold" if bold else "sans").width(text, size)
