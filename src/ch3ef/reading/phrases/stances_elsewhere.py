"""Phrases that tell how far a reply stands behind what it names, in languages other than English."""

from __future__ import annotations

from ch3ef.reading.phrases.phrase import Phrase

STANCES_ELSEWHERE: tuple[Phrase, ...] = (
    # What denies what follows it.
    Phrase(r"\b(?:weder|noch|ohne|statt|anstatt|nie(?:mals)?|schließe\w*)\b", "negation", "de", "weder A", "wieder A"),
    Phrase(r"\b(?:ni|sans|jamais|plutôt que|au lieu de|aucun\w*|exclu[st]?|n'est|ne)\b", "negation", "fr", "ni A", "nid"),
    Phrase(r"\b(?:ni|sin|nunca|tampoco|en lugar de|en vez de|ningun[ao]|descarto)\b", "negation", "es", "ni A", "nido"),
    Phrase(r"\b(?:nem|sem|nunca|em vez de|nenhum\w*|descarto)\b", "negation", "pt", "nem A", "sempre A"),
    Phrase(r"\b(?:non|né|senza|mai|invece di|piuttosto che|nessun\w*|escludo)\b", "negation", "it", "non A", "nonno"),
    Phrase(r"\b(?:niet|geen|noch|zonder|nooit|in plaats van)\b", "negation", "nl", "niet A", "nieten"),
    Phrase(r"\b(?:nie|ani|bez|nigdy|zamiast|żadn\w+|wykluczam)\b", "negation", "pl", "nie A", "niech"),
    Phrase(r"\b(?:inte|varken|ikke|hverken|ei|ne|není|nu|nici|nem)\b", "negation", "sv", "inte A", "internet"),
    Phrase(r"\b(?:ни|без|вместо|нельзя|исключаю|нет)\b", "negation", "ru", "ни A", "нить"),
    Phrase(r"\b(?:не|ні|ані|без|замість|виключаю|немає)\b", "negation", "uk", "ні A", "ніч"),
    Phrase(r"\b(?:değil|yerine|hariç)\b|\bne\b", "negation", "tr", "ne A", "neden"),
    Phrase(r"\b(?:δεν|ούτε|χωρίς|όχι|αντί|ποτέ|αποκλείω)\b", "negation", "el", "όχι A", "όχημα"),
    Phrase(r"(?<!\w)(?:نه|بدون|به جای|هیچ)(?!\w)", "negation", "fa", "نه A", "نهایی"),
    Phrase(r"(?<!\w)(?:لا|لن|لم|غير|بدون|بدل[اًا]{1,3}|ليست?|وليست?)(?!\w)", "negation", "ar", "لا A", "لأن"),
    Phrase(r"(?<!\w)(?:לא|ולא|אין|אינ[וה]|בלי|במקום)(?!\w)", "negation", "he", "לא A", "לאחר"),
    Phrase(r"(?:ना|न)(?!\w)(?<![\u0900-\u097f]न)(?<![\u0900-\u097f]ना)|बजाय", "negation", "hi", "न A", "वन"),
    Phrase(r"\b(?:bukan(?:lah)?|tidak|tanpa|jangan|daripada)\b", "negation", "id", "bukan A", "buka"),
    Phrase(r"\b(?:không|chẳng|chứ|chưa|thay vì)\b", "negation", "vi", "không A", "khô"),
    Phrase(r"不(?:太|大)?(?:可能|应该|會|会|符合|认为)|絕非|绝非|而非|不要|非(?=[A-Z])|排除|除了|不選|不選擇|不是|沒有|并不", "negation", "zh", "而非A", "非常"),
    Phrase(r"ไม่(?:ใช่|ได้)?(?!แน่ใจ)|มิใช่|ยกเว้น", "negation", "th", "ไม่ใช่ A", "คือ A"),
    Phrase(r"\b(?:ohne zweifel|nicht nur|zweifellos)\b", "no negation", "de", "ohne Zweifel B", "ohne B"),
    Phrase(r"\b(?:sans (?:aucun )?doute|pas seulement|n'hésite pas)\b", "no negation", "fr", "sans doute B", "sans B"),
    Phrase(r"\b(?:sin (?:ninguna )?duda|sem (?:nenhuma )?dúvida|senza (?:alcun )?dubbio|zonder twijfel|bez wątpienia)\b", "no negation", "es", "sin duda B", "sin B"),
    Phrase(r"без (?:всякого )?сомнени\w|без сумніву|χωρίς αμφιβολία|бесспорно", "no negation", "ru", "без сомнения B", "без B"),
    Phrase(r"بدون شک|بلا شک|لا شك|بدون شك|ללא ספק|בלי ספק|निस्संदेह|tanpa (?:ragu|keraguan)|không nghi ngờ(?: gì)?|毫无疑问|ไม่ต้องสงสัย|คำตอบไม่ยาก", "no negation", "-", "بدون شک B", "بدون B"),
    # Where a negation ends.
    Phrase(r"\b(?:sondern|mais|sino|pero|mas|ma|bensì|maar|tylko|lecz|ale|utan|men|nýbrž|ci|dar|melainkan|tetapi|tapi|mà(?: là)?|hanem)\b", "but", "-", "sondern B", "sonder B"),
    Phrase(r"\b(?:а|но|але|αλλά)\b|(?<!\w)(?:بلکه|ولی|بل|אלא|אבל|بل إن\w*|لكن|बल्कि|लेकिन)(?!\w)|แต่|ではなく|じゃなく|아니라|而是|但是?", "but", "-", "а B", "пара B"),
    # Hedges that do not commit.
    Phrase(r"\b(?:könnten?|vielleicht|möglicherweise|eventuell|evtl|kann (?:auch )?sein|dürfte vielleicht|schwanke|unentschieden|unsicher|zwischen)\b", "hedge", "de", "vielleicht B", "viel B"),
    Phrase(r"\b(?:pourrai(?:t|ent)|peut-être|possiblement|peut être|éventuellement|hésite|entre)\b", "hedge", "fr", "peut-être B", "peu B"),
    Phrase(r"\b(?:podría[ns]?|quizás?|tal vez|a lo mejor|puede (?:que|ser)|posiblemente|dudo|entre)\b", "hedge", "es", "quizás B", "quien B"),
    Phrase(r"\b(?:poderia[m]?|talvez|pode ser|possivelmente|quiçá|entre)\b", "hedge", "pt", "talvez B", "tal B"),
    Phrase(r"\b(?:potrebbe(?:ro)?|forse|può darsi|magari|possibilmente|può essere|tra)\b", "hedge", "it", "forse B", "forte B"),
    Phrase(r"\b(?:zou (?:ook )?kunnen|misschien|mogelijk|wellicht|kan (?:ook )?|tussen)\b", "hedge", "nl", "misschien B", "mis B"),
    Phrase(r"\b(?:może|być może|mógłby|mogłaby|mogłoby|możliwe|ewentualnie|między|pomiędzy|waham)\b", "hedge", "pl", "może B", "moja B"),
    Phrase(r"\b(?:kanske|möjligen|kan vara|måske|ehkä|možná|poate|talán|mellan)\b", "hedge", "sv", "kanske B", "kan B"),
    Phrase(r"\b(?:может|возможно|мог(?:ла|ло)? бы|могут|вдруг|между|сомневаюсь)\b", "hedge", "ru", "возможно, B", "можно B"),
    Phrase(r"\b(?:можливо|може|міг би|могла б|могло б|хтозна|між)\b", "hedge", "uk", "можливо, B", "мова B"),
    Phrase(r"\b(?:belki|olası|acaba|arasında)\b", "hedge", "tr", "belki B", "bel B"),
    Phrase(r"\b(?:ίσως|μπορεί|ενδεχομένως|θα μπορούσε|μεταξύ)\b", "hedge", "el", "ίσως B", "ίσος B"),
    Phrase(r"شاید|ممکن است|احتمال دارد|می\S{0,2}تواند|بین", "hedge", "fa", "شاید B", "شاد B"),
    Phrase(r"ربما|(?<!\w)قد(?!\w)|يمكن أن|من الممكن|محتمل|بين", "hedge", "ar", "ربما B", "قدم B"),
    Phrase(r"אולי|ייתכן|יתכן|יכול להיות|עשוי\w?|יכולה? להיות|בין", "hedge", "he", "אולי B", "אולם B"),
    Phrase(r"शायद|संभव है|हो सकता|मुमकिन", "hedge", "hi", "शायद B", "शाम B"),
    Phrase(r"\b(?:mungkin|bisa jadi|barangkali|boleh jadi|bisa saja|antara)\b", "hedge", "id", "mungkin B", "kemungkinan besar B"),
    Phrase(r"\b(?:có thể|có lẽ|biết đâu|giữa)\b", "hedge", "vi", "có thể B", "có B"),
    Phrase(r"(?<![最很极大较])可能|也许|或许|也許|或許|说不定|不确定|不確定|不一定", "hedge", "zh", "可能B", "很可能B"),
    Phrase(r"もしかすると|もしかしたら|ひょっと|あるいは", "hedge", "ja", "もしかするとB", "もちろんB"),
    Phrase(r"어쩌면|혹시", "hedge", "ko", "어쩌면 B", "어느 B"),
    Phrase(r"อาจ|บางที|ไม่แน่ใจ", "hedge", "th", "อาจเป็น B", "คือ B"),
    Phrase(r"かもしれ|かも(?!め)|可能性|とも|일 수|일수|일지도|수도|olabilir|हो सकत|có thể|may be\b|ممکن|می\S{0,2}تواند|อาจ|ได้เหมือนกัน|kann sein|も考え", "hedge behind", "-", "Bかもしれない", "Bです"),
    # Conditions and what others say.
    Phrase(r"\b(?:wenn|falls|ob|sofern|indien|of het|jeśli|jeżeli|gdyby|czy|jestli|dacă|если|ли|якщо|чи|eğer|αν|εάν|kalau|jika|apakah|nếu|liệu)\b"
        r"|(?:^|[,.;:(] ?)(?:se|als|om|si(?! (?:vede|vedono|tratta|può))) ", "condition", "-", "falls B", "fallen B"),
    Phrase(r"(?<!\w)(?:اگر|آیا|إذا|لو|هل|אם|האם|यदि|अगर|क्या)(?!\w)|如果|假如|若(?=是)|是否|もし(?!か)|만약|만일|ถ้า|หาก", "condition", "-", "如果是B", "B"),
    Phrase(
        r"\b(?:si (?:je devais|j'avais à|tuviera que|tengo que|hay que)|wenn ich (?:wählen|mich|raten)|se (?:dovessi|tivesse que)|als ik (?:moest|zou moeten)"
        r"|gdybym miał\w?|если бы (?:мне )?(?:пришлось|надо)|якби (?:довелося|треба)|kalau (?:harus|saya harus)|jika harus|nếu phải)\b[^.!?\n,]{0,40}",
        "had to choose",
        "-",
        "wenn ich wählen müsste",
        "wenn es bellt",
    ),
    Phrase(
        r"(?:\b(?:du sagst|sie sagen|man könnte|vous dites|tu dis|dices|dice[ns]|você diz|dici|je zegt|mówisz|ты говоришь|вы говорите|ти кажеш|ви кажете|diyorsun"
        r"|zuerst|anfangs|zunächst|d'abord|au début|al principio|primero pensé|inicialmente|all'inizio|eerst|początkowo|najpierw|сначала|спочатку|önce|başta|αρχικά)\b"
        r"|你说|你認為|你认为|起初|最初|一开始|最初は|처음에는?|שאמרת|بدأت|در ابتدا|पहले मैंने|awalnya|lúc đầu|ตอนแรก)[^.!?\n]{0,40}$",
        "another says",
        "-",
        "zuerst dachte ich an ",
        "jetzt denke ich an ",
    ),
    # What stands behind what it rules out.
    Phrase(
        r"ist|sind|wäre|est|sont|es|son|é|são|è|sono|is|zijn|to|jest|są|är|er|je|este|είναι|то|это|це|adalah|là|都|全|也|均|并|は|が|も|هي|هو|هما|היא|הוא|है|हैं|는|은|이|가|도|เป็น|ก็|ve|и|и так",
        "verb of refuting",
        "-",
        "B ist",
        "B",
    ),
    Phrase(r"beide|alle|auch|eindeutig|klar|aussi|también|también|anche|também|ook|też|тоже|також|明显|显然|明らかに|อย่างชัดเจน|jelas|rõ ràng", "adverb of refuting", "-", "beide falsch", "falsch"),
    Phrase(r"(?:nicht|falsch|unpassend|ausgeschlossen|scheide[nt]+ aus|scheiden|scheidet|fällt weg|fallen weg|kommt nicht|unmöglich|keine)\b", "refuted", "de", "B ist falsch", "B ist gut"),
    Phrase(r"(?:pas|faux|fausses?|incorrecte?s?|exclue?s?|à exclure|éliminée?s?|impossible|ne\b|n'est pas)\b", "refuted", "fr", "B est exclue", "B est vrai"),
    Phrase(r"(?:no|incorrect[ao]s?|fals[ao]s?|descartad[ao]s?|queda(?:n)? descartad[ao]s?|imposibles?|equivocad[ao]s?|non|sbagliat[aeo]|errat[aeo]|esclus[aeoi]|falsa|errad[ao]s?|incorret[ao]s?|não|fals[ao]s?)\b", "refuted", "es", "B es falsa", "B es cierta"),
    Phrase(r"(?:niet|fout|onjuist|valt af|vallen af|uitgesloten|onmogelijk|inte|fel|ikke|forkert|nie|odpada(?:ją)?|błędn\w+|niepoprawn\w+|nieprawidłow\w+|wykluczon\w+|není|nesprávn\w+|nu|greșit\w*)\b", "refuted", "nl", "B valt af", "B past"),
    Phrase(r"(?:не|неверн\w+|неправильн\w+|ошибочн\w+|исключ\w+|отпада\w+|невірн\w+|хибн\w+|виключ\w+|відпада\w+)\b", "refuted", "ru", "B неверно", "B верно"),
    Phrase(r"'?(?:y?[ıiuüae])?\s?(?:seçeneği |şıkkı )?(?:değil|yanlış|olamaz|elenir|hatalı|uymuyor)", "refuted", "tr", "B değil", "B doğru"),
    Phrase(r"(?:δεν|λάθος|λανθασμέν\w+|αποκλεί\w+|απορρίπτ\w+)", "refuted", "el", "B είναι λάθος", "B είναι σωστό"),
    Phrase(r"(?:نیست|نمی|غلط|نادرست|اشتباه|رد می|حذف|نبود)", "refuted", "fa", "B نیست", "B است"),
    Phrase(r"(?:ليست?|خطأ|خاطئة?|غير|مستبعدة?|لا )", "refuted", "ar", "B خطأ", "B صحيح"),
    Phrase(r"(?:לא|אינ[וה]|שגוי\w?|נפסל\w*|פסול\w?)", "refuted", "he", "B לא נכונה", "B נכונה"),
    Phrase(r"(?:ग़?लत|नहीं|असंभव)", "refuted", "hi", "B गलत", "B सही"),
    Phrase(r"(?:bukan|tidak|salah|keliru|mustahil|tersingkir)\b", "refuted", "id", "B salah", "B benar"),
    Phrase(r"(?:không|sai|bị loại|loại)\b", "refuted", "vi", "B sai", "B đúng"),
    Phrase(r"(?:不对|不對|错|錯|不正确|不正確|不符|排除|不可能|不行|不合)", "refuted", "zh", "B都不对", "B都对"),
    Phrase(r"(?:ではな|ではあ|じゃな|でもな|間違|違い|違う|誤り|不正解|不適切|ありません|除外)", "refuted", "ja", "Bではない", "Bです"),
    Phrase(r"(?:아니|아닙|틀리|틀렸|오답|제외|맞지 않)", "refuted", "ko", "B가 아니라", "B가 맞다"),
    Phrase(r"(?:ไม่|ผิด|ตัดออก|ถูกตัด)", "refuted", "th", "B ผิด", "B ถูก"),
    # Corrections.
    Phrase(
        r"\b(?:nein|doch eher|moment|korrektur|vielmehr|non(?=[\s,.:;!…—–-])|pardon|attendez|plutôt(?! que)|en fait|perdón|espera|mejor dicho|digo|corrijo|aliás|desculpe?"
        r"|espere|quer dizer|na verdade|anzi|scusa|aspetta|nee|wacht|eigenlijk|nie(?=[\s,.:;!…—–-])|przepraszam|chwila|jednak|poprawka|nej|vänta)\b",
        "correction",
        "-",
        "A, nein, B",
        "A oder B",
    ),
    Phrase(r"\b(?:нет(?=[\s,.:;!…—–-])|стоп|погодите|подождите|точнее|вернее|извините|простите|поправка|ні(?=[\s,.:;!…—–-])|зачекайте|точніше|перепрошую)\b", "correction", "ru", "A, нет, B", "A или B"),
    Phrase(r"\b(?:hayır|pardon|dur|düzeltiyorum|yok yok|όχι(?=[\s,.:;!…—–-])|συγγνώμη|μάλλον όχι|διορθώνω|tidak(?=[\s,.:;!…—–-])|maaf|tunggu|ralat|không(?=[\s,.:;!…—–-])|xin lỗi|khoan|à không|nhầm)\b", "correction", "-", "A, hayır, B", "A veya B"),
    Phrase(r"(?<!\w)(?:نه(?=[\s,.:;!…—–-])|ببخشید|صبر کن\w*|اصلاح می|عذر[اًا]{1,3}|بل|انتظر|تصحيح|לא(?=[\s,.:;!…—–-])|סליחה|רגע|תיקון|नहीं(?=[\s,.:;!…—–-])|रुकिए|माफ़)", "correction", "-", "A, نه, B", "A یا B"),
    Phrase(r"(?:不(?=[,，。 …])|抱歉|等一下|应该说|更正|いや|すみません|待って|訂正|失礼|아니(?=[\s,.…요])|잠깐|죄송|정정|ไม่(?=[ ,.…])|ขอโทษ|เดี๋ยว|แก้เป็น)", "correction", "-", "A, いや, B", "A か B"),
    # Conclusions, before texts.
    Phrase(
        r"\b(?:also|daher|somit|folglich|donc|por (?:lo )?tanto|así que|portanto|logo|quindi|dunque|dus|daarom|więc|zatem|alltså|takže|deci|tehát|значит|поэтому|следовательно"
        r"|итак|отже|тому|yani|dolayısıyla|άρα|επομένως|συνεπώς|jadi|maka|vậy|do đó)\b",
        "conclusion",
        "-",
        "also ein Hund",
        "als ein Hund",
    ),
    Phrase(r"بنابراین|در نتیجه|لذلك|إذن|לכן|इसलिए|अतः|因而|だから|したがって|よって|따라서|그러므로|ดังนั้น", "conclusion", "-", "よって犬", "犬"),
)
