"""Language performance, tone: who is spoken to and about what are both to be seen in the picture."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from ch3ef.scenarios.generated.draws import Draws
from ch3ef.scenarios.generated.question import Question, question_of
from ch3ef.scenarios.generated.scene.canvas import Canvas
from ch3ef.scenarios.generated.scene.glyphs import face_table
from ch3ef.scenarios.generated.scene.palette import BRIGHT, HAIRS, darker
from ch3ef.scenarios.generated.scene.people import Mood, any_look, person
from ch3ef.scenarios.generated.tasks.interactivity.drawing import clear_look
from ch3ef.scenarios.generated.tasks.interactivity.scenery import place, wall

_REPLIES: dict[Mood, tuple[str, ...]] = {
    "happy": ("How lovely to see you so happy with your {}!", "What a joy it must be to have this {}! Congratulations!"),
    "sad": ("I am sorry that your {} makes you so sad. May I help?", "Oh dear, is it your {}? Let me comfort you a little."),
    "angry": ("I see that your {} has made you cross. Take your time.", "You have every right to be angry about the {}."),
    "surprised": ("You did not expect that {} at all, did you?", "What a surprise this {} must be! Catch your breath."),
}  # fmt: skip
_FELT_ABOUT = ("guitar", "balloon", "book", "clock", "umbrella", "cake", "phone", "backpack")


def reply_to_feeling(draws: Draws) -> Question:
    """Someone holds a thing and shows a feeling: which reply suits both?"""
    moods, things = draws.some(tuple(_REPLIES), 2), draws.some(_FELT_ABOUT, 2)
    options = list(product(moods, things))
    right = draws.one(options)
    replies = {mood: draws.one(_REPLIES[mood]) for mood in moods}
    canvas = wall(draws, 512, 512)
    mirrored = draws.chance(0.5)
    x = 256 + (50 if mirrored else -50) + draws.jitter(14)
    look = clear_look(draws)
    # From the knees up, so that the face is large.
    hand = person(canvas, x, 660, 640, look, pose="holding", mood=right[0], mirrored=mirrored)
    rise, size = {"balloon": (14, 200), "umbrella": (14, 146)}.get(right[1], (70, 150))
    place(canvas, right[1], hand[0] + (-8 if mirrored else 8), hand[1] + rise, size, 220,
          draws.one([ink for ink in BRIGHT if ink != look.top]))  # fmt: skip
    text = draws.one(("", "Look at the face and at the hand. ", "Sometimes words can help. ", "This is somebody you know. ")) + draws.one((
        "Which reply suits the person in the picture, in tone and in what it is about?",
        "Answer the person in the picture with tact. Which words fit?",
        "You meet this person. Which remark is kind and fits what you see?",
        "Choose the words that suit the feeling and the thing in the picture.",
        "What would a thoughtful friend say to this person here?",
    ))  # fmt: skip
    said = {each: replies[each[0]].format(each[1]) for each in options}
    return question_of(text, list(said.values()), said[right], canvas.picture())


_EXPLAINED: dict[str, tuple[str, str]] = {
    "bird": ("A bird has soft feathers and two wings, so it can fly up into the sky!",
             "Birds are feathered vertebrates whose forelimbs have evolved into wings."),
    "fish": ("A fish lives in the water and swims by wagging its tail to and fro!",
             "Fish are aquatic vertebrates propelled by movements of the caudal fin."),
    "tree": ("A tree drinks with its roots and holds its leaves up to the sun!",
             "Trees are woody plants in which the foliage performs photosynthesis."),
    "boat": ("The wind blows into the big sails and pushes the boat over the water!",
             "Sailing vessels convert the momentum of moving air into propulsion."),
    "drum": ("When you hit a drum, its skin wobbles, and that makes a big boom!",
             "Drums emit sound by the vibration of a membrane excited by percussion."),
    "balloon": ("A balloon is full of air, and when you let go of it, off it whizzes!",
                "Balloons are elastic envelopes sustained by the excess pressure of a gas."),
    "clock": ("A clock has hands that go round and tell us when it is time for bed!",
              "Clocks indicate the time by hands coupled to a regular oscillation."),
    "car": ("A car drinks petrol, and then it can roll along on its four wheels!",
            "Automobiles transform chemical energy into rotation of the wheels."),
}  # fmt: skip
_YOUNG = ("I am five!", "I am four years old!", "I go to nursery.", "I cannot read yet.", "I am still little!")
_LEARNED = ("I teach at a university.", "I am a professor.", "I write for a journal.", "I have a doctorate.",
            "I am a researcher.")  # fmt: skip


def explained_to_listener(draws: Draws) -> Question:
    """A child or a scholar points at a thing: which explanation suits?"""
    things = draws.some(_EXPLAINED, 2)
    young, thing = draws.chance(0.5), draws.one(things)
    canvas = wall(draws)
    canvas.rect(0, 400, 560, 80, fill=draws.one(("#cdbfa6", "#b9c4b6", "#bfc3cc", "#c9b5a6")))
    mirrored = draws.chance(0.5)
    side = -1 if mirrored else 1
    x = 280 - side * 130
    size = draws.between(170, 190) if young else draws.between(280, 300)
    look = any_look(draws)
    if young:
        look = replace(look, hair=draws.one(("short", "long", "bun")), hair_colour=draws.one(HAIRS[:4]), glasses=False)
    person(canvas, x, 446, size, look, pose="pointing", mood=draws.one(("neutral", "happy", "surprised")),
           mirrored=mirrored)  # fmt: skip
    place(canvas, thing, 280 + side * 120, 440, 170, 230, "green" if thing == "tree" else draws.one(BRIGHT))
    told = draws.one(_YOUNG if young else _LEARNED)
    _bubble(canvas, x, 446 - size * 1.02, f"{told} What is this?", side)
    text = draws.one(("", "Somebody asks a question. ", "Look who is asking. ", "You are a guide at an exhibition. ")) + draws.one((
        "Which explanation suits the person who asks, and what is pointed at?",
        "Answer the person in the picture in words that suit them.",
        "How would you best explain the thing to the one who is asking?",
        "Which answer is about the right thing and pitched at the right listener?",
    ))  # fmt: skip
    options = [wording for name in things for wording in _EXPLAINED[name]]
    return question_of(text, options, _EXPLAINED[thing][0 if young else 1], canvas.picture())


def _bubble(canvas: Canvas, x: float, y: float, text: str, side: int, size: float = 20) -> None:
    """A speech bubble whose tip is near (x, y)."""
    wide = face_table("comic").width(text, size) + 36
    left = min(max(12.0, x - wide / 2 + side * 60), canvas.width - wide - 12)
    canvas.rect(left, y - 78, wide, 54, fill="#ffffff", stroke="#444444", radius=22)
    canvas.polygon([(x + side * 12 - 8, y - 26), (x + side * 12 + 12, y - 26), (x + side * 4, y - 4)], fill="#ffffff",
                   stroke="#444444")  # fmt: skip
    canvas.rect(x + side * 12 - 9, y - 31, 22, 6, fill="#ffffff")
    canvas.text(left + 18, y - 45, text, size=size, face="comic")


_HAZARDS: dict[str, tuple[str, str]] = {
    "puddle": ("Stop! Watch your feet, you are about to step into the puddle!",
               "Visitors are kindly asked to walk around the puddle on this path."),
    "hole": ("Stop! Not one step more, the hole in the ground is right there!",
             "Please note that there is an open hole in the pavement at this spot."),
    "ball": ("Look out! You will trip over that ball in front of you!",
             "Please remove your ball after playing, as others may trip over it."),
    "banana": ("Careful! Mind the banana, or you will slip on it any moment!",
               "To keep others from slipping, please do not leave bananas here."),
    "bottle": ("Watch out! Do not tread on the bottle at your feet!",
               "Please do not leave bottles on the path, as somebody may stumble."),
}  # fmt: skip


def shout_or_notice(draws: Draws) -> Question:
    """A hazard with somebody about to step on it, or with nobody there: a shout or a notice?"""
    hazards = draws.some(_HAZARDS, 2)
    hazard, urgent = draws.one(hazards), draws.chance(0.5)
    canvas = _street(draws)
    mirrored = draws.chance(0.5)
    side = -1 if mirrored else 1
    x = 290 + side * 110
    if urgent:
        person(canvas, x - side * 150, 424, draws.between(230, 255), any_look(draws), pose="walking", mirrored=mirrored)
    if hazard == "puddle":
        canvas.ellipse(x, 428, 92, 22, fill="#7fb2dc", stroke="#5b8fbd", width=3)
        canvas.ellipse(x - 20, 422, 34, 6, fill="#d8ecf9", opacity=0.8)
    elif hazard == "hole":
        canvas.ellipse(x, 428, 80, 24, fill="#17181a", stroke="#55585c", width=7)
        canvas.ellipse(x + side * 122, 446, 52, 15, fill="#6d7176", stroke="#3e4145", width=4)
    else:
        place(
            canvas, hazard, x, 444, 80, 96, draws.one(("yellow", "green", "orange")) if hazard != "banana" else "yellow"
        )
    text = draws.one(("", "You look after this street. ", "Look at the street. ", "Safety first. ")) + draws.one((
        "If somebody is in danger this very moment, a shout is right; if nobody is there, a notice to pin up. What fits?",
        "Write what fits: a shout if someone is about to be hurt, a polite notice for the wall if nobody is near.",
        "Which text suits the scene? Someone close to the danger needs a shout, an empty path a notice.",
        "Warn people of what you see: with a shout if one of them is almost there, else with a calm notice.",
    ))  # fmt: skip
    options = [wording for name in hazards for wording in _HAZARDS[name]]
    return question_of(text, options, _HAZARDS[hazard][0 if urgent else 1], canvas.picture())


def _street(draws: Draws) -> Canvas:
    canvas = Canvas(580, 480, ground="#cfe3f1")
    x = -20.0
    while x < 580:
        wide, high = draws.between(90, 150), draws.between(130, 240)
        house = draws.one(("#d9b9a0", "#c7cdb5", "#c9bcd0", "#e0cf9f", "#b9c7d3"))
        canvas.rect(x, 330 - high, wide, high, fill=house, stroke=darker(house, 0.2))
        for row in range(int(high / 62)):
            for column in (0.28, 0.72):
                canvas.rect(x + wide * column - 13, 348 - high + 58 * row, 26, 32, fill="#eaf4fa", stroke=darker(house))
        x += wide
    canvas.rect(0, 330, 580, 150, fill=draws.one(("#b8b4ab", "#adb3b8", "#c2b8a5")))
    canvas.line(0, 350, 580, 350, stroke="#8b8880", width=3)
    return canvas


_FALLEN = ("lamp", "chair", "bottle", "potted plant", "fir tree", "guitar")
_LETTERS = (
    (("Dear Members of the Board,", "To the City Council:", "Dear Sir or Madam,", "To the Management:"),
     ("I regret to inform you that the {} has fallen over.", "We wish to report that the {} has been found overturned.")),
    (("Hi Sam!", "Hey Lou,", "Hello old pal!", "Hiya Max,"),
     ("Guess what, the {} went and toppled over again!", "Oops, you won't believe it: the {} has tipped over!")),
)  # fmt: skip


def letter_carried_on(draws: Draws) -> Question:
    """A letter begins stiffly or chattily, and beside it something has fallen over: how does it go on?"""
    things = draws.some(_FALLEN, 3)
    pair = things[:2]
    stiff, fallen = draws.whole(0, 1), draws.whole(0, 1)
    wordings = [draws.one(phrases) for _, phrases in _LETTERS]
    canvas = wall(draws, 640, 480)
    canvas.rect(0, 404, 640, 76, fill=draws.one(("#c9b08d", "#b9c4b6", "#bfc3cc")))
    paper_x = draws.one((30, 290))
    with canvas.moved(paper_x, 36, angle=draws.jitter(2)):
        canvas.rect(4, 5, 312, 172, fill="#000000", opacity=0.12)
        canvas.rect(0, 0, 312, 172, fill="#fffdf4", stroke="#b9b39f", width=1.5)
        begin = draws.one(_LETTERS[stiff][0])
        if stiff == 0:
            canvas.text(18, 46, begin, size=19, face="serif")
        else:
            canvas.handwriting(draws, 18, 50, begin, size=32)
        for k in range(3):
            canvas.line(18, 84 + 28 * k, 292, 84 + 28 * k, stroke="#cfd6dd", width=1.5)
    for k, name in enumerate(draws.shuffled(things)):
        x, colour = 116 + 204 * k, draws.one(BRIGHT)
        if name == pair[fallen]:
            side = draws.one((-1, 1))
            with canvas.moved(x - side * 70, 402, angle=side * 86):
                place(canvas, name, 0, 0, 140, 160, colour)
        else:
            place(canvas, name, x, 440, 150, 170, colour)
    text = draws.one(("", "A letter has been begun. ", "Read how the letter begins. ", "Three things are in the hall. ")) + draws.one((
        "Go on with the letter in the tone in which it begins. Which sentence fits the picture?",
        "Which sentence carries on the letter in its own style and says what has happened?",
        "The letter on the wall is to report what you see. Which sentence comes next?",
        "Choose the next sentence of the letter: same tone, true to the scene.",
    ))  # fmt: skip
    options = [wording.format(name) for wording in wordings for name in pair]
    return question_of(text, options, wordings[stiff].format(pair[fallen]), canvas.picture())
