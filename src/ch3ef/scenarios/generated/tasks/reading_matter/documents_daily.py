"""Documents of every day: timetables, forms, letters, cards, certificates, boarding passes, memos, plans."""

from __future__ import annotations

from collections.abc import Sequence

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.glyphs import Face
from ch3ef.scenarios.generated.scene.palette import NAMED, darker, lighter
from ch3ef.scenarios.generated.scene.people import any_look, head
from ch3ef.scenarios.generated.scene.things import THINGS
from ch3ef.scenarios.generated.tasks.reading_matter.drawing import (
    DAYS,
    FIRST,
    INKS,
    LAST,
    MONTHS,
    STREETS,
    TOWNS,
    Place,
    clock_times,
    clutter,
    dates,
    desk,
    fitted,
    page,
    people,
    row,
    scribbles,
    tick,
)  # fmt: skip

_JOBS = ("Architect", "Gardener", "Dentist", "Baker", "Engineer", "Florist", "Lawyer", "Painter", "Tailor", "Plumber",
         "Translator", "Carpenter")  # fmt: skip
_COURSES = ("First Aid", "Sailing", "Pottery", "Bookbinding", "Watercolour", "Swimming", "Carpentry", "Photography",
            "Beekeeping", "Chess", "Cooking", "Typing")  # fmt: skip
_ROOMS = ("Blue Room", "Library", "Canteen", "Room 12", "Main Hall", "Annexe", "Studio", "Room 5")


def timetable(draws: Draws) -> Question:
    """A timetable: when does a train leave, which is the next, from which platform, when is it there?"""
    towns = draws.some(TOWNS, 5)
    first, gap = draws.whole(6 * 60, 15 * 60), draws.whole(24, 75)
    leaves = [first + gap * place + draws.whole(0, 9) for place in range(5)]
    platforms = [str(n) for n in draws.some(range(1, 15), 5)]
    kind_of = draws.one(("Train", "Bus", "Ferry"))
    stand = {"Train": "Platform", "Bus": "Stop", "Ferry": "Pier"}[kind_of]
    here = draws.one([town for town in TOWNS if town not in towns])
    ink = draws.one(INKS)
    takes = [draws.whole(15, 95) for _ in towns]
    with page(draws, 530, 420) as canvas:
        canvas.rect(0, 0, 530, 74, fill=ink)
        canvas.text(26, 47, f"Departures {here}", size=27, face="sans-bold", colour="#ffffff")
        THINGS[{"Train": "suitcase", "Bus": "bus", "Ferry": "boat"}[kind_of]](canvas, 466, 60, 38, lighter(ink, 0.55))
        spread: Sequence[Place] = ((30, "start"), (130, "start"), (410, "end"), (500, "end"))
        row(canvas, 108, ("Leaves", "To", "Arrives", stand), spread, size=16, face="sans-bold", colour=ink)
        for place, town in enumerate(towns):
            y = 152 + 52 * place
            if place % 2 == 0:
                canvas.rect(14, y - 33, 502, 52, fill=lighter(ink, 0.9))
            row(canvas, y, (_clock(leaves[place]), town, _clock(leaves[place] + takes[place]), platforms[place]), spread,
                size=20, face="sans")  # fmt: skip
    spots = draws.some(range(5), 4)
    spot = draws.one(spots)
    town, word = towns[spot], kind_of.lower()
    kind = draws.whole(0, 3)
    if kind == 0:
        question = draws.one((f"When does the {word} to {town} leave?", f"At what time must I be on the {word} to {town}?",
                              f"What time of departure does {here} give for {town}?"))  # fmt: skip
        return question_of(question, [_clock(leaves[each]) for each in spots], _clock(leaves[spot]), canvas.picture())
    if kind == 1:
        question = draws.one((f"Which {stand.lower()} does the {word} to {town} leave from?",
                              f"To which {stand.lower()} do I go for {town}?"))  # fmt: skip
        return question_of(question, [platforms[each] for each in spots], platforms[spot], canvas.picture())
    if kind == 2:
        question = draws.one(
            (f"When does the {word} to {town} arrive there?", f"At what time will I reach {town} from {here}?")
        )
        options = [_clock(leaves[each] + takes[each]) for each in spots]
        if len(set(options)) == 4:
            return question_of(question, options, _clock(leaves[spot] + takes[spot]), canvas.picture())
    before = leaves[spot - 1] if spot else leaves[0] - gap
    now = before + max(2, (leaves[spot] - before) // 2)
    question = draws.one((f"It is {_clock(now)} in {here}. Where does the next {word} go?",
                          f"At {_clock(now)} I reach {here}. To which place does the next {word} leave?"))  # fmt: skip
    return question_of(question, [towns[each] for each in spots], town, canvas.picture())


def filled_form(draws: Draws) -> Question:
    """A form filled in by hand: which box is ticked, what is entered, what is empty?"""
    title, asked, every = draws.one((
        ("Library card", "Interested in", ("Novels", "Music", "Films", "Comics", "Maps")),
        ("Course application", "Course", ("Pottery", "Sailing", "Cooking", "Chess", "Drawing")),
        ("Volunteer form", "I can help with", ("Cooking", "Driving", "Painting", "Gardening", "Music")),
        ("Sports club", "Sport", ("Tennis", "Rowing", "Judo", "Hockey", "Swimming")),
        ("Hotel feedback", "I liked best", ("The room", "The food", "The view", "The staff", "The garden")),
    ))  # fmt: skip
    boxes = draws.some(every, 4)
    names, towns, days = people(draws, 4), draws.some(TOWNS, 4), draws.some(DAYS[:5], 4)
    numbers = [str(n) for n in draws.some(range(12, 99), 4)]
    fields = {"Name": names, "Town": towns, "Member number": numbers, "Preferred day": days}
    said = {field: draws.one(values) for field, values in fields.items()}
    order = draws.shuffled(fields)
    empty, ticked = draws.one(order), draws.one(boxes)
    kind = draws.one(("box", "box", "field", "field", "empty"))
    ink = draws.one(INKS)
    pen: Face = draws.one(("hand-print", "hand-script"))
    number = draws.whole(100, 999)
    with page(draws, 500, 500) as canvas:
        canvas.text(30, 54, title, size=28, face="sans-bold", colour=ink)
        canvas.text(470, 54, f"Form {number}", size=16, colour="#6a7078", anchor="end")
        canvas.line(30, 70, 470, 70, stroke=ink, width=3)
        for place, field in enumerate(order):
            y = 124 + 58 * place
            canvas.text(30, y, field, size=17, colour="#44494f")
            canvas.line(190, y + 6, 470, y + 6, stroke="#9aa0a6", width=1.5)
            if not (kind == "empty" and field == empty):
                canvas.handwriting(draws, 200, y - 1, said[field], size=27, face=pen)  # type: ignore[arg-type]
        canvas.text(30, 372, asked, size=17, colour="#44494f")
        mark = draws.one(("tick", "cross"))
        for place, box in enumerate(boxes):
            x, y = 40 + 220 * (place % 2), 396 + 46 * (place // 2)
            tick(canvas, x, y, 22, mark if box == ticked else "")
            canvas.text(x + 38, y + 18, box, size=18)
    owner = f"form {number}" if kind == "empty" and empty == "Name" else said["Name"]
    if kind == "box":
        question = draws.one((f"Which box has {owner} marked on the form?", f"What did {owner} choose under “{asked}”?",
                              f"{title}, form {number}: which of the boxes is marked?"))  # fmt: skip
        return question_of(question, boxes, ticked, canvas.picture())
    if kind == "empty":
        question = draws.one((f"Which line of form {number} was left empty?", f"What is missing on the form “{title}” no. {number}?",
                              f"Which entry of form {number} still has to be filled in?"))  # fmt: skip
        return question_of(question, order, empty, canvas.picture())
    field = draws.one(order)
    question = draws.one((f"What is entered under “{field}” on form {number}?",
                          f"{title}: which answer stands in the line “{field}” of form {number}?"))  # fmt: skip
    return question_of(question, fields[field], said[field], canvas.picture())


def letter(draws: Draws) -> Question:
    """A typed letter: who writes, when and where do they meet, what is brought, why?"""
    writers, days, times = draws.some(FIRST, 4), draws.some(DAYS, 4), clock_times(draws, 4, 9, 19, 15)
    places = draws.some(("the station", "the town hall", "the old mill", "the library", "the museum", "the harbour"), 4)
    things = draws.some(
        ("a lemon cake", "the photographs", "her guitar", "two chairs", "a board game", "warm blankets"), 4
    )
    things = [thing.replace("her ", "a ") for thing in things]
    reasons = draws.some(("the roof is being mended", "the car broke down", "the trains are on strike",
                          "the garden is under water", "the keys were lost"), 4)  # fmt: skip
    writer, day, time, place, thing, why = (draws.one(each) for each in (writers, days, times, places, things, reasons))
    reader = draws.one([name for name in FIRST if name not in writers])
    face: Face = draws.one(("serif", "sans", "mono"))
    size = 16 if face == "mono" else 18
    body = draws.one((
        (f"Thank you for your kind card. I am sorry that I have been silent for so long: {why}.",
         f"Shall we meet on {day} at {time}? I will wait for you in front of {place}.",
         f"Please do not forget to bring {thing}. Everybody has asked for it."),
        (f"It was good to hear your voice again. All is well here, only {why}.",
         f"We have found a date: {day}, {time} sharp. Come to {place}, it is easy to find.",
         f"If it is no trouble, bring {thing} with you."),
        (f"A short note in a hurry. We cannot stay at home this week because {why}.",
         f"So come to {place} instead, on {day}. We begin at {time}.",
         f"You said you would bring {thing}. I look forward to that!"),
    ))  # fmt: skip
    with page(draws, 480, 520, tint=draws.one(("#fffefa", "#fbf5e6", "#f3f6fa"))) as canvas:
        canvas.text(446, 52, f"{draws.one(TOWNS)}, {draws.one(('spring', 'summer', 'autumn', 'winter'))}", size=15,
                    face=face, colour="#5a5f66", anchor="end")  # fmt: skip
        canvas.text(36, 96, f"Dear {reader},", size=size + 1, face=face)
        y = 132.0
        for part in body:
            y = canvas.paragraph(36, y, part, width=412, size=size, face=face) + 12
        canvas.text(
            36, y + 14, draws.one(("Yours", "Warm greetings", "All the best", "With love")) + ",", size=size, face=face
        )
        canvas.handwriting(draws, 48, y + 62, writer, size=44, face="hand-script")
    question, options, right = draws.one((
        (draws.one((f"Who has written this letter to {reader}?", f"Who signed the letter to {reader}?")), writers, writer),
        (draws.one((f"On which day is {reader} to come?", f"For which day does {writer} invite {reader}?")), days, day),
        (draws.one((f"At what time are {writer} and {reader} to meet?", f"When is {reader} expected, at what time?")), times, time),
        (draws.one((f"Where does {writer} want to meet {reader}?", f"To which place is {reader} asked to come?")), places, place),
        (draws.one((f"What is {reader} asked to bring?", f"Which thing does {writer} want {reader} to bring along?")), things, thing),
        (draws.one((f"Which trouble does {writer} write to {reader} about?", f"What has gone wrong, going by {writer}’s letter?")),
         reasons, why),
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def business_cards(draws: Draws) -> Question:
    """Three business cards on a desk: who does what, whose number is that, where do they work?"""
    names, jobs = people(draws, 4), draws.some(_JOBS, 4)
    phones = [f"555 0{draws.whole(100, 199)}-{n}" for n in draws.some(range(10, 99), 4)]
    homes = draws.some(TOWNS, 4)
    canvas = desk(draws, 600, 560)
    clutter(draws, canvas)
    shown = draws.shuffled(range(4))[:3]
    for place, who in enumerate(shown):
        tint, ink = draws.one((("#ffffff", "#1f3a5f"), ("#fdf3d8", "#7a1f2b"), ("#22303a", "#f1e6cf"), ("#e6f2e2", "#245c3a"),
                               ("#f8e4e8", "#4a2f6b"), ("#1f6b5b", "#ffffff")))  # fmt: skip
        with canvas.moved(300 + (-62, 64, -50)[place] + draws.jitter(10), 106 + 174 * place, angle=draws.jitter(5)):
            canvas.rect(-156, -68, 320, 144, fill="#000000", opacity=0.18, radius=6)
            canvas.rect(-160, -72, 320, 144, fill=tint, radius=6)
            style = draws.whole(0, 2)
            if style == 0:
                canvas.rect(-160, -72, 12, 144, fill=darker(ink, 0.1) if tint > "#8" else ink)
            elif style == 1:
                canvas.circle(126, -38, 20, fill=ink, opacity=0.8)
            else:
                canvas.line(-136, 12, 136, 12, stroke=ink, width=1.5, opacity=0.6)
            fitted(canvas, -136, -28, names[who], 220, size=25, face=draws.one(("serif-bold", "sans-bold")), colour=ink,
                   anchor="start")  # fmt: skip
            canvas.text(-136, 0, jobs[who], size=18, face="serif-italic", colour=ink)
            canvas.text(-136, 36, f"Tel. {phones[who]}", size=16, colour=ink)
            canvas.text(-136, 58, f"{draws.whole(2, 90)} {draws.one(STREETS)}, {homes[who]}", size=15, colour=ink)
    who = draws.one(shown)
    name, job = names[who], jobs[who]
    question, options = draws.one((
        (draws.one((f"Which telephone number do I dial to reach {name}?", f"What is the number of the {job.lower()}?")), phones),
        (draws.one((f"What is the profession of {name}?", f"What does {name} do for a living?")), jobs),
        (draws.one((f"Who among these is a {job.lower()}?" if job[0] not in "AE" else f"Who among these is an {job.lower()}?",
                    f"On whose card is the word “{job}”?", f"Whose number is {phones[who]}?")), names),
        (draws.one((f"In which town does {name} work?", f"Where is the office of the {job.lower()}?")), homes),
    ))  # fmt: skip
    return question_of(question, options, options[who], canvas.picture())


def certificate(draws: Draws) -> Question:
    """A certificate: who has passed what, when, with which mark, signed by whom?"""
    names, courses, days, marks = people(draws, 4), draws.some(_COURSES, 4), dates(draws, 4), [
        f"{n} of 100" for n in draws.some(range(51, 100), 4)]  # fmt: skip
    name, course, day, mark = (draws.one(each) for each in (names, courses, days, marks))
    signers = [f"{last}" for last in draws.some([each for each in LAST if not any(each in n for n in names)], 4)]
    signer = draws.one(signers)
    ink = draws.one(INKS)
    school = f"{draws.one(TOWNS)} Evening School"
    with page(draws, 580, 430, tint=draws.one(("#fffdf3", "#fbf6e8", "#f6f9fc"))) as canvas:
        for inset, width in ((14, 5), (23, 1.5)):
            canvas.rect(inset, inset, 580 - 2 * inset, 430 - 2 * inset, stroke=ink, width=width)
        canvas.text(290, 66, school, size=18, colour="#5a5f66", anchor="middle")
        canvas.text(290, 116, "Certificate", size=44, face="serif-italic", colour=ink, anchor="middle")
        canvas.text(
            290,
            156,
            draws.one(("This is to certify that", "awarded to", "We are glad to name")),
            size=16,
            anchor="middle",
        )
        fitted(canvas, 290, 202, name, 400, size=36, face="serif-bold", colour=ink)
        canvas.line(120, 216, 460, 216, stroke=ink, width=1.5)
        canvas.text(
            290, 250, draws.one(("has passed the course in", "for completing the course in")), size=16, anchor="middle"
        )
        canvas.text(290, 284, course, size=27, face="sans-bold", anchor="middle")
        canvas.text(290, 316, f"with {mark} points on {day}", size=18, anchor="middle")
        canvas.handwriting(draws, 430, 376, signer, size=36, face="hand-script", anchor="middle")
        canvas.line(350, 388, 510, 388, stroke="#555555", width=1.5)
        canvas.circle(104, 354, 34, fill="#d9a92e", stroke="#a97f17", width=3)
        canvas.polygon([(84, 378), (76, 412), (96, 400)], fill="#b3262e")
        canvas.polygon([(124, 378), (132, 412), (112, 400)], fill="#b3262e")
        canvas.circle(104, 354, 24, stroke="#fff3c4", width=2)
    question, options, right = draws.one((
        (draws.one((f"Who gets the certificate in {course} from {school}?", f"Who has passed the course at {school}?")), names, name),
        (draws.one((f"Which course has {name} passed?", f"In what is {name} certified?")), courses, course),
        (draws.one((f"On which date did {name} pass?", f"What is the date on {name}’s certificate?")), days, day),
        (draws.one((f"How many points did {name} reach?", f"Which result does {name}’s certificate give?")), marks, mark),
        (draws.one((f"Whose signature is on {name}’s certificate?", f"Who signed for {school}?")), signers, signer),
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def boarding_pass(draws: Draws) -> Question:
    """A boarding pass: gate, seat, flight, boarding time, from where to where?"""
    names, towns, times = people(draws, 4), draws.some(TOWNS, 4), clock_times(draws, 4, 6, 22, 5)
    gates = [f"{letter}{n}" for letter, n in zip(draws.some("ABCDEF", 4), draws.some(range(1, 40), 4), strict=True)]
    seats = [f"{n}{draws.one('ABCDEF')}" for n in draws.some(range(2, 34), 4)]
    flights = [f"{''.join(draws.some('KLMNQVXZ', 2))} {n}" for n in draws.some(range(110, 990), 4)]
    name, to, time, gate, seat, flight = (draws.one(each) for each in (names, towns, times, gates, seats, flights))
    start = draws.one([town for town in TOWNS if town not in towns])
    ink = draws.one(INKS)
    canvas = desk(draws, 680, 448)
    clutter(draws, canvas)
    with canvas.moved(340, 224, angle=draws.jitter(9)):
        canvas.rect(-286, -126, 580, 262, fill="#000000", opacity=0.2, radius=14)
        canvas.rect(-290, -130, 580, 260, fill="#fdfdfa", radius=14)
        canvas.path("M-290 -78v-38q0 -14 14 -14h552q14 0 14 14v38z", fill=ink)
        canvas.text(-266, -94, f"{draws.one(('Blue Heron', 'Northwind', 'Skylark', 'Meridian'))} Air", size=24, face="serif-bold",
                    colour="#ffffff")  # fmt: skip
        canvas.text(120, -94, "Boarding pass", size=18, colour=lighter(ink, 0.7), anchor="end")
        canvas.line(146, -76, 146, 130, stroke=ink, width=2, dash="2 8")
        cells = draws.shuffled((("Gate", gate), ("Seat", seat), ("Boarding", time), ("Flight", flight)))
        canvas.text(-266, -50, "Passenger", size=14, colour="#6a7078")
        canvas.text(-266, -24, name, size=21, face="sans-bold")
        for x, label, town in ((-266, "From", start), (-70, "To", to)):
            canvas.text(x, 8, label, size=14, colour="#6a7078")
            canvas.text(x, 36, town, size=24, face="sans-bold", colour=ink)
        canvas.arrow(-116, 28, -84, 28, stroke=ink, width=4, head=12)
        for place, (label, value) in enumerate(cells):
            canvas.text(-266 + 104 * place, 76, label, size=14, colour="#6a7078")
            canvas.text(-266 + 104 * place, 104, value, size=22, face="mono")
        y = -52.0
        while y < 112:
            thick = draws.one((3, 4, 7))
            canvas.rect(184, y, 76, thick, fill="#1d1d1f")
            y += thick + draws.one((3, 4, 6))
    question, options, right = draws.one((
        (draws.one((f"Which gate must {name} go to?", f"From which gate does {name} fly to {to}?")), gates, gate),
        (draws.one((f"Where does {name} sit on the plane to {to}?", f"Which seat does {name} have?")), seats, seat),
        (draws.one((f"When does boarding begin for {name}?", f"Which boarding time does the pass to {to} give?")), times, time),
        (draws.one((f"What is the number of {name}’s flight?", f"Which flight goes from {start} to {to}?")), flights, flight),
        (draws.one((f"Who flies from {start} to {to}?", f"Whose boarding pass from {start} is this?")), names, name),
        (draws.one((f"Where does {name} fly to?", f"Which place is {name} going to from {start}?")), towns, to),
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def memo(draws: Draws) -> Question:
    """A memo at work: about what, from whom, where and when, until when?"""
    subjects = draws.some(("Fire drill", "New coffee machine", "Car park closed", "Summer party", "Lift repair",
                           "Software update", "Key cards", "Window cleaning"), 4)  # fmt: skip
    names, rooms, days, times = (
        people(draws, 4),
        draws.some(_ROOMS, 4),
        draws.some(DAYS[:5], 4),
        clock_times(draws, 4, 8, 17, 15),
    )
    subject, name, room, day, time = (draws.one(each) for each in (subjects, names, rooms, days, times))
    groups = draws.some(("All staff", "Accounts", "Sales team", "Kitchen", "Reception", "Drivers", "Workshop"), 4)
    group = draws.one(groups)
    ink = draws.one(INKS)
    body = draws.one((
        f"A short meeting about this will be held on {day} at {time}. Place: {room}. Please be on time.",
        f"Please come to the following place: {room}. We meet there on {day} at {time} and need about ten minutes.",
        f"Keep {day} free. From {time} on we will answer your questions. Place: {room}.",
    ))  # fmt: skip
    with page(draws, 480, 470) as canvas:
        canvas.text(32, 66, "MEMO", size=40, face="sans-bold", colour=ink)
        canvas.text(448, 62, f"{draws.one(LAST)} & Co", size=18, face="serif-italic", colour="#5a5f66", anchor="end")
        canvas.line(32, 84, 448, 84, stroke=ink, width=4)
        heads = (("To", group), ("From", name), ("Subject", subject))
        for place, (label, value) in enumerate(heads):
            canvas.text(32, 122 + 32 * place, label, size=17, colour="#6a7078")
            canvas.text(130, 122 + 32 * place, value, size=18, face="sans-bold")
        canvas.line(32, 206, 448, 206, stroke="#b5babf", width=1.5)
        y = canvas.paragraph(32, 246, body, width=416, size=18)
        scribbles(canvas, 32, y + 20, 400, 4)
    question, options, right = draws.one((
        (draws.one((f"What is {name}’s memo about?", f"What is the subject of the memo to “{group}”?")), subjects, subject),
        (draws.one((f"Who sent the memo “{subject}”?", f"From whom is the memo to “{group}” about “{subject}”?")), names, name),
        (draws.one((f"Where is the meeting about “{subject}”?", f"To which place does {name} ask people to come?")), rooms, room),
        (draws.one((f"On which day is the meeting about “{subject}”?", f"Which day does {name}’s memo give?")), days, day),
        (draws.one((f"At what time does {name} meet the staff?", f"When does the meeting on “{subject}” begin?")), times, time),
        (draws.one((f"To whom is the memo “{subject}” addressed?", f"Who is meant to read {name}’s memo?")), groups, group),
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def week_plan(draws: Draws) -> Question:
    """A class timetable: which subject when, when is a subject?"""
    subjects = draws.some(("Maths", "Music", "Art", "Biology", "History", "English", "Sports", "French", "Physics",
                           "Drama"), 7)  # fmt: skip
    days, hours = DAYS[:5], ("8:00", "9:00", "10:30", "11:30")
    cells = [[draws.one(subjects[:6]) for _ in days] for _ in hours]
    only = subjects[6]
    line, column = draws.whole(0, 3), draws.whole(0, 4)
    kind = draws.whole(0, 2)
    if kind:
        cells[line][column] = only
    tints = dict(zip(subjects, draws.some(("#f9d5d0", "#fde7b8", "#d5ecd0", "#cfe3f7", "#e3d6f3", "#fad9ea", "#e4e4df"), 7),
                     strict=True))  # fmt: skip
    group = f"{draws.whole(3, 9)}{draws.one('ABCD')}"
    with page(draws, 580, 400) as canvas:
        canvas.text(26, 48, f"Class {group}", size=28, face="comic-bold", colour=draws.one(INKS))
        for place, day in enumerate(days):
            canvas.text(140 + 98 * place, 88, day, size=15, face="sans-bold", anchor="middle")
        for y, hour in enumerate(hours):
            canvas.text(80, 136 + 68 * y, hour, size=17, face="sans-bold", anchor="end")
            for x in range(5):
                subject = cells[y][x]
                canvas.rect(92 + 98 * x, 102 + 68 * y, 94, 62, fill=tints[subject], radius=6)
                canvas.text(139 + 98 * x, 139 + 68 * y, subject, size=18, anchor="middle")
    if kind == 0:
        right = cells[line][column]
        options = draws.shuffled([right, *draws.some([each for each in subjects[:6] if each != right], 3)])
        question = draws.one((f"What does class {group} have on {days[column]} at {hours[line]}?",
                              f"Which lesson of class {group} begins at {hours[line]} on {days[column]}?"))  # fmt: skip
        return question_of(question, options, right, canvas.picture())
    if kind == 1:
        question = draws.one(
            (f"On which day does class {group} have {only}?", f"Which day has a lesson of {only} for {group}?")
        )
        others = draws.some([day for day in days if day != days[column]], 3)
        return question_of(question, draws.shuffled([days[column], *others]), days[column], canvas.picture())
    question = draws.one(
        (f"At what time does {only} begin in class {group}?", f"When in the day is {only} taught to {group}?")
    )
    return question_of(question, hours, hours[line], canvas.picture())


def member_card(draws: Draws) -> Question:
    """A card with a portrait: name, number, until when, which club?"""
    clubs = draws.some(
        ("Chess Club", "Rowing Club", "Film Society", "Book Circle", "Tennis Club", "Garden Society", "City Choir"), 4
    )
    names, numbers = people(draws, 4), [str(n) for n in draws.some(range(10240, 98760), 4)]
    ends = [f"{month} {draws.whole(2027, 2033)}" for month in draws.some(MONTHS, 4)]
    ranks = draws.some(("Member", "Treasurer", "Trainer", "Secretary", "Guest", "President"), 4)
    club, name, number, end, rank = (draws.one(each) for each in (clubs, names, numbers, ends, ranks))
    tint = draws.one(("blue", "green", "purple", "brown", "red", "orange"))
    colour = darker(NAMED[tint], 0.2)
    canvas = desk(draws, 600, 448)
    clutter(draws, canvas)
    with canvas.moved(300, 224, angle=draws.jitter(10)):
        _card(draws, canvas, colour)
        canvas.text(-196, -96, club, size=29, face="sans-bold", colour="#ffffff")
        rows = draws.shuffled((("Number", number), ("Valid to", end), ("Role", rank)))
        canvas.text(-56, -34, name, size=24, face="sans-bold")
        for place, (label, value) in enumerate(rows):
            canvas.text(-56, 8 + 34 * place, label, size=16, colour="#6a7078")
            canvas.text(40, 8 + 34 * place, value, size=19)
    question, options, right = draws.one((
        (draws.one((f"Whose card of the {club} is this?", f"Who is the owner of the {club} card?")), names, name),
        (draws.one((f"Which number is on {name}’s card?", f"What is the member number of {name}?")), numbers, number),
        (draws.one((f"Until when is the card of {name} valid?", f"When does {name}’s card run out?")), ends, end),
        (draws.one((f"Which role does {name} have in the {club}?", f"What is {name} in the {club}, going by the card?")), ranks, rank),
        (draws.one((f"Which club is {name} in?", f"Where is {name} a member?")), clubs, club),
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def _card(draws: Draws, canvas: Canvas, colour: str) -> None:
    canvas.rect(-216, -132, 440, 276, fill="#000000", opacity=0.2, radius=18)
    canvas.rect(-220, -138, 440, 276, fill="#fdfdfa", radius=18)
    canvas.path("M-220 -74v-46q0 -18 18 -18h404q18 0 18 18v46z", fill=colour)
    canvas.rect(-198, -56, 122, 154, fill=lighter(colour, 0.75), radius=6)
    with canvas.clipped("M-198 -56h122v154h-122z"):
        canvas.ellipse(-137, 112, 54, 44, fill=draws.one(list(NAMED.values())[:6]))
        head(canvas, -137, 22, 44, any_look(draws), draws.one(("happy", "neutral")))


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24}:{minutes % 60:02d}"
