"""GUI: settings, mail, music, dialogs, toolbars, files, forms, routes, tabs - what is set, open, wrong, to be pressed."""

from __future__ import annotations

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.palette import NAMED, lighter
from ch3ef.scenarios.generated.tasks.reading_matter.drawing import (
    FIRST,
    STREETS,
    clock_times,
    dates,
    fitted,
    people,
    scribbles,
)  # fmt: skip
from ch3ef.scenarios.generated.tasks.reading_matter.screens import (
    any_theme,
    icon,
    phone,
    street_map,
    switch,
    turn_sign,
    window,
)  # fmt: skip

_SETTINGS = ("Wi-Fi", "Bluetooth", "Location", "Dark mode", "Flight mode", "Sounds", "Vibration", "Auto update",
             "Backup", "Mobile data", "Reminders", "Night light")  # fmt: skip
_SUBJECTS = ("Minutes of Monday", "Lunch on Friday?", "Your order", "Photos of the trip", "New address", "Choir dates",
             "Draft of the talk", "Garden party", "Lost umbrella", "Spare key", "Train times", "Book for you")  # fmt: skip
_SONGS = ("Paper Boats", "Slow Morning", "Neon Rain", "Golden Hour", "Last Tram Home", "Velvet Sky", "Northern Dust",
          "Blue Static", "River Letters", "Hollow Moon", "Salt Wind", "Cedar Street")  # fmt: skip
_BANDS = ("The Tin Owls", "Mara Lind", "Echo Parade", "Low Tide", "Kite Season", "Juno & Pax", "Old Satellites")
_TOOLS = {"pencil": "Pencil", "text": "Text", "circle": "Circle", "square": "Square", "line": "Straight line",
          "zoom": "Magnifier", "scissors": "Scissors", "star": "Star", "heart": "Heart"}  # fmt: skip
_FILES = ("budget", "holiday", "recipes", "letter", "garden", "notes", "invoice", "poster", "concert", "map", "speech")
_ENDINGS = {"txt": "file", "pdf": "file", "jpg": "picture", "doc": "file", "png": "picture"}
_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth")


def settings_switches(draws: Draws) -> Question:
    """Settings on a phone: which is the only one switched on (or off)?"""
    theme, names = any_theme(draws), draws.some(_SETTINGS, 7)
    options, on = names[:4], draws.chance(0.5)
    right = draws.one(options)
    canvas = phone(draws, theme, 680)
    canvas.text(
        88, 110, draws.one(("Settings", "Preferences", "Quick settings")), size=28, face="sans-bold", colour=theme.ink
    )
    for place, name in enumerate(draws.shuffled(names)):
        y = 132 + 68 * place
        canvas.rect(78, y, 292, 60, fill=theme.panel, radius=12)
        canvas.circle(108, y + 30, 15, fill=theme.accent, opacity=0.25)
        canvas.circle(108, y + 30, 6, fill=theme.accent)
        canvas.text(134, y + 36, name, size=18, colour=theme.ink)
        # The three that are not on offer may stand either way: they are not asked about.
        state = (name == right) == on if name in options else draws.chance(0.5)
        switch(canvas, 310, y + 17, state, theme)
    word = "on" if on else "off"
    listed = ", ".join(sorted(options)[:3]) + f" and {sorted(options)[3]}"
    question = draws.one((f"{listed}: which of them is switched {word}?", f"Which one of {listed} is {word}?",
                          f"On this phone only one of these is {word}. Which?",
                          f"Of these four settings, which one is {word} here?"))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def mail_client(draws: Draws) -> Question:
    """Mail on a desktop: how many unread, who wrote what, which has an attachment?"""
    theme, names, subjects = any_theme(draws), people(draws, 5), draws.some(_SUBJECTS, 5)
    times = sorted(clock_times(draws, 5, 7, 19), key=lambda time: -int(time.replace(":", "")))
    low = draws.whole(1, 2)
    counts = [str(n) for n in range(low, low + 4)]
    unread = draws.whole(low, low + 3)
    clipped, new = draws.one(range(5)), draws.some(range(5), min(unread, 5))
    canvas = window(draws, draws.one(("Mail", "Post", "Letterbox")), theme, 720, 480)
    canvas.rect(24, 63, 150, 383, fill=theme.panel)
    folders = ("Inbox", "Sent", "Drafts", "Archive", "Bin")
    for place, folder in enumerate(folders):
        y = 100 + 42 * place
        if place == 0:
            canvas.rect(32, y - 25, 134, 36, fill=theme.accent, opacity=0.22, radius=8)
        canvas.text(48, y, folder, size=16, face="sans-bold" if place == 0 else "sans", colour=theme.ink)
    for place in range(5):
        y, bold = 63 + 76 * place, place in new
        if bold:
            canvas.circle(194, y + 32, 6, fill=theme.accent)
        canvas.text(212, y + 30, names[place], size=17, face="sans-bold" if bold else "sans", colour=theme.ink)
        canvas.text(212, y + 56, subjects[place], size=16, face="sans-bold" if bold else "sans", colour=theme.ink)
        canvas.text(682, y + 30, times[place], size=15, colour=theme.faint, anchor="end")
        if place == clipped:
            icon(canvas, "clip", 666, y + 52, theme.ink)
        canvas.line(182, y + 74, 696, y + 74, stroke=theme.line, width=1)
    spots = draws.some(range(5), 4)
    spot, kind = draws.one(spots), draws.whole(0, 4)
    if kind == 0:
        question = draws.one(("How many of the mails shown are unread?", "How many mails in the list have the dot of a new one?",
                              "How many of these messages are still in bold?"))  # fmt: skip
        return question_of(question, counts, str(unread), canvas.picture())
    if kind == 1:
        question = draws.one(
            (f"Who sent the mail “{subjects[spot]}”?", f"Whose mail has the subject “{subjects[spot]}”?")
        )
        return question_of(question, [names[each] for each in spots], names[spot], canvas.picture())
    if kind == 2:
        question = draws.one(
            (f"What did {names[spot]} write about?", f"What is the subject of the mail from {names[spot]}?")
        )
        return question_of(question, [subjects[each] for each in spots], subjects[spot], canvas.picture())
    if kind == 3:
        question = draws.one(
            (f"When did the mail from {names[spot]} come in?", f"Which time stands beside “{subjects[spot]}”?")
        )
        return question_of(question, [times[each] for each in spots], times[spot], canvas.picture())
    options = draws.shuffled([names[clipped], *draws.some([name for name in names if name != names[clipped]], 3)])
    question = draws.one(("Whose mail has something attached?", "Beside whose mail is a paper clip?"))
    return question_of(question, options, names[clipped], canvas.picture())


def music_player(draws: Draws) -> Question:
    """A music app on a phone: what plays, who sings, what comes next, how far along?"""
    theme, songs, bands = any_theme(draws), draws.some(_SONGS, 4), draws.some(_BANDS, 4)
    seconds = [f"{m}:{s:02d}" for m, s in draws.some([(m, s) for m in (0, 1, 2) for s in range(60)], 4)]
    now, band, time = draws.one(songs), draws.one(bands), draws.one(seconds)
    queue = draws.shuffled(song for song in songs if song != now)
    canvas = phone(draws, theme, 720)
    tint = draws.one(("#d9482b", "#2a6f97", "#7b2fa8", "#2d8a5b", "#c28a12"))
    canvas.rect(124, 86, 200, 200, fill=canvas.gradient(lighter(tint, 0.35), tint, angle=60), radius=14)
    for r in (72, 48, 22):
        canvas.circle(224, 186, r, stroke="#ffffff", width=3, opacity=0.6)
    fitted(canvas, 224, 324, now, 280, size=26, colour=theme.ink)
    canvas.text(224, 350, band, size=17, colour=theme.faint, anchor="middle")
    minutes, _, rest = time.partition(":")
    share = (60 * int(minutes) + int(rest)) / 240
    canvas.line(92, 378, 356, 378, stroke=theme.line, width=5)
    canvas.line(92, 378, 92 + 264 * share, 378, stroke=theme.accent, width=5)
    canvas.circle(92 + 264 * share, 378, 8, fill=theme.accent)
    canvas.text(90, 404, time, size=15, colour=theme.faint)
    canvas.text(358, 404, "4:00", size=15, colour=theme.faint, anchor="end")
    playing = draws.chance(0.5)
    canvas.circle(224, 438, 30, fill=theme.accent)
    if playing:
        canvas.rect(213, 425, 8, 26, fill="#ffffff", radius=2)
        canvas.rect(227, 425, 8, 26, fill="#ffffff", radius=2)
    else:
        canvas.polygon([(215, 423), (215, 453), (240, 438)], fill="#ffffff")
    for side in (-1, 1):
        x = 224 + 76 * side
        canvas.polygon([(x - 9 * side, 428), (x - 9 * side, 448), (x + 6 * side, 438)], fill=theme.ink)
        canvas.line(x + 8 * side, 429, x + 8 * side, 447, stroke=theme.ink, width=3)
    canvas.text(88, 508, "Up next", size=17, face="sans-bold", colour=theme.ink)
    for place, song in enumerate(queue):
        y = 522 + 48 * place
        canvas.rect(84, y, 280, 42, fill=theme.panel, radius=8)
        canvas.text(98, y + 27, f"{place + 1}", size=16, colour=theme.faint)
        canvas.text(126, y + 27, song, size=17, colour=theme.ink)
    kind = draws.whole(0, 3)
    if kind == 0:
        question = draws.one(("Which song is in the player right now?", f"What is the current song of {band} called?"))
        return question_of(question, songs, now, canvas.picture())
    if kind == 1:
        question = draws.one((f"Who performs “{now}”?", f"By whom is the song “{now}” in the player?"))
        return question_of(question, bands, band, canvas.picture())
    if kind == 2:
        question = draws.one((f"How far has “{now}” been played?", f"At which minute and second does “{now}” stand?"))
        return question_of(question, seconds, time, canvas.picture())
    place = draws.whole(0, 2)
    when = ("right after the current one", "second in the queue", "last in the queue")[place]
    question = draws.one((f"Which song is {when}?", f"What comes {when}?"))
    return question_of(question, songs, queue[place], canvas.picture())


def dialog_buttons(draws: Draws) -> Question:
    """A dialog over an editor: which of its buttons does what I want?"""
    said, buttons = draws.one((
        ("Save the changes to “{}”?", {"Save": "keep my changes", "Discard": "throw my changes away",
                                       "Cancel": "go back to the text without deciding", "Save as": "save under another name"}),
        ("“{}” already exists here.", {"Replace": "overwrite the old file", "Keep both": "have the old and the new file",
                                       "Skip": "leave the new file out", "Rename": "give the new file another name"}),
        ("The upload of “{}” has stopped.", {"Retry": "try the upload again", "Cancel": "give the upload up",
                                             "Later": "be asked again at another time", "Help": "read how to solve this"}),
        ("“{}” asks to use your camera.", {"Always": "permit it for good", "Once": "permit it this time only",
                                           "Never": "forbid it for good", "Details": "read more before I decide"}),
    ))  # fmt: skip
    theme, name = any_theme(draws), draws.one(_FILES)
    if "camera" in said:
        name = draws.one(("Larkcam", "Scanbox", "Chatnest", "Snapfern"))
    labels = draws.shuffled(buttons)
    spot, tall = draws.whole(0, 3), draws.chance(0.35)
    canvas = window(draws, f"{name.capitalize()}", theme, 640, 480)
    for block in range(3):
        scribbles(canvas, 56, 96 + 120 * block, 520, 9, theme.faint)
    canvas.rect(24, 62, 592, 394, fill="#000000", opacity=0.35)
    high = 300 if tall else 190
    top = 250 - high / 2
    canvas.rect(84, top, 472, high, fill=theme.ground, radius=14, stroke=theme.line, width=2)
    canvas.circle(122, top + 46, 19, fill=theme.accent)
    canvas.text(122, top + 54, "?", size=24, face="sans-bold", colour="#ffffff", anchor="middle")
    fitted(canvas, 156, top + 53, said.format(name), 372, size=20, colour=theme.ink, anchor="start")
    scribbles(canvas, 156, top + 76, 300, 2, theme.faint)
    strong = draws.whole(0, 3)
    for place, label in enumerate(labels):
        x, y, w = (156, top + 106 + 46 * place, 328) if tall else (104 + 110 * place, top + 124, 102)
        canvas.rect(
            x, y, w, 38, fill=theme.accent if place == strong else theme.panel, radius=8, stroke=theme.line, width=1.5
        )
        fitted(canvas, x + w / 2, y + 25, label, w - 12, size=17, colour="#ffffff" if place == strong else theme.ink)
    ends = "top" if tall else "left"
    options = [f"The {_PLACES[place]} from the {ends}" for place in range(4)]
    wish = buttons[labels[spot]]
    question = draws.one((f"I want to {wish}. Which button do I press?", f"Which button is the one to {wish}?",
                          f"Where must I click to {wish}?"))  # fmt: skip
    return question_of(question, options, options[spot], canvas.picture())


def drawing_toolbar(draws: Draws) -> Question:
    """A drawing app: which tool is selected, where is a tool?"""
    theme, tools = any_theme(draws), draws.some(_TOOLS, 6)
    spot, across = draws.whole(0, 5), draws.chance(0.5)
    canvas = window(draws, draws.one(("Untitled drawing", "Sketchpad", "Paint box")), theme, 640, 470)
    canvas.rect(24, 63, 592 if across else 72, 66 if across else 383, fill=theme.panel)
    for place, tool in enumerate(tools):
        x, y = (72 + 70 * place, 96) if across else (60, 98 + 58 * place)
        if place == spot:
            canvas.rect(x - 24, y - 24, 48, 48, fill=theme.accent, radius=10)
        icon(canvas, tool, x, y, "#ffffff" if place == spot else theme.ink)
    left, top = (54, 146) if across else (116, 82)
    canvas.rect(left, top, 586 - left, 424 - top, fill="#ffffff", stroke=theme.line, width=2)
    for _ in range(draws.whole(2, 4)):
        _stroke(draws, canvas, draws.between(left + 70, 520), draws.between(top + 70, 360))
    if draws.chance(0.6):
        options = draws.some([tool for place, tool in enumerate(tools) if place != spot], 3)
        options.insert(draws.whole(0, 3), tools[spot])
        question = draws.one(("Which tool is selected?", "Which symbol in the toolbar is highlighted?",
                              "What will be used if I click on the sheet now?", "Which tool is active in this window?"))  # fmt: skip
        return question_of(question, [_TOOLS[tool] for tool in options], _TOOLS[tools[spot]], canvas.picture())
    spots = draws.some(range(6), 4)
    place = draws.one(spots)
    ends = "left" if across else "top"
    what = _TOOLS[tools[place]].lower()
    question = draws.one(
        (f"Where in the toolbar is the symbol of the {what}?", f"Which symbol, counted from the {ends}, is the {what}?")
    )
    options = [f"The {_PLACES[each]} from the {ends}" for each in sorted(spots)]
    return question_of(question, options, f"The {_PLACES[place]} from the {ends}", canvas.picture())


def file_manager(draws: Draws) -> Question:
    """A list of files: which is selected, how large or old is one, which is the largest?"""
    theme = any_theme(draws)
    files = [f"{name}.{draws.one(tuple(_ENDINGS))}" for name in draws.some(_FILES, 6)]
    sizes = draws.some(range(12, 980), 6)
    days = dates(draws, 6)
    selected, spots = draws.whole(0, 5), draws.some(range(6), 4)
    folder = draws.one(("Documents", "Downloads", "Projects", "Shared"))
    canvas = window(draws, folder, theme, 680, 480)
    canvas.rect(24, 63, 140, 393 - 10, fill=theme.panel)
    for place, name in enumerate(("Documents", "Downloads", "Projects", "Shared")):
        icon(canvas, "folder", 50, 98 + 44 * place, theme.accent if name == folder else theme.faint)
        canvas.text(
            70, 103 + 44 * place, name, size=14, face="sans-bold" if name == folder else "sans", colour=theme.ink
        )
    for x, label, end in ((190, "Name", False), (480, "Size", True), (636, "Changed", True)):
        canvas.text(x, 92, label, size=15, face="sans-bold", colour=theme.faint, anchor="end" if end else "start")
    for place, name in enumerate(files):
        y = 108 + 54 * place
        chosen = place == selected
        ink = "#ffffff" if chosen else theme.ink
        if chosen:
            canvas.rect(172, y, 476, 46, fill=theme.accent if theme.ground == "#ffffff" else "#2962d9", radius=8)
        icon(canvas, _ENDINGS[name.partition(".")[2]], 194, y + 23, ink)
        canvas.text(216, y + 29, name, size=17, colour=ink)
        canvas.text(480, y + 29, f"{sizes[place]} KB", size=16, colour=ink, anchor="end")
        canvas.text(636, y + 29, days[place], size=16, colour=ink, anchor="end")
    kind, spot = draws.whole(0, 3), draws.one(spots)
    if kind == 1:
        question = draws.one((f"How large is the file {files[spot]}?", f"Which size is listed for {files[spot]}?"))
        return question_of(question, [f"{sizes[each]} KB" for each in spots], f"{sizes[spot]} KB", canvas.picture())
    if kind == 2:
        question = draws.one((f"When was {files[spot]} changed?", f"Which date stands beside {files[spot]}?"))
        return question_of(question, [days[each] for each in spots], days[spot], canvas.picture())
    most = draws.chance(0.5)
    right = selected if kind == 0 else (max if most else min)(range(6), key=lambda each: sizes[each])
    options = draws.shuffled([files[right], *draws.some([name for name in files if name != files[right]], 3)])
    question = draws.one(
        ("Which file is selected?", f"Which file in {folder} is highlighted?", "Which file will be opened if I press Enter?")
        if kind == 0 else
        (f"Which file in {folder} is the {'largest' if most else 'smallest'}?",
         f"Which file takes the {'most' if most else 'least'} space here?")
    )  # fmt: skip
    return question_of(question, options, files[right], canvas.picture())


def form_with_error(draws: Draws) -> Question:
    """A sign-up form on a phone: which field is wrong, and why is it?"""
    theme = any_theme(draws)
    fields = draws.some(
        ("First name", "Surname", "Email", "Password", "Town", "Telephone", "Postcode", "Birthday", "Street"), 5
    )
    reasons = draws.some(("Please fill this in", "Too short", "Too long", "Already in use", "Not valid",
                          "Contains a blank"), 4)  # fmt: skip
    options, reason = draws.some(fields, 4), draws.one(reasons)
    right = draws.one(options)
    site = draws.one(("Larkmail", "Quillpost", "Nestbook", "Fernshop", "Tramline"))
    canvas = phone(draws, theme, 720)
    canvas.text(224, 112, f"Join {site}", size=26, face="sans-bold", colour=theme.ink, anchor="middle")
    red = "#d32f2f" if theme.ground == "#ffffff" else "#ff8a80"
    for place, field in enumerate(fields):
        y = 138 + 94 * place
        wrong = field == right
        canvas.text(88, y + 14, field, size=15, colour=red if wrong else theme.faint)
        canvas.rect(
            86,
            y + 22,
            276,
            40,
            fill=theme.panel,
            radius=8,
            stroke=red if wrong else theme.line,
            width=2.5 if wrong else 1.5,
        )
        if not (wrong and reason == "Please fill this in"):
            canvas.line(100, y + 42, 100 + draws.between(70, 190), y + 42, stroke=theme.faint, width=8, opacity=0.7)
        if wrong:
            canvas.circle(342, y + 42, 10, fill=red)
            canvas.rect(340.6, y + 36, 3, 8, fill=theme.ground)
            canvas.circle(342, y + 47, 1.8, fill=theme.ground)
            canvas.text(88, y + 80, reason, size=14, face="sans-bold", colour=red)
    canvas.rect(86, 620, 276, 44, fill=theme.accent, radius=10)
    canvas.text(224, 648, draws.one(("Sign up", "Continue", "Create account")), size=17, face="sans-bold", colour="#ffffff",
                anchor="middle")  # fmt: skip
    if draws.chance(0.6):
        question = draws.one((f"Which field of the {site} form has an error?", f"{site} does not accept one entry. Which one?",
                              f"What must I correct to join {site}?"))  # fmt: skip
        return question_of(question, options, right, canvas.picture())
    question = draws.one((f"What does {site} say is wrong with the entry “{right}”?",
                          f"Which message stands under the field “{right}” of {site}?"))  # fmt: skip
    return question_of(question, reasons, reason, canvas.picture())


def route_on_map(draws: Draws) -> Question:
    """A map app on a phone: which way next, how far, how long, where to?"""
    theme = any_theme(draws)
    turns = ("Turn left", "Turn right", "Go straight on", "Turn around")
    turn = draws.whole(0, 3)
    metres = [f"{n} m" for n in draws.some(range(50, 900, 50), 4)]
    streets, minutes = draws.some(STREETS, 4), [f"{n} min" for n in draws.some(range(4, 58), 4)]
    street, way, spot = draws.one(streets), draws.one(metres), draws.whole(0, 3)
    arrive = clock_times(draws, 1, 8, 20)[0]
    canvas = phone(draws, theme, 700)
    with canvas.clipped("M64 70h320v430h-320z"):
        canvas.rect(64, 70, 320, 430, fill="#e6ead9" if theme.ground == "#ffffff" else "#36403c")
        street_map(draws, canvas, turn)
    canvas.rect(76, 80, 296, 86, fill="#0f6b4a", radius=14)
    turn_sign(canvas, turn, 118, 123)
    canvas.text(164, 116, way, size=25, face="sans-bold", colour="#ffffff")
    fitted(canvas, 164, 146, street, 196, size=19, face="sans", colour="#ffffff", anchor="start")
    canvas.rect(64, 500, 320, 140, fill=theme.ground)
    canvas.text(84, 534, f"Arrival {arrive}", size=19, face="sans-bold", colour=theme.ink)
    ways = ("Walk", "Bike", "Bus", "Car")
    for place, (mode, time) in enumerate(zip(ways, minutes, strict=True)):
        x = 78 + 75 * place
        canvas.rect(x, 550, 69, 70, fill=theme.panel, radius=10, stroke=theme.line, width=1.5)
        canvas.text(x + 34, 578, mode, size=16, face="sans-bold", colour=theme.ink, anchor="middle")
        canvas.text(x + 34, 604, time, size=16, colour=theme.ink, anchor="middle")
    mode = ways[spot]
    question, options, right = draws.one((
        (draws.one(("What am I to do next?", "Which way does the arrow of the route tell me to go?", "What is the next manoeuvre?")),
         turns, turns[turn]),
        (draws.one((f"How far is it to {street}?", "After how many metres comes the next step of the route?")), metres, way),
        (draws.one(("Which street is named for the next step?", "Into which street does the route go next?")), streets, street),
        (draws.one((f"How long does it take by {mode.lower()}?" if mode != "Walk" else "How long does it take to walk?",
                    f"Which time is given under “{mode}”?")), minutes, minutes[spot]),
    ))  # fmt: skip
    return question_of(question, options, right, canvas.picture())


def browser_tabs(draws: Draws) -> Question:
    """A browser: which tab is open, what is in the address line, which page is loading an error?"""
    theme = any_theme(draws)
    sites = draws.some(
        ("Weather", "News", "Recipes", "Maps", "Library", "Trains", "Museum", "Radio", "Chess", "Garden"), 4
    )
    shown, spot = draws.shuffled(sites), draws.whole(0, 3)
    paths = draws.some(("today", "search", "home", "map", "help", "plans", "offers", "photos"), 4)
    path = draws.one(paths)
    owner = draws.one(FIRST)
    canvas = window(draws, "", theme, 700, 480)
    canvas.rect(24, 63, 652, 42, fill=theme.line)
    for place, site in enumerate(shown):
        x = 32 + 156 * place
        if place == spot:
            canvas.path(f"M{x} 105v-26q0 -10 10 -10h130q10 0 10 10v26z", fill=theme.ground)
        canvas.circle(x + 20, 87, 7, fill=NAMED[draws.one(("red", "blue", "green", "orange", "purple"))])
        canvas.text(x + 36, 93, site, size=16, face="sans-bold" if place == spot else "sans",
                    colour=theme.ink if place == spot else theme.faint)  # fmt: skip
        canvas.line(x + 128, 83, x + 136, 91, stroke=theme.faint, width=1.8)
        canvas.line(x + 128, 91, x + 136, 83, stroke=theme.faint, width=1.8)
    canvas.rect(84, 114, 560, 34, fill=theme.panel, radius=17)
    canvas.path("M52 122l-9 9l9 9M43 131h22", stroke=theme.faint, width=2.5)
    canvas.text(104, 137, f"www.{owner.lower()}-pages.example/{path}", size=16, colour=theme.ink)
    canvas.line(24, 158, 676, 158, stroke=theme.line, width=1.5)
    tint = draws.one(("#cfe3f7", "#f9d5d0", "#d5ecd0", "#fde7b8", "#e3d6f3"))
    canvas.rect(48, 178, 604, 96, fill=tint, radius=8)
    for place in range(3):
        canvas.rect(48 + 206 * place, 290, 192, 80, fill=lighter(tint, 0.35), radius=8)
        scribbles(canvas, 50 + 206 * place, 388, 180, 5, theme.faint)
    if draws.chance(0.65):
        question = draws.one(("Which tab is open?", "Which of the tabs is in front?", f"Which tab shows a page of {owner}’s site?",
                              "Which page am I looking at, going by the tabs?"))  # fmt: skip
        return question_of(question, sites, shown[spot], canvas.picture())
    question = draws.one((f"Which word follows the slash in the address of {owner}’s site?", "What is the last word of the address?",
                          "How does the address in the browser end?"))  # fmt: skip
    return question_of(question, paths, path, canvas.picture())


def _stroke(draws: Draws, canvas: Canvas, x: float, y: float) -> None:
    """Something that somebody has drawn."""
    colour, kind = NAMED[draws.one(("red", "blue", "green", "orange"))], draws.whole(0, 2)
    if kind == 0:
        canvas.circle(x, y, 46, fill=colour, opacity=0.75)
    elif kind == 1:
        canvas.rect(x - 50, y - 30, 100, 60, fill=colour, opacity=0.75)
    else:
        canvas.path(f"M{x - 60:.0f} {y:.0f}q30 -70 60 0t60 0", stroke=colour, width=6)
