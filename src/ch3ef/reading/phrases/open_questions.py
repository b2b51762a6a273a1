"""Phrases in answers to open questions: a yes or a no, a number, no boxes."""

from __future__ import annotations

from ch3ef.reading.phrases.phrase import Phrase

OPEN_QUESTIONS: tuple[Phrase, ...] = (
    Phrase(
        r"\b(?:final answer|the answer is|answer|count(?! the ones?\b)|total(?:s| of)?|in total|altogether|so|makes(?: it)?|add(?:s|ing)? up to|sum)\b"
        r"\s{0,3}[:=]?\s{0,3}|(?<=\d)\s?=\s?|\b(?:at first|initially)\b[^.!?\n]{0,60}\bbut\b\s?",
        "final answer",
        "en",
        "Total: 12",
        "also 12",
    ),
    Phrase(
        r"\b(?:no idea|no way to|no clue|no telling|no one (?:can|could|knows))\b", "unsure", "en", "No idea.", "No."
    ),
    Phrase(
        r"\b(?:can(?:'t|not) count|hard to count|several|many|countless)\b", "uncounted", "en", "Several.", "Seven."
    ),
    Phrase(
        r"\b(?:nobody|no one|nothing|not a single|(?:don't|do not|can't|cannot) (?:see|spot|find) any|(?:aren't|isn't|are not|is not) any)\b",
        "none at all",
        "en",
        "Nobody.",
        "Any.",
    ),
    Phrase(r"\b(?:there is|there are) no\b", "no", "en", "There is no dog.", "There is a dog."),
    Phrase(
        r"(?:\b(?:or|and|oder|und|ou|et|o|y|e|en|of|i|lub|или|и|или|и|або|ve|veya|και|ή|dan|atau|và|hoặc)\b|و|یا|أو|ו|או|और|या|和|也|또는|และ|/)",
        "or between answers",
        "-",
        "yes and no",
        "yes",
    ),
    Phrase(r"\b(?:yes|yeah|yep|yup|correct|true|indeed|affirmative)\b", "yes", "en", "Yeah.", "Yesterday."),
    Phrase(
        r"\b(?:no|nope|not|none|false|incorrect|negative|neither|never|cannot|nothing|nobody|nowhere|\w{2,6}n't)\b",
        "no",
        "en",
        "It isn't.",
        "Now.",
    ),
    Phrase(
        r"yes|yeah|yep|yup|true|correct(?=[,.!]|$)|indeed|affirmative|(?:absolutely|definitely|certainly|of course|obviously|clearly)"
        r"(?=[,.!]|$)|sure(?=[,.!]|$)|right(?=[,.!]|$)|i(?:'m afraid| believe| think| guess| suppose) so",
        "says yes",
        "en",
        "Yes, there is.",
        "Yesterday.",
    ),
    Phrase(
        r"no(?! (?:\w+ (?:is|are) (?:missing|absent|lacking)\b|denying|doubt|question|idea|way|clue|telling|problem|comment|estoy|lo s[ée]|s[ée]\b|puedo|se puede|est[áa] claro|tak\b|one (?:can|could|knows)|canto|sofá|centro|fundo|(?:image|picture|photo|information|answer|context)\b(?! of)))"
        r"|nope|nah|false|incorrect(?=[,.!]|$)|negative(?=[,.!]|$)|(?:absolutely|definitely|certainly|of course|clearly|probably) not|i (?:don't|do not) (?:think|believe) so",
        "says no",
        "en",
        "No, there is none.",
        "No doubt.",
    ),
    Phrase(
        r"\W{0,5}(?:there is|i (?:can )?(?:see|count)) an? (?=\w)(?!pair|couple|few|lot|number|group|dozen|bunch|flock|herd)"
        r"|\W{0,5}(?:es gibt|ich sehe) (?:nur )?eine?n? (?!paar)|\W{0,5}(?:il y a|on voit|je vois) une? (?!peu|groupe|couple|dizaine)"
        r"|\W{0,5}(?:hay|veo|se ve) una? (?!par|grupo|poco)|\W{0,5}(?:há|vejo) uma? (?!par|grupo|pouco)|\W{0,5}(?:c'è|vedo) un[ao']? ?(?!paio|gruppo|po)"
        r"|\W{0,5}(?:er is|ik zie) een (?!paar|groep)|(?:une?|eine?|uma?|een|bir|ett|en|एक|یک)\W*$"
        r"|\W{0,5}(?:nur|seulement|solo|solamente|soltanto|apenas|só|alleen|slechts|tylko|bara|только|лише|тільки|sadece|yalnızca|μόνο|فقط|רק|केवल|सिर्फ|hanya|chỉ)"
        r"\s(?:eine?[rnsm]?|une?|un[oa]?|uma?|één|een|jeden|jedna|jedno|ett|en|один|одна|одно|одне|bir|ένα\w?|μία|یک|واحدة?|אחד|אחת|एक|satu|một)(?!\w)",
        "there is one",
        "-",
        "Il y a un chien.",
        "Il y a deux chiens.",
    ),
    Phrase(
        r"\b(?:not sure|unsure|don't know|do not know|unclear|impossible to|hard to (?:say|tell)|yes (?:or|and) no"
        r"|yes/no|either|maybe|might|perhaps|possibly"
        r"|not (?:impossible|un\w+)|can(?:'t|not) (?:tell|say|determine|see(?! (?:any|an?|one|it)\b)|be determined|answer|help))\b|^\W*neither\W*$",
        "unsure",
        "en",
        "I can't tell.",
        "I can.",
    ),
    Phrase(
        r"(?:there (?:is|are|appears|seems)|there's|i (?:can )?see|it (?:is|has|shows))\b"
        r"|(?:an?|one|the|two|some) [^.!?\n]{1,60} (?:is|are) (?:clearly )?(?:visible|present|shown|there|in the (?:picture|image|photo))\b",
        "affirms",
        "en",
        "There is a dog.",
        "Dogs are mammals.",
    ),
    Phrase(
        r"\s(?:in total|total|altogether|in all|all told|overall|insgesamt|en tout|au total|en total|no total|ao todo|in totale|in totaal|łącznie|w sumie|всего|в сумме|разом|toplamda|συνολικά|secara total)\b",
        "total behind",
        "-",
        "6 in total",
        "6 of them",
    ),
    Phrase(r"\d\s{0,2}(?:-|to|or|and)\s{0,2}\d|\bbetween\b", "range", "en", "10 to 15", "10"),
    Phrase(
        r"[<>≥≤]\s?\d|\d\s?\+(?!\s?\d)|\d\s?\?|\bnot (?:exactly |just |only )?\d|\b(?:several|few|some|many) dozens?\b|\bor (?:none|no)\b"
        r"|\b(?:(?:no |not )?(?:more|less|fewer) than|at (?:least|most)|up to|over|under)\s{1,3}\S|\b(?:maybe|perhaps|possibly|or|and) (?:even )?(?:more|fewer|less)\b",
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
