"""Phrases in answers to open questions, in languages other than English."""

from __future__ import annotations

from ch3ef.reading.phrases.phrase import Phrase

OPEN_ELSEWHERE: tuple[Phrase, ...] = (
    # A yes or a no that opens a reply or a sentence.
    Phrase(
        r"ja(?=\W*$|\s?[,.!:;–—-]|, )|jawohl|doch(?=[,.!])|natürlich|allerdings(?=[,.])|stimmt|richtig",
        "says yes",
        "de",
        "Ja, da.",
        "Jahr",
    ),
    Phrase(r"nein|nö|keineswegs", "says no", "de", "Nein.", "neun"),
    Phrase(
        r"oui|si(?=[,.! ]*$|,)|ouais|bien sûr|effectivement|tout à fait|exact|vrai", "says yes", "fr", "Oui.", "ouïe"
    ),
    Phrase(
        r"non(?! (?:so|sono|lo so|posso|riesco|saprei|è chiaro|è possibile))|pas du tout|aucun\w*|faux",
        "says no",
        "fr",
        "Non.",
        "nonne",
    ),
    Phrase(
        r"(?:pues |que |claro que )?sí|si(?=[,.! ]*$|,)|claro(?: que sí)?(?=[,.!]|$)|efectivamente|por supuesto|correcto|verdadero|así es|cierto",
        "says yes",
        "es",
        "Sí, hay.",
        "sin",
    ),
    Phrase(r"sim|claro(?=[,.!]|$)|com certeza|certamente|verdadeiro|correto", "says yes", "pt", "Sim.", "simples"),
    Phrase(
        r"não(?! (?:sei|tenho certeza|posso|consigo|é possível|está claro|dá para))", "says no", "pt", "Não.", "não sei"
    ),
    Phrase(
        r"(?:certo che |ma |eh )?s[ìí]|certo(?! che no)(?=[,.!]|$)|certamente|esatto|vero|assolutamente sì",
        "says yes",
        "it",
        "Sì.",
        "sia",
    ),
    Phrase(r"ja(?=\W*$|\s?[,.!:;–—-])|zeker|inderdaad|jazeker|klopt", "says yes", "nl", "Ja.", "jas"),
    Phrase(r"nee|neen|helemaal niet", "says no", "nl", "Nee.", "neer"),
    Phrase(r"no tak|tak|owszem|zgadza się|prawda|oczywiście(?! (?:nie|że nie))", "says yes", "pl", "Tak.", "taki"),
    Phrase(
        r"nie(?! (?:wiem|jestem|mogę|można|da się|potrafię|mam pewności))|nieprawda",
        "says no",
        "pl",
        "Nie.",
        "nie wiem",
    ),
    Phrase(r"ja(?=\W*$|\s?[,.!:;–—-])|jo(?=\W*$|\s?[,.!])|japp|absolut", "says yes", "sv", "Ja.", "jag"),
    Phrase(r"nej", "says no", "sv", "Nej.", "nejlika"),
    Phrase(r"qué va|claro que no|pues no|para nada|en absoluto", "says no", "es", "¡Qué va!", "qué vas"),
    Phrase(r"mais non|ben non|bien sûr que non|certainement pas", "says no", "fr", "Mais non.", "mais"),
    Phrase(r"certo che no|ma no|macché|assolutamente no", "says no", "it", "Certo che no.", "certo"),
    Phrase(r"ndiyo|ndio", "says yes", "sw", "Ndiyo.", "ndizi"),
    Phrase(r"hapana|la(?=,)", "says no", "sw", "Hapana.", "hapa"),
    Phrase(r"হ্যাঁ|হ্যা|জি", "says yes", "bn", "হ্যাঁ", "প্রশ্ন"),
    Phrase(r"না(?![\u0980-\u09ff])|নেই", "says no", "bn", "না।", "নাম"),
    Phrase(r"kyllä|joo", "says yes", "fi", "Kyllä.", "kylä"),
    Phrase(r"ei(?=\W*$|,|\s\w)", "says no", "fi", "Ei.", "eilen"),
    Phrase(r"ano", "says yes", "cs", "Ano.", "anoda"),
    Phrase(r"ne(?=\W*$|[,.!])", "says no", "cs", "Ne.", "nebe"),
    Phrase(r"áno", "says yes", "sk", "Áno.", "ánoda"),
    Phrase(r"da(?=\W*$|[,.!])", "says yes", "ro", "Da.", "date"),
    Phrase(r"nu(?=\W*$|[,.!])", "says no", "ro", "Nu.", "nume"),
    Phrase(r"igen", "says yes", "hu", "Igen.", "idegen"),
    Phrase(r"nem(?=\W*$|[,.!])", "says no", "hu", "Nem.", "nemes"),
    Phrase(
        r"ну да|да|конечно(?! (?:же )?нет)|верно|есть|безусловно|разумеется|действительно|правда",
        "says yes",
        "ru",
        "Да.",
        "дата",
    ),
    Phrase(
        r"да нет|ну нет|конечно (?:же )?нет|нет(?! (?:уверен|данных|информ))|не(?:верно|правда)|отсутству\w+",
        "says no",
        "ru",
        "Нет.",
        "нетто",
    ),
    Phrase(r"так|авжеж|звичайно|звісно|правда|є(?=\W*$|[,.!])", "says yes", "uk", "Так.", "такий"),
    Phrase(r"ні|немає|неправда", "says no", "uk", "Ні.", "ніч"),
    Phrase(r"evet|var(?=\W*$)|elbette|kesinlikle(?! hayır)|doğru", "says yes", "tr", "Evet.", "evetle"),
    Phrase(r"hayır|yok(?=\W*$)|değil", "says no", "tr", "Hayır.", "hayırlı"),
    Phrase(r"ναι|βεβαίως|φυσικά|σωστά|ασφαλώς|υπάρχει|υπάρχουν", "says yes", "el", "Ναι.", "ναός"),
    Phrase(r"όχι|δεν υπάρχ\w+", "says no", "el", "Όχι.", "όχημα"),
    Phrase(r"(?:بله|بلی|آری|آره|البته|درست است)(?!\w)", "says yes", "fa", "بله.", "بلند"),
    Phrase(r"(?:خیر|نه|نخیر)(?!\w)", "says no", "fa", "خیر.", "نهایی"),
    Phrase(r"(?:نعم|أجل|بلى|بالتأكيد|بالطبع|صحيح)(?!\w)", "says yes", "ar", "نعم.", "نعمة"),
    Phrase(r"(?:كلا|لا)(?!\w)(?! (?:أعرف|أعلم|أدري|أستطيع|يمكن|أقدر|شك))", "says no", "ar", "لا.", "لا أعرف"),
    Phrase(r"(?:כן|בהחלט|נכון|בוודאי|בטח|אכן)(?!\w)", "says yes", "he", "כן.", "כנס"),
    Phrase(r"(?:לא|אין|ממש לא)(?!\w)(?! (?:יודע|בטוח|ברור|ניתן|יכול|אפשר|ספק))", "says no", "he", "לא.", "לא יודע"),
    Phrase(r"(?:हाँ|हां|जी हाँ|जी हां|बिल्कुल(?! नहीं)|हा)(?![\u0900-\u0963\u0966-\u097f])", "says yes", "hi", "हाँ।", "हाथ"),
    Phrase(
        r"(?:जी )?(?:नहीं|नही)(?![\u0900-\u0963\u0966-\u097f])|ना(?=[,। ])|बिल्कुल नहीं", "says no", "hi", "नहीं।", "नहर"
    ),
    Phrase(r"ya|iya|benar|betul|tentu(?! tidak)|ada(?=\W*$|[,.!])", "says yes", "id", "Ya.", "yang"),
    Phrase(
        r"tidak(?! (?:tahu|yakin|jelas|bisa|dapat|pasti))|bukan|enggak|nggak", "says no", "id", "Tidak.", "tidak tahu"
    ),
    Phrase(r"có(?! (?:thể|lẽ|vẻ|phải))|đúng(?: vậy)?|vâng|dạ có|phải", "says yes", "vi", "Có.", "có thể"),
    Phrase(r"không(?! (?:biết|chắc|rõ|thể|xác định))|chẳng", "says no", "vi", "Không.", "không biết"),
    Phrase(
        r"是(?:的)?(?!否|不是)|对(?!不起|于)|對(?!不起|於)|有(?!没有|沒有|可能|点|些难)|没错|沒錯|正确|當然|当然|可以|能(?!否)|确实|嗯",
        "says yes",
        "zh",
        "是的。",
        "是否",
    ),
    Phrase(
        r"不是|不对|不對|没有|沒有|不(?=[,，。!]|$)|否|错误|無(?=。|$)|无(?=。|$)|不存在|并没有|没(?=。|$)|不能(?!确定|确认|判断|肯定|看清)",
        "says no",
        "zh",
        "没有。",
        "没错",
    ),
    Phrase(r"はい|ええ|うん|そうです|その通り|います|あります|正しい|もちろん", "says yes", "ja", "はい。", "はさみ"),
    Phrase(
        r"いいえ|いえ|いや|違います|ちがいます|いません|ありません|ない(?=。|$)", "says no", "ja", "いいえ。", "いい"
    ),
    Phrase(
        r"네(?! ?마리| ?개| ?명| ?번)|예(?=[,. ]|$)|그렇습니다|맞습니다|있습니다|있어요|맞아요|물론",
        "says yes",
        "ko",
        "네.",
        "네 마리",
    ),
    Phrase(r"아니[요오]?|아뇨|없습니다|없어요|아닙니다|틀렸", "says no", "ko", "아니요.", "안녕"),
    Phrase(r"ใช่(?!ไหม|หรือ)|มี(?!หรือ|ไหม)|ครับ|ค่ะ|ถูกต้อง|จริง", "says yes", "th", "ใช่", "ใช้"),
    Phrase(r"ไม่(?!แน่ใจ|ทราบ|รู้|สามารถ|ชัด)(?:ใช่|มี|พบ|เห็น)?|เปล่า", "says no", "th", "ไม่มี", "ไม่แน่ใจ"),
    # What denies, and what affirms, in a sentence.
    Phrase(
        r"\b(?:nicht|kein\w*|nein|weder|nirgends|niemand|nichts)\b", "no", "de", "Da ist kein Hund.", "Da ist ein Hund."
    ),
    Phrase(
        r"\b(?:pas|aucun\w*|non|ni|jamais|personne|rien)\b", "no", "fr", "Il n'y a pas de chien.", "Il y a un chien."
    ),
    Phrase(r"\b(?:no|ning[uú]n\w*|tampoco|nadie|nunca|carece)\b", "no", "es", "No hay perros.", "Hay perros."),
    Phrase(r"\b(?:não|nenhum\w*|nunca|ninguém|nem|sem)\b", "no", "pt", "Não há cães.", "Há cães no sofá."),
    Phrase(r"\b(?:non|no|nessun\w*|mai|né)\b", "no", "it", "Non c'è un cane.", "C'è un cane."),
    Phrase(r"\b(?:niet|geen|nee|niemand|nergens)\b", "no", "nl", "Er is geen hond.", "Er is een hond."),
    Phrase(r"\b(?:nie|żadn\w+|brak|brakuje|nikogo|nikt)\b", "no", "pl", "Nie ma psa.", "Jest pies."),
    Phrase(
        r"\b(?:inte|ingen|inga|inget|ikke|ej|ei|ole|není|nejsou|nu|nem|nincs)\b",
        "no",
        "sv",
        "Det finns ingen hund.",
        "Det finns en hund.",
    ),
    Phrase(r"\b(?:не|нет|ни|отсутству\w+|никого|ничего)\b", "no", "ru", "Собаки нет.", "Есть собака."),
    Phrase(r"\b(?:не|ні|немає|нема|жодн\w+|відсутн\w+)\b", "no", "uk", "Собаки немає.", "Є собака."),
    Phrase(
        r"\b(?:yok(?:tur)?|değil(?:dir)?|hayır|hiçbir|bulunmuyor|görünmüyor|göremiyorum|bulunmamaktadır)\b",
        "no",
        "tr",
        "Köpek yok.",
        "Köpek var.",
    ),
    Phrase(r"\b(?:δεν|δε|όχι|κανέν\w+|καμία|ούτε|κανείς)\b", "no", "el", "Δεν υπάρχει σκύλος.", "Υπάρχει σκύλος."),
    Phrase(r"(?<!\w)(?:نه|خیر|هیچ|نیست\w*|ندار\w+|نمی\S*|نشده|بدون)(?!\w)", "no", "fa", "سگی نیست", "سگ هست"),
    Phrase(r"(?<!\w)(?:لا|ليس\w*|لم|لن|غير|كلا|بدون|أي(?= كلب))(?!\w)", "no", "ar", "لا يوجد كلب", "يوجد كلب"),
    Phrase(r"(?<!\w)(?:לא|אין|אינ\w+|שום|בלי)(?!\w)", "no", "he", "אין כלב", "יש כלב"),
    Phrase(r"नहीं|कोई नही|बिना", "no", "hi", "कुत्ता नहीं है", "कुत्ता है"),
    Phrase(r"\b(?:tidak|bukan|tak|tanpa|tiada|belum)\b", "no", "id", "Tidak ada anjing.", "Ada anjing."),
    Phrase(r"\b(?:không|chẳng|chả|chưa)\b", "no", "vi", "Không có chó.", "Có chó."),
    Phrase(r"没有?|沒有?|不(?!仅|僅|过|過|错|錯|同)|無|无(?!疑)|否", "no", "zh", "图中没有狗", "图中有狗"),
    Phrase(r"ません|ない|いいえ|無い|ないです", "no", "ja", "犬はいません", "犬がいます"),
    Phrase(r"없|아니|않|아닙|못", "no", "ko", "개가 없습니다", "개가 있습니다"),
    Phrase(r"ไม่|เปล่า|ปราศจาก", "no", "th", "ไม่มีสุนัข", "มีสุนัข"),
    Phrase(
        r"(?:ja, )?(?:(?:auf|in|im|links|rechts|hier|da|dort|unten|oben)\b[^.!?]{0,40} )?(?:es gibt|ich sehe|man sieht|da ist|da sind)\b|(?:auf|in|im|links|rechts|hier|da|dort|unten|oben)\b[^.!?]{0,40} (?:ist|sind|sehe ich|sieht man|befindet sich)\b",
        "affirms",
        "de",
        "Es gibt einen Hund.",
        "Hunde sind Tiere.",
    ),
    Phrase(
        r"(?:(?:sur|dans|à|en|oui)\b[^.!?]{0,40} )?(?:il y a|on voit|on peut voir|je vois|on aperçoit|on distingue|voici)\b",
        "affirms",
        "fr",
        "Il y a un chien.",
        "Les chiens sont là.",
    ),
    Phrase(
        r"(?:(?:en|sobre|a)\b[^.!?]{0,40} )?(?:hay|se ve[n]?|veo|aparece[n]?|se observa[n]?|se puede ver|existe)\b",
        "affirms",
        "es",
        "Hay un perro.",
        "Los perros ladran.",
    ),
    Phrase(
        r"(?:(?:n[ao]|em|sobre)\b[^.!?]{0,40} )?(?:há|vejo|vê-se|existe[m]?|aparece[m]?|tem|podemos ver|é possível ver)\b",
        "affirms",
        "pt",
        "Há um cão.",
        "Cães ladram.",
    ),
    Phrase(
        r"(?:(?:n[eai]\w*'?|in|sul\w*)\b[^.!?]{0,40} )?(?:c'è|ci sono|vedo|si ved(?:e|ono)|è presente|è visibile)(?!\w)",
        "affirms",
        "it",
        "C'è un cane.",
        "I cani abbaiano.",
    ),
    Phrase(
        r"(?:(?:op|in|ja|links|rechts)\b[^.!?]{0,40} )?(?:er (?:is|zijn|staat|staan|ligt|zit|loopt)|ik zie|je ziet|(?:is|staat|zie ik)\b[^.!?]{0,40}(?:te zien|zichtbaar|een))\b",
        "affirms",
        "nl",
        "Er is een hond.",
        "Honden blaffen.",
    ),
    Phrase(
        r"(?:(?:na|w|po|u)\b[^.!?]{0,40} )?(?:jest|są|widzę|widać|znajduje się|znajdują się|można zobaczyć)\b",
        "affirms",
        "pl",
        "Jest pies.",
        "Psy szczekają.",
    ),
    Phrase(
        r"(?:det finns|jag ser|det är|der er|jeg kan se|på bilden (?:finns|syns|ser man))\b",
        "affirms",
        "sv",
        "Det finns en hund.",
        "Hundar skäller.",
    ),
    Phrase(
        r"(?:я )?(?:(?:на|в|слева|справа|у)\b[^.!?]{0,40} )?(?:есть|видн[аоы]?|вижу|видно|изображ\w+|присутству\w+|имеется|находится|стоит|сидит|лежит)(?!\w)|(?:на (?:фото|картинке|изображении|снимке)) ",
        "affirms",
        "ru",
        "На фото есть собака.",
        "Собаки лают.",
    ),
    Phrase(
        r"(?:я )?(?:(?:на|у|в|ліворуч|праворуч)\b[^.!?]{0,40} )?(?:є|видно|бачу|зображен\w+|присутн\w+|знаходиться|стоїть|сидить|лежить)(?!\w)",
        "affirms",
        "uk",
        "На фото є собака.",
        "Собаки гавкають.",
    ),
    Phrase(
        r"[^.!?]{0,80}\b(?:var(?:dır)?|görünüyor|bulunuyor|görüyorum|bulunmaktadır|görülüyor|mevcut)\W*$",
        "affirms",
        "tr",
        "Bir köpek var.",
        "Köpekler havlar.",
    ),
    Phrase(
        r"(?:(?:στην|στο|στη|αριστερά|δεξιά)\b[^.!?]{0,40} )?(?:υπάρχ\w+|βλέπω|φαίνεται|διακρίνεται|απεικονίζεται|είναι)(?!\w)",
        "affirms",
        "el",
        "Υπάρχει ένας σκύλος.",
        "Οι σκύλοι γαβγίζουν.",
    ),
    Phrase(
        r"[^.!?]{0,80}(?:وجود دارد|دیده می|هست|می\S?بینم|مشاهده می|قرار دارد|نشان داده)",
        "affirms",
        "fa",
        "یک سگ وجود دارد",
        "سگ‌ها",
    ),
    Phrase(
        r"(?:في \S+ |على \S+ )?(?:يوجد|توجد|هناك|أرى|يظهر|تظهر|نرى)(?!\w)|في الصورة ",
        "affirms",
        "ar",
        "يوجد كلب",
        "الكلاب",
    ),
    Phrase(r"(?:ב\S+ )?(?:יש|אני רואה|רואים|נמצא\w?|נראה|מופיע\w?)(?!\w)", "affirms", "he", "יש כלב", "כלבים"),
    Phrase(r"[^.!?।]{0,80}(?:है|हैं|दिख रह\w|दिखाई देत\w)\W*$", "affirms", "hi", "एक कुत्ता है।", "कुत्ते"),
    Phrase(
        r"(?:(?:di|pada|dalam)\b[^.!?]{0,40} )?(?:ada|terdapat|saya melihat|terlihat|tampak)\b",
        "affirms",
        "id",
        "Ada seekor anjing.",
        "Anjing menggonggong.",
    ),
    Phrase(
        r"(?:(?:trong|trên|ở|bên)\b[^.!?]{0,40} )?(?:có|tôi thấy|thấy|xuất hiện)\b(?! (?:thể|lẽ|vẻ))",
        "affirms",
        "vi",
        "Có một con chó.",
        "Chó sủa.",
    ),
    Phrase(
        r"[^。.!?]{0,40}(?:有(?!没有|可能)|能看到|可以看到|看到了|看见|存在|出现)",
        "affirms",
        "zh",
        "图中有一只狗",
        "狗是动物",
    ),
    Phrase(
        r"[^。.!?]{0,80}(?:います|あります|見えます|写っています|いる|ある|映っています|確認できます)(?=。|$|\W)",
        "affirms",
        "ja",
        "犬がいます。",
        "犬です",
    ),
    Phrase(r"[^.!?]{0,80}(?:있습니다|있어요|있다|보입니다|보여요)", "affirms", "ko", "개가 있습니다.", "개입니다"),
    Phrase(r"[^.!?]{0,30}(?:มี|เห็น|พบ|ปรากฏ)(?!หรือ|ไหม)", "affirms", "th", "ในภาพมีสุนัข", "สุนัข"),
    # What commits to neither.
    Phrase(
        r"\b(?:vielleicht|möglicherweise|unsicher|weiß (?:es )?nicht|nicht sicher|unklar|schwer zu sagen|kann (?:ich |man )?(?:das |es )?nicht (?:sagen|erkennen|beurteilen|beantworten)|könnte"
        r"|peut-être|je ne sais pas|pas sûre?|difficile à dire|impossible (?:de|à) (?:dire|savoir|déterminer)|pourrait|quizás?|tal vez|no (?:lo )?sé|no estoy segur[ao]|difícil (?:de )?dizer"
        r"|difícil (?:de )?decir|no (?:se )?(?:puede|puedo) (?:decir|determinar|saber|ver|responder|ayudar)|podría|talvez|não (?:sei|tenho certeza|consigo (?:dizer|ver|determinar))|forse|non (?:lo )?so|non sono sicur[ao]"
        r"|difficile (?:da )?dire(?:lo)?|non saprei|non (?:posso|riesco a) (?:dire|vedere|determinare)|misschien|weet (?:het |ik )?(?:ik )?niet|niet zeker|moeilijk te zeggen|onduidelijk|może|nie (?:wiem|jestem pew\w+|można (?:stwierdzić|określić))"
        r"|trudno (?:powiedzieć|stwierdzić)|kanske|vet (?:jag )?inte|måske|ehkä|možná|poate|talán|belki|emin değilim|bilmiyorum|söylemek zor|olabilir|anlaşılmıyor|mungkin|tidak (?:tahu|yakin|jelas|bisa (?:melihat|menentukan|memastikan))"
        r"|sulit (?:dikatakan|untuk)|có thể|có lẽ|không (?:biết|chắc|rõ|thể (?:xác định|biết|nói)|xác định)|khó (?:nói|xác định)|jain|sim e não|ja und nein|oui et non|sí y no|sì e no)\b",
        "unsure",
        "-",
        "Ich bin nicht sicher.",
        "Ich bin sicher.",
    ),
    Phrase(
        r"(?:возможно|не (?:знаю|уверен\w?|могу (?:сказать|определить|ответить|помочь))|трудно (?:сказать|определить)|сложно (?:сказать|определить)|неясно|непонятно|может быть|можливо|не (?:впевнен\w?|можу)|важко (?:сказати|визначити)"
        r"|да и нет|ίσως|δεν (?:ξέρω|είμαι σίγουρ|γνωρίζω|μπορώ να (?:πω|δω|καθορίσω))|δύσκολο να|ασαφές|شاید|نمی\S?دانم|مطمئن نیستم|مشخص نیست|نمی\S?توانم|ربما|لا (?:أعرف|أعلم|أدري|أستطيع|يمكن\w*)|لست متأكد|غير واضح|من الصعب"
        r"|אולי|לא (?:יודע|בטוח|ברור|ניתן|יכול|אפשר)|קשה (?:לומר|לדעת)|शायद|पता नहीं|नहीं (?:जानता|कह सकत|बता सकत)|यकीन नहीं|निश्चित नहीं|कहना मुश्किल|स्पष्ट नहीं|可能|也许|或许|不(?:确定|清楚|知道)|不好说|难说|說不準|看不出|难以|難以|无法|無法|说不准|很难|看不清|不能(?:确定|确认|判断|肯定)"
        r"|かもしれ|わかりません|分かりません|判断できません|不明|確信が|微妙|はっきりし|모르겠|확실하지|확실치|알 수 없|어렵|아마도?|일 수도|분명하지|อาจ|ไม่(?:แน่ใจ|ทราบ|รู้|ชัด|สามารถ)|บอกยาก|ยากที่)",
        "unsure",
        "-",
        "Трудно сказать.",
        "Легко сказать.",
    ),
    # Numbers: what makes them no count.
    Phrase(
        r"\b(?:mindestens|höchstens|mehr als|weniger als|über|bis zu|au moins|plus d[e']|moins d[e']|au plus|jusqu'à|al menos|más de|menos de|como (?:mucho|mínimo)|por lo menos|hasta|pelo menos|mais d[eo]|até|almeno|più di|meno di"
        r"|oltre|fino a|minstens|meer dan|minder dan|ten minste|hoogstens|co najmniej|ponad|więcej niż|mniej niż|przynajmniej|minst|fler än|mindst|flere end|больше|более|меньше|менее|не менее|как минимум|свыше|минимум|більше|понад|менше|щонайменше|не менше|en az|en fazla"
        r"|τουλάχιστον|πάνω από|περισσότερ\w+ από|λιγότερ\w+ από|το πολύ|setidaknya|lebih dari|kurang dari|paling (?:sedikit|banyak)|sedikitnya|ít nhất|hơn|dưới|trên|nhiều nhất) \S|(?:d[ea]n|t[ea]n)'? (?:fazla|az|çok)\b"
        r"|(?:حداقل|بیش از|کمتر از|دست کم|على الأقل|أكثر من|أقل من|ما لا يقل|לפחות|יותר מ|פחות מ|कम से कम|से (?:अधिक|ज़्यादा|ज्यादा|कम)|至少|超过|超過|多于|少于|不到|以上|少なくとも|未満|以下|超え|不止|[一二三四五六七八九十两兩]\s?(?:、|到|至|或|から|か|~|-)\s?[一二三四五六七八九十两兩]|최소|적어도|이상|이하|미만|넘는|넘게|อย่างน้อย|มากกว่า|น้อยกว่า)",
        "bound",
        "-",
        "mindestens 5",
        "genau 5",
    ),
    Phrase(
        r"\d\s{0,2}(?:bis|à|a|ou|oder|o|u|of|lub|do|tot|или|або|до|veya|ila|ή|έως|تا|یا|إلى|أو|עד|או|से|या|atau|sampai|hingga|hoặc|đến|到|至|或|から|か|에서|또는|내지|ถึง|หรือ|~|～)\s{0,2}\d|\b(?:zwischen|entre|tra|tussen|między|mellan|между|між|arasında|μεταξύ|antara|giữa|dazwischen)\b|بین|بين|בין|के बीच|之间|の間|사이|ระหว่าง",
        "range",
        "-",
        "5 bis 7",
        "5 Hunde",
    ),
    Phrase(
        r"\b(?:kein\w*|ni un[oa]?|nemmeno un[oa]?|neanche un[oa]?|ani jed\w+|nem um|nicht ein\w*|geen enkele|ni one|ни од\w+|null|aucun\w*|pas de|ningun[oa]s?|no hay|nenhum\w*|não há|nessun\w*|non ci sono|geen|żadn\w+|nie ma|brak|inga|ingen|ingenting|нет|ни одн\w+|никого|немає|жодн\w+|yok|hiç|sıfır|κανέν\w+|καμία|δεν υπάρχ\w+|μηδέν|tidak ada|nol|không có|không)\b"
        r"|(?:هیچ|وجود ندارد|نیست|صفر|لا (?:يوجد|توجد)|אין|אפס|कोई नहीं|नहीं है|शून्य|没有|沒有|零|いません|ありません|ゼロ|いない|없|ไม่มี|ศูนย์)",
        "none at all",
        "-",
        "Es gibt keine.",
        "Es gibt zwei.",
    ),
    Phrase(
        r"\b(?:insgesamt|zusammen|macht|au total|en tout|en total|in totale|totaal|łącznie|razem|w sumie|totalt|итого|всего|усього|разом|toplam(?:da)?|συνολικά|totalnya|jumlahnya|semuanya|tổng cộng|tất cả|soma)\s{0,3}[:=]?\s{0,3}"
        r"|(?:در مجموع|مجموعا|المجموع|إجمالي|סך הכל|בסך הכל|कुल(?: मिलाकर)?|一共|总共|總共|共有?|合計|全部で|계|총|모두|합계|รวม(?:ทั้งหมด)?|ทั้งหมด)\s{0,3}[:=は]?\s{0,3}",
        "final answer",
        "-",
        "insgesamt 5",
        "gesamt 5",
    ),
)
