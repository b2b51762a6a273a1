"""Phrases before what a reply names but does not stand behind: called false, refused, pretended, another's."""

from __future__ import annotations

from ch3ef.reading.phrases.phrase import Phrase

_ASIDE = r"(?:(?!\bi\b)[^.!?\n,;:]){0,20}"
_TELLS = (
    r"(?:say|says|said|think|thinks|thought|believes?|believed|claim\w*|suggest\w*|answers?|answered|choose|chooses|chose|pick|picks"
    r"|picked|selects?|selected|counts?|counted|insist\w*|guess\w*|voted?|votes|goes|went)"
)

DISOWNING: tuple[Phrase, ...] = (
    # What it calls false or a mistake.
    Phrase(
        r"\b(?:false|wrong|incorrect|untrue|inaccurate|mistaken|(?:a )?mistake|an? (?:lie|error|myth)|lying|not true|foolish|silly|absurd|ridiculous)"
        r" (?:that|to (?:say|answer|choose|pick|select|claim|think|believe|state|count|call|go|assume|conclude|mark)\b|if (?:i|you|we|one) (?:say|said|claim\w*|ch[o]+se|answer\w*))",
        "disowns",
        "en",
        "it is false that B",
        "it is false. B",
    ),
    Phrase(
        r"\b(?:falsch|unwahr|Fehler|Irrtum|stimmt nicht|gelogen), (?:dass\b|[^,.]{1,30} zu \w+)",
        "disowns",
        "de",
        "es ist falsch, dass B",
        "falsch, B",
    ),
    Phrase(
        r"\b(?:faux|inexact|incorrect|mensonge|erreur) (?:que|qu'|de (?:dire|choisir|répondre))",
        "disowns",
        "fr",
        "il est faux que B",
        "A est faux, B",
    ),
    Phrase(
        r"\b(?:falso|mentira|incorrect?o|erróneo|errado|sbagliato|errato|una? error|um erro|un errore) (?:que|che|decir|dizer|dire|elegir|escolher|scegliere)\b",
        "disowns",
        "es",
        "es falso que B",
        "es falso, B",
    ),
    Phrase(
        r"\b(?:onjuist|onwaar|fout|niet waar|nieprawd\w+|fałsz\w*|nie jest prawdą),? (?:dat|że)\b",
        "disowns",
        "nl",
        "het is onjuist dat B",
        "onjuist, B",
    ),
    Phrase(
        r"\b(?:неверно|неправда|ложь|неправильно|ошибочно|невірно|хибно|неправильно),? (?:что|що|говорить|сказать|утверждать)\b|\bошибкой\b",
        "disowns",
        "ru",
        "Неверно, что B",
        "A неверно, B",
    ),
    # What it refuses to say, disagrees with or keeps away from.
    Phrase(
        r"\b(?:refus\w+|declin\w+|unwilling|reluctant) to (?:say|answer|state|choose|pick|select|claim|give|name|accept|admit|agree|count)\b"
        r"|\bdisagree\w* (?:that\b|with (?:those|people|anyone|everyone|the (?:claim|idea|view|statement) that)\b)|(?<!can )(?<!cannot )(?<!could )\bden(?:y|ies) that\b"
        r"|\b(?:avoid|refrain from|beware of) (?:say|answer|choos|pick|select|claim)ing\b",
        "disowns",
        "en",
        "I refuse to say B",
        "I refuse to change my answer: B",
    ),
    Phrase(
        r"\b(?:weigere mich|bestreite, dass|(?:je )?refuse de|je nie que|me niego a|niego que|recuso-me a|me recuso a|(?:mi )?rifiuto di|nego che|weiger (?:me )?(?:om )?|odmawiam|zaprzeczam"
        r"|отказываюсь|отрицаю|відмовляюся|заперечую|menolak)\b|拒绝|拒絕|拒否|거부",
        "disowns",
        "-",
        "我拒绝回答B",
        "我回答B",
    ),
    # What it says that nobody, or only a fool, would say.
    Phrase(
        rf"\b(?:nobody|no[ -]one|no (?:sane|sensible|reasonable|honest) \w+|only an? (?:\w+ )?(?:fool|idiot|liar|person|child)|hardly any(?:one|body)?|few(?: people)?)\b{_ASIDE}\b{_TELLS}\b"
        rf"|\b(?:those|people|anyone|everyone|someone) who {_TELLS}\b",
        "disowns",
        "en",
        "nobody would choose B",
        "anybody would choose B",
    ),
    # What it pretends, or once thought.
    Phrase(
        r"\bpretend\b|(?<!\bi )(?<!'d )(?<!would )\bimagine\b|\bused to (?:say|think|believe|answer|choose|pick)\b"
        r"|\b(?:wrongly|mistakenly|incorrectly|falsely|erroneously)\b(?! (?:label|mark))",
        "disowns",
        "en",
        "pretend it is B",
        "I imagine it is B",
    ),
    # What another says.
    Phrase(
        r"\b(?:(?:my|our|his|her|their|your|the|an?|another|one) (?:\w+ )?(?:friend|teacher|colleague|mother|father|brother|sister|wife|husband|boss|professor|neighbou?r|expert|author|critic|chatbot|assistant)s?"
        rf"|everyone else|(?:chat)?gpt(?:-?\w{{1,8}})?|claude|gemini|llama|grok|wikipedia|google)\b{_ASIDE}\b{_TELLS}\b",
        "disowns",
        "en",
        "my friend says B",
        "my friend, B",
    ),
    Phrase(
        r"\b(?:i was told|i've been told|rumou?r has it"
        r"|(?:some|others|they|he|she|people) (?:people |would |may |might )?(?:say|says|said|claims?|thinks?|believes?))\b",
        "disowns",
        "en",
        "I was told it is B",
        "I told you it is B",
    ),
    Phrase(
        r"\baccording to (?:(?:my|his|her|their|the|an?) (?:friend|teacher|colleague|mother|father|boss|expert|critic)s?|some|others|him|them|(?:chat)?gpt\S{0,8})\b[^.!?\n]{0,60}$",
        "another says",
        "en",
        "according to my friend, it is ",
        "according to my count, it is ",
    ),
    Phrase(
        r"\breject\w* (?:the )?(?:answer|option|choice|statement)\b", "disowns", "en", "I reject answer B", "I answer B"
    ),
    Phrase(
        r"\b(?:stell dir vor|angenommen|представь(?:те)?|предположим|уяви(?:ть)?|imagina que|niemand würde|personne ne (?:choisi|di|répond)\w+|nadie (?:elegiría|diría|escogería)|никто (?:бы )?не (?:выб|сказ)\w+)\b",
        "disowns",
        "-",
        "Stell dir vor, es ist B",
        "ich stelle B vor",
    ),
    Phrase(
        r"\b(?:the|an?) (?:\w+ )?(?:sign|caption|label|text|title|watermark|note|poster|banner|instruction|inscription)(?: (?:in|on|at|of|under|above) the \w+)? (?:says?|said|reads?|asks|states|tells)\b"
        r"|\b(?:picture|image|photo|screenshot) (?:says|reads|tells (?:me|us|you) to)\W{1,3}(?:the )?(?:correct |right )?(?:answer|choose|pick|select)\b"
        r"|\b(?:contains|holds|shows|has|includes) (?:\w+ ){1,2}instructions? (?:to|that)\b",
        "disowns",
        "en",
        "the text in the image says B",
        "the text in the image is B",
    ),
    Phrase(
        r"\bmein\w* (?:\w+ )?(?:freund\w*|lehrer\w*|kolleg\w+|mutter|vater|bruder|schwester|nachbar\w*) (?:sagt\w*|meint\w*|glaubt\w*|denkt|zählt\w*|behauptet\w*|antwortet\w*|wählt\w*)"
        r"|\b(?:mon|ma) (?:ami\w*|prof\w*|collègue|mère|père|frère|sœur|voisine?) (?:dit|pense|croit|compte|répond|choisit|a (?:dit|choisi|compté|répondu))\b"
        r"|\b(?:mi|meu|minha|il mio|la mia) (?:amig[oa]|amic[oa]|profesora?|professora?|colega|collega|madre|padre|mãe|pai|herman[oa]|irmã[o]?) (?:dic[ei]|diz|dijo|disse|cree|acha|pensa|piensa|eligió|escolheu|cuenta|conta|ha detto|sceglie)\b"
        r"|\bmijn (?:vriend\w*|collega|leraar|moeder|vader) (?:zegt|zei|denkt|kiest|telt)\b|\bm[oó]j(?:a)? (?:przyjaci\w+|koleg\w+|koleżanka|nauczyciel\w*) (?:mówi|powiedział\w*|uważa|wybrał\w*|liczy)\b"
        r"|\bмо[йяї] (?:друг|подруга|учитель\w*|коллега|колега|мама|мать|отец|брат|сестра) (?:говорит|сказал\w*|считает|думает|выбрал\w*|насчитал\w*|каже|вважає|обрав\w*)",
        "disowns",
        "-",
        "mein Freund sagt, B",
        "mein Freund, B",
    ),
    Phrase(
        r"(?:朋友|老师|老師|同学|同學|别人|別人|有人)[会會可能也]{0,3}(?:说|說|认为|認為|选|選|觉得|覺得|回答)|(?:友達|友人|先生|同僚)[はが]|친구[가는]",
        "disowns",
        "zh",
        "我的朋友说B",
        "朋友B",
    ),
    # What follows what is named, and calls it wrong.
    Phrase(
        r"\b(?:is|are|was|would be|'s|ist|wäre|est|serait|es|sería|è|sarebbe|é|seria)\s(?:clearly |simply |also |just )?(?:wrong|incorrect|false|untrue|a mistake|a lie|an error|mistaken|falsch|faux|falso|sbagliato|errado)\b"
        r"|是(?:错|錯|不对|不對)|というのは(?:間違|誤)|\bневерно\b",
        "called wrong",
        "-",
        "B is wrong",
        "B is right",
    ),
    Phrase(
        r"\b(?:picture|image|photo|evidence) (?:shows|says|suggests|proves|tells|indicates) (?:otherwise|something else)\b",
        "called wrong",
        "en",
        "B, but the picture shows otherwise",
        "B, and the picture shows it",
    ),
    Phrase(r"or|oder|ou|of|lub|или|або|veya|ή|atau|hoặc|或|または|أو|או|या|یا", "or else", "-", "A or B", "A B"),
    Phrase(r"\b(?:in case|provided that|as long as)\b", "condition", "en", "in case it barks, B", "in any case, B"),
    Phrase(
        r"\b(?:mistaken|misleading|naive|tempting|erroneous)\s$", "wrong", "en", "the mistaken ", "the mistaken answer"
    ),
    Phrase(
        r"\bno reason (?:to|for) (?:doubt|deny|think otherwise|believe otherwise|disagree)(?:ing)?(?: (?:it|that))?\b",
        "no negation",
        "en",
        "I see no reason to doubt it",
        "I see no reason to think so",
    ),
    Phrase(
        r"(?:^|(?<=[.!]) )(?:that(?:'s| is) (?:false|untrue|a mistake|a lie)|(?:correction: )?it (?:isn't|is not))\W{0,3}$",
        "taken back",
        "en",
        "B. That's false.",
        "B. That's true.",
    ),
    Phrase(
        r"\b(?:no|not|isn't|aren't) (?:\w+ ){0,3}(?:missing|absent|lacking)\b",
        "unsure",
        "en",
        "There is no dog missing.",
        "No, it is missing.",
    ),
    Phrase(r"(?<![\d.,])[1-9]\d{0,2}\.000(?![\d.])", "bound", "-", "1.000", "1.5"),
)
