"""Marks in replies: those that set reasoning apart, and markup. Data."""

from __future__ import annotations

from typing import Literal, NamedTuple

FINAL = "\nFinal answer: "
"""What a box, an answer tag or a JSON key is rewritten to, so that one rule reads them all."""


class ReasoningMark(NamedTuple):
    """How a family of models sets its reasoning apart from what it says aloud.

    Attributes:
        kind: "block": reasoning stands between the two marks; a second mark without a first ends reasoning that the
            prompt had begun. "channel": where the first mark stands, only what follows the last second one is said.
        opens: A regular expression, whatever the case of letters.
        closes: The same.
        example: A reply with them.
        visible: What it says aloud.
    """

    kind: Literal["block", "channel"]
    opens: str
    closes: str
    example: str
    visible: str


_NAMES = r"(?:think|thinking|thoughts?|reasoning|analysis|scratchpad|reflection)"

REASONING: tuple[ReasoningMark, ...] = (
    ReasoningMark("block", rf"[<\[◁]{_NAMES}[>\]▷]", rf"[<\[◁]/{_NAMES}[>\]▷]", "<think>A?</think>B", "B"),
    ReasoningMark(
        "block", r"<\|begin_of_thought\|>", r"<\|end_of_thought\|>", "<|begin_of_thought|>A?<|end_of_thought|>B", "B"
    ),
    ReasoningMark("block", r"<\|channel>thought\b", r"<channel\|>", "<|channel>thought A?<channel|>B", "B"),
    ReasoningMark(
        "channel",
        r"<\|channel\|>",
        r"<\|channel\|>final<\|message\|>",
        "<|channel|>analysis<|message|>A?<|end|><|channel|>final<|message|>B",
        "B",
    ),
)


class Markup(NamedTuple):
    """A piece of markup, and what is read in its place.

    Attributes:
        pattern: A regular expression.
        replacement: What `re.sub` puts there.
        example: A text with it.
        plain: The same without.
    """

    pattern: str
    replacement: str
    example: str
    plain: str


MARKUP: tuple[Markup, ...] = (
    # In this order: what marks the final answer, then LaTeX, then HTML and Markdown, then letters in any dress as "(B)".
    Markup(
        r"(?i)<\|begin_of_box\|>|<(?:final[_ ]?)?(?:answer|ans|choice)>|\[(?:final[_ ]?)?answer\]",
        FINAL,
        "<answer>B",
        f"{FINAL}B",
    ),
    Markup(
        r"(?i)</(?:final[_ ]?)?(?:answer|ans|choice)>|\[/(?:final[_ ]?)?answer\]|<\|end_of_box\|>|<br ?/?>",
        "\n",
        "B</answer>",
        "B\n",
    ),
    Markup(
        r"""(?i)["'](?:(?:final|correct|selected|chosen|predicted|my)?[_ ]?(?:answer|choice|option|letter)|prediction)["']"""
        r"""\s{0,4}:(?=\s{0,4}["'\[])""",
        FINAL,
        '{"answer": "B"}',
        f'{{{FINAL} "B"}}',
    ),
    Markup(r"<\|[^|<>\n]{1,40}\|>|</?s>|<eos>|<end_of_turn>|\[/?INST\]", " ", "B<|im_end|>", "B "),
    Markup(r"\\(?:boxed|fbox)(?=\s?\{)", FINAL, r"\boxed{B}", f"{FINAL}{{B}}"),
    Markup(r"\\(?:boxed|fbox)\s{1,2}([A-Za-z])(?![A-Za-z])", FINAL + r"(\1)", r"\boxed B", f"{FINAL}(B)"),
    Markup(r"\$\s?(?=[A-Za-z]\s{0,2}(?:[.,;!]|\n|$))", "", "Answer: $B", "Answer: B"),
    Markup(r"\\d?frac\{([^{}]{1,40})\}\{([^{}]{1,40})\}", r"\1/\2", r"\frac{1}{2}", "1/2"),
    Markup(r"\^?\{?\\circ\b\}?", "°", r"40^{\circ}", "40°"),
    Markup(r"\\sqrt\b", "√", r"\sqrt{2}", "√{2}"),
    Markup(r"\\(?:text|math|bold)[a-z]{0,6}\b|\\(?:bf|rm|bm)\b", "", r"\text{B}", "{B}"),
    Markup(r"\\[()\[\],;! ]", " ", r"\(B\)", " B "),
    Markup(r"\\([%$&#_])", r"\1", r"5\%", "5%"),
    Markup(r"<([A-Z])>(?![^<\n]{0,200}</)", r"(\1)", "<B>", "(B)"),
    Markup(r"(?i)</?(?:b|i|u|p|em|strong|code|div|span|mark|li|ul|ol|h[1-6])>", "", "<b>a dog</b>", "a dog"),
    Markup(r"```[\w-]{0,20}(?=\n)|~~~[\w-]{0,20}(?=\n|$)|```", "\n", "```json\nB```", "\n\nB\n"),
    Markup(
        r"(?<!\w)(?:\*{1,3}|_{1,3}|`|\$|\")\s?([A-Za-z])\s?(?:\*{1,3}|_{1,3}|`|\$|\")(?![A-Za-z0-9_])",
        r"(\1)",
        "**B**",
        "(B)",
    ),
    Markup(r"(?<![A-Za-z0-9_])'([A-Za-z])'(?![A-Za-z0-9_])", r"(\1)", "'B'", "(B)"),
    Markup(r"(?<!\w)[(\[{]{1,3}\s?([A-Za-z])\s?[)\]}]{1,3}", r"(\1)", "[B]", "(B)"),
    Markup(r"[「『【《〈]\s?([A-Za-z])\s?[」』】》〉]", r"(\1)", "「B」", "(B)"),
    Markup(r"[「」『』【】]", " ", "【答え】", " 答え "),
    Markup(r"[*`\"{}]|(?<!\w)_{1,3}|_{1,3}(?!\w)", "", "**a dog**", "a dog"),
    Markup(r"\$(?=\([A-Za-z]\))|(?<=\([A-Za-z]\))\$", "", "$(B)$", "(B)"),
    Markup(r"\|", " : ", "B | a dog", "B  :  a dog"),
)
