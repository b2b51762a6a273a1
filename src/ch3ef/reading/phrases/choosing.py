"""Phrases that name an answer: "the answer is B", "I choose B", "so B", "B because ..."."""

from __future__ import annotations

from ch3ef.reading.phrases.phrase import Phrase

_I = (
    r"(?:i|we)(?:'m|'ll|'d|'re| am| are| will| would| shall| must)?(?: have to| want to| need to| like to)?"
    r"(?: (?:still|also|therefore|now|firmly|going to|like to|happy to|inclined to|rather|just|simply)){0,2}"
)
_MY = r"(?:(?:my|the) (?:(?:first|original|initial|previous|earlier) )?(?:answer|choice|selection) |it |that |over )?"
_FROM = r"(?:from (?:option )?\(?[a-z]\)? )?"

CHOOSING: tuple[Phrase, ...] = (
    # Nouns that point by themselves: "answer B", "答案B".
    Phrase(r"answers?|answer's|ans", "answer", "en", "the answer is B", "she answered B"),
    Phrase(
        r"(?:correct|(?<!on the )(?<!to the )(?<!at the )right|best|accurate|true|matching|fitting)(?: \w+){0,2}? (?:is|would be|must be|has to be|should be)",
        "answer",
        "en",
        "The correct description is B",
        "It is correct, as B says",
    ),
    Phrase(r"solution|guess|selection", "answer", "en", "my guess: B", "I guessed B"),
    Phrase(r"correct(?= ?:)", "answer", "en", "Correct: B", "B is correct."),
    Phrase(r"respuesta", "answer", "es", "la respuesta es B", "respondo B"),
    Phrase(r"réponse", "answer", "fr", "la réponse est B", "je réponds B"),
    Phrase(r"resposta", "answer", "pt", "a resposta é B", "respondo B"),
    Phrase(r"risposta", "answer", "it", "la risposta è B", "rispondo B"),
    Phrase(r"antwort|lösung", "answer", "de", "die Antwort ist B", "ich antworte B"),
    Phrase(r"antwoord", "answer", "nl", "het antwoord is B", "ik antwoordde B"),
    Phrase(r"odpowiedź", "answer", "pl", "odpowiedź: B", "odpowiadam B"),
    Phrase(r"cevap|yanıt", "answer", "tr", "cevap B", "cevaplar B"),
    Phrase(r"jawaban", "answer", "id", "jawaban B", "menjawab B"),
    Phrase(r"đáp án", "answer", "vi", "đáp án là B", "đáp lại B"),
    Phrase(r"svar", "answer", "sv", "svar: B", "svarar B"),
    Phrase(r"ответ\w{0,3}", "answer", "ru", "ответ: B", "вариант B"),
    Phrase(r"答案|回答", "answer", "zh", "答案是B", "选项B"),
    Phrase(r"正解|答え|解答", "answer", "ja", "正解はB", "選択肢B"),
    Phrase(r"정답|답", "answer", "ko", "정답은 B", "선택지 B"),
    Phrase(r"الإجابة|الجواب", "answer", "ar", "الإجابة هي B", "الخيار B"),
    Phrase(r"उत्तर|जवाब|सही विकल्प", "answer", "hi", "उत्तर B है", "विकल्प B"),
    Phrase(r"תשובה", "answer", "he", "תשובה B", "אפשרות B"),
    Phrase(r"คำตอบ", "answer", "th", "คำตอบ B", "ตัวเลือก B"),
    # Nouns that only name unless something links them: "option B says", but "the best option is B".
    Phrase(r"option|choice|response|pick|letter|one", "option", "en", "the best option is B", "optional"),
    Phrase(r"opción", "option", "es", "la opción B", "opciones"),
    Phrase(r"opção|alternativa", "option", "pt", "a opção B", "opções"),
    Phrase(r"opzione", "option", "it", "l'opzione B", "opzioni"),
    Phrase(r"вариант\w{0,2}", "option", "ru", "вариант B", "варьировать"),
    Phrase(r"选项|選項|(?<=[A-Z])[项項](?!目)", "option", "zh", "选项B", "项目"),
    Phrase(r"選択肢", "option", "ja", "選択肢はB", "選ぶ"),
    Phrase(r"선택지", "option", "ko", "선택지 B", "선택"),
    Phrase(r"الخيار", "option", "ar", "الخيار B", "خبر"),
    Phrase(r"विकल्प", "option", "hi", "विकल्प B", "उत्तर B"),
    # Choosing.
    Phrase(
        r"(?:can't|cannot|couldn't|could not) be anything (?:but|other than)|(?:no|none|nothing)(?: \w+)? (?:other than|but|except|besides)|choose|choosing|chose|picking|picked|(?<![\w] )pick",
        "choose",
        "en",
        "I choose B",
        "the chosen one",
    ),
    Phrase(
        r"i(?:'d| would| will|'ll| am going to) (?:put my (?:money|chips) on|mark|tick|check|circle|submit|put|bet(?: on)?|wager(?: on)?|name|take|call it|lean)"
        r"|put me down for|count me in for|gotta be|got to be|looks like|sounds like|locking in|lock in|land(?:ing)? on|lean(?:ing)?(?: towards?| to)?|i vote(?: for)?"
        r"|my (?:money|bet|vote|pick|preference|verdict|conclusion) (?:is|goes|would be)(?: on| to| for| with)?|my (?:pick|vote|bet|verdict)"
        r"|(?:which|that|this|it|only) (?:only |just )?leaves(?: us| me)?(?: with| only| just)?|left with|remaining (?:option|choice|one) is"
        r"|i(?:'m| am) inclined to(?:wards?)?(?: (?:say|choose|pick))?|let's (?:say|go with|take)",
        "choose",
        "en",
        "That leaves B.",
        "Trees have leaves B",
    ),
    Phrase(
        r"(?:match(?:es)?|corresponds? to|fits|supports|indicates|suggests|reflects|represents|aligns with|is consistent with)"
        r"(?= (?:\w+ ){0,2}(?:option|choice|answer|letter) )",
        "choose",
        "en",
        "The picture matches option B",
        "The picture matches B",
    ),
    Phrase(
        r"i(?:'d| would| will|'ll)? (?:rate|rank|consider|deem|judge|regard|call|label|view|see)(?=\s[^.!?\n]{1,60}? (?:as the|to be the|as|the) "
        r"(?:most (?!un|in|im)\w+|best|correct|right|highest|top|strongest|closest|accurate|first|answer)\b)",
        "choose",
        "en",
        "I'd rate B as the most accurate",
        "I'd rate B as the worst",
    ),
    Phrase(r"select|selecting|selected", "choose", "en", "I select B", "a selection"),
    Phrase(r"go with|go for|going with|opt for|settle on", "choose", "en", "I'd go with B", "it goes with B"),
    Phrase(r"lean(?:ing)? towards?|vote for|answer with", "choose", "en", "I lean towards B", "it leans on B"),
    Phrase(
        r"i(?:'d| would| will|'ll)? (?:say|think|believe|guess|conclude|suspect|mean|meant|answer|pick)|let me pick",
        "choose",
        "en",
        "I'd say B",
        "they say B",
    ),
    Phrase(r"(?:evidence|everything|this|that|it all) points to", "choose", "en", "this points to B", "he points to B"),
    Phrase(r"elijo|escojo", "choose", "es", "elijo B", "elige B"),
    Phrase(r"choisis", "choose", "fr", "je choisis B", "choisir B"),
    Phrase(r"wähle", "choose", "de", "ich wähle B", "gewählt"),
    Phrase(r"escolho", "choose", "pt", "escolho B", "escolha B"),
    Phrase(r"scelgo", "choose", "it", "scelgo B", "scelta B"),
    Phrase(r"выбираю", "choose", "ru", "я выбираю B", "выбрать B"),
    Phrase(r"选(?![项择擇])|选择|選擇", "choose", "zh", "我选B", "选项B"),
    Phrase(r"選(?![項択擇])", "choose", "ja", "私は選びます", "選択肢B"),
    # Standing firm and changing, in a second turn.
    Phrase(
        rf"{_I} (?:stand(?:ing)? (?:firm(?:ly)? )?(?:by|behind|on|with)|stick(?:ing)? (?:firmly )?(?:with|to|by)"
        r"|stay(?:ing)? (?:firm )?(?:with|on|at)|remain(?:ing)? (?:with|on|at)|hold(?:ing)? (?:firm(?:ly)? )?(?:to|onto|on)"
        r"|keep(?:ing)?|maintain(?:ing)?|insist(?:ing)?(?: on)?|(?:re)?(?:confirm|affirm)(?:ing)?)",
        "choose",
        "en",
        "I'm sticking with B",
        "I'm not sticking with B",
    ),
    Phrase(
        r"(?<![\w,;:] )(?:sticking (?:with|to)|staying with|standing by)",
        "choose",
        "en",
        "Sure. Sticking with B",
        "a man sticking with B",
    ),
    Phrase(
        rf"{_I} (?:say|think|believe|pick|answer|guess|agree with)", "choose", "en", "I still say B", "they still say B"
    ),
    Phrase(
        r"i(?:'m| am) (?:(?:still|quite|very|absolutely|completely|entirely|pretty|fairly) )?"
        r"(?:sure|certain|confident|convinced|positive) (?:about|of|in|that)",
        "choose",
        "en",
        "I'm sure about B",
        "I'm not sure about B",
    ),
    Phrase(
        rf"{_I} (?:switch(?:ing)?|chang(?:e|ing)|revis(?:e|ing)|updat(?:e|ing)|correct(?:ing)?|mov(?:e|ing)) {_MY}{_FROM}to",
        "choose",
        "en",
        "I'd switch from B to C",
        "I won't switch to C",
    ),
    Phrase(
        rf"(?<![\w,;:] )(?:switching|changing) {_MY}{_FROM}to",
        "choose",
        "en",
        "OK. Switching to C",
        "the light is switching to C",
    ),
    Phrase(r"me quedo con|mantengo|cambio a", "choose", "es", "me quedo con B", "se queda con B"),
    Phrase(r"je maintiens|je reste sur|je passe à", "choose", "fr", "je maintiens B", "il maintient B"),
    Phrase(r"ich bleibe (?:bei|dabei)|ich wechs(?:le|ele) zu", "choose", "de", "ich bleibe bei B", "er bleibt bei B"),
    Phrase(r"mantenho|fico com|mudo para", "choose", "pt", "mantenho B", "mantém B"),
    Phrase(r"confermo|resto (?:con|su)|rimango (?:con|su)", "choose", "it", "confermo B", "conferma B"),
    Phrase(r"坚持|堅持|改为|改成|改選|改选", "choose", "zh", "我坚持B", "我看B"),
    # Concluding and correcting.
    Phrase(r"so(?! (?:is|are|does|do)\b)", "conclude", "en", "so B", "so is B"),
    Phrase(r"therefore|thus|hence|(?<!and )then|consequently", "conclude", "en", "Thus, B", "because B"),
    Phrase(r"ultimately|finally|overall", "conclude", "en", "Overall: B", "the final B"),
    Phrase(
        r"it's|it is|(?:it )?must be|it should be|(?:it )?has to be|it would be", "conclude", "en", "it's B", "it has B"
    ),
    Phrase(r"still|it remains|it stays", "conclude", "en", "Still B.", "until B"),
    Phrase(r"that's|that is|that would be|this is", "conclude", "en", "that's B", "that B"),
    Phrase(
        r"(?<!all )(?<!anything )(?<!everything )but|wait|actually|no|sorry|rather|hmm",
        "conclude",
        "en",
        "no, B",
        "not B",
    ),
    Phrase(r"i mean|i meant|scratch that|make that|correction", "conclude", "en", "make that B", "make B"),
    Phrase(r"所以|因此|而是|不对", "conclude", "zh", "所以B", "因为B"),
    # Between a cue and what it points at: "the answer IS MOST LIKELY OPTION B", "答案应该是B".
    Phrase(
        r"is|are|was|be|would|should|must|will|has|seems|appears|isn't|wasn't", "link", "en", "the answer is", "island"
    ),
    Phrase(
        r"likely|probably|definitely|clearly|most|certainly|obviously|simply|actually|indeed|therefore|thus|hence",
        "link",
        "en",
        "most likely",
        "unlikelyhood",
    ),
    Phrase(r"still|now|surely|really|just|best|correct|right|final", "link", "en", "is still B", "distilled"),
    Phrase(r"remains|stays|unchanged|same|initial|original|previous", "link", "en", "remains the same: B", "remained"),
    Phrase(r"the|that|it's|it|as|follows|both|either|of|to|this|for|in", "link", "en", "of the two", "these"),
    Phrase(
        r"option|choice|letter|answer|question|here|above|given|image|picture", "link", "en", "option B", "optional"
    ),
    Phrase(
        r"your|my|only|one|with|labell?ed|marked|rather|not|never|neither|fits|matches|answering|saying|picking|choosing|box|bubble|on|going|back|a|o",
        "link",
        "en",
        "marked B",
        "yours",
    ),
    Phrase(r"es|sería|la|el|opción|letra|correcta|correcto", "link", "es", "es la letra B", "esto"),
    Phrase(r"corretta|è|lettera|opzione", "link", "it", "è la lettera B", "lettere"),
    Phrase(r"correta|é|seria|alternativa|opção", "link", "pt", "seria a opção B", "opções"),
    Phrase(r"est|l'option|lettre|serait|reste|pour", "link", "fr", "serait la lettre B", "lettres"),
    Phrase(r"ist|lautet|wäre|die|buchstabe|bleibt|auf", "link", "de", "lautet B", "lauten"),
    Phrase(r"это|является|вариант|буква", "link", "ru", "это B", "они"),
    Phrase(r"là", "link", "vi", "đáp án là B", "lại"),
    Phrase(r"adalah", "link", "id", "jawaban adalah B", "ada"),
    Phrase(r"to|brzmi|jest", "link", "pl", "odpowiedź brzmi B", "brzmiał"),
    Phrase(r"het", "link", "nl", "is het B", "hetgeen"),
    Phrase(r"är", "link", "sv", "svaret är B", "svara"),
    Phrase(
        r"应该是|應該是|应该|就是|最可能是|不是|是(?!\W{0,3}$)|为|為|应|選|选|项|項",
        "link",
        "zh",
        "答案应该是B",
        "答案B",
    ),
    Phrase(r"는|은|이|가", "link", "ko", "정답은 B", "정답 B"),
    Phrase(r"は|が", "link", "ja", "正解はB", "正解B"),
    Phrase(r"هي|هو|الصحيحة|الصحيح", "link", "ar", "الإجابة الصحيحة هي B", "الجواب B"),
    Phrase(r"है|होगा|विकल्प", "link", "hi", "उत्तर है B", "उत्तर B"),
    Phrase(r"final", "final", "en", "Final answer: B", "Answer: B"),
    Phrase(r"最终", "final", "zh", "最终答案", "答案"),
    Phrase(r"\b(?:incorrect|wrong|worst|false|least \w+)\s$", "wrong", "en", "the wrong ", "the wrong answer"),
    Phrase(r"(?:yes|no)\b(?=[\s.!]*(?:$|\n))", "yes or no", "en", "Yes.", "No idea"),
    # What may follow a letter that stands for an option, or an option's text that ends a clause.
    Phrase(
        r"because|since|as|for|due|given|but|and|or|nor|is|was|in|with|which|here|rather|instead|based|over|not|would"
        r"|seems|looks|fits|matches|if|when|from|to|than|says|shows|by|are|it is|makes|works|applies|answers|describes|covers|captures|suits|stands|explains|mentions|even|anyway|again|despite|though|although|regardless|after",
        "after a letter",
        "en",
        "B because",
        "a cat",
    ),
    Phrase(
        r"is|was|it is|would|seems|says|shows|has|looks|does|doesn't|isn't|wasn't|describes|can|cannot|can't|could|matches"
        r"|fits",
        "singular verb",
        "en",
        "B is right",
        "B are",
    ),
    Phrase(
        r"because|since|as|for|due|given|but|rather|in|with|and not",
        "after a clause",
        "en",
        "a dog because",
        "a dog house",
    ),
    Phrase(
        r"because|since|as|then|deh|aja|dong|after all|that|which|remains?|is left",
        "after a conclusion",
        "en",
        "B then",
        "B and C",
    ),
    Phrase(r"because|since|as|for", "reason after a label", "en", "B for", "B and C"),
    Phrase(r"\bor\b|\band\b|\bnor\b|\boption\b|\bchoice\b", "joins letters", "en", "A or B", "A B"),
    Phrase(r"或|和|还是|、", "joins letters", "zh", "A或B", "A是B"),
    # What may stand before a letter that is the subject of its sentence, or that is a sentence of its own.
    Phrase(
        r"\b(?:so|because|and|but|that|think|believe|say|therefore|thus|hence|then|is|option|choice|answer|letter"
        r"|statement|only|the|while|since|as|although|clearly)",
        "before a subject",
        "en",
        "I think",
        "also",
    ),
    Phrase(r"选项|选择|所以|只有|仅有|唯有|觉得|覺得|认为|認為", "before a subject", "zh", "只有B", "因为B"),
    Phrase(
        r"so|thus|hence|therefore|then|actually|wait|just|probably|definitely|clearly|certainly|likely|okay|ok|yes|sure"
        r"|sorry|hmm|only|easily|obviously|honestly|frankly|undoubtedly|absolutely|personally|simply|alright|right|final|hands down|100 ?%"
        r"|without (?:a |any )?doubt|no doubt|def|defo|prolly|probs|yeah|lol|tbh|imo|obv",
        "before a lone letter",
        "en",
        "okay, B",
        "a B",
    ),
    Phrase(
        r"again|anyway|still|then|(?:i (?:think|guess|believe|suppose|reckon)|i(?:'d| would) say|for sure|hands down|of course|please|obviously"
        r"|clearly|definitely|certainly|without (?:a |any )?doubt|no doubt|most likely|probably|final answer|by elimination|all the way|for me|imo|tbh|haha|lol|deh)",
        "after a lone letter",
        "en",
        "B again.",
        "B once.",
    ),
    Phrase(r"option|choice|letter", "noun before a label", "en", "Option B", "answer B"),
    Phrase(r"选项", "noun before a label", "zh", "选项 B", "答案 B"),
    # A letter after such a word does not label a further option of a list in one line.
    Phrase(
        r"\bnot|n't|\bno|\bwait|\bactually|\bis|\bare|\banswer|\bchoose|\bpick|\bso|\bthan|\bof|\bmeant?|\bto|\bwith"
        r"|\boption|[-–—:]",
        "before no label",
        "en",
        "wait, B",
        "a cat, B",
    ),
    Phrase(r"✅|✔|✓|☑|←|<--", "ticked", "-", "B. a dog ✓", "B. a dog"),
    # What an order of turns tells: corrections, what is taken back, what is concluded.
    Phrase(
        r"\b(?:wait|actually|no(?=[\s,.:;!—–-])|correction|correct this|scratch that|instead|rather(?! than)|sorry"
        r"|i mean|i meant|oops|on second thought|on reflection|reconsider\w*|hmm|my mistake)\b",
        "correction",
        "en",
        "A. No, wait",
        "A rather than",
    ),
    Phrase(r"不对|更正|等等", "correction", "zh", "A，不对，B", "A对"),
    Phrase(
        r"\b(?:wait,? no|no,? wait|scratch that|never ?mind|i take (?:it|that) back"
        r"|(?:no, )?that(?:'s| is) (?:wrong|incorrect|not right))\b",
        "taken back",
        "en",
        "B. No, that's wrong.",
        "B. That's right.",
    ),
    # What takes a question up again, where it opens a sentence.
    Phrase(
        r"\b(?:wait(?=\W*$|[,.!…:;—–-]| (?:no|let|actually|i|a (?:minute|second|moment))\b)|hmm+|hold on|scratch that"
        r"|actually(?=\W*$|,| (?:no|wait|i|it|that|the answer)\b)|on (?:second thought|reflection|closer inspection)"
        r"|(?:let me|let's|i'll|i should|i need to) (?:\w+ ){0,2}(?:re-?(?:consider|check|think|examine|evaluate|count|read)"
        r"|(?:double|cross)[- ]check|verify|(?:check|think|look|count)(?: \w+){0,4} (?:again|carefully|closer|closely))"
        r"|reconsidering)\b",
        "reconsidering",
        "en",
        "Hmm, but wait",
        "Wait for the bus.",
    ),
    Phrase(
        r"等等(?=[，,。.！!…]|$)|等一下|(?:让我)?再(?:想|看|数)|重新(?:考虑|检查|看)",
        "reconsidering",
        "zh",
        "等一下",
        "等于",
    ),
    Phrase(
        r"\b(?:moment(?: mal)?(?=\W*$|[,.!…:])|halt(?=\W*$|[,.!…:])|attendez|attends(?=\W*$|[,.!…:])|espera|aspetta|wacht"
        r"|bij nader inzien|bei näherem|chwila|zaczekaj|vänta|погодите|подождите|стоп|зачекайте|постой|tunggu|khoan)\b"
        r"|انتظر|صبر کن|רגע|रुकिए|待って|잠깐|เดี๋ยว",
        "reconsidering",
        "-",
        "Attendez, je",
        "Attendre",
    ),
    Phrase(
        r"\b(?:therefore|thus|hence|so|in conclusion|consequently)\b", "conclusion", "en", "Therefore a dog", "also"
    ),
    Phrase(r"所以|因此", "conclusion", "zh", "所以是狗", "因为"),
    Phrase(r"(?:\b(?:option|choice|number|no\.)|#) ?\d+$", "number of an option", "en", "option 2", "2 options"),
    Phrase(r"\b(?:first|1st|top(?= (?:one|option|choice|answer)))\b", "ordinal 1", "en", "the first option", "firstly"),
    Phrase(r"\b(?:second|2nd)\b", "ordinal 2", "en", "the second option", "sector"),
    Phrase(r"\b(?:third|3rd)\b", "ordinal 3", "en", "the third option", "thirty"),
    Phrase(r"\b(?:fourth|4th)\b", "ordinal 4", "en", "the fourth option", "forth"),
    Phrase(r"\b(?:fifth|5th)\b", "ordinal 5", "en", "the fifth option", "fifty"),
    Phrase(r"\b(?:sixth|6th)\b", "ordinal 6", "en", "the sixth option", "sixty"),
    Phrase(r"\b(?:last|bottom)\b", "ordinal last", "en", "the last option", "lasting"),
    Phrase(
        r"\b(?:penultimate|(?:second|next)(?:-| )to(?:-| )last|last but one|second from (?:the )?bottom)\b",
        "ordinal last but one",
        "en",
        "the penultimate one",
        "last",
    ),
    Phrase(r"\b(?:middle|one in the middle)\b", "ordinal middle", "en", "the middle one", "the last one"),
    Phrase(r"\bformer\b", "ordinal 1 of 2", "en", "the former", "formerly"),
    Phrase(r"\blatter\b", "ordinal 2 of 2", "en", "the latter", "lately"),
    Phrase(r"前者", "ordinal 1 of 2", "zh", "选前者", "前面"),
    Phrase(r"后者|後者", "ordinal 2 of 2", "zh", "后者", "后面"),
    Phrase(
        r"(?:of|among|from|in|on) (?:the |these |those )?(?:\w{3,5} )?(?:options|choices|answers|list|four|five|three|given|listed|above)\b",
        "of the options",
        "en",
        "of the four",
        "of the dogs",
    ),
    Phrase(r"\b(?:the|that|option|choice|number|is)\b", "article", "en", "the first", "then first"),
    Phrase(
        r"(?:the |my )?(?:final )?(?:answer|output|option|choice)(?: is)?",
        "introduces a name",
        "en",
        "The output is",
        "So",
    ),
    Phrase(r"\boutput\b", "output", "en", "The output is", "outputs"),
)
