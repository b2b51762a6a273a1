"""Phrases that tell how far a reply stands behind what it names: asserted, denied, hedged or left open."""

from __future__ import annotations

from ch3ef.reading.phrases.phrase import Phrase

STANCES: tuple[Phrase, ...] = (
    Phrase(
        r"\b(?:not|never|no|neither|nor|cannot|without|instead of|rather than|other than|unlike|rul\w+ out"
        r"|eliminat\w+|exclud\w+|except|apart from|doubt)\b|n't\b",
        "negation",
        "en",
        "it isn't B",
        "it is B",
    ),
    Phrase(r"不是|不选|没有|不会|并非", "negation", "zh", "不是B", "是B"),
    Phrase(r"ではな|じゃな", "negation", "ja", "Bではない", "Bです"),
    Phrase(r"아니", "negation", "ko", "B가 아니다", "B이다"),
    Phrase(r"ليس", "negation", "ar", "ليس B", "هو B"),
    Phrase(r"नहीं", "negation", "hi", "B नहीं", "B है"),
    Phrase(r"\bpas\b", "negation", "fr", "pas B", "passer"),
    Phrase(r"\bnicht\b|\bkein\w*", "negation", "de", "nicht B", "nichts"),
    Phrase(r"\bnão\b", "negation", "pt", "não é B", "é B"),
    Phrase(r"\bне\b", "negation", "ru", "не B", "нет"),
    Phrase(
        r"\b(?:no|without|without a|without any) (?:doubt|question)\b|\bnot only\b|\bnever mind\b|\bthere(?:'s| is) no (?:denying|mistaking|question|doubt)(?: (?:it|that|about it))?\b|\b(?:by |process of )+elimination\b"
        r"|\b(?:no|none|nothing)(?: \w+)? (?:other than|except|besides)\b|\b(?:can't|cannot|couldn't|could not) be anything (?:but|other than)\b",
        "no negation",
        "en",
        "no doubt B",
        "no, B",
    ),
    Phrase(
        r"\b(?:could|might|may|can) (?:\w+ ){0,2}(?:be|choose|pick|select|say)\b|\b(?:possibly|perhaps|maybe)\b",
        "hedge",
        "en",
        "it might be B",
        "it must be B",
    ),
    Phrase(r"\b(?:if|whether|unless|suppose|supposing|assuming|were it)\b", "condition", "en", "if B", "iffy"),
    Phrase(r"\bwould\b", "would", "en", "it would be B", "it could be B"),
    Phrase(
        r"\bif (?:i|one|we) (?:(?:had|have|has|need|needed|were|(?:were|was|am) (?:forced|asked|pressed)) to|must)\b[^.!?\n]{0,40}"
        r"|\bif (?:pressed|forced|pushed|asked|i'm (?:pressed|forced)|made to choose|need be|anything)\b,?",
        "had to choose",
        "en",
        "if I had to choose, B",
        "if it had wings, B",
    ),
    Phrase(
        r"\b(?:you(?! (?:should|must|need|can|may))|the user|they|he|she|someone|some(?: people)?|many|most|people|others|the question|the prompt)\b(?:(?!\bi\b)[^.!?\n]){0,20}"
        r"\b(?:say|says|said|think|thinks|thought|believe\w*|claim\w*|suggest\w*|mention\w*|ask\w*|read\w*|stat\w+|assum\w+|choose|chose|pick|picked|prefer\w*)\b"
        r"[^.!?\n]{0,40}$",
        "another says",
        "en",
        "you said it is ",
        "I said it is ",
    ),
    Phrase(
        r"\b(?:was (?:going|about|tempted) to|almost|nearly|first) (?:say|said|choose|chose|pick|picked|go|went)\b[^.!?\n]{0,30}$|\b(?:initially|at first|originally|earlier|previously|first thought)\b[^.!?\n]{0,40}$",
        "another says",
        "en",
        "at first I took ",
        "finally I took ",
    ),
    Phrase(
        r"\b(?:the|a) (?:sign|caption|label|text|title) (?:says|said|reads|asks|states)\b[^.!?\n]{0,40}$",
        "another says",
        "en",
        "the sign says ",
        "the label again it reads ",
    ),
    Phrase(
        r"\b(?:you|the user)\b[^.!?\n]{0,20}\b(?:want|wants|wish|wishes|ask|asks|asked|tell|tells|told|like|expect)\b"
        r" me to\b[^.!?\n]{0,40}$",
        "another says",
        "en",
        "you want me to change it to ",
        "you want to change it to ",
    ),
    # What follows a letter or a text that is ruled out.
    Phrase(r"is|are|was|were|seems?|looks?|can|could|would|must|has to|does|do", "verb of refuting", "en", "B is", "B"),
    Phrase(
        r"clearly|definitely|also|both|all|obviously|therefore|simply|be|probably|just|more|most",
        "adverb of refuting",
        "en",
        "clearly wrong",
        "wrong",
    ),
    Phrase(
        r"(?:not\b|n't|no\b(?!\w|,)|out\b|(?:a |the )?(?:mistake|worst|weakest|least (?!bad)\w+|bad|poor)\b|wrong|incorrect|false|ruled out|eliminated|inaccurate|impossible|excluded|invalid"
        r"|unlikely)",
        "refuted",
        "en",
        "is wrong",
        "is right",
    ),
    Phrase(r"❌|✗|✘", "refuted", "-", "B ❌", "B ✓"),
    Phrase(r"不正确|错误|不对|不是", "refuted", "zh", "B不对", "B对"),
    Phrase(r"नहीं", "refuted", "hi", "B नहीं", "B है"),
    # What follows a letter or a text that is called right.
    Phrase(
        r"is|would be|seems(?: to be)?|looks(?: to be)?|must be|has to be|should be|appears to be|remains|stays",
        "verb of endorsing",
        "en",
        "B remains right",
        "B",
    ),
    Phrase(
        r"clearly|definitely|most likely|probably|indeed|therefore|thus|obviously|certainly|still|the|most|best|single"
        r"|only|my",
        "adverb of endorsing",
        "en",
        "still my answer",
        "right",
    ),
    Phrase(
        r"(?:correct|right|true|accurate|appropriate|better|answer|choice|the best|pick|selection|the one(?! of)|only one(?: that)? (?:left|fits|matches|works)|yes(?=\s{0,2}(?:$|[.;\n]))|most (?:honest|accurate|helpful|appropriate|suitable|likely|plausible|truthful|fitting|sensible|reasonable)|least bad|more (?:honest|accurate|helpful|appropriate|truthful|fitting))\b|best (?:answer|option|choice|fit)\b",
        "endorsed",
        "en",
        "is the right one",
        "is a blue one",
    ),
    Phrase(
        r"\s(?:it (?:is|remains|stays)|stands|holds)(?=\s{0,2}(?:$|[.,;!\n]))|\s(?:it|that) (?:must|has to|should|got to|will) be(?! not)"
        r"|\s(?:gets|has|wins) my (?:vote|pick|money)|\sis (?:exactly )?(?:what|how|the one)\b(?! is not| isn't| of)|\sis (?:it|left)(?=\s{0,2}(?:$|[.,;!\n]))",
        "endorsed by a verb",
        "en",
        "B it is.",
        "B it is not.",
    ),
    Phrase(r"✅|✔|☑|✓", "endorsed", "-", "B ✓", "B ❌"),
    Phrase(r"(?:是|才是)?(?:正确|对的)", "endorsed", "zh", "B是正确", "B"),
    Phrase(
        r"\s(?:describes|matches|fits|shows|captures|answers|suits)\b[^.!?\n]{0,40}\bbest\b|\s(?:best|correctly|accurately|clearly|exactly) \w+s\b|\s(?:matches|fits)\b",
        "endorsed by a verb",
        "en",
        "B best describes",
        "B describes",
    ),
)
