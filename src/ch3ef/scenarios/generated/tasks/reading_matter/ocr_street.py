"""OCR out of doors: shop signs, signposts, gantries, number plates, street names, house numbers, posters."""

from __future__ import annotations

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.glyphs import Face
from ch3ef.scenarios.generated.scene.palette import BRIGHT, NAMED, darker, lighter
from ch3ef.scenarios.generated.scene.people import any_look, person
from ch3ef.scenarios.generated.scene.things import SMALL, THINGS, cloud, sun
from ch3ef.scenarios.generated.tasks.reading_matter.drawing import (
    DAYS,
    STREETS,
    TOWNS,
    clock_times,
    fitted,
    people,
    prices,
    scribbles,
)  # fmt: skip

_SHOPS = (
    "The Copper Kettle", "Blue Door Books", "Northern Crust", "Paper & String", "The Wool Barn", "Little Lantern",
    "Juniper & Sage", "The Button Box", "Golden Sheaf", "Old Harbour Tea", "The Tin Robot", "Quick Stitch",
    "Salt & Clover", "Midnight Toys", "Silver Spoon", "The Green Pear", "Cobble & Co", "Fox and Fiddle",
)  # fmt: skip
_WALLS = ("#c98a6a", "#d9c7a3", "#a9b8c2", "#b5a48f", "#c7b8d0", "#9db3a0", "#d8b0a0", "#8f9aa8")
_FACES: tuple[Face, ...] = ("sans-bold", "serif-bold", "comic-bold", "serif-italic", "condensed")
_HAPPENINGS = (
    "Summer Concert", "Puppet Theatre", "Jazz Evening", "Book Fair", "Magic Show", "Choir Night", "Dance Gala",
    "Film Festival", "Poetry Slam", "Pottery Market", "Chess Open", "Lantern Walk",
)  # fmt: skip
_HALLS = ("Town Hall", "Old Brewery", "Park Stage", "Swan Theatre", "Harbour Hall", "Glass House", "Mill Museum",
          "Station Yard")  # fmt: skip


def name_of_shop(draws: Draws) -> Question:
    """A row of shops: what is one of them called?"""
    names = draws.some(_SHOPS, 4)
    right = draws.one(names)
    spot, awnings = draws.whole(0, 2), draws.some(BRIGHT, 3)
    shown = draws.some([name for name in names if name != right], 2)
    shown.insert(spot, right)
    lean = draws.one((-0.1, 0.0, 0.09))
    canvas = _sky(draws, 640, 480)
    canvas.rect(0, 350, 640, 130, fill="#85878a")
    with canvas.receding(14, 66 - 300 * lean, 0.96, lean):
        canvas.rect(-60, 330, 760, 34, fill="#c3c0b8")
        for place, name in enumerate(shown):
            with canvas.moved(212 * place, 0):
                _shop(draws, canvas, name, NAMED[awnings[place]])
    if draws.chance(0.6):
        person(canvas, draws.between(60, 580), 470, 120, any_look(draws), pose="walking", mirrored=draws.chance(0.5))
    colour, where = awnings[spot], ("on the left", "in the middle", "on the right")[spot]
    question = draws.one((
        f"What is the shop with the {colour} awning called?", f"Which name stands above the {colour} awning?",
        f"Read the sign of the shop {where}: what does it say?", f"What is the name of the shop {where}?",
        f"I am meeting a friend at the shop with the {colour} awning. What is its name?",
    ))  # fmt: skip
    return question_of(question, names, right, canvas.picture())


def distance_on_signpost(draws: Draws) -> Question:
    """A signpost with arms: how far is a town, or which town is so far?"""
    towns = draws.some(TOWNS, 4)
    ways = [str(n) for n in draws.some(range(2, 40), 4)]
    asked = draws.whole(0, 3)
    canvas = _sky(draws, 560, 520)
    canvas.path("M0 330q140 -70 300 -20t260 -30v240h-560z", fill=draws.one(("#a9d08e", "#9cc98a", "#c3d38f")))
    canvas.path("M0 400q180 -60 330 -10t230 0v140h-560z", fill=draws.one(("#88b970", "#7fae78", "#a5bb6c")))
    for _ in range(draws.whole(2, 4)):
        THINGS[draws.one(("tree", "fir tree"))](canvas, draws.one((draws.between(20, 90), draws.between(470, 540))),
                                                draws.between(320, 470), draws.between(90, 150), "#4c8f52")  # fmt: skip
    x = 280 + draws.jitter(30)
    canvas.rect(x - 8, 64, 16, 420, fill="#6d4a2f", radius=4)
    board = draws.one(("#f2e3c2", "#ffe27a", "#ffffff", "#1f6b45", "#1d4f91"))
    ink = "#ffffff" if board in ("#1f6b45", "#1d4f91") else "#2b2b2b"
    for place, (town, way) in enumerate(zip(towns, ways, strict=True)):
        side = draws.one((-1, 1))
        with canvas.moved(x + draws.jitter(8), 108 + 74 * place, angle=draws.jitter(5)):
            rim = [(-150, -27), (150, -27), (182, 0), (150, 27), (-150, 27)]
            canvas.polygon([(side * px, py) for px, py in rim], fill=board, stroke=darker(board, 0.45), width=3)
            canvas.text(-138, 9, town, size=25, face="sans-bold", colour=ink)
            canvas.text(140, 9, f"{way} km", size=25, face="sans-bold", colour=ink, anchor="end")
    town, way = towns[asked], ways[asked]
    if draws.chance(0.5):
        question = draws.one((f"How far is it to {town}?", f"How many kilometres does the signpost give for {town}?",
                              f"I want to walk to {town}. How far is that?"))  # fmt: skip
        return question_of(question, [f"{each} km" for each in ways], f"{way} km", canvas.picture())
    question = draws.one((f"Which place is {way} km away?", f"Which town stands on the arm that says {way} km?"))
    return question_of(question, towns, town, canvas.picture())


def lane_on_gantry(draws: Draws) -> Question:
    """A sign over a motorway: where does a lane lead?"""
    towns = draws.some(TOWNS, 4)
    right, spot = draws.one(towns), draws.whole(0, 2)
    shown = draws.some([town for town in towns if town != right], 2)
    shown.insert(spot, right)
    canvas = _sky(draws, 640, 480)
    canvas.rect(0, 268, 640, 220, fill=draws.one(("#a9d08e", "#b9c68a", "#9cb98a")))
    canvas.polygon([(258, 268), (382, 268), (700, 480), (-60, 480)], fill="#63666b")
    for x, foot in ((299, 193), (341, 447)):
        canvas.line(x, 270, foot, 480, stroke="#f4f4f0", width=4, dash="18 16")
    panel = draws.one(("#1d4f91", "#1f6b45", "#22303a"))
    canvas.rect(16, 60, 12, 330, fill="#8b9197")
    canvas.rect(612, 60, 12, 330, fill="#8b9197")
    canvas.rect(10, 78, 620, 10, fill="#a5abb0")
    for place, town in enumerate(shown):
        x = 128 + 192 * place
        canvas.rect(x - 92, 60, 184, 118, fill=panel, radius=8, stroke="#ffffff", width=3)
        fitted(canvas, x, 104, town, 164, size=31, colour="#ffffff")
        canvas.text(x - 70, 152, f"A{draws.whole(2, 99)}", size=24, face="sans-bold", colour="#ffe27a")
        canvas.arrow(x + 44, 126, x + 44, 164, stroke="#ffffff", width=7, head=20)
    for x, y, size in draws.some(((150, 440, 76), (320, 404, 60), (470, 452, 80)), draws.whole(1, 2)):
        _car_rear(canvas, x, y, size, NAMED[draws.one(BRIGHT)], "")
    lane = ("left-hand", "middle", "right-hand")[spot]
    question = draws.one((
        f"Which place does the {lane} lane lead to?", f"I want to use the {lane} lane. Where does it take me?",
        f"What is written on the {lane} panel above the road?", f"Where do drivers in the {lane} lane go?",
        f"Read the {lane} one of the three road signs.", f"Which town is named above the {lane} lane?",
    ))  # fmt: skip
    return question_of(question, towns, right, canvas.picture())


def number_plate(draws: Draws) -> Question:
    """Parked cars from behind: what is the plate of one of them?"""
    letters, digits = "ACEHKLMNPRTUVXY", "2345679"
    heads = ["".join(draws.some(letters, 2)) + " " + "".join(draws.some(digits, 2)) for _ in range(2)]
    if draws.chance(0.5):
        heads[1] = heads[0][:3] + heads[0][:2:-1]
    tails = ["".join(draws.some(letters, 3))]
    tails.append(tails[0][0] + tails[0][2] + tails[0][1])
    plates = [f"{head} {tail}" for head in heads for tail in tails]
    right, spot = draws.one(plates), draws.whole(0, 1)
    others = draws.some([plate for plate in plates if plate != right], 1)
    others.insert(spot, right)
    colours = draws.some(("red", "orange", "green", "blue", "purple", "black", "white"), 2)
    canvas = _sky(draws, 640, 460)
    for left in range(-40, 640, 170):
        wall = draws.one(_WALLS)
        canvas.rect(left + draws.whole(0, 20), draws.whole(60, 130), 165, 260, fill=wall)
        for wx in (26, 94):
            canvas.rect(left + wx + 14, 160, 40, 56, fill="#d7ecf6", stroke=lighter(wall, 0.5), width=4)
    canvas.rect(0, 280, 640, 180, fill="#797c80")
    canvas.rect(0, 268, 640, 24, fill="#bdbab2")
    for place, plate in enumerate(others):
        x = 165 + 310 * place + draws.jitter(8)
        with canvas.moved(x, 425 + draws.jitter(10), angle=draws.jitter(2)):
            _car_rear(canvas, 0, 0, 250 + draws.jitter(10), NAMED[colours[place]], plate)
    colour, side = colours[spot], ("left", "right")[spot]
    question = draws.one((
        f"What is the number plate of the {colour} car?", f"Read the plate of the {colour} car.",
        f"Which registration number does the car on the {side} have?",
        f"I need to note the {colour} car’s number. What is it?",
        f"What stands on the number plate of the car on the {side}?",
    ))  # fmt: skip
    return question_of(question, plates, right, canvas.picture())


def street_name(draws: Draws) -> Question:
    """A pole with two street names at a corner: which is the upper, the lower, the red one?"""
    names = draws.some(STREETS, 4)
    right, upper = draws.one(names), draws.chance(0.5)
    other = draws.one([name for name in names if name != right])
    plates = draws.some(("blue", "green", "red", "black"), 2)
    canvas = _sky(draws, 560, 500)
    canvas.rect(0, 360, 560, 140, fill="#8b8d8f")
    canvas.rect(0, 346, 560, 40, fill="#c6c2b8")
    for middle in (70, 215, 350, 490):
        THINGS["house"](canvas, middle + draws.jitter(12), 362, draws.between(140, 190), draws.one(_WALLS))
    person(canvas, draws.one((90, 470)), 450, 130, any_look(draws), pose=draws.one(("standing", "walking", "pointing")))
    x = 280 + draws.jitter(50)
    canvas.rect(x - 7, 70, 14, 400, fill="#5c6268", radius=5)
    canvas.circle(x, 66, 11, fill="#5c6268")
    for place, name in enumerate((right, other) if upper else (other, right)):
        plate = NAMED[plates[place]]
        with canvas.moved(x + draws.jitter(10), 120 + 92 * place, angle=draws.jitter(7)), \
             canvas.receding(0, 0, draws.between(0.82, 1), draws.jitter(0.1)):  # fmt: skip
            canvas.rect(-152, -32, 304, 64, fill=plate, radius=8, stroke="#ffffff", width=4)
            fitted(canvas, 0, 12, name, 270, size=36, colour="#ffffff", face=draws.one(("sans-bold", "serif-bold")))
    which, colour = ("upper", "lower")[not upper], plates[not upper]
    question = draws.one((
        f"Which street name is on the {which} sign?", f"What does the {colour} street sign say?",
        f"Read the {which} of the two street signs.", f"Which street does the {colour} sign name?",
        f"My map asks for the name on the {colour} sign. What is it?",
    ))  # fmt: skip
    return question_of(question, names, right, canvas.picture())


def house_number(draws: Draws) -> Question:
    """A row of houses: which number has the one with the red door?"""
    first, step = draws.whole(3, 180), draws.one((1, 2, 2, 4))
    numbers = [str(first + step * place) for place in range(4)]
    doors = draws.some(BRIGHT, 4)
    spot = draws.whole(0, 3)
    walls, roof = draws.some(("#efe3cb", "#e3d6d0", "#d7dfe4", "#ece6d8", "#dfe5d3", "#e9d5c2"), 4), draws.one(
        ("#8a4b3c", "#5c6570", "#7a5a44"))  # fmt: skip
    canvas = _sky(draws, 640, 470)
    canvas.rect(0, 372, 640, 98, fill="#8b8d8f")
    canvas.rect(0, 364, 640, 28, fill="#c6c2b8")
    # Numbers may run against the houses: their order must not tell which is which.
    shown = numbers if draws.chance(0.5) else numbers[::-1]
    doors_shown = doors
    for place in range(4):
        x, top = 8 + 157 * place, 150 + draws.jitter(14)
        canvas.polygon([(x - 4, top), (x + 76, top - 74), (x + 156, top)], fill=roof)
        canvas.rect(x, top, 152, 366 - top, fill=walls[place])
        for wx in (20, 92):
            canvas.rect(x + wx, top + 24, 40, 50, fill="#cfe4ee", stroke="#ffffff", width=4)
        canvas.rect(x + 20, 282, 40, 48, fill="#cfe4ee", stroke="#ffffff", width=4)
        canvas.rect(x + 88, 278, 46, 88, fill=NAMED[doors_shown[place]], stroke="#ffffff", width=3)
        canvas.circle(x + 126, 324, 3.5, fill="#f3d27a")
        canvas.rect(x + 82, 236, 58, 34, fill=draws.one(("#1d3557", "#2b2b2b")), radius=5)
        canvas.text(x + 111, 261, shown[place], size=25, face="sans-bold", colour="#ffffff", anchor="middle")
    for _ in range(draws.whole(1, 3)):
        THINGS[draws.one(("dog", "cat", "bicycle", "potted plant"))](
            canvas, draws.between(60, 580), draws.between(410, 455), 52, NAMED[draws.one(("brown", "black", "grey"))])  # fmt: skip
    door = doors[spot]
    question = draws.one((
        f"What is the number of the house with the {door} door?", f"Which number belongs to the {door} door?",
        f"A parcel goes to the house with the {door} door. Which house number is that?",
    ))  # fmt: skip
    return question_of(question, numbers, shown[spot], canvas.picture())


def poster_on_wall(draws: Draws) -> Question:
    """A poster between others on a wall: when, where, what, who, how much?"""
    topic = draws.one(("what", "where", "day", "time", "price", "who"))
    four: dict[str, list[str]] = {
        "what": draws.some(_HAPPENINGS, 4), "where": draws.some(_HALLS, 4), "day": draws.some(DAYS, 4),
        "time": clock_times(draws, 4, 15, 22, 15), "price": prices(draws, 4, 300, 1900, 50), "who": people(draws, 4),
    }  # fmt: skip
    said = {key: draws.one(options) for key, options in four.items()}
    canvas = _wall(draws)
    for _ in range(4):
        with canvas.moved(draws.one((60, 500)) + draws.jitter(40), draws.between(60, 560), angle=draws.jitter(14)):
            colour = draws.one(("#f0d9a0", "#cfe0e8", "#e9c9c0", "#d5e3c4", "#e6e2da"))
            canvas.rect(-80, -100, 160, 200, fill=colour)
            canvas.circle(0, -40, 34, fill=darker(colour, 0.2))
            scribbles(canvas, -60, 24, 120, 6, darker(colour, 0.5))
    paper, ink, mark = draws.one((
        ("#fff3d6", "#7a1f2b", "#e0a12e"), ("#1d3557", "#ffffff", "#ffd166"), ("#f7c8d0", "#4a2f6b", "#ffffff"),
        ("#2a9d8f", "#ffffff", "#ffe8a8"), ("#ffd166", "#22303a", "#d9482b"), ("#ffffff", "#1f6b45", "#8bc34a"),
    ))  # fmt: skip
    with canvas.moved(280, 300, angle=draws.jitter(8)):
        canvas.rect(-166, -226, 340, 460, fill="#000000", opacity=0.25)
        canvas.rect(-170, -230, 340, 460, fill=paper)
        fitted(canvas, 0, -168, said["what"], 310, size=46, face=draws.one(_FACES[:4]), colour=ink)
        canvas.circle(0, -62, 74, fill=mark)
        THINGS[draws.one(("guitar", "drum", "balloon", "hat", "kite", "book", "lamp"))](canvas, 0, -12, 100, ink)
        fitted(canvas, 0, 58, f"with {said['who']}", 300, size=25, face="sans", colour=ink)
        fitted(canvas, 0, 104, f"{said['day']}, {said['time']}", 300, size=30, colour=ink)
        fitted(canvas, 0, 146, said["where"], 300, size=28, face="sans", colour=ink)
        canvas.rect(-150, 168, 300, 40, fill=mark, radius=6)
        canvas.text(0, 196, f"Tickets {said['price']} euros", size=22, face="sans-bold", colour=darker(ink, 0.7) if
                    ink == "#ffffff" else ink, anchor="middle")  # fmt: skip
        for side in (-1, 1):
            canvas.rect(side * 160 - 24, -240, 48, 20, fill="#f3efe0", opacity=0.75)
    what = said["what"]
    questions = {
        "what": ("Which event does the large poster announce?", "What is the poster in the middle for?"),
        "where": (f"Where does the {what} take place?", f"To which place do I go for the {what}?"),
        "day": (f"On which day is the {what}?", f"Which day does the poster of the {what} give?"),
        "time": (f"At what time does the {what} begin?", f"When must I be there for the start of the {what}?"),
        "price": (f"How many euros does a ticket for the {what} cost?", f"What do I pay for the {what}?"),
        "who": (f"Who takes part in the {what}?", f"Whose name is on the poster of the {what}?"),
    }
    return question_of(draws.one(questions[topic]), four[topic], said[topic], canvas.picture())


def _sky(draws: Draws, width: int, height: int) -> Canvas:
    high, low = draws.one((("#8cc4ea", "#e6f3fb"), ("#b9cfe0", "#eef3f6"), ("#f4c99a", "#fdf0dc"),
                           ("#a8b6d9", "#f0e3e6"), ("#7fb2d9", "#d9ecf6")))  # fmt: skip
    canvas = Canvas(width, height, ground=low)
    canvas.rect(0, 0, width, height, fill=canvas.gradient(high, low))
    if draws.chance(0.5):
        sun(canvas, draws.between(40, width - 40), 36, 44)
    for _ in range(draws.whole(0, 2)):
        cloud(canvas, draws.between(60, width - 60), draws.between(24, 60), draws.between(24, 40))
    return canvas


def _wall(draws: Draws) -> Canvas:
    """Bricks or concrete."""
    base = draws.one(("#a5634b", "#8f8a83", "#b5a38c", "#7d6a61"))
    canvas = Canvas(560, 600, ground=base)
    for y in range(0, 600, 40):
        canvas.line(0, y, 560, y, stroke=darker(base, 0.18), width=2)
        for x in range(40 * (y // 40 % 2), 600, 80):
            canvas.line(x, y, x, y + 40, stroke=darker(base, 0.18), width=2)
    return canvas


def _shop(draws: Draws, canvas: Canvas, name: str, awning: str) -> None:
    """A shop of 204 by 360 with its top left corner at the origin."""
    wall = draws.one(_WALLS)
    canvas.rect(0, 0, 204, 340, fill=wall, stroke=darker(wall, 0.3), width=2)
    for x in (26, 118):
        canvas.rect(x, 18, 60, 66, fill="#d7ecf6", stroke=lighter(wall, 0.55), width=5)
    board = draws.one(("#fdf7e6", "#2b2f36", "#fbe6c8", "#20402f", "#ffffff"))
    ink = "#fdf3d0" if board in ("#2b2f36", "#20402f") else "#2b2320"
    canvas.rect(10, 104, 184, 48, fill=board, stroke=darker(wall, 0.4), width=3, radius=3)
    fitted(canvas, 102, 136, name, 170, size=28, face=draws.one(_FACES), colour=ink)
    for k in range(6):
        canvas.polygon([(12 + 30 * k, 156), (42 + 30 * k, 156), (44 + 30.6 * k - 2, 190), (10 + 30.6 * k, 190)],
                       fill=awning if k % 2 == 0 else lighter(awning, 0.28))  # fmt: skip
    canvas.rect(18, 204, 100, 104, fill="#e9f4f8", stroke="#fdfaf2", width=5)
    for place, thing in enumerate(draws.some(SMALL, 2)):
        THINGS[thing](canvas, 46 + 44 * place, 304, 40, NAMED[draws.one(BRIGHT)])
    canvas.rect(136, 204, 52, 134, fill=darker(wall, 0.5), stroke="#fdfaf2", width=3)
    canvas.rect(146, 216, 32, 54, fill="#cfe4ee")
    canvas.circle(180, 282, 3.5, fill="#f3c63a")


def _car_rear(canvas: Canvas, x: float, y: float, size: float, colour: str, plate: str) -> None:
    """A car from behind, `size` pixels wide, standing on (x, y)."""
    with canvas.moved(x, y, scale=size / 250):
        canvas.ellipse(0, 0, 124, 12, fill="#000000", opacity=0.3)
        for side in (-1, 1):
            canvas.rect(side * 88 - 20, -40, 40, 42, fill="#1d1d1f", radius=8)
        canvas.path("M-118 -36v-58q0 -14 16 -20l28 -54q6 -12 22 -12h104q16 0 22 12l28 54q16 6 16 20v58q0 12 -14 12"
                    "h-208q-14 0 -14 -12z", fill=colour, stroke=darker(colour, 0.4), width=3)  # fmt: skip
        canvas.path(
            "M-80 -118l20 -40q4 -8 14 -8h92q10 0 14 8l20 40z", fill="#cfe4ee", stroke=darker(colour, 0.4), width=2
        )
        for side in (-1, 1):
            canvas.rect(side * 97 - 15, -104, 30, 26, fill="#e8473f", radius=6, stroke="#8c1d18", width=2)
        canvas.rect(-118, -46, 236, 16, fill=darker(colour, 0.35), radius=6)
        if plate:
            canvas.rect(-76, -98, 152, 42, fill="#fdfdf5", radius=5, stroke="#333333", width=2.5)
            fitted(canvas, 0, -68, plate, 138, size=27, colour="#1a1a1a")
