"""Phrases in answers to open questions: a yes or a no, a number, no boxes."""

from __future__ import annotations

from ch3ef.reading.phrases.phrase import Phrase

OPEN_QUESTIONS: tuple[Phrase, ...] = (
    Phrase(
        r"\b(?:final answer|the answer is|answer|total(?: of)?|in total|altogether|so)\s{0,3}[:=]?\s{0,3}",
        "final answer",
        "en",
        "Total: 12",
        "also 12",
    ),
    Phrase(r"\b(?:yes|yeah|yep|yup|correct|true|indeed|affirmative)\b", "yes", "en", "Yeah.", "Yesterday."),
    Phrase(
        r"\b(?:no|nope|not|none|false|incorrect|negative|neither|never|cannot|\w{2,6}n't)\b",
        "no",
        "en",
        "It isn't.",
        "Now.",
    ),
    Phrase(
        r"[\W_]{0,20}(?:(?:final )?answer\s{0,2}[:=]?\s{0,2})?[\W_]{0,5}(?P<word>yes|no|true|false)\b(?! (?:or|and) )",
        "opens with yes or no",
        "en",
        "Answer: yes",
        "Answer: maybe",
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
