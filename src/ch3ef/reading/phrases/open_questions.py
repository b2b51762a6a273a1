"""Phrases in answers to open questions: a yes or a no, a number, no boxes."""

from __future__ import annotations

from ch3ef.reading.phrases.phrase import Phrase

OPEN_QUESTIONS: tuple[Phrase, ...] = (
    Phrase(
        r"\b(?:final answer|the answer is|answer|count|total(?:s| of)?|in total|altogether|so|makes(?: it)?|add(?:s|ing)? up to|sum)\b"
        r"\s{0,3}[:=]?\s{0,3}|(?<=\d)\s?=\s?",
        "final answer",
        "en",
        "Total: 12",
        "also 12",
    ),
    Phrase(r"\b(?:no idea|no way to|no clue|no telling)\b", "unsure", "en", "No idea.", "No."),
    Phrase(
        r"\b(?:can(?:'t|not) count|hard to count|several|many|countless)\b", "uncounted", "en", "Several.", "Seven."
    ),
    Phrase(
        r"\b(?:nobody|no one|nothing|not a single|(?:don't|do not|can't|cannot) (?:see|spot|find) any)\b",
        "none at all",
        "en",
        "Nobody.",
        "Any.",
    ),
    Phrase(r"\b(?:there is|there are) no\b", "no", "en", "There is no dog.", "There is a dog."),
    Phrase(r"\b(?:yes|yeah|yep|yup|correct|true|indeed|affirmative)\b", "yes", "en", "Yeah.", "Yesterday."),
    Phrase(
        r"\b(?:no|nope|not|none|false|incorrect|negative|neither|never|cannot|\w{2,6}n't)\b",
        "no",
        "en",
        "It isn't.",
        "Now.",
    ),
    Phrase(
        r"yes|yeah|yep|yup|true|correct(?=[,.!]|$)|indeed|affirmative|(?:absolutely|definitely|certainly|of course|obviously|clearly)"
        r"(?=[,.!]|$)|sure(?=[,.!]|$)|right(?=[,.!]|$)",
        "says yes",
        "en",
        "Yes, there is.",
        "Yesterday.",
    ),
    Phrase(
        r"no(?! (?:doubt|question|idea|way|clue|telling|problem|comment|(?:image|picture|photo|information|answer|context)\b(?! of)))"
        r"|nope|nah|false|incorrect(?=[,.!]|$)|negative(?=[,.!]|$)|(?:absolutely|definitely|certainly|of course|clearly|probably) not",
        "says no",
        "en",
        "No, there is none.",
        "No doubt.",
    ),
    Phrase(
        r"\W{0,5}(?:there is|i (?:can )?(?:see|count)) an? (?=\w)(?!pair|couple|few|lot|number|group|dozen|bunch|flock|herd)"
        r"|\W{0,5}(?:es gibt|ich sehe) (?:nur )?eine?n? (?!paar)|\W{0,5}(?:il y a|on voit|je vois) une? (?!peu|groupe|couple|dizaine)"
        r"|\W{0,5}(?:hay|veo|se ve) una? (?!par|grupo|poco)|\W{0,5}(?:há|vejo) uma? (?!par|grupo|pouco)|\W{0,5}(?:c'è|vedo) un[ao']? ?(?!paio|gruppo|po)"
        r"|\W{0,5}(?:er is|ik zie) een (?!paar|groep)|(?:une?|eine?|uma?|een|bir|ett|en|एक|یک)\W*$",
        "there is one",
        "-",
        "Il y a un chien.",
        "Il y a deux chiens.",
    ),
    Phrase(
        r"\b(?:not sure|unsure|don't know|do not know|unclear|impossible to|hard to (?:say|tell)|yes (?:or|and) no"
        r"|yes/no|either|maybe|might|perhaps|possibly"
        r"|can(?:'t|not) (?:tell|say|determine|see|be determined|answer|help))\b",
        "unsure",
        "en",
        "I can't tell.",
        "I can.",
    ),
    Phrase(
        r"(?:there (?:is|are|appears|seems)|i (?:can )?see|it (?:is|has|shows))\b",
        "affirms",
        "en",
        "There is a dog.",
        "Dogs are mammals.",
    ),
    Phrase(r"\d\s{0,2}(?:-|to|or|and)\s{0,2}\d|\bbetween\b", "range", "en", "10 to 15", "10"),
    Phrase(
        r"\b(?:(?:no |not )?(?:more|less|fewer) than|at (?:least|most)|up to|over|under)\s{1,3}\S",
        "bound",
        "en",
        "at least 5",
        "the least",
    ),
    Phrase(
        r"\b(?:there (?:are|is) (?:no|none)|no(?:ne)?\b(?! more| less| fewer)|zero)\b",
        "none at all",
        "en",
        "There are none.",
        "no more than 3",
    ),
    Phrase(r"\b(?:no|none|nothing|not any|zero)\b|\[\s?\]", "no boxes", "en", "nothing there", "something there"),
)
