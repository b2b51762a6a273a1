"""Reply -> plain wording: what was said aloud, without the dress of markup, and its words for comparing.

Shared by the reading of choices and of refusals. Every pattern works in linear time: no repetition stands
inside another, and lengths are bounded where a pattern could start at every character.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_PLAIN_MARKS = str.maketrans({
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "´": "'", "ʼ": "'", "＇": "'",
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "〝": '"', "〞": '"',
    "−": "-", "‐": "-", "‑": "-", "‒": "-", "º": "°", "˚": "°",
}) | {start + i: chr(ord("A") + i) for start in (0x1F150, 0x1F170) for i in range(26)}  # fmt: skip
"""One spelling for apostrophes, quotation marks, hyphens and degrees; letters for their negative squares and circles."""

_THINKING = r"(?:think|thinking|thoughts?|reasoning|analysis|scratchpad|reflection)"
_THINKING_TAG = re.compile(
    rf"(?P<open>[<\[◁]{_THINKING}[>\]▷]|<\|begin_of_thought\|>|<\|channel>thought\b)"
    rf"|(?P<close>[<\[◁]/{_THINKING}[>\]▷]|<\|end_of_thought\|>|<channel\|>)",
    re.IGNORECASE,
)
_CHANNEL = "<|channel|>"
_FINAL_CHANNEL = "<|channel|>final<|message|>"


def said(reply: str) -> str:
    """What a reply says aloud: without thinking blocks and invisible characters, marks in one spelling.

    Thinking that never ends says nothing; a closing tag without an opening one ends thinking that the
    prompt had begun. Compatibility forms (full-width letters, no-break spaces) become the plain ones.

    Args:
        reply: The raw reply.

    Returns:
        The text that remains; empty if nothing was said.

    Example:
        >>> said("<think>It could be A.</think>The answer is Ｂ.")
        'The answer is B.'
        >>> said("<think>It could be A.")
        ''
    """
    marked = unicodedata.normalize("NFKC", reply.translate(_PLAIN_MARKS)).translate(_PLAIN_MARKS)
    visible = "".join(c for c in marked if c.isascii() or not _is_invisible(c))
    return _without_thinking(visible).strip()


def _is_invisible(char: str) -> bool:
    """Direction marks, zero-width characters, variation selectors."""
    return unicodedata.category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f"


def _without_thinking(text: str) -> str:
    if _CHANNEL in text:
        _, final, text = text.rpartition(_FINAL_CHANNEL)
        if not final:
            return ""
    kept: list[str] = []
    position = 0
    thinking = False
    for tag in _THINKING_TAG.finditer(text):
        if tag["close"] and not thinking:
            kept.clear()
        elif not thinking:
            kept.append(text[position : tag.start()])
        thinking = bool(tag["open"])
        position = tag.end()
    return "".join(kept if thinking else [*kept, text[position:]])


FINAL = "\nFinal answer: "
"""What a box, an answer tag or a JSON key is rewritten to, so that one rule reads them all."""

# In this order: what marks the final answer, then LaTeX, then HTML and Markdown, then letters in any dress as "(B)".
_UNDRESSED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?i)<\|begin_of_box\|>|<(?:final[_ ]?)?(?:answer|ans|choice)>|\[(?:final[_ ]?)?answer\]", FINAL),
        (r"(?i)</(?:final[_ ]?)?(?:answer|ans|choice)>|\[/(?:final[_ ]?)?answer\]|<\|end_of_box\|>|<br ?/?>", "\n"),
        (
            r"""(?i)["'](?:(?:final|correct|selected|chosen|predicted|my)?[_ ]?(?:answer|choice|option|letter)|prediction)["']"""
            r"""\s{0,4}:(?=\s{0,4}["'\[])""",
            FINAL,
        ),
        (r"<\|[^|<>\n]{1,40}\|>|</?s>|<eos>|<end_of_turn>|\[/?INST\]", " "),
        (r"\\(?:boxed|fbox)(?=\s?\{)", FINAL),
        (r"\\d?frac\{([^{}]{1,40})\}\{([^{}]{1,40})\}", r"\1/\2"),
        (r"\^?\{?\\circ\b\}?", "°"),
        (r"\\sqrt\b", "√"),
        (r"\\(?:text|math|bold)[a-z]{0,6}\b|\\(?:bf|rm|bm)\b", ""),
        (r"\\[()\[\],;! ]", " "),
        (r"\\([%$&#_])", r"\1"),
        (r"<([A-Z])>(?![^<\n]{0,200}</)", r"(\1)"),
        (r"(?i)</?(?:b|i|u|p|em|strong|code|div|span|mark|li|ul|ol|h[1-6])>", ""),
        (r"```[\w-]{0,20}(?=\n)|~~~[\w-]{0,20}(?=\n|$)|```", "\n"),
        (r"(?<!\w)(?:\*{1,3}|_{1,3}|`|\$|\")\s?([A-Za-z])\s?(?:\*{1,3}|_{1,3}|`|\$|\")(?!\w)", r"(\1)"),
        (r"(?<!\w)'([A-Za-z])'(?!\w)", r"(\1)"),
        (r"(?<!\w)[(\[{]{1,3}\s?([A-Za-z])\s?[)\]}]{1,3}", r"(\1)"),
        (r"[*`\"{}]|(?<!\w)_{1,3}|_{1,3}(?!\w)", ""),
        (r"\$(?=\([A-Za-z]\))|(?<=\([A-Za-z]\))\$", ""),
        (r"\|", " : "),
    )
)


def undressed(text: str) -> str:
    r"""A text without markup: boxes, tags, JSON, LaTeX, Markdown. Letters in any dress become "(B)".

    Args:
        text: What was said.

    Example:
        >>> undressed(r"So $\boxed{\text{B}}$").split()
        ['So', '$', 'Final', 'answer:', '(B)']
        >>> undressed('**B** {"answer": "C"}').split()
        ['(B)', 'Final', 'answer:', '(C)']
    """
    for pattern, replacement in _UNDRESSED:
        text = pattern.sub(replacement, text)
    return text


# --- words ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text.

    Attributes:
        text: In the form in which it is compared.
        start: Where it begins in the text.
        end: Where it ends.
    """

    text: str
    start: int
    end: int


_UNITS = (
    "°C|°F|°|%|degrees?|percent|mm|cm|dm|km|kg|mg|ml|ms|min|mph|kmh|lb|oz|ft|hz|khz|kw|kj|am|pm|m|g|l|s|h|w|v|n|j|pa|k"
)
_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff"
)
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(
    # A number with its sign, parts and unit; initials ("D.C."); one ideograph or syllable; a word; one sign.
    rf"(?P<number>(?<![\w.)])-?\d+(?:[.,:/]\d+)*|\d+(?:[.,:/]\d+)*)(?P<unit> ?(?:{_UNITS})(?![A-Za-z\d]))?"
    r"|(?P<initials>(?<![^\W_])[A-Za-z](?:\.[A-Za-z])+(?![^\W_])\.?)"
    rf"|(?P<ideograph>[{_IDEOGRAPHS}])"
    rf"|(?P<word>(?:[^\W\d_{_IDEOGRAPHS}]|[{_MARKS}])+(?:'[^\W\d_]+)*)"
    r"|(?P<sign>[^\w\s])",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DECIMAL = re.compile(r"-?\d+\.\d+")
_UNIT_NAMES = {"degree": "°", "degrees": "°", "percent": "%"}
# "one" is more often a pronoun.
_NUMBER_NAMES = {"zero": "0"} | {
    name: str(value)
    for value, name in enumerate("two three four five six seven eight nine ten eleven twelve".split(), start=2)
}
_SHORT_FORMS = {"n't": "not", "'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'s": "is", "'d": "would"}
_IS_AFTER = {"it", "that", "there", "he", "she", "what", "who", "here"}
_IRREGULAR = {"can't": ("can", "not"), "cannot": ("can", "not"), "won't": ("will", "not"), "cant": ("can", "not")}
_EMPTY_SIGNS = "|~`^¨´"


def words(text: str) -> list[Word]:
    """The words, numbers and meaningful signs of a text in the form in which they are compared.

    Case, punctuation, white space and contractions do not matter; a number keeps sign and unit; each
    ideograph and each sign of mathematics, currency or emoji is a word of its own.

    Example:
        >>> [word.text for word in words("I don't know: it's 6.00 or 40 degrees!")]
        ['i', 'do', 'not', 'know', 'it', 'is', '6', 'or', '40°']
    """
    found: list[Word] = []
    for match in _WORD.finditer(text):
        found.extend(Word(form, match.start(), match.end()) for form in _forms(match))
    return found


def _forms(match: re.Match[str]) -> tuple[str, ...]:
    if number := match["number"]:
        unit = (match["unit"] or "").strip().casefold()
        return (_plain_number(number) + _UNIT_NAMES.get(unit, unit),)
    if sign := match["sign"]:
        return (sign,) if unicodedata.category(sign)[0] == "S" and sign not in _EMPTY_SIGNS else ()
    word = match[0].casefold()
    if match["initials"]:
        return (word.replace(".", ""),)
    if word in _NUMBER_NAMES:
        return (_NUMBER_NAMES[word],)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, full in _SHORT_FORMS.items():
        stem = word.removesuffix(ending)
        if stem != word and stem and (ending != "'s" or stem in _IS_AFTER):
            return (stem, full)
    return (word,)


def _plain_number(number: str) -> str:
    """Without thousands separators and trailing zeros: "1,200.50" is "1200.5"."""
    if _THOUSANDS.fullmatch(number):
        number = number.replace(",", "")
    if _DECIMAL.fullmatch(number):
        number = number.rstrip("0").rstrip(".")
    return number
