"""Medical sensing: schematic scans with invented findings, asked so that a layperson can see them."""

from __future__ import annotations

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Form, Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas, Picture
from ch3ef.scenarios.generated.tasks.cross_domain import scans
from ch3ef.scenarios.generated.tasks.cross_domain.drawing import NUMBERS, blob, smooth, tag, window

_ZONES = {
    "right lung, upper part": (-82, 180), "right lung, lower part": (-104, 338),
    "left lung, upper part": (82, 180), "left lung, lower part": (122, 318),
}  # fmt: skip
_FINDS = ("a round shadow", "a bright round spot", "a pale nodule")


def where_in_chest(draws: Draws) -> Question:
    """A round shadow in a chest X-ray: which lung, which part?"""
    options = draws.shuffled(_ZONES)
    right = draws.one(options)
    find = draws.one(_FINDS)
    picture = _chest(Draws(f"chest {draws.whole(0, 10**9)}"), right, draws.between(19, 27), arrow=draws.chance(0.3))
    question = draws.one((
        f"R and L mark the patient's right and left. In which part of the chest is there {find}?",
        f"This chest X-ray has {find}. Where, going by the letters R and L?",
        f"Schematic X-ray, patient's sides marked R and L: where does {find} lie?",
        f"Where in this drawing of a chest X-ray do you see {find}? R is the patient's right, L the left.",
    ))  # fmt: skip
    return question_of(question, options, right, picture)


def shadow_over_time(draws: Draws) -> Question:
    """Two chest X-rays: has the shadow grown?"""
    options = ["It has grown.", "It has shrunk.", "It has disappeared.", "It has not changed."]
    right = draws.one(options)
    zone, seed = draws.one(list(_ZONES)), f"chest {draws.whole(0, 10**9)}"
    before = 24.0
    after = {options[0]: 42.0, options[1]: 11.0, options[2]: 0.0, options[3]: before}[right]
    months = draws.whole(2, 9)
    pictures = (_chest(Draws(seed), zone, before, note="first"), _chest(Draws(seed), zone, after, note="second"))
    question = draws.one((
        f"The second X-ray was taken {months} months after the first. What has become of the round shadow?",
        f"Compare the two X-rays, {months} months apart: how has the bright spot in the lung changed?",
        f"After {months} months of treatment a second picture is taken. What has happened to the pale nodule?",
    ))  # fmt: skip
    return question_of(question, draws.shuffled(options), right, *pictures)


def cells_counted(draws: Draws) -> Question:
    """A blood smear with a legend: how many cells of a rarer kind?"""
    counts = window(draws, 2, 9)
    right = draws.one(counts)
    kind = draws.one(("white cells", "platelets", "sickle cells"))
    canvas = scans.field_of_view(draws)
    spots = _spots(draws)
    other = draws.one([name for name in ("white cells", "platelets", "sickle cells") if name != kind])
    more = draws.whole(2, 4)
    for k, (x, y) in enumerate(spots[:44]):
        _cell(canvas, draws, kind if k < right else other if k < right + more else "red cells", x, y)
    _legend(canvas, draws, draws.shuffled(("red cells", kind, other)))
    question = draws.one((
        f"How many {kind} are there in this blood smear?", f"Using the legend, count the {kind} in the field of view.",
        f"How many {kind} can be seen under this microscope? The legend shows what they look like.",
        f"A drop of blood under the microscope: how many {kind} does the round field hold?",
    ))  # fmt: skip
    return question_of(question, [NUMBERS[count] for count in counts], NUMBERS[right], canvas.picture())


def cell_at_arrow(draws: Draws) -> Question:
    """A blood smear with a legend: what does the arrow point to?"""
    options = draws.shuffled(("red cell", "white cell", "platelet", "sickle cell"))
    right = draws.one(options)
    canvas = scans.field_of_view(draws)
    spots = _spots(draws)
    target = draws.one([spot for spot in spots if 150 < spot[0] < 360 and 140 < spot[1] < 330])
    side = draws.one((-1, 1))
    shaft = [(target[0] + side * 92 * k / 4, target[1] - 74 * k / 4) for k in range(5)]
    for x, y in spots[:50]:
        if all((x - px) ** 2 + (y - py) ** 2 > 34**2 for px, py in shaft):
            _cell(canvas, draws, draws.one(("red cells",) * 6 + tuple(f"{name}s" for name in options)), x, y)
    _cell(canvas, draws, f"{right}s", *target)
    x, y = target
    canvas.arrow(x + side * 92, y - 74, x + side * 25, y - 20, stroke="#ffffff", width=9, head=24)
    canvas.arrow(x + side * 92, y - 74, x + side * 23, y - 18, stroke="#16304f", width=5, head=20)
    _legend(canvas, draws, draws.shuffled(("red cells", "white cells", "platelets", "sickle cells")))
    question = draws.one((
        "Which kind of cell does the arrow point to?", "Compare with the legend: what is at the tip of the arrow?",
        "What does the blue arrow mark in this blood smear?", "Going by the legend, what is the marked cell?",
    ))  # fmt: skip
    return question_of(question, [f"a {name}" for name in options], f"a {right}", canvas.picture())


def rhythm_of_heart(draws: Draws) -> Question:
    """A heart tracing: how are the beats spaced?"""
    options = ["Evenly throughout", "Evenly, but one beat is missing", "Evenly, but one beat comes early",
               "At quite uneven intervals"]  # fmt: skip
    options = draws.shuffled(options)
    right = draws.one(options)
    gap, seconds = draws.between(0.66, 0.86), 6
    times = [0.35 + gap * k for k in range(int((seconds - 0.6) / gap) + 1)]
    odd = draws.whole(2, len(times) - 3)
    if "missing" in right:
        times.pop(odd)
    elif "early" in right:
        times[odd] -= 0.42 * gap
    elif "uneven" in right:
        times, at = [], 0.35
        steps = draws.shuffled((0.42, 1.15, 0.5, 0.95, 0.66, 1.3, 0.46, 0.8))
        for step in steps:
            times.append(at)
            at += step
        times = [time for time in times if time < seconds - 0.25]
    canvas = _paper(draws, 640, 448)
    scans.beats(canvas, (30, 120, 580, 220), times, seconds)
    question = draws.one((
        "How are the beats in this heart tracing spaced?", "Look at the tall spikes: how do the heartbeats follow each other?",
        "Which words describe the rhythm of this tracing?", "How regular are the tall spikes in this ECG strip?",
        "Every tall spike is a heartbeat. At what intervals do they come?",
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def strip_compared(draws: Draws) -> Question:
    """Four heart tracings: which is the fastest, slowest or uneven one?"""
    letters = draws.one((list("ABCD"), list("1234"), list("WXYZ")))
    right = draws.one(letters)
    asked = draws.one(("fastest", "slowest", "irregular"))
    base = draws.between(0.72, 0.86)
    canvas = _paper(draws, 600, 560)
    for k, letter in enumerate(letters):
        gap = base * (1 + draws.jitter(0.06))
        if letter == right:
            gap *= {"fastest": 0.55, "slowest": 1.75, "irregular": 1}[asked]
        times = [0.3 + gap * n for n in range(20)]
        if letter == right and asked == "irregular":
            times, at = [], 0.3
            for step in draws.shuffled((0.45, 1.2, 0.52, 1.0, 0.64, 1.3, 0.5)):
                times.append(at)
                at += step
        scans.beats(canvas, (64, 76 + 116 * k, 512, 100), [time for time in times if time < 4.75], 5)
        tag(canvas, 34, 126 + 116 * k, letter)
    named = f"{', '.join(letters[:3])} and {letters[3]}"
    question = draws.one({
        "fastest": (f"All strips last five seconds. In which of {named} does the heart beat fastest?",
                    f"Which of the tracings {named} has the highest pulse?"),
        "slowest": (f"All strips last five seconds. In which of {named} does the heart beat slowest?",
                    f"Which of the tracings {named} has the lowest pulse?"),
        "irregular": (f"In which of the strips {named} do the beats come at uneven intervals?",
                      f"One of the tracings {named} is irregular. Which one?"),
    }[asked])  # fmt: skip
    return question_of(question, [f"strip {letter}" for letter in letters], f"strip {right}", canvas.picture())


def beats_counted(draws: Draws) -> Question:
    """A heart tracing of known length: how many beats, or how many a minute?"""
    counts = window(draws, 5, 12)
    right = draws.one(counts)
    seconds = draws.one((5, 6))
    gap = (seconds - 0.7) / (right - 1)
    canvas = _paper(draws, 640, 448)
    scans.beats(canvas, (30, 120, 580, 220), [0.35 + gap * k for k in range(right)], seconds)
    canvas.line(30, 372, 610, 372, width=2)
    for x in (30, 610):
        canvas.line(x, 364, x, 380, width=2)
    canvas.text(320, 398, f"{seconds} seconds", size=17, anchor="middle")
    if draws.chance(0.4):
        factor = 60 // seconds
        options = [f"{count * factor} a minute" for count in counts]
        question = draws.one((
            f"This strip of {seconds} seconds is typical. What is the pulse?",
            f"Count the spikes in these {seconds} seconds and work out the beats in a minute.",
        ))  # fmt: skip
        return question_of(question, options, f"{right * factor} a minute", canvas.picture())
    question = draws.one((
        f"How many heartbeats does this tracing of {seconds} seconds show?",
        f"Each tall spike is one beat. How many beats are there in the {seconds} seconds?",
        f"How often did the heart beat during these {seconds} seconds?",
    ))  # fmt: skip
    return question_of(question, [f"{count} beats" for count in counts], f"{right} beats", canvas.picture())


def size_in_ultrasound(draws: Draws) -> Question:
    """A dark cavity above a scale: how wide is it?"""
    counts = window(draws, 1, 6)
    right = draws.one(counts)
    canvas = scans.film(draws, 576, 560)
    scans.fan(canvas, draws)
    unit = draws.between(40, 50)
    x, y = 288 + draws.jitter(26), 270 + draws.jitter(36)
    rx = right * unit / 2
    ry = min(rx, 84) * draws.between(0.75, 0.95)
    canvas.ellipse(x, y + ry + 14, 0.8 * rx, 13, fill="#c9cdcf", opacity=0.4)
    canvas.ellipse(x, y, rx, ry, fill="#090a0b", stroke="#b4b9bb", width=3)
    for side in (-1, 1):
        canvas.line(x + side * rx, y - 8, x + side * rx, y + 8, stroke="#f7d94a", width=2.5)
        canvas.line(x + side * rx - 8, y, x + side * rx + 8, y, stroke="#f7d94a", width=2.5)
    canvas.line(x - rx + 12, y, x + rx - 12, y, stroke="#f7d94a", width=1.5, dash="2 6")
    scans.ruler(canvas, 178, 500, unit, 6)
    what = draws.one(("dark cavity", "fluid-filled cyst", "black hollow"))
    question = draws.one((
        f"Using the scale, how wide is the {what} between the two yellow crosses?",
        f"How far apart are the yellow crosses at the edges of the {what}?",
        f"What does the ruler below say about the width of the {what} in this ultrasound?",
        f"Measure the {what} from cross to cross with the scale. How wide is it?",
    ))  # fmt: skip
    return question_of(question, [f"about {count} cm" for count in counts], f"about {right} cm", canvas.picture())


def hollows_in_ultrasound(draws: Draws) -> Question:
    """An ultrasound fan: how many dark cavities, or bright stones?"""
    counts = window(draws, 1, 6)
    right = draws.one(counts)
    canvas = scans.film(draws, 576, 544)
    scans.fan(canvas, draws)
    stones = draws.chance(0.5)
    places = [(286, 222), (214, 250), (356, 250), (286, 306), (184, 330), (392, 330), (284, 392)]
    spots = draws.some(places, right)
    if stones:
        canvas.path(smooth(blob(draws, 288, 312, 156, 132, count=12, rough=0.04), closed=True), fill="#14171a",
                    opacity=0.75)  # fmt: skip
    for px, py in spots:
        x, y = px + draws.jitter(7), py + draws.jitter(7)
        if stones:
            canvas.path(smooth(blob(draws, x, y, 19, 14, count=7), closed=True), fill="#f6f7f4")
            canvas.polygon([(x - 15, y + 14), (x + 15, y + 14), (x + 20, y + 50), (x - 20, y + 50)], fill="#000000",
                           opacity=0.35)  # fmt: skip
        else:
            canvas.ellipse(
                x, y, draws.between(22, 30), draws.between(18, 24), fill="#090a0b", stroke="#b4b9bb", width=3
            )
    what = "bright stones" if stones else "round black cavities"
    question = draws.one((
        f"How many {what} does this ultrasound picture show?", f"Count the {what} in the fan of this ultrasound picture.",
        f"How many {what} can be made out in this scan?",
    ))  # fmt: skip
    return question_of(question, [NUMBERS[count] for count in counts], NUMBERS[right], canvas.picture())


def broken_finger(draws: Draws) -> Question:
    """An X-ray of a hand: which finger has the broken bone?"""
    options = draws.some(scans.FINGERS, 4)
    right = draws.one(options)
    canvas = scans.film(draws, 512, 544)
    mirrored = draws.chance(0.5)
    with canvas.moved(512 if mirrored else 0, 14, mirrored=mirrored):
        scans.hand(canvas, broken=right)
    question = draws.one((
        "In which finger of this hand is a bone broken?", "Which finger shows a fracture in this X-ray of a hand?",
        "A bone in this hand is snapped and shifted. In which finger?", "This X-ray was taken after a fall. Which finger is broken?",
        "One bone in this hand does not run through. To which finger does it belong?",
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def spots_on_retina(draws: Draws) -> Question:
    """The back of an eye: how many dark red or pale spots?"""
    counts = window(draws, 2, 8)
    right = draws.one(counts)
    canvas = Canvas(512, 544, ground="#0c0a0a")
    disc = draws.one((-1, 1))
    scans.retina(canvas, draws, disc)
    pale = draws.chance(0.5)
    for x, y in draws.some(_free_of_disc(disc), right):
        ring = blob(
            draws, x + draws.jitter(5), y + draws.jitter(5), draws.between(11, 15), draws.between(10, 13), count=7
        )
        canvas.path(smooth(ring, closed=True), fill="#f7ecb4" if pale else "#4a0d0c", stroke=None)
    canvas.text(256, 504, "Back of the eye; the large bright disc is the optic nerve.", size=16, colour="#e8e2da",
                anchor="middle")  # fmt: skip
    what = "small pale spots" if pale else "small dark spots"
    question = draws.one((
        f"How many {what} are there on the back of this eye?", f"Count the {what} in this picture of a retina.",
        f"How many {what} does this schematic view into an eye show?", f"Leaving out the bright disc, how many {what} are there?",
    ))  # fmt: skip
    return question_of(question, [NUMBERS[count] for count in counts], NUMBERS[right], canvas.picture())


def fillings_in_teeth(draws: Draws) -> Question:
    """An X-ray of teeth: how many have a white filling?"""
    counts = window(draws, 1, 8)
    right = draws.one(counts)
    canvas = scans.film(draws, 640, 448)
    canvas.rect(30, 40, 580, 350, fill="#23282b", radius=30)
    filled = draws.some(range(14), right)
    scans.teeth(canvas, 68, 208, 7, 72, [k for k in filled if k < 7], up=True)
    scans.teeth(canvas, 68, 226, 7, 72, [k - 7 for k in filled if k >= 7], up=False)
    question = draws.one((
        "Fillings show up bright white. How many teeth have one?", "How many teeth in this X-ray have a white filling?",
        "Count the filled teeth: fillings are the pure white patches.", "In how many of these teeth is there a bright white filling?",
    ))  # fmt: skip
    return question_of(question, [str(count) for count in counts], str(right), canvas.picture())


def _chest(draws: Draws, zone: str, size: float, *, note: str = "", arrow: bool = False) -> Picture:
    canvas = scans.film(draws, 512, 544)
    scans.chest(canvas, draws, heart=draws.between(0.8, 0.95))
    scans.sides(canvas, 44, 468, 54)
    x, y = 258 + _ZONES[zone][0] + draws.jitter(9), _ZONES[zone][1] + draws.jitter(12)
    if size:
        canvas.circle(x, y, size, fill=canvas.glow("#f4f6f6", "#d9dddf", "#aeb5b8"))
        if arrow:
            canvas.arrow(
                x + (70 if x > 258 else -70),
                y - 50,
                x + (22 if x > 258 else -22),
                y - 17,
                stroke="#f7d94a",
                width=4,
                head=15,
            )
    if note:
        canvas.text(492, 532, note, size=17, colour="#f2f4f4", anchor="end")
    return canvas.picture()


def _spots(draws: Draws) -> list[tuple[float, float]]:
    """Places for cells in the field, apart from each other, in drawn order."""
    places = []
    for row in range(9):
        for column in range(9):
            x, y = 56 + 50 * column + 25 * (row % 2) + draws.jitter(5), 36 + 48 * row + draws.jitter(5)
            if (x - 256) ** 2 + (y - 232) ** 2 < 180**2:
                places.append((x, y))
    return draws.shuffled(places)


def _cell(canvas: Canvas, draws: Draws, kind: str, x: float, y: float) -> None:
    if kind == "white cells":
        scans.white_cell(canvas, draws, x, y, 25)
    elif kind == "platelets":
        scans.platelet(canvas, draws, x, y, 8)
    elif kind == "sickle cells":
        scans.sickle_cell(canvas, x, y, 13, draws.between(0, 360))
    else:
        scans.red_cell(canvas, x, y, draws.between(17, 20))


def _legend(canvas: Canvas, draws: Draws, kinds: list[str]) -> None:
    step = 504 / len(kinds)
    canvas.rect(4, 468, 504, 66, fill="#ffffff", stroke="#b9b4ac", radius=8)
    for k, kind in enumerate(kinds):
        x = step * k + (22 if len(kinds) > 3 else 44)
        with canvas.moved(x, 500, scale=0.5):
            _cell(canvas, draws, kind, 0, 0)
        canvas.text(x + 18, 506, kind, size=13.5)


def _paper(draws: Draws, width: int, height: int) -> Canvas:
    canvas = Canvas(width, height, ground=draws.one(("#fbf9f4", "#f4f6f8", "#f8f5f0")))
    canvas.text(30, 46, f"Heart tracing (ECG), record {draws.whole(100, 999)}", size=19, face="sans-bold")
    return canvas


def _free_of_disc(disc: int) -> list[tuple[float, float]]:
    """Places on the retina away from its bright disc and from the darker middle of sight."""
    spots = [(256 + 62 * i, 240 + 66 * j) for i in range(-2, 3) for j in range(-2, 3)]
    return [(x, y) for x, y in spots if (abs(x - 256 - disc * 104) > 50 or abs(y - 240) > 70)
            and (x, y) != (256 - disc * 62, 240)]  # fmt: skip


FORMS: tuple[Form, ...] = (
    where_in_chest, shadow_over_time, cells_counted, cell_at_arrow, rhythm_of_heart, strip_compared, beats_counted,
    size_in_ultrasound, hollows_in_ultrasound, broken_finger, spots_on_retina, fillings_in_teeth,
)  # fmt: skip
