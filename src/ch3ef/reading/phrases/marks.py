"""Marks in replies: those that set reasoning apart, and markup. Data."""

from __future__ import annotations

from typing import NamedTuple

FINAL = "\nFinal answer: "
"""What a box, an answer tag or a JSON key is rewritten to, so that one rule reads them all."""


class ReasoningMark(NamedTuple):
    """How a family of models sets its reasoning apart from what it says aloud.

    Attributes:
        opens: A regular expression, whatever the case of letters: what stands behind it is reasoning.
        closes: The same: where that ends.
        example: A reply with both.
        visible: What it says aloud.
        unopened: Which closing marks also end reasoning that the prompt had begun; None for all, empty for none.
        tokens: The special tokens that the marks are made of, where these are more than one.
    """

    opens: str
    closes: str
    example: str
    visible: str
    unopened: str | None = None
    tokens: str = ""


_FAMILY = r"(?!(?:non?|end|stop)[_-])(?:[a-z_]{1,16}[:_-])?"
"""What stands before the name: `seed:think`, `longcat_think`, `chain_of_thought`; not `no_think`, `end_of_thought`."""
_THINK = r"(?:think(?:ing)?|thoughts?)"
_HEADINGS = r"(?:reason|reasoning|rationale|analysis|scratchpad|reflection|monologue|deliberation|cot)"
_NAMES = rf"(?:{_THINK}|{_HEADINGS})(?:[_ -](?:process|content))?"
_ATTRIBUTES = r"(?:\s[^<>=\n]{1,40}=[^<>\n]{0,80})?"
_ASSISTANT = r"(?:<\|start\|>\s?assistant\s?)?"
_FINAL_CHANNEL = rf"(?:<\|end\|>\s?)?{_ASSISTANT}<\|channel\|>\s?final\s?<\|message\|>"

REASONING: tuple[ReasoningMark, ...] = (
    # LLaVA-CoT's stages; in capitals, since `<summary>` and `<caption>` are also said aloud.
    ReasoningMark(
        r"(?-i:<(?:SUMMARY|CAPTION|REASONING)>)",
        r"(?-i:</(?:SUMMARY|CAPTION|REASONING)>|(?=<CONCLUSION>))",
        "<SUMMARY>I look.</SUMMARY><CAPTION>A dog.</CAPTION><REASONING>A?</REASONING><CONCLUSION>B</CONCLUSION>",
        "<CONCLUSION>B</CONCLUSION>",
        unopened="",
    ),
    ReasoningMark(
        rf"<{_FAMILY}{_NAMES}{_ATTRIBUTES}>",
        rf"</{_FAMILY}{_NAMES}>|<end_(?:of_)?{_NAMES}>",
        "<seed:think>A?</seed:think>B",
        "B",
    ),
    ReasoningMark(rf"[\[◁]{_THINK}[\]▷]", rf"[\[◁]/{_THINK}[\]▷]", "[THINK]A?[/THINK]B", "B"),
    ReasoningMark(
        rf"\[{_HEADINGS}\]",
        rf"\[/{_HEADINGS}\]|(?=\[(?:final[_ ]?)?answer\])",
        "[Reasoning] A? [Answer] B",
        "[Answer] B",
        unopened=rf"\[/{_HEADINGS}\]",
    ),
    # As chat windows fold it.
    ReasoningMark(
        r"<details\b[^<>]{0,80}\stype=[\"']?reasoning\b[^<>]{0,80}>",
        r"</details>",
        '<details type="reasoning" done="true"><summary>Thought for 3 s</summary>A?</details>B',
        "B",
        unopened="",
    ),
    ReasoningMark(
        rf"<\|(?:(?:begin|start)_(?:of_)?)?{_THINK}\|>",
        rf"<\|(?:/|end_(?:of_)?){_THINK}\|>(?:\s{{0,9}}<\|START_RESPONSE\|>)?|<\|START_RESPONSE\|>",
        "<|START_THINKING|>A?<|END_THINKING|><|START_RESPONSE|>B",
        "B",
    ),
    ReasoningMark(r"<\|inner_prefix\|>", r"<\|inner_suffix\|>", "<|inner_prefix|>A?<|inner_suffix|>B", "B"),
    ReasoningMark(
        r"<\|channel>\s?(?:thought|analysis|commentary)\b",
        r"<channel\|>",
        "<|channel>thought A?<channel|>B",
        "B",
        tokens=r"<\|channel>",
    ),
    # Harmony: what is said aloud stands on the channel "final", or on none.
    ReasoningMark(
        rf"{_ASSISTANT}<\|channel\|>\s?(?:analysis|commentary)\b[^<>]{{0,80}}(?:<\|constrain\|>[^<>]{{0,40}})?<\|message\|>",
        rf"{_FINAL_CHANNEL}|<\|(?:end|call)\|>(?:\s?<\|start\|>\s?assistant(?!\s?<\|channel))?",
        "<|channel|>analysis<|message|>A?<|end|><|start|>assistant<|channel|>final<|message|>B",
        "B",
        unopened=_FINAL_CHANNEL,
        tokens=r"<\|(?:start|channel|constrain|message|end|call)\|>",
    ),
    # Apriel's; the prompt begins it.
    ReasoningMark(
        r"(?-i:(?:\A|(?<=\n))Here are my reasoning steps:\n)",
        r"\[BEGIN FINAL RESPONSE\]",
        "Here are my reasoning steps:\nA?\n[BEGIN FINAL RESPONSE]\nB\n[END FINAL RESPONSE]",
        "B\n[END FINAL RESPONSE]",
    ),
    # Harmony after its special tokens were taken out.
    ReasoningMark(
        r"\A\s{0,9}(?-i:(?:analysis|commentary)(?=[^\W\d_a-z]|[\s\S]*assistantfinal))",
        r"(?-i:assistantfinal|\A\s{0,9}final(?=[A-Z]))",
        "analysisWe look. A?assistantfinalB",
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
        r"(?i)<\|begin_of_box\|>|<(?:final[_ ]?)?(?:answer|ans|choice)>|<conclusion>|\[(?:final[_ ]?)?answer\]",
        FINAL,
        "<answer>B",
        f"{FINAL}B",
    ),
    Markup(
        r"(?i)</(?:final[_ ]?)?(?:answer|ans|choice)>|</conclusion>|\[/(?:final[_ ]?)?answer\]|\[END FINAL RESPONSE\]|<\|end_of_box\|>|<br ?/?>",
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
