"""Number words by language, and the words by which a language is told. Data."""

from __future__ import annotations

from typing import NamedTuple

TEN_TIMES = -10
"""Value of a word that makes tens of the unit before it: "hai mươi" is 20; by itself it is ten."""
TEN_MORE = -1
"""Value of a word that makes the unit before it one of the teens: "dua belas" is 12."""


class Numerals(NamedTuple):
    """How a language says numbers.

    Attributes:
        language: ISO 639-1 code.
        units: Words of 0, 1, 2 ... in order, other forms behind "/", "-" where a word is more often an article.
        tens: Words of 20, 30 ... 90.
        others: Further words with their values.
        joins: What may stand between two words of one number, besides a space or a hyphen.
        ones: Words that are 1 only within a number, articles else: "vingt et un".
    """

    language: str
    units: str
    tens: str = ""
    others: tuple[tuple[str, int], ...] = ()
    joins: tuple[str, ...] = ()
    ones: str = ""


NUMERALS: tuple[Numerals, ...] = (
    Numerals(
        "en",
        "zero one/single two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen",
        "twenty thirty forty/fourty fifty sixty seventy eighty ninety",
        (("hundred", 100), ("thousand", 1000), ("dozen", 12), ("half a dozen", 6)),
        ("and",),
    ),
    Numerals(
        "de",
        "null eins/einzige/einziger/einziges zwei/zwo drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn"
        " siebzehn achtzehn neunzehn",
        "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
        (("hundert", 100), ("tausend", 1000), ("dutzend", 12), ("halbes dutzend", 6)),
    ),
    Numerals(
        "fr",
        "zéro - deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf",
        "vingt trente quarante cinquante soixante septante quatre-vingt/quatre-vingts nonante",
        (("cent", 100), ("cents", 100), ("mille", 1000), ("douzaine", 12), ("demi-douzaine", 6)),
        ("et",),
        "un une",
    ),
    Numerals(
        "es",
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho"
        " diecinueve",
        "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        (
            ("veintiuno", 21),
            ("veintiún", 21),
            ("veintiuna", 21),
            ("veintidós", 22),
            ("veintitrés", 23),
            ("veinticuatro", 24),
            ("veinticinco", 25),
            ("veintiséis", 26),
            ("veintisiete", 27),
            ("veintiocho", 28),
            ("veintinueve", 29),
            ("cien", 100),
            ("ciento", 100),
            ("mil", 1000),
            ("docena", 12),
            ("media docena", 6),
        ),
        ("y",),
        ones="un una",
    ),
    Numerals(
        "pt",
        "zero - dois/duas três quatro cinco seis sete oito nove dez onze doze treze catorze/quatorze quinze dezesseis/dezasseis"
        " dezessete/dezassete dezoito dezenove/dezanove",
        "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
        (("cem", 100), ("cento", 100), ("mil", 1000), ("dúzia", 12), ("meia dúzia", 6)),
        ("e",),
        ones="um uma",
    ),
    Numerals(
        "it",
        "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette"
        " diciotto diciannove",
        "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
        (("cento", 100), ("mille", 1000), ("dozzina", 12), ("mezza dozzina", 6)),
    ),
    Numerals(
        "nl",
        "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien"
        " negentien",
        "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
        (("honderd", 100), ("duizend", 1000), ("dozijn", 12), ("half dozijn", 6)),
    ),
    Numerals(
        "pl",
        "zero jeden/jedna/jedno dwa/dwie/dwóch/dwoje trzy/trzech/troje cztery/czterech/czworo pięć/pięciu/pięcioro sześć/sześciu siedem/siedmiu"
        " osiem/ośmiu dziewięć/dziewięciu dziesięć/dziesięciu jedenaście dwanaście trzynaście czternaście piętnaście szesnaście"
        " siedemnaście osiemnaście dziewiętnaście",
        "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt",
        (("sto", 100), ("tysiąc", 1000), ("tuzin", 12), ("pół tuzina", 6)),
    ),
    Numerals(
        "sv",
        "noll - två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton",
        "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio",
        (("hundra", 100), ("tusen", 1000), ("dussin", 12)),
        ones="ett en",
    ),
    Numerals(
        "da",
        "nul - to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
        "tyve tredive",
    ),
    Numerals("fi", "nolla yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen"),
    Numerals(
        "cs", "nula jeden/jedna/jedno dva/dvě tři čtyři pět šest sedm osm devět deset jedenáct dvanáct", "dvacet třicet"
    ),
    Numerals(
        "ro",
        "zero unu doi/două trei patru cinci șase șapte opt nouă zece unsprezece doisprezece",
        "douăzeci treizeci",
        (),
        ("și",),
    ),
    Numerals("hu", "nulla egy kettő/két három négy öt hat hét nyolc kilenc tíz tizenegy tizenkettő", "húsz harminc"),
    Numerals(
        "ru",
        "ноль/нуль один/одна/одно два/две/двое три/трое четыре/четверо пять/пятеро шесть/шестеро семь/семеро восемь девять десять одиннадцать"
        " двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
        "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
        (("сто", 100), ("тысяча", 1000), ("дюжина", 12), ("полдюжины", 6)),
    ),
    Numerals(
        "uk",
        "нуль один/одна/одне два/дві/двоє три/троє чотири/четверо п'ять/п'ятеро шість сім вісім дев'ять десять одинадцять дванадцять"
        " тринадцять чотирнадцять п'ятнадцять шістнадцять сімнадцять вісімнадцять дев'ятнадцять",
        "двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто",
        (("сто", 100), ("тисяча", 1000)),
    ),
    Numerals(
        "tr",
        "sıfır - iki üç dört beş altı yedi sekiz dokuz",
        "yirmi otuz kırk elli altmış yetmiş seksen doksan",
        (("on", 10), ("yüz", 100), ("bin", 1000), ("düzine", 12)),
        ones="bir",
    ),
    Numerals(
        "el",
        "μηδέν ένα/ένας/μία/μια δύο/δυο τρία/τρεις τέσσερα/τέσσερις πέντε έξι επτά/εφτά οκτώ/οχτώ εννέα/εννιά δέκα έντεκα/ένδεκα δώδεκα δεκατρία"
        " δεκατέσσερα δεκαπέντε δεκαέξι δεκαεπτά/δεκαεφτά δεκαοκτώ/δεκαοχτώ δεκαεννέα/δεκαεννιά",
        "είκοσι τριάντα σαράντα πενήντα εξήντα εβδομήντα ογδόντα ενενήντα",
        (("εκατό", 100), ("εκατόν", 100), ("χίλια", 1000)),
    ),
    Numerals(
        "fa",
        "صفر - دو سه چهار پنج شش/شیش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده",
        "بیست سی چهل پنجاه شصت هفتاد هشتاد نود",
        (("صد", 100), ("هزار", 1000)),
        ("و",),
        ones="یک",
    ),
    Numerals(
        "ar",
        "صفر واحد/واحدة اثنان/اثنين/اثنتان/اثنتين/اثنا/اثني/اثنتا ثلاثة/ثلاث أربعة/أربع خمسة/خمس ستة/ست سبعة/سبع ثمانية/ثماني/ثمان تسعة/تسع عشرة/عشر",
        "عشرون/عشرين ثلاثون/ثلاثين أربعون/أربعين خمسون/خمسين ستون/ستين سبعون/سبعين ثمانون/ثمانين تسعون/تسعين",
        (("مئة", 100), ("مائة", 100), ("ألف", 1000)),
        ("و",),
    ),
    Numerals(
        "he",
        "אפס אחד/אחת שניים/שתיים/שני/שתי/שתים/שנים שלושה/שלוש/שלושת ארבעה/ארבע חמישה/חמש שישה/שש שבעה/שבע שמונה תשעה/תשע עשרה/עשר",
        "עשרים שלושים ארבעים חמישים שישים שבעים שמונים תשעים",
        (("מאה", 100), ("אלף", 1000)),
        ("ו",),
    ),
    Numerals(
        "hi",
        "शून्य - दो तीन चार पाँच/पांच छह/छः/छ सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह/पन्द्रह सोलह सत्रह अठारह उन्नीस",
        "बीस तीस चालीस पचास साठ सत्तर अस्सी नब्बे",
        (
            ("इक्कीस", 21),
            ("बाईस", 22),
            ("तेईस", 23),
            ("चौबीस", 24),
            ("पच्चीस", 25),
            ("छब्बीस", 26),
            ("सत्ताईस", 27),
            ("अट्ठाईस", 28),
            ("सौ", 100),
            ("हज़ार", 1000),
            ("दर्जन", 12),
        ),
        ones="एक",
    ),
    Numerals(
        "id",
        "nol satu/seekor/seorang/sebuah dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas",
        "",
        (("puluh", TEN_TIMES), ("belas", TEN_MORE), ("seratus", 100), ("ratus", 100), ("ribu", 1000), ("selusin", 12)),
    ),
    Numerals(
        "vi",
        "- một hai ba bốn/tư năm/lăm sáu bảy tám chín",
        "",
        (("mười", 10), ("mươi", TEN_TIMES), ("trăm", 100), ("nghìn", 1000), ("mốt", 1), ("tá", 12)),
    ),
    Numerals(
        "sw",
        "sifuri moja/mmoja/kimoja mbili/wawili/viwili tatu/watatu/vitatu/mitatu nne/wanne/vinne/minne tano/watano/vitano/mitano sita saba"
        " nane/wanane/vinane tisa kumi",
        "ishirini thelathini arobaini hamsini sitini sabini themanini tisini",
        (("mia", 100),),
        ("na",),
    ),
    Numerals(
        "bn", "শূন্য এক/একটি দুই/দুটি/দুইটি তিন/তিনটি চার/চারটি পাঁচ/পাঁচটি ছয়/ছয়টি সাত/সাতটি আট/আটটি নয়/নয়টি দশ/দশটি এগারো বারো"
    ),
    Numerals("zh", "零 一 二/两/兩 三 四 五 六 七 八 九", "", (("十", TEN_TIMES), ("百", 100), ("千", 1000))),
    Numerals(
        "ja",
        "ゼロ 一/ひとつ/一つ/ひとり 二/ふたつ/二つ/ふたり 三/みっつ/三つ 四/よっつ/四つ 五/いつつ/五つ 六/むっつ/六つ 七/ななつ/七つ 八/やっつ/八つ 九/ここのつ/九つ",
        "",
        (("十", TEN_TIMES), ("百", 100), ("千", 1000)),
    ),
    Numerals(
        "ko",
        "- 하나/한 둘/두 셋/세/석 넷/네/넉 다섯 여섯 일곱 여덟 아홉",
        "스물/스무 서른 마흔 쉰 예순 일흔 여든 아흔",
        (("열", 10),),
    ),
    Numerals(
        "th", "ศูนย์ หนึ่ง/เอ็ด/เดียว สอง/ยี่ สาม สี่ ห้า หก เจ็ด แปด เก้า", "", (("สิบ", TEN_TIMES), ("ร้อย", 100), ("พัน", 1000))
    ),
)

WITH_UNITS_FIRST = {"de": "und", "nl": "en/ën"}
"""Languages that put the unit before the ten, and what joins the two: "einundzwanzig"."""

COUNTERS = {
    "zh": "个個只隻匹条條头頭张張辆輛人位名朵棵本块塊把台臺座艘架羽枚根件支枝颗顆粒杯瓶双雙对對盏扇幅种種样样处處层層所家间間",
    "ja": "個匹羽人台本枚頭つ冊軒杯輪艘棟着足名羽機株",
    "ko": "개마명대송그권척채잔병장자사분쌍",
}
"""Signs that follow a number of things; without one, a numeral within a sentence may be part of another word."""

FUNCTION_WORDS = {
    "en": "the is are there of in on and i see it a an with this that picture image photo no not any have has count total",
    "de": "der die das ist sind es auf bild ich sehe ein eine einen und im in dem den zu sehen gibt nicht kein keine keinen zähle hunde insgesamt genau foto",
    "fr": "le la les il y a un une des est sont sur dans image je vois photo pas de au total aucun ne on voit compte personnes",
    "es": "el la los las hay en un una se ve veo imagen foto es son no de que y cuento total personas ningún exactamente",
    "pt": "o a os as há um uma na no imagem foto vejo é são não está estão de da do conto total pessoas nenhum existem tem",
    "it": "il la le i c'è ci sono un una nell'immagine immagine foto vedo è non di che conto totale persone nessun",
    "nl": "de het een er is zijn op in foto afbeelding ik zie niet geen tel totaal staan mensen van precies",
    "pl": "na jest są ich zdjęciu obrazku obrazie widzę nie widać w znajduje się osób osoby to dokładnie",
    "sv": "det finns är på bilden en ett jag ser inte och i ingen",
    "da": "der er på billedet en et jeg ser ikke og ingen",
    "fi": "on kuvassa näen ei ole",
    "cs": "na obrázku je jsou vidím není v",
    "ro": "în imagine sunt este există nu sunt o un",
    "hu": "képen van a az látható nincs",
    "tr": "resimde fotoğrafta var bir görüntüde görselde tane yok değil görüyorum toplam kişi toplamda vardır",
    "id": "ada di gambar ini terdapat seekor yang dalam tidak saya melihat orang ekor buah pada adalah total",
    "sw": "kuna na picha ni ya wa kwenye katika hakuna naona kuna wako",
    "vi": "có trong ảnh hình con một bức không tôi thấy là người tổng tất cả chiếc",
}
"""Words by which languages in Latin letters are told from each other."""
